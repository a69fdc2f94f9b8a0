"""Named settings that travel with the diary: each has its effect, and a diary is worked out once."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.diary_settings import rules_of, settings_of
from headlog.clinical.dosing import dose_interval
from headlog.clinical.from_diary.acute_response import acute_responses
from headlog.clinical.from_diary.attack_patterns import attack_patterns
from headlog.clinical.from_diary.covered_time import covered_time
from headlog.clinical.months import totals
from headlog.clinical.recorded_attacks import recorded_attacks
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.days import to_days
from headlog.diary.diary import Diary
from headlog.diary.head_pain import USUAL_RULES, DayRules
from headlog.diary.medicine import Dose, DoseFor
from headlog.diary.period import Period
from headlog.diary.person import Preferences, Setting
from tests.pictures import drawn


def with_setting(diary: Diary, name: str, value: str) -> Diary:
    """The diary of a person who changed one setting."""
    preferences = Preferences(id="preferences", settings=(Setting(name=name, value=value),))
    return replace(diary, records={**diary.records, preferences.id: preferences})


def test_every_rule_for_reading_days_is_a_clinical_setting() -> None:
    """So the settings page offers it and a report prints it when it was changed."""
    named = {each.name for each in fields(ClinicalSettings)}

    assert {each.name for each in fields(DayRules)} <= named
    for each in fields(DayRules):
        assert getattr(USUAL_RULES, each.name) == getattr(DEFAULTS, each.name), each.name


@pytest.mark.parametrize(("name", "value"), [("end_unknown_hours", "6"), ("silent_days", "30")])
def test_a_changed_setting_reaches_the_rules_of_days(name: str, value: str) -> None:
    """A name in the person's preferences is read wherever days are."""
    diary = with_setting(drawn("...")[0], name, value)

    assert getattr(rules_of(diary), name) == getattr(settings_of(diary), name) == float(value)


@pytest.mark.parametrize("name", ["end_unknown_hours", "silent_days"])
@pytest.mark.parametrize(
    ("value", "because"),
    [
        ("²", "a digit that is no number"),
        ("-1", "less than nothing"),
        ("nan", "no number at all"),
        ("1e400", "more than any number"),
        ("9" * 5000, "digits without end"),
        ("1000000", "further than a calendar reaches"),
    ],
)
def test_a_setting_that_no_rule_can_use_is_left_at_its_default(name: str, value: str, because: str) -> None:
    """A file that anything wrote must still count."""
    diary = with_setting(drawn("...")[0], name, value)

    assert getattr(settings_of(diary), name) == getattr(DEFAULTS, name), because


def test_settings_in_months_stay_within_a_century_and_an_unknown_interval_is_the_usual_one() -> None:
    """What a calendar cannot reach, and a word that no label has, change nothing."""
    diary = drawn("...")[0]

    for name in ("months_for_pattern", "judge_response_after_months"):
        assert settings_of(with_setting(diary, name, "1201")) == DEFAULTS
        assert getattr(settings_of(with_setting(diary, name, "1200")), name) == 1200
    odd = settings_of(with_setting(diary, "erenumab_interval", "now and then"))
    assert dose_interval("erenumab", settings=odd) == dose_interval("erenumab")


def test_the_minutes_of_a_headache_day_can_be_changed() -> None:
    """20 minutes are no headache day; with 0 minutes asked for they are, and a clear day stays clear."""
    diary, period = drawn("..s....")
    changed = with_setting(diary, "minimum_overlap_minutes", "0")

    usual, shorter = totals(diary, period), totals(changed, period)

    assert usual is not None
    assert shorter is not None
    assert (usual["headache"].lower, shorter["headache"].lower, shorter["headache"].upper) == (0, 1, 1)


def test_a_long_silence_can_be_time_at_risk() -> None:
    """Three weeks without a word are covered once a rest is said to begin later."""
    diary, period = drawn("m" + " " * 21 + "m")
    middle = covered_time(diary).edges[10]

    assert not covered_time(diary).covers(middle, middle + timedelta(hours=5))
    assert covered_time(with_setting(diary, "silent_days", "30")).covers(middle, middle + timedelta(hours=5))
    assert period.length == 23


def test_when_an_entry_is_recalled_can_be_changed() -> None:
    """Written three days late: recalled after 48 h, not after 96."""
    diary, period = drawn("m......")
    late = {id_: at + timedelta(days=3) for id_, at in diary.logged.items()}
    diary = replace(diary, logged=late, as_of=diary.as_of + timedelta(days=7))
    changed = with_setting(diary, "recalled_after_hours", "96")

    assert to_days(diary, period, rules_of(diary))[0].recalled
    assert not to_days(changed, period, rules_of(changed))[0].recalled


def test_how_many_attacks_compare_a_medicine_can_be_changed() -> None:
    """Two recorded attacks are enough when two are asked for."""
    diary, period = drawn("T..T...")
    answered = {
        id_: replace(record, pain_at_2h=0, taken_for=DoseFor.HEADACHE) if isinstance(record, Dose) else record
        for id_, record in diary.records.items()
    }
    diary = replace(diary, records=answered)

    (usual,) = acute_responses(diary, period)
    (changed,) = acute_responses(with_setting(diary, "acute_minimum_attacks", "2"), period)

    assert (usual.pain_free.recorded, usual.enough, changed.enough) == (2, False, True)


def test_a_part_of_the_days_worked_out_before_is_what_they_would_be_alone() -> None:
    """Asking for the year first, or for one week alone, gives the same days, attacks and patterns."""
    picture = "mm../ o  ..TN.q.a.." * 4
    diary, period = drawn(picture)
    again, _ = drawn(picture)
    week = Period(period.first + timedelta(days=20), period.first + timedelta(days=26))
    before = day_ledger(diary, period), recorded_attacks(diary), attack_patterns(diary)

    assert day_ledger(diary, week) == day_ledger(again, week) == before[0][20:27]
    assert day_ledger(diary, period) == before[0]
    assert day_ledger(again, period) == before[0]
    later = Period(period.last - timedelta(days=1), period.last + timedelta(days=5))
    assert day_ledger(diary, later) == day_ledger(drawn(picture)[0], later)
    assert day_ledger(diary, week) == before[0][20:27], "the longer stretch is still at hand"
    assert recorded_attacks(diary, week) == recorded_attacks(drawn(picture)[0], week) != ()
    assert attack_patterns(diary, week) == attack_patterns(drawn(picture)[0], week) != ()
    assert recorded_attacks(diary) is before[1]
