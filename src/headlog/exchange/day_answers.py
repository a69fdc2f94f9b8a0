"""What a file says of whole days, gathered from many rows into one check-in a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from headlog.diary.day import CheckIn, OwnFactor
from headlog.exchange.gathering import Gathering


class DayAnswers:
    """Answers by local day; the first row that speaks of a day is the one its check-in is traced to."""

    def __init__(self) -> None:
        self._answers: dict[date, dict[str, Any]] = {}
        self._factors: dict[date, list[OwnFactor]] = {}
        self._places: dict[date, tuple[int, str]] = {}

    def say(self, day: date, place: tuple[int, str], **answers: Any) -> None:
        """Answer questions of a day; what was answered before stands."""
        self._places.setdefault(day, place)
        for name, answer in answers.items():
            self._answers.setdefault(day, {}).setdefault(name, answer)

    def factor(self, day: date, place: tuple[int, str], name: str, value: float | None) -> None:
        """Note a factor of a day: its number, or that it was there."""
        self._places.setdefault(day, place)
        said = OwnFactor(factor=name, answer=True if value is None else None, value=value)
        known = self._factors.setdefault(day, [])
        if said not in known:
            known.append(said)

    def keep(self, gathering: Gathering, zone: str | None) -> None:
        """Keep a check-in for each day, in order."""
        for day in sorted(self._places):
            gathering.keep(
                CheckIn, (day.isoformat(),), self._places[day], day=day, zone=zone,
                own_factors=tuple(self._factors.get(day, ())), **self._answers.get(day, {}),
            )  # fmt: skip
