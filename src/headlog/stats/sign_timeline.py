"""Timed signs and attacks, and the one rule by which a moment is followed by an attack."""

from dataclasses import dataclass, replace
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
    sign_half_width : (n_signs,) float
        The true onset of the sign lies so many hours around, 0 or more; None where all are exact.
    attack_half_width : (n_attacks,) float
        The same for the headache; None likewise.
    attack_timed : (n_attacks,) bool
        False where only the day of the headache is known, which is then `attack_began` plus or minus
        `attack_half_width`; None where all are timed.
    """

    sign_began: Floats
    attack_began: Floats
    attack_ended: Floats
    recorded: Bools
    sign_half_width: Floats | None = None
    attack_half_width: Floats | None = None
    attack_timed: Bools | None = None

    def __post_init__(self) -> None:
        """Refuse attacks out of order, hours that are not numbers, and widths of another length."""
        finite_values("sign_began", self.sign_began)
        for name, width, of in (
            ("sign_half_width", self.sign_half_width, self.sign_began),
            ("attack_half_width", self.attack_half_width, self.attack_began),
        ):
            if width is not None and (finite_values(name, width, length=of.size) < 0).any():
                raise StatsError(f"{name} must be 0 or more: got {float(width.min())}")
        if self.attack_timed is not None:
            day_mask("attack_timed", self.attack_timed, length=self.attack_began.size)
        began = finite_values("attack_began", self.attack_began)
        ended = finite_values("attack_ended", self.attack_ended, length=began.size)
        day_mask("recorded", self.recorded)
        if (ended < began).any() or (began[1:] < ended[:-1]).any():
            raise StatsError("attacks must rise and not overlap: got one that does not")

    @property
    def sign_width(self) -> Floats:
        """Half-widths of the signs, 0 where exact."""
        return np.zeros(self.sign_began.size) if self.sign_half_width is None else self.sign_half_width

    @property
    def attack_width(self) -> Floats:
        """Half-widths of the attacks, 0 where exact."""
        return np.zeros(self.attack_began.size) if self.attack_half_width is None else self.attack_half_width

    @property
    def timed(self) -> Bools:
        """Which attacks have a time of day."""
        return np.ones(self.attack_began.size, np.bool_) if self.attack_timed is None else self.attack_timed

    @property
    def is_exact(self) -> bool:
        """Whether no onset with a time of day could lie elsewhere."""
        return not (self.sign_width.any() or self.attack_width[self.timed].any())

    def drawn(self, generator: np.random.Generator) -> "SignTimeline":
        """The timeline with every onset somewhere within its width; what has only a day stays there."""
        width = np.where(self.timed, self.attack_width, 0.0)
        began = self.attack_began + generator.uniform(-1, 1, width.size) * width
        # An onset can precede neither the end of the headache before it nor come after its own.
        began = np.clip(began, np.r_[-np.inf, self.attack_ended[:-1]][: began.size], self.attack_ended)
        signs = self.sign_began + generator.uniform(-1, 1, self.sign_began.size) * self.sign_width
        return replace(self, sign_began=signs, attack_began=began)


@dataclass(frozen=True, slots=True)
class Moments:
    """Moments judged by one rule, whether signs or hours of the diary.

    Attributes
    ----------
    eligible : (n,) bool
        Outside headache and outside the hours after one.
    decided : (n,) bool
        Eligible, and followed or covered to the end of the window; not where it hangs on the hour of an
        attack of which only the day is known.
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
    day_of_last, hangs_on_next = _hour_unknown(timeline, moments, following, settings)
    in_headache = (moments < last_end) & ~day_of_last
    after = ~in_headache & (moments < last_end + settings.after_hours) & ~day_of_last
    eligible = ~in_headache & ~after
    unclear = day_of_last | hangs_on_next
    followed = eligible & (lead <= settings.window_hours) & ~unclear
    gaps = np.r_[0, np.cumsum(~timeline.recorded)]
    first = np.floor(moments).astype(np.int64).clip(0, timeline.recorded.size)
    end = np.ceil(moments + settings.window_hours).astype(np.int64)
    last = end.clip(0, timeline.recorded.size)
    whole = (end <= timeline.recorded.size) & (gaps[last] == gaps[first])
    decided = followed | (eligible & whole & ~unclear)
    return Moments(eligible, decided, followed, lead, following, in_headache, after)


def _hour_unknown(
    timeline: SignTimeline, moments: Floats, following: Ints, settings: WarningSettings
) -> tuple[Bools, Bools]:
    """Whether a moment lies on the day of the last attack, and whether it hangs on the hour of the next."""
    if timeline.timed.all():
        nothing = np.zeros(moments.size, np.bool_)
        return nothing, nothing
    width = np.where(timeline.timed, 0.0, timeline.attack_width)
    day_of_last = moments <= np.r_[-np.inf, timeline.attack_began + width][following]
    day_of_last &= np.r_[False, ~timeline.timed][following]
    lead = np.r_[timeline.attack_began, np.inf][following] - moments
    next_width = np.r_[width, 0.0][following]
    surely = (lead > next_width) & (lead <= settings.window_hours - next_width)
    perhaps = lead <= settings.window_hours + next_width
    return day_of_last, np.r_[~timeline.timed, False][following] & perhaps & ~surely
