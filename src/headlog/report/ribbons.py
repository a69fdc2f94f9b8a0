"""Ribbons of a diary: each attack's phases along the person's own clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import cast

from headlog.clinical.phases import AttackPhases, attack_phases
from headlog.clinical.recorded_attacks import RecordedAttack
from headlog.diary.attack import Attack
from headlog.diary.day_records import NECK_SIGNS
from headlog.diary.diary import Diary
from headlog.diary.moment import Moment, zone_info
from headlog.diary.record import Record
from headlog.report.aligned_rows import dose_label, neck_records, sign_label
from headlog.report.charts import ribbon
from headlog.report.charts.picture import Picture
from headlog.report.charts.ribbon import PhaseSpan, RibbonMark, ribbon_picture
from headlog.report.words import said_day

# What lies this close to an attack is drawn with it.
_MARGIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AttackRibbon:
    """One attack as a ribbon; `picture` is None when no phase has a time of day.

    `entries` are the ids of the attack and of everything drawn over it.
    """

    attack: Attack
    day: date
    title: str
    picture: Picture | None
    entries: tuple[str, ...]


def ribbons(diary: Diary, attacks: Sequence[RecordedAttack]) -> tuple[AttackRibbon, ...]:
    """Ribbon of each attack with a day, latest first."""
    phases = attack_phases(diary, attacks)
    marks = _marks(diary)
    found = [
        _ribbon(number, each, marks)
        for number, each in enumerate(phases)
        if each.attack.attack.onset is not None
    ]
    return tuple(reversed(found))


_Marked = tuple[datetime, datetime | None, RibbonMark, str]


def _marks(diary: Diary) -> list[_Marked]:
    found: list[_Marked] = []
    for record in neck_records(diary):
        found += _mark("neck", "Neck", record.began, record.ended, record)
    for sign in diary.signs:
        if sign.present is not False and sign.sign not in NECK_SIGNS:
            found += _mark("sign", sign_label(diary, sign), sign.began, None, sign)
    for dose in diary.doses:
        found += _mark("dose", dose_label(dose.medicine), dose.at, None, dose)
    return sorted(found, key=lambda row: (row[0], row[3]))


def _mark(
    kind: ribbon.Kind,
    label: str,
    began: Moment | None,
    ended: Moment | None,
    record: Record,
) -> list[_Marked]:
    if began is None or not began.timed:
        return []
    end = None if ended is None else ended.instant
    zone = zone_info(began.zone)
    local_end = None if end is None else end.astimezone(zone)
    return [(began.middle, end, RibbonMark(kind, label, began.middle.astimezone(zone), local_end), record.id)]


def _ribbon(number: int, phases: AttackPhases, marks: list[_Marked]) -> AttackRibbon:
    attack = phases.attack.attack
    onset = attack.onset
    assert onset is not None
    title = f"Attack of {said_day(onset.day)}"
    timed = onset.timed and bool(phases.intervals)
    if not timed:
        return AttackRibbon(attack, onset.day, title, None, (attack.id,))
    zone = zone_info(onset.zone)
    spans = [
        PhaseSpan(cast(ribbon.Phase, each.phase.value), each.began.astimezone(zone), _local(each.ended, zone))
        for each in phases.intervals
    ]
    first, last = _reach(phases)
    near = [row for row in marks if row[0] <= last and (row[1] or row[0]) >= first]
    picture = ribbon_picture(spans, [row[2] for row in near], name=f"ribbon-{number}", title=title)
    return AttackRibbon(attack, onset.day, title, picture, (attack.id, *(row[3] for row in near)))


def _reach(phases: AttackPhases) -> tuple[datetime, datetime]:
    first = min(each.began for each in phases.intervals)
    last = max(each.ended or each.began for each in phases.intervals)
    return first - _MARGIN, last + _MARGIN


def _local(at: datetime | None, zone: tzinfo) -> datetime | None:
    return None if at is None else at.astimezone(zone)
