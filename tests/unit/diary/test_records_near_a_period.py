"""Records that say nothing about the days asked for, and episodes of which little is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.days import DayAnswer, DayFacts, to_days
from headlog.diary.diary import Diary
from headlog.diary.early_signs_near import EARLY_SIGN_NAMES, sign_answers
from headlog.diary.period import Period
from headlog.diary.record import Record
from headlog.diary.sign import EarlySigns, NeckEpisode, Sign
from headlog.diary.timeline import to_timeline
from tests.pictures import ROME, at

DAY = date(2026, 5, 4)


def _diary(*records: Record) -> Diary:
    return Diary.of(*records, as_of=at(DAY + timedelta(days=5), 12).at, zone=ROME)


def _day(*records: Record) -> DayFacts:
    (facts,) = to_days(_diary(*records), Period(DAY, DAY))
    return facts


@pytest.mark.parametrize(
    ("record", "because"),
    [
        (
            Attack(id="a", headache=True, back_to_normal=at(DAY, 9)),
            "back to normal tells neither when a headache began nor when it ended",
        ),
        (
            BackgroundHeadache(id="b", began=at(DAY, -240), ended=at(DAY, -120)),
            "a background headache that was over five days before",
        ),
    ],
)
def test_a_record_that_does_not_reach_a_day_leaves_it_unanswered(record: Record, because: str) -> None:
    """The day reads as it does without the record."""
    assert _day(record) == _day(), because
    assert _day(record).headache is DayAnswer.UNANSWERED, because


def test_an_episode_without_a_beginning_has_no_marks() -> None:
    """Its own list cannot be set against the next head pain, so every answer is not asked."""
    neck = NeckEpisode(id="n", ended=at(DAY, 12), early_signs=EarlySigns(yawning=True))
    diary = _diary(neck, Sign(id="y", sign="tired", began=at(DAY, 11)))

    assert sign_answers(diary).marks(neck, None, diary) == dict.fromkeys(EARLY_SIGN_NAMES)


@pytest.mark.parametrize(
    ("ended", "still_present", "because"),
    [
        (None, None, "a sign without an end may have gone before the pain"),
        (10.0, False, "it ended four hours before"),
        (15.0, True, "it ended an hour after the pain began"),
    ],
)
def test_a_sign_is_still_there_only_by_its_end(
    ended: float | None, still_present: bool | None, because: str
) -> None:
    """A sign has no severity noted over time that could tell instead."""
    yawning = Sign(id="y", sign="yawning", began=at(DAY, 8), ended=None if ended is None else at(DAY, ended))
    pain = Attack(id="a", headache=True, headache_began=at(DAY, 14), headache_ended=at(DAY, 20))

    (episode,) = to_timeline(_diary(yawning, pain), "yawning").episodes

    assert episode.still_present is still_present, because
