"""Day profiles (R-DAY): what makes a headache, migraine or moderate-severe day, by named definition.

"Migraine day" has no single definition. Each number carries the name of the
profile that counted it; a profile's version rises when its rule changes. A
person's own profile is `dataclasses.replace` of one of these with its own id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from headlog.clinical.answers import MET, NOT_MET, UNKNOWN, Check, all_of, any_of, fact
from headlog.clinical.criteria import associated_check, pain_check
from headlog.clinical.errors import UnknownName
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

# ICHD-3 1.2 C3, and (b) of the van der Arend 2023 proposal.
VISUAL_AURA_MINUTES = (5.0, 60.0)
# ICHD-3 1.3 C3 names triptans and ergots; gepants and ditans came later.
TRIPTAN_OR_ERGOT = frozenset({"triptan", "ergot"})
NEWER_SPECIFIC = frozenset({"gepant", "ditan"})
# Kinds of intake that are no acute medicine.
NOT_ACUTE = frozenset({"not_counted"})


class Features(StrEnum):
    """Which features of the headache a profile asks for."""

    PAIN_AND_ASSOCIATED = "at least 2 of 4 pain features and an associated one"
    PAIN_OR_ASSOCIATED = "at least 2 of 4 pain features or an associated one"
    PERSON_SAYS = "the person says migraine"


@dataclass(frozen=True, slots=True)
class Profile:
    """A named, versioned definition of days.

    Parameters
    ----------
    id, version, title, source
        The name printed with every number, and where the definition comes from.
    migraine_minutes
        Least minutes of headache for the feature rule.
    features
        What the feature rule asks for.
    moderate_severe_minutes
        Least minutes at moderate or worse; None where the source defines no such day.
    aura_counts
        Whether a visual aura of 5 to 60 min makes the day.
    specific
        Medicine classes whose intake makes a migraine day.
    specific_needs_headache
        Whether that intake counts only on a headache day.
    specific_makes_moderate_severe
        Whether that intake makes a moderate-severe day, in place of successful treatment.
    headache_minutes
        Least minutes of a headache day without an acute medicine.
    """

    id: str
    version: int
    title: str
    source: str
    migraine_minutes: float
    features: Features
    moderate_severe_minutes: float | None
    aura_counts: bool = False
    specific: frozenset[str] = TRIPTAN_OR_ERGOT
    specific_needs_headache: bool = False
    specific_makes_moderate_severe: bool = False
    headache_minutes: float = 30.0


_ALL_SPECIFIC = TRIPTAN_OR_ERGOT | NEWER_SPECIFIC
_BOTH, _EITHER = Features.PAIN_AND_ASSOCIATED, Features.PAIN_OR_ASSOCIATED

PROFILES: Mapping[str, Profile] = MappingProxyType({
    profile.id: profile
    for profile in (
        Profile("default", 1, "Default (30 minutes)", "van der Arend 2023 (a), (b), (c)", 30, _BOTH, 30,
                aura_counts=True, specific=_ALL_SPECIFIC, specific_needs_headache=True),
        Profile("leiden_strict", 1, "Strict (4 hours)", "van der Arend 2023, IHS 2018", 240, _BOTH, 240,
                aura_counts=True, specific=_ALL_SPECIFIC, specific_needs_headache=True),
        Profile("strive", 1, "Erenumab trials", "Goadsby 2017; Tepper 2017", 30, _EITHER, None),
        Profile("evolve", 1, "Galcanezumab trials", "Stauffer, Skljarevski, Detke 2018", 30, _EITHER,
                None, specific=frozenset()),
        Profile("halo_em", 1, "Fremanezumab trials, episodic", "Dodick 2018", 120, _EITHER, 120,
                specific_makes_moderate_severe=True),
        Profile("halo_cm", 1, "Fremanezumab trials, chronic", "Silberstein 2017", 240, _EITHER, 240,
                specific_makes_moderate_severe=True),
        Profile("patient_reported", 1, "As the person says", "what the person takes the headache for", 30,
                Features.PERSON_SAYS, 30, aura_counts=False, specific=frozenset()),
    )
})  # fmt: skip


class DayFacts(NamedTuple):
    """What the record says about headache on one local day, or in one part of it; None is not recorded.

    Light, because a year has a thousand of them.

    Parameters
    ----------
    headache_minutes
        Minutes of headache on the day, 0 for none.
    moderate_minutes
        Minutes at moderate or worse, credited ones included; when None, from the minutes and `peak`.
    credited_minutes
        Whole length of a headache credited to this day because no single day of it is long enough.
    side, quality, peak, aggravated, nausea, vomiting, photophobia, phonophobia
        As in `criteria.AttackFacts`.
    visual_aura_minutes
        Longest visual aura on the day, 0 for none.
    acute
        Classes of acute medicines taken for headache on the day; None is not recorded.
    relieved
        Whether an acute medicine worked.
    person_says_migraine
        What the person takes the headache for.
    """

    headache_minutes: float | None = None
    moderate_minutes: float | None = None
    credited_minutes: float = 0.0
    side: str | None = None
    quality: str | None = None
    peak: str | None = None
    aggravated: bool | None = None
    nausea: bool | None = None
    vomiting: bool | None = None
    photophobia: bool | None = None
    phonophobia: bool | None = None
    visual_aura_minutes: float | None = None
    acute: frozenset[str] | None = None
    relieved: bool | None = None
    person_says_migraine: bool | None = None


class DayFinding(NamedTuple):
    """One day by one profile; `moderate_severe` is None where the profile defines no such day."""

    profile: str
    headache: Check
    migraine: Check
    moderate_severe: Check | None


def profile_named(name: str) -> Profile:
    """Profile by its id, in any case.

    Raises
    ------
    UnknownName
        When no profile has that id.
    """
    try:
        return PROFILES[name.lower()]
    except KeyError:
        raise UnknownName("A day profile", name, PROFILES) from None


def day_finding(
    facts: DayFacts, profile: Profile = PROFILES["default"], settings: ClinicalSettings = DEFAULTS
) -> DayFinding:
    """Finding of one recorded day by one profile.

    A migraine day is always a headache day, so an aura without pain makes both.

    References
    ----------
    .. [1] van der Arend 2023, migraine days in daily e-diaries (default, leiden_strict).
    .. [2] Tassorelli 2018, IHS guideline on trials in chronic migraine (4-hour moderate-severe day).

    Examples
    --------
    >>> aura_only = DayFacts(headache_minutes=0, visual_aura_minutes=20, acute=frozenset())
    >>> day_finding(aura_only).headache.answer.value
    'met'
    """
    pain_day = headache_check(facts, profile)
    migraine = migraine_check(facts, profile, settings)
    return DayFinding(profile.id, any_of(pain_day, migraine), migraine, moderate_severe_check(facts, profile))


def headache_check(facts: DayFacts, profile: Profile) -> Check:
    """Headache day: long enough, or any headache treated with an acute medicine."""
    return any_of(
        _lasting("headache", _longest(facts), profile.headache_minutes),
        all_of(_any_headache(facts), _took(facts, None)),
    )


def migraine_check(facts: DayFacts, profile: Profile, settings: ClinicalSettings = DEFAULTS) -> Check:
    """Migraine day: features for long enough, an aura, or a specific medicine, as the profile says."""
    specific = profile.specific if settings.gepant_specific else profile.specific - NEWER_SPECIFIC
    ways = [
        all_of(_lasting("headache", _longest(facts), profile.migraine_minutes), _features(facts, profile))
    ]
    if profile.aura_counts:
        ways.append(_visual_aura(facts))
    if specific:
        took = _took(facts, specific)
        ways.append(all_of(took, _any_headache(facts)) if profile.specific_needs_headache else took)
    return any_of(*ways)


def moderate_severe_check(facts: DayFacts, profile: Profile) -> Check | None:
    """Moderate-severe day, or None where the profile's source defines none."""
    if profile.moderate_severe_minutes is None:
        return None
    long = _moderate_long(facts, profile.moderate_severe_minutes)
    if profile.specific_makes_moderate_severe:
        return any_of(long, _took(facts, profile.specific))
    relieved = all_of(_any_headache(facts), _took(facts, None), fact("medicine worked", facts.relieved))
    return any_of(long, relieved)


def chronic_migraine_day_check(facts: DayFacts, settings: ClinicalSettings = DEFAULTS) -> Check:
    """Migraine day as ICHD-3 1.3 C reads it: C and D for 30 min or more, aura, or relief by triptan or ergot.

    A gepant or ditan counts beside them when `gepant_specific` is set.
    """
    specific = TRIPTAN_OR_ERGOT | (NEWER_SPECIFIC if settings.gepant_specific else frozenset())
    return any_of(
        all_of(_lasting("headache", _longest(facts), 30), pain_check(facts), associated_check(facts)),
        _visual_aura(facts),
        all_of(_took(facts, specific), fact("medicine worked", facts.relieved)),
    )


def _features(facts: DayFacts, profile: Profile) -> Check:
    if profile.features is Features.PERSON_SAYS:
        return fact("what the person takes it for", facts.person_says_migraine)
    pain, associated = pain_check(facts), associated_check(facts)
    both = profile.features is Features.PAIN_AND_ASSOCIATED
    return all_of(pain, associated) if both else any_of(pain, associated)


def _longest(facts: DayFacts) -> float | None:
    return None if facts.headache_minutes is None else max(facts.headache_minutes, facts.credited_minutes)


def _lasting(what: str, minutes: float | None, least: float) -> Check:
    return fact(f"minutes of {what}", None if minutes is None else minutes >= least)


def _any_headache(facts: DayFacts) -> Check:
    return fact("headache", None if facts.headache_minutes is None else facts.headache_minutes > 0)


def _moderate_long(facts: DayFacts, least: float) -> Check:
    if facts.moderate_minutes is not None:
        return _lasting("moderate or severe headache", facts.moderate_minutes, least)
    peak = None if facts.peak is None else facts.peak not in ("none", "mild")
    return all_of(_lasting("headache", _longest(facts), least), fact("peak pain", peak))


def _visual_aura(facts: DayFacts) -> Check:
    minutes = facts.visual_aura_minutes
    if minutes is None:
        return Check(UNKNOWN, (), ("visual aura",))
    shortest, longest = VISUAL_AURA_MINUTES
    return (
        Check(MET, ("visual aura",), (), 1)
        if shortest <= minutes <= longest
        else Check(NOT_MET, ("visual aura",))
    )


def _took(facts: DayFacts, classes: frozenset[str] | None) -> Check:
    """Whether an acute medicine of `classes` (None: of any class) was taken."""
    if facts.acute is None:
        return Check(UNKNOWN, (), ("acute medicine",))
    taken = facts.acute - NOT_ACUTE if classes is None else facts.acute & classes
    return fact("acute medicine", bool(taken))
