"""What must be true of the repository itself."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import headlog.diary

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "headlog"

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
# Each exception needs a sentence.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

# Split so that this file does not name them itself.
INDEX_HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb." + "debian.org",
)
MACHINE_PATHS = ("/wo" + "rk/", "/fa" + "rm/", "/tmp/ba" + "sh_jobs")


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    files = [ROOT / name for name in listed if name]
    return [f for f in files if f.is_file() and (not suffixes or f.suffix in suffixes)]


def python_files() -> list[Path]:
    return [f for f in SOURCE.rglob("*.py") if "migrations" not in f.parts]


def test_no_file_names_a_package_index_or_this_machine() -> None:
    """The lock has hashes, not addresses; nothing depends on where it was written."""
    texts = {
        f: f.read_text(errors="replace")
        for f in tracked()
        if f.suffix not in {".ttf", ".png", ".woff2", ".svg"}
    }

    assert len(texts) > 50, "the repository was not listed"
    named = [
        f"{f.name}: {word}"
        for f, text in texts.items()
        for word in (*INDEX_HOSTS, *MACHINE_PATHS)
        if word in text
    ]
    assert named == []


def test_files_are_short_enough_to_read() -> None:
    """A file over 400 lines is two rooms."""
    long = {
        str(f.relative_to(SOURCE)) for f in python_files() if len(f.read_text().splitlines()) > LONGEST_FILE
    }

    assert long == LONG_FILES.keys()


def test_functions_are_short_enough_to_hold_in_mind() -> None:
    """Without its docstring, a function has at most 50 lines."""
    long = set()
    for f in python_files():
        for node in ast.walk(ast.parse(f.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                if body and (node.end_lineno or 0) - body[0].lineno + 1 > LONGEST_FUNCTION:
                    long.add(f"{f.relative_to(SOURCE)}:{node.name}")

    assert long == LONG_FUNCTIONS.keys()


def test_pages_ask_no_other_host_for_anything() -> None:
    """No template, style, script or picture loads from elsewhere; links to sources are plain links."""
    loads = re.compile(
        r"""(?:src|srcset|action|poster|data)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import"""
    )
    files = [f for f in SOURCE.rglob("*") if f.suffix in {".html", ".css", ".js", ".svg", ".webmanifest"}]

    assert [str(f) for f in files if loads.search(f.read_text())] == []


def test_no_page_has_inline_script_or_style() -> None:
    """The policy forbids both, so a page that has one is broken."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']")
    files = list(SOURCE.rglob("*.html"))

    assert [str(f) for f in files if inline.search(f.read_text())] == []


def test_every_record_is_in_the_glossary() -> None:
    """One name, one meaning; the glossary is the referee."""
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    public = set()
    for module in iter_modules(headlog.diary.__path__):
        if module.name in {"errors"}:
            continue
        loaded = import_module(f"headlog.diary.{module.name}")
        public |= {
            name
            for name, thing in inspect.getmembers(loaded, inspect.isclass)
            if thing.__module__ == loaded.__name__
            and not name.startswith("_")
            and not hasattr(thing, "__members__")
        }

    assert [name for name in sorted(public) if f"`{name}`" not in glossary] == []


def test_every_dependency_has_its_reason_beside_it() -> None:
    """A line of the base install or an extra that does not say why cannot stay."""
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)["project"]
    wanted = [
        *project["dependencies"],
        *(d for extra in project["optional-dependencies"].values() for d in extra),
    ]

    assert len(wanted) >= 10
    unexplained = [d for d in wanted if not re.search(rf'"{re.escape(d)}"[\],]*\s*#\s*\S', text)]
    assert unexplained == []


@pytest.mark.parametrize("name", ["run", "dev", "bench"])
def test_the_lock_is_hashed(name: str) -> None:
    """Every pinned line is followed by its hashes."""
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    pinned = [n for n, line in enumerate(lines) if re.match(r"^[a-z0-9._\[\],-]+==", line, re.IGNORECASE)]

    assert len(pinned) > 10
    assert all("--hash=sha256:" in lines[n + 1] for n in pinned)


def test_nothing_personal_or_built_is_tracked() -> None:
    """No database, no environment file, no diary export outside the fixtures."""
    names = [f.name for f in tracked()]

    assert [
        n
        for n in names
        if n in {"uv.lock", ".env"} or n.endswith((".sqlite3", ".sqlite3-wal", ".sqlite3-shm"))
    ] == []


def test_each_decision_has_a_number_of_its_own() -> None:
    """The number in the file's name is the one in its heading, and no number is given twice or left out."""
    decisions = sorted((ROOT / "docs" / "adr").glob("0*.md"))
    named = [int(path.name[:4]) for path in decisions]
    headed = [int(path.read_text(encoding="utf-8").split(".", 1)[0].removeprefix("# ")) for path in decisions]

    assert headed == named
    assert named == list(range(1, len(named) + 1))
