"""The card of Now that leads to the safety questions: once per new fact, then it rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from headlog.clinical.aura import AURA_STATUS_HOURS, OTHER_KINDS, PLAIN_WORDS, safety_marks
from headlog.clinical.from_diary.attack_patterns import three_auras_in_three_days
from headlog.clinical.from_diary.auras import aura_facts
from headlog.clinical.label_words import FLAG_WORDS
from headlog.clinical.status import STATUS_HOURS
from headlog.diary.attack import Attack
from headlog.diary.head_pain import last_sure_pain, surely_began
from headlog.diary.person import Person as Background
from headlog.diary.person import Preferences, SafetyAnswers
from headlog.diary.sign import NeckEpisode
from headlog.web.accounts.models import Person
from headlog.web.journal import queries
from headlog.web.journal.decoded import Current
from headlog.web.journal.overuse_cards import OveruseNews

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
# A new fact stays for this long, or until the card rests; advice for today is about these days only.
STAYS = timedelta(days=14)
NEWS_KINDS = (Attack.kind, NeckEpisode.kind)
# With them, the attacks of these days are read: three auras may lie among them, or the first one does not.
LOOKED_BACK = timedelta(days=60)
MOST_NEWS = 200


class SafetyCard(NamedTuple):
    """What the card says, nothing while it rests; a new fact about an attack stands above everything else.

    `overuse` is the mark of the sentence about medicine days, when it is said.
    """

    sentences: tuple[str, ...]
    on_top: bool
    overuse: str = ""


class _News(NamedTuple):
    """Attacks and neck episodes written since the card rested, when that was, and the attacks around them."""

    records: tuple[Current, ...]
    around: tuple[Attack, ...]
    since: datetime
    now: datetime

    @property
    def attacks(self) -> tuple[Attack, ...]:
        """The attacks among them."""
        return tuple(each.record for each in self.records if isinstance(each.record, Attack))

    @property
    def auras(self) -> tuple[Attack, ...]:
        """The attacks with an aura among them."""
        return tuple(attack for attack in self.attacks if attack.had_aura)


def safety_card(
    person: Person, lists: Iterable[Current], now: datetime, overuse: OveruseNews | None = None
) -> SafetyCard:
    """Card of a person.

    Parameters
    ----------
    lists
        The person's background, settings and answered safety questions.
    overuse
        What is to be said of medicine days.
    """
    held = tuple(lists)
    rested = _rested(held)
    found = tuple(dict.fromkeys(_facts(person, held, _news(person, rested, now))))
    medicine_days = () if overuse is None else (overuse.sentence,)
    first_use = () if rested else (FIRST_USE,)
    mark = "" if overuse is None else overuse.mark
    return SafetyCard((*found, *medicine_days, *first_use), on_top=bool(found), overuse=mark)


def _news(person: Person, rested: datetime | None, now: datetime) -> _News:
    since = max(rested or now - STAYS, now - STAYS)
    # What began in these days was written in them.
    written = queries.written_since(person, NEWS_KINDS, now - LOOKED_BACK, MOST_NEWS)
    return _News(
        records=tuple(each for each in written if each.logged_at > since),
        around=tuple(each.record for each in written if isinstance(each.record, Attack)),
        since=since,
        now=now,
    )


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


def _facts(person: Person, lists: tuple[Current, ...], news: _News) -> Iterator[str]:
    about = next((each.record for each in lists if isinstance(each.record, Background)), None)
    necks = (each.record for each in news.records if isinstance(each.record, NeckEpisode))
    if any(episode.usual is False for episode in necks):
        yield DIFFERENT_NECK
    if any(_is_long_news(each, news) for each in news.records):
        yield LONG_ATTACK
    if any(attack.unlike_usual for attack in news.attacks):
        yield DIFFERENT_ATTACK
    if any(_is_unusual(attack, about) for attack in news.auras):
        yield UNUSUAL_AURA
    if news.auras:
        yield from _auras(person, about, news)


def _auras(person: Person, about: Background | None, news: _News) -> Iterator[str]:
    lately = [attack for attack in news.auras if _is_of_these_days(attack, news.now)]
    if any(_is_prolonged(attack) for attack in lately):
        yield LONG_AURA
    if any(three_auras_in_three_days(_around(attack, news.around)) for attack in lately):
        yield AURA_STATUS
    known_before = bool(about and (about.two_auras or about.usual_aura))
    if not known_before and not _had_aura_before(person, news):
        yield FIRST_AURA


def _is_unusual(attack: Attack, about: Background | None) -> bool:
    usual = set(about.usual_aura) if about else set()
    words = {each.symptom for each in attack.aura_symptoms if each.symptom} - usual
    return any(PLAIN_WORDS.get(word, word) in OTHER_KINDS for word in words)


def _is_prolonged(attack: Attack) -> bool:
    facts = aura_facts(attack)
    return facts is not None and "PROLONGED_AURA" in safety_marks(facts)


def _is_of_these_days(attack: Attack, now: datetime) -> bool:
    """Whether what was last told of an attack is not further back than a new fact stays."""
    last = max((moment.latest for _, moment in attack.moments), default=now)
    return now - last <= STAYS


def _around(aura: Attack, attacks: Iterable[Attack]) -> list[Attack]:
    """Attacks that began within some days of an aura, before or after; it is one of them."""
    if (onset := aura.onset) is None:
        return []
    began = ((attack, attack.onset) for attack in attacks)
    return [attack for attack, at in began if at is not None and abs(at.at - onset.at) <= _AROUND_AURA]


def _had_aura_before(person: Person, news: _News) -> bool:
    """Whether an attack beside the new ones had an aura; the latest attacks are looked at before all are."""
    ids = {attack.id for attack in news.auras}

    def one_of(attacks: Iterable[Attack]) -> bool:
        return any(attack.had_aura for attack in attacks if attack.id not in ids)

    return one_of(news.around) or one_of(queries.of_kind(person, Attack))


def _is_long_news(each: Current, news: _News) -> bool:
    attack = each.record
    if not isinstance(attack, Attack) or not _is_of_these_days(attack, news.now):
        return False
    passed = _beyond_72_hours(each, attack, news.now)
    return passed is not None and passed > news.since


def _beyond_72_hours(each: Current, attack: Attack, now: datetime) -> datetime | None:
    """When head pain is first known to have passed 72 h; None when it is not."""
    began = surely_began(attack)
    # An attack without news is not known to go on: what was last heard of it counts.
    last = last_sure_pain(attack, min(now, each.logged_at))
    long = timedelta(hours=STATUS_HOURS)
    if began is None or last is None or last - began <= long:
        return None
    return each.logged_at if attack.headache_ended else max(began + long, each.first_logged_at)
