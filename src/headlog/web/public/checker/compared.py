"""Answers of the checker beside the listed criteria, by the same rules as a recorded attack."""

from __future__ import annotations

from dataclasses import replace

from headlog.clinical.answers import Check, all_of, any_of, fact
from headlog.clinical.aura import AuraFacts, aura_finding, aura_symptom
from headlog.clinical.criteria import AttackFacts, Treated, classify, peak_word
from headlog.clinical.overuse import HEADACHE_DAYS, OTHER_CLASS_DAYS, SIMPLE_ANALGESIC_DAYS
from headlog.clinical.recorded_attacks import REGION_WORDS
from headlog.clinical.settings import DEFAULTS
from headlog.web.journal.criteria import Line, Listing, aura_listing, migraine_listing, other_listings
from headlog.web.public.checker.questions import HOURS, MINUTES
from headlog.web.public.checker.state import State

# Numbers of days a month with a medicine, and the level at which clinicians speak of overuse.
MEDICINE_LEVELS = (
    ("triptan_days", "triptan days", OTHER_CLASS_DAYS),
    ("other_days", "opioid, ergot or combined painkiller days", OTHER_CLASS_DAYS),
    ("simple_days", "simple painkiller days", SIMPLE_ANALGESIC_DAYS),
)


def attack_facts(state: State) -> AttackFacts:
    """The usual attack as the rules know one; what was left open stays unknown."""
    pain, region = state.number("worst_pain"), state.one("region")
    return AttackFacts(
        duration_hours=HOURS.get(state.one("hours") or ""),
        # The question is about head pain that no medicine ends.
        treated=Treated.NONE,
        side=state.one("side"),
        quality=state.one("quality"),
        peak=None if pain is None else peak_word(pain),
        aggravated=state.answer("activity"),
        nausea=state.answer("nausea"),
        vomiting=state.answer("vomiting"),
        photophobia=state.answer("light"),
        phonophobia=state.answer("sound"),
        region=None if region is None else REGION_WORDS.get(region, region),
        autonomic=state.answer("eye_nose"),
        restless=state.answer("restless"),
    )


def aura_facts(state: State) -> AuraFacts | None:
    """The usual aura; None when its kinds were not said."""
    kinds = state.many("aura_kinds")
    if not kinds:
        return None
    minutes = MINUTES.get(state.one("aura_minutes") or "")
    gone, gradual, one_sided = (state.answer(f"aura_{name}") for name in ("gone", "gradual", "one_sided"))
    symptoms = [aura_symptom(kind, minutes=minutes, gradual=gradual, unilateral=one_sided) for kind in kinds]
    resolved = [replace(symptom, resolved=gone) for symptom in symptoms]
    headache = state.answer("aura_headache")
    lag = DEFAULTS.aura_headache_lag_minutes if headache else None
    return AuraFacts(resolved, state.answer("aura_succession"), headache, lag)


def listings(state: State) -> tuple[Listing, ...]:
    """The usual attack, aura and frequency beside each list."""
    found = classify(attack_facts(state))
    five = Line(
        "A", "Five or more attacks like this", fact("number of attacks", state.answer("five_attacks"))
    )
    head = [migraine_listing(found, five), *_aura(state), *other_listings(found)]
    return (*head, _chronic(state), _medicines(state))


def _aura(state: State) -> tuple[Listing, ...]:
    had = state.answer("aura")
    if had is False:
        return ()
    two = Line("A", "Two or more auras", fact("number of auras", state.answer("two_auras")))
    facts = aura_facts(state) if had else None
    if facts is None:
        kinds = fact("kinds of aura" if had else "whether there was an aura", None)
        return (Listing("Aura", "ICHD-3 1.2", (two, Line("B–C", "Kinds and course of the symptoms", kinds))),)
    return (aura_listing(aura_finding(facts), two),)


def _chronic(state: State) -> Listing:
    long = fact("more than three months", state.answer("long_enough"))
    days = _reaches(state, "headache_days", "headache days", int(DEFAULTS.chronic_headache_days))
    features = _reaches(
        state, "migraine_days", "days with these features", int(DEFAULTS.chronic_migraine_days)
    )
    earlier = fact("number of attacks", state.answer("five_attacks"))
    return Listing("The range that clinicians call chronic", "ICHD-3 1.3", (
        Line("A", "Headache on 15 or more days a month for more than 3 months", all_of(days, long)),
        Line("B", "Five earlier attacks", earlier),
        Line("C", "These features on 8 or more days a month for more than 3 months", all_of(features, long)),
    ))  # fmt: skip


def _medicines(state: State) -> Listing:
    long = fact("more than three months", state.answer("long_enough"))
    days = _reaches(state, "headache_days", "headache days", HEADACHE_DAYS)
    levels = any_of(*(_reaches(state, name, words, level) for name, words, level in MEDICINE_LEVELS))
    regular = (
        "10 days a month with a triptan, opioid, ergot or combined painkiller, or 15 with a simple one, for "
        "more than 3 months"
    )
    headache = Line("A", "Headache on 15 or more days a month", days)
    return Listing("Medicine days", "ICHD-3 8.2", (headache, Line("B", regular, all_of(levels, long))))


def _reaches(state: State, name: str, words: str, level: int) -> Check:
    days = state.number(name)
    return fact(words if days is None else f"{words} {days}", None if days is None else days >= level)
