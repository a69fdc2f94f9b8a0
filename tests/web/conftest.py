"""Every test that uses the database runs on SQLite and again on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test import Client

from tests.people import ALICE, BOB, CHARLIE, DANA

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from headlog.web.accounts.models import User

DATABASE_FIXTURES = {"db", "transactional_db", "client", "alice", "bob", "charlie", "dana"}
HAS_POSTGRESQL = bool(os.environ.get("HEADLOG_TEST_DATABASE_URL"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test that uses the database one run per kind of database."""
    if "database" in metafunc.fixturenames and uses_database(metafunc):
        missing = [] if HAS_POSTGRESQL else [pytest.mark.skip(reason="NOT RUN: PostgreSQL")]
        kinds = ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, *missing])]
        metafunc.parametrize("database", kinds, indirect=True, scope="module")


def uses_database(metafunc: pytest.Metafunc) -> bool:
    """Whether a test is marked for the database or asks for it by a fixture."""
    return metafunc.definition.get_closest_marker("django_db") is not None or bool(
        DATABASE_FIXTURES & set(metafunc.fixturenames)
    )


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Both databases, with all migrations, once a run."""
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module", autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The kind of database that is `default` for this test.

    The two connections change places, so that Django's own guard against the use of any database but
    the default one holds for the other.
    """
    kind = getattr(request, "param", "sqlite")
    if kind == "sqlite":
        yield kind
        return
    # A test that is only marked for the database asks for this later, when the places are changed.
    request.getfixturevalue("django_db_setup")
    change_places()
    yield kind
    change_places()


def change_places() -> None:
    """Swap the two connections, aliases included."""
    first, second = connections["default"], connections["postgresql"]
    first.alias, second.alias = second.alias, first.alias
    connections["default"], connections["postgresql"] = second, first


@pytest.fixture
def alice(db: None) -> User:
    """Keeps a diary."""
    return ALICE.account()


@pytest.fixture
def bob(db: None) -> User:
    """Her clinician."""
    return BOB.account()


@pytest.fixture
def charlie(db: None) -> User:
    """A stranger."""
    return CHARLIE.account()


@pytest.fixture
def dana(db: None) -> User:
    """The operator."""
    return DANA.account()


@pytest.fixture
def alice_client(alice: User) -> Client:
    """A browser in which Alice is signed in."""
    return signed_in_client(alice)


@pytest.fixture
def charlie_client(charlie: User) -> Client:
    """A browser in which Charlie is signed in."""
    return signed_in_client(charlie)


def signed_in_client(user: User) -> Client:
    """A browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client
