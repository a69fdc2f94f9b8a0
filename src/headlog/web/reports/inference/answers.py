"""Kept answers: found by the state of the diary, or asked of the worker."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max

from headlog.diary.letters import whole_letters
from headlog.report.document import Section
from headlog.report.document_file import sections_from_json
from headlog.web.accounts.models import Person
from headlog.web.jobs.actions import enqueue, wait_for
from headlog.web.jobs.models import Job
from headlog.web.journal.models import EntryRow
from headlog.web.reports.inference.questions import OF_REPORT, Question
from headlog.web.reports.models import InferredAnswer
from headlog.web.reports.reads import today_of

JOB_KIND = "inference"
# Raised when the same diary may get another answer or another sentence.
ANSWERS_VERSION = 2


@dataclass(frozen=True)
class Answer:
    """A kept answer.

    Parameters
    ----------
    sections
        What the page shows.
    more
        What else was computed with it: other signs, probabilities by episode, changes since the one before.
    """

    sections: tuple[Section, ...]
    more: Mapping[str, Any]


def is_on() -> bool:
    """Whether the operator lets Headlog infer."""
    return bool(settings.HEADLOG_INFERENCE)


def next_day_is_on() -> bool:
    """Whether the operator lets it forecast the next day too: experimental, and off without both switches."""
    return is_on() and bool(settings.HEADLOG_NEXT_DAY)


def diary_version(person: Person, now: datetime) -> str:
    """State of a diary: its log only grows, and a new day is a new state."""
    found = EntryRow.objects.filter(person=person).aggregate(last=Max("pk"), count=Count("pk"))
    return f"{found['last'] or 0}.{found['count']}.{today_of(person, now)}.{ANSWERS_VERSION}"


def kept_answer(person: Person, question: Question, now: datetime) -> Answer | None:
    """Answer for the present state of the diary; None when it has to be computed."""
    row = InferredAnswer.objects.filter(
        person=person, question=question.name, version=diary_version(person, now)
    ).first()
    return None if row is None else _answer(row)


def kept_or_asked(person: Person, question: Question, now: datetime, *, then: str) -> Answer | Job:
    """Answer for the present state, when the worker has it in a moment; else its job, leading to `then`."""
    found = kept_answer(person, question, now)
    if found is not None:
        return found
    job = asked(person, (question,), then=then)
    return kept_answer(person, question, now) or job


def latest_answer(person: Person, question: Question) -> Answer | None:
    """Answer for the latest state that was looked at, whatever was written since."""
    row = InferredAnswer.objects.filter(person=person, question=question.name).first()
    return None if row is None else _answer(row)


def appendix_sections(person: Person, now: datetime) -> tuple[Section, ...]:
    """Sections that infer, for the appendix of a report: those that are kept for the present state."""
    if not is_on():
        return ()
    found: list[Section] = []
    for question in OF_REPORT:
        answer = kept_answer(person, question, now)
        if answer is not None:
            found += answer.sections
    return tuple(found)


def keep(person: Person, question: Question, version: str, content: Mapping[str, Any]) -> None:
    """Keep an answer in place of the one before, unless the diary was erased while it was computed."""
    text = whole_letters(json.dumps(content, ensure_ascii=False, allow_nan=False))
    with transaction.atomic():
        if not Person.objects.select_for_update().filter(pk=person.pk).exists() or _is_gone(person, version):
            return
        InferredAnswer.objects.update_or_create(
            person=person, question=question.name, defaults={"version": version, "content": text}
        )


def _is_gone(person: Person, version: str) -> bool:
    """Whether the last entry that an answer was computed from is no more."""
    last = int(version.partition(".")[0])
    return last > 0 and not EntryRow.objects.filter(person=person, pk=last).exists()


def forget(person: Person) -> None:
    """Remove every answer about a person's diary."""
    InferredAnswer.objects.filter(person=person).delete()


def asked(person: Person, questions: Sequence[Question], *, then: str = "") -> Job:
    """The worker's job for some questions, waited for a little; one that is under way is not asked twice."""
    params = {"questions": [question.name for question in questions]}
    under_way = Job.objects.filter(
        person=person, kind=JOB_KIND, state__in=(Job.State.QUEUED, Job.State.RUNNING), then=then
    )
    job = next((each for each in under_way if each.params == params), None)
    return wait_for(job or enqueue(JOB_KIND, person=person, params=params, then=then))


def _answer(row: InferredAnswer) -> Answer:
    content = json.loads(row.content)
    return Answer(sections_from_json(content["sections"]), content.get("more", {}))
