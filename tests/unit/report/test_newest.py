"""What the newest entry changed: counted, not counted yet, and never more than the counts say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from headlog.clinical.from_diary.neck_counts import neck_counts
from headlog.diary.attack import Attack
from headlog.diary.diary import Diary
from headlog.diary.moment import Moment, Precision
from headlog.diary.period import Period
from headlog.diary.person import Preferences, Setting
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.report.newest import attack_lines, newest_neck_lines

from .diaries import at, clear_days, migraine

FIRST = date(2026, 5, 1)
AS_OF = datetime(2026, 5, 31, 20, tzinfo=UTC)


def _lines(*records: Record, **said: Any) -> tuple[str, ...]:
    """Lines of a May of clear days with some records over them."""
    taken = {each.headache_began.day for each in records if isinstance(each, Attack) and each.headache_began}
    days = [each for each in clear_days(FIRST, 31) if each.day not in taken]
    return newest_neck_lines(neck_counts(Diary.of(*records, *days, as_of=AS_OF, **said)))


def _neck(id_: str, day: int, hour: float = 8.0) -> NeckEpisode:
    return NeckEpisode(id=id_, began=at(date(2026, 5, day), hour))


@pytest.mark.parametrize(
    ("records", "lines", "because"),
    [
        (
            (_neck("a", 5), _neck("b", 12)),
            (
                "Latest episode, 12 May 2026: no head pain in the 48 h after it.",
                "Not followed, with it: 2 of 2; before it: 1 of 1.",
            ),
            "nothing came in its 48 h",
        ),
        (
            (_neck("a", 5), _neck("b", 11), migraine("m", date(2026, 5, 12))),
            (
                "Latest episode, 11 May 2026: head pain followed 24 h later.",
                "Followed within 48 h, of those away from an attack: 1 of 2.",
            ),
            "a pain a day later",
        ),
        (
            (_neck("b", 12, 4.5), migraine("m", date(2026, 5, 12))),
            (
                "Latest episode, 12 May 2026: head pain followed 3.5 h later.",
                "Followed within 48 h, of those away from an attack: 1 of 1.",
            ),
            "under ten hours the half hour is told",
        ),
        (
            (_neck("b", 12, 10.0), migraine("m", date(2026, 5, 12))),
            ("Latest episode, 12 May 2026: during it. Its next 48 h decide whether it counts as followed.",),
            "in the pain itself",
        ),
        (
            (_neck("b", 31, 10.0),),
            (
                "Latest episode, 31 May 2026: no head pain within 48 h of it so far. Its next 48 h decide "
                "whether it counts as followed.",
            ),
            "its 48 h are not over",
        ),
        ((), (), "no episode"),
        (
            (NeckEpisode(id="c", began=Moment(AS_OF - timedelta(days=9), "UTC", Precision.DAY)),),
            (),
            "an episode with a day only",
        ),
    ],
)
def test_the_latest_episode_says_how_it_was_counted(
    records: tuple[Record, ...], lines: tuple[str, ...], because: str
) -> None:
    """Followed, not followed, not decided: with the counts that it entered."""
    assert _lines(*records) == lines, because


def _attack_lines(attack: Attack, beside: list[Record]) -> tuple[str, ...]:
    return attack_lines(attack, beside, lambda: Diary.of(attack, *beside, as_of=AS_OF))


def test_only_the_neck_with_a_time_goes_before_an_attack() -> None:
    """Another sign, a neck episode with a day only and another attack are not neck trouble before it."""
    pain = migraine("m", date(2026, 5, 12))
    before = at(date(2026, 5, 12), 2.0)
    beside: list[Record] = [
        Sign(id="y", sign="yawning", began=before),
        NeckEpisode(id="d", began=Moment(before.at, "UTC", Precision.DAY)),
        migraine("other", date(2026, 5, 8)),
    ]

    (none,) = _attack_lines(pain, beside)
    (sign,) = _attack_lines(pain, [*beside, Sign(id="s", sign="neck_stiff", began=before)])
    (episode,) = _attack_lines(pain, [*beside, _neck("n", 12, 2.0)])

    assert none == "No neck trouble with its time is recorded in the 48 h before this head pain."
    assert sign == (
        "A neck sign was recorded 6 h before this head pain: only neck episodes are counted as followed."
    )
    assert episode == "Neck trouble was recorded 6 h before this head pain: counted as followed within 48 h."


@pytest.mark.parametrize(
    ("earlier", "neck", "why"),
    [
        (migraine("e", date(2026, 5, 11)), _neck("n", 10, 20.0), "another attack came between"),
        (migraine("e", date(2026, 5, 11)), _neck("n", 11, 9.0), "it began during an earlier head pain"),
        (
            migraine("e", date(2026, 5, 10)),
            _neck("n", 11, 20.0),
            "it began in or within 48 h after an earlier head pain",
        ),
    ],
)
def test_an_attack_counts_only_what_the_neck_counts_do(earlier: Attack, neck: NeckEpisode, why: str) -> None:
    """An episode of an earlier attack, in one or after one is no early part of this one."""
    pain = migraine("m", date(2026, 5, 12))
    days = [each for each in clear_days(FIRST, 31) if each.day.day not in (10, 11, 12)]
    diary = Diary.of(earlier, pain, neck, *days, as_of=AS_OF)

    (line,) = attack_lines(pain, [earlier, neck], lambda: diary)

    assert line.endswith(f"this head pain: not counted as followed by it, because {why}.")
    assert neck_counts(diary).followed_by.get("n") != "m"


def test_a_shorter_prodrome_of_the_persons_own_is_named() -> None:
    """Who counts up to 24 h is not told that an episode 30 h before was followed."""
    pain, neck = migraine("m", date(2026, 5, 12)), _neck("n", 11, 2.0)
    own = Preferences(id="p", settings=(Setting(name="prodrome_hours", value="24"),))

    (line,) = attack_lines(pain, [neck], lambda: Diary.of(pain, neck, own, as_of=AS_OF))

    assert line.endswith("because your setting counts up to 24 h.")


def test_a_period_without_its_episodes_says_nothing() -> None:
    """An episode outside the days looked at is not the latest of them."""
    diary = Diary.of(_neck("a", 5), *clear_days(FIRST, 31), as_of=AS_OF)

    assert newest_neck_lines(neck_counts(diary, Period(date(2026, 5, 10), date(2026, 5, 31)))) == ()
