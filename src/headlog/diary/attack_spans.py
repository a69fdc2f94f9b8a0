"""Spans of every attack of a diary, open ones ended by what was recorded later."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from headlog.diary.attack import Attack
from headlog.diary.checks import LONGEST_ATTACK_DAYS
from headlog.diary.diary import Diary
from headlog.diary.head_pain import USUAL_RULES, DayRules, Later, PainSpan, head_pain
from headlog.diary.medicine import DoseFor
from headlog.diary.moment import day_begins

# As a global: an enum attribute costs ten times as much.
_FOR_HEADACHE = DoseFor.HEADACHE


def attack_spans(diary: Diary, rules: DayRules = USUAL_RULES) -> tuple[tuple[Attack, PainSpan | None], ...]:
    """Every attack with its head pain's span, by onset; None for one without head pain or time."""
    return diary.once(("attack spans", rules), lambda: _attack_spans(diary, rules))


def _attack_spans(diary: Diary, rules: DayRules) -> tuple[tuple[Attack, PainSpan | None], ...]:
    attacks = diary.attacks
    onsets = sorted(
        told.at for a in attacks if a.headache is not False and (told := a.first_told) is not None
    )
    doses = [d.at.at for d in diary.doses if d.at is not None and d.taken_for is _FOR_HEADACHE]
    later = (onsets, diary.clear_days, doses)
    return tuple((attack, _span_of(attack, diary, later, rules)) for attack in attacks)


def _span_of(
    attack: Attack,
    diary: Diary,
    later: tuple[Sequence[datetime], Sequence[date], Sequence[datetime]],
    rules: DayRules = USUAL_RULES,
) -> PainSpan | None:
    """Span of one attack's head pain.

    Parameters
    ----------
    attack
        The attack.
    diary
        Its diary: the present, and when the attack was written.
    later
        What may end an open attack or tell of it, each in order: onsets of attacks with head pain, days that
        the person calls clear, instants of doses for headache.
    rules
        The named settings.
    """
    if attack.headache_began is not None and attack.headache_ended is not None:
        return head_pain(attack, as_of=diary.as_of, rules=rules)
    onsets, clear_days, doses = later
    return head_pain(
        attack,
        as_of=diary.as_of,
        later=_later(attack, onsets, clear_days, attack_news(attack, diary, doses)),
        rules=rules,
    )


def attack_news(attack: Attack, diary: Diary, headache_doses: Sequence[datetime] = ()) -> list[datetime]:
    """Instants at which something was heard of an open attack: its versions, and doses for headache.

    Parameters
    ----------
    attack
        The attack.
    diary
        Its diary.
    headache_doses
        Instants of doses for headache, in order.
    """
    history = diary.histories.get(attack.id)
    if history is not None:
        written = [entry.logged_at for entry in history.versions]
    else:
        written = [at for at in (diary.logged.get(attack.id), diary.news.get(attack.id)) if at is not None]
    onset = attack.onset
    if onset is None:
        return written
    first = bisect_right(headache_doses, onset.at)
    last = bisect_right(headache_doses, onset.at + timedelta(days=LONGEST_ATTACK_DAYS))
    return [*written, *headache_doses[first:last]]


def first_after(days: Sequence[date], after: date) -> date | None:
    """First of some days in order that lies after a day."""
    at = bisect_right(days, after)
    return days[at] if at < len(days) else None


def _later(
    attack: Attack, onsets: Sequence[datetime], clear_days: Sequence[date], news: Sequence[datetime]
) -> Later:
    onset = attack.onset
    if onset is None:
        return Later(tuple(news))
    following = bisect_right(onsets, onset.at)
    clear = first_after(clear_days, onset.day)
    return Later(
        tuple(news),
        onsets[following] if following < len(onsets) else None,
        day_begins(clear, onset.zone) if clear else None,
    )
