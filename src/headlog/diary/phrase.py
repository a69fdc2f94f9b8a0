"""Phrase: wording and numbers, kept apart until the edge translates them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with its numbers.

    Parameters
    ----------
    message
        The English sentence, with `{names}` for the numbers.
    values
        What stands for each name, in order.
    singular
        The sentence when the value of `count` is 1; `message` otherwise.

    Examples
    --------
    >>> str(phrase("Triptan on {days} of {answered} answered days", days=11, answered=22))
    'Triptan on 11 of 22 answered days'
    >>> str(phrase("{count} attacks", singular="{count} attack", count=1))
    '1 attack'
    """

    message: str
    values: tuple[tuple[str, object], ...] = ()
    singular: str | None = None

    def render(self, translate: Callable[[str], str] = str) -> str:
        """Sentence with its numbers, its wording first passed through `translate`."""
        values = dict(self.values)
        message = self.singular if self.singular and values.get("count") == 1 else self.message
        return translate(message).format(**values)

    def __str__(self) -> str:
        return self.render()


def phrase(message: str, *, singular: str | None = None, **values: object) -> Phrase:
    """Phrase of a sentence and its numbers, given by name."""
    return Phrase(message, tuple(values.items()), singular)
