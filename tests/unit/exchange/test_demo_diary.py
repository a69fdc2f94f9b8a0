"""The demo diary: three believable years of one constructed person."""

import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from headlog.diary.attack import Attack
from headlog.diary.checks import problems
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.medicine import PreventiveDose
from headlog.diary.moment import Precision
from headlog.exchange.headlog_json import file
from headlog.exchange.simulated.demo import DAYS, SEED, demo_entries, first_day

AS_OF = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    """Log of the demo diary."""
    return demo_entries(Random(SEED), as_of=AS_OF)


@pytest.fixture(scope="module")
def diary(entries: tuple[Entry, ...]) -> Diary:
    """The demo diary, read on the day it ends."""
    return Diary.fold(entries, as_of=AS_OF)


@pytest.mark.slow
def test_same_dice_and_instant_give_the_same_diary(entries: tuple[Entry, ...]) -> None:
    """A demo is the same wherever it is made."""
    assert demo_entries(Random(SEED), as_of=AS_OF) == entries
    assert demo_entries(Random(SEED + 1), as_of=AS_OF) != entries


def test_ends_today_and_nothing_is_written_later(entries: tuple[Entry, ...], diary: Diary) -> None:
    """The last entries are of the last two days, and none was written after them."""
    latest = max(entry.logged_at for entry in entries)

    assert timedelta() <= AS_OF - latest < timedelta(days=2)
    assert diary.recorded_period is not None
    assert diary.recorded_period.length >= DAYS - 1
    assert first_day(AS_OF) == diary.today - timedelta(days=DAYS - 1)


def test_every_record_passes_the_checks_of_the_diary(diary: Diary) -> None:
    """A demo with a mistake in it would teach the mistake."""
    assert [str(p) for record in diary.records.values() for p in problems(record)] == []


@pytest.mark.slow
def test_demo_goes_through_the_open_format_unchanged(entries: tuple[Entry, ...]) -> None:
    """What the codec writes of it, it reads back."""
    got = file.read(file.write(entries, written_at=AS_OF, zone="Europe/London"))

    assert (got.rejected, dict(got.unknown), got.notes) == ((), {}, ())
    assert {entry.key: entry for entry in got.entries} == {entry.key: entry for entry in entries}


def test_demo_holds_what_there_is_to_explore(entries: tuple[Entry, ...], diary: Diary) -> None:
    """Aura, an open end, waking with it, recalled entries, an undo, a withdrawal and one conflict."""
    attacks = diary.attacks

    assert 2500 <= len(entries) <= 3500
    assert any(attack.had_aura for attack in attacks)
    assert any(
        a.headache_ended is None and AS_OF - a.onset.at > timedelta(days=60) for a in attacks if a.onset
    )
    assert any(a.headache_began and a.headache_began.precision is Precision.BETWEEN for a in attacks)
    assert len(diary.conflicts) == 1
    assert sum(entry.withdrawn for entry in entries) == 1
    assert sum(diary.is_recalled(record) for record in diary.records.values()) >= 40
    assert {dose.missed for dose in diary.of_kind(PreventiveDose)} >= {None, True}
    assert len({entry.kind for entry in entries}) >= 14


def test_attacks_grow_fewer_once_the_antibody_is_given(diary: Diary) -> None:
    """The response that the demo is there to show is in its attacks."""
    started = next(c.started for c in diary.courses if c.agent == "Erenumab")
    assert started is not None
    migraines = [a.onset.day for a in diary.attacks if a.onset and a.taken_for == "migraine"]

    before = sum(day < started for day in migraines) / (started - first_day(AS_OF)).days
    after = [day for day in migraines if (day - started).days >= 60]
    since = len(after) / (diary.today - started - timedelta(days=60)).days

    assert since < 0.75 * before


def test_holidays_have_no_check_in_and_most_other_days_do(diary: Diary) -> None:
    """Days without an entry stay unanswered; clear days are said to be clear."""
    check_ins = diary.of_kind(CheckIn)

    assert not any(c.day in range_of for c in check_ins for range_of in _pauses(diary))
    assert 0.6 * DAYS < len(check_ins) < 0.95 * DAYS
    assert sum(c.headache is False for c in check_ins) > 400


def test_neck_episodes_lie_before_attacks_and_alone(diary: Diary) -> None:
    """Some neck episodes are followed by a headache within two days and many are not."""
    onsets = [a.onset.at for a in diary.attacks if a.onset]
    followed = Counter(
        any(timedelta() < onset - neck.began.at <= timedelta(hours=24) for onset in onsets)
        for neck in diary.neck_episodes
        if neck.began
    )

    assert followed[True] >= 50
    assert followed[False] >= 50


def test_making_the_demo_loads_no_numpy() -> None:
    """The web process may make it without loading arrays."""
    code = (
        "import sys; from random import Random; from datetime import datetime, UTC;"
        "from headlog.exchange.simulated.demo import demo_entries;"
        "demo_entries(Random(1), as_of=datetime(2026, 5, 4, tzinfo=UTC)); print('numpy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "False"


def test_an_attack_is_logged_in_steps(diary: Diary) -> None:
    """Most attacks have several versions: first tap, more later, the end."""
    steps = Counter(len(diary.histories[attack.id].versions) for attack in diary.of_kind(Attack))

    assert sum(n for versions, n in steps.items() if versions >= 3) > 0.6 * sum(steps.values())


def _pauses(diary: Diary) -> list[set[object]]:
    return [
        {p.first + timedelta(days=n) for n in range((p.last - p.first).days + 1)}
        for p in diary.pauses
        if p.last is not None
    ]
