"""The person's own words as they wrote them, wherever a report or a reading page shows one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from headlog.clinical.from_diary.preventives import course_facts
from headlog.clinical.wording import Reader
from headlog.diary.diary import Diary
from headlog.diary.medicine import PreventiveCourse, PreventiveDose
from headlog.diary.person import OwnWord
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.report.aligned_rows import aligned_rows
from headlog.report.document import Block, Facts, Table
from headlog.report.inference.changes import signs_recorded
from headlog.report.inference.role_words import sign_words
from headlog.report.pages.appendix import vocabulary_table
from headlog.report.pages.attacks import attacks_section
from headlog.report.pages.course_view import course_section
from headlog.report.pages.neck import neck_tables
from headlog.report.reading import Reading
from headlog.report.ribbons import ribbons

from .diaries import AS_OF, PERIOD, at, migraine

DAY = date(2026, 6, 10)
ID, LABEL = "own:wind_rain_2", "Wind & rain!"
COURSE = PreventiveCourse(id="c", agent="erenumab", started=date(2026, 3, 1))
RECORDS: tuple[Record, ...] = (
    migraine("a", DAY, most_bothersome=ID),
    Sign(id="s", sign=ID, began=at(DAY, 3.0)),
    NeckEpisode(id="n", began=at(DAY, 5.0), locations=(ID,)),
    COURSE,
    PreventiveDose(id="p", course="c", given=at(DAY), side_effects=(ID, "site_reaction")),
)
GROUPS = ("sign", "neck_location", "side_effect")
WORDS = tuple(OwnWord(id=group, group=group, word="wind_rain_2", label=LABEL) for group in GROUPS)


def _cells(blocks: Iterable[Block]) -> list[str]:
    cells: list[str] = []
    for block in blocks:
        if isinstance(block, Facts):
            cells += [fact.value for fact in block.facts]
        elif isinstance(block, Table):
            cells += [cell for row in block.rows for cell in row]
    return cells


def _ribbon(diary: Diary) -> list[str]:
    (found,) = ribbons(diary, Reading(diary, PERIOD).attacks)
    assert found.picture is not None
    return [row[0] for row in found.picture.rows]


PLACES: dict[str, Callable[[Diary], list[str]]] = {
    "attacks": lambda diary: _cells(attacks_section(Reading(diary, PERIOD)).blocks),
    "neck": lambda diary: _cells(neck_tables(Reading(diary, PERIOD), Reader.CLINICIAN)),
    "signs of the appendix": lambda diary: _cells([vocabulary_table(Reading(diary, PERIOD))]),
    "doses of a preventive": lambda diary: _cells(
        course_section(course_facts(diary, COURSE), 1, diary.today, diary.label).blocks
    ),
    "ribbon": _ribbon,
    "aligned": lambda diary: [mark.label for mark in aligned_rows(diary, diary.attacks).attacks[0].signs],
    "signs with roles": lambda diary: [words for _, words, _ in signs_recorded(diary)],
    "role of a sign": lambda diary: [sign_words(ID, diary)],
}


@pytest.mark.parametrize("place", PLACES)
def test_an_own_word_stands_as_it_was_written(place: str) -> None:
    """Its id, with blanks, only where the diary does not hold the word."""
    known = " / ".join(PLACES[place](Diary.of(*RECORDS, *WORDS, as_of=AS_OF)))
    unknown = " / ".join(PLACES[place](Diary.of(*RECORDS, as_of=AS_OF)))

    assert LABEL in known
    assert "wind rain 2" in unknown
    assert "wind rain 2" not in known


def test_a_side_effect_of_the_list_is_said_as_the_form_says_it() -> None:
    """The id of a word of the list is no word either."""
    cells = PLACES["doses of a preventive"](Diary.of(*RECORDS, *WORDS, as_of=AS_OF))

    assert f"{LABEL}, Sore or red where injected" in cells
