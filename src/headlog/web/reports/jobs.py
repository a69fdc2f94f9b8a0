"""Work of the worker process: the report on paper."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from headlog.report import paper
from headlog.report.document import Section
from headlog.web.jobs.running import JobResult, RunningJob
from headlog.web.reports.choices import ReportChoice
from headlog.web.reports.inference import answers
from headlog.web.reports.inference.questions import OF_REPORT
from headlog.web.reports.reads import report_for


def report_pdf(job: RunningJob) -> JobResult:
    """The report of the job's person over the period that was asked for, as a PDF."""
    choice = ReportChoice.of_params(job.params)
    now = timezone.now()
    inferred = _inferred(job, now)
    report = report_for(job.person, choice, as_of=now, inferred=inferred)
    job.progress(0.5, "Setting the pages")
    name = f"headache-diary-{choice.period.first}-to-{choice.period.last}.pdf"
    return JobResult(paper.pdf(report), "application/pdf", name)


def _inferred(job: RunningJob, now: datetime) -> tuple[Section, ...]:
    """What infers, as it is kept; computed here when the diary has changed since."""
    if not answers.is_on():
        return ()
    from headlog.web.reports.inference.work import answer_all

    answer_all(job.person, list(OF_REPORT), now, lambda share, words: job.progress(0.45 * share, words))
    return answers.appendix_sections(job.person, now)
