"""Aura (R-1.2): three of six, typical or not, with or without headache; and what needs a clinician soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from headlog.clinical.answers import MET, NOT_MET, Check, all_of, at_least, fact
from headlog.clinical.errors import UnknownName
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

TYPICAL_KINDS = frozenset({"visual", "sensory", "speech"})
OTHER_KINDS = frozenset({"motor", "brainstem", "retinal"})
# ICHD-3 1.2 C3: each symptom 5 to 60 min; C1: spread over at least 5 min; note 3: motor up to 72 h.
SYMPTOM_MINUTES = (5.0, 60.0)
MOTOR_MINUTES = 72 * 60.0
# ICHD-3 A1.4.5: three auras within three days.
AURA_STATUS_COUNT, AURA_STATUS_HOURS = 3, 72.0
POSITIVE_WORDS = {"visual_positive": "visual", "sensory_positive": "sensory"}
NEGATIVE_WORDS = {"visual_negative": "visual", "sensory_negative": "sensory"}
PLAIN_WORDS = {"speech_language": "speech", "motor_weakness": "motor"}


class AuraLabel(StrEnum):
    """What the recorded features of one aura look like."""

    TYPICAL = "TYPICAL_AURA_FEATURES"
    TYPICAL_NO_HEADACHE = "TYPICAL_AURA_NO_HEADACHE"
    NON_TYPICAL = "AURA_FEATURES_NON_TYPICAL_TYPE"
    NOT_MET = "AURA_CRITERIA_NOT_MET"
    INSUFFICIENT = "INSUFFICIENT_DATA"


@dataclass(frozen=True, slots=True)
class AuraSymptom:
    """One symptom of an aura; None is not recorded.

    Parameters
    ----------
    kind
        `visual`, `sensory`, `speech`, `motor`, `brainstem` or `retinal`.
    minutes
        How long it lasted, 0 or more.
    gradual, unilateral, positive
        Spread over at least 5 min; one-sided; adds something (zigzag, tingling) rather than takes away.
    resolved
        Whether it went away completely.
    dysarthria
        For `speech`: slurred rather than lost for words; only loss of words always counts as one-sided.
    """

    kind: str
    minutes: float | None = None
    gradual: bool | None = None
    unilateral: bool | None = None
    positive: bool | None = None
    resolved: bool | None = True
    dysarthria: bool = False

    def __post_init__(self) -> None:
        if self.kind not in TYPICAL_KINDS | OTHER_KINDS:
            raise UnknownName("An aura symptom", self.kind, sorted(TYPICAL_KINDS | OTHER_KINDS))


@dataclass(frozen=True, slots=True)
class AuraFacts:
    """One aura.

    Parameters
    ----------
    symptoms
        Its symptoms, in order of appearance; None when none was named, which is not that there was none.
    succession
        Whether two or more came one after the other.
    headache
        Whether head pain accompanied or followed it; None is not recorded.
    headache_lag_minutes
        Minutes from the aura to head pain; 0 or less when pain was there during the aura.
    """

    symptoms: Sequence[AuraSymptom] | None
    succession: bool | None = None
    headache: bool | None = None
    headache_lag_minutes: float | None = None


class AuraFinding(NamedTuple):
    """One aura against the criteria; `flags` are safety marks, never a label."""

    label: AuraLabel
    reversible: Check
    features: Check
    typical: bool
    tell_clinician: bool
    flags: tuple[str, ...]
    needs_clinician: bool = True


def aura_symptom(word: str, *, minutes: float | None = None, **answers: bool | None) -> AuraSymptom:
    """Aura symptom from a word of the diary's list; zigzags and tingling count as positive.

    Examples
    --------
    >>> aura_symptom("sensory_positive", minutes=20).positive
    True
    """
    if word in POSITIVE_WORDS:
        return AuraSymptom(POSITIVE_WORDS[word], minutes, positive=True, **_known(answers))
    if word in NEGATIVE_WORDS:
        return AuraSymptom(NEGATIVE_WORDS[word], minutes, positive=False, **_known(answers))
    return AuraSymptom(PLAIN_WORDS.get(word, word), minutes, **_known(answers))


def aura_features(facts: AuraFacts, settings: ClinicalSettings = DEFAULTS) -> Check:
    """ICHD-3 1.2 C: at least three of six.

    Motor symptoms may last 72 h; loss of words is always one-sided; each
    symptom, not their sum, has 60 min.

    References
    ----------
    .. [1] ICHD-3 (2018) 1.2 C, three of six; the 2013 beta's two of four is not used.
       doi:10.1177/0333102417738202
    """
    symptoms = facts.symptoms
    if symptoms is None:
        unnamed = ("gradual spread", "in succession", "5 to 60 min each", "one-sided", "positive")
        return at_least(
            3,
            dict.fromkeys(unnamed) | {"headache within 60 min": _headache_in_time(facts, settings)},
        )
    return at_least(
        3,
        {
            "gradual spread": _any([symptom.gradual for symptom in symptoms]),
            "in succession": facts.succession if len(symptoms) != 1 or facts.succession else False,
            "5 to 60 min each": _all([_lasts_as_aura(symptom) for symptom in symptoms]),
            "one-sided": _any([_one_sided(symptom) for symptom in symptoms]),
            "positive": _any([symptom.positive for symptom in symptoms]),
            "headache within 60 min": _headache_in_time(facts, settings),
        },
    )


def aura_finding(facts: AuraFacts, settings: ClinicalSettings = DEFAULTS) -> AuraFinding:
    """Finding of one aura: its label, three-valued criteria and safety marks.

    Returns
    -------
    AuraFinding
        `flags` holds `PROLONGED_AURA` (a symptom other than weakness beyond 60 min)
        and `SAFETY_CHECK` (a symptom that has not gone).

    Examples
    --------
    >>> weak = AuraSymptom("motor", minutes=300, unilateral=True)
    >>> aura_finding(AuraFacts([weak], headache=False)).tell_clinician
    True
    """
    symptoms = facts.symptoms or ()
    gone = None if facts.symptoms is None else _any([each.resolved for each in symptoms])
    reversible = fact("aura gone completely", gone)
    features = aura_features(facts, settings)
    typical = all(symptom.kind in TYPICAL_KINDS for symptom in symptoms)
    return AuraFinding(
        _label(facts, all_of(reversible, features), typical=typical, settings=settings),
        reversible, features, typical, not typical, _flags(symptoms),
    )  # fmt: skip


def aura_status_suspected(onset_hours: Sequence[float]) -> bool:
    """Whether three auras began within three days (the research category A1.4.5): same-day advice.

    Parameters
    ----------
    onset_hours
        Onsets of auras in hours from any origin, in any order.
    """
    ordered = sorted(onset_hours)
    last = AURA_STATUS_COUNT - 1
    return any(
        later - first <= AURA_STATUS_HOURS for first, later in zip(ordered, ordered[last:], strict=False)
    )


def _label(facts: AuraFacts, met: Check, *, typical: bool, settings: ClinicalSettings) -> AuraLabel:
    if met.answer is NOT_MET:
        return AuraLabel.NOT_MET
    if met.answer is not MET:
        return AuraLabel.INSUFFICIENT
    if not typical:
        return AuraLabel.NON_TYPICAL
    in_time = _headache_in_time(facts, settings)
    if in_time is None:
        return AuraLabel.INSUFFICIENT
    return AuraLabel.TYPICAL if in_time else AuraLabel.TYPICAL_NO_HEADACHE


def _flags(symptoms: Sequence[AuraSymptom]) -> tuple[str, ...]:
    prolonged = any(
        each.kind != "motor" and each.minutes is not None and each.minutes > SYMPTOM_MINUTES[1]
        for each in symptoms
    )
    unresolved = any(each.resolved is False for each in symptoms)
    return ("PROLONGED_AURA",) * prolonged + ("SAFETY_CHECK",) * unresolved


def _lasts_as_aura(symptom: AuraSymptom) -> bool | None:
    if symptom.minutes is None:
        return None
    longest = MOTOR_MINUTES if symptom.kind == "motor" else SYMPTOM_MINUTES[1]
    return SYMPTOM_MINUTES[0] <= symptom.minutes <= longest


def _one_sided(symptom: AuraSymptom) -> bool | None:
    if symptom.kind == "speech" and not symptom.dysarthria:
        return True
    return symptom.unilateral


def _headache_in_time(facts: AuraFacts, settings: ClinicalSettings) -> bool | None:
    if facts.headache_lag_minutes is not None:
        return facts.headache_lag_minutes <= settings.aura_headache_lag_minutes
    return False if facts.headache is False else None


def _any(answers: list[bool | None]) -> bool | None:
    if any(answers):
        return True
    return None if None in answers else False


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers or not answers:
        return False
    return None if None in answers else True


def _known(answers: dict[str, bool | None]) -> dict[str, bool]:
    return {name: value for name, value in answers.items() if value is not None}
