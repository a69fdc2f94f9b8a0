"""What the role model is told: arrays of times, answers and exposures of one diary."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from headlog.stats.roles.marks import told_signs
from headlog.stats.roles.records import Attacks, Bools, Calendar, Episodes, Exposures, Floats

Channel = Literal["early_signs", "resolution", "episode_exposures", "attack_exposures", "clock"]
CHANNELS: tuple[Channel, ...] = (
    "early_signs",
    "resolution",
    "episode_exposures",
    "attack_exposures",
    "clock",
)

# An entry made later than this is a recollection; §2.6 "recall error" uses 3 h.
LATE_ENTRY_HALF_WIDTH_HOURS = 3.0


class RoleError(ValueError):
    """What the role model was given cannot be a diary."""


@dataclass(frozen=True, kw_only=True)
class RoleData:
    """One diary as the role model sees it.

    Attributes
    ----------
    calendar, attacks, episodes, exposures
        See their classes. The order of attacks and of episodes is free.
    averted_per_attack : float, 0 or more
        Attacks stopped before head pain, per recorded attack, where that is
        known from elsewhere. Leave 0 when ``Episodes.treated`` says it.
    """

    calendar: Calendar
    attacks: Attacks
    episodes: Episodes
    exposures: Exposures
    averted_per_attack: float = field(default=0.0)

    def __post_init__(self) -> None:
        """Refuse what cannot be a diary.

        Raises
        ------
        RoleError
            If shapes do not agree, a number is not finite, an attack ends
            before it begins, or an hour of the clock is not 0 to 23.
        """
        for requirement, met in _requirements(self):
            if not met:
                raise RoleError(f"role data must have {requirement}: got otherwise.")

    def without(self, channel: Channel) -> RoleData:
        """The same diary had this kind of evidence never been recorded.

        Parameters
        ----------
        channel
            One of ``CHANNELS``.

        Returns
        -------
        RoleData
        """
        episodes, exposures, calendar = self.episodes, self.exposures, self.calendar
        n_days = exposures.of_episodes.shape[0]
        if channel == "early_signs":
            episodes = replace(episodes, mark=episodes.mark[:, :0])
        elif channel == "resolution":
            unknown = np.full(episodes.onset.size, -1, np.int8)
            episodes = replace(episodes, still_present=unknown, duration_known=unknown > 0)
        elif channel == "episode_exposures":
            empty = np.zeros((n_days, 0))
            exposures = replace(exposures, of_episodes=empty, of_episodes_recorded=empty > 0)
        elif channel == "attack_exposures":
            empty = np.zeros((n_days, 0))
            exposures = replace(exposures, of_attacks=empty, of_attacks_recorded=empty > 0)
        else:
            calendar = replace(calendar, local_hour=np.zeros_like(calendar.local_hour))
        return replace(self, episodes=episodes, exposures=exposures, calendar=calendar)

    def has(self, channel: Channel) -> bool:
        """Whether any evidence of this kind was recorded; early signs with both answers."""
        if channel == "early_signs":
            return bool(told_signs(self.episodes.mark).any())
        if channel == "resolution":
            return bool((self.episodes.still_present >= 0).any() or self.episodes.duration_known.any())
        if channel == "clock":
            return bool(self.calendar.local_hour.any())
        if channel == "episode_exposures":
            return _varies(self.exposures.of_episodes, self.exposures.of_episodes_recorded)
        return _varies(self.exposures.of_attacks, self.exposures.of_attacks_recorded)


def _varies(table: Floats, recorded: Bools) -> bool:
    return any(np.ptp(table[recorded[:, k], k]) > 0 for k in range(table.shape[1]) if recorded[:, k].any())


def _requirements(data: RoleData) -> tuple[tuple[str, bool], ...]:
    calendar, attacks, episodes, exposures = data.calendar, data.attacks, data.episodes, data.exposures
    n, n_hours = episodes.onset.size, calendar.recorded.size
    n_days = exposures.of_episodes.shape[0]
    numbers = (
        attacks.onset,
        attacks.end,
        attacks.half_width,
        episodes.onset,
        episodes.half_width,
        episodes.duration[episodes.duration_known.astype(bool)],
        exposures.of_episodes[exposures.of_episodes_recorded.astype(bool)],
        exposures.of_attacks[exposures.of_attacks_recorded.astype(bool)],
        np.array([data.averted_per_attack]),
    )
    columns: tuple[npt.NDArray[Any], ...] = (
        episodes.half_width,
        episodes.duration,
        episodes.duration_known,
        episodes.still_present,
        episodes.treated,
        episodes.entered_late,
    )
    days = calendar.local_day
    masks = (
        calendar.recorded,
        episodes.duration_known,
        episodes.entered_late,
        exposures.of_episodes_recorded,
        exposures.of_attacks_recorded,
    )
    return (
        ("one answer per hour of the calendar", calendar.local_hour.size == days.size == n_hours),
        ("hours of the clock from 0 to 23", n_hours == 0 or _within(calendar.local_hour, 0, 23)),
        ("a row of exposures for every local day", n_hours == 0 or _within(days, 0, n_days - 1)),
        ("as many rows of both exposures", exposures.of_attacks.shape[0] == n_days),
        ("one onset, end and width per attack", attacks.end.shape == attacks.onset.shape),
        ("one width per attack", attacks.half_width.shape == attacks.onset.shape),
        ("one answer per episode", all(column.shape == (n,) for column in columns)),
        ("one row of marks per episode", episodes.mark.ndim == 2 and episodes.mark.shape[0] == n),
        ("finite numbers, with a mask for what was not recorded", all(np.isfinite(x).all() for x in numbers)),
        ("attacks that end after they begin", bool((attacks.end > attacks.onset).all())),
        ("widths of 0 h or more", bool((attacks.half_width >= 0).all() and (episodes.half_width >= 0).all())),
        ("answers of -1, 0 or 1", all(_within(x, -1, 1) for x in (episodes.mark, episodes.still_present))),
        ("known durations of 0 h or more", bool((numbers[5] >= 0).all())),
        ("masks of true and false", all(mask.dtype == np.bool_ for mask in masks)),
        ("0 or more averted attacks", data.averted_per_attack >= 0),
    )


def _within(numbers: npt.NDArray[Any], low: int, high: int) -> bool:
    return numbers.size == 0 or bool(numbers.min() >= low and numbers.max() <= high)
