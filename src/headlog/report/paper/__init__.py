"""Report on paper: a tagged PDF by typst, with its own font and nothing from the system."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

import typst

from headlog.report.document import Report

# The document says of itself that it keeps PDF/UA-1; a figure without alternative text is a build error.
STANDARD: Literal["ua-1"] = "ua-1"
_TEMPLATE = "report.typ"


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
    return _compiled(json.dumps(report.to_json()), report.head.as_of)


def _compiled(report: str, as_of: datetime) -> bytes:
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"report": report},
        pdf_standards=STANDARD,
        timestamp=int(as_of.timestamp()),
    )
    assert isinstance(made, bytes)  # a PDF is one file, never a list of pages
    return made


@cache
def _compiler() -> typst.Compiler:
    # One compiler a process: the fonts are read once, and layout that did not change is remembered.
    with as_file(files(__package__)) as folder:
        here = Path(folder)
        return typst.Compiler(
            input=here / _TEMPLATE, root=here, font_paths=[here / "fonts"], ignore_system_fonts=True
        )
