"""Doses of the diary in the classes of the rules, and whether they worked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from headlog.clinical.drugs import UNKNOWN_CLASS, drug_class
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.head_pain import held_readings
from headlog.diary.medicine import Dose, DoseFor, ReliefAt2Hours

# Acute treatment is judged two hours after the dose (IHS guideline for trials of acute treatment).
JUDGED_AFTER = timedelta(hours=2)
# A dose for nausea, the neck or something else is no acute treatment of a headache; overuse still counts it.
FOR_HEADACHE = frozenset({DoseFor.HEADACHE, DoseFor.WARNING_SIGN, None})
NOT_ACUTE = frozenset({"not_counted"})
# As globals: an enum attribute costs ten times as much.
_GONE, _MILD = ReliefAt2Hours.GONE, ReliefAt2Hours.MILD
_NO_BETTER = (ReliefAt2Hours.SAME, ReliefAt2Hours.WORSE)


def own_classes(diary: Diary) -> Mapping[str, str]:
    """Class that the person gave each medicine of their list, by its name in lower case."""
    return {
        each.name.strip().lower(): each.drug_class for each in diary.medicines if each.drug_class is not None
    }


def dose_classes(dose: Dose, own: Mapping[str, str] | None = None) -> frozenset[str]:
    """Classes that a dose counts for: by its name, else by the person's own answer, else `unknown`.

    Parameters
    ----------
    dose
        The dose.
    own
        The person's own classes by medicine name in lower case (`own_classes`).
    """
    classes = _named_classes(dose.medicine)
    if UNKNOWN_CLASS not in classes:
        return classes
    answered = dose.drug_class or (own or {}).get(dose.medicine.strip().lower())
    return frozenset(answered.split("+")) if answered else classes


def acute_doses(diary: Diary) -> Mapping[str, frozenset[str]]:
    """Classes of every acute dose for headache, or for what was not asked, by its id; of no other dose."""
    return diary.once("acute doses", lambda: _acute_doses(diary))


def _acute_doses(diary: Diary) -> Mapping[str, frozenset[str]]:
    own, found = own_classes(diary), {}
    for dose in diary.doses:
        if dose.taken_for in FOR_HEADACHE:
            classes = dose_classes(dose, own)
            if not classes <= NOT_ACUTE:
                found[dose.id] = classes
    return found


def no_acute_medicine(check_in: CheckIn) -> bool:
    """Whether a check-in says that none was taken: by its answer, else by "nothing else today"."""
    if check_in.acute_medicine is None:
        return check_in.nothing_else is True
    return check_in.acute_medicine is False


def worked(
    dose: Dose, attack: Attack | None, doses: Sequence[Dose], settings: ClinicalSettings = DEFAULTS
) -> bool | None:
    """Whether a dose worked: pain gone, or from moderate or severe to mild, at 2 h with no second dose.

    Parameters
    ----------
    dose
        The dose to judge.
    attack
        The attack it was taken in, whose readings and end are looked at; None outside one.
    doses
        The acute doses of the attack or the day; another within the 2 h is a second dose.
    settings
        What counts as moderate.

    Returns
    -------
    bool or None
        None when pain before or at 2 h was not recorded.
    """
    if second_dose(dose, doses):
        return False
    after = pain_at_2_hours(dose, attack, settings)
    if after is None:
        return False if dose.relief_at_2h in _NO_BETTER else None
    if after == 0:
        return True
    before = pain_before(dose, attack)
    if after >= settings.moderate_from:
        return False
    return None if before is None else before >= settings.moderate_from


def second_dose(dose: Dose, doses: Sequence[Dose]) -> bool:
    """Whether another acute dose followed within the 2 h, so that the first cannot be said to have worked."""
    if dose.at is None or len(doses) == 1:
        return False
    began = dose.at.at
    return any(
        other.id != dose.id and other.at is not None and began < other.at.at <= began + JUDGED_AFTER
        for other in doses
    )


def pain_before(dose: Dose, attack: Attack | None) -> int | None:
    """Pain when the dose was taken, 0 to 10: as answered with it, else by the reading that holds."""
    if dose.pain_before is not None:
        return dose.pain_before
    return None if attack is None or dose.at is None else _pain_at(attack, dose.at.at)


def pain_at_2_hours(dose: Dose, attack: Attack | None, settings: ClinicalSettings = DEFAULTS) -> int | None:
    """Pain 2 h after the dose, 0 to 10: as answered, else by the end of the pain or a reading that holds."""
    if dose.pain_at_2h is not None:
        return dose.pain_at_2h
    if dose.relief_at_2h is _GONE:
        return 0
    if dose.relief_at_2h is _MILD:
        return settings.moderate_from - 1
    if dose.relief_at_2h is not None or attack is None or dose.at is None:
        return None
    judged = dose.at.at + JUDGED_AFTER
    ended = attack.headache_ended
    if ended is not None and ended.timed and dose.at.at < ended.latest <= judged:
        return 0
    return _pain_at(attack, judged)


def _pain_at(attack: Attack, instant: datetime) -> int | None:
    for begin, end, pain in held_readings(attack, instant + timedelta(seconds=1)):
        if begin <= instant < end or begin == instant:
            return pain
    return None


@lru_cache(maxsize=4096)
def _named_classes(name: str) -> frozenset[str]:
    return drug_class(name).day_classes
