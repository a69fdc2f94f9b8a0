"""Recorded numbers beside the dated text of payers' and societies' continuation rules; never a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from headlog.clinical.from_diary.preventives import CourseFacts
from headlog.clinical.renewal import Policy, policies
from headlog.clinical.response import Response
from headlog.diary.diary import Diary
from headlog.report.document import Column, Table
from headlog.report.pages.scores import score_words
from headlog.report.words import listed, said_day, said_number

NOTE = (
    "Rules differ and change: each stands here as its dated source gives it, with what this diary holds "
    "beside it. Whoever pays decides, not Headlog."
)
SCORE_WORDS = {"midas": "MIDAS", "hit6": "HIT-6"}
# What a rule may look at and no form asks for; R-PROM does not name MPFID.
NOT_IN_THE_DIARY = {"fact", "fact_absent", "mpfid"}


def policy_table(diary: Diary, facts: CourseFacts, today: date) -> Table:
    """Each rule's text with its date, beside the recorded change.

    Nothing is shown before a response is spoken of (R-RESP), three months after
    the first dose, nor before a rule's own weeks are over.
    """
    columns = (
        Column("Rule of", numeric=False), Column("Its text", "R-RENEW", numeric=False),
        Column("Recorded here", "R-RESP", numeric=False),
    )  # fmt: skip
    if facts.first_dose is None or facts.judged_from is None or today < facts.judged_from:
        empty = "Nothing is put beside these rules before three months."
        return Table("Beside continuation rules", columns, (), empty=empty)
    weeks = (today - facts.first_dose).days // 7
    rows = tuple(
        (f"{policy.title} ({policy.dated})", policy.text, _recorded(diary, facts, policy, weeks))
        for policy in policies().values()
    )
    return Table("Beside continuation rules", columns, rows, NOTE)


def _recorded(diary: Diary, facts: CourseFacts, policy: Policy, weeks: int) -> str:
    if weeks < policy.judged_after_weeks:
        return f"not before week {policy.judged_after_weeks}"
    asked = set(_asked(policy.rule))
    said = []
    if asked & {"percent_fewer_days", "days_fewer"}:
        said += [
            _change(measure, found.response)
            for measure in ("migraine", "headache")
            if (found := facts.measures.get(measure)) is not None
        ]
    said += [_scores(diary, facts, name) for name in SCORE_WORDS if name in asked]
    if asked & NOT_IN_THE_DIARY:
        said.append("the rest is not in the diary")
    return listed(said, "not recorded")


def _asked(rule: Mapping[str, Any]) -> Iterator[str]:
    """Names of what a rule looks at, scores by their own."""
    for name, value in rule.items():
        yield value if name == "score" else name
        for each in value if name in ("any", "all") else ():
            yield from _asked(each)


def _change(measure: str, response: Response | None) -> str:
    if response is None:
        return f"{measure} days: cannot tell"
    days = said_number(abs(response.days_fewer))
    direction = "fewer" if response.days_fewer >= 0 else "more"
    percent = "" if response.percent is None else f", {abs(response.percent):.0f} %"
    rough = ", rough" if response.rough else ""
    return f"{measure} days per 28: {days} {direction}{percent}{rough}"


def _scores(diary: Diary, facts: CourseFacts, name: str) -> str:
    """Latest score until the first dose, and the latest after it, each with its day."""
    first = facts.first_dose
    dated = [
        (each.on, words)
        for each in diary.scores
        if each.instrument == name and each.on is not None and (words := score_words(each)) is not None
    ]
    before = [pair for pair in dated if first is not None and pair[0] <= first]
    after = [pair for pair in dated if first is not None and pair[0] > first]
    if not before and not after:
        return f"{SCORE_WORDS[name]}: not recorded"
    said = [f"{pair[1]} on {said_day(pair[0])}" for pair in (*before[-1:], *after[-1:])]
    missing = "" if before and after else ("; none since" if before else "; none before")
    return f"{SCORE_WORDS[name]}: {' then '.join(said)}{missing}"
