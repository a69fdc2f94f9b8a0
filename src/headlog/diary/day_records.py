"""Records that may say something about the days of a period, sorted by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.day import CheckIn, Pause
from headlog.diary.diary import Diary
from headlog.diary.head_pain import DayRules
from headlog.diary.medicine import Dose, DoseFor, PreventiveDose, Relief
from headlog.diary.moment import Moment, Precision, day_begins
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
    attacks: list[Attack] = field(default_factory=list)
    onsets: list[datetime] = field(default_factory=list)
    backgrounds: list[BackgroundHeadache] = field(default_factory=list)
    check_ins: dict[date, CheckIn] = field(default_factory=dict)
    clear_days: list[date] = field(default_factory=list)
    doses: defaultdict[date, list[Dose]] = field(default_factory=lambda: defaultdict(list))
    headache_doses: list[datetime] = field(default_factory=list)
    reliefs: defaultdict[date, list[Relief]] = field(default_factory=lambda: defaultdict(list))
    preventive_doses: defaultdict[date, list[PreventiveDose]] = field(
        default_factory=lambda: defaultdict(list)
    )
    neck: defaultdict[date, list[NeckEpisode | Sign]] = field(default_factory=lambda: defaultdict(list))
    signs: defaultdict[date, list[Sign]] = field(default_factory=lambda: defaultdict(list))
    paused: set[date] = field(default_factory=set)
    recalled: dict[str, bool] = field(default_factory=dict)
    votes: dict[date, tuple[datetime, str]] = field(default_factory=dict)

    @property
    def zones(self) -> dict[date, str]:
        """Zone of each day that an entry places: that of its earliest entry."""
        return {day: zone for day, (_, zone) in self.votes.items()}

    @property
    def touched(self) -> set[date]:
        """Days with any entry but attacks and background headache."""
        return set(self.check_ins).union(
            self.doses, self.reliefs, self.preventive_doses, self.neck, self.signs
        )

    def near(self, moment: Moment) -> bool:
        """Whether a moment may lie in the period."""
        return self.earliest <= moment.at <= self.latest

    def place(self, moment: Moment) -> date:
        """Local day of a moment, which also tells the zone the day was lived in."""
        day = moment.day
        known = self.votes.get(day)
        if known is None or moment.at < known[0]:
            self.votes[day] = (moment.at, moment.zone)
        return day


def day_records(diary: Diary, period: Period, rules: DayRules) -> DayRecords:
    """Records of a diary that may touch a period's days.

    One pass over the records: a diary of ten years has 15,000 of them, and a
    month needs a hundred.
    """
    begin = day_begins(period.first, diary.zone) - _ZONE_REACH
    end = day_begins(period.last + ONE_DAY, diary.zone) + _ZONE_REACH
    found = DayRecords(period, diary.zone, rules, begin, end)
    for record in diary.records.values():
        sort = _SORT.get(type(record))
        if sort is not None:
            sort(found, record)
    found.onsets.sort()
    found.clear_days.sort()
    found.headache_doses.sort()
    found.attacks.sort(key=lambda attack: (_first_at(attack), attack.id))
    by_day: tuple[Mapping[date, list[Any]], ...] = (
        found.doses,
        found.preventive_doses,
        found.reliefs,
        found.neck,
        found.signs,
    )
    for entries in (entries for days in by_day for entries in days.values() if len(entries) > 1):
        entries.sort(key=_order)
    answering = (*found.attacks, *found.backgrounds, *found.check_ins.values())
    hours = rules.recalled_after_hours
    found.recalled.update({record.id: diary.is_recalled(record, hours) for record in answering})
    return found


def _sort_attack(found: DayRecords, record: Attack) -> None:
    onset = record.onset or (record.pain[0].at if record.pain else record.headache_ended)
    if onset is None:
        return
    if record.headache is not False:
        found.onsets.append(onset.at)
    if onset.at > found.latest or _last_at(record, found.rules) < found.earliest:
        return
    found.attacks.append(record)
    for moment in (onset, record.headache_ended):
        if moment is not None and found.near(moment):
            found.place(moment)
    if onset.zone != found.home and record.headache_ended is not None:
        _lived_through(found, onset, record.headache_ended)


def _lived_through(found: DayRecords, onset: Moment, ended: Moment) -> None:
    """Days between onset and end away from home were lived in the zone of the onset."""
    day = onset.day + ONE_DAY
    while day < ended.day:
        found.votes.setdefault(day, (day_begins(day, onset.zone) + ONE_DAY, onset.zone))
        day += ONE_DAY


def _sort_background(found: DayRecords, record: BackgroundHeadache) -> None:
    if record.began is None or record.began.at > found.latest:
        return
    if record.ended is None or record.ended.at >= found.earliest:
        found.backgrounds.append(record)


def _sort_check_in(found: DayRecords, record: CheckIn) -> None:
    if record.headache is False:
        found.clear_days.append(record.day)
    if record.day not in found.period:
        return
    known = found.check_ins.get(record.day)
    if known is None or known.id < record.id:
        found.check_ins[record.day] = record
    if record.zone is not None:
        noon = day_begins(record.day, record.zone) + timedelta(hours=12)
        found.votes.setdefault(record.day, (noon, record.zone))


def _sort_dose(found: DayRecords, record: Dose) -> None:
    if record.at is not None and found.near(record.at):
        found.doses[found.place(record.at)].append(record)
    if record.at is not None and record.taken_for is DoseFor.HEADACHE:
        found.headache_doses.append(record.at.at)


def _sort_relief(found: DayRecords, record: Relief) -> None:
    if record.began is not None and found.near(record.began):
        found.reliefs[found.place(record.began)].append(record)


def _sort_preventive(found: DayRecords, record: PreventiveDose) -> None:
    if record.given is not None and found.near(record.given) and not record.missed:
        found.preventive_doses[found.place(record.given)].append(record)


def _sort_sign(found: DayRecords, record: Sign) -> None:
    if record.present is False:
        return
    by_day = found.neck if record.sign in NECK_SIGNS else found.signs
    for day in _days_of(found, record.began, record.ended):
        by_day[day].append(record)


def _sort_neck(found: DayRecords, record: NeckEpisode) -> None:
    ended = record.ended
    if ended is None and record.severity:
        ended = max((reading.at for reading in record.severity), key=lambda moment: moment.at)
    for day in _days_of(found, record.began, ended):
        found.neck[day].append(record)


def _sort_pause(found: DayRecords, record: Pause) -> None:
    first, last = record.first, record.last or found.period.last
    if last < first:
        return
    both = found.period.overlap(Period(first, last))
    if both is not None:
        found.paused.update(both.days)


def _days_of(found: DayRecords, began: Moment | None, ended: Moment | None) -> list[date]:
    """Days a timed symptom touches; without an end, the day it began: how long it lasted was not said."""
    first = began or ended
    if first is None or first.at > found.latest:
        return []
    last = ended or first
    if last.at < found.earliest:
        return []
    day, until = found.place(first), last.day
    if until > day and last.precision is Precision.EXACT and last.at == day_begins(until, last.zone):
        until -= ONE_DAY
    return [day + ONE_DAY * n for n in range(max((until - day).days, 0) + 1)]


def _first_at(attack: Attack) -> datetime:
    onset = attack.onset or (attack.pain[0].at if attack.pain else attack.headache_ended)
    assert onset is not None
    return onset.at


def _last_at(attack: Attack, rules: DayRules) -> datetime:
    """Latest instant an attack may reach."""
    told = attack.headache_ended or attack.back_to_normal or attack.aura_ended
    if attack.headache_ended is not None:
        return attack.headache_ended.at
    latest = max((m.at for _, m in attack.moments), default=None)
    times = [reading.at.at for reading in attack.pain] + ([latest] if latest else [])
    longest = timedelta(hours=2 * rules.longest_open_hours + rules.end_unknown_hours)
    return max(times) + (longest if told is None else timedelta())


def _order(record: Record) -> tuple[datetime, str]:
    first = record.first_moment
    assert first is not None
    return first.at, record.id


# Each handler takes records of the kind it stands under.
_SORT: dict[type[Record], Callable[[DayRecords, Any], None]] = {
    Attack: _sort_attack,
    BackgroundHeadache: _sort_background,
    CheckIn: _sort_check_in,
    Dose: _sort_dose,
    Relief: _sort_relief,
    PreventiveDose: _sort_preventive,
    Sign: _sort_sign,
    NeckEpisode: _sort_neck,
    Pause: _sort_pause,
}
