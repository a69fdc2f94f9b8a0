"""Aura: R-1.2."""

from __future__ import annotations

from typing import Any

import pytest

from headlog.clinical.aura import (
    AuraFacts,
    AuraSymptom,
    aura_finding,
    aura_status_suspected,
    aura_symptom,
    safety_marks,
)

NO = {"gradual": False, "unilateral": False, "positive": False}
FULL = {"gradual": True, "unilateral": True, "positive": True}


@pytest.mark.parametrize(
    ("symptoms", "succession", "lag", "count", "label", "because"),
    [
        ([("visual", 4.9, FULL)], False, 61, 3, "TYPICAL_AURA_NO_HEADACHE",
         "under 5 min is no aura length, three others"),
        ([("visual", 5, NO | {"gradual": True, "unilateral": True})], False, 61, 3,
         "TYPICAL_AURA_NO_HEADACHE", "5 min is inside; pain came too late to go with it"),
        ([("visual", 60, NO | {"unilateral": True})], False, 60, 3, "TYPICAL_AURA_FEATURES",
         "60 min and 60 min lag are inside"),
        ([("visual", 60.1, NO | {"unilateral": True})], False, 60, 2, "AURA_CRITERIA_NOT_MET",
         "just over 60 min"),
        ([("visual", 60, NO | {"unilateral": True})], False, 60.1, 2, "AURA_CRITERIA_NOT_MET",
         "pain just too late"),
        ([("visual", 20, FULL)], False, 0, 5, "TYPICAL_AURA_FEATURES", "pain during the aura"),
        ([("visual", 20, FULL)], False, -30, 5, "TYPICAL_AURA_FEATURES",
         "pain began before it and went along"),
        ([("speech", 20, NO)], False, 10, 3, "TYPICAL_AURA_FEATURES", "lost words always count as one-sided"),
        ([("visual", 30, NO), ("sensory", 90, NO | {"positive": True})], True, 10, 3,
         "TYPICAL_AURA_FEATURES", "each symptom has its own 60 min; one is too long"),
        ([("visual", 20, FULL), ("motor", 4320, NO)], True, 10, 6, "AURA_FEATURES_NON_TYPICAL_TYPE",
         "weakness may last 72 h"),
        ([("visual", 20, NO | {"gradual": True}), ("motor", 4321, NO)], True, 99, 2, "AURA_CRITERIA_NOT_MET",
         "weakness beyond 72 h"),
        ([("brainstem", 20, FULL)], False, 10, 5, "AURA_FEATURES_NON_TYPICAL_TYPE",
         "brainstem symptoms are not typical aura"),
        ([("retinal", 20, FULL)], False, None, 4, "AURA_FEATURES_NON_TYPICAL_TYPE",
         "one eye, without headache"),
        ([], False, 10, 1, "AURA_CRITERIA_NOT_MET", "no symptom"),
    ],
)  # fmt: skip
def test_aura_label(
    symptoms: list[tuple[str, float, dict[str, bool]]], succession: bool, lag: float | None, count: int,
     label: str,
    because: str,
) -> None:  # fmt: skip
    """R-1.2 C: three of six, typical or not, with or without headache."""
    aura = AuraFacts(
        [AuraSymptom(kind, minutes, **answers) for kind, minutes, answers in symptoms],
        succession=succession,
        headache=lag is not None,
        headache_lag_minutes=lag,
    )

    found = aura_finding(aura)

    assert (found.features.true_count, found.label) == (count, label), because
    assert found.needs_clinician


@pytest.mark.parametrize(
    ("answers", "headache", "succession", "label", "because"),
    [
        ({}, None, None, "INSUFFICIENT_DATA", "nothing but the kind was recorded"),
        (FULL | {"minutes": 20.0}, None, None, "INSUFFICIENT_DATA",
         "with or without headache cannot be told"),
        (FULL | {"minutes": 20.0}, False, None, "TYPICAL_AURA_NO_HEADACHE", "no headache came"),
        (NO | {"minutes": 20.0}, None, None, "AURA_CRITERIA_NOT_MET",
         "one symptom is no succession; two of six at most"),
        (NO | {"minutes": None, "positive": True}, None, None, "INSUFFICIENT_DATA",
         "length and lag could make three"),
        (FULL | {"minutes": 20.0, "resolved": False}, False, None, "AURA_CRITERIA_NOT_MET",
         "a symptom that stays is not reversible"),
        (FULL | {"minutes": 20.0, "resolved": None}, False, None, "INSUFFICIENT_DATA",
         "whether it went was not recorded"),
    ],
)  # fmt: skip
def test_aura_with_missing_answers(
    answers: dict[str, Any], headache: bool | None, succession: bool | None, label: str, because: str
) -> None:
    """R-1.2: what was not asked stays open."""
    found = aura_finding(
        AuraFacts([AuraSymptom("visual", **answers)], succession=succession, headache=headache)
    )

    assert found.label == label, because


@pytest.mark.parametrize(
    ("headache", "lag", "unknown"),
    [(True, 20.0, 5), (True, 90.0, 5), (None, None, 6)],
)
def test_an_aura_without_a_named_symptom_stays_open(
    headache: bool | None, lag: float | None, unknown: int
) -> None:
    """R-1.2: a list in which nothing was ticked answers nothing."""
    found = aura_finding(AuraFacts(None, headache=headache, headache_lag_minutes=lag))

    assert found.label == "INSUFFICIENT_DATA"
    assert found.reversible.unknown == ("aura gone completely",)
    assert len(found.features.unknown) == unknown
    assert found.typical is None
    assert found.flags == ()


@pytest.mark.parametrize(
    ("kind", "minutes", "resolved", "flags", "because"),
    [
        ("visual", 60, True, (), "an hour is inside"),
        ("visual", 61, True, ("PROLONGED_AURA",), "longer than an hour"),
        ("motor", 61, True, (), "weakness has its own limit"),
        ("visual", 20, False, ("SAFETY_CHECK",), "not gone"),
        ("retinal", 90, False, ("PROLONGED_AURA", "SAFETY_CHECK"), "both"),
        ("visual", None, None, (), "not recorded raises no flag"),
    ],
)
def test_safety_flags(
    kind: str, minutes: float | None, resolved: bool | None, flags: tuple[str, ...], because: str
) -> None:
    """R-1.2 safety marks: beyond an hour, or still there."""
    assert aura_finding(AuraFacts([AuraSymptom(kind, minutes, resolved=resolved)])).flags == flags, because


@pytest.mark.parametrize(
    ("minutes", "symptoms", "prolonged", "because"),
    [
        (60, None, False, "an hour is inside"),
        (61, None, True, "an aura has one symptom at least"),
        (120, [("visual", None), ("sensory", None)], False, "two symptoms have an hour each"),
        (121, [("visual", None), ("sensory", 20)], True, "one of the two must have lasted longer"),
        (121, [("visual", 30), ("sensory", 20)], False, "what each symptom lasted was told"),
        (600, [("motor", None)], False, "weakness may last 72 h"),
        (600, [("visual", None), ("motor", None)], False, "the weakness may have lasted, not the zigzags"),
        (61, [(None, None)], True, "a symptom in the person's own words has its hour too"),
        (None, [(None, 61)], True, "its own minutes say so"),
        (None, None, False, "not recorded raises no flag"),
    ],
)
def test_an_aura_longer_than_its_symptoms_may_be_is_prolonged(
    minutes: float | None,
    symptoms: list[tuple[str | None, float | None]] | None,
    prolonged: bool,
    because: str,
) -> None:
    """R-1.2 safety marks: the hour is per symptom; the whole aura can show that one went beyond it."""
    named = None if symptoms is None else [AuraSymptom(kind, lasted) for kind, lasted in symptoms]

    assert safety_marks(AuraFacts(named, minutes=minutes)) == ("PROLONGED_AURA",) * prolonged, because


@pytest.mark.parametrize(
    ("listed", "own", "succession", "count", "label", "because"),
    [
        (FULL, {}, None, 3, "INSUFFICIENT_DATA", "it may have been of a kind that no typical aura has"),
        (NO, FULL, None, 0, "INSUFFICIENT_DATA", "a yes about it may be about no aura symptom"),
        (NO, NO, None, 0, "INSUFFICIENT_DATA", "whether one came after the other, too"),
        (NO, FULL, False, 0, "INSUFFICIENT_DATA", "together, but spread, side and kind stay open"),
    ],
)
def test_a_symptom_of_no_known_kind_keeps_open_what_it_could_settle(
    listed: dict[str, Any], own: dict[str, Any], succession: bool | None, count: int, label: str, because: str
) -> None:
    """R-1.2: one in the person's own words beside a listed one of 20 min, head pain 61 min later."""
    symptoms = [AuraSymptom("visual", 20, **listed), AuraSymptom(None, **own)]
    found = aura_finding(AuraFacts(symptoms, succession, headache=True, headache_lag_minutes=61))

    assert (found.features.true_count, found.label, found.tell_clinician) == (count, label, False), because


def test_one_listed_kind_that_is_not_typical_settles_it() -> None:
    """R-1.2: whatever the other symptom was."""
    found = aura_finding(AuraFacts([AuraSymptom("retinal", 20, **FULL), AuraSymptom(None)], succession=True))

    assert (found.label, found.typical, found.tell_clinician) == (
        "AURA_FEATURES_NON_TYPICAL_TYPE",
        False,
        True,
    )


@pytest.mark.parametrize(
    ("onsets", "suspected", "because"),
    [
        ((0, 30, 72), True, "three auras within 72 h"),
        ((72, 0, 30), True, "in any order"),
        ((0, 30, 72.1), False, "just over three days"),
        ((0, 1), False, "two are not three"),
        ((0, 100, 120, 150), True, "any three in a row"),
    ],
)
def test_three_auras_in_three_days(onsets: tuple[float, ...], suspected: bool, because: str) -> None:
    """R-1.2, A1.4.5: three auras in three days ask for advice the same day."""
    assert aura_status_suspected(onsets) is suspected, because


@pytest.mark.parametrize(
    ("word", "kind", "positive", "because"),
    [
        ("visual_positive", "visual", True, "zigzags and flicker add something"),
        ("sensory_negative", "sensory", False, "numbness takes something away"),
        ("speech_language", "speech", None, "words are neither"),
        ("motor_weakness", "motor", None, "weakness"),
        ("brainstem", "brainstem", None, "the same word"),
    ],
)
def test_words_of_the_diary(word: str, kind: str, positive: bool | None, because: str) -> None:
    """R-1.2: the diary's words as aura symptoms."""
    symptom = aura_symptom(word, minutes=10, gradual=True, unilateral=None)

    assert (symptom.kind, symptom.positive, symptom.gradual) == (kind, positive, True), because


def test_slurred_speech_is_not_one_sided_by_itself() -> None:
    """Only lost words always count as one-sided; slurring may be on both sides."""
    slurred = AuraFacts(
        [AuraSymptom("speech", 20, **NO, dysarthria=True)], headache=True, headache_lag_minutes=0
    )

    assert aura_finding(slurred).features.true_count == 2


def test_an_unknown_kind_is_refused() -> None:
    """A kind of symptom that the rule does not know is an error, not a guess."""
    with pytest.raises(ValueError, match=r"An aura symptom must be one of brainstem, .*: got smell"):
        AuraSymptom("smell")
