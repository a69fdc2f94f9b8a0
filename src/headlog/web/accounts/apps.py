from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, sign-in, recovery, the audit log."""

    name = "headlog.web.accounts"
    label = "accounts"
