"""Acute treatment in a diary, drug by drug: pain-free at 2 h, relief, relapse, with a minimum sample."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from headlog.clinical.diary_settings import settings_of
from headlog.clinical.medicines_taken import (
    JUDGED_AFTER,
    acute_doses,
    dose_classes,
    no_acute_medicine,
    own_classes,
    pain_at_2_hours,
    pain_before,
    second_dose,
    worked,
)
from headlog.clinical.recorded_attacks import RecordedAttack, recorded_attacks
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose
from headlog.diary.moment import Moment
from headlog.diary.period import ONE_DAY, Period

# Relapse: pain back, or another acute dose, within 48 h of freedom from pain (IHS guideline, acute trials).
RELAPSE_WITHIN = timedelta(hours=48)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How often something was so, of the times it was recorded."""

    yes: int
    recorded: int

    @property
    def share(self) -> float | None:
        """Share, 0 to 1; None when nothing was recorded."""
        return self.yes / self.recorded if self.recorded else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugResponse:
    """What was recorded after the first dose of one medicine in each attack.

    Parameters
    ----------
    medicine
        Name as the person writes it; `classes` are its classes.
    attacks
        Attacks in which it was the first acute medicine taken.
    pain_free, relief
        At 2 h with no second dose: pain gone; and worked (gone, or from moderate or severe to mild).
    relapse
        After freedom from pain at 2 h: pain back or another dose within 48 h; recorded where either is, or
        where the 48 h are answered for. It is of the attacks that `pain_free` counts.
    taken_early
        Taken while pain was mild; recorded where pain at the dose was.
    enough
        Whether pain-free at 2 h was recorded in enough attacks to print a share.
    """

    medicine: str
    classes: frozenset[str]
    attacks: int
    pain_free: Answers
    relief: Answers
    relapse: Answers
    taken_early: Answers
    enough: bool


def acute_responses(
    diary: Diary,
    period: Period | None = None,
    attacks: Sequence[RecordedAttack] | None = None,
    settings: ClinicalSettings | None = None,
) -> tuple[DrugResponse, ...]:
    """Response by drug over the attacks of a period, the most used first.

    Only the first acute dose of an attack is judged: what follows a second is
    no longer the answer to the first. Not recorded is in no denominator.
    """
    chosen = settings_of(diary) if settings is None else settings
    found = recorded_attacks(diary, period, settings=chosen) if attacks is None else attacks
    own = own_classes(diary)
    by_drug: defaultdict[str, list[tuple[RecordedAttack, Dose]]] = defaultdict(list)
    for each in found:
        if each.doses:
            by_drug[each.doses[0].medicine.strip().lower()].append((each, each.doses[0]))
    rows = [
        _drug_response(diary, pairs, dose_classes(pairs[0][1], own), chosen) for pairs in by_drug.values()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.attacks, row.medicine)))


def pain_free_at_2_hours(each: RecordedAttack, settings: ClinicalSettings) -> bool | None:
    """Whether pain was gone 2 h after the attack's first dose with no second one; None when not recorded."""
    if not each.doses:
        return None
    if second_dose(each.doses[0], each.doses):
        return False
    pain = pain_at_2_hours(each.doses[0], each.attack, settings)
    if pain is None:
        return False if each.doses[0].relief_at_2h is not None else None
    return pain == 0


def satisfactory(responses: Sequence[DrugResponse], settings: ClinicalSettings = DEFAULTS) -> bool | None:
    """Whether acute treatment frees from pain within 2 h in most attacks; None without enough attacks.

    "Satisfactory" in the IHS treatment goals is not numbered; more than half of the recorded attacks is used.
    """
    yes = sum(row.pain_free.yes for row in responses)
    recorded = sum(row.pain_free.recorded for row in responses)
    return None if recorded < settings.acute_minimum_attacks else 2 * yes > recorded


def _drug_response(
    diary: Diary,
    pairs: Sequence[tuple[RecordedAttack, Dose]],
    classes: frozenset[str],
    settings: ClinicalSettings,
) -> DrugResponse:
    free = [pain_free_at_2_hours(each, settings) for each, _ in pairs]
    relief = [worked(dose, each.attack, each.doses, settings) for each, dose in pairs]
    relapse = [
        _relapse(diary, each, dose) for (each, dose), was_free in zip(pairs, free, strict=True) if was_free
    ]
    early = [_early(dose, each, settings) for each, dose in pairs]
    pain_free = _counted(free)
    return DrugResponse(
        medicine=pairs[-1][1].medicine.strip(),
        classes=classes,
        attacks=len(pairs),
        pain_free=pain_free,
        relief=_counted(relief),
        relapse=_counted(relapse),
        taken_early=_counted(early),
        enough=pain_free.recorded >= settings.acute_minimum_attacks,
    )


def _counted(answers: Sequence[bool | None]) -> Answers:
    known = [answer for answer in answers if answer is not None]
    return Answers(yes=sum(known), recorded=len(known))


def _early(dose: Dose, each: RecordedAttack, settings: ClinicalSettings) -> bool | None:
    pain = pain_before(dose, each.attack)
    return None if pain is None else pain < settings.moderate_from


def _relapse(diary: Diary, each: RecordedAttack, dose: Dose) -> bool | None:
    """Whether pain came back within 48 h of freedom: as answered, else by a later dose or reading.

    It did not where the diary answers for all of the 48 h; otherwise that is not recorded.
    """
    if dose.relapse is not None:
        return dose.relapse
    if dose.at is None:
        return None
    judged = dose.at.at + JUDGED_AFTER
    later = [other.at.at for other in each.doses if other.at is not None]
    later += [r.at.middle for r in each.attack.pain if r.at.timed and (r.pain or 0) > 0]
    if any(_within(at, judged) for at in later):
        return True
    return False if _stayed_away(diary, each, dose.at) else None


def _stayed_away(diary: Diary, each: RecordedAttack, taken: Moment) -> bool:
    """Whether the pain is known to have been over by 2 h, and every later day of the 48 h to be clear.

    The day of the dose is answered by the attack alone, so it must have ended on it.
    """
    judged = Moment(taken.at + JUDGED_AFTER, taken.zone)
    last = Moment(taken.at + RELAPSE_WITHIN, taken.zone)
    ended = each.attack.headache_ended
    if ended is None or ended.latest > judged.at or judged.day != taken.day:
        return False
    days = Period(judged.day + ONE_DAY, last.day).days
    return all(_is_clear(diary.check_ins.get(day)) for day in days) and not _is_touched(diary, each, judged)


def _is_clear(check_in: CheckIn | None) -> bool:
    """Whether a check-in says that there was no headache and no acute medicine."""
    return check_in is not None and check_in.headache is False and no_acute_medicine(check_in)


def _is_touched(diary: Diary, each: RecordedAttack, judged: Moment) -> bool:
    """Whether another attack began, or an acute dose was taken, within the 48 h."""
    happened = diary.once("attacks and acute doses", lambda: _Happened.of(diary))
    after, until = judged.at, judged.at - JUDGED_AFTER + RELAPSE_WITHIN
    onset = each.attack.onset
    itself = onset is not None and onset.latest > after and onset.earliest <= until
    return happened.between(after, until) > itself


class _Happened(NamedTuple):
    """Onsets of attacks and acute doses: first and last instant that the times of each allow, in order.

    `widest` is the longest time between the two.
    """

    earliest: Sequence[datetime]
    latest: Sequence[datetime]
    widest: timedelta

    @classmethod
    def of(cls, diary: Diary) -> _Happened:
        acute = acute_doses(diary)
        times = [each.onset for each in diary.attacks]
        times += [dose.at for dose in diary.doses if dose.id in acute]
        bounds = sorted([at.bounds for at in times if at is not None])
        widest = max([last - first for first, last in bounds], default=timedelta())
        return cls([first for first, _ in bounds], [last for _, last in bounds], widest)

    def between(self, after: datetime, until: datetime) -> int:
        """How many may lie after an instant, up to another."""
        first, last = bisect_left(self.earliest, after - self.widest), bisect_right(self.earliest, until)
        return sum(each > after for each in self.latest[first:last])


def _within(at: datetime, judged: datetime) -> bool:
    return judged < at <= judged - JUDGED_AFTER + RELAPSE_WITHIN
