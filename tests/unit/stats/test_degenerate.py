"""Whatever the diary looks like: an answer, no NaN, no warning, the same for the same dice."""

import dataclasses
import math
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headlog.stats.association import associations
from headlog.stats.change import change_point, monthly_trend
from headlog.stats.chronic_range import chronic_range
from headlog.stats.cycle import cycle_relation
from headlog.stats.dosing_cycle import cycle_curve
from headlog.stats.emerging.forecast import day_forecasts
from headlog.stats.emerging.scores import forecast_score
from headlog.stats.exposures import Exposures
from headlog.stats.rates import days_per_28
from headlog.stats.response import quick_response, response
from headlog.stats.sign_timeline import SignTimeline
from headlog.stats.signs import sign_warning
from headlog.stats.symptom_days import symptom_days
from headlog.stats.wear_off import wear_off

Days = tuple[np.ndarray, np.ndarray]


def numbers(result: object) -> Iterator[float]:
    """Every number inside a result."""
    if dataclasses.is_dataclass(result) and not isinstance(result, type):
        for field in dataclasses.fields(result):
            yield from numbers(getattr(result, field.name))
    elif isinstance(result, tuple | list):
        for item in result:
            yield from numbers(item)
    elif isinstance(result, float | int):
        yield float(result)


def exposure(headache: np.ndarray, answered: np.ndarray) -> Exposures:
    """Two exposures: one that goes with the headache days, one constant."""
    values = np.column_stack([headache, np.ones(headache.size)]).astype(np.float64)
    recorded = np.column_stack([answered, answered])
    return Exposures(("goes along", "constant"), values, recorded, np.array([True, False]))


def timeline(headache: np.ndarray, answered: np.ndarray) -> SignTimeline:
    """A short attack on every headache day, a sign at four in the morning of every day."""
    began = np.asarray(np.flatnonzero(headache & answered) * 24.0 + 10, dtype=np.float64)
    signs = np.asarray(np.arange(headache.size) * 24.0 + 4, dtype=np.float64)
    return SignTimeline(signs, began, np.asarray(began + 5, dtype=np.float64), np.repeat(answered, 24))


def by_month(mask: np.ndarray) -> np.ndarray:
    """Days of each 28-day month."""
    return np.bincount(np.arange(mask.size) // 28, mask).astype(int)


METHODS: dict[str, Callable[[np.ndarray, np.ndarray, np.random.Generator], object]] = {
    "days per 28": lambda ill, known, dice: days_per_28(ill, known),
    "response": lambda ill, known, dice: response(ill, known, ill.size // 2, dice),
    "quick response": lambda ill, known, dice: quick_response(ill, known, ill.size // 2),
    "symptom days": lambda ill, known, dice: symptom_days(
        ill, np.roll(ill, 1), known, np.arange(ill.size) * 2 > ill.size
    ),
    "wear-off": lambda ill, known, dice: wear_off(ill, known, np.arange(0, ill.size, 28), dice),
    "dosing-cycle curve": lambda ill, known, dice: cycle_curve(ill, known, np.arange(0, ill.size, 28)),
    "monthly trend": lambda ill, known, dice: monthly_trend(by_month(ill & known), by_month(known)),
    "change point": lambda ill, known, dice: change_point(by_month(ill & known), by_month(known)),
    "15-day line": lambda ill, known, dice: chronic_range(ill, known, dice),
    "associations": lambda ill, known, dice: associations(ill & known, known, exposure(ill, known)),
    "sign as a warning": lambda ill, known, dice: sign_warning(timeline(ill, known), dice),
    "menstrual relation": lambda ill, known, dice: cycle_relation(ill, known, np.arange(0, ill.size, 29)),
    "forecast": lambda ill, known, dice: forecast_score(day_forecasts(ill, known), dice),
}

DIARIES: dict[str, Days] = {
    "empty": (np.zeros(0, bool), np.zeros(0, bool)),
    "one day": (np.ones(1, bool), np.ones(1, bool)),
    "all headache": (np.ones(400, bool), np.ones(400, bool)),
    "no headache": (np.zeros(400, bool), np.ones(400, bool)),
    "all missing": (np.zeros(400, bool), np.zeros(400, bool)),
    "one headache": (np.arange(400) == 300, np.ones(400, bool)),
    "a year missing": (np.arange(800) % 4 == 0, (np.arange(800) < 200) | (np.arange(800) > 565)),
    "every second day": (np.arange(400) % 2 == 0, np.ones(400, bool)),
}


@pytest.mark.parametrize("diary", DIARIES)
@pytest.mark.parametrize("method", METHODS)
def test_degenerate_diaries_have_a_clear_answer(method: str, diary: str) -> None:
    """Finite numbers or a reason; warnings are errors here."""
    result = METHODS[method](*DIARIES[diary], np.random.default_rng(1))

    assert all(math.isfinite(number) for number in numbers(result))


@pytest.mark.parametrize("method", METHODS)
def test_the_same_dice_give_the_same_answer(method: str) -> None:
    """Nothing but the generator is random."""
    generator = np.random.default_rng(2)
    diary = generator.random(500) < 0.3, generator.random(500) < 0.9

    first, second = (METHODS[method](*diary, np.random.default_rng(3)) for _ in range(2))

    assert first == second


@given(
    pictures=st.lists(st.sampled_from("xx.... "), min_size=0, max_size=200),
    method=st.sampled_from(sorted(METHODS)),
)
def test_any_diary_has_an_answer(pictures: list[str], method: str) -> None:
    """x headache, . none, blank unanswered: any order, any length."""
    marks = np.array(pictures, dtype="<U1")

    result = METHODS[method](marks == "x", marks != " ", np.random.default_rng(4))

    assert all(math.isfinite(number) for number in numbers(result))


@given(picture=st.text(alphabet="x. ", max_size=120))
def test_answering_one_more_day_never_widens_the_bounds(picture: str) -> None:
    """An answer can only narrow what is possible."""
    marks = np.array(list(picture), dtype="<U1")
    before = days_per_28(marks == "x", marks != " ")
    open_days = np.flatnonzero(marks == " ")
    if not open_days.size:
        return
    marks[open_days[0]] = "x"

    after = days_per_28(marks == "x", marks != " ")

    assert before.lower is not None
    assert after.lower is not None
    assert before.upper is not None
    assert after.upper is not None
    assert before.lower <= after.lower <= after.upper <= before.upper
