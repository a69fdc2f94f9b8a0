"""A sign as a warning: hit rate beside base rate, unfollowed signs always counted."""

from dataclasses import replace

import numpy as np
import pytest

from headlog.stats.arrays import Reason, StatsError
from headlog.stats.lead_times import lead_times
from headlog.stats.sign_timeline import SignTimeline, WarningSettings
from headlog.stats.signs import sign_warning

EVERY_TEN_DAYS = np.arange(1, 21) * 240.0


def timeline(
    signs: np.ndarray, attacks: np.ndarray = EVERY_TEN_DAYS, *, hours: int = 5040, length: float = 12.0
) -> SignTimeline:
    """A fully recorded diary with attacks of one length."""
    began = np.asarray(attacks, dtype=np.float64)
    return SignTimeline(signs, began, began + length, np.ones(hours, bool))


@pytest.mark.parametrize(
    ("sign", "field", "because"),
    [
        (240.0 * 3 - 6.0, "followed", "six hours before an attack"),
        (240.0 * 3 - 48.0, "followed", "48 h before: the window holds its end"),
        (240.0 * 3 - 49.0, "unfollowed", "49 h before"),
        (240.0 * 3 + 5.0, "in_headache", "during the headache"),
        (240.0 * 3 + 12.0 + 47.0, "after_headache", "an after-effect"),
        (240.0 * 3 + 12.0 + 48.0, "unfollowed", "48 h after the headache it counts again"),
        (5030.0, "undecided", "the diary ends before the window does"),
    ],
)
def test_each_sign_is_counted_in_one_place(sign: float, field: str, because: str) -> None:
    """Followed, unfollowed, undecided, in or after headache: exactly one."""
    result = sign_warning(timeline(np.array([sign])), np.random.default_rng(1))

    fields = ("followed", "unfollowed", "undecided", "in_headache", "after_headache")
    counts = {name: getattr(result, name) for name in fields}
    assert counts == {name: int(name == field) for name in fields}, because
    assert result.signs == 1


def test_hit_rate_base_rate_and_lift_fit_together() -> None:
    """A sign before every attack and nowhere else is all hits; chance alone would reach a quarter."""
    result = sign_warning(timeline(EVERY_TEN_DAYS - 6), np.random.default_rng(1))

    assert result.hit_rate is not None
    assert result.base_rate is not None
    assert result.lift is not None
    assert result.false_alarms is not None
    assert result.hit_rate.value == 1.0
    assert result.base_rate == pytest.approx(0.26, abs=0.02)
    assert result.lift.value == pytest.approx(1 / result.base_rate)
    assert result.lift.low < result.lift.value
    assert result.false_alarms.value == 0
    assert (result.warned_attacks, result.warned_in_time, result.attacks) == (20, 20, 20)


def test_signs_at_random_hours_have_no_lift() -> None:
    """Without a relation the lift's interval holds 1."""
    generator = np.random.default_rng(2)

    result = sign_warning(timeline(generator.uniform(0, 5000, 120)), generator)

    assert result.lift is not None
    assert result.lift.low < 1 < result.lift.high
    assert result.unfollowed > result.followed > 0


def test_weeks_can_be_resampled_instead_of_attacks() -> None:
    """Both kinds of block give much the same interval."""
    generator = np.random.default_rng(3)
    signs = np.sort(np.r_[EVERY_TEN_DAYS[::2] - 5, generator.uniform(0, 5000, 40)])

    attack, week = (
        sign_warning(timeline(signs), generator, settings=WarningSettings(block=block)).lift
        for block in ("attack", "week")
    )

    assert attack is not None
    assert week is not None
    assert attack.value == week.value
    assert attack.low == pytest.approx(week.low, rel=0.35)
    assert attack.high == pytest.approx(week.high, rel=0.35)


def test_never_followed_is_a_lift_of_zero_with_an_upper_end() -> None:
    """No hit in twenty signs does not prove that there never is one."""
    result = sign_warning(timeline(EVERY_TEN_DAYS + 100), np.random.default_rng(4))

    assert result.lift is not None
    assert (result.lift.value, result.followed) == (0.0, 0)
    assert 0 < result.lift.high < 1
    assert result.lead.median is None
    assert result.in_time is None


def test_time_enough_to_act_is_counted_by_attack() -> None:
    """A sign half an hour before is a warning, but not in time."""
    early, late = EVERY_TEN_DAYS[:8] - 5.0, EVERY_TEN_DAYS[8:] - 0.5

    result = sign_warning(timeline(np.r_[early, late]), np.random.default_rng(5))

    assert (result.warned_attacks, result.warned_in_time) == (20, 8)
    assert result.in_time is not None
    assert result.in_time.value == 0.4


def test_unrecorded_hours_are_neither_hits_nor_base() -> None:
    """A sign without its window recorded is undecided, one outside the diary is not there."""
    recorded = np.ones(5040, bool)
    recorded[1400:1500] = False
    signs = np.array([1380.0, 1450.0, -3.0, 9000.0])
    whole = timeline(signs, EVERY_TEN_DAYS[:5])
    diary = SignTimeline(signs, whole.attack_began, whole.attack_ended, recorded)

    result = sign_warning(diary, np.random.default_rng(6))

    assert (result.signs, result.undecided, result.unfollowed) == (1, 1, 0)


@pytest.mark.parametrize(
    ("signs", "attacks", "hours", "reason"),
    [
        (0, 0, 0, Reason.NO_DAYS),
        (9, 0, 5040, Reason.TOO_FEW_ATTACKS),
        (9, 2, 5040, Reason.TOO_FEW_ATTACKS),
        (4, 20, 5040, Reason.TOO_FEW_EPISODES),
        (1, 1, 24, Reason.TOO_FEW_ATTACKS),
    ],
)
def test_too_little_has_counts_and_a_reason(signs: int, attacks: int, hours: int, reason: Reason) -> None:
    """Below 5 signs or 3 attacks no rate is given."""
    diary = timeline(EVERY_TEN_DAYS[:signs] - 6, EVERY_TEN_DAYS[:attacks], hours=hours)

    result = sign_warning(diary, np.random.default_rng(7))

    assert result.reason is reason
    assert result.hit_rate is None
    assert result.lift is None
    assert result.false_alarms is None


def test_headache_without_end_leaves_nothing_eligible() -> None:
    """One attack over the whole diary: every sign is in it, no hour is eligible."""
    diary = SignTimeline(np.array([50.0]), np.array([0.0]), np.array([5040.0]), np.ones(5040, bool))

    result = sign_warning(diary, np.random.default_rng(8))

    assert result.in_headache == 1
    assert result.base_rate is None


def test_few_attacks_have_no_interval_of_the_lift() -> None:
    """Three stretches are too few to resample."""
    diary = timeline(np.array([100.0, 150.0, 234.0, 474.0, 714.0]), EVERY_TEN_DAYS[:3], hours=730)

    result = sign_warning(diary, np.random.default_rng(9))

    assert result.hit_rate is not None
    assert result.lift is None


def test_attacks_that_overlap_are_refused() -> None:
    """Attacks rise and do not overlap."""
    with pytest.raises(StatsError, match="must rise and not overlap"):
        SignTimeline(np.zeros(0), np.array([0.0, 5.0]), np.array([6.0, 9.0]), np.ones(10, bool))
    with pytest.raises(StatsError, match="must rise and not overlap"):
        SignTimeline(np.zeros(0), np.array([3.0]), np.array([2.0]), np.ones(10, bool))


@pytest.mark.parametrize(
    ("hours", "group"),
    [(0.0, 0), (0.99, 0), (1.0, 1), (2.0, 2), (3.9, 2), (4.0, 3), (12.0, 4), (48.0, 4)],
)
def test_lead_times_fall_into_one_group_each(hours: float, group: int) -> None:
    """A lead on an edge belongs to the longer group."""
    result = lead_times(np.array([hours]), np.array([0]), np.random.default_rng(1))

    counts = (
        result.under_1, result.from_1_to_2, result.from_2_to_4, result.from_4_to_12, result.over_12,
    )  # fmt: skip
    assert counts == tuple(int(place == group) for place in range(5))
    assert result.median is None


def test_signs_before_one_attack_are_resampled_together() -> None:
    """Ten signs before each of six attacks are no sixty independent leads."""
    lead = np.repeat([1.0, 2.0, 3.0, 20.0, 21.0, 22.0], 10)
    together = lead_times(lead, np.repeat(np.arange(6), 10), np.random.default_rng(2)).median
    apart = lead_times(lead, np.arange(60), np.random.default_rng(2)).median

    assert together is not None
    assert apart is not None
    assert together.high - together.low > apart.high - apart.low


def test_negative_leads_are_refused() -> None:
    """An onset follows its sign."""
    with pytest.raises(StatsError, match="0 or more"):
        lead_times(np.array([-1.0]), np.array([0]), np.random.default_rng(1))


@pytest.mark.calibration
@pytest.mark.slow
def test_lift_intervals_cover_no_lift() -> None:
    """Signs at random: 90 % intervals hold 1 in 80-98 % of diaries."""
    generator = np.random.default_rng(61)
    covered = []
    for _ in range(150):
        gaps = generator.exponential(150, 60) + 40
        attacks = np.cumsum(gaps)
        hours = int(attacks[-1]) + 100
        diary = timeline(np.sort(generator.uniform(0, hours, 50)), attacks, hours=hours)
        lift = sign_warning(diary, generator).lift
        if lift is not None:
            covered.append(lift.low <= 1 <= lift.high)

    assert len(covered) > 140
    assert 0.8 <= np.mean(covered) <= 0.98


def test_coarse_times_widen_every_interval_they_touch() -> None:
    """Known to three hours on both sides, a lead of six hours is not six hours to the minute."""
    signs = EVERY_TEN_DAYS - 2.0
    exact = sign_warning(timeline(signs), np.random.default_rng(1))
    wide = np.full(20, 3.0)
    whole = timeline(signs)
    coarse = sign_warning(
        replace(whole, sign_half_width=wide, attack_half_width=wide), np.random.default_rng(1)
    )

    assert exact.lead.median is not None
    assert coarse.lead.median is not None
    assert exact.in_time is not None
    assert coarse.in_time is not None
    assert (exact.lead.median.low, exact.lead.median.high, exact.lead.unsure) == (2.0, 2.0, 0)
    assert coarse.lead.median.value == 2.0
    assert coarse.lead.median.high - coarse.lead.median.low > 1
    assert (coarse.lead.from_2_to_4, coarse.lead.unsure) == (20, 20)
    assert exact.in_time.low - coarse.in_time.low > 0.1
    assert (coarse.followed, coarse.warned_in_time) == (20, 20), "counts are those of the middles"


def test_coarse_times_widen_the_lift_of_signs_at_the_edge_of_the_window() -> None:
    """Where the width decides whether a sign was followed at all, the ratio is less sure."""
    signs = np.sort(np.r_[EVERY_TEN_DAYS[::2] - 47.0, EVERY_TEN_DAYS[1::2] - 100.0])
    whole = timeline(signs)

    exact = sign_warning(whole, np.random.default_rng(1)).lift
    coarse = sign_warning(replace(whole, sign_half_width=np.full(20, 6.0)), np.random.default_rng(1)).lift

    assert exact is not None
    assert coarse is not None
    assert coarse.value == exact.value
    assert coarse.low < exact.low


@pytest.mark.parametrize(
    ("hours_before", "field", "because"),
    [
        (16.0, "followed", "the evening before: every hour of the day follows it"),
        (40.0, "undecided", "the morning of the day before: the day may begin or end too late"),
        (5.0, "undecided", "on the day itself, before noon"),
        (-5.0, "undecided", "on the day itself, after noon"),
        (70.0, "unfollowed", "no hour of the day lies within 48 h"),
        (-20.0, "after_headache", "the day after"),
    ],
)
def test_an_attack_known_by_its_day_follows_where_all_its_hours_do(
    hours_before: float, field: str, because: str
) -> None:
    """Where its hour would decide, the sign is counted as not told; it never has a lead time."""
    attacks, signs = np.array([720.0 + 12.0]), np.array([720.0 + 12.0 - hours_before])
    diary = SignTimeline(
        signs, attacks, attacks + 6, np.ones(1440, bool),
        attack_half_width=np.array([12.0]), attack_timed=np.array([False]),
    )  # fmt: skip

    result = sign_warning(diary, np.random.default_rng(1))

    fields = ("followed", "unfollowed", "undecided", "in_headache", "after_headache")
    assert {name: getattr(result, name) for name in fields} == {
        name: int(name == field) for name in fields
    }, because
    assert result.lead.over_12 == 0
    assert (result.warned_in_time, result.timed_attacks) == (0, 0)
    assert result.followed_untimed == result.followed


def test_a_width_below_zero_is_refused() -> None:
    """A width is how far the truth may lie away: it has no direction."""
    with pytest.raises(StatsError, match="sign_half_width"):
        replace(timeline(np.array([5.0])), sign_half_width=np.array([-1.0]))
