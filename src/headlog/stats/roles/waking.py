"""Onsets of the night that were entered at waking: found by the empty night before them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from headlog.stats.roles.records import Attacks, Bools, Calendar, Episodes, Floats, Indices

# A night is so many hours of the clock in a row with hardly any onset,
_LEAST_NIGHT_HOURS, _MOST_NIGHT_HOURS = 5, 12
# and all together no more than this share of the onsets right after it,
_MOST_OF_PILE = 0.25
# which must be this many times as many as usual in the hours of the day.
_LEAST_PILE = 3.0
_LEAST_ONSETS = 20
_EXACT_HALF_WIDTH_HOURS = 0.75


@dataclass(frozen=True)
class _Night:
    """Hour of waking, hours of the pile that begins there, and of the night before it."""

    waking: int
    width: int
    length: int

    def holds(self, hour: Indices) -> Bools:
        """Whether an hour of the clock belongs to the pile at waking."""
        return np.asarray((hour - self.waking) % 24 < self.width)


def spread_over_night(attacks: Attacks, episodes: Episodes, calendar: Calendar) -> tuple[Attacks, Episodes]:
    """Turn onsets that pile up at waking into intervals over the night.

    Parameters
    ----------
    attacks, episodes
        As recorded.
    calendar
        Tells the hour of the clock of every onset.

    Returns
    -------
    tuple of Attacks and Episodes
        Unchanged unless several hours of the clock in a row have hardly any
        onset and the hour after them has three times as many as usual: people
        do not stop having attacks at night, they note them at waking.

    Notes
    -----
    Taking such times as exact puts a sign and a pain of the same night within
    minutes of each other, and the gap law then decides on an artefact.
    """
    exact_attack = attacks.half_width <= _EXACT_HALF_WIDTH_HOURS
    exact_episode = episodes.half_width <= _EXACT_HALF_WIDTH_HOURS
    moments = np.concatenate([attacks.onset[exact_attack], episodes.onset[exact_episode]])
    if moments.size < _LEAST_ONSETS or not calendar.local_hour.any():
        return attacks, episodes
    night = _night_before_pile(np.bincount(_hour(moments, calendar), minlength=24))
    if night is None:
        return attacks, episodes
    at_waking = exact_attack & night.holds(_hour(attacks.onset, calendar))
    sign_at_waking = exact_episode & night.holds(_hour(episodes.onset, calendar))
    # Neither goes back behind what was noted apart from it: an earlier sign, or the last pain's end.
    noted = np.sort(np.concatenate([episodes.onset[~sign_at_waking], attacks.end]))
    onset, width = _spread(attacks.onset, attacks.half_width, at_waking, (night, calendar, noted))
    spread_attacks = replace(attacks, onset=onset, half_width=width)
    ended = np.sort(attacks.end)
    onset, width = _spread(episodes.onset, episodes.half_width, sign_at_waking, (night, calendar, ended))
    return spread_attacks, replace(episodes, onset=onset, half_width=width)


def _hour(moment: Floats, calendar: Calendar) -> Indices:
    cell = np.clip(np.floor(moment).astype(np.intp), 0, calendar.local_hour.size - 1)
    return calendar.local_hour[cell]


def _night_before_pile(count: Indices) -> _Night | None:
    """The night that a pile of onsets follows, if the counts show one."""
    best: _Night | None = None
    largest = 0.0
    for waking in range(24):
        for width in (2, 1):
            pile = np.roll(count, -waking)[:width].sum()
            before = np.cumsum(np.roll(count[::-1], waking)[: 24 - width])
            length = int(np.searchsorted(before, _MOST_OF_PILE * pile, side="right"))
            if not _LEAST_NIGHT_HOURS <= length <= _MOST_NIGHT_HOURS:
                continue
            day = np.roll(count, -waking)[width : 24 - length]
            usual = max(float(np.median(day)) if day.size else 1.0, 1.0)
            if pile >= _LEAST_PILE * width * usual and pile / width > largest:
                best, largest = _Night(waking, width, length), pile / width
    return best


def _spread(
    onset: Floats, half_width: Floats, chosen: Bools, clock: tuple[_Night, Calendar, Floats]
) -> tuple[Floats, Floats]:
    """Intervals from the start of the night, or the last thing noted, to the moment of entry."""
    night, calendar, noted = clock
    awake_for = (_hour(onset, calendar) - night.waking) % 24
    began = np.maximum(onset - (onset % 1.0) - awake_for - night.length, 0.0)
    last_noted = np.concatenate([[-np.inf], noted])[np.searchsorted(noted, onset, side="left")]
    began = np.minimum(np.maximum(began, last_noted), onset)
    middle = np.where(chosen, (began + onset) / 2, onset)
    return middle, np.where(chosen, (onset - began) / 2, half_width)
