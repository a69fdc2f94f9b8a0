"""Attacks of a diary against the criteria, their phases, and signs placed around them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from headlog.clinical.aura import AuraLabel
from headlog.clinical.criteria import Label, Treated
from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.diary_settings import SECOND_PROFILE, profiles_of, rules_of, settings_of
from headlog.clinical.from_diary.attack_patterns import (
    AttackPattern,
    attack_patterns,
    lifetime,
    merged_for_counts,
)
from headlog.clinical.from_diary.auras import aura_facts
from headlog.clinical.from_diary.features import feature_counts, known_hours, median_hours
from headlog.clinical.ledger import MEASURES, reason
from headlog.clinical.phases import Phase, attack_phases
from headlog.clinical.placed_signs import placed_signs
from headlog.clinical.recorded_attacks import recorded_attacks
from headlog.clinical.settings import DEFAULTS
from headlog.clinical.status import StatusLabel
from headlog.clinical.timing import OnsetClass, Resolution
from headlog.diary.attack import Attack, AuraSymptom, BreakReason, Effect, Function, PainBreak, PainReading
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose, DoseFor, Medicine, ReliefAt2Hours
from headlog.diary.moment import Moment, Precision
from headlog.diary.person import Person, Preferences, Setting
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from tests.pictures import FIRST, ROME, at, drawn, migraine

DAY = FIRST


def diary_of(*records: Record, as_of_hours: float = 300) -> Diary:
    return Diary.of(*records, as_of=at(DAY, as_of_hours).at, zone=ROME)


def pattern_of(*records: Record) -> AttackPattern:
    (found,) = attack_patterns(diary_of(*records))
    return found


def dose(hours: float = 11, **changes: Any) -> Dose:
    given: dict[str, Any] = {"medicine": "sumatriptan", "at": at(DAY, hours), "taken_for": DoseFor.HEADACHE}
    return Dose(id=f"d{hours}", **(given | changes))


@pytest.mark.parametrize(
    ("records", "treated", "because"),
    [
        ((), None, "nothing says whether a medicine was taken"),
        ((CheckIn(id="c", day=DAY, acute_medicine=False),), Treated.NONE, "the day says none"),
        ((CheckIn(id="c", day=DAY, nothing_else=True),), Treated.NONE, "nothing else was"),
        ((dose(),), None, "what it did was not recorded"),
        ((dose(pain_before=7, pain_at_2h=0),), Treated.SUCCESS, "pain gone at 2 h"),
        ((dose(pain_before=7, pain_at_2h=3),), Treated.SUCCESS, "severe to mild"),
        ((dose(pain_before=7, pain_at_2h=4),), Treated.UNSUCCESSFUL, "moderate at 2 h"),
        ((dose(pain_before=3, pain_at_2h=2),), Treated.UNSUCCESSFUL, "mild to mild is no relief"),
        ((dose(pain_at_2h=2),), None, "mild at 2 h, from what is not known"),
        ((dose(pain_before=7, relief_at_2h=ReliefAt2Hours.MILD),), Treated.SUCCESS, "relief as answered"),
        ((dose(relief_at_2h=ReliefAt2Hours.GONE),), Treated.SUCCESS, "gone as answered"),
        ((dose(relief_at_2h=ReliefAt2Hours.SAME),), Treated.UNSUCCESSFUL, "the same as answered"),
        (
            (dose(11, pain_before=7, pain_at_2h=0), dose(12.5, relief_at_2h=ReliefAt2Hours.SAME)),
            Treated.UNSUCCESSFUL,
            "a second dose within 2 h unmakes the first",
        ),
        ((dose(14.5),), Treated.SUCCESS, "pain ended at 16:00, within 2 h of the dose"),
        ((dose(14.5, medicine="metoclopramide"),), None, "no acute medicine"),
        ((dose(14.5, taken_for=DoseFor.OTHER),), None, "taken for something else"),
    ],
)
def test_treatment_is_read_from_relief_and_a_second_dose(
    records: tuple[Record, ...], treated: Treated | None, because: str
) -> None:
    """Treated successfully: gone, or from moderate or severe to mild, at 2 h with no second dose."""
    attack = migraine("a", at(DAY, 10), at(DAY, 16))

    assert recorded_attacks(diary_of(attack, *records))[0].treated is treated, because


def test_readings_tell_relief_where_the_dose_does_not() -> None:
    """Pain 7 at the dose, 2 two hours later."""
    pain = (PainReading(at=at(DAY, 11), pain=7), PainReading(at=at(DAY, 13), pain=2))
    attack = migraine("a", at(DAY, 10), at(DAY, 20), pain=pain)

    assert recorded_attacks(diary_of(attack, dose(11)))[0].treated is Treated.SUCCESS


@pytest.mark.parametrize(
    ("ended", "hours", "ongoing", "because"),
    [
        (at(DAY, 16), 6.0, False, "exact"),
        (Moment(at(DAY, 22).at, ROME, Precision.BETWEEN, until=at(DAY, 30.5).at), 20.5, False, "to waking"),
        (Moment(at(DAY, 16).at, ROME, Precision.ABOUT), 5.5, False, "every length it allows is long enough"),
        (Moment(at(DAY, 14).at, ROME, Precision.ABOUT), None, False, "3.5 to 4.5 h may be too short"),
        (None, 0.0, True, "no end: as long as is certain, and still there"),
    ],
)
def test_duration_for_the_criteria(
    ended: Moment | None, hours: float | None, ongoing: bool, because: str
) -> None:
    """Asleep with pain and awake without, it lasted to waking; coarse times only where they agree."""
    check_in = CheckIn(id="c", day=DAY, acute_medicine=False)
    facts = recorded_attacks(diary_of(migraine("a", at(DAY, 10), ended), check_in))[0].facts

    assert (facts.duration_hours, facts.ongoing) == (hours, ongoing), because


def test_a_textbook_attack_is_labelled_and_a_ticked_symptom_is_present() -> None:
    """Ticked among the symptoms answers yes; unticked answers nothing."""
    textbook = pattern_of(migraine("a", at(DAY, 10), at(DAY, 16)))
    ticked = Attack(
        id="a", headache=True, headache_began=at(DAY, 10), symptoms=("nausea",), regions=("temple",)
    )
    facts = recorded_attacks(diary_of(ticked))[0].facts

    assert textbook.classification.label is Label.MIGRAINE
    assert (facts.nausea, facts.vomiting, facts.region) == (True, None, "temporal")


def test_age_comes_from_the_year_of_birth() -> None:
    """Years between birth and the attack; the eye region stands before others."""
    attack = migraine("a", at(DAY, 10), at(DAY, 16), regions=("top", "orbital"), eye_nose_signs=("red_eye",))
    facts = recorded_attacks(diary_of(attack, Person(id="p", birth_year=1990)))[0].facts

    assert (facts.age, facts.region, facts.autonomic) == (36, "orbital", True)


def test_attacks_of_a_period_are_those_that_began_in_it() -> None:
    """Onset decides, as recorded."""
    diary, period = drawn("m..m..m")

    assert len(recorded_attacks(diary, period)) == 3
    assert len(recorded_attacks(diary, type(period)(period.first, period.first + timedelta(days=3)))) == 2


def aura_attack(*symptoms: AuraSymptom, **changes: Any) -> Attack:
    given: dict[str, Any] = {
        "id": "a", "aura": True, "aura_began": at(DAY, 9), "aura_ended": at(DAY, 9.5), "headache": True,
        "headache_began": at(DAY, 10), "headache_ended": at(DAY, 16), "aura_symptoms": symptoms,
    }  # fmt: skip
    return Attack(**(given | changes))


def test_a_typical_aura_is_found_from_the_record() -> None:
    """Zigzags of half an hour on one side, head pain 30 minutes after they ended."""
    symptom = AuraSymptom(symptom="visual_positive", gradual=True, one_sided=True)
    found = pattern_of(aura_attack(symptom))

    assert found.aura is not None
    assert found.aura.label is AuraLabel.TYPICAL
    assert lifetime(diary_of(aura_attack(symptom))).auras == 1


def aura_of(attack: Attack) -> Any:
    facts = aura_facts(attack)
    assert facts is not None
    return facts


def test_aura_facts_keep_what_is_not_known_open() -> None:
    """Succession by the symptoms' times, the lag by the end of the aura, own words of no known kind."""
    two = (
        AuraSymptom(symptom="visual_negative", began=at(DAY, 9), minutes=20, positive=True),
        AuraSymptom(symptom="speech_language", began=at(DAY, 9.5), minutes=30),
    )
    together = tuple(AuraSymptom(symptom="motor_weakness", began=at(DAY, 9)) for _ in range(2))
    own = AuraSymptom(symptom="own:humming", positive=True)

    assert (aura_of(aura_attack(*two)).succession, aura_of(aura_attack(*together)).succession) == (
        True,
        False,
    )
    assert aura_of(aura_attack(AuraSymptom(symptom="retinal"), AuraSymptom())).succession is None
    assert [each.kind for each in aura_of(aura_attack(own)).symptoms or ()] == [None]
    assert aura_of(aura_attack(two[0], own)).succession is None, "whether it came after the other neither"
    assert aura_of(aura_attack(*two, own)).succession is True, "the two that are listed did"
    assert next(each.positive for each in aura_of(aura_attack(*two)).symptoms or ()) is False
    assert aura_of(aura_attack(*two)).headache_lag_minutes == 30
    assert aura_of(aura_attack(*two, aura_ended=None)).headache_lag_minutes == 30
    assert (
        aura_of(
            aura_attack(AuraSymptom(symptom="brainstem", positive=True), aura_ended=None)
        ).headache_lag_minutes
        == 60
    )
    assert (
        aura_of(aura_attack(AuraSymptom(), aura_ended=None, aura_began=at(DAY, 7))).headache_lag_minutes
        is None
    )
    assert aura_of(aura_attack(aura_began=None, aura_ended=None)).headache_lag_minutes is None
    assert aura_of(aura_attack(headache_began=None, headache=None)).headache_lag_minutes is None
    assert aura_facts(migraine("a", at(DAY, 1), None)) is None


def test_an_attack_beyond_72_hours_meets_the_status_rule_as_recorded() -> None:
    """80 h, a break of 10 h asleep, unable to work, as usual, migraine named."""
    pause = PainBreak(began=at(DAY, 20), ended=at(DAY, 30), reason=BreakReason.SLEEP)
    long = migraine(
        "a",
        at(DAY, 10),
        at(DAY, 90),
        breaks=(pause,),
        function=Function(work=Effect.UNABLE),
        as_usual=("side",),
    )
    known = Person(id="p", clinician_says_migraine=True)

    def label(attack: Attack) -> StatusLabel:
        status = pattern_of(attack, known).status
        assert status is not None
        return status.label

    mild = Function(work=Effect.NONE, home=Effect.REDUCED, others=Effect.NONE)
    assert label(long) is StatusLabel.PATTERN
    assert (
        label(migraine("a", at(DAY, 10), at(DAY, 90), function=mild, unlike_usual=False)) is StatusLabel.LONG
    )
    assert label(migraine("a", at(DAY, 10), at(DAY, 90))) is StatusLabel.CANNOT_TELL
    assert pattern_of(migraine("a", at(DAY, 10), at(DAY, 82))).status is None


@pytest.mark.parametrize(
    ("breaks", "label", "because"),
    [
        ((), StatusLabel.PATTERN, "no break is recorded"),
        ((PainBreak(began=at(DAY, 20), reason=BreakReason.SLEEP),), StatusLabel.CANNOT_TELL,
         "a break without an end may have been long"),
        ((PainBreak(began=Moment(at(DAY, 20).at, ROME, Precision.DAY),
                    ended=Moment(at(DAY, 20).at, ROME, Precision.DAY), reason=BreakReason.SLEEP),),
         StatusLabel.CANNOT_TELL, "within a day it may have been longer than 12 h"),
        ((PainBreak(began=Moment(at(DAY, 20).at, ROME, Precision.ABOUT, minutes=60),
                    ended=Moment(at(DAY, 26).at, ROME, Precision.ABOUT, minutes=60),
                    reason=BreakReason.SLEEP),),
         StatusLabel.PATTERN, "8 h at most"),
        ((PainBreak(began=at(DAY, 20)), PainBreak(began=at(DAY, 40), ended=at(DAY, 53))),
         StatusLabel.NOT_MET, "another one was longer than 12 h"),
    ],
)  # fmt: skip
def test_a_break_of_which_the_length_is_not_known_is_not_none(
    breaks: tuple[PainBreak, ...], label: StatusLabel, because: str
) -> None:
    """R-1.4.1: 80 h, unable to work, as usual, migraine named."""
    long = migraine(
        "a", at(DAY, 10), at(DAY, 90), breaks=breaks, function=Function(work=Effect.UNABLE),
        as_usual=("side",),
    )  # fmt: skip
    status = pattern_of(long, Person(id="p", clinician_says_migraine=True)).status

    assert status is not None
    assert status.label is label, because
    assert status.same_day_advice


def test_lifetime_takes_the_persons_answers_beside_the_diarys_counts() -> None:
    """Five attacks in the diary, or stated; denied is a no; otherwise unknown."""
    attacks = [migraine(f"a{n}", at(DAY, 48 * n), at(DAY, 48 * n + 6)) for n in range(5)]

    assert lifetime(diary_of(*attacks)).earlier_attacks.is_met
    assert lifetime(diary_of(Person(id="p", five_attacks=True))).earlier_attacks.is_met
    assert lifetime(diary_of(Person(id="p", five_attacks=False))).earlier_attacks.as_bool is False
    assert lifetime(diary_of()).labels == ()


def test_two_auras_are_not_five_earlier_attacks() -> None:
    """Neither recorded nor stated; attacks of both kinds count together, each once."""
    zigzags = AuraSymptom(symptom="visual_positive", gradual=True, one_sided=True)
    auras = [
        aura_attack(
            zigzags, id=f"u{n}", aura_began=at(DAY, 72 * n), aura_ended=at(DAY, 72 * n + 0.5),
            headache_began=at(DAY, 72 * n + 0.5), headache_ended=at(DAY, 72 * n + 6),
        )
        for n in range(3)
    ]  # fmt: skip
    plain = [migraine(f"a{n}", at(DAY, 300 + 48 * n), at(DAY, 306 + 48 * n)) for n in range(4)]
    both = migraine(
        "b", at(DAY, 600), at(DAY, 606), aura_began=at(DAY, 599.5), aura_ended=at(DAY, 600),
        aura_symptoms=(zigzags,),
    )  # fmt: skip
    denied = Person(id="p", five_attacks=False, two_auras=True)

    def earlier(*records: Any) -> bool | None:
        return lifetime(diary_of(*records)).earlier_attacks.as_bool

    assert lifetime(diary_of(*auras)).auras == 3
    assert earlier(*auras) is None
    assert earlier(Person(id="p", two_auras=True)) is None
    assert earlier(denied, *auras) is False
    assert earlier(*auras, *plain[:1]) is None
    assert earlier(denied, *auras, *plain[:2]) is True
    assert earlier(*plain, both) is True
    assert earlier(*plain[:3], both) is None, "of both kinds, and one attack"


def test_attacks_are_merged_for_counts_only() -> None:
    """Under 24 h apart is one; what the person joined is one; what stands by itself is not joined."""

    def count(*attacks: Attack) -> int:
        return len(merged_for_counts(recorded_attacks(diary_of(*attacks)), DEFAULTS))

    first, near = migraine("a", at(DAY, 0), at(DAY, 6)), migraine("b", at(DAY, 20), at(DAY, 24))
    far = migraine("c", at(DAY, 80), at(DAY, 84))
    aura_only = Attack(id="x", headache=False, aura=True, aura_began=at(DAY, 3))

    assert count(first, near, far, aura_only) == 2
    assert count(first, migraine("b", at(DAY, 20), at(DAY, 24), part_of="b"), far) == 3
    assert count(first, near, migraine("c", at(DAY, 80), at(DAY, 84), part_of="a")) == 1
    assert count(aura_only) == 0


def test_features_are_counted_over_those_that_answer() -> None:
    """What was not recorded is in no denominator; a length that is not known is none."""
    patterns = attack_patterns(diary_of(
        migraine("a", at(DAY, 0), at(DAY, 6)),
        migraine("b", at(DAY, 48), at(DAY, 58)),
        Attack(id="c", headache=True, headache_began=at(DAY, 120)),
    ))  # fmt: skip

    counts = feature_counts(patterns)

    assert counts["nausea"] == (2, 2)
    assert counts["one-sided"] == (2, 2)
    assert counts["aura"].answered <= 3
    hours = [known_hours(each) for each in patterns]
    assert hours == [(6, 6), (10, 10), None]
    assert median_hours([each for each in hours if each]) == (8, 8)


def phases_of(*records: Record) -> dict[str, tuple[datetime, datetime | None]]:
    (found,) = attack_phases(diary_of(*records))
    return {each.phase.value: (each.began, each.ended) for each in found.intervals}


def test_phases_follow_one_another_as_recorded() -> None:
    """Tired at 2:00, aura at 9:00, pain 10:00 to 16:00, neck until 20:00."""
    records = (
        aura_attack(),
        Sign(id="s", sign="tired", began=at(DAY, 2)),
        NeckEpisode(id="n", began=at(DAY, 15), ended=at(DAY, 20)),
    )
    found = phases_of(*records)
    (phases,) = attack_phases(diary_of(*records))

    assert found == {
        "prodrome": (at(DAY, 2).at, at(DAY, 9).at),
        "aura": (at(DAY, 9).at, at(DAY, 9.5).at),
        "headache": (at(DAY, 10).at, at(DAY, 16).at),
        "postdrome": (at(DAY, 16).at, at(DAY, 20).at),
    }
    assert phases.of(Phase.INTERICTAL) is None


def test_phases_that_were_not_recorded_are_not_made_up() -> None:
    """Pain alone is pain alone; normal again later is a postdrome; an open end has none."""
    plain = migraine("a", at(DAY, 10), at(DAY, 16))
    normal = migraine("a", at(DAY, 10), at(DAY, 16), back_to_normal=at(DAY, 30))
    tap = Attack(id="a", headache=False, began=at(DAY, 3))
    minutes = AuraSymptom(symptom="visual_positive", minutes=40)
    aura = aura_attack(minutes, headache=False, headache_began=None, headache_ended=None, aura_ended=None)

    assert phases_of(plain) == {"headache": (at(DAY, 10).at, at(DAY, 16).at)}
    assert phases_of(normal)["postdrome"] == (at(DAY, 16).at, at(DAY, 30).at)
    assert phases_of(tap) == {}
    assert phases_of(aura) == {"aura": (at(DAY, 9).at, at(DAY, 9).at + timedelta(minutes=40))}
    assert phases_of(
        migraine("a", at(DAY, 10), None), Sign(id="s", sign="tired", began=at(DAY, 30))
    ).keys() == {"headache"}
    assert phases_of(
        plain, Sign(id="s", sign="tired"), Sign(id="t", sign="tired", present=False, began=at(DAY, 8))
    ).keys() == {"headache"}


def test_an_aura_without_times_is_no_interval() -> None:
    """An aura that was answered but has no time of its own, beside timed head pain."""
    assert "aura" not in phases_of(migraine("a", at(DAY, 10), at(DAY, 16), aura=True))


@pytest.mark.parametrize(
    ("began", "ended", "onset", "resolution", "because"),
    [
        (4, 16, OnsetClass.PRODROME, Resolution.WITH_END, "6 h before, ended with the pain"),
        (9, 12, OnsetClass.PERI_ONSET, Resolution.DURING, "1 h before"),
        (10.25, None, OnsetClass.AT_ONSET, Resolution.CANNOT_TELL, "a quarter of an hour after"),
        (9.8, 40, OnsetClass.AT_ONSET, Resolution.POSTDROME, "a quarter of an hour before"),
        (12, 80, OnsetClass.DURING, Resolution.PERSISTENT, "in the pain"),
        (30, 31, OnsetClass.POSTDROME, Resolution.POSTDROME, "14 h after it"),
        (-60, -50, OnsetClass.BEFORE_48H, Resolution.CANNOT_TELL, "70 h before"),
        (90, 91, OnsetClass.INTERICTAL, Resolution.CANNOT_TELL, "far after"),
    ],
)
def test_signs_are_placed_around_head_pain(
    began: float, ended: float | None, onset: OnsetClass, resolution: Resolution, because: str
) -> None:
    """R-PHASE: against pain from 10:00 to 16:00."""
    end = None if ended is None else at(DAY, ended)
    neck = NeckEpisode(id="n", began=at(DAY, began), ended=end)
    (placed,) = placed_signs(diary_of(migraine("a", at(DAY, 10), at(DAY, 16)), neck), [neck])

    assert (placed.onset, placed.resolution) == (onset, resolution), because


@pytest.mark.parametrize(
    ("ended", "lasted", "because"),
    [
        (11, True, "still there an hour into the pain"),
        (10, True, "until the pain began"),
        (9, False, "gone an hour before it"),
        (None, False, "its end is not recorded"),
    ],
)
def test_a_sign_from_long_before_may_last_into_the_pain(
    ended: float | None, lasted: bool, because: str
) -> None:
    """R-PHASE: 70 h before the pain of 10:00 is no prodrome; whether it was still there is told apart."""
    end = None if ended is None else at(DAY, ended)
    neck = NeckEpisode(id="n", began=at(DAY, -60), ended=end)
    (placed,) = placed_signs(diary_of(migraine("a", at(DAY, 10), at(DAY, 16)), neck), [neck])

    assert (placed.onset, placed.lasted_into_pain) == (OnsetClass.BEFORE_48H, lasted), because


def placed(neck: NeckEpisode, *attacks: Attack) -> Any:
    (found,) = placed_signs(diary_of(neck, *attacks), [neck])
    return found


def test_a_sign_between_two_attacks_is_ambiguous_and_never_assigned() -> None:
    """Within 48 h after one and before another."""
    found = placed(
        NeckEpisode(id="n", began=at(DAY, 40)),
        migraine("a", at(DAY, 10), at(DAY, 16)),
        migraine("b", at(DAY, 60), at(DAY, 66)),
    )

    assert (found.onset, found.ambiguous_between, found.attack) == (OnsetClass.CANNOT_TELL, ("a", "b"), None)
    assert (found.lead_hours, found.lead_bin) == (20, "over 12 h")


def test_pain_that_lasts_over_many_others_holds_what_began_in_it() -> None:
    """Five short attacks began and ended inside a long one, and a sign after them while it lasted."""
    long = migraine("long", at(DAY, 1), at(DAY, 100))
    short = [migraine(f"s{n}", at(DAY, 10 + 4 * n), at(DAY, 11 + 4 * n)) for n in range(5)]

    found = placed(NeckEpisode(id="n", began=at(DAY, 60)), long, *short)

    assert (found.onset, found.attack) == (OnsetClass.DURING, "long")


def test_coarse_and_open_times_cannot_tell() -> None:
    """No time; a time that allows two classes; after an attack without an end, but not for ever."""
    attack = migraine("a", at(DAY, 10), at(DAY, 16))
    open_ = migraine("a", at(DAY, 10), None)
    about = NeckEpisode(id="n", began=Moment(at(DAY, 8).at, ROME, Precision.ABOUT))

    assert placed(NeckEpisode(id="n", ended=at(DAY, 9)), attack).onset is OnsetClass.CANNOT_TELL
    assert placed(about, attack).onset is OnsetClass.CANNOT_TELL
    assert placed(NeckEpisode(id="n", began=at(DAY, 20)), open_).onset is OnsetClass.CANNOT_TELL
    assert placed(NeckEpisode(id="n", began=at(DAY, 200)), open_).onset is OnsetClass.INTERICTAL
    assert placed(NeckEpisode(id="n", began=at(DAY, 9)), Attack(id="a", began=at(DAY, 12))).lead_hours == 3
    assert placed(NeckEpisode(id="n", began=at(DAY, 9)), attack).lead_bin == "1-2 h"


def test_settings_travel_with_the_diary() -> None:
    """Names that no rule knows and values of the wrong kind stay at their default."""
    diary = diary_of(Preferences(
        id="p", profile="strive", second_profile="nonsense",
        settings=(
            Setting(name="prodrome_hours", value="24"), Setting(name="moderate_from", value="five"),
            Setting(name="gepant_specific", value="no"), Setting(name="end_unknown_hours", value="6"),
            Setting(name="erenumab_interval", value="month"), Setting(name="of_another_version", value="1"),
        ),
    ))  # fmt: skip
    settings = settings_of(diary)

    assert (settings.prodrome_hours, settings.moderate_from, settings.gepant_specific) == (24.0, 4, False)
    assert (rules_of(diary).end_unknown_hours, settings.erenumab_interval) == (6.0, "month")
    assert [profile.id for profile in profiles_of(diary)] == ["strive", SECOND_PROFILE]
    assert profiles_of(diary_of())[0].id == "default"


@pytest.mark.parametrize(
    ("picture", "profile", "measure", "words", "because"),
    [
        ("m", "default", "migraine", "by minutes of headache", "counted"),
        ("s", "default", "migraine", "by minutes of headache", "too short"),
        (" ", "default", "migraine", "upper bound only", "unanswered"),
        ("q", "default", "migraine", "not recorded: side", "open"),
        ("/.", "leiden_strict", "migraine", "by minutes of headache", "the day with less of it"),
    ],
)
def test_the_ledger_says_why(picture: str, profile: str, measure: str, words: str, because: str) -> None:
    """Every verdict has a sentence."""
    day = day_ledger(*drawn(picture), profile)[0]
    said = reason(day, measure)

    assert said is not None
    assert words in str(said.lay), because


def test_the_ledger_names_a_credited_day_and_leaves_undefined_measures_out() -> None:
    """5 h over midnight; STRIVE defines no moderate-severe day."""
    credited = reason(day_ledger(*drawn("/."), "leiden_strict")[1], "migraine")
    day = day_ledger(*drawn("m"), "strive")[0]

    assert credited is not None
    assert "over midnight" in str(credited.lay)
    assert reason(day, "moderate_severe") is None
    assert len(day.verdicts.answers) == len(MEASURES)
    assert day.entries("moderate_severe") == ()


def test_a_credited_day_keeps_its_credit_beside_another_attack() -> None:
    """5 h over midnight, and an hour of another attack on the day that is credited."""
    short = migraine("s", at(DAY + timedelta(days=1), 15), at(DAY + timedelta(days=1), 16))

    alone, beside = (day_ledger(*drawn("/.", *more), "leiden_strict")[1] for more in ((), (short,)))

    assert len(beside.facts.attacks) == 2
    for day in (alone, beside):
        assert (day.verdicts.migraine.answer.value, day.verdicts.migraine.credited) == ("yes", True)


def test_a_verdict_names_the_entries_of_its_day() -> None:
    """Doses of the day for the medicine, neck entries for the neck, and the check-in where it alone tells."""
    attack = migraine("a", at(DAY, 10), at(DAY, 14))
    neck = NeckEpisode(id="n", began=at(DAY, 9))
    told = CheckIn(id="c", day=DAY, brain_fog=True)
    period = drawn("m")[1]

    day = day_ledger(diary_of(attack, neck, told, dose()), period)[0]
    quiet = CheckIn(id="c", day=DAY, headache=False, nothing_else=True)
    clear = day_ledger(diary_of(quiet), period)[0]

    assert day.entries("migraine") == ("a", "c", "d11")
    assert day.entries("acute_medicine") == ("d11",)
    assert day.entries("neck") == ("n",)
    assert day.entries("symptom_free") == ("a", "c", "d11", "n")
    assert day.entries("interictal") == ()
    assert [clear.entries(measure) for measure in ("acute_medicine", "neck", "symptom_free")] == [("c",)] * 3


def test_a_medicine_of_unknown_name_is_never_guessed() -> None:
    """It may have been a triptan: the day is open. With the person's own class it is settled."""
    attack = migraine("a", at(DAY, 10), at(DAY, 12), nausea=None, photophobia=None, vomiting=None)
    pill = dose(11, medicine="blue pill")
    listed = Medicine(id="m", name="Blue Pill", drug_class="triptan")
    period = drawn("m")[1]

    assert day_ledger(diary_of(attack, pill), period)[0].verdicts.migraine.answer.value == "undecided"
    assert day_ledger(diary_of(attack, pill, listed), period)[0].verdicts.migraine.answer.value == "yes"


def test_moderate_headache_over_midnight_is_credited_too() -> None:
    """Severe from 22:00 to 03:00 by readings: the day with most of it under a profile of 4 hours."""
    pain = tuple(PainReading(at=at(date(2026, 5, 4), hours), pain=7) for hours in (22, 24, 26))
    night = migraine("a", at(DAY, 22), at(DAY, 27), pain=pain, worst_pain=7)
    mild = migraine("b", at(DAY, 40), at(DAY, 41), worst_pain=2)

    for attacks in ((night,), (night, mild)):
        found = day_ledger(*drawn("  ", *attacks), "halo_cm")[1].verdicts.moderate_severe

        assert found is not None
        assert (found.answer.value, found.credited) == ("yes", True)


def test_a_sign_that_passed_during_the_pain_makes_no_postdrome() -> None:
    """Of two signs that began during the pain, only the one that outlasts it belongs to what follows."""
    (phases,) = attack_phases(
        diary_of(
            migraine("a", at(DAY, 10), at(DAY, 16)),
            NeckEpisode(id="lasts", began=at(DAY, 12), ended=at(DAY, 20)),
            NeckEpisode(id="passes", began=at(DAY, 13), ended=at(DAY, 14)),
        )
    )

    postdrome = phases.of(Phase.POSTDROME)
    assert postdrome is not None
    assert (postdrome.ended, postdrome.entries) == (at(DAY, 20).at, ("lasts",))
