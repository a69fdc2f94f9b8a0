"""Drawing: SVG text from shapes, with presentation attributes only.

A strict content policy blocks `<style>` and `style=`; presentation attributes
work in the browser and on paper alike. The grey values here are what paper
shows; on a screen the site's style sheet recolours the classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal

INK, SOFT, FAINT, PAPER = "#1a1a1a", "#595959", "#bdbdbd", "#ffffff"
FONT = "Source Sans Pro, system-ui, sans-serif"

Look = Literal["ink", "soft", "faint", "paper", "outline", "dashed", "hatch", "dots", "lines"]
Stroke = Literal["ink", "soft", "faint"]
Anchor = Literal["start", "middle", "end"]

_STROKES: dict[Stroke, str] = {
    "ink": f'class="s-ink" stroke="{INK}"',
    "soft": f'class="s-soft" stroke="{SOFT}"',
    "faint": f'class="s-faint" stroke="{FAINT}"',
}


_OUTLINE = f'class="c-outline" fill="{PAPER}" stroke="{INK}" stroke-width="1"'
_FILLS: dict[Look, str] = {
    "ink": f'class="c-ink" fill="{INK}"',
    "soft": f'class="c-soft" fill="{SOFT}"',
    "faint": f'class="c-faint" fill="{FAINT}"',
    "paper": f'class="c-paper" fill="{PAPER}"',
    "outline": _OUTLINE,
    "dashed": f'{_OUTLINE} stroke-dasharray="2 2"',
}


class Drawing:
    """A picture being drawn; `text()` gives it as SVG.

    Parameters
    ----------
    name
        Short id; ids inside the drawing begin with it.
    size
        Width and height in drawing units.
    title, description
        What a screen reader says.
    """

    def __init__(self, name: str, size: tuple[float, float], title: str, description: str) -> None:
        self.name, self.title, self.description = name, title, description
        self.width, self.height = size
        self._parts: list[str] = []

    def bar(self, x: float, y: float, width: float, height: float, look: Look = "ink") -> None:
        """Rectangle from its upper left corner."""
        self._parts.append(
            f'<rect x="{n(x)}" y="{n(y)}" width="{n(max(width, 0.5))}" height="{n(height)}" '
            f"{self._fill(look)}/>"
        )

    def line(
        self, start: tuple[float, float], end: tuple[float, float], stroke: Stroke = "ink", width: float = 1,
        dash: str = "",
    ) -> None:  # fmt: skip
        """Straight line; `dash` as SVG writes it."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{n(start[0])}" y1="{n(start[1])}" x2="{n(end[0])}" y2="{n(end[1])}" '
            f'{_STROKES[stroke]} stroke-width="{n(width)}"{dashes}/>'
        )

    def words(
        self, x: float, y: float, words: str, size: float = 11, anchor: Anchor = "start", *,
        bold: bool = False, look: Look = "ink",
    ) -> None:  # fmt: skip
        """Text with its baseline at `y`."""
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}" text-anchor="{anchor}"{weight} '
            f"{self._fill(look)}>{escape(words)}</text>"
        )

    def circle(self, x: float, y: float, radius: float, look: Look = "ink") -> None:
        """Circle round a point."""
        self._parts.append(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" {self._fill(look)}/>')

    def diamond(self, x: float, y: float, radius: float, look: Look = "ink") -> None:
        """Square standing on its corner."""
        self.polygon(((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)), look)

    def triangle(self, x: float, y: float, radius: float, look: Look = "ink", *, up: bool = True) -> None:
        """Triangle whose tip points up, or down."""
        tip = -radius if up else radius
        self.polygon(((x, y + tip), (x + radius, y - tip), (x - radius, y - tip)), look)

    def polygon(self, corners: Sequence[tuple[float, float]], look: Look = "ink") -> None:
        """Closed shape."""
        points = " ".join(f"{n(x)},{n(y)}" for x, y in corners)
        self._parts.append(f'<polygon points="{points}" {self._fill(look)}/>')

    def text(self) -> str:
        """The drawing as SVG text."""
        body = "".join(self._parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{self.name}" role="img" '
            f'viewBox="0 0 {n(self.width)} {n(self.height)}" '
            f'width="{n(self.width)}" height="{n(self.height)}" '
            f'aria-labelledby="{self.name}-title {self.name}-desc" font-family="{FONT}">'
            f'<title id="{self.name}-title">{escape(self.title)}</title>'
            f'<desc id="{self.name}-desc">{escape(self.description)}</desc>'
            f"{self._patterns(body)}{body}</svg>"
        )

    def _fill(self, look: Look) -> str:
        if look in _PATTERNS:
            return f'class="c-pattern" fill="url(#{self.name}-{look})" stroke="{INK}" stroke-width="0.8"'
        return _FILLS[look]

    def _patterns(self, body: str) -> str:
        used = [look for look in _PATTERNS if f"url(#{self.name}-{look})" in body]
        if not used:
            return ""
        made = "".join(
            f'<pattern id="{self.name}-{look}" width="4" height="4" patternUnits="userSpaceOnUse">'
            f'<rect width="4" height="4" class="c-paper" fill="{PAPER}"/>{_PATTERNS[look]}</pattern>'
            for look in used
        )
        return f"<defs>{made}</defs>"


_PATTERNS: dict[Look, str] = {
    "hatch": f'<path d="M0 4L4 0M-1 1L1 -1M3 5L5 3" {_STROKES["ink"]} stroke-width="1.1"/>',
    "dots": f'<circle cx="1" cy="1" r="0.8" class="c-ink" fill="{INK}"/>',
    "lines": f'<path d="M0 2H4" {_STROKES["ink"]} stroke-width="0.9"/>',
}


def n(number: float) -> str:
    """Number with at most one decimal, as short as it goes."""
    short = f"{number:.1f}"
    return short[:-2] if short.endswith(".0") else short
