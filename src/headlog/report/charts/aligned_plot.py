"""Ground of the aligned picture: its hours across, twice, for a page and for a phone; and its legend."""

from __future__ import annotations

from dataclasses import dataclass

from headlog.report.charts.svg import Drawing

HOURS_BEFORE, HOURS_AFTER = 48, 72
TITLE = "Attacks aligned at the onset of head pain"


@dataclass(frozen=True, slots=True)
class Frame:
    """Measures of one way to draw the picture, in drawing units.

    Parameters
    ----------
    left, right
        Room for the days on the left, and the margin on the right.
    per_hour
        Width of an hour.
    row, head, band, legend
        Heights of an attack's row, of the axis, of the heading above the unfollowed episodes, of the legend.
    small, tiny
        Sizes of type.
    ticks
        Hours with a line and a number.
    said_from
        Where the words about the second zero begin.
    """

    left: float
    right: float
    per_hour: float
    row: float
    head: float
    band: float
    legend: float
    small: float
    tiny: float
    ticks: tuple[int, ...]
    said_from: float

    @property
    def width(self) -> float:
        """Width of the whole drawing."""
        return self.left + self.per_hour * (HOURS_BEFORE + HOURS_AFTER) + self.right


WIDE = Frame(
    78, 12, 5.5, 17, 34, 40, 40, 10, 9.5, (-48, -36, -24, -12, 0, 12, 24, 36, 48, 60, 72), 342
)  # fmt: skip
# A phone shows 358 units as they are: the same 120 hours, larger type, rows that a finger can follow.
NARROW = Frame(66, 14, 2.3, 19, 38, 56, 96, 11, 11, (-48, -24, 0, 24, 48, 72), 4)


class Plot(Drawing):
    """The picture being drawn in one frame."""

    def __init__(self, name: str, height: float, said: str, frame: Frame) -> None:
        super().__init__(name, (frame.width, float(height)), TITLE, said)
        self.frame = frame

    def x(self, hours: float) -> float:
        """Place of an hour from zero; what lies outside is cut at the edge."""
        frame = self.frame
        return frame.left + frame.per_hour * (min(max(hours, -HOURS_BEFORE), HOURS_AFTER) + HOURS_BEFORE)


def legend(plot: Plot, y: float) -> None:
    """What the marks mean, in two lines on a page and in five on a phone."""
    if plot.frame is WIDE:
        _pain(plot, 4, y)
        _strengths(plot, (275, y), (430, y), (555, y))
        _points(plot, (4, y + 17), (83, y + 17), (166, y + 17))
        _after(plot, (277, y + 17), (392, y + 17))
        return
    second, third, fourth, fifth = (y + 19 * line for line in (1, 2, 3, 4))
    _pain(plot, 4, y)
    _strengths(plot, (4, second), (200, second), (200, third))
    _points(plot, (4, third), (102, third), (4, fourth))
    _after(plot, (202, fourth), (4, fifth))


_Place = tuple[float, float]


def _pain(plot: Plot, x: float, y: float) -> None:
    for offset, height in ((0, 3.0), (24, 5.0), (48, 8.0)):
        plot.bar(x + offset, y - 5.5 - height / 2, 22, height)
    plot.words(x + 75, y, "head pain: mild, moderate, severe", plot.frame.small)


def _strengths(plot: Plot, unknown: _Place, open_: _Place, aura: _Place) -> None:
    plot.bar(unknown[0], unknown[1] - 8, 22, 5, "dots")
    plot.words(unknown[0] + 27, unknown[1], "strength not recorded", plot.frame.small)
    plot.bar(open_[0], open_[1] - 8, 22, 5, "dashed")
    plot.words(open_[0] + 27, open_[1], "end not known", plot.frame.small)
    plot.bar(aura[0], aura[1] - 8, 22, 6, "hatch")
    plot.words(aura[0] + 27, aura[1], "aura", plot.frame.small)


def _points(plot: Plot, neck: _Place, sign: _Place, dose: _Place) -> None:
    plot.bar(neck[0], neck[1] - 7.5, 22, 5, "outline")
    plot.words(neck[0] + 27, neck[1], "neck", plot.frame.small)
    plot.diamond(sign[0], sign[1] - 4, 3.2, "soft")
    plot.words(sign[0] + 9, sign[1], "other sign", plot.frame.small)
    plot.triangle(dose[0], dose[1] - 4, 3.4, "outline")
    plot.words(dose[0] + 9, dose[1], "acute medicine", plot.frame.small)


def _after(plot: Plot, normal: _Place, nearby: _Place) -> None:
    x, y = normal
    plot.line((x, y - 10), (x, y + 2), "soft", 2)
    plot.words(x + 7, y, "back to normal", plot.frame.small)
    plot.bar(nearby[0], nearby[1] - 8, 22, 5, "faint")
    plot.words(nearby[0] + 27, nearby[1], "head pain of an attack nearby", plot.frame.small)
