"""What each attack and background headache contributes to the days it touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.attack_spans import first_after
from headlog.diary.day_records import DayRecords
from headlog.diary.day_tiles import DayTiles, apart_from, minutes_within, touches, within
from headlog.diary.diary import Diary
from headlog.diary.head_pain import END_KNOWN, DayRules, Held, PainSpan, Stretch, Stretches, held_readings
from headlog.diary.light import light
from headlog.diary.moment import Moment
from headlog.diary.period import ONE_DAY

# A day that the person calls a headache day without any time has at least the half hour that makes
# one (the shortest headache day of the profiles); how much more is not known.
TOLD_MINUTES = 30.0


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


class AttackPain(NamedTuple):
    """Stretches of an attack's head pain, and the readings that hold.

    Parameters
    ----------
    attack, span
        The attack, and when its head pain was there.
    numbers
        Every day from the first to the last of pain and readings; breaks may leave some without either.
    certain, possible, moderate_certain, moderate_possible
        When pain, and pain at moderate or worse, was there for certain, and when it may have been; the
        stretches of each are apart.
    held
        The readings.
    told
        First and last day of an attack with days for times.
    moderate_from
        Least pain, 0 to 10, that is moderate.
    """

    attack: Attack
    span: PainSpan
    numbers: range
    certain: Stretches
    possible: Stretches
    moderate_certain: Stretches
    moderate_possible: Stretches
    held: Sequence[Held]
    told: Collection[int]
    moderate_from: int

    @classmethod
    def of(cls, attack: Attack, span: PainSpan, tiles: DayTiles, rules: DayRules) -> AttackPain:
        """Head pain of an attack on the days of the tiles."""
        whole, surely, _, free = span
        held = held_readings(attack, whole[1], rules) if attack.pain else ()
        certain = () if surely is None else apart_from(surely, free)
        possible = certain if surely == whole else apart_from(whole, free)
        surely_moderate, maybe_moderate = _moderate(attack, span, possible, held, rules.moderate_from)
        first, last = whole
        if held and held[0][0] < first:
            first = held[0][0]
        if held and held[-1][1] > last:
            last = held[-1][1]
        return light(cls, (
            attack,
            span,
            range(tiles.number_of(first), tiles.number_of(last) + 1),
            certain,
            possible,
            surely_moderate,
            maybe_moderate,
            held,
            _told_days(attack, tiles),
            rules.moderate_from,
        ))  # fmt: skip

    def on(
        self, number: int, tiles: DayTiles, begins: bool, aura_here: bool, *, clear: bool
    ) -> Contribution | None:
        """Contribution to a day; None where neither pain nor a reading touches it.

        Parameters
        ----------
        number, tiles
            The day.
        begins, aura_here
            Whether the onset, and the aura, lie on it.
        clear
            Whether the person calls the day clear: then it keeps only the pain that is certain, not what
            coarse times allow.
        """
        attack, span = self.attack, self.span
        day = tiles.edges[number], tiles.edges[number + 1]
        worst = self._worst_on(day)
        certain = minutes_within(self.certain, day)
        possible = certain if self.possible is self.certain else minutes_within(self.possible, day)
        if certain is None and possible is None and worst is None:
            return None
        told, whole = number in self.told, tiles.holds(number, span.possible)
        if whole and attack.worst_pain is not None:
            worst = max(worst or 0, attack.worst_pain)
        least, moderate_least = certain or 0.0, minutes_within(self.moderate_certain, day) or 0.0
        most = least if clear else possible or 0.0
        if clear:
            possible, moderate_most = certain, moderate_least
        elif self.moderate_possible is self.possible:
            moderate_most = most
        else:
            moderate_most = minutes_within(self.moderate_possible, day) or 0.0
        sure = span.end is END_KNOWN and attack.had_headache is True
        on_day = light(AttackOnDay, (
            attack,
            span,
            begins,
            aura_here,
            max(least, TOLD_MINUTES) if told else least,
            most,
            moderate_least,
            moderate_most,
            worst,
        ))  # fmt: skip
        return light(Contribution, (
            on_day,
            self,
            day,
            clear,
            told,
            told and worst is not None and worst >= self.moderate_from,
            told or (sure and (certain is not None or whole)),
            possible is not None,
        ))  # fmt: skip

    def _worst_on(self, day: Stretch) -> int | None:
        """Worst reading that holds on a day."""
        worst = None
        for begin, end, pain in self.held:
            if (worst is None or pain > worst) and touches(begin, end, day):
                worst = pain
        return worst


class DayStretches(NamedTuple):
    """When head pain, and pain at moderate or worse, was there on one day, for certain and possibly."""

    certain: Stretches
    possible: Stretches
    moderate_certain: Stretches
    moderate_possible: Stretches


class Contribution(NamedTuple):
    """One attack on one day, with what is behind its minutes, so that overlapping attacks are counted once.

    Parameters
    ----------
    on_day
        The attack as it concerns the day.
    pain, day
        Its head pain, and where the day begins and ends; `pain` is None for an onset or aura alone.
    clear
        Whether the person calls the day clear.
    told, told_moderate
        Whether an attack without times of day names the day: it happened on it, for how long is not said;
        and whether it is told as moderate or worse.
    touches, may_touch
        Whether its pain is sure to touch the day, and whether it may.
    """

    on_day: AttackOnDay
    pain: AttackPain | None = None
    day: Stretch | None = None
    clear: bool = False
    told: bool = False
    told_moderate: bool = False
    touches: bool = False
    may_touch: bool = False

    @property
    def stretches(self) -> DayStretches:
        """When its pain was there on the day."""
        pain, day = self.pain, self.day
        if pain is None or day is None:
            return DayStretches((), (), (), ())
        certain, moderate = within(pain.certain, day), within(pain.moderate_certain, day)
        if self.clear:
            return DayStretches(certain, certain, moderate, moderate)
        return DayStretches(
            certain, within(pain.possible, day), moderate, within(pain.moderate_possible, day)
        )


def attack_contributions(records: DayRecords, tiles: DayTiles) -> Iterator[tuple[int, Contribution]]:
    """Contribution of each attack to each day of the tiles it touches, attacks by onset."""
    count = len(tiles.zones)
    clear = {(day - tiles.first).days for day, said in records.check_ins.items() if said.headache is False}
    for attack, span in records.attacks:
        onset = _onset_number(attack, span, tiles)
        aura = _aura_onset(attack)
        aura_number = None if aura is None else _day_number(aura, tiles)
        pain = None if span is None else AttackPain.of(attack, span, tiles, records.rules)
        numbers: Sequence[int] = () if pain is None else pain.numbers
        if aura_number is not None or onset not in numbers:
            told = [each for each in (onset, aura_number) if each is not None]
            numbers = sorted({*numbers, *told})
        for number in numbers:
            if not 0 <= number < count:
                continue
            begins, aura_here = number == onset, number == aura_number
            here = None
            if pain is not None and number in pain.numbers:
                here = pain.on(number, tiles, begins, aura_here, clear=not begins and number in clear)
            if here is not None:
                yield number, here
            elif begins or aura_here:
                yield number, Contribution(AttackOnDay(attack, span, begins, aura_here))


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
    onset = attack.onset
    if onset is not None:
        return _day_number(onset, tiles)
    return tiles.number_of(span.possible[0]) if span is not None else None


def _moderate(
    attack: Attack, span: PainSpan, possible: Stretches, held: Sequence[Held], moderate_from: int
) -> tuple[Stretches, Stretches]:
    """Stretches at moderate or worse for certain, and those that may be, of those with possible pain.

    For certain where such a reading holds and pain is certain. A worst pain without a time only bounds:
    below moderate there was none.
    """
    high: list[Stretch] = []
    low: list[Stretch] = []
    for begin, end, pain in held:
        if begin < end:
            (low if pain < moderate_from else high).append((begin, end))
    surely = _clipped(high, span.certain, span.free) if high and span.certain else ()
    worst = attack.worst_pain
    if worst is not None and worst < moderate_from and (attack.peak_pain or 0) < moderate_from:
        return surely, ()
    if not low:
        return surely, possible
    return surely, tuple([part for whole in possible for part in apart_from(whole, tuple(low))])


def _clipped(stretches: Iterable[Stretch], to: Stretch, free: Stretches) -> Stretches:
    """Parts of some stretches within another, without the breaks."""
    found: list[Stretch] = []
    for begin, end in stretches:
        first, last = begin if begin > to[0] else to[0], end if end < to[1] else to[1]
        if first < last:
            found += apart_from((first, last), free)
    return tuple(found)


def _told_days(attack: Attack, tiles: DayTiles) -> Collection[int]:
    """First and last day of an attack with days for times; none of one with a time of day."""
    began, ended = attack.headache_began, attack.headache_ended
    if began is None or ended is None or began.timed or ended.timed:
        return ()
    return (began.day - tiles.first).days, (ended.day - tiles.first).days
