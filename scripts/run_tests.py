"""Run the tests: all in one pytest run, or with ``--fast`` or ``--coverage`` those of the core rooms.

A throw-away PostgreSQL is started where one is installed, so that the web's tests run on both databases. What
could not run for want of a system package is counted in the last line; on a build server that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORE = ("diary", "clinical", "stats", "report", "exchange")
CORE_TESTS = ("spec", "unit", "properties", "reference", "snapshots")
# Percent of the core's lines and branches; an exclusion stands in the code with its reason.
LEAST_COVERED = 100
PACKAGES_SCRIPT = "sh scripts/install-system-packages.sh"


class NotRun:
    """Counts the tests that were skipped for want of a browser or a PostgreSQL."""

    def __init__(self) -> None:
        self.counts = {"browser": 0, "PostgreSQL": 0}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One finished step of one test, from whichever process ran it."""
        if report.skipped and isinstance(report.longrepr, tuple):
            reason = report.longrepr[2]
            for what in self.counts:
                if reason.endswith(f"NOT RUN: {what}"):
                    self.counts[what] += 1

    def line(self) -> str:
        """What to say about them; empty when everything ran."""
        missing = ", ".join(f"{count} {what}" for what, count in self.counts.items() if count)
        return f"NOT RUN: {missing}; run {PACKAGES_SCRIPT}" if missing else ""


def main(arguments: list[str]) -> int:
    """Run; the exit code is pytest's, or 1 when a build server left something out."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    # Where no bytecode may be kept, each of the hundred processes that the tests start compiles Headlog anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if "--fast" in arguments or "--coverage" in arguments:
        rest = [given for given in arguments if given not in ("--fast", "--coverage")]
        return run_core([*(measured() if "--coverage" in arguments else []), *rest])
    with postgresql() as address:
        if address:
            os.environ["HEADLOG_TEST_DATABASE_URL"] = address
        not_run = NotRun()
        code = int(pytest.main(["-n", "2", "--durations=10", *order(), *arguments], plugins=[not_run]))
    line = not_run.line()
    if line:
        print(line, flush=True)
        if os.environ.get("CI") == "true":
            return code or 1
    return code


def order() -> list[str]:
    """On a build server the order that belongs to the commit, so that a failure can be had again."""
    if os.environ.get("CI") != "true":
        return []
    asked = subprocess.run(
        ["git", "rev-parse", "--short=8", "HEAD"], capture_output=True, text=True, check=False
    )
    return [f"--randomly-seed={int(asked.stdout, 16)}"] if asked.returncode == 0 else []


def run_core(arguments: list[str]) -> int:
    """Tests of the framework-free rooms, without a database."""
    tests = [f"tests/{folder}" for folder in CORE_TESTS if holds_tests(ROOT / "tests" / folder)]
    # Where Django is installed its plugin would load the rooms before their lines are counted.
    alone = ["-p", "no:django", "-m", "not calibration and not large"]
    os.environ.setdefault("HYPOTHESIS_PROFILE", "dev")
    # Most of a file's tests stay with one process, so that what they share is made once.
    return int(pytest.main(["-n", "2", "--dist", "worksteal", *alone, *tests, *arguments]))


def measured() -> list[str]:
    """Arguments that ask for every line and branch; measuring takes half as long again as the tests."""
    rooms = [f"--cov=headlog.{room}" for room in CORE]
    return [
        *rooms,
        "--cov-branch",
        "--cov-report=term-missing:skip-covered",
        f"--cov-fail-under={LEAST_COVERED}",
    ]


def holds_tests(folder: Path) -> bool:
    """Whether there is a test file below `folder`."""
    return any(folder.rglob("test_*.py"))


@contextmanager
def postgresql() -> Iterator[str | None]:
    """The address of a PostgreSQL server that lives as long as this block; None where none is installed."""
    given = os.environ.get("HEADLOG_TEST_DATABASE_URL")
    programs = installed_programs()
    if given or programs is None:
        yield given
        return
    # Short, because a socket's path has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="headlog-pg-", dir="/tmp"))
    account = unprivileged(folder)
    try:
        start(programs, folder, account)
        yield f"postgresql://headlog@/postgres?host={folder}"
    finally:
        run([programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], account, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def start(programs: Path, folder: Path, account: str | None) -> None:
    """Make a cluster that only its own socket reaches, and that need not survive a power cut."""
    habits = ["-U", "headlog", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    run([programs / "initdb", "-D", folder / "data", *habits], account)
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    run(
        [programs / "pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "log", "-w", "start"],
        account,
    )


def installed_programs() -> Path | None:
    """The folder of PostgreSQL's programs."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    folders = [*reversed(versions), *([Path(found).resolve().parent] if found else [])]
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


def unprivileged(folder: Path) -> str | None:
    """The account to run PostgreSQL as: it refuses root."""
    if os.geteuid() != 0:
        return None
    account = "postgres"
    shutil.chown(folder, account)
    return account


def run(command: list[Path | str], account: str | None, *, check: bool = True) -> None:
    """Run a program quietly; what it said is shown when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        user=account,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if check and done.returncode != 0:
        raise SystemExit(f"{command[0]} failed: {done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
