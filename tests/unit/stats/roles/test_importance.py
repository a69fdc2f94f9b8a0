"""Importance sampling with too few draws to succeed."""

from __future__ import annotations

import pytest

from headlog.stats.roles.parameters import HYPOTHESES, layout
from headlog.stats.roles.posterior import importance_sample, peaks, starts
from headlog.stats.roles.prepared import prepared
from tests.unit.stats.roles.diaries import diary, dice


def test_too_few_draws_are_told_by_their_effective_sample() -> None:
    """Four draws, six times as many for a short diary, in all rounds: they say how little they are."""
    ready = prepared(diary(40, ([100.0, 300.0, 500.0], [110.0, 310.0, 510.0]), [90.0, 292.0, 700.0]))
    where = layout(ready, HYPOTHESES[0])

    found = importance_sample(ready, where, peaks(ready, where, starts(where, [])), dice(), 4)

    assert found.weight.size == 4 * 6 * (1 + 1 + 2 + 4 + 8)
    assert found.theta.shape == (found.weight.size, where.mean.size)
    assert found.weight.sum() == pytest.approx(1.0)
    assert found.effective_sample == pytest.approx(1 / (found.weight @ found.weight))
    assert 1 <= found.effective_sample <= found.weight.size
