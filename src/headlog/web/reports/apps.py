from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The pages that read: timeline, aligned attacks, months, ledger, medicines, neck, report."""

    name = "headlog.web.reports"
    label = "reports"

    def ready(self) -> None:
        """The PDF is the worker's: the web process never loads typst."""
        from headlog.web.jobs.kinds import register

        register("report_pdf", "headlog.web.reports.jobs.report_pdf", warm=True)
