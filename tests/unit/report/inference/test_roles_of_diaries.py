"""Roles, preventives and looks from a diary, in the order in which a page asks for them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import numpy as np
import pytest

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.medicine import IntervalUnit, PreventiveCourse
from headlog.diary.moment import Moment
from headlog.diary.sign import NeckEpisode, Sign
from headlog.exchange.simulated.scenario import scenario_entries
from headlog.report.aligned_rows import aligned_rows
from headlog.report.document import Chart, Facts, Lines, Table
from headlog.report.inference.background import background_sections
from headlog.report.inference.changes import role_summary, signs_recorded
from headlog.report.inference.day_arrays import day_arrays
from headlog.report.inference.preventive import course_cycles, course_responses
from headlog.report.inference.quick import quick_lines
from headlog.report.inference.role_sections import role_sections, role_table
from headlog.report.inference.role_words import NO_BETTER, NONE_OUTSIDE, ROLE_WORDS
from headlog.report.inference.roles_json import roles_json
from headlog.report.inference.sign_roles import SignRoles, sign_roles
from headlog.report.role_looks import look_of, marked_by_role
from headlog.stats.dosing_cycle import MONTHLY, QUARTERLY
from headlog.stats.roles import CLAIMS, ROLES, RoleSettings
from headlog.stats.roles.result import FitCheck, Gate, Points, Verdict
from headlog.stats.sign_timeline import SignTimeline
from headlog.stats.signs import sign_warning
from headlog.stats.simulation import scenario_dice, simulated_diary
from tests.unit.report.diaries import migraine
from tests.unit.report.inference.published import schema

QUICK = RoleSettings(refits=False)
ONSETS = np.linspace(240.0, 4800.0, 20)
AS_OF = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def diary() -> Diary:
    """Three months of a person whose neck warns."""
    lived = simulated_diary("pure_prodrome", 90, scenario_dice("pure_prodrome", 90, seed=8))
    written = scenario_entries(lived, Random(8))
    return Diary.fold(written.entries, as_of=written.as_of, zone=written.zone)


@pytest.fixture(scope="module")
def found(diary: Diary) -> SignRoles:
    """What its neck episodes were."""
    return sign_roles(diary, settings=QUICK)


def test_the_picture_is_marked_by_the_roles_found(diary: Diary, found: SignRoles) -> None:
    """Each neck bar has the look of its own episode; times and counts stay as they were."""
    rows = aligned_rows(diary, diary.attacks)

    marked = marked_by_role(rows, found.probabilities)

    bars = [span for attack in marked.attacks for span in attack.neck]
    assert bars
    assert all(span.look == look_of(found.probabilities.get(span.id)) for span in bars)
    assert "soft" in {span.look for span in bars}
    assert [replace(span, look="outline") for span in bars] == [
        span for attack in rows.attacks for span in attack.neck
    ]
    assert marked_by_role(rows, {}) == rows
    assert found.may_be_shown


def test_a_summary_agrees_with_the_answer(diary: Diary, found: SignRoles) -> None:
    """What the next answer is compared with is what this one says."""
    summary = role_summary(found)

    assert summary["episodes"] == len(diary.neck_episodes)
    assert summary["attacks"] == len(diary.attacks)
    assert set(summary["points"]) == set(found.result.counts)
    assert summary["points"]["warning"][1] == round(found.result.counts["warning"].middle)
    assert found.followed >= summary["followed"]


def _with_closed(found: SignRoles, *names: str, verdict: Verdict = "cannot_tell") -> SignRoles:
    """The same answer with its numbers, under gates that closed."""
    gates = tuple(Gate(name, CLAIMS, 1.0, 0.5) for name in names)
    said = {claim: replace(each, verdict=verdict) for claim, each in found.result.statements.items()}
    return replace(found, result=replace(found.result, closed=gates, statements=said))


@pytest.mark.parametrize(
    ("gate", "verdict"),
    [
        ("fit", "cannot_tell"),
        ("contrast", "cannot_tell"),
        ("time_at_risk", "cannot_tell"),
        ("effective_sample", "cannot_tell"),
        ("episodes", "not_enough"),
        ("attacks", "not_enough"),
    ],
)
@pytest.mark.parametrize("lay", [True, False])
def test_a_closed_gate_shows_no_number_of_the_roles(
    found: SignRoles, gate: str, verdict: Verdict, lay: bool
) -> None:
    """Where the method says nothing no table, chart, probability, weight, colour or change is shown."""
    closed = _with_closed(found, gate, verdict=verdict)

    answer, *_, rests = role_sections(closed, lay=lay)

    words = " ".join(line for block in answer.blocks if isinstance(block, Lines) for line in block.lines)
    assert not any(isinstance(block, Table | Chart) for block in answer.blocks)
    assert not re.search(r"probability (over|under|\d)", words)
    facts = [fact.label for block in answer.blocks if isinstance(block, Facts) for fact in block.facts]
    assert "Hypotheses" not in facts
    (resting,) = rests.blocks
    assert isinstance(resting, Lines)
    assert "was assumed beforehand" not in " ".join(resting.lines)
    assert closed.shown_probabilities == {}
    assert role_summary(closed)["points"] == {}
    assert closed.probabilities == found.probabilities
    assert roles_json(closed)["counts"], "the data keep their numbers, beside the gates that closed"
    assert roles_json(closed)["gates_closed"]


def test_missing_evidence_of_the_role_leaves_the_numbers(found: SignRoles) -> None:
    """There the intervals are as wide as the doubt: the table stands, and the verdict is open."""
    opened = _with_closed(found, "evidence_of_role")

    answer, *_ = role_sections(opened)

    assert any(isinstance(block, Table) for block in answer.blocks)
    assert opened.shown_probabilities == found.probabilities


def test_an_answer_has_its_table_its_checks_and_its_rates(found: SignRoles) -> None:
    """Every role with an interval, how well the method fits, and the sign as a warning against chance."""
    checked = (
        FitCheck("lead_times", 0.4, True),
        FitCheck("bursts", 0.01, False),
        FitCheck("lag_times", None, True),
    )
    diagnostics = replace(found.result.diagnostics, fit_checks=checked)
    result = replace(found.result, closed=(), diagnostics=diagnostics)
    told = sign_warning(
        SignTimeline(ONSETS - 6, ONSETS, ONSETS + 12, np.ones(5040, bool)), np.random.default_rng(1)
    )

    answer, warning, rests = role_sections(replace(found, result=result, warning=told))

    (table,) = [block for block in answer.blocks if isinstance(block, Table)]
    assert [row[1] for row in table.rows] == [ROLE_WORDS[role][1] for role in ROLES]
    assert any(isinstance(block, Chart) for block in answer.blocks)
    assert "What is missing" not in [block.heading for block in answer.blocks if isinstance(block, Lines)]
    (checks,) = [block for block in answer.blocks if isinstance(block, Facts)]
    assert [fact.label for fact in checks.facts[:2]] == ["Hypotheses", "Effective sample"]
    assert [(fact.label, fact.value) for fact in checks.facts[2:]] == [
        ("Fit: lead times", "as expected"),
        ("Fit: bursts", "odd"),
    ]
    (rates,) = [block for block in warning.blocks if isinstance(block, Facts)]
    assert [fact.label for fact in rates.facts][3:] == [
        "Attacks with the sign an hour or more before",
        "Share followed",
        "Against chance",
        "Not followed, per 28 days",
        "Followed with an hour or more to act",
        "Time from sign to head pain",
    ]
    assert (rates.facts[0].value, rates.facts[3].value) == ("20 of 20", "20 of 20")
    (lead,) = [block.picture for block in warning.blocks if isinstance(block, Chart)]
    assert [row[1] for row in lead.rows] == ["0 of 20", "0 of 20", "0 of 20", "20 of 20", "0 of 20"]
    assert rests.heading == "Neck: what this rests on"
    assert NO_BETTER not in [
        line for block in warning.blocks if isinstance(block, Lines) for line in block.lines
    ]


def test_a_sign_no_better_than_chance_says_so_beside_its_times(found: SignRoles) -> None:
    """An hour to act before attacks that would have come anyway is no warning."""
    dice = np.random.default_rng(2)
    signs = np.sort(dice.uniform(0, 5000, 60))
    told = sign_warning(SignTimeline(signs, ONSETS, ONSETS + 12, np.ones(5040, bool)), dice)

    _, warning, _ = role_sections(replace(found, warning=told))

    assert NO_BETTER in [line for block in warning.blocks if isinstance(block, Lines) for line in block.lines]


@pytest.mark.parametrize("signs", [np.array([]), ONSETS + 1], ids=["none recorded", "all during head pain"])
def test_a_sign_that_never_stood_alone_shows_no_counts_of_nothing(
    found: SignRoles, signs: np.ndarray
) -> None:
    """Rows of "0 of 0" say nothing: one sentence says what is missing."""
    told = sign_warning(
        SignTimeline(signs, ONSETS, ONSETS + 12, np.ones(5040, bool)), np.random.default_rng(2)
    )

    warning = role_sections(replace(found, warning=told))[1]

    (counts,) = [block for block in warning.blocks if isinstance(block, Facts)]
    assert (counts.facts, counts.empty) == ((), NONE_OUTSIDE)


def test_an_inferred_share_is_never_all_or_none(found: SignRoles) -> None:
    """Every draw may say so, and still it is an inference; what began during head pain is counted."""
    nothing, all_of_it = Points(0.0, 0.0, 0.0), Points(1.0, 1.0, 1.0)
    shares = {**found.result.shares, "warning": all_of_it, "trigger_like": nothing, "in_attack": nothing}

    rows = role_table(replace(found, result=replace(found.result, shares=shares))).rows

    said = {row[1]: row[4] for row in rows}
    assert (said["warning-like"], said["trigger-like"], said["in attack"]) == (
        "over 99 %",
        "under 1 %",
        "0 %",
    )


@pytest.mark.parametrize("refused", [False, True])
def test_roles_as_json_keep_to_their_schema(found: SignRoles, refused: bool) -> None:
    """A number that was refused is null or left out, and the layout is the same."""
    nothing = replace(found.result, probability=None, counts={}, shares={}, sensitivity=None)
    told = replace(found, result=nothing) if refused else found

    document = roles_json(told)

    schema("sign-roles").validate(document)
    assert [each["id"] for each in document["episodes"]] == [each.id for each in told.timeline.episodes]
    for each in document["episodes"]:
        if refused:
            assert each["probabilities"] is None
        else:
            assert sum(each["probabilities"].values()) == pytest.approx(1)
    assert (document["sensitivity"] is None) is refused
    assert document["warning"]["followed"] == found.warning.followed


def test_a_diary_without_an_episode_has_no_days_in_its_json() -> None:
    """Nothing recorded is no first and no last day, and still the published layout."""
    document = roles_json(sign_roles(Diary.of(as_of=AS_OF)))

    schema("sign-roles").validate(document)
    assert (document["first_day"], document["last_day"], document["episodes"]) == (None, None, [])


def test_recorded_signs_are_listed_neck_first() -> None:
    """The most frequent follows the neck; what was absent or has no time is not counted."""
    at = Moment(AS_OF - timedelta(days=3), "UTC")
    signs = [Sign(id=f"y{n}", sign="yawning", began=at) for n in range(3)]
    signs += [Sign(id="t", sign="tired", began=at), Sign(id="a", sign="nausea", began=at, present=False)]

    found = signs_recorded(Diary.of(*signs, NeckEpisode(id="n", began=at), as_of=AS_OF))

    assert [(sign, count) for sign, _, count in found] == [("neck", 1), ("yawning", 3), ("tired", 1)]


@pytest.mark.parametrize(
    ("interval", "unit", "cycle"),
    [
        (28, IntervalUnit.DAYS, MONTHLY),
        (1, IntervalUnit.MONTHS, MONTHLY),
        (3, IntervalUnit.MONTHS, QUARTERLY),
        (84, IntervalUnit.DAYS, QUARTERLY),
        (1, IntervalUnit.DAYS, None),
        (60, IntervalUnit.DAYS, None),
    ],
)
def test_an_interval_has_its_windows(interval: int, unit: IntervalUnit, cycle: object) -> None:
    """Monthly and quarterly doses have a cycle that is tested; others have none."""
    course = PreventiveCourse(
        id="c", agent="Something", started=date(2026, 2, 1), interval=interval, interval_unit=unit
    )
    attack = Attack(id="a", headache=True, headache_began=Moment(AS_OF - timedelta(days=200), "UTC"))
    diary = Diary.of(course, attack, as_of=AS_OF)

    (found,) = course_cycles(diary, day_arrays(diary))

    assert found.cycle == cycle
    assert found.wear_off is None


def test_nothing_recorded_gives_no_course_and_no_background() -> None:
    """An empty diary has no days to compare."""
    empty = Diary.of(as_of=AS_OF)

    assert day_arrays(empty) is None
    assert course_responses(empty, None) == ()
    assert course_cycles(empty, None) == ()
    assert background_sections(empty, None) == []


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (84, ("Migraine days per 28 before: ", "Probability of any fall ", "Method: quick response 2.")),
        (0, ("Migraine days since the first dose: cannot be given, ",)),
    ],
)
def test_a_course_has_one_line_for_the_list(before: int, said: tuple[str, ...]) -> None:
    """Days before and since with intervals, or why they cannot be given; never an effect of a medicine."""
    first = (AS_OF - timedelta(days=168)).date()
    clear = [
        CheckIn(id=f"c{n}", day=first + timedelta(days=n), zone="UTC", headache=False)
        for n in range(168)
        if n % 9
    ]
    attacks = [migraine(f"m{n}", first + timedelta(days=n)) for n in range(0, 168, 9)]
    course = PreventiveCourse(id="c", agent="Something", started=first + timedelta(days=before))
    diary = Diary.of(course, *clear, *attacks, as_of=AS_OF)

    (line,) = quick_lines(course_responses(diary, day_arrays(diary))).values()

    assert all(words in line for words in said), line
