"""Timed signs and attacks, and the one rule by which a moment is followed by an attack."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from headlog.stats.arrays import Bools, Floats, Ints, StatsError, day_mask, finite_values


@dataclass(frozen=True, slots=True)
class WarningSettings:
    """What counts as followed, and as time enough.

    Attributes
    ----------
    window_hours
        An onset within so many hours after the sign follows it.
    after_hours
        Signs that begin within so many hours after a headache are after-effects, not warnings.
    act_hours
        Lead needed to act on the warning.
    level
        Probability of the intervals, 0-1.
    block
        What is resampled as a whole: the stretch up to each attack, or the week.
    """

    window_hours: float = 48.0
    after_hours: float = 48.0
    act_hours: float = 1.0
    level: float = 0.9
    block: Literal["attack", "week"] = "attack"


USUAL_WARNING = WarningSettings()


@dataclass(frozen=True, slots=True)
class SignTimeline:
    """One person's timed signs and attacks, in hours since the first recorded day.

    Attributes
    ----------
    sign_began : (n_signs,) float
        Onsets of the sign, any order.
    attack_began, attack_ended : (n_attacks,) float
        Onset and end of the headache of each attack, rising and not overlapping.
    recorded : (n_hours,) bool
        Whether the diary covers the hour; hours beyond it are not covered.
    """

    sign_began: Floats
    attack_began: Floats
    attack_ended: Floats
    recorded: Bools

    def __post_init__(self) -> None:
        """Refuse attacks out of order and hours that are not numbers."""
        finite_values("sign_began", self.sign_began)
        began = finite_values("attack_began", self.attack_began)
        ended = finite_values("attack_ended", self.attack_ended, length=began.size)
        day_mask("recorded", self.recorded)
        if (ended < began).any() or (began[1:] < ended[:-1]).any():
            raise StatsError("attacks must rise and not overlap: got one that does not")


@dataclass(frozen=True, slots=True)
class Moments:
    """Moments judged by one rule, whether signs or hours of the diary.

    Attributes
    ----------
    eligible : (n,) bool
        Outside headache and outside the hours after one.
    decided : (n,) bool
        Eligible, and followed or covered to the end of the window.
    followed : (n,) bool
        Eligible, and an onset within the window.
    lead : (n,) float
        Hours to the next onset; infinite without one.
    attack : (n,) int
        Position of the next attack; the number of attacks without one.
    in_headache, after : (n,) bool
        During a headache, and in the hours after one.
    """

    eligible: Bools
    decided: Bools
    followed: Bools
    lead: Floats
    attack: Ints
    in_headache: Bools
    after: Bools


def covered(recorded: Bools, hours: Floats) -> Bools:
    """Whether the diary covers the hour of each moment.

    Parameters
    ----------
    recorded : (n_hours,) bool
        Whether the diary covers the hour.
    hours : (n,) float
        Moments, in hours; those outside the diary are not covered.

    Returns
    -------
    (n,) bool

    Examples
    --------
    >>> import numpy as np
    >>> covered(np.array([True, False]), np.array([-1.0, 0.5, 1.0, 2.0]))
    array([False,  True, False, False])
    """
    hour = np.floor(hours).astype(np.int64)
    inside = (hour >= 0) & (hour < recorded.size)
    covered = np.zeros(hours.size, dtype=np.bool_)
    covered[inside] = recorded[hour[inside]]
    return covered


def judged_moments(timeline: SignTimeline, moments: Floats, settings: WarningSettings) -> Moments:
    """Which moments are eligible, decided and followed.

    Parameters
    ----------
    timeline
        Attacks and recorded hours.
    moments : (n,) float
        Signs, or hours of the diary, in hours.
    settings
        Window and after-effect.

    Returns
    -------
    Moments

    Examples
    --------
    >>> import numpy as np
    >>> attack = np.array([100.0])
    >>> timeline = SignTimeline(np.zeros(0), attack, attack + 8, np.ones(300, bool))
    >>> judged_moments(timeline, np.array([10.0, 60.0, 102.0, 120.0, 290.0]), WarningSettings()).eligible
    array([ True,  True, False, False,  True])
    """
    began, ended = timeline.attack_began, timeline.attack_ended
    following = np.searchsorted(began, moments, side="right")
    last_end = np.r_[-np.inf, ended][following]
    lead = np.r_[began, np.inf][following] - moments
    in_headache = moments < last_end
    after = ~in_headache & (moments < last_end + settings.after_hours)
    eligible = ~in_headache & ~after
    followed = eligible & (lead <= settings.window_hours)
    gaps = np.r_[0, np.cumsum(~timeline.recorded)]
    first = np.floor(moments).astype(np.int64).clip(0, timeline.recorded.size)
    end = np.ceil(moments + settings.window_hours).astype(np.int64)
    last = end.clip(0, timeline.recorded.size)
    whole = (end <= timeline.recorded.size) & (gaps[last] == gaps[first])
    return Moments(eligible, followed | (eligible & whole), followed, lead, following, in_headache, after)
