"""Which questions are asked, and of which episodes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from headlog.clinical.asking import (
    CHECK_IN_SHARE,
    ENOUGH_CHANGE,
    MOST_ASKED,
    WORDS,
    Asked,
    Episode,
    answers_of,
    early_signs_asked,
    episodes_of,
    expected_change,
    follow_ups,
    settled,
)
from headlog.diary.attack import Side
from headlog.diary.diary import Diary
from headlog.diary.moment import Moment
from headlog.diary.sign import NO_EARLY_SIGNS, EarlySigns, NeckCause, NeckEpisode, NeckOnset

NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)
ALL = dict.fromkeys(Asked, True)
ALL_BUT = {asked: {str(each): True for each in Asked if each is not asked} for asked in Asked}


def episode(hours_ago: float, id_: str = "neck", /, **answers: bool) -> Episode:
    """An episode that began so long ago."""
    return Episode(id_, NOW - timedelta(hours=hours_ago), {Asked(name): yes for name, yes in answers.items()})


@pytest.mark.parametrize(
    ("hours_ago", "is_asked", "because"),
    [
        (1, False, "it has just begun; nobody can know yet what follows"),
        (23.9, False, "not due yet"),
        (24, True, "due a day after the onset"),
        (72, True, "still remembered"),
        (72.1, False, "recall of days ago is not asked for"),
    ],
)
def test_an_episode_is_due_by_its_onset_alone(hours_ago: float, is_asked: bool, because: str) -> None:
    """From 24 h to 72 h after it began."""
    assert bool(follow_ups([episode(hours_ago)], NOW)) is is_asked, because


def test_at_most_three_questions_are_asked() -> None:
    """However many are open."""
    assert len(follow_ups([episode(30, "a"), episode(40, "b")], NOW)) == MOST_ASKED == 3


def test_no_fourth_question_takes_the_place_of_an_answered_one() -> None:
    """The three of an episode are chosen as it stood when it became due, or was first recorded."""
    onset = NOW - timedelta(hours=60)
    first = (onset + timedelta(hours=1), {Asked.SIDE: True})
    before = Episode("neck", onset, first[1], (first,))
    three = [each.asked for each in follow_ups([before], NOW)]
    answers = first[1] | {three[0]: False}
    later = Episode("neck", onset, answers, (first, (onset + timedelta(hours=30), answers)))
    late = Episode("neck", onset, answers, ((onset + timedelta(hours=30), answers),))

    assert len(three) == MOST_ASKED
    assert [each.asked for each in follow_ups([later], NOW)] == three[1:]
    assert len(follow_ups([late], NOW)) == MOST_ASKED


def test_an_answered_question_is_not_asked_again() -> None:
    """What is left is what is open."""
    answered: dict[Asked, bool] = {asked: True for asked in Asked if asked is not Asked.SIDE}
    found = follow_ups([Episode("neck", NOW - timedelta(hours=30), answered)], NOW)

    assert [each.asked for each in found] == [Asked.SIDE]
    assert follow_ups([Episode("neck", NOW - timedelta(hours=30), ALL)], NOW) == ()


def test_the_question_that_would_tell_most_comes_first() -> None:
    """Twenty equal answers settle a share; the question never answered moves it most."""
    told = [
        episode(24 * n, f"old{n}", early_signs=True, causes=n % 2 == 0, onset=False) for n in range(5, 25)
    ]
    found = follow_ups([*told, episode(30)], NOW)

    assert [each.asked for each in found] == [Asked.SIDE, Asked.ENDED, Asked.CAUSES]
    assert found[0].expected_change == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    ("yes", "no", "enough", "rests", "because"),
    [
        (6, 0, ENOUGH_CHANGE, False, "six that agree"),
        (7, 0, ENOUGH_CHANGE, True, "seven that agree"),
        (11, 11, ENOUGH_CHANGE, False, "twenty-two that differ"),
        (12, 12, ENOUGH_CHANGE, True, "twenty-four that differ"),
        (50, 0, 0.0, False, "asked for without end"),
        (1, 0, 1 / 6, True, "nearly nothing is enough"),
        (0, 0, 1 / 6, False, "never without an answer"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", [Asked.ONSET, Asked.SIDE])
def test_a_question_answered_well_enough_rests(
    asked: Asked, yes: int, no: int, enough: float, rests: bool, because: str
) -> None:
    """By the same number over all episodes, whatever followed each."""
    told = [episode(100 + n, f"old{n}", **{asked: n < yes}) for n in range(yes + no)]

    assert settled(told, enough) == ((asked,) if rests else ()), because
    due = [each.asked for each in follow_ups([*told, episode(30, **ALL_BUT[asked])], NOW, enough)]
    assert due == ([] if rests else [asked]), because


def test_what_each_episode_must_tell_is_asked_without_end() -> None:
    """Early signs, causes and the end are no shares to be known, but facts of the episode."""
    told = [episode(100 + n, f"old{n}", **dict.fromkeys(Asked, True)) for n in range(200)]

    found = [each.asked for each in follow_ups([*told, episode(30)], NOW)]

    assert found == [Asked.EARLY_SIGNS, Asked.CAUSES, Asked.ENDED]
    assert follow_ups([*told, episode(30)], NOW, enough=0.0)[0].asked is Asked.EARLY_SIGNS


@pytest.mark.parametrize(
    ("yes", "no", "change"), [(0, 0, 1 / 6), (1, 0, 2 * 2 * 1 / (9 * 4)), (3, 3, 2 * 16 / (64 * 9))]
)
def test_the_expected_change_is_the_mean_over_the_next_answer(yes: int, no: int, change: float) -> None:
    """The formula, beside the plain mean of both outcomes."""
    share = (yes + 1) / (yes + no + 2)
    up, down = (yes + 2) / (yes + no + 3) - share, share - (yes + 1) / (yes + no + 3)

    assert expected_change(yes, no) == pytest.approx(change)
    assert expected_change(yes, no) == pytest.approx(share * up + (1 - share) * down)


def test_quiet_days_are_drawn_about_once_a_week_and_stay_drawn() -> None:
    """The share holds over ten years, two people are drawn apart, and asking twice changes nothing."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(3650)]
    alice, charlie = ([early_signs_asked(key, day) for day in days] for key in ("alice", "charlie"))

    assert abs(sum(alice) / len(days) - CHECK_IN_SHARE) < 0.02
    assert alice != charlie
    assert alice == [early_signs_asked("alice", day) for day in days]


def test_what_an_episode_answers_is_read_from_it() -> None:
    """Open is open; “none noticed” is an answer; both sides are not one."""
    began = Moment(NOW, "UTC")
    empty = NeckEpisode(id="a", began=began)
    full = NeckEpisode(
        id="b", began=began, ended=began, side=Side.BOTH, onset=NeckOnset.SUDDEN,
        causes=(NeckCause(cause="none_noticed"),), early_signs=NO_EARLY_SIGNS,
    )  # fmt: skip
    warned = NeckEpisode(id="c", began=began, side=Side.LEFT, early_signs=EarlySigns(yawning=True))

    assert answers_of(empty) == {}
    assert answers_of(full) == {
        Asked.EARLY_SIGNS: False, Asked.CAUSES: False, Asked.ONSET: True, Asked.SIDE: False,
        Asked.ENDED: True,
    }  # fmt: skip
    assert answers_of(warned) == {Asked.EARLY_SIGNS: True, Asked.SIDE: True}


def test_an_episode_without_an_onset_cannot_be_due() -> None:
    """Only its end is known."""
    moment = Moment(NOW, "UTC")
    diary = Diary.of(
        NeckEpisode(id="a", ended=moment), NeckEpisode(id="b", began=moment), as_of=NOW, zone="UTC"
    )

    assert [each.id for each in episodes_of(diary)] == ["b"]


def test_each_question_has_words() -> None:
    """One line each."""
    assert set(WORDS) == set(Asked)
