"""Pictures on a phone: whole, at most 358 units wide, saying what the wide ones say."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from headlog.report.charts.aligned import AlignedAttack, Mark, Span, UnfollowedNeck, aligned_picture
from headlog.report.charts.lead_times import LeadBin, lead_times_picture
from headlog.report.charts.month_bars import MonthBar, month_bars_picture
from headlog.report.charts.picture import Picture
from headlog.report.charts.ribbon import PhaseSpan, ribbon_legend, ribbon_picture

SHOWN = 360.0
BEGAN = datetime(2026, 5, 4, 7, 30, tzinfo=UTC)


def _ribbon(hours: float) -> Picture:
    spans = [PhaseSpan("headache", BEGAN, BEGAN + timedelta(hours=hours))]
    return ribbon_picture(spans, [], name="ribbon", title="Attack")


ATTACK = AlignedAttack("14 May 26", 9.0, 8, neck=(Span(-6, -3),), signs=(Mark(-9, "yawning"),))
DRAWN = {
    "aligned": aligned_picture([ATTACK], [UnfollowedNeck("22 May 26", 4.0)]).narrow,
    "ribbon": _ribbon(9).narrow,
    "legend": ribbon_legend().narrow,
    "months": month_bars_picture(
        [MonthBar(f"{n}", 3, 9, 20, 30) for n in range(12)], name="m", title="Days", threshold=15
    ).svg,
    "leads": lead_times_picture(
        [LeadBin("1 to 2 h", 7), LeadBin("over 12 h", 2)], name="l", title="Lead"
    ).svg,
}


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_a_phone_shows_the_whole_picture(name: str) -> None:
    """Nothing is drawn beyond what a screen of 390 units shows without scrolling sideways."""
    svg = DRAWN[name]
    width = re.search(r'viewBox="0 0 ([\d.]+)', svg)

    assert width is not None
    assert float(width[1]) <= SHOWN
    assert all(0 <= float(x) <= float(width[1]) for x in re.findall(r' x1?="([\d.-]+)"', svg))


def test_both_drawings_reach_from_48_hours_before_to_72_after() -> None:
    """A phone sees the hours after the onset too."""
    picture = aligned_picture([ATTACK], [])

    for svg in (picture.svg, picture.narrow):
        assert ">-48<" in svg
        assert ">+72<" in svg
        assert "14 May 26" in svg


def test_the_two_drawings_share_no_id() -> None:
    """Both stand in one page, and a reference must find its own."""
    picture = aligned_picture([ATTACK], [])

    ids = re.findall(r' id="([^"]+)"', picture.svg + picture.narrow)

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("hours", "between"), [(9, 6), (40, 12), (80, 24), (200, 48), (600, 96)], ids=lambda value: str(value)
)
def test_a_narrow_clock_keeps_room_between_its_words(hours: float, between: int) -> None:
    """The longer the attack, the fewer the lines on the clock."""
    svg = _ribbon(hours).narrow

    lines = len(re.findall(r"<line ", svg))

    span = hours + 2 if hours > 6 else 8
    assert abs(lines - span / between) <= 1.01
