"""Day profiles and clear days: R-DAY and R-CLEAR."""

from __future__ import annotations

from typing import Any

import pytest

from headlog.clinical.bounds import headache_free_check, symptom_free_check
from headlog.clinical.profiles import (
    PROFILES,
    DayFacts,
    chronic_migraine_day_check,
    day_finding,
    profile_named,
)
from headlog.clinical.settings import ClinicalSettings

FEATURES: dict[str, Any] = {
    "headache_minutes": 300.0, "side": "unilateral", "quality": "pulsating", "peak": "moderate",
    "aggravated": False, "nausea": True, "vomiting": False, "photophobia": False, "phonophobia": False,
    "visual_aura_minutes": 0.0, "acute": frozenset(),
}  # fmt: skip
PLAIN: dict[str, Any] = FEATURES | {
    "side": "bilateral",
    "quality": "pressing",
    "peak": "mild",
    "nausea": False,
}
TRIPTAN, GEPANT, IBUPROFEN = frozenset({"triptan"}), frozenset({"gepant"}), frozenset({"nsaid"})


@pytest.mark.parametrize(
    ("profile", "base", "changes", "answer", "because"),
    [
        ("default", PLAIN, {"headache_minutes": 29.9}, False, "just under 30 min"),
        ("default", PLAIN, {"headache_minutes": 30.0}, True, "30 min"),
        ("default", PLAIN, {"headache_minutes": 5.0, "acute": IBUPROFEN}, True,
         "any headache with an acute medicine"),
        ("default", PLAIN, {"headache_minutes": 0.0, "acute": IBUPROFEN}, False,
         "a medicine without headache"),
        ("default", PLAIN, {"headache_minutes": 5.0, "acute": frozenset({"not_counted"})}, False,
         "a drug against nausea is no acute medicine"),
        ("default", PLAIN, {"headache_minutes": 5.0, "acute": None}, None, "medicines were not recorded"),
        ("default", PLAIN, {"headache_minutes": None}, None, "headache was not recorded"),
        ("default", PLAIN, {"headache_minutes": 0.0, "visual_aura_minutes": 20.0}, True,
         "a migraine day is a headache day"),
        ("leiden_strict", PLAIN, {"headache_minutes": 30.0}, True,
         "the strict profile has the default's headache day"),
        ("strive", PLAIN, {"headache_minutes": 29.0}, False, "trials ask for 30 min too"),
    ],
)  # fmt: skip
def test_headache_day(
    profile: str, base: dict[str, Any], changes: dict[str, Any], answer: bool | None, because: str
) -> None:
    """R-DAY: what makes a headache day."""
    found = day_finding(DayFacts(**base | changes), profile_named(profile))

    assert found.headache.as_bool is answer, because
    assert found.profile == profile


@pytest.mark.parametrize(
    ("profile", "base", "changes", "answer", "because"),
    [
        ("default", FEATURES, {"headache_minutes": 30.0}, True, "30 min with two and one features"),
        ("default", FEATURES, {"headache_minutes": 29.0}, False, "just under 30 min"),
        ("default", FEATURES, {"nausea": False}, False, "no associated feature"),
        ("default", FEATURES, {"nausea": None}, None, "nausea was not asked"),
        ("default", FEATURES, {"nausea": None, "photophobia": True, "phonophobia": True}, True,
         "light and sound settle it"),
        ("default", PLAIN, {"visual_aura_minutes": 4.9}, False, "just under 5 min of aura"),
        ("default", PLAIN, {"visual_aura_minutes": 5.0}, True, "5 min of visual aura"),
        ("default", PLAIN, {"visual_aura_minutes": 60.0}, True, "60 min"),
        ("default", PLAIN, {"visual_aura_minutes": 60.1}, False, "just over 60 min"),
        ("default", PLAIN, {"visual_aura_minutes": None}, None, "aura was not asked"),
        ("default", PLAIN, {"headache_minutes": 10.0, "acute": TRIPTAN}, True,
         "a triptan on a headache day, whatever its effect"),
        ("default", PLAIN, {"headache_minutes": 0.0, "acute": TRIPTAN}, False, "a triptan without headache"),
        ("default", PLAIN, {"acute": GEPANT}, True, "a gepant counts by default"),
        ("default", PLAIN, {"acute": IBUPROFEN}, False, "a pain killer is not specific"),
        ("leiden_strict", FEATURES, {"headache_minutes": 239.0}, False, "just under 4 h"),
        ("leiden_strict", FEATURES, {"headache_minutes": 240.0}, True, "4 h"),
        ("leiden_strict", FEATURES, {"headache_minutes": 180.0, "credited_minutes": 300.0}, True,
         "a night of 5 h credited to this day"),
        ("strive", FEATURES, {"nausea": False}, True, "pain features or an associated one"),
        ("strive", PLAIN, {"nausea": True}, True, "an associated feature alone"),
        ("strive", PLAIN, {}, False, "neither"),
        ("strive", PLAIN, {"headache_minutes": 0.0, "acute": TRIPTAN}, True, "any triptan day"),
        ("strive", PLAIN, {"acute": GEPANT}, False, "these trials knew triptans and ergots only"),
        ("strive", PLAIN, {"visual_aura_minutes": 20.0}, False, "aura does not make a day here"),
        ("evolve", FEATURES, {"nausea": False}, True, "migraine or all but one feature group"),
        ("evolve", PLAIN, {"acute": TRIPTAN}, False, "a triptan does not make a day here"),
        ("halo_em", FEATURES, {"headache_minutes": 119.0}, False, "just under 2 h"),
        ("halo_em", FEATURES, {"headache_minutes": 120.0}, True, "2 h"),
        ("halo_cm", FEATURES, {"headache_minutes": 239.0}, False, "just under 4 h"),
        ("halo_cm", FEATURES, {"headache_minutes": 240.0}, True, "4 h"),
        ("halo_cm", PLAIN, {"headache_minutes": 10.0, "acute": frozenset({"ergot"})}, True, "an ergot day"),
        ("patient_reported", PLAIN, {"person_says_migraine": True}, True, "the person says migraine"),
        ("patient_reported", FEATURES, {"person_says_migraine": False}, False,
         "the person says another headache"),
        ("patient_reported", FEATURES, {}, None, "the person did not say"),
    ],
)  # fmt: skip
def test_migraine_day(
    profile: str, base: dict[str, Any], changes: dict[str, Any], answer: bool | None, because: str
) -> None:
    """R-DAY: what makes a migraine day, by profile."""
    found = day_finding(DayFacts(**base | changes), profile_named(profile))

    assert found.migraine.as_bool is answer, because


@pytest.mark.parametrize(
    ("profile", "base", "changes", "answer", "because"),
    [
        ("default", FEATURES, {"headache_minutes": 30.0}, True, "30 min at moderate"),
        ("default", FEATURES, {"headache_minutes": 29.0}, False, "just under 30 min"),
        ("default", FEATURES, {"peak": "mild"}, False, "mild"),
        ("default", FEATURES, {"peak": None}, None, "pain was not rated"),
        ("default", PLAIN, {"acute": IBUPROFEN, "relieved": True}, True,
         "any headache that a medicine took away"),
        ("default", PLAIN, {"acute": IBUPROFEN, "relieved": False}, False, "a medicine that did not work"),
        ("default", PLAIN, {"acute": IBUPROFEN}, None, "whether it worked was not recorded"),
        ("default", FEATURES, {"moderate_minutes": 20.0}, False, "readings show 20 min at moderate"),
        ("leiden_strict", FEATURES, {"headache_minutes": 239.0}, False, "just under 4 h"),
        ("leiden_strict", FEATURES, {"headache_minutes": 240.0}, True, "4 h"),
        ("halo_em", FEATURES, {"headache_minutes": 119.0}, False, "just under 2 h"),
        ("halo_cm", PLAIN, {"acute": TRIPTAN}, True, "a triptan day"),
    ],
)  # fmt: skip
def test_moderate_severe_day(
    profile: str, base: dict[str, Any], changes: dict[str, Any], answer: bool | None, because: str
) -> None:
    """R-DAY: what makes a moderate-severe day."""
    found = day_finding(DayFacts(**base | changes), profile_named(profile)).moderate_severe

    assert found is not None
    assert found.as_bool is answer, because


@pytest.mark.parametrize(
    ("profile", "because"), [("strive", "the source defines none"), ("evolve", "the source defines none")]
)
def test_no_moderate_severe_day(profile: str, because: str) -> None:
    """R-DAY: trials without a moderate-severe day give none."""
    assert day_finding(DayFacts(**FEATURES), profile_named(profile)).moderate_severe is None, because


@pytest.mark.parametrize(
    ("base", "changes", "gepant", "answer", "because"),
    [
        (FEATURES, {"headache_minutes": 30.0}, True, True, "C and D for 30 min"),
        (FEATURES, {"headache_minutes": 29.0}, True, False, "just under 30 min"),
        (PLAIN, {"acute": TRIPTAN, "relieved": True}, True, True, "relieved by a triptan"),
        (PLAIN, {"acute": TRIPTAN, "relieved": False}, True, False, "not relieved"),
        (PLAIN, {"acute": GEPANT, "relieved": True}, True, True, "a gepant, by the setting"),
        (PLAIN, {"acute": GEPANT, "relieved": True}, False, False, "ICHD-3 names triptan and ergot only"),
        (PLAIN, {"visual_aura_minutes": 20.0}, True, True, "aura"),
    ],
)
def test_migraine_day_of_the_chronic_rule(
    base: dict[str, Any], changes: dict[str, Any], gepant: bool, answer: bool, because: str
) -> None:
    """R-1.3 C: the day test is narrower than the profiles."""
    found = chronic_migraine_day_check(DayFacts(**base | changes), ClinicalSettings(gepant_specific=gepant))

    assert found.as_bool is answer, because


@pytest.mark.parametrize(
    ("recorded", "headache", "symptoms", "acute", "free", "symptom_free", "because"),
    [
        (False, None, None, None, None, None, "a day without a record is never clear"),
        (False, False, False, False, None, None, "nor are leftovers of an unanswered day"),
        (True, False, False, False, True, True, "nothing at all"),
        (True, False, True, False, True, False, "tired after an attack"),
        (True, False, False, True, True, False, "a medicine was taken"),
        (True, True, False, False, False, False, "headache"),
        (True, None, False, False, None, None, "headache was not answered"),
        (True, False, None, False, True, None, "symptoms were not asked"),
        (True, True, None, None, False, False, "headache settles both"),
    ],
)
def test_clear_days(
    recorded: bool, headache: bool | None, symptoms: bool | None, acute: bool | None, free: bool | None,
    symptom_free: bool | None, because: str,
) -> None:  # fmt: skip
    """R-CLEAR: headache-free and symptom-free days."""
    assert headache_free_check(recorded=recorded, headache=headache).as_bool is free, because
    found = symptom_free_check(recorded=recorded, headache=headache, symptoms=symptoms, acute=acute)
    assert found.as_bool is symptom_free, because


def test_an_empty_day_is_open_in_every_profile() -> None:
    """A day about which nothing was answered is neither a migraine day nor a clear one."""
    for profile in PROFILES.values():
        found = day_finding(DayFacts(), profile)

        assert found.headache.as_bool is None
        assert found.migraine.as_bool is None


def test_an_unknown_profile_is_refused() -> None:
    """A profile that does not exist is an error."""
    with pytest.raises(ValueError, match="A day profile must be one of default"):
        profile_named("best")
