"""Vector kinds of care: renewal, dose, neck, lift, trigger, redflag, score, drugclass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from headlog.clinical.dosing import Interval, dose_due, dose_interval
from headlog.clinical.drugs import drug_class, generics_in
from headlog.clinical.errors import VectorError
from headlog.clinical.neck import neck_following
from headlog.clinical.red_flags import red_flag, urgency_of
from headlog.clinical.renewal import RenewalFacts, renewal_finding
from headlog.clinical.scores import instrument_named, score_of_items, score_of_total
from headlog.clinical.settings import DEFAULTS
from headlog.clinical.timing import OnsetClass, Resolution, lampl_group, onset_class, resolution_class
from headlog.clinical.triggers import ExposureCounts, exposure_finding
from headlog.clinical.vector_facts import Facts
from headlog.clinical.vector_kinds import Outcome, why

SCORES = ("midas", "hit6", "mpfid")
# A vector that names no readings of a score offers none, so what that score alone would reach is not reached.
NO_READINGS = (0.0, 0.0)


def renewal(facts: Facts) -> Outcome:
    """R-RENEW on one policy; nothing documented and no adverse event unless the vector says so."""
    answers = {
        "chronic": facts.answer("chronic"),
        "documented_function": facts.answer("documented_function", False),
        "serious_adverse_event": facts.answer("serious_adverse_event", False),
    }
    # A null is a score that was not recorded, and leaves open what it alone would reach.
    readings = {name: _readings(facts, name) for name in SCORES}
    found = renewal_finding(
        str(facts.take("policy")).upper(),
        RenewalFacts(facts.amount("baseline"), facts.amount("current"), answers, readings),
        replace(DEFAULTS, hit6_change=facts.number("hit6_delta", DEFAULTS.hit6_change)),
    )
    results = {"pct": found.percent, "meets": found.check.as_bool, "days_fewer": found.days_fewer}
    return Outcome(results, why(rule=found.check))


def _readings(facts: Facts, name: str) -> Sequence[float]:
    """Readings of a score; none where one of them is null: it was not recorded."""
    given = facts.take(name, NO_READINGS)
    if given is None:
        return ()
    readings = facts.rows(name, NO_READINGS)
    return () if any(each is None for each in readings) else readings


def dose(facts: Facts) -> Outcome:
    """R-DOSE: next due date and days overdue."""
    drug, dose_mg = str(facts.take("drug")).lower(), facts.number("dose_mg", None)
    drug = next(iter(generics_in(drug)), drug)
    stated = [facts.take("regimen", None), facts.take("interval", None)]
    regimen = next((each for each in stated if each is not None), None)
    if isinstance(regimen, int):
        interval = Interval(days=regimen)
    else:
        interval = dose_interval(drug, regimen=regimen, dose_mg=dose_mg)
    found = dose_due(interval, facts.day("last"), facts.day("today"))
    return Outcome({"due": found.due, "overdue_days": found.overdue_days}, (f"every {interval}",))


def neck(facts: Facts) -> Outcome:
    """R-NECK and R-PHASE: onset class, Lampl group, resolution class."""
    headache, start, end = (
        facts.amount("headache_h", None),
        facts.number("neck_start_h"),
        facts.number("neck_end_h", None),
    )
    if start is not None and end is not None and end < start:
        raise VectorError(f"neck_end_h must not lie before neck_start_h: got {start} to {end}.")
    onset = OnsetClass.CANNOT_TELL if start is None else onset_class(start, headache)
    resolution = resolution_class(end, headache)
    results = {
        "onset": None if onset is OnsetClass.CANNOT_TELL else onset,
        "lampl": lampl_group(onset),
        "resolution": None if resolution is Resolution.CANNOT_TELL else resolution,
    }
    return Outcome(results, (f"headache of {headache} h",))


def lift(facts: Facts) -> Outcome:
    """R-NECK: share followed, base, lift."""
    found = neck_following(facts.number("followed"), facts.number("eligible"), facts.number("base"))
    results = {"ppv": found.ppv, "lift": found.lift, "unfollowed": found.unfollowed}
    return Outcome(results, (f"{found.followed} of {found.eligible} followed, base {found.base}",))


def trigger(facts: Facts) -> Outcome:
    """R-TRIG: label and risk ratio."""
    tracked = facts.count("days_tracked")
    recorded = facts.count("days_recorded", tracked)
    found = exposure_finding(
        ExposureCounts(
            facts.count("exp_attack"),
            facts.count("exp_none"),
            facts.count("unexp_attack"),
            facts.count("unexp_none"),
            days_tracked=tracked,
            recorded_share=facts.amount("recorded_share", recorded / tracked if tracked else 0, 1),
            q_value=facts.amount("q_value", None, 1),
            prodrome_like=bool(facts.answer("prodrome_like", False)),
        )
    )
    results = {"status": found.label, "rr": found.risk_ratio, "base_rate": found.base_rate}
    return Outcome(results, why(enough=found.enough))


def redflag(facts: Facts) -> Outcome:
    """R-RED: highest level."""
    flags = facts.rows("flags")
    because = tuple(f"{flag}: {red_flag(flag).level.name}" for flag in flags) or ("nothing ticked",)
    return Outcome({"urgency": urgency_of(flags)}, because)


def score(facts: Facts) -> Outcome:
    """R-PROM: score and band from items, or from a total."""
    instrument = instrument_named(str(facts.take("instrument")))
    total = facts.number("total", None)
    items = facts.rows("items") if facts.take("items", None) is not None else None
    if items is not None and any(isinstance(each, bool) for each in items):
        raise VectorError(f"items must be numbers or null: got {items}.")
    if total is None:
        found = score_of_items(instrument, facts.rows("items"))
    else:
        found = score_of_total(instrument, total)
        if items is not None and (summed := score_of_items(instrument, items).score) not in (None, total):
            raise VectorError(f"total must be what the items sum to, {summed:g}: got {total}.")
    results = {
        "score": found.score, "band": found.band, "ask_at_once": found.ask_at_once,
        "crisis": found.ask_at_once,
    }  # fmt: skip
    return Outcome(results, (f"{instrument.title}, {instrument.source}",))


def drugclass(facts: Facts) -> Outcome:
    """R-MED: class of a name."""
    name = facts.take("drug")
    if name is not None and not isinstance(name, str):
        raise VectorError(f"drug must be a name: got {name!r}.")
    found = drug_class(name or "")
    substances = ", ".join(found.generics) or "nothing known"
    return Outcome({"cls": found.label, "known": found.known}, (f"holds {substances}",))


CARE_KINDS: Mapping[str, Callable[[Facts], Outcome]] = {
    "renewal": renewal, "dose": dose, "neck": neck, "lift": lift, "trigger": trigger, "redflag": redflag,
    "score": score, "drugclass": drugclass,
}  # fmt: skip
