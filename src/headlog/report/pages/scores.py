"""Scores of questionnaires (R-PROM): how one is said, and all of them in a table."""

from __future__ import annotations

from datetime import date

from headlog.clinical.errors import OutOfBounds
from headlog.clinical.scores import ScoreFinding, instrument_named, score_of_items, score_of_total
from headlog.diary.person import Score
from headlog.report.document import Column, Table
from headlog.report.reading import Reading
from headlog.report.words import said_day, said_number

NO_BAND = "–"


def score_words(score: Score) -> str | None:
    """Total and band of a score, or None when neither can be told."""
    said = said_score(score)
    if said is None:
        return None
    total, band = said
    return f"{total} ({band})" if band else total


def said_score(score: Score) -> tuple[str, str] | None:
    """The same apart; the band is empty where none is published.

    What was mistyped is said as it was written, without a band: it may not keep the rest from being read.
    """
    if score.instrument is None:
        return None
    try:
        found = _finding(score, score.instrument)
    except OutOfBounds:
        return _mistyped(score, score.instrument), ""
    if found.score is None:
        return None
    return said_number(found.score), (found.band or "").replace("_", " ")


def scores_table(reading: Reading) -> Table:
    """Every score up to the end of the period, each questionnaire's together, the latest first."""
    columns = (
        Column("Questionnaire", numeric=False), Column("Day", numeric=False), Column("Score", "R-PROM"),
        Column("Band", numeric=False),
    )  # fmt: skip
    known = [each for each in reading.diary.scores if each.on is None or each.on <= reading.period.last]
    known.sort(key=lambda each: each.on or date.min, reverse=True)
    known.sort(key=_title)
    return Table("By questionnaire", columns, tuple(map(_row, known)))


def _finding(score: Score, name: str) -> ScoreFinding:
    instrument = instrument_named(name)
    if score.total is not None:
        return score_of_total(instrument, score.total)
    return score_of_items(instrument, [None if item is None else _whole(item) for item in score.items])


def _whole(number: float) -> int:
    if number != int(number):
        raise OutOfBounds("An item", "a whole number", number)
    return int(number)


def _mistyped(score: Score, name: str) -> str:
    if score.total is None:
        return "not told, its numbers do not fit"
    instrument = instrument_named(name)
    limits = f"{instrument.minimum_total}–{instrument.maximum_total}"
    return f"{said_number(score.total)} (outside {limits})"


def _title(score: Score) -> str:
    return "not named" if score.instrument is None else instrument_named(score.instrument).title


def _row(score: Score) -> tuple[str, ...]:
    total, band = said_score(score) or ("cannot tell", "")
    day = said_day(score.on) if score.on else "not recorded"
    return _title(score), day, total, band or NO_BAND
