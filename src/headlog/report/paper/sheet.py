"""Sheet: what the template sets, with the widths that it would take long to find out."""

from __future__ import annotations

import re
from typing import Any, cast

from headlog.report.document import Block, Chart, Column, Report, Table, plain_values
from headlog.report.paper.drawings import shapes_and_words
from headlog.report.paper.letters import MARK_TOLD, marked
from headlog.report.paper.widths import width_of

# The id of a rule stands behind a heading in smaller type.
_RULE_SIZE = 0.75
# In em. Rounding, and the rare pair of letters that kerning pushes apart, may not break a line.
_SLACK = 0.03
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=h\b)")
_BREAK = re.compile(r" |(?<=[–-])")


def sheet_of(report: Report) -> dict[str, Any]:
    """The report as plain JSON values, without what paper does not show, in letters that its type has."""
    sheet, is_marked = marked(_plain(report))
    if is_marked:
        sheet["disclaimer"] += f" {MARK_TOLD}"
    return cast("dict[str, Any]", sheet)


def _plain(report: Report) -> dict[str, Any]:
    return {
        "title": report.head.title,
        **plain_values(report.head.period),
        "pages": [
            [
                {
                    "number": section.number,
                    "heading": section.heading,
                    "columns": [[_block(block) for block in column] for column in section.columns],
                }
                for section in page.sections
            ]
            for page in report.pages
        ],
        "footnotes": plain_values(report.footnotes),
        "disclaimer": report.disclaimer,
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Chart):
        picture = block.picture
        shapes, words = shapes_and_words(picture.svg)
        return {
            "block": block.kind,
            "shapes": shapes,
            "words": words,
            "width": picture.width,
            "alternative": picture.alternative,
            "note": block.note,
        }
    if isinstance(block, Table):
        return {
            "block": block.kind,
            "heading": block.heading,
            "columns": [_column(column, place, block) for place, column in enumerate(block.columns)],
            "rows": block.rows,
            "note": block.note,
            "empty": block.empty,
        }
    values: dict[str, Any] = plain_values(block)
    return values


def _column(column: Column, place: int, table: Table) -> dict[str, Any]:
    """A column, how wide its heading and its cells are in one line, and what keeps its cells whole."""
    heading = _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", column.heading)
    cells = {row[place] for row in table.rows}
    widest = max((width_of(words, bold=place == 0) for words in cells), default=0.0)
    parts = [width_of(part, bold=True) for part in _BREAK.split(heading)]
    rule = _RULE_SIZE * width_of(column.rule)
    return {
        "heading": heading,
        "rule": column.rule,
        "numeric": column.numeric,
        "longest": max(map(len, cells), default=0),
        "head": width_of(f"{heading} ", bold=True) + rule + _SLACK,
        "cells": widest + _SLACK,
        "least": max(widest, rule, *parts) + _SLACK,
    }
