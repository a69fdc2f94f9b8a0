"""Sections as JSON and back: what the worker computed is kept, and shown by a process without numpy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from headlog.report.charts.picture import Picture
from headlog.report.document import (
    Block,
    Chart,
    Column,
    Fact,
    Facts,
    Lines,
    Section,
    Table,
    plain_values,
)


def sections_as_json(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Sections as plain JSON values.

    Parameters
    ----------
    sections
        Any sections of a report.
    """
    return [plain_values(section) for section in sections]


def sections_from_json(rows: Sequence[Mapping[str, Any]]) -> tuple[Section, ...]:
    """Sections that `sections_as_json` wrote.

    Parameters
    ----------
    rows
        Its list.
    """
    return tuple(
        Section(
            row["number"],
            row["heading"],
            tuple(tuple(_block(block) for block in column) for column in row["columns"]),
        )
        for row in rows
    )


def _block(row: Mapping[str, Any]) -> Block:
    match row["block"]:
        case "facts":
            facts = tuple(
                Fact(each["label"], each["value"], each["rule"], each["note"], tuple(each["entries"]))
                for each in row["facts"]
            )
            return Facts(row["heading"], facts, row["empty"])
        case "table":
            return Table(
                row["heading"],
                tuple(Column(each["heading"], each["rule"], each["numeric"]) for each in row["columns"]),
                tuple(tuple(cells) for cells in row["rows"]),
                row["note"],
                row["empty"],
                tuple(date.fromisoformat(day) for day in row["days"]),
                row["speaks_of"],
            )
        case "chart":
            picture = row["picture"]
            kept = {name: value for name, value in picture.items() if name not in ("columns", "rows")}
            drawn = Picture(
                **kept,
                columns=tuple(picture["columns"]),
                rows=tuple(tuple(cells) for cells in picture["rows"]),
            )
            return Chart(drawn, row["note"])
        case _:
            return Lines(
                row["heading"],
                tuple(row["lines"]),
                row["empty"],
                row["ticked"],
                row["rule"],
                row["fine_print"],
            )
