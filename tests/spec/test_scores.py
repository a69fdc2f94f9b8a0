"""Scores: R-PROM."""

from __future__ import annotations

import pytest

from headlog.clinical.scores import INSTRUMENTS, instrument_named, score_of_items, score_of_total


@pytest.mark.parametrize(
    ("instrument", "total", "band", "because"),
    [
        ("MIDAS", 5, "I", "0-5"), ("MIDAS", 6, "II", "6-10"), ("MIDAS", 10, "II", "6-10"),
        ("MIDAS", 11, "III", "11-20"), ("MIDAS", 20, "III", "11-20"), ("MIDAS", 21, "IV", "21 and over"),
        ("HIT-6", 49, "little_or_none", "to 49"), ("HIT-6", 50, "some", "50-55"), ("HIT-6", 55, "some",
         "50-55"),
        ("HIT-6", 56, "substantial", "56-59"), ("HIT-6", 60, "severe", "60 and over"),
        ("NDI", 4, "none", "0-4"), ("NDI", 5, "mild", "5-14"), ("NDI", 15, "moderate", "15-24"),
        ("NDI", 25, "severe", "25-34"), ("NDI", 34, "severe", "25-34"), ("NDI", 35, "complete", "over 34"),
        ("ASC-12", 2, "none", "0-2"), ("ASC-12", 3, "mild", "3-5"), ("ASC-12", 6, "moderate", "6-8"),
        ("ASC-12", 9, "severe", "9 and over"),
        ("MIBS-4", 0, "none", "0"), ("MIBS-4", 1, "mild", "1-2"), ("MIBS-4", 3, "moderate", "3-4"),
        ("MIBS-4", 5, "severe", "5 and over"),
        ("mTOQ-4", 0, "very_poor", "0"), ("mTOQ-4", 5, "poor", "1-5"), ("mTOQ-4", 7, "moderate", "6-7"),
        ("mTOQ-4", 8, "maximum", "8"),
        ("ID-Migraine", 1, "negative", "one yes"), ("ID-Migraine", 2, "positive", "two yes"),
        ("PHQ-9", 9, "mild", "5-9"), ("PHQ-9", 10, "moderate", "10-14"), ("PHQ-9", 20, "severe",
         "20 and over"),
        ("GAD-7", 4, "minimal", "0-4"), ("GAD-7", 15, "severe", "15 and over"),
        ("MSQ", 60, None, "no band is published"), ("HURT", 12, None, "a table of advice, no bands"),
        ("mTOQ-6", 7, None, "bands are published for the four items only"),
        ("PHQ-4", 3, "mild", "3-5"), ("PGIC", 2, "responder", "much improved"), ("PGIC", 3, "no_response",
         "a little"),
    ],
)  # fmt: skip
def test_bands(instrument: str, total: float, band: str | None, because: str) -> None:
    """R-PROM: the band of a total."""
    assert score_of_total(instrument_named(instrument), total).band == band, because


@pytest.mark.parametrize(
    ("instrument", "items", "score", "band", "because"),
    [
        ("MIDAS", [3, 4, 2, 1, 0], 10, "II", "five counts are summed"),
        ("MIDAS", [3, 4, 2, 1, None], None, None, "a missing count leaves no score"),
        ("HIT6", [6, 8, 10, 11, 13, 13], 61, "severe", "six items"),
        ("NDI", [1, 2, 1, 2, 1, 2, 1, 2, 2, None], 15.6, "moderate", "one missing item is pro-rated"),
        ("NDI", [1, 2, 1, 2, 1, 2, 1, 2, None, None], None, None, "two missing items leave no score"),
        ("NDI", [None] * 10, None, None, "nothing answered"),
        ("MSQ", [], None, None, "a total from elsewhere is all it takes"),
    ],
)
def test_items(
    instrument: str, items: list[int | None], score: float | None, band: str | None, because: str
) -> None:
    """R-PROM: a score from item values."""
    found = score_of_items(INSTRUMENTS[instrument], items)

    assert found.score == (None if score is None else pytest.approx(score, abs=0.05)), because
    assert found.band == band, because


@pytest.mark.parametrize(
    ("last", "ask", "because"),
    [(0, False, "not at all"), (1, True, "any other answer"), (None, False, "left out")],
)
def test_thoughts_of_self_harm_are_answered_at_once(last: int | None, ask: bool, because: str) -> None:
    """R-PROM: the last item of PHQ-9 above 0 shows help at once, even with items missing."""
    assert score_of_items(INSTRUMENTS["PHQ9"], [None, *[0] * 7, last]).ask_at_once is ask, because


@pytest.mark.parametrize(
    ("instrument", "items", "because"),
    [
        ("MIDAS", [1, 2], "too few items"),
        ("HIT6", [7, 8, 10, 11, 13, 13], "7 is no answer of HIT-6"),
        ("NDI", [6, *[0] * 9], "items go to 5"),
        ("NDI", [-1, *[0] * 9], "and from 0"),
    ],
)
def test_impossible_items(instrument: str, items: list[int], because: str) -> None:
    """R-PROM: what cannot be an answer is refused."""
    with pytest.raises(ValueError, match="must be"):
        score_of_items(INSTRUMENTS[instrument], items)
    assert because


def test_impossible_totals_and_names() -> None:
    """A total outside the range, or an instrument that nobody knows, is refused."""
    with pytest.raises(ValueError, match="A total of HIT-6 must be from 36 to 78: got 35"):
        score_of_total(INSTRUMENTS["HIT6"], 35)
    with pytest.raises(ValueError, match="An instrument must be one of"):
        instrument_named("HIT-7")
