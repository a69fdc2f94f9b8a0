"""One day of the diary as the day profiles read it: its minutes, parts, credits and medicines."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from headlog.clinical.day_parts import PartFacts, attack_part, aura_minutes_on, untimed_parts
from headlog.clinical.local_days import credited_day
from headlog.clinical.medicines_taken import worked
from headlog.clinical.profiles import Profile
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.attack import Attack
from headlog.diary.attack_days import AttackOnDay
from headlog.diary.days import NO, UNANSWERED, DayAnswer, DayFacts
from headlog.diary.light import light
from headlog.diary.medicine import Dose

# Any headache at all: the least above zero.
ANY_MINUTES = 1e-9
# ICHD-3 1.3 C as the rule of chronic migraine days reads it.
CHRONIC_DAY_MINUTES = 30.0
_NO_CREDIT = (0.0, 0.0)
# Without an attack such a day has no minutes and no parts.
_PAINLESS = (NO, UNANSWERED)


@dataclass(frozen=True, slots=True)
class Credits:
    """Headaches credited to a day because midnight cut them so that no day of them was long enough.

    Each maps (attack, day) to the threshold, which the whole headache is sure to reach: `at_most` by the
    most its times allow, `at_least` by the least. Product definition: the day with most minutes, on a tie
    the onset day.
    """

    at_least: Mapping[tuple[str, date], float]
    at_most: Mapping[tuple[str, date], float]

    def of(self, attack: str, day: date) -> tuple[float, float]:
        """Minutes credited to a day of an attack, at the least and at the most; 0 on nearly every day."""
        key = attack, day
        if key not in self.at_most and key not in self.at_least:
            return _NO_CREDIT
        return self.at_least.get(key, 0.0), self.at_most.get(key, 0.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the days of one ledger are read with.

    Parameters
    ----------
    steps
        Minutes at which the profile's answers change (`steps_of`).
    headache_credits, migraine_credits, moderate_credits
        Credits under the profile's headache, migraine and moderate-severe minutes; None where it defines no
        moderate-severe day.
    settings
        The named settings.
    features
        Features of each attack seen so far, by its id.
    """

    steps: tuple[float, ...]
    headache_credits: Credits
    migraine_credits: Credits
    moderate_credits: Credits | None
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


class PartReading(NamedTuple):
    """One attack, background or untimed headache of a day, by itself.

    Parameters
    ----------
    features
        Its features, which hold for each of its days; the minutes in them are not read.
    aura_minutes
        Minutes of visual aura for this day; None when not recorded.
    least, most
        Minutes of headache on the day, brought down to the last step.
    credited_least, credited_most
        Minutes credited to the day by the migraine minutes of the profile.
    """

    features: PartFacts
    aura_minutes: float | None
    least: float
    most: float
    credited_least: float = 0.0
    credited_most: float = 0.0


class DayReading(NamedTuple):
    """All of a day that a profile looks at: equal days are equal readings, and get equal verdicts.

    Minutes are brought down to the last step at which an answer changes: what is decided is the same.

    Parameters
    ----------
    answer
        What the day answers about headache.
    least, most, moderate_least, moderate_most
        Minutes of all headache together, and of moderate or worse.
    credited, moderate_credited
        Minutes credited to the day, at the least and at the most.
    parts
        Each attack, background or untimed headache.
    acute, relieved
        Classes of acute medicine as recorded, and whether one worked.
    treated
        Whether a dose of an acute medicine is recorded.
    """

    answer: DayAnswer
    least: float
    most: float
    moderate_least: float
    moderate_most: float
    credited: tuple[float, float]
    moderate_credited: tuple[float, float]
    parts: tuple[PartReading, ...]
    acute: frozenset[str] | None
    relieved: bool | None
    treated: bool


class Taken(NamedTuple):
    """Acute medicines of a day: classes as recorded, and whether one worked."""

    acute: frozenset[str] | None
    relieved: bool | None = None
    doses: tuple[Dose, ...] = ()


_NONE_TAKEN, _NOT_TOLD, _UNNAMED = Taken(frozenset()), Taken(None), Taken(frozenset({"unknown"}))


# Minutes of an attack on a day: the least, and the most.
_WAYS = (attrgetter("headache_least"), attrgetter("headache_most"))
_MODERATE_WAYS = (attrgetter("moderate_least"), attrgetter("moderate_most"))

# One attack on each of the days it touches.
AttackDays = Sequence[tuple[date, AttackOnDay]]


def over_midnight(days: Sequence[DayFacts]) -> dict[str, AttackDays]:
    """Attacks that touch several of some days, by id.

    Parameters
    ----------
    days
        The days in order, with enough before and after for whole headaches to be seen.
    """
    found: defaultdict[str, list[tuple[date, AttackOnDay]]] = defaultdict(list)
    for day in days:
        for each in day.attacks:
            found[each.attack.id].append((day.day, each))
    return {attack: its_days for attack, its_days in found.items() if len(its_days) > 1}


def credits(
    lasting: Mapping[str, AttackDays], threshold_minutes: float, *, moderate: bool = False
) -> Credits:
    """Headaches that are credited to one day under a threshold.

    Parameters
    ----------
    lasting
        Attacks that touch several days, by id (`over_midnight`).
    threshold_minutes
        What a day must reach by itself.
    moderate
        Whether to go by minutes at moderate or worse.
    """
    least: dict[tuple[str, date], float] = {}
    most: dict[tuple[str, date], float] = {}
    least_of, most_of = _MODERATE_WAYS if moderate else _WAYS
    for attack, its_days in lasting.items():
        if max([least_of(each) for _, each in its_days]) >= threshold_minutes:
            # A day of it is long enough by itself, by the least and so by the most.
            continue
        for found, minutes_of in ((least, least_of), (most, most_of)):
            minutes = {day: minutes_of(each) for day, each in its_days}
            if (day := credited_day(minutes, threshold_minutes)) is not None:
                found[attack, day] = threshold_minutes
    return Credits(least, most)


def taken(day: DayFacts, acute: Mapping[str, frozenset[str]], settings: ClinicalSettings) -> Taken:
    """Acute medicines taken for headache on a day.

    Without a dose it is "none" where the day says so: by the check-in, or because the day was confirmed
    clear and no medicine was recorded. Otherwise it is not known.

    Parameters
    ----------
    day
        The day as recorded.
    acute
        Classes of the acute doses, by id (`acute_doses`).
    settings
        The named settings.
    """
    if day.doses and (doses := tuple([dose for dose in day.doses if dose.id in acute])):
        results = [worked(dose, _attack_of(dose, day), doses, settings) for dose in doses]
        relieved = True if True in results else None if None in results else False
        first, *others = [acute[dose.id] for dose in doses]
        return Taken(first.union(*others) if others else first, relieved, doses)
    check_in = day.check_in
    if check_in is None:
        return _NONE_TAKEN if day.headache is NO else _NOT_TOLD
    answer = check_in.acute_medicine
    if answer:
        return _UNNAMED
    none = answer is False or check_in.nothing_else is True or day.headache is NO
    return _NONE_TAKEN if none else _NOT_TOLD


def steps_of(profile: Profile) -> tuple[float, ...]:
    """Numbers of minutes at which a profile's answers change, in order."""
    wanted = {0.0, ANY_MINUTES, CHRONIC_DAY_MINUTES, profile.headache_minutes, profile.migraine_minutes}
    if profile.moderate_severe_minutes is not None:
        wanted.add(profile.moderate_severe_minutes)
    return tuple(sorted(wanted))


def day_reading(day: DayFacts, medicines: Taken, frame: Frame) -> DayReading:
    """Reading of a day: its minutes, parts and medicines as one profile looks at them."""
    acute, relieved, doses = medicines
    if day.headache in _PAINLESS and not day.attacks:
        nothing = (day.headache, 0.0, 0.0, 0.0, 0.0, _NO_CREDIT, _NO_CREDIT, ())
        return light(DayReading, (*nothing, acute, relieved, bool(doses)))
    step, check_in = frame.step, day.check_in
    least, most = step(day.headache_least), step(day.headache_most)
    if len(day.attacks) == 1 and not day.backgrounds:
        # What the check-in tells of the day is told of its only headache.
        parts = [_attack_reading(day.attacks[0], day.day, least, most, frame)]
    else:
        parts = [
            _attack_reading(each, day.day, step(each.headache_least), step(each.headache_most), frame)
            for each in day.attacks
        ]
    if day.backgrounds or (check_in is not None and (check_in.tells_headache or check_in.migraine)):
        parts += [
            PartReading(part, part.visual_aura_minutes, least, most)
            for part in untimed_parts(day, frame.settings)
        ]
    return light(DayReading, (
        day.headache,
        least,
        most,
        step(day.moderate_least),
        step(day.moderate_most),
        _credit(day, frame.headache_credits),
        _NO_CREDIT if frame.moderate_credits is None else _credit(day, frame.moderate_credits),
        tuple(parts),
        acute,
        relieved,
        bool(doses),
    ))  # fmt: skip


def _attack_reading(each: AttackOnDay, day: date, least: float, most: float, frame: Frame) -> PartReading:
    features = frame.part_of(each.attack)
    aura = aura_minutes_on(each, features.visual_aura_minutes)
    credited = frame.migraine_credits.of(each.attack.id, day)
    return light(PartReading, (features, aura, least, most, *credited))


def _credit(day: DayFacts, by: Credits) -> tuple[float, float]:
    """Most minutes that any headache is credited to the day with, at the least and at the most."""
    if len(day.attacks) == 1:
        return by.of(day.attacks[0].attack.id, day.day)
    found = [by.of(each.attack.id, day.day) for each in day.attacks]
    return max((least for least, _ in found), default=0.0), max((most for _, most in found), default=0.0)


def _attack_of(dose: Dose, day: DayFacts) -> Attack | None:
    assert dose.at is not None
    for each in day.attacks:
        if each.span is not None and each.span.possible[0] <= dose.at.at <= each.span.possible[1]:
            return each.attack
    return None
