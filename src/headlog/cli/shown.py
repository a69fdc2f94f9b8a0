"""What is printed, with the letters that would steer a terminal written as escapes."""

from __future__ import annotations

import re
from typing import TextIO

# C0 but tab and newline, delete, C1, and what turns the direction of the letters after it. A file from anyone
# may hold them, and a terminal obeys them: it moves, recolours, renames or hides what stands there.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Shown:
    r"""A stream that writes a steering letter as ``\u001b``, which JSON reads as the letter itself.

    Everything else of the stream is the stream's own.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text in letters that a terminal only shows."""
        self._stream.write(_STEERING.sub(_escape, text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
