"""Auras of the diary as the rules' facts: symptoms, their times, and the lag to head pain."""

from __future__ import annotations

from functools import lru_cache

from headlog.clinical.aura import (
    NEGATIVE_WORDS,
    POSITIVE_WORDS,
    AuraFacts,
    AuraFinding,
    AuraSymptom,
    aura_finding,
    aura_symptom,
)
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.attack import Attack
from headlog.diary.attack import AuraSymptom as RecordedSymptom
from headlog.diary.vocabulary import OWN_PREFIX


def aura_facts(attack: Attack) -> AuraFacts | None:
    """Facts of an attack's aura, or None when there was none or it was not asked about.

    Symptoms in succession are read from their times when two have one; the
    lag runs from the end of the aura to head pain. An aura of which no symptom was recorded has
    unknown symptoms, not none; one in the person's own words is of no known kind.
    """
    if not attack.had_aura:
        return None
    symptoms = tuple([_aura_symptom(attack, symptom) for symptom in attack.aura_symptoms])
    return AuraFacts(
        symptoms or None,
        _succession(attack),
        attack.had_headache,
        _lag_minutes(attack),
        _aura_minutes(attack),
    )


@lru_cache(maxsize=4096)
def known_aura(facts: AuraFacts, settings: ClinicalSettings) -> AuraFinding:
    """Finding of an aura, one for all that were recorded alike."""
    return aura_finding(facts, settings)


def _aura_symptom(attack: Attack, symptom: RecordedSymptom) -> AuraSymptom:
    word, minutes = _listed_word(symptom), _lasted(attack, symptom)
    if word is None:
        return AuraSymptom(None, minutes, symptom.gradual, symptom.one_sided, symptom.positive)
    answers = {"gradual": symptom.gradual, "unilateral": symptom.one_sided}
    # A word such as "tingling" says by itself that it is positive; an answer given says it better.
    if symptom.positive is not None and word not in (*POSITIVE_WORDS, *NEGATIVE_WORDS):
        answers["positive"] = symptom.positive
    return aura_symptom(word, minutes=minutes, **answers)


def _listed_word(symptom: RecordedSymptom) -> str | None:
    """The word of the list that says what it was; None for the person's own word and for none."""
    word = symptom.symptom
    return None if word is None or word.startswith(OWN_PREFIX) else word


def _lasted(attack: Attack, symptom: RecordedSymptom) -> float | None:
    """Minutes of a symptom; of an aura with one symptom, those of the aura."""
    if symptom.minutes is not None or len(attack.aura_symptoms) > 1:
        return symptom.minutes
    return _aura_minutes(attack)


def _aura_minutes(attack: Attack) -> float | None:
    """Minutes from the beginning of an aura to its end; None while one of them has no time."""
    began, ended = attack.aura_began, attack.aura_ended
    if began is None or ended is None or not (began.timed and ended.timed):
        return None
    return (ended.middle - began.middle).total_seconds() / 60


def _succession(attack: Attack) -> bool | None:
    """Whether two symptoms came one after the other, by their times; None while a time or kind is missing."""
    listed = [symptom for symptom in attack.aura_symptoms if _listed_word(symptom) is not None]
    began = [symptom.began.middle for symptom in listed if symptom.began is not None]
    if len(set(began)) >= 2:
        return True
    if len(attack.aura_symptoms) < 2 or len(listed) < len(attack.aura_symptoms):
        return None
    return False if len(began) == len(listed) else None


def _lag_minutes(attack: Attack) -> float | None:
    """Minutes from the end of the aura to head pain, 0 or less when it was there already; None: unknown."""
    pain, began, ended = attack.headache_began, attack.aura_began, attack.aura_ended
    if pain is None or not pain.timed:
        return None
    if ended is not None and ended.timed:
        return (pain.middle - ended.middle).total_seconds() / 60
    if began is None or not began.timed:
        return None
    since_onset = (pain.middle - began.middle).total_seconds() / 60
    lasted = [symptom.minutes for symptom in attack.aura_symptoms]
    longest = max((minutes for minutes in lasted if minutes is not None), default=None)
    if longest is not None and None not in lasted:
        return since_onset - longest
    # Without an end the lag is at most this; a longer one may still be within the hour of the aura's end.
    return since_onset if since_onset <= 60 else None
