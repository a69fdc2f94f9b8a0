"""The days of the constructed person, as they were: sleep, screens, stress, cycle, travel, treatment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

HOME = "Europe/London"
ABROAD = "Europe/Athens"

# The antibody starts after 13 months, its dose is raised after 17.
FIRST_INJECTION_DAY = 396
RAISED_DOSE_DAY = 508
INJECTION_EVERY_DAYS = 28
# First and last day of each stretch away from the diary, counted from its first day.
HOLIDAYS = ((152, 166), (330, 337), (517, 531), (702, 709), (883, 897))
# A month in which little is written: work, and the diary forgotten.
BUSY_DAYS = (610, 641)


@dataclass(frozen=True, slots=True)
class LivedDay:
    """One local day as it was, whether or not anything was written on it.

    Parameters
    ----------
    number
        Days since the diary's first day, from 0.
    stress
        0 to 10.
    cycle_day
        Day of the menstrual cycle, 1 on its first.
    protection
        Share of attacks that still come under the preventive, 0 to 1.
    diligence
        Probability that the evening's check-in is written, 0 to 1.
    """

    number: int
    day: date
    zone: str
    away: bool
    sleep_hours: float
    awkward_sleep: bool
    screen_hours: float
    stress: int
    skipped_meal: bool
    alcohol: bool
    exercise: bool
    cycle_day: int
    protection: float
    diligence: float

    @property
    def near_bleeding(self) -> bool:
        """Whether the day lies two days before to three days into a period."""
        return self.cycle_day <= 3 or self.cycle_day >= 27


def lived_days(dice: Random, first: date, count: int) -> tuple[LivedDay, ...]:
    """Days of the constructed life, one after another."""
    days: list[LivedDay] = []
    stress, cycle_day, cycle_length = 4.0, 9, 28
    for number in range(count):
        day = first + timedelta(days=number)
        weekend = day.weekday() >= 5
        away = any(begin <= number <= end for begin, end in HOLIDAYS)
        stress = 0.7 * stress + 0.3 * (2.2 if weekend or away else 5.0) + dice.gauss(0, 1.1)
        cycle_day += 1
        if cycle_day > cycle_length:
            cycle_day, cycle_length = 1, dice.choice((26, 27, 28, 28, 29, 30))
        days.append(
            LivedDay(
                number=number,
                day=day,
                zone=ABROAD if away and number > 500 else HOME,
                away=away,
                sleep_hours=round(2 * min(9.5, max(4.0, dice.gauss(7.8 if weekend else 6.9, 0.9)))) / 2,
                awkward_sleep=dice.random() < 0.06,
                screen_hours=round(2 * max(0.0, dice.gauss(2.0 if weekend or away else 7.2, 1.6))) / 2,
                stress=min(10, max(0, round(stress))),
                skipped_meal=dice.random() < 0.10,
                alcohol=dice.random() < (0.45 if weekend else 0.12),
                exercise=dice.random() < 0.30,
                cycle_day=cycle_day,
                protection=protection(number),
                diligence=0.3 if BUSY_DAYS[0] <= number <= BUSY_DAYS[1] else 0.94,
            )
        )
    return tuple(days)


def protection(number: int) -> float:
    """Share of attacks that still come: 1 before the antibody, down to .38, more late in each cycle."""
    since = number - FIRST_INJECTION_DAY
    if since < 0:
        return 1.0
    onset = min(1.0, since / 45)
    depth = 0.62 if number >= RAISED_DOSE_DAY else 0.5
    wearing_off = 0.2 if since % INJECTION_EVERY_DAYS >= 23 else 0.0
    return 1.0 - onset * (depth - wearing_off)
