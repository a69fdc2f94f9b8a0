"""The queue's own tests, under Node: no browser, no server."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

NODE_TESTS = Path(__file__).parents[2] / "node"


@pytest.mark.skipif(shutil.which("node") is None, reason="NOT RUN: browser")
def test_the_queue_holds_under_node() -> None:
    """Every test of the folder passes, and there are some."""
    files = sorted(str(path) for path in NODE_TESTS.glob("*.test.mjs"))
    ran = subprocess.run(["node", "--test", *files], capture_output=True, text=True, check=False)

    passed = re.search(r"^# pass (\d+)$", ran.stdout, re.MULTILINE)
    assert ran.returncode == 0, ran.stdout
    assert passed is not None
    assert int(passed.group(1)) >= 18
