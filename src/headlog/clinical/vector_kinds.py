"""What a vector's kind gives back: results by name, and the facts that decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from headlog.clinical.answers import Check


class Outcome(NamedTuple):
    """Results by the names that `expect` uses, and why."""

    found: Mapping[str, Any]
    because: tuple[str, ...] = ()


def why(**checks: Check) -> tuple[str, ...]:
    """Sentences of checks: answer, facts that decided, facts not recorded."""
    sentences = []
    for name, check in checks.items():
        decided = f" by {', '.join(check.decided_by)}" if check.decided_by else ""
        unknown = f"; not recorded: {', '.join(check.unknown)}" if check.unknown else ""
        sentences.append(f"{name} {check.answer.value}{decided}{unknown}")
    return tuple(sentences)
