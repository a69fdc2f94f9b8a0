"""Laws of the importers: any bytes give a clear answer, and importing twice adds nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headlog.diary.checks import problems
from headlog.diary.diary import Diary
from headlog.exchange.errors import ExchangeError
from headlog.exchange.formats import FORMATS, read, recognised
from headlog.exchange.headlog_json import file
from headlog.exchange.merging import merging
from headlog.exchange.result import Choices, ImportResult
from tests.properties.strategies import json_values
from tests.unit.exchange.small_files import SMALL_FILES

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
MAPPING = {
    "layout": "attacks",
    "columns": {"began": "start", "ended": "end", "pain": "pain", "medicine": "drug"},
}
CHOICES = Choices(imported_at=NOW, zone="America/New_York", mapping=MAPPING)
PATIENT = settings(
    max_examples=max(5, settings().max_examples // 2),
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
cell = st.one_of(
    st.text(max_size=12),
    st.sampled_from((
        "2026-05-01 09:15", "05/13/26 9:15", "0001-01-01 00:00", "12/31/9999 23:59", "1e400", "-1",
        "999999999", "04h 40m", "9" * 40, "Ongoing", '"', "“", "\x00", "null", "1710540000000",
        "½", "٣", "²", "NaN",
    )),
)  # fmt: skip


def _answered(name: str, content: bytes) -> ImportResult | None:
    """Result of an import, or None when it was refused in words."""
    try:
        return read(name, content, CHOICES)
    except ExchangeError as error:
        words = str(error)
    assert "must" in words or "This is not" in words
    return None


def _holds(result: ImportResult | None) -> None:
    """What must be true of any result."""
    if result is None or result.questions:
        return
    assert all(entry.record is not None and not problems(entry.record) for entry in result.entries)
    assert len({entry.key for entry in result.entries}) == len(result.entries)
    assert json.dumps(result.as_json())
    assert all(str(words) for words in result.summary())
    back = file.read(file.write(result.entries, written_at=NOW))
    assert {e.key: e.record for e in back.entries} == {e.key: e.record for e in result.entries}


@PATIENT
@pytest.mark.parametrize("name", sorted(FORMATS))
@given(content=st.binary(max_size=120))
def test_any_bytes_are_answered(name: str, content: bytes) -> None:
    """Refused in words, or read; never a traceback."""
    _holds(_answered(name, content))
    recognised(content)


@PATIENT
@pytest.mark.parametrize("name", sorted(SMALL_FILES))
@given(data=st.data())
def test_a_damaged_file_is_answered(name: str, data: st.DataObject) -> None:
    """Cut, doubled, and with other bytes in it, a file still gives a clear answer."""
    content = SMALL_FILES[name]
    begin = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(begin, len(content)))
    put = data.draw(st.binary(max_size=6) | cell.map(lambda text: text.encode("utf-8", "surrogatepass")))

    _holds(_answered(name, content[:begin] + put + content[end:]))


@PATIENT
@pytest.mark.parametrize("name", sorted(n for n, c in SMALL_FILES.items() if c[:1] not in b"[{<P"))
@given(data=st.data())
def test_any_cells_under_the_right_headings_are_kept_or_listed(name: str, data: st.DataObject) -> None:
    """Rows of a table, whatever stands in their cells."""
    lines = SMALL_FILES[name].decode("utf-8-sig").splitlines()
    head = next(n for n, line in enumerate(lines) if line.count(",") >= 3 and not line.startswith('"Date"'))
    width = lines[head].count(",") + 1
    rows = data.draw(st.lists(st.lists(cell, min_size=width, max_size=width), max_size=4))
    body = "\n".join(",".join('"' + text.replace('"', '""') + '"' for text in row) for row in rows)

    _holds(_answered(name, ("\n".join(lines[: head + 1]) + "\n" + body).encode("utf-8", "replace")))


@PATIENT
@pytest.mark.parametrize("name", sorted(n for n, c in SMALL_FILES.items() if c[:1] in b"[{"))
@given(data=st.data())
def test_any_json_under_the_right_keys_is_kept_or_listed(name: str, data: st.DataObject) -> None:
    """Other programs' JSON may hold anything."""
    document = json.loads(SMALL_FILES[name])
    values = _values_in(document)
    holder, key = values[data.draw(st.integers(0, len(values) - 1))]
    holder[key] = data.draw(json_values | st.sampled_from((10**20, -1, 1e300, "x" * 50, [None], [[]], {})))

    _holds(_answered(name, json.dumps(document).encode()))


@pytest.mark.parametrize("name", sorted(SMALL_FILES))
def test_importing_twice_adds_nothing(name: str) -> None:
    """The second time every entry is in the diary already."""
    first = read(name, SMALL_FILES[name], CHOICES)
    diary = Diary.fold(first.entries, as_of=NOW)

    again = merging(read(name, SMALL_FILES[name], CHOICES), diary)

    assert first.entries
    assert again.result.entries == ()
    assert len(again.result.duplicates) == len(first.duplicates) + len(first.entries)


def _values_in(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += [(value, key), *_values_in(inner)]
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            found += [(value, place), *_values_in(inner)]
    return found
