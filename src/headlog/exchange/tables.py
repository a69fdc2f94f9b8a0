"""CSV files as people have them: any line end, any common encoding, broken quotes in a row or two."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from headlog.diary.phrase import Phrase, phrase
from headlog.exchange.errors import NotThisFormat, TooLarge

LARGEST_MEGABYTES = 64
_DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(rf'"?sep=([{_DELIMITERS}])"?\s*', re.IGNORECASE)
# The first bytes of .xlsx, .ods and .zip, and of .xls.
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_NUL = "it holds a NUL, which no text has: what stood there is lost"
_TOO_LONG = f"one of its cells is longer than {csv.field_size_limit():,} letters"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, its cells, its own text.

    `broken` says what is wrong with it when it could not be split into cells. `last` tells the row
    that ends where the file does, without a line end: the one that a cut file breaks off in.
    """

    number: int
    cells: tuple[str, ...]
    text: str
    broken: str | None = None
    last: bool = False

    @property
    def blank(self) -> bool:
        """Whether every cell is empty."""
        return not any(cell.strip() for cell in self.cells) and self.broken is None


def cells_by_heading(row: Row, headings: Sequence[str]) -> dict[str, str]:
    """Cells of a row by heading, stripped; a cell that a short row lacks is empty."""
    cells = dict.fromkeys(headings, "")
    return cells | {name: cell.strip() for name, cell in zip(headings, row.cells, strict=False)}


def what_is_wrong(row: Row, headings: Sequence[str]) -> Phrase | None:
    """Why a row cannot be read under some headings, or None when it can."""
    if row.broken:
        return phrase("{what}", what=row.broken)
    if any(cell.strip() for cell in row.cells[len(headings) :]):
        return phrase("it has {found} cells where the headings are {expected}",
                      found=len(row.cells), expected=len(headings))  # fmt: skip
    if row.last and any(headings[len(row.cells) :]):
        return phrase("the file ends in the middle of it")
    return None


def text_of(content: bytes, title: str) -> str:
    """Text of a file with its line ends made one.

    Raises
    ------
    TooLarge
        When the file is larger than `LARGEST_MEGABYTES`.
    NotThisFormat
        When the bytes are no text, with what they are when that is seen.
    """
    if len(content) > LARGEST_MEGABYTES * 1_000_000:
        raise TooLarge(LARGEST_MEGABYTES)
    if content.startswith(_SPREADSHEETS):
        raise NotThisFormat(title, "it is a spreadsheet or an archive; save it as CSV")
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not _is_binary(text):
            return text
    raise NotThisFormat(title, "it is not a text file")


def _is_binary(text: str) -> bool:
    """Whether a NUL stands in the first line or in most lines; in a few others it spoils their rows."""
    lines = text.split("\n")
    return "\0" in lines[0] or 2 * sum("\0" in line for line in lines) > len(lines)


def table_rows(text: str, headings: Iterable[str] = ()) -> Iterator[Row]:
    """Rows of a CSV text, blank ones left out but counted.

    With the headings of a known program its cells are parted as the line of these headings is: a
    spreadsheet that saves such a file again may put its own separator there.

    A first line `sep=;`, by which a spreadsheet tells its separator, is no row: it shows none there either.

    A row whose quotes do not close is one broken row; reading goes on with
    the next line, so that one slip does not swallow the rest of the file.
    """
    lines = text.split("\n")
    told = _SEP_LINE.fullmatch(lines[0])
    if told:
        del lines[0]
    split_at = told[1] if told else _delimiter_between(headings, lines) if headings else _delimiter(lines)
    number, start = 0, 0
    while start < len(lines):
        reader = csv.reader(_lines_from(lines, start), delimiter=split_at, strict=True)
        begun = 0
        try:
            for cells in reader:
                number += 1
                raw = "\n".join(lines[start + begun : start + reader.line_num])
                begun = reader.line_num
                row = Row(number, tuple(cells), raw, last=start + begun == len(lines))
                if "\0" in raw:
                    row = Row(number, (), raw.replace("\0", "\N{SYMBOL FOR NULL}"), _NUL)
                if not row.blank:
                    yield row
            return
        except csv.Error as error:
            number += 1
            line = lines[start + begun].replace("\0", "\N{SYMBOL FOR NULL}")
            long = "field larger" in str(error)
            yield Row(number, (), line, _TOO_LONG if long else "its quotation marks do not close")
            start += begun + 1


def _lines_from(lines: list[str], start: int) -> Iterator[str]:
    return (f"{lines[place]}\n" for place in range(start, len(lines)))


def _delimiter_between(headings: Iterable[str], lines: list[str]) -> str:
    """Delimiter of the first line that has all of some headings as cells; a comma when none has."""
    wanted = {heading.casefold() for heading in headings}
    for line in lines:
        if not all(heading in line.casefold() for heading in wanted):
            continue
        for delimiter in _DELIMITERS:
            if wanted <= {cell.strip(' "').casefold() for cell in line.split(delimiter)}:
                return delimiter
    return ","


def _delimiter(lines: list[str]) -> str:
    """Delimiter of a table: the one its first lines hold most of; a comma when in doubt."""
    head = "\n".join(lines[:8])
    return max(_DELIMITERS, key=head.count) if any(d in head for d in _DELIMITERS) else ","
