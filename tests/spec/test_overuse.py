"""Overuse of acute medicines: R-8.2."""

from __future__ import annotations

import pytest

from headlog.clinical.overuse import IntakeMonth, approaching_codes, overuse_finding, planning_limit_check
from headlog.clinical.settings import ClinicalSettings
from headlog.clinical.vector_facts import day_numbers

NOT_YET = "OVERUSE_DAYS_NOT_YET_3_MONTHS"


def intake(meds: dict[str, str], *, headache: int = 15, missing: int = 0) -> IntakeMonth:
    """A month of 30 days from day lists such as `1-10`."""
    days = {name: day_numbers(text) for name, text in meds.items()}
    return IntakeMonth(days, headache, min(30, headache + missing), unanswered=missing)


@pytest.mark.parametrize(
    ("meds", "codes", "because"),
    [
        ({"ergot": "1-9"}, (), "9 ergot days"),
        ({"ergot": "1-10"}, ("8.2.1",), "10 ergot days"),
        ({"triptan": "1-9"}, (), "9 triptan days"),
        ({"triptan": "1-10"}, ("8.2.2",), "10 triptan days"),
        ({"paracetamol": "1-14"}, (), "14 days of paracetamol"),
        ({"paracetamol": "1-15"}, ("8.2.3.1",), "15 days of paracetamol"),
        ({"nsaid": "1-15"}, ("8.2.3.2",), "15 days of an NSAID"),
        ({"aspirin": "1-15"}, ("8.2.3.2.1",), "15 days of aspirin"),
        ({"other_nonopioid": "1-15"}, ("8.2.3.3",), "15 days of metamizole"),
        ({"nsaid": "1-8", "paracetamol": "9-15"}, ("8.2.3",), "non-opioids together, no single one"),
        ({"nsaid": "1-8", "paracetamol": "9-14"}, (), "14 days together"),
        ({"nsaid": "1-15", "paracetamol": "16-20"}, ("8.2.3.2",), "the single one is named, not the class"),
        ({"opioid": "1-9"}, (), "9 opioid days"),
        ({"opioid": "1-10"}, ("8.2.4",), "10 opioid days"),
        ({"combination": "1-9"}, (), "9 days of combinations"),
        ({"combination": "1-10"}, ("8.2.5",), "10 days of combinations"),
        ({"combination": "1-6", "barbiturate": "5-10"}, ("8.2.5",), "barbiturate tablets are combinations"),
        ({"triptan": "1-6", "nsaid": "7-10"}, ("8.2.6",), "10 joined days of two classes"),
        ({"triptan": "1-6", "nsaid": "7-9"}, (), "9 joined days"),
        ({"triptan": "1-6", "nsaid": "1-6"}, (), "the same days count once"),
        ({"nsaid": "1-12"}, (), "one class alone is not several"),
        ({"nsaid": "1-12", "triptan": "12"}, ("8.2.6",), "12 joined days, neither class overused"),
        ({"triptan": "1-6", "combination": "7-12"}, ("8.2.6",), "combinations join below their own 10"),
        ({"triptan": "1-6", "combination": "7-16"}, ("8.2.5",), "not when they are overused alone"),
        ({"unknown": "1-10"}, ("8.2.7",), "10 days of medicines nobody can name"),
        ({"unknown": "1-5", "triptan": "6-10"}, ("8.2.7",), "named and unnamed together"),
        ({"unknown": "1-9"}, (), "9 of them"),
        ({"ditan": "1-10"}, ("8.2.8",), "10 ditan days"),
        ({"ditan": "1-9"}, (), "9 ditan days"),
        ({"gepant": "1-30"}, (), "gepants are no class of ICHD-3"),
        ({"not_counted": "1-30"}, (), "drugs against nausea do not count"),
        ({"triptan": "1-10", "opioid": "11-20"}, ("8.2.2", "8.2.4"), "two classes, each overused"),
        ({}, (), "no medicine"),
    ],
)
def test_subtypes(meds: dict[str, str], codes: tuple[str, ...], because: str) -> None:
    """R-8.2: days of a month by class, in each of three months."""
    assert overuse_finding([intake(meds)] * 3).codes == codes, because


@pytest.mark.parametrize(
    ("months", "status", "because"),
    [
        ([("1-10", 15, 0)] * 3, "MOH_PATTERN", "10 days and 15 headache days, three months"),
        ([("1-10", 14, 0)] * 3, "OVERUSE_DAYS_HEADACHE_BELOW_15", "14 headache days"),
        ([("1-10", 14, 1)] * 3, "CANNOT_TELL", "the missing day could be the fifteenth"),
        ([("1-10", 15, 0)] * 2, NOT_YET, "two months"),
        ([("1-9", 15, 0)] * 3, "BELOW_THRESHOLD", "9 days"),
        ([("1-9", 15, 1)] * 3, "CANNOT_TELL", "the missing day could be the tenth"),
        (
            [("1-10", 15, 0), ("1-9", 15, 0), ("1-10", 15, 0)],
            NOT_YET,
            "so far one month",
        ),
        (
            [("1-4", 15, 0), ("1-12", 15, 0), ("1-12", 15, 0)],
            NOT_YET,
            "the latest two",
        ),
        (
            [("1-4", 9, 0), ("1-12", 9, 0), ("1-12", 9, 0)],
            NOT_YET,
            "as with two months",
        ),
        ([("1-10", 15, 0), ("1-10", 15, 0), ("1-9", 15, 0)], "BELOW_THRESHOLD", "the latest is below again"),
        (
            [("1-9", 15, 1), ("1-12", 15, 0), ("1-12", 15, 0)],
            "CANNOT_TELL",
            "an open day could make it three",
        ),
        ([("1-9", 15, 0)] + [("1-10", 15, 0)] * 3, "MOH_PATTERN", "the latest three"),
    ],
)
def test_status(months: list[tuple[str, int, int]], status: str, because: str) -> None:
    """R-8.2: what three months of triptans and headache come to."""
    found = overuse_finding(
        [intake({"triptan": days}, headache=headache, missing=missing) for days, headache, missing in months]
    )

    assert found.status == status, because
    assert found.needs_clinician


@pytest.mark.parametrize(
    ("triptan_days", "codes", "latest", "because"),
    [
        (("1-10", "1-10", "1-10"), ("8.2.2",), (), "reached in every month"),
        (("1-4", "1-12", "1-12"), (), ("8.2.2",), "reached in the latest two"),
        (("1-12", "1-12", "1-4"), (), (), "no longer reached"),
        (("1-12",), ("8.2.2",), (), "one month: every one looked at"),
    ],
)
def test_levels_of_the_latest_month_are_named(
    triptan_days: tuple[str, ...], codes: tuple[str, ...], latest: tuple[str, ...], because: str
) -> None:
    """R-8.2: what the latest month reaches and an earlier one does not."""
    found = overuse_finding([intake({"triptan": days}) for days in triptan_days])

    assert (found.codes, found.latest_codes) == (codes, latest), because


@pytest.mark.parametrize(
    ("meds", "near", "because"),
    [
        ({"triptan": "1-7"}, (), "7 of 10"),
        ({"triptan": "1-8"}, ("8.2.2",), "8 of 10 is 80 %"),
        ({"triptan": "1-10"}, (), "reached is no longer approaching"),
        ({"paracetamol": "1-11"}, (), "11 of 15"),
        ({"paracetamol": "1-12"}, ("8.2.3", "8.2.3.1"), "12 of 15, alone and as a class"),
        ({"triptan": "1-4", "nsaid": "5-8"}, ("8.2.6",), "8 joined days of two classes"),
        ({"gepant": "1-9"}, (), "gepants have no threshold"),
    ],
)
def test_approaching(meds: dict[str, str], near: tuple[str, ...], because: str) -> None:
    """R-8.2: approaching stands beside the status, from 80 % of a threshold."""
    assert approaching_codes(intake(meds)) == near, because


@pytest.mark.parametrize(
    ("meds", "missing", "answer", "because"),
    [
        ({"triptan": "1-8"}, 0, False, "8 days of 30 are under two a week"),
        ({"triptan": "1-9"}, 0, True, "9 days of 30 are more than two a week"),
        ({"triptan": "1-5", "gepant": "6-9"}, 0, True, "gepant days are days of acute treatment"),
        ({"triptan": "1-8"}, 1, None, "the missing day could be the ninth"),
    ],
)
def test_planning_limit(meds: dict[str, str], missing: int, answer: bool | None, because: str) -> None:
    """R-8.2: the planning limit of two days a week on average."""
    assert planning_limit_check(intake(meds, missing=missing)).as_bool is answer, because


def test_a_month_of_four_weeks_has_a_whole_limit() -> None:
    """Eight days in 28 are two a week, not more; missing days that cannot pass it leave no doubt."""
    eight = IntakeMonth({"triptan": day_numbers("1-8")}, 0, 0, length=28)
    seven = IntakeMonth({"triptan": day_numbers("1-7")}, 0, 0, unanswered=1, length=28)

    assert planning_limit_check(eight).as_bool is False
    assert planning_limit_check(seven).as_bool is False


def test_joined_days_leave_out_combinations_overused_alone() -> None:
    """Ten days of combinations are coded by themselves; nine join the others."""
    ten, nine = (intake({"triptan": "1-3", "combination": f"11-{last}"}) for last in (20, 19))

    assert overuse_finding([ten]).union_days == 3
    assert overuse_finding([nine]).union_days == 12


def test_other_purposes_are_counted_and_marked() -> None:
    """A medicine taken for something else still counts, with a mark."""
    month = IntakeMonth({"nsaid": day_numbers("1-20")}, 20, 20, other_purpose=frozenset({"nsaid"}))

    found = overuse_finding([month] * 3)

    assert found.codes == ("8.2.3.2",)
    assert found.other_purpose == ("nsaid",)


def test_gepants_count_when_the_setting_says_so() -> None:
    """A setting lets gepants count as another acute medicine."""
    settings = ClinicalSettings(gepant_counts_for_overuse=True)

    assert overuse_finding([intake({"gepant": "1-10"})] * 3, settings).codes == ("8.2.8",)


def test_missing_days_leave_several_classes_open() -> None:
    """One class and unanswered days: whether there were several cannot be told."""
    found = overuse_finding([intake({"nsaid": "1-9"}, missing=3)] * 3)

    assert "8.2.6" in found.open_codes
    assert found.codes == ()


def test_what_cannot_be_is_refused() -> None:
    """No month, an unknown class, or bounds the wrong way round are errors."""
    with pytest.raises(ValueError, match="Months must be at least one"):
        overuse_finding([])
    with pytest.raises(ValueError, match="A class of acute medicine must be one of"):
        IntakeMonth({"herbs": frozenset({1})}, 0, 0)
    with pytest.raises(ValueError, match="Headache days must be a lower and an upper bound"):
        IntakeMonth({}, 5, 4)
