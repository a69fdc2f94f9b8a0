"""Acute response and tallies: R-ACUTE, R-TALLY."""

from __future__ import annotations

from typing import Any

import pytest

from headlog.clinical.from_diary.acute_response import acute_responses
from headlog.clinical.from_diary.attack_patterns import attack_patterns
from headlog.clinical.from_diary.features import feature_counts
from headlog.diary.attack import Attack, PainReading, Side
from headlog.diary.medicine import Dose, DoseFor, ReliefAt2Hours
from headlog.diary.record import Record
from tests.pictures import FIRST, at, drawn, migraine

DOSE: dict[str, Any] = {
    "id": "d",
    "medicine": "sumatriptan",
    "at": at(FIRST, 11),
    "taken_for": DoseFor.HEADACHE,
}


def attack_of(ended_hour: float = 20, pain_by_hour: dict[float, int] | None = None) -> Attack:
    pain = tuple(PainReading(at=at(FIRST, hour), pain=pain) for hour, pain in (pain_by_hour or {}).items())
    return migraine("a", at(FIRST, 10), at(FIRST, ended_hour), worst_pain=None, pain=pain)


@pytest.mark.parametrize(
    ("dose", "attack", "again", "pain_free", "relief", "because"),
    [
        ({"pain_before": 7, "pain_at_2h": 0}, {}, None, "1 of 1", "1 of 1", "severe, then gone"),
        ({"pain_before": 7, "pain_at_2h": 3}, {}, None, "0 of 1", "1 of 1", "then mild: relief, not freedom"),
        ({"pain_before": 7, "pain_at_2h": 4}, {}, None, "0 of 1", "0 of 1", "4 is still moderate"),
        ({"pain_before": 3, "pain_at_2h": 2}, {}, None, "0 of 1", "0 of 1", "mild that stays mild"),
        ({"pain_at_2h": 2}, {}, None, "0 of 1", "0 of 0", "mild at 2 h; before it not recorded"),
        ({}, {}, None, "0 of 0", "0 of 0", "not recorded is in no denominator"),
        ({"relief_at_2h": ReliefAt2Hours.GONE}, {}, None, "1 of 1", "1 of 1", "the one-tap answer: gone"),
        ({"relief_at_2h": ReliefAt2Hours.SAME}, {}, None, "0 of 1", "0 of 1", "the one-tap answer: the same"),
        ({"pain_before": 7, "pain_at_2h": 0}, {}, 12.9, "0 of 1", "0 of 1", "a second dose within 2 h"),
        ({"pain_before": 7, "pain_at_2h": 0}, {}, 13.1, "1 of 1", "1 of 1", "a dose just after the 2 h"),
        ({}, {"ended_hour": 13}, None, "1 of 1", "1 of 1", "ended at the 2 h exactly"),
        ({}, {"ended_hour": 13.1}, None, "0 of 0", "0 of 0", "ended just after; nothing at 2 h"),
        ({}, {"pain_by_hour": {10.5: 6, 13: 0}}, None, "1 of 1", "1 of 1", "readings tell as well"),
        ({}, {"pain_by_hour": {10.5: 6}}, None, "0 of 1", "0 of 1", "a reading holds for up to 4 h"),
    ],
)  # fmt: skip
def test_first_dose_of_an_attack(
    dose: dict[str, Any],
    attack: dict[str, Any],
    again: float | None,
    pain_free: str,
    relief: str,
    because: str,
) -> None:
    """R-ACUTE: pain gone, and pain gone or down to mild, 2 h after the first dose with no second."""
    records: list[Record] = [attack_of(**attack), Dose(**(DOSE | dose))]
    if again is not None:
        records.append(Dose(id="e", medicine="ibuprofen", at=at(FIRST, again), taken_for=DoseFor.HEADACHE))
    diary, period = drawn(" ", *records)

    (found,) = acute_responses(diary, period)

    shown = [f"{each.yes} of {each.recorded}" for each in (found.pain_free, found.relief)]
    assert shown == [pain_free, relief], because


@pytest.mark.parametrize(
    ("attacks", "enough", "because"),
    [(4, False, "under five recorded attacks a share is not printed"), (5, True, "five are")],
)
def test_smallest_sample(attacks: int, enough: bool, because: str) -> None:
    """R-ACUTE: a medicine is compared from five recorded attacks on."""
    doses = [
        Dose(id=f"d{n}", medicine="rizatriptan", at=at(FIRST, 24 * n + 11), pain_before=7, pain_at_2h=0)
        for n in range(attacks)
    ]
    diary, period = drawn("m" * attacks, *doses)

    (found,) = acute_responses(diary, period)

    assert (found.attacks, found.enough) == (attacks, enough), because


@pytest.mark.parametrize(
    ("sides", "one_sided", "because"),
    [
        (("left", "left", "both"), "2 of 3", "two of three asked"),
        (("left", None, None), "1 of 1", "what was not asked is in no denominator"),
        ((None, None), "0 of 0", "nothing asked, nothing told"),
    ],
)
def test_a_tally_counts_those_asked(sides: tuple[str | None, ...], one_sided: str, because: str) -> None:
    """R-TALLY: how many say so, of those that were asked."""
    attacks = [
        migraine(f"a{n}", at(FIRST, 30 * n), at(FIRST, 30 * n + 5), side=Side(side) if side else None)
        for n, side in enumerate(sides)
    ]
    diary, period = drawn(" " * 5, *attacks)

    found = feature_counts(attack_patterns(diary, period))["one-sided"]

    assert f"{found.yes} of {found.answered}" == one_sided, because
