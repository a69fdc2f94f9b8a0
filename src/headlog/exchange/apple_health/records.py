"""Streams the records of an Apple Health export: gigabytes of XML, one record in memory at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from headlog.exchange.errors import ExchangeError, NotThisFormat

TITLE = "an Apple Health export"
# Takes up to so many bytes from where the export is.
Take = Callable[[int], bytes]
_INSIDE_ZIP = "export.xml"
_CHUNK = 1 << 20
_HEAD = 1 << 16
# A phone's whole history has a few million records and four levels.
_MOST_RECORDS = 20_000_000
_DEEPEST = 16
_LARGEST_INSIDE_ZIP = 8_000_000_000

# An encoding that nobody knows, named at the head of the file, is a `LookupError`.
_UNREADABLE = (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, UnicodeError, LookupError)


class UnsafeXml(ExchangeError):
    """The file declares entities, which an export never does and which can blow a file up."""

    def __init__(self) -> None:
        super().__init__("The file must not declare XML entities: it does. Nothing was imported.")


@dataclass(slots=True)
class HealthRecord:
    """One record: its place among all records, its attributes, the metadata inside it."""

    number: int
    attributes: dict[str, str]
    metadata: dict[str, str] = field(default_factory=dict)


def records(content: bytes | BinaryIO, wanted: frozenset[str], keep: Callable[[HealthRecord], None]) -> int:
    """Hand every record of the wanted types to `keep`; returns how many records of any type there were.

    The file's own document type is cut out before parsing, because some
    versions of it are malformed; with it goes every entity, so that a
    reference to one is an error.

    Raises
    ------
    NotThisFormat
        When the bytes are no such XML, or a ZIP without it.
    UnsafeXml
        When the file declares entities.
    """
    with _xml(content) as take:
        reader = _Reader(wanted, keep)
        try:
            reader.read(take)
        except _UNREADABLE as error:
            raise NotThisFormat(TITLE, f"its XML could not be read ({error})") from error
    if not reader.is_health_data:
        raise NotThisFormat(TITLE, "it has no HealthData element")
    return reader.number


class _Reader:
    def __init__(self, wanted: frozenset[str], keep: Callable[[HealthRecord], None]) -> None:
        self.wanted = wanted
        self.keep = keep
        self.number = 0
        self.depth = 0
        self.is_health_data = False
        self.current: HealthRecord | None = None

    def read(self, take: Take) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._began
        parser.EndElementHandler = self._ended
        for chunk in _without_doctype(take):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _began(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST or self.number > _MOST_RECORDS:
            raise NotThisFormat(TITLE, "it is nested deeper, or holds more records, than any export")
        if self.depth == 1:
            self.is_health_data = name == "HealthData"
        if name == "Record":
            self.number += 1
            wanted = attributes.get("type") in self.wanted
            self.current = HealthRecord(self.number, attributes) if wanted else None
        elif name == "MetadataEntry" and self.current is not None:
            self.current.metadata[attributes.get("key", "")] = attributes.get("value", "")

    def _ended(self, name: str) -> None:
        self.depth -= 1
        if name == "Record" and self.current is not None:
            self.keep(self.current)
            self.current = None


@contextmanager
def _xml(content: bytes | BinaryIO) -> Iterator[Take]:
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    if not zipfile.is_zipfile(source):
        source.seek(0)
        yield source.read
        return
    try:
        with zipfile.ZipFile(source) as archive:
            inside = [i for i in archive.infolist() if i.filename.rsplit("/", 1)[-1] == _INSIDE_ZIP]
            if not inside or inside[0].file_size > _LARGEST_INSIDE_ZIP:
                raise NotThisFormat(TITLE, f"the ZIP holds no {_INSIDE_ZIP} of a size that can be read")
            with archive.open(inside[0]) as stream:
                # A ZIP that says it is smaller than it is ends there: no more than that size is ever read.
                yield stream.read
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise NotThisFormat(TITLE, "the ZIP is damaged, encrypted or of an unknown kind") from error


def _without_doctype(take: Take) -> Iterator[bytes]:
    head = take(_HEAD)
    begins = head.find(b"<!DOCTYPE")
    if begins < 0:
        if b"<!ENTITY" in head:
            raise UnsafeXml
        yield head
    else:
        while b"]>" not in head[begins:] and len(head) < 16 * _HEAD and (more := take(_HEAD)):
            head += more
        bracket, plain = head.find(b"[", begins), head.find(b">", begins)
        ends = head.find(b"]>", begins) + 2 if 0 <= bracket < plain else plain + 1
        if ends < begins + 3:
            raise NotThisFormat(TITLE, "its document type does not end")
        if b"<!ENTITY" in head[begins:ends]:
            raise UnsafeXml
        yield head[:begins] + head[ends:]
    while chunk := take(_CHUNK):
        yield chunk
