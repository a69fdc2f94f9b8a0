"""Attack patterns: R-1.1, R-1.5, R-2.x, R-3.1 and their precedence."""

from __future__ import annotations

from typing import Any

import pytest

from headlog.clinical.answers import MET, NOT_MET, UNKNOWN
from headlog.clinical.attacks import earlier_attacks_check, lifetime_labels
from headlog.clinical.criteria import (
    AttackFacts,
    Treated,
    classify,
    cluster_check,
    counts_as_migraine,
    peak_word,
    tension_check,
)
from headlog.clinical.frequency import tension_frequency

TEXTBOOK: dict[str, Any] = {
    "duration_hours": 10.0, "treated": Treated.NONE, "side": "unilateral", "quality": "pulsating",
    "peak": "moderate", "aggravated": True, "nausea": True, "vomiting": False, "photophobia": True,
    "phonophobia": True,
}  # fmt: skip
TENSION: dict[str, Any] = TEXTBOOK | {
    "side": "bilateral", "quality": "pressing", "peak": "mild", "aggravated": False, "nausea": False,
    "photophobia": False, "phonophobia": False,
}  # fmt: skip
CLUSTER: dict[str, Any] = TEXTBOOK | {
    "duration_hours": 1.0, "quality": "stabbing", "peak": "severe", "aggravated": False, "nausea": False,
    "photophobia": False, "phonophobia": False, "region": "orbital", "autonomic": True, "restless": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "changes", "answer", "because"),
    [
        (3.99, {}, "not_met", "just under 4 h, untreated"),
        (4.0, {}, "met", "4 h is inside"),
        (4.01, {}, "met", "just over 4 h"),
        (71.99, {}, "met", "just under 72 h"),
        (72.0, {}, "met", "72 h is inside"),
        (72.01, {}, "not_met", "just over 72 h"),
        (1.99, {"age": 17}, "not_met", "just under 2 h, under 18"),
        (2.0, {"age": 17}, "met", "2 h is enough under 18"),
        (2.0, {"age": 18}, "not_met", "at 18 the adult 4 h hold"),
        (3.0, {"treated": Treated.UNSUCCESSFUL}, "not_met", "a medicine that did not work changes nothing"),
        (
            3.0,
            {"treated": Treated.SUCCESS},
            "untestable",
            "a medicine ended it: how long it would have lasted is not known",
        ),
        (4.0, {"treated": Treated.SUCCESS}, "met", "it had reached 4 h before the medicine ended it"),
        (73.0, {"treated": Treated.SUCCESS}, "not_met", "too long whatever the medicine did"),
        (3.0, {"treated": None}, "unknown", "whether a medicine shortened it was not recorded"),
        (3.0, {"ongoing": True}, "unknown", "still running below the minimum"),
        (5.0, {"ongoing": True}, "met", "still running, already long enough"),
        (None, {}, "unknown", "length not recorded"),
    ],
)
def test_duration(hours: float | None, changes: dict[str, Any], answer: str, because: str) -> None:
    """R-1.1 B: 4 to 72 hours, 2 to 72 under 18, ends included."""
    found = classify(AttackFacts(**TEXTBOOK | {"duration_hours": hours} | changes))

    assert found.duration.answer == answer, because


@pytest.mark.parametrize(
    ("changes", "answer", "because"),
    [
        ({}, "met", "all four features"),
        ({"side": "bilateral", "quality": "pressing"}, "met", "two of four are enough"),
        ({"side": "bilateral", "quality": "pressing", "peak": "mild"}, "not_met", "one of four is too few"),
        ({"side": "left", "quality": "pressing", "peak": "mild"}, "met", "left is one-sided"),
        ({"side": "both", "quality": "pressing", "peak": "mild"}, "not_met", "both sides are not one-sided"),
        (
            {"side": None, "quality": "pressing", "peak": "mild"},
            "unknown",
            "the side could be the second feature",
        ),
        ({"side": None, "quality": None}, "met", "two others suffice whatever these are"),
        (
            {"side": None, "quality": "pressing", "peak": "mild", "aggravated": False},
            "not_met",
            "one unknown cannot make two",
        ),
        ({"side": None, "quality": None, "peak": None, "aggravated": None}, "unknown", "nothing recorded"),
    ],
)
def test_pain_features(changes: dict[str, Any], answer: str, because: str) -> None:
    """R-1.1 C: at least two of one-sided, pulsating, moderate or worse, worse with activity."""
    assert classify(AttackFacts(**TEXTBOOK | changes)).pain.answer == answer, because


@pytest.mark.parametrize(
    ("nausea", "vomiting", "light", "sound", "answer", "because"),
    [
        (True, False, False, False, "met", "nausea alone is enough"),
        (False, True, False, False, "met", "vomiting alone is enough"),
        (False, False, True, True, "met", "light and sound together are enough"),
        (False, False, True, False, "not_met", "light alone is not"),
        (False, False, False, True, "not_met", "sound alone is not"),
        (False, False, False, False, "not_met", "none of them"),
        (None, False, True, False, "unknown", "nausea was not asked"),
        (False, None, False, False, "unknown", "vomiting was not asked"),
        (False, False, True, None, "unknown", "sound was not asked"),
        (False, False, False, None, "not_met", "without light, sound cannot make both"),
        (None, True, None, None, "met", "vomiting settles it"),
    ],
)
def test_associated_features(
    nausea: bool | None,
    vomiting: bool | None,
    light: bool | None,
    sound: bool | None,
    answer: str,
    because: str,
) -> None:
    """R-1.1 D: nausea or vomiting, or both light and sound."""
    facts = {"nausea": nausea, "vomiting": vomiting, "photophobia": light, "phonophobia": sound}

    assert classify(AttackFacts(**TEXTBOOK | facts)).associated.answer == answer, because


@pytest.mark.parametrize(
    ("changes", "answer", "because"),
    [
        ({}, "met", "typical"),
        ({"duration_hours": 0.49}, "not_met", "just under 30 min"),
        ({"duration_hours": 0.5}, "met", "30 min is inside"),
        ({"duration_hours": 168.0}, "met", "7 days is inside"),
        ({"duration_hours": 168.1}, "not_met", "just over 7 days"),
        ({"duration_hours": 0.4, "ongoing": True}, "unknown", "still running below 30 min"),
        ({"duration_hours": None}, "unknown", "length not recorded"),
        ({"nausea": True}, "not_met", "any nausea rules the episodic form out"),
        ({"vomiting": True}, "not_met", "vomiting rules it out"),
        ({"phonophobia": True}, "met", "one of light and sound is allowed"),
        ({"photophobia": True, "phonophobia": True}, "not_met", "both are not"),
        ({"photophobia": None, "phonophobia": False}, "met", "without sound it cannot be both"),
        ({"photophobia": None, "phonophobia": True}, "unknown", "light would make both"),
        ({"peak": "severe", "aggravated": True}, "met", "both-sided and pressing are two of four"),
        ({"peak": "severe", "aggravated": True, "side": "left"}, "not_met", "pressing alone is one of four"),
        ({"peak": "severe", "aggravated": None, "side": "left"}, "unknown", "activity could be the second"),
        ({"quality": "tightening", "peak": "severe", "aggravated": True}, "met", "tightening is pressing"),
        ({"nausea": None}, "unknown", "nausea was not asked"),
    ],
)
def test_tension_features(changes: dict[str, Any], answer: str, because: str) -> None:
    """R-2.x: the features of an episodic tension-type headache in one attack."""
    facts = AttackFacts(**TENSION | changes)

    assert classify(facts).tension.answer == answer, because
    assert tension_check(facts) == classify(facts).tension


@pytest.mark.parametrize(
    ("changes", "answer", "because"),
    [
        ({}, "met", "typical"),
        ({"duration_hours": 0.24}, "not_met", "just under 15 min"),
        ({"duration_hours": 0.25}, "met", "15 min is inside"),
        ({"duration_hours": 3.0}, "met", "180 min is inside"),
        ({"duration_hours": 3.01}, "not_met", "just over 180 min"),
        ({"peak": "moderate"}, "not_met", "not severe"),
        ({"peak": "very_severe"}, "met", "very severe"),
        ({"side": "bilateral"}, "not_met", "both sides"),
        ({"region": "supraorbital"}, "met", "above the eye"),
        ({"region": "temporal"}, "met", "temple"),
        ({"region": "back"}, "not_met", "back of the head"),
        ({"region": None}, "unknown", "place not recorded"),
        ({"autonomic": False}, "not_met", "neither a sign nor restlessness"),
        ({"autonomic": False, "restless": True}, "met", "restlessness alone is enough"),
        ({"autonomic": None}, "unknown", "signs were not asked"),
    ],
)
def test_cluster_like_features(changes: dict[str, Any], answer: str, because: str) -> None:
    """R-3.1: 15 to 180 minutes, severe, one-sided around the eye, with a sign or restlessness."""
    facts = AttackFacts(**CLUSTER | changes)

    assert classify(facts).cluster.answer == answer, because
    assert cluster_check(facts) == classify(facts).cluster


@pytest.mark.parametrize(
    ("base", "changes", "label", "because"),
    [
        (TEXTBOOK, {}, "MIGRAINE_FEATURES", "B, C and D"),
        (
            TEXTBOOK,
            {"duration_hours": 2.0, "treated": Treated.SUCCESS},
            "MIGRAINE_FEATURES_SHORTENED_BY_TREATMENT",
            "C and D, and a medicine ended it early",
        ),
        (TEXTBOOK, {"duration_hours": 2.0}, "PROBABLE_MIGRAINE_FEATURES", "only B is missing"),
        (
            TEXTBOOK,
            {"nausea": False, "phonophobia": False, "aggravated": False, "side": "bilateral"},
            "TTH_FEATURES",
            "a definite tension-type match goes before a probable migraine",
        ),
        (
            TEXTBOOK,
            {"nausea": False, "phonophobia": None, "side": "bilateral", "quality": "pressing"},
            "INSUFFICIENT_DATA",
            "sound would decide between the two",
        ),
        (CLUSTER, {}, "CLUSTER_LIKE_FEATURES", "goes before tension-type"),
        (
            CLUSTER,
            {"autonomic": None},
            "INSUFFICIENT_DATA",
            "a sign that was not asked could change the answer",
        ),
        (
            CLUSTER,
            {"autonomic": None, "restless": None, "region": "back"},
            "UNCLASSIFIED",
            "unknowns that cannot change the answer",
        ),
        (TENSION, {"duration_hours": 0.3}, "UNCLASSIFIED", "too short for anything"),
        (TENSION, {"duration_hours": 0.3, "ongoing": True}, "INSUFFICIENT_DATA", "still running"),
        (
            TEXTBOOK,
            {"duration_hours": 3.0, "ongoing": True, "peak": "mild", "side": "both", "quality": "other"},
            "INSUFFICIENT_DATA",
            "C has failed; once it is long enough it misses one criterion",
        ),
        (
            TEXTBOOK,
            {
                "peak": "mild",
                "side": "bilateral",
                "quality": "other",
                "aggravated": None,
                "nausea": None,
                "photophobia": False,
            },
            "INSUFFICIENT_DATA",
            "C has failed, D and tension-type are open",
        ),
    ],
)
def test_label(base: dict[str, Any], changes: dict[str, Any], label: str, because: str) -> None:
    """R-1.5: precedence between the labels of one attack."""
    found = classify(AttackFacts(**base | changes))

    assert found.label == label, because
    assert found.needs_clinician


@pytest.mark.parametrize(
    ("changes", "known", "answer", "because"),
    [
        ({}, False, "met", "the full pattern always counts"),
        ({"duration_hours": 2.0}, True, "met", "all but one criterion, in a person told migraine"),
        ({"duration_hours": 2.0}, False, "not_met", "without that it does not count"),
        ({"duration_hours": 2.0}, None, "unknown", "whether a clinician said so is not recorded"),
        ({"duration_hours": 2.0, "treated": Treated.SUCCESS}, True, "met", "shortened by a medicine"),
        ({"duration_hours": 2.0, "treated": Treated.SUCCESS}, False, "not_met", "not one of the strict five"),
        (
            {"nausea": False, "phonophobia": False, "aggravated": False, "side": "bilateral"},
            True,
            "met",
            "tension-type features fit too; when counting, all but one still counts",
        ),
        (
            {"nausea": False, "phonophobia": False, "side": "bilateral", "quality": "x", "peak": "mild"},
            True,
            "not_met",
            "two criteria are missing",
        ),
        (
            {"nausea": None, "phonophobia": None, "side": "both", "quality": "x", "peak": "mild"},
            True,
            "unknown",
            "D could make it all but one",
        ),
    ],
)
def test_counting(changes: dict[str, Any], known: bool | None, answer: str, because: str) -> None:
    """R-1.5: what counts as migraine when attacks are only being counted."""
    found = classify(AttackFacts(**TEXTBOOK | changes))

    assert counts_as_migraine(found, known).answer == answer, because


@pytest.mark.parametrize(
    ("definite", "auras", "labels", "because"),
    [
        (0, 0, (), "nothing recorded, nothing said"),
        (1, 0, ("1.5.1_ONLY_COUNT_MISSING",), "complete but for the number"),
        (4, 1, ("1.5.1_ONLY_COUNT_MISSING", "1.5.2_ONLY_COUNT_MISSING"), "just under both"),
        (5, 2, ("1.1_COUNT_MET", "1.2_COUNT_MET"), "five attacks, two auras"),
        (6, 0, ("1.1_COUNT_MET",), "just over"),
    ],
)
def test_lifetime_counts(definite: int, auras: int, labels: tuple[str, ...], because: str) -> None:
    """R-1.1 A and R-1.2 A: five attacks, two auras."""
    assert lifetime_labels(definite, auras) == labels, because


@pytest.mark.parametrize(
    ("stated", "in_diary", "answer", "because"),
    [
        (True, 0, MET, "the person's answer, as a clinician confirmed it"),
        (None, 4, UNKNOWN, "a short diary does not say there were fewer"),
        (None, 5, MET, "the diary holds five"),
        (None, 2, UNKNOWN, "two auras are enough for 1.2 A, not for five attacks"),
        (False, 2, NOT_MET, "two attacks do not stand against a no"),
        (False, 4, NOT_MET, "just under"),
        (False, 5, MET, "five recorded attacks stand against a no"),
    ],
)
def test_earlier_attacks(stated: bool | None, in_diary: int, answer: str, because: str) -> None:
    """R-1.3 B: five earlier attacks of 1.1 or 1.2, by the person's answer or the diary."""
    assert earlier_attacks_check(stated, in_diary).answer == answer, because


@pytest.mark.parametrize(
    ("episodes", "days", "months", "code", "because"),
    [
        (9, 0.5, 12, None, "nine episodes are too few"),
        (10, 0.99, 1, "2.1", "under a day a month"),
        (10, 1, 3, "2.2", "one day a month"),
        (10, 14.9, 3, "2.2", "just under 15"),
        (10, 15, 3, "2.3", "15 days a month"),
        (3, 15, 3, "2.3", "the chronic form asks for no number of episodes"),
        (10, 15, 2, None, "not for more than 3 months yet"),
        (10, 5, 2, None, "not for more than 3 months yet"),
    ],
)
def test_tension_type_frequency(
    episodes: int, days: float, months: int, code: str | None, because: str
) -> None:
    """R-2.x A: infrequent, frequent, chronic."""
    assert tension_frequency(episodes, days, months) == code, because


@pytest.mark.parametrize(
    ("pain", "word", "because"),
    [
        (0, "none", "no pain"), (1, "mild", "1-3"), (3, "mild", "1-3"), (4, "moderate", "4-6"),
        (6, "moderate", "4-6"), (7, "severe", "7-9"), (9, "severe", "7-9"), (10, "very_severe", "10"),
    ],
)  # fmt: skip
def test_pain_number(pain: int, word: str, because: str) -> None:
    """R-1.1 C: the word for a pain number, a setting."""
    assert peak_word(pain) == word, because
