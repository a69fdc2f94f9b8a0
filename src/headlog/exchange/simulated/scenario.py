"""A simulated diary of known truth, written as a person would write it: into the open format.

Marks are not handed over. An early sign that was noticed by the time the neck
sheet was filled in stands on the sheet; one noticed later is a timed sign of
its own; what was entered late is all on the sheet, and late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from headlog.diary.attack import Attack, Grade, Quality, Side
from headlog.diary.day import CheckIn, SleepQuality
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose, DoseFor, IntervalUnit, PreventiveCourse, PreventiveDose
from headlog.diary.moment import Moment, Precision
from headlog.diary.sign import EarlySigns, NeckEpisode, Sign
from headlog.exchange.simulated.pen import Pen

if TYPE_CHECKING:
    from headlog.stats.simulation import SimulatedDiary

# A Monday, as the first day of a simulated diary is.
FIRST_DAY = date(2025, 1, 6)
ZONE = "UTC"
# The simulation's signs by the vocabulary's words, in its order.
SIGNS = ("yawning", "tired", "photophobia", "food_craving")
_SOON, _SECOND = timedelta(minutes=2), timedelta(seconds=1)
_LATE = timedelta(hours=4)
_DOSE_AFTER_HOURS = 1.0
# A width of half a night: "asleep, and woke with it".
_NIGHT_HOURS = 3.5
_INTERVAL_DAYS = 28


@dataclass(frozen=True, slots=True)
class WrittenScenario:
    """The log of a simulated diary, and which record is which.

    Parameters
    ----------
    entries
        The log, by the time of writing.
    as_of
        The instant the diary ends at.
    zone
        Where its person lives.
    episode_ids, attack_ids
        Record of each simulated episode and attack, in the simulation's order.
    """

    entries: tuple[Entry, ...]
    as_of: datetime
    zone: str
    episode_ids: tuple[str, ...]
    attack_ids: tuple[str, ...]


def scenario_entries(diary: SimulatedDiary, dice: Random) -> WrittenScenario:
    """Log that the person of a simulated diary would have written.

    Parameters
    ----------
    diary
        What was recorded; of its truth nothing is written.
    dice
        The random part of the ids.
    """
    writer = _Writer(diary, dice)
    attacks = tuple(writer.attack(row) for row in range(len(diary.attack_onset)))
    episodes = tuple(writer.episode(row) for row in range(len(diary.onset)))
    writer.treatment()
    writer.check_ins()
    entries = sorted(writer.pen.entries, key=lambda entry: (entry.logged_at, entry.id, entry.version))
    return WrittenScenario(tuple(entries), writer.pen.as_of, ZONE, episodes, attacks)


class _Writer:
    """The person's hand, with the whole simulated diary before it."""

    def __init__(self, diary: SimulatedDiary, dice: Random) -> None:
        self.diary = diary
        self.pen = Pen(dice, _instant(24.0 * diary.n_days))
        self.onsets = [float(onset) for onset in diary.attack_onset]

    def attack(self, row: int) -> str:
        """An attack, its end once it is over, and the dose taken in it."""
        diary = self.diary
        onset, width = self.onsets[row], float(diary.attack_half_width[row])
        began, ended = _moment(onset, width), _instant(float(diary.attack_end[row]))
        logged = min(_instant(onset + width) + _SOON, self.pen.as_of)
        entry = self.pen.write(
            Attack, logged, headache=True, headache_began=began, worst_pain=7, side=Side.LEFT,
            quality=Quality.PULSATING, worse_with_activity=True, nausea=Grade.MODERATE,
            photophobia=Grade.MODERATE, phonophobia=Grade.MODERATE, aura=False,
        )  # fmt: skip
        self.pen.amend(entry, ended + _SOON, headache_ended=Moment(ended, ZONE))
        taken = _instant(onset + _DOSE_AFTER_HOURS)
        if width == 0 and taken < ended:
            self._dose(taken, DoseFor.HEADACHE)
        return entry.id

    def episode(self, row: int) -> str:
        """A neck episode: the sheet near its beginning, signs as they are noticed, the end."""
        diary = self.diary
        onset, width = float(diary.onset[row]), float(diary.half_width[row])
        is_late = bool(diary.entered_late[row])
        before_pain = self._before_next_pain(onset)
        logged = _instant(onset + width) + (_LATE if is_late else _SOON)
        if not is_late and before_pain is not None:
            logged = min(logged, before_pain)
        if width == 0:
            logged = max(logged, _instant(onset))
        logged = min(logged, self.pen.as_of)
        noticed = {
            name: (int(diary.sign[row, place]), _instant(float(diary.sign_onset[row, place])))
            for place, name in enumerate(SIGNS)
        }
        sheet = {
            name: present == 1 and (is_late or at <= logged)
            for name, (present, at) in noticed.items()
            if present >= 0
        }
        entry = self.pen.write(
            NeckEpisode, logged, began=_moment(onset, width), early_signs=EarlySigns(**sheet)
        )
        for name, (present, at) in noticed.items():
            if present == 1 and not sheet[name]:
                self._sign(name, at, before_pain)
        if diary.duration_known[row]:
            ended = _instant(onset + float(diary.duration[row]))
            self.pen.amend(entry, max(ended, logged) + _SOON, ended=Moment(ended, ZONE))
        if diary.treated[row] == 1:
            self._dose(_instant(float(diary.treated_at[row])), DoseFor.WARNING_SIGN)
        return entry.id

    def check_ins(self) -> None:
        """The evening's answers of every recorded day."""
        diary = self.diary
        pain = _days_touched(diary.attack_onset.tolist(), diary.attack_end.tolist())
        has_cycle = bool(diary.attack_exposure[:, 1].any())
        for day in range(diary.n_days):
            if not diary.recorded_days[day]:
                continue
            answers: dict[str, object] = {}
            if diary.exposure.shape[1]:
                screen, poor_sleep, stress = (float(value) for value in diary.exposure[day])
                answers = {
                    "screen_hours": min(16.0, max(0.0, round(2 * (6 + 2 * screen)) / 2)),
                    "sleep_quality": SleepQuality.POOR if poor_sleep else SleepQuality.GOOD,
                    "stress": min(10, max(0, round(4 + 2 * stress))),
                }
            # The window has five days around the first of bleeding.
            if has_cycle and day % _INTERVAL_DAYS == 2:
                answers["cycle_day_1"] = True
            self.pen.write(
                CheckIn, _instant(24.0 * day + 22), day=_day(day), zone=ZONE, headache=day in pain, **answers
            )

    def treatment(self) -> None:
        """The preventive, from its first day on."""
        on = [day for day in range(self.diary.n_days) if self.diary.attack_exposure[day, 0] > 0]
        if not on:
            return
        course = self.pen.write(
            PreventiveCourse, _instant(24.0 * on[0] + 9), agent="Erenumab", dose="70 mg",
            interval=_INTERVAL_DAYS, interval_unit=IntervalUnit.DAYS, started=_day(on[0]),
        )  # fmt: skip
        for day in range(on[0], self.diary.n_days, _INTERVAL_DAYS):
            if self.diary.recorded_days[day]:
                at = _instant(24.0 * day + 9)
                self.pen.write(PreventiveDose, at, course=course.id, given=Moment(at, ZONE), amount="70 mg")

    def _sign(self, name: str, at: datetime, before_pain: datetime | None) -> None:
        logged = at + _SOON if before_pain is None else min(at + _SOON, before_pain)
        self.pen.write(Sign, logged, sign=name, began=Moment(min(at, logged), ZONE))

    def _dose(self, at: datetime, taken_for: DoseFor) -> None:
        self.pen.write(
            Dose, at, medicine="Sumatriptan", amount=50.0, unit="mg", at=Moment(at, ZONE), taken_for=taken_for
        )

    def _before_next_pain(self, onset: float) -> datetime | None:
        """Last instant at which nothing yet was known of the head pain that comes next."""
        for row, began in enumerate(self.onsets):
            # Two coarse times may be the same: then the sign was reported first.
            if began >= onset:
                return _instant(began - float(self.diary.attack_half_width[row])) - _SECOND
        return None


def _moment(hour: float, half_width: float) -> Moment:
    if half_width <= 0:
        return Moment(_instant(hour), ZONE)
    if half_width > _NIGHT_HOURS:
        until = _instant(hour + half_width)
        return Moment(_instant(hour - half_width), ZONE, Precision.BETWEEN, until=until)
    return Moment(_instant(hour), ZONE, Precision.ABOUT, max(1, round(60 * half_width)))


def _instant(hour: float) -> datetime:
    midnight = datetime.combine(FIRST_DAY, time.min, UTC)
    return midnight + timedelta(seconds=round(3600 * hour))


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def _days_touched(began: list[float], ended: list[float]) -> set[int]:
    return {
        day
        for first, last in zip(began, ended, strict=True)
        for day in range(int(first // 24), int(last // 24) + 1)
    }
