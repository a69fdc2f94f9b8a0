"""Diaries of known truth, for calibration and the benchmark."""

import zlib

import numpy as np

from headlog.stats.simulation.happening import happening
from headlog.stats.simulation.keeping import SimulatedDiary, kept_diary
from headlog.stats.simulation.worlds import (
    ATTACK_EXPOSURES,
    CORE_SCENARIOS,
    EPISODE_EXPOSURES,
    SCENARIOS,
    SIGN_NAMES,
    TABLE_SCENARIOS,
    Keeping,
    Scenario,
    World,
)

__all__ = [
    "ATTACK_EXPOSURES",
    "CORE_SCENARIOS",
    "EPISODE_EXPOSURES",
    "SCENARIOS",
    "SIGN_NAMES",
    "TABLE_SCENARIOS",
    "Keeping",
    "Scenario",
    "SimulatedDiary",
    "World",
    "scenario_dice",
    "simulated_diary",
]


def simulated_diary(scenario: str, n_days: int, generator: np.random.Generator) -> SimulatedDiary:
    """A diary of known truth, drawn from one of the named scenarios.

    Parameters
    ----------
    scenario
        A key of ``SCENARIOS``.
    n_days
        Length of the diary, 1 or more.
    generator
        Dice; see `scenario_dice` for the published ones.

    Returns
    -------
    SimulatedDiary
        Times in hours since the first midnight.

    Raises
    ------
    ValueError
        If there is no such scenario, or less than one day.

    Examples
    --------
    >>> diary = simulated_diary("mixed", 90, scenario_dice("mixed", 90, seed=1))
    >>> diary.n_days, diary.onset.size == diary.true_role.size
    (90, True)
    """
    if scenario not in SCENARIOS:
        raise ValueError(f"scenario must be one of {', '.join(SCENARIOS)}: got {scenario!r}.")
    if n_days < 1:
        raise ValueError(f"n_days must be 1 or more: got {n_days}.")
    chosen = SCENARIOS[scenario]
    happened = happening(chosen.drawn(generator), n_days, generator)
    return kept_diary(scenario, happened, chosen.keeping, generator)


def scenario_dice(scenario: str, n_days: int, *, seed: int) -> np.random.Generator:
    """The published dice of one diary: the same scenario, length and seed give the same diary.

    Parameters
    ----------
    scenario
        Its name; other scenarios have unrelated dice.
    n_days
        Length of the diary.
    seed
        0 or more.

    Returns
    -------
    numpy.random.Generator
    """
    return np.random.Generator(np.random.PCG64([seed, n_days, zlib.crc32(scenario.encode())]))
