"""The formats that can be imported, by name; each is loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from headlog.exchange.errors import ExchangeError
from headlog.exchange.result import Choices, ImportResult


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be imported.

    Parameters
    ----------
    name
        As in ``headlog import --format NAME``.
    title
        As a person reads it.
    module
        Where its `read` is.
    marks
        Groups of texts: a file with the whole of a group near its beginning is taken for one of these.
    """

    name: str
    title: str
    module: str
    marks: tuple[tuple[str, ...], ...] = ()


FORMATS = {
    each.name: each
    for each in (
        Format("headlog", "Headlog's own file", "headlog.exchange.headlog_json.importing",
               (('"headlog-diary"',),)),
        Format("migraine_buddy", "Migraine Buddy (CSV)", "headlog.exchange.migraine_buddy.read",
               (("Started", "Lasted", "Pain Level"), ("Time Period", "Description"))),
        Format("apple_health", "Apple Health (export.zip or .xml)", "headlog.exchange.apple_health.read",
               (("<HealthData",), ("apple_health_export/export.xml",))),
        Format("bearable", "Bearable (CSV)", "headlog.exchange.bearable.read",
               (("time of day", "category", "rating/amount"),)),
        Format("migralog", "MigraLog (JSON)", "headlog.exchange.migralog.read",
               (('"episodes"', '"schemaVersion"'),)),
        Format("headi", "Headi (CSV)", "headlog.exchange.headi.read",
               (("start_date", "end_date", "strength"),)),
        Format("headache_companion", "Headache Companion (JSON)", "headlog.exchange.headache_companion.read",
               (('"attacks"', '"medications"', '"relax"'), ('"frequency"', '"effective"', '"startDate"'))),
        Format("cluster_headache_tracker", "cluster-headache-tracker (CSV)",
               "headlog.exchange.cluster_headache_tracker.read", (("start_time", "end_time", "intensity"),)),
        Format("aidingmigraine", "AidingMigraine (CSV)", "headlog.exchange.aidingmigraine.read",
               (("Start Time", "Duration (hours)", "Prodrome"),)),
        Format("daylio", "Daylio (CSV)", "headlog.exchange.daylio.read",
               (("full_date", "mood", "activities"),)),
        Format("csv", "A CSV file with a column mapping", "headlog.exchange.csv.read"),
    )
}  # fmt: skip
_HEAD_BYTES = 8192


class UnknownFormat(ExchangeError):
    """No format has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The format must be one of {', '.join(FORMATS)}: got {name}.")


def read(name: str, content: bytes, choices: Choices) -> ImportResult:
    """What a file of a format holds.

    Raises
    ------
    UnknownFormat
        When no format has this name.
    ExchangeError
        When the file is not of the format, with a sentence for the person.
    """
    if name not in FORMATS:
        raise UnknownFormat(name)
    reader: Callable[[bytes, Choices], ImportResult] = import_module(FORMATS[name].module).read
    return reader(content, choices)


def recognised(content: bytes) -> str | None:
    """Name of the format that a file looks like, or None when only its owner can say.

    Examples
    --------
    >>> recognised(b'#,Started,Lasted,Pain Level')
    'migraine_buddy'
    """
    head = content[:_HEAD_BYTES]
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = head.decode(encoding, "replace")
    for each in FORMATS.values():
        if any(all(mark in text for mark in group) for group in each.marks):
            return each.name
    return None
