"""A CSV table with known headings, its rows as cells by heading."""

from __future__ import annotations

from collections.abc import Iterator

from headlog.diary.phrase import Phrase
from headlog.exchange.errors import NotThisFormat
from headlog.exchange.gathering import Gathering
from headlog.exchange.tables import cells_by_heading, table_rows, what_is_wrong

Place = tuple[int, str]
Cells = dict[str, str] | Phrase


def table(text: str, needed: set[str], title: str) -> list[tuple[Place, Cells]]:
    """Rows below the headings; of one that could not be split into cells, why.

    Raises
    ------
    NotThisFormat
        When the first line has not the headings needed.
    """
    rows = list(table_rows(text, needed))
    headings = [cell.strip().casefold() for cell in rows[0].cells] if rows else []
    if not needed <= set(headings):
        raise NotThisFormat(title, f"its first line has not the headings {', '.join(sorted(needed))}")
    return [
        (
            (row.number, row.text),
            what_is_wrong(row, headings) or cells_by_heading(row, headings),
        )
        for row in rows[1:]
    ]


def whole_rows(
    gathering: Gathering, rows: list[tuple[Place, Cells]]
) -> Iterator[tuple[Place, dict[str, str]]]:
    """Rows that could be split into cells; the others are listed as skipped."""
    for place, cells in rows:
        gathering.rows_read += 1
        if isinstance(cells, Phrase):
            gathering.skip(*place, cells)
        else:
            yield place, cells
