"""Ribbon: the phases of one attack along the clock, with signs, neck and doses over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from headlog.report.charts.picture import Picture
from headlog.report.charts.svg import Anchor, Drawing, Look

Phase = Literal["prodrome", "aura", "headache", "postdrome"]
Kind = Literal["sign", "neck", "dose"]

_LOOKS: dict[Phase, Look] = {"prodrome": "dots", "aura": "hatch", "headache": "ink", "postdrome": "lines"}
_WIDE, _NARROW, _LEFT, _RIGHT = 700.0, 356.0, 8.0, 8.0
# Room for a label on the clock, a time or a date.
_TIME_ROOM, _DATE_ROOM = 72.0, 72.0
# A label this close to the edge would be cut when it stood in the middle of its line.
_EDGE = 36.0
_MARKS, _BAND, _NECK = 16.0, 14.0, 9.0
_HEIGHT = _MARKS + _BAND + _NECK + 22


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """One phase on the person's own clock, with its zone; `ended` None when the end is not known."""

    phase: Phase
    began: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class RibbonMark:
    """A sign, a neck episode or a dose on the person's own clock."""

    kind: Kind
    label: str
    began: datetime
    ended: datetime | None = None


def ribbon_picture(
    phases: Sequence[PhaseSpan], marks: Sequence[RibbonMark], *, name: str, title: str
) -> Picture:
    """Picture of one attack: phases as a ribbon, signs and doses above it, neck below it.

    Parameters
    ----------
    phases
        In order of time; at least one.
    marks
        What else was recorded from the first phase to the last.
    """
    said = _alternative(phases, marks)
    wide = _ribbon(phases, marks, Drawing(name, (_WIDE, _HEIGHT), title, said))
    narrow = _ribbon(phases, marks, Drawing(f"{name}-narrow", (_NARROW, _HEIGHT), title, said))
    return Picture(
        name, title, said, wide.text(), wide.width, wide.height,
        ("What", "Began", "Ended"),
        tuple(_row(span.phase.capitalize(), span.began, span.ended) for span in phases)
        + tuple(_row(mark.label, mark.began, mark.ended, mark.kind) for mark in marks),
        narrow.text(),
    )  # fmt: skip


def _ribbon(phases: Sequence[PhaseSpan], marks: Sequence[RibbonMark], drawing: Drawing) -> Drawing:
    scale = _Scale(*_extent(phases, marks), drawing.width)
    _clock(drawing, scale, phases[0].began.tzinfo)
    for span in phases:
        _phase(drawing, span, scale)
    for mark in marks:
        _mark(drawing, mark, scale)
    return drawing


def ribbon_legend() -> Picture:
    """Legend of the ribbons, once for many."""
    title = "What the ribbons show"
    said = (
        f"Phases by pattern: {', '.join(_LOOKS)}. A box below is neck trouble, "
        "a triangle an acute medicine, a diamond another sign; a dashed end is not known."
    )
    wide = Drawing("ribbon-legend", (_WIDE, 24), title, said)
    _legend_phases(wide, 105, 24, 10.5)
    _legend_marks(wide, 4 * 105, 0, 10.5)
    narrow = Drawing("ribbon-legend-narrow", (_NARROW, 46), title, said)
    _legend_phases(narrow, 90, 16, 11)
    _legend_marks(narrow, 0, 22, 11)
    return Picture(
        wide.name, title, said, wide.text(), wide.width, wide.height,
        ("Pattern", "Phase"), tuple((look, phase) for phase, look in _LOOKS.items()), narrow.text(),
    )  # fmt: skip


def _legend_phases(drawing: Drawing, step: float, swatch: float, size: float) -> None:
    for number, (phase, look) in enumerate(_LOOKS.items()):
        drawing.bar(step * number, 6, swatch, 11, look)
        drawing.words(step * number + swatch + 5, 16, phase, size)


def _legend_marks(drawing: Drawing, x: float, y: float, size: float) -> None:
    drawing.bar(x, y + 9, 24, 6, "outline")
    drawing.words(x + 30, y + 16, "neck", size)
    drawing.triangle(x + 78, y + 11, 4.2, "outline", up=False)
    drawing.words(x + 87, y + 16, "medicine", size)
    drawing.diamond(x + 155, y + 11, 3.6, "soft")
    drawing.words(x + 164, y + 16, "sign", size)
    drawing.bar(x + 200, y + 6, 16, 11, "dashed")
    drawing.words(x + 220, y + 16, "not known", size)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: datetime
    last: datetime
    width: float

    def x(self, at: datetime) -> float:
        # Instants, not wall clocks: a night in which the clocks change is 5 or 7 hours from 1 to 7.
        share = (at.astimezone(UTC) - self.first) / (self.last - self.first)
        return _LEFT + (self.width - _LEFT - _RIGHT) * min(max(share, 0.0), 1.0)


def _extent(phases: Sequence[PhaseSpan], marks: Sequence[RibbonMark]) -> tuple[datetime, datetime]:
    begins = [p.began for p in phases] + [m.began for m in marks]
    ends = [p.ended or p.began + timedelta(hours=4) for p in phases]
    ends += [m.ended or m.began for m in marks]
    first, last = min(begins).astimezone(UTC), max(ends).astimezone(UTC)
    return first - timedelta(hours=1), max(last, first + timedelta(hours=6)) + timedelta(hours=1)


def _clock(drawing: Drawing, scale: _Scale, zone: tzinfo | None) -> None:
    hours = (scale.last - scale.first) / timedelta(hours=1)
    rooms = ((6, _TIME_ROOM), (12, _TIME_ROOM), (24, _DATE_ROOM), (48, _DATE_ROOM))
    step = next((step for step, room in rooms if hours / step * room <= drawing.width), 96)
    # The clock under the ribbon is the person's own, by the zone of the first phase.
    local = scale.first.astimezone(zone)
    tick = local.replace(hour=0, minute=0, second=0, microsecond=0)
    while tick <= scale.last:
        if tick >= scale.first:
            midnight = tick.hour == 0
            x = scale.x(tick)
            drawing.line((x, 4), (x, _HEIGHT - 13), "soft" if midnight else "faint", 0.7)
            said = f"{tick:%a %-d %b}" if midnight else f"{tick:%H}:00"
            anchor: Anchor = "start" if x < _EDGE else "end" if x > drawing.width - _EDGE else "middle"
            drawing.words(x, _HEIGHT - 3, said, 9.5, anchor, look="soft", bold=midnight)
        tick += timedelta(hours=step)


def _phase(drawing: Drawing, span: PhaseSpan, scale: _Scale) -> None:
    left = scale.x(span.began)
    if span.ended is None:
        drawing.bar(left, _MARKS, scale.x(span.began + timedelta(hours=4)) - left, _BAND, "dashed")
        drawing.words(left + 4, _MARKS + 11, "?", 10.5)
        return
    drawing.bar(left, _MARKS, max(scale.x(span.ended) - left, 1.5), _BAND, _LOOKS[span.phase])


def _mark(drawing: Drawing, mark: RibbonMark, scale: _Scale) -> None:
    x = scale.x(mark.began)
    match mark.kind:
        case "neck":
            ended = scale.x(mark.ended) if mark.ended else x + 8
            look: Look = "outline" if mark.ended else "dashed"
            drawing.bar(x, _MARKS + _BAND + 2, max(ended - x, 3), 6, look)
        case "dose":
            drawing.triangle(x, _MARKS - 6, 4.2, "outline", up=False)
        case "sign":  # pragma: no branch - there is no fourth kind
            drawing.diamond(x, _MARKS - 6, 3.6, "soft")


def _alternative(phases: Sequence[PhaseSpan], marks: Sequence[RibbonMark]) -> str:
    spans = "; ".join(f"{p.phase} from {_time(p.began)} to {_time(p.ended)}" for p in phases)
    points = "; ".join(f"{m.label} at {_time(m.began)}" for m in marks)
    return f"{spans}. {points}." if points else f"{spans}."


def _row(what: str, began: datetime, ended: datetime | None, kind: Kind | None = None) -> tuple[str, ...]:
    # A sign or a dose is a point: it has no end to be unknown.
    end = "" if ended is None and kind in ("sign", "dose") else _time(ended)
    return what, _time(began), end


def _time(at: datetime | None) -> str:
    return "end not known" if at is None else f"{at:%-d %b %H:%M}"
