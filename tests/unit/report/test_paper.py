"""The report on paper: one page first, tagged, its font inside, the same bytes each time."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pikepdf
import pytest

from headlog.diary.diary import Diary
from headlog.report.build import report_of
from headlog.report.document import Lines, Page, Report, Section
from headlog.report.paper import pdf
from headlog.report.paper.compiler import compiler_of
from headlog.report.paper.sheet import sheet_of

from . import diaries

HEADINGS = (
    "Who and when", "Baseline to now", "Strip calendar", "Months", "Medicines", "Attacks and aura", "Neck",
    "Definitions",
)  # fmt: skip


def _paper(diary: Diary) -> pikepdf.Pdf:
    return _opened(report_of(diary, diaries.PERIOD))


@cache
def _paper_of(name: str) -> pikepdf.Pdf:
    """The paper of a named diary, set once for all tests that only read it."""
    return _opened(diaries.report(name))


def _opened(report: Report) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(report)))


def _first_page_says(*lines: str) -> Report:
    report = diaries.report("empty")
    first = Page("first", (Section(1, "Only", ((Lines("", lines),),)),))
    return replace(report, pages=(first, *report.pages[1:]))


def _type_of_first_page(report: Report) -> tuple[float, int]:
    """Its size in points, and how often the page was set to find it."""
    template = compiler_of("report.typ", sheet=json.dumps(sheet_of(report)))
    size, rounds = json.loads(template.query("<first-page-ends>", field="value"))[0]
    return float(size.removesuffix("pt")), rounds


def _elements(paper: pikepdf.Pdf) -> list[Any]:
    found: list[Any] = []
    waiting: list[Any] = [paper.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            kids = node.get("/K")
            waiting += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return found


@pytest.mark.parametrize("name", sorted(diaries.NAMED))
def test_the_first_page_holds_every_section(name: str) -> None:
    """Sections 1 to 8 stand on one A4 page, however much there is to say; the appendix begins on the next."""
    paper = _paper_of(name)

    with paper.open_outline() as outline:
        assert outline is not None
    headings = _headings_by_page(paper)
    first = [text for page, text in headings if page == 0]

    for heading in HEADINGS:
        assert any(heading in text for text in first), heading
    assert all("Appendix" not in text for text in first)
    assert any("Appendix" in text for page, text in headings if page == 1)


@pytest.mark.parametrize("name", sorted(diaries.NAMED))
def test_the_size_of_the_first_page_is_found(name: str) -> None:
    """Typst comes to rest on a size before it gives up, and says nothing against the document."""
    sheet = json.dumps(sheet_of(diaries.report(name)))

    _, warnings = compiler_of("report.typ", sheet=sheet).compile_with_warnings(format="pdf")

    assert warnings == []


def test_type_is_as_large_as_the_page_has_room_for() -> None:
    """Little to say is said in the largest type, much in a smaller one."""
    sizes = {name: _type_of_first_page(diaries.report(name))[0] for name in diaries.NAMED}

    assert sizes["empty"] == 9
    assert 9 > sizes["full"] > sizes["crowded"] >= 6


@pytest.mark.parametrize(("lines", "because"), [
    (("words that go on " * 20,) * 40, "lines that run over several are more than they were taken for"),
    (("word",) * 45, "lines without headings and tables need less room than they were taken for"),
])  # fmt: skip
def test_a_page_too_full_or_too_empty_is_set_again(lines: tuple[str, ...], because: str) -> None:
    """What was expected of a page is put right where it ends."""
    report = _first_page_says(*lines)

    _, rounds = _type_of_first_page(report)
    headings = _headings_by_page(_opened(report))

    assert rounds > 1, because
    assert [text for page, text in headings if page == 0] == ["Headache diary summary", "1. Only"]
    assert (1, "Appendix") in headings


def test_more_than_one_page_goes_on_in_the_smallest_type() -> None:
    """Nothing is lost for want of room."""
    report = _first_page_says(*("words that go on " * 30,) * 60)

    size, _ = _type_of_first_page(report)
    headings = _headings_by_page(_opened(report))

    assert size == 5.8
    assert next(page for page, text in headings if text == "Appendix") == 2


@pytest.mark.parametrize("name", sorted(diaries.NAMED))
def test_the_paper_says_that_it_keeps_pdf_ua(name: str) -> None:
    """Language, title, tags and the declaration are there."""
    paper = _paper_of(name)

    with paper.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert str(metadata["dc:title"]).startswith("Headache diary summary, 2026-04-01")
    assert str(paper.Root.Lang) == "en"
    assert bool(paper.Root.MarkInfo.Marked) is True
    assert bool(paper.Root.ViewerPreferences.DisplayDocTitle) is True


def test_every_figure_has_an_alternative_text() -> None:
    """Whoever does not see a picture is told what it shows."""
    paper = _paper_of("full")
    figures = [node for node in _elements(paper) if str(node.S) == "/Figure"]

    assert len(figures) >= 2
    assert all("/Alt" in figure and len(str(figure.Alt)) > 20 for figure in figures)


def test_tables_have_headings() -> None:
    """Cells are read with their column."""
    paper = _paper_of("full")
    kinds = {str(node.S) for node in _elements(paper)}

    assert {"/Table", "/TR", "/TH", "/TD", "/H1", "/H2", "/H3"} <= kinds


def test_a_long_table_goes_on_over_the_pages() -> None:
    """The ledger begins under its heading and leaves each page as many rows as it has room for."""
    days = diaries.clear_days(diaries.FIRST, diaries.PERIOD.length)
    paper = _paper(Diary.of(*days, as_of=diaries.AS_OF))
    pages = {page.obj.objgen: number for number, page in enumerate(paper.pages)}
    ledger = max((node for node in _elements(paper) if str(node.S) == "/Table"), key=_row_count)

    rows = Counter(pages[_page_of(row).objgen] for row in _below(ledger) if str(row.get("/S")) == "/TR")

    heading = next(page for page, text in _headings_by_page(paper) if "Ledger of days" in text)
    assert min(rows) == heading
    assert len(rows) >= 2
    assert max(rows.values()) <= 80, "as many as an empty page takes"


def _below(node: Any) -> Iterator[Any]:
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from _below(kid)


def _row_count(table: Any) -> int:
    return sum(str(node.get("/S")) == "/TR" for node in _below(table))


def _page_of(row: Any) -> Any:
    return next(node["/Pg"] for node in (row, *_below(row)) if "/Pg" in node)


def test_fonts_are_embedded_and_come_with_headlog() -> None:
    """The same letters on every machine, none from the system."""
    paper = _paper_of("full")

    fonts = [
        descendant.FontDescriptor
        for page in paper.pages
        for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()
        for descendant in font.DescendantFonts
    ]

    assert fonts
    for font in fonts:
        assert "SourceSansPro" in str(font.FontName)
        assert "/FontFile2" in font or "/FontFile3" in font


def test_the_same_report_gives_the_same_bytes() -> None:
    """Nothing in the file depends on the clock of the machine."""
    report = diaries.report("small")

    assert pdf(report) == pdf(report)


def test_notes_are_text_and_not_commands() -> None:
    """Markup in what a person wrote stays as it was written."""
    from headlog.diary.person import Visit

    visit = Visit(id="visit", on=date(2026, 7, 2), questions=("#panic(1) *b* $x$ [a](b) \\ <tag>",))

    paper = _paper(Diary.of(visit, as_of=diaries.AS_OF))

    assert len(paper.pages) >= 1


def test_every_page_is_a4() -> None:
    """A clinic's printer has nothing to scale."""
    for page in _paper_of("full").pages:
        width, height = (round(float(side)) for side in page.MediaBox[2:])
        assert (width, height) == (595, 842)


def _headings_by_page(paper: pikepdf.Pdf) -> list[tuple[int, str]]:
    pages = {page.obj.objgen: number for number, page in enumerate(paper.pages)}
    found: list[tuple[int, str]] = []

    def walk(items: Any) -> None:
        for item in items:
            target = item.destination[0] if item.destination else item.action.D[0]
            found.append((pages[target.objgen], str(item.title)))
            walk(item.children)

    with paper.open_outline() as outline:
        walk(outline.root)
    return found


def test_the_report_survives_the_way_through_json() -> None:
    """What the paper is made from is plain JSON."""
    report = diaries.report("full")

    data = json.loads(json.dumps(report.to_json()))

    assert data["head"]["period"] == {"first": "2026-04-01", "last": "2026-06-30", "days": 91}
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T.*", data["head"]["as_of"])
