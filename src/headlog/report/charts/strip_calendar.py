"""Strip calendar: a row a month, a cell a day; blank means not recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from headlog.report.charts.picture import Picture
from headlog.report.charts.svg import Drawing

TITLE = "Strip calendar"
_LEFT, _CELL, _BODY = 46.0, 21.0, 22.0
_MARKS, _LETTERS = 10.0, 11.0
_ROW = _MARKS + _BODY + _LETTERS + 5
_HEAD, _LEGEND = 13.0, 44.0
_LETTERS_IN_WORDS = (
    "T triptan · E ergot · N NSAID · P paracetamol · A aspirin · C combination · "
    "O opioid · G gepant · D ditan · X other"
)
_WIDTH = _LEFT + 31 * _CELL + 3


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip.

    Parameters
    ----------
    day
        The local day.
    headache
        Yes, no, or None when the day does not say.
    recorded
        Whether anything was recorded for the day that bears on headache.
    pain
        Strongest pain of the day, 0 to 10; None when not recorded.
    migraine
        Whether it counts as a migraine day in the profile: yes, no, cannot tell.
    medicines
        Letters of the acute medicine groups taken, such as ``"TN"``.
    neck, menses, preventive
        Whether neck trouble, a first cycle day, or a preventive dose was recorded.
    """

    day: date
    headache: bool | None = None
    recorded: bool = False
    pain: int | None = None
    migraine: bool | None = None
    medicines: str = ""
    neck: bool = False
    menses: bool = False
    preventive: bool = False


def strip_picture(days: Sequence[StripDay], *, name: str = "strip") -> Picture:
    """Picture of every day in order, a row for each calendar month.

    Parameters
    ----------
    days
        The days to draw, oldest first.
    """
    months = [(month, tuple(of)) for month, of in groupby(days, key=lambda d: (d.day.year, d.day.month))]
    height = _HEAD + _ROW * max(len(months), 1) + _LEGEND
    drawing = Drawing(name, (_WIDTH, height), TITLE, _alternative(days))
    for number in range(1, 32):
        drawing.words(_middle(number), 9, str(number), 8.5, "middle", look="soft")
    for row, (_, of_month) in enumerate(months):
        _month_row(drawing, of_month, _HEAD + _ROW * row)
    _legend(drawing, _HEAD + _ROW * max(len(months), 1) + 9)
    return Picture(
        name, TITLE, drawing.description, drawing.text(), drawing.width, drawing.height,
        ("Day", "Headache", "Strongest pain", "Migraine day", "Acute medicine", "Also"),
        tuple(_facts(day) for day in days if day.recorded or day.medicines or day.neck or day.preventive),
    )  # fmt: skip


def _middle(number: int) -> float:
    return _LEFT + _CELL * (number - 0.5)


def _month_row(drawing: Drawing, days: tuple[StripDay, ...], top: float) -> None:
    first = days[0].day
    drawing.words(0, top + _MARKS + 11, f"{first:%b}", 11, bold=True)
    drawing.words(0, top + _MARKS + 21, f"{first:%Y}", 8.5, look="soft")
    for day in days:
        _day_cell(drawing, day, _LEFT + _CELL * (day.day.day - 1), top)


def _day_cell(drawing: Drawing, day: StripDay, left: float, top: float) -> None:
    middle, body = left + _CELL / 2, top + _MARKS
    if day.preventive:
        drawing.triangle(middle - (5 if day.menses else 0), top + 5, 3.6, up=False)
    if day.menses:
        drawing.circle(middle + (5 if day.preventive else 0), top + 5, 2.8, "outline")
    if day.headache:
        _headache(drawing, day, left, body)
    elif day.recorded:
        drawing.bar(left + 1.5, body, _CELL - 3, _BODY, "outline")
        if day.headache is None:
            drawing.words(middle, body + 15, "?", 11, "middle")
    if day.neck:
        drawing.line((left + 3, body + _BODY + 2.5), (left + _CELL - 3, body + _BODY + 2.5), "ink", 2)
    if day.medicines:
        drawing.words(middle, body + _BODY + _LETTERS + 1, day.medicines, 8.5, "middle", bold=True)


def _headache(drawing: Drawing, day: StripDay, left: float, body: float) -> None:
    drawing.bar(left + 1.5, body, _CELL - 3, _BODY, "outline")
    if day.pain is None:
        height = _BODY
        drawing.bar(left + 1.5, body, _CELL - 3, height, "hatch")
    else:
        height = _BODY * (0.35 if day.pain < 4 else 0.65 if day.pain < 7 else 1.0)
        drawing.bar(left + 1.5, body + _BODY - height, _CELL - 3, height, "ink")
    if day.migraine:
        # A white disc under the letter keeps it readable on black, on a pattern and on a short bar alike.
        drawing.circle(left + _CELL / 2, body + 8, 6.6, "paper")
        drawing.words(left + _CELL / 2, body + 11.5, "M", 10, "middle", bold=True)


def _legend(drawing: Drawing, y: float) -> None:
    x = 0.0
    for filled, words, step in ((0.35, "mild", 52), (0.65, "moderate", 78), (1.0, "severe headache", 116)):
        drawing.bar(x, y - 9, 9, 11, "outline")
        drawing.bar(x, y + 2 - 11 * filled, 9, 11 * filled)
        drawing.words(x + 13, y, words, 9.5)
        x += step
    drawing.bar(x, y - 9, 9, 11, "hatch")
    drawing.words(x + 13, y, "strength not recorded", 9.5)
    drawing.words(x + 140, y, "M", 9.5, bold=True)
    drawing.words(x + 153, y, "migraine day", 9.5)
    drawing.bar(x + 238, y - 9, 9, 11, "outline")
    drawing.words(x + 251, y, "recorded, no headache", 9.5)
    drawing.bar(x + 376, y - 9, 9, 11, "outline")
    drawing.words(x + 378, y, "?", 9.5)
    drawing.words(x + 389, y, "cannot tell", 9.5)
    y += 15
    drawing.words(0, y, "blank: not recorded", 9.5, bold=True)
    drawing.line((130, y - 3), (142, y - 3), "ink", 2)
    drawing.words(147, y, "neck", 9.5)
    drawing.circle(192, y - 3.5, 2.8, "outline")
    drawing.words(199, y, "first cycle day", 9.5)
    drawing.triangle(291, y - 3.5, 3.6, up=False)
    drawing.words(299, y, "preventive dose", 9.5)
    drawing.words(0, y + 14, f"Acute medicine: {_LETTERS_IN_WORDS}", 9.5)


def _alternative(days: Sequence[StripDay]) -> str:
    recorded = sum(day.recorded for day in days)
    headache = sum(day.headache is True for day in days)
    migraine = sum(day.migraine is True for day in days)
    return (
        f"{len(days)} days, {recorded} of them recorded: headache on {headache}, "
        f"of which {migraine} count as migraine days. Blank days were not recorded."
    )


def _facts(day: StripDay) -> tuple[str, ...]:
    also = [
        words for words, given in (
            ("neck", day.neck), ("first cycle day", day.menses), ("preventive dose", day.preventive)
        ) if given
    ]  # fmt: skip
    return (
        f"{day.day:%-d %b %Y}", _answer(day.headache) if day.recorded else "not recorded",
        "not recorded" if day.pain is None else f"{day.pain} of 10",
        _answer(day.migraine) if day.recorded else "not recorded",
        day.medicines or "none recorded", ", ".join(also),
    )  # fmt: skip


def _answer(answer: bool | None) -> str:
    return "cannot tell" if answer is None else "yes" if answer else "no"
