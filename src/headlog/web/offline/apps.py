from django.apps import AppConfig


class OfflineConfig(AppConfig):
    """The shell that opens without a network, and the private addresses of a diary."""

    name = "headlog.web.offline"
    label = "offline"

    def ready(self) -> None:
        """The addresses of a person go when the diary goes."""
        from headlog.web.accounts.erasure import erases
        from headlog.web.offline.actions import erase_addresses

        erases("offline", erase_addresses)
