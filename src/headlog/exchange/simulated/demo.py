"""The demo diary: three years of one constructed person, Alice, who ends today.

Nobody's data. The days are drawn first, then the attacks and the neck
episodes in them, then what of all that was written down, when and how; a
reader of the diary sees only the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from headlog.diary.attack import Side
from headlog.diary.journal import Entry
from headlog.diary.moment import Moment
from headlog.exchange.simulated.attacks import LivedAttack, write_attack
from headlog.exchange.simulated.background import (
    write_background,
    write_one_rough_day,
    write_preventive,
    write_scores,
    write_visits,
)
from headlog.exchange.simulated.check_ins import write_check_ins
from headlog.exchange.simulated.edits import write_edits
from headlog.exchange.simulated.life import HOME, LivedDay, lived_days
from headlog.exchange.simulated.neck import LivedNeck, neck_of_attack, write_neck_episode
from headlog.exchange.simulated.pen import Pen, instant

DAYS = 1096
# The attack whose end was never written, counted from the first.
LEFT_OPEN = 97
SEED = 20260504


def demo_entries(dice: Random, *, as_of: datetime) -> tuple[Entry, ...]:
    """Log of the demo diary.

    The same state of the dice and the same `as_of` give the same log. Nothing
    is written after `as_of`; three years lie before it.

    Parameters
    ----------
    dice
        Where everything random comes from, as in ``Random(SEED)``.
    as_of
        The instant the diary ends at, with an offset.
    """
    last = Moment(as_of, HOME).day
    first = last - timedelta(days=DAYS - 1)
    days = lived_days(dice, first, DAYS)
    tension = {neck.day.number: neck for neck in _tension(dice, days)}
    attacks = tuple(_attacks(dice, days, tension))
    pen = Pen(dice, as_of)
    write_background(pen, first)
    write_one_rough_day(pen, first)
    write_preventive(pen, dice, first, last)
    write_scores(pen, dice, first, last)
    write_visits(pen, first, last)
    for number, attack in enumerate(attacks):
        write_attack(pen, dice, attack, left_open=number == LEFT_OPEN)
        if (neck := neck_of_attack(dice, attack)) is not None:
            write_neck_episode(pen, dice, neck)
    for neck in tension.values():
        write_neck_episode(pen, dice, neck)
    write_check_ins(pen, dice, days, attacks, tension)
    write_edits(pen)
    return tuple(sorted(pen.entries, key=lambda entry: (entry.logged_at, entry.id, entry.version)))


def first_day(as_of: datetime) -> date:
    """First local day of the demo diary that ends at `as_of`."""
    return Moment(as_of, HOME).day - timedelta(days=DAYS - 1)


def _tension(dice: Random, days: tuple[LivedDay, ...]) -> Iterator[LivedNeck]:
    """Neck tension that is no part of an attack: after screens, awkward sleep, or for no reason noticed."""
    for day in days:
        cause, hour = None, dice.uniform(9, 20)
        if day.awkward_sleep and dice.random() < 0.7:
            cause, hour = "awkward_sleep", dice.uniform(6.8, 8.5)
        elif day.screen_hours >= 8.5 and dice.random() < 0.42:
            cause, hour = "screen_time", dice.uniform(15.5, 19.5)
        elif dice.random() >= 0.055:
            continue
        began = instant(day.day, hour, day.zone)
        role = "trigger" if cause else "alone"
        yield LivedNeck(day, began, began + timedelta(hours=dice.gammavariate(3, 1.6)), role, cause=cause)


def _attacks(
    dice: Random, days: tuple[LivedDay, ...], tension: dict[int, LivedNeck]
) -> Iterator[LivedAttack]:
    free_from = instant(days[0].day, 0, HOME)
    for day in days:
        neck = tension.get(day.number)
        set_off = neck is not None and neck.cause is not None and dice.random() < 0.24 * day.protection
        chance = 0.19 * day.protection * (1.9 if day.near_bleeding else 1.0)
        if set_off and neck is not None:
            onset = neck.began + timedelta(hours=dice.uniform(2.5, 13))
            attack = _migraine(dice, day, onset, prodrome=False)
        elif dice.random() < chance:
            attack = _migraine(dice, day, instant(day.day, _onset_hour(dice), day.zone), prodrome=True)
        elif dice.random() < 0.045:
            onset = instant(day.day, dice.uniform(11, 20), day.zone)
            ended = onset + timedelta(hours=dice.uniform(1.5, 4))
            attack = LivedAttack(day, onset, ended, dice.randint(2, 3), False, False, Side.BOTH)
        else:
            continue
        if attack.onset >= free_from:
            free_from = attack.ended + timedelta(hours=20)
            yield attack


def _migraine(dice: Random, day: LivedDay, onset: datetime, *, prodrome: bool) -> LivedAttack:
    treated_early = dice.random() < 0.55
    hours = dice.uniform(2.2, 5.5) if treated_early else min(70.0, dice.lognormvariate(2.5, 0.55))
    woke = (
        onset - timedelta(hours=dice.uniform(6.5, 8)) if 5 <= Moment(onset, day.zone).local.hour < 7 else None
    )
    lead = min(40.0, dice.gammavariate(2.2, 4.5)) if prodrome and dice.random() < 0.72 else None
    # Mild at the tail of the antibody's first year and after: fewer and weaker.
    peak = min(10, max(4, round(dice.gauss(6.6 if day.protection > 0.7 else 5.9, 1.2))))
    side = Side.LEFT if dice.random() < 0.62 else dice.choice((Side.RIGHT, Side.BOTH))
    return LivedAttack(
        day, onset, onset + timedelta(hours=hours), peak, True, dice.random() < 0.2, side, woke, lead
    )


def _onset_hour(dice: Random) -> float:
    """Hour of head pain: a quarter on waking, most through the working day."""
    return dice.uniform(5.5, 6.9) if dice.random() < 0.25 else dice.triangular(7.5, 23.0, 13.5)
