"""Whether days are recorded well enough for their rate to say something: how many, and how many undecided."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import DAYS_PER_MONTH, Bools, Ints, day_mask

# Days with an event are recorded by the event itself, days without only where somebody said so. Below this
# share of a month the recorded days are mostly the bad ones: 23 of 28, the first whole number >= 80 %.
LEAST_RECORDED_SHARE = 0.8
# What is recorded and undecided was a bad day to begin with; left out as if by chance, it makes days fewer.
# Up to a quarter of the days that are or may be the event may be undecided: beyond, the level is a guess.
MOST_UNDECIDED_SHARE = 0.25
# And counting all of them, instead of none, may move a reduction by ten points: beyond, they decide it.
MOST_UNDECIDED_SHIFT = 0.1


@dataclass(frozen=True, slots=True)
class RecordedDays:
    """What one side of a comparison rests on.

    Attributes
    ----------
    months
        28-day months that are recorded well enough to count.
    days, recorded
        Days of those months, and days of them that hold an answer; of all months looked at when none counts.
    events, undecided
        Days with the event for certain, and recorded days of which it is not decided.
    least, most
        Days per 28 if no day that is open had the event, and if every such day had: 0-28, whatever the
        reason for which it is open. None without a day.
    """

    months: int
    days: int
    recorded: int
    events: int
    undecided: int
    least: float | None
    most: float | None


def recorded_days(
    event: Bools, known: Bools, undecided: Bools, looked_at: Bools, counted: Ints
) -> RecordedDays:
    """Counts and bounds of the days looked at.

    Parameters
    ----------
    event, known, undecided : (n_days,) bool
        Events, decided days, and recorded days that are not decided.
    looked_at : (n_days,) bool
        The days to count.
    counted : (n_months,) int
        The months that count, each once.

    Returns
    -------
    RecordedDays

    Examples
    --------
    >>> import numpy as np
    >>> day = np.arange(28)
    >>> found = recorded_days(day < 7, day < 20, day == 20, day < 28, np.array([0]))
    >>> found.recorded, found.least, found.most
    (21, 7.0, 15.0)
    """
    days = int(looked_at.sum())
    events, decided, open_ = (int((mask & looked_at).sum()) for mask in (event, known, undecided))
    scale = DAYS_PER_MONTH / days if days else 0.0
    return RecordedDays(
        months=int(counted.size),
        days=days,
        recorded=decided + open_,
        events=events,
        undecided=open_,
        least=events * scale if days else None,
        most=(events + days - decided) * scale if days else None,
    )


def full_months(recorded: Bools, month: Ints, least_share: float) -> Ints:
    """Months of which so large a share of the days is recorded, rising.

    Parameters
    ----------
    recorded : (n_days,) bool
        Whether the day holds an answer, decided or not.
    month : (n_days,) int
        Number of each day's month. A month that began or ended within the arrays has so many days.
    least_share
        0-1.

    Returns
    -------
    (n_full,) int

    Examples
    --------
    >>> import numpy as np
    >>> full_months(np.arange(56) < 51, np.arange(56) // 28 - 1, 0.8)
    array([-1,  0])
    """
    numbers, place, days = np.unique(month, return_inverse=True, return_counts=True)
    answered = np.bincount(place[recorded], minlength=numbers.size)
    least = np.array([math.ceil(each * least_share - 1e-9) for each in days.tolist()], dtype=np.int64)
    return np.asarray(numbers[answered >= np.maximum(least, 1)], dtype=np.int64)


def undecided_days(undecided: npt.ArrayLike | None, known: Bools) -> Bools:
    """Recorded days that are not decided, one value a day; none when left out.

    Parameters
    ----------
    undecided : (n_days,) bool, or None
        Days on which something is recorded that does not settle the question.
    known : (n_days,) bool
        Decided days, which are not undecided.

    Returns
    -------
    (n_days,) bool

    Raises
    ------
    StatsError
        When the shapes differ.

    Examples
    --------
    >>> import numpy as np
    >>> undecided_days([True, True], np.array([True, False]))
    array([False,  True])
    """
    if undecided is None:
        return np.zeros_like(known)
    return day_mask("undecided", undecided, length=known.size) & ~known


def too_undecided(events: int, undecided: int, days: int, *, usual_rate: float = 0.0) -> bool:
    """Whether so many days are undecided that the level is a guess.

    Parameters
    ----------
    events, undecided, days
        Days with the event, undecided ones, and all that are recorded.
    usual_rate
        Share of days (0-1) that a change is measured by; where the days have fewer events than that,
        it is what the undecided ones are held against.

    Returns
    -------
    bool

    Examples
    --------
    >>> too_undecided(15, 5, 80), too_undecided(14, 5, 80), too_undecided(1, 1, 80, usual_rate=0.25)
    (False, True, False)
    """
    return undecided > MOST_UNDECIDED_SHARE * max(events + undecided, usual_rate * days)


def reductions_either_way(before: RecordedDays, since: RecordedDays) -> tuple[float, float] | None:
    """Reduction if no undecided day had the event, and if every one had.

    Parameters
    ----------
    before, since
        Both sides, with recorded days.

    Returns
    -------
    tuple of float, or None
        Shares of the earlier days that are gone, at most 1; None without an event before.

    Examples
    --------
    >>> before = RecordedDays(3, 84, 84, 24, 0, 8.0, 8.0)
    >>> reductions_either_way(before, RecordedDays(3, 84, 84, 12, 12, 4.0, 8.0))
    (0.5, 0.0)
    """
    if not before.events or not since.recorded:
        return None
    scale = before.recorded / since.recorded
    none = 1 - scale * since.events / before.events
    every = 1 - scale * (since.events + since.undecided) / (before.events + before.undecided)
    return none, every
