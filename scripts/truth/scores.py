"""Scores of probabilities against truth."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def ranking(truth: Bools, probability: Floats) -> float | None:
    """Area under the receiver operating curve; None when all, or none, are true."""
    n_true, n_false = int(truth.sum()), int((~truth).sum())
    if not n_true or not n_false:
        return None
    ranks = rankdata(probability)
    return float((ranks[truth].sum() - n_true * (n_true + 1) / 2) / (n_true * n_false))


def reliability(truth: Bools, probability: Floats) -> list[tuple[float, float, int]]:
    """Mean probability, share true, and number, in tenths of probability that hold any."""
    tenth = np.minimum((probability * 10).astype(int), 9)
    rows = []
    for place in range(10):
        inside = tenth == place
        if inside.any():
            rows.append((float(probability[inside].mean()), float(truth[inside].mean()), int(inside.sum())))
    return rows


def calibration_error(truth: Bools, probability: Floats) -> float:
    """Expected calibration error over tenths."""
    rows = reliability(truth, probability)
    return sum(n * abs(said - true) for said, true, n in rows) / max(sum(n for _, _, n in rows), 1)


def squared_error(truth: Bools, probability: Floats) -> float:
    """Brier score."""
    return float(((probability - truth) ** 2).mean())
