"""How wide words are on paper: sums of the widths of their letters, in em.

To set a word only to see how wide it is takes as long as to set it. A sum says nearly the same: what it
leaves out, kerning, draws letters together.
"""

from __future__ import annotations

import json
from functools import cache

from headlog.report.paper.compiler import compiler_of

# Letters of European languages written in Latin, and the marks in Headlog's own sentences.
_LETTERS = [*map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180))), *"–—‘’“”…≥≤"]
# Any other letter; few are wider.
_OTHER = 1.0


def width_of(words: str, *, bold: bool = False) -> float:
    """Width of words that stand in one line, in em."""
    widths = _letter_widths()[bold]
    return sum(widths.get(letter, _OTHER) for letter in words)


def is_known(words: str) -> bool:
    """Whether the width of each letter is known, and not a guess."""
    return _letter_widths()[0].keys() >= set(words)


@cache
def _letter_widths() -> tuple[dict[str, float], dict[str, float]]:
    asked = compiler_of("widths.typ", letters=json.dumps(_LETTERS)).query("<widths>", field="value")
    regular, bold = json.loads(asked)[0]
    return dict(zip(_LETTERS, regular, strict=True)), dict(zip(_LETTERS, bold, strict=True))
