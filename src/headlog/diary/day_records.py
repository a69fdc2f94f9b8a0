"""Records that may say something about the days of a period, sorted by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.attack_spans import attack_spans
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.head_pain import DayRules, PainSpan
from headlog.diary.medicine import Dose, PreventiveDose, Relief
from headlog.diary.moment import EXACT, Moment, day_begins
from headlog.diary.period import ONE_DAY, Period
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign

# Signs that are neck trouble by another name.
NECK_SIGNS = frozenset({"neck_stiff", "neck_pain"})
# No zone is further than this from UTC, either way.
_ZONE_REACH = timedelta(days=1)


@dataclass(slots=True)
class DayRecords:
    """Records near a period, each under the days it speaks of; built once and then only read."""

    period: Period
    home: str
    rules: DayRules
    earliest: datetime
    latest: datetime
    attacks: list[tuple[Attack, PainSpan | None]] = field(default_factory=list)
    backgrounds: list[BackgroundHeadache] = field(default_factory=list)
    check_ins: dict[date, CheckIn] = field(default_factory=dict)
    doses: dict[date, tuple[Dose, ...]] = field(default_factory=dict)
    reliefs: dict[date, tuple[Relief, ...]] = field(default_factory=dict)
    preventive_doses: dict[date, tuple[PreventiveDose, ...]] = field(default_factory=dict)
    neck: dict[date, tuple[NeckEpisode | Sign, ...]] = field(default_factory=dict)
    signs: dict[date, tuple[Sign, ...]] = field(default_factory=dict)
    paused: set[date] = field(default_factory=set)
    recalled: set[str] = field(default_factory=set)
    placed: list[Moment] = field(default_factory=list)

    @property
    def zones(self) -> dict[date, str]:
        """Zone of each day that an entry places; empty where every entry was made at home.

        The earliest moment of a day tells it; without one its check-in, else an attack that lasted over it.
        """
        named = {moment.zone for moment in self.placed}
        named.update([check_in.zone or self.home for check_in in self.check_ins.values()])
        if named <= {self.home}:
            return {}
        zones: dict[date, str] = {}
        for moment in sorted(self.placed, key=lambda each: each.at):
            zones.setdefault(moment.day, moment.zone)
        for day, check_in in self.check_ins.items():
            if check_in.zone is not None:
                zones.setdefault(day, check_in.zone)
        for attack, _ in self.attacks:
            for day, zone in _lasted_over(attack):
                zones.setdefault(day, zone)
        return zones

    @property
    def touched(self) -> set[date]:
        """Days with any entry but attacks and background headache."""
        return set(self.check_ins).union(
            self.doses, self.reliefs, self.preventive_doses, self.neck, self.signs
        )

    def place(self, moment: Moment | None) -> date | None:
        """Local day of a moment, which may also tell the zone that the day was lived in.

        None for a moment that cannot lie in the period.
        """
        if moment is None or not self.earliest <= moment.at <= self.latest:
            return None
        self.placed.append(moment)
        return moment.day

    def days_of(self, began: Moment | None, ended: Moment | None) -> tuple[date, ...]:
        """Days a timed symptom touches; without an end, the day it began: how long it lasted was not said."""
        first, last = began or ended, ended or began
        if first is None or last is None or first.at > self.latest or last.at < self.earliest:
            return ()
        self.placed.append(first)
        day, until = first.day, last.day
        if until <= day:
            return (day,)
        if last.precision is EXACT and last.at == day_begins(until, last.zone):
            until -= ONE_DAY
        return tuple(day + ONE_DAY * n for n in range((until - day).days + 1))


def day_records(diary: Diary, period: Period, rules: DayRules) -> DayRecords:
    """Records of a diary that may touch a period's days, those of one day by time."""
    begin = day_begins(period.first, diary.zone) - _ZONE_REACH
    end = day_begins(period.last + ONE_DAY, diary.zone) + _ZONE_REACH
    found = DayRecords(period, diary.zone, rules, begin, end)
    _add_attacks(found, diary)
    _add_doses(found, diary)
    _add_symptoms(found, diary)
    first, last = period.first, period.last
    found.check_ins.update({day: told for day, told in diary.check_ins.items() if first <= day <= last})
    for pause in diary.pauses:
        until = pause.last or last
        if pause.first <= until and (both := period.overlap(Period(pause.first, until))) is not None:
            found.paused.update(both.days)
    answering: list[Record] = [attack for attack, _ in found.attacks]
    answering += (*found.backgrounds, *found.check_ins.values())
    after = timedelta(hours=rules.recalled_after_hours)
    found.recalled.update(diary.recalled(answering, after))
    return found


def _add_attacks(found: DayRecords, diary: Diary) -> None:
    rows: list[tuple[datetime, str, Attack, PainSpan | None]] = []
    for attack, span in attack_spans(diary, found.rules):
        told = attack.first_told
        if told is None:
            continue
        first = told.at if attack.aura_began is None else min(told.at, attack.aura_began.at)
        last = told.at if span is None or span.possible[1] < told.at else span.possible[1]
        if first > found.latest or last < found.earliest:
            continue
        rows.append((told.at, attack.id, attack, span))
        found.place(told)
        found.place(attack.headache_ended)
    # No two records have one id, so that attacks themselves are never compared.
    rows.sort()
    found.attacks.extend([(attack, span) for _, _, attack, span in rows])
    found.backgrounds.extend(
        each
        for each in diary.backgrounds
        if each.began is not None
        and each.began.at <= found.latest
        and (each.ended is None or each.ended.at >= found.earliest)
    )


def _add_doses(found: DayRecords, diary: Diary) -> None:
    doses, reliefs, given = found.doses, found.reliefs, found.preventive_doses
    for dose in diary.doses:
        if (day := found.place(dose.at)) is not None:
            doses[day] = (*doses.get(day, ()), dose)
    for relief in diary.reliefs:
        if (day := found.place(relief.began)) is not None:
            reliefs[day] = (*reliefs.get(day, ()), relief)
    for each in diary.preventive_doses:
        if not each.missed and (day := found.place(each.given)) is not None:
            given[day] = (*given.get(day, ()), each)


def _add_symptoms(found: DayRecords, diary: Diary) -> None:
    neck, signs = found.neck, found.signs
    for sign in diary.signs:
        if sign.present is not False:
            by_day: dict[date, tuple[Any, ...]] = neck if sign.sign in NECK_SIGNS else signs
            for day in found.days_of(sign.began, sign.ended):
                by_day[day] = (*by_day.get(day, ()), sign)
    mixed = bool(neck)
    for episode in diary.neck_episodes:
        ended = episode.ended
        if ended is None and episode.severity:
            ended = max((reading.at for reading in episode.severity), key=lambda moment: moment.at)
        for day in found.days_of(episode.began, ended):
            neck[day] = (*neck.get(day, ()), episode)
    if mixed:
        neck.update({day: tuple(sorted(entries, key=_order)) for day, entries in neck.items()})


def _lasted_over(attack: Attack) -> Iterator[tuple[date, str]]:
    """Days between onset and end of an attack, and the zone of its onset, in which they were lived."""
    told, ended = attack.first_told, attack.headache_ended
    if told is not None and ended is not None:
        day, until = told.day + ONE_DAY, ended.day
        while day < until:
            yield day, told.zone
            day += ONE_DAY


def _order(record: Record) -> tuple[datetime, str]:
    first = record.first_moment
    assert first is not None
    return first.at, record.id
