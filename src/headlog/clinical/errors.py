"""What goes wrong in the clinical room."""

from collections.abc import Iterable


class ClinicalError(ValueError):
    """A rule was asked something it has no answer for; the sentence says what must hold."""


class UnknownName(ClinicalError):
    """A name is not in the list that a rule knows."""

    def __init__(self, what: str, got: object, known: Iterable[str]) -> None:
        super().__init__(f"{what} must be one of {', '.join(known)}: got {got}.")


class OutOfBounds(ClinicalError):
    """A number lies outside what the rule allows."""

    def __init__(self, what: str, must: str, got: object) -> None:
        super().__init__(f"{what} must be {must}: got {got}.")


class VectorError(ClinicalError):
    """A test vector cannot be read: an unknown kind or key, or a block that is no list of vectors."""
