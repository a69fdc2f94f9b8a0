"""Hours of one diary: at risk, recorded, in headache; and integrals over them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from headlog.stats.roles.kernels import WINDOW_HOURS
from headlog.stats.roles.records import Attacks, Bools, Calendar, Floats, Indices

_STEPS = np.arange(WINDOW_HOURS + 1, dtype=float)


@dataclass(frozen=True)
class Timeline:
    """Every hour of the calendar, as a share of an hour, 0 to 1.

    Attributes
    ----------
    recorded, at_risk : (n_hours,) float
        At risk is recorded and not in headache.
    """

    recorded: Floats
    at_risk: Floats
    headache_onset: Floats
    headache_end: Floats
    local_hour: Indices
    local_day: Indices

    def in_headache(self, moment: Floats) -> Bools:
        """Whether each moment lies in a headache, its first instant included."""
        place = np.searchsorted(self.headache_onset, moment, side="right") - 1
        last_end = np.append(self.headache_end, -np.inf)[place]
        return np.asarray((place >= 0) & (moment < last_end))

    def day_of(self, moment: Floats) -> Indices:
        """Index of the local day of each moment; moments outside go to its ends."""
        cell = np.clip(np.floor(moment).astype(np.intp), 0, max(self.local_day.size - 1, 0))
        return self.local_day[cell] if self.local_day.size else np.zeros(moment.size, np.intp)

    def daily(self, profile: Floats, n_days: int) -> Floats:
        """At-risk hours of every local day, weighted by the clock profile."""
        if self.local_day.size == 0:
            return np.zeros(n_days)
        weighted = self.at_risk * profile[self.local_hour]
        return np.asarray(np.bincount(self.local_day, weights=weighted, minlength=n_days), float)

    def gap_to_next(self, moment: Floats, onset: Floats, following: Indices) -> Floats:
        """Hours to the next attack, infinite when there is none."""
        return np.append(onset, np.inf)[following] - moment

    def since_end(self, moment: Floats, end: Floats, following: Indices) -> Floats:
        """Hours since the last headache ended, infinite when there was none."""
        last = np.append(end, -np.inf)[following - 1]
        return moment - np.where(following > 0, last, -np.inf)

    def backward(self, onset: Floats, end: Floats) -> Floats:
        """At-risk hours before each attack, by gap, back to the end of the one before."""
        earlier_end = np.concatenate([[-np.inf], end[:-1]]) if end.size else end
        moment = np.maximum(onset[:, None] - _STEPS, np.minimum(earlier_end, onset)[:, None])
        return -np.asarray(np.diff(self._risk_until(moment), axis=1))

    def forward(self, moment: Floats, gap: Floats) -> Floats:
        """At-risk hours after each moment, by gap, up to the next attack."""
        reach = moment[:, None] + np.minimum(_STEPS, gap[:, None])
        return np.asarray(np.diff(self._risk_until(reach), axis=1))

    def unseen(self, moment: Floats, gap: Floats) -> Floats:
        """Unrecorded hours after each moment, by gap; beyond the diary nothing is recorded."""
        reach = moment[:, None] + np.minimum(_STEPS, gap[:, None])
        return np.asarray(np.maximum(np.diff(reach - self._recorded_until(reach), axis=1), 0.0))

    def unseen_total(self) -> Floats:
        """At-risk hours of the diary whose hour so much later is not recorded."""
        later = np.concatenate([self.recorded, np.zeros(WINDOW_HOURS)])
        n = self.at_risk.size
        seen = np.array([self.at_risk @ later[step : step + n] for step in range(WINDOW_HOURS)])
        return np.maximum(float(self.at_risk.sum()) - seen, 0.0)

    def after_total(self, onset: Floats, end: Floats, location: float, scale: float) -> float:
        """Chance, summed over headaches, that an after-effect would begin in recorded time."""
        if end.size == 0:
            return 0.0
        gap = np.append(onset[1:], np.inf) - end
        hours = self.forward(end, np.maximum(gap, 0.0))
        below = ndtr((np.log(np.maximum(_STEPS, 1e-6)) - location) / scale)
        return float((hours @ np.diff(below)).sum())

    def _risk_until(self, moment: Floats) -> Floats:
        return _until(self.at_risk, moment)

    def _recorded_until(self, moment: Floats) -> Floats:
        return _until(self.recorded, moment)


def timeline(calendar: Calendar, attacks: Attacks) -> Timeline:
    """Hours of the diary with its headaches taken out.

    Parameters
    ----------
    calendar
        Which hours were recorded.
    attacks
        Sorted by onset, ends never decreasing; overlapping ones are joined.

    Returns
    -------
    Timeline
    """
    recorded = calendar.recorded.astype(float)
    end_before = np.concatenate([[-np.inf], attacks.end[:-1]]) if attacks.end.size else attacks.end
    began = np.maximum(attacks.onset, end_before)
    edges = np.arange(recorded.size + 1, dtype=float)
    if began.size:
        knots = np.stack([began, attacks.end], axis=1).reshape(-1)
        passed = np.stack([np.zeros(began.size), attacks.end - began], axis=1).reshape(-1).cumsum()
        in_headache = np.clip(np.diff(np.interp(edges, knots, passed)), 0, 1)
    else:
        in_headache = np.zeros(recorded.size)
    return Timeline(
        recorded=recorded,
        at_risk=recorded * (1 - in_headache),
        headache_onset=attacks.onset,
        headache_end=attacks.end,
        local_hour=calendar.local_hour,
        local_day=calendar.local_day,
    )


def _until(hourly: Floats, moment: Floats) -> Floats:
    """Total of an hourly share up to each moment; nothing before the start or past the end."""
    total = np.concatenate([[0.0], np.cumsum(hourly)])
    return np.asarray(np.interp(moment, np.arange(total.size, dtype=float), total))
