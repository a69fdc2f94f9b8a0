"""What can be asked of a diary, by the name it is kept under."""

from __future__ import annotations

from dataclasses import dataclass

from headlog.diary.vocabulary import OWN_PREFIX, SIGNS

NECK = "neck"
RESPONSE, ASSOCIATIONS, DOSING_CYCLE = "response", "associations", "dosing-cycle"
NEXT_DAY = "next-day"
_SIGNS, _RISK = "signs:", "risk:"
_LONGEST_SIGN = 100


@dataclass(frozen=True)
class Question:
    """One question.

    Parameters
    ----------
    name
        As it is kept, such as ``signs:neck``.
    """

    name: str

    @property
    def sign(self) -> str | None:
        """The sign it is about; None when it is about something else."""
        return self.name.removeprefix(_SIGNS) if self.name.startswith(_SIGNS) else None

    @property
    def sign_of_risk(self) -> str | None:
        """The sign at whose onset a risk is asked for; None when it is about something else."""
        return self.name.removeprefix(_RISK) if self.name.startswith(_RISK) else None


def about_sign(sign: str) -> Question | None:
    """Question about a sign of the vocabulary or of the person's own; None when there is no such sign."""
    known = sign == NECK or sign in SIGNS or _is_own(sign)
    return Question(f"{_SIGNS}{sign}") if known else None


def _is_own(sign: str) -> bool:
    # It is kept with the job and the answer: no database takes every control character.
    is_named = sign.startswith(OWN_PREFIX) and bool(sign.removeprefix(OWN_PREFIX).strip())
    return is_named and len(sign) <= _LONGEST_SIGN and sign.isprintable()


def about_risk(sign: str) -> Question:
    """Question about the risk at the onset of a sign; it takes as long as two dozen others."""
    return Question(f"{_RISK}{sign}")


NECK_SIGNS = Question(f"{_SIGNS}{NECK}")
# The neck as a report has it: in the clinician's wording, and without the risk at an onset.
NECK_IN_REPORT = Question("report:neck")
# What the appendix of a report holds, in its order.
OF_REPORT = (NECK_IN_REPORT, Question(RESPONSE), Question(DOSING_CYCLE), Question(ASSOCIATIONS))
