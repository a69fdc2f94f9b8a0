"""How days, lists and shares are said in a report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from headlog.diary.period import Period

# Letters of a person's or a medicine's name, or of a reason, that a line or a heading has room for.
LONGEST_NAME = 60


def said_day(day: date) -> str:
    """Day in words: "3 May 2026"."""
    return f"{day:%-d %b %Y}"


def said_period(period: Period) -> str:
    """Period in words, both ends in: "1 May 2026 to 31 Jul 2026"."""
    return f"{said_day(period.first)} to {said_day(period.last)}"


def said_month(period: Period) -> str:
    """Month in words; one that is cut says from when to when."""
    name = f"{period.first:%b %Y}"
    return name if period.is_whole_month else f"{name} ({period.first.day}–{period.last.day})"


def of(count: int, total: int) -> str:
    """Count with its denominator: "5 of 12"."""
    return f"{count} of {total}"


def counted(count: int, what: str) -> str:
    """Count with its noun, which takes an s unless there is one: "1 day", "3 days"."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def in_days(measure: str) -> str:
    """Words of a measure for more than one day: "Neck day without headache", "Neck days without headache"."""
    return re.sub(r"\b([Dd]ay)\b", r"\1s", measure, count=1)


def said_number(number: float, decimals: int = 1) -> str:
    """Number without a needless ".0".

    Examples
    --------
    >>> said_number(9.33), said_number(12.0)
    ('9.3', '12')
    """
    return f"{number:.{decimals}f}".removesuffix("." + "0" * decimals)


def listed(words: Iterable[str], otherwise: str = "") -> str:
    """Words joined by commas; `otherwise` when there are none."""
    return ", ".join(words) or otherwise


def cut(words: str, most: int = LONGEST_NAME) -> str:
    """Free text at no more than `most` characters, a name's by default; an ellipsis ends what is cut."""
    text = " ".join(words.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
