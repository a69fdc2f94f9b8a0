"""`headlog rules`: check, list, show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from headlog.cli.main import main

GOOD = "- {id: A1, kind: redflag, facts: {flags: [thunderclap]}, expect: {urgency: EMERGENCY_NOW}}"
BAD = '- {id: A2, kind: norm, note: "a wrong bound", facts: {recorded: 24, events: 8}, expect: {upper: 11}}'


def page(tmp_path: Path, *lines: str) -> str:
    """A Markdown file with vectors."""
    path = tmp_path / "vectors.md"
    path.write_text("\n".join(["```yaml vectors", *lines, "```"]), encoding="utf-8")
    return str(path)


def test_a_file_that_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last line counts, and the exit code is 0."""
    assert main(["rules", "check", page(tmp_path, GOOD)]) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed\n"


def test_a_failure_names_the_facts_that_decided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each failure is printed with its reason, and the exit code is not 0."""
    assert main(["rules", "check", page(tmp_path, GOOD, BAD)]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "A2 norm (a wrong bound)",
        "  upper: expected 11, got 12",
        "    because 8 of 24 recorded, 28 in the window",
        "1 passed, 1 failed",
    ]


def test_a_vector_without_a_name_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A vector that is no mapping has no id to print."""
    assert main(["rules", "check", page(tmp_path, "- words")]) == 1
    assert capsys.readouterr().out.startswith("a vector without id")


def test_an_empty_block_does_not_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing checked is no success."""
    assert main(["rules", "check", page(tmp_path, "[]")]) == 1
    assert capsys.readouterr().out == "0 passed, 0 failed\n"


def test_a_file_without_vectors_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page without a block, or no page at all, is said in words."""
    empty = tmp_path / "empty.md"
    empty.write_text("# Nothing", encoding="utf-8")

    assert main(["rules", "check", str(empty)]) != 0
    assert "must hold a fenced" in capsys.readouterr().err
    assert main(["rules", "check", str(tmp_path / "missing.md")]) != 0


def test_list_and_show(capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule in a line; one rule with its settings and sources."""
    assert main(["rules", "list"]) == 0
    assert "R-A1.1" in capsys.readouterr().out

    assert main(["rules", "show", "R-8.2"]) == 0
    shown = capsys.readouterr().out
    assert "ICHD-3" in shown
    assert "approaching_share" in shown
    assert main(["rules", "show", "R-A1.1"]) == 0
    assert "doi.org/10.1177/0333102417738202" in capsys.readouterr().out


def test_an_unknown_rule_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that is not in the book is said in words."""
    assert main(["rules", "show", "R-9"]) != 0
    assert "A rule must be one of" in capsys.readouterr().err


def test_the_command_line_starts_without_yaml() -> None:
    """Asking for help loads neither PyYAML nor the rules."""
    code = (
        "import sys, argparse; from headlog.cli import rules; "
        "rules.add_parser(argparse.ArgumentParser().add_subparsers()); "
        "print([name for name in sys.modules if name == 'yaml' or name.startswith('headlog.clinical')])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
