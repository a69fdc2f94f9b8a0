"""Days: what each local day's record says, per question, before any definition is applied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.attack_days import (
    TOLD_MINUTES,
    AttackOnDay,
    Contribution,
    attack_contributions,
    background_days,
)
from headlog.diary.day import CheckIn
from headlog.diary.day_records import DayRecords, day_records
from headlog.diary.day_tiles import day_tiles, total_minutes
from headlog.diary.diary import Diary
from headlog.diary.head_pain import USUAL_RULES, DayRules
from headlog.diary.light import light
from headlog.diary.medicine import Dose, PreventiveDose, Relief
from headlog.diary.period import Period
from headlog.diary.sign import NeckEpisode, Sign


class DayAnswer(StrEnum):
    """What a day's record answers to one question."""

    YES = "yes"
    NO = "no"
    # Something was recorded, but it does not settle the question.
    UNDECIDED = "undecided"
    UNANSWERED = "unanswered"


# As globals: an enum attribute costs ten times as much.
YES, NO, UNDECIDED, UNANSWERED = DayAnswer.YES, DayAnswer.NO, DayAnswer.UNDECIDED, DayAnswer.UNANSWERED


class DayFacts(NamedTuple):
    """One local day as recorded.

    Parameters
    ----------
    day, zone, minutes
        The day, the zone it was lived in, and its length in minutes (1,380 to 1,500 at home).
    begins, ends
        First instant of the day and of the next, in UTC.
    headache
        Any headache at all: yes by an attack or background headache that touches the day or by the
        check-in, no by the check-in alone. Doses, signs and neck entries answer nothing here.
    headache_least, headache_most
        Minutes of headache, overlapping attacks counted once, 0 to `minutes`. They differ when times are
        coarse, an end is not known, or the day was answered without times.
    moderate_least, moderate_most
        Minutes at moderate or worse by the readings that hold, 0 to `headache_most`.
    attacks
        Attacks that touch the day, and how.
    backgrounds
        Background headache of the day.
    check_in
        The day's own answers, if there is a check-in.
    doses, reliefs, preventive_doses
        What was taken or done on the day, by time; doses that were missed are not among them.
    neck
        Neck trouble: yes by an entry or the check-in, no by the check-in alone.
    neck_entries
        Neck episodes, and signs of the neck, present on the day.
    signs
        Other signs present on the day, in or outside an attack.
    recalled
        Whether every record that answers the headache question was written more than 48 h late.
    paused
        Whether the diary rested; the day stays unanswered unless something was recorded.
    """

    day: date
    zone: str
    minutes: float
    begins: datetime
    ends: datetime
    headache: DayAnswer = UNANSWERED
    headache_least: float = 0.0
    headache_most: float = 0.0
    moderate_least: float = 0.0
    moderate_most: float = 0.0
    attacks: tuple[AttackOnDay, ...] = ()
    backgrounds: tuple[BackgroundHeadache, ...] = ()
    check_in: CheckIn | None = None
    doses: tuple[Dose, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    preventive_doses: tuple[PreventiveDose, ...] = ()
    neck: DayAnswer = UNANSWERED
    neck_entries: tuple[NeckEpisode | Sign, ...] = ()
    signs: tuple[Sign, ...] = ()
    recalled: bool = False
    paused: bool = False

    @property
    def began(self) -> tuple[Attack, ...]:
        """Attacks whose onset lies on the day."""
        return tuple(each.attack for each in self.attacks if each.begins)

    @property
    def is_empty(self) -> bool:
        """Whether no entry of any kind tells anything of the day."""
        entries = (self.attacks, self.backgrounds, self.doses, self.reliefs, self.preventive_doses,
                   self.neck_entries, self.signs)  # fmt: skip
        return self.check_in is None and not any(entries)

    @property
    def worst_pain(self) -> int | None:
        """Worst pain that can be placed on the day, 0 to 10, or None."""
        known = [each.worst_pain for each in self.attacks if each.worst_pain is not None]
        if self.check_in is not None and self.check_in.worst_pain is not None:
            known.append(self.check_in.worst_pain)
        return max(known, default=None)


def to_days(diary: Diary, period: Period, rules: DayRules = USUAL_RULES) -> tuple[DayFacts, ...]:
    """Facts of every local day of a period.

    A day is the person's own: of the zone of its entries, else of the home
    zone; nights when the clocks change lose and double nothing.

    Parameters
    ----------
    diary
        The record to read.
    period
        The days, both ends included; days after the diary's present are unanswered.
    rules
        How long a reading holds, and when an open attack's end is unknown.

    Returns
    -------
    tuple of DayFacts
        One a day, in order: as many as `period.length`. A day without an answer is
        `UNANSWERED`, never clear.
    """
    records = day_records(diary, period, rules)
    tiles = day_tiles(period, diary.zone, records.zones)
    attacks: list[tuple[Contribution, ...]] = [()] * period.length
    for number, contribution in attack_contributions(records, tiles):
        attacks[number] = (*attacks[number], contribution)
    backgrounds: list[tuple[BackgroundHeadache, ...]] = [()] * period.length
    for number, background in background_days(records, diary, tiles):
        backgrounds[number] = (*backgrounds[number], background)
    touched, edges = records.touched, tiles.edges
    days = []
    for frame in zip(
        period.days, tiles.zones, tiles.lengths, edges, edges[1:], attacks, backgrounds, strict=False
    ):
        if frame[5] or frame[6] or frame[0] in touched:
            days.append(_day(frame, records))
        else:
            day, zone, length, begins, ends, _, _ = frame
            days.append(DayFacts(day, zone, length, begins, ends, paused=day in records.paused))
    return tuple(days)


# A day, its zone and length, its beginning and end, its attacks and its background headaches.
_Frame = tuple[date, str, float, datetime, datetime, tuple[Contribution, ...], tuple[BackgroundHeadache, ...]]


def _day(frame: _Frame, records: DayRecords) -> DayFacts:
    day, zone, length, begins, ends, attacks, backgrounds = frame
    check_in = records.check_ins.get(day)
    least, most, moderate_least, moderate_most = _pain(attacks, backgrounds, check_in, length, records)
    neck_entries = records.neck.get(day, ())
    return light(DayFacts, (
        day,
        zone,
        length,
        begins,
        ends,
        _headache(attacks, backgrounds, check_in, least, most),
        least,
        most,
        moderate_least,
        moderate_most,
        tuple([each.on_day for each in attacks]) if attacks else (),
        backgrounds,
        check_in,
        records.doses.get(day, ()),
        records.reliefs.get(day, ()),
        records.preventive_doses.get(day, ()),
        _neck(neck_entries, check_in),
        neck_entries,
        records.signs.get(day, ()),
        bool(records.recalled) and _recalled(attacks, backgrounds, check_in, records.recalled),
        day in records.paused,
    ))  # fmt: skip


def _headache(
    attacks: Sequence[Contribution],
    backgrounds: Sequence[BackgroundHeadache],
    check_in: CheckIn | None,
    least: float,
    most: float,
) -> DayAnswer:
    if least > 0 or backgrounds or (attacks and any(each.touches for each in attacks)):
        return YES
    if most > 0 or (attacks and any(each.may_touch for each in attacks)):
        return UNDECIDED
    answer = None if check_in is None else check_in.headache
    if answer is None:
        return UNANSWERED
    return YES if answer else NO


def _pain(
    attacks: Sequence[Contribution],
    backgrounds: Sequence[BackgroundHeadache],
    check_in: CheckIn | None,
    length: float,
    records: DayRecords,
) -> tuple[float, float, float, float]:
    """Least and most minutes of headache, then of moderate or worse."""
    says_more = check_in is not None and check_in.tells_headache
    if not attacks and not backgrounds and not says_more:
        return 0.0, 0.0, 0.0, 0.0
    if len(attacks) == 1 and not attacks[0].told:
        # Nothing overlaps: its own minutes are the day's.
        one = attacks[0].on_day
        if not backgrounds and not says_more:
            return one.headache_least, one.headache_most, one.moderate_least, one.moderate_most
        least, most = one.headache_least, one.headache_most
        mild_to_severe, moderate = one.moderate_least, one.moderate_most
    else:
        pains = [each.stretches for each in attacks]
        least = total_minutes([part for each in pains for part in each.certain])
        most = total_minutes([part for each in pains for part in each.possible])
        mild_to_severe = total_minutes([part for each in pains for part in each.moderate_certain])
        moderate = total_minutes([part for each in pains for part in each.moderate_possible])
    if backgrounds:
        # Every day of a background headache is a headache day; its hours are not asked for.
        least, most = max(least, TOLD_MINUTES), length
        moderate, mild_to_severe = _background_moderate(
            backgrounds, (moderate, mild_to_severe), most, records
        )
    if any(each.told for each in attacks):
        least = max(least, TOLD_MINUTES)
        mild_to_severe = max(
            mild_to_severe, *(TOLD_MINUTES if e.told_moderate else 0.0 for e in attacks), 0.0
        )
    if check_in is not None and says_more:
        told = TOLD_MINUTES if check_in.headache_minutes is None else float(check_in.headache_minutes)
        open_ended = check_in.headache_minutes is None and not attacks
        # A "yes" beside a record that was long enough repeats it; how strong it was, that record says.
        repeats = check_in.worst_pain is None and told <= most
        least, most = max(least, told), length if open_ended else max(most, told)
        if not repeats:
            both = moderate, mild_to_severe
            moderate, mild_to_severe = _told_moderate(check_in, told, both, most, records)
    least, most = min(least, length), min(max(least, most), length)
    mild_to_severe = min(mild_to_severe, most)
    return least, most, mild_to_severe, min(max(moderate, mild_to_severe), most)


def _background_moderate(
    backgrounds: Sequence[BackgroundHeadache],
    moderate: tuple[float, float],
    most: float,
    records: DayRecords,
) -> tuple[float, float]:
    """Most and least minutes at moderate or worse; a usual pain that is not recorded leaves the day open."""
    upper, lower = moderate
    for pain in (background.usual_pain for background in backgrounds):
        if pain is None:
            upper = max(upper, most)
        elif pain >= records.rules.moderate_from:
            upper, lower = max(upper, most), max(lower, TOLD_MINUTES)
    return upper, lower


def _told_moderate(
    check_in: CheckIn, told: float, moderate: tuple[float, float], most: float, records: DayRecords
) -> tuple[float, float]:
    """Most and least minutes at moderate or worse once the day's worst pain is known."""
    upper, lower = moderate
    if check_in.worst_pain is None:
        return max(upper, most), lower
    if check_in.worst_pain < records.rules.moderate_from:
        return lower, lower
    return max(upper, most), max(lower, min(TOLD_MINUTES, told))


def _neck(entries: tuple[NeckEpisode | Sign, ...], check_in: CheckIn | None) -> DayAnswer:
    if entries:
        return YES
    if check_in is None:
        return UNANSWERED
    if check_in.neck_stiff is None:
        return NO if check_in.nothing_else else UNANSWERED
    return YES if check_in.neck_stiff else NO


def _recalled(
    attacks: Sequence[Contribution],
    backgrounds: Sequence[BackgroundHeadache],
    check_in: CheckIn | None,
    recalled: set[str],
) -> bool:
    if check_in is not None and check_in.headache is not None and check_in.id not in recalled:
        return False
    told = [each.on_day.attack.id for each in attacks] + [each.id for each in backgrounds]
    if not told:
        return check_in is not None and check_in.headache is not None
    return recalled.issuperset(told)


def day_zones(diary: Diary, period: Period, rules: DayRules = USUAL_RULES) -> dict[date, str]:
    """Zone of the days of a period that an entry places; the others were lived in the home zone."""
    return day_records(diary, period, rules).zones


def whole_diary(diary: Diary) -> Period | None:
    """Days from the first record to the present, or None for an empty diary."""
    recorded = diary.recorded_period
    if recorded is None:
        return None
    return Period(recorded.first, max(recorded.last, diary.today))
