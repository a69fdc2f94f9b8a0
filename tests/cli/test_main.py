"""The command line finds its commands, is quick, and speaks to people."""

from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from headlog.cli import main as command_line
from headlog.cli.main import BUG, DONE, INTERRUPTED, PROBLEM, UNREADABLE, exit_code, main
from headlog.cli.problems import CommandProblem


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (CommandProblem("The port is taken."), PROBLEM, "The port is taken."),
        (FileNotFoundError(2, "No such file", "a.json"), UNREADABLE, "There is no file a.json."),
        (PermissionError(13, "Permission denied", "a.json"), UNREADABLE, "a.json could not be used"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), UNREADABLE, "not UTF-8"),
        (KeyboardInterrupt(), INTERRUPTED, "Stopped."),
        (KeyError("neck stiff since the storm"), BUG, "(KeyError)"),
    ],
)
def test_each_way_to_fail_has_its_code_and_its_words(
    error: BaseException, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, without a traceback and without diary content."""
    assert exit_code(error) == code

    told = capsys.readouterr().err
    assert words in told
    assert "Traceback" not in told
    assert "storm" not in told


class OneCommand:
    """A module with one command that ends as told."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error

    def add_parser(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        """Add it."""
        commands.add_parser("count").set_defaults(run=self.run)

    def run(self, options: argparse.Namespace) -> int:
        """End as told."""
        if self.error is not None:
            raise self.error
        return 0


@pytest.mark.parametrize(
    ("error", "code"), [(None, DONE), (CommandProblem("No."), PROBLEM), (ValueError(), BUG)]
)
def test_a_command_is_found_and_its_code_returned(
    monkeypatch: pytest.MonkeyPatch, error: BaseException | None, code: int
) -> None:
    """Whatever the module."""
    monkeypatch.setattr(command_line, "installed_modules", lambda: [OneCommand(error)])

    assert main(["count"]) == code


def test_a_traceback_is_printed_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For those who report a bug."""
    monkeypatch.setattr(command_line, "installed_modules", lambda: [OneCommand(ValueError("x"))])

    assert main(["--traceback", "count"]) == BUG
    assert "Traceback" in capsys.readouterr().err


def test_a_module_that_is_not_there_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The core is installed without the web."""
    monkeypatch.setattr(command_line, "MODULES", ("headlog.cli.problems", "headlog.cli.absent"))

    assert [module.__name__ for module in command_line.installed_modules()] == ["headlog.cli.problems"]


def test_output_into_a_closed_pipe_is_no_error() -> None:
    """`headlog … | head -1` ends quietly."""
    program = (
        "import sys\n"
        "from headlog.cli import main as m\n"
        "class C:\n"
        "    def add_parser(self, commands): commands.add_parser('x').set_defaults(run=self.run)\n"
        "    def run(self, options):\n"
        "        for _ in range(100000): print('line')\n"
        "        return 0\n"
        "m.installed_modules = lambda: [C()]\n"
        "sys.exit(m.main(['x']))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()

    assert said == ""
    assert running.returncode == DONE


@pytest.mark.slow
def test_help_imports_nothing_heavy() -> None:
    """What makes the help quick: neither the web, nor arrays, nor the rules' files are loaded for it."""
    program = (
        "import sys, contextlib\n"
        "from headlog.cli.main import parser\n"
        "parser().format_help()\n"
        "print(sorted({'django', 'numpy', 'scipy', 'typst', 'yaml'} & set(sys.modules)))"
    )

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("serve",), "default: HEADLOG_DATA_DIR, else ~/.local/share/headlog"),
        (("serve",), "Start the app for this computer"),
        (("server",), "Make accounts of a server"),
        (("demo",), "three years that no person lived"),
        (("schema",), "Print the JSON Schema"),
        (("import",), "it lists every row that was not imported"),
        (("report",), "what is inferred: roles of neck episodes"),
    ],
)
def test_help_says_what_a_command_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], words: str
) -> None:
    """Its own sentence, where its files lie, and what an option gives."""
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit):
        main([*command, "--help"])

    assert words in capsys.readouterr().out
