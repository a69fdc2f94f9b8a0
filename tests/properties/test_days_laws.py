"""Laws of days and months, for any drawn diary."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from headlog.clinical.ledger import MEASURES
from headlog.clinical.months import MonthRow, month_table, totals
from headlog.clinical.profiles import PROFILES
from headlog.diary.attack import Attack, Grade, PainReading, Quality, Side, TakenFor
from headlog.diary.day import CheckIn
from headlog.diary.days import to_days
from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose, DoseFor
from headlog.diary.moment import Moment, PartOfDay, Precision
from headlog.diary.period import Period
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode
from tests.pictures import at, drawn

# Holds the change of clocks in Rome, on Lord Howe and in Auckland.
FIRST, DAYS = date(2026, 3, 21), 16
PERIOD = Period(FIRST, FIRST + timedelta(days=DAYS - 1))
AS_OF = datetime(2026, 4, 8, 12, tzinfo=UTC)
ZONES = ("UTC", "Europe/Rome", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland")
GRADES = st.none() | st.sampled_from(Grade)
ANSWERS = st.sampled_from((None, True, False))
profiles = st.sampled_from(sorted(PROFILES))
pictures = st.text(".cmsqoy/tTnNa ", min_size=1, max_size=20)


@st.composite
def moments(draw: st.DrawFn, zone: str, first: int = 0, last: int = DAYS * 1440 - 1) -> Moment:
    """A moment of the period, exact or coarse."""
    instant = at(FIRST, 0, zone).at + timedelta(minutes=draw(st.integers(first, last)))
    match draw(st.sampled_from((Precision.EXACT, Precision.EXACT, *Precision))):
        case Precision.ABOUT:
            return Moment(instant, zone, Precision.ABOUT, minutes=draw(st.integers(1, 240)))
        case Precision.BETWEEN:
            later = instant + timedelta(minutes=draw(st.integers(0, 600)))
            return Moment(instant, zone, Precision.BETWEEN, until=later)
        case Precision.PART_OF_DAY:
            return Moment(instant, zone, Precision.PART_OF_DAY, part=draw(st.sampled_from(PartOfDay)))
        case precision:
            return Moment(instant, zone, precision)


@st.composite
def attacks(draw: st.DrawFn, zone: str, id_: str) -> Attack:
    """An attack with or without an end, features and readings noted or not."""
    began = draw(moments(zone))
    minutes = draw(st.none() | st.integers(0, 4000))
    ended = None if minutes is None else Moment(began.latest + timedelta(minutes=minutes), zone)
    readings = tuple(
        PainReading(at=Moment(began.middle + timedelta(minutes=after), zone), pain=pain)
        for after, pain in draw(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 10)), max_size=3))
    )
    return Attack(
        id=id_, headache=draw(st.sampled_from((True, True, True, None, False))),
        headache_began=began, headache_ended=ended, pain=readings,
        aura=draw(ANSWERS), side=draw(st.none() | st.sampled_from(Side)),
        quality=draw(st.none() | st.sampled_from(Quality)), worse_with_activity=draw(ANSWERS),
        worst_pain=draw(st.none() | st.integers(0, 10)), nausea=draw(GRADES), vomiting=draw(GRADES),
        photophobia=draw(GRADES), phonophobia=draw(GRADES),
        taken_for=draw(st.none() | st.sampled_from(TakenFor)),
    )  # fmt: skip


@st.composite
def doses(draw: st.DrawFn, zone: str, id_: str) -> Dose:
    """A dose of a known or an unknown medicine."""
    return Dose(
        id=id_, medicine=draw(st.sampled_from(("sumatriptan", "ibuprofen", "blue pill", "metoclopramide"))),
        at=draw(moments(zone)), taken_for=draw(st.none() | st.sampled_from(DoseFor)),
        pain_before=draw(st.none() | st.integers(0, 10)), pain_at_2h=draw(st.none() | st.integers(0, 10)),
    )  # fmt: skip


@st.composite
def diaries(draw: st.DrawFn, zone: str | None = None) -> Diary:
    """A diary of 16 days in one zone."""
    place = zone or draw(st.sampled_from(ZONES))
    found: list[Record] = [draw(attacks(place, f"a{n}")) for n in range(draw(st.integers(0, 3)))]
    found += [draw(doses(place, f"d{n}")) for n in range(draw(st.integers(0, 2)))]
    for n in range(draw(st.integers(0, 2))):
        began = draw(moments(place))
        found.append(
            NeckEpisode(id=f"n{n}", began=began, ended=Moment(began.latest + timedelta(hours=9), place))
        )
    for day in sorted(draw(st.sets(st.integers(0, DAYS - 1), max_size=8))):
        found.append(
            CheckIn(
                id=f"c{day}", day=FIRST + timedelta(days=day), headache=draw(ANSWERS),
                nothing_else=draw(ANSWERS), neck_stiff=draw(ANSWERS), acute_medicine=draw(ANSWERS),
                worst_pain=draw(st.none() | st.integers(0, 10)), migraine=draw(ANSWERS),
                headache_minutes=draw(st.none() | st.integers(0, 900)),
            )
        )  # fmt: skip
    return Diary.of(*found, as_of=AS_OF, zone=place)


def row_of(diary: Diary, profile: str = "default", period: Period = PERIOD) -> MonthRow:
    found = totals(diary, period, profile)
    assert found is not None
    return found


@given(diaries(), profiles)
def test_days_are_at_most_recorded_days_and_those_the_length(diary: Diary, profile: str) -> None:
    """Counted and undecided days are recorded; recorded days lie in the period; bounds are in order."""
    for tally in row_of(diary, profile).tallies.values():
        assert 0 <= tally.counted <= tally.counted + tally.undecided <= tally.recorded <= tally.length == DAYS
        assert 0 <= tally.recalled <= tally.recorded
        assert tally.lower <= tally.upper <= DAYS


@given(diaries())
def test_minutes_of_a_day_are_ordered_and_fit_in_it(diary: Diary) -> None:
    """Least is at most most, moderate is within headache, and no day has more minutes than its length."""
    for day in to_days(diary, PERIOD):
        assert 0 <= day.headache_least <= day.headache_most <= day.minutes
        assert 0 <= day.moderate_least <= day.moderate_most <= day.headache_most


@given(diaries(), profiles, st.integers(1, DAYS - 1))
def test_halves_add_up(diary: Diary, profile: str, cut: int) -> None:
    """The days of two parts of a period are those of the whole, wherever it is cut."""
    middle = FIRST + timedelta(days=cut)
    whole = row_of(diary, profile)
    parts = [
        row_of(diary, profile, Period(FIRST, middle - timedelta(days=1))),
        row_of(diary, profile, Period(middle, PERIOD.last)),
    ]

    for measure, tally in whole.tallies.items():
        for name in ("counted", "undecided", "recorded", "length"):
            assert getattr(tally, name) == sum(getattr(part[measure], name) for part in parts), (
                measure,
                name,
            )
    assert whole.attack_starts == sum(part.attack_starts for part in parts)


@given(diaries(), st.randoms(use_true_random=False))
def test_order_of_entry_does_not_matter(diary: Diary, dice: random.Random) -> None:
    """The same records in another order give the same days."""
    shuffled = list(diary.records.items())
    dice.shuffle(shuffled)
    again = replace(diary, records=dict(shuffled))

    assert to_days(again, PERIOD) == to_days(diary, PERIOD)
    assert row_of(again).tallies == row_of(diary).tallies


@given(diaries("UTC"), profiles)
def test_a_week_later_gives_the_same_counts_a_week_later(diary: Diary, profile: str) -> None:
    """Moving the whole diary by a week moves every result by a week."""
    week = timedelta(weeks=1)
    moved = [_moved(record, week) for record in diary.records.values()]
    later = Diary.of(*moved, as_of=diary.as_of + week, zone="UTC")

    after = row_of(later, profile, Period(PERIOD.first + week, PERIOD.last + week))

    assert after.tallies == row_of(diary, profile).tallies


@given(diaries("Europe/Rome"), profiles, st.data())
def test_one_more_attack_or_dose_never_lowers_a_count(
    diary: Diary, profile: str, data: st.DataObject
) -> None:
    """Headache, migraine, medicine and neck days only grow with a further attack, dose or neck episode.

    Moderate-severe days are left out: a second dose within 2 h unmakes "treated successfully" by definition.
    """
    zone = "Europe/Rome"
    extra = data.draw(attacks(zone, "x") | doses(zone, "x"))
    more = Diary.of(*diary.records.values(), extra, as_of=AS_OF, zone=zone)

    before, after = row_of(diary, profile), row_of(more, profile)

    for measure in ("headache", "migraine", "acute_medicine", "neck"):
        assert before[measure].lower <= after[measure].lower, measure


@given(diaries(), profiles)
def test_left_and_right_count_alike(diary: Diary, profile: str) -> None:
    """Swapping the sides changes no count."""
    swap = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
    swapped = [
        replace(record, side=swap[record.side])
        if isinstance(record, Attack) and record.side in swap
        else record
        for record in diary.records.values()
    ]

    assert (
        row_of(Diary.of(*swapped, as_of=AS_OF, zone=diary.zone), profile).tallies
        == row_of(diary, profile).tallies
    )


@given(st.sampled_from(ZONES), st.integers(0, DAYS * 1440), st.integers(0, 5000))
def test_nights_of_clock_change_lose_and_double_no_minute(zone: str, begin: int, minutes: int) -> None:
    """The minutes of a headache over its days are the minutes that passed, and days follow without a gap."""
    began = at(FIRST, 0, zone).at + timedelta(minutes=begin)
    ended = began + timedelta(minutes=minutes)
    attack = Attack(id="a", headache_began=Moment(began, zone), headache_ended=Moment(ended, zone))
    diary = Diary.of(attack, as_of=ended, zone=zone)
    days = to_days(diary, Period(FIRST - timedelta(days=1), FIRST + timedelta(days=DAYS + 6)))

    assert sum(day.headache_least for day in days) == pytest.approx(minutes)
    assert all(day.ends == following.begins for day, following in pairwise(days))
    assert {day.minutes for day in days} <= {1380.0, 1410.0, 1440.0, 1470.0, 1500.0}


@given(st.lists(st.sampled_from(".mT"), min_size=5, max_size=30), st.data())
def test_bounds_hold_whatever_the_missing_days_were(marks: list[str], data: st.DataObject) -> None:
    """Taking any days out of a full diary leaves its true counts between the bounds."""
    gone = data.draw(st.sets(st.integers(0, len(marks) - 1)))
    thinned = "".join(" " if number in gone else mark for number, mark in enumerate(marks))
    (full, period), (rest, _) = drawn("".join(marks)), drawn(thinned)

    truth, known = row_of(full, period=period), row_of(rest, period=period)

    for measure in MEASURES:
        assert known[measure].lower <= truth[measure].lower, measure
        assert truth[measure].upper <= known[measure].upper, measure


@given(diaries("Europe/Rome"), st.integers(1, 300))
def test_coarser_times_widen_the_bounds_around_the_exact_count(diary: Diary, about: int) -> None:
    """Blurring every exact time of the closed attacks keeps the exact count of headache days within."""
    closed = [r for r in diary.records.values() if isinstance(r, Attack) and r.headache_ended is not None]
    exact = [
        replace(a, headache_began=_exact(a.headache_began), headache_ended=_exact(a.headache_ended), pain=())
        for a in closed
    ]
    assume(exact)
    blurred = [
        replace(
            a, headache_began=_about(a.headache_began, about), headache_ended=_about(a.headache_ended, about)
        )
        for a in exact
    ]
    sharp = row_of(Diary.of(*exact, as_of=AS_OF, zone="Europe/Rome"))["headache"]
    soft = row_of(Diary.of(*blurred, as_of=AS_OF, zone="Europe/Rome"))["headache"]

    assert soft.lower <= sharp.upper
    assert sharp.lower <= soft.upper


@given(pictures)
def test_months_are_the_days_of_the_ledger(picture: str) -> None:
    """The rows of the months of a period add up to its totals, under any profile."""
    diary, period = drawn(picture, first=date(2026, 5, 25))

    rows = month_table(diary, period)

    for measure, tally in row_of(diary, period=period).tallies.items():
        assert sum(row[measure].counted for row in rows) == tally.counted
        assert sum(row[measure].length for row in rows) == len(picture)


def _exact(moment: Moment | None) -> Moment:
    assert moment is not None
    return Moment(moment.middle, moment.zone)


def _about(moment: Moment | None, minutes: int) -> Moment:
    assert moment is not None
    return Moment(moment.at, moment.zone, Precision.ABOUT, minutes=minutes)


def _moved(record: Record, by: timedelta) -> Record:
    changes: dict[str, object] = {name: _later(moment, by) for name, moment in record.moments}
    if isinstance(record, CheckIn):
        changes["day"] = record.day + by
    if isinstance(record, Attack):
        changes["pain"] = tuple(replace(each, at=_later(each.at, by)) for each in record.pain)
    return replace(record, **changes)  # type: ignore[arg-type]  # names come from the record itself


def _later(moment: Moment, by: timedelta) -> Moment:
    until = None if moment.until is None else moment.until + by
    return replace(moment, at=moment.at + by, until=until)
