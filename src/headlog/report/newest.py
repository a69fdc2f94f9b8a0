"""What the newest entry changed: the counts with it beside the counts before it, and how it is placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from headlog.clinical.diary_settings import settings_of
from headlog.clinical.from_diary.neck_counts import NeckCounts, neck_counts
from headlog.clinical.placed_signs import PlacedSign
from headlog.clinical.timing import OnsetClass
from headlog.diary.attack import Attack
from headlog.diary.day_records import NECK_SIGNS
from headlog.diary.diary import Diary
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.report.charts.aligned import hours_in_words
from headlog.report.pages.neck import ONSET_WORDS
from headlog.report.words import of, said_day

# ICHD-3 2018: prodrome up to 48 h before head pain.
FOLLOWS_WITHIN = timedelta(hours=48)
_HOUR = timedelta(hours=1)
_EARLIER = {
    OnsetClass.AT_ONSET: "with",
    OnsetClass.DURING: "during",
    OnsetClass.POSTDROME: "within 48 h after",
}


def newest_neck_lines(counts: NeckCounts) -> tuple[str, ...]:
    """How the latest neck episode was counted, and the counts before and with it.

    Parameters
    ----------
    counts
        Of a period; no lines without a timed episode in it.
    """
    timed = [each for each in counts.episodes if each.sign.began is not None and each.sign.began.timed]
    if not timed:
        return ()
    latest = timed[-1]
    assert latest.sign.began is not None
    named = f"Latest episode, {said_day(latest.sign.began.day)}"
    found = counts.following
    if any(each.id == latest.sign.id for each in counts.unfollowed):
        alone = found.eligible - found.followed
        return (
            f"{named}: no head pain in the 48 h after it.",
            f"Not followed, with it: {of(alone, found.eligible)}; "
            f"before it: {of(alone - 1, found.eligible - 1)}.",
        )
    if latest.lead_hours is not None and latest.attack is not None and found.followed:
        return (
            f"{named}: head pain followed {_hours(latest)} later.",
            f"Followed within 48 h, of those away from an attack: {of(found.followed, found.eligible)}.",
        )
    where = ONSET_WORDS.get(latest.onset, "no head pain within 48 h of it so far")
    return (f"{named}: {where}. Its next 48 h decide whether it counts as followed.",)


def attack_lines(attack: Attack, beside: Iterable[Record], near: Callable[[], Diary]) -> tuple[str, ...]:
    """What an attack makes of the neck episodes and early signs recorded before it.

    Parameters
    ----------
    attack
        The attack; no lines before its head pain has a time.
    beside
        Records near it, of any kind.
    near
        Gives the diary of the days before it, when there is neck trouble to place: whether an episode counts
        as followed is for the same rule as everywhere.
    """
    pain = attack.headache_began
    if pain is None or not pain.timed:
        return ()
    before = [
        (lead, record)
        for record in beside
        if isinstance(record, NeckEpisode) or (isinstance(record, Sign) and record.sign in NECK_SIGNS)
        if (began := record.began) is not None and began.timed
        if timedelta(0) < (lead := pain.middle - began.middle) <= FOLLOWS_WITHIN
    ]
    if not before:
        return ("No neck trouble with its time is recorded in the 48 h before this head pain.",)
    before.sort(key=lambda each: -each[0])
    diary = near()
    counts = neck_counts(diary)
    counted = [lead for lead, record in before if counts.followed_by.get(record.id) == attack.id]
    others = [each for each in before if counts.followed_by.get(each[1].id) != attack.id]
    lines = []
    if counted:
        what = "Neck trouble was" if len(counted) == 1 else f"{len(counted)} neck episodes were"
        leads = ", ".join(_lead(lead) for lead in counted)
        lines.append(f"{what} recorded {leads} this head pain: counted as followed within 48 h.")
    for lead, record in others:
        if isinstance(record, Sign):
            lines.append(
                f"A neck sign was recorded {_lead(lead)} this head pain: only neck episodes are counted as "
                "followed."
            )
            continue
        why = _why_not(record, lead, attack, counts, settings_of(diary).prodrome_hours)
        lines.append(
            f"Neck trouble was recorded {_lead(lead)} this head pain: not counted as followed by it, "
            f"because {why}."
        )
    return tuple(lines)


def _lead(lead: timedelta) -> str:
    return hours_in_words(-(lead / _HOUR))


def _why_not(record: NeckEpisode, lead: timedelta, attack: Attack, counts: NeckCounts, ahead: float) -> str:
    """Why an episode before an attack is not among those that it followed."""
    if record.id in counts.followed_by:
        return "another attack came between"
    if lead / _HOUR > ahead:
        return f"your setting counts up to {ahead:g} h"
    placed = next(each for each in counts.episodes if each.sign.id == record.id)
    where = _EARLIER.get(placed.onset, "in or within 48 h after")
    return f"it began {where} an earlier head pain"


def _hours(placed: PlacedSign) -> str:
    assert placed.lead_hours is not None
    return f"{placed.lead_hours:.0f} h" if placed.lead_hours >= 10 else f"{placed.lead_hours:.1f} h"
