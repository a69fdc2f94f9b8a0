"""What an import tells: in sentences for the person, in JSON for a program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from headlog.diary.attack import Attack
from headlog.diary.journal import Entry
from headlog.diary.moment import Moment
from headlog.diary.phrase import phrase
from headlog.exchange.result import Duplicate, ImportResult, Lost, Question, Skipped
from headlog.exchange.tables import table_rows
from headlog.exchange.times import day_of
from tests.unit.exchange.small_files import BEGAN

ENTRY = Entry(
    id="a", kind="attack", version="a", logged_at=BEGAN, by="import", source={"row": 2},
    record=Attack(id="a", headache_began=Moment(BEGAN, "America/New_York")),
)  # fmt: skip
QUESTION = Question("day_first", phrase("Is 3/4 in April?"), (("yes", phrase("Yes")), ("no", phrase("No"))))
CLEAN = ImportResult(format="csv", source_hash="0" * 64, rows_read=1, entries=(ENTRY,))
FULL = replace(
    CLEAN,
    rows_read=4,
    skipped=(Skipped(3, phrase("no time"), ",,5"),),
    duplicates=(Duplicate(4, "a", phrase("the same")),),
    lost=(Lost(phrase("a mood"), 2, (2, 4)),),
    notes=(phrase("Its zone was told."),),
)


def test_a_summary_says_what_was_read_kept_there_already_and_left_out() -> None:
    """One of a thing is not several, and what the importer notes comes last."""
    assert [str(line) for line in FULL.summary()] == [
        "4 rows were read.",
        "They give 1 entry.",
        "1 was there already and adds nothing.",
        "1 row was not imported; it is listed. Fix it and import the file again; nothing will be doubled.",
        "Its zone was told.",
    ]


def test_a_clean_import_says_no_more_than_its_counts() -> None:
    """Nothing doubled and nothing left out is not said."""
    assert [str(line) for line in CLEAN.summary()] == ["1 row was read.", "They give 1 entry."]


def test_an_open_question_is_all_there_is_to_say() -> None:
    """Before it is answered there are no entries."""
    asked = replace(CLEAN, entries=(), questions=(QUESTION,))

    assert asked.summary() == (QUESTION.words,)
    assert asked.as_json()["questions"] == [
        {
            "name": "day_first",
            "question": "Is 3/4 in April?",
            "answers": {"yes": "Yes", "no": "No"},
            "proposal": QUESTION.proposal,
        }
    ]


def test_as_json_the_entries_are_counted_and_the_rest_is_listed() -> None:
    """Rows, reasons and what could not be carried; nothing that the diary holds is repeated."""
    assert FULL.as_json() == {
        "format": "csv",
        "source_sha256": "0" * 64,
        "rows_read": 4,
        "rows_kept": 1,
        "entries": 1,
        "kinds": {"attack": 1},
        "skipped": [{"row": 3, "reason": "no time", "text": ",,5"}],
        "duplicates": [{"row": 4, "id": "a", "reason": "the same"}],
        "lost": [{"what": "a mood", "count": 2, "rows": [2, 4]}],
        "questions": [],
        "notes": ["Its zone was told."],
    }


def test_a_sentence_with_the_headings_in_it_is_not_the_line_of_headings() -> None:
    """The delimiter is that of the line that has them as cells."""
    text = "Started and Lasted as told\nStarted;Lasted\n1;2"

    assert [row.cells for row in table_rows(text, ("Started", "Lasted"))][1:] == [
        ("Started", "Lasted"),
        ("1", "2"),
    ]


@pytest.mark.parametrize(
    ("text", "day_first", "day", "because"),
    [
        ("03/09/24", None, None, "day and month could be either"),
        ("03/09/24", True, date(2024, 9, 3), "told"),
        ("3/9/124", False, None, "no year has three digits"),
    ],
)
def test_a_date_that_may_be_two_is_none(
    text: str, day_first: bool | None, day: date | None, because: str
) -> None:
    """It is never guessed."""
    assert day_of(text, day_first=day_first) == day, because
