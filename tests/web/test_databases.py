"""The two databases are the ones that the tests' names say."""

from __future__ import annotations

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from headlog.web.accounts.models import User


def test_the_database_is_the_one_in_the_tests_name(db: None, database: str) -> None:
    """Otherwise half of the run would prove nothing."""
    assert connection.vendor == database
    assert User.objects.db == "default"


def test_sqlite_runs_with_its_safe_settings(transactional_db: None, database: str) -> None:
    """What the settings ask for is what the connection has."""
    if database != "sqlite":
        return
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "secure_delete", "foreign_keys")
        }

    assert found == {"synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


def test_a_transaction_on_sqlite_takes_the_write_lock_at_once(transactional_db: None, database: str) -> None:
    """A deferred one fails when it reads, waits, and then writes."""
    if database != "sqlite":
        return
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        User.objects.count()

    assert any("BEGIN IMMEDIATE" in query["sql"] for query in captured.captured_queries)
