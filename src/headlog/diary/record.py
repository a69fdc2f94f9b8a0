"""Record: what every kind of entry has, and how its fields declare what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from headlog.diary.errors import DiaryError, OutOfRange
from headlog.diary.moment import Moment

# Three answers: True is yes, False is no, None is not asked. Never anything else.
Answer = bool | None


def number(low: float, high: float) -> Any:  # a dataclass field, typed as the field it stands for
    """Optional number between `low` and `high`, both in; None when not asked."""
    return field(default=None, metadata={"low": low, "high": high})


def word(group: str) -> Any:
    """Optional word of a vocabulary list; None when not asked."""
    return field(default=None, metadata={"group": group})


def words(group: str) -> Any:
    """Words of a vocabulary list; empty when none was ticked, which is not a `no` to each."""
    return field(default=(), metadata={"group": group})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a record with fields of its own; checks the ranges its fields declare."""

    def __post_init__(self) -> None:
        for name, low, high in _ranges(type(self)):
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise OutOfRange(name, low, high, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Part):
    """Anything a person records.

    Parameters
    ----------
    id
        Made where the record is made (UUID version 7), unique for the person.
    extra
        Keys that this version does not know, kept as they came.
    """

    kind: ClassVar[str]

    id: str
    notes: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        # The class is named: a slotted dataclass has no working zero-argument super().
        Part.__post_init__(self)
        if not self.id:
            raise DiaryError("A record must have an id: got an empty one.")

    @property
    def moments(self) -> list[tuple[str, Moment]]:
        """Every moment at the top of the record, by field name, in field order."""
        return [
            (name, value)
            for name in moment_names(type(self))
            if isinstance(value := getattr(self, name), Moment)
        ]

    @property
    def first_moment(self) -> Moment | None:
        """Earliest moment of the record, or None when it carries none."""
        first: Moment | None = None
        for name in moment_names(type(self)):
            value: Moment | None = getattr(self, name)
            if value is not None and (first is None or value.at < first.at):
                first = value
        return first


_RANGES: dict[type, tuple[tuple[str, float, float], ...]] = {}
_MOMENT_NAMES: dict[type, tuple[str, ...]] = {}


def _ranges(kind: type) -> tuple[tuple[str, float, float], ...]:
    if kind not in _RANGES:
        _RANGES[kind] = tuple(
            (f.name, f.metadata["low"], f.metadata["high"]) for f in fields(kind) if "low" in f.metadata
        )
    return _RANGES[kind]


def moment_names(kind: type) -> tuple[str, ...]:
    """Fields of a kind of record that hold a moment, in field order."""
    if kind not in _MOMENT_NAMES:
        _MOMENT_NAMES[kind] = tuple(
            f.name for f in fields(kind) if "Moment" in str(f.type) and "tuple" not in str(f.type)
        )
    return _MOMENT_NAMES[kind]
