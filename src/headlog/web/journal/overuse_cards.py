"""What Now says of medicine days: one sentence for a month and its status, then it rests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from headlog.clinical.diary_settings import settings_of
from headlog.clinical.from_diary.medicine_days import overuse
from headlog.clinical.label_words import OVERUSE_WORDS
from headlog.clinical.overuse import OveruseStatus
from headlog.clinical.settings import DEFAULTS
from headlog.clinical.wording import Reader
from headlog.diary.medicine import Medicine
from headlog.diary.period import ONE_DAY, Period, months_back
from headlog.diary.person import Preferences
from headlog.report.pages.overuse import near_words, reached_words
from headlog.web.accounts.models import Person
from headlog.web.journal import queries
from headlog.web.journal.decoded import DECODED, Current

# Kept with the settings: the month and status that the person has seen.
SEEN_SETTING = "overuse_card_seen"
_SEEN = re.compile(r"[0-9]{4}-[0-9]{2} [A-Z0-9_]{1,40}")
SAID = (OveruseStatus.PATTERN, OveruseStatus.HEADACHE_BELOW, OveruseStatus.NOT_YET)
APPROACHING, REACHED = "APPROACHING", "REACHED"


class OveruseNews(NamedTuple):
    """A sentence about the latest complete months, and the mark by which it rests."""

    sentence: str
    mark: str


def overuse_news(
    person: Person, lists: Iterable[Current], *, now: datetime, today: date, zone: str
) -> OveruseNews | None:
    """What is to be said of the latest complete months, unless the person has seen it.

    Worked out when something was written about their days, or about the medicines and settings that they are
    read by; kept in between.

    Parameters
    ----------
    lists
        The person's medicines and settings.
    """
    held = tuple(lists)
    last_complete = months_back(today, 1).first - ONE_DAY
    period = months_back(last_complete, DEFAULTS.months_for_pattern)
    read_by = tuple(each.version for each in held if isinstance(each.record, Medicine | Preferences))
    state = (today, queries.state_of_days(person, period, zone), read_by)
    found = DECODED.answer(person.pk, state, lambda: _worked_out(person, period, now))
    return None if found is None or found.mark == _seen(held) else found


def known_mark(text: str) -> str | None:
    """A mark that a page sent along, or None when it is none."""
    return text if _SEEN.fullmatch(text) else None


def _seen(lists: Iterable[Current]) -> str | None:
    settings = (each.record.settings for each in lists if isinstance(each.record, Preferences))
    named = (setting.value for each in settings for setting in each if setting.name == SEEN_SETTING)
    return next(named, None)


def _worked_out(person: Person, period: Period, now: datetime) -> OveruseNews | None:
    diary = queries.diary_of(person, period, as_of=now)
    settings = settings_of(diary)
    months, finding = (found := overuse(diary, settings)).months, found.finding
    if finding is None:
        return None
    month = f"{months[-1].row.period.first:%Y-%m}"
    if finding.status in SAID:
        said = OVERUSE_WORDS[finding.status].filled(needed=settings.months_for_pattern).to(Reader.PERSON)
        return OveruseNews(str(said), f"{month} {finding.status.value}")
    # A level reached in the latest month alone, or with headache days not known, is more than near it.
    if reached := sorted({*finding.latest_codes, *finding.codes}):
        return OveruseNews(str(reached_words(reached, alone=True).to(Reader.PERSON)), f"{month} {REACHED}")
    if finding.approaching:
        near = near_words(finding.approaching, settings)
        return OveruseNews(str(near.to(Reader.PERSON)), f"{month} {APPROACHING}")
    return None
