"""The next day's headache, forecast from the days before it: experimental, and off unless switched on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from headlog.diary.diary import Diary
from headlog.report.document import Block, Fact, Facts, Lines, Section
from headlog.report.inference.arrays import dice
from headlog.report.inference.day_arrays import DayArrays
from headlog.report.inference.plain import chance, said_estimate
from headlog.report.inference.role_words import NO_ADVICE
from headlog.report.words import of, said_day
from headlog.stats.emerging.forecast import day_forecasts
from headlog.stats.emerging.scores import LEAST_DAYS, ForecastScore, forecast_score
from headlog.stats.method import DAYS_PER_28, NEXT_DAY_FORECAST
from headlog.stats.rates import DaysPer28, days_per_28

EXPERIMENTAL = (
    "Experimental: it knows the person's own headache days and nothing else. Within one person published "
    "forecasts are near chance."
)
NOTHING = "Nothing is recorded yet. Answer the check-in on days with and without a headache."


@dataclass(frozen=True)
class NextDay:
    """The day after the latest recorded one, with how earlier days were forecast.

    Parameters
    ----------
    day
        The day that the probability is about.
    probability
        Of a headache day, 0 to 1; None unless the forecasts beat the person's own rate, or when the day is
        over.
    score
        Of every earlier day, each forecast from the days before it.
    rate
        The person's own rate of headache days.
    """

    day: date
    probability: float | None
    score: ForecastScore
    rate: DaysPer28


def next_day(diary: Diary, days: DayArrays | None) -> NextDay | None:
    """Forecast of the day after the latest recorded one; None when nothing is recorded.

    Parameters
    ----------
    diary
        Whose present decides whether that day is still to come.
    days
        Its days.
    """
    if days is None:
        return None
    found = day_forecasts(days.headache, days.headache_known)
    score = forecast_score(found, dice("next-day forecast", days.fingerprint))
    day = days.period.last + timedelta(days=1)
    shown = score.beats_own_rate and day >= diary.today
    rate = days_per_28(days.headache, days.headache_known)
    return NextDay(day, found.next_day if shown else None, score, rate)


def next_day_sections(found: NextDay | None) -> tuple[Section, ...]:
    """The forecast where it beats the person's own rate, and its score in any case.

    Parameters
    ----------
    found
        What was found; None when nothing is recorded.
    """
    facts = Facts("", (), NOTHING) if found is None else Facts("", _facts(found))
    blocks: tuple[Block, ...] = (
        facts,
        Lines(
            "",
            (f"Method: {NEXT_DAY_FORECAST}, {DAYS_PER_28}. {EXPERIMENTAL}", NO_ADVICE),
            fine_print=True,
        ),
    )
    return (Section(1, "The next day", (blocks,)),)


def _facts(found: NextDay) -> tuple[Fact, ...]:
    score, facts = found.score, []
    if found.probability is not None:
        facts.append(
            Fact(f"Headache on {said_day(found.day)}", chance(found.probability),
                 note="no interval: how good it is stands below")
        )  # fmt: skip
    rate = found.rate
    if rate.long_run is not None:
        facts.append(
            Fact("Your own rate, headache days per 28", said_estimate(rate.long_run),
                 note=f"{of(rate.events, rate.answered)} recorded days")
        )  # fmt: skip
    facts.append(
        Fact("Forecasts of earlier days, each from the days before it", _reading(found), note=_brier(score))
    )
    if score.brier_skill is not None and score.log_skill is not None:
        skills = f"{said_estimate(score.brier_skill)} and {said_estimate(score.log_skill)}"
        facts.append(
            Fact("Part of the own rate's error that they save", skills,
                 note="Brier and logarithmic score; below 0 is worse than the rate")
        )  # fmt: skip
    return tuple(facts)


def _reading(found: NextDay) -> str:
    score = found.score
    if score.days < LEAST_DAYS:
        return f"nothing is forecast: {score.days} days could be scored, {LEAST_DAYS} are needed"
    if not score.beats_own_rate:
        return f"nothing is forecast: not better than your own rate over {score.days} days"
    better = f"better than your own rate over {score.days} days"
    return better if found.probability is not None else f"{better}; the day after the latest one is over"


def _brier(score: ForecastScore) -> str:
    if score.brier is None or score.own_rate_brier is None:
        return ""
    return f"Brier score {score.brier:.3f} against {score.own_rate_brier:.3f} of the rate; lower is better"
