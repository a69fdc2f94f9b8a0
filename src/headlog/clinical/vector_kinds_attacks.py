"""Vector kinds of single attacks and their counts: attack, aura, status, lifetime, merge, overlap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from headlog.clinical.attacks import Interval, lifetime_labels, merged_attacks
from headlog.clinical.aura import AuraFacts, AuraSymptom, aura_finding
from headlog.clinical.criteria import (
    CLUSTER_REGIONS,
    ONE_SIDED,
    PEAK_WORDS,
    AttackFacts,
    Treated,
    classify,
    counts_as_migraine,
    peak_word,
)
from headlog.clinical.errors import VectorError
from headlog.clinical.local_days import headache_days, minutes_by_day
from headlog.clinical.settings import DEFAULTS
from headlog.clinical.status import LongAttackFacts, status_finding
from headlog.clinical.vector_facts import Facts
from headlog.clinical.vector_kinds import Outcome, why

TREATED_WORDS = {
    "none": Treated.NONE, "success": Treated.SUCCESS, "unsuccessful": Treated.UNSUCCESSFUL,
    "failure": Treated.UNSUCCESSFUL, "failed": Treated.UNSUCCESSFUL, "fail": Treated.UNSUCCESSFUL,
    "partial": Treated.UNSUCCESSFUL,
}  # fmt: skip
GRADES = frozenset({"none", "mild", "moderate", "severe", "very_severe"})
SIDES = ONE_SIDED | {"bilateral", "both", "midline", "alternating", "shifting", "none", "other"}
# Other words that people and vectors use: throbbing is what ICHD-3 calls pulsating, a squeeze what it calls
# tightening.
QUALITIES = {
    word: word
    for word in (
        "pulsating",
        "pressing",
        "tightening",
        "stabbing",
        "sharp",
        "shooting",
        "burning",
        "dull",
        "aching",
        "boring",
        "electric",
        "sore",
        "none",
        "other",
    )
} | {"throbbing": "pulsating", "pressure": "pressing", "tight": "tightening", "squeezing": "tightening"}
REGIONS = CLUSTER_REGIONS | {
    "frontal", "parietal", "occipital", "suboccipital", "vertex", "neck", "nuchal", "face", "jaw",
    "whole_head", "diffuse", "other",
}  # fmt: skip
# A vector may call its zone by any of these.
ZONE_KEYS = ("zone", "tz", "timezone")
LONGEST_OVERLAP = timedelta(days=366)
AURA_WORDS = {"speech_language": "speech", "language": "speech", "aphasia": "speech"}


def attack_features(facts: Facts) -> dict[str, Any]:
    """Features that an attack and a day share, as the vectors write them."""
    nausea = facts.take("nausea", None)
    if nausea is not None and not isinstance(nausea, bool) and nausea not in GRADES:
        raise VectorError(f"nausea must be true, false, null or a grade: got {nausea}.")
    peak = facts.take("peak", None)
    if isinstance(peak, int) and not isinstance(peak, bool):
        peak = peak_word(facts.amount("peak", None, 10))
    if peak is not None and peak not in PEAK_WORDS:
        raise VectorError(f"peak must be one of {', '.join(PEAK_WORDS)}: got {peak}.")
    quality = facts.word("quality", QUALITIES)
    return {
        "side": facts.word("side", SIDES),
        "quality": None if quality is None else QUALITIES[quality],
        "peak": peak,
        "aggravated": facts.answer("aggravated"),
        "nausea": nausea if nausea is None or isinstance(nausea, bool) else nausea != "none",
        "vomiting": facts.answer("vomiting"),
        "photophobia": facts.answer("photophobia"),
        "phonophobia": facts.answer("phonophobia"),
    }


def attack(facts: Facts) -> Outcome:
    """R-1.1, R-1.5, R-2.x, R-3.1 for one attack, of an untreated adult unless the vector says otherwise."""
    treated = facts.word("treated", TREATED_WORDS, "none")
    found = classify(
        AttackFacts(
            duration_hours=facts.amount("duration_h", None),
            ongoing=bool(facts.answer("ongoing", False)),
            treated=None if treated is None else TREATED_WORDS[treated],
            age=facts.amount("age", 35),
            region=facts.word("region", REGIONS),
            autonomic=facts.answer("autonomic"),
            restless=facts.answer("restless"),
            **attack_features(facts),
        )
    )
    counted = counts_as_migraine(found, facts.answer("known_migraine", True))
    results = {
        "B": found.duration.answer, "C": found.pain.answer, "C_n": found.pain.true_count,
        "D": found.associated.answer, "tth": found.tension.answer, "cluster": found.cluster.answer,
        "label": found.label, "counts_as_migraine": counted.as_bool, "needs_clinician": True,
    }  # fmt: skip
    because = why(
        B=found.duration, C=found.pain, D=found.associated, tth=found.tension, cluster=found.cluster
    )
    return Outcome(results, because)


def aura(facts: Facts) -> Outcome:
    """R-1.2 for one aura; an absent boolean of a vector is false, unlike in the public functions."""
    symptoms = [_aura_symptom(Facts(each)) for each in facts.rows("symptoms")]
    lag = facts.number("headache_lag_min", None)
    found = aura_finding(
        AuraFacts(
            symptoms,
            succession=bool(facts.answer("succession", False)),
            headache=lag is not None,
            headache_lag_minutes=lag,
        )
    )
    results = {
        "B": found.reversible.answer, "C": found.features.answer, "C_n": found.features.true_count,
        "label": found.label, "flags": found.flags, "tell_clinician": found.tell_clinician,
        "needs_clinician": True,
    }  # fmt: skip
    return Outcome(results, why(B=found.reversible, C=found.features))


def status(facts: Facts) -> Outcome:
    """R-1.4.1 for one long attack; an absent boolean is false, but migraine is taken as known."""
    found = status_finding(
        LongAttackFacts(
            duration_hours=facts.amount("duration_h", None),
            longest_remission_hours=facts.amount("remission_max_h", 0),
            remission_reason=facts.take("remission_reason", "none"),
            debilitating=facts.answer("debilitating", False),
            typical=facts.answer("typical", False),
            known_migraine=facts.answer("known_migraine", True),
            overuse_pattern=facts.answer("moh", False),
        )
    )
    results = {"label": found.label, "same_day_advice": found.same_day_advice, "needs_clinician": True}
    return Outcome(results, why(long=found.long, debilitating=found.debilitating))


def lifetime(facts: Facts) -> Outcome:
    """R-1.1 A and R-1.2 A by lifetime counts."""
    # What was not counted may be any number: labels are given for what is known to be there.
    definite, auras = facts.count("definite_mwoa", 0) or 0, facts.count("aura", 0) or 0
    return Outcome({"labels": lifetime_labels(definite, auras)}, (f"{definite} attacks, {auras} auras",))


def merge(facts: Facts) -> Outcome:
    """R-MERGE on intervals in hours."""
    settings = replace(
        DEFAULTS,
        attack_merge_gap_hours=facts.amount("gap_h", DEFAULTS.attack_merge_gap_hours),
        merge_chain_cap_hours=facts.amount("chain_cap_h", DEFAULTS.merge_chain_cap_hours),
    )
    intervals = [_interval(each) for each in facts.rows("intervals")]
    apart = {frozenset(each) for each in facts.take("kept_apart", None) or ()}
    chains = merged_attacks(intervals, kept_apart=apart, settings=settings)
    spans = [[chain.began, chain.ended] for chain in chains]
    return Outcome({"n": len(chains), "attacks": spans}, (f"attacks {spans}",))


def overlap(facts: Facts) -> Outcome:
    """R-OVERLAP from local times, in UTC unless a zone is named."""
    zone = ZoneInfo(next(filter(None, [facts.take(name, None) for name in ZONE_KEYS]), "UTC"))
    least = facts.amount("min_overlap", DEFAULTS.minimum_overlap_minutes)
    began, ended = _moment(facts.take("start"), zone), _moment(facts.take("end"), zone)
    if ended - began > LONGEST_OVERLAP:
        raise VectorError(f"A headache must end within a year: got {began} to {ended}.")
    minutes = minutes_by_day(began, ended, zone)
    days = headache_days(minutes, replace(DEFAULTS, minimum_overlap_minutes=least))
    return Outcome({"days": days}, tuple(f"{day}: {lasted:g} min" for day, lasted in minutes.items()))


def _aura_symptom(facts: Facts) -> AuraSymptom:
    kind = facts.take("type")
    symptom = AuraSymptom(
        kind=AURA_WORDS.get(kind, kind),
        minutes=facts.amount("minutes", None),
        gradual=facts.answer("gradual", False),
        unilateral=facts.answer("unilateral", False),
        positive=facts.answer("positive", False),
        resolved=facts.answer("resolved", True),
        dysarthria=bool(facts.answer("dysarthria", False)),
    )
    facts.must_be_used_up()
    return symptom


def _interval(pair: Any) -> Interval:
    match pair:
        case [int() | float() as began, int() | float() as ended] if began <= ended and not any(
            isinstance(each, bool) for each in pair
        ):
            return Interval(began, ended)
    raise VectorError(f"An interval must be a begin and an end in hours: got {pair}.")


def _moment(value: object, zone: ZoneInfo) -> datetime:
    if value is None:
        raise VectorError("A time must be such as 2026-03-10T08:00: got none.")
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


ATTACK_KINDS: Mapping[str, Callable[[Facts], Outcome]] = {
    "attack": attack,
    "aura": aura,
    "status": status,
    "lifetime": lifetime,
    "merge": merge,
    "overlap": overlap,
}
