"""Lead times: how long before head pain a sign began, in the bins of Kelman 2004."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headlog.report.charts.picture import Picture
from headlog.report.charts.svg import Drawing

# With its words it fits the 358 units that a phone shows as they are.
_LEFT, _TOP, _ROW, _PLOT = 82.0, 24.0, 20.0, 210.0


@dataclass(frozen=True, slots=True)
class LeadBin:
    """One band of lead time and how many episodes fell into it, 0 or more."""

    label: str
    count: int


def lead_times_picture(bins: Sequence[LeadBin], *, name: str = "lead", title: str) -> Picture:
    """Picture of the counts in each band; episodes without a time of day are in none.

    Parameters
    ----------
    bins
        Shortest lead first.
    """
    total = sum(each.count for each in bins)
    said = "; ".join(f"{each.label}: {each.count}" for each in bins)
    height = _TOP + _ROW * len(bins) + 6
    drawing = Drawing(name, (_LEFT + _PLOT + 60, height), title, f"{title}, {total} in all. {said}.")
    drawing.words(0, 12, title, 11, bold=True)
    most = max((each.count for each in bins), default=0) or 1
    for number, each in enumerate(bins):
        y = _TOP + _ROW * number
        drawing.words(_LEFT - 8, y + 11, each.label, 10.5, "end")
        if each.count:
            drawing.bar(_LEFT, y + 1, _PLOT * each.count / most, 13)
        drawing.words(_LEFT + _PLOT * each.count / most + 6, y + 12, f"{each.count} of {total}", 10.5)
    return Picture(
        name, title, drawing.description, drawing.text(), drawing.width, drawing.height,
        ("Before head pain", "Episodes"), tuple((each.label, f"{each.count} of {total}") for each in bins),
    )  # fmt: skip
