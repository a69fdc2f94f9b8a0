"""What holds for every test: no network but this machine's own, and one set of Hypothesis habits."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, settings

# As in the worker and the command line: the systems are small, and two processes with two threads each wait
# for one another. Read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The core's tests run in an environment without Django too.
HAS_DJANGO = find_spec("django") is not None
if HAS_DJANGO:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headlog.web.settings.test")
    # A person's own settings must not decide how a test ends.
    for _name in [name for name in os.environ if name.startswith("HEADLOG_")]:
        if _name != "HEADLOG_TEST_DATABASE_URL":
            del os.environ[_name]

NEED_DJANGO = {"web", "e2e"}
PROPERTIES = Path(__file__).parent / "properties"
# The same engine without a window's machinery takes two thirds of the time; any Chromium will do.
CHROMIUM = next(
    (
        str(path)
        for name in ("chromium-headless-shell", "chromium", "chromium-browser")
        if (path := Path("/usr/bin", name)).exists()
    ),
    None,
)

# On a build server the same draws each time, so that a failure can be had again; and more of them.
ON_SERVER = os.environ.get("CI") == "true"
settings.register_profile(
    "dev",
    max_examples=20,
    derandomize=ON_SERVER,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("server", settings.get_profile("dev"), max_examples=50)
settings.register_profile("long", settings.get_profile("dev"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "server" if ON_SERVER else "dev"))


def pytest_pycollect_makemodule(module_path: Path) -> None:
    """Load Django before the first test module that may name a model; the core's tests never need it."""
    if NEED_DJANGO & set(module_path.parts):
        import django

        django.setup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Laws and slow tests are not measured; without a browser its tests are skipped by name, to be counted.

    A branch that only chance draws, or that takes half a second to reach, has no test.
    """
    for item in items:
        if PROPERTIES in item.path.parents or item.get_closest_marker("slow"):
            item.add_marker("no_cover")
        if CHROMIUM is None and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="NOT RUN: browser"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Load whatever is measured while it is: a test that is not may be the first to need a module."""
    if session.config.pluginmanager.hasplugin("_cov"):
        for name in session.config.option.cov_source:
            package = import_module(name)
            for module in walk_packages(package.__path__, f"{name}."):
                import_module(module.name)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Only this machine can be reached, and only by its own addresses."""
    if find_spec("pytest_socket") is not None:
        from pytest_socket import socket_allow_hosts

        socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
