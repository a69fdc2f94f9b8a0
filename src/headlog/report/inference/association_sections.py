"""Sections about what goes with attacks: exposures, menstruation, clock, weekday."""

from __future__ import annotations

from collections.abc import Callable

from headlog.report.charts.intervals import Axis, IntervalRow, intervals_picture
from headlog.report.document import Block, Chart, Column, Fact, Facts, Lines, Section, Table
from headlog.report.inference.attack_associations import AttackAssociations
from headlog.report.inference.plain import chance, said_estimate
from headlog.report.inference.reasons import reason_words
from headlog.report.inference.role_words import ONLY_SIMULATED
from headlog.report.words import counted, of, said_number
from headlog.stats.arrays import Reason
from headlog.stats.association import LEAST_ATTACKS, Association, AssociationLabel, Associations
from headlog.stats.association import AssociationOutcome as Outcome
from headlog.stats.cycle import CycleRelation
from headlog.stats.method import ASSOCIATIONS, CYCLE_RELATION, TIMING
from headlog.stats.timing import CircularTiming

EMPTY = "Nothing is recorded yet. Log attacks, and answer the check-in on days with and without them."
NO_CAUSE = (
    "Associated is not caused by. What a coming attack can bring about is only ever “may be an early "
    "symptom”, however strong it looks. Nothing here is advice to avoid anything."
)
_LABELS = {
    AssociationLabel.MORE_ATTACKS: "associated with more attacks",
    AssociationLabel.FEWER_ATTACKS: "associated with fewer attacks",
    AssociationLabel.NOT_CLEAR: "no clear association",
    AssociationLabel.MAY_BE_EARLY_SYMPTOM: "may be an early symptom",
    AssociationLabel.NOT_ENOUGH: "not enough yet",
}
_LAGS = ("the same day", "the day before", "two days before")
_ODDS_TICKS = (0.25, 0.5, 1.0, 2.0, 4.0)
_SILENT = "days that do not say whether there was headache"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def association_sections(found: AttackAssociations | None) -> tuple[Section, ...]:
    """Sections on exposures, then the cycle, then the clock.

    Parameters
    ----------
    found
        What was found; None when nothing is recorded.
    """
    if found is None:
        return (Section(1, "What goes with attacks", ((Facts("", (), EMPTY),),)),)
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("What goes with attacks", _exposure_blocks(found.exposures, found.silent_days))
    ]
    if found.cycle is not None:
        parts.append(("Attacks around menstruation", _cycle_blocks(found.cycle, found.silent_days)))
    parts.append(("Clock and weekday", _timing_blocks(found)))
    return tuple(Section(number, heading, (blocks,)) for number, (heading, blocks) in enumerate(parts, 1))


def _exposure_blocks(found: Associations, silent_days: int) -> tuple[Block, ...]:
    silent = (f"{silent_days} more {_SILENT} are not among them.",) if silent_days else ()
    blocks: list[Block] = [Lines("", (_outcome(found), *silent)), _exposure_table(found)]
    rows = [row for exposure in found.exposures if (row := _interval_row(exposure)) is not None]
    if rows:
        axis = Axis(
            "odds of an attack beginning: with it over without it", _ODDS_TICKS, logarithmic=True, mark=1
        )
        picture = intervals_picture(
            rows, axis, name="exposures", title="All exposures at once", column="Odds ratio"
        )
        blocks.append(Chart(picture, "For hours and scales: per standard deviation. Line: 95 % interval."))
    blocks.append(Lines("", (f"Method: {ASSOCIATIONS}. {ONLY_SIMULATED}", NO_CAUSE), fine_print=True))
    return tuple(blocks)


def _outcome(found: Associations) -> str:
    days = (
        f"{counted(found.attacks, 'attack')} began on {counted(found.risk_days, 'day')} on which one could "
        f"have; {counted(found.control_days, 'day')} that say there was no headache stand beside them."
    )
    if found.outcome is Outcome.NOT_ENOUGH:
        if found.attacks_needed:
            more = counted(found.attacks_needed, "more attack")
            return f"Not enough yet: {more} needed ({LEAST_ATTACKS} in all). {days}"
        return f"Not enough yet: {reason_words(found.reason)}. {days}"
    if found.outcome is Outcome.NONE_STANDS_OUT:
        return f"No exposure stands out yet. {days}"
    return f"Some exposures stand out, all looked at together. {days}"


def _exposure_table(found: Associations) -> Table:
    rows = tuple(_exposure_row(each) for each in found.exposures if each.lags and each.lags[0].risk_days)
    columns = (
        Column("Exposure", numeric=False), Column("Reading", numeric=False), Column("When", numeric=False),
        Column("Attacks on days with it"), Column("On other days"),
    )  # fmt: skip
    note = (
        "For hours and scales “with it” means above the person's middle value. "
        "What was told after the pain of that day or of the two days after it began does not count."
    )
    return Table(
        "Exposure by exposure",
        columns,
        rows,
        note + _left_out(found),
        "No exposure was answered in the check-ins.",
    )


def _left_out(found: Associations) -> str:
    """Days on which some exposures could not be looked at though others could, with the reason."""
    groups: dict[tuple[int, Reason], list[str]] = {}
    for each in found.exposures:
        for lag in each.lags if each.strongest is not None else ():
            if lag.reason is not None:
                groups.setdefault((lag.lag, lag.reason), []).append(each.name)
    said = [
        f"{_LAGS[lag]} for {', '.join(names)}: {reason_words(reason)}"
        for (lag, reason), names in groups.items()
    ]
    return f" Left out, {'; '.join(said)}." if said else ""


def _exposure_row(each: Association) -> tuple[str, ...]:
    lag = each.strongest or each.lags[1 if len(each.lags) > 1 else 0]
    label = _LABELS[each.label]
    if each.reason is not None:
        label = f"{label}: {reason_words(each.reason)}"
    elif each.label is AssociationLabel.MAY_BE_EARLY_SYMPTOM and not any(lag.stands_out for lag in each.lags):
        label = "no clear association; could be an early symptom"
    return (
        each.name,
        label,
        _LAGS[lag.lag],
        of(lag.onsets_exposed, lag.exposed_days),
        of(lag.onsets_unexposed, lag.risk_days - lag.exposed_days),
    )


def _interval_row(each: Association) -> IntervalRow | None:
    if each.strongest is None or each.strongest.odds_ratio is None:
        return None
    ratio = each.strongest.odds_ratio
    said = f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"
    return IntervalRow(f"{each.name}, {_LAGS[each.strongest.lag]}", ratio.value, ratio.low, ratio.high, said)


def _counted_silent(days: int) -> tuple[str, ...]:
    return (f"{days} {_SILENT} are counted as days without an attack.",) if days else ()


def _cycle_blocks(found: CycleRelation, silent_days: int) -> tuple[Block, ...]:
    facts = [
        Fact("Complete cycles", str(found.cycles)),
        Fact("Attacks from two days before to two days after the first day",
             of(found.in_window, found.onsets),
             note=f"{said_number(found.expected_in_window)} expected by chance alone"),
    ]  # fmt: skip
    if found.chance_probability is None:
        facts.append(Fact("Reading", "not enough yet", note=reason_words(found.reason)))
    else:
        facts.append(Fact("As many or more by chance alone", chance(found.chance_probability)))
    if found.rate_ratio is not None:
        facts.append(
            Fact("Attacks per day in the window against outside", f"{said_estimate(found.rate_ratio)} times")
        )
    method = f"Method: {CYCLE_RELATION}. Not the ICHD-3 label, which asks for two of three cycles."
    return (Facts("", tuple(facts)), Lines("", (method, *_counted_silent(silent_days)), fine_print=True))


def _timing_blocks(found: AttackAssociations) -> tuple[Block, ...]:
    hours = _timing_facts("Hour of onset", found.hours, _clock)
    weekdays = _timing_facts("Day of the week", found.weekdays, _weekday)
    coarse = []
    if found.hours_drawn:
        coarse.append(
            f"{counted(found.hours_drawn, 'onset')} known to several hours: an hour within them is drawn."
        )
    if found.hours_left_out:
        coarse.append(
            f"{counted(found.hours_left_out, 'onset')} known to a day only: not in the hours of the clock."
        )
    method = f"Method: {TIMING}. Onsets noted at waking give the hour of waking."
    said = (Lines("", tuple(coarse)),) if coarse else ()
    fine = (method, *_counted_silent(found.silent_days))
    return (hours, *said, weekdays, Lines("", fine, fine_print=True))


def _timing_facts(heading: str, found: CircularTiming, said: Callable[[float], str]) -> Facts:
    if found.recorded_p is None:
        return Facts(heading, (), f"Not enough yet: {found.n} onsets with a known time, 10 are needed.")
    facts = [Fact("Onsets", str(found.n))]
    if found.preferred is None:
        facts.append(
            Fact("Reading", "no time stands out", note=f"p {found.recorded_p:.3f} against recorded time")
        )
    else:
        time = found.preferred
        facts.append(
            Fact(
                "Most around",
                said(time.time),
                note=f"{100 * time.level:.0f} % interval {said(time.first)} to {said(time.last)}, "
                f"p {found.recorded_p:.3f} against recorded time",
            )
        )
    return Facts(heading, tuple(facts))


def _clock(hour: float) -> str:
    minutes = round(hour * 4) * 15 % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _weekday(day: float) -> str:
    return _WEEKDAYS[round(day) % 7]
