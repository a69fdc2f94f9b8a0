"""From what happened to what stands in the diary."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from headlog.stats.roles import Attacks, Calendar, Episodes, Exposures, RoleData
from headlog.stats.simulation.happening import Floats, Happening, Indices
from headlog.stats.simulation.worlds import Keeping

Bools = npt.NDArray[np.bool_]

# Asleep from 23 to 7, as the waking scenario has it.
_NIGHT_FROM, _NIGHT_TO = 23.0, 7.0


@dataclass(frozen=True)
class SimulatedDiary:
    """One diary of known truth: what was recorded, and apart from it what was true.

    Attributes
    ----------
    scenario : str
    n_days : int
    recorded_days : (n_days,) bool
    exposure : (n_days, 3) float, columns ``EPISODE_EXPOSURES``; none when hidden
    attack_exposure : (n_days, 2) float, columns ``ATTACK_EXPOSURES``; zero when hidden
    attack_onset, attack_end, attack_half_width : (n_attacks,) float, hours since the first midnight
    onset, half_width, duration : (n_episodes,) float, hours; sorted by onset
    duration_known : (n_episodes,) bool
    sign : (n_episodes, 4) int8
        Columns ``SIGN_NAMES``: 1 present, 0 asked and absent, -1 not asked.
    sign_onset : (n_episodes, 4) float, hours
        When each sign was noticed; read only where it is present.
    treated : (n_episodes,) int8
        Acute treatment before any pain: 1, 0.
    treated_at : (n_episodes,) float, hours; read only where treated
    entered_late : (n_episodes,) bool
    true_role : (n_episodes,) str
        Of ``ROLES``. Never part of the diary.
    true_attack_recorded : (n_episodes,) bool
        Whether the attack of a warning or trigger stands in the diary.
    """

    scenario: str
    n_days: int
    recorded_days: Bools
    exposure: Floats
    attack_exposure: Floats
    attack_onset: Floats
    attack_end: Floats
    attack_half_width: Floats
    onset: Floats
    half_width: Floats
    duration: Floats
    duration_known: Bools
    sign: npt.NDArray[np.int8]
    sign_onset: Floats
    treated: npt.NDArray[np.int8]
    treated_at: Floats
    entered_late: Bools
    true_role: npt.NDArray[np.str_]
    true_attack_recorded: Bools

    def role_data(self) -> RoleData:
        """The recorded part, as the role model takes it."""
        attack_columns = np.ptp(self.attack_exposure, axis=0) > 0
        return RoleData(
            calendar=Calendar.of_days(self.recorded_days),
            attacks=Attacks.at(self.attack_onset, self.attack_end, self.attack_half_width),
            episodes=Episodes.at(
                self.onset,
                half_width=self.half_width,
                duration=self.duration,
                duration_known=self.duration_known,
                mark=self.sign,
                treated=self.treated,
                entered_late=self.entered_late,
            ),
            exposures=Exposures.complete(self.exposure, self.attack_exposure[:, attack_columns]),
        )


@dataclass(frozen=True)
class _Notes:
    """The diary while it is being written; episodes and attacks are dropped by masks."""

    attack_onset: Floats
    attack_end: Floats
    attack_half_width: Floats
    attack_kept: Bools
    onset: Floats
    half_width: Floats
    duration: Floats
    kept: Bools
    late: Bools
    treated: npt.NDArray[np.int8]
    treated_at: Floats


def kept_diary(
    scenario: str, happened: Happening, keeping: Keeping, generator: np.random.Generator
) -> SimulatedDiary:
    """Write the diary that this person would keep.

    Parameters
    ----------
    scenario
        Its name.
    happened
        All that happened.
    keeping
        How the diary is kept.
    generator
        Dice.

    Returns
    -------
    SimulatedDiary
    """
    notes = _lengths_of_others(happened, generator)
    if keeping.averted_share:
        notes = _averted(notes, happened, keeping.averted_share, generator)
    if keeping.recalls:
        notes = _recalled(notes, happened, generator)
    recorded_days = _recorded_days(happened.n_days, keeping.missing_share, generator)
    notes = _only_recorded(notes, recorded_days)
    if keeping.wakes_late:
        notes = _entered_at_waking(notes, keeping.marks_waking, generator)
    if keeping.rounded_to_hours:
        notes = _rounded(notes, keeping.rounded_to_hours)
    return _written(scenario, happened, keeping, (notes, recorded_days))


def _lengths_of_others(happened: Happening, generator: np.random.Generator) -> _Notes:
    """Everything as it happened; episodes that are no warning last 5 h in the median."""
    n, n_attacks = happened.onset.size, happened.attack_onset.size
    usual = 5 * np.exp(0.7 * generator.standard_normal(n))
    return _Notes(
        attack_onset=happened.attack_onset,
        attack_end=happened.attack_end,
        attack_half_width=np.zeros(n_attacks),
        attack_kept=np.ones(n_attacks, bool),
        onset=happened.onset,
        half_width=np.zeros(n),
        duration=np.where(happened.role == "warning", happened.duration, usual),
        kept=np.ones(n, bool),
        late=np.zeros(n, bool),
        treated=np.zeros(n, np.int8),
        treated_at=np.zeros(n),
    )


def _averted(notes: _Notes, happened: Happening, share: float, generator: np.random.Generator) -> _Notes:
    """A share of the attacks with a warning never comes; some other episodes are treated too."""
    warns = happened.role == "warning"
    stops = np.flatnonzero(warns & (generator.random(warns.size) < share))
    kept = notes.attack_kept.copy()
    kept[happened.attack[stops]] = False
    belongs = np.isin(happened.attack, np.flatnonzero(~kept)) & ~warns
    treated = (generator.random(warns.size) < 0.05).astype(np.int8)
    treated[stops] = 1
    duration = notes.duration.copy()
    duration[stops] = 3 + 2 * generator.random(stops.size)
    moment = notes.onset + np.minimum(1.0, 0.5 * duration)
    # What an attack that never came would have set off or left behind is gone with it.
    gone = belongs & np.isin(happened.role, ("in_attack", "after_attack"))
    return replace(
        notes,
        attack_kept=kept,
        treated=treated,
        treated_at=moment,
        duration=duration,
        kept=notes.kept & ~gone,
    )


def _recalled(notes: _Notes, happened: Happening, generator: np.random.Generator) -> _Notes:
    """Late entries err by 3 h but keep the order; lone episodes are forgotten more often."""
    place = np.searchsorted(notes.attack_onset, notes.onset, side="right")
    following = np.append(notes.attack_onset, np.inf)[place]
    forgotten = generator.random(notes.onset.size) < np.where(following - notes.onset < 24, 0.10, 0.30)
    late = (generator.random(notes.onset.size) < 0.30) & (happened.role != "in_attack")
    moved = notes.onset + np.where(late, 3 * generator.standard_normal(notes.onset.size), 0.0)
    last_end = np.append(notes.attack_end, -np.inf)[place - 1]
    moved = np.clip(moved, np.where(late, np.maximum(last_end, 0.0), -np.inf), following - 0.25 * late)
    inside = moved < 24 * happened.n_days
    return replace(
        notes, onset=np.where(late, moved, notes.onset), late=late, kept=notes.kept & ~forgotten & inside
    )


def _recorded_days(n_days: int, missing_share: float, generator: np.random.Generator) -> Bools:
    """Days with entries; a gap goes on with probability one half."""
    recorded = np.ones(n_days, bool)
    if missing_share == 0:
        return recorded
    starts = 0.5 * missing_share / (1 - missing_share)
    is_gap = bool(generator.random() < missing_share)
    for day in range(n_days):
        recorded[day] = not is_gap
        is_gap = bool(generator.random() < (0.5 if is_gap else starts))
    return recorded


def _only_recorded(notes: _Notes, recorded_days: Bools) -> _Notes:
    def on_recorded_day(moment: Floats) -> Bools:
        day = np.clip((moment // 24).astype(np.intp), 0, recorded_days.size - 1)
        return recorded_days[day]

    return replace(
        notes,
        kept=notes.kept & on_recorded_day(notes.onset),
        attack_kept=notes.attack_kept & on_recorded_day(notes.attack_onset),
    )


def _entered_at_waking(notes: _Notes, marked: bool, generator: np.random.Generator) -> _Notes:
    """Onsets of the night stand at waking, or as an interval up to it when marked as such."""
    # One waking a morning, for the pain and for the sign.
    n_mornings = int(notes.attack_end.max(initial=0.0) + notes.onset.max(initial=0.0)) // 24 + 3
    later = 0.5 * generator.random(n_mornings)

    def waking(moment: Floats) -> tuple[Floats, Bools]:
        hour = moment % 24
        asleep = (hour >= _NIGHT_FROM) | (hour < _NIGHT_TO)
        until = np.where(hour >= _NIGHT_FROM, 24 - hour + _NIGHT_TO, _NIGHT_TO - hour)
        morning = ((moment + until) // 24).astype(np.intp)
        return np.where(asleep, moment + until + later[morning], moment), asleep

    woken, asleep = waking(notes.attack_onset)
    shown = np.maximum(np.minimum(woken, notes.attack_end - 0.5), notes.attack_onset)
    onset, episode_asleep = waking(notes.onset)
    if not marked:
        # A sign of the night is written before the pain that one wakes with.
        place = np.searchsorted(notes.attack_onset, notes.onset, side="right")
        following = np.append(shown, np.inf)[place]
        onset = np.where(episode_asleep, np.minimum(onset, following - 0.1), onset)
        return replace(notes, attack_onset=shown, onset=np.maximum(onset, 0.0))
    night = (24 - _NIGHT_FROM + _NIGHT_TO) / 2
    return replace(
        notes,
        attack_onset=np.where(asleep, np.maximum(woken - night, 0.0), notes.attack_onset),
        attack_half_width=np.where(asleep, night, 0.0),
        onset=np.where(episode_asleep, np.maximum(onset - night, 0.0), notes.onset),
        half_width=np.where(episode_asleep, night, 0.0),
    )


def _rounded(notes: _Notes, unit: float) -> _Notes:
    onset = np.round(notes.attack_onset / unit) * unit
    end = np.maximum(np.round(notes.attack_end / unit) * unit, onset + 1)
    # Two attacks must not overlap through rounding: the earlier one gives way.
    end[:-1] = np.maximum(np.minimum(end[:-1], onset[1:]), onset[:-1] + 0.5)
    return replace(
        notes,
        attack_onset=onset,
        attack_end=end,
        attack_half_width=np.full(onset.size, unit / 2),
        onset=np.round(notes.onset / unit) * unit,
        half_width=np.full(notes.onset.size, unit / 2),
    )


def _written(
    scenario: str, happened: Happening, keeping: Keeping, diary: tuple[_Notes, Bools]
) -> SimulatedDiary:
    notes, recorded_days = diary
    rows: Indices = np.flatnonzero(notes.kept)
    rows = rows[np.argsort(notes.onset[rows], kind="stable")]
    attacks = np.flatnonzero(notes.attack_kept)
    attacks = attacks[np.argsort(notes.attack_onset[attacks], kind="stable")]
    sign = happened.sign[rows].astype(np.int8)
    known = np.full(rows.size, keeping.asks_resolution)
    belongs = happened.attack[rows]
    attack_recorded = np.append(notes.attack_kept, False)[belongs]
    shift = (notes.onset - happened.onset)[rows]
    exposure = happened.exposure[:, :0] if keeping.hides_exposures else happened.exposure
    attack_exposure = np.stack([happened.preventive, happened.cycle_window], axis=1)
    if keeping.hides_exposures:
        attack_exposure = np.zeros_like(attack_exposure)
    return SimulatedDiary(
        scenario=scenario,
        n_days=happened.n_days,
        recorded_days=recorded_days,
        exposure=exposure,
        attack_exposure=attack_exposure,
        attack_onset=notes.attack_onset[attacks],
        attack_end=np.maximum(notes.attack_end[attacks], notes.attack_onset[attacks] + 0.25),
        attack_half_width=notes.attack_half_width[attacks],
        onset=notes.onset[rows],
        half_width=notes.half_width[rows],
        duration=notes.duration[rows],
        duration_known=known,
        sign=sign if keeping.asks_signs else np.full(sign.shape, -1, np.int8),
        sign_onset=np.maximum(happened.sign_onset[rows] + shift[:, None], 0.0),
        treated=notes.treated[rows],
        treated_at=notes.treated_at[rows],
        entered_late=notes.late[rows],
        true_role=happened.role[rows],
        true_attack_recorded=attack_recorded,
    )
