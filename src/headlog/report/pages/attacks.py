"""Section 6: attack features and aura, as counts with how often each was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from statistics import median
from typing import TypeVar

from headlog.clinical.answers import MET
from headlog.clinical.criteria import ONE_SIDED, Label, Treated
from headlog.clinical.from_diary.attack_patterns import (
    AttackPattern,
    merged_for_counts,
    migraine_named,
    three_auras_in_three_days,
)
from headlog.clinical.label_words import ATTACK_FEATURES, ATTACK_WORDS, AURA_WORDS, AURAS_CLOSE, LONG_ATTACKS
from headlog.clinical.status import StatusLabel
from headlog.clinical.wording import Reader, Wording
from headlog.diary.head_pain import End
from headlog.diary.vocabulary import LabelOf
from headlog.report.document import Block, Column, Fact, Facts, Lines, Section, Table
from headlog.report.reading import Reading
from headlog.report.words import counted, listed, of, said_day, said_number

Word = TypeVar("Word", bound=StrEnum)

EMPTY = "No attack began in this period. Log one when it comes, even with nothing but its start."
WORSE_THAN_MILD = ("moderate", "severe", "very_severe")


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
    auras = _said_of(Counter(each.aura.label for each in patterns if each.aura is not None), AURA_WORDS)
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
    facts = [each.attack.facts for each in patterns]
    merged = merged_for_counts(reading.attacks, reading.settings)
    strict = sum(each.classification.label is Label.MIGRAINE for each in patterns)
    lenient = sum(each.counts_as_migraine.answer is MET for each in patterns)
    known = migraine_named(reading.diary) is True
    total = len(patterns)
    told = [
        Fact("Attacks", str(total), "R-MERGE", f"{len(merged)} when those under 24 h apart count as one"),
        Fact("With the features of ICHD-3 1.1 B–D", of(strict, total), "R-1.1"),
    ]  # fmt: skip
    if known:
        told.append(Fact("Counted as migraine once a clinician has said so", of(lenient, total), "R-1.5"))
    if long := _beyond_72_hours(patterns):
        told.append(Fact("Longer than 72 h", of(len(long), total), "R-1.4.1"))
    told += [
        *_durations(patterns),
        _shares("C", (
            ("one-sided", [_among(f.side, ONE_SIDED) for f in facts]),
            ("pulsating", [_among(f.quality, ("pulsating",)) for f in facts]),
            ("moderate or worse", [_among(f.peak, WORSE_THAN_MILD) for f in facts]),
            ("worse with activity", [f.aggravated for f in facts]),
        )),
    ]  # fmt: skip
    return Facts("Head pain", tuple(told))


def _with_it(patterns: Sequence[AttackPattern], label: LabelOf) -> Block:
    facts = [each.attack.facts for each in patterns]
    both = [_both(f.photophobia, f.phonophobia) for f in facts]
    began_in = Counter(each.attack.attack.began_in for each in patterns)
    asked = len(patterns) - began_in[None]
    told = [
        _shares("D", (
            ("nausea", [f.nausea for f in facts]),
            ("vomiting", [f.vomiting for f in facts]),
            ("both light and sound", both),
        )),
        _share("Eye or nose signs", [f.autonomic for f in facts], "R-3.1"),
        _share("Restless", [f.restless for f in facts], "R-3.1"),
    ]  # fmt: skip
    if asked:
        where = [f"{place.value} {began_in[place]}" for place in began_in if place is not None]
        told.append(Fact("Began in", listed(sorted(where)), "R-TALLY", note=f"of {asked} asked"))
    bothersome = Counter(each.attack.attack.most_bothersome for each in patterns)
    bothersome.pop(None, None)
    if bothersome:
        most = [f"{label('sign', word or '')} {count}" for word, count in bothersome.most_common(3)]
        told.append(Fact("Most bothersome", listed(most), "R-TALLY"))
    return Facts("With it", tuple(told))


def _aura(patterns: Sequence[AttackPattern], label: LabelOf) -> Block:
    answers = [each.attack.attack.had_aura for each in patterns]
    told = [_share("Aura", answers, "R-1.2")]
    auras = [each for each in patterns if each.aura is not None]
    if three_auras_in_three_days(each.attack.attack for each in patterns):
        told.append(Fact("Three or more within three days", "recorded", "R-1.2"))
    if auras:
        met = sum(each.aura is not None and each.aura.features.answer is MET for each in auras)
        without = sum(each.attack.attack.headache is False for each in auras)
        kinds = Counter(
            label("aura", symptom.symptom)
            for each in auras
            for symptom in each.attack.attack.aura_symptoms
            if symptom.symptom
        )
        lasted = [
            symptom.minutes
            for each in auras
            for symptom in each.attack.attack.aura_symptoms
            if symptom.minutes is not None
        ]
        told += [
            Fact("With 3 of the 6 features of ICHD-3 1.2 C", of(met, len(auras)), "R-1.2"),
            Fact("Without headache", of(without, len(auras)), "R-1.2"),
            Fact(
                "Kinds", listed([f"{kind} {count}" for kind, count in kinds.most_common(4)], "not recorded")
            ),
        ]
        if lasted:
            long = sum(minutes > 60 for minutes in lasted)
            told.append(
                Fact("Longest symptom", f"{said_number(max(lasted), 0)} min", "R-1.2",
                     f"{long} of {len(lasted)} beyond 60 min")
            )  # fmt: skip
    return Facts("Aura", tuple(told))


NO_DURATION = {
    End.KNOWN: "times too coarse",
    End.ONGOING: "still going on",
    End.UNKNOWN: "end not known",
}


def _durations(patterns: Sequence[AttackPattern]) -> list[Fact]:
    untreated, success = "untreated or without success", "treated with success"
    groups: dict[str, list[tuple[float, float]]] = {untreated: [], success: []}
    left_out: Counter[str] = Counter()
    for each in patterns:
        # What decides the criterion may be known where the length is not: both its ends go into the median.
        hours, known = each.attack.hours, each.attack.facts.duration_hours is not None
        if hours is None or not known or each.attack.facts.ongoing:
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


def _median(hours: Sequence[tuple[float, float]]) -> str:
    """Median between the one of the shortest and the one of the longest durations that the times allow."""
    least, most = (said_number(median(ends)) for ends in zip(*hours, strict=True))
    return f"{least} h" if least == most else f"{least}–{most} h"


def _no_duration(each: AttackPattern) -> str:
    """Why the length of an attack's head pain is not told."""
    span = each.attack.span
    return "no head pain with times" if span is None else NO_DURATION[span.end]


def _shares(criterion: str, answers: Sequence[tuple[str, Sequence[bool | None]]]) -> Fact:
    """Several features in one line, each with how often it was recorded."""
    said = [f"{words} {_yes_of(given)}" for words, given in answers]
    return Fact(f"Features of {criterion}", listed(said), "R-1.1")


def _share(words: str, answers: Iterable[bool | None], rule: str) -> Fact:
    return Fact(words, _yes_of(answers), rule)


def _yes_of(answers: Iterable[bool | None]) -> str:
    known = [answer for answer in answers if answer is not None]
    return of(sum(known), len(known)) if known else "not recorded"


def _among(value: str | None, accepted: Collection[str]) -> bool | None:
    return None if value is None else value in accepted


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if None in (one, other) else True


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
        return "none"
    if pattern.attack.facts.ongoing:
        return f"{said_number(hours[0])} or more"
    least, most = hours
    return (
        said_number(least)
        if round(least, 1) == round(most, 1)
        else f"{said_number(least)}–{said_number(most)}"
    )
