"""A curve with its interval: months before and under a preventive, days of a dosing cycle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headlog.report.charts.intervals import round_ticks
from headlog.report.charts.picture import Picture
from headlog.report.charts.svg import Drawing

_LEFT, _TOP, _PLOT_WIDTH, _PLOT_HEIGHT, _BOTTOM = 44.0, 40.0, 520.0, 150.0, 40.0
_MOST_LABELS = 16


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One place of the curve: its label, the number with its interval, and what was counted there."""

    label: str
    value: float
    low: float
    high: float
    counted: str
    faint: bool = False


def curve_picture(
    points: Sequence[CurvePoint],
    *,
    name: str,
    title: str,
    axis: str,
    step_before: int | None = None,
    columns: tuple[str, str, str] = ("", "Estimate", "Counted"),
) -> Picture:
    """Picture of a curve; the bars are 90 % intervals, hollow points stand apart.

    Parameters
    ----------
    points
        Left to right.
    name
        Short id of the drawing.
    title
        What it shows.
    axis
        What the numbers mean.
    step_before
        Point before which something began, drawn as a line.
    columns
        Headings of the table of the same facts.
    """
    ticks = round_ticks(max((point.high for point in points), default=1.0), about=4)
    said = [f"{point.value:.1f} ({point.low:.1f} to {point.high:.1f})" for point in points]
    size = (_LEFT + _PLOT_WIDTH + 12, _TOP + _PLOT_HEIGHT + _BOTTOM)
    description = f"{title}, {axis}. " + "; ".join(
        f"{point.label}: {words}" for point, words in zip(points, said, strict=True)
    )
    drawing = Drawing(name, size, title, f"{description}.")
    drawing.words(0, 12, title, 11, bold=True)
    drawing.words(0, 28, axis, 10, look="soft")
    for tick in ticks:
        y = _y(tick, ticks[-1])
        drawing.line((_LEFT, y), (_LEFT + _PLOT_WIDTH, y), "faint", 0.6)
        drawing.words(_LEFT - 6, y + 3, f"{tick:g}", 9.5, "end", look="soft")
    width = _PLOT_WIDTH / max(len(points), 1)
    if step_before is not None:
        x = _LEFT + width * step_before
        drawing.line((x, _TOP - 6), (x, _TOP + _PLOT_HEIGHT), "ink", 1, "4 3")
    every = max(1, -(-len(points) // _MOST_LABELS))
    for number, point in enumerate(points):
        x = _LEFT + width * (number + 0.5)
        drawing.line((x, _y(point.low, ticks[-1])), (x, _y(point.high, ticks[-1])), "soft", 1.6)
        drawing.circle(x, _y(point.value, ticks[-1]), 3.2, "outline" if point.faint else "ink")
        if number % every == 0:
            drawing.words(x, _TOP + _PLOT_HEIGHT + 16, point.label, 9.5, "middle", look="soft")
    rows = tuple((point.label, words, point.counted) for point, words in zip(points, said, strict=True))
    return Picture(name, title, drawing.description, drawing.text(), *size, columns, rows)


def _y(value: float, highest: float) -> float:
    return _TOP + _PLOT_HEIGHT * (1 - min(max(value, 0.0), highest) / highest)
