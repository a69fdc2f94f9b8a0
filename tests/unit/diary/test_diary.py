from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from headlog.diary.attack import Attack, BackgroundHeadache, PainReading
from headlog.diary.day import CheckIn, NumberSeries, Pause
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse, PreventiveDose, Relief
from headlog.diary.moment import Moment, Precision
from headlog.diary.period import Period
from headlog.diary.person import OwnWord, Person, Plan, Preferences, SafetyAnswers, Score, Visit
from headlog.diary.record import Record
from headlog.diary.sign import NO_EARLY_SIGNS, EarlySigns, NeckEpisode, SeverityReading, Sign

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ROME = "Europe/Rome"


def at(hours: float, precision: Precision = Precision.EXACT) -> Moment:
    return Moment(NOON + timedelta(hours=hours), ROME, precision)


ONE_OF_EACH: tuple[Record, ...] = (
    Attack(id="a1", headache_began=at(0)),
    BackgroundHeadache(id="b1", began=at(-1)),
    Sign(id="s1", sign="yawning", began=at(-2)),
    NeckEpisode(id="n1", began=at(-3)),
    Dose(id="d1", medicine="Sumatriptan", at=at(1)),
    Relief(id="r1", relief="cold", began=at(2)),
    Medicine(id="m1", name="Sumatriptan"),
    PreventiveCourse(id="c1", agent="erenumab", started=date(2026, 1, 1)),
    PreventiveDose(id="p1", course="c1", given=at(-48)),
    CheckIn(id="k1", day=date(2026, 5, 3), headache=False),
    Pause(id="x1", first=date(2026, 4, 1)),
    NumberSeries(id="u1", name="steps"),
    Score(id="q1", instrument="hit6", total=60, on=date(2026, 4, 30)),
    SafetyAnswers(id="f1", on=date(2026, 4, 30)),
    OwnWord(id="w1", group="sign", word="prickly", label="Prickly scalp"),
    Visit(id="v1", on=date(2026, 6, 1)),
    Person(id="me", birth_year=1990),
    Plan(id="l1", text="Dark room"),
    Preferences(id="z1", profile="default"),
)


def test_an_own_word_is_shown_as_it_was_written() -> None:
    """In its own list; the word that was written last where two have one id; its id where it has no label."""
    words = [
        OwnWord(id="w1", group="sign", word="wind_rain", label="Wind  &\nrain!"),
        OwnWord(id="w2", group="reliever", word="wind_rain", label="Wind, rain"),
        OwnWord(id="w3", group="sign", label="Long drive?"),
        OwnWord(id="w4", group="sign", word="own:nameless"),
        OwnWord(id="w5", group="sign", word="wind_rain", label="Storm"),
    ]
    diary = Diary.of(*words, as_of=NOON)
    earlier = replace(diary, news={"w5": NOON - timedelta(days=1)})

    assert diary.label("sign", "own:wind_rain") == "Storm"
    assert earlier.label("sign", "own:wind_rain") == "Wind & rain!"
    assert diary.label("reliever", "own:wind_rain") == "Wind, rain"
    assert diary.label("sign", "own:long_drive") == "Long drive?"
    assert diary.label("sign", "own:nameless") == "nameless"
    assert diary.label("sign", "yawning") == "Yawning"


def test_each_kind_is_found_where_its_name_says() -> None:
    """One record of every kind, each in its own place."""
    diary = Diary.of(*ONE_OF_EACH, as_of=NOON, zone=ROME)

    found = (
        diary.attacks, diary.backgrounds, diary.signs, diary.neck_episodes, diary.doses, diary.reliefs,
        diary.medicines, diary.courses, diary.preventive_doses, tuple(diary.check_ins.values()), diary.pauses,
        diary.series, diary.scores, diary.safety_answers, diary.own_words, diary.visits,
        (diary.person,), (diary.plan,), (diary.preferences,),
    )  # fmt: skip
    assert [records[0].id for records in found if records[0]] == [record.id for record in ONE_OF_EACH]


def test_an_empty_diary_answers_with_nothing() -> None:
    """No record, no period, no person."""
    diary = Diary.fold([], as_of=NOON)

    assert diary.zone == "UTC"
    assert diary.recorded_period is None
    assert (diary.attacks, diary.person, diary.plan, diary.preferences, diary.conflicts) == (
        (),
        None,
        None,
        None,
        (),
    )
    assert diary.today == date(2026, 5, 4)


def test_the_recorded_period_runs_from_the_first_to_the_last_day_told_of() -> None:
    """A day in the future is not recorded, however it was entered."""
    records = (
        Attack(id="a", headache_began=at(-72)),
        CheckIn(id="k", day=date(2026, 5, 3), headache=False),
        CheckIn(id="later", day=date(2026, 5, 9), headache=False),
        Score(id="q", on=date(2020, 1, 1)),
    )

    assert Diary.of(*records, as_of=NOON, zone=ROME).recorded_period == Period(
        date(2026, 5, 1), date(2026, 5, 3)
    )


def test_the_home_zone_is_where_the_person_was_last() -> None:
    """A log without a stated zone takes that of its latest timed record."""
    records = (
        Sign(id="s", sign="tired", began=Moment(NOON, "Asia/Tokyo")),
        Attack(id="a", headache_began=at(-5)),
    )
    log = [Entry(id=r.id, kind=r.kind, version=r.id, logged_at=NOON, by="alice", record=r) for r in records]

    assert Diary.fold(log, as_of=NOON).zone == "Asia/Tokyo"
    assert Diary.fold(log, as_of=NOON, zone=ROME).zone == ROME


@pytest.mark.parametrize(("hours_late", "recalled"), [(0, False), (48, False), (48.1, True), (-30, False)])
def test_an_entry_written_over_48_hours_late_is_recalled(hours_late: float, recalled: bool) -> None:
    """The edge itself is still live."""
    record = Attack(id="a", headache_began=at(0))
    logged = {"a": NOON + timedelta(hours=hours_late)}
    diary = replace(Diary.of(record, as_of=NOON, zone=ROME), logged=logged)

    assert diary.is_recalled(record) is recalled


def test_a_check_in_is_recalled_from_the_end_of_its_day() -> None:
    """Two days after midnight, and records that tell of no time are never recalled."""
    check_in, person = CheckIn(id="k", day=date(2026, 5, 1), headache=False), Person(id="me")
    ends = datetime(2026, 5, 1, 22, tzinfo=UTC)
    diary = Diary.of(check_in, person, as_of=NOON, zone=ROME)

    assert not diary.is_recalled(check_in), "nothing says when it was written"
    assert not replace(diary, logged={"k": ends + timedelta(hours=48)}).is_recalled(check_in)
    assert replace(diary, logged={"k": ends + timedelta(hours=49)}).is_recalled(check_in)
    assert not replace(diary, logged={"me": NOON}).is_recalled(person)


def test_what_a_time_or_a_reading_tells_needs_no_further_answer() -> None:
    """Head pain with a time was there; a question nobody asked stays open."""
    plain, noted = Attack(id="a", began=at(0)), Attack(id="a", began=at(0), headache_began=at(1))

    assert (plain.had_headache, plain.had_aura, plain.peak_pain) == (None, None, None)
    assert noted.had_headache is True
    assert replace(plain, headache=False).had_headache is False
    assert replace(plain, aura_began=at(0)).had_aura is True
    assert replace(plain, aura=False).had_aura is False
    assert replace(plain, pain=(PainReading(at=at(0), pain=0), PainReading(at=at(1)))).peak_pain == 0
    assert replace(plain, pain=(PainReading(at=at(0), pain=4),), worst_pain=7).peak_pain == 7
    assert replace(plain, pain=(PainReading(at=at(0), pain=0),)).had_headache is None
    assert noted.onset == at(1)
    assert plain.onset == at(0)


def test_none_of_these_answers_all_eight() -> None:
    """An untouched list is not asked; "none" is eight answers."""
    assert not EarlySigns().asked
    assert NO_EARLY_SIGNS.asked
    assert set(NO_EARLY_SIGNS.answers.values()) == {False}
    assert len(NO_EARLY_SIGNS.answers) == 8


def test_the_strongest_severity_of_a_neck_episode() -> None:
    """Timed readings and an untimed worst both count."""
    episode = NeckEpisode(id="n", began=at(0), severity=(SeverityReading(at=at(0), severity=3),))

    assert episode.peak_severity == 3
    assert replace(episode, worst_severity=6).peak_severity == 6
    assert NeckEpisode(id="n", began=at(0)).peak_severity is None


def test_a_record_lists_its_moments_by_field() -> None:
    """Those that were told, in the order of the fields."""
    began, ended = at(0), at(5)

    assert Attack(id="a", headache_ended=ended, headache_began=began).moments == [
        ("headache_began", began),
        ("headache_ended", ended),
    ]
    assert CheckIn(id="c", day=NOON.date()).moments == []
