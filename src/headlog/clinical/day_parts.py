"""Parts of a day: each attack, background headache or untimed headache, with its own features."""

from __future__ import annotations

from collections.abc import Iterator

from headlog.clinical import profiles
from headlog.clinical.criteria import peak_word
from headlog.clinical.profiles import VISUAL_AURA_MINUTES
from headlog.clinical.recorded_attacks import SIDE_WORDS, Features, OfEach, known_features
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.attack import Attack, BackgroundHeadache, TakenFor
from headlog.diary.attack_days import AttackOnDay
from headlog.diary.day import CheckIn
from headlog.diary.days import DayAnswer, DayFacts
from headlog.diary.diary import Diary
from headlog.diary.light import light
from headlog.diary.moment import Moment

VISUAL = frozenset({"visual_positive", "visual_negative"})
_TAKEN_FOR = {TakenFor.MIGRAINE: True, TakenFor.OTHER_HEADACHE: False}


# A part is described by the same facts as a whole day.
PartFacts = profiles.DayFacts

# A check-in beside an attack repeats what the person takes the day for and tells no feature of its own.
_NO_FEATURES = PartFacts(
    side="",
    quality="",
    peak="none",
    aggravated=False,
    nausea=False,
    vomiting=False,
    photophobia=False,
    phonophobia=False,
    visual_aura_minutes=0.0,
    person_says_migraine=True,
)


def known_parts(diary: Diary, settings: ClinicalSettings) -> OfEach[PartFacts]:
    """Each attack of a diary as a part of its days under some settings."""
    features = known_features(diary, settings)
    key = ("parts of attacks", settings)
    return diary.once(key, lambda: OfEach(lambda attack: attack_part(attack, features.of(attack))))


def attack_part(attack: Attack, features: Features) -> PartFacts:
    """An attack as a part of its days: its features hold for each, minutes are still to be put in."""
    says_migraine = _TAKEN_FOR.get(attack.taken_for) if attack.taken_for else None
    minutes = visual_aura_minutes(attack)
    return light(PartFacts, (None, None, 0.0, *features, minutes, None, None, says_migraine))


def aura_minutes_on(each: AttackOnDay, whole: float | None) -> float | None:
    """Minutes of visual aura for one day of an attack: all of it on the day it began, 0 on the others."""
    if each.aura_here:
        return whole
    return None if each.begins and each.attack.had_aura is None else 0.0


def untimed_parts(day: DayFacts, settings: ClinicalSettings) -> Iterator[PartFacts]:
    """Background headache, and the check-in where no attack tells more."""
    for background in day.backgrounds:
        yield _background_part(background, settings)
    check_in = day.check_in
    if check_in is None:
        return
    if check_in.tells_headache and not (day.attacks or day.backgrounds):
        yield _check_in_part(check_in, settings)
    elif check_in.migraine and day.headache is DayAnswer.YES:
        yield _NO_FEATURES


def _background_part(background: BackgroundHeadache, settings: ClinicalSettings) -> PartFacts:
    pain = background.usual_pain
    return PartFacts(
        side=None if background.side is None else SIDE_WORDS[background.side],
        quality=None if background.quality is None else background.quality.value,
        peak=None if pain is None else peak_word(pain, settings),
        visual_aura_minutes=0.0,
    )


def _check_in_part(check_in: CheckIn, settings: ClinicalSettings) -> PartFacts:
    pain = check_in.worst_pain
    return PartFacts(
        peak=None if pain is None else peak_word(pain, settings),
        visual_aura_minutes=0.0 if check_in.nothing_else else None,
        person_says_migraine=check_in.migraine,
    )


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
