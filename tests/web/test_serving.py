"""A server from start to end: one address, quick, small, and nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from headlog.web import serving
from headlog.web.settings.env import SettingProblem

LARGEST_PROCESS_KB = 110 * 1024


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """A server as a person starts it."""

    def __init__(self, data: Path, *options: str) -> None:
        self.port = free_port()
        environ = {
            name: value for name, value in os.environ.items() if not name.startswith(("HEADLOG_", "DJANGO_"))
        }
        command = [sys.executable, "-m", "headlog", "serve", "--port", str(self.port), "--data", str(data)]
        self.process = subprocess.Popen(
            [*command, *options], env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def page(self, path: str = "/") -> str:
        """A page, as soon as the server answers."""
        until = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=5) as answer:
                    return str(answer.read().decode())
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def children(self) -> dict[int, str]:
        """The processes that it started: id and command line."""
        return {pid: command for pid, parent, command in processes() if parent == self.process.pid}

    def end(self, number: int = signal.SIGTERM) -> str:
        """End it; what it printed."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        told, _ = self.process.communicate(timeout=20)
        return told


def processes() -> list[tuple[int, int, str]]:
    """Every process of this machine: id, parent, command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except (OSError, ValueError):
            continue
        found.append((int(folder.name), parent, command))
    return found


def resident_kb(pid: int) -> int:
    """Memory of a process, shared pages included."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found.group(1))


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether it holds within the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Starts servers, and sees to it that they end."""
    started: list[Running] = []

    def one(*options: str) -> Running:
        started.append(Running(tmp_path / "data", *options))
        return started[-1]

    yield one
    for running in started:
        if running.process.poll() is None:
            running.process.kill()
            running.process.communicate()


@pytest.mark.slow
def test_a_server_starts_serves_and_ends(start: Callable[..., Running], tmp_path: Path) -> None:
    """A first and a second run: one address printed, small, no process and no socket left."""
    first = start()
    page = first.page()
    told = first.end()

    second = start()
    second.page()
    assert eventually(lambda: len(second.children()) == 2)
    web = [pid for pid, command in second.children().items() if " worker " not in command]
    sheet = re.search(r'href="(/static/headlog/headlog\.[0-9a-f]{12}\.css)"', page)
    assert sheet is not None
    request = urllib.request.Request(
        f"http://localhost:{second.port}{sheet.group(1)}", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        headers = dict(answer.headers)
    memory, children = resident_kb(web[0]), list(second.children())
    second.end(signal.SIGINT)

    assert len(re.findall(r"https?://", told)) == 1
    assert re.search(rf"http://localhost:{first.port}/set-up/\S+/", told)
    assert memory <= LARGEST_PROCESS_KB
    assert (headers["content-encoding"], "immutable" in headers["cache-control"]) == ("gzip", True)
    assert first.process.returncode == second.process.returncode == 0
    alive = {pid for pid, _, _ in processes()}
    assert not alive & set(children)
    assert not (tmp_path / "data" / "worker.sock").exists()
    assert stat.S_IMODE((tmp_path / "data" / "headlog.sqlite3").stat().st_mode) == 0o600


@pytest.mark.slow
def test_a_worker_that_dies_is_started_again_and_all_end_with_the_server(
    start: Callable[..., Running],
) -> None:
    """Also when the server itself is killed without a word."""
    running = start("--demo")
    assert 'href="/sign-up/"' in running.page()

    def worker() -> int:
        return next((pid for pid, command in running.children().items() if " worker " in command), 0)

    assert eventually(lambda: worker() != 0)
    before = worker()
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: worker() not in (0, before))

    children = set(running.children())
    running.end(signal.SIGKILL)
    assert eventually(lambda: not children & {pid for pid, _, _ in processes()})


def serving_at(host: str, *, demo: bool = False, port: int = 8000) -> serving.Serving:
    """A server that is asked to listen there."""
    return serving.Serving(host=host, port=port, workers=1, demo=demo)


def test_the_demo_stays_on_this_computer() -> None:
    """Everybody's diary must not be on a network."""
    with pytest.raises(SettingProblem, match="with --demo"):
        serving.refuse_unsafe_address(serving_at("0.0.0.0", demo=True))
    serving.refuse_unsafe_address(serving_at("127.0.0.1", demo=True))
    serving.refuse_unsafe_address(serving_at("::1", demo=True))


@pytest.mark.parametrize("name", ["HEADLOG_HTTPS", "HEADLOG_ALLOW_PLAIN_HTTP"])
def test_other_machines_are_served_encrypted_or_knowingly_not(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Never by accident."""
    with pytest.raises(SettingProblem, match="unless HEADLOG_HTTPS=true"):
        serving.refuse_unsafe_address(serving_at("192.0.2.7"))

    monkeypatch.setenv(name, "true")
    serving.refuse_unsafe_address(serving_at("192.0.2.7"))


def test_a_taken_port_is_said_to_be_taken() -> None:
    """Before anything is made or started."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(SettingProblem, match=f"free to listen at: got {port}"):
            serving.refuse_taken_port(serving_at("127.0.0.1", port=port))
    with pytest.raises(SettingProblem, match="free to listen at: got 99999"):
        serving.refuse_taken_port(serving_at("127.0.0.1", port=99999))


@pytest.mark.slow
def test_the_operators_commands_work_on_an_empty_folder(tmp_path: Path) -> None:
    """Create, reset, and words for what cannot be."""
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("HEADLOG_", "DJANGO_"))
    }

    def told(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "headlog", "server", *words, "--data", str(tmp_path / "data")],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    made, twice = told("create-operator", "dana"), told("create-account", "Dana")
    reset, unknown = told("reset-password", "dana"), told("reset-password", "nobody")
    unfit, unsafe = told("create-account", "two words"), told("check")
    copied, again = told("backup", str(tmp_path / "copy")), told("backup", str(tmp_path / "copy"))
    with sqlite3.connect(tmp_path / "copy") as copy:
        names = copy.execute("SELECT name FROM accounts_user").fetchall()
    copy.close()

    assert made[0] == reset[0] == 0
    assert re.search(r"Password of dana: [0-9a-z]{4}(-[0-9a-z]{4}){3}", made[1])
    assert "New password of dana:" in reset[1]
    assert (twice[0], unknown[0], unfit[0], unsafe[0]) == (1, 1, 1, 1)
    assert "is taken" in twice[1]
    assert "no account named nobody" in unknown[1]
    assert "without spaces" in unfit[1]
    assert "HSTS" in unsafe[1]
    assert (copied[0], again[0], names) == (0, 1, [("dana",)])
    assert "must be a new file" in again[1]
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert not any("Traceback" in words for _, words in (twice, unknown, unfit, unsafe))
