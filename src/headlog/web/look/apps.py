from django.apps import AppConfig


class LookConfig(AppConfig):
    """Themes, navigation and the parts that pages are made of."""

    name = "headlog.web.look"
    label = "look"
