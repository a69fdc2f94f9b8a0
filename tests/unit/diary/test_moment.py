from datetime import UTC, date, datetime, timedelta

import pytest

from headlog.diary.errors import DiaryError, NoOffset, OutOfRange, PrecisionIncomplete, UnknownZone
from headlog.diary.moment import Moment, PartOfDay, Precision, day_begins, day_ends

NEW_YORK = "America/New_York"


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("at", "zone", "day", "because"),
    [
        ("2026-05-04T23:40+02:00", "Europe/Rome", date(2026, 5, 4), "late evening is still the same day"),
        (
            "2026-05-04T22:30+00:00",
            "Europe/Rome",
            date(2026, 5, 5),
            "half past midnight in Rome, not the UTC day",
        ),
        ("2026-05-04T03:30+00:00", NEW_YORK, date(2026, 5, 3), "the evening before in New York"),
        ("2028-02-29T12:00+00:00", "UTC", date(2028, 2, 29), "a leap day is a day"),
        ("2026-01-01T00:00+13:00", "Pacific/Auckland", date(2026, 1, 1), "New Year comes first in Auckland"),
    ],
)
def test_day_is_the_persons_own(at: str, zone: str, day: date, because: str) -> None:
    """A moment belongs to the local day that the person lived it on."""
    assert Moment(instant(at), zone).day == day, because


@pytest.mark.parametrize(
    ("day", "zone", "hours", "because"),
    [
        (date(2026, 3, 8), NEW_YORK, 23, "the clock goes forward"),
        (date(2026, 11, 1), NEW_YORK, 25, "the clock goes back"),
        (date(2026, 6, 1), NEW_YORK, 24, "an ordinary day"),
        (date(2026, 3, 8), "UTC", 24, "UTC has no clock change"),
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, zone: str, hours: int, because: str) -> None:
    """The two ends of a local day tell its true length."""
    assert day_ends(day, zone) - day_begins(day, zone) == timedelta(hours=hours), because


def test_the_same_instant_is_the_same_moment_however_it_is_written() -> None:
    """Offsets are a way to write an instant, not a part of it."""
    assert Moment(instant("2026-05-04T23:40+02:00"), NEW_YORK) == Moment(
        instant("2026-05-04T21:40+00:00"), NEW_YORK
    )


@pytest.mark.parametrize(
    ("moment", "earliest", "latest", "timed"),
    [
        (Moment(instant("2026-05-04T12:00+00:00"), "UTC"), "12:00", "12:00", True),
        (Moment(instant("2026-05-04T12:00+00:00"), "UTC", Precision.ABOUT), "11:30", "12:30", True),
        (
            Moment(instant("2026-05-04T12:00+00:00"), "UTC", Precision.ABOUT, minutes=90),
            "10:30",
            "13:30",
            True,
        ),
        (
            Moment(
                instant("2026-05-04T01:00+00:00"),
                "UTC",
                Precision.BETWEEN,
                until=instant("2026-05-04T06:30+00:00"),
            ),
            "01:00",
            "06:30",
            True,
        ),
        (
            Moment(instant("2026-05-04T08:00+00:00"), "UTC", Precision.PART_OF_DAY, part=PartOfDay.MORNING),
            "06:00",
            "12:00",
            True,
        ),
    ],
)
def test_precision_bounds_the_instant(moment: Moment, earliest: str, latest: str, timed: bool) -> None:
    """A coarse time is an interval; its middle is what is drawn."""
    assert (f"{moment.earliest:%H:%M}", f"{moment.latest:%H:%M}") == (earliest, latest)
    assert moment.earliest <= moment.middle <= moment.latest
    assert moment.timed is timed


@pytest.mark.parametrize("precision", [Precision.DAY, Precision.UNKNOWN])
def test_a_moment_known_to_the_day_covers_it_and_takes_no_part_in_timing(precision: Precision) -> None:
    """A day, or an unknown time, spans the whole local day."""
    moment = Moment(instant("2026-03-08T12:00-04:00"), NEW_YORK, precision)

    assert moment.latest - moment.earliest == timedelta(hours=23)
    assert not moment.timed


def test_the_last_quarter_of_a_day_ends_with_the_day() -> None:
    """Evening runs to midnight, and midnight belongs to the next day."""
    moment = Moment(
        instant("2026-05-04T20:00+02:00"), "Europe/Rome", Precision.PART_OF_DAY, part=PartOfDay.EVENING
    )

    assert moment.latest == day_ends(date(2026, 5, 4), "Europe/Rome")


def test_between_in_the_wrong_order_is_still_an_interval() -> None:
    """Two instants bound a moment whichever was typed first."""
    late, early = instant("2026-05-04T06:00+00:00"), instant("2026-05-04T01:00+00:00")

    assert Moment(late, "UTC", Precision.BETWEEN, until=early).bounds == (early, late)


@pytest.mark.parametrize(
    ("error", "make"),
    [
        (NoOffset, lambda: Moment(datetime(2026, 5, 4), "UTC")),  # noqa: DTZ001 - the missing offset is the test
        (UnknownZone, lambda: Moment(datetime(2026, 5, 4, tzinfo=UTC), "Rome")),
        (UnknownZone, lambda: Moment(datetime(2026, 5, 4, tzinfo=UTC), "../etc/passwd")),
        (PrecisionIncomplete, lambda: Moment(datetime(2026, 5, 4, tzinfo=UTC), "UTC", Precision.BETWEEN)),
        (PrecisionIncomplete, lambda: Moment(datetime(2026, 5, 4, tzinfo=UTC), "UTC", Precision.PART_OF_DAY)),
        (OutOfRange, lambda: Moment(datetime(2026, 5, 4, tzinfo=UTC), "UTC", Precision.ABOUT, minutes=0)),
    ],
)
def test_a_moment_that_says_nothing_definite_is_refused(error: type[DiaryError], make: object) -> None:
    """What is wrong is said in the error's own words."""
    with pytest.raises(error, match=r"must .*: got"):
        make()  # type: ignore[operator]  # a parametrized callable
