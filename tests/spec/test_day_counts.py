"""Days of a drawn diary, counted by the default profile and by one of 4 hours (R-DAY, R-MISS, R-CLEAR)."""

from __future__ import annotations

import pytest

from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.months import totals
from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.diary.medicine import Dose, DoseFor
from tests.pictures import FIRST, at, drawn

OPEN_ATTACK = Attack(id="a", headache=True, headache_began=at(FIRST, 0))
SHORT_ATTACK = Attack(id="a", headache=True, headache_began=at(FIRST, 8), headache_ended=at(FIRST, 10))


@pytest.mark.parametrize(
    ("picture", "lower", "upper", "recorded", "because"),
    [
        (".......", 0, 0, 7, "a week of clear days"),
        ("       ", 0, 7, 0, "a week without an answer may have been anything"),
        ("...m...", 1, 1, 7, "one attack is one day"),
        ("mm..mmm", 5, 5, 7, "each day counts by itself"),
        ("..   m.", 1, 4, 4, "three days without an answer widen the upper bound only"),
        ("...t...", 0, 1, 6, "a triptan alone answers nothing about headache"),
        ("...n...", 0, 1, 6, "neck trouble alone answers nothing about headache"),
        ("...N...", 0, 0, 7, "neck trouble on a clear day leaves it clear"),
        ("...s...", 0, 0, 7, "20 minutes are no headache day, and the day is answered"),
        ("...y...", 1, 1, 7, "the person's own answer for the day is enough"),
        ("...q...", 1, 1, 7, "the features do not matter for a headache day"),
        ("..a....", 1, 1, 7, "a visual aura makes a migraine day, and that is a headache day"),
        ("..o    ", 0, 5, 6, "open end: its first four days are undecided, later ones unanswered"),
        ("..o....", 0, 1, 7, "a clear day tells that the open attack was over"),
        ("..om...", 1, 2, 7, "the next attack tells it too"),
        ("../....", 2, 2, 7, "22:00 to 03:00 has half an hour on both days"),
        ("m", 1, 1, 1, "a period of one day"),
    ],
)
def test_headache_days(picture: str, lower: int, upper: int, recorded: int, because: str) -> None:
    """R-MISS: lower is what is certain, upper adds undecided and unanswered days."""
    row = totals(*drawn(picture))

    assert row is not None
    tally = row["headache"]
    assert (tally.lower, tally.upper, tally.recorded, tally.length) == (
        lower,
        upper,
        recorded,
        len(picture),
    ), because


@pytest.mark.parametrize(
    ("picture", "profile", "lower", "upper", "because"),
    [
        ("...m...", "default", 1, 1, "every feature is there for 6 hours"),
        ("...m...", "leiden_strict", 1, 1, "6 hours reach 4"),
        ("...q...", "default", 0, 1, "features that were not noted may have made it a migraine"),
        ("...s...", "default", 0, 0, "20 minutes are too short"),
        ("../....", "default", 2, 2, "two hours and three hours both reach 30 minutes"),
        ("../....", "leiden_strict", 1, 1, "5 hours in all, no day with 4: the day with most minutes"),
        ("../....", "halo_em", 2, 2, "2 hours and 3 hours both reach 2"),
        ("../....", "halo_cm", 1, 1, "the same rule in every profile of 4 hours"),
        ("...T...", "leiden_strict", 1, 1, "a triptan on a headache day is a migraine day"),
        ("...t...", "default", 0, 1, "a triptan on a day without an answer about headache"),
        ("...t...", "strive", 1, 1, "this profile counts any triptan day"),
        ("...a...", "default", 1, 1, "a visual aura of 5 to 60 minutes"),
        ("...a...", "strive", 0, 0, "this profile does not count an aura by itself"),
        ("...y...", "default", 0, 1, "no feature is known of a day that says headache and no more"),
        ("...y...", "patient_reported", 0, 1, "what the person takes it for was not asked"),
    ],
)
def test_migraine_days(picture: str, profile: str, lower: int, upper: int, because: str) -> None:
    """R-DAY: a day counts when every way it can have been counts, and is left out when none does."""
    row = totals(*drawn(picture), profile)

    assert row is not None
    assert (row["migraine"].lower, row["migraine"].upper) == (lower, upper), because


@pytest.mark.parametrize(
    ("picture", "measure", "lower", "upper", "recorded", "because"),
    [
        ("..T....", "acute_medicine", 1, 1, 7, "one dose is one day"),
        ("..t.  .", "acute_medicine", 1, 3, 5, "a dose answers for its own day"),
        ("cccq...", "acute_medicine", 0, 1, 6, "a headache day on which medicines were not asked about"),
        ("...N...", "neck", 1, 1, 7, "neck trouble"),
        ("cc.n...", "neck", 1, 3, 5, "no headache says nothing about the neck"),
        ("...N...", "neck_headache_free", 1, 1, 7, "on a day without headache"),
        ("...Nm..", "neck_headache_free", 1, 1, 7, "the day before an attack is headache-free"),
        ("...Nm..", "neck_interictal", 0, 0, 7, "but it is not away from attacks"),
        ("..N...m..", "neck_interictal", 1, 1, 9, "more than 48 hours before an attack"),
        ("..m...N..", "neck_interictal", 1, 1, 9, "more than 48 hours after one"),
        ("... N....", "neck_interictal", 0, 2, 8, "an attack on the day not answered would reach it"),
        ("...m...", "headache_free", 6, 6, 7, "what is left"),
        ("...m. .", "headache_free", 5, 6, 6, "a day without an answer is never clear"),
        ("...s...", "headache_free", 6, 6, 7, "20 minutes are no headache day, and no headache-free day"),
        (".cN.t..", "symptom_free", 4, 5, 7, "the neck and a dose settle it; a bare no leaves symptoms open"),
        (".....m.....", "interictal", 2, 6, 11, "two days either side of an attack are not away from it"),
    ],
)
def test_other_days(picture: str, measure: str, lower: int, upper: int, recorded: int, because: str) -> None:
    """R-CLEAR, R-NECK: each question has its own recorded days."""
    row = totals(*drawn(picture))

    assert row is not None
    tally = row[measure]
    assert (tally.lower, tally.upper, tally.recorded) == (lower, upper, recorded), because


@pytest.mark.parametrize(
    ("picture", "profile", "credited", "because"),
    [
        ("../....", "leiden_strict", [3], "3 hours after midnight against 2 before it"),
        ("../....", "default", [], "both days reach 30 minutes by themselves"),
        ("..m....", "leiden_strict", [], "one day holds it all"),
    ],
)
def test_credited_days(picture: str, profile: str, credited: list[int], because: str) -> None:
    """A headache cut by midnight is credited to the day with most of it, and the ledger says so."""
    ledger = day_ledger(*drawn(picture), profile)

    assert [n for n, day in enumerate(ledger) if day.verdicts.migraine.credited] == credited, because


@pytest.mark.parametrize(
    ("attack", "minutes", "profile", "because"),
    [
        (None, None, "default", "a triptan on a day that says headache"),
        (OPEN_ATTACK, None, "default", "the attack that began then is that headache, however long it lasted"),
        (
            SHORT_ATTACK,
            300,
            "leiden_strict",
            "two hours of it are written down, five are told",
        ),
    ],
)
def test_an_attack_beside_a_told_headache_lowers_nothing(
    attack: Attack | None, minutes: int | None, profile: str, because: str
) -> None:
    """R-DAY: what a check-in tells of a day is told of its only headache."""
    taken = Dose(id="d", medicine="sumatriptan", at=at(FIRST, 1), taken_for=DoseFor.HEADACHE)
    day = CheckIn(id="c", day=FIRST, headache=True, headache_minutes=minutes)
    diary, period = drawn(" ", taken, day, *([attack] if attack else []))

    row = totals(diary, period, profile)

    assert row is not None
    assert row["migraine"].lower == 1, because
