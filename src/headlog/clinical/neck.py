"""Neck episodes (R-NECK): unfollowed ones counted, base rate beside the share, side-lock; never an origin.

An examination can tell what a diary cannot.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from headlog.clinical.errors import OutOfBounds
from headlog.clinical.settings import DEFAULTS, ClinicalSettings


class NeckFollowing(NamedTuple):
    """What came after neck episodes.

    Parameters
    ----------
    followed, eligible
        Episodes followed by head pain within 48 h, among those that began
        outside headache and outside the 48 h after one.
    ppv
        followed / eligible, 0 to 1; None without eligible episodes.
    base
        Share of eligible time that lies within 48 h before an onset, 0 to 1.
    lift
        ppv / base; None when either is missing or base is 0.
    """

    followed: int
    eligible: int
    ppv: float | None
    base: float | None
    lift: float | None

    @property
    def unfollowed(self) -> int:
        """Eligible episodes that no head pain followed."""
        return self.eligible - self.followed


class InterictalCategory(StrEnum):
    """How often the neck hurts between attacks, after Liang 2022."""

    ICTAL_ONLY = "ictal only"
    INFREQUENT = "ictal and infrequent interictal"
    FREQUENT = "ictal and frequent interictal"
    CANNOT_TELL = "cannot tell"


class SideLock(NamedTuple):
    """One-sidedness over attacks; `locked` is None with too few one-sided attacks."""

    left: int
    right: int
    both: int
    not_recorded: int
    locked: bool | None


class NeckTally(NamedTuple):
    """Features that a clinician asks for when a neck-born headache is considered: counts, never a verdict."""

    side_lock: SideLock
    counts: Mapping[str, tuple[int, int]]
    needs_clinician: bool = True


def neck_following(followed: int, eligible: int, base: float | None) -> NeckFollowing:
    """Share of neck episodes followed by head pain, with the base rate that gives it meaning.

    With frequent attacks the base is high and a large share may mean nothing.

    Parameters
    ----------
    followed, eligible
        Episodes, 0 to `eligible`.
    base
        Share of eligible time within 48 h before an onset, 0 to 1; None without eligible time.

    Examples
    --------
    >>> neck_following(6, 15, 0.4).lift
    1.0
    """
    if not 0 <= followed <= eligible:
        raise OutOfBounds("Followed episodes", f"from 0 to {eligible}", followed)
    if base is not None and not 0 <= base <= 1:
        raise OutOfBounds("A base rate", "from 0 to 1", base)
    ppv = followed / eligible if eligible else None
    lift = round(ppv / base, 12) if ppv is not None and base else None
    return NeckFollowing(followed, eligible, ppv, base, lift)


class HeadPains(NamedTuple):
    """Head pains that neck episodes are compared with, in hours from any origin.

    Parameters
    ----------
    began
        Onsets, in order.
    reached
        For each, the latest end of it and all before it.
    """

    began: Sequence[float]
    reached: Sequence[float]

    @classmethod
    def of(cls, attacks: Iterable[tuple[float, float]]) -> HeadPains:
        """Head pains from onsets and ends, in any order."""
        ordered = sorted(attacks)
        return cls([began for began, _ in ordered], list(accumulate((ended for _, ended in ordered), max)))

    def is_eligible(self, onset_hours: float, settings: ClinicalSettings = DEFAULTS) -> bool:
        """Whether a neck episode began outside headache and outside the 48 h after one.

        Parameters
        ----------
        onset_hours
            Onset of the episode, hours from the same origin.
        """
        earlier = bisect_right(self.began, onset_hours)
        return earlier == 0 or onset_hours > self.reached[earlier - 1] + settings.postdrome_hours

    def is_followed(self, onset_hours: float, settings: ClinicalSettings = DEFAULTS) -> bool:
        """Whether head pain began within 48 h after a neck episode began."""
        later = bisect_right(self.began, onset_hours)
        return later < len(self.began) and self.began[later] - onset_hours <= settings.prodrome_hours


def base_share(
    attacks: Sequence[tuple[float, float]], length_hours: float, settings: ClinicalSettings = DEFAULTS
) -> float | None:
    """Share of eligible time that lies within 48 h before an onset.

    Parameters
    ----------
    attacks
        Onset and end of head pain, hours from the start of the record, in order of onset.
    length_hours
        Length of the record.

    Returns
    -------
    float or None
        0 to 1; None when no time is eligible.

    Examples
    --------
    >>> base_share([(100, 110)], 258)
    0.24
    """
    eligible = warned = reached = 0.0
    for began, ended in sorted(attacks):
        until = began if began < length_hours else length_hours
        if until > reached:
            eligible += until - reached
            warned += max(0.0, until - max(reached, began - settings.prodrome_hours))
        if ended + settings.postdrome_hours > reached:
            reached = ended + settings.postdrome_hours
    eligible += max(0.0, length_hours - reached)
    return warned / eligible if eligible else None


def interictal_category(
    neck_days: int, recorded_days: int, settings: ClinicalSettings = DEFAULTS
) -> InterictalCategory:
    """Category of neck days among recorded days between attacks.

    References
    ----------
    .. [1] Liang 2022, PMID 35121244: these types had no relation to findings on examination.

    Examples
    --------
    >>> interictal_category(5, 20).value
    'ictal and frequent interictal'
    """
    if not 0 <= neck_days <= recorded_days:
        raise OutOfBounds("Neck days between attacks", f"from 0 to {recorded_days}", neck_days)
    if not recorded_days:
        return InterictalCategory.CANNOT_TELL
    if not neck_days:
        return InterictalCategory.ICTAL_ONLY
    frequent = neck_days / recorded_days >= settings.frequent_interictal_share
    return InterictalCategory.FREQUENT if frequent else InterictalCategory.INFREQUENT


def side_lock(sides: Sequence[str | None], settings: ClinicalSettings = DEFAULTS) -> SideLock:
    """Whether recorded head pain kept to one side over attacks.

    Parameters
    ----------
    sides
        `left`, `right`, another word for both sides, or None, one an attack.

    Examples
    --------
    >>> side_lock(["left"] * 5).locked, side_lock(["left"] * 4 + ["right"]).locked, side_lock(["left"]).locked
    (True, False, None)
    """
    left, right, unknown = sides.count("left"), sides.count("right"), sides.count(None)
    both = len(sides) - left - right - unknown
    locked: bool | None = not both and not (left and right)
    if locked and max(left, right) < settings.side_lock_minimum_attacks:
        locked = None
    return SideLock(left, right, both, unknown, locked)


def neck_tally(
    sides: Sequence[str | None],
    features: Mapping[str, Sequence[bool | None]],
    settings: ClinicalSettings = DEFAULTS,
) -> NeckTally:
    """Tally of diary facts that bear on ICHD-3 11.2.1 C, to be examined by a clinician.

    Parameters
    ----------
    sides
        Side of head pain, one an attack.
    features
        Feature (brought on by movement, by a held posture, reduced range, pain from neck to eye …) to
        one answer an episode; None is not asked.

    Returns
    -------
    NeckTally
        `counts` holds (yes, asked) by feature; unasked episodes are in neither.
    """
    counts = {
        name: (answers.count(True), len(answers) - answers.count(None)) for name, answers in features.items()
    }
    return NeckTally(side_lock(sides, settings), counts)
