"""Wear-off before the next dose: an effect from three cycles, a statement from six."""

import numpy as np
import pytest

from headlog.stats.arrays import Reason, StatsError
from headlog.stats.dosing_cycle import MONTHLY, QUARTERLY, DosingCycle, cycle_curve
from headlog.stats.wear_off import WearOffStatement, wear_off


def cycles(
    generator: np.random.Generator, count: int, *, level: float = 8 / 28, odds: float = 1.0, length: int = 28
) -> tuple[np.ndarray, np.ndarray]:
    """Headache days and answers of `count` cycles whose odds rise by `odds` ** 1.3 over the second half."""
    ramp = np.clip((np.arange(length) - length / 2) / (length / 2 - 1), 0, 1)
    headache = np.zeros((count, length), bool)
    before = False
    for cycle in range(count):
        shift = 0.3 * generator.normal()
        linear = np.log(level / (1 - level)) + shift + 1.3 * np.log(odds) * ramp
        for day in range(length):
            before = generator.random() < 0.7 / (1 + np.exp(-linear[day])) + 0.3 * before
            headache[cycle, day] = before
    return headache.ravel(), generator.random(count * length) > 0.1


def test_a_regular_rise_before_the_dose_is_called() -> None:
    """Headache only in the last week of eight cycles is wear-off."""
    headache = np.tile(np.arange(28) >= 21, 8)

    result = wear_off(headache, np.ones(224, bool), np.arange(8) * 28, np.random.default_rng(1))

    assert result.statement is WearOffStatement.YES
    assert result.effect is not None
    assert result.effect.value == 7.0
    assert result.effect.unit == "days per week"


def test_a_fall_before_the_dose_is_never_called() -> None:
    """The test is one-sided."""
    headache = np.tile(np.arange(28) < 14, 8)

    result = wear_off(headache, np.ones(224, bool), np.arange(8) * 28, np.random.default_rng(1))

    assert result.statement is WearOffStatement.NO
    assert result.paired_probability is not None
    assert result.paired_probability > 0.99


@pytest.mark.parametrize(
    ("count", "effect", "statement", "because"),
    [
        (0, False, WearOffStatement.NOT_ENOUGH, "no dose yet"),
        (2, False, WearOffStatement.NOT_ENOUGH, "two cycles tell nothing"),
        (3, True, WearOffStatement.NOT_ENOUGH, "three cycles give an effect and no sentence"),
        (5, True, WearOffStatement.NOT_ENOUGH, "five still give no sentence"),
        (6, True, WearOffStatement.YES, "six cycles may be spoken of"),
    ],
)
def test_statements_wait_for_cycles(
    count: int, effect: bool, statement: WearOffStatement, because: str
) -> None:
    """Effect from three, yes or no from six."""
    headache = np.tile(np.arange(28) >= 21, 6)

    result = wear_off(headache, np.ones(168, bool), np.arange(count) * 28, np.random.default_rng(1))
    if count:
        # The last cycle runs to its own end only.
        assert len(result.cycles) == count

    assert (result.effect is not None) is effect, because
    assert result.statement is statement, because
    assert (result.reason is Reason.TOO_FEW_CYCLES) is not effect


def test_noise_over_six_cycles_cannot_be_told() -> None:
    """A wide interval around nothing is neither yes nor no."""
    generator = np.random.default_rng(14)
    headache, answered = cycles(generator, 6, level=0.5)

    result = wear_off(headache, answered, np.arange(6) * 28, generator)

    assert result.statement is WearOffStatement.CANNOT_TELL


def test_cycles_without_answers_are_counted_and_not_used() -> None:
    """A cycle whose last week was not answered has counts and no difference."""
    headache = np.tile(np.arange(28) >= 21, 4)
    answered = np.ones(112, bool)
    answered[21 + 28 : 28 + 28 - 2] = False

    result = wear_off(headache, answered, np.arange(4) * 28, np.random.default_rng(1))

    assert [count.used for count in result.cycles] == [True, False, True, True]
    assert result.used == 3
    second = result.cycles[1]
    assert (second.late_events, second.late_answered, second.early_answered) == (2, 2, 14)
    assert second.difference is None


def test_a_late_dose_leaves_its_extra_days_out() -> None:
    """Days beyond the cycle's length, before a late dose, belong to no window."""
    headache = np.zeros(70, bool)
    headache[28:35] = True

    result = wear_off(headache, np.ones(70, bool), [0, 35], np.random.default_rng(1))

    assert [(count.early_events, count.late_events) for count in result.cycles] == [(0, 0), (0, 0)]


def test_quarterly_cycles_use_weeks_of_their_own() -> None:
    """With an 84-day ramp, a rise in the last weeks is found and counted in weeks 11 and 12."""
    headache = np.tile(np.arange(84) >= 63, 6)

    result = wear_off(
        headache, np.ones(504, bool), np.arange(6) * 84, np.random.default_rng(1), cycle=QUARTERLY
    )

    assert result.statement is WearOffStatement.YES
    assert result.cycles[0].late_events == 14
    assert result.cycles[0].early_answered == 42


@pytest.mark.parametrize("headache", [True, False])
def test_days_without_variation_say_no(headache: bool) -> None:
    """Headache every day, or never, is no wear-off, and no warning."""
    result = wear_off(np.full(224, headache), np.ones(224, bool), np.arange(8) * 28, np.random.default_rng(1))

    assert result.statement in {WearOffStatement.NO, WearOffStatement.CANNOT_TELL}
    assert result.effect is not None
    assert result.effect.value == 0


def test_an_empty_diary_has_a_reason() -> None:
    """No days, no cycles, no curve."""
    result = wear_off([], [], [], np.random.default_rng(1))

    assert result.reason is Reason.NO_DAYS
    assert result.cycles == ()
    assert cycle_curve([], [], []) == ()


@pytest.mark.parametrize("doses", [[3, 3], [5, 2], [-1], [40], [[1]]])
def test_doses_out_of_order_or_place_are_refused(doses: list[int]) -> None:
    """Doses rise within the days."""
    with pytest.raises(StatsError, match="must rise within 0 to 39"):
        wear_off(np.zeros(40, bool), np.ones(40, bool), doses, np.random.default_rng(1))


def test_windows_outside_the_cycle_are_refused() -> None:
    """A window ends with the cycle."""
    with pytest.raises(StatsError, match="days 1 to 28: got 22 to 29"):
        DosingCycle(28, early=(4, 17), late=(22, 29), shown_early=(8, 21), shown_late=(22, 28))


def test_the_curve_rises_where_the_days_do() -> None:
    """Seven days of all cycles are averaged; a day nobody answered has no rate."""
    headache, answered = np.tile(np.arange(84) >= 42, 5), np.tile(np.arange(84) >= 8, 5)

    curve = cycle_curve(headache, answered, np.arange(5) * 84, cycle=QUARTERLY)

    assert len(curve) == 84
    early, late = curve[30].rate, curve[60].rate
    assert early is not None
    assert late is not None
    assert early.high < late.low
    assert curve[2].answered == 0
    assert curve[2].rate is None


def test_the_curve_is_drawn_of_the_cycles_that_the_test_uses() -> None:
    """Cycles of attacks alone would draw a headache every day; without another cycle there is no curve."""
    headache = np.tile(np.arange(28) % 4 == 0, 5)
    logged = headache.copy()
    one = logged.copy()
    one[28:56] = True

    assert cycle_curve(headache, logged, np.arange(5) * 28, cycle=MONTHLY) == ()
    drawn = cycle_curve(headache, one, np.arange(5) * 28, cycle=MONTHLY)

    assert [day.answered for day in drawn[3:25]] == [7] * 22
    assert all(day.rate is not None and day.rate.value < 14 for day in drawn)


def test_undecided_days_before_the_dose_never_read_as_no_rise() -> None:
    """Eleven cycles with a headache in the last week, its kind undecided: no effect and no sentence."""
    headache = np.tile(np.isin(np.arange(28), (5, 12, 23, 25)), 11)
    undecided = headache & np.tile(np.arange(28) >= 21, 11)

    result = wear_off(
        headache & ~undecided, ~undecided, np.arange(11) * 28, np.random.default_rng(1), undecided=undecided
    )

    assert (result.reason, result.statement) == (Reason.UNDECIDED_DAYS, WearOffStatement.NOT_ENOUGH)
    assert (result.effect, result.paired_probability, result.permutation_probability) == (None, None, None)
    assert (result.used, result.events, result.undecided) == (11, 22, 22)


def test_a_few_undecided_days_at_any_time_of_the_cycle_are_no_hindrance() -> None:
    """One in eleven of the days that are or may be migraine days."""
    headache = np.tile(np.isin(np.arange(28), (5, 12, 23)), 11)
    undecided = np.zeros(308, bool)
    undecided[[5, 68]] = True

    result = wear_off(
        headache & ~undecided, ~undecided, np.arange(11) * 28, np.random.default_rng(1), undecided=undecided
    )

    assert result.reason is None
    assert result.effect is not None


def test_a_window_of_undecided_days_alone_is_not_used() -> None:
    """No rate can be made of it."""
    undecided = np.tile(np.arange(28) >= 21, 4)

    result = wear_off(
        np.zeros(112, bool), ~undecided, np.arange(4) * 28, np.random.default_rng(1), undecided=undecided
    )

    assert (result.used, result.reason) == (0, Reason.TOO_FEW_CYCLES)


@pytest.mark.calibration
@pytest.mark.slow
def test_people_without_wear_off_are_rarely_told_of_it() -> None:
    """Over 6 and 12 cycles at null, each test fires in at most 6 to 8 %, and the statement in at most 6 %."""
    generator = np.random.default_rng(31)
    for count in (6, 12):
        paired, shifted, called = [], [], []
        for _ in range(250):
            headache, answered = cycles(generator, count)
            result = wear_off(headache, answered, np.arange(count) * 28, generator)
            if result.paired_probability is None or result.permutation_probability is None:
                continue
            paired.append(result.paired_probability < 0.05)
            shifted.append(result.permutation_probability < 0.05)
            called.append(result.statement is WearOffStatement.YES)
        assert np.mean(paired) <= 0.08
        assert np.mean(shifted) <= 0.08
        assert np.mean(called) <= 0.06


@pytest.mark.calibration
@pytest.mark.slow
def test_strong_wear_off_over_twelve_cycles_is_mostly_found() -> None:
    """A rise of more than a day a week is called in most people."""
    generator = np.random.default_rng(32)
    called = []
    for _ in range(60):
        headache, answered = cycles(generator, 12, odds=2.5)
        called.append(wear_off(headache, answered, np.arange(12) * 28, generator).statement)

    assert np.mean([statement is WearOffStatement.YES for statement in called]) >= 0.55
