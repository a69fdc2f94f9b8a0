"""Renewal: R-RENEW."""

from __future__ import annotations

from typing import Any

import pytest

from headlog.clinical.errors import ClinicalError
from headlog.clinical.renewal import RenewalFacts, _check, policies, renewal_finding
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

FUNCTION = {"documented_function": True, "serious_adverse_event": False}


@pytest.mark.parametrize(
    ("policy", "days", "facts", "scores", "answer", "because"),
    [
        ("NICE", (10, 5), {"chronic": False}, {}, True, "50 % in episodic migraine"),
        ("NICE", (10, 5.1), {"chronic": False}, {}, False, "just under 50 %"),
        ("NICE", (20, 14), {"chronic": True}, {}, True, "30 % in chronic migraine"),
        ("NICE", (20, 14.1), {"chronic": True}, {}, False, "just under 30 %"),
        ("NICE", (20, 14), {}, {}, None, "whether it is chronic is not recorded"),
        ("NICE", (20, 10), {}, {}, True, "50 % is enough either way"),
        ("NICE_RIMEGEPANT", (8, 4), {}, {}, True, "50 %"),
        ("HIGHMARK", (10, 6), {}, {}, True, "4 days fewer"),
        ("HIGHMARK", (10, 6.1), {}, {}, False, "neither 50 % nor 4 days"),
        ("HIGHMARK", (0, 0), {}, {}, None, "no baseline, no percent"),
        ("WA_LNI", (16, 8), FUNCTION, {}, True, "each requirement"),
        ("WA_LNI", (16, 8.1), FUNCTION, {}, False, "under 50 %"),
        ("WA_LNI", (16, 8), {"documented_function": True}, {}, None, "adverse events were not answered"),
        ("WA_LNI", (16, 8), FUNCTION | {"serious_adverse_event": True}, {}, False, "a serious adverse event"),
        ("AHS", (14, 9), {}, {"midas": [10, 0], "hit6": [60, 60], "mpfid": [9, 9]}, False,
         "MIDAS below 11 has no rule"),
        ("AHS", (14, 9), {}, {"midas": [11, 6], "hit6": [60, 60], "mpfid": [9, 9]}, True, "5 points from 11"),
        ("AHS", (14, 9), {}, {"midas": [20, 16], "hit6": [60, 60], "mpfid": [9, 9]}, False,
         "4 points from 20"),
        ("AHS", (14, 9), {}, {"midas": [21, 15], "hit6": [60, 60], "mpfid": [9, 9]}, False, "28.6 % from 21"),
        ("AHS", (14, 9), {}, {"midas": [30, 21], "hit6": [60, 60], "mpfid": [9, 9]}, True, "30 % from 30"),
        ("AHS", (14, 9), {}, {"midas": [5, 5], "hit6": [60, 55], "mpfid": [9, 9]}, False, "HIT-6 down 5"),
        ("AHS", (14, 9), {}, {"midas": [5, 5], "hit6": [60, 54], "mpfid": [9, 9]}, True, "HIT-6 down 6"),
        ("AHS", (14, 9), {}, {"midas": [5, 5], "hit6": [60, 60], "mpfid": [9, 4]}, True, "MPFID down 5"),
        ("AHS", (14, 9), {}, {}, None, "no score was taken"),
        ("GERMANY", (14, 9), {}, {"midas": [20, 1], "hit6": [60, 55]}, True, "HIT-6 down 5 is enough here"),
        ("ITALY", (14, 9), {}, {"midas": [20, 10, 11]}, False, "half at 3 months, not at 6"),
        ("ITALY", (14, 9), {}, {"midas": [20, 10, 10]}, True, "half at both"),
        ("ITALY", (14, 9), {}, {"midas": [0, 0, 0]}, False, "nothing to halve"),
    ],
)  # fmt: skip
def test_policies(
    policy: str, days: tuple[float, float], facts: dict[str, bool], scores: dict[str, list[float]],
    answer: bool | None, because: str,
) -> None:  # fmt: skip
    """R-RENEW: recorded numbers beside the text of a dated policy."""
    found = renewal_finding(policy, RenewalFacts(*days, facts, scores))

    assert found.check.as_bool is answer, because


def test_the_data_file_is_dated_and_sourced() -> None:
    """Every policy names its date, its source and its text."""
    for policy in policies().values():
        assert policy.dated
        assert policy.source
        assert policy.url.startswith("https://")
        assert policy.text.endswith(".")


def test_hit6_change_is_a_setting() -> None:
    """Two editions of the same text differ by a point."""
    facts = RenewalFacts(14, 9, {}, {"midas": [5, 5], "hit6": [60, 55], "mpfid": [9, 9]})

    assert renewal_finding("AHS", facts, ClinicalSettings(hit6_change=5)).check.is_met


@pytest.mark.parametrize(
    ("rule", "because"), [({"moon": "full"}, "a kind of rule that nobody wrote code for")]
)
def test_an_unknown_kind_of_rule_is_refused(rule: dict[str, Any], because: str) -> None:
    """R-RENEW: the data file cannot hold what is not understood."""
    with pytest.raises(ClinicalError, match="must be of a known kind"):
        _check(rule, RenewalFacts(1, 1), DEFAULTS)


def test_an_unknown_policy_is_refused() -> None:
    """A policy that the file does not hold is an error."""
    with pytest.raises(ValueError, match="A policy must be one of NICE"):
        renewal_finding("MOON", RenewalFacts(1, 1))
