"""A diary made ready for the likelihood: everything that no parameter changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import ndtr

from headlog.stats.roles.clock import clock_profile
from headlog.stats.roles.evidence import LATE_ENTRY_HALF_WIDTH_HOURS, RoleData
from headlog.stats.roles.kernels import LEAST_GAP_HOURS, WINDOW_HOURS, GapNodes, gap_nodes
from headlog.stats.roles.marks import MarkPatterns, mark_patterns, told_signs
from headlog.stats.roles.records import Attacks, Bools, Episodes, Floats, Indices
from headlog.stats.roles.timeline import Timeline, timeline
from headlog.stats.roles.waking import spread_over_night

# More candidates than this before one attack leave too little contrast (§2.8).
MOST_CANDIDATES = 6
# The median after-effect begins 6 h after the pain has gone; broad, so that 48 h are covered.
_AFTER_LOCATION, _AFTER_SCALE = float(np.log(6.0)), 1.0
# Length of an episode of other origin before any was seen: five of median 5 h (§2.4).
_LENGTH_PSEUDO, _LENGTH_LOCATION, _LENGTH_SCALE = 5, float(np.log(5.0)), 0.7


@dataclass(frozen=True)
class Prepared:
    """One diary, sorted by time, as the likelihood reads it.

    Attributes
    ----------
    outside : (n_outside,) int
        Rows of ``RoleData.episodes`` that began outside headache, by onset;
        all arrays "per episode" below have this length and order.
    inside : (n_inside,) int
        Rows that began during headache.
    gap : hours to the next attack, or infinity; ``linked``: at most 48 h.
    backward, forward, unseen : (.., 48) hours, by gap of whole hours
        At-risk time before each attack; after each episode up to the next
        attack; unrecorded time after each episode up to the next attack.
    unseen_total : (48,) hours
        At-risk hours of the whole diary whose hour so much later is unrecorded.
    group : (n_groups, n_candidates) int; ``member`` marks its real entries
        Candidate episodes of the attacks of ``grouped``.
    """

    outside: Indices
    inside: Indices
    n_attacks: int
    gap: Floats
    linked: Bools
    nodes: GapNodes
    still_present: Floats
    resolution_known: Bools
    log_gone_or_still: Floats
    patterns: MarkPatterns
    log_flat_marks: Floats
    episode_design: Floats
    episode_weight: Floats
    episode_rows: Floats
    episode_clock: Floats
    attack_design: Floats
    attack_weight: Floats
    attack_rows: Floats
    attack_clock: Floats
    instrument_rows: Floats
    backward: Floats
    forward: Floats
    unseen: Floats
    unseen_total: Floats
    averted_weight: Floats
    averted_fixed: float
    learns_averted: bool
    log_after: Floats
    after_total: float
    group: Indices
    member: Bools
    grouped: Indices
    lone: Indices
    at_risk_hours: float
    recorded_hours: float
    episode_rate: float
    attack_rate: float
    time_only: bool
    episode_onset: Floats
    attack_onset: Floats
    attack_end: Floats
    episode_profile: Floats
    attack_profile: Floats


def prepared(data: RoleData) -> Prepared:
    """Sort, classify by headache, and integrate over the diary's hours.

    Parameters
    ----------
    data
        The diary, in any order.

    Returns
    -------
    Prepared
        Of an empty diary: empty arrays and rates of 0.
    """
    attacks, episodes, order = _sorted(data)
    hours = timeline(data.calendar, attacks)
    before = _began_before_pain(attacks, episodes)
    inside = ~before & hours.in_headache(episodes.onset)
    kept = episodes[~inside]
    return _assembled(data, attacks, kept, hours, (order[~inside], order[inside]))


def times_alone(diary: Prepared) -> Prepared:
    """The same diary with onsets and headaches alone: no early signs, resolution, exposures or clock.

    Parameters
    ----------
    diary
        Made ready.

    Returns
    -------
    Prepared
    """
    n, n_attacks = diary.gap.size, diary.n_attacks
    at_risk = np.array([diary.at_risk_hours])
    return replace(
        diary,
        patterns=mark_patterns(np.zeros((n, 0), np.int8)),
        log_flat_marks=np.zeros(n),
        resolution_known=np.zeros(n, bool),
        still_present=np.zeros(n),
        log_gone_or_still=np.zeros(n),
        episode_design=np.zeros((1, 0)),
        episode_weight=at_risk,
        episode_rows=np.zeros((n, 0)),
        episode_clock=np.zeros(n),
        attack_design=np.zeros((1, 0)),
        attack_weight=at_risk,
        attack_rows=np.zeros((n_attacks, 0)),
        attack_clock=np.zeros(n_attacks),
        instrument_rows=np.zeros((n, 0)),
        time_only=True,
    )


def _sorted(data: RoleData) -> tuple[Attacks, Episodes, Indices]:
    attacks, episodes = spread_over_night(data.attacks, data.episodes, data.calendar)
    by_time = np.lexsort((attacks.half_width, attacks.end, attacks.onset))
    attacks = Attacks(
        onset=attacks.onset[by_time],
        end=np.maximum.accumulate(attacks.end[by_time]) if by_time.size else attacks.end,
        half_width=attacks.half_width[by_time],
    )
    keys = (*episodes.mark.T, episodes.treated, episodes.still_present, episodes.duration)
    order = np.lexsort((*keys, episodes.half_width, episodes.onset))
    episodes = episodes[order]
    late = np.where(episodes.entered_late, LATE_ENTRY_HALF_WIDTH_HOURS, 0.0)
    return attacks, replace(episodes, half_width=np.maximum(episodes.half_width, late)), order


def _began_before_pain(attacks: Attacks, episodes: Episodes) -> Bools:
    """Episodes reported at the very time of a pain are taken to have begun before it.

    With coarse times ("morning" for both) the order is not known; a person who
    was in pain already would have called it part of the attack.
    """
    place = np.searchsorted(attacks.onset, episodes.onset, side="left")
    if attacks.onset.size == 0:
        return np.ones(episodes.onset.size, bool)
    following = attacks.onset[np.minimum(place, attacks.onset.size - 1)]
    same = (place < attacks.onset.size) & (following == episodes.onset)
    earlier_end = np.where(place > 0, attacks.end[np.maximum(place - 1, 0)], -np.inf)
    return np.asarray(same & (earlier_end <= episodes.onset))


def _assembled(
    data: RoleData, attacks: Attacks, episodes: Episodes, hours: Timeline, rows: tuple[Indices, Indices]
) -> Prepared:
    following = np.searchsorted(attacks.onset, episodes.onset, side="left")
    gap = hours.gap_to_next(episodes.onset, attacks.onset, following)
    linked = gap <= WINDOW_HOURS
    group, member, grouped, lone = _candidates(following, linked, attacks.onset.size)
    at_risk_hours = float(hours.at_risk.sum())
    answers = _answers(episodes, gap, linked)
    half_width = np.append(attacks.half_width, 0.0)[following]
    return Prepared(
        outside=rows[0],
        inside=rows[1],
        n_attacks=attacks.onset.size,
        gap=gap,
        linked=linked,
        nodes=gap_nodes(np.where(linked, gap, 1.0), np.where(linked, episodes.half_width, 0.0), half_width),
        backward=hours.backward(attacks.onset, attacks.end),
        forward=hours.forward(episodes.onset, gap),
        unseen=hours.unseen(episodes.onset, gap),
        unseen_total=hours.unseen_total(),
        averted_fixed=data.averted_per_attack,
        log_after=_log_after(hours.since_end(episodes.onset, attacks.end, following)),
        after_total=hours.after_total(attacks.onset, attacks.end, _AFTER_LOCATION, _AFTER_SCALE),
        group=group,
        member=member,
        grouped=grouped,
        lone=lone,
        at_risk_hours=at_risk_hours,
        recorded_hours=float(hours.recorded.sum()),
        episode_rate=episodes.onset.size / max(at_risk_hours, 1.0),
        attack_rate=attacks.onset.size / max(at_risk_hours, 1.0),
        episode_onset=episodes.onset,
        attack_onset=attacks.onset,
        attack_end=attacks.end,
        **answers,
        **_rates(data, attacks, episodes, hours),
    )


def _answers(episodes: Episodes, gap: Floats, linked: Bools) -> dict[str, Any]:
    """The part of `Prepared` that comes from what was asked about each episode."""
    still = _still_present(episodes, gap, linked)
    patterns = mark_patterns(episodes.mark[:, told_signs(episodes.mark)])
    treated_share = (np.sum(episodes.treated == 1) + 1) / (np.sum(episodes.treated >= 0) + 2)
    weights = (episodes.treated == 1, episodes.treated == 0), (1 / treated_share, 0.0)
    return {
        "still_present": np.maximum(still, 0).astype(float),
        "resolution_known": still >= 0,
        "log_gone_or_still": _log_resolution_of_others(episodes, gap, linked, still),
        "patterns": patterns,
        "log_flat_marks": _log_flat_marks(patterns),
        "averted_weight": np.select(*weights, default=1.0),
        "learns_averted": bool((episodes.treated == 1).any()),
        "time_only": patterns.present.shape[1] == 0 and not (still >= 0).any(),
    }


def _rates(data: RoleData, attacks: Attacks, episodes: Episodes, hours: Timeline) -> dict[str, Any]:
    """The part of `Prepared` that comes from exposures and the clock."""
    episode_design, attack_design = _designs(data)
    episode_profile, episode_clock = clock_profile(
        episodes.onset, episodes.half_width, hours.local_hour, hours.at_risk
    )
    attack_profile, attack_clock = clock_profile(
        attacks.onset, attacks.half_width, hours.local_hour, hours.at_risk
    )
    episode_day, attack_day = hours.day_of(episodes.onset), hours.day_of(attacks.onset)
    return {
        "episode_design": episode_design,
        "episode_weight": hours.daily(episode_profile, episode_design.shape[0]),
        "episode_rows": episode_design[episode_day],
        "episode_clock": episode_clock,
        "episode_profile": episode_profile,
        "attack_design": attack_design,
        "attack_weight": hours.daily(attack_profile, attack_design.shape[0]),
        "attack_rows": attack_design[attack_day],
        "attack_clock": attack_clock,
        "attack_profile": attack_profile,
        "instrument_rows": attack_design[episode_day][:, episode_design.shape[1] :],
    }


def _designs(data: RoleData) -> tuple[Floats, Floats]:
    """Exposures centred on the recorded days; a day without an answer counts as average."""
    exposures = data.exposures
    own = _centred(exposures.of_episodes, exposures.of_episodes_recorded)
    return own, np.hstack([own, _centred(exposures.of_attacks, exposures.of_attacks_recorded)])


def _centred(table: Floats, recorded: Bools) -> Floats:
    centred = np.zeros(table.shape)
    for column in range(table.shape[1]):
        days = recorded[:, column]
        answers = table[days, column]
        if answers.size == 0 or np.ptp(answers) <= 0:
            continue
        is_yes_or_no = bool(np.isin(answers, (0.0, 1.0)).all())
        unit = 1.0 if is_yes_or_no else float(answers.std())
        centred[days, column] = (answers - answers.mean()) / unit
    return centred


def _still_present(episodes: Episodes, gap: Floats, linked: Bools) -> Indices:
    """Still there at the next pain: as answered, else by the length; -1 if neither is known."""
    by_length = np.where(episodes.duration_known, episodes.duration >= gap, -1)
    still = np.where(episodes.still_present >= 0, episodes.still_present, by_length)
    return np.where(linked, still, -1).astype(np.intp)


def _log_resolution_of_others(episodes: Episodes, gap: Floats, linked: Bools, still: Indices) -> Floats:
    """Log chance that an episode of other origin is still there, or gone, at the pain."""
    length = np.log(np.maximum(episodes.duration[~linked & episodes.duration_known], LEAST_GAP_HOURS))
    total = length.size + _LENGTH_PSEUDO
    location = (length.sum() + _LENGTH_PSEUDO * _LENGTH_LOCATION) / total
    scale = np.sqrt((((length - location) ** 2).sum() + _LENGTH_PSEUDO * _LENGTH_SCALE**2) / total)
    log_gap = np.log(np.maximum(np.where(linked, gap, 1.0), LEAST_GAP_HOURS))
    lasting = np.clip(ndtr(-(log_gap - location) / scale), 0.02, 0.98)
    return np.where(still < 0, 0.0, np.log(np.where(still == 1, lasting, 1 - lasting)))


def _log_flat_marks(patterns: MarkPatterns) -> Floats:
    """Log probability of marks that say nothing of the role: all episodes' own frequencies."""
    present, asked = patterns.present[patterns.of_episode], patterns.asked[patterns.of_episode]
    share = (present.sum(axis=0) + 0.5) / (asked.sum(axis=0) + 2.0)
    return np.asarray(present @ np.log(share) + (asked - present) @ np.log1p(-share))


def _candidates(following: Indices, linked: Bools, n_attacks: int) -> tuple[Indices, Bools, Indices, Indices]:
    attack_of = following[linked]
    episode = np.flatnonzero(linked)
    # Episodes are in order of time: the last ones of a group are the nearest to its attack.
    from_last = np.searchsorted(attack_of, attack_of, side="right") - 1 - np.arange(attack_of.size)
    near = from_last < MOST_CANDIDATES
    grouped, place = np.unique(attack_of[near], return_inverse=True)
    width = int(from_last[near].max(initial=0)) + 1
    group = np.zeros((grouped.size, width), np.intp)
    member = np.zeros((grouped.size, width), bool)
    group[place, from_last[near]] = episode[near]
    member[place, from_last[near]] = True
    lone = np.setdiff1d(np.arange(n_attacks), grouped)
    return group, member, grouped, lone


def _log_after(since_end: Floats) -> Floats:
    """Log density of an after-effect's onset so long after the pain; -inf beyond 48 h."""
    near = since_end <= WINDOW_HOURS
    log_hours = np.log(np.maximum(np.where(near, since_end, 1.0), LEAST_GAP_HOURS))
    standard = (log_hours - _AFTER_LOCATION) / _AFTER_SCALE
    density = -log_hours - np.log(_AFTER_SCALE * np.sqrt(2 * np.pi)) - 0.5 * standard**2
    return np.where(near, density, -np.inf)
