"""``headlog import --into-journal``: another program's file goes into a person's journal."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from headlog.cli import server
from headlog.cli.main import PROBLEM, main
from headlog.web.accounts.models import AuditEvent, User
from headlog.web.journal import imports, queries
from tests.unit.exchange.small_files import SMALL_FILES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Two attacks as another program wrote them."""
    path = tmp_path / "attacks.csv"
    path.write_bytes(SMALL_FILES["migraine_buddy"])
    return path


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own database is there already."""
    monkeypatch.setattr(server, "_serving", lambda: SimpleNamespace(prepare=lambda: None))


def _run(export: Path, name: str, *more: str) -> int:
    return main(["import", str(export), "--zone", "America/New_York", "--into-journal", name, *more])


def _attacks(user: User) -> int:
    return len(queries.diary_of(user.person, as_of=timezone.now()).attacks)


def test_the_file_is_in_the_journal_once(
    alice: User, export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second import of the same file adds nothing; the audit says that it was imported."""
    assert _run(export, alice.name) == 0
    assert f"The diary of {alice.name} holds them." in capsys.readouterr().out
    assert _attacks(alice) == 2

    assert _run(export, alice.name) == 0

    assert _attacks(alice) == 2
    assert AuditEvent.objects.filter(person=alice.person.pk, kind="import_recorded").exists()


def test_it_is_taken_back_in_one_step(alice: User, export: Path) -> None:
    """As a file that came in through the page: with its name, its hash and what it could not carry."""
    _run(export, alice.name)
    (batch,) = queries.imports_of(alice.person)

    imports.undo_import(person=alice.person, batch=batch, by=alice)

    assert batch.file_name == "attacks.csv"
    assert len(batch.sha256) == 64
    assert _attacks(alice) == 0


def test_nobody_elses_journal_gets_it(alice: User, bob: User, export: Path) -> None:
    """The name decides, whatever its capitals."""
    _run(export, alice.name.upper())

    assert (_attacks(alice), _attacks(bob)) == (2, 0)


def test_an_unknown_name_changes_nothing(
    alice: User, export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is answered in words."""
    assert _run(export, "nobody") == PROBLEM

    assert "There is no account named nobody. Nothing was imported." in capsys.readouterr().err
    assert _attacks(alice) == 0


def test_a_file_and_a_journal_at_once_are_refused(export: Path, tmp_path: Path, capsys: Any) -> None:
    """One place or the other."""
    with pytest.raises(SystemExit):
        _run(export, "alice", "--out", str(tmp_path / "out.json"))

    assert "not allowed with" in capsys.readouterr().err
