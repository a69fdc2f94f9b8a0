"""Long attacks: R-1.4.1."""

from __future__ import annotations

from typing import Any

import pytest

from headlog.clinical.status import LongAttackFacts, status_finding

LONG: dict[str, Any] = {"duration_hours": 80.0, "debilitating": True, "typical": True, "known_migraine": True}


@pytest.mark.parametrize(
    ("changes", "label", "advice", "because"),
    [
        ({}, "STATUS_PATTERN", True, "debilitating and unremitting for 80 h"),
        ({"duration_hours": 72.0}, "NOT_MET", False, "72 h is not more than 72 h"),
        ({"duration_hours": 72.1}, "STATUS_PATTERN", True, "just over"),
        ({"duration_hours": None}, "CANNOT_TELL", False, "length not recorded"),
        ({"longest_remission_hours": 12.0, "remission_reason": "sleep"}, "STATUS_PATTERN", True,
         "12 h asleep is inside"),
        ({"longest_remission_hours": 12.1, "remission_reason": "sleep"}, "NOT_MET", True,
         "a longer break ends it; the length alone gives the advice"),
        ({"longest_remission_hours": 2.0, "remission_reason": "by itself"}, "NOT_MET", True,
         "a break by itself is a remission"),
        ({"longest_remission_hours": 2.0}, "CANNOT_TELL", True, "why it paused was not recorded"),
        ({"longest_remission_hours": None}, "CANNOT_TELL", True, "breaks were not recorded"),
        ({"debilitating": False}, "LONG_ATTACK_1.5.1", True, "long, not debilitating"),
        ({"debilitating": None}, "CANNOT_TELL", True, "function was not recorded"),
        ({"typical": False}, "NOT_MET", True, "unlike earlier attacks"),
        ({"known_migraine": None}, "CANNOT_TELL", True, "whether a clinician said migraine is not recorded"),
        ({"overuse_pattern": True}, "NOT_MET", True, "with the overuse pattern that is named instead"),
    ],
)  # fmt: skip
def test_long_attack(changes: dict[str, Any], label: str, advice: bool, because: str) -> None:
    """R-1.4.1: more than 72 h, breaks up to 12 h by medicine or sleep, debilitating."""
    found = status_finding(LongAttackFacts(**LONG | changes))

    assert (found.label, found.same_day_advice) == (label, advice), because
