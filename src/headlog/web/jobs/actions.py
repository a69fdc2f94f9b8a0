"""Asking for work, waiting for it, stopping it."""

import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from headlog.web.accounts.models import Person
from headlog.web.jobs import kinds, wake
from headlog.web.jobs.models import Job

KEPT = timedelta(hours=1)
LOOK_EVERY_SECONDS = 0.008
OVER = (Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED)


def enqueue(kind: str, *, person: Person | None, params: dict[str, Any] | None = None, then: str = "") -> Job:
    """Ask for work of a registered kind; the worker is woken when the transaction is through.

    Parameters
    ----------
    params
        JSON for the work's function. It is deleted with the job.
    then
        The page to go to when it is done; the result itself where empty.
    """
    kinds.kind_named(kind)
    job = Job.objects.create(kind=kind, person=person, params=params or {}, then=then)
    transaction.on_commit(wake.call)
    return job


def wait_for(job: Job) -> Job:
    """The job as it stands when it is over, or after a moment (`WAIT_FOR_WORK_SECONDS`).

    For quick work inside a request: it keeps one web thread busy. A worker that is warm is done sooner; for
    one that is busy the caller shows a page that waits.
    Never call it inside a transaction: the worker could not see the job.
    """
    until = time.monotonic() + settings.WAIT_FOR_WORK_SECONDS
    while True:
        job.refresh_from_db()
        if job.is_over or time.monotonic() >= until:
            return job
        time.sleep(LOOK_EVERY_SECONDS)


def cancel(*, job: Job) -> None:
    """Stop a job: at once when it waits, at its next report of progress when it runs."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    if not waiting.update(state=Job.State.CANCELLED, cancel_asked=True, finished=timezone.now()):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_asked=True)


def erase_jobs(person: Person) -> None:
    """Remove every job of `person` with its result; one that runs finds itself gone and ends."""
    Job.objects.filter(person=person).delete()


def delete_old(now: datetime) -> int:
    """Remove what ended more than an hour ago."""
    deleted, _ = Job.objects.filter(state__in=OVER, finished__lte=now - KEPT).delete()
    return deleted
