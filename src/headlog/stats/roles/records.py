"""Attacks, episodes, exposures and the calendar of one diary, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Answers = npt.NDArray[np.int8]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Hours of the diary: which were recorded, and what the clock showed.

    Attributes
    ----------
    recorded : (n_hours,) bool
        True where an attack or an episode would have been recorded.
    local_hour : (n_hours,) int, 0 to 23
        Hour of the person's own clock.
    local_day : (n_hours,) int, 0 to n_days - 1
        Index of the person's own calendar day; rows of the exposures.
    """

    recorded: Bools
    local_hour: Indices
    local_day: Indices

    @classmethod
    def of_days(cls, recorded_days: npt.ArrayLike) -> Self:
        """Calendar of whole 24-hour days without a change of clock.

        Parameters
        ----------
        recorded_days : (n_days,) bool
            True where the day was recorded.

        Returns
        -------
        Calendar
            Of ``24 * n_days`` hours, the first at local midnight.
        """
        days = np.asarray(recorded_days, dtype=bool)
        hours = np.arange(24 * days.size)
        return cls(recorded=np.repeat(days, 24), local_hour=hours % 24, local_day=hours // 24)


@dataclass(frozen=True, kw_only=True)
class Attacks:
    """Headache onsets and ends, in hours since the start of the calendar.

    Attributes
    ----------
    onset, end : (n_attacks,) float
        ``end > onset``. Of an attack without a known end: the best bound.
    half_width : (n_attacks,) float, hours, 0 or more
        The true onset lies within ``onset ± half_width``; 0 is an exact time.
    """

    onset: Floats
    end: Floats
    half_width: Floats

    @classmethod
    def at(cls, onset: npt.ArrayLike, end: npt.ArrayLike, half_width: npt.ArrayLike = 0.0) -> Self:
        """Attacks from plain sequences; `half_width` may be one number for all."""
        began = np.asarray(onset, dtype=float).reshape(-1)
        width = np.broadcast_to(np.asarray(half_width, dtype=float), began.shape).copy()
        return cls(onset=began, end=np.asarray(end, dtype=float).reshape(-1), half_width=width)


@dataclass(frozen=True, kw_only=True)
class Episodes:
    """Episodes of the sign whose roles are asked for.

    Attributes
    ----------
    onset : (n_episodes,) float
        Hours since the start of the calendar.
    half_width : (n_episodes,) float, hours, 0 or more
        The true onset lies within ``onset ± half_width``.
    duration : (n_episodes,) float, hours
        Read only where ``duration_known``.
    duration_known : (n_episodes,) bool
    mark : (n_episodes, n_marks) int8
        Co-occurring early signs: 1 present, 0 asked and absent, -1 not asked.
    still_present : (n_episodes,) int8
        At the next head pain: 1 still there, 0 gone before, -1 not known.
    treated : (n_episodes,) int8
        Acute treatment after the onset and before any head pain: 1, 0, or -1
        not known.
    entered_late : (n_episodes,) bool
        Written from memory: the onset counts as at least ± 3 h.
    """

    onset: Floats
    half_width: Floats
    duration: Floats
    duration_known: Bools
    mark: Answers
    still_present: Answers
    treated: Answers
    entered_late: Bools

    @classmethod
    def at(cls, onset: npt.ArrayLike, **answers: Any) -> Self:
        """Episodes from plain sequences; what is not given was not asked."""
        began = np.asarray(onset, dtype=float).reshape(-1)
        n = began.size
        unasked = np.full(n, -1, dtype=np.int8)
        given: dict[str, Any] = {
            "half_width": np.zeros(n),
            "duration": np.ones(n),
            "duration_known": np.full(n, "duration" in answers),
            "mark": np.zeros((n, 0), dtype=np.int8),
            "still_present": unasked,
            "treated": unasked,
            "entered_late": np.zeros(n, dtype=bool),
        } | answers
        return cls(
            onset=began,
            half_width=np.broadcast_to(np.asarray(given["half_width"], float), (n,)).copy(),
            duration=np.asarray(given["duration"], float).reshape(n),
            duration_known=np.asarray(given["duration_known"], bool).reshape(n),
            mark=np.asarray(given["mark"], np.int8).reshape(n, -1) if n else _no_rows(given["mark"]),
            still_present=np.asarray(given["still_present"], np.int8).reshape(n),
            treated=np.asarray(given["treated"], np.int8).reshape(n),
            entered_late=np.asarray(given["entered_late"], bool).reshape(n),
        )

    def __getitem__(self, rows: Indices | Bools) -> Episodes:
        """The chosen episodes, in the order asked for."""
        return replace(self, **{name: value[rows] for name, value in vars(self).items()})


def _no_rows(mark: npt.ArrayLike) -> Answers:
    table = np.asarray(mark, np.int8)
    return np.zeros((0, table.shape[1] if table.ndim == 2 else 0), np.int8)


@dataclass(frozen=True, kw_only=True)
class Exposures:
    """Daily exposures, rows as in ``Calendar.local_day``.

    Attributes
    ----------
    of_episodes : (n_days, n_columns) float
        What may bring an episode about (screen, posture, poor sleep). They
        enter the attack rate too, with a tighter prior.
    of_episodes_recorded : the same shape, bool
    of_attacks : (n_days, n_columns) float
        What may bring an attack about but not through the sign (cycle window,
        preventive on).
    of_attacks_recorded : the same shape, bool
    """

    of_episodes: Floats
    of_episodes_recorded: Bools
    of_attacks: Floats
    of_attacks_recorded: Bools

    @classmethod
    def none(cls, n_days: int) -> Self:
        """No exposure was recorded."""
        return cls.complete(np.zeros((n_days, 0)), np.zeros((n_days, 0)))

    @classmethod
    def complete(cls, of_episodes: npt.ArrayLike, of_attacks: npt.ArrayLike) -> Self:
        """Exposures recorded on every day."""
        first, second = np.asarray(of_episodes, float), np.asarray(of_attacks, float)
        return cls(
            of_episodes=first,
            of_episodes_recorded=np.ones(first.shape, bool),
            of_attacks=second,
            of_attacks_recorded=np.ones(second.shape, bool),
        )
