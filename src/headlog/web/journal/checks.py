"""What keeps an entry out of the journal, beyond what is wrong with its record."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from headlog.clinical.scores import instrument_named
from headlog.diary.checks import Problem
from headlog.diary.journal import Entry
from headlog.diary.person import Score
from headlog.diary.phrase import phrase
from headlog.diary.record import Record
from headlog.diary.vocabulary import INSTRUMENTS
from headlog.web.journal.models import ID_LENGTH

# A phone's clock may be a day wrong, and so may its zone.
CLOCK_TOLERANCE = timedelta(days=2)


def entry_problems(entry: Entry, now: datetime) -> tuple[Problem, ...]:
    """Why an entry cannot be kept as it is; empty when it can."""
    found = [
        Problem(name, phrase("an id has 1 to {most} characters, no slash and no space", most=ID_LENGTH))
        for name, value in (("id", entry.id), ("version", entry.version), ("base", entry.base))
        if value is not None and not _is_id(value)
    ]
    if not 1 <= len(entry.by) <= ID_LENGTH or "\0" in entry.by:
        found.append(Problem("by", phrase("a name of at most {most} characters is needed", most=ID_LENGTH)))
    if entry.logged_at > now + CLOCK_TOLERANCE:
        message = "it was written in the future by the clock of its phone; set the clock and save it again"
        found.append(Problem("logged_at", phrase(message)))
    return tuple(found)


def typed_problems(record: Record) -> tuple[Problem, ...]:
    """What its writer can mend while the form is open; out of a file it is kept as it came."""
    if not isinstance(record, Score) or record.total is None or record.instrument not in INSTRUMENTS:
        return ()
    known = instrument_named(record.instrument)
    least, most = known.minimum_total, known.maximum_total
    if least <= record.total <= most:
        return ()
    words = phrase("a total of {title} is from {least} to {most}", title=known.title, least=least, most=most)
    return (Problem("total", words),)


def _is_id(text: str) -> bool:
    if not 1 <= len(text) <= ID_LENGTH or "/" in text or text in (".", ".."):
        return False
    return all(not character.isspace() and unicodedata.category(character)[0] != "C" for character in text)
