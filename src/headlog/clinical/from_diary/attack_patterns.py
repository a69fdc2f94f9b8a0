"""Attacks of a diary against the criteria: one by one, over the lifetime, merged for counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from headlog.clinical.answers import MET, Check
from headlog.clinical.attacks import (
    Interval,
    MergedAttack,
    earlier_attacks_check,
    lifetime_labels,
    merged_attacks,
)
from headlog.clinical.aura import AuraFinding, aura_status_suspected
from headlog.clinical.criteria import MIGRAINE, Classification, counts_as_migraine
from headlog.clinical.diary_settings import settings_of
from headlog.clinical.from_diary.auras import aura_facts, known_aura
from headlog.clinical.recorded_attacks import HOUR, RecordedAttack, began_in, recorded_attacks
from headlog.clinical.settings import ClinicalSettings
from headlog.clinical.status import (
    LONGEST_REMISSION_HOURS,
    STATUS_HOURS,
    LongAttackFacts,
    StatusFinding,
    status_finding,
)
from headlog.diary.attack import Attack, BreakReason, Effect, PainBreak
from headlog.diary.diary import Diary
from headlog.diary.light import light
from headlog.diary.period import Period

# Words of the reasons of a break as knows them.
_REMISSION_WORDS = {
    BreakReason.MEDICINE: "medication",
    BreakReason.SLEEP: "sleep",
    BreakReason.OTHER: "other",
}


class AttackPattern(NamedTuple):
    """One attack against every criterion that reads one attack.

    Parameters
    ----------
    attack
        The attack with its facts.
    classification
        R-1.1, R-1.5, R-2.x, R-3.1, strictly.
    counts_as_migraine
        The lenient reading for people whom a clinician told "migraine".
    aura
        R-1.2; None without an aura.
    status
        R-1.4.1; None unless head pain may have lasted beyond 72 h.
    """

    attack: RecordedAttack
    classification: Classification
    counts_as_migraine: Check
    aura: AuraFinding | None
    status: StatusFinding | None


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Lifetime counts of ICHD-3 1.1 A and 1.2 A, from the diary and the person's own answers.

    Parameters
    ----------
    definite, auras
        Attacks of the diary that meet 1.1 B to D, and auras that meet 1.2 B and C: the least a life can have.
    labels
        Labels of the counts.
    earlier_attacks
        ICHD-3 1.3 B.
    """

    definite: int
    auras: int
    labels: tuple[str, ...]
    earlier_attacks: Check


def attack_patterns(
    diary: Diary, period: Period | None = None, settings: ClinicalSettings | None = None
) -> tuple[AttackPattern, ...]:
    """Every attack of a diary, or of a period by its onset, against the criteria."""
    chosen = settings_of(diary) if settings is None else settings
    key = ("attack patterns", chosen)
    if period is None or key in diary.answers:
        whole = diary.once(key, lambda: _patterns(diary, None, chosen))
        if period is None:
            return whole
        return tuple(each for each in whole if began_in(each.attack.attack, period))
    return _patterns(diary, period, chosen)


def _patterns(diary: Diary, period: Period | None, settings: ClinicalSettings) -> tuple[AttackPattern, ...]:
    known = migraine_named(diary)
    attacks = recorded_attacks(diary, period, settings=settings)
    return tuple(attack_pattern(each, known, settings) for each in attacks)


def attack_pattern(
    each: RecordedAttack,
    known_migraine: bool | None,
    settings: ClinicalSettings,
    *,
    overuse_pattern: bool | None = False,
) -> AttackPattern:
    """One attack against the criteria.

    Parameters
    ----------
    each
        The attack.
    known_migraine
        Whether a clinician has said migraine; None is not recorded.
    settings
        The named settings.
    overuse_pattern
        Whether R-8.2 finds the overuse pattern, which ICHD-3 codes instead of a long attack.
    """
    found = each.classified(settings)
    aura = aura_facts(each.attack)
    return light(AttackPattern, (
        each,
        found,
        counts_as_migraine(found, known_migraine),
        None if aura is None else known_aura(aura, settings),
        _status(each, known_migraine, overuse_pattern),
    ))  # fmt: skip


def migraine_named(diary: Diary) -> bool | None:
    """Whether a clinician has said migraine, as the person answered."""
    return None if diary.person is None else diary.person.clinician_says_migraine


def lifetime(
    diary: Diary,
    patterns: Sequence[AttackPattern] | None = None,
    settings: ClinicalSettings | None = None,
) -> Lifetime:
    """Lifetime counts as far as the diary and the person's answers know them.

    A young diary cannot count a life: the person's own answers to the
    lifetime questions stand beside its counts.
    """
    found = attack_patterns(diary, settings=settings) if patterns is None else patterns
    definite, auras = (
        {each.attack.attack.id for each in found if of(each)} for of in (_is_definite, _is_aura)
    )
    stated = None if diary.person is None else diary.person.five_attacks
    return Lifetime(
        len(definite),
        len(auras),
        lifetime_labels(len(definite), len(auras)),
        earlier_attacks_check(stated, len(definite | auras)),
    )


def three_auras_in_three_days(attacks: Iterable[Attack]) -> bool:
    """Whether three auras began within three days: same-day advice. One without a time of day is left out.

    References
    ----------
    .. [1] ICHD-3 A1.4.5 Migraine aura status, a research category. doi:10.1177/0333102417738202
    """
    onsets = [attack.aura_began or attack.onset for attack in attacks if attack.had_aura]
    return aura_status_suspected(
        [onset.middle.timestamp() / 3600 for onset in onsets if onset is not None and onset.timed]
    )


def merged_for_counts(
    attacks: Sequence[RecordedAttack], settings: ClinicalSettings
) -> tuple[MergedAttack, ...]:
    """Attacks with head pain merged for counts only; `members` are positions in `attacks`.

    An attack that the person made part of another (`part_of`) is one with it
    whatever the gap; one that is part of itself was kept apart and joins nothing.
    """
    groups = _joined_by_person(attacks)
    if not groups:
        return ()
    stretches = [[_stretch(attacks[at]) for at in members] for members in groups]
    origin = min(began for members in stretches for began, _ in members)
    intervals = [
        Interval(
            (min([began for began, _ in members]) - origin) / HOUR,
            (max([ended for _, ended in members]) - origin) / HOUR,
        )
        for members in stretches
    ]
    alone = [n for n, members in enumerate(groups) if any(_is_apart(attacks[at]) for at in members)]
    apart = frozenset(frozenset((n, other)) for n in alone for other in range(len(groups)) if other != n)
    found = merged_attacks(intervals, kept_apart=apart, settings=settings)
    return tuple(
        each._replace(members=tuple(sorted(at for n in each.members for at in groups[n]))) for each in found
    )


def _joined_by_person(attacks: Sequence[RecordedAttack]) -> list[list[int]]:
    """Positions of attacks with head pain, in groups that the person made one."""
    places = {each.attack.id: at for at, each in enumerate(attacks) if each.span is not None}
    groups: dict[int, list[int]] = {}
    for at in places.values():
        root, seen = at, {at}
        while (whole := places.get(attacks[root].attack.part_of or "")) is not None and whole not in seen:
            root = whole
            seen.add(whole)
        groups.setdefault(root, []).append(at)
    return list(groups.values())


def _is_apart(each: RecordedAttack) -> bool:
    return each.attack.part_of == each.attack.id


def _stretch(each: RecordedAttack) -> tuple[datetime, datetime]:
    assert each.span is not None
    return each.span.certain or (each.span.possible[0], each.span.possible[0])


def _is_definite(pattern: AttackPattern) -> bool:
    """Whether an attack meets B to D of ICHD-3 1.1."""
    return pattern.classification.label is MIGRAINE


def _is_aura(pattern: AttackPattern) -> bool:
    """Whether an attack meets B and C of ICHD-3 1.2."""
    aura = pattern.aura
    return aura is not None and aura.reversible.answer is MET and aura.features.answer is MET


def _status(
    each: RecordedAttack, known_migraine: bool | None, overuse_pattern: bool | None
) -> StatusFinding | None:
    if each.hours is None or each.hours[1] <= STATUS_HOURS:
        return None
    attack = each.attack
    least, most = each.hours
    longest, reason = _longest_break(attack)
    return status_finding(
        LongAttackFacts(
            duration_hours=least if least == most or least > STATUS_HOURS else None,
            longest_remission_hours=longest,
            remission_reason=reason,
            debilitating=_debilitating(attack),
            typical=_typical(attack),
            known_migraine=known_migraine,
            overuse_pattern=overuse_pattern,
        )
    )


class _Break(NamedTuple):
    """Least and most hours of a pain break, as its times allow, and why it was."""

    least: float
    most: float
    reason: str | None


def _longest_break(attack: Attack) -> tuple[float | None, str | None]:
    """Hours of the longest break and why it was, 0 for none; None while one may have been too long.

    A break without an end, or with times that allow more than the rule does, is not known to be short.
    """
    breaks = [_break(one) for one in attack.breaks]
    if not breaks:
        return 0.0, None
    surely = max(breaks, key=lambda one: one.least)
    if surely.least > LONGEST_REMISSION_HOURS:
        return surely.least, surely.reason
    longest = max(breaks, key=lambda one: one.most)
    return (None, None) if longest.most > LONGEST_REMISSION_HOURS else (longest.most, longest.reason)


def _break(one: PainBreak) -> _Break:
    reason = _REMISSION_WORDS.get(one.reason) if one.reason else None
    if one.ended is None:
        return _Break(0.0, math.inf, reason)
    least, most = one.ended.earliest - one.began.latest, one.ended.latest - one.began.earliest
    return _Break(max(least / HOUR, 0.0), max(most / HOUR, 0.0), reason)


def _debilitating(attack: Attack) -> bool | None:
    places = (attack.function.work, attack.function.home, attack.function.others)
    if Effect.UNABLE in places:
        return True
    return None if None in places else False


def _typical(attack: Attack) -> bool | None:
    if attack.unlike_usual is not None:
        return not attack.unlike_usual
    return True if attack.as_usual else None
