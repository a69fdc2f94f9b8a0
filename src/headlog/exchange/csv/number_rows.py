"""One row a reading: air pressure, steps, heart rate or any other numbers of a file, by time or by day."""

from __future__ import annotations

import math
from collections.abc import Mapping

from headlog.diary.day import NumberSeries, readings_in_order
from headlog.diary.moment import Moment
from headlog.diary.phrase import phrase
from headlog.exchange.gathering import Gathering
from headlog.exchange.tables import Row
from headlog.exchange.times import day_moment, day_of, moment_of, wall_time
from headlog.exchange.words import decimal

SERIES = "series:"
# A reading every quarter of an hour: a diary is read as a whole, and finer readings would weigh it down.
MOST_A_MONTH = 4 * 24 * 31

Place = tuple[int, str]


class NumberRows:
    """Readings of a file, by series and local month: another file of the same series adds to them."""

    def __init__(self, gathering: Gathering, day_first: bool | None) -> None:
        self._gathering, self._day_first = gathering, day_first
        self._months: dict[tuple[str, str], tuple[Place, dict[Moment, float]]] = {}

    def add(self, row: Row, said: Mapping[str, str]) -> None:
        """Take the readings of a row; a cell without a number is no reading."""
        at = self._moment(said)
        if at is None:
            got = said.get("at") or said.get("day", "")
            self._gathering.skip(row.number, row.text, phrase("no day could be read from “{got}”", got=got))
            return
        for key, text in said.items():
            if key.startswith(SERIES) and text:
                self._read(row, key.removeprefix(SERIES), text, at)

    def keep(self) -> None:
        """Keep a record for each month of each series."""
        for (name, month), (place, readings) in self._months.items():
            self._gathering.keep(
                NumberSeries, (name, month), place, name=name, readings=readings_in_order(readings)
            )

    def _moment(self, said: Mapping[str, str]) -> Moment | None:
        zone = self._gathering.choices.zone or "UTC"
        text = said.get("at") or f"{said.get('day', '')} {said.get('time', '')}"
        wall = wall_time(text, self._day_first)
        if wall is not None:
            return moment_of(wall, zone)
        day = day_of(text, self._day_first)
        return None if day is None else day_moment(day, zone)

    def _read(self, row: Row, name: str, text: str, at: Moment) -> None:
        value = _number(text)
        if value is None:
            self._gathering.lose(row.number, phrase("a value of {name} that is no number", name=name))
            return
        _, readings = self._months.setdefault((name, f"{at.day:%Y-%m}"), ((row.number, row.text), {}))
        if readings.get(at, value) != value:
            self._gathering.lose(row.number, phrase("a second value of {name} for one time", name=name))
        elif at not in readings and len(readings) >= MOST_A_MONTH:
            what = phrase("readings of {name} beyond {most} a month", name=name, most=MOST_A_MONTH)
            self._gathering.lose(row.number, what)
        else:
            readings[at] = value


def _number(text: str) -> float | None:
    try:
        value = float(decimal(text))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
