"""Migraine Buddy's CSV, with 24 columns (from 2024) and with 19 (about 2022 to early 2024)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from headlog.diary.moment import Moment
from headlog.diary.phrase import phrase
from headlog.exchange.asking import ask_day_first, ask_zone
from headlog.exchange.errors import NotThisFormat
from headlog.exchange.gathering import Gathering, hash_of
from headlog.exchange.migraine_buddy.attack import Told, keep_attack
from headlog.exchange.migraine_buddy.events import keep_event
from headlog.exchange.result import Choices, ImportResult
from headlog.exchange.tables import Row, cells_by_heading, table_rows, text_of, what_is_wrong
from headlog.exchange.times import (
    moment_of,
    shifted,
    wall_time,
    zone_with_offset,
)

TITLE = "a Migraine Buddy CSV file"
_LASTED = re.compile(r"(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?", re.IGNORECASE)
_ATTACK_HEAD = {"Started", "Lasted"}
_EVENT_HEAD = {"Date", "Time Period", "Description"}
_GEOHASH = re.compile(r"[0-9b-hjkmnp-z]{3,12}")
LONGEST_DAYS = 60


@dataclass(frozen=True, slots=True)
class _Parts:
    """The file's two tables: health events, and attacks with their headings."""

    events: tuple[Row, ...]
    headings: tuple[str, ...]
    attacks: tuple[Row, ...]


def read(content: bytes, choices: Choices) -> ImportResult:
    """Attacks, doses, reliefs and health events of a Migraine Buddy CSV file.

    Columns are found by their heading. The order of day and month is
    inferred from any value over 12 in the file and asked for otherwise.

    Raises
    ------
    NotThisFormat
        When the file has no table with the headings Started and Lasted.
    """
    parts = _parts(text_of(content, TITLE))
    gathering = Gathering("migraine_buddy", hash_of(content), choices)
    zone = ask_zone(gathering)
    day_first = _day_first(gathering, parts)
    if zone is None or gathering.questions:
        return gathering.result()
    known = _known_items(parts)
    for row in parts.attacks:
        gathering.rows_read += 1
        _keep_row(gathering, row, parts.headings, day_first, zone, known)
    for row in parts.events:
        gathering.rows_read += 1
        keep_event(gathering, row, day_first, zone)
    return gathering.result()


def _parts(text: str) -> _Parts:
    events: list[Row] = []
    attacks: list[Row] = []
    headings: tuple[str, ...] = ()
    in_events = False
    for row in table_rows(text, _ATTACK_HEAD):
        cells = {cell.strip() for cell in row.cells}
        if cells >= _ATTACK_HEAD:
            headings = tuple(cell.strip() for cell in row.cells)
        elif cells >= _EVENT_HEAD:
            in_events = True
        elif headings:
            attacks.append(row)
        elif in_events:
            events.append(row)
    if not headings:
        raise NotThisFormat(TITLE, "no line has the headings Started and Lasted")
    return _Parts(tuple(events), headings, tuple(attacks))


def _day_first(gathering: Gathering, parts: _Parts) -> bool | None:
    started = parts.headings.index("Started")
    dates = [row.cells[started] for row in parts.attacks if len(row.cells) > started]
    dates += [cell for row in parts.events for cell in row.cells[:1]]
    dates += [row.cells[2] for row in parts.events if len(row.cells) > 2 and "Attack started" in row.cells[2]]
    return ask_day_first(gathering, dates)


def _known_items(parts: _Parts) -> frozenset[str]:
    """Items that stand alone in a cell of one item, and so show where a comma is part of a name."""
    if "Most Bothersome Symptom" not in parts.headings:
        return frozenset()
    column = parts.headings.index("Most Bothersome Symptom")
    return frozenset(
        row.cells[column].strip()
        for row in parts.attacks
        if len(row.cells) > column and "," in row.cells[column]
    )


def _keep_row(
    gathering: Gathering,
    row: Row,
    headings: tuple[str, ...],
    day_first: bool | None,
    zone: str,
    known: frozenset[str],
) -> None:
    text = _without_place(row, headings)
    if wrong := what_is_wrong(row, headings):
        gathering.skip(row.number, text, wrong)
        return
    said = cells_by_heading(row, headings)
    wall = wall_time(said.get("Started", ""), day_first)
    if wall is None:
        words = phrase(
            "no date and time of its start could be read from “{got}”", got=said.get("Started", "")
        )
        gathering.skip(row.number, text, words)
        return
    began = _began(said, wall, zone)
    ended, remark = _ended(gathering, row.number, said, began)
    told = Told((row.number, text), said, began, ended, known, remark)
    keep_attack(gathering, told, key=wall.isoformat(timespec="minutes"))


def _began(said: Mapping[str, str], wall: datetime, zone: str) -> Moment:
    """Onset by the offset beside it, which says more than any zone; else by the home zone's clock."""
    offset = _number(said.get("Start UTC Offset (min)"))
    at_home = moment_of(wall, zone)
    if offset is None:
        return at_home
    instant = at_home.at + (_home_offset(at_home) - timedelta(minutes=offset))
    place = zone_with_offset(instant, offset, zone)
    return Moment(instant, place) if place else at_home


def _home_offset(moment: Moment) -> timedelta:
    return moment.local.utcoffset() or timedelta()


def _ended(
    gathering: Gathering, row: int, said: Mapping[str, str], began: Moment
) -> tuple[Moment | None, str]:
    """End from the elapsed time; None while the attack is going on or its length was not given."""
    lasted, _, remark = said.get("Lasted", "").partition("\n")
    found = _LASTED.fullmatch(lasted.strip())
    if lasted.strip().casefold() in ("", "ongoing"):
        return None, remark.strip()
    days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    elapsed = timedelta(0)
    if days <= LONGEST_DAYS and hours <= 24 * LONGEST_DAYS and minutes <= 1440 * LONGEST_DAYS:
        elapsed = timedelta(days=days, hours=hours, minutes=minutes)
    if not elapsed or elapsed > timedelta(days=LONGEST_DAYS):
        gathering.lose(row, phrase("a length of attack that cannot be right; its end is left open"))
        return None, remark.strip()
    offset = _number(said.get("End UTC Offset (min)"))
    zone = zone_with_offset(began.at + elapsed, offset, began.zone) if offset is not None else None
    return shifted(began, elapsed, zone), remark.strip()


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"[+-]?\d{1,3}", text.strip()) else None


def _without_place(row: Row, headings: tuple[str, ...]) -> str:
    """Original text, a place on the map taken out of it."""
    if "Geohash" in headings:
        column = headings.index("Geohash")
        if len(row.cells) > column and _GEOHASH.fullmatch(row.cells[column].strip()):
            return row.text.replace(row.cells[column], "(place left out)")
    return row.text
