"""Which days a page looks at, as the address says it; what cannot be read falls back and is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from headlog.diary.checks import EARLIEST_YEAR, LATEST_YEAR
from headlog.diary.period import Period, month_of, months_back

# A report of more days than this is made, but on the first page only the latest part of it stands.
LONGEST_DAYS = 3700
PRESETS = ((1, "This month"), (3, "Three months"), (6, "Six months"), (12, "Twelve months"))
DEFAULT_MONTHS = 3


@dataclass(frozen=True)
class ReportChoice:
    """A period, and whether it is a first visit; `problem` says what could not be read."""

    period: Period
    first_visit: bool = False
    problem: str = ""

    @classmethod
    def of_query(cls, query: Mapping[str, str], today: date) -> ReportChoice:
        """Choice as an address says it: `from` and `to`, or `months`; three months when it says nothing."""
        first_visit = query.get("first_visit", "") == "yes"
        usual = _latest(DEFAULT_MONTHS, today)
        if query.get("from") or query.get("to"):
            period, problem = _from_to(query, today, usual)
        else:
            period, problem = _months(query, today, usual)
        return cls(period, first_visit, problem)

    @classmethod
    def of_params(cls, params: Mapping[str, str]) -> ReportChoice:
        """Choice as it was handed to a job."""
        period = Period(date.fromisoformat(params["from"]), date.fromisoformat(params["to"]))
        return cls(period, params["first_visit"] == "yes")

    @property
    def params(self) -> dict[str, str]:
        """The choice in plain words, for a job or an address."""
        return {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "first_visit": "yes" if self.first_visit else "no",
        }

    @property
    def query(self) -> str:
        """The choice as the end of an address."""
        return urlencode(self.params)


def day_of_address(text: str) -> date:
    """Day of an address; ValueError for none, or for one outside any life, from which no month leads on."""
    day = date.fromisoformat(text)
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(f"A day must lie from {EARLIEST_YEAR} to {LATEST_YEAR}: got {day}")
    return day


def month_of_query(query: Mapping[str, str], today: date) -> Period:
    """Month that an address names by its first day or as YYYY-MM; the present one when it names none."""
    try:
        return month_of(day_of_address(f"{query.get('month', '')[:7]}-01"))
    except ValueError:
        return month_of(today)


def _latest(months: int, today: date) -> Period:
    return Period(months_back(today, months).first, today)


def _months(query: Mapping[str, str], today: date, usual: Period) -> tuple[Period, str]:
    text = query.get("months", "")
    if not text:
        return usual, ""
    if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= LONGEST_DAYS // 31:
        return _latest(int(text), today), ""
    return usual, "That number of months could not be read. Three months are shown."


def _from_to(query: Mapping[str, str], today: date, usual: Period) -> tuple[Period, str]:
    try:
        last = day_of_address(query.get("to") or today.isoformat())
        first = day_of_address(query.get("from") or (last - timedelta(days=usual.length - 1)).isoformat())
    except (ValueError, OverflowError):
        return usual, "The days could not be read. Three months are shown; choose the days once more."
    if first > last:
        return usual, "The first day lies after the last. Three months are shown; choose the days once more."
    last = min(last, today)
    if first > last or (last - first).days >= LONGEST_DAYS:
        return usual, "Those days lie ahead, or are more than ten years. Three months are shown."
    return Period(first, last), ""
