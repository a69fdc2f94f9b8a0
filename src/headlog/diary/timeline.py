"""Timeline: a diary as hours since its first recorded day, in plain tuples, for the statistics of roles.

Missing is None or a mask, never a number. What is not timed to less than a day
takes no part and is counted beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from headlog.diary.attack import Attack
from headlog.diary.attack_spans import attack_spans
from headlog.diary.coverage import covered_days
from headlog.diary.daily_exposures import DailyExposures, daily_exposures
from headlog.diary.day_records import NECK_SIGNS
from headlog.diary.day_tiles import DayTiles, day_tiles
from headlog.diary.days import day_zones, whole_diary
from headlog.diary.diary import Diary
from headlog.diary.early_signs_near import EARLY_SIGN_NAMES, sign_answers
from headlog.diary.head_pain import END_KNOWN, USUAL_RULES, DayRules, PainSpan
from headlog.diary.moment import zone_info
from headlog.diary.period import Period
from headlog.diary.sign import NeckEpisode, Sign
from headlog.diary.timeline_rows import (
    HOUR,
    Pain,
    Surroundings,
    TimelineAttack,
    TimelineEpisode,
    attack_row,
    averting_doses,
    episode_row,
)

__all__ = ["NECK", "Timeline", "TimelineAttack", "TimelineEpisode", "to_timeline"]

# The sign whose episodes are looked at by default: neck episodes and the neck's signs together.
NECK = "neck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A diary in hours.

    Parameters
    ----------
    sign
        Whose episodes these are.
    period, start
        The days; the instant of hour 0.
    recorded, local_hour, local_day
        For each hour: whether the diary covers it, the hour of the person's own clock (0 to 23), and the
        number of their own day (0 to the period's length less 1).
    attacks, episodes
        By onset.
    mark_names
        Early signs whose answers the episodes' `marks` are.
    exposures
        Daily exposures, a row for each local day.
    untimed_attacks, untimed_episodes
        Records of no finer time than a day: attacks take part with a whole day's width, episodes do not.
    """

    sign: str
    period: Period | None
    start: datetime | None
    recorded: tuple[bool, ...]
    local_hour: tuple[int, ...]
    local_day: tuple[int, ...]
    attacks: tuple[TimelineAttack, ...]
    episodes: tuple[TimelineEpisode, ...]
    mark_names: tuple[str, ...]
    exposures: DailyExposures
    untimed_attacks: int
    untimed_episodes: int


def to_timeline(diary: Diary, sign: str = NECK, *, rules: DayRules = USUAL_RULES) -> Timeline:
    """Timeline of a diary for one sign.

    Parameters
    ----------
    diary
        The record to read.
    sign
        `neck` for neck episodes and the neck's signs, else the id of a sign.
    rules
        When an open attack's end is unknown, and which days the diary covers.

    Returns
    -------
    Timeline
        Independent of the order of entry. An empty diary gives no hours.
    """
    names = tuple(name for name in EARLY_SIGN_NAMES if name != sign)
    period = whole_diary(diary)
    if period is None:
        empty = daily_exposures(diary, None)
        return Timeline(
            sign=sign, period=None, start=None, recorded=(), local_hour=(), local_day=(), attacks=(),
            episodes=(), mark_names=names, exposures=empty, untimed_attacks=0, untimed_episodes=0,
        )  # fmt: skip
    tiles = day_tiles(period, diary.zone, day_zones(diary, period, rules))
    start = tiles.edges[0]
    pains = _pains(diary, rules)
    wanted = [episode for episode in _episodes(diary, sign) if episode.began is not None]
    timed = [episode for episode in wanted if episode.began is not None and episode.began.timed]
    local_hour, local_day = _clock(tiles)
    around = Surroundings(
        diary, start, pains, [pain.began for pain in pains], averting_doses(diary), sign_answers(diary)
    )
    episodes = [episode_row(episode, around, names) for episode in timed]
    return Timeline(
        sign=sign,
        period=period,
        start=start,
        recorded=_recorded(covered_days(diary, period, rules), diary.as_of, local_day, start),
        local_hour=local_hour,
        local_day=local_day,
        attacks=tuple(attack_row(pain, start) for pain in pains),
        episodes=tuple(sorted(episodes, key=lambda each: (each.onset, each.id))),
        mark_names=names,
        exposures=daily_exposures(diary, period),
        untimed_attacks=sum(not pain.onset.timed for pain in pains),
        untimed_episodes=len(wanted) - len(timed),
    )


def _episodes(diary: Diary, sign: str) -> list[NeckEpisode | Sign]:
    wanted = NECK_SIGNS if sign == NECK else frozenset({sign})
    found: list[NeckEpisode | Sign] = list(diary.neck_episodes) if sign == NECK else []
    found += [each for each in diary.signs if each.sign in wanted and each.present is not False]
    return found


def _pains(diary: Diary, rules: DayRules) -> list[Pain]:
    """Head pains of which the onset has a day, by onset."""
    found = []
    for attack, span in attack_spans(diary, rules):
        onset = attack.headache_began or (attack.began if attack.had_headache else None)
        if span is None or onset is None or not attack.had_headache:
            continue
        ended = _best_end(attack, span, rules)
        known = span.end is END_KNOWN
        found.append(Pain(onset, onset.middle, max(ended, onset.middle), known, attack.id))
    return sorted(found, key=lambda pain: (pain.began, pain.id))


def _best_end(attack: Attack, span: PainSpan, rules: DayRules) -> datetime:
    """End of head pain: as recorded, else as far as pain is certain, and not past what is possible."""
    if attack.headache_ended is not None:
        return attack.headache_ended.middle
    sure = (span.certain or span.possible[:1] * 2)[1]
    usual = span.possible[0] + timedelta(hours=rules.end_unknown_hours)
    return min(span.possible[1], max(sure, usual))


def _clock(tiles: DayTiles) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Hour of the clock and number of the day at the beginning of each hour."""
    hours: list[int] = []
    days: list[int] = []
    start = tiles.edges[0]
    for number, zone in enumerate(tiles.zones):
        last = -((start - tiles.edges[number + 1]) // HOUR)
        count = last - len(hours)
        begin = start + HOUR * len(hours)
        if count == 24 and begin == tiles.edges[number]:
            hours.extend(range(24))
        else:
            place = zone_info(zone)
            hours.extend((begin + HOUR * n).astimezone(place).hour for n in range(count))
        days.extend([number] * count)
    return tuple(hours), tuple(days)


def _recorded(
    covered: Sequence[bool], as_of: datetime, local_day: Sequence[int], start: datetime
) -> tuple[bool, ...]:
    past = max((as_of - start) // HOUR, 0)
    return tuple(covered[day] and number < past for number, day in enumerate(local_day))
