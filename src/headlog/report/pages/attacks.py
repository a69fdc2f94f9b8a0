"""Section 6: attack features and aura, as counts with how often each was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import TypeVar

from headlog.clinical.criteria import Label, Treated
from headlog.clinical.from_diary.attack_patterns import (
    AttackPattern,
    merged_for_counts,
    migraine_named,
    three_auras_in_three_days,
)
from headlog.clinical.from_diary.features import (
    Feature,
    Hours,
    feature_counts,
    known_hours,
    median_hours,
    told,
)
from headlog.clinical.label_words import (
    ATTACK_FEATURES,
    ATTACK_WORDS,
    AURA_WORDS,
    AURAS_CLOSE,
    AURAS_TO_TELL,
    LONG_ATTACKS,
)
from headlog.clinical.status import StatusLabel
from headlog.clinical.wording import Reader, Wording
from headlog.diary.head_pain import End
from headlog.diary.vocabulary import LabelOf
from headlog.report.document import Block, Column, Fact, Facts, Lines, Section, Table
from headlog.report.reading import Reading
from headlog.report.words import counted, listed, of, said_day, said_number

Word = TypeVar("Word", bound=StrEnum)

# Symptoms of the criteria: their answers are counted whether graded or ticked.
COUNTED_ABOVE = ("nausea", "vomiting", "photophobia", "phonophobia")
MOST_TICKED = 4
BELIEF = "a belief, not a finding"
EMPTY = "No attack began in this period. Log one when it comes, even with nothing but its start."


def attacks_section(reading: Reading, number: int = 6) -> Section:
    """Features of head pain on the left, what came with it and aura on the right."""
    patterns, label = reading.patterns, reading.diary.label
    if not patterns:
        return Section(number, "Attacks and aura", ((Facts("", (), EMPTY),),))
    return Section(
        number,
        "Attacks and aura",
        ((_pain(reading, patterns),), (_with_it(patterns, label),), (_aura(patterns, label),)),
    )


def attack_table(reading: Reading) -> Table:
    """Every attack of the period, a row each."""
    patterns = reading.patterns
    columns = (
        Column("Onset", numeric=False), Column("Head pain, h"), Column("Strongest"),
        Column("Side", numeric=False), Column("With it", numeric=False), Column("Aura", numeric=False),
        Column("Acute medicine", numeric=False), Column("Pattern of features", "R-1.1", numeric=False),
    )  # fmt: skip
    rows = tuple(_attack_row(each) for each in patterns)
    days = tuple(onset.day for each in patterns if (onset := each.attack.attack.onset) is not None)
    return Table("Attacks", columns, rows, empty=EMPTY, days=days, speaks_of="day")


def pattern_lines(reading: Reading, reader: Reader) -> tuple[Lines, ...]:
    """How many attacks, and how many auras, have the features of each list; those of none are left out."""
    patterns = reading.patterns
    labels = Counter(each.classification.label for each in patterns if _may_ache(each))
    attacks = _said_of(labels, ATTACK_WORDS)
    if long := _beyond_72_hours(patterns):
        worst = sum(each.status is not None and each.status.label is StatusLabel.PATTERN for each in long)
        attacks.append(LONG_ATTACKS.filled(count=len(long), total=labels.total(), pattern=worst))
    found = [each.aura for each in patterns if each.aura is not None]
    auras = _said_of(Counter(aura.label for aura in found), AURA_WORDS)
    if to_tell := sum(aura.tell_clinician for aura in found):
        auras.append(AURAS_TO_TELL.filled(count=to_tell, total=len(found)))
    if three_auras_in_three_days(each.attack.attack for each in patterns):
        auras.append(AURAS_CLOSE)
    return tuple(
        Lines(heading, tuple(str(each.to(reader)) for each in said), rule=rule)
        for heading, said, rule in (
            ("Head pain beside the lists", attacks, "R-1.1"),
            ("Auras beside the lists", auras, "R-1.2"),
        )
        if said
    )


def _said_of(labels: Counter[Word], words: Mapping[Word, Wording]) -> list[Wording]:
    return [
        said.filled(count=labels[label_], total=labels.total())
        for label_, said in words.items()
        if labels[label_]
    ]


def _beyond_72_hours(patterns: Sequence[AttackPattern]) -> list[AttackPattern]:
    return [each for each in patterns if each.status is not None and each.status.same_day_advice]


def _may_ache(pattern: AttackPattern) -> bool:
    return pattern.attack.attack.had_headache is not False


def _pain(reading: Reading, patterns: Sequence[AttackPattern]) -> Block:
    counts = feature_counts(patterns)
    merged = merged_for_counts(reading.attacks, reading.settings)
    aching = [each for each in patterns if _may_ache(each)]
    facts = [
        Fact("Attacks", str(len(patterns)), "R-MERGE",
             f"{len(merged)} when those under 24 h apart count as one"),
        _strict_fact(aching),
    ]  # fmt: skip
    if migraine_named(reading.diary) is True:
        lenient = [each.counts_as_migraine.as_bool for each in aching]
        facts.append(_told_fact("Counted as migraine once a clinician has said so", "R-1.5", lenient))
    long = [_lasted_beyond_72_hours(each) for each in aching]
    if any(long):
        facts.append(_told_fact("Longer than 72 h", "R-1.4.1", long))
    facts += [
        *_durations(patterns),
        _shares("C", counts, ("one-sided", "pulsating", "moderate or worse", "worse with activity")),
    ]
    return Facts("Head pain", tuple(facts))


def strict_share(patterns: Sequence[AttackPattern]) -> tuple[Feature, tuple[str, ...]]:
    """Attacks with the features of 1.1 B to D, of those that can be told; and what the others lack."""
    labels = Counter(each.classification.label for each in patterns if _may_ache(each))
    left_out = {"with too little recorded": Label.INSUFFICIENT, "shortened by treatment": Label.SHORTENED}
    answered = labels.total() - sum(labels[label_] for label_ in left_out.values())
    open_ = tuple(f"{labels[label_]} {words}" for words, label_ in left_out.items() if labels[label_])
    return Feature(labels[Label.MIGRAINE], answered), open_


def _strict_fact(patterns: Sequence[AttackPattern]) -> Fact:
    share, open_ = strict_share(patterns)
    said = of(share.yes, share.answered) if share.answered else "cannot be told"
    return Fact("With the features of ICHD-3 1.1 B–D", said, "R-1.1", listed(open_))


def _told_fact(words: str, rule: str, answers: Sequence[bool | None]) -> Fact:
    """A count of those that can be told, with how many cannot."""
    share, unknown = told(answers), answers.count(None)
    said = of(share.yes, share.answered) if share.answered else "cannot be told"
    return Fact(words, said, rule, f"{unknown} cannot be told" if unknown and share.answered else "")


def _lasted_beyond_72_hours(pattern: AttackPattern) -> bool | None:
    if pattern.status is not None and pattern.status.same_day_advice:
        return True
    # How long one without a known end went on is not told.
    is_open = pattern.status is not None or pattern.attack.facts.ongoing
    return None if is_open else False


def _with_it(patterns: Sequence[AttackPattern], label: LabelOf) -> Block:
    counts = feature_counts(patterns)
    began_in = Counter(each.attack.attack.began_in for each in patterns)
    asked = len(patterns) - began_in[None]
    facts = [
        _shares("D", counts, ("nausea", "vomiting", "both light and sound")),
        Fact("Eye or nose signs", _yes_of(counts["eye or nose signs"]), "R-3.1"),
        Fact("Restless", _yes_of(counts["restless"]), "R-3.1"),
    ]  # fmt: skip
    if felt := [name for name in ("smell", "touch") if counts[name].answered]:
        said = listed(f"{name} {_yes_of(counts[name])}" for name in felt)
        facts.append(Fact("Sensitive to", said, "R-TALLY", "touch: the skin hurt when touched"))
    if asked:
        where = [f"{place.value} {began_in[place]}" for place in began_in if place is not None]
        facts.append(Fact("Began in", listed(sorted(where)), "R-TALLY", note=f"of {asked} asked"))
    bothersome = Counter(each.attack.attack.most_bothersome for each in patterns)
    bothersome.pop(None, None)
    if bothersome:
        most = [f"{label('sign', word or '')} {count}" for word, count in bothersome.most_common(3)]
        note = f"of {bothersome.total()} asked"
        facts.append(Fact("Most bothersome", listed(most), "R-TALLY", note=note))
    attacks = [each.attack.attack for each in patterns]
    others = [[word for word in each.symptoms if word not in COUNTED_ABOVE] for each in attacks]
    facts += _ticked("Also ticked", others, partial(label, "sign"))
    believed = [each.suspected_triggers for each in attacks]
    facts += _ticked("Suspected by the person", believed, partial(label, "suspected_trigger"), BELIEF)
    return Facts("With it", tuple(facts))


def _ticked(
    what: str, lists: Sequence[Sequence[str]], words: Callable[[str], str], note: str = ""
) -> list[Fact]:
    """What was ticked most among lists; nothing where none was: an empty list is no answer."""
    told = [dict.fromkeys(each) for each in lists if each]
    if not told:
        return []
    most = Counter(word for each in told for word in each).most_common(MOST_TICKED)
    named = f"named in {of(len(told), len(lists))}"
    said = listed([f"{words(word)} {count}" for word, count in most])
    return [Fact(what, said, "R-TALLY", f"{named}; {note}" if note else named)]


def _aura(patterns: Sequence[AttackPattern], label: LabelOf) -> Block:
    facts = [Fact("Aura", _yes_of(feature_counts(patterns)["aura"]), "R-1.2")]
    auras = [each for each in patterns if each.aura is not None]
    if three_auras_in_three_days(each.attack.attack for each in patterns):
        facts.append(Fact("Three or more within three days", "recorded", "R-1.2"))
    if not auras:
        return Facts("Aura", tuple(facts))
    ached = [each.attack.attack.had_headache for each in auras]
    symptoms = [symptom for each in auras for symptom in each.attack.attack.aura_symptoms]
    kinds = Counter(label("aura", symptom.symptom) for symptom in symptoms if symptom.symptom)
    named = sum(any(one.symptom for one in each.attack.attack.aura_symptoms) for each in auras)
    most = listed([f"{kind} {count}" for kind, count in kinds.most_common(4)], "not recorded")
    features = [each.aura.features.as_bool for each in auras if each.aura is not None]
    facts += [
        _told_fact("With 3 of the 6 features of ICHD-3 1.2 C", "R-1.2", features),
        _told_fact("Without headache", "R-1.2", [None if each is None else not each for each in ached]),
        Fact("Kinds", most, "R-TALLY", f"named in {of(named, len(auras))}"),
    ]
    lasted = [symptom.minutes for symptom in symptoms if symptom.minutes is not None]
    if lasted:
        long = sum(minutes > 60 for minutes in lasted)
        facts.append(
            Fact("Longest symptom", f"{said_number(max(lasted), 0)} min", "R-1.2",
                 f"{long} of {len(lasted)} beyond 60 min")
        )  # fmt: skip
    return Facts("Aura", tuple(facts))


NO_DURATION = {
    End.KNOWN: "times too coarse",
    End.ONGOING: "still going on",
    End.UNKNOWN: "end not known",
}


def _durations(patterns: Sequence[AttackPattern]) -> list[Fact]:
    untreated, success = "untreated or without success", "treated with success"
    groups: dict[str, list[Hours]] = {untreated: [], success: []}
    left_out: Counter[str] = Counter()
    for each in patterns:
        # What decides the criterion may be known where the length is not: both its ends go into the median.
        hours = known_hours(each)
        if hours is None:
            left_out[_no_duration(each)] += 1
        elif each.attack.treated is Treated.SUCCESS:
            groups[success].append(hours)
        elif each.attack.treated is not None:
            groups[untreated].append(hours)
        else:
            left_out["treatment or its result not known"] += 1
    facts = [
        Fact(f"Median duration, {name}", _median(found), "R-1.1", f"of {counted(len(found), 'attack')}")
        for name, found in groups.items()
        if found
    ]
    if left_out:
        why = listed(f"{words} {count}" for words, count in left_out.most_common())
        facts.append(Fact("Duration not counted", of(left_out.total(), len(patterns)), "R-TALLY", why))
    return facts


def _median(hours: Sequence[Hours]) -> str:
    least, most = (said_number(end) for end in median_hours(hours))
    return f"{least} h" if least == most else f"{least}–{most} h"


def _no_duration(each: AttackPattern) -> str:
    """Why the length of an attack's head pain is not told."""
    span = each.attack.span
    return "no head pain with times" if span is None else NO_DURATION[span.end]


def _shares(criterion: str, counts: Mapping[str, Feature], names: Sequence[str]) -> Fact:
    """Several features in one line, each with how often it was recorded."""
    said = [f"{name} {_yes_of(counts[name])}" for name in names]
    return Fact(f"Features of {criterion}", listed(said), "R-1.1")


def _yes_of(feature: Feature) -> str:
    return of(feature.yes, feature.answered) if feature.answered else "not recorded"


def _attack_row(pattern: AttackPattern) -> tuple[str, ...]:
    recorded = pattern.attack
    attack, facts = recorded.attack, recorded.facts
    onset = attack.onset
    pain = attack.peak_pain
    with_it = [
        words
        for words, answer in (
            ("nausea", facts.nausea), ("vomiting", facts.vomiting), ("light", facts.photophobia),
            ("sound", facts.phonophobia),
        )
        if answer
    ]  # fmt: skip
    return (
        "not known"
        if onset is None
        else said_day(onset.day) + (f" {onset.local:%H:%M}" if onset.timed else ""),
        _hours(pattern),
        "–" if pain is None else f"{pain}/10",
        "–" if attack.side is None else attack.side.value.replace("_", " "),
        listed(with_it, "–"),
        {True: "yes", False: "no", None: "–"}[attack.had_aura],
        listed([dose.medicine for dose in recorded.doses], "–"),
        ATTACK_FEATURES[pattern.classification.label],
    )


def _hours(pattern: AttackPattern) -> str:
    hours = pattern.attack.hours
    if hours is None:
        return "none" if pattern.attack.attack.had_headache is False else "–"
    if pattern.attack.facts.ongoing:
        return f"{said_number(hours[0])} or more"
    least, most = hours
    return (
        said_number(least)
        if round(least, 1) == round(most, 1)
        else f"{said_number(least)}–{said_number(most)}"
    )
