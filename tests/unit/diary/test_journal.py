from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from headlog.diary.attack import Attack, Side
from headlog.diary.diary import Diary
from headlog.diary.errors import DiaryError, NoOffset
from headlog.diary.journal import Entry, histories
from headlog.diary.moment import Moment
from headlog.diary.sign import Sign

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def attack(side: Side | None = None, worst_pain: int | None = None) -> Attack:
    return Attack(id="a", began=Moment(NOON, "Europe/Rome"), side=side, worst_pain=worst_pain)


def entry(version: str, *, base: str | None = None, hours: float = 0, record: Attack | None = None) -> Entry:
    logged = NOON + timedelta(hours=hours)
    return Entry(
        id="a", kind="attack", version=version, base=base, logged_at=logged, by="alice", record=record
    )


def test_a_new_version_takes_the_place_of_its_base() -> None:
    """The current record is the version that nothing was written over."""
    past = histories([entry("1", record=attack()), entry("2", base="1", hours=1, record=attack(Side.LEFT))])[
        "a"
    ]

    assert past.current.version == "2"
    assert [v.version for v in past.versions] == ["1", "2"]
    assert not past.in_conflict


def test_two_versions_with_one_base_are_a_conflict_that_keeps_both() -> None:
    """The later one is shown, and both stay."""
    log = [
        entry("1", record=attack()),
        entry("2", base="1", hours=1, record=attack(Side.LEFT)),
        entry("3", base="1", hours=2, record=attack(Side.RIGHT)),
    ]

    diary = Diary.fold(log, as_of=NOON + timedelta(days=1))

    assert diary.attacks[0].side is Side.RIGHT
    assert [[head.version for head in past.heads] for past in diary.conflicts] == [["2", "3"]]


def test_order_of_arrival_and_repeats_do_not_matter() -> None:
    """Any order of the same entries, each sent twice, gives the same diary."""
    log = [
        entry("1", record=attack()),
        entry("2", base="1", hours=1, record=attack(Side.LEFT)),
        entry("3", base="2", hours=-5, record=attack(Side.BOTH)),
    ]

    diaries = [Diary.fold([*some, *some], as_of=NOON) for some in permutations(log)]

    assert all(diary == diaries[0] for diary in diaries)
    assert diaries[0].attacks[0].side is Side.BOTH, "a wrong clock does not bring back what was written over"


def test_a_withdrawn_record_is_a_mark_not_a_gap() -> None:
    """The record is gone from the diary and stays in its history."""
    diary = Diary.fold([entry("1", record=attack()), entry("2", base="1")], as_of=NOON)

    assert diary.attacks == ()
    assert diary.histories["a"].current.withdrawn
    assert diary.histories["a"].versions[0].record == attack()


def test_versions_in_a_ring_lose_nothing() -> None:
    """A damaged file may name bases in a ring; every version is then kept as a head."""
    past = histories([entry("1", base="2", record=attack()), entry("2", base="1", hours=1, record=attack())])[
        "a"
    ]

    assert [head.version for head in past.heads] == ["1", "2"]


def test_when_a_field_was_answered_is_told_by_the_history() -> None:
    """An answer repeated in later versions keeps the time of the first."""
    log = [
        entry("1", record=attack()),
        entry("2", base="1", hours=1, record=attack(Side.LEFT)),
        entry("3", base="2", hours=9, record=attack(Side.LEFT, worst_pain=7)),
    ]

    past = histories(log)["a"]

    assert past.first_logged_at == NOON
    assert past.first_answered_at("side") == NOON + timedelta(hours=1)
    assert past.first_answered_at("worst_pain") == NOON + timedelta(hours=9)
    assert past.first_answered_at("began") == NOON
    assert past.first_answered_at("quality") is None
    assert past.first_answered_at("regions") is None


def test_an_answer_after_a_withdrawal_is_new() -> None:
    """Nothing is answered by a version that takes the record back."""
    log = [
        entry("1", record=attack(Side.LEFT)),
        entry("2", base="1", hours=1),
        entry("3", base="2", hours=2, record=attack(Side.LEFT)),
    ]

    assert histories(log)["a"].first_answered_at("side") == NOON + timedelta(hours=2)
    assert histories(log[:2])["a"].first_answered_at("side") is None


def test_an_entry_must_hold_the_record_it_names() -> None:
    """An entry for another record's id or kind is refused."""
    with pytest.raises(DiaryError, match="must hold the record it names: got attack a"):
        Entry(id="b", kind="attack", version="1", logged_at=NOON, by="alice", record=attack())
    with pytest.raises(DiaryError, match="must hold the record"):
        Entry(id="a", kind="sign", version="1", logged_at=NOON, by="alice", record=attack())


def test_an_entry_needs_the_instant_it_was_written_at() -> None:
    """A time without an offset names no instant."""
    with pytest.raises(NoOffset):
        Entry(id="a", kind="attack", version="1", logged_at=datetime(2026, 5, 4), by="alice")  # noqa: DTZ001


def test_an_entry_is_the_same_wherever_it_arrives() -> None:
    """Its key is the record's id and the version's."""
    assert entry("7").key == ("a", "7")
    assert Sign(id="s", sign="yawning").present is True
