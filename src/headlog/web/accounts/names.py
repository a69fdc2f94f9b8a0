"""Which words can be user names."""

from django.core.exceptions import ValidationError

from headlog.web.accounts.models import User


def name_problem(name: str) -> str:
    """Why `name` cannot be a user name, in words for the person; empty when it can."""
    for validator in User._meta.get_field("name").validators:
        try:
            validator(name)
        except ValidationError as problem:
            return " ".join(problem.messages)
    return ""
