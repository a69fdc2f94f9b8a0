"""The whole report as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headlog.report.document import Block, Chart, Facts, Lines, Report, Section, Table


def report_lines(report: Report) -> Iterator[str]:
    """Lines of every page, section and table, in reading order; pictures by their text alternative."""
    head = report.head
    yield f"{head.title}{f': {head.name}' if head.name else ''}"
    yield f"{head.period}, {head.recorded} of {head.length} days recorded, profile {head.profile}"
    for page in report.pages:
        for section in page.sections:
            yield ""
            yield from section_lines(section)
    yield ""
    for note in report.footnotes:
        yield f"{note.rule}: {note.title}. {note.source}"
    yield report.disclaimer


def section_lines(section: Section) -> Iterator[str]:
    """Lines of one section, its heading first."""
    yield f"{section.number}. {section.heading}"
    for block in section.blocks:
        yield from (f"   {line}" for line in _block(block))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Facts():
            yield from _heading(block.heading)
            yield from (f"{f.label}: {f.value}{f' ({f.note})' if f.note else ''}" for f in block.facts)
            yield from _otherwise(block.empty, block.facts)
        case Table():
            yield from _heading(block.heading)
            yield from _table(block) if block.rows else _otherwise(block.empty, block.rows)
            yield from _heading(block.note)
        case Lines():
            yield from _heading(block.heading)
            yield from (f"{'✓' if block.ticked else '-'} {line}" for line in block.lines)
            yield from _otherwise(block.empty, block.lines)
        case Chart():
            yield block.picture.alternative
            yield from _heading(block.note)


def _heading(words: str) -> Iterator[str]:
    if words:
        yield words


def _otherwise(words: str, shown: Sequence[object]) -> Iterator[str]:
    if words and not shown:
        yield words


def _table(table: Table) -> Iterator[str]:
    rows = [tuple(column.heading for column in table.columns), *table.rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    for row in rows:
        cells = (
            cell.rjust(width) if column.numeric and place else cell.ljust(width)
            for place, (cell, width, column) in enumerate(zip(row, widths, table.columns, strict=True))
        )
        yield "  ".join(cells).rstrip()
