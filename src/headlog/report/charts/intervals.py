"""Numbers with their intervals, one under another: counts by role, probabilities, odds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from headlog.report.charts.picture import Picture
from headlog.report.charts.svg import Drawing

_LEFT, _TOP, _ROW, _PLOT, _RIGHT = 210.0, 42.0, 24.0, 320.0, 130.0


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One number: its label, the ends of its interval, and how it is said."""

    label: str
    value: float
    low: float
    high: float
    said: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale under the rows.

    Parameters
    ----------
    words
        What it measures.
    ticks
        Where it is marked, rising; its ends are the ends of the picture.
    logarithmic
        Whether equal ratios are equally wide; then every tick is above 0.
    mark
        A value with a line of its own, such as an odds ratio of 1.
    """

    words: str
    ticks: tuple[float, ...]
    logarithmic: bool = False
    mark: float | None = None

    def x(self, value: float) -> float:
        """Place of a value; what lies outside is put at the edge."""
        first, last = self.ticks[0], self.ticks[-1]
        inside = min(max(value, first), last)
        if self.logarithmic:
            share = math.log(inside / first) / math.log(last / first)
        else:
            share = (inside - first) / (last - first)
        return _LEFT + _PLOT * share


def intervals_picture(
    rows: Sequence[IntervalRow], axis: Axis, *, name: str, title: str, column: str = "Estimate"
) -> Picture:
    """Picture of numbers with intervals; a point is the estimate, the line its interval.

    Parameters
    ----------
    rows
        Top to bottom.
    axis
        Scale of all of them.
    name
        Short id of the drawing.
    title
        What it shows.
    column
        Heading of the numbers in the table of the same facts.
    """
    said = "; ".join(f"{row.label}: {row.said}" for row in rows)
    height = _TOP + _ROW * len(rows) + 12
    drawing = Drawing(name, (_LEFT + _PLOT + _RIGHT, height), title, f"{title}. {said}.")
    drawing.words(0, 12, title, 11, bold=True)
    drawing.words(_LEFT + _PLOT / 2, 28, axis.words, 10, "middle", look="soft")
    for tick in axis.ticks:
        x = axis.x(tick)
        is_mark = axis.mark is not None and abs(tick - axis.mark) < 1e-9
        drawing.line((x, _TOP - 4), (x, height - 10), "soft" if is_mark else "faint", 1.2 if is_mark else 0.6)
        drawing.words(x, height - 1, f"{tick:g}", 9.5, "middle", look="soft")
    for number, row in enumerate(rows):
        y = _TOP + _ROW * number + 10
        drawing.words(_LEFT - 8, y + 4, row.label, 10.5, "end")
        drawing.line((axis.x(row.low), y), (axis.x(row.high), y), "soft", 2)
        drawing.circle(axis.x(row.value), y, 4)
        drawing.words(_LEFT + _PLOT + 8, y + 4, row.said, 10)
    return Picture(
        name, title, drawing.description, drawing.text(), drawing.width, drawing.height,
        ("", column), tuple((row.label, row.said) for row in rows),
    )  # fmt: skip


def round_ticks(highest: float, *, about: int = 5) -> tuple[float, ...]:
    """Ticks from 0 to at least `highest`, at round steps.

    Examples
    --------
    >>> round_ticks(23)
    (0.0, 5.0, 10.0, 15.0, 20.0, 25.0)
    >>> round_ticks(0)
    (0.0, 1.0)
    """
    if highest <= 0:
        return (0.0, 1.0)
    size = 10 ** math.floor(math.log10(highest / about))
    step = next(size * factor for factor in (1, 2, 5, 10) if highest / (size * factor) <= about)
    return tuple(round(step * number, 6) for number in range(math.ceil(highest / step - 1e-9) + 1))
