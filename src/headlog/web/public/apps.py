from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Pages open to anyone: Learn, the safety questions, the symptom checker."""

    name = "headlog.web.public"
    label = "public"
