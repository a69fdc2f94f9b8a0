"""Edges in hours, at them and a minute beside, on nights when the clocks change, and with an end missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from headlog.clinical.from_diary.attack_patterns import AttackPattern, attack_patterns
from headlog.clinical.months import totals
from headlog.clinical.placed_signs import PlacedSign, placed_signs
from headlog.diary.attack import Attack, AuraSymptom, Grade, Quality, Side
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.moment import Moment
from headlog.diary.period import Period
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode
from tests.pictures import ROME, migraine

NEW_YORK = "America/New_York"
TENSION: dict[str, Any] = {
    "side": Side.BOTH, "quality": Quality.PRESSING, "worst_pain": 3, "worse_with_activity": False,
    "nausea": Grade.NONE, "photophobia": Grade.NONE, "phonophobia": Grade.NONE,
}  # fmt: skip
CLUSTER: dict[str, Any] = {
    "worst_pain": 9, "regions": ("orbital",), "eye_nose_signs": ("tearing",), "nausea": Grade.NONE,
    "phonophobia": Grade.NONE, "quality": Quality.PRESSING, "worse_with_activity": True,
}  # fmt: skip


def wall(text: str, zone: str = ROME) -> Moment:
    """Moment by the clock on the wall."""
    return Moment(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)), zone)


def diary_of(*records: Record, zone: str = ROME) -> Diary:
    """Diary read long after."""
    return Diary.of(*records, as_of=datetime.fromisoformat("2026-12-20T12:00+00:00"), zone=zone)


def pattern(
    began: str, ended: str | None, zone: str = ROME, *, untreated: bool = True, **changes: Any
) -> AttackPattern:
    """One attack against the criteria; that no medicine was taken is recorded, or is not."""
    attack = migraine("a", wall(began, zone), None if ended is None else wall(ended, zone), **changes)
    days = {moment.day for moment in (attack.headache_began, attack.headache_ended) if moment is not None}
    check_ins = [CheckIn(id=f"c{day}", day=day, acute_medicine=False) for day in days if untreated]
    (found,) = attack_patterns(diary_of(attack, *check_ins, zone=zone))
    return found


@pytest.mark.parametrize(
    ("began", "ended", "zone", "answer", "because"),
    [
        ("2026-03-29T00:30", "2026-03-29T05:29", ROME, "not_met", "4 h 59 by the wall, 3 h 59 in truth"),
        ("2026-03-29T00:30", "2026-03-29T05:30", ROME, "met", "exactly 4 h"),
        ("2026-03-29T00:30", "2026-03-29T05:31", ROME, "met", "just over"),
        ("2026-10-25T00:30", "2026-10-25T03:29", ROME, "not_met", "2 h 59 by the wall, 3 h 59 in truth"),
        ("2026-10-25T00:30", "2026-10-25T03:30", ROME, "met", "3 h by the wall are 4"),
        ("2026-03-07T23:30", "2026-03-08T04:29", NEW_YORK, "not_met", "the same across midnight"),
        ("2026-03-07T23:30", "2026-03-08T04:30", NEW_YORK, "met", "the same across midnight"),
        ("2026-03-27T12:00", "2026-03-30T13:00", ROME, "met", "73 h by the wall, exactly 72 in truth"),
        ("2026-03-27T12:00", "2026-03-30T13:01", ROME, "not_met", "a minute beyond 72 h"),
        ("2026-10-23T12:00", "2026-10-26T11:00", ROME, "met", "71 h by the wall, 72 in truth"),
        ("2026-10-23T12:00", "2026-10-26T11:01", ROME, "not_met", "a minute beyond 72 h"),
    ],
)
def test_duration_of_a_migraine(began: str, ended: str, zone: str, answer: str, because: str) -> None:
    """R-1.1 B counts the hours that passed; without word of treatment a short one stays open."""
    found = pattern(began, ended, zone)
    unsaid = pattern(began, ended, zone, untreated=False)

    assert found.classification.duration.answer == answer, because
    short = answer == "not_met" and found.attack.hours is not None and found.attack.hours[1] < 4
    assert unsaid.classification.duration.answer == ("unknown" if short else answer)
    assert pattern(began, None, zone).classification.duration.answer == "unknown", "the end is missing"


@pytest.mark.parametrize(
    ("ended", "beyond", "because"),
    [
        ("2026-03-30T13:00", False, "exactly 72 h"),
        ("2026-03-30T13:01", True, "a minute more"),
    ],
)
def test_an_attack_beyond_72_hours(ended: str, beyond: bool, because: str) -> None:
    """R-1.4.1 asks for more than 72 h that passed."""
    assert (pattern("2026-03-27T12:00", ended).status is not None) is beyond, because


@pytest.mark.parametrize(
    ("features", "ended", "tension", "cluster", "because"),
    [
        (TENSION, "2026-03-29T03:14", "not_met", "not_met", "29 min in truth"),
        (TENSION, "2026-03-29T03:15", "met", "not_met", "exactly 30 min"),
        (CLUSTER, "2026-03-29T01:59", "not_met", "not_met", "14 min"),
        (CLUSTER, "2026-03-29T03:00", "not_met", "met", "exactly 15 min, 75 by the wall"),
        (CLUSTER, "2026-03-29T05:45", "not_met", "met", "exactly 180 min"),
        (CLUSTER, "2026-03-29T05:46", "not_met", "not_met", "a minute beyond"),
    ],
)
def test_short_headaches(
    features: dict[str, Any], ended: str, tension: str, cluster: str, because: str
) -> None:
    """R-2.x from 30 min, R-3.1 from 15 to 180 min, in the hour that the clock skips."""
    began = wall("2026-03-29T01:45")
    attack = migraine("a", began, wall(ended), **features)
    check_in = CheckIn(id="c", day=began.day, acute_medicine=False)
    (found,) = attack_patterns(diary_of(attack, check_in))

    assert found.classification.tension.answer == tension, because
    assert found.classification.cluster.answer == cluster, because


@pytest.mark.parametrize(
    ("pain", "in_time", "because"),
    [
        ("2026-03-29T03:30", True, "two hours by the wall, 60 min in truth"),
        ("2026-03-29T03:31", False, "61 min"),
        (None, None, "whether head pain came was not recorded"),
    ],
)
def test_headache_after_an_aura(pain: str | None, in_time: bool | None, because: str) -> None:
    """R-1.2 C6 asks for head pain within 60 minutes."""
    symptom = AuraSymptom(symptom="visual_positive", minutes=60, gradual=False, one_sided=False)
    attack = Attack(
        id="a", aura=True, aura_symptoms=(symptom,), aura_began=wall("2026-03-29T00:30"),
        aura_ended=wall("2026-03-29T01:30"), headache_began=None if pain is None else wall(pain),
        headache_ended=None if pain is None else wall("2026-03-29T12:00"),
    )  # fmt: skip
    (found,) = attack_patterns(diary_of(attack))

    assert found.aura is not None
    # Length and "positive" are two of the six; head pain in time is the third.
    assert found.aura.features.as_bool is in_time, because


@pytest.mark.parametrize(
    ("began", "onset", "group", "because"),
    [
        ("2026-03-27T23:00", "PRODROME_2_48H", "C", "49 h by the wall, exactly 48 in truth"),
        ("2026-03-27T22:59", "BEFORE_48H", None, "a minute earlier"),
        ("2026-03-29T22:00", "PRODROME_2_48H", "C", "2 h"),
        ("2026-03-29T22:01", "PERI_ONSET_LT_2H", "B", "just under 2 h"),
        ("2026-03-29T23:44", "PERI_ONSET_LT_2H", "B", "16 min"),
        ("2026-03-29T23:45", "AT_ONSET", "A", "a quarter of an hour"),
    ],
)
def test_neck_before_head_pain(began: str, onset: str, group: str | None, because: str) -> None:
    """R-PHASE counts the hours that passed between neck and head."""
    found = placed(wall(began), migraine("a", wall("2026-03-30T00:00"), wall("2026-03-30T08:00")))

    assert (found.onset, found.lampl) == (onset, group), because


def test_neck_across_the_change_itself() -> None:
    """Three hours by the wall before pain are two when the clock has skipped one."""
    attack = migraine("a", wall("2026-03-29T04:00"), wall("2026-03-29T09:00"))

    assert placed(wall("2026-03-29T01:00"), attack).onset == "PRODROME_2_48H"
    assert placed(wall("2026-03-29T01:01"), attack).onset == "PERI_ONSET_LT_2H"


def placed(began: Moment, attack: Attack) -> PlacedSign:
    """A neck episode beside one attack."""
    episode = NeckEpisode(id="n", began=began)
    (found,) = placed_signs(diary_of(episode, attack), [episode])
    return found


@pytest.mark.parametrize(
    ("ended", "lower", "upper", "because"),
    [
        ("2026-03-29T03:14", 0, 0, "29 min in truth"),
        ("2026-03-29T03:15", 1, 1, "exactly 30 min"),
        (None, 0, 1, "without an end the day is open"),
    ],
)
def test_half_an_hour_of_headache(ended: str | None, lower: int, upper: int, because: str) -> None:
    """R-DAY asks for 30 minutes that passed."""
    began = wall("2026-03-29T01:45")
    attack = migraine("a", began, None if ended is None else wall(ended))
    check_in = CheckIn(id="c", day=began.day, acute_medicine=False)

    row = totals(diary_of(attack, check_in), Period(began.day, began.day))

    assert row is not None
    assert (row["headache"].lower, row["headache"].upper) == (lower, upper), because
    assert began.at + timedelta(minutes=30) == wall("2026-03-29T03:15").at
