"""ICHD-3 attack criteria as explicit checklists: features recorded, never a diagnosis.

Rules R-1.1 (migraine without aura, B-D), R-1.5 (all but one), R-2.x
(tension-type, one attack) and R-3.1 (cluster-like, one attack), with the
precedence between their labels.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from headlog.clinical.answers import (
    MET,
    NOT_MET,
    UNKNOWN,
    UNTESTABLE,
    Answer,
    Check,
    all_of,
    any_of,
    at_least,
    fact,
)
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

# ICHD-3 2.1 B and 2.2 B: 30 minutes to 7 days.
TENSION_HOURS = (0.5, 168.0)
# ICHD-3 3.1 B: 15 to 180 minutes, untreated.
CLUSTER_HOURS = (0.25, 3.0)
CLUSTER_REGIONS = frozenset({"orbital", "supraorbital", "temporal"})
ONE_SIDED = frozenset({"unilateral", "left", "right"})
PEAK_WORDS = ("none", "mild", "moderate", "severe", "very_severe")


class Treated(StrEnum):
    """What an acute medicine did to the attack."""

    NONE = "none"
    UNSUCCESSFUL = "unsuccessful"
    SUCCESS = "success"


class Label(StrEnum):
    """What the recorded features of one attack look like, in order of precedence."""

    MIGRAINE = "MIGRAINE_FEATURES"
    SHORTENED = "MIGRAINE_FEATURES_SHORTENED_BY_TREATMENT"
    CLUSTER = "CLUSTER_LIKE_FEATURES"
    TENSION = "TTH_FEATURES"
    PROBABLE = "PROBABLE_MIGRAINE_FEATURES"
    INSUFFICIENT = "INSUFFICIENT_DATA"
    UNCLASSIFIED = "UNCLASSIFIED"


# What a length comes to, made once: a long diary asks thousands of times.
_NO_LENGTH = Check(UNKNOWN, (), ("duration",))
_LONG_ENOUGH = Check(MET, ("duration",), (), 1)
_TOO_LONG_OR_SHORT = Check(NOT_MET, ("duration",))
_RUNNING = Check(UNKNOWN, ("duration",), ("end of the headache",))
_RUNNING_WITHIN = Check(UNKNOWN, (), ("end of the headache",))
_CUT_SHORT = Check(UNTESTABLE, ("duration", "treatment"))
_TREATMENT_OPEN = Check(UNKNOWN, ("duration",), ("treatment",))
_SHORT_BY_ITSELF = Check(NOT_MET, ("duration", "treatment"))


# As a global: an enum attribute costs ten times as much.
MIGRAINE = Label.MIGRAINE


class HeadacheFeatures(Protocol):
    """Features of a headache, of an attack or of a day; None for what was not recorded."""

    @property
    def side(self) -> str | None:
        """Side of the head."""
        ...

    @property
    def quality(self) -> str | None:
        """Quality of the pain."""
        ...

    @property
    def peak(self) -> str | None:
        """Word for the strongest pain."""
        ...

    @property
    def aggravated(self) -> bool | None:
        """Whether activity made it worse."""
        ...

    @property
    def nausea(self) -> bool | None:
        """Whether there was nausea."""
        ...

    @property
    def vomiting(self) -> bool | None:
        """Whether there was vomiting."""
        ...

    @property
    def photophobia(self) -> bool | None:
        """Whether light bothered."""
        ...

    @property
    def phonophobia(self) -> bool | None:
        """Whether sound bothered."""
        ...


class AttackFacts(NamedTuple):
    """What one attack's record says; None everywhere means not recorded.

    Parameters
    ----------
    duration_hours
        Head pain from onset to end (waking, if asleep with pain and awake without), 0 or more.
    ongoing
        Whether the head pain was still there at `duration_hours`.
    treated
        What an acute medicine did.
    age
        Years; None is taken as adult.
    side
        `unilateral`, `left`, `right`, or another word for not one-sided.
    quality
        `pulsating`, `pressing`, `tightening`, or another word.
    peak
        Worst pain: `none`, `mild`, `moderate`, `severe`, `very_severe`.
    aggravated
        Worse with, or keeping from, routine activity; never derived from the pain number.
    nausea, vomiting, photophobia, phonophobia
        Present during the headache.
    region, autonomic, restless
        Where it hurt most, `orbital`, `supraorbital`, `temporal` or another word; an eye, nose or
        face sign on the side of the pain; agitation.
    """

    duration_hours: float | None = None
    ongoing: bool = False
    treated: Treated | None = None
    age: float | None = None
    side: str | None = None
    quality: str | None = None
    peak: str | None = None
    aggravated: bool | None = None
    nausea: bool | None = None
    vomiting: bool | None = None
    photophobia: bool | None = None
    phonophobia: bool | None = None
    region: str | None = None
    autonomic: bool | None = None
    restless: bool | None = None


# Fields after those of the length: what was felt.
_FEATURES = slice(4, None)


class Classification(NamedTuple):
    """One attack against the criteria.

    Criterion E cannot be computed, so `needs_clinician` is always true.
    """

    label: Label
    duration: Check
    pain: Check
    associated: Check
    tension: Check
    cluster: Check
    needs_clinician: bool = True

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of the facts whose answers could still change a criterion."""
        checks = (self.duration, self.pain, self.associated, self.tension, self.cluster)
        return tuple(dict.fromkeys(name for check in checks for name in check.unknown))


def peak_word(pain: int, settings: ClinicalSettings = DEFAULTS) -> str:
    """Word for a pain number from 0 to 10.

    Examples
    --------
    >>> peak_word(6), peak_word(7)
    ('moderate', 'severe')
    """
    none, mild, moderate, severe, very_severe = PEAK_WORDS
    if pain >= settings.very_severe_from:
        return very_severe
    if pain >= settings.severe_from:
        return severe
    if pain >= settings.moderate_from:
        return moderate
    return mild if pain >= 1 else none


def duration_check(facts: AttackFacts, settings: ClinicalSettings = DEFAULTS) -> Check:
    """ICHD-3 1.1 B: untreated or unsuccessfully treated, 4 to 72 h (2 to 72 h under 18), ends included.

    A shorter attack that a medicine ended is untestable; one still running,
    or whose treatment is not recorded, is unknown.
    """
    hours = facts.duration_hours
    if hours is None:
        return _NO_LENGTH
    under_18 = facts.age is not None and facts.age < 18
    minimum = settings.minimum_under_18_hours if under_18 else settings.minimum_adult_hours
    if hours > settings.maximum_attack_hours:
        return _TOO_LONG_OR_SHORT
    if hours >= minimum:
        return _LONG_ENOUGH
    if facts.ongoing:
        return _RUNNING
    if facts.treated is Treated.SUCCESS:
        return _CUT_SHORT
    return _TREATMENT_OPEN if facts.treated is None else _SHORT_BY_ITSELF


def pain_check(facts: HeadacheFeatures) -> Check:
    """ICHD-3 1.1 C: at least two of one-sided, pulsating, moderate or worse, worse with activity."""
    return at_least(
        2,
        {
            "side": None if facts.side is None else facts.side in ONE_SIDED,
            "quality": None if facts.quality is None else facts.quality == "pulsating",
            "peak pain": None if facts.peak is None else facts.peak not in ("none", "mild"),
            "worse with activity": facts.aggravated,
        },
    )


def associated_check(facts: HeadacheFeatures) -> Check:
    """ICHD-3 1.1 D: nausea or vomiting, or both light and sound."""
    return any_of(
        fact("nausea", facts.nausea),
        fact("vomiting", facts.vomiting),
        at_least(2, {"light": facts.photophobia, "sound": facts.phonophobia}),
    )


def tension_check(facts: AttackFacts) -> Check:
    """ICHD-3 2.1-2.2 B, C and D for one attack: the features of an episodic tension-type headache."""
    return all_of(_within(facts, TENSION_HOURS), *_tension_features(facts))


def _tension_features(facts: AttackFacts) -> tuple[Check, Check]:
    pain = at_least(
        2,
        {
            "side": None if facts.side is None else facts.side not in ONE_SIDED,
            "quality": None if facts.quality is None else facts.quality in ("pressing", "tightening"),
            "peak pain": None if facts.peak is None else facts.peak in ("mild", "moderate"),
            "worse with activity": None if facts.aggravated is None else not facts.aggravated,
        },
    )
    absent = at_least(
        3,
        {
            "nausea": None if facts.nausea is None else not facts.nausea,
            "vomiting": None if facts.vomiting is None else not facts.vomiting,
            "light or sound": _not_both(facts.photophobia, facts.phonophobia),
        },
    )
    return pain, absent


def cluster_check(facts: AttackFacts) -> Check:
    """ICHD-3 3.1 B, C for one attack: short, severe, one-sided around the eye, with signs or restlessness."""
    return all_of(_within(facts, CLUSTER_HOURS), *_cluster_features(facts))


def _cluster_features(facts: AttackFacts) -> tuple[Check, ...]:
    return (
        fact("peak pain", None if facts.peak is None else facts.peak in ("severe", "very_severe")),
        fact("side", None if facts.side is None else facts.side in ONE_SIDED),
        fact("region", None if facts.region is None else facts.region in CLUSTER_REGIONS),
        at_least(1, {"eye or nose signs": facts.autonomic, "restlessness": facts.restless}),
    )


def classify(facts: AttackFacts, settings: ClinicalSettings = DEFAULTS) -> Classification:
    """Classification of one attack by what was recorded, strictly.

    Parameters
    ----------
    facts
        The attack; unrecorded features stay unknown.
    settings
        The edges of the duration.

    References
    ----------
    .. [1] ICHD-3 1.1, 1.5, 2.1, 3.1. doi:10.1177/0333102417738202

    Examples
    --------
    >>> classify(AttackFacts(duration_hours=9, peak="severe", nausea=True)).label.value
    'INSUFFICIENT_DATA'
    """
    # Of the length only its answers matter, so that attacks alike in all else share one classification.
    return _classified(
        duration_check(facts, settings),
        (_within(facts, TENSION_HOURS), _within(facts, CLUSTER_HOURS)),
        facts[_FEATURES],
    )


@lru_cache(maxsize=4096)
def _classified(duration: Check, lengths: tuple[Check, Check], told: tuple[Any, ...]) -> Classification:
    features = AttackFacts(None, False, None, None, *told)
    pain, associated = pain_check(features), associated_check(features)
    tension = all_of(lengths[0], *_tension_features(features))
    cluster = all_of(lengths[1], *_cluster_features(features))
    label = _label((duration.answer, pain.answer, associated.answer), tension.answer, cluster.answer)
    return Classification(label, duration, pain, associated, tension, cluster)


@lru_cache(maxsize=4096)
def counts_as_migraine(found: Classification, known_migraine: bool | None) -> Check:
    """Whether an attack counts as migraine when attacks are only being counted.

    In a person whom a clinician has told "migraine", an attack that misses one
    criterion, or that a medicine cut short, still counts, even where the
    tension-type features fit as well. Without that, only the full pattern counts.

    Parameters
    ----------
    found
        The strict classification.
    known_migraine
        Whether a clinician has said migraine; None is not recorded.

    References
    ----------
    .. [1] ICHD-3 1.5, comment. doi:10.1177/0333102417738202
    """
    duration = (
        Check(MET, found.duration.decided_by) if found.duration.answer is UNTESTABLE else found.duration
    )
    checks = {"duration": duration, "pain features": found.pain, "associated": found.associated}
    strict = all_of(found.duration, found.pain, found.associated)
    if strict.answer is UNTESTABLE:
        strict = Check(NOT_MET, strict.decided_by)
    lenient = at_least(2, {name: check.as_bool for name, check in checks.items()})
    return any_of(strict, all_of(fact("migraine named by a clinician", known_migraine), lenient))


def _label(migraine: tuple[Answer, Answer, Answer], tension: Answer, cluster: Answer) -> Label:
    failed, open_ = migraine.count(NOT_MET), migraine.count(UNKNOWN)
    if failed == open_ == 0:
        return Label.SHORTENED if UNTESTABLE in migraine else Label.MIGRAINE
    if cluster is MET:
        return Label.CLUSTER
    if tension is MET:
        return Label.TENSION
    if failed == 1 and open_ == 0 and tension is NOT_MET:
        return Label.PROBABLE
    # With two criteria failed no unknown can bring migraine back; only the other two patterns are still open.
    undecided = failed <= 1 or UNKNOWN in (tension, cluster)
    return Label.INSUFFICIENT if undecided else Label.UNCLASSIFIED


def _within(facts: AttackFacts, hours: tuple[float, float]) -> Check:
    lasted = facts.duration_hours
    if lasted is None:
        return _NO_LENGTH
    if lasted > hours[1]:
        return _TOO_LONG_OR_SHORT
    if lasted >= hours[0]:
        return _LONG_ENOUGH
    return _RUNNING_WITHIN if facts.ongoing else _TOO_LONG_OR_SHORT


def _not_both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return True
    return None if first is None or second is None else False
