"""The vector reader: our own copy passes, and what is wrong with a file is said."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from headlog.clinical.errors import VectorError
from headlog.clinical.vectors import KINDS, Vector, agrees, result_of, results, vectors_in

VECTORS = Path(__file__).parents[3] / "docs" / "reference" / "rules" / "vectors.md"


def block(*lines: str) -> str:
    """A Markdown text with one block of vectors."""
    return "\n".join(["# Some page", "```yaml vectors", *lines, "```", "more text"])


def test_every_vector_of_the_rulebook_passes() -> None:
    """The published vectors hold, of every kind, and none is lost on the way."""
    found = list(results(vectors_in(VECTORS.read_text(encoding="utf-8"))))

    assert [(each.vector.id, each.differences) for each in found if not each.passed] == []
    assert {f"V{number:02d}" for number in range(1, 109)} <= {each.vector.id for each in found}
    assert {each.vector.kind for each in found} == set(KINDS)
    assert all(each.because for each in found if each.vector.id != "V99" and each.vector.kind != "merge")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("- {id: A, kind: moon, facts: {}, expect: {n: 1}}", "kind must be one of"),
        ("- {id: A, kind: redflag, facts: {flags: [], extra: 1}, expect: {urgency: NONE}}", "got extra"),
        ("- {id: A, kind: redflag, facts: {flags: []}, expect: {level: NONE}}",
         "expect must be of urgency: got level"),
        ("- {id: A, kind: redflag, facts: {flags: []}, expect: {}}", "expect must name at least one result"),
        ("- {id: A, kind: redflag, facts: {flags: [x]}, expect: {urgency: NONE}}",
         "A red flag must be one of"),
        ("- {id: A, kind: redflag, facts: {}, expect: {urgency: NONE}}", "facts must have flags"),
        ("- {id: A, kind: redflag, facts: {flags: []}, expect: {urgency: SOON}}", "expected SOON, got NONE"),
        ("- {id: A, kind: redflag, facts: {flags: []}}", "expect must be there"),
        ("- {id: A, kind: redflag, facts: 3, expect: {urgency: NONE}}", "facts must be a mapping: got 3"),
        ("- {id: A, kind: redflag, facts: {flags: []}, expect: {urgency: NONE}, why: x}", "got why"),
        ("- just words", "a vector must be a mapping"),
        ("- {id: A, kind: norm, facts: {recorded: 24, events: 8}, expect: {estimate: 9.4}}",
         "expected 9.4, got 9.33333"),
        ("- {id: A, kind: norm, facts: {recorded: 24}, expect: {lower: 1}}", "facts must have events"),
        ("- {id: A, kind: attack, facts: {peak: awful}, expect: {B: met}}", "peak must be one of"),
        ("- {id: A, kind: attack, facts: {nausea: awful}, expect: {B: met}}",
         "nausea must be true, false, null or a grade"),
        ("- {id: A, kind: attack, facts: {vomiting: maybe}, expect: {B: met}}",
         "vomiting must be true, false or null"),
        ("- {id: A, kind: attack, facts: {duration_h: long}, expect: {B: met}}",
         "duration_h must be a number"),
        ("- {id: A, kind: attack, facts: {treated: perhaps}, expect: {B: met}}", "treated must be one of"),
        ("- {id: A, kind: aura, facts: {symptoms: [{type: visual, hue: red}]}, expect: {C_n: 1}}", "got hue"),
        ("- {id: A, kind: day, facts: {acute: [herbs]}, expect: {headache_day: true}}", "acute must be of"),
        ("- {id: A, kind: moh, facts: {headache_days: 9, meds: {nsaid: 1-32}}, expect: {codes: []}}",
         "must be 1 to 31"),
        ("- {id: A, kind: menses_day, facts: {menses: spring, date: 2026-01-01}, expect: {day: 1}}",
         "cannot be read"),
        ("- {id: A, kind: attack, facts: {side: purple}, expect: {C: unknown}}", "side must be one of"),
        ("- {id: A, kind: attack, facts: {quality: throbing}, expect: {C: unknown}}",
         "quality must be one of"),
        ("- {id: A, kind: attack, facts: {region: orbitl}, expect: {C: unknown}}", "region must be one of"),
        ("- {id: A, kind: attack, facts: {duration_h: -3}, expect: {B: not_met}}",
         "duration_h must be 0 or more"),
        ("- {id: A, kind: attack, facts: {duration_h: .nan}, expect: {B: not_met}}",
         "must be a finite number"),
        ("- {id: A, kind: merge, facts: {intervals: [[1]]}, expect: {n: 1}}", "An interval must be"),
        ("- {id: A, kind: merge, facts: {intervals: [[9, 1]]}, expect: {n: 1}}", "An interval must be"),
        ("- {id: A, kind: chronic, facts: {months: [[1, 2]]}, expect: {status: NOT_MET}}",
         "A month must be recorded days"),
        ("- {id: A, kind: moh, facts: {headache_days: 9, meds: {nsaid: x-y}}, expect: {codes: []}}",
         "Days of a month must be such as"),
        ("- {id: A, kind: wear, facts: {cycles: [[1, 2]]}, expect: {status: NO_PATTERN}}", "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_failure_with_its_sentence(line: str, message: str) -> None:
    """An unknown kind, key, word or a wrong number never passes."""
    (found,) = results(vectors_in(block(line)))

    assert not found.passed
    assert message in " ".join(found.differences)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# nothing here", "must hold a fenced"),
        (block("a: 1"), "must be a list: got dict"),
        (block("- [1,"), "must be YAML"),
        (block("- {id: A, facts: {date: 2026-02-30}}"), "must be YAML"),
        (block("- {id: A, expect: {n: 1, n: 2}}"), "must stand once in a mapping: got n again"),
        (block("- {id: A}") + "\n```yaml vectors\n- {id: B}\n", "be closed: got 1 of 2"),
        (block("- {id: A}") + "\n  ```yaml vectors\n  - {id: B}\n  ```\n", "begin at the margin"),
    ],
)
def test_a_file_without_vectors_is_refused(text: str, message: str) -> None:
    """A page without a block, or with one that is no list, is an error of the file."""
    with pytest.raises(VectorError, match=message):
        vectors_in(text)


def test_an_id_counts_once() -> None:
    """The second vector of the same id fails."""
    line = "- {id: A, kind: redflag, facts: {flags: []}, expect: {urgency: NONE}}"

    assert [each.passed for each in results(vectors_in(block(line, line)))] == [True, False]


@pytest.mark.parametrize(
    ("kind", "facts", "expect"),
    [
        ("attack", {"duration_h": 9, "peak": 8, "nausea": True}, {"C": "unknown", "D": "met"}),
        ("attack", {"duration_h": 1, "treated": None}, {"B": "unknown"}),
        ("neck", {"neck_start_h": 3}, {"onset": None, "lampl": None, "resolution": None}),
        ("dose", {"drug": "erenumab", "interval": 30, "last": "2026-01-01", "today": "2026-02-01"},
         {"due": "2026-01-31"}),
        ("dose", {"drug": "Erenumab", "regimen": "month", "last": "2026-01-01", "today": "2026-02-01"},
         {"overdue_days": 0}),
        ("dose", {"drug": "ubrogepant", "last": "2026-01-01", "today": "2026-02-01"}, {"due": None}),
        ("moh", {"headache_days": None, "meds": {"triptan": [1, 2], "nsaid": []}},
         {"status": "BELOW_THRESHOLD"}),
        ("moh", {"headache_days": None, "meds": {"triptan": "1-10"}}, {"status": "CANNOT_TELL"}),
        ("chronic", {"months": [[30, 30, None, 8]] * 3}, {"status": "CANNOT_TELL"}),
        ("day", {"headache_min": 20, "acute": None}, {"headache_day": None}),
        ("day", {"headache_min": 20, "acute": "sumatriptan"}, {"headache_day": True}),
        ("day", {"headache_min": 20, "acute": "blue pill"}, None),
        ("day", {"headache_min": 20, "acute": "triptan+nsaid", "treated": "success"}, {"modsev_day": True}),
        ("day", {"profile": "strive", "headache_min": 0}, {"modsev_day": None, "migraine_day": False}),
        ("clear", {"recorded": True, "headache": False, "symptoms": False, "acute": None},
         {"symptom_free": None}),
        ("score", {"instrument": "HIT-6", "total": 48}, {"band": "little/none"}),
        ("overlap", {"start": "2026-01-01T23:00+00:00", "end": "2026-01-02T02:00", "tz": "UTC"},
         {"days": ["2026-01-01", "2026-01-02"]}),
        ("trigger",
         {"exp_attack": 9, "exp_none": 11, "unexp_attack": 4, "unexp_none": 50, "days_tracked": 120,
          "days_recorded": 95}, {"status": "NOT_ENOUGH_DATA"}),
        ("moh", {"headache_days": 9, "meds": {"triptan": "1-3,,5"}}, {"union": 4}),
        ("menses_day", {"menses": datetime(2026, 3, 10, tzinfo=UTC), "date": "2026-03-12"}, {"day": 3}),
        ("wear", {"regimen": "quarterly", "cycles": [[6, 36, 6, 12]] * 3}, {"status": "POSSIBLE_PATTERN"}),
    ],
)  # fmt: skip
def test_forms_that_vectors_may_take(
    kind: str, facts: dict[str, object], expect: dict[str, object] | None
) -> None:
    """Nulls stay unknown, numbers and words stand for the same thing; an unknown medicine is refused."""
    found = result_of(Vector("A", kind, "", facts, expect or {"headache_day": True}))

    assert found.passed is (expect is not None), found.differences


@pytest.mark.parametrize(
    ("name", "expected", "got", "same"),
    [
        ("rr", 6.08, 6.075, True), ("rr", 6.08, 6.0851, False), ("lower", 8, 8.0, True), ("lower", 8, 8.4,
         False),
        ("x", True, 1, False), ("x", None, 0, False), ("x", [1, 2], (2, 1), False), ("codes", ["2", "1"],
         ("1", "2"), True),
        ("band", "little or none", "little_or_none", True), ("band", "some", "severe", False),
        ("code", 2.3, "2.3", True), ("due", "2026-01-01", None, False),
    ],
)  # fmt: skip
def test_agreement(name: str, expected: object, got: object, same: bool) -> None:
    """Numbers agree at the digits they are written with; lists of codes in any order."""
    assert agrees(name, expected, got) is same
