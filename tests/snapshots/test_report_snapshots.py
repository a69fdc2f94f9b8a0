"""The report as data and its pictures as text, as they were reviewed; `make snapshots` rewrites them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from headlog.report.document import Chart
from tests.unit.report import diaries


def _without_pictures(value: Any) -> Any:
    """Report as JSON without the drawings, which have files of their own."""
    if isinstance(value, dict):
        return {key: _without_pictures(each) for key, each in value.items() if key not in ("svg", "narrow")}
    return [_without_pictures(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["empty", "full", "small"])
def test_the_report_is_as_it_was_reviewed(name: str, snapshot: Callable[[str, Any], None]) -> None:
    """A changed number or sentence is seen before it is kept, and told under Clinical in the changelog."""
    report = diaries.report(name)

    snapshot(f"report-{name}.json", _without_pictures(report.to_json()))


def test_the_pictures_are_as_they_were_reviewed(snapshot: Callable[[str, Any], None]) -> None:
    """SVG text of every picture of the full report."""
    report = diaries.report("full")

    pictures = {block.picture.name: block.picture.svg for block in report.blocks if isinstance(block, Chart)}

    assert {"strip", "aligned", "neck-lead"} <= set(pictures)
    for name, svg in pictures.items():
        snapshot(f"{name}.svg", svg.replace("><", ">\n<") + "\n")
