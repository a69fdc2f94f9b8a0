"""What was recorded after each warning sign: what was done, and whether head pain came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from headlog.clinical.diary_settings import rules_of, settings_of
from headlog.clinical.placed_signs import BEFORE, PlacedSign, placed_signs
from headlog.clinical.timing import INTERICTAL
from headlog.diary.days import NO, to_days
from headlog.diary.diary import Diary
from headlog.diary.medicine import DoseFor
from headlog.diary.moment import Moment
from headlog.diary.period import Period
from headlog.diary.sign import Sign
from headlog.report.charts.aligned import hours_in_words
from headlog.report.words import cut

MOST_SHOWN = 10
NECK = "Neck"
NOTHING = "nothing recorded"
# What a dose was taken for when it belongs to a warning sign.
_FOR_IT = frozenset({DoseFor.WARNING_SIGN, DoseFor.NECK, DoseFor.HEADACHE, None})
_HOUR = timedelta(hours=1)


class AfterWarning(NamedTuple):
    """One warning sign: when, which signs, what was done before any head pain, and what is known of pain."""

    began: Moment
    signs: tuple[str, ...]
    done: tuple[str, ...]
    pain: str


def after_warnings(diary: Diary) -> tuple[AfterWarning, ...]:
    """The latest warning signs, newest first, at most ten.

    A sign or neck episode with a time that began before head pain or away from
    any; signs of one moment are one warning. Where nothing was recorded of the
    hours after, that is said, and it is not "no".
    """
    together: dict[Moment, list[PlacedSign]] = defaultdict(list)
    for placed in _placed(diary):
        assert placed.sign.began is not None
        together[placed.sign.began].append(placed)
    latest = sorted(together, key=lambda began: began.at, reverse=True)[:MOST_SHOWN]
    return tuple(_told(diary, began, together[began]) for began in latest)


def _placed(diary: Diary) -> Iterator[PlacedSign]:
    signs = [each for each in diary.signs if each.present is not False]
    for placed in placed_signs(diary, [*signs, *diary.neck_episodes]):
        if placed.onset in BEFORE or placed.onset is INTERICTAL:
            yield placed


def _told(diary: Diary, began: Moment, placed: list[PlacedSign]) -> AfterWarning:
    hours = settings_of(diary).prodrome_hours
    lead = next((each.lead_hours for each in placed if each.lead_hours is not None), None)
    until = began.middle + (hours if lead is None else lead) * _HOUR
    signs = [
        diary.label("sign", each.sign.sign or "") if isinstance(each.sign, Sign) else NECK for each in placed
    ]
    pain = f"head pain {hours_in_words(lead)}" if lead is not None else _without_pain(diary, began, until)
    return AfterWarning(began, tuple(dict.fromkeys(signs)), tuple(_done(diary, began.middle, until)), pain)


def _without_pain(diary: Diary, began: Moment, until: datetime) -> str:
    """What is known when no head pain with a time followed."""
    hours = f"{(until - began.middle) / _HOUR:g} h"
    if until > diary.as_of:
        return f"head pain: its {hours} are not over"
    days = to_days(diary, Period(began.day, Moment(until, began.zone).day), rules_of(diary))
    if all(day.headache is NO for day in days):
        return f"no head pain in the {hours} after"
    return "head pain: cannot tell from what was recorded"


def _done(diary: Diary, since: datetime, until: datetime) -> list[str]:
    doses = [
        (each.at, cut(each.medicine))
        for each in diary.doses
        if each.at is not None and each.taken_for in _FOR_IT
    ]
    reliefs = [
        (each.began, diary.label("reliever", each.relief))
        for each in diary.reliefs
        if each.began is not None and each.relief
    ]
    within = [
        (at.middle, words) for at, words in (*doses, *reliefs) if at.timed and since <= at.middle <= until
    ]
    return [f"{words} {hours_in_words((at - since) / _HOUR)}" for at, words in sorted(within)] or [NOTHING]
