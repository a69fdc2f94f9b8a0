"""The card of Now that leads to the safety questions: once per new fact, then it rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from headlog.clinical.aura import AURA_STATUS_HOURS, OTHER_KINDS, PLAIN_WORDS, safety_marks
from headlog.clinical.from_diary.attack_patterns import aura_facts, three_auras_in_three_days
from headlog.clinical.label_words import FLAG_WORDS
from headlog.clinical.status import STATUS_HOURS
from headlog.diary.attack import Attack
from headlog.diary.person import Person as Background
from headlog.diary.person import Preferences, SafetyAnswers
from headlog.diary.sign import NeckEpisode
from headlog.web.accounts.models import Person
from headlog.web.journal import queries
from headlog.web.journal.decoded import Current

# Kept with the settings: until when the person has seen the card.
RESTED_SETTING = "safety_card_rested"
KINDS = ("person", "preferences", "safety_answers")

FIRST_USE = (
    "Some headaches need help at once. The safety questions list them; they take about two minutes and stay "
    "in reach under More."
)
DIFFERENT_NECK = "You noted neck trouble that is different from your usual one."
DIFFERENT_ATTACK = "You noted an attack unlike your usual ones."
FIRST_AURA = "You noted an aura, the first one in this diary."
UNUSUAL_AURA = (
    "You noted an aura with weakness, with spinning, slurring or double vision, or in one eye. Tell a "
    "clinician about it, and answer the safety questions now if it is new to you."
)
LONG_AURA, LONG_ATTACK, AURA_STATUS = (
    str(FLAG_WORDS[flag].lay) for flag in ("PROLONGED_AURA", "LONG_ATTACK", "AURA_STATUS")
)
# Auras further away than this are not among three within three days, however coarse their times.
_AROUND_AURA = timedelta(hours=AURA_STATUS_HOURS + 24)
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


class SafetyCard(NamedTuple):
    """What the card says, nothing while it rests; a new fact stands above everything else."""

    sentences: tuple[str, ...]
    on_top: bool


def safety_card(
    person: Person, lists: Iterable[Current], recent: Iterable[Current], now: datetime
) -> SafetyCard:
    """Card of a person.

    Parameters
    ----------
    lists
        The person's background, settings and answered safety questions.
    recent
        The records written last and those that are open.
    """
    held = tuple(lists)
    rested = _rested(held)
    found = _new_facts(person, held, recent, rested or _NEVER, now)
    sentences = found if rested else (*found, FIRST_USE)
    return SafetyCard(sentences, on_top=bool(found))


def _new_facts(
    person: Person, lists: tuple[Current, ...], recent: Iterable[Current], rested: datetime, now: datetime
) -> tuple[str, ...]:
    new = {each.id: each for each in recent}
    found = (words for each in new.values() for words in _facts(person, lists, each, rested, now))
    return tuple(dict.fromkeys(found))


def _rested(lists: tuple[Current, ...]) -> datetime | None:
    """When the person last answered the questions or put the card to rest; None for neither."""
    times = [each.logged_at for each in lists if isinstance(each.record, SafetyAnswers)]
    for each in lists:
        if isinstance(each.record, Preferences):
            named = (setting.value for setting in each.record.settings if setting.name == RESTED_SETTING)
            times += [time for value in named if (time := _instant(value)) is not None]
    return max(times, default=None)


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


def _facts(
    person: Person, lists: tuple[Current, ...], each: Current, rested: datetime, now: datetime
) -> Iterator[str]:
    record, is_new = each.record, each.logged_at > rested
    if isinstance(record, NeckEpisode) and is_new and record.usual is False:
        yield DIFFERENT_NECK
    if not isinstance(record, Attack):
        return
    if (passed := _beyond_72_hours(each, record, now)) is not None and passed > rested:
        yield LONG_ATTACK
    if not is_new:
        return
    if record.unlike_usual:
        yield DIFFERENT_ATTACK
    if record.had_aura:
        yield from _aura(person, lists, record)


def _aura(person: Person, lists: tuple[Current, ...], attack: Attack) -> Iterator[str]:
    about = next((each.record for each in lists if isinstance(each.record, Background)), None)
    usual = set(about.usual_aura) if about else set()
    words = {each.symptom for each in attack.aura_symptoms if each.symptom} - usual
    if any(PLAIN_WORDS.get(word, word) in OTHER_KINDS for word in words):
        yield UNUSUAL_AURA
    facts = aura_facts(attack)
    if facts is not None and "PROLONGED_AURA" in safety_marks(facts):
        yield LONG_AURA
    onset = attack.onset
    if onset is not None and three_auras_in_three_days(
        queries.attacks_between(person, onset.at - _AROUND_AURA, onset.at + _AROUND_AURA)
    ):
        yield AURA_STATUS
    known_before = bool(about and (about.two_auras or about.usual_aura))
    others = () if known_before else queries.of_kind(person, Attack)
    if not known_before and not any(other.had_aura for other in others if other.id != attack.id):
        yield FIRST_AURA


def _beyond_72_hours(each: Current, attack: Attack, now: datetime) -> datetime | None:
    """When head pain is first known to have passed 72 h; None when it is not."""
    began = attack.headache_began
    if began is None or not began.timed:
        return None
    # An attack without news is not known to go on: what was last heard of it counts.
    last = attack.headache_ended.earliest if attack.headache_ended else min(now, each.logged_at)
    long = timedelta(hours=STATUS_HOURS)
    if last - began.latest <= long:
        return None
    return each.logged_at if attack.headache_ended else max(began.latest + long, each.first_logged_at)
