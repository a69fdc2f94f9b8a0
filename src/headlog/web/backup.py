"""A copy of the whole database, taken while the server runs."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from headlog.web.settings.env import SettingProblem


def back_up(target: Path) -> int:
    """Write a consistent copy of the SQLite database to a new file; its size in bytes.

    Copying the file itself would miss what still stands in the write-ahead log.

    Raises
    ------
    SettingProblem
        When the database is PostgreSQL, which has its own tools, or when the file exists.
    """
    if connection.vendor != "sqlite":
        raise SettingProblem(
            "The database", "be SQLite for this command (for PostgreSQL use pg_dump)", "PostgreSQL"
        )
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise SettingProblem(
            "The backup", "be a new file, so that no older copy is lost", str(target)
        ) from None
    with (
        closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        target.unlink()
        raise SettingProblem("The copy", "pass SQLite's own check", "a damaged database; nothing was kept")
    return target.stat().st_size
