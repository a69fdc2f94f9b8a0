"""Attacks under one another, time zero at the onset of head pain.

The picture shows when a sign came, never why. Neck episodes with no head pain
after them stand in a band of their own, as large as any attack: what was not
followed is half of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headlog.report.charts.aligned_plot import HOURS_AFTER, HOURS_BEFORE, NARROW, WIDE, Frame, Plot, legend
from headlog.report.charts.picture import Picture
from headlog.report.charts.svg import Look

TITLE = "Attacks aligned at the onset of head pain"

_OPEN_END_HOURS = 1.5


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in hours from zero; `ended` None when the end is not known.

    `id` is its record; `look` how a neck episode is drawn when the picture marks more than times.
    """

    began: float
    ended: float | None = None
    label: str = ""
    id: str = ""
    look: Look = "outline"


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
    look: Look = "outline"


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
    said = _alternative(attacks, unfollowed)
    wide = _drawn(attacks, unfollowed, Plot(name, _height(attacks, unfollowed, WIDE), said, WIDE))
    narrow = _drawn(
        attacks, unfollowed, Plot(f"{name}-narrow", _height(attacks, unfollowed, NARROW), said, NARROW)
    )
    return Picture(
        name, TITLE, said, wide.text(), wide.width, wide.height,
        ("Attack", "Head pain", "Pain", "Aura", "Neck", "Signs", "Doses"),
        tuple(_attack_facts(a) for a in attacks) + tuple(_unfollowed_facts(u) for u in unfollowed),
        narrow.text(),
    )  # fmt: skip


def hours_in_words(hours: float) -> str:
    """Hours from zero as words: "6 h before", "at onset", "2 h after"."""
    if abs(hours) < 0.125:
        return "at onset"
    amount = f"{abs(hours):.0f} h" if abs(hours) >= 10 else f"{abs(hours):.1f}".removesuffix(".0") + " h"
    return f"{amount} {'before' if hours < 0 else 'after'}"


def _drawn(attacks: Sequence[AlignedAttack], unfollowed: Sequence[UnfollowedNeck], plot: Plot) -> Plot:
    frame = plot.frame
    bottom = frame.head + frame.row * max(len(attacks), 1)
    _axis(plot, frame.head, bottom)
    plot.words(
        plot.x(0), frame.small + 1, "hours from the onset of head pain", frame.small, "middle", look="soft"
    )
    for row, attack in enumerate(attacks):
        _attack_row(plot, attack, frame.head + frame.row * row)
    if unfollowed:
        bottom = _unfollowed_band(plot, unfollowed, bottom + frame.band)
    legend(plot, bottom + 24)
    return plot


def _height(attacks: Sequence[AlignedAttack], unfollowed: Sequence[UnfollowedNeck], frame: Frame) -> float:
    band = frame.band + frame.row * len(unfollowed) if unfollowed else 0
    return frame.head + frame.row * max(len(attacks), 1) + band + 14 + frame.legend


def _axis(plot: Plot, top: float, bottom: float, first: int = -48) -> None:
    for tick in (t for t in plot.frame.ticks if t >= first):
        zero = tick == 0
        plot.line(
            (plot.x(tick), top - 4), (plot.x(tick), bottom), "ink" if zero else "faint", 1.2 if zero else 0.6
        )
        plot.words(
            plot.x(tick), top - 8, f"{tick:+d}" if tick else "0", plot.frame.tiny, "middle", look="soft"
        )


def _attack_row(plot: Plot, attack: AlignedAttack, top: float) -> None:
    plot.words(plot.frame.left - 6, top + 11, attack.label, plot.frame.small, "end")
    for other in attack.other_pain:
        _bar(plot, other, top + 2.5, 5, "faint")
    _pain_bar(plot, attack, top)
    for aura in attack.aura:
        _bar(plot, aura, top + 2, 6, "hatch")
    for neck in attack.neck:
        _bar(plot, neck, top + 10, 4.5, neck.look)
    if attack.back_to_normal is not None and attack.back_to_normal <= HOURS_AFTER:
        x = plot.x(attack.back_to_normal)
        plot.line((x, top + 1), (x, top + 15), "soft", 2)
    _points(plot, attack.signs, attack.doses, top)


def _pain_bar(plot: Plot, attack: AlignedAttack, top: float) -> None:
    # Thickness says strength, so that grey paper says it too; unknown strength is the middle one, dotted.
    height = 5.0 if attack.pain is None else 3.0 if attack.pain < 4 else 5.0 if attack.pain < 7 else 8.0
    ended = attack.headache_ended
    look: Look = "dots" if attack.pain is None else "ink"
    if ended is None:
        _bar(plot, Span(0, 3), top + 1 + (8 - height) / 2, height, "dashed")
        plot.words(plot.x(3) + 3, top + 9, "?", 10)
    else:
        _bar(plot, Span(0, ended), top + 1 + (8 - height) / 2, height, look)


def _bar(plot: Plot, span: Span, y: float, height: float, look: Look) -> None:
    ended = span.ended if span.ended is not None else span.began + _OPEN_END_HOURS
    if span.began > HOURS_AFTER or ended < -HOURS_BEFORE:
        return
    left, right = plot.x(span.began), plot.x(ended)
    plot.bar(left, y, max(right - left, 2.5), height, "dashed" if span.ended is None else look)


def _points(plot: Plot, signs: Sequence[Mark], doses: Sequence[Mark], top: float) -> None:
    for sign in signs:
        if -HOURS_BEFORE <= sign.at <= HOURS_AFTER:
            plot.diamond(plot.x(sign.at), top + 4.5, 3.2, "soft")
    for dose in doses:
        if -HOURS_BEFORE <= dose.at <= HOURS_AFTER:
            plot.triangle(plot.x(dose.at), top + 12, 3.4, "outline")


def _unfollowed_band(plot: Plot, unfollowed: Sequence[UnfollowedNeck], top: float) -> float:
    frame = plot.frame
    bottom = top + frame.row * len(unfollowed)
    over = top - frame.band + 6
    plot.bar(0, over, plot.width, bottom - over + 2, "paper")
    plot.line((0, over), (plot.width, over), "soft", 0.8)
    plot.words(4, over + 12, "Neck, with no head pain in the 48 h after it", frame.small + 0.5, bold=True)
    plot.words(
        frame.said_from, top - 22, "hours from the start of the neck episode", frame.small, look="soft"
    )
    _axis(plot, top, bottom, first=0)
    for row, episode in enumerate(unfollowed):
        y = top + frame.row * row
        plot.words(plot.frame.left - 6, y + 11, episode.label, frame.small, "end")
        _bar(plot, Span(0, episode.ended), y + 9, 5, episode.look)
        _points(plot, episode.signs, episode.doses, y)
    return bottom


def _alternative(attacks: Sequence[AlignedAttack], unfollowed: Sequence[UnfollowedNeck]) -> str:
    if not attacks and not unfollowed:
        return "No attack with a known onset of head pain is recorded in this time."
    before = sum(1 for a in attacks if any(-HOURS_BEFORE <= s.began < 0 for s in a.neck))
    return (
        f"{len(attacks)} attacks under one another, from 48 hours before the onset of head pain to 72 hours "
        f"after it. Neck trouble began in the 48 hours before head pain in {before} of them. "
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
