"""Days per 28: what is certain, what is estimated, what is left open."""

import numpy as np
import pytest

from headlog.stats.arrays import Reason, StatsError
from headlog.stats.rates import Transitions, days_per_28, design_effect, persistence, transitions
from headlog.stats.two_rates import day_rate, rate_change


def days(picture: str) -> tuple[np.ndarray, np.ndarray]:
    """x is a headache day, . a free one, a blank was not answered."""
    marks = np.array(list(picture))
    return marks == "x", marks != " "


@pytest.mark.parametrize(
    ("picture", "lower", "upper", "because"),
    [
        ("x" * 7 + "." * 21, 7.0, 7.0, "every day answered: nothing is open"),
        ("x" * 7 + "." * 11 + " " * 10, 7.0, 17.0, "each unanswered day may have been one"),
        ("x" * 7 + "." * 7, 14.0, 14.0, "half a month counts double"),
        (" " * 28, 0.0, 28.0, "nothing answered: nothing is known"),
    ],
)
def test_bounds_hold_whatever_the_unanswered_days_were(
    picture: str, lower: float, upper: float, because: str
) -> None:
    """The bounds need no model."""
    result = days_per_28(*days(picture))

    assert (result.lower, result.upper) == (lower, upper), because


def test_a_fully_answered_window_is_exact_and_its_long_run_is_not() -> None:
    """What was counted is known; what a person has in the long run is not."""
    result = days_per_28(*days("x......" * 4))

    assert result.in_window is not None
    assert (result.in_window.low, result.in_window.value, result.in_window.high) == (4.0, 4.0, 4.0)
    assert result.long_run is not None
    assert result.long_run.low < 4.0 < result.long_run.high


def test_the_window_estimate_lies_inside_the_bounds() -> None:
    """Filling in unanswered days can neither undercut nor exceed what is possible."""
    result = days_per_28(*days("x...x... ......x.. . ..  x   "[:28]))

    assert result.in_window is not None
    assert result.lower is not None
    assert result.upper is not None
    assert result.lower <= result.in_window.low <= result.in_window.high <= result.upper


def test_the_interval_without_assumptions_contains_the_one_with_them() -> None:
    """Not believing that unanswered days are like answered ones can only widen."""
    result = days_per_28(*days("xx...x.     ..x.x...    ...."))

    assert result.long_run is not None
    assert result.whatever_unanswered is not None
    assert result.whatever_unanswered.low <= result.long_run.low
    assert result.whatever_unanswered.high >= result.long_run.high


@pytest.mark.parametrize(
    ("picture", "reason"),
    [("", Reason.NO_DAYS), (" " * 28, Reason.TOO_FEW_DAYS), ("x....." + " " * 22, Reason.TOO_FEW_DAYS)],
)
def test_too_few_answers_give_a_reason_and_no_estimate(picture: str, reason: Reason) -> None:
    """Six answered days are no month."""
    result = days_per_28(*days(picture))

    assert result.reason is reason
    assert result.in_window is None
    assert result.long_run is None
    assert result.whatever_unanswered is None


@pytest.mark.parametrize("picture", ["x" * 28, "." * 28, "x" * 27 + " "])
def test_days_without_variation_still_have_an_interval(picture: str) -> None:
    """All or none of the days is no certainty about the long run."""
    result = days_per_28(*days(picture))

    assert result.long_run is not None
    assert result.long_run.high > result.long_run.low


def test_pairs_with_an_unanswered_day_count_nowhere() -> None:
    """A gap breaks the pair on either side of it."""
    pairs = transitions(*days("xx. x.x"))

    assert (pairs.event_to_event, pairs.event_to_free, pairs.free_to_event, pairs.free_to_free) == (
        1,
        2,
        1,
        0,
    )
    assert pairs.after_event_probability == pytest.approx(1 / 3)
    assert pairs.after_free_probability == 1.0


def test_pairs_of_several_people_add_up() -> None:
    """Pooled shares come from pooled counts."""
    total = Transitions(1, 2, 3, 4) + Transitions(10, 20, 30, 40)

    assert total == Transitions(11, 22, 33, 44)
    assert total.pairs == 110


def test_no_pairs_have_no_probability() -> None:
    """Nothing after nothing is None, not zero."""
    assert Transitions().after_event_probability is None
    assert Transitions().after_free_probability is None


def test_days_in_runs_are_worth_fewer_days() -> None:
    """Runs raise the design effect, alternation lowers it to one."""
    runs = design_effect(*days(("x" * 7 + "." * 7) * 20))
    alternating = design_effect(*days("x." * 140))

    assert runs > 4
    assert alternating == 1.0


def test_without_variation_persistence_is_the_usual_one() -> None:
    """A diary of one kind of day cannot tell."""
    assert persistence(*days("." * 50)) == 0.25
    assert persistence(*days("x . x . x")) == 0.25


@pytest.mark.calibration
@pytest.mark.slow
def test_long_run_intervals_cover_what_they_say() -> None:
    """In 400 chains with a fifth of days unanswered, 90 % intervals hold the true rate in 84-97 %."""
    generator = np.random.default_rng(11)
    covered = []
    for _ in range(400):
        rate, carried = generator.uniform(0.15, 0.6), 0.35
        headache = np.zeros(84, bool)
        headache[0] = generator.random() < rate
        for day in range(1, 84):
            headache[day] = generator.random() < rate * (1 - carried) + carried * headache[day - 1]
        estimate = days_per_28(headache, generator.random(84) > 0.2).long_run
        assert estimate is not None
        covered.append(estimate.low <= 28 * rate <= estimate.high)

    assert 0.84 <= np.mean(covered) <= 0.97


def test_a_step_between_two_rates_agrees_with_draws() -> None:
    """The quadrature gives what a million draws give."""
    before, after = day_rate(20, 60, design_effect=1.5), day_rate(9, 50, design_effect=1.5)
    generator = np.random.default_rng(3)
    first = generator.beta(before.with_event, before.without_event, 400_000)
    second = generator.beta(after.with_event, after.without_event, 400_000)
    drawn = np.quantile(28 * (second - first), [0.05, 0.5, 0.95])

    step = rate_change(before, after)

    assert [step.change.low, step.change.value, step.change.high] == pytest.approx(drawn, abs=0.05)
    assert step.fall_probability == pytest.approx((second < first).mean(), abs=0.005)
    assert step.reductions.at_least_30 == pytest.approx((second <= 0.7 * first).mean(), abs=0.005)
    assert step.reductions.at_least_50 == pytest.approx((second <= 0.5 * first).mean(), abs=0.005)
    assert step.reductions.at_least_75 == pytest.approx((second <= 0.25 * first).mean(), abs=0.005)


def test_impossible_counts_are_refused() -> None:
    """More events than days, or a design effect below one, are mistakes."""
    with pytest.raises(StatsError, match="between 0 and 3 days: got 4"):
        day_rate(4, 3)
    with pytest.raises(StatsError, match="design_effect must be at least 1"):
        day_rate(1, 3, design_effect=0.5)
