"""Drawings on paper: shapes as SVG, and words apart in lines that typst sets itself.

Typst takes three times as long over words that it finds in a drawing.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from headlog.report.paper.widths import is_known, width_of

# As `charts.svg.Drawing` writes them.
_WORDS = re.compile(
    r'<text x="(?P<x>[-\d.]+)" y="(?P<y>[-\d.]+)" font-size="(?P<size>[\d.]+)" '
    r'text-anchor="(?P<anchor>start|middle|end)"(?P<bold> font-weight="600")? '
    r'class="c-\w+" fill="(?P<fill>#\w+)">(?P<words>[^<]*)</text>'
)
_BEFORE_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}


def shapes_and_words(svg: str) -> tuple[str, list[dict[str, Any]]]:
    """A drawing without its words, and its words in lines of one kind and height.

    Parameters
    ----------
    svg
        The drawing. Words with a letter whose width is not known stay in it.

    Returns
    -------
    tuple
        The shapes as SVG. The lines, each with its baseline `y`, `size`, whether it is `bold`, `fill`, and
        its `words`: how far each begins from the end of the one before it, and what it says.
    """
    lines: dict[tuple[str, str, bool, str], list[tuple[float, float, str]]] = {}

    def take(found: re.Match[str]) -> str:
        words, bold = unescape(found["words"]), bool(found["bold"])
        if not is_known(words):
            return found[0]
        width = float(found["size"]) * width_of(words, bold=bold)
        left = float(found["x"]) - _BEFORE_ANCHOR[found["anchor"]] * width
        lines.setdefault((found["y"], found["size"], bold, found["fill"]), []).append((left, width, words))
        return ""

    shapes = _WORDS.sub(take, svg)
    return shapes, [
        {"y": float(y), "size": float(size), "bold": bold, "fill": fill, "words": _with_gaps(placed)}
        for (y, size, bold, fill), placed in lines.items()
    ]


def _with_gaps(placed: list[tuple[float, float, str]]) -> list[tuple[float, str]]:
    found, end = [], 0.0
    for left, width, words in placed:
        found.append((round(left - end, 2), words))
        end = left + width
    return found
