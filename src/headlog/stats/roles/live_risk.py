"""Risk of an attack at the onset of a sign, and whether it beats the person's own rate."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import betaincinv, expit, ndtr

from headlog.stats.estimate import Estimate
from headlog.stats.roles.evidence import RoleData
from headlog.stats.roles.marks import mark_patterns, mark_probability, told_signs
from headlog.stats.roles.model import HypothesisFit, role_fit
from headlog.stats.roles.prepared import Prepared, prepared
from headlog.stats.roles.records import Answers, Attacks, Bools, Calendar, Exposures, Floats, Indices

# An answer that comes too late to take a medicine is none: one day ahead.
HORIZON_HOURS = 24.0
_LEAST_EPISODES, _LEAST_ATTACKS, _LEAST_SCORED = 5, 3, 10
_BLOCK_HOURS, _MOST_BLOCKS = 28 * 24.0, 24
# One-sided 90 %: the mean gain must exceed so many standard errors.
_STANDARD_ERRORS = 1.28
_LEAST_PROBABILITY = 0.01
_LEVEL = 0.9
_ENDS = np.array([(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])


@dataclass(frozen=True)
class RiskScore:
    """Forecasts made in order, each from the past alone, against the person's own rate.

    Attributes
    ----------
    n_scored : int
        Episodes whose next 24 h are known.
    log_score_gain : float, or None with fewer than ten
        Mean gain of the log score per episode over the own rate, in nats.
    brier, own_rate_brier : float, 0 to 1, or None likewise
    is_better : bool
        Whether the gain is above zero beyond chance; only then is a risk shown.
    own_rate : Estimate, or None with fewer than five
        Share of all onsets outside headache that an attack followed within 24 h, 0 to 1.
    """

    n_scored: int
    log_score_gain: float | None
    brier: float | None
    own_rate_brier: float | None
    is_better: bool
    own_rate: Estimate | None = None


@dataclass(frozen=True)
class _Forecasts:
    risk: Floats
    own_rate: Floats
    came: Bools


def onset_risk(data: RoleData, episode: int, generator: np.random.Generator) -> Estimate | None:
    """Probability of an attack within 24 h of an episode's onset, from what came before it.

    Parameters
    ----------
    data
        The diary; of `episode` only its onset and early signs are read.
    episode
        Its row in ``data.episodes``.
    generator
        Dice.

    Returns
    -------
    Estimate or None
        0 to 1, with the 5 and 95 % points over the draws of all hypotheses: how sure the model is of its own
        figure. None with fewer than 5 episodes outside headache or 3 attacks before.

    Notes
    -----
    ``a = pi lambda qP(m)``, ``Pr(warning) = a / (a + nu qX(m))``; then
    ``pP [GP + (1-GP) B] + (1-pP) [1 - (1 - kappa GT)(1-B)]`` with ``B`` the
    chance of an attack that has nothing to do with it, averaged over draws and
    hypotheses. Exposures of the day count as average. Show it only where
    `risk_score` finds it better than the person's own rate.
    """
    rows = np.array([episode], np.intp)
    found = _risks(data, float(data.episodes.onset[episode]), rows, generator)
    if found is None:
        return None
    drawn = found[0][:, 0]
    value, (low, high) = float(drawn.mean()), np.quantile(drawn, _ENDS)
    return Estimate(value, min(float(low), value), max(float(high), value), _LEVEL, found[2], "probability")


def risk_score(data: RoleData, generator: np.random.Generator) -> RiskScore:
    """How forecasts at each onset would have done, refitted as the diary grew.

    Parameters
    ----------
    data
        The diary.
    generator
        Dice.

    Returns
    -------
    RiskScore
        Refitted every 28 days, at most 24 times; each forecast uses only what
        had been recorded at the refit before it.
    """
    forecasts = _forecasts(data, generator)
    n = forecasts.came.size
    rate = _own_rate(data)
    if n < _LEAST_SCORED:
        return RiskScore(n, None, None, None, False, rate)
    gain = _log_score(forecasts.risk, forecasts.came) - _log_score(forecasts.own_rate, forecasts.came)
    error = float(gain.std(ddof=1)) / np.sqrt(n)
    return RiskScore(
        n_scored=n,
        log_score_gain=float(gain.mean()),
        brier=float(((forecasts.risk - forecasts.came) ** 2).mean()),
        own_rate_brier=float(((forecasts.own_rate - forecasts.came) ** 2).mean()),
        is_better=bool(gain.mean() > _STANDARD_ERRORS * error),
        own_rate=rate,
    )


def _own_rate(data: RoleData) -> Estimate | None:
    """Share of the onsets outside headache that an attack followed within the horizon."""
    known, came = _outcomes(data, prepared(data))
    n = int(known.sum())
    if n < _LEAST_EPISODES:
        return None
    followed = int((came & known).sum())
    value = followed / n
    low, high = betaincinv(followed + 0.5, n - followed + 0.5, _ENDS)
    return Estimate(value, min(float(low), value), max(float(high), value), _LEVEL, n, "share")


def _log_score(probability: Floats, came: Bools) -> Floats:
    kept = np.clip(probability, _LEAST_PROBABILITY, 1 - _LEAST_PROBABILITY)
    return np.where(came, np.log(kept), np.log1p(-kept))


def _forecasts(data: RoleData, generator: np.random.Generator) -> _Forecasts:
    whole = prepared(data)
    known, came = _outcomes(data, whole)
    length = float(data.calendar.recorded.size)
    block = max(_BLOCK_HOURS, length / _MOST_BLOCKS)
    risks, rates, outcomes = [np.zeros(0)], [np.zeros(0)], [np.zeros(0, bool)]
    for begin in np.arange(block, length, block):
        due = known & (whole.episode_onset >= begin) & (whole.episode_onset < begin + block)
        if not due.any():
            continue
        found = _risks(data, float(begin), whole.outside[due], generator)
        if found is not None:
            risks.append(found[0].mean(axis=0))
            rates.append(np.full(found[0].shape[1], found[1]))
            outcomes.append(came[due])
    return _Forecasts(np.concatenate(risks), np.concatenate(rates), np.concatenate(outcomes))


def _outcomes(data: RoleData, diary: Prepared) -> tuple[Bools, Bools]:
    """Of episodes outside headache: whether the next 24 h are known, and whether an attack came."""
    came = diary.gap <= HORIZON_HOURS
    edges = np.concatenate([[0.0], np.cumsum(data.calendar.recorded.astype(float))])
    hours = np.arange(edges.size, dtype=float)
    later = np.interp(diary.episode_onset + HORIZON_HOURS, hours, edges)
    seen = later - np.interp(diary.episode_onset, hours, edges)
    return came | (seen >= HORIZON_HOURS - 1e-6), came


def _risks(
    data: RoleData, until: float, rows: Indices, generator: np.random.Generator
) -> tuple[Floats, float, int] | None:
    """Risks of the episodes of `rows`, a row a draw, the own rate, and onsets told, up to a moment."""
    past = _before(data, until)
    diary = prepared(past)
    if diary.outside.size < _LEAST_EPISODES or diary.n_attacks < _LEAST_ATTACKS or diary.at_risk_hours <= 0:
        return None
    fit = role_fit(diary, generator, n_draws=300, n_joint=150)
    cell = np.clip(data.episodes.onset[rows].astype(np.intp), 0, data.calendar.local_hour.size - 1)
    hour = data.calendar.local_hour[cell]
    mark = data.episodes.mark[rows][:, told_signs(past.episodes.mark[diary.outside])]
    drawn = [_risk_under(diary, each, hour, mark) for each in fit.fits if each.theta.shape[0]]
    known, came = _outcomes(past, diary)
    own_rate = (float((came & known).sum()) + 1) / (float(known.sum()) + 3)
    return np.concatenate(drawn), own_rate, int(known.sum())


def _before(data: RoleData, until: float) -> RoleData:
    """The diary as it stood at a moment: later hours, onsets and ends are not in it."""
    n_hours = int(min(max(np.floor(until), 0), data.calendar.recorded.size))
    calendar = Calendar(
        recorded=data.calendar.recorded[:n_hours],
        local_hour=data.calendar.local_hour[:n_hours],
        local_day=data.calendar.local_day[:n_hours],
    )
    earlier = data.attacks.onset < until
    end = np.minimum(data.attacks.end[earlier], np.maximum(until, data.attacks.onset[earlier] + 0.01))
    attacks = Attacks.at(data.attacks.onset[earlier], end, data.attacks.half_width[earlier])
    n_days = int(calendar.local_day.max(initial=-1)) + 1
    exposures = Exposures(**{name: column[:n_days] for name, column in vars(data.exposures).items()})
    episodes = data.episodes[data.episodes.onset < until]
    return replace(data, calendar=calendar, attacks=attacks, episodes=episodes, exposures=exposures)


def _risk_under(diary: Prepared, each: HypothesisFit, hour: Indices, mark: Answers) -> Floats:
    """Risk of every new episode in every draw of one hypothesis, (n_draws, n_episodes)."""
    assert each.posterior is not None
    place, theta = each.posterior.layout.place, each.theta
    attack_rate = np.exp(theta[:, place["attack_rate"]])
    by_itself = 1 - np.exp(-attack_rate * HORIZON_HOURS)
    log_other = theta[:, place["episode_rate"]] + np.log(diary.episode_profile[hour])
    spread = theta[:, place["marks_together"].start] if "marks_together" in place else None
    patterns = mark_patterns(mark)
    log_marks = np.zeros((1, 1))
    if "marks_otherwise" in place:
        found = mark_probability(patterns, theta[:, place["marks_otherwise"]], spread)
        log_marks = found.value[:, patterns.of_episode]
        log_other = log_other + log_marks
    soon = np.zeros((theta.shape[0], 1))
    if "lag" in place:
        standard = (np.log(HORIZON_HOURS) - theta[:, place["lag"]]) / np.exp(theta[:, place["lag_scale"]])
        soon = expit(theta[:, place["trigger_share"]]) * ndtr(standard)
    of_other = 1 - (1 - soon) * (1 - by_itself)
    if "lead" not in place:
        return np.broadcast_to(of_other, log_other.shape)
    # Attacks with a warning include those that come by triggering: the recorded rate counts both.
    log_warning = np.log(expit(theta[:, place["warning_share"]])) + np.log(max(diary.attack_rate, 1e-9))
    if "marks_of_warning" in place:
        found = mark_probability(patterns, theta[:, place["marks_of_warning"]], spread)
        log_marks = found.value[:, patterns.of_episode]
    is_warning = expit(log_warning + log_marks - log_other)
    standard = (np.log(HORIZON_HOURS) - theta[:, place["lead"]]) / np.exp(theta[:, place["lead_scale"]])
    ahead = ndtr(standard)
    return np.asarray(is_warning * (ahead + (1 - ahead) * by_itself) + (1 - is_warning) * of_other)
