"""What is said of roles and of change: both wordings, each verdict, never more than the method gives."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from random import Random
from typing import get_args

import pytest

from headlog.diary.attack import Attack
from headlog.diary.diary import Diary
from headlog.diary.moment import Moment
from headlog.diary.sign import NeckEpisode
from headlog.exchange.simulated.scenario import SIGNS, scenario_entries
from headlog.report.charts.curve import CurvePoint, curve_picture
from headlog.report.charts.intervals import Axis, IntervalRow, intervals_picture, round_ticks
from headlog.report.document import Chart, Column, Fact, Facts, Lines, Section, Table
from headlog.report.document_file import sections_as_json, sections_from_json
from headlog.report.inference.changes import changed_since
from headlog.report.inference.plain import chance, percent, said_estimate, said_share
from headlog.report.inference.reasons import REASON_WORDS
from headlog.report.inference.role_words import GAIN_WORDS, ROLE_WORDS, gate_words, statement_words
from headlog.report.newest import attack_lines
from headlog.stats.arrays import Reason
from headlog.stats.estimate import Estimate
from headlog.stats.roles import CLAIMS, ROLES, Statement
from headlog.stats.roles.result import Gate, Verdict
from headlog.stats.simulation import scenario_dice, simulated_diary

# What a page must never say of a person.
FORBIDDEN = re.compile(
    r"\btriggers\b|you have|cervicogenic|avoid|diagnos|will (get|have)|responder|predict", re.I
)
ZERO = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_every_verdict_has_both_wordings(claim: str, verdict: str) -> None:
    """Each verdict is said to the person and to the clinician, its probability where one was given."""
    given = None if verdict == "not_enough" else 0.95
    said = Statement(claim, verdict, given, rests_on=("early_signs",), depends_on=("clock",))  # type: ignore[arg-type]  # both drawn from their lists

    words = statement_words(said)

    for sentence in (str(words.lay), str(words.clinician)):
        assert "{" not in sentence
        assert "None" not in sentence
        assert not FORBIDDEN.search(sentence), sentence
    if verdict in ("yes", "no"):
        assert "%" in str(words.clinician)
        assert "early signs" in str(words.clinician)
    if verdict == "depends":
        assert "hours of the day" in str(words.lay)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("episodes", "2 more episodes"),
        ("attacks", "2 more attacks"),
        ("evidence_of_role", "cannot be told apart"),
        ("time_at_risk", "too little"),
        ("signs_alike", "do not tell"),
        ("share_of_attacks", "up to 40 % of the attacks"),
        ("contrast", "too little contrast"),
        ("effective_sample", "no number is given"),
        ("fit", "does not fit"),
    ],
)
def test_every_gate_says_what_is_missing(name: str, words: str) -> None:
    """A closed gate tells the person what would open it, or why nothing is said."""
    needed, present = (5.0, 3.0) if name in ("episodes", "attacks") else (0.7, 0.4)

    assert words in gate_words(Gate(name, CLAIMS, needed, present))


def test_every_role_and_reason_has_words() -> None:
    """No page can meet a role, a reason or a gain that it has no words for."""
    assert set(ROLE_WORDS) == set(ROLES)
    assert set(REASON_WORDS) == set(Reason)
    assert {"early_signs", "resolution", "more_attacks"} == set(GAIN_WORDS)


@pytest.mark.parametrize(
    ("probability", "said"), [(0.0, "under 1 %"), (1.0, "over 99 %"), (0.5, "50 %"), (0.994, "99 %")]
)
def test_a_probability_is_never_certain(probability: float, said: str) -> None:
    """Draws are finite: a probability at an end is not printed as 0 or 100."""
    assert chance(probability) == said


def test_a_count_may_be_all() -> None:
    """A share of counted things may well be everything or nothing."""
    assert (percent(1.0), percent(0.0)) == ("100 %", "0 %")


def test_a_negative_zero_is_zero() -> None:
    """A change that rounds to nothing has no sign."""
    assert said_estimate(Estimate(-0.3, -4.0, 3.0, 0.9, 9, "x")) == "0 (90 % interval −4 to 3)"


def test_a_share_below_zero_has_a_minus_sign() -> None:
    """A rise of days is a negative fall: it is written as other numbers below zero are."""
    said = said_share(Estimate(-0.44, -0.9, 0.02, 0.9, 9, "share"))

    assert said == "−44 % (90 % interval −90 to 2)"


@pytest.mark.parametrize(
    ("name", "words"), [("episodes", "1 more episode outside"), ("attacks", "1 more attack ")]
)
def test_one_that_is_missing_is_one(name: str, words: str) -> None:
    """One more is no plural."""
    assert words in gate_words(Gate(name, CLAIMS, 5.0, 4.0))


def test_a_change_of_verdict_is_said() -> None:
    """The next answer says which reading turned, and nothing when none did."""
    before = {
        "attacks": 4, "episodes": 6, "followed": 3, "unfollowed": 2, "points": {"warning": [0, 2, 3]},
        "verdicts": {"warning": "cannot_tell"},
    }  # fmt: skip
    now = before | {"points": {"warning": [2, 3, 4]}, "verdicts": {"warning": "yes"}}

    assert changed_since(before, now) == [
        "Estimated “early part of an attack”: 3 (90 % interval 2 to 4), before 2 (90 % interval 0 to 3).",
        "Reading “early part of an attack”: yes, before: cannot tell yet.",
    ]
    assert changed_since(now, now) == []
    assert changed_since(None, now) == []
    kept_without_intervals = {name: value for name, value in before.items() if name != "points"}
    assert changed_since(kept_without_intervals | {"counts": {"warning": 2}}, now) == [
        "Reading “early part of an attack”: yes, before: cannot tell yet.",
    ]


@pytest.mark.parametrize(
    ("hours_before", "said"),
    [
        ([], "No neck trouble with its time is recorded in the 48 h before"),
        ([6], "Neck trouble was recorded 6 h before"),
        ([30, 5], "2 neck episodes were recorded 30 h before, 5 h before"),
        ([49], "No neck trouble with its time is recorded in the 48 h before"),
        ([-1], "No neck trouble with its time is recorded in the 48 h before"),
    ],
)
def test_an_attack_says_which_neck_episodes_it_follows(hours_before: list[float], said: str) -> None:
    """Only episodes within 48 h before the pain count as followed by it."""
    attack = Attack(id="a", headache=True, headache_began=Moment(ZERO, "UTC"))
    necks = [
        NeckEpisode(id=f"n{hours}", began=Moment(ZERO - timedelta(hours=hours), "UTC"))
        for hours in hours_before
    ]

    (line,) = attack_lines(attack, necks, lambda: Diary.of(attack, *necks, as_of=ZERO))

    assert said in line


def test_an_attack_without_a_time_says_nothing() -> None:
    """Before head pain has a time nothing is counted."""
    attack = Attack(id="a", headache=True)

    assert attack_lines(attack, (), lambda: Diary.of(attack, as_of=ZERO)) == ()


def test_sections_come_back_from_json_as_they_were() -> None:
    """Whatever a section may hold survives being kept."""
    rows = (IntervalRow("one", 1.0, 0.5, 2.0, "1"),)
    picture = intervals_picture(
        rows, Axis("odds", (0.25, 1.0, 4.0), logarithmic=True, mark=1), name="x", title="T"
    )
    points = (CurvePoint("1", 2.0, 1.0, 3.0, "4 of 9"), CurvePoint("2", 0.0, 0.0, 1.0, "0 of 9", faint=True))
    curve = curve_picture(points, name="y", title="C", axis="days", step_before=1)
    sections = (
        Section(
            1, "All",
            ((Facts("f", (Fact("a", "b", "R-DAY", "n", ("id",)),), "e"), Chart(picture, "note")),
             (Table("t", (Column("c", "R-DAY", False),), (("v",),), "n", "e", (ZERO.date(),), "day"),
              Lines("l", ("one",), "e", ticked=True, rule="R-DAY", fine_print=True), Chart(curve))),
        ),
    )  # fmt: skip

    assert sections_from_json(sections_as_json(sections)) == sections


def test_a_logarithmic_axis_gives_equal_ratios_equal_room() -> None:
    """From a quarter to one is as far as from one to four; what lies outside is put at the edge."""
    axis = Axis("odds", (0.25, 1.0, 4.0), logarithmic=True)

    assert axis.x(1.0) - axis.x(0.25) == pytest.approx(axis.x(4.0) - axis.x(1.0))
    assert axis.x(100.0) == axis.x(4.0)


@pytest.mark.parametrize("highest", [0.02, 0.9, 1, 3, 7, 10, 28, 99, 1234])
def test_ticks_reach_the_highest_number(highest: float) -> None:
    """The axis never ends below what it shows, and has few ticks."""
    ticks = round_ticks(highest)

    assert ticks[0] == 0
    assert ticks[-1] >= highest
    assert len(ticks) <= 7


def test_a_written_scenario_holds_every_episode_and_no_truth() -> None:
    """Each simulated episode and attack has its record; no word of their origin is written."""
    lived = simulated_diary("mixed", 60, scenario_dice("mixed", 60, seed=2))

    written = scenario_entries(lived, Random(2))

    ids = {entry.id for entry in written.entries}
    assert len(written.episode_ids) == len(lived.onset)
    assert set(written.episode_ids) | set(written.attack_ids) <= ids
    assert all(entry.logged_at <= written.as_of for entry in written.entries)
    signs = {entry.record.sign for entry in written.entries if entry.kind == "sign" and entry.record}  # type: ignore[attr-defined]  # a sign has one
    assert signs <= set(SIGNS)
