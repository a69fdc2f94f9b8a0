"""The constructed person's neck: early in an attack, after a long screen day, during pain, or on its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from headlog.diary.attack import Side
from headlog.diary.sign import NO_EARLY_SIGNS, EarlySigns, NeckCause, NeckEpisode, NeckOnset, SeverityReading
from headlog.exchange.simulated.attacks import LivedAttack
from headlog.exchange.simulated.life import LivedDay
from headlog.exchange.simulated.pen import Pen, about, exact


@dataclass(frozen=True, slots=True)
class LivedNeck:
    """A neck episode as it was: its hours, a cause noticed before it, early signs beside it.

    `role` is the truth of the construction (`prodrome`, `trigger`, `during`,
    `after`, `alone`); it is never written into the diary.
    """

    day: LivedDay
    began: datetime
    ended: datetime
    role: str
    cause: str | None = None
    side: Side = Side.BOTH


def neck_of_attack(dice: Random, lived: LivedAttack) -> LivedNeck | None:
    """Neck episode that belongs to an attack, if this one has any."""
    if not lived.migraine:
        return None
    draw = dice.random()
    if lived.lead_hours is not None and draw < 0.55:
        began = lived.onset - timedelta(hours=max(0.6, lived.lead_hours * dice.uniform(0.5, 0.95)))
        return LivedNeck(lived.day, began, lived.ended + timedelta(hours=dice.gauss(0.5, 1)), "prodrome",
                         side=lived.side)  # fmt: skip
    if 0.55 <= draw < 0.78:
        began = lived.onset + timedelta(minutes=dice.randint(-10, 120))
        return LivedNeck(lived.day, began, lived.ended + timedelta(minutes=dice.randint(-60, 60)), "during",
                         side=lived.side)  # fmt: skip
    if draw > 0.92:
        return LivedNeck(
            lived.day, lived.ended + timedelta(minutes=20), lived.ended + timedelta(hours=9), "after"
        )
    return None


def write_neck_episode(pen: Pen, dice: Random, neck: LivedNeck) -> None:
    """Write one neck episode: the sheet near its beginning, the end once it is gone."""
    if neck.day.away or dice.random() < 0.12:
        return
    zone = neck.day.zone
    logged = neck.began + timedelta(minutes=dice.choice((2, 5, 10, 15, 30)))
    late = dice.random() < 0.15
    if late:
        logged = neck.ended + timedelta(minutes=dice.randint(10, 240))
    peak = dice.randint(2, 6)
    entry = pen.write(
        NeckEpisode,
        logged,
        began=about(neck.began, zone) if late else exact(neck.began, zone),
        locations=dice.choice((("suboccipital",), ("suboccipital", "upper_neck"), ("upper_trapezius",))),
        side=neck.side if neck.side in (Side.LEFT, Side.RIGHT) and dice.random() < 0.7 else Side.BOTH,
        characters=dice.choice((("tight_stiff",), ("dull_ache",), ("tight_stiff", "sore"))),
        severity=(SeverityReading(at=exact(logged, zone), severity=max(1, peak - 1)),) if not late else (),
        worst_severity=peak if late else None,
        onset=NeckOnset.GRADUAL if dice.random() < 0.85 else NeckOnset.SUDDEN,
        usual=True,
        causes=_causes(dice, neck),
        worse_with=dice.choice((("none",), ("turning",), (), ("holding_still",))),
        range_limited=dice.random() < 0.2 if dice.random() < 0.6 else None,
        spreads_to=dice.choice(((), ("none",), ("shoulder",), ("temple",))),
        early_signs=_early_signs(dice, neck),
    )
    if not late and dice.random() < 0.85:
        relieved = dice.choice((("heat",), ("stretching",), ("medicine",), ("sleep",), ("nothing",)))
        pen.amend(
            entry,
            neck.ended + timedelta(minutes=dice.randint(2, 90)),
            ended=exact(neck.ended, zone) if dice.random() < 0.5 else about(neck.ended, zone, 45),
            relieved_by=relieved,
        )


def _causes(dice: Random, neck: LivedNeck) -> tuple[NeckCause, ...]:
    if neck.cause is None:
        return (NeckCause(cause="none_noticed"),) if dice.random() < 0.75 else ()
    hours = 1.0 if neck.cause == "screen_time" else 4.0
    return (NeckCause(cause=neck.cause, at=about(neck.began - timedelta(hours=hours), neck.day.zone)),)


def _early_signs(dice: Random, neck: LivedNeck) -> EarlySigns:
    """Answer the same short list with every episode; now and then it is skipped."""
    if dice.random() < 0.12:
        return EarlySigns()
    share = {"prodrome": 0.45, "during": 0.35}.get(neck.role, 0.06)
    present = {name: True for name in NO_EARLY_SIGNS.answers if dice.random() < share}
    return replace(NO_EARLY_SIGNS, **present)
