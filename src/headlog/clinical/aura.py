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
        `visual`, `sensory`, `speech`, `motor`, `brainstem` or `retinal`; None for one of which the kind
        was not recorded, such as one in the person's own words.
    minutes
        How long it lasted, 0 or more.
    gradual, unilateral, positive
        Spread over at least 5 min; one-sided; adds something (zigzag, tingling) rather than takes away.
    resolved
        Whether it went away completely.
    dysarthria
        For `speech`: slurred rather than lost for words; only loss of words always counts as one-sided.
    """

    kind: str | None
    minutes: float | None = None
    gradual: bool | None = None
    unilateral: bool | None = None
    positive: bool | None = None
    resolved: bool | None = True
    dysarthria: bool = False

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind not in TYPICAL_KINDS | OTHER_KINDS:
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
    minutes
        How long the whole aura lasted, 0 or more; the hour of the rule is each symptom's own.
    """

    symptoms: Sequence[AuraSymptom] | None
    succession: bool | None = None
    headache: bool | None = None
    headache_lag_minutes: float | None = None
    minutes: float | None = None


class AuraFinding(NamedTuple):
    """One aura against the criteria; `flags` are safety marks, never a label.

    `typical` is None while the kind of a symptom is not known.
    """

    label: AuraLabel
    reversible: Check
    features: Check
    typical: bool | None
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
    symptom, not their sum, has 60 min. Whether a symptom of no known kind was
    one of an aura is open, so what it would settle stays open too.

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
            "gradual spread": _any([_of_an_aura(symptom, symptom.gradual) for symptom in symptoms]),
            "in succession": facts.succession if len(symptoms) != 1 or facts.succession else False,
            "5 to 60 min each": _all([_lasts_as_aura(symptom) for symptom in symptoms]),
            "one-sided": _any([_one_sided(symptom) for symptom in symptoms]),
            "positive": _any([_of_an_aura(symptom, symptom.positive) for symptom in symptoms]),
            "headache within 60 min": _headache_in_time(facts, settings),
        },
    )


def aura_finding(facts: AuraFacts, settings: ClinicalSettings = DEFAULTS) -> AuraFinding:
    """Finding of one aura: its label, three-valued criteria and safety marks.

    Returns
    -------
    AuraFinding
        `flags` holds `PROLONGED_AURA` (a symptom other than weakness beyond 60 min, as
        recorded or because the whole aura outlasts its symptoms) and `SAFETY_CHECK` (a symptom that has
        not gone).

    Examples
    --------
    >>> weak = AuraSymptom("motor", minutes=300, unilateral=True)
    >>> aura_finding(AuraFacts([weak], headache=False)).tell_clinician
    True
    """
    symptoms = facts.symptoms or ()
    gone = None if facts.symptoms is None else _any([_of_an_aura(each, each.resolved) for each in symptoms])
    reversible = fact("aura gone completely", gone)
    features = aura_features(facts, settings)
    typical = _typical(facts)
    return AuraFinding(
        _label(facts, all_of(reversible, features), typical=typical, settings=settings),
        reversible, features, typical, typical is False, safety_marks(facts),
    )  # fmt: skip


def safety_marks(facts: AuraFacts) -> tuple[str, ...]:
    """Safety marks of one aura, whatever its criteria come to.

    Examples
    --------
    >>> safety_marks(AuraFacts(None, minutes=120))
    ('PROLONGED_AURA',)
    """
    symptoms = facts.symptoms or ()
    prolonged = any(_beyond_an_hour(each) for each in symptoms) or _outlasts_its_symptoms(facts)
    unresolved = any(each.resolved is False for each in symptoms)
    return ("PROLONGED_AURA",) * prolonged + ("SAFETY_CHECK",) * unresolved


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


def _label(facts: AuraFacts, met: Check, *, typical: bool | None, settings: ClinicalSettings) -> AuraLabel:
    if met.answer is NOT_MET:
        return AuraLabel.NOT_MET
    if met.answer is not MET:
        return AuraLabel.INSUFFICIENT
    if typical is False:
        return AuraLabel.NON_TYPICAL
    in_time = _headache_in_time(facts, settings)
    if typical is None or in_time is None:
        return AuraLabel.INSUFFICIENT
    return AuraLabel.TYPICAL if in_time else AuraLabel.TYPICAL_NO_HEADACHE


def _typical(facts: AuraFacts) -> bool | None:
    """Whether it is visual, sensory or speech alone (1.2.1); None while a kind is not known."""
    if facts.symptoms is None:
        return None
    kinds = {symptom.kind for symptom in facts.symptoms}
    if kinds & OTHER_KINDS:
        return False
    return None if None in kinds else True


def _beyond_an_hour(symptom: AuraSymptom) -> bool:
    return symptom.kind != "motor" and symptom.minutes is not None and symptom.minutes > SYMPTOM_MINUTES[1]


def _outlasts_its_symptoms(facts: AuraFacts) -> bool:
    """Whether the whole aura is longer than an hour for each symptom, so that one of them must be.

    An aura of which no symptom was named has one at least. What each symptom lasted says it better, and
    weakness may last for days.
    """
    symptoms = facts.symptoms or ()
    told = bool(symptoms) and all(symptom.minutes is not None for symptom in symptoms)
    if facts.minutes is None or told or any(symptom.kind == "motor" for symptom in symptoms):
        return False
    return facts.minutes > SYMPTOM_MINUTES[1] * max(1, len(symptoms))


def _of_an_aura(symptom: AuraSymptom, answer: bool | None) -> bool | None:
    """Answer about a symptom of an aura; a yes of a symptom of no known kind stays open."""
    return None if symptom.kind is None and answer else answer


def _lasts_as_aura(symptom: AuraSymptom) -> bool | None:
    if symptom.minutes is None:
        return None
    longest = MOTOR_MINUTES if symptom.kind == "motor" else SYMPTOM_MINUTES[1]
    lasts = SYMPTOM_MINUTES[0] <= symptom.minutes <= longest
    return True if lasts else None if symptom.kind is None else False


def _one_sided(symptom: AuraSymptom) -> bool | None:
    if symptom.kind is None:
        return None
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
