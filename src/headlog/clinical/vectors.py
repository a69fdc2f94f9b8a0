"""Test vectors: fenced `yaml vectors` blocks of a Markdown file, run through the rules.

A vector names a kind, facts and what must come of them. An unknown kind or
key is an error, never a pass. PyYAML is loaded only when a file is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from headlog.clinical.errors import ClinicalError, VectorError
from headlog.clinical.vector_facts import Facts
from headlog.clinical.vector_kinds import Outcome
from headlog.clinical.vector_kinds_attacks import ATTACK_KINDS
from headlog.clinical.vector_kinds_care import CARE_KINDS
from headlog.clinical.vector_kinds_days import DAY_KINDS
from headlog.clinical.vector_kinds_months import MONTH_KINDS

Kind = Callable[[Facts], Outcome]
KINDS: Mapping[str, Kind] = {**ATTACK_KINDS, **DAY_KINDS, **MONTH_KINDS, **CARE_KINDS}
VECTOR_KEYS = frozenset({"id", "kind", "note", "facts", "expect"})
_FENCE = re.compile(
    r"^(`{3,}|~{3,})[ \t]*yaml[ \t]+vectors[ \t]*\r?\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL
)
# A block that is never closed or stands indented would be passed over in silence.
_OPENING = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*yaml[ \t]+vectors\b", re.MULTILINE)
# Lists whose order means nothing.
UNORDERED = frozenset({"codes", "labels", "flags"})


@dataclass(frozen=True, slots=True)
class Vector:
    """One vector as it was read; `problems` say what its form lacks, and make it a failure."""

    id: str
    kind: str
    note: str
    facts: Mapping[str, Any]
    expect: Mapping[str, Any]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VectorResult:
    """What became of one vector.

    Parameters
    ----------
    vector
        The vector.
    differences
        One sentence for each expectation that does not hold; empty for a pass.
    because
        The facts that decided, for the reader of a failure.
    """

    vector: Vector
    differences: tuple[str, ...]
    because: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every expectation held."""
        return not self.differences


def vectors_in(text: str) -> tuple[Vector, ...]:
    """Vectors of every fenced `yaml vectors` block in a Markdown text.

    Raises
    ------
    VectorError
        When there is no such block, one cannot be read to its end, or one is no list.
    """
    blocks = [match.group(2) for match in _FENCE.finditer(text)]
    opened = len(_OPENING.findall(text))
    if not opened:
        raise VectorError("A vector file must hold a fenced `yaml vectors` block: got none.")
    if opened != len(blocks):
        raise VectorError(
            f"A vector block must begin at the margin and be closed: got {len(blocks)} of {opened} that do."
        )
    return tuple(_vector(each) for block in blocks for each in _entries(block))


def result_of(vector: Vector) -> VectorResult:
    """Result of one vector; a fact or key that the rule cannot read is a failure with its sentence."""
    if vector.problems:
        return VectorResult(vector, vector.problems)
    if vector.kind not in KINDS:
        return VectorResult(vector, (f"kind must be one of {', '.join(sorted(KINDS))}: got {vector.kind}",))
    facts = Facts(vector.facts)
    try:
        outcome = KINDS[vector.kind](facts)
        facts.must_be_used_up()
    except (ClinicalError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as problem:
        return VectorResult(vector, (f"facts cannot be read: {problem}",))
    return VectorResult(vector, tuple(_differences(vector.expect, outcome.found)), outcome.because)


def results(vectors: Iterable[Vector]) -> Iterator[VectorResult]:
    """Results of vectors in their order; an id that came before makes a failure."""
    seen: set[str] = set()
    for vector in vectors:
        found = result_of(vector)
        if vector.id and vector.id in seen:
            found = replace(
                found, differences=(*found.differences, f"id must be its own: got {vector.id} again")
            )
        seen.add(vector.id)
        yield found


def agrees(name: str, expected: object, got: object) -> bool:
    """Whether a computed value is the expected one.

    A number with decimals is compared at the digits it is written with, a
    whole number exactly; codes, labels and flags in any order; dates as ISO
    text; the words of a band whatever joins them ("little/none").

    Examples
    --------
    >>> agrees("estimate", 9.3, 28 / 3), agrees("lower", 8, 8.4), agrees("codes", ["b", "a"], ("a", "b"))
    (True, False, True)
    """
    expected, got = _plain(expected), _plain(got)
    if isinstance(expected, list) and isinstance(got, list):
        return sorted(expected, key=str) == sorted(got, key=str) if name in UNORDERED else expected == got
    if isinstance(expected, bool) or isinstance(got, bool) or expected is None or got is None:
        return expected is got
    if isinstance(expected, float) and isinstance(got, int | float):
        decimals = len(repr(expected).partition(".")[2])
        return bool(abs(got - expected) <= 0.5 * 10.0**-decimals + 1e-9)
    if isinstance(expected, int) and isinstance(got, int | float):
        return abs(got - expected) <= 1e-9
    if name == "band":
        return _band_words(str(expected)) == _band_words(str(got))
    return str(expected) == str(got)


def _differences(expect: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    if not expect:
        yield "expect must name at least one result: got none"
    for name, expected in expect.items():
        if name not in found:
            yield f"expect must be of {', '.join(sorted(found))}: got {name}"
        elif not agrees(name, expected, found[name]):
            yield f"{name}: expected {_shown(expected)}, got {_shown(found[name])}"


def _entries(block: str) -> list[Any]:
    import yaml  # a dependency of the command line that the pages never load

    try:
        loader = yaml.SafeLoader(block)
        node = loader.get_single_node()
        repeated = _repeated_keys(node, set())
        entries = loader.construct_document(node) if node else None
    except (yaml.YAMLError, ValueError) as problem:  # a day such as 30 February is a ValueError
        raise VectorError(f"A vector block must be YAML: got {problem}.") from problem
    except RecursionError as problem:
        raise VectorError("A vector block must not be nested so deep: got too many brackets.") from problem
    if repeated:
        raise VectorError(f"A key must stand once in a mapping: got {', '.join(sorted(repeated))} again.")
    if not isinstance(entries, list):
        raise VectorError(f"A vector block must be a list: got {type(entries).__name__}.")
    return entries


def _repeated_keys(node: Any, seen: set[int]) -> set[str]:
    # YAML keeps the last of two equal keys and so hides an expectation; an alias may lead back to its owner.
    if id(node) in seen or not isinstance(getattr(node, "value", None), list):
        return set()
    seen.add(id(node))
    pairs = node.value if node.id == "mapping" else []
    names = [str(key.value) for key, _ in pairs]
    repeated = {name for name in names if names.count(name) > 1}
    for each in [value for _, value in pairs] or node.value:
        repeated |= _repeated_keys(each, seen)
    return repeated


def _vector(entry: Any) -> Vector:
    given = entry if isinstance(entry, dict) else {}
    problems = [] if given else [f"a vector must be a mapping: got {entry!r}"]
    if unknown := sorted(set(map(str, given)) - VECTOR_KEYS):
        problems.append(f"keys must be of {', '.join(sorted(VECTOR_KEYS))}: got {', '.join(unknown)}")
    problems += [f"{key} must be there: got none" for key in ("kind", "facts", "expect") if key not in given]
    for key in ("facts", "expect"):
        if not isinstance(given.get(key, {}), dict):
            problems.append(f"{key} must be a mapping: got {given[key]!r}")
    name, kind, note = (str(given.get(key, "")) for key in ("id", "kind", "note"))
    return Vector(name, kind, note, given.get("facts", {}), given.get("expect", {}), tuple(problems))


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.name if isinstance(value, int) else value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(each) for each in value]
    return value


def _shown(value: object) -> str:
    plain = _plain(value)
    return f"{plain:.6g}" if isinstance(plain, float) else str(plain)


def _band_words(text: str) -> list[str]:
    return [word for word in re.split(r"[^a-z0-9]+", text.lower()) if word and word != "or"]
