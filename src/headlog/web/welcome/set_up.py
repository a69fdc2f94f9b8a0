"""The operator's one-time link: whoever reads the server's terminal operates the server."""

from django.core import signing

from headlog.web.accounts.queries import operator_exists

SALT = "headlog.operator-set-up"
VALID_SECONDS = 24 * 60 * 60


def new_token() -> str:
    """A token for the link that the first start prints."""
    return signing.TimestampSigner(salt=SALT).sign("operator").replace(":", "~")


def is_valid(token: str) -> bool:
    """Whether the token was signed by this server within a day and nobody operates it yet."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(token.replace("~", ":"), max_age=VALID_SECONDS)
    except signing.BadSignature:
        return False
    return not operator_exists()
