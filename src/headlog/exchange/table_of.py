"""A CSV table with known headings, its rows as cells by heading."""

from __future__ import annotations

from collections.abc import Iterator

from headlog.diary.phrase import phrase
from headlog.exchange.errors import NotThisFormat
from headlog.exchange.gathering import Gathering
from headlog.exchange.tables import cells_by_heading, table_rows

Place = tuple[int, str]


def table(text: str, needed: set[str], title: str) -> list[tuple[Place, dict[str, str] | None]]:
    """Rows below the headings; None for the cells of a row that could not be split.

    Raises
    ------
    NotThisFormat
        When the first line has not the headings needed.
    """
    rows = list(table_rows(text, ","))
    headings = [cell.strip().casefold() for cell in rows[0].cells] if rows else []
    if not needed <= set(headings):
        raise NotThisFormat(title, f"its first line has not the headings {', '.join(sorted(needed))}")
    return [
        (
            (row.number, row.text),
            None
            if row.broken or any(cell.strip() for cell in row.cells[len(headings) :])
            else cells_by_heading(row, headings),
        )
        for row in rows[1:]
    ]


def whole_rows(
    gathering: Gathering, rows: list[tuple[Place, dict[str, str] | None]]
) -> Iterator[tuple[Place, dict[str, str]]]:
    """Rows that could be split into cells; the others are listed as skipped."""
    for place, cells in rows:
        gathering.rows_read += 1
        if cells is None:
            gathering.skip(*place, phrase("it could not be split into the cells of the headings"))
        else:
            yield place, cells
