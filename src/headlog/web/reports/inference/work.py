"""Work of the worker process: it alone loads numpy."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

# The matrices are small: more threads than one only wait for each other. Before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


from headlog.diary.diary import Diary
from headlog.diary.timeline import NECK
from headlog.report.document import Section
from headlog.report.document_file import sections_as_json
from headlog.report.inference.association_sections import association_sections
from headlog.report.inference.attack_associations import attack_associations
from headlog.report.inference.background import background_sections
from headlog.report.inference.changes import changed_since, role_summary, signs_recorded
from headlog.report.inference.day_arrays import day_arrays
from headlog.report.inference.next_day import next_day, next_day_sections
from headlog.report.inference.preventive import course_cycles, course_responses
from headlog.report.inference.preventive_sections import cycle_sections, response_sections
from headlog.report.inference.quick import quick_lines
from headlog.report.inference.role_sections import risk_section, role_sections
from headlog.report.inference.sign_roles import SignRoles, sign_roles
from headlog.stats.roles import RoleSettings
from headlog.web.accounts.models import Person
from headlog.web.jobs.running import JobProblem, JobResult, RunningJob
from headlog.web.reports import reads
from headlog.web.reports.inference import answers
from headlog.web.reports.inference.questions import (
    ASSOCIATIONS,
    DOSING_CYCLE,
    NECK_IN_REPORT,
    NECK_SIGNS,
    NEXT_DAY,
    RESPONSE,
    Question,
)

Content = dict[str, Any]


def inference(job: RunningJob) -> JobResult | None:
    """Answer the questions that a job was asked with, and keep the answers."""
    if not answers.is_on():
        raise JobProblem("Whoever runs this server has switched off what infers. Nothing was computed.")
    questions = [Question(name) for name in job.params["questions"]]
    if Question(NEXT_DAY) in questions and not answers.next_day_is_on():
        raise JobProblem("The forecast of the next day is not switched on here. Nothing was computed.")
    answer_all(job.person, questions, timezone.now(), job.progress)
    return None


def answer_all(
    person: Person,
    questions: list[Question],
    now: datetime,
    progress: Callable[[float, str], None] = lambda share, words: None,
) -> None:
    """Compute and keep what is not kept for the present state of the diary."""
    version = answers.diary_version(person, now)
    missing = [each for each in questions if answers.kept_answer(person, each, now) is None]
    if not missing:
        return
    progress(0.05, "Reading the diary")
    diary = reads.whole_diary_of(person, as_of=now)
    for number, question in enumerate(missing):
        progress(0.1 + 0.9 * number / len(missing), _words(question))
        before = answers.latest_answer(person, question)
        content = _from_signs(person, now) if question == NECK_IN_REPORT else None
        if content is None:
            content = _content(diary, question, before.more if before else {})
        answers.keep(person, question, version, content)


def _from_signs(person: Person, now: datetime) -> Content | None:
    """The neck for a report, when its page was computed from the same state of the diary."""
    found = answers.kept_answer(person, NECK_SIGNS, now)
    return None if found is None else {"sections": found.more["report"]}


def _words(question: Question) -> str:
    return {
        RESPONSE: "Comparing the months before and since each preventive",
        ASSOCIATIONS: "Looking at all exposures together",
        DOSING_CYCLE: "Looking at the dosing cycles",
        NEXT_DAY: "Forecasting every day from the days before it",
    }.get(
        question.name,
        "Forecasting every onset from its past"
        if question.sign_of_risk is not None
        else "Weighing every episode under four hypotheses",
    )


def _content(diary: Diary, question: Question, before: Mapping[str, Any]) -> Content:
    if question.name == RESPONSE:
        found = course_responses(diary, day_arrays(diary))
        return {"sections": sections_as_json(response_sections(found)), "more": {"quick": quick_lines(found)}}
    if question.name == DOSING_CYCLE:
        return {"sections": sections_as_json(cycle_sections(course_cycles(diary, day_arrays(diary))))}
    if question.name == ASSOCIATIONS:
        return {"sections": sections_as_json(association_sections(attack_associations(diary)))}
    if question.name == NEXT_DAY:
        return {"sections": sections_as_json(next_day_sections(next_day(diary, day_arrays(diary))))}
    if question == NECK_IN_REPORT:
        return {"sections": _for_report(sign_roles(diary), background_sections(diary, day_arrays(diary)))}
    if question.sign_of_risk is not None:
        scored = sign_roles(diary, question.sign_of_risk, settings=RoleSettings(refits=False), risk=True)
        return {"sections": sections_as_json([risk_section(scored)])}
    return _of_sign(diary, question.sign or NECK, before)


def _for_report(found: SignRoles, background: list[Section]) -> list[dict[str, Any]]:
    return sections_as_json([*role_sections(found, lay=False), *background])


def _of_sign(diary: Diary, sign: str, before: Mapping[str, Any]) -> Content:
    found = sign_roles(diary, sign)
    background = background_sections(diary, day_arrays(diary)) if sign == NECK else []
    sections = [*role_sections(found), *background]
    summary = role_summary(found)
    return {
        "sections": sections_as_json(sections),
        "more": {
            "summary": summary,
            "changes": changed_since(before.get("summary"), summary),
            "roles": found.shown_probabilities,
            "signs": signs_recorded(diary),
            "report": _for_report(found, background),
        },
    }
