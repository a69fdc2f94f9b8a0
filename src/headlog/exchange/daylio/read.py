"""Daylio's CSV: what was ticked on a day; its time is that of the entry, not of anything that happened."""

from __future__ import annotations

from headlog.diary.phrase import phrase
from headlog.exchange.day_answers import DayAnswers
from headlog.exchange.gathering import Gathering, hash_of
from headlog.exchange.result import Choices, ImportResult
from headlog.exchange.table_of import table, whole_rows
from headlog.exchange.tables import text_of
from headlog.exchange.times import day_of

TITLE = "a Daylio CSV file"
_HEADINGS = {"full_date", "mood", "activities"}
_HEADACHE = frozenset({"headache", "migraine"})


def read(content: bytes, choices: Choices) -> ImportResult:
    """Check-ins: headache yes where it was ticked, everything else as the person's own factors.

    A day without a tick says nothing about headache. The level of the mood is
    not in the file, only the person's own word for it.

    Raises
    ------
    NotThisFormat
        When the file has not Daylio's headings.
    """
    rows = table(text_of(content, TITLE), _HEADINGS, TITLE)
    gathering = Gathering("daylio", hash_of(content), choices)
    days = DayAnswers()
    for place, said in whole_rows(gathering, rows):
        day = day_of(said.get("full_date", ""), None)
        if day is None:
            got = said.get("full_date", "")
            gathering.skip(*place, phrase("no day could be read from “{got}”", got=got))
            continue
        ticked = [item.strip() for item in said.get("activities", "").split("|") if item.strip()]
        if any(item.casefold() in _HEADACHE for item in ticked):
            days.say(day, place, headache=True)
        if any(item.casefold() == "migraine" for item in ticked):
            days.say(day, place, migraine=True)
        for item in ticked:
            if item.casefold() not in _HEADACHE:
                days.factor(day, place, item, None)
        if mood := said.get("mood"):
            days.factor(day, place, f"Mood: {mood}", None)
        if notes := " ".join(filter(None, (said.get("note_title"), said.get("note")))):
            days.say(day, place, notes=notes)
        if said.get("time"):
            gathering.lose(place[0], phrase("the time of the entry, which is not when anything happened"))
    days.keep(gathering, choices.zone)
    return gathering.result()
