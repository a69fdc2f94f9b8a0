"""The server's side of a long time without a signal: 500 entries, and eight phones at once."""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from headlog.web.accounts.models import User
from headlog.web.journal.models import EntryRow
from headlog.web.settings.env import sqlite

pytestmark = pytest.mark.slow

BATCH, BATCHES = 100, 5
WRITERS = 8


def batch(size: int) -> str:
    """So many entries as a phone sends them."""
    at = datetime(2026, 5, 4, 12, tzinfo=UTC).isoformat()
    rows: list[dict[str, Any]] = [
        {
            "kind": "sign", "sign": "yawning", "began": {"at": at, "zone": "UTC"},
            "id": str(uuid.uuid4()), "version": str(uuid.uuid4()), "logged_at": at,
        }
        for _ in range(size)
    ]  # fmt: skip
    return json.dumps({"entries": rows})


@pytest.mark.django_db(transaction=True)
def test_500_entries_of_a_week_without_a_signal_are_all_stored(alice: User, alice_client: Client) -> None:
    """Five batches, one after the other, as the phone sends them."""
    bodies = [batch(BATCH) for _ in range(BATCHES)]
    alice_client.post("/sync/", batch(1), content_type="application/json")
    for body in bodies:
        answer = alice_client.post("/sync/", body, content_type="application/json")
        assert {receipt["outcome"] for receipt in answer.json()["receipts"]} == {"stored"}

    assert EntryRow.objects.filter(person=alice.person).count() == BATCH * BATCHES + 1


def test_sqlite_writes_as_a_diary_needs_it() -> None:
    """The phone deletes its copy on the receipt: what is committed must survive a power cut."""
    options = sqlite("diary.sqlite3")["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"].replace(" ", "")


def test_eight_writers_at_once_are_never_locked_out(tmp_path: Path) -> None:
    """Eight connections to one SQLite file, each with short transactions, as `sync` makes them."""
    options: Any = sqlite(tmp_path / "diary.sqlite3")["OPTIONS"]
    path = tmp_path / "diary.sqlite3"
    failures: list[str] = []
    with sqlite3.connect(path) as first:
        first.executescript(options["init_command"])
        first.execute("CREATE TABLE entry (version TEXT PRIMARY KEY)")
    first.close()

    def write(writer: int) -> None:
        link = sqlite3.connect(path, timeout=options["timeout"], isolation_level=None)
        link.executescript(options["init_command"])
        try:
            for n in range(40):
                link.execute("BEGIN IMMEDIATE")
                link.execute("SELECT count(*) FROM entry").fetchone()
                link.execute("INSERT INTO entry VALUES (?)", (f"{writer}-{n}",))
                link.execute("COMMIT")
        except sqlite3.OperationalError as problem:
            failures.append(str(problem))
        finally:
            link.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with sqlite3.connect(path) as last:
        assert last.execute("SELECT count(*) FROM entry").fetchone() == (WRITERS * 40,)
    last.close()
