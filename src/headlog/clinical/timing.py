"""Where a symptom sits around head pain (R-PHASE): onset class, Lampl group, resolution class, lead time.

Hours are relative to the onset of head pain, negative before it. Position in
the cycle says when, never where a pain comes from (Liang 2022).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from headlog.clinical.errors import OutOfBounds
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

# Kelman 2004, n = 893: hours of lead, lower edges of the bins after the first.
LEAD_BIN_EDGES_HOURS = (1.0, 2.0, 4.0, 12.0)
LEAD_BINS = ("under 1 h", "1-2 h", "2-4 h", "4-12 h", "over 12 h")


class OnsetClass(StrEnum):
    """When a symptom began, against head pain."""

    BEFORE_48H = "BEFORE_48H"
    PRODROME = "PRODROME_2_48H"
    PERI_ONSET = "PERI_ONSET_LT_2H"
    AT_ONSET = "AT_ONSET"
    DURING = "DURING_HEADACHE"
    POSTDROME = "POSTDROME_ONSET"
    INTERICTAL = "INTERICTAL"
    CANNOT_TELL = "CANNOT_TELL"


class Resolution(StrEnum):
    """When a symptom ended, against head pain."""

    BEFORE = "BEFORE_HEADACHE"
    DURING = "DURING_HEADACHE"
    WITH_END = "WITH_HEADACHE_END"
    POSTDROME = "POSTDROME"
    PERSISTENT = "PERSISTENT_GT_48H"
    CANNOT_TELL = "CANNOT_TELL"


# As globals: an enum attribute costs ten times as much.
BEFORE_48H, PRODROME, PERI_ONSET, AT_ONSET, DURING, POSTDROME, INTERICTAL, CANNOT_TELL = OnsetClass

BEFORE_HEADACHE, DURING_HEADACHE, WITH_END, AFTER_HEADACHE, PERSISTENT, NOT_KNOWN = Resolution

LAMPL_GROUPS = {AT_ONSET: "A", PERI_ONSET: "B", PRODROME: "C"}


class Around(NamedTuple):
    """Attacks, by position, that a symptom's onset lies near: after one, before another, or both."""

    after: int | None
    before: int | None

    @property
    def ambiguous_between(self) -> tuple[int, int] | None:
        """The two attacks it could belong to; which of them is never chosen silently."""
        if self.after is None or self.before is None:
            return None
        return self.after, self.before


def onset_class(
    start_hours: float, headache_hours: float | None, settings: ClinicalSettings = DEFAULTS
) -> OnsetClass:
    """Class of a symptom's onset against one headache.

    Parameters
    ----------
    start_hours
        Onset of the symptom, hours from head-pain onset, negative before.
    headache_hours
        Length of the head pain, 0 or more; None when its end is unknown, which
        leaves everything after the onset open.

    References
    ----------
    .. [1] ICHD-3 2018, definition of terms: prodrome and postdrome up to 48 h.
    .. [2] Lampl 2015, doi:10.1186/s10194-015-0566-9: at onset, under 2 h, 2 to 48 h before.

    Examples
    --------
    >>> onset_class(-2, 8).value, onset_class(-1.99, 8).value
    ('PRODROME_2_48H', 'PERI_ONSET_LT_2H')
    """
    if abs(start_hours) <= settings.at_onset_hours:
        return AT_ONSET
    if start_hours < 0:
        lead = -start_hours
        if lead > settings.prodrome_hours:
            return BEFORE_48H
        return PRODROME if lead >= settings.peri_onset_hours else PERI_ONSET
    if headache_hours is None:
        return CANNOT_TELL
    if start_hours <= headache_hours:
        return DURING
    within = start_hours - headache_hours <= settings.postdrome_hours
    return POSTDROME if within else INTERICTAL


def lampl_group(onset: OnsetClass) -> str | None:
    """Group of Lampl 2015: A at onset, B under 2 h before, C 2 to 48 h before; None otherwise."""
    return LAMPL_GROUPS.get(onset)


def resolution_class(
    end_hours: float | None, headache_hours: float | None, settings: ClinicalSettings = DEFAULTS
) -> Resolution:
    """Class of a symptom's end against the end of the headache.

    Parameters
    ----------
    end_hours
        End of the symptom, hours from head-pain onset; None when unknown.
    headache_hours
        Length of the head pain; None when its end is unknown.

    Examples
    --------
    >>> resolution_class(12.5, 12).value, resolution_class(60, 12).value
    ('WITH_HEADACHE_END', 'POSTDROME')
    """
    if end_hours is None:
        return NOT_KNOWN
    if end_hours < 0:
        return BEFORE_HEADACHE
    if headache_hours is None:
        return NOT_KNOWN
    after_end = end_hours - headache_hours
    if abs(after_end) <= settings.resolution_tolerance_hours:
        return WITH_END
    if after_end < 0:
        return DURING_HEADACHE
    return AFTER_HEADACHE if after_end <= settings.postdrome_hours else PERSISTENT


def lead_time_bin(lead_hours: float) -> str:
    """Bin of Kelman 2004 for the time from a sign to head pain.

    Parameters
    ----------
    lead_hours
        Hours from the sign to head pain, 0 or more.

    Examples
    --------
    >>> lead_time_bin(2), lead_time_bin(12.1)
    ('2-4 h', 'over 12 h')
    """
    if lead_hours < 0:
        raise OutOfBounds("A lead time", "0 h or more", lead_hours)
    if lead_hours == LEAD_BIN_EDGES_HOURS[-1]:
        # The last bin is "over 12 h", so its lower edge belongs to the one before it.
        return LEAD_BINS[-2]
    return LEAD_BINS[bisect_right(LEAD_BIN_EDGES_HOURS, lead_hours)]


def around(
    onset_hours: float, attacks: Sequence[tuple[float, float]], settings: ClinicalSettings = DEFAULTS
) -> Around:
    """Attacks that a symptom's onset lies within the after-phase or the warning phase of.

    Parameters
    ----------
    onset_hours
        Onset of the symptom, hours from any origin.
    attacks
        Onset and end of each attack's head pain, hours from the same origin, in order.

    Examples
    --------
    >>> around(40, [(0, 10), (60, 70)]).ambiguous_between
    (0, 1)
    """
    after = before = None
    for at, (began, ended) in enumerate(attacks):
        if began <= onset_hours <= ended + settings.postdrome_hours:
            after = at
        if before is None and 0 < began - onset_hours <= settings.prodrome_hours:
            before = at
    return Around(after, before)
