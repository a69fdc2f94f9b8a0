"""What the role model answers: probabilities, counts, statements and how far to trust them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from headlog.stats.roles.evidence import Channel
from headlog.stats.roles.records import Floats

Role = Literal["warning", "trigger_like", "unrelated", "in_attack", "after_attack"]
ROLES: tuple[Role, ...] = ("warning", "trigger_like", "unrelated", "in_attack", "after_attack")
Verdict = Literal["yes", "no", "depends", "cannot_tell", "not_enough"]
Claim = Literal["warning", "trigger_like", "unrelated"]
CLAIMS: tuple[Claim, ...] = ("warning", "trigger_like", "unrelated")


@dataclass(frozen=True, kw_only=True)
class RoleSettings:
    """The thresholds of the decision rule, by name.

    Attributes
    ----------
    least_share : float, 0 to 1
        A role is said to occur when this share of the episodes has it.
    certainty : float, 0.5 to 1
        Probability above which a statement is made, below 1 minus which it is denied.
    least_episodes, least_attacks : int
        With fewer nothing is said.
    recorded_share : float, 0 to 1
        An early sign, answered both yes and no, or resolution must be known for
        this share of the episodes followed, and of those not followed, by an
        attack.
    instrument_attacks : int
        Or so many attacks with an exposure that acts on one side only.
    least_effective_sample : float
        Below it no number is given.
    importance_draws, joint_draws : int
    refits : bool
        Whether to refit without each kind of evidence.
    """

    least_share: float = 0.15
    certainty: float = 0.9
    least_episodes: int = 5
    least_attacks: int = 3
    recorded_share: float = 0.7
    instrument_attacks: int = 20
    least_effective_sample: float = 100.0
    importance_draws: int = 500
    joint_draws: int = 500
    refits: bool = True


@dataclass(frozen=True)
class Points:
    """5 %, 50 % and 95 % points of a posterior."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Gate:
    """A condition that is not met, and so closes some statements.

    Attributes
    ----------
    name
        ``episodes``, ``attacks``, ``evidence_of_role``, ``time_at_risk``,
        ``signs_alike``, ``share_of_attacks``, ``contrast``, ``effective_sample`` or ``fit``.
    closes
        The statements it closes.
    needed, present : float
        In the units of the gate: counts, or shares 0 to 1.
    """

    name: str
    closes: tuple[Claim, ...]
    needed: float
    present: float


@dataclass(frozen=True)
class Statement:
    """One claim about the person, in one word, with the probability behind it.

    Attributes
    ----------
    verdict
        ``yes`` or ``no`` beyond the certainty asked for; ``depends`` when one
        kind of evidence left out turns it round; ``cannot_tell`` between, or
        when evidence of the right kind is missing or the model does not fit;
        ``not_enough`` when there is too little of it.
    probability : 0 to 1, or None when it is refused
    rests_on
        Kinds of evidence without which the verdict would be ``cannot_tell``.
    depends_on
        Kinds of evidence without which it would be the opposite.
    """

    claim: Claim
    verdict: Verdict
    probability: float | None
    rests_on: tuple[Channel, ...] = ()
    depends_on: tuple[Channel, ...] = ()


@dataclass(frozen=True)
class FitCheck:
    """Posterior predictive check of one feature of the diary.

    Attributes
    ----------
    name
        ``lead_times``, ``lag_times``, ``signs_near_attacks`` or ``bursts``.
    probability : 0 to 1, or None with too few episodes
        Of a replicate at least as odd as the diary.
    fits : bool
    """

    name: str
    probability: float | None
    fits: bool


@dataclass(frozen=True)
class RecordGain:
    """What recording one kind of thing for every episode would be expected to add.

    Attributes
    ----------
    kind
        ``early_signs``, ``resolution`` or ``more_attacks``.
    bits_per_episode : 0 to 2
    share_of_doubt : 0 to 1
        The same as a share of the doubt there is now.
    """

    kind: str
    bits_per_episode: float
    share_of_doubt: float


@dataclass(frozen=True)
class Sensitivity:
    """How far the answer leans on what was not recorded.

    Attributes
    ----------
    prior_share : by claim ``warning`` and ``trigger_like``, 0 to 1
        Part of the answer that is prior: posterior over prior variance of how
        often the link occurs, on the log-odds scale.
    signs_prior_share : 0 to 1, or None without early signs
        The same for how much more often early signs come with warnings.
    unrecorded_cause : Points of a risk ratio, 1 or more, or None
        How strongly an unrecorded cause would have to raise both episodes and
        attacks to explain the triggering away (E-value).
    gains
        What to record next, most useful first.
    """

    prior_share: dict[str, float]
    signs_prior_share: float | None
    unrecorded_cause: Points | None
    gains: tuple[RecordGain, ...]


@dataclass(frozen=True)
class Diagnostics:
    """What lets a reader judge the computation.

    Attributes
    ----------
    effective_sample : float, or None when nothing was fitted
    hypotheses : weight of each hypothesis, sums to 1; empty when nothing was fitted
    log_evidence : natural logarithms
    fit_checks : tuple of FitCheck
    n_attacks, n_outside, n_inside, n_followed : int
        Attacks; episodes outside and during headache; outside and followed by
        an attack within 48 h.
    n_with_signs, n_with_resolution : int
        Of those outside headache, the ones with an early sign answered in
        time, of the signs answered both yes and no; of those followed, the ones
        known to have been there still at the next pain or not.
    time_only : bool
        Neither early signs nor resolution were recorded.
    """

    effective_sample: float | None
    hypotheses: dict[str, float]
    log_evidence: dict[str, float]
    fit_checks: tuple[FitCheck, ...]
    n_attacks: int
    n_outside: int
    n_inside: int
    n_followed: int
    n_with_signs: int
    n_with_resolution: int
    time_only: bool


@dataclass(frozen=True)
class RoleResult:
    """Roles of one sign's episodes in one diary.

    Attributes
    ----------
    probability : (n_episodes, 5) float, or None when refused
        Rows as the episodes were given, columns as ``ROLES``; rows sum to 1.
    counts, shares : Points by role, empty when refused
        Counts of episodes; shares of the episodes that began outside headache
        (of all episodes for ``in_attack``), 0 to 1.
    attack_shares : Points for ``warning`` and ``trigger_like``, empty when refused
        Shares, 0 to 1, of the attacks with such an episode in the 48 h before.
    statements : by claim
    closed : the gates that are closed
    method : name and version
    """

    probability: Floats | None
    counts: dict[Role, Points]
    shares: dict[Role, Points]
    attack_shares: dict[Role, Points]
    statements: dict[Claim, Statement]
    closed: tuple[Gate, ...]
    sensitivity: Sensitivity | None
    diagnostics: Diagnostics
    method: str = "latent-origin point process, version 2"
