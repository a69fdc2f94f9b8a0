"""Starting a server: folder, key, tables, static files, worker process, web process; and ending them all."""

import contextlib
import hashlib
import os
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from headlog import __version__
from headlog.web.lan import LanCertificate, hand_out, lan_certificate, told
from headlog.web.settings.env import (
    LOOPBACK,
    SettingProblem,
    data_folder,
    envbool,
    envsecret,
)

RESTART_SECONDS = 1.0
END_SECONDS = 5.0
_SAID = {"HEADLOG_DEMO": "--demo or HEADLOG_DEMO=true", "HEADLOG_DEBUG": "HEADLOG_DEBUG=true"}


@dataclass(frozen=True)
class Serving:
    """Where and how to serve."""

    host: str
    port: int
    workers: int
    demo: bool
    # The host name for phones in the home network; empty without `--lan`.
    lan_name: str = ""


def serve(serving: Serving, say: Callable[[str], None]) -> int:
    """Serve until told to end, then end every process that was started."""
    if serving.lan_name:
        # Before the settings are read: cookies and redirects must know that all of it is https.
        os.environ["HEADLOG_HTTPS"] = "true"
        os.environ["HEADLOG_HOSTS"] = f"{serving.lan_name},localhost,127.0.0.1"
    refuse_unsafe_address(serving)
    refuse_taken_port(serving)
    prepare()
    collect_static()
    lan = certificate_for(serving)
    if serving.demo:
        ask_for_demo()
    os.environ["SERVED_BY_HEADLOG"] = "1"
    address = first_address(serving)
    worker = WorkerProcess()
    server = _granian(serving, lan)

    def started() -> None:
        worker.start()
        say(f"Headlog is at {address} (stop it with Ctrl-C)")
        if lan is not None:
            say(told(lan, serving.port, address))

    server.on_startup(started)
    server.on_shutdown(worker.end)
    end_handing_out = hand_out(lan, serving.port) if lan is not None else None
    try:
        server.serve()
    finally:
        worker.end()
        if end_handing_out is not None:
            end_handing_out()
    return 0


def certificate_for(serving: Serving) -> LanCertificate | None:
    """The certificate for phones at home, when it was asked for."""
    if not serving.lan_name:
        return None
    return lan_certificate(data_folder() / "lan", serving.lan_name, datetime.now(UTC))


def prepare() -> None:
    """Make folder and key where they are missing, and bring the tables up to date."""
    make_folder_and_key()
    start_django()
    from django.core.management import call_command
    from django.db import connection, connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    if connection.vendor == "sqlite":
        with contextlib.suppress(OSError):
            Path(connection.settings_dict["NAME"]).chmod(0o600)
    # The web process is forked off: an open database must not come along.
    connections.close_all()


def start_django() -> None:
    """Load the settings and the rooms."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headlog.web.settings.base")
    import django

    django.setup()


def make_folder_and_key() -> None:
    """The data folder, open to its owner only, with a secret key of its own."""
    folder = data_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if envsecret("HEADLOG_SECRET_KEY") is not None:
        return
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(folder / "secret-key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))


def refuse_unsafe_address(serving: Serving) -> None:
    """The demo stays on this computer; a diary goes over a network only encrypted, or knowingly not."""
    if is_loopback(serving.host):
        return
    # By the environment too: a request may name this computer as its host and come from another one.
    for name in ("HEADLOG_DEMO", "HEADLOG_DEBUG"):
        if envbool(name, default=False) or (serving.demo and name == "HEADLOG_DEMO"):
            raise SettingProblem("--host", f"be this computer (127.0.0.1) with {_SAID[name]}", serving.host)
    if not envbool("HEADLOG_HTTPS", default=False) and not envbool("HEADLOG_ALLOW_PLAIN_HTTP", default=False):
        raise SettingProblem(
            "--host",
            "be this computer (127.0.0.1) unless HEADLOG_HTTPS=true says that a proxy speaks https, or "
            "HEADLOG_ALLOW_PLAIN_HTTP=true accepts that others on the network can listen",
            serving.host,
        )


def refuse_taken_port(serving: Serving) -> None:
    """Say so when another program has the port."""
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serving.host, serving.port))
        except (OSError, OverflowError) as problem:
            reason = getattr(problem, "strerror", None) or "not a port"
            raise SettingProblem(
                "--host and --port", "be free to listen at", f"{serving.port}: {reason}"
            ) from problem


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach `host`."""
    if host in LOOPBACK:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def collect_static() -> None:
    """Copy, hash and compress the static files, once for each state of them."""
    from django.conf import settings
    from django.core.management import call_command

    stamp, state = Path(settings.STATIC_ROOT) / "collected", _static_state(Path(settings.STATICFILES_DIRS[0]))
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state, encoding="ascii")


def ask_for_demo() -> None:
    """Have the worker write the demo diary as soon as it runs."""
    from django.db import connections

    from headlog.web.welcome.demo import asked_for, can_be_written

    if can_be_written():
        asked_for()
    connections.close_all()


def first_address(serving: Serving) -> str:
    """The one address to open; with the set-up token in it while nobody operates the server."""
    from django.conf import settings
    from django.db import connections
    from django.urls import reverse

    from headlog.web.accounts.queries import operator_exists
    from headlog.web.welcome.set_up import new_token

    path = "/"
    if not serving.demo and not operator_exists():
        path = reverse("welcome:operator_set_up", args=[new_token()])
    connections.close_all()
    if is_loopback(serving.host):
        # A name rather than a number: passkeys and service workers want one.
        return f"http://localhost:{serving.port}{path}"
    scheme = "https" if settings.HEADLOG_HTTPS else "http"
    named = [host for host in settings.ALLOWED_HOSTS if host not in LOOPBACK]
    # Behind a proxy its port holds, not ours.
    port = "" if settings.HEADLOG_BEHIND_PROXY else f":{serving.port}"
    return f"{scheme}://{named[0] if named else serving.host}{port}{path}"


class WorkerProcess:
    """The job worker as a child: started, started again when it dies, ended with us."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._watcher: threading.Thread | None = None

    def start(self) -> None:
        """Start it and watch over it."""
        self._launch()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def end(self) -> None:
        """End it, by force when it does not listen; a job that it had begun is taken up at the next start."""
        self._ending.set()
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _launch(self) -> None:
        command = [sys.executable, "-m", "headlog", "worker", "--parent", str(os.getpid())]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603  # our own module

    def _watch(self) -> None:
        while not self._ending.is_set():
            assert self._process is not None
            self._process.wait()
            if not self._ending.wait(RESTART_SECONDS):
                self._launch()


def _granian(serving: Serving, lan: LanCertificate | None = None) -> Any:
    from granian import Granian
    from granian.constants import Interfaces

    return Granian(
        "headlog.web.wsgi:application",
        address=serving.host,
        port=serving.port,
        interface=Interfaces.WSGI,
        workers=serving.workers,
        # Threads share one interpreter: a second one makes pages slower, not faster.
        blocking_threads=1,
        runtime_threads=1,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        ssl_cert=lan.certificate if lan is not None else None,
        ssl_key=lan.key if lan is not None else None,
    )


def _static_state(folder: Path) -> str:
    """What tells one state of the static files from another."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{path.relative_to(folder)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join([__version__, *lines]).encode()).hexdigest()
