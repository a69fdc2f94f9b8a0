"""Parts of a day that have no attack's times: background headache, the check-in, the aura."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headlog.clinical.criteria import AttackFacts
from headlog.clinical.day_parts import PartFacts, visual_aura_minutes
from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.months import totals
from headlog.clinical.recorded_attacks import Features
from headlog.diary.attack import Attack, AuraSymptom, BackgroundHeadache, PainReading, Quality, Side
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose
from headlog.diary.moment import Moment
from headlog.diary.period import Period
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode
from tests.pictures import FIRST, ROME, at, drawn, migraine


def verdict(measure: str, *records: Record, profile: str = "default") -> str:
    ledger = day_ledger(*drawn(" ", *records), profile)
    verdict = ledger[0].verdicts[measure]
    assert verdict is not None
    return str(verdict.answer)


def test_attack_and_day_hold_the_features_in_one_order() -> None:
    """They are put in by place: a field moved in one would give nausea the answer of another."""
    assert AttackFacts._fields[4 : 4 + len(Features._fields)] == Features._fields
    assert PartFacts._fields[3 : 3 + len(Features._fields)] == Features._fields


def test_a_background_headache_is_a_headache_day_whose_features_may_rule_migraine_out() -> None:
    """Both sides, pressing, mild: at most one pain feature is left; without features it stays open."""
    none_taken = CheckIn(id="c", day=FIRST, acute_medicine=False)
    known = BackgroundHeadache(
        id="b",
        began=at(FIRST, 0),
        ended=at(FIRST, 23),
        side=Side.BOTH,
        quality=Quality.PRESSING,
        usual_pain=2,
    )
    bare = BackgroundHeadache(id="b", began=at(FIRST, 0), ended=at(FIRST, 23))

    assert (verdict("headache", known, none_taken), verdict("migraine", known, none_taken)) == ("yes", "no")
    assert verdict("migraine", bare, none_taken) == "undecided"
    assert verdict("headache", bare) == "yes", "also on a day without a check-in"


@pytest.mark.parametrize(
    ("answer", "minutes", "said"),
    [
        (None, 30, "yes"),
        (None, 20, "undecided"),
        (None, 0, "unanswered"),
        (False, 30, "no"),
        (True, 30, "yes"),
        (True, 20, "undecided"),
    ],
)
def test_minutes_of_headache_tell_it_where_the_question_was_left_open(
    answer: bool | None, minutes: int, said: str
) -> None:
    """An answer says more than minutes beside it."""
    check_in = CheckIn(id="c", day=FIRST, headache=answer, headache_minutes=minutes, acute_medicine=False)

    assert verdict("headache", check_in) == said


@pytest.mark.parametrize(
    ("check_in", "profile", "migraine", "moderate", "because"),
    [
        (
            CheckIn(id="c", day=FIRST, headache=True, migraine=True, worst_pain=7),
            "patient_reported", "yes", "yes", "the person says migraine, and severe",
        ),
        (
            CheckIn(id="c", day=FIRST, headache=True, migraine=False, worst_pain=2, acute_medicine=False),
            "patient_reported", "no", "no", "the person says another headache, and mild",
        ),
        (
            CheckIn(id="c", day=FIRST, headache=True, migraine=True, worst_pain=7),
            "leiden_strict", "undecided", "undecided", "how long it lasted was not said",
        ),
        (
            CheckIn(id="c", day=FIRST, headache=True, headache_minutes=100, worst_pain=7, nothing_else=True),
            "leiden_strict", "no", "no", "100 minutes are under 4 h, and no medicine was taken",
        ),
    ],
)  # fmt: skip
def test_a_check_in_counts_as_far_as_it_goes(
    check_in: CheckIn, profile: str, migraine: str, moderate: str, because: str
) -> None:
    """What was not said leaves the day open, never clear."""
    found = (
        verdict("migraine", check_in, profile=profile),
        verdict("moderate_severe", check_in, profile=profile),
    )

    assert found == (migraine, moderate), because


def test_a_check_in_beside_an_attack_tells_what_the_person_takes_it_for() -> None:
    """The attack has its own features; the check-in adds "migraine"."""
    attack = Attack(id="a", headache=True, headache_began=at(FIRST, 8), headache_ended=at(FIRST, 12))
    check_in = CheckIn(id="c", day=FIRST, migraine=True)

    assert verdict("migraine", attack, check_in, profile="patient_reported") == "yes"


@pytest.mark.parametrize(
    ("changes", "minutes", "because"),
    [
        ({"aura": False}, 0, "none"),
        ({}, None, "not asked"),
        ({"aura": True}, None, "an aura of unknown kind"),
        ({"aura_symptoms": (AuraSymptom(symptom="motor_weakness", minutes=20),)}, 0, "not a visual one"),
        ({"aura_symptoms": (AuraSymptom(symptom="visual_negative", minutes=20),)}, 20, "as noted"),
        ({"aura_symptoms": (AuraSymptom(symptom="visual_negative"),)}, None, "how long was not said"),
        ({"aura_symptoms": (AuraSymptom(symptom="visual_negative", minutes=90),)}, 90, "too long, and known"),
        (
            {
                "aura_began": at(FIRST, 8), "aura_ended": at(FIRST, 8.5),
                "aura_symptoms": (AuraSymptom(symptom="visual_positive"),),
            },
            30,
            "the only symptom lasted as long as the aura",
        ),
    ],
)  # fmt: skip
def test_minutes_of_visual_aura(changes: dict[str, object], minutes: float | None, because: str) -> None:
    """A visual aura of 5 to 60 minutes makes a migraine day."""
    assert visual_aura_minutes(Attack(id="a", **changes)) == minutes, because  # type: ignore[arg-type]


def test_an_aura_counts_on_the_day_it_began_only() -> None:
    """Aura at 23:30, head pain after midnight: the aura's day is the first."""
    symptom = AuraSymptom(symptom="visual_positive", minutes=30)
    attack = migraine(
        "a", at(FIRST, 24.5), at(FIRST, 25), aura=True, aura_began=at(FIRST, 23.5), aura_symptoms=(symptom,),
        nausea=None, vomiting=None, photophobia=None,
    )  # fmt: skip
    first, second = day_ledger(*drawn("  ", attack))

    assert (first.verdicts.migraine.answer.value, second.verdicts.migraine.answer.value) == (
        "yes",
        "undecided",
    )


def test_a_day_between_clear_and_open_is_undecided_about_the_neck_alone() -> None:
    """Neck trouble on a day that an open attack may have touched: free of headache or not cannot be told."""
    attack = Attack(id="a", headache=True, headache_began=at(FIRST, 8))
    neck = NeckEpisode(id="n", began=at(FIRST, 9))

    assert verdict("neck_headache_free", attack, neck) == "undecided"
    assert verdict("interictal", attack) == "undecided"


def test_a_dose_of_the_whole_day_belongs_to_no_attack() -> None:
    """Before the pain began: whether it worked is not read from that pain."""
    dose = Dose(id="d", medicine="sumatriptan", at=Moment(at(FIRST, 6).at, "Europe/Rome"))

    assert verdict("moderate_severe", migraine("a", at(FIRST, 10), at(FIRST, 11)), dose) == "undecided"


@pytest.mark.parametrize(
    ("second_reading", "lower", "because"),
    [
        (23.0, 1, "readings hold from 22:00 to 02:00: four hours, cut by midnight"),
        (24.5, 0, "readings hold for three and a half hours; before the first it may have been as strong"),
    ],
)
def test_strong_pain_cut_by_midnight(second_reading: float, lower: int, because: str) -> None:
    """A moderate-severe day of 4 hours is credited only when the readings alone reach it."""
    first = 22.0 if second_reading == 23.0 else 23.0
    readings = tuple(PainReading(at=at(FIRST, hour), pain=7) for hour in (first, second_reading))
    ended = 26.0 if second_reading == 23.0 else 26.5
    attack = migraine("a", at(FIRST, 21.5), at(FIRST, ended), pain=readings, worst_pain=7)
    days = [CheckIn(id=f"c{n}", day=FIRST + timedelta(days=n), acute_medicine=False) for n in (0, 1)]
    diary = Diary.of(attack, *days, as_of=at(FIRST, 24 * 9).at, zone=ROME)

    row = totals(diary, Period(FIRST, FIRST + timedelta(days=1)), "leiden_strict")

    assert row is not None
    assert (row["moderate_severe"].lower, row["moderate_severe"].upper) == (lower, 1), because
