"""What the paper's template is given: pages without what paper does not show, and widths of words."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from headlog.report.charts.svg import Drawing
from headlog.report.document import Block, Chart, Column, Page, Report, Section, Table
from headlog.report.paper.compiler import compiler_of
from headlog.report.paper.drawings import shapes_and_words
from headlog.report.paper.sheet import sheet_of
from headlog.report.paper.widths import is_known, width_of

from . import diaries


@pytest.fixture(scope="module")
def report() -> Report:
    """A report with every kind of block."""
    return diaries.report("full")


def _blocks(sheet: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (
        block
        for page in sheet["pages"]
        for section in page
        for column in section["columns"]
        for block in column
    )


def test_every_block_is_on_the_sheet(report: Report) -> None:
    """Paper leaves nothing out that a screen shows."""
    on_sheet = list(_blocks(sheet_of(report)))

    assert [block["block"] for block in on_sheet] == [block.kind for block in report.blocks]
    tables = [block["rows"] for block in on_sheet if block["block"] == "table"]
    assert tables == [
        [list(row) for row in block.rows] for block in report.blocks if isinstance(block, Table)
    ]


def test_words_are_as_wide_as_typst_sets_them() -> None:
    """The sum of the letters is the width of the word."""
    words = ["Headache days", "4–9 in 28", "Erenumab 140 mg", "Größe, žluťoučký kůň"]
    asked = compiler_of("widths.typ", letters=json.dumps(words)).query("<widths>", field="value")
    regular, bold = json.loads(asked)[0]

    assert [width_of(each) for each in words] == pytest.approx(regular, abs=0.002)
    assert [width_of(each, bold=True) for each in words] == pytest.approx(bold, abs=0.002)


def test_a_letter_of_unknown_width_is_taken_for_a_wide_one() -> None:
    """Better a column too wide than a line too many."""
    assert width_of("\N{CYRILLIC SMALL LETTER SHCHA}") == 1
    assert is_known("Žluťoučký")
    assert not is_known("щ")


def test_a_column_has_room_for_its_widest_cell_and_each_part_of_its_heading() -> None:
    """A number stays whole; a heading may go on in the next line, but not within a word or before a unit."""
    columns = (Column("Medicine", numeric=False), Column("Pain-free 2 h", "R-ACUTE"), Column("n"))
    table = Table("Response", columns, (("Triptan", "–", "12"), ("Naproxen", "3 of 10", "7")))
    first, pain_free, count = _only_block(table)["columns"]

    assert pain_free["heading"] == "Pain-free 2\N{NO-BREAK SPACE}h"
    assert first["cells"] == pytest.approx(width_of("Naproxen", bold=True), abs=0.05)
    assert pain_free["least"] == pytest.approx(
        max(width_of("3 of 10"), 0.75 * width_of("R-ACUTE"), width_of("Pain-", bold=True)), abs=0.05
    )
    assert pain_free["head"] > pain_free["least"]
    assert count["least"] == pytest.approx(width_of("12"), abs=0.05)


def _only_block(block: Block) -> dict[str, Any]:
    report = diaries.report("empty")
    page = Page("first", (Section(1, "Only", ((block,),)),))
    found: dict[str, Any] = next(_blocks(sheet_of(replace(report, pages=(page,)))))
    return found


def test_words_stand_where_the_drawing_has_them(report: Report) -> None:
    """Set apart from the shapes, each word begins where it would within them, and none is left there."""
    charts = [block.picture.svg for block in report.blocks if isinstance(block, Chart)]

    assert charts
    for svg in charts:
        shapes, lines = shapes_and_words(svg)
        assert "<text" not in shapes
        set_apart = sorted(each for line in lines for each in _placed(line))
        for placed, drawn in zip(set_apart, sorted(_drawn(svg)), strict=True):
            assert placed == pytest.approx(drawn, abs=0.1)


def _placed(line: dict[str, Any]) -> Iterator[tuple[float, float]]:
    end = 0.0
    for gap, words in line["words"]:
        yield line["y"], end + gap
        end += gap + line["size"] * width_of(words, bold=line["bold"])


def _drawn(svg: str) -> Iterator[tuple[float, float]]:
    for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        width = float(node.attrib["font-size"]) * width_of(node.text or "", bold="font-weight" in node.attrib)
        before = {"start": 0, "middle": 0.5, "end": 1}[node.attrib["text-anchor"]]
        yield float(node.attrib["y"]), float(node.attrib["x"]) - before * width


def test_words_are_told_apart_by_their_looks() -> None:
    """A line of words has one height, size, weight and grey; a mark of markup in it is only a mark."""
    drawing = Drawing("some", (100, 50), "Some", "Words")
    drawing.words(0, 10, "a < b")
    drawing.words(50, 10, "c", look="soft")
    drawing.words(80, 10, "d", bold=True)
    drawing.words(90, 10, "e")

    _, lines = shapes_and_words(drawing.text())

    assert [[words for _, words in line["words"]] for line in lines] == [["a < b", "e"], ["c"], ["d"]]


def test_words_of_unknown_width_stay_in_the_drawing() -> None:
    """All that came after them in their line would be moved."""
    drawing = Drawing("some", (100, 50), "Some", "Words")
    drawing.words(0, 10, "щ")
    drawing.words(50, 10, "known")

    shapes, lines = shapes_and_words(drawing.text())

    assert ">щ</text>" in shapes
    assert [line["words"] for line in lines] == [[(50, "known")]]
