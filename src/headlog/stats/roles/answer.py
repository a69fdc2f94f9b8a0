"""The roles of a sign's episodes, from one diary to one answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from headlog.stats.roles.evidence import CHANNELS, Channel, RoleData
from headlog.stats.roles.fit_check import fit_checks
from headlog.stats.roles.model import RoleFit, role_fit
from headlog.stats.roles.parameters import NAMES
from headlog.stats.roles.prepared import Prepared, prepared
from headlog.stats.roles.records import Floats
from headlog.stats.roles.result import (
    CLAIMS,
    ROLES,
    Claim,
    Diagnostics,
    Gate,
    Points,
    Role,
    RoleResult,
    RoleSettings,
    Statement,
)
from headlog.stats.roles.sensitivity import points, sensitivity
from headlog.stats.roles.statements import (
    attack_gates,
    claim_probabilities,
    counting_gates,
    evidence_gates,
    may_rest_on_the_clock,
    not_by_the_clock,
    signs_gates,
    statements,
    trust_gates,
    weighed_against,
)


def episode_roles(
    data: RoleData, generator: np.random.Generator, settings: RoleSettings | None = None
) -> RoleResult:
    """Probability of each role for every episode, and what may be said of the person.

    A *warning* is an early part of the attack that follows, or would have
    followed; *trigger-like* is an episode of other origin that set the next
    attack off within the model; *in attack* began during headache; *after
    attack* is an effect of the attack before; *unrelated* is none of these.

    Parameters
    ----------
    data
        One diary, arrays in any order; what was not recorded is masked.
    generator
        Dice. Seeded from the diary by the caller, the answer is reproducible.
    settings
        Thresholds and draws; the published ones when None.

    Returns
    -------
    RoleResult
        Probabilities 0 to 1, rows summing to 1; counts in episodes; shares 0
        to 1. None and empty where fewer than 100 effective draws were reached.

    Notes
    -----
    Four hypotheses (no link, warnings only, triggers only, both), prior 1/4
    each, averaged by their evidence. Assumes: at most one warning per attack
    and one attack per episode, next attack only, within 48 h; log-normal gaps;
    early signs and resolution independent of being believed to be followed.
    Do not use it when signs were noted only when a headache was feared, or to
    prove a cause: "trigger-like" is a statistical attribution.

    References
    ----------
    .. [1] Marsan D, Lengline O. Extending earthquakes' reach through cascading.
       Science 2008; 319: 1076-9. doi:10.1126/science.1148783 (latent origin of points)

    Examples
    --------
    >>> import numpy as np
    >>> from headlog.stats.roles import Attacks, Calendar, Episodes, Exposures, RoleData, episode_roles
    >>> diary = RoleData(
    ...     calendar=Calendar.of_days([True] * 28),
    ...     attacks=Attacks.at([50.0], [60.0]),
    ...     episodes=Episodes.at([45.0, 55.0]),
    ...     exposures=Exposures.none(28),
    ... )
    >>> answer = episode_roles(diary, np.random.Generator(np.random.PCG64(1)))
    >>> answer.statements["warning"].verdict
    'not_enough'
    >>> [gate.name for gate in answer.closed]
    ['episodes', 'attacks', 'evidence_of_role']
    """
    rule = settings or RoleSettings()
    diary = prepared(data)
    if diary.outside.size == 0 or diary.recorded_hours <= 0:
        return _nothing_to_fit(diary, rule)
    fit = role_fit(diary, generator, n_draws=rule.importance_draws, n_joint=rule.joint_draws)
    checks = fit_checks(fit, generator)
    outside, recorded = fit.prepared.outside.size, data.episodes[fit.prepared.outside]
    asked = fit.prepared.patterns.asked[fit.prepared.patterns.of_episode].any(axis=1)
    closed = counting_gates(outside, fit.prepared.n_attacks, rule)
    closed += evidence_gates(data, fit, rule)
    closed += trust_gates(fit.effective_sample, checks, rule)
    is_refused = fit.effective_sample < rule.least_effective_sample
    found = None if is_refused else claim_probabilities(fit, rule)
    if found is not None and found["unrelated"] > rule.certainty:
        closed += attack_gates(fit, rule)
    said = statements(found, closed, rule)
    if rule.refits:
        said = _weighed(data, generator, rule, said, closed)
    if may_rest_on_the_clock(data, fit, rule):
        kept = not_by_the_clock(said, rule)
        closed += signs_gates(fit) if kept != said else ()
        said = kept
    diagnostics = Diagnostics(
        effective_sample=fit.effective_sample,
        hypotheses={name: fit.weight_of(name) for name in NAMES},
        log_evidence={name: fit.log_evidence_of(name) for name in NAMES},
        fit_checks=checks,
        n_attacks=fit.prepared.n_attacks,
        n_outside=outside,
        n_inside=fit.prepared.inside.size,
        n_followed=int(fit.prepared.linked.sum()),
        n_with_signs=int(asked.sum()),
        n_with_resolution=int((recorded.still_present >= 0)[fit.prepared.linked].sum()),
        time_only=fit.prepared.time_only,
    )
    return RoleResult(
        probability=None if is_refused else _rows(fit, data.episodes.onset.size),
        counts={} if is_refused else _counts(fit),
        shares={} if is_refused else _shares(fit),
        attack_shares={} if is_refused else _attack_shares(fit),
        statements=said,
        closed=closed,
        sensitivity=None if is_refused else sensitivity(fit),
        diagnostics=diagnostics,
    )


def _nothing_to_fit(diary: Prepared, rule: RoleSettings) -> RoleResult:
    """The answer where nothing was recorded, or no episode began outside headache."""
    outside, inside = diary.outside.size, diary.inside.size
    closed = counting_gates(outside, diary.n_attacks, rule)
    if diary.recorded_hours <= 0:
        closed += (Gate("time_at_risk", CLAIMS, 1.0, 0.0),)
    table = np.zeros((inside, len(ROLES)))
    table[:, ROLES.index("in_attack")] = 1.0
    return RoleResult(
        probability=table if outside == 0 else None,
        counts={},
        shares={},
        attack_shares={},
        statements=statements(None, closed, rule),
        closed=closed,
        sensitivity=None,
        diagnostics=Diagnostics(None, {}, {}, (), diary.n_attacks, outside, inside, 0, 0, 0, True),
    )


def _rows(fit: RoleFit, n_episodes: int) -> Floats:
    """One row an episode, as given, columns as ``ROLES``."""
    table = np.zeros((n_episodes, len(ROLES)))
    outside = fit.prepared.outside
    for role in ("warning", "trigger_like", "after_attack"):
        table[outside, ROLES.index(role)] = fit.probability(role)
    table = np.clip(table, 0.0, 1.0)
    table[outside, ROLES.index("unrelated")] = np.maximum(1 - table[outside].sum(axis=1), 0.0)
    table[fit.prepared.inside, ROLES.index("in_attack")] = 1.0
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _drawn_counts(fit: RoleFit) -> dict[Role, Floats]:
    warning, trigger, after = (fit.drawn(role) for role in ("warning", "trigger_like", "after_attack"))
    outside, inside = fit.prepared.outside.size, fit.prepared.inside.size
    return {
        "warning": warning,
        "trigger_like": trigger,
        "unrelated": outside - warning - trigger - after,
        "in_attack": np.full(warning.shape, float(inside)),
        "after_attack": after,
    }


def _counts(fit: RoleFit) -> dict[Role, Points]:
    return {role: points(drawn) for role, drawn in _drawn_counts(fit).items()}


def _shares(fit: RoleFit) -> dict[Role, Points]:
    outside, inside = fit.prepared.outside.size, fit.prepared.inside.size
    whole: dict[str, int] = {"in_attack": outside + inside}
    return {
        role: points(drawn / max(whole.get(role, outside), 1)) for role, drawn in _drawn_counts(fit).items()
    }


def _attack_shares(fit: RoleFit) -> dict[Role, Points]:
    roles: tuple[Role, ...] = ("warning", "trigger_like")
    return {role: points(fit.attack_share(role)) for role in roles}


def _weighed(
    data: RoleData,
    generator: np.random.Generator,
    rule: RoleSettings,
    said: dict[Claim, Statement],
    closed: tuple[Gate, ...],
) -> dict[Claim, Statement]:
    """Statements after refits without each kind of evidence."""
    if not any(statement.verdict in ("yes", "no") for statement in said.values()):
        return said
    # What the missing evidence would close by itself is no news: only the other gates are kept.
    kept = tuple(gate for gate in closed if gate.name != "evidence_of_role")
    refitted: dict[Channel, dict[Claim, Statement]] = {}
    for channel in CHANNELS:
        if data.has(channel):
            refitted[channel] = _refitted(data.without(channel), generator, rule, kept)
    return {
        claim: weighed_against(statement, {channel: by[claim] for channel, by in refitted.items()}, rule)
        for claim, statement in said.items()
    }


def _refitted(
    data: RoleData, generator: np.random.Generator, rule: RoleSettings, kept: tuple[Gate, ...]
) -> dict[Claim, Statement]:
    """Statements from the diary without one kind of evidence."""
    fit = role_fit(
        prepared(data), generator, n_draws=rule.importance_draws // 2, n_joint=rule.joint_draws // 2
    )
    found = claim_probabilities(fit, rule)
    said = statements(found, kept, rule)
    if not fit.prepared.time_only:
        return said
    # With times alone a turn of the verdict would be the prior's doing, not the diary's.
    return {
        claim: replace(statement, verdict="cannot_tell") if claim != "unrelated" else statement
        for claim, statement in said.items()
    }
