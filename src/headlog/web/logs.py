"""What is written to the log: never a value out of a diary."""

import logging
import re
import traceback
from types import TracebackType
from typing import Any

# Addresses that open something to whoever has them: `/w/…/`, `/feed/….ics`, `/set-up/…/`.
SECRET_ADDRESS = re.compile(r"(?<=/)(w|feed|set-up)/+[^\s?'\"]+")


class PlainFormatter(logging.Formatter):
    """Time, level, message; of an error its class and where it arose, not what it says.

    The text of an exception often repeats what was typed ("must be a time: got …"), so it stays out.
    """

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatException(  # noqa: N802  # the name that logging calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The class of the error and its frames, innermost last."""
        return "\n".join(frames(ei[1])) if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without stored exception text of another formatter and without a private address."""
        record.exc_text = None
        return SECRET_ADDRESS.sub(r"\1/…", super().format(record))


def frames(error: BaseException) -> list[str]:
    """Where `error` and what caused it arose: file, line and function, no values."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__, limit=-20)
        ]
        cause = cause.__cause__ or cause.__context__
    return lines


def log_failure(logger: logging.Logger, what: str, error: BaseException, **ids: Any) -> None:
    """Write that `what` failed, with ids and frames only."""
    named = " ".join(f"{key}={value}" for key, value in ids.items())
    logger.error("%s %s\n%s", what, named, "\n".join(frames(error)))
