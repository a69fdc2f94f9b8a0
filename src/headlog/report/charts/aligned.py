"""Attacks under one another, time zero at the onset of head pain.

The picture shows when a sign came, never why. Neck episodes with no head pain
after them stand in a band of their own, as large as any attack: what was not
followed is half of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headlog.report.charts.picture import Picture
from headlog.report.charts.svg import Drawing, Look

HOURS_BEFORE, HOURS_AFTER = 48, 72
TITLE = "Attacks aligned at the onset of head pain"

_LEFT, _RIGHT, _ROW, _HEAD = 78.0, 12.0, 17.0, 34.0
_PER_HOUR = 5.5
_WIDTH = _LEFT + _PER_HOUR * (HOURS_BEFORE + HOURS_AFTER) + _RIGHT
_OPEN_END_HOURS = 1.5
_TICKS = (-48, -36, -24, -12, 0, 12, 24, 36, 48, 60, 72)
_LEGEND_HEIGHT = 40.0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in hours from zero; `ended` None when the end is not known."""

    began: float
    ended: float | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in time in hours from zero."""

    at: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class AlignedAttack:
    """One row of the picture.

    Parameters
    ----------
    label
        The day it began.
    headache_ended
        Hours from onset to the end of head pain, above 0; None when not known.
    pain
        Strongest pain recorded, 0 to 10; None when not recorded.
    aura, neck, other_pain
        Stretches, in hours from the onset of head pain; `other_pain` is that of attacks nearby.
    signs, doses
        Points, in hours from the onset of head pain.
    back_to_normal
        Hours from onset to "back to normal"; None when not recorded.
    """

    label: str
    headache_ended: float | None
    pain: int | None = None
    aura: tuple[Span, ...] = ()
    neck: tuple[Span, ...] = ()
    other_pain: tuple[Span, ...] = ()
    signs: tuple[Mark, ...] = ()
    doses: tuple[Mark, ...] = ()
    back_to_normal: float | None = None


@dataclass(frozen=True, slots=True)
class UnfollowedNeck:
    """A neck episode with no head pain within 48 h after it; zero is its own beginning."""

    label: str
    ended: float | None = None
    signs: tuple[Mark, ...] = ()
    doses: tuple[Mark, ...] = ()


def aligned_picture(
    attacks: Sequence[AlignedAttack], unfollowed: Sequence[UnfollowedNeck], *, name: str = "aligned"
) -> Picture:
    """Picture of attacks aligned at head pain, latest first, and of the unfollowed neck episodes.

    Parameters
    ----------
    attacks
        Rows to draw, in the order to draw them.
    unfollowed
        Neck episodes without head pain within 48 h after them.

    Returns
    -------
    Picture
        Times outside -48 h to +72 h are cut at the edge; the table has them whole.
    """
    drawing = Drawing(name, (_WIDTH, _height(attacks, unfollowed)), TITLE, _alternative(attacks, unfollowed))
    bottom = _HEAD + _ROW * max(len(attacks), 1)
    _axis(drawing, _HEAD, bottom)
    drawing.words(_x(0), 11, "hours from the onset of head pain", 10, "middle", look="soft")
    for row, attack in enumerate(attacks):
        _attack_row(drawing, attack, _HEAD + _ROW * row)
    if unfollowed:
        bottom = _unfollowed_band(drawing, unfollowed, bottom + 40)
    _legend(drawing, bottom + 24)
    return Picture(
        name, TITLE, drawing.description, drawing.text(), drawing.width, drawing.height,
        ("Attack", "Head pain", "Pain", "Aura", "Neck", "Signs", "Doses"),
        tuple(_attack_facts(a) for a in attacks) + tuple(_unfollowed_facts(u) for u in unfollowed),
    )  # fmt: skip


def hours_in_words(hours: float) -> str:
    """Hours from zero as words: "6 h before", "at onset", "2 h after"."""
    if abs(hours) < 0.125:
        return "at onset"
    amount = f"{abs(hours):.0f} h" if abs(hours) >= 10 else f"{abs(hours):.1f}".removesuffix(".0") + " h"
    return f"{amount} {'before' if hours < 0 else 'after'}"


def _x(hours: float) -> float:
    return _LEFT + _PER_HOUR * (min(max(hours, -HOURS_BEFORE), HOURS_AFTER) + HOURS_BEFORE)


def _height(attacks: Sequence[AlignedAttack], unfollowed: Sequence[UnfollowedNeck]) -> float:
    band = 40 + _ROW * len(unfollowed) if unfollowed else 0
    return _HEAD + _ROW * max(len(attacks), 1) + band + 14 + _LEGEND_HEIGHT


def _axis(drawing: Drawing, top: float, bottom: float, first: int = -48) -> None:
    for tick in (t for t in _TICKS if t >= first):
        zero = tick == 0
        drawing.line(
            (_x(tick), top - 4), (_x(tick), bottom), "ink" if zero else "faint", 1.2 if zero else 0.6
        )
        drawing.words(_x(tick), top - 8, f"{tick:+d}" if tick else "0", 9.5, "middle", look="soft")


def _attack_row(drawing: Drawing, attack: AlignedAttack, top: float) -> None:
    drawing.words(_LEFT - 6, top + 11, attack.label, 10, "end")
    for other in attack.other_pain:
        _bar(drawing, other, top + 2.5, 5, "faint")
    _pain_bar(drawing, attack, top)
    for aura in attack.aura:
        _bar(drawing, aura, top + 2, 6, "hatch")
    for neck in attack.neck:
        _bar(drawing, neck, top + 10, 4.5, "outline")
    if attack.back_to_normal is not None and attack.back_to_normal <= HOURS_AFTER:
        x = _x(attack.back_to_normal)
        drawing.line((x, top + 1), (x, top + 15), "soft", 2)
    _points(drawing, attack.signs, attack.doses, top)


def _pain_bar(drawing: Drawing, attack: AlignedAttack, top: float) -> None:
    # Thickness says strength, so that grey paper says it too; unknown strength is the middle one, dotted.
    height = 5.0 if attack.pain is None else 3.0 if attack.pain < 4 else 5.0 if attack.pain < 7 else 8.0
    ended = attack.headache_ended
    look: Look = "dots" if attack.pain is None else "ink"
    if ended is None:
        _bar(drawing, Span(0, 3), top + 1 + (8 - height) / 2, height, "dashed")
        drawing.words(_x(3) + 3, top + 9, "?", 10)
    else:
        _bar(drawing, Span(0, ended), top + 1 + (8 - height) / 2, height, look)


def _bar(drawing: Drawing, span: Span, y: float, height: float, look: Look) -> None:
    ended = span.ended if span.ended is not None else span.began + _OPEN_END_HOURS
    if span.began > HOURS_AFTER or ended < -HOURS_BEFORE:
        return
    left, right = _x(span.began), _x(ended)
    drawing.bar(left, y, max(right - left, 2.5), height, "dashed" if span.ended is None else look)


def _points(drawing: Drawing, signs: Sequence[Mark], doses: Sequence[Mark], top: float) -> None:
    for sign in signs:
        if -HOURS_BEFORE <= sign.at <= HOURS_AFTER:
            drawing.diamond(_x(sign.at), top + 4.5, 3.2, "soft")
    for dose in doses:
        if -HOURS_BEFORE <= dose.at <= HOURS_AFTER:
            drawing.triangle(_x(dose.at), top + 12, 3.4, "outline")


def _unfollowed_band(drawing: Drawing, unfollowed: Sequence[UnfollowedNeck], top: float) -> float:
    bottom = top + _ROW * len(unfollowed)
    drawing.bar(0, top - 34, drawing.width, bottom - top + 36, "paper")
    drawing.line((0, top - 34), (drawing.width, top - 34), "soft", 0.8)
    drawing.words(4, top - 22, "Neck, with no head pain in the 48 h after it", 10.5, bold=True)
    drawing.words(_x(0), top - 22, "hours from the start of the neck episode", 10, look="soft")
    _axis(drawing, top, bottom, first=0)
    for row, episode in enumerate(unfollowed):
        y = top + _ROW * row
        drawing.words(_LEFT - 6, y + 11, episode.label, 10, "end")
        _bar(drawing, Span(0, episode.ended), y + 9, 5, "outline")
        _points(drawing, episode.signs, episode.doses, y)
    return bottom


def _legend(drawing: Drawing, y: float) -> None:
    for x, height in ((4.0, 3.0), (28.0, 5.0), (52.0, 8.0)):
        drawing.bar(x, y - 5.5 - height / 2, 22, height)
    drawing.words(79, y, "head pain: mild, moderate, severe", 10)
    drawing.bar(275, y - 8, 22, 5, "dots")
    drawing.words(302, y, "strength not recorded", 10)
    drawing.bar(430, y - 8, 22, 5, "dashed")
    drawing.words(457, y, "end not known", 10)
    drawing.bar(555, y - 8, 22, 6, "hatch")
    drawing.words(582, y, "aura", 10)
    y += 17
    drawing.bar(4, y - 7.5, 22, 5, "outline")
    drawing.words(31, y, "neck", 10)
    drawing.diamond(83, y - 4, 3.2, "soft")
    drawing.words(92, y, "other sign", 10)
    drawing.triangle(166, y - 4, 3.4, "outline")
    drawing.words(175, y, "acute medicine", 10)
    drawing.line((277, y - 10), (277, y + 2), "soft", 2)
    drawing.words(284, y, "back to normal", 10)
    drawing.bar(392, y - 8, 22, 5, "faint")
    drawing.words(419, y, "head pain of an attack nearby", 10)


def _alternative(attacks: Sequence[AlignedAttack], unfollowed: Sequence[UnfollowedNeck]) -> str:
    if not attacks and not unfollowed:
        return "No attack with a known onset of head pain is recorded in this time."
    before = sum(1 for a in attacks if any(s.began < 0 for s in a.neck))
    return (
        f"{len(attacks)} attacks under one another, from 48 hours before the onset of head pain to 72 hours "
        f"after it. Neck trouble began before head pain in {before} of them. "
        f"{len(unfollowed)} neck episodes had no head pain in the 48 hours after them. "
        "The table has each of them."
    )


def _attack_facts(attack: AlignedAttack) -> tuple[str, ...]:
    lasted = "end not known" if attack.headache_ended is None else f"{attack.headache_ended:.1f} h"
    pain = "not recorded" if attack.pain is None else f"{attack.pain} of 10"
    return (
        attack.label, lasted, pain,
        _listed([hours_in_words(s.began) for s in attack.aura]),
        _listed([hours_in_words(s.began) for s in attack.neck]),
        _listed([f"{s.label} {hours_in_words(s.at)}" for s in attack.signs]),
        _listed([f"{d.label} {hours_in_words(d.at)}" for d in attack.doses]),
    )  # fmt: skip


def _unfollowed_facts(episode: UnfollowedNeck) -> tuple[str, ...]:
    lasted = "end not known" if episode.ended is None else f"lasted {episode.ended:.1f} h"
    return (
        episode.label, "none in the 48 h after", "", "", lasted,
        _listed([s.label for s in episode.signs]), _listed([d.label for d in episode.doses]),
    )  # fmt: skip


def _listed(words: list[str]) -> str:
    return ", ".join(words) or "none recorded"
