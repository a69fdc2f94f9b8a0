"""Attacks of the diary as the rules' facts: features, duration, treatment."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Generic, NamedTuple, TypeVar

from headlog.clinical.criteria import (
    CLUSTER_REGIONS,
    AttackFacts,
    Classification,
    Treated,
    classify,
    duration_check,
    peak_word,
)
from headlog.clinical.diary_settings import rules_of, settings_of
from headlog.clinical.medicines_taken import acute_doses, no_acute_medicine, worked
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.attack import Attack, Grade, Quality, Side
from headlog.diary.attack_spans import attack_spans
from headlog.diary.diary import Diary
from headlog.diary.head_pain import END_KNOWN, PainSpan
from headlog.diary.light import light
from headlog.diary.medicine import Dose
from headlog.diary.moment import BETWEEN
from headlog.diary.period import Period

Found = TypeVar("Found")

HOUR = timedelta(hours=1)
# A dose that early before head pain belongs to the attack it was taken for.
BEFORE_PAIN = timedelta(hours=6)
# As globals: an enum attribute costs ten times as much.
NO_SYMPTOM = Grade.NONE
_UNTREATED, _UNSUCCESSFUL, _SUCCESS = Treated
REGION_WORDS = {"temple": "temporal"}


class RecordedAttack(NamedTuple):
    """One attack with what the rules need to know of it.

    Parameters
    ----------
    attack
        The record.
    span
        When its head pain was there; None for an aura without headache.
    onset
        Single instant for head pain's onset, in UTC: the middle of what the record allows.
    doses
        Acute doses from 6 h before head pain to its end, by time.
    treated
        What they did; None when it is not recorded whether anything was taken, or what it did.
    hours
        Least and most hours of head pain, to waking when it was slept off; None without head pain.
    facts
        The features for the criteria.
    """

    attack: Attack
    span: PainSpan | None
    onset: datetime | None
    doses: tuple[Dose, ...]
    treated: Treated | None
    hours: tuple[float, float] | None
    facts: AttackFacts

    def classified(self, settings: ClinicalSettings) -> Classification:
        """The attack against the criteria, strictly."""
        return classify(self.facts, settings)


def recorded_attacks(
    diary: Diary, period: Period | None = None, settings: ClinicalSettings | None = None
) -> tuple[RecordedAttack, ...]:
    """Attacks of a diary by onset, those whose onset lies in `period` when one is given."""
    chosen = settings_of(diary) if settings is None else settings
    key = ("recorded attacks", chosen)
    if period is None or key in diary.answers:
        whole = diary.once(key, lambda: _recorded(diary, None, chosen))
        return whole if period is None else tuple(each for each in whole if began_in(each.attack, period))
    return _recorded(diary, period, chosen)


def began_in(attack: Attack, period: Period) -> bool:
    """Whether an attack's onset is known to lie in a period."""
    onset = attack.onset
    return onset is not None and onset.day in period


def _recorded(diary: Diary, period: Period | None, settings: ClinicalSettings) -> tuple[RecordedAttack, ...]:
    spans = attack_spans(diary, rules_of(diary, settings))
    acute = acute_doses(diary)
    doses = [dose for dose in diary.doses if dose.at is not None and dose.id in acute]
    times = [dose.at.at for dose in doses if dose.at is not None]
    birth_year = diary.person.birth_year if diary.person is not None else None
    features, found = known_features(diary, settings), []
    for attack, span in spans:
        if period is not None and not began_in(attack, period):
            continue
        during = _doses_of(span, doses, times)
        treated = _treated(attack, during, diary, settings)
        hours = None if span is None else attack_hours(attack, span)
        age = None
        if birth_year is not None and attack.onset is not None:
            age = float(attack.onset.day.year - birth_year)
        facts = _facts(attack, span, hours, treated, age, features.of(attack), settings)
        onset = _onset(attack, span)
        found.append(light(RecordedAttack, (attack, span, onset, during, treated, hours, facts)))
    return tuple(found)


def _onset(attack: Attack, span: PainSpan | None) -> datetime | None:
    if attack.headache_began is not None:
        return attack.headache_began.middle
    return None if span is None else (span.certain or span.possible)[0]


def _facts(
    attack: Attack,
    span: PainSpan | None,
    hours: tuple[float, float] | None,
    treated: Treated | None,
    age: float | None,
    features: Features,
    settings: ClinicalSettings,
) -> AttackFacts:
    """Facts of one attack for the criteria; what was not answered stays unknown."""
    lasted, ongoing = _duration(span, hours, treated, age, settings)
    return light(AttackFacts, (
        lasted,
        ongoing,
        treated,
        age,
        *features,
        _region(attack.regions) if attack.regions else None,
        True if attack.eye_nose_signs else attack.eye_nose,
        attack.restless,
    ))  # fmt: skip


class Features(NamedTuple):
    """Features that both the attack's and the day's rules read, in the order in which both hold them."""

    side: str | None
    quality: str | None
    peak: str | None
    aggravated: bool | None
    nausea: bool | None
    vomiting: bool | None
    photophobia: bool | None
    phonophobia: bool | None


def attack_features(attack: Attack, settings: ClinicalSettings) -> Features:
    """Features of an attack: a grade answers its symptom; one not ticked is not absent."""
    peak, ticked = attack.peak_pain, attack.symptoms
    return light(Features, (
        None if attack.side is None else SIDE_WORDS[attack.side],
        None if attack.quality is None else _QUALITY_WORDS[attack.quality],
        None if peak is None else peak_word(peak, settings),
        attack.worse_with_activity,
        _present(attack.nausea, "nausea", ticked),
        _present(attack.vomiting, "vomiting", ticked),
        _present(attack.photophobia, "photophobia", ticked),
        _present(attack.phonophobia, "phonophobia", ticked),
    ))  # fmt: skip


class OfEach(Generic[Found]):
    """What each attack of a diary comes to, worked out once: its criteria and its days ask for the same."""

    def __init__(self, work: Callable[[Attack], Found]) -> None:
        self._work = work
        self._known: dict[str, Found] = {}

    def of(self, attack: Attack) -> Found:
        """What an attack of the diary comes to."""
        found = self._known.get(attack.id)
        if found is None:
            found = self._known[attack.id] = self._work(attack)
        return found


def known_features(diary: Diary, settings: ClinicalSettings) -> OfEach[Features]:
    """Features of the attacks of a diary under some settings."""
    key = ("features of attacks", settings)
    return diary.once(key, lambda: OfEach(lambda attack: attack_features(attack, settings)))


def attack_hours(attack: Attack, span: PainSpan) -> tuple[float, float]:
    """Least and most hours of head pain; asleep with pain and awake without, it lasted to waking.

    Pain-free breaks are part of the attack: its duration runs from onset to end.

    References
    ----------
    .. [1] ICHD-3 1.1, notes. doi:10.1177/0333102417738202
    """
    possible, certain, _, _ = span
    most = (possible[1] - possible[0]) / HOUR
    ended, began = attack.headache_ended, attack.headache_began
    if began is not None and ended is not None and ended.precision is BETWEEN:
        return max((ended.latest - began.latest) / HOUR, 0.0), most
    if certain is possible:
        return most, most
    return 0.0 if certain is None else (certain[1] - certain[0]) / HOUR, most


# The value of an enum member costs more than the rest of a feature.
_QUALITY_WORDS = {each: each.value for each in Quality}
SIDE_WORDS = {
    Side.LEFT: "left",
    Side.RIGHT: "right",
    Side.ONE_SIDE: "unilateral",
    Side.BOTH: "bilateral",
    Side.MIDLINE: "bilateral",
}


def _present(grade: Grade | None, word: str, ticked: Sequence[str]) -> bool | None:
    if grade is not None:
        return grade is not NO_SYMPTOM
    return True if word in ticked else None


def _region(regions: Sequence[str]) -> str | None:
    words = [REGION_WORDS.get(region, region) for region in regions]
    near_eye = [word for word in words if word in CLUSTER_REGIONS]
    return next(iter(near_eye or words), None)


def _duration(
    span: PainSpan | None,
    hours: tuple[float, float] | None,
    treated: Treated | None,
    age: float | None,
    settings: ClinicalSettings,
) -> tuple[float | None, bool]:
    """Hours for the criteria, and whether pain was still there then.

    Coarse times give a duration only when every length they allow comes to the same answer.
    """
    if span is None or hours is None:
        return None, False
    least, most = hours
    if span.end is not END_KNOWN:
        return least, True
    if least == most or _same_answer(least, most, treated, age, settings):
        return least, False
    return None, False


def _same_answer(
    least: float, most: float, treated: Treated | None, age: float | None, settings: ClinicalSettings
) -> bool:
    answers = {
        duration_check(AttackFacts(duration_hours=hours, treated=treated, age=age), settings).answer
        for hours in (least, (least + most) / 2, most)
    }
    return len(answers) == 1


def _doses_of(span: PainSpan | None, doses: Sequence[Dose], times: Sequence[datetime]) -> tuple[Dose, ...]:
    if span is None:
        return ()
    first = bisect_left(times, span.possible[0] - BEFORE_PAIN)
    last = bisect_right(times, span.possible[1])
    return tuple(doses[first:last])


def _treated(
    attack: Attack, doses: Sequence[Dose], diary: Diary, settings: ClinicalSettings
) -> Treated | None:
    if not doses:
        return _UNTREATED if _said_untreated(attack, diary) else None
    results = [worked(dose, attack, doses, settings) for dose in doses]
    if any(results):
        return _SUCCESS
    return None if None in results else _UNSUCCESSFUL


def _said_untreated(attack: Attack, diary: Diary) -> bool:
    """Whether the check-ins of the attack's first and last day say that no acute medicine was taken."""
    moments = (attack.onset, attack.headache_ended)
    for moment in moments:
        if moment is not None:
            told = diary.check_ins.get(moment.day)
            if told is None or not no_acute_medicine(told):
                return False
    return moments != (None, None)
