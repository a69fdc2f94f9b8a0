"""A real server that fails on request: killed within a transaction, after it, or before its reply leaves.

The parent loads Django once and forks the process that serves; a killed one is replaced at once, as a
supervisor would. A request names its own fault in the header ``X-Fault``. Prints one line of JSON with its
port, and ends when its standard input does.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from uuid import UUID
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

SYNC = "/sync/"
Answer = Callable[[dict[str, Any], Any], Iterable[bytes]]

_fault = threading.local()


class QuietHandler(WSGIRequestHandler):
    """Says nothing, and hands its connection on so that a fault can cut it."""

    # A browser opens connections that it never uses.
    timeout = 20

    def get_environ(self) -> dict[str, Any]:
        return super().get_environ() | {"faulty.connection": self.connection}

    def log_message(self, *_: object) -> None:
        return


class Server(ThreadingMixIn, WSGIServer):
    """Serves on a socket that the parent opened."""

    daemon_threads = True

    def __init__(self, listening: socket.socket) -> None:
        super().__init__(listening.getsockname(), QuietHandler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.server_name, self.server_port = "localhost", listening.getsockname()[1]
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A cut connection is what was asked for."""
        if not isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


ServerHandler.http_version = "1.1"


def main(arguments: list[str]) -> int:
    """Serve until standard input ends."""
    folder = Path(arguments[0]) if arguments else Path(tempfile.mkdtemp(prefix="headlog-faults-"))
    os.environ["HEADLOG_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "headlog.web.settings.base"
    from headlog.web import serving

    serving.prepare()
    serving.collect_static()
    from django.urls import get_resolver

    from headlog.web.wsgi import application

    # Loaded before the fork: a killed process is replaced in milliseconds, by the very same code.
    assert get_resolver().url_patterns
    # Refused tokens and sessions are part of the runs; only what nobody asked for is worth a line.
    for name in ("django.request", "django.security"):
        logging.getLogger(name).setLevel(logging.ERROR)
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    app = faulty(application)
    print(json.dumps({"port": listening.getsockname()[1]}), flush=True)
    child = Child(listening, app)
    threading.Thread(target=child.watch, daemon=True).start()
    sys.stdin.buffer.read()
    child.end()
    return 0


class Child:
    """The process that serves: forked again whenever it was killed."""

    def __init__(self, listening: socket.socket, app: Answer) -> None:
        self._listening, self._app, self._ending = listening, app, False
        self._killed = -1
        self._process = self._fork()

    def watch(self) -> None:
        while not self._ending:
            os.waitpid(self._process, 0)
            if not self._ending:
                self._process = self._fork()

    def end(self) -> None:
        self._ending = True
        os.kill(self._process, signal.SIGKILL)

    def _fork(self) -> int:
        self._killed += 1
        os.environ["FAULTY_SERVER_KILLED"] = str(self._killed)
        process = os.fork()
        if process:
            return process
        parent = os.getppid()
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        server = Server(self._listening)
        server.set_app(one_at_a_time(self._app))
        server.serve_forever(poll_interval=5)
        os._exit(0)


def _end_with(parent: int) -> None:
    from headlog.web.wsgi import end_with

    end_with(parent)


def one_at_a_time(app: Answer) -> Answer:
    """Requests are read side by side and answered in one thread, as the real server's worker does."""
    answering = ThreadPoolExecutor(max_workers=1)

    def answered(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length))
        begun: list[tuple[Any, ...]] = []
        parts = answering.submit(lambda: list(app(environ, lambda *head: begun.append(head)))).result()
        start(*begun[-1])
        return parts

    return answered


def faulty(application: Answer) -> Answer:
    """The application with its faults, and with what the runs need to begin and to look."""
    from django.core.signals import got_request_exception

    from headlog.web.journal.book import Book

    got_request_exception.connect(_say_what_was_wrong)
    append = Book.append

    def append_and_perhaps_die(book: Book, entry: Any) -> Any:
        receipt = append(book, entry)
        if getattr(_fault, "name", "") == "kill_before_commit":
            os.kill(os.getpid(), signal.SIGKILL)
        return receipt

    setattr(Book, "append", append_and_perhaps_die)  # noqa: B010  # the fault that is asked for

    def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith("/_faults/"):
            return _told(environ, start)
        _fault.name = environ.get("HTTP_X_FAULT", "") if path == SYNC else ""
        if _fault.name == "drop_request":
            return _cut(environ)
        if _fault.name == "error":
            start("503 Service Unavailable", [("Content-Type", "text/plain")])
            return [b"busy"]
        if path == "/sw.js":
            return _worker(application, environ, start)
        parts = _whole(application(environ, start))
        if _fault.name == "kill_after_commit":
            os.kill(os.getpid(), signal.SIGKILL)
        return _cut(environ) if _fault.name == "lose_reply" else parts

    return app


def _whole(answer: Iterable[bytes]) -> list[bytes]:
    """The answer's parts; closed as a server must, since that is where Django lets go of its connections."""
    try:
        return list(answer)
    finally:
        if (close := getattr(answer, "close", None)) is not None:
            close()


def _say_what_was_wrong(**_: object) -> None:
    """The log of a real server leaves out what an error says; here nobody's diary is in it."""
    print(repr(sys.exc_info()[1]), file=sys.stderr, flush=True)


def _worker(application: Answer, environ: dict[str, Any], start: Any) -> list[bytes]:
    """The worker's script; another one after each update that was asked for."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    script = b"".join(
        _whole(application(environ, lambda status, headers, *_: start(status, _without_length(headers))))
    )
    return [script.replace(b'"version": "', b'"version": "%d-' % _updates().stat().st_size)]


def _without_length(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() != "content-length"]


def _updates() -> Path:
    path = Path(os.environ["HEADLOG_DATA_DIR"]) / "updates"
    path.touch()
    return path


def _update() -> dict[str, int]:
    with _updates().open("a", encoding="ascii") as file:
        file.write("x")
    return {"updates": _updates().stat().st_size}


def _cut(environ: dict[str, Any]) -> list[bytes]:
    environ["faulty.connection"].shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError


def _told(environ: dict[str, Any], start: Any) -> list[bytes]:
    """A new person with a session, what is stored of one, or how often the server was killed."""
    asked, _, which = environ["PATH_INFO"].removeprefix("/_faults/").partition("/")
    told: Any = {
        "killed": lambda: {"killed": int(os.environ["FAULTY_SERVER_KILLED"])},
        "person": _new_person,
        "stored": lambda: _stored(which),
        "update": _update,
    }[asked]()
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]


def _new_person() -> dict[str, str]:
    import secrets

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from headlog.web.accounts.models import Person, User

    user = User(name=f"alice-{secrets.token_hex(8)}")
    user.set_unusable_password()
    user.save()
    person = Person.objects.create(user=user)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "headlog.web.accounts.backend.PersonBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {
        "person": str(person.pk),
        "name": user.name,
        "cookie": settings.SESSION_COOKIE_NAME,
        "session": str(session.session_key),
    }


def _stored(person: str) -> list[dict[str, Any]]:
    from headlog.web.journal.models import EntryRow

    rows = EntryRow.objects.filter(person=UUID(person)).order_by("pk")
    return [
        {
            "id": row.record,
            "version": row.version,
            "base": row.base,
            "kind": row.kind,
            "withdrawn": row.body is None,
        }
        for row in rows
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
