"""Head pain of an attack over time: when it was there for certain, and when it may have been."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from headlog.diary.attack import Attack, BreakReason
from headlog.diary.journal import RECALLED_AFTER_HOURS
from headlog.diary.light import light
from headlog.diary.moment import EXACT, Moment

Stretch = tuple[datetime, datetime]
Stretches = tuple[Stretch, ...]
# A pain reading with the stretch for which it holds.
Held = tuple[datetime, datetime, int]


@dataclass(frozen=True, slots=True)
class DayRules:
    """Named settings for reading days out of attacks.

    Parameters
    ----------
    end_unknown_hours
        An open attack without news for this long has an unknown end (product definition: 12 h).
    reading_holds_hours
        A pain reading holds until the next one, at most this long.
    moderate_from
        Least pain, 0 to 10, that is moderate.
    longest_open_hours
        Days later than this after the last news of an open attack are no longer touched by
        it; they are then answered by themselves or not at all. 72 h is the longest attack of ICHD-3 1.1 B.
    recalled_after_hours
        An entry made later than this after the moment it tells of is recalled.
    silent_days
        A silence of so many days means that the diary rested, also for a person who writes attacks only.
    check_in_usual_share, check_in_around_days
        Who checks in on this share of so many days before and after is silent on a day without an entry.
    """

    end_unknown_hours: float = 12.0
    reading_holds_hours: float = 4.0
    moderate_from: int = 4
    longest_open_hours: float = 72.0
    recalled_after_hours: float = RECALLED_AFTER_HOURS
    silent_days: int = 14
    check_in_usual_share: float = 0.5
    check_in_around_days: int = 14


USUAL_RULES = DayRules()


@cache
def _hours(number: float) -> timedelta:
    """So many hours; making a timedelta anew costs more than most rules do with it."""
    return timedelta(hours=number)


@dataclass(frozen=True, slots=True)
class Later:
    """What was recorded after the onset of an attack that has no end.

    Parameters
    ----------
    news
        When something was written or taken for the attack. Each counts when it came within
        `end_unknown_hours` of the news before it: a detail filled in a week later is no sign that the
        pain lasted a week.
    followed_by
        Onset of the next attack, before which this one is taken to have ended.
    cleared_by
        Beginning of the next day that the person calls clear, by which it was over.
    """

    news: tuple[datetime, ...] = ()
    followed_by: datetime | None = None
    cleared_by: datetime | None = None


NOTHING_LATER = Later()


class End(StrEnum):
    """What is known of the end of head pain."""

    KNOWN = "known"
    ONGOING = "ongoing"
    UNKNOWN = "unknown"


# As a global: an enum attribute costs ten times as much.
END_KNOWN = End.KNOWN


class PainSpan(NamedTuple):
    """When an attack's head pain was there.

    Parameters
    ----------
    possible
        First and last instant that head pain may have been there.
    certain
        First and last instant between which it was there for certain; None when no stretch is.
        Equal instants: it is known to have begun, and nothing more.
    end
        Whether the end is known, or the attack is running, or nothing was heard of it for too long.
    free
        Stretches without pain inside the attack, earliest first; sleep is not one of them.
    """

    possible: Stretch
    certain: Stretch | None
    end: End
    free: tuple[Stretch, ...] = ()

    @property
    def least(self) -> timedelta:
        """Shortest duration the times allow, breaks taken out."""
        return timedelta() if self.certain is None else _without(self.certain, self.free)

    @property
    def most(self) -> timedelta:
        """Longest duration the times allow, breaks taken out."""
        return _without(self.possible, self.free)


def head_pain(
    attack: Attack, *, as_of: datetime, later: Later = NOTHING_LATER, rules: DayRules = USUAL_RULES
) -> PainSpan | None:
    """Span of an attack's head pain, or None when there was none or it has no time.

    Parameters
    ----------
    attack
        The attack; its head pain may be coarse in time, open, or not answered (then only possible).
    as_of
        The instant the diary is read at.
    later
        What was recorded after its onset that tells of an open attack.
    rules
        The named settings.
    """
    if attack.headache is False:
        return None
    began, ended = attack.headache_began, attack.headache_ended
    if began is None or ended is None:
        return _open_span(attack, as_of, later, rules)
    free = _breaks(attack)
    if began.precision is ended.precision is EXACT:
        stretch = (began.at, ended.at if ended.at > began.at else began.at)
        return light(PainSpan, (stretch, stretch, END_KNOWN, free))
    first, last = began.bounds, ended.bounds
    certain = (first[1], last[0]) if first[1] <= last[0] else None
    return PainSpan((first[0], max(first[0], last[1])), certain, END_KNOWN, free)


def pain_readings(attack: Attack) -> list[tuple[datetime, int]]:
    """Pain readings with a time finer than a day, earliest first."""
    timed = []
    for reading in attack.pain:
        if reading.pain is not None and (at := reading.at.instant) is not None:
            timed.append((at, reading.pain))
    return sorted(timed) if len(timed) > 1 else timed


def surely_began(attack: Attack) -> datetime | None:
    """First instant with head pain for certain: its onset, or a reading of pain before; None without both."""
    hurting = [at for at, pain in pain_readings(attack) if pain > 0]
    onset = attack.headache_began
    return min((*hurting, *((onset.latest,) if onset else ())), default=None)


def last_sure_pain(attack: Attack, heard: datetime) -> datetime | None:
    """Last instant with head pain for certain: its end, or the last reading of pain of one that is over.

    Parameters
    ----------
    heard
        When an attack without an end was last heard of, which tells that it went on until then.
    """
    if attack.headache_ended is not None:
        return attack.headache_ended.earliest
    readings = pain_readings(attack)
    hurting = [at for at, pain in readings if pain > 0]
    if attack.back_to_normal is not None or (hurting and readings[-1][1] == 0):
        return max(hurting, default=None)
    return max((*hurting, heard))


def held_readings(attack: Attack, until: datetime, rules: DayRules = USUAL_RULES) -> Sequence[Held]:
    """Stretches for which a pain reading holds: from it to the next, at most `reading_holds_hours`.

    Parameters
    ----------
    attack
        The attack whose readings to look at.
    until
        Nothing holds past this instant (the end of the pain, or the present).
    rules
        The named settings.
    """
    readings = pain_readings(attack)
    held: list[Held] = []
    longest = _hours(rules.reading_holds_hours)
    for number, (at, pain) in enumerate(readings, start=1):
        end = at + longest
        after = readings[number][0] if number < len(readings) else until
        if end > after:
            end = after
        if end > until:
            end = until
        held.append((at, end if end > at else at, pain))
    return held


def _open_span(attack: Attack, as_of: datetime, later: Later, rules: DayRules) -> PainSpan | None:
    readings = pain_readings(attack)
    hurting = [at for at, pain in readings if pain > 0]
    first_sure = surely_began(attack)
    start = _earliest(attack, readings)
    if start is None:
        return None
    heard = _last_news(first_sure or start, hurting, sorted(later.news), rules)
    sure_limit = min(filter(None, (_latest_end(attack, readings, hurting), later.cleared_by, as_of)))
    limit = min(filter(None, (sure_limit, later.followed_by)))
    sure_until = _sure_until(first_sure, hurting, heard, rules)
    known = attack.headache_ended is not None or attack.back_to_normal is not None
    quiet = as_of - heard > timedelta(hours=rules.end_unknown_hours)
    end = END_KNOWN if known else End.UNKNOWN if quiet or limit < as_of else End.ONGOING
    if end is End.UNKNOWN:
        limit = min(limit, heard + timedelta(hours=rules.longest_open_hours))
    limit = max(limit, start, *hurting)
    certain = None
    if first_sure is not None:
        # Another attack may have begun beside this one, so it shortens only what is not certain.
        certain = (first_sure, max(first_sure, min(sure_until or first_sure, sure_limit)))
        limit = max(limit, certain[1])
    return PainSpan((min(start, first_sure or start), limit), certain, end, _breaks(attack))


def _earliest(attack: Attack, readings: list[tuple[datetime, int]]) -> datetime | None:
    """Earliest instant head pain may have begun: onset, else aura, first tap, first reading, end."""
    onset = attack.onset
    if onset is not None:
        return onset.earliest
    first = min((at for at, _ in readings), default=None)
    ended = attack.headache_ended or attack.back_to_normal
    return first or (ended.earliest if ended else None)


def _latest_end(
    attack: Attack, readings: list[tuple[datetime, int]], hurting: list[datetime]
) -> datetime | None:
    """Latest instant the record allows: its end, back to normal, or a reading of none after pain."""
    told: Moment | None = attack.headache_ended or attack.back_to_normal
    if told is not None:
        return told.latest
    if hurting and readings[-1][1] == 0:
        return min(at for at, pain in readings if pain == 0 and at > hurting[-1])
    return None


def _last_news(start: datetime, hurting: list[datetime], news: list[datetime], rules: DayRules) -> datetime:
    last = max((start, *hurting))
    for heard in news:
        if heard > last + timedelta(hours=rules.end_unknown_hours):
            break
        last = max(last, heard)
    return last


def _sure_until(
    first_sure: datetime | None, hurting: list[datetime], heard: datetime, rules: DayRules
) -> datetime | None:
    """Last instant with pain for certain: the latest news, or as long as the last reading holds."""
    if first_sure is None:
        return None
    held = hurting[-1] + timedelta(hours=rules.reading_holds_hours) if hurting else first_sure
    return max(held, heard)


def _breaks(attack: Attack) -> tuple[Stretch, ...]:
    """Painless stretches with both ends known; through sleep an attack runs on (ICHD-3 1.1 note)."""
    if not attack.breaks:
        return ()
    return merged(
        (b.began.latest, b.ended.earliest)
        for b in attack.breaks
        if b.ended is not None and b.reason is not BreakReason.SLEEP and b.began.latest < b.ended.earliest
    )


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches with overlapping ones joined, earliest first."""
    joined: list[Stretch] = []
    for begin, end in sorted(stretches):
        if joined and begin <= joined[-1][1]:
            if end > joined[-1][1]:
                joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return tuple(joined)


def _without(stretch: Stretch, free: tuple[Stretch, ...]) -> timedelta:
    begin, end = stretch
    taken = sum((max(min(end, late) - max(begin, early), timedelta()) for early, late in free), timedelta())
    return end - begin - taken
