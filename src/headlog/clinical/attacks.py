"""Attacks as they are counted: lifetime counts (R-1.1 A, R-1.2 A) and merging (R-MERGE).

Merging is for attack counts only. Durations, criteria, safety, menstrual
onsets and the onset process use the attacks as they were recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from headlog.clinical.answers import Check, any_of, fact
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

# ICHD-3 1.1 A and 1.2 A.
MIGRAINE_ATTACKS = 5
AURA_ATTACKS = 2


class Interval(NamedTuple):
    """Head pain from `began` to `ended`, in hours from any origin; `ended` None is end unknown."""

    began: float
    ended: float | None = None

    @property
    def least_end(self) -> float:
        """Earliest the pain can have ended: an unknown end is never guessed to be later."""
        return self.began if self.ended is None else self.ended


class MergedAttack(NamedTuple):
    """One attack for counting, and the recorded attacks in it."""

    began: float
    ended: float
    members: tuple[int, ...]


def lifetime_labels(definite: int, auras: int) -> tuple[str, ...]:
    """Labels of the lifetime counts: enough attacks, or all there but the number.

    Parameters
    ----------
    definite
        Attacks that meet B, C and D of 1.1, over the whole life as known.
    auras
        Attacks that meet B and C of 1.2.

    Examples
    --------
    >>> lifetime_labels(5, 1)
    ('1.1_COUNT_MET', '1.5.2_ONLY_COUNT_MISSING')
    """
    labels = []
    if definite:
        labels.append("1.1_COUNT_MET" if definite >= MIGRAINE_ATTACKS else "1.5.1_ONLY_COUNT_MISSING")
    if auras:
        labels.append("1.2_COUNT_MET" if auras >= AURA_ATTACKS else "1.5.2_ONLY_COUNT_MISSING")
    return tuple(labels)


def earlier_attacks_check(stated: bool | None, in_diary: int) -> Check:
    """ICHD-3 1.3 B: five past attacks as the person answered, or as the diary holds them.

    A diary with fewer than five attacks does not say that there were fewer:
    without the person's answer that stays unknown.

    Parameters
    ----------
    stated
        The answer to whether there were five such attacks; None is not answered.
    in_diary
        Attacks of the diary that meet B to D of 1.1, or B and C of 1.2, or both, each once.

    References
    ----------
    .. [1] ICHD-3 1.3 B: at least five attacks, of migraine without aura, with aura, or some of each.
       doi:10.1177/0333102417738202
    """
    return any_of(
        fact("five earlier attacks", stated), fact("attacks in the diary", in_diary >= MIGRAINE_ATTACKS)
    )


def merged_attacks(
    intervals: Sequence[Interval],
    *,
    kept_apart: Collection[frozenset[int]] = frozenset(),
    settings: ClinicalSettings = DEFAULTS,
) -> tuple[MergedAttack, ...]:
    """Attacks after joining those less than the gap apart, for counts only.

    Pain without a break is one attack whatever its length. Across breaks a
    chain grows only while its whole length stays within the cap. Two attacks
    that the person kept apart never share a chain.

    Parameters
    ----------
    intervals
        Recorded head pain, in any order.
    kept_apart
        Pairs of positions in `intervals` that the person kept apart.

    Returns
    -------
    tuple of MergedAttack
        In order of onset; `members` are positions in `intervals`.

    References
    ----------
    .. [1] van der Arend 2023, Leiden diary: gaps under 24 h are merged.

    Examples
    --------
    >>> [each.members for each in merged_attacks([Interval(0, 10), Interval(30, 40), Interval(64, 70)])]
    [(0, 1), (2,)]
    """
    chains: list[MergedAttack] = []
    for run in _runs(intervals, kept_apart):
        if chains and _joins(chains[-1], run, kept_apart, settings):
            last = chains.pop()
            run = MergedAttack(last.began, max(last.ended, run.ended), last.members + run.members)
        chains.append(run)
    return tuple(chains)


def _runs(intervals: Sequence[Interval], kept_apart: Collection[frozenset[int]]) -> list[MergedAttack]:
    """Intervals that touch or overlap, as one: no break, nothing to merge across."""
    order = sorted(range(len(intervals)), key=lambda at: (intervals[at].began, intervals[at].least_end))
    runs: list[MergedAttack] = []
    for at in order:
        run = MergedAttack(intervals[at].began, intervals[at].least_end, (at,))
        if runs and run.began <= runs[-1].ended and not _apart(runs[-1], run, kept_apart):
            last = runs.pop()
            run = MergedAttack(last.began, max(last.ended, run.ended), last.members + run.members)
        runs.append(run)
    return runs


def _joins(
    chain: MergedAttack, run: MergedAttack, kept_apart: Collection[frozenset[int]], settings: ClinicalSettings
) -> bool:
    near = run.began - chain.ended < settings.attack_merge_gap_hours
    within_cap = max(chain.ended, run.ended) - chain.began <= settings.merge_chain_cap_hours
    return near and within_cap and not _apart(chain, run, kept_apart)


def _apart(one: MergedAttack, other: MergedAttack, kept_apart: Collection[frozenset[int]]) -> bool:
    return any(frozenset((a, b)) in kept_apart for a in one.members for b in other.members)
