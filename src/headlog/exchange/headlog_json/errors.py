"""What goes wrong with the open format."""

from headlog.exchange.errors import ExchangeError


class NotHeadlogFile(ExchangeError):
    """The bytes are not a Headlog file at all."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This is not a Headlog diary file: {why}. Nothing was read.")
