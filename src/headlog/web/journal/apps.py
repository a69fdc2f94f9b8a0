from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The diary on disk and the pages to log in it."""

    name = "headlog.web.journal"
    label = "journal"

    def ready(self) -> None:
        """Everything of a person in these tables goes when the diary goes."""
        from headlog.web.accounts.erasure import erases
        from headlog.web.journal.actions import erase_journal

        erases("journal", erase_journal)
