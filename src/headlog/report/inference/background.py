"""The neck on headache-free days, month by month, and where the headache days stand against 15."""

from __future__ import annotations

import numpy as np

from headlog.diary.diary import Diary
from headlog.diary.period import Period
from headlog.report.document import Block, Column, Fact, Facts, Lines, Section, Table
from headlog.report.inference.arrays import dice
from headlog.report.inference.day_arrays import DayArrays
from headlog.report.inference.plain import chance, said_estimate
from headlog.report.inference.reasons import reason_words
from headlog.report.inference.role_words import ONLY_SIMULATED
from headlog.report.words import of, said_month
from headlog.stats.change import ChangePoint, Trend, change_point, monthly_trend
from headlog.stats.chronic_range import chronic_range
from headlog.stats.method import CHANGE_POINT, CHRONIC_RANGE, MONTHLY_TREND

# More than two years lie before any change that one would still act on.
MOST_MONTHS = 24
# A change point explains an alert; below this it explains nothing.
_LIKELY = 0.5
RISING = "Neck stiffness on headache-free days is becoming more frequent."
# Not that there is none: few days cannot show one.
NOT_RISING = "No rise of neck stiffness on headache-free days can be shown yet."


def background_sections(diary: Diary, days: DayArrays | None, *, first_number: int = 1) -> list[Section]:
    """Section on the background trend; none for an empty diary.

    Parameters
    ----------
    diary
        Whose present ends the last month.
    days
        Its days.
    first_number
        Number of the section.
    """
    if days is None:
        return []
    months = [month for month in days.period.calendar_months() if month.first <= diary.today][-MOST_MONTHS:]
    events, counted = np.array([_month(days, month) for month in months]).reshape(-1, 2).T
    trend, step = monthly_trend(events, counted), change_point(events, counted)
    line = chronic_range(
        days.headache,
        days.headache_known,
        dice("15-day line", days.fingerprint),
        least_recorded_share=days.least_recorded_share,
    ).probability
    facts = _facts(trend, step, months)
    if line is not None:
        facts.append(
            Fact("Each of the last three 28-day months at 15 headache days or more", chance(line),
                 note="a level, not a count, and no diagnosis")
        )  # fmt: skip
    rows = tuple(
        (said_month(month), of(int(events[place]), int(counted[place])))
        for place, month in reversed(tuple(enumerate(months)))
    )
    columns = (Column("Month", numeric=False), Column("Neck days of headache-free days that tell of both"))
    blocks: tuple[Block, ...] = (
        Facts("", tuple(facts)),
        Table("Month by month", columns, rows, empty="No month is recorded."),
        Lines(
            "",
            (f"Method: {MONTHLY_TREND}, {CHANGE_POINT}, {CHRONIC_RANGE}. {ONLY_SIMULATED}",),
            fine_print=True,
        ),
    )
    return [Section(first_number, "Neck between headaches, over months", (blocks,))]


def _month(days: DayArrays, month: Period) -> tuple[int, int]:
    part = slice(max(days.position(month.first), 0), days.position(month.last) + 1)
    free = days.headache_known[part] & ~days.headache[part] & days.neck_known[part]
    return int((free & days.neck[part]).sum()), int(free.sum())


def _facts(trend: Trend, step: ChangePoint, months: list[Period]) -> list[Fact]:
    if trend.odds_ratio_per_month is None or trend.rise_p_value is None:
        return [Fact("Trend", "not enough yet", note=reason_words(trend.reason))]
    facts = [
        Fact(
            "Reading",
            RISING if trend.rising else NOT_RISING,
            note=f"p {trend.rise_p_value:.3f}, alert below .01",
        ),
        Fact(
            "Odds from month to month",
            f"{said_estimate(trend.odds_ratio_per_month)} times",
            note="1 is no trend",
        ),
    ]
    likely = step.most_likely_month
    if (
        trend.rising
        and step.rise_probability is not None
        and step.rise_probability > _LIKELY
        and likely is not None
    ):
        facts.append(
            Fact("Most likely since around", said_month(months[likely]),
                 note=f"a step up at all: {chance(step.rise_probability)}")
        )  # fmt: skip
    return facts
