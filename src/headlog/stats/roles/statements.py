"""The decision rule: which gates are open, and what may be said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from headlog.stats.roles.evidence import Channel, RoleData
from headlog.stats.roles.model import RoleFit
from headlog.stats.roles.prepared import Prepared
from headlog.stats.roles.records import Bools
from headlog.stats.roles.result import CLAIMS, Claim, FitCheck, Gate, RoleSettings, Statement, Verdict

_ROLE_CLAIMS: tuple[Claim, ...] = ("warning", "trigger_like")
# Nearly always in headache: hardly any time is left in which anything could begin.
_LEAST_SHARE_AT_RISK = 0.1
# Probability of the sign of an exposure's effect above which it is said to act.
_PLAIN_SIGN = 0.975
# More episodes than this between two attacks are near-daily and leave too little contrast (§2.8).
_MOST_BETWEEN = 6.0
# Of the attacks with candidates so many have fewer than what is counted as the candidates of one.
_CROWDED_QUANTILE = 0.75
# Weight, among the hypotheses with warnings, of the ones in which early signs do not tell them.
_MOST_ALIKE = 0.5


def claim_probabilities(fit: RoleFit, settings: RoleSettings) -> dict[Claim, float]:
    """Posterior probability of each claim about the person.

    Parameters
    ----------
    fit
        All hypotheses, with their joint draws.
    settings
        ``least_share`` is the share that counts as occurring.

    Returns
    -------
    dict
        ``warning``, ``trigger_like``: that at least this share of the
        episodes outside headache has the role; ``unrelated``: that both
        together have less. Each 0 to 1.
    """
    least = settings.least_share * fit.prepared.gap.size
    warnings, triggers = fit.drawn("warning"), fit.drawn("trigger_like")
    return {
        "warning": float(np.mean(warnings >= least)),
        "trigger_like": float(np.mean(triggers >= least)),
        "unrelated": float(np.mean(warnings + triggers < least)),
    }


def counting_gates(n_outside: int, n_attacks: int, settings: RoleSettings) -> tuple[Gate, ...]:
    """Gates closed because there is too little of anything."""
    gates = []
    if n_outside < settings.least_episodes:
        gates.append(Gate("episodes", CLAIMS, settings.least_episodes, n_outside))
    if n_attacks < settings.least_attacks:
        gates.append(Gate("attacks", CLAIMS, settings.least_attacks, n_attacks))
    return tuple(gates)


def evidence_gates(data: RoleData, fit: RoleFit, settings: RoleSettings) -> tuple[Gate, ...]:
    """Gates closed because what tells a warning from a trigger was not recorded.

    Parameters
    ----------
    data, fit
        The diary, and all hypotheses about it.
    settings
        ``recorded_share`` and ``instrument_attacks``.

    Returns
    -------
    tuple of Gate
        ``evidence_of_role`` unless an early sign, with both answers, or the
        resolution is known for enough episodes, followed and not followed
        alike, or there are enough attacks and an exposure that plainly acts;
        ``time_at_risk`` in nearly constant headache; ``contrast`` with more
        than six episodes between attacks.
    """
    gates = []
    prepared = fit.prepared
    recorded = _recorded_share(data, prepared)
    enough_attacks = prepared.n_attacks >= settings.instrument_attacks
    if recorded < settings.recorded_share and not (enough_attacks and _has_acting_exposure(fit)):
        gates.append(Gate("evidence_of_role", _ROLE_CLAIMS, settings.recorded_share, recorded))
    at_risk = prepared.at_risk_hours / max(prepared.recorded_hours, 1.0)
    if at_risk < _LEAST_SHARE_AT_RISK:
        gates.append(Gate("time_at_risk", CLAIMS, _LEAST_SHARE_AT_RISK, at_risk))
    between = _between_attacks(prepared)
    if between > _MOST_BETWEEN:
        gates.append(Gate("contrast", CLAIMS, _MOST_BETWEEN, between))
    return tuple(gates)


def may_rest_on_the_clock(data: RoleData, fit: RoleFit, settings: RoleSettings) -> bool:
    """Whether the hours of the day could be all that tells the roles apart.

    Parameters
    ----------
    data, fit
        The diary, and all hypotheses about it.
    settings
        ``recorded_share``.

    Returns
    -------
    bool
        True unless the resolution, or early signs that come more often with
        warnings, are known for enough episodes.
    """
    resolved = _resolved_share(data, fit.prepared)
    asked = 0.0 if fit.signs_alike > _MOST_ALIKE else _asked_share(fit.prepared)
    return max(resolved, asked) < settings.recorded_share


def attack_gates(fit: RoleFit, settings: RoleSettings) -> tuple[Gate, ...]:
    """The gate against "unrelated" where few of the episodes may still be many of the attacks.

    Parameters
    ----------
    fit
        All hypotheses, with their joint draws.
    settings
        ``least_share``, here of the attacks, and ``certainty``.

    Returns
    -------
    tuple of Gate
        ``share_of_attacks``, closed when as many attacks as that may have a
        warning or a trigger before them.
    """
    share = fit.attack_share("warning") + fit.attack_share("trigger_like")
    highest = min(float(np.quantile(share, settings.certainty, method="inverted_cdf")), 1.0)
    if highest < settings.least_share:
        return ()
    return (Gate("share_of_attacks", ("unrelated",), settings.least_share, highest),)


def not_by_the_clock(said: dict[Claim, Statement], settings: RoleSettings) -> dict[Claim, Statement]:
    """Statements of a diary whose roles the clock may carry, less those that it does.

    Parameters
    ----------
    said
        With what they rest on; where that was not looked at, nothing is known to stand without the clock.
    settings
        ``certainty``.

    Returns
    -------
    dict of Statement
        Hours of the day differ between persons for many reasons. A role that they must decide cannot be
        told; that neither role occurs can.
    """
    neither = (said["unrelated"].probability or 0.0) > settings.certainty
    kept = dict(said)
    for claim in _ROLE_CLAIMS:
        statement = said[claim]
        is_carried = not settings.refits or "clock" in statement.rests_on
        if is_carried and statement.verdict in ("yes", "no") and not (statement.verdict == "no" and neither):
            kept[claim] = replace(statement, verdict="cannot_tell")
    return kept


def signs_gates(fit: RoleFit) -> tuple[Gate, ...]:
    """The gate that early signs close by coming no more often with what may be warnings."""
    alike = fit.signs_alike
    return (Gate("signs_alike", _ROLE_CLAIMS, _MOST_ALIKE, alike),) if alike > _MOST_ALIKE else ()


def trust_gates(
    effective_sample: float, checks: tuple[FitCheck, ...], settings: RoleSettings
) -> tuple[Gate, ...]:
    """Gates closed because the computation, or the model, cannot be trusted here."""
    gates = []
    if effective_sample < settings.least_effective_sample:
        gates.append(Gate("effective_sample", CLAIMS, settings.least_effective_sample, effective_sample))
    for check in checks:
        if not check.fits and check.name != "bursts" and check.probability is not None:
            gates.append(Gate("fit", CLAIMS, 0.005, check.probability))
    return tuple(gates)


def statements(
    probability: dict[Claim, float] | None, closed: tuple[Gate, ...], settings: RoleSettings
) -> dict[Claim, Statement]:
    """What may be said of each claim.

    Parameters
    ----------
    probability
        By claim, or None when numbers are refused.
    closed
        All closed gates.
    settings
        ``certainty``.

    Returns
    -------
    dict of Statement
        Where only ``evidence_of_role`` is closed, "neither" can still be said:
        times alone show whether episodes and attacks have to do with each other.
    """
    return {claim: _statement(claim, probability, closed, settings) for claim in CLAIMS}


def _statement(
    claim: Claim, probability: dict[Claim, float] | None, closed: tuple[Gate, ...], settings: RoleSettings
) -> Statement:
    names = {gate.name for gate in closed if claim in gate.closes}
    value = None if probability is None else probability[claim]
    if names & {"episodes", "attacks"}:
        return Statement(claim, "not_enough", value)
    if probability is None or names - {"evidence_of_role"}:
        return Statement(claim, "cannot_tell", value)
    if names:
        neither = probability["unrelated"] > settings.certainty
        return Statement(claim, "no" if neither else "cannot_tell", value)
    return Statement(claim, _verdict(probability[claim], settings), value)


def weighed_against(
    given: Statement, refitted: dict[Channel, Statement], settings: RoleSettings
) -> Statement:
    """The statement with what it rests and depends on.

    Parameters
    ----------
    given
        Made from all the evidence.
    refitted
        The same statement with one kind of evidence left out, gates apart.
    settings
        ``certainty``.

    Returns
    -------
    Statement
        ``depends`` when leaving something out turns yes into no or back.
    """
    if given.verdict not in ("yes", "no"):
        return given
    opposite = "no" if given.verdict == "yes" else "yes"
    verdicts = {channel: statement.verdict for channel, statement in refitted.items()}
    depends = tuple(channel for channel, verdict in verdicts.items() if verdict == opposite)
    rests = tuple(channel for channel, verdict in verdicts.items() if verdict == "cannot_tell")
    verdict: Verdict = "depends" if depends else given.verdict
    return replace(given, verdict=verdict, rests_on=rests, depends_on=depends)


def _verdict(probability: float, settings: RoleSettings) -> Verdict:
    if probability > settings.certainty:
        return "yes"
    return "no" if probability < 1 - settings.certainty else "cannot_tell"


def _has_acting_exposure(fit: RoleFit) -> bool:
    """Whether some exposure of episodes, or of attacks alone, has an effect of known sign.

    One that does not act on its own side cannot tell the two sides apart.
    """
    own = fit.prepared.episode_design.shape[1]
    effects = np.hstack([fit.table("episode_effects"), fit.table("attack_effects")[:, own:]])
    share_above = (effects > 0).mean(axis=0)
    return bool((np.abs(share_above - 0.5) > _PLAIN_SIGN - 0.5).any())


def _recorded_share(data: RoleData, prepared: Prepared) -> float:
    """Larger of two shares: an early sign known, resolution known; the lesser of followed or not."""
    return max(_asked_share(prepared), _resolved_share(data, prepared))


def _asked_share(prepared: Prepared) -> float:
    """Of the early sign that was answered most: one sign by one, for "known" is the answer to a question."""
    asked = prepared.patterns.asked[prepared.patterns.of_episode] > 0
    return max((_lesser_share(column, prepared.linked) for column in asked.T), default=0.0)


def _resolved_share(data: RoleData, prepared: Prepared) -> float:
    known = data.episodes.duration_known[prepared.outside]
    return _lesser_share(np.where(prepared.linked, prepared.resolution_known, known), prepared.linked)


def _lesser_share(known: Bools, linked: Bools) -> float:
    parts = [known[side] for side in (linked, ~linked) if side.any()]
    return min((float(part.mean()) for part in parts), default=0.0)


def _between_attacks(prepared: Prepared) -> float:
    """Episodes outside headache per attack, or those within reach of one where attacks differ much."""
    if prepared.n_attacks == 0:
        return 0.0
    following = np.searchsorted(prepared.attack_onset, prepared.episode_onset[prepared.linked], side="left")
    near = np.bincount(following, minlength=prepared.n_attacks)
    crowded = float(np.quantile(near[near > 0], _CROWDED_QUANTILE)) if (near > 0).any() else 0.0
    return max(prepared.outside.size / prepared.n_attacks, crowded)
