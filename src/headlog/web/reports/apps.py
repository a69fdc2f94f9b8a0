from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The pages that read: timeline, aligned attacks, months, ledger, medicines, neck, report."""

    name = "headlog.web.reports"
    label = "reports"

    def ready(self) -> None:
        """The PDF and what infers are the worker's: the web process never loads typst or numpy."""
        from headlog.web.accounts.erasure import erases
        from headlog.web.jobs.kinds import register
        from headlog.web.reports.inference.answers import JOB_KIND, forget

        register("report_pdf", "headlog.web.reports.jobs.report_pdf", warm=True, asked_on="reports:report")
        register(JOB_KIND, "headlog.web.reports.inference.work.inference", warm=True)
        erases("reports", forget)
