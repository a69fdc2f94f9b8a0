"""From how people say a time ("20 minutes ago", "woke with it") to the codec's moment, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from headlog.diary.errors import UnknownZone
from headlog.diary.moment import PART_BEGINS_HOUR, PartOfDay, Precision, zone_info

Json = dict[str, Any]

# Minutes ago, and how far off such a memory may be.
AGO = {"ago_20": (20, 10), "ago_60": (60, 20), "ago_180": (180, 60)}
WHEN = (
    ("now", "Now"),
    ("ago_20", "20 minutes ago"),
    ("ago_60", "1 hour ago"),
    ("woke", "Woke with it"),
    ("unsure", "Unsure"),
)
PRECISIONS = (
    (str(Precision.EXACT), "at that time"),
    (str(Precision.ABOUT), "about then"),
    (str(Precision.PART_OF_DAY), "that part of the day"),
    (str(Precision.DAY), "only the day is known"),
)
# "Woke with it" without times: some time between going to bed and now.
EARLIEST_NIGHT = time(22, 0)


def zone_or(name: Any, otherwise: str) -> str:
    """A zone that a browser sent, when it is one."""
    try:
        return zone_info(name).key if isinstance(name, str) and name else otherwise
    except UnknownZone:
        return otherwise


def said(now: datetime, zone: str, when: str) -> Json:
    """Moment of one of the quick answers.

    Parameters
    ----------
    when
        A value of `WHEN` or `AGO`; anything else is now.
    """
    if when == "woke":
        return woke(now, zone, "", "")
    if when == "unsure":
        return {"at": _text(now), "zone": zone, "precision": str(Precision.UNKNOWN)}
    if when in AGO:
        minutes, either_side = AGO[when]
        ago = now - timedelta(minutes=minutes)
        return {"at": _text(ago), "zone": zone, "precision": str(Precision.ABOUT), "minutes": either_side}
    return {"at": _text(now), "zone": zone, "precision": str(Precision.EXACT)}


def woke(now: datetime, zone: str, asleep_at: str, woke_at: str) -> Json:
    """Moment of "woke with it": between falling asleep and waking, as far as either is told."""
    local = now.astimezone(zone_info(zone))
    until = _latest(local, _clock(woke_at)) if _clock(woke_at) else local
    since = _latest(until, _clock(asleep_at) or EARLIEST_NIGHT)
    return {
        "at": _text(since),
        "zone": zone,
        "precision": str(Precision.BETWEEN),
        "until": _text(until),
    }


def asked_about(day: str, now: datetime, zone: str) -> Json:
    """Moment at which a question about a day was asked: now while that day lasts, else some time of it."""
    if now.astimezone(zone_info(zone)).date().isoformat() == day:
        return said(now, zone, "now")
    return {"at": f"{day}T12:00", "zone": zone, "precision": str(Precision.DAY)}


def resolved(posted: Any, before: list[Json], now: datetime, zone: str) -> Json | None:
    """Moment that a form's fields amount to; None when no time was given.

    Parameters
    ----------
    posted
        The fields: `when` with `asleep` and `woke`, or `at` with `precision`.
    before
        Moments that the form was filled from: a time that was not touched keeps
        its seconds and its precision, whatever the fields could show of it. One
        that was corrected keeps its zone: it was shown as the clocks were there.
    """
    if not isinstance(posted, Mapping):
        return {"at": posted, "zone": zone} if posted else None
    when = str(posted.get("when") or "")
    if when == "woke":
        return woke(now, zone, str(posted.get("asleep") or ""), str(posted.get("woke") or ""))
    if when:
        return said(now, zone, when)
    at, precision = str(posted.get("at") or ""), str(posted.get("precision") or "")
    if not at:
        return None
    for moment in before:
        fields = shown(moment)
        if fields["at"] == at and (not precision or fields["precision"] == precision):
            return moment
    return _written(at, precision or str(Precision.EXACT), _zone_of(before) or zone)


def shown(moment: Any) -> dict[str, str]:
    """Fields that show a moment in a form; empty texts for none."""
    if not isinstance(moment, Mapping) or not moment.get("at"):
        return {"at": "", "precision": "", "until": "", "zone": ""}
    precision = str(moment.get("precision") or Precision.EXACT)
    at, until = str(moment["at"])[:16], str(moment.get("until") or "")[:16]
    return {"at": at, "precision": precision, "until": until, "zone": str(moment.get("zone") or "")}


def _zone_of(moments: list[Json]) -> str | None:
    """The zone of all these moments, if they share one."""
    zones = {str(moment["zone"]) for moment in moments if moment.get("zone")}
    return zones.pop() if len(zones) == 1 else None


def _written(at: str, precision: str, zone: str) -> Json:
    moment: Json = {"at": at, "zone": zone, "precision": precision}
    if precision == Precision.PART_OF_DAY:
        hour = int(at[11:13]) if at[11:13].isdigit() else 0
        moment["part"] = str([part for part in PartOfDay if PART_BEGINS_HOUR[part] <= hour][-1])
    return moment


def _latest(before: datetime, clock: time | None) -> datetime:
    """The last time that a clock showed `clock`, not later than `before`."""
    assert clock is not None
    found = before.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return found if found <= before else found - timedelta(days=1)


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _text(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")
