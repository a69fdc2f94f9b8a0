"""A sign as a warning: how often an attack follows, how often one would anyway, and how long before."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headlog.stats.arrays import Bools, Floats, Reason
from headlog.stats.estimate import Estimate
from headlog.stats.lead_times import WORLDS, LeadTimes, lead_times
from headlog.stats.resample import block_totals, bootstrap_totals
from headlog.stats.sign_timeline import (
    USUAL_WARNING,
    Moments,
    SignTimeline,
    WarningSettings,
    covered,
    judged_moments,
)
from headlog.stats.two_rates import day_rate

HOURS_PER_MONTH = 28 * 24
HOURS_PER_WEEK = 7 * 24
LEAST_EPISODES, LEAST_ATTACKS = 5, 3
LEAST_BLOCKS = 5
DRAWS = 1000
_NODES = (np.arange(64) + 0.5) / 64


@dataclass(frozen=True, slots=True)
class SignWarning:
    """What the sign is worth as a warning.

    Attributes
    ----------
    signs, in_headache, after_headache
        Signs on recorded time, and those of them that began during a headache, or in the hours after.
    followed, unfollowed, undecided
        The others (eligible ones): an onset within the window; none, and the window was covered; not
        covered to its end.
    attacks, warned_attacks
        Attacks on recorded time; those with an eligible sign in the window before them.
    timed_attacks, warned_in_time
        Attacks on recorded time of which the time of day is known; those of them with an eligible sign
        early enough to act.
    followed_untimed
        Followed signs of which only the day of the attack is known: how long before is not told.
    hit_rate
        Share of decided signs that were followed, 0-1.
    base_rate
        Share of eligible time from which an onset lies within the window, 0-1: what a sign at random
        hours would reach. None without eligible time.
    lift
        ``hit_rate / base_rate``, 0 or more; 1 is no better than chance.
    false_alarms
        Unfollowed signs per 28 eligible days.
    in_time
        Share of followed signs with at least ``act_hours`` of lead, 0-1; of those before a timed attack.
    lead
        Lead times of these.
    reason
        Why rates are missing; counts stand all the same.
    """

    signs: int
    in_headache: int
    after_headache: int
    followed: int
    unfollowed: int
    undecided: int
    attacks: int
    warned_attacks: int
    timed_attacks: int
    warned_in_time: int
    followed_untimed: int
    hit_rate: Estimate | None
    base_rate: float | None
    lift: Estimate | None
    false_alarms: Estimate | None
    in_time: Estimate | None
    lead: LeadTimes
    reason: Reason | None


def sign_warning(
    timeline: SignTimeline,
    generator: np.random.Generator,
    *,
    settings: WarningSettings = USUAL_WARNING,
) -> SignWarning:
    """How well a sign warns of attacks, beside what chance would do.

    Parameters
    ----------
    timeline
        Signs, attacks and recorded hours.
    generator
        The dice of the bootstrap.
    settings
        Window, after-effect, time to act.

    Returns
    -------
    SignWarning
        Counts always; rates from 5 decided signs and 3 attacks on.

    Raises
    ------
    StatsError
        When attacks overlap or a time is not finite.

    Notes
    -----
    A sign and an hour of the diary are judged by the same rule: eligible outside headache and outside
    the 48 h after one; followed when the next onset lies within 48 h; decided when followed, or when the
    window was covered. Hit rate: Jeffreys. Lift: percentile bootstrap of ``(followed / decided) / (hours
    followed / hours decided)`` over stretches that end in an attack, or weeks. With frequent attacks the
    base rate is high and a hit rate of 60 % may mean nothing. Do not read a lift as a cause: an early
    symptom, a trigger and a common cause all raise it. A followed sign is decided even across a gap, so
    gaps raise hit and base rate alike; the undecided are counted. Coarse times are drawn within their
    widths, so that an interval holds their doubt too; counts and values are those of the middles. An
    attack known by its day only can follow a sign, where every hour of that day says so, but has no lead.

    References
    ----------
    .. [1] Kelman 2004, Headache 44(9): 865-872, lead times of the premonitory phase.
       doi:10.1111/j.1526-4610.2004.04168.x

    Examples
    --------
    >>> import numpy as np
    >>> onsets = np.arange(1, 11) * 240.0
    >>> signs = np.r_[onsets - 6, 120.0]
    >>> timeline = SignTimeline(signs, onsets, onsets + 12, np.ones(2640, bool))
    >>> result = sign_warning(timeline, np.random.default_rng(1))
    >>> result.followed, result.unfollowed, result.lead.from_4_to_12, round(result.base_rate, 2)
    (10, 1, 10, 0.24)
    """
    seen = covered(timeline.recorded, timeline.sign_began)
    signs = timeline.sign_began[seen]
    hours = np.flatnonzero(timeline.recorded).astype(np.float64) + 0.5
    judged, around = judged_moments(timeline, signs, settings), judged_moments(timeline, hours, settings)
    worlds = _worlds(timeline, seen, judged, generator, settings)
    decided = int(judged.decided.sum())
    followed = int(judged.followed.sum())
    hours_decided = int(around.decided.sum())
    attacks = covered(timeline.recorded, timeline.attack_began)
    timed = _with_lead(timeline, judged)
    early = timed & (judged.lead >= settings.act_hours)
    base = float(around.followed.sum() / hours_decided) if hours_decided else None
    reason = _reason(hours.size, int(attacks.sum()), decided)
    enough = reason is None
    hits = [(int(each.followed.sum()), int(each.decided.sum())) for each in worlds]
    on_time = [(int((_with_lead(timeline, each) & (each.lead >= settings.act_hours)).sum()),
                int(_with_lead(timeline, each).sum())) for each in worlds]  # fmt: skip
    return SignWarning(
        signs=signs.size,
        in_headache=int(judged.in_headache.sum()),
        after_headache=int(judged.after.sum()),
        followed=followed,
        unfollowed=decided - followed,
        undecided=int((judged.eligible & ~judged.decided).sum()),
        attacks=int(attacks.sum()),
        warned_attacks=np.unique(judged.attack[judged.followed]).size,
        timed_attacks=int((attacks & timeline.timed).sum()),
        warned_in_time=np.unique(judged.attack[early]).size,
        followed_untimed=followed - int(timed.sum()),
        hit_rate=_share(followed, decided, hits, settings.level) if enough else None,
        base_rate=base,
        lift=_lift(timeline, worlds, hits, (hours, around), (signs, judged), generator, settings)
        if enough
        else None,
        false_alarms=_false_alarms(decided - followed, hours_decided, settings.level) if enough else None,
        in_time=_share(int(early.sum()), int(timed.sum()), on_time, settings.level) if timed.any() else None,
        lead=lead_times(
            judged.lead[timed],
            judged.attack[timed],
            generator,
            level=settings.level,
            half_width=(
                timeline.sign_width[seen][timed],
                timeline.attack_width[judged.attack[timed]],
            ),
        ),
        reason=reason,
    )


def _worlds(
    timeline: SignTimeline,
    seen: Bools,
    judged: Moments,
    generator: np.random.Generator,
    settings: WarningSettings,
) -> list[Moments]:
    """The signs as judged, once, or as often as coarse times are drawn within their widths."""
    if timeline.is_exact:
        return [judged]
    drawn = (timeline.drawn(generator) for _ in range(WORLDS))
    return [judged_moments(each, each.sign_began[seen], settings) for each in drawn]


def _with_lead(timeline: SignTimeline, judged: Moments) -> Bools:
    """Followed signs before an attack of which the time of day is known."""
    return np.asarray(judged.followed & np.r_[timeline.timed, False][judged.attack], np.bool_)


def _reason(hours: int, attacks: int, decided: int) -> Reason | None:
    if not hours:
        return Reason.NO_DAYS
    if attacks < LEAST_ATTACKS:
        return Reason.TOO_FEW_ATTACKS
    return Reason.TOO_FEW_EPISODES if decided < LEAST_EPISODES else None


def _share(happened: int, of: int, worlds: Sequence[tuple[int, int]], level: float) -> Estimate:
    """Jeffreys interval of a share; a mixture of them where coarse times were drawn."""
    tail = (1 - level) / 2
    ends = np.array([tail, 1 - tail])
    if len(worlds) == 1:
        low, high = day_rate(happened, of).quantiles(ends)
    else:
        nodes = np.concatenate([day_rate(*world).quantiles(_NODES) for world in worlds])
        low, high = np.quantile(nodes, ends)
    value = happened / of
    return Estimate(value, min(float(low), value), max(float(high), value), level, of, "share")


def _false_alarms(unfollowed: int, hours: int, level: float) -> Estimate:
    """Poisson rate with its exact-style (gamma) interval."""
    from scipy.special import gammaincinv

    tail = (1 - level) / 2
    months = max(hours, 1) / HOURS_PER_MONTH
    low, high = (float(gammaincinv(unfollowed + 0.5, share)) / months for share in (tail, 1 - tail))
    value = unfollowed / months
    return Estimate(value, min(low, value), max(high, value), level, unfollowed, "per 28 days")


def _lift(
    timeline: SignTimeline,
    worlds: Sequence[Moments],
    hits: Sequence[tuple[int, int]],
    hours: tuple[Floats, Moments],
    signs: tuple[Floats, Moments],
    generator: np.random.Generator,
    settings: WarningSettings,
) -> Estimate | None:
    """Hit rate over base rate, resampled by stretches that belong together."""
    of_hours = _by_block(timeline, hours[0], hours[1], settings)
    both = _both(_by_block(timeline, signs[0], signs[1], settings), of_hours)
    followed, decided, hours_followed, hours_decided = both.sum(axis=0)
    if not hours_followed or both.shape[0] < LEAST_BLOCKS:
        return None
    base = hours_followed / hours_decided
    value = float(followed / decided / base)
    if followed in (0, decided):
        # Resampling cannot show doubt when every sign went the same way: the hit rate's interval can.
        share = _share(int(followed), int(decided), hits, settings.level)
        return Estimate(value, share.low / base, share.high / base, settings.level, int(decided), "ratio")
    tables = [both]
    if len(worlds) > 1:
        tables = [_both(_by_block(timeline, signs[0], each, settings), of_hours) for each in worlds]
    draws = DRAWS // len(tables)
    drawn = np.concatenate([bootstrap_totals(each, generator, draws=draws) for each in tables])
    drawn = drawn[(drawn[:, 1] > 0) & (drawn[:, 2] > 0)]
    ratios = drawn[:, 0] / drawn[:, 1] * drawn[:, 3] / drawn[:, 2]
    tail = (1 - settings.level) / 2
    low, high = np.quantile(ratios, [tail, 1 - tail])
    return Estimate(
        value, min(float(low), value), max(float(high), value), settings.level, int(decided), "ratio"
    )


def _by_block(timeline: SignTimeline, moments: Floats, judged: Moments, settings: WarningSettings) -> Floats:
    """Followed and decided moments of each stretch up to an attack, or of each week."""
    block = judged.attack if settings.block == "attack" else (moments // HOURS_PER_WEEK).astype(np.int64)
    blocks = max(timeline.attack_began.size + 1, timeline.recorded.size // HOURS_PER_WEEK + 1)
    table = np.zeros((blocks, 2))
    totals = block_totals(np.column_stack([judged.followed, judged.decided]), block)
    table[: totals.shape[0]] = totals
    return table


def _both(signs: Floats, hours: Floats) -> Floats:
    """Signs beside hours, without the stretches that hold neither."""
    both = np.hstack([signs, hours])
    return np.asarray(both[both.any(axis=1)])
