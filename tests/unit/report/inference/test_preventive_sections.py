"""Sections about preventives: what a picture leaves out is said beneath it."""

from __future__ import annotations

import pytest

from headlog.report.inference.preventive_sections import months_note


@pytest.mark.parametrize(
    ("numbers", "said", "because"),
    [
        ((-2, -1, 1, 2, 3), "", "no month is left out; there is no month 0"),
        (
            (-1, 1, 14, 15),
            " Months 2 to 13 are not part of the comparison.",
            "the latest twelve are compared",
        ),
        ((), "", "nothing is drawn"),
    ],
)
def test_months_left_out_of_the_picture_are_named(numbers: tuple[int, ...], said: str, because: str) -> None:
    """A gap between months without a word would read as time that did not happen."""
    assert months_note(numbers) == f"Hollow: the first month, kept apart.{said}", because
