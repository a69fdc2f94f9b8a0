"""``headlog rules``: the rulebook on the command line, and a file of test vectors run against it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headlog.clinical.rulebook import Rule
    from headlog.clinical.vectors import VectorResult

PASSED, FAILED = 0, 1


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `rules` with `check`, `list` and `show`."""
    rules = subparsers.add_parser("rules", help="the rules that count, and their test vectors")
    commands = rules.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check_ = commands.add_parser("check", help="run the fenced `yaml vectors` blocks of a Markdown file")
    check_.add_argument("file", type=Path, help="Markdown file with the vectors")
    check_.set_defaults(run=check)
    commands.add_parser("list", help="every rule in one line").set_defaults(run=list_rules)
    show_ = commands.add_parser("show", help="one rule with its sources")
    show_.add_argument("rule", help="id, such as R-8.2")
    show_.set_defaults(run=show)


def check(options: argparse.Namespace) -> int:
    """Run every vector of a file; each failure is printed with the facts that decided it."""
    from headlog.cli.problems import CommandProblem
    from headlog.clinical.errors import VectorError
    from headlog.clinical.vectors import results, vectors_in

    try:
        vectors = vectors_in(options.file.read_text(encoding="utf-8-sig"))
    except VectorError as problem:
        raise CommandProblem(f"{options.file}: {problem} Nothing was checked.") from problem
    found = list(results(vectors))
    failures = [result for result in found if not result.passed]
    for failure in failures:
        print("\n".join(failure_lines(failure)))
    print(f"{len(found) - len(failures)} passed, {len(failures)} failed")
    return FAILED if failures or not found else PASSED


def list_rules(options: argparse.Namespace) -> int:
    """Print every rule in one line."""
    from headlog.clinical.rulebook import FAMILIES, RULES

    for each in RULES.values():
        print(f"{each.id:<10}{each.title:<34}{FAMILIES[each.family]:<28}{each.section}")
    return PASSED


def show(options: argparse.Namespace) -> int:
    """Print one rule with its text and sources."""
    from headlog.cli.problems import CommandProblem
    from headlog.clinical.errors import UnknownName
    from headlog.clinical.rulebook import rule

    try:
        found = rule(options.rule)
    except UnknownName as problem:
        raise CommandProblem(f"{problem} See `headlog rules list`.") from problem
    print("\n".join(rule_lines(found)))
    return PASSED


def failure_lines(failure: VectorResult) -> Iterator[str]:
    """Lines that say what failed, and by which facts."""
    vector = failure.vector
    note = f" ({vector.note})" if vector.note else ""
    yield f"{vector.id or 'a vector without id'} {vector.kind}{note}"
    for difference in failure.differences:
        yield f"  {difference}"
    for sentence in failure.because:
        yield f"    because {sentence}"


def rule_lines(found: Rule) -> Iterator[str]:
    """Lines of one rule: text, code, settings, sources."""
    from headlog.clinical.settings import setting_notes

    yield f"{found.id}  {found.title}  ({found.section})"
    yield ""
    yield found.text
    yield ""
    yield f"Computed by headlog.clinical: {found.code}"
    yield f"Worked cases: docs/reference/rules/{found.family}.md"
    notes = [note for note in setting_notes() if note.rule == found.id]
    for note in notes:
        yield f"Setting {note.name} = {note.default} {note.unit}: {note.why}"
    for source in found.sources:
        address = f" {source.url}" if source.url else ""
        yield f"Source: {source.citation} ({source.year}){address} [{source.basis}]"
