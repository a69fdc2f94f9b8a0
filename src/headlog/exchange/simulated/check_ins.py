"""The constructed person's evenings: check-ins, clear days, days caught up on later, pauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from headlog.diary.day import CheckIn, OwnFactor, Pause, PauseReason, SleepQuality
from headlog.diary.moment import Moment, zone_info
from headlog.diary.sign import NO_EARLY_SIGNS
from headlog.exchange.simulated.attacks import LivedAttack
from headlog.exchange.simulated.life import HOLIDAYS, HOME, LivedDay
from headlog.exchange.simulated.neck import LivedNeck
from headlog.exchange.simulated.pen import Pen, exact, instant


def write_check_ins(
    pen: Pen,
    dice: Random,
    days: tuple[LivedDay, ...],
    attacks: tuple[LivedAttack, ...],
    tension: Mapping[int, LivedNeck],
) -> None:
    """Write the evenings on which the check-in was answered, some of them caught up on later."""
    pain = _hours_of_pain(attacks)
    for day in days:
        if day.away or dice.random() > day.diligence:
            continue
        late = dice.random() < 0.06
        at = instant(day.day, dice.uniform(20.5, 22.8), day.zone) + timedelta(days=dice.randint(3, 6) * late)
        fields = _answers(dice, day, day.number in tension)
        if dice.random() < 0.94:
            fields["headache"] = day.day in pain
        if not late and dice.random() < 0.12 and day.day not in pain:
            fields |= {"early_signs": NO_EARLY_SIGNS, "early_signs_at": exact(at, day.zone)}
        pen.write(CheckIn, at, day=day.day, zone=day.zone, **fields)
    first = days[0].day
    for number, (begin, end) in enumerate(HOLIDAYS):
        if number % 2 == 0:
            pen.write(
                Pause, instant(first + timedelta(days=begin - 1), 21.0, HOME),
                first=first + timedelta(days=begin), last=first + timedelta(days=end),
                reason=PauseReason.TRAVEL,
            )  # fmt: skip


def _answers(dice: Random, day: LivedDay, tense: bool) -> dict[str, Any]:
    sleep = SleepQuality.GOOD if day.sleep_hours >= 7 else SleepQuality.FAIR
    fields: dict[str, Any] = {
        "sleep_hours": day.sleep_hours,
        "sleep_quality": SleepQuality.POOR if day.awkward_sleep or day.sleep_hours < 5.5 else sleep,
        "awkward_sleep": day.awkward_sleep,
        "screen_hours": day.screen_hours,
        "stress": day.stress,
        "neck_stiff": tense or None,
        "skipped_meals": day.skipped_meal or None,
        "alcohol": day.alcohol or None,
        "exercise": day.exercise or None,
        "cycle_day_1": True if day.cycle_day == 1 else None,
    }
    if dice.random() < 0.3:
        for name in ("sleep_quality", "stress", "screen_hours"):
            del fields[name]
    if dice.random() < 0.8:
        fields["nothing_else"] = True
    if dice.random() < 0.04:
        fields["own_factors"] = (OwnFactor(factor="Long drive", answer=True),)
    return {name: value for name, value in fields.items() if value is not None}


def _hours_of_pain(attacks: Iterable[LivedAttack]) -> dict[date, datetime]:
    """Local days that an attack touches."""
    pain: dict[date, datetime] = defaultdict()
    for attack in attacks:
        day, last = (
            Moment(attack.onset, attack.zone).day,
            attack.ended.astimezone(zone_info(attack.zone)).date(),
        )
        while day <= last:
            pain[day] = attack.onset
            day += timedelta(days=1)
    return pain
