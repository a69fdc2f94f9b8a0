"""Small diaries for the role model's tests."""

from __future__ import annotations

from typing import Any

import numpy as np

from headlog.stats.roles import Attacks, Calendar, Episodes, Exposures, RoleData


def dice(seed: int = 1) -> np.random.Generator:
    """Dice of a test."""
    return np.random.Generator(np.random.PCG64(seed))


def diary(
    n_days: int, attacks: tuple[Any, Any], onset: Any, *, recorded: Any = None, **answers: Any
) -> RoleData:
    """A diary without exposures; `answers` go to the episodes, but `attack_half_width`."""
    width = answers.pop("attack_half_width", 0.0)
    return RoleData(
        calendar=Calendar.of_days(np.ones(n_days, bool) if recorded is None else recorded),
        attacks=Attacks.at(*attacks, width),
        episodes=Episodes.at(onset, **answers),
        exposures=Exposures.none(n_days),
    )


def with_exposures(data: RoleData, seed: int = 4) -> RoleData:
    """The same diary with two exposures of episodes and one of attacks."""
    generator = dice(seed)
    n_days = data.exposures.of_episodes.shape[0]
    screen, poor_sleep = generator.normal(4, 2, n_days), generator.random(n_days) < 0.2
    preventive = np.arange(n_days) > n_days / 2
    exposures = Exposures.complete(np.stack([screen, poor_sleep], axis=1), preventive[:, None])
    return RoleData(calendar=data.calendar, attacks=data.attacks, episodes=data.episodes, exposures=exposures)
