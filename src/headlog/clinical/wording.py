"""Two wordings of one finding: for the person, and for the clinician."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from headlog.diary.phrase import Phrase


class Reader(Enum):
    """Whom a finding is said to."""

    PERSON = "the person"
    CLINICIAN = "a clinician"


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding said twice.

    Parameters
    ----------
    lay
        What the person reads: plain words, the record and not the disease.
    clinician
        What the clinician reads: the rule's own terms, still only a count or a pattern.
    """

    lay: Phrase
    clinician: Phrase

    def to(self, reader: Reader) -> Phrase:
        """The wording for a reader."""
        return self.lay if reader is Reader.PERSON else self.clinician

    def filled(self, **values: object) -> Wording:
        """Wording with its numbers put in."""
        numbers = tuple(values.items())
        return Wording(
            Phrase(self.lay.message, numbers, self.lay.singular),
            Phrase(self.clinician.message, numbers, self.clinician.singular),
        )


def wording(lay: str, clinician: str) -> Wording:
    """Wording from two sentences with `{names}` where numbers go."""
    return Wording(Phrase(lay), Phrase(clinician))
