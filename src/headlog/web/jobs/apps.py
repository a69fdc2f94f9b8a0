from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that is too heavy for the web process."""

    name = "headlog.web.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Results are personal: they go when the diary goes."""
        from headlog.web.accounts.erasure import erases
        from headlog.web.jobs.actions import erase_jobs

        erases("jobs", erase_jobs)
