"""What the episodes of a sign were, from a diary: roles, the sign as a warning, risk at its onset."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from headlog.clinical.diary_settings import rules_of
from headlog.diary.diary import Diary
from headlog.diary.timeline import NECK, Timeline, TimelineEpisode, to_timeline
from headlog.report.inference.arrays import dice, facts_of, role_data, sign_timeline
from headlog.report.inference.role_words import sign_words
from headlog.stats.estimate import Estimate
from headlog.stats.roles import (
    ROLES,
    RiskScore,
    RoleResult,
    RoleSettings,
    episode_roles,
    onset_risk,
    risk_score,
)
from headlog.stats.signs import SignWarning, sign_warning

# A sign that began so recently may still be followed.
OPEN_HOURS = 24.0
# Of what closes a statement, all but this says that the numbers cannot be trusted. Where only the evidence of
# the role is missing, the intervals tell of it.
_LEAVES_NUMBERS = frozenset({"evidence_of_role", "share_of_attacks"})


@dataclass(frozen=True)
class SignRoles:
    """The answer about one sign in one diary.

    Parameters
    ----------
    name
        The sign in words.
    timeline
        The diary in hours.
    result
        Roles of its episodes, rows in the timeline's order.
    warning
        The sign as a warning.
    risk_score
        Whether a risk at its onset would have beaten the person's own rate; None when not asked for.
    risk
        Probability (0-1) of an attack within 24 h of the latest episode, with its interval; None unless it
        began within the last day of the diary, was not followed yet, and the risk beats the own rate.
    """

    name: str
    timeline: Timeline
    result: RoleResult
    warning: SignWarning
    risk_score: RiskScore | None = None
    risk: Estimate | None = None

    @property
    def sign(self) -> str:
        """Id of the sign, or `neck`."""
        return self.timeline.sign

    @property
    def may_be_shown(self) -> bool:
        """Whether numbers of the roles may stand on a page: enough recorded, and nothing against them.

        Where it is false only words are shown; the JSON keeps its numbers beside the gates that closed.
        """
        closed = {gate.name for gate in self.result.closed}
        verdicts = {said.verdict for said in self.result.statements.values()}
        return bool(self.result.counts) and closed <= _LEAVES_NUMBERS and "not_enough" not in verdicts

    @property
    def shown_probabilities(self) -> dict[str, dict[str, float]]:
        """Probabilities that a picture may be marked by; empty where they may not be shown."""
        return self.probabilities if self.may_be_shown else {}

    @cached_property
    def probabilities(self) -> dict[str, dict[str, float]]:
        """By episode id the probability of each role, 0 to 1, summing to 1; empty when refused."""
        if self.result.probability is None:
            return {}
        return {
            episode.id: dict(zip(ROLES, (float(value) for value in row), strict=True))
            for episode, row in zip(self.timeline.episodes, self.result.probability, strict=True)
        }

    @property
    def followed(self) -> int:
        """Episodes outside head pain with an attack within 48 h."""
        return self.result.diagnostics.n_followed


def sign_roles(
    diary: Diary, sign: str = NECK, *, settings: RoleSettings | None = None, risk: bool = False
) -> SignRoles:
    """Roles of the episodes of a sign in a diary.

    Parameters
    ----------
    diary
        The record to read.
    sign
        `neck`, or the id of a sign.
    settings
        Thresholds of the decision rule; the published ones when None.
    risk
        Whether to score the risk at an onset too, which takes as long as two dozen fits.

    Returns
    -------
    SignRoles
        The same for the same diary, in any order of entry and in any zone of the server.
    """
    timeline = to_timeline(diary, sign, rules=rules_of(diary))
    data = role_data(timeline)
    facts = facts_of(timeline)
    found = SignRoles(
        name=sign_words(sign, diary),
        timeline=timeline,
        result=episode_roles(data, dice("roles", facts), settings),
        warning=sign_warning(sign_timeline(timeline), dice("warning", facts)),
    )
    if not risk or found.result.closed:
        return found
    score = risk_score(data, dice("risk score", facts))
    latest = _open_episode(timeline) if score.is_better else None
    now = None if latest is None else onset_risk(data, latest, dice("risk", facts))
    return replace(found, risk_score=score, risk=now)


def _open_episode(timeline: Timeline) -> int | None:
    """Row of the latest episode, when it began within the last day and no head pain came since."""
    if not timeline.episodes:
        return None
    latest: TimelineEpisode = timeline.episodes[-1]
    hours = max((hour + 1 for hour, seen in enumerate(timeline.recorded) if seen), default=0)
    if latest.in_attack or latest.onset < hours - OPEN_HOURS:
        return None
    if any(attack.onset >= latest.onset for attack in timeline.attacks):
        return None
    return len(timeline.episodes) - 1
