"""What happens to an invented person: attacks and episodes, hour by hour, with their origins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from headlog.stats.simulation.worlds import ATTACK_CLOCK, EPISODE_CLOCK, SIGN_NAMES, World

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]

_WINDOW_HOURS = 48.0


@dataclass(frozen=True)
class Happening:
    """Everything that happened, whether or not it was written down.

    Attributes
    ----------
    exposure : (n_days, 3) float; see ``EPISODE_EXPOSURES``
    preventive, cycle_window : (n_days,) float, 0 or 1
    attack_onset, attack_end : (n_attacks,) float, hours
    onset, duration : (n_episodes,) float, hours; sorted by onset
    role : (n_episodes,) str, one of ``ROLES``
    attack : (n_episodes,) int
        The attack it belongs to, -1 for unrelated ones.
    sign : (n_episodes, 4) int, 0 or 1
    sign_onset : (n_episodes, 4) float, hours; read only where the sign is present
    """

    n_days: int
    exposure: Floats
    preventive: Floats
    cycle_window: Floats
    attack_onset: Floats
    attack_end: Floats
    onset: Floats
    duration: Floats
    role: npt.NDArray[np.str_]
    attack: Indices
    sign: Indices
    sign_onset: Floats


@dataclass(frozen=True)
class _Chances:
    """Hourly expected numbers, and the daily values behind them."""

    episode: Floats
    attack: Floats
    exposure: Floats
    preventive: Floats
    cycle_window: Floats


@dataclass(frozen=True)
class _Course:
    """Attacks in order, each with the episode that set it off or -1."""

    onset: Floats
    end: Floats
    trigger: Indices
    is_outside: npt.NDArray[np.bool_]


def happening(world: World, n_days: int, generator: np.random.Generator) -> Happening:
    """Live through `n_days` of a world.

    Parameters
    ----------
    world
        What is true of the person.
    n_days
        At least 1.
    generator
        Dice.

    Returns
    -------
    Happening
        Hours since the first midnight.
    """
    chances = _chances(world, n_days, generator)
    own = _poisson_moments(chances.episode, generator)
    course = _course(world, chances, own, generator)
    rows = _other_episodes(own, course) + _warnings(world, course, generator)
    rows += _around_headaches(world, course, n_days, generator)
    rows.sort()
    signs = _sign_chances(world, generator)
    onset = np.array([row[0] for row in rows])
    role = np.array([row[2] for row in rows], dtype=np.str_)
    attack = np.array([row[3] for row in rows], dtype=np.intp)
    sign = np.array([_signs(signs[row[2] == "warning"], world, generator) for row in rows], np.intp)
    sign = sign.reshape(-1, len(SIGN_NAMES))
    return Happening(
        n_days=n_days,
        exposure=chances.exposure,
        preventive=chances.preventive,
        cycle_window=chances.cycle_window,
        attack_onset=course.onset,
        attack_end=course.end,
        onset=onset,
        duration=np.array([row[1] for row in rows]),
        role=role,
        attack=attack,
        sign=sign,
        sign_onset=_sign_moments(onset, course.onset, sign, generator),
    )


def _chances(world: World, n_days: int, generator: np.random.Generator) -> _Chances:
    exposure = _exposures(n_days, generator)
    centred = exposure - np.array([0.0, 0.2, 0.0])
    preventive = np.zeros(n_days)
    if world.preventive_from_share is not None:
        preventive[int(n_days * world.preventive_from_share) :] = 1
    cycle_window = ((np.arange(n_days) % 28) < 5).astype(float)
    episode = _mean_one(np.exp(centred @ np.array(world.episode_effects))) * world.episodes_per_28_days
    attack = _mean_one(np.exp(centred @ np.array(world.attack_effects))) * world.attacks_per_28_days
    attack = attack * _mean_one(np.exp(world.cycle_effect * cycle_window))
    attack = attack * np.where(preventive > 0, world.preventive_ratio, 1.0)
    clocks = (EPISODE_CLOCK, ATTACK_CLOCK) if world.has_clock else (np.ones(24), np.ones(24))
    hourly = [
        np.outer(day, clock).reshape(-1) / (28 * 24)
        for day, clock in zip((episode, attack), clocks, strict=True)
    ]
    return _Chances(hourly[0], hourly[1], exposure, preventive, cycle_window)


def _exposures(n_days: int, generator: np.random.Generator) -> Floats:
    """Screen time by working day, poor sleep on about one night in five, stress in waves."""
    working = np.where(np.arange(n_days) % 7 < 5, 0.35, -0.9)
    screen = working + 0.8 * _wave(n_days, 0.3, generator)
    poor_sleep = (_wave(n_days, 0.3, generator) > 0.84).astype(float)
    return np.stack([screen, poor_sleep, _wave(n_days, 0.6, generator)], axis=1)


def _wave(n_days: int, memory: float, generator: np.random.Generator) -> Floats:
    """Daily values of mean 0 and standard deviation 1 that remember the day before."""
    news = generator.standard_normal(n_days) * np.sqrt(1 - memory**2)
    values = np.empty(n_days)
    last = float(generator.standard_normal())
    for day in range(n_days):
        last = memory * last + news[day]
        values[day] = last
    return values


def _mean_one(values: Floats) -> Floats:
    return np.asarray(values / values.mean())


def _poisson_moments(hourly: Floats, generator: np.random.Generator) -> Floats:
    hours = np.repeat(np.arange(hourly.size), generator.poisson(hourly))
    return np.sort(hours + generator.random(hours.size))


def _course(world: World, chances: _Chances, own: Floats, generator: np.random.Generator) -> _Course:
    """Attacks one after another: by themselves, or set off by an episode outside headache."""
    preventive = np.append(chances.preventive, 0.0)[(own // 24).astype(np.intp)]
    effect = world.trigger_share * np.where(preventive > 0, world.preventive_ratio, 1.0)
    sets_off = generator.random(own.size) < effect
    lag = _lags(world, own.size, generator)
    by_itself = _poisson_moments(chances.attack, generator)
    moments = [(moment, "attack", -1) for moment in by_itself]
    moments += [(moment, "episode", row) for row, moment in enumerate(own)]
    moments += [(own[row] + lag[row], "attack", int(row)) for row in np.flatnonzero(sets_off)]
    moments.sort()
    onset: list[float] = []
    end: list[float] = []
    trigger: list[int] = []
    is_outside = np.zeros(own.size, bool)
    free_from, last_end = -np.inf, -np.inf
    for moment, kind, row in moments:
        if moment < free_from or moment > chances.attack.size:
            continue
        if kind == "episode":
            is_outside[row] = True
            continue
        # An attack in between uses up what the episode would have set off.
        if row >= 0 and (not is_outside[row] or (onset and onset[-1] > own[row])):
            continue
        if moment < last_end + 24 and generator.random() > world.soon_again:
            continue
        free_from = last_end = moment + float(np.clip(14 * np.exp(0.6 * generator.standard_normal()), 4, 72))
        onset.append(moment)
        end.append(last_end)
        trigger.append(row)
    return _Course(np.array(onset), np.array(end), np.array(trigger, dtype=np.intp), is_outside)


def _lags(world: World, n: int, generator: np.random.Generator) -> Floats:
    if world.lag_is_gamma:
        # A gamma law of shape 2 has its median at 1.68 times its scale.
        return generator.gamma(2.0, world.lag_hours / 1.68, n)
    return np.asarray(world.lag_hours * np.exp(world.lag_spread * generator.standard_normal(n)))


_Row = tuple[float, float, str, int]


def _other_episodes(own: Floats, course: _Course) -> list[_Row]:
    set_off = {int(row): attack for attack, row in enumerate(course.trigger) if row >= 0}
    found: list[_Row] = []
    # Lengths come from their own stream of positions so that roles do not change them.
    for row in np.flatnonzero(course.is_outside):
        attack = set_off.get(int(row), -1)
        found.append((float(own[row]), 0.0, "trigger_like" if attack >= 0 else "unrelated", attack))
    return found


def _warnings(world: World, course: _Course, generator: np.random.Generator) -> list[_Row]:
    found: list[_Row] = []
    for attack, onset in enumerate(course.onset):
        lead = float(world.lead_hours * np.exp(world.lead_spread * generator.standard_normal()))
        earliest = max(course.end[attack - 1] if attack else 0.0, 0.0)
        if generator.random() >= world.warning_share or lead > _WINDOW_HOURS or onset - lead < earliest:
            continue
        lasts = generator.random() < world.persistence
        brief = min(4 * float(np.exp(0.5 * generator.standard_normal())), 0.95 * lead)
        found.append((float(onset - lead), lead + 6 if lasts else brief, "warning", attack))
    return found


def _around_headaches(
    world: World, course: _Course, n_days: int, generator: np.random.Generator
) -> list[_Row]:
    found: list[_Row] = []
    following = np.append(course.onset[1:], 24.0 * n_days)
    for attack, (onset, end) in enumerate(zip(course.onset, course.end, strict=True)):
        inside = onset + (end - onset) * generator.random()
        if generator.random() < world.inside_share and inside < 24 * n_days:
            found.append((float(inside), 0.0, "in_attack", attack))
        later = end + 6 * float(np.exp(generator.standard_normal()))
        if generator.random() < world.after_share and later < min(following[attack], end + _WINDOW_HOURS):
            found.append((float(later), 0.0, "after_attack", attack))
    return found


def _sign_chances(world: World, generator: np.random.Generator) -> tuple[Floats, Floats]:
    """Chances of each sign otherwise, and with a warning: this person's own."""
    chances = []
    for typical in (world.sign_otherwise, world.sign_with_warning):
        log_odds = np.log(typical / (1 - typical)) + world.sign_person_spread * generator.standard_normal(
            len(SIGN_NAMES)
        )
        chances.append(1 / (1 + np.exp(-log_odds)))
    return chances[0], chances[1]


def _signs(chance: Floats, world: World, generator: np.random.Generator) -> Indices:
    shared = np.sqrt(world.sign_correlation) * generator.standard_normal()
    own = np.sqrt(1 - world.sign_correlation) * generator.standard_normal(chance.size)
    return np.asarray(shared + own < ndtri(chance), dtype=np.intp)


def _sign_moments(
    onset: Floats, attack_onset: Floats, sign: Indices, generator: np.random.Generator
) -> Floats:
    """Signs begin from 3 h before to 5 h after the episode, and before the next pain."""
    following = np.append(attack_onset, np.inf)[np.searchsorted(attack_onset, onset, side="right")]
    latest = np.minimum(5.0, 0.9 * (following - onset))
    toss = generator.random(sign.shape)
    return np.asarray(np.maximum(onset[:, None] - 3 + toss * (latest[:, None] + 3), 0.0))
