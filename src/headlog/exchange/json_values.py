"""JSON of other programs, of which nothing can be taken for granted."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from headlog.exchange.errors import NotThisFormat
from headlog.exchange.tables import text_of

_EARLIEST, _LATEST = (
    datetime(1970, 1, 2, tzinfo=UTC).timestamp(),
    datetime(2100, 1, 1, tzinfo=UTC).timestamp(),
)


def json_value(content: bytes, title: str) -> Any:
    """Value of a JSON file.

    Raises
    ------
    TooLarge
        When the file is larger than an importer accepts.
    NotThisFormat
        When it is no text, or no JSON.
    """
    text = text_of(content, title)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotThisFormat(title, "it is not JSON") from error


def rows_of(document: Any, key: str) -> list[Mapping[str, Any]]:
    """Groups of keys in a list of a document; an empty list when there is none."""
    rows = document.get(key) if isinstance(document, Mapping) else None
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def text_in(row: Mapping[str, Any], key: str) -> str:
    """Text of a key; empty when there is none."""
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""


def texts_in(row: Mapping[str, Any], key: str) -> list[str]:
    """Texts of a list."""
    value = row.get(key)
    return (
        [text for text in value if isinstance(text, str) and text.strip()] if isinstance(value, list) else []
    )


def number_in(row: Mapping[str, Any], key: str) -> float | None:
    """Number of a key; None when there is none."""
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e15 and math.isfinite(value) else None


def instant_in(row: Mapping[str, Any], key: str, unit_seconds: float) -> datetime | None:
    """Instant of a key that counts units since 1970; None when there is none or it cannot be right."""
    number = number_in(row, key)
    if number is None or not _EARLIEST <= number * unit_seconds <= _LATEST:
        return None
    return datetime.fromtimestamp(number * unit_seconds, UTC)


def as_text(row: Mapping[str, Any]) -> str:
    """A row's own text, to show it by."""
    return json.dumps(row, ensure_ascii=False)
