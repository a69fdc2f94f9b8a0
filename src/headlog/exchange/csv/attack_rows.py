"""One row an attack: its times, strength, medicines and what the person suspected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from headlog.diary.attack import Attack, Side
from headlog.diary.moment import Moment
from headlog.diary.phrase import phrase
from headlog.exchange.attack_parts import (
    attack_key,
    cell_items,
    diary_words,
    keep_untimed_doses,
    pain_level,
    pain_times,
    taken_for,
)
from headlog.exchange.gathering import Gathering
from headlog.exchange.tables import Row
from headlog.exchange.times import clock_of, day_moment, day_of, moment_of, shifted, wall_time, without_day

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LASTED = re.compile(
    r"(?:(?P<d>\d+)\s*d\w*)?\s*(?:(?P<h>\d+)\s*h\w*)?\s*(?:(?P<m>\d+)\s*m\w*)?|(?P<hh>\d+):(?P<mm>\d\d)(?::\d\d)?",
    re.IGNORECASE,
)
_LONGEST = timedelta(days=60)


def keep_attack_row(gathering: Gathering, row: Row, said: Mapping[str, str], day_first: bool | None) -> None:
    """Keep the attack of a row, and a dose for each medicine beside it."""
    zone = gathering.choices.zone or "UTC"
    place = (row.number, row.text)
    began = _began(said, day_first, zone)
    if began is None:
        got = said.get("began") or said.get("day", "")
        gathering.skip(*place, phrase("no date of its start could be read from “{got}”", got=got))
        return
    if not began.timed and _says_a_time(said):
        gathering.lose(row.number, phrase("a time of the start that could not be read; its day is kept"))
    pain = pain_level(gathering, row.number, said.get("pain", ""))
    side = said.get("side", "").casefold()
    if side and side not in set(Side):
        gathering.lose(row.number, phrase("a side that is none of {sides}", sides=", ".join(Side)))
    attack = gathering.keep(
        Attack,
        (attack_key(began),),
        place,
        taken_for=taken_for(said.get("taken_for", "")),
        side=Side(side) if side in set(Side) else None,
        symptoms=diary_words(gathering, "sign", cell_items(said.get("symptoms", ""))),
        suspected_triggers=diary_words(gathering, "suspected_trigger", cell_items(said.get("triggers", ""))),
        notes=said.get("notes") or None,
        **pain_times(pain, began, _ended(gathering, row, said, day_first, began)),
    )
    if attack is not None:
        keep_untimed_doses(gathering, attack.id, began, place, cell_items(said.get("medicine", "")))


def _began(said: Mapping[str, str], day_first: bool | None, zone: str) -> Moment | None:
    text = said.get("began") or f"{said.get('day', '')} {said.get('began_time', '')}"
    wall = wall_time(text, day_first)
    if wall is not None:
        return moment_of(wall, zone)
    day = day_of(text, day_first)
    return day_moment(day, zone) if day is not None else None


def _says_a_time(said: Mapping[str, str]) -> bool:
    """Whether more than a day is written where the start of a row stands."""
    return bool(said.get("began_time") or without_day(said.get("began", "")))


def _ended(
    gathering: Gathering, row: Row, said: Mapping[str, str], day_first: bool | None, began: Moment
) -> Moment | None:
    """End from its own column, else from the elapsed time, else from a clock time on the same or next day."""
    if (wall := wall_time(said.get("ended", ""), day_first)) is not None:
        return moment_of(wall, began.zone)
    elapsed = _elapsed(said)
    if elapsed is not None and timedelta(0) < elapsed <= _LONGEST and began.timed:
        return shifted(began, elapsed)
    clock = clock_of(said.get("ended_time") or said.get("ended", ""))
    if clock is not None and began.timed:
        midnight = began.local.replace(hour=0, minute=0, second=0, tzinfo=None)
        wall = midnight + clock
        return moment_of(
            wall if wall >= began.local.replace(tzinfo=None) else wall + timedelta(days=1), began.zone
        )
    if any(said.get(name) for name in ("ended", "ended_time", "minutes", "hours", "lasted")):
        gathering.lose(row.number, phrase("an end that could not be read; it is left open"))
    # Of a row that knows only its day, the end is as little known as the beginning.
    return began if not began.timed else None


def _elapsed(said: Mapping[str, str]) -> timedelta | None:
    for name, unit in (("minutes", timedelta(minutes=1)), ("hours", timedelta(hours=1))):
        text = said.get(name, "")
        if _NUMBER.fullmatch(text) and len(text) < 9:
            return unit * float(text.replace(",", "."))
    lasted = said.get("lasted", "").strip()
    found = _LASTED.fullmatch(lasted) if lasted else None
    if found is None or len(lasted) > 20:
        return None
    parts = {name: int(value or 0) for name, value in found.groupdict().items()}
    if max(parts.values()) > 100_000:
        return None
    return timedelta(days=parts["d"], hours=parts["h"] + parts["hh"], minutes=parts["m"] + parts["mm"])
