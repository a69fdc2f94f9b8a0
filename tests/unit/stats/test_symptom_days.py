"""Symptom days apart for headache-free days and headache days."""

import numpy as np
import pytest

from headlog.stats.arrays import Reason
from headlog.stats.symptom_days import symptom_days


def diary(
    generator: np.random.Generator, days: int, headache: float, free: float, aching: float
) -> tuple[np.ndarray, np.ndarray]:
    """Headache days, and the symptom with one rate on free days and another on headache days."""
    ill = generator.random(days) < headache
    return ill, generator.random(days) < np.where(ill, aching, free)


def test_fewer_headaches_alone_do_not_move_the_headache_free_rate() -> None:
    """When only headaches halve, all symptom days fall and those on free days do not."""
    generator = np.random.default_rng(1)
    parts = [diary(generator, 280, 0.5, 0.3, 0.8), diary(generator, 280, 0.1, 0.3, 0.8)]
    headache, symptom = (np.concatenate(side) for side in zip(*parts, strict=True))
    after = np.arange(560) >= 280

    result = symptom_days(symptom, headache, np.ones(560, bool), after)

    assert symptom[after].sum() < 0.75 * symptom[~after].sum()
    assert result.headache_free.change is not None
    assert 0.02 < result.headache_free.change.fall_probability < 0.98
    assert result.headache_free.change.change.low < 0 < result.headache_free.change.change.high


def test_a_falling_background_is_seen_on_free_days() -> None:
    """From 60 % to 10 % of free days is a fall."""
    generator = np.random.default_rng(2)
    parts = [diary(generator, 168, 0.2, 0.6, 0.6), diary(generator, 168, 0.2, 0.1, 0.6)]
    headache, symptom = (np.concatenate(side) for side in zip(*parts, strict=True))

    result = symptom_days(symptom, headache, np.ones(336, bool), np.arange(336) >= 168)

    assert result.headache_free.change is not None
    assert result.headache_free.change.fall_probability > 0.99
    assert result.headache_free.change.reductions.at_least_50 > 0.9
    assert result.with_headache.change is not None
    assert result.with_headache.change.fall_probability < 0.99


def test_unanswered_days_count_nowhere_and_few_days_have_a_reason() -> None:
    """Seven days of a kind are too few."""
    answered = np.ones(60, bool)
    answered[:23] = False

    result = symptom_days(np.ones(60, bool), np.zeros(60, bool), answered, np.arange(60) >= 30)

    assert (result.headache_free.days_before, result.headache_free.days_after) == (7, 30)
    assert result.headache_free.reason is Reason.TOO_FEW_DAYS
    assert result.headache_free.change is None


@pytest.mark.parametrize("days", [0, 1])
def test_an_empty_diary_has_a_reason(days: int) -> None:
    """No days, no rates, no warning."""
    nothing = np.zeros(days, bool)

    result = symptom_days(nothing, nothing, nothing, nothing)

    assert result.headache_free.reason is Reason.TOO_FEW_DAYS
    assert result.with_headache.reason is Reason.TOO_FEW_DAYS
