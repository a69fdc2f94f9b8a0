from django.apps import AppConfig


class WelcomeConfig(AppConfig):
    """The first page, the demo door and the operator's set-up."""

    name = "headlog.web.welcome"
    label = "welcome"

    def ready(self) -> None:
        """Writing the demo diary draws random numbers by numpy, so it is the worker's."""
        from headlog.web.jobs.kinds import register

        register("demo_diary", "headlog.web.welcome.demo.write_demo_diary")
