"""The commands that work on a diary file, with no database: what each takes, and who does it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Run = Callable[[argparse.Namespace], int]
_DAY = "YYYY-MM-DD"
_INSTANT = "2026-05-04T23:40+02:00"


def add_parser(subparsers: Any) -> None:
    """Add `check`, `counts`, `timeline`, `report`, `import`, `demo` and `schema`."""
    check = reader(subparsers, "check", "say whether a diary file is whole and what it holds")
    check.set_defaults(run=lazily("headlog.cli.checking", "check"))

    counts = reader(subparsers, "counts", "days of each kind by month, with lower and upper bounds")
    _add_period(counts)
    counts.add_argument(
        "--profile", action="append", metavar="NAME", help="a named definition of the days; may be repeated"
    )
    counts.add_argument("--ledger", action="store_true", help="each day and which rule counted it")
    counts.set_defaults(run=lazily("headlog.cli.counting", "counts"))

    timeline = reader(subparsers, "timeline", "attacks with their phases, signs, neck episodes and doses")
    _add_period(timeline)
    timeline.set_defaults(run=lazily("headlog.cli.telling", "timeline"))

    report = reader(subparsers, "report", "the clinician's page")
    _add_period(report)
    report.add_argument("--pdf", type=Path, metavar="OUT", help="write it as a PDF")
    report.add_argument("--text", action="store_true", help="only the lines to paste into a record")
    report.add_argument(
        "--inference",
        action="store_true",
        help="add to the appendix what is inferred: roles of neck episodes, response to preventives, "
        "associations",
    )
    report.add_argument("--first-visit", action="store_true", help="attack features come second")
    report.set_defaults(run=lazily("headlog.cli.telling", "report"))

    _add_import(subparsers)
    _add_makers(subparsers)


def _add_import(subparsers: Any) -> None:
    importing = subparsers.add_parser(
        "import",
        help="bring another program's file into a diary",
        description="Without --out and --into-journal it only says what it found. "
        "Importing a file twice adds nothing.",
    )
    importing.add_argument("source", type=Path, help="the other program's file")
    importing.add_argument(
        "--format", metavar="NAME", help="its format (see `headlog formats`); found out when not given"
    )
    importing.add_argument("--zone", metavar="ZONE", help="the time zone you lived in, as in Europe/Rome")
    order = importing.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", help="3/4 is the third of April")
    order.add_argument("--month-first", action="store_true", help="3/4 is March the fourth")
    importing.add_argument(
        "--mapping",
        metavar="FILE",
        help="which column of a CSV holds what: JSON or YAML, a file or the text",
    )
    where = importing.add_mutually_exclusive_group()
    where.add_argument("--out", type=Path, metavar="FILE", help="the diary file to write, or to add to")
    where.add_argument("--into-journal", metavar="NAME", help="the person of this server whose diary gets it")
    importing.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="the server's folder, with --into-journal (default: as for `headlog serve`)",
    )
    importing.add_argument("--bring-back", action="store_true", help="also what was taken back in that diary")
    importing.add_argument(
        "--json",
        action="store_true",
        help="the whole result as JSON; it lists every row that was not imported",
    )
    importing.add_argument(
        "--as-of", metavar="TIME", help=f"the time of import, as in {_INSTANT} (default: now)"
    )
    importing.set_defaults(run=lazily("headlog.cli.importing", "import_file"))
    formats = subparsers.add_parser("formats", help="the formats that can be imported")
    formats.add_argument("--json", action="store_true", help="as JSON")
    formats.set_defaults(run=lazily("headlog.cli.importing", "list_formats"))


def _add_makers(subparsers: Any) -> None:
    demo = subparsers.add_parser(
        "demo",
        help="write three years of a constructed diary to explore",
        description="Write a diary file of three years that no person lived, to try the other commands on. "
        "The same seed and time give the same file.",
    )
    demo.add_argument("--out", type=Path, metavar="FILE", required=True, help="the diary file to write")
    demo.add_argument("--seed", type=int, help="another person's three years")
    demo.add_argument("--as-of", metavar="TIME", help=f"when the diary ends, as in {_INSTANT} (default: now)")
    demo.set_defaults(run=lazily("headlog.cli.making", "demo"))
    schema = subparsers.add_parser(
        "schema",
        help="the JSON Schema of a diary file",
        description="Print the JSON Schema of the open diary file, for programs that write or check one.",
    )
    schema.add_argument("--out", type=Path, metavar="FILE", help="write it there instead of printing it")
    schema.set_defaults(run=lazily("headlog.cli.making", "schema"))


def reader(subparsers: Any, name: str, words: str) -> argparse.ArgumentParser:
    """Parser of a command that reads a diary file."""
    parser: argparse.ArgumentParser = subparsers.add_parser(name, help=words, description=f"{name}: {words}.")
    parser.add_argument("file", type=Path, help="a Headlog diary file")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.add_argument(
        "--as-of",
        metavar="TIME",
        help=f"the present to read it at, as in {_INSTANT}; else when it was written",
    )
    return parser


def _add_period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", metavar=_DAY, help="first day")
    parser.add_argument("--to", dest="last", metavar=_DAY, help="last day, counted too")


def lazily(module: str, name: str) -> Run:
    """The function that runs a command, loaded when it is asked for: `--help` must stay quick."""

    def run(options: argparse.Namespace) -> int:
        command: Run = getattr(import_module(module), name)
        return command(options)

    return run
