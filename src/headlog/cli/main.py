"""``headlog``: finds the command and runs it. Nothing heavy is imported before a command asks for it."""

import argparse
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib import import_module
from importlib.util import find_spec
from io import TextIOWrapper
from types import ModuleType
from typing import TextIO, cast

from headlog import __version__
from headlog.cli.problems import CommandProblem
from headlog.cli.shown import Shown

# Each has `add_parser(subparsers)`; every parser it adds sets `run`, a function from arguments to exit code.
MODULES = ("headlog.cli.server", "headlog.cli.files", "headlog.cli.inference", "headlog.cli.rules")

DONE, PROBLEM, USAGE, UNREADABLE, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it went."""
    options = parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        # What a terminal or a pipe cannot take is written as an escape, and the rest is read.
        sys.stdout.reconfigure(errors="backslashreplace")
    with _only_shown():
        try:
            code: int = options.run(options)
            sys.stdout.flush()
        except (Exception, KeyboardInterrupt) as error:  # the outermost door of the command line
            if options.traceback:
                traceback.print_exc()
            return exit_code(error)
    return code


@contextmanager
def _only_shown() -> Iterator[None]:
    """Whatever a command prints, words of a diary among it, is shown by the terminal and steers nothing."""
    with (
        redirect_stdout(cast("TextIO", Shown(sys.stdout))),
        redirect_stderr(cast("TextIO", Shown(sys.stderr))),
    ):
        yield


def parser() -> argparse.ArgumentParser:
    """The parser of every command that this installation has."""
    top = argparse.ArgumentParser(prog="headlog", description="A private, phase-aware migraine diary.")
    top.add_argument("--version", action="version", version=f"headlog {__version__}")
    top.add_argument("--traceback", action="store_true", help="on an error, print where it arose")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in installed_modules():
        module.add_parser(commands)
    return top


def installed_modules() -> list[ModuleType]:
    """The modules of commands that are there."""
    return [import_module(name) for name in MODULES if find_spec(name) is not None]


def exit_code(error: BaseException) -> int:
    """Say on standard error what went wrong, in words for a person; return the code to leave with."""
    match error:
        case CommandProblem():
            return _said(str(error), PROBLEM)
        case BrokenPipeError():
            # The reader of our output, such as `head`, had enough.
            # The interpreter flushes once more at its end: let that go nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return DONE
        case FileNotFoundError():
            return _said(f"There is no file {error.filename}. Check the name and try again.", UNREADABLE)
        case OSError():
            return _said(f"{error.filename or 'A file'} could not be used: {error.strerror}.", UNREADABLE)
        case UnicodeDecodeError():
            return _said("The file is not UTF-8 text. Save it as UTF-8 and try again.", UNREADABLE)
        case KeyboardInterrupt():
            return _said("Stopped.", INTERRUPTED)
        case _:
            return _said(
                f"Headlog met something it has no answer for ({type(error).__name__}). Nothing was changed. "
                "Run it again as `headlog --traceback …` and report what it prints.",
                BUG,
            )


def _said(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code
