"""Response to a preventive: a probability, with the baseline it rests on."""

import numpy as np
import pytest

from headlog.stats.arrays import Reason, StatsError
from headlog.stats.month_model import month_days, month_draws
from headlog.stats.response import quick_response, response
from headlog.stats.treatment_months import ResponseSettings

NO_RAMP = ResponseSettings(ramp_months=0)


def chain(generator: np.random.Generator, probability: np.ndarray, carried: float) -> np.ndarray:
    """Days of a two-state chain with the given level."""
    headache = np.zeros(probability.size, bool)
    dice = generator.random(probability.size)
    for day in range(probability.size):
        before = headache[day - 1] if day else probability[0]
        headache[day] = dice[day] < probability[day] * (1 - carried) + carried * before
    return headache


def months_with_effects(generator: np.random.Generator, level: float, months: int) -> np.ndarray:
    """Daily chance over months that differ by .35 on the logit scale."""
    shift = np.zeros(months)
    shift[0] = 0.35 * generator.normal()
    for month in range(1, months):
        shift[month] = 0.5 * shift[month - 1] + np.sqrt(0.75) * 0.35 * generator.normal()
    centre = np.log(level / (1 - level))
    return np.repeat(1 / (1 + np.exp(-centre - shift)), 28)


def test_a_clear_reduction_is_probable_and_an_unchanged_diary_is_not() -> None:
    """Three quarters of the days gone, over three months, is seen; nothing gone is not called a response."""
    generator = np.random.default_rng(1)
    everything = np.ones(196, bool)
    fewer = np.r_[np.tile([True, False], 42), np.tile([True] + [False] * 7, 14)]
    same = np.tile([True, False, False, False], 49)

    gone = response(fewer, everything, 84, generator)
    unchanged = response(same, everything, 84, generator)

    assert gone.reductions is not None
    assert gone.reductions.at_least_50 > 0.85
    assert gone.reductions.at_least_75 < 0.8
    assert unchanged.reductions is not None
    assert unchanged.reductions.at_least_50 < 0.1
    assert unchanged.change is not None
    assert unchanged.change.low < 0 < unchanged.change.high


def test_probabilities_of_larger_reductions_are_smaller() -> None:
    """At least 75 % implies at least 50 %, which implies at least 30 %, which implies a fall."""
    generator = np.random.default_rng(2)
    headache = np.r_[generator.random(84) < 0.4, generator.random(112) < 0.2]

    for change in (
        response(headache, np.ones(196, bool), 84, generator),
        quick_response(headache, np.ones(196, bool), 84).change,
    ):
        assert change is not None
        assert change.reductions is not None
        assert change.fall_probability is not None
        shares = change.reductions
        assert 1 >= change.fall_probability >= shares.at_least_30 >= shares.at_least_50 >= shares.at_least_75


def test_the_ramp_month_is_kept_apart() -> None:
    """A first month that is still bad does not spoil the months that follow."""
    headache = np.r_[np.tile([True, False], 42), np.tile([True, False], 14), np.zeros(84, bool)]

    result = response(headache, np.ones(196, bool), 84, np.random.default_rng(3))

    assert result.ramp is not None
    assert result.treated is not None
    assert result.ramp.value > 3 * result.treated.value
    assert [(month.number, month.ramp) for month in result.months] == [
        (-3, False), (-2, False), (-1, False), (1, True), (2, False), (3, False), (4, False),
    ]  # fmt: skip


def test_the_curve_counts_what_was_answered_in_each_month() -> None:
    """Events and answers of a month stand beside its level."""
    headache = np.r_[np.ones(28, bool), np.zeros(28, bool), np.ones(28, bool)]
    answered = np.ones(84, bool)
    answered[56:61] = False

    result = response(headache, answered, 28, np.random.default_rng(4), settings=NO_RAMP)

    assert [(month.events, month.answered) for month in result.months] == [(28, 28), (0, 28), (23, 23)]
    levels = [month.level.value for month in result.months]
    assert levels[1] < min(levels[0], levels[2])


def test_a_bad_last_month_is_expected_to_fall_by_itself() -> None:
    """Starting after a bad month, part of the fall would have come without any treatment."""
    generator = np.random.default_rng(5)
    usual = generator.random(84) < 0.2
    bad = np.tile([True, True, False], 10)[:28]
    headache = np.r_[usual, bad, generator.random(84) < 0.2]

    quality = response(headache, np.ones(196, bool), 112, generator).quality

    assert quality.last_month == 19.0
    assert quality.expected_fall is not None
    assert quality.expected_fall > 5
    assert (quality.answered_days, quality.months, quality.enough_months) == (112, 4, True)


def attacks_and_some_check_ins(
    generator: np.random.Generator, shares: tuple[float, float], checked: float
) -> tuple[np.ndarray, np.ndarray]:
    """Three months before and four since: every headache day is logged, of the others a share is answered."""
    headache = generator.random(196) < np.repeat(shares, (84, 112))
    return headache, headache | (generator.random(196) < checked)


@pytest.mark.parametrize("checked", [0.0, 0.1, 0.4])
def test_attacks_alone_give_no_figure(checked: float) -> None:
    """Eight days a month that fall to four, all logged, and few other days answered: the answered are bad."""
    generator = np.random.default_rng(2)
    headache, answered = attacks_and_some_check_ins(generator, (0.3, 0.15), checked)

    result = response(headache, answered, 84, generator)
    quick = quick_response(headache, answered, 84)

    assert (result.reason, quick.reason) == (Reason.THIN_MONTHS, Reason.THIN_MONTHS)
    assert (result.change, result.months, quick.change) == (None, (), None)
    # What is known stands: the days counted, and the bounds that hold whatever the others were.
    assert result.before is not None
    assert (result.before.months, result.before.days) == (0, 84)
    assert result.before.events == headache[:84].sum()
    assert result.before.recorded == answered[:84].sum()
    assert result.before.least == pytest.approx(28 * headache[:84].mean())
    assert result.before.most == pytest.approx(28 * (headache | ~answered)[:84].mean())


def test_only_months_recorded_well_enough_take_part() -> None:
    """Months of attacks alone before the check-ins began say nothing; those after are compared."""
    generator = np.random.default_rng(3)
    headache, answered = attacks_and_some_check_ins(generator, (0.3, 0.15), 1.0)
    answered[:28] = headache[:28]
    answered[140:168] = headache[140:168]

    result = response(headache, answered, 84, generator)

    assert result.reason is None
    assert [month.number for month in result.months] == [-2, -1, 1, 2, 4]
    assert result.before is not None
    assert result.since is not None
    assert (result.before.months, result.before.recorded, result.since.months) == (2, 56, 2)


def test_the_share_of_recorded_days_is_the_persons_setting() -> None:
    """Fourteen of 28 days, the floor of trials, where the person has set it so."""
    generator = np.random.default_rng(4)
    headache = generator.random(196) < 0.3
    answered = np.arange(196) % 28 < 16

    usual = response(headache, answered, 84, generator)
    floor = response(headache, answered, 84, generator, settings=ResponseSettings(least_recorded_share=0.5))

    assert usual.reason is Reason.THIN_MONTHS
    assert floor.reason is None


def test_a_month_that_has_only_begun_is_judged_by_the_days_it_has() -> None:
    """Ten days of a month, all answered, are not thin."""
    headache = np.tile([True, False, False], 80)[: 84 + 28 + 10]

    result = response(headache, np.ones(122, bool), 84, np.random.default_rng(5))

    assert result.reason is None
    assert result.since is not None
    assert (result.since.days, result.since.recorded) == (10, 10)


def test_undecided_days_never_make_a_fall() -> None:
    """The same days all along, a part of them undecided since the start: no figure instead of fewer."""
    headache = np.arange(196) % 3 == 0
    undecided = headache & (np.arange(196) >= 84) & (np.arange(196) % 9 != 0)

    result = response(headache & ~undecided, ~undecided, 84, np.random.default_rng(6), undecided=undecided)

    assert result.reason is Reason.UNDECIDED_DAYS
    assert result.change is None
    assert result.since is not None
    # Undecided days are recorded days: the month is not thin, and the upper bound holds them.
    assert result.since.recorded == 84
    assert result.since.undecided == undecided[112:].sum()
    assert result.since.most == pytest.approx(28 * headache[112:].mean())
    assert quick_response(headache & ~undecided, ~undecided, 84, undecided=undecided).reason is result.reason


def test_few_undecided_days_or_as_many_before_as_since_are_no_hindrance() -> None:
    """What could not move the reduction by ten points does not take the figure away."""
    dice = np.random.default_rng(7)
    for since, before, reason in (
        (0.05, 0.0, None),
        (0.2, 0.2, None),
        (0.2, 0.0, Reason.UNDECIDED_DAYS),
        (0.4, 0.4, Reason.UNDECIDED_DAYS),
    ):
        days = np.random.default_rng(8).permutation(84), 84 + np.random.default_rng(9).permutation(112)
        headache, undecided = np.zeros(196, bool), np.zeros(196, bool)
        for part, share in zip(days, (before, since), strict=True):
            headache[part[: part.size // 3]] = True
            undecided[part[: round(part.size // 3 * share)]] = True

        found = response(headache & ~undecided, ~undecided, 84, dice, undecided=undecided).reason

        assert found is reason, (since, before)


def test_one_undecided_day_among_almost_none_is_held_against_the_baseline() -> None:
    """A tenth of the days that were there before decides nothing, though it is half of those left."""
    headache = np.r_[np.tile([True, False, False], 28), np.zeros(112, bool)]
    headache[[150, 180]] = True
    undecided = np.zeros(196, bool)
    undecided[180] = True

    assert response(headache, ~undecided, 84, np.random.default_rng(1), undecided=undecided).reason is None


def test_one_baseline_month_is_not_enough_months() -> None:
    """Two months of at least 23 answered days are asked for."""
    headache = np.tile([True, False, False], 40)[:112]
    answered = np.ones(112, bool)
    answered[28:34] = False

    quality = response(headache, answered, 56, np.random.default_rng(6)).quality

    assert (quality.months, quality.enough_months) == (1, False)


def test_only_the_months_asked_for_are_looked_at() -> None:
    """Six months before the start and the latest twelve under treatment."""
    generator = np.random.default_rng(7)

    result = response(generator.random(3650) < 0.3, np.ones(3650, bool), 1000, generator)

    numbers = [month.number for month in result.months]
    assert numbers[:7] == [-6, -5, -4, -3, -2, -1, 1]
    assert len(numbers) == 6 + 1 + 12
    assert numbers[-1] == (3650 - 1000 - 1) // 28 + 1


@pytest.mark.parametrize(
    ("days", "answered_from", "first_treated", "headache", "reason", "because"),
    [
        (0, 0, 0, True, Reason.NO_DAYS, "an empty diary"),
        (100, 100, 50, True, Reason.NO_DAYS, "nothing was answered"),
        (100, 0, 0, True, Reason.NO_BASELINE_DAYS, "treated from the first day"),
        (100, 45, 50, True, Reason.TOO_FEW_DAYS, "five baseline days"),
        (50, 0, 50, True, Reason.NO_TREATED_DAYS, "not yet started"),
        (70, 0, 50, True, Reason.ONLY_RAMP_SO_FAR, "the first month only"),
        (82, 0, 50, True, Reason.TOO_FEW_DAYS, "four days after the ramp"),
        (150, 0, 50, False, Reason.NO_BASELINE_HEADACHE, "there is nothing to reduce"),
        (1, 0, 1, True, Reason.TOO_FEW_DAYS, "one day"),
    ],
)
def test_what_cannot_be_compared_has_a_reason(
    days: int, answered_from: int, first_treated: int, headache: bool, reason: Reason, because: str
) -> None:
    """No number, but why not; in the quick view as well."""
    answered = np.arange(days) >= answered_from

    full = response(np.full(days, headache), answered, first_treated, np.random.default_rng(1))
    quick = quick_response(np.full(days, headache), answered, first_treated)

    assert full.reason is reason, because
    assert full.change is None
    assert full.reductions is None
    assert quick.reason is reason
    assert quick.change is None


def test_headache_every_day_has_finite_estimates() -> None:
    """A level at the edge is no overflow."""
    result = response(np.ones(196, bool), np.ones(196, bool), 84, np.random.default_rng(1))

    assert result.treated is not None
    assert 25 < result.treated.value <= 28


def test_a_start_outside_the_days_is_refused() -> None:
    """The start is a position in the arrays; settings leave something to compare."""
    with pytest.raises(StatsError, match="between 0 and 10: got 11"):
        response(np.ones(10, bool), np.ones(10, bool), 11, np.random.default_rng(1))
    with pytest.raises(StatsError, match="baseline and a treated month"):
        ResponseSettings(baseline_months=0)


def test_month_designs_of_the_wrong_size_are_refused() -> None:
    """A row a month, and a month to fit."""
    with pytest.raises(StatsError, match="month_of_day must have 3 days"):
        month_days([1, 0, 1], [1, 1, 1], [0, 0])
    nothing = month_days([1], [1], [-1])
    with pytest.raises(StatsError, match="got"):
        month_draws(nothing, np.ones((0, 1)), np.random.default_rng(1))


def test_a_gap_of_days_is_bridged_exactly() -> None:
    """The last answered day is remembered across unanswered ones, with its distance."""
    rows = month_days([1, 0, 0, 1], [1, 0, 0, 1], [0, 0, 0, 0])

    assert rows.gap.tolist() == [99, 3] or rows.gap.tolist() == [3, 99]
    assert sorted(zip(rows.gap.tolist(), rows.event_before.tolist(), strict=True)) == [(3, 1), (99, 0)]


@pytest.mark.calibration
@pytest.mark.slow
def test_intervals_of_the_change_cover_it() -> None:
    """Three months before and after, a fifth of days missing: 90 % intervals cover in 85-99 %.

    Where too few months are recorded on 23 days there is no figure; most people get one.
    """
    generator = np.random.default_rng(21)
    full, quick, improved = [], [], []
    for person in range(120):
        kept = 1.0 if person % 2 == 0 else generator.uniform(0.12, 1.0)
        before = months_with_effects(generator, 8 / 28, 3)
        after = months_with_effects(generator, 8 / 28 * kept, 3)
        headache = chain(generator, np.r_[before, after], 0.35)
        answered = generator.random(168) > 0.2
        # The long-run means of the simulated months, which sit a little above the central level.
        nodes = np.random.default_rng(0).normal(0, 0.35, 4000)
        truth = 28 * np.diff(
            [(1 / (1 + np.exp(-np.log(p / (1 - p)) - nodes))).mean() for p in (8 / 28, 8 / 28 * kept)]
        )
        result = response(headache, answered, 84, generator, settings=NO_RAMP)
        brief = quick_response(headache, answered, 84, settings=NO_RAMP)
        assert result.reason is brief.reason
        if result.change is None or brief.change is None:
            assert result.reason is Reason.THIN_MONTHS
            continue
        full.append(result.change.low <= truth[0] <= result.change.high)
        quick.append(brief.change.change.low <= truth[0] <= brief.change.change.high)
        if kept == 1.0:
            improved.append(result.change.high < 0)

    assert len(full) >= 70
    assert 0.85 <= np.mean(full) <= 0.99
    assert 0.82 <= np.mean(quick) <= 0.99
    assert np.mean(improved) <= 0.15


@pytest.mark.calibration
@pytest.mark.slow
@pytest.mark.parametrize("kept", [1.0, 0.5])
def test_figures_that_are_given_hold_where_attacks_are_always_logged(kept: float) -> None:
    """Three of four other days answered: the level is high by up to a third, the change holds."""
    generator = np.random.default_rng(22)
    nodes = np.random.default_rng(0).normal(0, 0.35, 4000)
    held, sure, given = [], [], 0
    before, after = (
        28 * (1 / (1 + np.exp(-np.log(p / (1 - p)) - nodes))).mean() for p in (8 / 28, 8 / 28 * kept)
    )
    for _ in range(60):
        chances = np.r_[
            months_with_effects(generator, 8 / 28, 3), months_with_effects(generator, 8 / 28 * kept, 4)
        ]
        headache = chain(generator, chances, 0.35)
        result = response(headache, headache | (generator.random(196) < 0.75), 84, generator)
        if result.change is None:
            continue
        given += 1
        held.append(result.change.low <= after - before <= result.change.high)
        sure.append(result.change.high < 0)

    assert given >= 30
    assert np.mean(held) >= 0.85
    if kept == 1.0:
        assert np.mean(sure) <= 0.1
