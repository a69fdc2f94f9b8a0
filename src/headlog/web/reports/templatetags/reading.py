"""What the templates of reading pages need beside the page's own parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from headlog.report.document import Table

register = template.Library()

# A number may rest on hundreds of entries; the first lead to the rest through the days.
MOST_LINKS = 12


@dataclass(frozen=True)
class Cell:
    """Words of a table, set as numbers or not."""

    words: str
    numeric: bool


@dataclass(frozen=True)
class Row:
    """A row, and the page of the day or month it speaks of."""

    cells: tuple[Cell, ...]
    url: str


@register.simple_tag
def rule_mark(rule: str) -> SafeString:
    """Id of the rule behind a number, leading to its line at the end of the page."""
    return format_html('<a class="rule" href="#rule-{}">{}</a>', slugify(rule), rule)


@register.simple_tag
def entry_links(entries: Sequence[str]) -> SafeString:
    """Links to the entries that a number rests on."""
    urls = [
        (url, number) for number, entry in enumerate(entries[:MOST_LINKS], 1) if (url := entry_url(entry))
    ]
    if not urls:
        return SafeString("")
    links = format_html_join(", ", '<a href="{}">{}</a>', urls)
    more = f" and {len(entries) - MOST_LINKS} more" if len(entries) > MOST_LINKS else ""
    return format_html('<span class="entries">Entries: {}{}</span>', links, more)


@register.filter
def linked_rows(table: Table) -> list[Row]:
    """Rows of a table, each with the ledger page of its day or month."""
    numeric = [column.numeric for column in table.columns]
    urls = [_day_url(table, number) for number in range(len(table.rows))]
    return [
        Row(tuple(Cell(words, is_number) for words, is_number in zip(row, numeric, strict=True)), url)
        for row, url in zip(table.rows, urls, strict=True)
    ]


def entry_url(entry: str) -> str:
    """Address of an entry, or nothing in a build without the pages that show one."""
    try:
        return reverse("journal:open", args=[entry])
    except NoReverseMatch:
        return ""


def _day_url(table: Table, number: int) -> str:
    if number >= len(table.days):
        return ""
    day = table.days[number]
    if table.speaks_of == "month":
        return f"{reverse('reports:ledger')}?month={day:%Y-%m}"
    return reverse("reports:ledger_day", args=[day])
