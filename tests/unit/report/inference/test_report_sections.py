"""What infers, for a report: every part is there, in order, whatever the diary holds."""

from __future__ import annotations

from headlog.diary.diary import Diary
from headlog.report.document import Facts, Lines
from headlog.report.inference.association_sections import EMPTY
from headlog.report.inference.preventive_sections import NO_COURSE, NO_CYCLE
from headlog.report.inference.report_sections import inferred_sections
from tests.unit.report.diaries import empty, small


def _headings(diary: Diary) -> list[str]:
    return [section.heading for section in inferred_sections(diary)]


def test_every_inference_has_its_section() -> None:
    """Roles, warning, background, response, cycle, associations, clock: in this order."""
    assert _headings(small()) == [
        "Neck: what the episodes were",
        "Neck as a warning",
        "Neck between headaches, over months",
        "Response to a preventive",
        "Dosing cycle",
        "What goes with attacks",
        "Clock and weekday",
    ]


def test_an_empty_diary_says_what_is_missing() -> None:
    """No number, but what would have to be recorded for one."""
    sections = inferred_sections(empty())

    told = [block.empty for each in sections for block in each.blocks if isinstance(block, Facts)]
    assert {NO_COURSE, NO_CYCLE, EMPTY} <= set(told)
    assert "Neck between headaches, over months" not in [each.heading for each in sections]


def test_the_wording_is_the_clinician_s() -> None:
    """The person's own sentences have their place on the pages, not in the appendix."""
    first, *_ = inferred_sections(small())

    lines = [block for block in first.blocks if isinstance(block, Lines)]
    assert [block.heading for block in lines] == ["What is missing", "In the clinician's words", ""]
