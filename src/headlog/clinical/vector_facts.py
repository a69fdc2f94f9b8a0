"""A vector's facts, taken one by one, so that a key nobody read is noticed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from headlog.clinical.errors import VectorError

_MISSING = object()


class Facts:
    """Facts of one vector; `must_be_used_up` fails when a key was never asked for.

    Parameters
    ----------
    given
        The mapping as it was read.
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given
        self._read: set[str] = set()

    def take(self, name: str, default: Any = _MISSING) -> Any:
        """Value of a fact, or its default; without a default the fact must be there."""
        self._read.add(name)
        if name in self._given:
            return self._given[name]
        if default is _MISSING:
            raise VectorError(f"facts must have {name}: got {', '.join(map(str, self._given)) or 'none'}.")
        return default

    def answer(self, name: str, default: bool | None = None) -> bool | None:
        """Yes, no or null; anything else is an error."""
        value = self.take(name, default)
        if value is not None and not isinstance(value, bool):
            raise VectorError(f"{name} must be true, false or null: got {value!r}.")
        return value

    def number(self, name: str, default: Any = _MISSING) -> Any:
        """Number or null; anything else is an error."""
        value = self.take(name, default)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise VectorError(f"{name} must be a number: got {value!r}.")
        if value is not None and not math.isfinite(value):
            raise VectorError(f"{name} must be a finite number: got {value!r}.")
        return value

    def amount(self, name: str, default: Any = _MISSING, most: float = math.inf) -> Any:
        """Length, count or share from 0 to `most`, or null."""
        value = self.number(name, default)
        if value is not None and not 0 <= value <= most:
            allowed = "0 or more" if most == math.inf else f"0 to {most:g}"
            raise VectorError(f"{name} must be {allowed}: got {value!r}.")
        return value

    def count(self, name: str, default: Any = _MISSING, most: float = math.inf) -> Any:
        """Whole number from 0 to `most`, or null."""
        value = self.amount(name, default, most)
        if value is not None and value != int(value):
            raise VectorError(f"{name} must be a whole number: got {value!r}.")
        return value

    def rows(self, name: str, default: Any = _MISSING) -> Any:
        """List; anything else, also null, is an error."""
        value = self.take(name, default)
        if not isinstance(value, list | tuple):
            raise VectorError(f"{name} must be a list: got {value!r}.")
        return value

    def word(self, name: str, allowed: Mapping[str, Any] | frozenset[str], default: Any = None) -> Any:
        """Word of a list or null; a word that the rule does not know is an error."""
        value = self.take(name, default)
        if value is not None and value not in allowed:
            raise VectorError(f"{name} must be one of {', '.join(sorted(allowed))}: got {value}.")
        return value

    def day(self, name: str) -> date:
        """Calendar day."""
        return as_day(self.take(name))

    def days(self, name: str) -> list[date]:
        """Calendar days; none when the fact is not there."""
        return [as_day(each) for each in self.rows(name, ())]

    def known_days(self, name: str) -> list[date] | None:
        """The same, where null says that they were not recorded."""
        return None if self.take(name, ()) is None else self.days(name)

    def must_be_used_up(self) -> None:
        """Raise for keys that no rule asked for."""
        if unknown := sorted(set(map(str, self._given)) - self._read):
            raise VectorError(f"facts must be of {', '.join(sorted(self._read))}: got {', '.join(unknown)}.")


def as_day(value: object) -> date:
    """Calendar day from what YAML made of it: a date, or ISO text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as problem:
        raise VectorError(f"A day must be a date such as 2026-03-10: got {value}.") from problem


def day_numbers(value: object) -> frozenset[int]:
    """Days of a month from `1-10`, `1-5, 8`, a number or a list of them; none from an empty text or list.

    Examples
    --------
    >>> sorted(day_numbers("1-3, 7"))
    [1, 2, 3, 7]
    """
    parts = value if isinstance(value, list) else str(value).split(",")
    days: set[int] = set()
    for part in parts:
        first, _, last = str(part).strip().partition("-")
        if not first:
            continue
        if not all(each.strip().isdecimal() for each in (first, last or first)):
            raise VectorError(f"Days of a month must be such as 1-5, 8: got {value}.")
        begin, end = int(first), int(last or first)
        if not 1 <= begin <= end <= 31:
            raise VectorError(f"Days of a month must be 1 to 31, the first before the last: got {value}.")
        days.update(range(begin, end + 1))
    return frozenset(days)
