"""Renewal of a CGRP preventive (R-RENEW): numbers put beside a dated policy's text, never a verdict.

Policies live in `renewal_policies.json` with source and date, because they
change every quarter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from headlog.clinical.answers import Check, all_of, any_of, fact
from headlog.clinical.errors import ClinicalError, UnknownName
from headlog.clinical.response import Response, response
from headlog.clinical.settings import DEFAULTS, ClinicalSettings


class Policy(NamedTuple):
    """One payer's or society's continuation rule, as its dated source states it."""

    id: str
    title: str
    dated: str
    source: str
    url: str
    judged_after_weeks: int
    text: str
    rule: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RenewalFacts:
    """What a renewal rule looks at; None is not recorded.

    Parameters
    ----------
    baseline, current
        Days a month by the definition that the packet names.
    facts
        Answers by name: `chronic`, `documented_function`, `serious_adverse_event`.
    scores
        Readings by name (`midas`, `hit6`, `mpfid`), the baseline first.
    """

    baseline: float | None
    current: float | None
    facts: Mapping[str, bool | None] = field(default_factory=dict)
    scores: Mapping[str, Sequence[float]] = field(default_factory=dict)


class RenewalFinding(NamedTuple):
    """Numbers beside a policy; `check` says whether they reach its text, with what decided."""

    policy: Policy
    percent: float | None
    days_fewer: float | None
    check: Check


@cache
def policies() -> Mapping[str, Policy]:
    """Every policy of the data file by its id."""
    text = files("headlog.clinical").joinpath("renewal_policies.json").read_text(encoding="utf-8")
    return {each["id"]: Policy(**each) for each in json.loads(text)["policies"]}


def renewal_finding(
    policy_id: str, facts: RenewalFacts, settings: ClinicalSettings = DEFAULTS
) -> RenewalFinding:
    """Finding of one policy's rule on recorded numbers.

    Raises
    ------
    UnknownName
        When the data file has no such policy.

    Examples
    --------
    >>> renewal_finding("HIGHMARK", RenewalFacts(baseline=10, current=6)).check.answer.value
    'met'
    """
    if policy_id not in policies():
        raise UnknownName("A policy", policy_id, policies())
    policy = policies()[policy_id]
    change = _change(facts)
    percent, fewer = (None, None) if change is None else (change.percent, change.days_fewer)
    return RenewalFinding(policy, percent, fewer, _check(policy.rule, facts, settings))


def _change(facts: RenewalFacts) -> Response | None:
    """Change against baseline; None while one of them is not recorded."""
    if facts.baseline is None or facts.current is None:
        return None
    return response(facts.baseline, facts.current)


def _check(rule: Mapping[str, Any], facts: RenewalFacts, settings: ClinicalSettings) -> Check:
    if "any" in rule:
        return any_of(*(_check(each, facts, settings) for each in rule["any"]))
    if "all" in rule:
        return all_of(*(_check(each, facts, settings) for each in rule["all"]))
    change = _change(facts)
    if "percent_fewer_days" in rule:
        percent = None if change is None else change.percent
        reached = None if percent is None else percent >= rule["percent_fewer_days"]
        return fact(f"{rule['percent_fewer_days']} % fewer days", reached)
    if "days_fewer" in rule:
        enough = None if change is None else round(change.days_fewer, 9) >= rule["days_fewer"]
        return fact(f"{rule['days_fewer']} days fewer", enough)
    if "fact" in rule:
        return fact(rule["fact"], facts.facts.get(rule["fact"]))
    if "fact_absent" in rule:
        present = facts.facts.get(rule["fact_absent"])
        return fact(f"no {rule['fact_absent']}", None if present is None else not present)
    if "score" in rule:
        return _score_check(rule, facts.scores.get(rule["score"], ()), settings)
    raise ClinicalError(f"A renewal rule must be of a known kind: got {sorted(rule)}.")


def _score_check(rule: Mapping[str, Any], readings: Sequence[float], settings: ClinicalSettings) -> Check:
    name = rule["score"]
    if len(readings) < 2:
        return Check(fact(name, None).answer, (), (f"{name} at baseline and now",))
    baseline, later = readings[0], readings[1:] if rule.get("every_reading") else readings[-1:]
    in_range = rule.get("baseline_from", 0) <= baseline <= rule.get("baseline_to", baseline)
    if not in_range or baseline <= rule.get("baseline_above", -1):
        return fact(f"{name} baseline {baseline:g}", False)
    return fact(
        f"{name} {baseline:g} to {later[-1]:g}",
        all(_fell_enough(rule, baseline, reading, settings) for reading in later),
    )


def _fell_enough(rule: Mapping[str, Any], baseline: float, now: float, settings: ClinicalSettings) -> bool:
    if "percent_fewer" in rule:
        percent = response(baseline, now).percent
        return percent is not None and percent >= rule["percent_fewer"]
    setting = rule.get("points_fewer_setting")
    points = getattr(settings, setting) if setting else rule["points_fewer"]
    return bool(baseline - now >= points)
