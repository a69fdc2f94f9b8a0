"""The rulebook as data: every rule has sources, code, a page and spec tests."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

import headlog
from headlog.clinical.answers import (
    MET,
    NOT_MET,
    UNKNOWN,
    UNTESTABLE,
    Check,
    all_of,
    any_of,
    compared,
    fact,
    opposite,
)
from headlog.clinical.criteria import AttackFacts, classify
from headlog.clinical.label_words import ALL_LABEL_WORDS, FLAG_WORDS
from headlog.clinical.rulebook import FAMILIES, RULES, rule
from headlog.clinical.settings import ClinicalSettings, changed, setting_notes
from headlog.clinical.sources import SOURCES
from headlog.clinical.wording import wording

ROOT = Path(__file__).parents[3]
PAGES = ROOT / "docs" / "reference" / "rules"


def test_every_rule_has_a_page_sources_and_code() -> None:
    """No rule without a page that names it, a source and the functions that compute it."""
    for each in RULES.values():
        page = (PAGES / f"{each.family}.md").read_text(encoding="utf-8")
        assert f"## {each.id}: {each.title}" in page
        assert each.sources
        for name in each.code.split(", "):
            module, _, function = name.rpartition(".")
            assert callable(getattr(import_module(f"headlog.clinical.{module}"), function))


def test_every_family_has_rules_and_spec_tests() -> None:
    """A page of the rulebook holds rules and cases with their reasons."""
    assert {each.family for each in RULES.values()} == set(FAMILIES)
    for family in FAMILIES:
        spec = ROOT / "tests" / "spec" / f"test_{family.replace('-', '_')}.py"
        assert '"because")' in spec.read_text(encoding="utf-8")


def test_every_source_is_used() -> None:
    """A source stands in the book because a rule needs it."""
    assert {name for each in RULES.values() for name in each.source_ids} == set(SOURCES)


def test_the_rendered_book_is_not_stale() -> None:
    """The pages are what the script makes of the rules and spec tests today."""
    script = ROOT / "scripts" / "render_rulebook.py"

    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")


def test_settings_name_their_rule_and_reason() -> None:
    """Every setting belongs to a rule of the book and says why it is as it is."""
    for note in setting_notes():
        assert note.rule in RULES
        assert note.why
        assert note.unit
    assert len(setting_notes()) == len(fields(ClinicalSettings))


def test_changed_settings_are_listed() -> None:
    """A report's footer gets exactly what differs from the defaults."""
    assert changed(ClinicalSettings()) == ()
    (note,) = changed(ClinicalSettings(hit6_change=5))
    assert (note.name, note.value, note.default) == ("hit6_change", 5, 6)


def test_an_unknown_rule_is_refused() -> None:
    """A rule that the book does not have is an error."""
    assert rule("R-8.2").title == "Overuse of acute medicines"
    with pytest.raises(ValueError, match="A rule must be one of"):
        rule("R-0")


def test_what_is_unknown_is_named() -> None:
    """A page can say which unanswered questions leave an attack open."""
    found = classify(AttackFacts(duration_hours=9, peak="moderate", nausea=True, vomiting=False))

    assert found.pain.unknown == ("side", "quality", "worse with activity")
    assert set(found.pain.unknown) <= set(found.unknown)
    assert found.pain.decided_by == ("peak pain",)


def test_untestable_is_neither_met_nor_not_met() -> None:
    """What cannot be tried stays apart in every combination, below an unknown."""
    untestable = Check(UNTESTABLE, ("duration",))

    assert all_of(untestable, fact("a", True)).answer is UNTESTABLE
    assert all_of(untestable, fact("a", None)).answer is UNKNOWN
    assert all_of(untestable, fact("a", False)).answer is NOT_MET
    assert any_of(untestable, fact("a", False)).answer is UNTESTABLE
    assert any_of(untestable, fact("a", True)).answer is MET
    assert untestable.as_bool is None
    assert opposite(untestable) is untestable


def test_compared_says_what_is_missing() -> None:
    """A count between two bounds is met, not met, or open with the reason."""
    assert compared("days", 15, 20, 15).is_met
    assert compared("days", 3, 14, 15).as_bool is False
    assert compared("days", 3, 15, 15).unknown == ("days on days not recorded",)


def test_two_wordings_take_the_same_numbers() -> None:
    """A finding is said twice, with its numbers put into both."""
    said = wording("{count} days", "{count} d").filled(count=3)

    assert (str(said.lay), str(said.clinician)) == ("3 days", "3 d")


def test_every_label_is_said_twice() -> None:
    """Each label and flag has a lay and a clinician wording that take the numbers a page has."""
    numbers = {"count": 3, "total": 14, "hits": 2, "cycles": 3, "needed": 3, "facts": "a", "missing": "b"}
    for words in ALL_LABEL_WORDS:
        assert set(words) == set(type(next(iter(words))))
        for said in words.values():
            filled = said.filled(**numbers)
            assert str(filled.lay).endswith(".")
            assert "{" not in str(filled.lay) + str(filled.clinician)
    assert set(FLAG_WORDS) == {
        "PROLONGED_AURA", "SAFETY_CHECK", "UNUSUAL_AURA", "LONG_ATTACK", "AURA_STATUS",
    }  # fmt: skip


def test_every_wording_reaches_a_reader() -> None:
    """Words that no page, report or command says would be kept true for nobody."""
    source = Path(headlog.__file__).parent
    outputs = [
        path.read_text(encoding="utf-8")
        for room in ("report", "web", "cli")
        for path in (source / room).rglob("*.py")
    ]
    words = {
        target.id
        for path in (source / "clinical").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and "wording(" in ast.unparse(node)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    # Said through a function of the same file.
    by_months = ("CHRONIC_WORDS", "CHRONIC_SO_FAR", "FROM_ONE_DAY", "FROM_ONE_DAY_IN_RANGE")
    by_ledger = ("COUNTED", "NOT_COUNTED", "OPEN", "NO_ANSWER", "CREDITED")
    said_by = dict.fromkeys(by_months, "chronic_words") | dict.fromkeys(by_ledger, "reason")

    unsaid = [
        name
        for name in sorted(words)
        if not any(re.search(rf"\b{said_by.get(name, name)}\b", text) for text in outputs)
    ]

    assert len(words) >= 10
    assert unsaid == []
