"""A diary's timeline as the arrays that the statistics of roles and signs take."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from headlog.diary.record import Answer
from headlog.diary.timeline import Timeline, TimelineAttack
from headlog.stats.roles import Attacks, Calendar, Episodes, Exposures, RoleData
from headlog.stats.sign_timeline import SignTimeline

_ANSWER = {True: 1, False: 0, None: -1}


def role_data(timeline: Timeline) -> RoleData:
    """Arrays of one timeline for the role model.

    Parameters
    ----------
    timeline
        Hours, attacks and episodes of one sign; what was not asked stays masked.

    Returns
    -------
    RoleData
        Episodes and attacks in the timeline's order.
    """
    attacks, episodes = timeline.attacks, timeline.episodes
    n_days = timeline.period.length if timeline.period is not None else 0
    own, own_recorded = _table(timeline.exposures.of_episodes, n_days)
    other, other_recorded = _table(timeline.exposures.of_attacks, n_days)
    return RoleData(
        calendar=Calendar(
            recorded=np.array(timeline.recorded, bool),
            local_hour=np.array(timeline.local_hour, np.intp),
            local_day=np.array(timeline.local_day, np.intp),
        ),
        attacks=Attacks.at(
            [each.onset for each in attacks],
            [each.end for each in attacks],
            [each.half_width for each in attacks],
        ),
        episodes=Episodes.at(
            [each.onset for each in episodes],
            half_width=[each.half_width for each in episodes],
            duration=[each.duration or 0.0 for each in episodes],
            duration_known=[each.duration is not None for each in episodes],
            mark=_answers([each.marks for each in episodes], len(timeline.mark_names)),
            still_present=[_ANSWER[each.still_present] for each in episodes],
            treated=[_ANSWER[each.treated] for each in episodes],
            entered_late=[each.entered_late for each in episodes],
        ),
        exposures=Exposures(
            of_episodes=own,
            of_episodes_recorded=own_recorded,
            of_attacks=other,
            of_attacks_recorded=other_recorded,
        ),
    )


def sign_timeline(timeline: Timeline) -> SignTimeline:
    """Arrays of one timeline for the sign as a warning; head pains that overlap are joined.

    Parameters
    ----------
    timeline
        Hours, attacks and episodes of one sign.
    """
    joined: list[TimelineAttack] = []
    for attack in timeline.attacks:
        if joined and attack.onset < joined[-1].end:
            joined[-1] = replace(joined[-1], end=max(joined[-1].end, attack.end))
        else:
            joined.append(attack)
    return SignTimeline(
        sign_began=np.array([each.onset for each in timeline.episodes], float),
        attack_began=np.array([each.onset for each in joined], float),
        attack_ended=np.array([each.end for each in joined], float),
        recorded=np.array(timeline.recorded, bool),
        sign_half_width=np.array([each.half_width for each in timeline.episodes], float),
        attack_half_width=np.array([each.half_width for each in joined], float),
        attack_timed=np.array([each.timed for each in joined], bool),
    )


def dice(*facts: object) -> np.random.Generator:
    """Dice that the facts of a diary alone decide: the same diary gives the same numbers.

    Parameters
    ----------
    facts
        What the answer rests on, free of ids and of the order of entry.
    """
    digest = hashlib.sha256(repr(facts).encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))


def facts_of(timeline: Timeline) -> tuple[object, ...]:
    """What a timeline says, without ids: the facts that seed its dice."""
    return (
        timeline.sign,
        len(timeline.recorded),
        sum(timeline.recorded),
        tuple((round(each.onset, 4), round(each.end, 4)) for each in timeline.attacks),
        tuple((round(each.onset, 4), each.marks) for each in timeline.episodes),
    )


def _answers(rows: Sequence[Iterable[Answer]], columns: int) -> npt.NDArray[np.int8]:
    table = np.array([[_ANSWER[answer] for answer in row] for row in rows], np.int8)
    return table.reshape(len(rows), columns)


def _table(
    rows: Sequence[Sequence[float | None]], n_days: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    columns = len(rows[0]) if rows else 0
    values = np.array([[value or 0.0 for value in row] for row in rows], float).reshape(n_days, columns)
    recorded = np.array([[value is not None for value in row] for row in rows], bool)
    return values, recorded.reshape(n_days, columns)
