"""Write the rulebook, the settings and its index from the rules' metadata and the spec tests.

``python scripts/render_rulebook.py`` writes; with ``--check`` it changes nothing and fails on a stale page.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

from headlog.clinical.answers import Check
from headlog.clinical.rulebook import FAMILIES, RULES, Rule
from headlog.clinical.settings import setting_notes
from headlog.diary.moment import Moment
from headlog.diary.record import Record

ROOT = Path(__file__).resolve().parent.parent
# A spec test may draw its diary with the tests' own pictures.
sys.path.insert(0, str(ROOT))
SPEC, REFERENCE = ROOT / "tests" / "spec", ROOT / "docs" / "reference"
MADE = "<!-- Made by scripts/render_rulebook.py from the rules and their spec tests: change those. -->"

# Cases that draw a diary have a column of this name; a day without an entry must stay visible in it.
PICTURE, BLANK = "picture", "␣"
INTRODUCTION = (
    "What counts, according to whom. Each rule has an id that stands beside the numbers it makes, "
    "its source, and worked cases rendered from the tests that hold it. Criteria are paraphrased; "
    "nothing here is medical advice, and no rule names a diagnosis."
)
SETTINGS_INTRODUCTION = (
    "Values that no guideline fixes, or that sources give differently. A report prints in its footer "
    "whichever of them was changed."
)


def main(arguments: list[str] | None = None) -> int:
    """Write or check every page; the exit code is 1 when a page is stale."""
    parser = argparse.ArgumentParser(description="Write the rulebook from the spec tests.")
    parser.add_argument("--check", action="store_true", help="change nothing, fail when a page is stale")
    options = parser.parse_args(arguments)
    stale = [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        print(f"{'stale' if options.check else 'wrote'} {path.relative_to(ROOT)}")
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages()[path], encoding="utf-8")
    return int(options.check and bool(stale))


def pages() -> dict[Path, str]:
    """Every page by its path."""
    made = {REFERENCE / "rules" / f"{family}.md": family_page(family) for family in FAMILIES}
    made[REFERENCE / "rules" / "index.md"] = index_page()
    made[REFERENCE / "settings-clinical.md"] = settings_page()
    return made


def family_page(family: str) -> str:
    """Page of one family: its rules, then every case of its spec tests with the reason."""
    rules = [rule for rule in RULES.values() if rule.family == family]
    lines = [MADE, "", f"# {FAMILIES[family]}", ""]
    for rule in rules:
        lines += rule_lines(rule)
    lines += ["## Cases", ""]
    if any(PICTURE in names for _, test in spec_tests(family) for names, _ in parameters(test)):
        lines += legend_lines()
    for name, test in spec_tests(family):
        lines += case_lines(name, test)
    return "\n".join(lines).rstrip() + "\n"


def legend_lines() -> list[str]:
    """What the marks of a drawn diary mean, as the drawing itself says."""
    from tests import pictures

    first, _, marks = (inspect.getdoc(pictures) or "").partition("\n\n")
    return [first, "", "```text", marks, "```", ""]


def rule_lines(rule: Rule) -> Iterator[str]:
    """Lines of one rule: what it says, its settings, its sources."""
    yield f"({anchor(rule.id)})="
    yield f"## {rule.id}: {rule.title}"
    yield ""
    yield f"*{rule.section}.* {rule.text}"
    yield ""
    notes = [note for note in setting_notes() if note.rule == rule.id]
    for note in notes:
        yield f"- Setting `{note.name}`: {shown(note.default)} {note.unit}. {note.why}."
    for source in rule.sources:
        address = f", <{source.url}>" if source.url else ""
        yield f"- Source: {source.citation}, {source.year}{address} ({source.basis})."
    yield ""


def case_lines(name: str, test: Callable[..., Any]) -> Iterator[str]:
    """Lines of one spec test: its sentence, and a table with a line for each case."""
    yield f"### {name.removeprefix('test_').replace('_', ' ').capitalize()}"
    yield ""
    yield " ".join((inspect.getdoc(test) or "").split())
    yield ""
    for names, rows in parameters(test):
        yield "| " + " | ".join(each.replace("_", " ") for each in names) + " |"
        yield "|" + " --- |" * len(names)
        for row in rows:
            cells = (
                f"`{value.replace(' ', BLANK)}`" if name == PICTURE else cell(value)
                for name, value in zip(names, row, strict=True)
            )
            yield "| " + " | ".join(cells) + " |"
        yield ""


def spec_tests(family: str) -> list[tuple[str, Callable[..., Any]]]:
    """Tests of a family's spec file, in the order of the file."""
    module = loaded(SPEC / f"test_{family.replace('-', '_')}.py")
    tests = inspect.getmembers(
        module, lambda each: inspect.isfunction(each) and each.__module__ == module.__name__
    )
    return sorted(
        ((name, test) for name, test in tests if name.startswith("test_")),
        key=lambda pair: inspect.getsourcelines(inspect.unwrap(pair[1]))[1],
    )


def parameters(test: Callable[..., Any]) -> Iterator[tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
    """Names and rows of a test's cases."""
    for mark in getattr(test, "pytestmark", []):
        if mark.name == "parametrize":
            names, rows = mark.args
            yield tuple(names), [tuple(row) for row in rows]


def loaded(path: Path) -> ModuleType:
    """Module of a spec file."""
    spec = importlib.util.spec_from_file_location(f"rulebook_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"A spec file must be readable as Python: got {path}.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def cell(value: Any) -> str:
    """One cell of a table, safe for Markdown."""
    return shown(value).replace("|", "\\|").replace("<", "&lt;").replace("\n", " ") or "(nothing)"


def shown(value: Any) -> str:
    """A value in words: not recorded, yes, no, numbers, lists, changes to the usual facts."""
    if value is None:
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Check):
        return value.answer.value
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Moment):
        return f"{value.local:%Y-%m-%d %H:%M} ({value.zone})"
    if isinstance(value, Record):
        told = {name: each for name, default, each in fields_of(value) if name != "id" and each != default}
        return f"{value.kind.replace('_', ' ')}: {shown(told)}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {shown(each)}" for key, each in value.items()) or "as usual"
    if isinstance(value, list | tuple | set | frozenset):
        each = [shown(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
        nested = any(isinstance(item, list | tuple) for item in value)
        return "; ".join(each) if nested else ", ".join(each) or "none"
    return str(value)


def fields_of(record: Record) -> Iterator[tuple[str, Any, Any]]:
    """Name, usual value and value of every field of a record."""
    for field in dataclasses.fields(record):
        usual = field.default if field.default_factory is dataclasses.MISSING else field.default_factory()
        yield field.name, usual, getattr(record, field.name)


def index_page() -> str:
    """Page that lists every rule, and every page in a hidden table of contents."""
    lines = [MADE, "", "# The rulebook", "", INTRODUCTION, ""]
    lines += ["| rule | what | page | source |", "| --- | --- | --- | --- |"]
    for rule in RULES.values():
        page = f"[{FAMILIES[rule.family]}]({rule.family}.md)"
        lines.append(f"| {rule.id} | {rule.title} | {page} | {rule.section} |")
    lines += ["", "```{toctree}", ":hidden:", "", *FAMILIES, "vectors", "```", ""]
    return "\n".join(lines)


def settings_page() -> str:
    """Page of every clinical setting."""
    lines = [MADE, "", "# Clinical settings", "", SETTINGS_INTRODUCTION, ""]
    lines += ["| setting | default | unit | rule | why |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| `{note.name}` | {shown(note.default)} | {note.unit} | {note.rule} | {note.why} |"
        for note in setting_notes()
    ]
    return "\n".join(lines) + "\n"


def anchor(rule_id: str) -> str:
    """Label of a rule that links can point to."""
    return "rule-" + re.sub(r"[^a-z0-9]+", "-", rule_id.lower())


if __name__ == "__main__":
    sys.exit(main())
