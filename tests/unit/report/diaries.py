"""Small diaries for the report's tests, drawn by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from headlog.diary.attack import Attack, AuraSymptom, BeganIn, Effect, Function, Grade, Quality, Side
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.medicine import (
    Dose,
    DoseFor,
    IntervalUnit,
    PreventiveCourse,
    PreventiveDose,
    ReliefAt2Hours,
)
from headlog.diary.moment import Moment, Precision
from headlog.diary.period import Period
from headlog.diary.person import (
    Named,
    Person,
    Preferences,
    SafetyAnswer,
    SafetyAnswers,
    Score,
    Setting,
    Visit,
)
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.exchange.simulated.demo import demo_entries
from headlog.report.build import report_of
from headlog.report.document import Report

AS_OF = datetime(2026, 6, 30, 20, tzinfo=UTC)
FIRST = date(2026, 4, 1)
PERIOD = Period(FIRST, date(2026, 6, 30))


def at(day: date, hour: float = 8.0) -> Moment:
    """An exact moment of a day in UTC."""
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour), "UTC")


def migraine(id_: str, day: date, hours: float = 8.0, **said: Any) -> Attack:
    """An attack at 08:00 with every feature of ICHD-3 1.1 C and D."""
    features: dict[str, Any] = {
        "side": Side.LEFT,
        "quality": Quality.PULSATING,
        "worst_pain": 8,
        "worse_with_activity": True,
        "nausea": Grade.MILD,
        "vomiting": Grade.NONE,
        "photophobia": Grade.MODERATE,
        "phonophobia": Grade.MILD,
        "aura": False,
    }
    return Attack(id=id_, headache_began=at(day), headache_ended=at(day, 8.0 + hours), **{**features, **said})


def clear(day: date, **said: Any) -> CheckIn:
    """A confirmed clear day with nothing else on it."""
    return CheckIn(id=f"day-{day}", day=day, zone="UTC", headache=False, nothing_else=True, **said)


def clear_days(first: date, count: int) -> list[CheckIn]:
    """Clear days in a row."""
    return [clear(first + timedelta(days=number)) for number in range(count)]


@cache
def empty() -> Diary:
    """A diary in which nothing was written."""
    return Diary.of(as_of=AS_OF)


@cache
def small() -> Diary:
    """April clear but for four migraine days, May unrecorded, June half recorded: counted by hand."""
    attacks = [migraine(f"attack-{day}", date(2026, 4, day)) for day in (5, 12, 19, 26)]
    taken = {attack.headache_began.day for attack in attacks if attack.headache_began}
    april = [c for c in clear_days(FIRST, 30) if c.day not in taken]
    june = clear_days(date(2026, 6, 1), 15)
    doses = [
        Dose(
            id=f"dose-{day}",
            medicine="Sumatriptan 50 mg",
            at=at(date(2026, 4, day), 9.0),
            taken_for=DoseFor.HEADACHE,
            relief_at_2h=ReliefAt2Hours.GONE if day == 5 else ReliefAt2Hours.SAME,
        )
        for day in (5, 12)
    ]
    return Diary.of(*attacks, *april, *june, *doses, as_of=AS_OF)


@cache
def full() -> Diary:
    """One of everything that a report can say."""
    person = Person(
        id="person",
        name_on_report="Alice",
        birth_year=1987,
        clinician_says_migraine=True,
        five_attacks=True,
        named_by_clinician=(Named(name="Migraine", on=date(2021, 9, 15)),),
    )
    aura = migraine(
        "aura",
        date(2026, 6, 10),
        aura=True,
        aura_began=at(date(2026, 6, 10), 7.0),
        aura_ended=at(date(2026, 6, 10), 7.5),
        began_in=BeganIn.NECK,
        most_bothersome="nausea",
        function=Function(work=Effect.UNABLE, home=Effect.REDUCED),
        aura_symptoms=(AuraSymptom(symptom="visual_positive", minutes=70.0, gradual=True, one_sided=True),),
    )
    coarse = Attack(id="coarse", headache_began=Moment(at(date(2026, 6, 2)).at, "UTC", Precision.DAY))
    reduced = migraine("reduced", date(2026, 6, 20), function=Function(work=Effect.REDUCED))
    open_ended = Attack(id="open", headache_began=at(date(2026, 6, 25)), side=Side.BOTH)
    neck = [
        NeckEpisode(
            id=f"neck-{day}",
            began=at(date(2026, 6, day), 4.0),
            ended=at(date(2026, 6, day), 12.0),
            locations=("suboccipital",),
            characters=("tight_stiff",),
            side=Side.LEFT,
            worse_with=("turning",),
            same_side_as_head=True,
        )
        for day in (10, 15)
    ]
    signs = [
        Sign(id="sign", sign="yawning", began=at(date(2026, 6, 10), 3.0)),
        Sign(id="no-sign", sign="tired", present=False, began=at(date(2026, 6, 10), 3.0)),
    ]
    course = PreventiveCourse(
        id="course",
        agent="Erenumab",
        dose="70 mg",
        interval=28,
        interval_unit=IntervalUnit.DAYS,
        started=date(2026, 2, 1),
    )
    stopped = PreventiveCourse(
        id="old", agent="Topiramate", started=date(2025, 1, 1), stopped=date(2025, 4, 1)
    )
    given = [
        PreventiveDose(id="given-1", course="course", due=date(2026, 4, 5), given=at(date(2026, 4, 8))),
        PreventiveDose(id="given-2", course="course", due=date(2026, 5, 6), given=at(date(2026, 5, 6))),
        PreventiveDose(id="missed", course="course", due=date(2026, 6, 3), missed=True),
    ]
    scores = [
        Score(id="midas-1", instrument="midas", on=date(2026, 1, 20), items=(9.0, 8.0, 7.0, 4.0, 2.0)),
        Score(id="midas-2", instrument="midas", on=date(2026, 6, 20), items=(3.0, 2.0, 1.0, 1.0, 0.0)),
        Score(id="hit6", instrument="hit6", on=date(2026, 6, 20), total=56.0),
    ]
    safety = SafetyAnswers(
        id="safety",
        on=date(2026, 6, 1),
        answers=(
            SafetyAnswer(flag="first_seizure", answer=True),
            SafetyAnswer(flag="thunderclap", answer=False),
        ),
    )
    visits = [
        Visit(id="visit-1", on=date(2026, 5, 1), with_whom="Bob", questions=("Is it working?",)),
        Visit(id="visit-2", on=date(2026, 7, 5), questions=("One?", "Two?", "Three?", "Four?")),
    ]
    kept = Preferences(id="preferences", settings=(Setting(name="high_frequency_from", value="10"),))
    days = [*clear_days(date(2025, 12, 15), 48), *clear_days(date(2026, 6, 11), 5)]
    cycle = clear(date(2026, 6, 17), cycle_day_1=True, neck_stiff=True)
    everything: list[Record] = [
        person,
        aura,
        coarse,
        reduced,
        open_ended,
        *neck,
        *signs,
        course,
        stopped,
        *given,
        *scores,
        safety,
        *visits,
        kept,
        *days,
        cycle,
    ]
    return Diary.of(*everything, as_of=AS_OF)


@cache
def demo() -> Diary:
    """Three constructed years."""
    as_of = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Diary.fold(demo_entries(Random(7), as_of=as_of), as_of=as_of)


@cache
def crowded() -> Diary:
    """A diary with more of everything than a first page has room for."""
    long = "words that go on and on " * 20
    attacks = [
        migraine(
            f"a-{n}",
            FIRST + timedelta(days=n),
            hours=6.0,
            aura=True,
            function=Function(work=Effect.UNABLE),
            began_in=BeganIn.BOTH,
            most_bothersome="nausea",
            aura_symptoms=(AuraSymptom(symptom="visual_positive", minutes=30.0),),
        )
        for n in range(0, 90, 2)
    ]
    names = (
        "Sumatriptan",
        "Naproxen",
        "Paracetamol",
        "Aspirin",
        "Excedrin",
        "Codeine",
        "Ubrogepant",
        "Lasmiditan",
    )
    doses = [
        Dose(id=f"d-{n}", medicine=names[n % 8], at=at(FIRST + timedelta(days=n), 9.0)) for n in range(90)
    ]
    courses = [
        PreventiveCourse(
            id=f"c-{n}",
            agent=f"Agent {n} {long}",
            dose=long,
            started=date(2020 + n // 4, 1 + n % 4, 1),
            stopped=date(2020 + n // 4, 2 + n % 4, 1),
            why_stopped=long,
        )
        for n in range(20)
    ]
    flags = (
        "thunderclap",
        "first_seizure",
        "reduced_consciousness",
        "co_exposure",
        "pattern_change",
        "age50_new",
    )
    safety = SafetyAnswers(
        id="s", on=date(2026, 6, 1), answers=tuple(SafetyAnswer(flag=f, answer=True) for f in flags)
    )
    visits = [
        Visit(id="v-1", on=date(2026, 4, 2), with_whom=long),
        Visit(id="v-2", on=date(2026, 7, 1), questions=(long,) * 3),
    ]
    person = Person(
        id="p",
        name_on_report=long,
        birth_year=1987,
        clinician_says_migraine=True,
        named_by_clinician=tuple(Named(name=long) for _ in range(5)),
    )
    settings = Preferences(
        id="x",
        settings=tuple(
            Setting(name=name, value=value)
            for name, value in (
                ("high_frequency_from", "10"),
                ("prodrome_hours", "24"),
                ("postdrome_hours", "24"),
                ("moderate_from", "5"),
            )
        ),
    )
    neck = [NeckEpisode(id=f"n-{n}", began=at(FIRST + timedelta(days=n), 3.0)) for n in range(0, 90, 3)]
    return Diary.of(*attacks, *doses, *courses, safety, *visits, person, settings, *neck, as_of=AS_OF)


NAMED = {"empty": empty, "small": small, "full": full, "crowded": crowded}


@cache
def report(name: str) -> Report:
    """The report of a named diary over the period, made once for all tests that only read it."""
    return report_of(NAMED[name](), PERIOD)
