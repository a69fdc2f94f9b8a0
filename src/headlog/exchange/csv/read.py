"""CSV of no known program: a mapping says which column holds what, one row a day, an attack or a reading."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_type_hints

from headlog.diary.day import CheckIn
from headlog.diary.medicine import Dose, DoseFor
from headlog.diary.phrase import phrase
from headlog.diary.record import Answer
from headlog.exchange.asking import ask_day_first, ask_zone
from headlog.exchange.csv.attack_rows import keep_attack_row
from headlog.exchange.csv.mapping import ColumnMapping, column_mapping, proposed_mapping
from headlog.exchange.csv.number_rows import SERIES, NumberRows
from headlog.exchange.errors import NotThisFormat
from headlog.exchange.gathering import Gathering, hash_of
from headlog.exchange.result import Choices, ImportResult, Question
from headlog.exchange.tables import Row, cells_by_heading, table_rows, text_of, what_is_wrong
from headlog.exchange.times import day_moment, day_of
from headlog.exchange.words import decimal, named_medicine, split_list

TITLE = "a CSV file with a line of headings"
_DATES = ("day", "began", "ended", "at")


def read(content: bytes, choices: Choices) -> ImportResult:
    """Check-ins, attacks or series of numbers of a CSV file, as `choices.mapping` says.

    Without a mapping the result asks for one and proposes what the headings
    suggest. Days without a row stay unanswered.

    Raises
    ------
    NotThisFormat
        When the file has no line of headings with rows below.
    MappingError
        When the mapping does not fit the file.
    """
    rows = list(table_rows(text_of(content, TITLE)))
    if not rows or rows[0].broken or len(rows[0].cells) < 2:
        raise NotThisFormat(TITLE, "its first line has no headings")
    headings = [cell.strip() for cell in rows[0].cells]
    gathering = Gathering("csv", hash_of(content), choices)
    if choices.mapping is None:
        _ask_mapping(gathering, headings)
        return gathering.result()
    mapping = column_mapping(choices.mapping, headings)
    if mapping.layout != "days" or "medicine" in mapping.columns:
        ask_zone(gathering)
    said = [(row, _said(row, headings, mapping)) for row in rows[1:]]
    day_first = ask_day_first(gathering, (cells.get(n, "") for _, cells in said for n in _DATES))
    if gathering.questions:
        return gathering.result()
    _keep_rows(gathering, mapping, said, day_first, headings)
    return gathering.result()


def _ask_mapping(gathering: Gathering, headings: list[str]) -> None:
    words = phrase(
        "Which column holds what? The file has these: {headings}. Look at the proposal, change what is "
        "wrong, and give it as the mapping.",
        headings=", ".join(headings),
    )
    gathering.ask(Question("mapping", words, proposal=proposed_mapping(headings)))


def _said(row: Row, headings: list[str], mapping: ColumnMapping) -> dict[str, str]:
    """Cells of a row by field; own factors by their name behind `factor:`, series behind `series:`."""
    cells = cells_by_heading(row, headings)
    said = {name: cells.get(heading, "") for name, heading in mapping.columns.items()}
    said |= {f"factor:{name}": cells.get(heading, "") for name, heading in mapping.factors.items()}
    return said | {f"{SERIES}{name}": cells.get(heading, "") for name, heading in mapping.series.items()}


def _keep_rows(
    gathering: Gathering,
    mapping: ColumnMapping,
    said: Iterable[tuple[Row, dict[str, str]]],
    day_first: bool | None,
    headings: list[str],
) -> None:
    day_rows: dict[str, tuple[int, tuple[str, ...]]] = {}
    numbers = NumberRows(gathering, day_first)
    for row, cells in said:
        gathering.rows_read += 1
        if wrong := what_is_wrong(row, headings):
            gathering.skip(row.number, row.text, wrong)
        elif mapping.layout == "attacks":
            keep_attack_row(gathering, row, cells, day_first)
        elif mapping.layout == "numbers":
            numbers.add(row, cells)
        else:
            _keep_day(gathering, mapping, row, cells, day_first, day_rows)
    numbers.keep()
    mapped = {*mapping.columns.values(), *mapping.factors.values(), *mapping.series.values()}
    unmapped = set(headings) - mapped - {""}
    for heading in sorted(unmapped):
        gathering.lose(1, phrase("the column {heading}, which the mapping leaves out", heading=heading))


def _keep_day(
    gathering: Gathering,
    mapping: ColumnMapping,
    row: Row,
    said: dict[str, str],
    day_first: bool | None,
    day_rows: dict[str, tuple[int, tuple[str, ...]]],
) -> None:
    day = day_of(said["day"], day_first)
    if day is None:
        reason = phrase("no day could be read from “{got}”", got=said["day"])
        gathering.skip(row.number, row.text, reason)
        return
    iso = day.isoformat()
    first, cells = day_rows.setdefault(iso, (row.number, row.cells))
    if first != row.number:
        _second_row(gathering, row, iso, first, same=cells == row.cells)
        return
    keys: dict[str, object] = {"day": iso, "zone": gathering.choices.zone}
    for name, text in said.items():
        if text and name not in ("day", "medicine") and not name.startswith("factor:"):
            keys[name] = mapping.answer(text) if name in _ANSWERED else decimal(text)
    medicines = split_list(said.get("medicine", ""))
    if medicines and "acute_medicine" not in keys:
        keys["acute_medicine"] = True
    if factors := [f for f in (_factor(mapping, name, text) for name, text in said.items()) if f]:
        keys["own_factors"] = factors
    entry = gathering.keep_keys(CheckIn, (iso,), (row.number, row.text), keys)
    zone = gathering.choices.zone
    if entry is None or zone is None:
        return
    for number, item in enumerate(medicines):
        medicine = named_medicine(item)
        gathering.keep(
            Dose, (entry.id, item, str(number)), (row.number, row.text), medicine=medicine.name,
            amount=medicine.amount, unit=medicine.unit, at=day_moment(day, zone), taken_for=DoseFor.HEADACHE,
        )  # fmt: skip


def _second_row(gathering: Gathering, row: Row, day: str, first: int, *, same: bool) -> None:
    if same:
        gathering.double(
            row.number, gathering.id_of(CheckIn, (day,)), phrase("the same row stands in the file twice")
        )
    else:
        gathering.skip(
            row.number, row.text, phrase("{day} has a row already: row {first}", day=day, first=first)
        )


def _factor(mapping: ColumnMapping, name: str, text: str) -> dict[str, object] | None:
    if not name.startswith("factor:") or not text:
        return None
    factor: dict[str, object] = {"factor": name.removeprefix("factor:")}
    answer = mapping.answer(text)
    try:
        return factor | {"value": float(decimal(text))}
    except ValueError:
        # A word that is neither a number nor an answer is an answer of its own: the factor is that word.
        return factor | {"answer": answer} if answer in ("yes", "no") else {
            "factor": f"{factor['factor']}: {text}", "answer": "yes"}  # fmt: skip


_ANSWERED = frozenset(name for name, hint in get_type_hints(CheckIn).items() if hint == Answer)
