"""Which column of a CSV file holds what: the mapping, its checks, and a proposal to start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from headlog.diary.day import CheckIn
from headlog.exchange.errors import MappingError

_NOT_COLUMNS = frozenset({"id", "extra", "zone", "early_signs", "early_signs_at", "own_factors", "kind"})
# What a row of each layout may say, beyond the check-in's own fields.
FIELDS = MappingProxyType({
    "days": frozenset({f.name for f in fields(CheckIn)} - _NOT_COLUMNS | {"medicine"}),
    "attacks": frozenset({
        "began", "day", "began_time", "ended", "ended_time", "minutes", "hours", "lasted", "pain",
        "taken_for", "side", "symptoms", "triggers", "medicine", "notes",
    }),
    "numbers": frozenset({"at", "day", "time"}),
})  # fmt: skip
YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "si", "sí", "✓"})
NO = frozenset({"no", "n", "false", "0", "nein", "non", "-"})
_SYNONYMS = {
    "day": ("day", "date", "datum"), "headache": ("headache", "headache today", "kopfschmerz"),
    "migraine": ("migraine",), "worst_pain": ("worst_pain", "pain", "pain level", "intensity", "severity"),
    "acute_medicine": ("acute_medicine", "medication taken", "medicine taken", "took medicine"),
    "medicine": ("medicine", "medication", "drug"), "sleep_hours": ("sleep_hours", "sleep", "hours slept"),
    "stress": ("stress",), "notes": ("notes", "note", "comment"),
    "began": ("began", "start", "started", "start_time", "start time"),
    "ended": ("ended", "end", "end_time", "end time"),
    "pain": ("pain", "pain level", "intensity", "severity"), "minutes": ("minutes", "duration (min)"),
    "hours": ("hours", "duration (hours)"),
    "lasted": ("lasted", "duration"), "symptoms": ("symptoms",), "triggers": ("triggers",),
    "side": ("side",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column holds what.

    Parameters
    ----------
    layout
        `days`, one row a day, `attacks`, one row an attack, or `numbers`, one row a reading.
    columns
        Heading of the file for each field of the layout.
    factors
        Heading for each of the person's own factors, by the factor's name; days only.
    series
        Heading for each series of numbers, by the series' name; numbers only.
    values
        Words of the file for `yes` and for `no`, beside the usual ones.
    """

    layout: str
    columns: Mapping[str, str]
    factors: Mapping[str, str] = field(default_factory=dict)
    series: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def answer(self, text: str) -> str:
        """A cell of a yes-or-no column in the codec's words; other text as it is."""
        folded = text.casefold()
        if folded in self.values.get("yes", ()):
            return "yes"
        if folded in self.values.get("no", ()):
            return "no"
        return "yes" if folded in YES else "no" if folded in NO else text


def column_mapping(given: Mapping[str, Any], headings: Sequence[str]) -> ColumnMapping:
    """Mapping from its JSON keys, checked against the file's headings.

    Raises
    ------
    MappingError
        When a layout, field or heading is unknown, or the day or onset has no column, or when a
        heading stands over several columns.
    """
    layout = given.get("layout")
    if not isinstance(layout, str) or layout not in FIELDS:
        raise MappingError(f"The mapping's layout must be one of {', '.join(FIELDS)}: got {layout}.")
    columns = _texts(given.get("columns"), "columns")
    factors = _texts(given.get("factors", {}), "factors")
    series = _texts(given.get("series", {}), "series")
    if bool(series) != (layout == "numbers"):
        raise MappingError(f"The mapping must name a series for numbers and for nothing else: got {layout}.")
    for name in columns:
        if name not in FIELDS[layout]:
            known = ", ".join(sorted(FIELDS[layout]))
            raise MappingError(f"The mapping's columns for {layout} must be among {known}: got {name}.")
    for heading in (*columns.values(), *factors.values(), *series.values()):
        if heading not in headings:
            raise MappingError(f"A mapped column must be in the file ({', '.join(headings)}): got {heading}.")
        if list(headings).count(heading) > 1:
            raise MappingError(
                f"A mapped column must have a heading of its own: {heading} stands over several columns."
            )
    needed = {"days": [{"day"}], "attacks": [{"began"}, {"day"}], "numbers": [{"at"}, {"day"}]}[layout]
    if not any(names <= columns.keys() for names in needed):
        words = " or ".join(" and ".join(sorted(names)) for names in needed)
        raise MappingError(f"The mapping for {layout} must say which column holds {words}: it does not.")
    return ColumnMapping(layout, columns, factors, series, _values(given.get("values", {})))


def proposed_mapping(headings: Sequence[str]) -> dict[str, Any] | None:
    """Mapping that the headings suggest, to be looked at by the person; None when they suggest none."""
    folded = {heading.strip().casefold(): heading for heading in headings}

    def found(layout: str) -> dict[str, str]:
        columns: dict[str, str] = {}
        for name, synonyms in _SYNONYMS.items():
            heading = next((folded[s] for s in synonyms if s in folded), None)
            if name in FIELDS[layout] and heading is not None and heading not in columns.values():
                columns[name] = heading
        return columns

    attacks, days = found("attacks"), found("days")
    if "began" in attacks:
        return {"layout": "attacks", "columns": attacks}
    return {"layout": "days", "columns": days} if "day" in days and len(days) > 1 else None


def _texts(given: Any, what: str) -> dict[str, str]:
    if not isinstance(given, Mapping) or not all(isinstance(value, str) for value in given.values()):
        raise MappingError(f"The mapping's {what} must name one column for each field: got {given}.")
    return {str(name): value for name, value in given.items()}


def _values(given: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, Mapping) or not given.keys() <= {"yes", "no"}:
        raise MappingError(f"The mapping's values must give words for yes and no: got {given}.")
    lists = {name: [said] if isinstance(said, str) else said for name, said in given.items()}
    if not all(isinstance(said, list | tuple) for said in lists.values()):
        raise MappingError(f"The mapping's values must be lists of words: got {given}.")
    return {str(name): tuple(str(word).casefold() for word in said) for name, said in lists.items()}
