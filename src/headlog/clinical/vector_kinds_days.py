"""Vector kinds of days and cycles: day, clear, norm, menses_day, menstrual."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from headlog.clinical.bounds import (
    BLOCK_DAYS,
    DayTally,
    headache_free_check,
    month_estimate,
    symptom_free_check,
)
from headlog.clinical.criteria import Treated
from headlog.clinical.cycle import cycle_day, in_window, menstrual_finding
from headlog.clinical.drugs import drug_class
from headlog.clinical.errors import VectorError
from headlog.clinical.overuse import CLASSES
from headlog.clinical.profiles import DayFacts, day_finding, profile_named
from headlog.clinical.settings import DEFAULTS
from headlog.clinical.vector_facts import Facts
from headlog.clinical.vector_kinds import Outcome, why
from headlog.clinical.vector_kinds_attacks import TREATED_WORDS, attack_features


def day(facts: Facts) -> Outcome:
    """R-DAY for one recorded day; no medicine and no aura unless the vector names them."""
    profile = profile_named(facts.take("profile", "default"))
    settings = replace(
        DEFAULTS, gepant_specific=bool(facts.answer("gepant_specific", DEFAULTS.gepant_specific))
    )
    found = day_finding(
        DayFacts(
            headache_minutes=facts.amount("headache_min", None),
            moderate_minutes=facts.amount("moderate_min", None),
            visual_aura_minutes=facts.amount("visual_aura_min", 0),
            acute=_classes(facts.take("acute", ())),
            relieved=_relieved(facts),
            person_says_migraine=facts.answer("person_says_migraine"),
            **attack_features(facts),
        ),
        profile,
        settings,
    )
    severe = found.moderate_severe
    results = {
        "headache_day": found.headache.as_bool,
        "migraine_day": found.migraine.as_bool,
        "modsev_day": None if severe is None else severe.as_bool,
        "profile": found.profile,
    }
    checks = {"headache": found.headache, "migraine": found.migraine}
    return Outcome(results, why(**checks) if severe is None else why(**checks, modsev=severe))


def clear(facts: Facts) -> Outcome:
    """R-CLEAR for one day."""
    recorded, headache = bool(facts.answer("recorded", True)), facts.answer("headache")
    acute = facts.take("acute", False)
    if not isinstance(acute, bool | None):
        acute = bool(_classes(acute))
    free = headache_free_check(recorded=recorded, headache=headache)
    symptom_free = symptom_free_check(
        recorded=recorded,
        headache=headache,
        symptoms=facts.answer("symptoms"),
        acute=acute,
    )
    results = {"headache_free": free.as_bool, "symptom_free": symptom_free.as_bool}
    return Outcome(results, why(headache_free=free, symptom_free=symptom_free))


def norm(facts: Facts) -> Outcome:
    """R-MISS for one window, of 28 days unless it says otherwise."""
    events, recorded = facts.count("events"), facts.count("recorded")
    told = events is not None
    tally = DayTally(
        counted=events or 0,
        recorded=recorded,
        length=facts.count("window", BLOCK_DAYS),
        # A count that is null says nothing about any recorded day.
        undecided=facts.count("undecided", 0) if told else recorded,
    )
    found = month_estimate(tally, facts.count("min_recorded", None))
    results = {
        "estimate": found.estimate if told else None,
        "lower": found.lower,
        "upper": found.upper,
        "reportable": found.reportable,
    }
    return Outcome(results, (f"{tally.counted} of {tally.recorded} recorded, {tally.length} in the window",))


def menses_day(facts: Facts) -> Outcome:
    """R-A1.1 day number."""
    began, on = facts.day("menses"), facts.day("date")
    results = {"day": cycle_day(on, began), "in_window": in_window(on, began)}
    return Outcome(results, (f"{(on - began).days} days from the first day of bleeding",))


def menstrual(facts: Facts) -> Outcome:
    """R-A1.1 over cycles; every day is recorded unless named otherwise."""
    menses, attacks = facts.days("menses"), facts.known_days("attacks")
    unrecorded = facts.days("unrecorded") + facts.days("missing")
    if attacks is None:
        # Whether an attack began is not known on any day.
        unrecorded += [began + timedelta(days=offset) for began in menses for offset in range(-2, 3)]
    found = menstrual_finding(menses, attacks or [], unrecorded=unrecorded)
    results = {
        "hits": found.hits, "status": found.status, "outside": found.outside, "cycles": found.cycles,
        "needs_clinician": True,
    }  # fmt: skip
    return Outcome(results, (*why(window=found.check), f"{found.outside} onsets outside"))


def _relieved(facts: Facts) -> bool | None:
    treated = facts.word("treated", TREATED_WORDS)
    return facts.answer(
        "acute_success", None if treated is None else TREATED_WORDS[treated] is Treated.SUCCESS
    )


def _classes(acute: object) -> frozenset[str] | None:
    if acute is None:
        return None
    names = acute if isinstance(acute, list | tuple) else [acute]
    classes = frozenset(part for name in names for part in _class_words(str(name)))
    if unknown := sorted(classes - CLASSES):
        raise VectorError(f"acute must be of {', '.join(sorted(CLASSES))}: got {', '.join(unknown)}.")
    return classes


def _class_words(name: str) -> frozenset[str]:
    """Classes that a word names: as a class, several joined by "+", or by a medicine's own name."""
    words = frozenset(name.strip().lower().split("+"))
    return words if words <= CLASSES or not (found := drug_class(name)).known else found.day_classes


DAY_KINDS: Mapping[str, Callable[[Facts], Outcome]] = {
    "day": day,
    "clear": clear,
    "norm": norm,
    "menses_day": menses_day,
    "menstrual": menstrual,
}
