"""One day of the diary as the day profiles' facts: once at the least the record allows, once at the most."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headlog.clinical import profiles
from headlog.clinical.day_parts import PartFacts, attack_part, aura_minutes_on, untimed_parts
from headlog.clinical.local_days import credited_day
from headlog.clinical.medicines_taken import dose_classes, is_acute, worked
from headlog.clinical.profiles import Profile
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.attack import Attack
from headlog.diary.attack_days import AttackOnDay
from headlog.diary.days import DayAnswer, DayFacts
from headlog.diary.medicine import Dose

# Any headache at all: the least above zero.
ANY_MINUTES = 1e-9
# ICHD-3 1.3 C as the rule of chronic migraine days reads it.
CHRONIC_DAY_MINUTES = 30.0
# A medicine whose class is not known may be any; the most the record allows is a specific one.
ANY_CLASS = frozenset({"unknown", *profiles.TRIPTAN_OR_ERGOT, *profiles.NEWER_SPECIFIC})


@dataclass(frozen=True, slots=True)
class Credits:
    """Headaches credited to a day because midnight cut them so that no day of them was long enough.

    Each maps (attack, day) to the threshold, which the whole headache is sure to reach: `at_most` by the
    most its times allow, `at_least` by the least. Product definition: the day with most minutes, on a tie
    the onset day.
    """

    at_least: Mapping[tuple[str, date], float]
    at_most: Mapping[tuple[str, date], float]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the days of one ledger are read with.

    Parameters
    ----------
    steps
        Minutes at which the profile's answers change (`steps_of`).
    headache_credits, migraine_credits
        Credits under the profile's headache minutes and under its migraine minutes.
    settings
        The named settings.
    features
        Features of each attack seen so far, by its id.
    """

    steps: tuple[float, ...]
    headache_credits: Credits
    migraine_credits: Credits
    settings: ClinicalSettings
    features: dict[str, PartFacts]

    def part_of(self, attack: Attack) -> PartFacts:
        """Features of an attack, worked out once for all its days."""
        found = self.features.get(attack.id)
        if found is None:
            found = self.features[attack.id] = attack_part(attack, self.settings)
        return found

    def step(self, minutes: float) -> float:
        """Last step that minutes reach."""
        return self.steps[bisect_right(self.steps, minutes) - 1]


@dataclass(frozen=True, slots=True)
class World:
    """One way a day can have been, as far as the record allows.

    Parameters
    ----------
    whole
        The whole day: minutes of all headache together, medicines.
    parts
        Each attack, background or untimed headache by itself, with its own features.
    """

    whole: PartFacts
    parts: tuple[PartFacts, ...]


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


def steps_of(profile: Profile) -> tuple[float, ...]:
    """Numbers of minutes at which a profile's answers change, in order."""
    wanted = {0.0, ANY_MINUTES, CHRONIC_DAY_MINUTES, profile.headache_minutes, profile.migraine_minutes}
    if profile.moderate_severe_minutes is not None:
        wanted.add(profile.moderate_severe_minutes)
    return tuple(sorted(wanted))


def worlds(day: DayFacts, medicines: Taken, frame: Frame) -> tuple[World, ...]:
    """The day at the least and at the most the record allows; one world when they are the same.

    Minutes are brought down to the last step at which an answer changes: what
    is decided is the same, and equal days become equal facts.
    """
    low = _world(day, medicines, frame, most=False)
    if day.headache is DayAnswer.NO and not medicines.doses:
        return (low,)
    high = _world(day, medicines, frame, most=True)
    return (low,) if low == high else (low, high)


def _world(day: DayFacts, medicines: Taken, frame: Frame, *, most: bool) -> World:
    acute, relieved = medicines.acute, medicines.relieved
    if most and acute is not None and "unknown" in acute:
        acute = acute | ANY_CLASS
    for_headache = frame.headache_credits.at_most if most else frame.headache_credits.at_least
    for_migraine = frame.migraine_credits.at_most if most else frame.migraine_credits.at_least
    answered = day.headache is not DayAnswer.UNANSWERED
    minutes = frame.step(day.headache_most if most else day.headache_least)
    whole = PartFacts(
        headache_minutes=minutes if answered else None,
        moderate_minutes=frame.step(day.moderate_most if most else day.moderate_least) if answered else None,
        credited_minutes=max(
            (for_headache.get((a.attack.id, day.day), 0.0) for a in day.attacks), default=0.0
        ),
        # A day that says "no headache" has no aura either; one with an attack asks the attack.
        visual_aura_minutes=0.0 if answered else None,
        acute=acute,
        relieved=relieved,
    )
    parts = []
    for each in day.attacks:
        part = frame.part_of(each.attack)
        parts.append(
            part._replace(
                headache_minutes=frame.step(each.headache_most if most else each.headache_least),
                credited_minutes=for_migraine.get((each.attack.id, day.day), 0.0),
                visual_aura_minutes=aura_minutes_on(each, part.visual_aura_minutes),
                acute=acute,
                relieved=relieved,
            )
        )
    for part in untimed_parts(day, frame.settings):
        parts.append(part._replace(headache_minutes=minutes, acute=acute, relieved=relieved))
    return World(whole, tuple(parts))


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
            found[attack, day] = threshold
    return found


def _attack_of(dose: Dose, day: DayFacts) -> Attack | None:
    assert dose.at is not None
    for each in day.attacks:
        if each.span is not None and each.span.possible[0] <= dose.at.at <= each.span.possible[1]:
            return each.attack
    return None
