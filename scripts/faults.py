"""Random schedules of mishaps in the offline room, under Node, against a server that is killed."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCHEDULES = ROOT / "tests" / "node" / "schedules.mjs"


@contextmanager
def faulty_server(folder: Path | None = None) -> Iterator[str]:
    """The address of a server that fails on request, for as long as this block."""
    made = folder or Path(tempfile.mkdtemp(prefix="headlog-faults-"))
    command = [sys.executable, str(ROOT / "scripts" / "faulty_server.py"), str(made)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        if not line:
            raise SystemExit("The server did not start.")
        yield f"http://localhost:{json.loads(line)['port']}"
    finally:
        process.stdin.close()
        process.wait(20)
        process.stdout.close()
        if folder is None:
            shutil.rmtree(made, ignore_errors=True)


def under_node(address: str, count: int, seed: int) -> subprocess.CompletedProcess[str]:
    """Run schedules `seed` to `seed + count - 1`; the last line is the figure."""
    command = ["node", str(SCHEDULES), address, str(count), str(seed)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def main() -> int:
    """Run them; 0 when nothing was lost, doubled or shown as saved without being stored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="schedules under Node")
    parser.add_argument("--seed", type=int, default=1, help="number of the first schedule")
    options = parser.parse_args()
    began = time.monotonic()
    with faulty_server() as address:
        done = under_node(address, options.count, options.seed)
    print(done.stdout, end="")
    print(done.stderr, end="", file=sys.stderr)
    print(f"{time.monotonic() - began:.0f} s")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
