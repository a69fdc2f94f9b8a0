"""Questionnaire scores (R-PROM): sums and bands only; item texts are never shipped.

`licence` says what may be entered: a total from elsewhere, or numbers that are
counts and not wordings (the five of MIDAS).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from headlog.clinical.errors import OutOfBounds, UnknownName


@dataclass(frozen=True, slots=True)
class Instrument:
    """How a questionnaire is summed and banded.

    Parameters
    ----------
    id, title
        Its name.
    items
        How many numbers are summed; 0 where only a total from elsewhere can be entered.
    allowed
        Values an item may have; empty for whole numbers 0 to `item_maximum`.
    item_maximum
        Highest value of an item.
    bands
        Highest score of a band and its word, rising; empty where none is published.
    minimum_total, maximum_total
        Range of the total.
    missing_allowed
        Items that may be missing and are pro-rated.
    licence
        What may be entered.
    source
        Where scoring and bands come from.
    """

    id: str
    title: str
    items: int
    item_maximum: int
    bands: tuple[tuple[float, str], ...]
    maximum_total: int
    licence: str
    source: str
    allowed: tuple[int, ...] = ()
    minimum_total: int = 0
    missing_allowed: int = 0


class ScoreFinding(NamedTuple):
    """A score and its band; both None when items are missing, the band also where none is published.

    `ask_at_once` is set when an item asks for a person to be spoken to now
    (the last item of PHQ-9 above 0).
    """

    score: float | None
    band: str | None
    ask_at_once: bool = False


_TOTAL_ONLY = "score only: total from elsewhere"
INSTRUMENTS: Mapping[str, Instrument] = MappingProxyType({
    each.id: each
    for each in (
        Instrument("MIDAS", "MIDAS", 5, 92, ((5, "I"), (10, "II"), (20, "III"), (460, "IV")), 460,
                   "score only: the five day counts may be entered", "Stewart 2001"),
        Instrument("HIT6", "HIT-6", 6, 13,
                   ((49, "little_or_none"), (55, "some"), (59, "substantial"), (78, "severe")), 78,
                   _TOTAL_ONLY, "Yang 2011", allowed=(6, 8, 10, 11, 13), minimum_total=36),
        Instrument("NDI", "Neck Disability Index", 10, 5,
                   ((4, "none"), (14, "mild"), (24, "moderate"), (34, "severe"), (50, "complete")), 50,
                   _TOTAL_ONLY, "Vernon 1991", missing_allowed=1),
        Instrument("ASC12", "ASC-12", 12, 2, ((2, "none"), (5, "mild"), (8, "moderate"), (24, "severe")), 24,
                   _TOTAL_ONLY, "Lipton 2008"),
        Instrument("MIBS4", "MIBS-4", 4, 3, ((0, "none"), (2, "mild"), (4, "moderate"), (12, "severe")), 12,
                   "public domain by the NINDS notice; total until that is confirmed", "Buse 2009"),
        Instrument("MTOQ4", "mTOQ-4", 4, 2, ((0, "very_poor"), (5, "poor"), (7, "moderate"), (8, "maximum")),
                   8, _TOTAL_ONLY, "Lipton 2015"),
        Instrument("ID_MIGRAINE", "ID-Migraine", 3, 1, ((1, "negative"), (3, "positive")), 3, _TOTAL_ONLY,
                   "Lipton 2003"),
        Instrument("PHQ9", "PHQ-9", 9, 3, ((4, "minimal"), (9, "mild"), (14, "moderate"),
                   (19, "moderately_severe"), (27, "severe")), 27, _TOTAL_ONLY, "Kroenke 2001"),
        Instrument("PHQ4", "PHQ-4", 4, 3, ((2, "none"), (5, "mild"), (8, "moderate"), (12, "severe")), 12,
                   _TOTAL_ONLY, "Kroenke 2009"),
        Instrument("PHQ2", "PHQ-2", 2, 3, ((2, "negative"), (6, "positive")), 6, _TOTAL_ONLY, "Kroenke 2003"),
        Instrument("GAD7", "GAD-7", 7, 3, ((4, "minimal"), (9, "mild"), (14, "moderate"), (21, "severe")), 21,
                   _TOTAL_ONLY, "Spitzer 2006"),
        Instrument("MTOQ6", "mTOQ-6", 0, 0, (), 12, _TOTAL_ONLY, "Lipton 2009"),
        # Domains are scored 0 to 100 by the licensed table; no band is published.
        Instrument("MSQ", "MSQ", 0, 0, (), 100, _TOTAL_ONLY, "MSQ v2.1, scoring manual"),
        Instrument("HURT", "HURT", 0, 0, (), 24, "total until the open licence is confirmed",
                   "Steiner 2018, Lifting The Burden"),
        # 1 very much improved to 7 very much worse: much or very much improved is a response.
        Instrument("PGIC", "Global impression of change", 1, 7, ((2, "responder"), (7, "no_response")), 7,
                   "own wording, free", "Guy 1976", allowed=(1, 2, 3, 4, 5, 6, 7), minimum_total=1),
    )
})  # fmt: skip


def instrument_named(name: str) -> Instrument:
    """Instrument by its id or usual spelling (`HIT-6`, `mTOQ-4`).

    Raises
    ------
    UnknownName
        When it is not on the list.
    """
    plain = name.upper().replace("-", "_")
    for key in (plain, plain.replace("_", "").replace(" ", "")):
        if key in INSTRUMENTS:
            return INSTRUMENTS[key]
    raise UnknownName("An instrument", name, INSTRUMENTS)


def score_of_items(instrument: Instrument, items: Sequence[int | None]) -> ScoreFinding:
    """Score from item values; a missing item leaves no score, but NDI pro-rates one.

    Raises
    ------
    OutOfBounds
        When the number of items or a value does not fit the instrument.

    Examples
    --------
    >>> score_of_items(INSTRUMENTS["MIDAS"], [3, 4, 2, 1, 0])
    ScoreFinding(score=10, band='II', ask_at_once=False)
    """
    if len(items) != instrument.items:
        raise OutOfBounds(f"Items of {instrument.title}", f"{instrument.items}", len(items))
    given = [value for value in items if value is not None]
    for value in given:
        _check_item(instrument, value)
    ask = instrument.id == "PHQ9" and bool(items[-1])
    missing = len(items) - len(given)
    if missing > instrument.missing_allowed or not given:
        return ScoreFinding(None, None, ask)
    total: float = sum(given)
    if missing:
        total = total * instrument.items / len(given)
    return ScoreFinding(total, _band(instrument, total), ask)


def score_of_total(instrument: Instrument, total: float) -> ScoreFinding:
    """Band of a total obtained elsewhere.

    Raises
    ------
    OutOfBounds
        When the total lies outside the instrument's range.
    """
    if not instrument.minimum_total <= total <= instrument.maximum_total:
        limits = f"from {instrument.minimum_total} to {instrument.maximum_total}"
        raise OutOfBounds(f"A total of {instrument.title}", limits, total)
    return ScoreFinding(total, _band(instrument, total))


def _band(instrument: Instrument, total: float) -> str | None:
    # Bands are of whole numbers: a pro-rated 14.4 lies in the band of 14.
    whole = math.floor(total + 0.5)
    return next((word for highest, word in instrument.bands if whole <= highest), None)


def _check_item(instrument: Instrument, value: int) -> None:
    fits = value in instrument.allowed if instrument.allowed else 0 <= value <= instrument.item_maximum
    if not fits:
        allowed = instrument.allowed or f"0 to {instrument.item_maximum}"
        raise OutOfBounds(f"An item of {instrument.title}", f"one of {allowed}", value)
