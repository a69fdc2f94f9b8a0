"""One day of the diary as the day profiles' facts: once at the least the record allows, once at the most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headlog.clinical import profiles
from headlog.clinical.criteria import peak_word
from headlog.clinical.local_days import credited_day
from headlog.clinical.medicines_taken import dose_classes, is_acute, worked
from headlog.clinical.profiles import VISUAL_AURA_MINUTES
from headlog.clinical.recorded_attacks import SIDE_WORDS, attack_features
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.attack import Attack, TakenFor
from headlog.diary.attack_days import AttackOnDay
from headlog.diary.days import DayAnswer, DayFacts
from headlog.diary.medicine import Dose
from headlog.diary.moment import Moment

VISUAL = frozenset({"visual_positive", "visual_negative"})
# A medicine whose class is not known may be any; the most the record allows is a specific one.
ANY_CLASS = frozenset({"unknown", *profiles.TRIPTAN_OR_ERGOT, *profiles.NEWER_SPECIFIC})


@dataclass(frozen=True, slots=True)
class Credits:
    """Headaches credited to a day because midnight cut them so that no day of them was long enough.

    Each maps (attack, day) to the minutes of the whole headache; `at_most` is by the most the times
    allow, `at_least` by the least. Product definition: the day with most minutes, on a tie the onset day.
    """

    at_least: Mapping[tuple[str, date], float]
    at_most: Mapping[tuple[str, date], float]


@dataclass(frozen=True, slots=True)
class World:
    """One way a day can have been, as far as the record allows.

    Parameters
    ----------
    whole
        The whole day: minutes of all headache together, medicines.
    parts
        Each attack, background or untimed headache by itself, with its own features.
    sources
        Ids of the entries behind each of `parts`.
    """

    whole: profiles.DayFacts
    parts: tuple[profiles.DayFacts, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """Acute medicines of a day: classes as recorded, and whether one worked."""

    acute: frozenset[str] | None
    relieved: bool | None
    doses: tuple[Dose, ...]


def credits(days: Sequence[DayFacts], threshold_minutes: float, *, moderate: bool = False) -> Credits:
    """Headaches that are credited to one day under a threshold.

    Parameters
    ----------
    days
        The days, with enough before and after for whole headaches to be seen.
    threshold_minutes
        What a day must reach by itself.
    moderate
        Whether to go by minutes at moderate or worse.
    """
    least: dict[str, dict[date, float]] = {}
    most: dict[str, dict[date, float]] = {}
    for day in days:
        for each in day.attacks:
            low, high = _minutes(each, moderate=moderate)
            least.setdefault(each.attack.id, {})[day.day] = low
            most.setdefault(each.attack.id, {})[day.day] = high
    return Credits(_credited(least, threshold_minutes), _credited(most, threshold_minutes))


def taken(day: DayFacts, own: Mapping[str, str], settings: ClinicalSettings) -> Taken:
    """Acute medicines taken for headache on a day.

    Without a dose it is "none" where the day says so: by the check-in, or because the day was confirmed
    clear and no medicine was recorded. Otherwise it is not known.
    """
    doses = tuple(dose for dose in day.doses if is_acute(dose, own))
    if doses:
        classes = frozenset().union(*(dose_classes(dose, own) for dose in doses))
        results = [worked(dose, _attack_of(dose, day), doses, settings) for dose in doses]
        relieved = True if any(results) else None if None in results else False
        return Taken(classes, relieved, doses)
    check_in = day.check_in
    answer = None if check_in is None else check_in.acute_medicine
    if answer:
        return Taken(frozenset({"unknown"}), None, ())
    none = answer is False or (check_in is not None and check_in.nothing_else is True)
    if none or day.headache is DayAnswer.NO:
        return Taken(frozenset(), None, ())
    return Taken(None, None, ())


def worlds(
    day: DayFacts, medicines: Taken, credited: tuple[Credits, Credits], settings: ClinicalSettings
) -> tuple[World, ...]:
    """The day at the least and at the most the record allows; one world when they are the same.

    Parameters
    ----------
    day
        The day.
    medicines
        Its acute medicines.
    credited
        Credits under the profile's headache minutes and under its migraine minutes.
    settings
        What counts as moderate.
    """
    low = _world(day, medicines, credited, settings, most=False)
    high = _world(day, medicines, credited, settings, most=True)
    return (low,) if low == high else (low, high)


def _world(
    day: DayFacts,
    medicines: Taken,
    credited: tuple[Credits, Credits],
    settings: ClinicalSettings,
    *,
    most: bool,
) -> World:
    acute = medicines.acute
    if most and acute is not None and "unknown" in acute:
        acute = acute | ANY_CLASS
    for_headache, for_migraine = ((each.at_most if most else each.at_least) for each in credited)
    answered = day.headache is not DayAnswer.UNANSWERED
    whole = profiles.DayFacts(
        headache_minutes=(day.headache_most if most else day.headache_least) if answered else None,
        moderate_minutes=(day.moderate_most if most else day.moderate_least) if answered else None,
        credited_minutes=max(
            (for_headache.get((a.attack.id, day.day), 0.0) for a in day.attacks), default=0.0
        ),
        acute=acute,
        relieved=medicines.relieved,
    )
    base = {"acute": acute, "relieved": medicines.relieved}
    parts, sources = [], []
    for each in day.attacks:
        facts = _attack_part(each, settings) | base
        facts["headache_minutes"] = each.headache_most if most else each.headache_least
        facts["credited_minutes"] = for_migraine.get((each.attack.id, day.day), 0.0)
        parts.append(profiles.DayFacts(**facts))
        sources.append(each.attack.id)
    for facts, source in _untimed_parts(day, settings, most=most):
        parts.append(profiles.DayFacts(**(facts | base)))
        sources.append(source)
    return World(whole, tuple(parts), tuple(sources))


def _attack_part(each: AttackOnDay, settings: ClinicalSettings) -> dict[str, Any]:
    attack = each.attack
    return {
        **attack_features(attack, settings),
        "visual_aura_minutes": visual_aura_minutes(attack) if each.aura_here or each.begins else 0.0,
        "person_says_migraine": _TAKEN_FOR.get(attack.taken_for) if attack.taken_for else None,
    }


_TAKEN_FOR = {TakenFor.MIGRAINE: True, TakenFor.OTHER_HEADACHE: False}


def _untimed_parts(
    day: DayFacts, settings: ClinicalSettings, *, most: bool
) -> list[tuple[dict[str, Any], str]]:
    """Background headache, and the check-in where no attack tells more."""
    parts: list[tuple[dict[str, Any], str]] = []
    minutes = day.headache_most if most else day.headache_least
    for background in day.backgrounds:
        pain = background.usual_pain
        facts: dict[str, Any] = {
            "headache_minutes": minutes,
            "quality": None if background.quality is None else background.quality.value,
            "peak": None if pain is None else peak_word(pain, settings),
            "visual_aura_minutes": 0.0,
        }
        facts["side"] = None if background.side is None else SIDE_WORDS[background.side]
        parts.append((facts, background.id))
    check_in = day.check_in
    if check_in is not None and check_in.headache and not (day.attacks or day.backgrounds):
        pain = check_in.worst_pain
        facts = {
            "headache_minutes": minutes,
            "peak": None if pain is None else peak_word(pain, settings),
            "visual_aura_minutes": 0.0 if check_in.nothing_else else None,
            "person_says_migraine": check_in.migraine,
        }
        parts.append((facts, check_in.id))
    elif check_in is not None and check_in.migraine and day.headache is DayAnswer.YES:
        parts.append(
            ({"headache_minutes": minutes, "person_says_migraine": True, **_NO_FEATURES}, check_in.id)
        )
    return parts


# A check-in beside an attack repeats what the person takes the day for and tells no feature of its own.
_NO_FEATURES: Mapping[str, Any] = {
    "side": "",
    "quality": "",
    "peak": "none",
    "aggravated": False,
    "nausea": False,
    "vomiting": False,
    "photophobia": False,
    "phonophobia": False,
    "visual_aura_minutes": 0.0,
}


def visual_aura_minutes(attack: Attack) -> float | None:
    """Minutes of an attack's visual aura that decide the day: 0 for none, None when not recorded.

    With several visual symptoms, one that lasts 5 to 60 min; a lone aura
    without symptoms listed says nothing of its kind.
    """
    if attack.had_aura is False:
        return 0.0
    visual = [symptom for symptom in attack.aura_symptoms if symptom.symptom in VISUAL]
    if not visual:
        listed = bool(attack.aura_symptoms) and all(each.symptom is not None for each in attack.aura_symptoms)
        return 0.0 if listed else None
    lasted = [each.minutes for each in visual]
    if None in lasted and len(attack.aura_symptoms) == 1:
        lasted = [_aura_minutes(attack.aura_began, attack.aura_ended)]
    known = [minutes for minutes in lasted if minutes is not None]
    shortest, longest = VISUAL_AURA_MINUTES
    fitting = [minutes for minutes in known if shortest <= minutes <= longest]
    if fitting:
        return max(fitting)
    return max(known) if known and None not in lasted else None


def _aura_minutes(began: Moment | None, ended: Moment | None) -> float | None:
    if began is None or ended is None or not (began.timed and ended.timed):
        return None
    return (ended.middle - began.middle).total_seconds() / 60


def _minutes(each: AttackOnDay, *, moderate: bool) -> tuple[float, float]:
    if moderate:
        return each.moderate_least, each.moderate_most
    return each.headache_least, each.headache_most


def _credited(
    by_attack: Mapping[str, Mapping[date, float]], threshold: float
) -> dict[tuple[str, date], float]:
    found = {}
    for attack, minutes in by_attack.items():
        if len(minutes) > 1 and (day := credited_day(minutes, threshold)) is not None:
            found[attack, day] = sum(minutes.values())
    return found


def _attack_of(dose: Dose, day: DayFacts) -> Attack | None:
    if dose.at is None:
        return None
    for each in day.attacks:
        if each.span is not None and each.span.possible[0] <= dose.at.at <= each.span.possible[1]:
            return each.attack
    return None
