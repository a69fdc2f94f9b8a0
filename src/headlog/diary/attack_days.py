"""What each attack and background headache contributes to the days it touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.attack_spans import first_after
from headlog.diary.day_records import DayRecords
from headlog.diary.day_tiles import DayTiles, apart_from, total_minutes
from headlog.diary.diary import Diary
from headlog.diary.head_pain import END_KNOWN, DayRules, PainSpan, Stretch, held_readings
from headlog.diary.light import light
from headlog.diary.moment import Moment
from headlog.diary.period import ONE_DAY

# A day that the person calls a headache day without any time has at least the half hour that makes
# one (the shortest headache day of the profiles); how much more is not known.
TOLD_MINUTES = 30.0

# A pain reading with the stretch for which it holds.
Held = tuple[datetime, datetime, int]
Stretches = tuple[Stretch, ...]


class AttackOnDay(NamedTuple):
    """One attack as far as it concerns one day.

    Parameters
    ----------
    attack
        The whole attack; its features hold for each of its days.
    span
        When its head pain was there; None for an aura without headache.
    begins
        Whether its onset lies on the day.
    aura_here
        Whether its aura began on the day.
    headache_least, headache_most
        Minutes of its head pain on the day.
    moderate_least, moderate_most
        Minutes at moderate or worse on the day.
    worst_pain
        Worst pain that a reading, or an attack of one day, places on the day; 0 to 10 or None.
    """

    attack: Attack
    span: PainSpan | None
    begins: bool = False
    aura_here: bool = False
    headache_least: float = 0.0
    headache_most: float = 0.0
    moderate_least: float = 0.0
    moderate_most: float = 0.0
    worst_pain: int | None = None


class Contribution(NamedTuple):
    """Stretches behind an attack's minutes on one day, so that overlapping attacks are counted once.

    `told` marks a day that an attack without times of day names: it happened on it, for how long is not said.
    """

    on_day: AttackOnDay
    certain: Stretches = ()
    possible: Stretches = ()
    moderate_certain: Stretches = ()
    moderate_possible: Stretches = ()
    told: bool = False
    told_moderate: bool = False
    touches: bool = False
    may_touch: bool = False


def attack_contributions(records: DayRecords, tiles: DayTiles) -> Iterator[tuple[int, Contribution]]:
    """Contribution of each attack to each day of the tiles it touches, attacks by onset."""
    count = len(tiles.zones)
    clear = {(day - tiles.first).days for day, told in records.check_ins.items() if told.headache is False}
    for attack, span in records.attacks:
        onset = _onset_number(attack, span, tiles)
        aura = _aura_onset(attack)
        aura_number = None if aura is None else _day_number(aura, tiles)
        touched = None if span is None else _Touched(attack, span, tiles, records.rules)
        days = set() if touched is None else set(touched.days)
        days.update([day for day in (onset, aura_number) if day is not None])
        for number in sorted(days) if len(days) > 1 else days:
            if not 0 <= number < count:
                continue
            begins, aura_here = number == onset, number == aura_number
            if touched is None or number not in touched.days:
                yield number, Contribution(AttackOnDay(attack, span, begins, aura_here))
            else:
                is_clear = not begins and number in clear
                yield number, touched.on(number, begins=begins, aura_here=aura_here, clear=is_clear)


def background_days(
    records: DayRecords, diary: Diary, tiles: DayTiles
) -> Iterator[tuple[int, BackgroundHeadache]]:
    """Number of every day of each background headache.

    One without an end lasts until the present, or until a day that the person
    calls clear.
    """
    for background in records.backgrounds:
        began = background.began
        assert began is not None
        first = began.day
        if background.ended is not None:
            last = background.ended.day
        else:
            clear = first_after(diary.clear_days, first)
            last = min(diary.today, clear - ONE_DAY if clear else date.max)
        for number in range(max((first - tiles.first).days, 0), (last - tiles.first).days + 1):
            if number < len(tiles.zones):
                yield number, background


def _aura_onset(attack: Attack) -> Moment | None:
    return attack.aura_began or (attack.onset if attack.had_aura else None)


def _day_number(moment: Moment, tiles: DayTiles) -> int:
    return tiles.number_of(moment.at) if moment.timed else (moment.day - tiles.first).days


def _onset_number(attack: Attack, span: PainSpan | None, tiles: DayTiles) -> int | None:
    if attack.onset is not None:
        return _day_number(attack.onset, tiles)
    return tiles.number_of(span.possible[0]) if span is not None else None


class _Touched:
    """Days that an attack's head pain touches, with its stretches on each."""

    def __init__(self, attack: Attack, span: PainSpan, tiles: DayTiles, rules: DayRules) -> None:
        self.attack, self.span, self.tiles, self.rules = attack, span, tiles, rules
        possible, certain, _, free = span
        self.certain = {} if certain is None else _by_day(apart_from(certain, free), tiles)
        self.possible = self.certain if certain == possible else _by_day(apart_from(possible, free), tiles)
        held = held_readings(attack, possible[1], rules) if attack.pain else ()
        self.worst, self.moderate_certain = _read(held, certain, free, tiles, rules.moderate_from)
        maybe = _possibly_moderate(attack, span, held, rules)
        self.moderate_possible = self.possible if maybe is None else _by_day(maybe, tiles)
        self.days = {*self.possible, *self.certain, *self.worst}
        self.sure = span.end is END_KNOWN and attack.had_headache is True
        self.told = _told_days(attack, tiles)

    def on(self, number: int, *, begins: bool, aura_here: bool, clear: bool) -> Contribution:
        """Contribution to one of the days.

        Parameters
        ----------
        number
            The day.
        begins, aura_here
            Whether the onset, and the aura, lie on it.
        clear
            Whether the person calls the day clear: then it keeps only the pain that is certain, not what
            coarse times allow.
        """
        certain, moderate_certain = self.certain.get(number, ()), self.moderate_certain.get(number, ())
        possible = certain if clear else self.possible.get(number, ())
        moderate_possible = moderate_certain if clear else self.moderate_possible.get(number, ())
        worst, told = self.worst.get(number), number in self.told
        whole = self.tiles.holds(number, self.span.possible)
        if whole and self.attack.worst_pain is not None:
            worst = max(worst or 0, self.attack.worst_pain)
        least, moderate_least = total_minutes(certain), total_minutes(moderate_certain)
        most = least if possible is certain else total_minutes(possible)
        on_day = light(AttackOnDay, (
            self.attack,
            self.span,
            begins,
            aura_here,
            max(least, TOLD_MINUTES) if told else least,
            most,
            moderate_least,
            most if moderate_possible is possible else total_minutes(moderate_possible),
            worst,
        ))  # fmt: skip
        return light(Contribution, (
            on_day,
            certain,
            possible,
            moderate_certain,
            moderate_possible,
            told,
            told and worst is not None and worst >= self.rules.moderate_from,
            told or (self.sure and (bool(certain) or whole)),
            bool(possible),
        ))  # fmt: skip


def _read(
    held: Iterable[Held],
    certain: Stretch | None,
    free: Stretches,
    tiles: DayTiles,
    moderate_from: int,
) -> tuple[dict[int, int], dict[int, Stretches]]:
    """Worst reading of each day, and the stretches of moderate or worse as far as pain is certain there."""
    worst: dict[int, int] = {}
    moderate: dict[int, Stretches] = {}
    for begin, end, pain in held:
        for number, part in tiles.parts((begin, end)):
            if pain > worst.get(number, -1):
                worst[number] = pain
            if pain >= moderate_from and certain is not None:
                first, last = max(part[0], certain[0]), min(part[1], certain[1])
                if first < last:
                    moderate[number] = (*moderate.get(number, ()), *apart_from((first, last), free))
    return worst, moderate


def _by_day(stretches: Sequence[Stretch], tiles: DayTiles) -> dict[int, Stretches]:
    if len(stretches) == 1:
        return {number: (part,) for number, part in tiles.parts(stretches[0])}
    found: dict[int, Stretches] = {}
    for stretch in stretches:
        for number, part in tiles.parts(stretch):
            found[number] = (*found.get(number, ()), part)
    return found


def _possibly_moderate(
    attack: Attack, span: PainSpan, held: Iterable[Held], rules: DayRules
) -> list[Stretch] | None:
    """Stretches that may be at moderate or worse; None for all that head pain may have been there.

    A worst pain without a time only bounds: below moderate there was none.
    """
    if attack.worst_pain is not None and (attack.peak_pain or 0) < rules.moderate_from:
        return []
    low = tuple([(begin, end) for begin, end, pain in held if pain < rules.moderate_from and begin < end])
    if not low:
        return None
    return [part for whole in apart_from(span.possible, span.free) for part in apart_from(whole, low)]


def _told_days(attack: Attack, tiles: DayTiles) -> Collection[int]:
    """First and last day of an attack with days for times; none of one with a time of day."""
    began, ended = attack.headache_began, attack.headache_ended
    if began is None or ended is None or began.timed or ended.timed:
        return ()
    return (began.day - tiles.first).days, (ended.day - tiles.first).days
