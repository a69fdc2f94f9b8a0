"""The page and the reliability diagrams."""

from __future__ import annotations

from scripts.truth.scores import Bools, Floats, reliability

_SIZE, _EDGE = 260, 34


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def number(value: float | None, digits: int = 2) -> str:
    """A figure, or a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def reliability_diagram(title: str, truth: Bools, probability: Floats) -> str:
    """SVG: share true against probability said, area of each point by the episodes behind it."""
    rows = reliability(truth, probability)
    most = max((n for _, _, n in rows), default=1)

    def place(said: float, true: float) -> tuple[float, float]:
        span = _SIZE - 2 * _EDGE
        return _EDGE + span * said, _SIZE - _EDGE - span * true

    low, high = place(0, 0), place(1, 1)
    marks = []
    for said, true, n in rows:
        x, y = place(said, true)
        marks.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + 6 * (n / most) ** 0.5:.1f}" fill="#1f5f8b" '
            f'fill-opacity="0.75"><title>said {said:.2f}, true {true:.2f}, {n} episodes</title></circle>'
        )
    text = 'font-family="sans-serif" font-size="11" fill="#333333"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" role="img" '
            f'width="{_SIZE}" height="{_SIZE}"><title>{title}</title>',
            f'<rect width="{_SIZE}" height="{_SIZE}" fill="#ffffff"/>',
            f'<path d="M{low[0]} {high[1]}V{low[1]}H{high[0]}" fill="none" stroke="#666666"/>',
            f'<path d="M{low[0]} {low[1]}L{high[0]} {high[1]}" stroke="#999999" stroke-dasharray="4 3"/>',
            *marks,
            f'<text x="{_SIZE / 2}" y="16" text-anchor="middle" {text}>{title}</text>',
            f'<text x="{_SIZE / 2}" y="{_SIZE - 6}" text-anchor="middle" {text}>'
            "probability said, 0 to 1</text>",
            f'<text x="12" y="{_SIZE / 2}" text-anchor="middle" {text} '
            f'transform="rotate(-90 12 {_SIZE / 2})">share true, 0 to 1</text>',
            "</svg>",
            "",
        ]
    )
