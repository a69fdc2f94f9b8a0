from datetime import date

import pytest

from headlog.diary.errors import PeriodReversed
from headlog.diary.period import Period, month_of, months_back

SPRING = Period(date(2026, 2, 10), date(2026, 4, 5))


def test_both_ends_are_in() -> None:
    """A period of one day is one day long."""
    assert Period(date(2026, 5, 1), date(2026, 5, 1)).length == 1
    assert date(2026, 2, 10) in SPRING
    assert date(2026, 4, 5) in SPRING
    assert date(2026, 4, 6) not in SPRING


def test_a_period_must_not_end_before_it_starts() -> None:
    """The error names both days."""
    with pytest.raises(PeriodReversed, match="got 2026-05-04 to 2026-05-01"):
        Period(date(2026, 5, 4), date(2026, 5, 1))


def test_months_are_cut_to_the_period() -> None:
    """Only February and April are parts; March is whole."""
    months = SPRING.calendar_months()

    assert [str(month) for month in months] == [
        "2026-02-10 to 2026-02-28",
        "2026-03-01 to 2026-03-31",
        "2026-04-01 to 2026-04-05",
    ]
    assert [month.is_whole_month for month in months] == [False, True, False]
    assert sum(month.length for month in months) == SPRING.length == len(list(SPRING.days))


def test_blocks_leave_out_a_shorter_rest() -> None:
    """Fifty-five days hold one whole block of 28 days."""
    assert SPRING.blocks() == (Period(date(2026, 2, 10), date(2026, 3, 9)),)
    assert len(SPRING.blocks(7)) == 7


def test_overlap_is_what_both_hold() -> None:
    """Periods that only touch end to end share nothing."""
    assert SPRING.overlap(Period(date(2026, 4, 1), date(2026, 6, 1))) == Period(
        date(2026, 4, 1), date(2026, 4, 5)
    )
    assert SPRING.overlap(Period(date(2026, 4, 6), date(2026, 6, 1))) is None


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_month_of_a_day_ends_on_its_last_day(day: date, last: date) -> None:
    """Leap years and the end of the year are months like others."""
    assert month_of(day).last == last


def test_months_back_counts_the_current_one() -> None:
    """Three months back from January reach into the year before."""
    assert months_back(date(2026, 1, 15), 3) == Period(date(2025, 11, 1), date(2026, 1, 31))
