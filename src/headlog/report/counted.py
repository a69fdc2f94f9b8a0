"""Findings of a reading: counts with bounds, caveats and the entries they rest on."""

from __future__ import annotations

from headlog.clinical.bounds import DayTally
from headlog.clinical.wording import Wording, wording
from headlog.diary.phrase import Phrase, phrase
from headlog.report.findings import Finding, between
from headlog.report.reading import Reading, counted_days, entries_behind

COUNTED = wording(
    "{what} on {bounds} of {length} days; {recorded} days answer.",
    "{what}: {bounds} of {length} d, {recorded} recorded, profile {profile}, {rule}.",
)
MISSING = "{count} days say nothing about it; they are in the upper bound only."
MISSING_ONE = "One day says nothing about it; it is in the upper bound only."
UNDECIDED = "{count} recorded days cannot be told; they are in the upper bound only."
UNDECIDED_ONE = "One recorded day cannot be told; it is in the upper bound only."
RECALLED = "{count} of these days were written down late."
RECALLED_ONE = "One of these days was written down late."
MEASURES = (
    ("headache", "Headache", "R-DAY"),
    ("migraine", "Migraine", "R-DAY"),
    ("moderate_severe", "Moderate or severe headache", "R-DAY"),
    ("acute_medicine", "Acute medicine for headache", "R-8.2"),
    ("neck", "Neck trouble", "R-NECK"),
    ("neck_headache_free", "Neck trouble without headache", "R-NECK"),
    ("neck_interictal", "Neck trouble away from attacks", "R-NECK"),
    ("headache_free", "No headache", "R-CLEAR"),
)


def findings_of(reading: Reading) -> tuple[Finding, ...]:
    """Finding of each measure over the period, by the first profile; one it does not define is left out."""
    return tuple(
        _finding(reading, measure, what, rule)
        for measure, what, rule in MEASURES
        if measure in reading.whole.tallies
    )


def _finding(reading: Reading, measure: str, what: str, rule: str) -> Finding:
    tally = reading.whole[measure]
    said = _said(reading, tally, what, rule)
    return Finding(
        name=f"{measure}_days",
        rule=rule,
        profile=reading.profile.id,
        period=reading.period,
        lower=tally.lower,
        upper=tally.upper,
        estimate=reading.whole.estimate(measure, settings=reading.settings).estimate,
        answered=tally.recorded,
        lay=said.lay,
        clinician=said.clinician,
        caveats=_caveats(tally),
        days=counted_days(reading.ledger, measure),
        entries=entries_behind(reading.ledger, measure),
    )


def _said(reading: Reading, tally: DayTally, what: str, rule: str) -> Wording:
    return COUNTED.filled(
        what=what,
        bounds=between(tally.lower, tally.upper),
        length=tally.length,
        recorded=tally.recorded,
        profile=reading.profile.id,
        rule=rule,
    )


def _caveats(tally: DayTally) -> tuple[Phrase, ...]:
    counts = (
        (tally.length - tally.recorded, MISSING, MISSING_ONE),
        (tally.undecided, UNDECIDED, UNDECIDED_ONE),
        (tally.recalled, RECALLED, RECALLED_ONE),
    )
    return tuple(phrase(many, singular=one, count=count) for count, many, one in counts if count)
