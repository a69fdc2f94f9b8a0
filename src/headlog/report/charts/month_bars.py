"""Month bars: the least a count can be, and how far the unrecorded days could carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headlog.report.charts.picture import Picture
from headlog.report.charts.svg import Drawing

# Twelve months fit the 358 units that a phone shows as they are.
_LEFT, _TOP, _PLOT, _BAR, _PITCH = 22.0, 26.0, 120.0, 19.0, 27.5
_TALLEST = 31
# The legend needs as much.
_NARROWEST = 290.0


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month's count between its bounds, in days."""

    label: str
    lower: int
    upper: int
    recorded: int
    length: int


def month_bars_picture(
    months: Sequence[MonthBar], *, name: str, title: str, threshold: int | None = None
) -> Picture:
    """Picture of a monthly count: solid is certain, open is what unrecorded days could add.

    Parameters
    ----------
    months
        Oldest first.
    threshold
        A line to draw, in days a month.
    """
    width = max(_LEFT + 6 + len(months) * _PITCH, _NARROWEST)
    drawing = Drawing(name, (width, _TOP + _PLOT + 44), title, _alternative(months, title, threshold))
    drawing.words(0, 12, title, 12, bold=True)
    for days in (0, 10, 20, 30):
        drawing.line((_LEFT, _y(days)), (width - 6, _y(days)), "faint", 0.6)
        drawing.words(_LEFT - 5, _y(days) + 3.5, str(days), 10.5, "end", look="soft")
    for number, month in enumerate(months):
        _month(drawing, month, _LEFT + 4 + number * _PITCH)
    if threshold is not None:
        drawing.line((_LEFT, _y(threshold)), (width - 6, _y(threshold)), "ink", 1.2, "5 3")
        drawing.line((width - 82, 8), (width - 54, 8), "ink", 1.2, "5 3")
        drawing.words(width - 6, 12, f"{threshold} days", 10.5, "end")
    drawing.words(_LEFT, drawing.height - 4, "solid: certain · open: days not recorded could add", 10.5)
    return Picture(
        name, title, drawing.description, drawing.text(), drawing.width, drawing.height,
        ("Month", "At least", "At most", "Days recorded"),
        tuple((m.label, str(m.lower), str(m.upper), f"{m.recorded} of {m.length}") for m in months),
    )  # fmt: skip


def _y(days: float) -> float:
    return _TOP + _PLOT * (1 - days / _TALLEST)


def _month(drawing: Drawing, month: MonthBar, left: float) -> None:
    if month.upper > month.lower:
        drawing.bar(left, _y(month.upper), _BAR, _y(month.lower) - _y(month.upper), "dashed")
    if month.lower:
        drawing.bar(left, _y(month.lower), _BAR, _y(0) - _y(month.lower), "ink")
    bounds = str(month.lower) if month.lower == month.upper else f"{month.lower}–{month.upper}"
    drawing.words(left + _BAR / 2, _y(month.upper) - 3, bounds, 10.5, "middle")
    drawing.words(left + _BAR / 2, _y(0) + 12, month.label, 10.5, "middle", look="soft")


def _alternative(months: Sequence[MonthBar], title: str, threshold: int | None) -> str:
    if not months:
        return f"{title}: no month is recorded."
    said = "; ".join(
        f"{m.label} {m.lower} to {m.upper} days, {m.recorded} of {m.length} recorded" for m in months
    )
    line = f" A line marks {threshold} days." if threshold is not None else ""
    return f"{title}: {said}.{line}"
