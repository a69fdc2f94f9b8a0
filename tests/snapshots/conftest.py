"""A tiny snapshot fixture: what is expected lies beside the test as a file that can be read and reviewed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXPECTED = Path(__file__).parent / "expected"
Snapshot = Callable[[str, Any], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--snapshot-update` rewrites what is expected; a changed file is then reviewed like any other."""
    parser.addoption("--snapshot-update", action="store_true", default=False, help="rewrite the snapshots")


@pytest.fixture
def snapshot(pytestconfig: pytest.Config) -> Snapshot:
    """Compare text, or plain JSON values, with the file of that name."""
    update = pytestconfig.getoption("--snapshot-update", default=False)

    def compare(name: str, value: Any) -> None:
        text = value if isinstance(value, str) else json.dumps(value, indent=1, ensure_ascii=False) + "\n"
        path = EXPECTED / name
        if update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"no snapshot {name}: run make snapshots and review the new file"
        assert text == path.read_text(encoding="utf-8")

    return compare
