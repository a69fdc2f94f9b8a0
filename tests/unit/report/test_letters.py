"""Letters on paper: those of its type, a mark for the others, and no word over its neighbour."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from headlog.report.document import Lines, Page, Report, Section
from headlog.report.paper import pdf
from headlog.report.paper.letters import MARK, MARK_TOLD, letters_of, marked, on_paper
from headlog.report.paper.sheet import sheet_of

from . import diaries

SHY = "\N{SOFT HYPHEN}"


def _says(words: str) -> Report:
    report = diaries.report("empty")
    first = Page("first", (Section(1, words, ((Lines(words, (words,)),),)),))
    return replace(report, pages=(first, *report.pages[1:]))


@pytest.mark.parametrize(
    ("written", "printed", "because"),
    [
        ("Head pain, 4–9 in 28", "Head pain, 4–9 in 28", "the type has all of it"),
        ("Größe, žluťoučký kůň, Суматриптан", "Größe, žluťoučký kůň, Суматриптан", "and these scripts too"),
        ("cafe\N{COMBINING ACUTE ACCENT}", "café", "two letters that are one"),
        ("💊💊 pill", f"{MARK} pill", "a run of emoji is one mark"),
        ("\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}!", f"{MARK}!", "what only varies it is not seen"),
        ("頭痛薬", MARK, "a script that the type does not have"),
        ("5\N{NARROW NO-BREAK SPACE}mg", "5 mg", "a space of another width is a space"),
        ("one\ttwo\nthree", "one\ttwo\nthree", "tabs and lines stay"),
        ("\x07ring\N{ZERO WIDTH SPACE}", "ring", "what has no shape at all"),
        ("a" * 20, "a" * 20, "a long word is whole"),
        ("Filmtablettenverpackungen", f"Filmtablet{SHY}tenverpack{SHY}ungen", "one too long may be parted"),
        ("!?" * 15, f"{'!?' * 5}{SHY}{'!?' * 5}{SHY}{'!?' * 5}", "and so may a row of marks"),
    ],
)
def test_words_are_printed_in_letters_that_the_type_has(written: str, printed: str, because: str) -> None:
    """A letter without a shape may not stand in a PDF that everybody can read."""
    assert on_paper(written) == printed, because


def test_a_diary_with_any_letters_has_its_paper() -> None:
    """The mark is explained at the foot; what is only heard keeps its words."""
    plain, odd = sheet_of(_says("pill")), sheet_of(_says("💊 頭痛"))

    assert MARK_TOLD not in plain["disclaimer"]
    assert odd["disclaimer"].endswith(MARK_TOLD)
    assert pdf(_says("💊 頭痛 \N{ZERO WIDTH JOINER}\x00")).startswith(b"%PDF")
    assert marked({"alternative": "💊", "note": [1, None, "💊"]}) == (
        {"alternative": "💊", "note": [1, None, MARK]},
        True,
    )
    heard, _ = marked({"alternative": "cut \ud83d"})
    assert heard == {"alternative": "cut \N{REPLACEMENT CHARACTER}"}, "half a letter is none in any script"
    assert marked([MARK]) == ([MARK], False), "a mark of the person's own needs no word"


def test_both_weights_have_the_mark_and_the_letters_of_our_own_sentences() -> None:
    """Read from the fonts that come with Headlog."""
    for weight in ("Regular", "Semibold"):
        font = files("headlog.report.paper").joinpath(f"fonts/SourceSansPro-{weight}.ttf").read_bytes()
        assert letters_of(font) >= set(f"{MARK}☑–≤≥…“”’ abcxyzABCXYZ0123456789")
