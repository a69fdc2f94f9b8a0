"""What the checker gives back: features, criteria, the neck in the phases, what to log, what to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headlog.clinical.answers import Answer
from headlog.clinical.criteria import cluster_check, pain_check
from headlog.web.journal.criteria import Listing
from headlog.web.public.checker.compared import MEDICINE_LEVELS, attack_facts, listings
from headlog.web.public.checker.questions import NECK_TIMES, STEPS, Shape
from headlog.web.public.checker.state import State

MOST_TO_LOG, MOST_TO_ASK = 6, 3
# What each time is called, after ICHD-3's definitions of terms and Lampl 2015.
NECK_WORDS = {
    "before_2_48": "lies in the hours that the classification calls prodrome",
    "before_2": "lies just before the pain: prodrome in the wide sense, or the attack itself beginning",
    "at_onset": "begins with the attack's pain, as it did most often in a diary study",
    "during": "is part of the pain phase",
    "after": "lies in the after-phase, the postdrome",
    "between": "lies outside the phases of an attack",
}
NOT_AN_ORIGIN = (
    "These times do not tell where the neck trouble comes from. An examination can tell what they cannot."
)
TO_LOG = (
    (("duration", "end of the headache"), "When head pain begins and when it ends."),
    (("side", "region"), "The side and the place of the pain in each attack."),
    (("quality", "peak pain"), "What the pain is like, and how strong it is at its worst."),
    (("worse with activity",), "Whether walking or stairs make it worse."),
    (("nausea", "vomiting", "light", "sound", "light or sound"), "Nausea, light, sound: yes or no in each."),
    (("eye or nose signs", "restlessness"), "Eye or nose signs, and whether you can keep still."),
    (("whether there was an aura", "kinds of aura", "gradual spread", "in succession", "5 to 60 min each",
      "one-sided", "positive", "headache within 60 min", "aura gone completely"),
     "For each aura symptom: which, how long, one side or both."),
    (("headache days", "days with these features", "more than three months"),
     "Every day with and without headache, for two months or more."),
    (tuple(words for _, words, _ in MEDICINE_LEVELS), "Each day with an acute medicine, and which."),
)  # fmt: skip
NECK_TO_LOG = (
    ("neck_times", "How long before or after head pain the neck begins, each time."),
    ("neck_alone", "Neck trouble with no headache after it: it counts as much."),
    ("neck_cause", "Whether a cause was noticed first, and when."),
    ("movements", "Which movements bring it on, and whether turning is limited."),
)
ALWAYS_TO_LOG = "The early signs, with every neck episode and on some quiet days too."


@dataclass(frozen=True, slots=True)
class Result:
    """One page to take along.

    Parameters
    ----------
    features
        Heading to what was answered there, in words.
    listings
        The lists of criteria with what the answers come to.
    neck
        How the neck fits the phases; empty when nothing was said of it.
    to_log
        What to log next, most useful first.
    to_ask
        Questions to take along, at most three.
    """

    features: tuple[tuple[str, str], ...]
    listings: tuple[Listing, ...]
    neck: tuple[str, ...]
    to_log: tuple[str, ...]
    to_ask: tuple[str, ...]


def result_of(state: State) -> Result:
    """Result of the answers so far; nothing answered is "cannot tell" throughout."""
    lists = listings(state)
    return Result(_features(state), lists, _neck(state), _to_log(state, lists), _to_ask(state))


def _features(state: State) -> tuple[tuple[str, str], ...]:
    found = []
    for step in STEPS:
        yes: list[str] = []
        no: list[str] = []
        other: list[str] = []
        for question in step.questions:
            values = state.said.get(question.name)
            if values is None:
                continue
            if question.shape is Shape.ANSWER:
                (yes if values == ("yes",) else no).append(question.short)
            else:
                other.append(f"{question.short}: {question.said(values)}")
        parts = [", ".join(yes)] if yes else []
        parts += other
        parts += [f"not: {', '.join(no)}"] if no else []
        if parts:
            found.append((step.heading, "; ".join(parts)))
    return tuple(found)


def _neck(state: State) -> tuple[str, ...]:
    times = state.many("neck_times") or ()
    if state.answer("neck") is not True and not times:
        return ()
    found = [f"{NECK_TIMES[time]}: {NECK_WORDS[time]}." for time in times]
    if not times:
        found.append("When it begins was left open, so it has no place in the phases yet.")
    alone = state.answer("neck_alone")
    if alone is True:
        found.append("It also comes with no headache after it; how often decides what a warning is worth.")
    if alone is None:
        found.append("Whether it also comes with no headache after it was left open.")
    return (*found, NOT_AN_ORIGIN)


def _to_log(state: State, lists: Iterable[Listing]) -> tuple[str, ...]:
    missing = {name for each in lists for line in each.lines for name in line.check.unknown}
    neck_first = [words for name, words in NECK_TO_LOG if state.answer("neck") and name not in state.said]
    rest = [words for names, words in TO_LOG if missing & set(names)]
    return tuple([*neck_first[:2], *rest, *neck_first[2:], ALWAYS_TO_LOG][:MOST_TO_LOG])


def _to_ask(state: State) -> tuple[str, ...]:
    return tuple([*_asked_first(state), *_asked_else(state)][:MOST_TO_ASK])


def _asked_first(state: State) -> list[str]:
    """What a clinician should hear of before anything else."""
    found = []
    facts = attack_facts(state)
    if cluster_check(facts).answer is Answer.MET:
        found.append("My attacks are short, severe and one-sided, with eye or nose signs or restlessness. "
                     "What should be looked at?")  # fmt: skip
    kinds = set(state.many("aura_kinds") or ())
    if kinds & {"motor_weakness", "brainstem", "retinal"}:
        found.append("My aura comes with weakness, with spinning or double vision, or in one eye. Does that "
                     "need a closer look?")  # fmt: skip
    reached = [
        f"{words}: {days}"
        for name, words, level in MEDICINE_LEVELS
        if (days := state.number(name)) is not None and days >= level
    ]
    if reached:
        found.append(f"My medicine days a month ({', '.join(reached)}) are at the level that clinicians ask "
                     "about. What does that mean for me?")  # fmt: skip
    if (days := state.number("headache_days")) is not None and days >= 15:
        found.append(f"I have headache on about {days} days a month. What does that number mean?")
    if state.answer("never_stopped"):
        found.append("It began one day and has not stopped since. What follows from that?")
    if state.answer("rising"):
        found.append("My headache days are becoming more. What should we look at?")
    return found


def _asked_else(state: State) -> list[str]:
    found = []
    if state.answer("neck") or state.many("neck_times"):
        found.append("My neck is part of this. Would an examination of the neck tell more than its times do?")
    if state.answer("same_side"):
        found.append("The pain keeps to one side. Does that matter?")
    if pain_check(attack_facts(state)).answer is Answer.UNKNOWN:
        found.append("Which features of my attacks should I write down until we meet again?")
    found.append("What would you call these attacks, and how sure can we be?")
    found.append("What should I record, and for how long, before we decide anything?")
    return found
