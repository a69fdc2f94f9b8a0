"""Hour-of-day profiles of attacks and of episodes, for times known to an interval."""

from __future__ import annotations

import numpy as np

from headlog.stats.roles.records import Floats, Indices

# Kernel and pseudo-count of §2.4: neighbours two hours off still count a tenth.
_KERNEL = np.array([0.1, 0.2, 0.4, 0.2, 0.1])
_EVENTS_PER_PSEUDO_COUNT = 48
_SPREAD_NODES = (np.arange(12) + 0.5) / 6 - 1


def clock_profile(
    onset: Floats, half_width: Floats, local_hour: Indices, at_risk: Floats
) -> tuple[Floats, Floats]:
    """Relative rate by hour of the clock, and its logarithm at every onset.

    Parameters
    ----------
    onset, half_width : (n,) float, hours since the start of the calendar
        A time known to an interval is spread evenly over it; otherwise the
        profile would pile up on the hours people round to.
    local_hour : (n_hours,) int
    at_risk : (n_hours,) float, 0 to 1

    Returns
    -------
    profile : (24,) float
        Mean 1 over the time at risk; all ones when nothing was at risk.
    log_at_onset : (n,) float
        Averaged over the interval where the time is not exact.
    """
    exposure = np.bincount(local_hour, weights=at_risk, minlength=24) if local_hour.size else np.zeros(24)
    if exposure.sum() <= 0:
        return np.ones(24), np.zeros(onset.size)
    spread = half_width.any()
    nodes = _SPREAD_NODES if spread else np.zeros(1)
    cells = np.floor(onset[:, None] + half_width[:, None] * nodes).astype(np.intp)
    hour = local_hour[np.clip(cells, 0, local_hour.size - 1)]
    count = np.bincount(hour.reshape(-1), minlength=24) / nodes.size
    around = sum((w * np.roll(count, shift - 2) for shift, w in enumerate(_KERNEL)), np.zeros(24))
    around += max(1.0, onset.size / _EVENTS_PER_PSEUDO_COUNT)
    # A clock that was never read shows one hour only: its profile is one.
    rate = np.where(exposure > 0, around / np.maximum(exposure, 1e-9), 0.0)
    mean = (rate * exposure).sum() / exposure.sum()
    profile = np.where(exposure > 0, rate / mean, 1.0)
    return profile, np.log(profile[hour].mean(axis=1))
