"""What each attack and background headache contributes to the days it touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.attack_spans import first_after, span_of
from headlog.diary.day import CheckIn
from headlog.diary.day_records import DayRecords
from headlog.diary.day_tiles import DayTiles, apart_from, total_minutes
from headlog.diary.diary import Diary
from headlog.diary.head_pain import DayRules, End, PainSpan, Stretch, held_readings
from headlog.diary.moment import Moment
from headlog.diary.period import ONE_DAY

# A day that the person calls a headache day without any time has at least the half hour that makes
# one (the shortest headache day of the profiles); how much more is not known.
TOLD_MINUTES = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackOnDay:
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


@dataclass(frozen=True, slots=True)
class Contribution:
    """Stretches behind an attack's minutes on one day, so that overlapping attacks are counted once.

    `told` marks a day that an attack without times of day names: it happened on it, for how long is not said.
    """

    on_day: AttackOnDay
    certain: tuple[Stretch, ...] = ()
    possible: tuple[Stretch, ...] = ()
    moderate_certain: tuple[Stretch, ...] = ()
    moderate_possible: tuple[Stretch, ...] = ()
    told: bool = False
    told_moderate: bool = False
    touches: bool = False
    may_touch: bool = False


def attack_contributions(
    records: DayRecords, diary: Diary, tiles: DayTiles
) -> Iterator[tuple[int, Contribution]]:
    """Contribution of each attack to each day of the tiles it touches, attacks by onset."""
    later = (records.onsets, records.clear_days, records.headache_doses)
    for attack in records.attacks:
        span = span_of(attack, diary, later, records.rules)
        onset = _onset_number(attack, span, tiles)
        aura = _aura_onset(attack)
        aura_number = None if aura is None else _day_number(aura, tiles)
        found = {} if span is None else _by_day(attack, span, tiles, records)
        marks = {number for number in (onset, aura_number) if number is not None}
        for number in sorted(found.keys() | marks):
            if not 0 <= number < len(tiles.zones):
                continue
            begins, aura_here = number == onset, number == aura_number
            stretches = found.get(number)
            if span is None or stretches is None:
                on_day = AttackOnDay(attack=attack, span=span, begins=begins, aura_here=aura_here)
                yield number, Contribution(on_day)
                continue
            told = _told(attack, number, tiles)
            on_day = stretches.on_day(attack, span, told=told, begins=begins, aura_here=aura_here)
            whole = tiles.holds(number, span.possible)
            yield number, _contribution(on_day, span, stretches, (told, whole), records.rules)


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
            clear = first_after(records.clear_days, first)
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


@dataclass(slots=True)
class _Stretches:
    """Stretches of one attack on one day, while they are gathered."""

    certain: list[Stretch] = field(default_factory=list)
    possible: list[Stretch] = field(default_factory=list)
    moderate_certain: list[Stretch] = field(default_factory=list)
    moderate_possible: list[Stretch] = field(default_factory=list)
    worst: int | None = None

    def on_day(
        self, attack: Attack, span: PainSpan, *, told: bool, begins: bool, aura_here: bool
    ) -> AttackOnDay:
        """The attack on the day of these stretches, in minutes."""
        certain = total_minutes(self.certain)
        return AttackOnDay(
            attack=attack,
            span=span,
            begins=begins,
            aura_here=aura_here,
            headache_least=max(certain, TOLD_MINUTES) if told else certain,
            headache_most=certain if self.possible == self.certain else total_minutes(self.possible),
            moderate_least=total_minutes(self.moderate_certain),
            moderate_most=total_minutes(self.moderate_possible),
            worst_pain=self.worst,
        )


def _by_day(attack: Attack, span: PainSpan, tiles: DayTiles, records: DayRecords) -> dict[int, _Stretches]:
    found: defaultdict[int, _Stretches] = defaultdict(_Stretches)
    held = held_readings(attack, span.possible[1], records.rules) if attack.pain else ()
    sure, maybe = _moderate(attack, span, held, records.rules)
    for stretch in apart_from(span.certain, span.free) if span.certain else ():
        for number, part in tiles.parts(stretch):
            found[number].certain.append(part)
    for stretch in apart_from(span.possible, span.free):
        for number, part in tiles.parts(stretch):
            found[number].possible.append(part)
    for stretch in sure:
        for number, part in tiles.parts(stretch):
            found[number].moderate_certain.append(part)
    for stretch in maybe:
        for number, part in tiles.parts(stretch):
            found[number].moderate_possible.append(part)
    for begin, end, pain in held:
        for number, _ in tiles.parts((begin, end)):
            found[number].worst = max(found[number].worst or 0, pain)
    onset = _onset_number(attack, span, tiles)
    for number, stretches in found.items():
        if number != onset:
            _heed_clear_day(stretches, records.check_ins.get(tiles.first + ONE_DAY * number))
        if attack.worst_pain is not None and tiles.holds(number, span.possible):
            stretches.worst = max(stretches.worst or 0, attack.worst_pain)
    return found


def _heed_clear_day(stretches: _Stretches, check_in: CheckIn | None) -> None:
    """A day that the person calls clear keeps only the pain that is certain, not what coarse times allow."""
    if check_in is not None and check_in.headache is False:
        stretches.possible = list(stretches.certain)
        stretches.moderate_possible = list(stretches.moderate_certain)


def _moderate(
    attack: Attack, span: PainSpan, held: tuple[tuple[datetime, datetime, int], ...], rules: DayRules
) -> tuple[list[Stretch], list[Stretch]]:
    """Stretches at moderate or worse: certain by the readings that hold, and possible.

    A worst pain without a time only bounds: below moderate there was none.
    """
    low = tuple((begin, end) for begin, end, pain in held if pain < rules.moderate_from and begin < end)
    bounded = attack.worst_pain is not None and (attack.peak_pain or 0) < rules.moderate_from
    maybe = (
        []
        if bounded
        else [p for whole in apart_from(span.possible, span.free) for p in apart_from(whole, low)]
    )
    if span.certain is None:
        return [], maybe
    first, last = span.certain
    high = ((max(b, first), min(e, last)) for b, e, pain in held if pain >= rules.moderate_from)
    sure = [part for b, e in high if b < e for part in apart_from((b, e), span.free)]
    return sure, maybe


def _contribution(
    on_day: AttackOnDay, span: PainSpan, stretches: _Stretches, known: tuple[bool, bool], rules: DayRules
) -> Contribution:
    told, whole = known
    sure = on_day.attack.had_headache is True and span.end is End.KNOWN
    return Contribution(
        on_day,
        tuple(stretches.certain),
        tuple(stretches.possible),
        tuple(stretches.moderate_certain),
        tuple(stretches.moderate_possible),
        told=told,
        told_moderate=told and stretches.worst is not None and stretches.worst >= rules.moderate_from,
        touches=told or (sure and (bool(stretches.certain) or whole)),
        may_touch=bool(stretches.possible),
    )


def _told(attack: Attack, number: int, tiles: DayTiles) -> bool:
    """Whether an attack with days for times names this day as its first or its last."""
    began, ended = attack.headache_began, attack.headache_ended
    if began is None or ended is None or began.timed or ended.timed:
        return False
    return number in ((began.day - tiles.first).days, (ended.day - tiles.first).days)
