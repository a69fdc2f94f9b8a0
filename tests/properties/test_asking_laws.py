"""Laws of asking: which episodes are asked does not depend on what followed them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from headlog.clinical.asking import MOST_ASKED, episodes_of, follow_ups
from headlog.diary.attack import Attack, Side
from headlog.diary.diary import Diary
from headlog.diary.moment import Moment
from headlog.diary.record import Record
from headlog.diary.sign import NO_EARLY_SIGNS, EarlySigns, NeckEpisode

FIRST = datetime(2026, 3, 1, tzinfo=UTC)
HOURS = st.integers(0, 24 * 30)


def at(hours: int) -> Moment:
    return Moment(FIRST + timedelta(hours=hours), "Europe/Rome")


@st.composite
def neck_episodes(draw: st.DrawFn) -> list[Record]:
    return [
        NeckEpisode(
            id=f"neck{n}",
            began=at(began),
            side=draw(st.sampled_from([None, Side.LEFT, Side.BOTH])),
            early_signs=draw(st.sampled_from([EarlySigns(), NO_EARLY_SIGNS, EarlySigns(yawning=True)])),
        )
        for n, began in enumerate(draw(st.lists(HOURS, max_size=8)))
    ]


@st.composite
def attacks(draw: st.DrawFn) -> list[Record]:
    began = draw(st.lists(HOURS, max_size=8))
    return [Attack(id=f"attack{n}", headache_began=at(hours)) for n, hours in enumerate(began)]


@given(neck_episodes(), attacks(), attacks(), HOURS)
def test_what_followed_changes_no_question(
    necks: list[Record], some: list[Record], others: list[Record], now: int
) -> None:
    """Two diaries that differ only in their attacks ask the very same."""
    moment = at(now).at
    diaries = [Diary.of(*necks, *more, as_of=moment, zone="Europe/Rome") for more in (some, others, [])]
    asked = [follow_ups(episodes_of(diary), moment) for diary in diaries]

    assert asked[0] == asked[1] == asked[2]
    assert len(asked[0]) <= MOST_ASKED


@given(neck_episodes(), HOURS, st.randoms())
def test_the_order_of_entry_changes_no_question(necks: list[Record], now: int, random: object) -> None:
    """Sorted by onset before anything is chosen."""
    moment = at(now).at
    episodes = list(episodes_of(Diary.of(*necks, as_of=moment, zone="UTC")))
    shuffled = episodes[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' own Random

    assert follow_ups(shuffled, moment) == follow_ups(episodes, moment)
