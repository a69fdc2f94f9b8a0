"""A constructed diary of ten years, seeded: what the benchmarks measure on. Nobody's data."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from headlog.diary.attack import Attack, Effect, Function, Grade, PainReading, Quality, Side
from headlog.diary.day import CheckIn
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose, DoseFor, IntervalUnit, Medicine, PreventiveCourse, ReliefAt2Hours
from headlog.diary.moment import Moment
from headlog.diary.record import Record
from headlog.diary.sign import EarlySigns, NeckCause, NeckEpisode, Sign

ZONE = "Europe/Rome"
YEARS, ATTACKS, DAYS, SIGNS, NECKS, DOSES = 10, 1200, 3650, 4000, 2000, 3000
SEED = 20260504


class TenYears:
    """Entries of a diary that ends at `as_of`; `share` below 1 gives a smaller one of the same density."""

    def __init__(self, as_of: datetime, share: float = 1.0) -> None:
        self._dice = Random(SEED)
        self._days = round(DAYS * share)
        self._began = as_of.astimezone(UTC) - timedelta(days=self._days)
        self._share = share
        self.entries: list[Entry] = []
        self._write()

    def _write(self) -> None:
        for number in range(round(ATTACKS * self._share)):
            self._attack(number)
        for number in range(round(SIGNS * self._share)):
            self._sign(number)
        for number in range(round(NECKS * self._share)):
            self._neck(number)
        for number in range(round(DOSES * self._share)):
            self._dose(number)
        for number in range(self._days):
            self._check_in(number)
        for name in ("Sumatriptan", "Ibuprofen", "Naproxen"):
            self._add(Medicine(id=self._id(), name=name, usual_amount=50, unit="mg"), self._began)
        self._add(
            PreventiveCourse(
                id=self._id(), agent="Erenumab", interval=28, interval_unit=IntervalUnit.DAYS,
                started=(self._began + timedelta(days=self._days * 0.8)).date(),
            ),
            self._began,
        )  # fmt: skip

    def _attack(self, number: int) -> None:
        dice, began = self._dice, self._at(number, ATTACKS)
        lasted = timedelta(hours=dice.uniform(2, 30))
        readings = tuple(
            PainReading(at=self._moment(began + timedelta(hours=hours)), pain=dice.randint(2, 8))
            for hours in ((0.5, 1.5) if dice.random() < 0.5 else (1.0,))
        )
        attack = Attack(
            id=self._id(), headache=True, headache_began=self._moment(began),
            headache_ended=None if dice.random() < 0.02 else self._moment(began + lasted),
            worst_pain=dice.randint(3, 9), pain=readings, side=Side.LEFT, quality=Quality.PULSATING,
            worse_with_activity=True if dice.random() < 0.7 else None, nausea=Grade.MILD,
            vomiting=Grade.NONE, photophobia=Grade.SEVERE, phonophobia=Grade.MILD, aura=dice.random() < 0.2,
            function=Function(work=Effect.REDUCED), notes="slept badly" if number % 9 == 0 else None,
        )  # fmt: skip
        self._add(attack, began)

    def _sign(self, number: int) -> None:
        began = self._at(number, SIGNS)
        word = self._dice.choice(["tired", "yawning", "irritable"])
        ended = self._moment(began + timedelta(hours=3))
        self._add(Sign(id=self._id(), sign=word, began=self._moment(began), ended=ended), began)

    def _neck(self, number: int) -> None:
        dice, began = self._dice, self._at(number, NECKS)
        episode = NeckEpisode(
            id=self._id(), began=self._moment(began),
            ended=self._moment(began + timedelta(hours=dice.uniform(1, 12))), locations=("suboccipital",),
            side=Side.LEFT, characters=("tight_stiff",), worst_severity=dice.randint(2, 7),
            early_signs=EarlySigns(tired=dice.random() < 0.3, yawning=False, nausea=False),
            causes=(NeckCause(cause="screen_time"),),
        )  # fmt: skip
        self._add(episode, began)

    def _dose(self, number: int) -> None:
        dice, taken = self._dice, self._at(number, DOSES)
        dose = Dose(
            id=self._id(), medicine=dice.choice(["Sumatriptan", "Ibuprofen", "Naproxen"]), amount=50,
            unit="mg", at=self._moment(taken), taken_for=DoseFor.HEADACHE, pain_before=6,
            relief_at_2h=dice.choice(list(ReliefAt2Hours)),
        )  # fmt: skip
        self._add(dose, taken)

    def _check_in(self, number: int) -> None:
        evening = self._began + timedelta(days=number, hours=20)
        day: date = self._moment(evening).day
        check_in = CheckIn(
            id=f"check-in-{day.isoformat()}", day=day, zone=ZONE, headache=None if number % 3 == 0 else False,
            sleep_hours=7, stress=3, screen_hours=6, neck_stiff=False, nothing_else=number % 3 != 0,
        )  # fmt: skip
        self._add(check_in, evening)

    def _at(self, number: int, of: int) -> datetime:
        """An instant in the stretch that belongs to the record of this number."""
        return self._began + timedelta(
            days=self._days * (number + self._dice.random() * 0.9) / (of * self._share)
        )

    def _moment(self, instant: datetime) -> Moment:
        return Moment(instant, ZONE)

    def _id(self) -> str:
        return str(UUID(int=self._dice.getrandbits(128), version=4))

    def _add(self, record: Record, logged_at: datetime) -> None:
        self.entries.append(
            Entry(
                id=record.id, kind=record.kind, version=str(UUID(int=self._dice.getrandbits(128), version=4)),
                logged_at=logged_at, by="person", record=record,
            )
        )  # fmt: skip
