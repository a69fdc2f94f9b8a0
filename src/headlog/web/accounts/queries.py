"""What other rooms may ask about accounts."""

from headlog.web.accounts.models import Person, User


def operator_exists() -> bool:
    """Whether somebody operates this server."""
    return User.objects.filter(is_operator=True).exists()


def ready_demo() -> Person | None:
    """The person of the demo diary, once it is written."""
    return Person.objects.filter(is_demo=True, demo_ready_at__isnull=False).select_related("user").first()


def codes_left(user: User) -> int:
    """How many recovery codes have not been used."""
    return user.recovery_codes.filter(used=None).count()
