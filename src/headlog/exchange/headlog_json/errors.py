"""What goes wrong in the exchange room."""


class ExchangeError(ValueError):
    """A file or record could not be read; the sentence says what was expected and what was got."""


class NotHeadlogFile(ExchangeError):
    """The bytes are not a Headlog file at all."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This is not a Headlog diary file: {why}. Nothing was read.")
