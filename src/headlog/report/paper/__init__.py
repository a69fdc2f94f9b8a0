"""Report on paper: a tagged PDF by typst, with its own font and nothing from the system."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

from headlog.report.document import Report
from headlog.report.paper.compiler import compiler_of
from headlog.report.paper.sheet import sheet_of

if TYPE_CHECKING:
    import typst

# The document says of itself that it keeps PDF/UA-1; a figure without alternative text is a build error.
STANDARD: Literal["ua-1"] = "ua-1"


def pdf(report: Report) -> bytes:
    """PDF of a report: the first page on one A4 sheet, the appendix after it.

    Parameters
    ----------
    report
        What to print. Its `as_of` is the document's date, so that the same
        report gives the same bytes.

    Returns
    -------
    bytes
        A tagged PDF that declares PDF/UA-1, its fonts embedded.
    """
    return _compiled(json.dumps(sheet_of(report)), report.head.as_of)


def _compiled(sheet: str, as_of: datetime) -> bytes:
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"sheet": sheet},
        pdf_standards=STANDARD,
        timestamp=int(as_of.timestamp()),
    )
    assert isinstance(made, bytes)  # a PDF is one file, never a list of pages
    return made


@cache
def _compiler() -> typst.Compiler:
    # One compiler a process: the fonts are read once, and layout that did not change is remembered.
    return compiler_of("report.typ")
