"""Labels of exposures: R-TRIG."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from headlog.clinical.triggers import ExposureCounts, exposure_finding

COUNTS = ExposureCounts(9, 11, 4, 50, days_tracked=120, q_value=0.004)


@pytest.mark.parametrize(
    ("changes", "label", "because"),
    [
        ({}, "ASSOCIATED", "enough days, q below 0.05"),
        ({"days_tracked": 90}, "ASSOCIATED", "90 days are enough"),
        ({"days_tracked": 89}, "NOT_ENOUGH_DATA", "89 are not"),
        ({"recorded_share": 0.8}, "ASSOCIATED", "80 % recorded"),
        ({"recorded_share": 0.79}, "NOT_ENOUGH_DATA", "just under"),
        ({"exposed_clear": 1}, "ASSOCIATED", "10 exposed days"),
        ({"exposed_clear": 0}, "NOT_ENOUGH_DATA", "9 exposed days"),
        ({"other_clear": 6}, "ASSOCIATED", "10 other days; 9 of 20 against 4 of 10"),
        ({"other_clear": 5}, "NOT_ENOUGH_DATA", "9 other days"),
        ({"exposed_attacks": 4}, "ASSOCIATED", "8 attacks"),
        ({"exposed_attacks": 4, "other_attacks": 3}, "NOT_ENOUGH_DATA", "7 attacks"),
        ({"q_value": 0.05}, "NO_CLEAR_ASSOCIATION", "q of 0.05 is not below it"),
        ({"q_value": None}, "NOT_ENOUGH_DATA", "what was not tested is not found to be unrelated"),
        ({"exposed_attacks": 1, "exposed_clear": 30, "other_attacks": 20, "other_clear": 20},
         "ASSOCIATED_WITH_FEWER", "fewer attacks; never called protection"),
        ({"exposed_attacks": 5, "exposed_clear": 15, "other_attacks": 10, "other_clear": 30},
         "NO_CLEAR_ASSOCIATION", "the same risk with and without, whatever q says"),
        ({"prodrome_like": True}, "MAY_BE_EARLY_SYMPTOM", "whatever the p value"),
        ({"prodrome_like": True, "q_value": None}, "MAY_BE_EARLY_SYMPTOM", "even untested"),
        ({"prodrome_like": True, "days_tracked": 10}, "NOT_ENOUGH_DATA", "too little comes first"),
    ],
)  # fmt: skip
def test_label(changes: dict[str, Any], label: str, because: str) -> None:
    """R-TRIG: what may be said of an exposure."""
    assert exposure_finding(replace(COUNTS, **changes)).label == label, because


@pytest.mark.parametrize(
    ("changes", "ratio", "because"),
    [
        ({}, 6.075, "9 of 20 against 4 of 54"),
        ({"other_attacks": 0}, None, "no attack without it: no ratio"),
        ({"exposed_attacks": 0, "exposed_clear": 0}, None, "never exposed"),
    ],
)
def test_risk_ratio(changes: dict[str, Any], ratio: float | None, because: str) -> None:
    """R-TRIG: risk with over risk without."""
    found = exposure_finding(replace(COUNTS, **changes)).risk_ratio

    assert found == (None if ratio is None else pytest.approx(ratio)), because


def test_base_rate() -> None:
    """The person's own base rate stands beside every label, and is missing without days at risk."""
    assert exposure_finding(COUNTS).base_rate == pytest.approx(13 / 74)
    assert exposure_finding(ExposureCounts(0, 0, 0, 0, days_tracked=0)).base_rate is None
