"""What goes wrong in the exchange room."""


class ExchangeError(ValueError):
    """A file or record could not be read; the sentence says what was expected and what was got."""


class NotThisFormat(ExchangeError):
    """The bytes are no file of the format they were read as."""

    def __init__(self, format_title: str, why: str) -> None:
        super().__init__(f"This is not {format_title}: {why}. Nothing was imported.")


class TooLarge(ExchangeError):
    """The file is larger than an importer accepts."""

    def __init__(self, limit_megabytes: int) -> None:
        super().__init__(
            f"The file must not be larger than {limit_megabytes} MB: it is. Nothing was imported; "
            "export a shorter period and import the parts one after another."
        )


class MappingError(ExchangeError):
    """The column mapping of a CSV file does not say what is needed, or names what is not there."""
