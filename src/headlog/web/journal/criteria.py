"""Recorded features beside the listed criteria, with what is missing; a comparison, never a diagnosis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from headlog.clinical.answers import Answer, Check
from headlog.clinical.aura import AuraFinding
from headlog.clinical.criteria import Classification
from headlog.clinical.diary_settings import settings_of
from headlog.clinical.from_diary.attack_patterns import attack_pattern, migraine_named
from headlog.clinical.label_words import FLAG_WORDS
from headlog.clinical.recorded_attacks import RecordedAttack, recorded_attacks
from headlog.clinical.status import StatusFinding
from headlog.diary.attack import Attack
from headlog.diary.diary import Diary
from headlog.diary.record import Record
from headlog.diary.vocabulary import HEAD_REGIONS
from headlog.web.journal.decoded import Current
from headlog.web.journal.forms.attack_sheets import GRADES, QUALITIES, SIDES

ANSWER_WORDS: Mapping[Answer, str] = MappingProxyType({
    Answer.MET: "met",
    Answer.NOT_MET: "not met",
    Answer.UNKNOWN: "cannot tell",
    Answer.UNTESTABLE: "cannot be tried: a medicine ended it early",
})  # fmt: skip
# "Today" is said of an attack that is not over for longer than this.
RECENT = timedelta(days=3)
ONLY_A_CLINICIAN = "Not better explained by something else: only a clinician can say."

Choices = tuple[tuple[str, str], ...]
_YES_NO: Choices = (("yes", "Yes"), ("no", "No"))
_NEAR_EYE = ("orbital", "supraorbital", "temple", "forehead", "top", "back", "whole")


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion: its letter, its words, and what the recorded features come to."""

    letter: str
    words: str
    check: Check

    @property
    def answer(self) -> str:
        """Met, not met, or cannot tell, in words."""
        return ANSWER_WORDS[self.check.answer]

    @property
    def decided_by(self) -> str:
        """The recorded facts that decided, joined."""
        return ", ".join(self.check.decided_by)

    @property
    def missing(self) -> str:
        """The facts that were not recorded and could change the answer, joined."""
        return ", ".join(self.check.unknown)


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of criteria with its place in the classification.

    Parameters
    ----------
    title, code
        What it is called, and where it stands.
    lines
        Its criteria.
    at_once
        What the person is asked to do today, whatever the criteria come to.
    to_tell
        What a clinician is to be told of, whenever it was.
    """

    title: str
    code: str
    lines: tuple[Line, ...]
    at_once: tuple[str, ...] = ()
    to_tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A missing fact: the question, and the codec's key with the values that one tap sets."""

    fact: str
    question: str
    key: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class Comparison:
    """One attack beside the lists, and what would settle what is open.

    Parameters
    ----------
    listings
        The lists that the attack can be held against.
    asks
        Missing facts that one tap answers.
    to_enter
        Missing facts that need more than a tap: times, medicines, the aura's symptoms.
    at_once
        What the person is asked to do; nothing for today of an attack that is over for days.
    """

    listings: tuple[Listing, ...]
    asks: tuple[Ask, ...]
    to_enter: tuple[str, ...]
    at_once: tuple[str, ...] = ()


ASKS: Mapping[str, Ask] = MappingProxyType({
    ask.fact: ask
    for ask in (
        Ask("side", "Which side?", "side", SIDES),
        Ask("quality", "What was the pain like?", "quality", QUALITIES),
        Ask("peak pain", "Worst pain, 0 to 10?", "worst_pain", tuple((str(n), str(n)) for n in range(11))),
        Ask("worse with activity", "Worse with walking or stairs, or did you avoid them?",
            "worse_with_activity", _YES_NO),
        Ask("nausea", "Nausea?", "nausea", GRADES),
        Ask("vomiting", "Vomiting?", "vomiting", GRADES),
        Ask("light", "Did light bother?", "photophobia", GRADES),
        Ask("sound", "Did sound bother?", "phonophobia", GRADES),
        Ask("eye or nose signs", "A red or watering eye, a blocked or runny nose, on that side?",
            "eye_nose", _YES_NO),
        Ask("restlessness", "Could you not keep still?", "restless", _YES_NO),
        Ask("region", "Where did it hurt most?", "regions",
            tuple((word, HEAD_REGIONS[word]) for word in _NEAR_EYE)),
    )
})  # fmt: skip
# Facts of the rules that are two answers of the diary.
_SPLIT = {"light or sound": ("light", "sound")}


def migraine_listing(found: Classification, *before: Line) -> Listing:
    """Beside migraine without aura; `before` is criterion A, where a lifetime is known."""
    return Listing(
        "Migraine without aura", "ICHD-3 1.1",
        (
            *before,
            Line("B", "4 to 72 hours, untreated or treated without success", found.duration),
            Line("C", "Two of: one-sided, pulsating, moderate or worse, worse with activity", found.pain),
            Line("D", "Nausea or vomiting, or both light and sound", found.associated),
        ),
    )  # fmt: skip


def aura_listing(found: AuraFinding, *before: Line) -> Listing:
    """Beside migraine with aura."""
    features = (
        "Three of: spreads over 5 minutes, one after another, 5 to 60 minutes each, one-sided, adds "
        "something such as zigzags or tingling, headache within 60 minutes"
    )
    gone = Line("B", "Symptoms that went away completely", found.reversible)
    at_once = tuple(str(FLAG_WORDS[flag].lay) for flag in found.flags)
    to_tell = (str(FLAG_WORDS["UNUSUAL_AURA"].lay),) if found.tell_clinician else ()
    lines = (*before, gone, Line("C", features, found.features))
    return Listing("Aura", "ICHD-3 1.2", lines, at_once, to_tell)


def long_listing(found: StatusFinding) -> Listing:
    """Beside an attack beyond 72 hours."""
    long = (
        "Longer than 72 hours without a break beyond 12 hours, otherwise like your earlier attacks; "
        "medicine days, which would come first, stand under Medicines"
    )
    at_once = (str(FLAG_WORDS["LONG_ATTACK"].lay),) if found.same_day_advice else ()
    kept = Line("C 2", "It kept you from functioning", found.debilitating)
    return Listing("Longer than 72 hours", "ICHD-3 1.4.1", (Line("C 1", long, found.long), kept), at_once)


def other_listings(found: Classification) -> tuple[Listing, ...]:
    """Beside one tension-type and one cluster headache attack."""
    tension = (
        "30 minutes to 7 days; two of: both sides, pressing, mild or moderate, not worse with activity; "
        "no nausea; not both light and sound"
    )
    cluster = "15 to 180 minutes, severe, one-sided around the eye, with eye or nose signs or restlessness"
    return (
        Listing("Tension-type headache", "ICHD-3 2.x", (Line("B–D", tension, found.tension),)),
        Listing("Cluster headache", "ICHD-3 3.1", (Line("B–C", cluster, found.cluster),)),
    )


def comparison(
    current: Current, beside: Iterable[Record], *, as_of: datetime, zone: str
) -> Comparison | None:
    """An attack beside the lists; None for one without head pain and without aura.

    Parameters
    ----------
    current
        The attack.
    beside
        What its reading needs: doses, check-ins, medicines, background, settings.
    """
    records = {record.id: record for record in (*beside, current.record)}
    logged = {current.id: current.first_logged_at}
    diary = Diary(
        records, as_of.astimezone(UTC), zone, {current.id: current.history}, logged,
        {current.id: current.logged_at},
    )  # fmt: skip
    settings = settings_of(diary)
    each = next(one for one in recorded_attacks(diary, settings=settings) if one.attack.id == current.id)
    pattern = attack_pattern(each, migraine_named(diary), settings)
    listings: list[Listing] = []
    if each.attack.had_headache is not False:
        found = pattern.classification
        listings += [migraine_listing(found), *other_listings(found)]
    if pattern.aura is not None:
        listings.insert(min(1, len(listings)), aura_listing(pattern.aura))
    if not listings:
        return None
    missing = _missing(listings)
    if pattern.status is not None:
        listings.insert(0, long_listing(pattern.status))
    asks = tuple(ASKS[name] for name in missing if name in ASKS and _is_open(each.attack, ASKS[name]))
    to_enter = tuple(name for name in missing if name not in ASKS)
    at_once = [words for listing in listings for words in listing.at_once if _is_recent(each, diary.as_of)]
    to_tell = [words for listing in listings for words in listing.to_tell]
    return Comparison(tuple(listings), asks, to_enter, (*at_once, *to_tell))


def _is_recent(each: RecordedAttack, now: datetime) -> bool:
    """Whether anything that was told of the attack, its aura too, lies within the last days."""
    told = [moment.latest for _, moment in each.attack.moments]
    pain = [] if each.span is None else [each.span.possible[1]]
    last = max((*told, *pain), default=None)
    return last is not None and now - last <= RECENT


def _missing(listings: Iterable[Listing]) -> tuple[str, ...]:
    names = [name for each in listings for line in each.lines for name in line.check.unknown]
    return tuple(dict.fromkeys(part for name in names for part in _SPLIT.get(name, (name,))))


def _is_open(attack: Attack, ask: Ask) -> bool:
    return getattr(attack, ask.key) in (None, ())
