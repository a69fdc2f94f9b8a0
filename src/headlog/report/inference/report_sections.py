"""What infers, for the appendix of a report: roles of the neck, response, dosing cycle, associations."""

from __future__ import annotations

from headlog.diary.diary import Diary
from headlog.report.document import Section
from headlog.report.inference.association_sections import association_sections
from headlog.report.inference.attack_associations import attack_associations
from headlog.report.inference.background import background_sections
from headlog.report.inference.day_arrays import day_arrays
from headlog.report.inference.preventive import course_cycles, course_responses
from headlog.report.inference.preventive_sections import cycle_sections, response_sections
from headlog.report.inference.role_sections import role_sections
from headlog.report.inference.sign_roles import sign_roles


def inferred_sections(diary: Diary) -> tuple[Section, ...]:
    """Sections of everything that infers, in the clinician's wording.

    Parameters
    ----------
    diary
        The whole record: an inference is not cut to the days of a report.
    """
    days = day_arrays(diary)
    return (
        *role_sections(sign_roles(diary), lay=False),
        *background_sections(diary, days),
        *response_sections(course_responses(diary, days)),
        *cycle_sections(course_cycles(diary, days)),
        *association_sections(attack_associations(diary)),
    )
