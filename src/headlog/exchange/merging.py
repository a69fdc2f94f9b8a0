"""An import held against the diary it goes into: what is there already, what changed, what to leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn, NumberSeries, readings_in_order
from headlog.diary.diary import Diary
from headlog.diary.identity import derived_id
from headlog.diary.journal import Entry, History
from headlog.diary.moment import Moment
from headlog.diary.phrase import Phrase, phrase
from headlog.exchange.result import Duplicate, ImportResult

# Two attacks of different origin that begin this close together are shown as possibly the same.
SAME_ATTACK_WITHIN = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class LookAlike:
    """An attack to add that begins about when one of the diary does: both ids, and the words."""

    id: str
    there: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class Merging:
    """What of an import is to be added.

    Parameters
    ----------
    result
        The import with only the entries that add something; the others are its duplicates.
    changed
        Ids of records that an earlier import brought and that this one tells differently.
    withdrawn
        Ids of records that the person took back, or whose import was undone; they stay so unless asked for.
    maybe_same
        Attacks that may be in the diary already, from another source.
    """

    result: ImportResult
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    maybe_same: tuple[LookAlike, ...] = ()


def merging(result: ImportResult, diary: Diary, *, bring_back: bool = False) -> Merging:
    """What of an import adds something to a diary.

    A file imported twice adds nothing. A record that the source tells
    differently by now, such as an attack that has ended since, becomes a new
    version, unless the person changed it by hand: then theirs stands. A series of
    numbers takes what a file adds to it, whichever part of it the file holds.

    Parameters
    ----------
    diary
        With its histories.
    bring_back
        Whether records that were taken back come back.
    """
    adding: list[Entry] = []
    doubles = list(result.duplicates)
    changed: list[str] = []
    withdrawn: list[str] = []
    log_of_its_own = result.format == "headlog"
    for entry in result.entries:
        there = diary.histories.get(entry.id)
        words = None
        if there is None:
            words = _own_check_in(entry, diary) if not log_of_its_own else None
        elif log_of_its_own:
            words = _ALREADY if any(v.version == entry.version for v in there.versions) else None
        else:
            entry = _with_earlier_readings(entry, there)
            words = _unchanged(entry, there, bring_back=bring_back)
            if there.current.withdrawn and words is not None:
                withdrawn.append(entry.id)
        if words is not None:
            doubles.append(Duplicate(_row(entry), entry.id, words))
        elif there is not None and not log_of_its_own:
            changed.append(entry.id)
            adding.append(_over(entry, there))
        else:
            adding.append(entry)
    kept = replace(result, entries=tuple(adding), duplicates=tuple(doubles))
    return Merging(kept, tuple(changed), tuple(withdrawn), _maybe_same(adding, diary))


_ALREADY = phrase("it is in the diary already")


def _unchanged(entry: Entry, there: History, *, bring_back: bool) -> Phrase | None:
    current = there.current
    if current.withdrawn:
        return None if bring_back else phrase("it was taken back in the diary and stays so")
    if current.record == entry.record:
        return _ALREADY
    if (
        current.source is None
        or entry.source is None
        or current.source.get("format") != entry.source["format"]
    ):
        return phrase("it was changed by hand in the diary; that version stands")
    return None


def _with_earlier_readings(entry: Entry, there: History) -> Entry:
    """Numbers of a file that begins later do not take the earlier ones away."""
    fresh, known = entry.record, there.current.record
    if not isinstance(fresh, NumberSeries) or not isinstance(known, NumberSeries):
        return entry
    values = {each.at: each.value for each in (*known.readings, *fresh.readings)}
    return replace(entry, record=replace(fresh, readings=readings_in_order(values)))


def _own_check_in(entry: Entry, diary: Diary) -> Phrase | None:
    record = entry.record
    if isinstance(record, CheckIn) and record.day in diary.check_ins:
        return phrase("the diary has a check-in of {day} of its own", day=record.day)
    return None


def _over(entry: Entry, there: History) -> Entry:
    """The entry as a new version over the one shown; its id follows from both, so that twice is once."""
    base = there.current.version
    return replace(entry, version=derived_id(entry.version, base), base=base)


def _maybe_same(adding: list[Entry], diary: Diary) -> tuple[LookAlike, ...]:
    onsets: list[tuple[Moment, str]] = sorted(
        ((a.onset, a.id) for a in diary.attacks if a.onset is not None and a.onset.timed),
        key=lambda pair: pair[0].at,
    )
    by_hour: dict[int, list[tuple[Moment, str]]] = {}
    for onset, id_ in onsets:
        by_hour.setdefault(_hour(onset), []).append((onset, id_))
    found = (_look_alike(entry, by_hour) for entry in adding)
    return tuple(alike for alike in found if alike is not None)


def _look_alike(entry: Entry, by_hour: Mapping[int, list[tuple[Moment, str]]]) -> LookAlike | None:
    record = entry.record
    if not isinstance(record, Attack) or record.onset is None or not record.onset.timed:
        return None
    hour = _hour(record.onset)
    near = (pair for h in (hour - 1, hour, hour + 1) for pair in by_hour.get(h, ()))
    for onset, id_ in near:
        if id_ != entry.id and abs(onset.at - record.onset.at) <= SAME_ATTACK_WITHIN:
            words = phrase(
                "an attack of the diary begins about then, at {when:%Y-%m-%d %H:%M}", when=onset.local
            )
            return LookAlike(entry.id, id_, words)
    return None


def _hour(moment: Moment) -> int:
    return int(moment.at.timestamp() // 3600)


def _row(entry: Entry) -> int:
    return int(entry.source["row"]) if entry.source and "row" in entry.source else 0
