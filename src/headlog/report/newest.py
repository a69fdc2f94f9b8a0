"""What the newest entry changed: the counts with it beside the counts before it, and how it is placed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from headlog.clinical.from_diary.neck_counts import NeckCounts
from headlog.clinical.placed_signs import PlacedSign
from headlog.diary.attack import Attack
from headlog.diary.day_records import NECK_SIGNS
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.report.charts.aligned import hours_in_words
from headlog.report.pages.neck import ONSET_WORDS
from headlog.report.words import of, said_day

# ICHD-3 2018: prodrome up to 48 h before head pain.
FOLLOWS_WITHIN = timedelta(hours=48)
_HOUR = timedelta(hours=1)


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


def attack_lines(attack: Attack, beside: Iterable[Record]) -> tuple[str, ...]:
    """What an attack makes of the neck episodes and early signs recorded before it.

    Parameters
    ----------
    attack
        The attack; no lines before its head pain has a time.
    beside
        Records near it, of any kind.
    """
    pain = attack.headache_began
    if pain is None or not pain.timed:
        return ()
    before = []
    for record in beside:
        is_neck = isinstance(record, NeckEpisode) or (isinstance(record, Sign) and record.sign in NECK_SIGNS)
        began = record.first_moment
        if is_neck and began is not None and began.timed:
            lead = pain.middle - began.middle
            if timedelta(0) < lead <= FOLLOWS_WITHIN:
                before.append(lead)
    if not before:
        return ("No neck trouble with its time is recorded in the 48 h before this head pain.",)
    leads = ", ".join(hours_in_words(-(lead / _HOUR)) for lead in sorted(before, reverse=True))
    what = "Neck trouble was" if len(before) == 1 else f"{len(before)} neck episodes were"
    return (f"{what} recorded {leads} this head pain: counted as followed within 48 h.",)


def _hours(placed: PlacedSign) -> str:
    assert placed.lead_hours is not None
    return f"{placed.lead_hours:.0f} h" if placed.lead_hours >= 10 else f"{placed.lead_hours:.1f} h"
