"""What infers, placed after everything that counts: the last part of the appendix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headlog.report.document import Lines, Section

HEADING = "What infers rather than counts"
NOTE = (
    "The sections from here on follow from models and not from counting. They use the whole diary, not only "
    "the days of this report, were shown on simulated diaries only, and are no diagnosis."
)


def inferred_part(sections: Sequence[Section], first_number: int) -> tuple[Section, ...]:
    """Sections numbered on, with what must be known to read them; none when there are none.

    Parameters
    ----------
    sections
        In the order to show.
    first_number
        Number after that of the last section that counts.
    """
    if not sections:
        return ()
    lead = Section(first_number, HEADING, ((Lines("", (NOTE,)),),))
    return (lead, *(replace(each, number=number) for number, each in enumerate(sections, first_number + 1)))
