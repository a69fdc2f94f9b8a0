"""Onsets of the night that were entered at waking: found by the empty night before them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from headlog.stats.roles.records import Attacks, Bools, Calendar, Episodes, Floats, Indices

# A night is at least so many hours of the clock in a row with hardly any onset.
_LEAST_NIGHT_HOURS = 5
_HARDLY_ANY_SHARE = 0.015
# The hour after it must hold this many times the median of the other hours' onsets.
_LEAST_PILE = 3.0
_LEAST_ONSETS = 20
_EXACT_HALF_WIDTH_HOURS = 0.75


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
    waking, length = night
    for_attacks = exact_attack & (_hour(attacks.onset, calendar) == waking)
    for_episodes = exact_episode & (_hour(episodes.onset, calendar) == waking)
    onset, width = _spread(attacks.onset, attacks.half_width, for_attacks, length)
    spread_attacks = replace(attacks, onset=onset, half_width=width)
    onset, width = _spread(episodes.onset, episodes.half_width, for_episodes, length)
    return spread_attacks, replace(episodes, onset=onset, half_width=width)


def _hour(moment: Floats, calendar: Calendar) -> Indices:
    cell = np.clip(np.floor(moment).astype(np.intp), 0, calendar.local_hour.size - 1)
    return calendar.local_hour[cell]


def _night_before_pile(count: Indices) -> tuple[int, int] | None:
    """Hour of waking and length of the night before it, if the counts show one."""
    empty = count <= _HARDLY_ANY_SHARE * count.sum()
    if empty.all():
        return None
    for waking in np.flatnonzero(~empty):
        before = np.roll(empty[::-1], int(waking))
        length = int(np.argmin(before))
        if length < _LEAST_NIGHT_HOURS:
            continue
        others = np.delete(count, waking)[~np.delete(empty, waking)]
        if others.size and count[waking] >= _LEAST_PILE * max(float(np.median(others)), 1.0):
            return int(waking), length
    return None


def _spread(onset: Floats, half_width: Floats, chosen: Bools, length: int) -> tuple[Floats, Floats]:
    """Intervals from the start of the night to the moment of entry."""
    since = (onset % 1.0) + length
    began = np.maximum(onset - since, 0.0)
    middle = np.where(chosen, (began + onset) / 2, onset)
    return middle, np.where(chosen, (onset - began) / 2, half_width)
