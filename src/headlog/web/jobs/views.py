"""The page that waits for a job, without JavaScript."""

import uuid
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from headlog.web.accounts.access import own_person
from headlog.web.accounts.models import Person
from headlog.web.jobs import actions, kinds
from headlog.web.jobs.models import Job


@require_GET
def progress(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """How far it is; looks again by itself, and goes on to the result when it is there."""
    job = own_job(own_person(request), job_id)
    if job.state == Job.State.DONE and job.then:
        return HttpResponseRedirect(job.then)
    shown = {"job": job, "has_result": job.result is not None, "back": asked_on(job)}
    return render(request, "jobs/progress.html", shown)


def asked_on(job: Job) -> str:
    """Address of the page where a job was asked for; empty where there is none."""
    page = kinds.page_of(job.kind)
    return job.then or (reverse(page) if page else "")


@require_GET
def result(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """The file that a job made."""
    return result_response(own_job(own_person(request), job_id), download="open" not in request.GET)


@require_POST
def cancel(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """Stop it."""
    actions.cancel(job=own_job(own_person(request), job_id))
    return redirect("jobs:progress", job_id=job_id)


def own_job(person: Person, job_id: uuid.UUID) -> Job:
    """The job, when it is this person's; otherwise the same 404 as for one that does not exist."""
    job = Job.objects.filter(pk=job_id, person=person).first()
    if job is None:
        raise Http404
    return job


def result_response(job: Job, *, download: bool = True) -> HttpResponse:
    """The result as a file; other rooms answer with it when a quick job was done in time."""
    if job.state != Job.State.DONE or job.result is None:
        raise Http404
    response = HttpResponse(bytes(job.result), content_type=job.result_type or "application/octet-stream")
    how = "attachment" if download else "inline"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(job.result_name or 'headlog')}"
    return response
