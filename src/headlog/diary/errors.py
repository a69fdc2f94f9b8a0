"""What goes wrong in the diary room."""


class DiaryError(ValueError):
    """A record could not be made; the sentence says what must hold and what was got."""


class OutOfRange(DiaryError):
    """A number lies outside the range that the question allows."""

    def __init__(self, field: str, low: float, high: float, got: object) -> None:
        super().__init__(f"{field} must be between {low:g} and {high:g}: got {got}.")
        self.field = field


class NoOffset(DiaryError):
    """A time came without its offset from UTC, so it names no instant."""

    def __init__(self, got: object) -> None:
        super().__init__(f"A time must carry its offset from UTC, as in 2026-05-04T23:40+02:00: got {got}.")


class UnknownZone(DiaryError):
    """A time zone is not in the IANA list."""

    def __init__(self, got: object) -> None:
        super().__init__(f"A zone must be an IANA name, as in Europe/Rome: got {got}.")


class PeriodReversed(DiaryError):
    """A period ends before it starts."""

    def __init__(self, first: object, last: object) -> None:
        super().__init__(f"Period must not end before it starts: got {first} to {last}.")


class PrecisionIncomplete(DiaryError):
    """A moment lacks the detail that its precision needs."""

    def __init__(self, precision: str, needs: str) -> None:
        super().__init__(f"A moment of precision {precision} must have {needs}: got none.")
