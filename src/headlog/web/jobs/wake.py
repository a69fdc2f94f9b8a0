"""Waking the worker without delay: a datagram on a socket file in the data folder.

Without such sockets the worker looks by itself four times a second.
"""

import contextlib
import os
import select
import socket
from pathlib import Path

from django.conf import settings

# The system's limit on the length of a socket's path is 108 characters, 104 on some.
LONGEST_PATH = 100
WITHOUT_SOCKET_SECONDS = 0.25
WITH_SOCKET_SECONDS = 2.0


def socket_path() -> Path:
    """Where the worker listens."""
    return Path(settings.DATA_DIR) / "worker.sock"


def call() -> None:
    """Wake the worker, if one listens."""
    if not _usable():
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as caller:
        caller.setblocking(False)
        caller.sendto(b"!", str(socket_path()))


class Bell:
    """The worker's end of it."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        if _usable():
            with contextlib.suppress(OSError):
                self._socket = _listening()

    def wait(self) -> None:
        """Return when somebody called, or after a short while."""
        if self._socket is None:
            select.select([], [], [], WITHOUT_SOCKET_SECONDS)
            return
        ready, _, _ = select.select([self._socket], [], [], WITH_SOCKET_SECONDS)
        if ready:
            with contextlib.suppress(BlockingIOError):
                while self._socket.recv(16):
                    pass

    def close(self) -> None:
        """Stop listening."""
        if self._socket is not None:
            self._socket.close()
            socket_path().unlink(missing_ok=True)


def _usable() -> bool:
    return hasattr(socket, "AF_UNIX") and len(os.fsencode(socket_path())) <= LONGEST_PATH


def _listening() -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        socket_path().unlink(missing_ok=True)
        listener.bind(str(socket_path()))
        socket_path().chmod(0o600)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener
