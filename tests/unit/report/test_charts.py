"""Charts: text from numbers, readable without colour, with the same facts in words."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest

from headlog.report.charts.aligned import (
    AlignedAttack,
    Mark,
    Span,
    UnfollowedNeck,
    aligned_picture,
    hours_in_words,
)
from headlog.report.charts.curve import CurvePoint, curve_picture
from headlog.report.charts.lead_times import LeadBin, lead_times_picture
from headlog.report.charts.month_bars import MonthBar, month_bars_picture
from headlog.report.charts.picture import Picture
from headlog.report.charts.ribbon import PhaseSpan, RibbonMark, ribbon_picture
from headlog.report.charts.strip_calendar import StripDay, strip_picture

SVG = "{http://www.w3.org/2000/svg}"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def _every_picture() -> dict[str, Picture]:
    attack = AlignedAttack(
        "4 May", 9.0, 8, aura=(Span(-0.5, -0.1),), neck=(Span(-6, 3), Span(2)), other_pain=(Span(40, 50),),
        signs=(Mark(-5, "Yawning"), Mark(90, "Tired")), doses=(Mark(1, "sumatriptan"), Mark(-60, "naproxen")),
        back_to_normal=20,
    )  # fmt: skip
    days = [
        StripDay(date(2026, 5, 1), True, True, 8, True, "T", True, True, True),
        StripDay(date(2026, 5, 2), True, True, None, False),
        StripDay(date(2026, 5, 3), True, True, 5, None, "N", menses=True),
        StripDay(date(2026, 5, 4), True, True, 2, False, preventive=True),
        StripDay(date(2026, 5, 5), False, True, None, False),
        StripDay(date(2026, 5, 6), None, True),
        StripDay(date(2026, 6, 1)),
    ]
    phases = [
        PhaseSpan("prodrome", NOON, NOON + timedelta(hours=6)),
        PhaseSpan("headache", NOON + timedelta(hours=6), None),
    ]
    marks = [
        RibbonMark("neck", "Neck", NOON), RibbonMark("dose", "sumatriptan", NOON + timedelta(hours=7)),
        RibbonMark("sign", "Yawning", NOON + timedelta(hours=1)),
        RibbonMark("neck", "Neck", NOON, NOON + timedelta(hours=3)),
    ]  # fmt: skip
    months = [MonthBar("May", 4, 9, 26, 31), MonthBar("Jun", 3, 3, 30, 30), MonthBar("Jul", 0, 0, 31, 31)]
    return {
        "aligned": aligned_picture(
            [attack, AlignedAttack("1 May", None, None), AlignedAttack("2 May", 80, 2, back_to_normal=90)],
            [
                UnfollowedNeck("9 May", 5, (Mark(1, "Tired"),), (Mark(2, "ibuprofen"),)),
                UnfollowedNeck("8 May"),
            ],
        ),
        "empty aligned": aligned_picture([], []),
        "strip": strip_picture(days),
        "empty strip": strip_picture([]),
        "months": month_bars_picture(months, name="months", title="Headache days", threshold=15),
        "empty months": month_bars_picture([], name="none", title="Headache days"),
        "lead": lead_times_picture([LeadBin("under 1 h", 2), LeadBin("1–2 h", 0)], title="Lead"),
        "no lead": lead_times_picture([], title="Lead"),
        "ribbon": ribbon_picture(phases, marks, name="ribbon", title="Attack"),
        "bare ribbon": ribbon_picture(phases[:1], [], name="bare", title="Attack"),
        "long ribbon": ribbon_picture(
            [PhaseSpan("headache", NOON, NOON + timedelta(hours=100))], [], name="long", title="Attack"
        ),
        "endless ribbon": ribbon_picture(
            [PhaseSpan("headache", NOON, NOON + timedelta(hours=300))], [], name="endless", title="Attack"
        ),
    }


@pytest.mark.parametrize("name", sorted(_every_picture()))
def test_a_chart_names_and_describes_itself(name: str) -> None:
    """A screen reader gets a title and sentences, tied to the drawing."""
    picture = _every_picture()[name]

    root = ET.fromstring(picture.svg)

    labelled = root.attrib["aria-labelledby"].split()
    texts = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
    assert [each.attrib["id"] for each in texts if each is not None] == labelled
    assert all(each is not None and each.text for each in texts)
    assert picture.alternative == texts[1].text  # type: ignore[union-attr]  # asserted above
    assert root.attrib["role"] == "img"


@pytest.mark.parametrize("name", sorted(_every_picture()))
def test_a_chart_carries_no_style_and_no_script(name: str) -> None:
    """The content policy blocks both, so presentation attributes must do."""
    svg = _every_picture()[name].svg

    assert "style" not in svg
    assert "<script" not in svg
    assert "href" not in svg


@pytest.mark.parametrize("name", sorted(_every_picture()))
def test_a_chart_uses_greys_only(name: str) -> None:
    """On grey paper nothing may hang on a colour."""
    root = ET.fromstring(_every_picture()[name].svg)

    colours = {node.attrib[key] for node in root.iter() for key in ("fill", "stroke") if key in node.attrib}

    for colour in colours - {"none"}:
        if not colour.startswith("url("):
            assert colour[1:3] == colour[3:5] == colour[5:7]


@pytest.mark.parametrize("name", sorted(_every_picture()))
def test_the_table_has_a_word_for_each_column(name: str) -> None:
    """The same facts stand in a table, no cell missing."""
    picture = _every_picture()[name]

    assert picture.columns
    assert all(len(row) == len(picture.columns) for row in picture.rows)


def test_every_pattern_that_is_used_is_defined() -> None:
    """A fill that refers to nothing would be drawn as nothing."""
    for picture in _every_picture().values():
        root = ET.fromstring(picture.svg)
        used = {node.attrib["fill"] for node in root.iter() if node.attrib.get("fill", "").startswith("url(")}
        defined = {f"url(#{node.attrib['id']})" for node in root.iter(f"{SVG}pattern")}
        assert used == defined


def test_names_from_people_are_escaped() -> None:
    """A label with a sign of markup in it stays text."""
    picture = lead_times_picture([LeadBin("<b>&", 1)], title="<script>")

    assert "<b>" not in picture.svg
    assert "<script>" not in picture.svg


def test_unfollowed_neck_episodes_stand_in_a_band_of_their_own() -> None:
    """What no head pain followed is drawn below the attacks, and told in the alternative text."""
    with_band = _every_picture()["aligned"]
    without = aligned_picture([AlignedAttack("4 May", 9.0, 8)], [])

    assert "with no head pain in the 48 h after it" in with_band.svg
    assert "with no head pain in the 48 h after it" not in without.svg
    assert "2 neck episodes had no head pain in the 48 hours after them" in with_band.alternative


def test_time_before_head_pain_is_left_of_zero() -> None:
    """A neck episode six hours before stands six hours to the left of the onset."""
    picture = aligned_picture([AlignedAttack("4 May", 9.0, 8, neck=(Span(-6, -3),))], [])
    rects = [n.attrib for n in ET.fromstring(picture.svg).iter(f"{SVG}rect")]

    pain = next(r for r in rects if r["height"] == "8")
    neck = next(r for r in rects if r["height"] == "4.5")

    assert float(pain["x"]) - float(neck["x"]) == pytest.approx(6 * 5.5)
    assert float(neck["width"]) == pytest.approx(3 * 5.5)
    assert float(pain["width"]) == pytest.approx(9 * 5.5)


@pytest.mark.parametrize(("pain", "height", "because"), [
    (3, "3", "mild pain is thin"),
    (4, "5", "moderate pain is thicker"),
    (7, "8", "severe pain is thickest"),
    (None, "5", "unknown strength has the middle height and a pattern"),
])  # fmt: skip
def test_strength_is_said_by_thickness(pain: int | None, height: str, because: str) -> None:
    """Grey paper shows how strong the pain was."""
    picture = aligned_picture([AlignedAttack("4 May", 9.0, pain)], [])
    width = str(9 * 5.5)

    rects = [n.attrib for n in ET.fromstring(picture.svg).iter(f"{SVG}rect")]

    assert [r["height"] for r in rects if r.get("width") == width] == [height], because


@pytest.mark.parametrize(("hours", "words"), [
    (0.0, "at onset"), (-6.04, "6 h before"), (1.5, "1.5 h after"), (-30.4, "30 h before"),
])  # fmt: skip
def test_hours_are_said_as_words(hours: float, words: str) -> None:
    """The table says times the way people do."""
    assert hours_in_words(hours) == words


def test_a_blank_day_is_not_drawn() -> None:
    """Not recorded looks different from recorded and clear: nothing against an open box."""
    blank = strip_picture([StripDay(date(2026, 5, 1))]).svg
    clear = strip_picture([StripDay(date(2026, 5, 1), False, True)]).svg

    assert clear.count("<rect") == blank.count("<rect") + 1


def test_bounds_stand_over_a_month() -> None:
    """A month with unrecorded days shows both ends, one without shows one number."""
    picture = _every_picture()["months"]

    assert ">4–9<" in picture.svg
    assert ">3<" in picture.svg
    assert picture.rows[0] == ("May", "4", "9", "26 of 31")


def test_a_long_curve_labels_every_other_point_and_its_table_all() -> None:
    """Twenty labels would run into one another; nothing is left out of the table."""
    points = [CurvePoint(f"m{n:02d}", 4.0, 3.0, 5.0, "28 days") for n in range(20)]

    picture = curve_picture(points, name="curve", title="Days", axis="days per 28")

    drawn = [element.text for element in ET.fromstring(picture.svg).iter() if element.tag.endswith("text")]
    assert [text for text in drawn if text and text.startswith("m")] == [f"m{n:02d}" for n in range(0, 20, 2)]
    assert [row[0] for row in picture.rows] == [point.label for point in points]
