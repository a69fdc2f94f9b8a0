"""Results of the statistics as plain values: JSON for programs, short words for people."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from headlog.stats.estimate import Estimate

_SHORT = {"days per 28": "", "share": "", "ratio": "", "days per week": "", "hours": " h"}


def estimate_json(estimate: Estimate | None) -> dict[str, Any] | None:
    """Estimate as JSON values; None stays null."""
    return None if estimate is None else plain(estimate)


def plain(value: Any) -> Any:
    """Any result of the statistics as JSON values, field by field.

    Examples
    --------
    >>> plain(Estimate(2.0, 1.0, 3.0, 0.9, 4, "hours"))["unit"]
    'hours'
    """
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def percent(share: float) -> str:
    """Share as whole percent; what is not certain is never printed as 0 or 100.

    Examples
    --------
    >>> percent(0.42), percent(0.001), percent(0.9999), percent(1.0)
    ('42 %', 'under 1 %', 'over 99 %', '100 %')
    """
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 < share < 1:
        return "over 99 %"
    return f"{_signed(f'{100 * share:.0f}')} %"


def chance(probability: float) -> str:
    """Probability from a finite number of draws: its ends are never certain.

    Examples
    --------
    >>> chance(1.0), chance(0.0), chance(0.63)
    ('over 99 %', 'under 1 %', '63 %')
    """
    return percent(min(max(probability, 0.001), 0.999))


def said_estimate(estimate: Estimate, *, scale: float = 1.0, unit: str = "") -> str:
    """Estimate with its interval, at the digits that the error allows.

    Examples
    --------
    >>> said_estimate(Estimate(9.31, 4.6, 14.2, level=0.9, n=71, unit="days per 28"))
    '9 (90 % interval 5 to 14)'
    """
    scaled = Estimate(
        estimate.value * scale, estimate.low * scale, estimate.high * scale, estimate.level, estimate.n, ""
    )
    digits = scaled.digits
    value, low, high = (f"{number:.{digits}f}" for number in (scaled.value, scaled.low, scaled.high))
    interval = f"{100 * estimate.level:.0f} % interval {_signed(low)} to {_signed(high)}"
    return f"{_signed(value)}{unit} ({interval})"


def said_share(estimate: Estimate) -> str:
    """Share as percent with its interval.

    Examples
    --------
    >>> said_share(Estimate(0.62, 0.5, 0.74, level=0.9, n=40, unit="share"))
    '62 % (90 % interval 50 to 74)'
    >>> said_share(Estimate(-0.44, -0.9, -0.001, level=0.9, n=40, unit="share"))
    '−44 % (90 % interval −90 to 0)'
    """
    low, high = (_signed(f"{100 * end:.0f}") for end in (estimate.low, estimate.high))
    return f"{percent(estimate.value)} ({100 * estimate.level:.0f} % interval {low} to {high})"


def said_chance(estimate: Estimate) -> str:
    """Probability from draws as percent with its interval: its ends are never certain.

    Examples
    --------
    >>> said_chance(Estimate(0.9996, 0.97, 1.0, level=0.9, n=40, unit="probability"))
    'over 99 % (90 % interval 97 % to over 99 %)'
    """
    ends = f"{chance(estimate.low)} to {chance(estimate.high)}"
    return f"{chance(estimate.value)} ({100 * estimate.level:.0f} % interval {ends})"


def _signed(number: str) -> str:
    return number.lstrip("-") if float(number) == 0 else number.replace("-", "−")
