"""Ids of records: made where the record is made, before any server has seen it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID


def uuid7(made_at: datetime, randomness: bytes) -> str:
    """Time-ordered id (UUID version 7, RFC 9562 §5.7).

    Parameters
    ----------
    made_at
        When the id is made, with an offset; its milliseconds lead the id.
    randomness
        At least 10 random bytes; the core throws no dice itself.

    Examples
    --------
    >>> uuid7(datetime.fromisoformat("2026-05-04T21:40:00+00:00"), bytes(10))
    '019df4e3-2d00-7000-8000-000000000000'
    """
    milliseconds = int(made_at.timestamp() * 1000)
    value = milliseconds.to_bytes(6) + randomness[:10]
    return str(_marked(bytearray(value), 7))


def derived_id(*parts: str) -> str:
    """Id that the same source always gives (UUID version 8, RFC 9562 §5.8).

    An imported row gets its id from the file's layout and the row's own text,
    so that importing a file twice adds nothing.

    Examples
    --------
    >>> derived_id("migraine-buddy", "17") == derived_id("migraine-buddy", "17")
    True
    """
    # Half an emoji, where another program cut a text, is a part of it like any other.
    digest = hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).digest()
    return str(_marked(bytearray(digest[:16]), 8))


def _marked(value: bytearray, version: int) -> UUID:
    value[6] = (value[6] & 0x0F) | (version << 4)
    value[8] = (value[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(value))
