"""The server's commands where only the core is installed."""

from __future__ import annotations

import pytest

from headlog.cli import server
from headlog.cli.main import PROBLEM, main


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["server", "create-operator", "dana"]])
def test_without_the_web_a_sentence_says_what_to_install(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words, no traceback, and nothing is made."""
    monkeypatch.setattr(server, "find_spec", lambda name: None)

    assert main(command) == PROBLEM
    assert "pip install 'headlog[web]'" in capsys.readouterr().err
