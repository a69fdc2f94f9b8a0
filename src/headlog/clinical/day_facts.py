"""One day of the diary as the day profiles read it: its minutes, parts, credits and medicines."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from headlog.clinical.day_parts import PartFacts, aura_minutes_on, untimed_parts
from headlog.clinical.local_days import credited_day
from headlog.clinical.medicines_taken import worked
from headlog.clinical.profiles import Profile
from headlog.clinical.recorded_attacks import OfEach
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


# Headaches credited to a day because midnight cut them so that no day of them was long enough: of an attack
# and a day the minutes credited, at the least and at the most that its times allow. Product definition: the
# day with most minutes, on a tie the onset day.
Credits = Mapping[tuple[str, date], tuple[float, float]]


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
    attacks
        Each attack as a part of its days.
    """

    steps: tuple[float, ...]
    headache_credits: Credits
    migraine_credits: Credits
    moderate_credits: Credits | None
    settings: ClinicalSettings
    attacks: OfEach[PartFacts]

    def step(self, minutes: float) -> float:
        """Last step that minutes reach."""
        return self.steps[bisect_right(self.steps, minutes) - 1]

    def step_of_both(self, least: float, most: float) -> tuple[float, float]:
        """Last steps that the least and the most minutes reach; mostly they are the same."""
        first = self.step(least)
        return first, first if least == most else self.step(most)


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
    found: dict[tuple[str, date], tuple[float, float]] = {}
    least_of, most_of = _MODERATE_WAYS if moderate else _WAYS
    for attack, its_days in lasting.items():
        if max([least_of(each) for _, each in its_days]) >= threshold_minutes:
            # A day of it is long enough by itself, by the least and so by the most.
            continue
        least, most = (
            credited_day({day: minutes_of(each) for day, each in its_days}, threshold_minutes)
            for minutes_of in (least_of, most_of)
        )
        for day in {least, most}.difference((None,)):
            assert day is not None
            found[attack, day] = (
                threshold_minutes if day == least else 0.0,
                threshold_minutes if day == most else 0.0,
            )
    return found


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
    if day.doses and (doses := _acute(day.doses, acute)):
        return light(Taken, (_classes(doses, acute), _relieved(doses, day, settings), doses))
    check_in = day.check_in
    if check_in is None:
        return _NONE_TAKEN if day.headache is NO else _NOT_TOLD
    answer = check_in.acute_medicine
    if answer:
        return _UNNAMED
    none = answer is False or check_in.nothing_else is True or day.headache is NO
    return _NONE_TAKEN if none else _NOT_TOLD


def _acute(doses: tuple[Dose, ...], acute: Mapping[str, frozenset[str]]) -> tuple[Dose, ...]:
    """Those of a day's doses that are acute; mostly all of them."""
    for dose in doses:
        if dose.id not in acute:
            return tuple([each for each in doses if each.id in acute])
    return doses


def _classes(doses: Sequence[Dose], acute: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if len(doses) == 1:
        return acute[doses[0].id]
    return frozenset().union(*[acute[dose.id] for dose in doses])


def _relieved(doses: Sequence[Dose], day: DayFacts, settings: ClinicalSettings) -> bool | None:
    """Whether one of the doses worked; None where none is known to have, and one may have."""
    found: bool | None = False
    for dose in doses:
        did = worked(dose, _attack_of(dose, day), doses, settings)
        if did:
            return True
        if did is None:
            found = None
    return found


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
        return _painless(day.headache, acute, relieved, bool(doses))
    check_in = day.check_in
    least, most = frame.step_of_both(day.headache_least, day.headache_most)
    moderate_least, moderate_most = frame.step_of_both(day.moderate_least, day.moderate_most)
    if len(day.attacks) == 1 and not day.backgrounds:
        # What the check-in tells of the day is told of its only headache.
        parts = [_attack_reading(day.attacks[0], day.day, (least, most), frame)]
    else:
        parts = [
            _attack_reading(each, day.day, frame.step_of_both(each.headache_least, each.headache_most), frame)
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
        moderate_least,
        moderate_most,
        _credit(day, frame.headache_credits),
        _NO_CREDIT if frame.moderate_credits is None else _credit(day, frame.moderate_credits),
        tuple(parts),
        acute,
        relieved,
        bool(doses),
    ))  # fmt: skip


@lru_cache(maxsize=1024)
def _painless(
    answer: DayAnswer, acute: frozenset[str] | None, relieved: bool | None, treated: bool
) -> DayReading:
    """Reading of a day without pain, one for all that agree."""
    return DayReading(answer, 0.0, 0.0, 0.0, 0.0, _NO_CREDIT, _NO_CREDIT, (), acute, relieved, treated)


def _attack_reading(each: AttackOnDay, day: date, minutes: tuple[float, float], frame: Frame) -> PartReading:
    features = frame.attacks.of(each.attack)
    aura = aura_minutes_on(each, features.visual_aura_minutes)
    by = frame.migraine_credits
    credited = by.get((each.attack.id, day), _NO_CREDIT) if by else _NO_CREDIT
    return light(PartReading, (features, aura, *minutes, *credited))


def _credit(day: DayFacts, by: Credits) -> tuple[float, float]:
    """Most minutes that any headache is credited to the day with, at the least and at the most."""
    if not by:
        # As nearly always.
        return _NO_CREDIT
    if len(day.attacks) == 1:
        return by.get((day.attacks[0].attack.id, day.day), _NO_CREDIT)
    found = [by.get((each.attack.id, day.day), _NO_CREDIT) for each in day.attacks]
    return max((least for least, _ in found), default=0.0), max((most for _, most in found), default=0.0)


def _attack_of(dose: Dose, day: DayFacts) -> Attack | None:
    assert dose.at is not None
    for each in day.attacks:
        if each.span is not None and each.span.possible[0] <= dose.at.at <= each.span.possible[1]:
            return each.attack
    return None
