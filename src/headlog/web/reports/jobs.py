"""Work of the worker process: the report on paper."""

from __future__ import annotations

from django.utils import timezone

from headlog.report import paper
from headlog.web.jobs.running import JobResult, RunningJob
from headlog.web.reports.choices import ReportChoice
from headlog.web.reports.reads import report_for


def report_pdf(job: RunningJob) -> JobResult:
    """The report of the job's person over the period that was asked for, as a PDF."""
    choice = ReportChoice.of_params(job.params)
    report = report_for(job.person, choice, as_of=timezone.now())
    job.progress(0.5, "Setting the pages")
    name = f"headache-diary-{choice.period.first}-to-{choice.period.last}.pdf"
    return JobResult(paper.pdf(report), "application/pdf", name)
