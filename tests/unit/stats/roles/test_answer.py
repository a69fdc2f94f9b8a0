"""The answer: laws of its numbers, gates, degenerate diaries, calibration."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from headlog.stats.roles import (
    ROLES,
    Attacks,
    Calendar,
    Episodes,
    Exposures,
    RoleData,
    RoleError,
    RoleResult,
    RoleSettings,
    episode_roles,
)
from headlog.stats.roles.result import FitCheck, Statement
from headlog.stats.roles.statements import not_by_the_clock, statements, trust_gates, weighed_against
from headlog.stats.simulation import scenario_dice, simulated_diary
from tests.unit.stats.roles.diaries import diary, dice, with_exposures

QUICK = RoleSettings(refits=False, importance_draws=300, joint_draws=200)
WARNING, TRIGGER, UNRELATED, INSIDE, AFTER = range(5)


def _simulated(scenario: str, n_days: int, seed: int) -> RoleData:
    return simulated_diary(scenario, n_days, scenario_dice(scenario, n_days, seed=seed)).role_data()


def _table(answer: RoleResult) -> np.ndarray[Any, np.dtype[np.float64]]:
    assert answer.probability is not None
    return answer.probability


@pytest.fixture(scope="module")
def mixed() -> tuple[RoleData, RoleResult]:
    """One year with warnings, triggers, and episodes of neither kind."""
    data = _simulated("mixed", 365, seed=2)
    return data, episode_roles(data, dice(), QUICK)


def test_rows_sum_to_one_and_counts_to_the_episodes(mixed: tuple[RoleData, RoleResult]) -> None:
    """Every episode has some role; the median counts are within the number of episodes."""
    data, answer = mixed
    table = _table(answer)
    assert table.shape == (data.episodes.onset.size, len(ROLES))
    assert table.sum(axis=1) == pytest.approx(1.0)
    assert table.min() >= 0
    assert sum(answer.diagnostics.hypotheses.values()) == pytest.approx(1.0)
    for role in ROLES:
        points, column = answer.counts[role], table[:, ROLES.index(role)]
        assert 0 <= points.low <= points.middle <= points.high <= table.shape[0]
        assert points.low - 1 <= column.sum() <= points.high + 1


def test_an_episode_that_began_during_headache_is_part_of_the_attack(
    mixed: tuple[RoleData, RoleResult],
) -> None:
    """Began during pain means in attack with certainty, and nothing else does."""
    data, answer = mixed
    began = data.episodes.onset[:, None]
    inside = ((began > data.attacks.onset) & (began < data.attacks.end)).any(axis=1)
    assert inside.any()
    assert (_table(answer)[:, INSIDE] == inside).all()


@pytest.mark.calibration
@pytest.mark.slow
def test_the_order_of_entry_does_not_matter(mixed: tuple[RoleData, RoleResult]) -> None:
    """Episodes and attacks in another order get the same rows, to the last digit."""
    data, answer = mixed
    shuffled = dice(9).permutation(data.episodes.onset.size)
    attacks = dice(8).permutation(data.attacks.onset.size)
    other = dataclasses.replace(
        data,
        episodes=data.episodes[shuffled],
        attacks=Attacks.at(
            data.attacks.onset[attacks], data.attacks.end[attacks], data.attacks.half_width[attacks]
        ),
    )
    assert (_table(episode_roles(other, dice(), QUICK)) == _table(answer)[shuffled]).all()


@pytest.mark.calibration
@pytest.mark.slow
def test_the_same_dice_give_the_same_answer(mixed: tuple[RoleData, RoleResult]) -> None:
    """Nothing but the dice handed in is random; other dice change little."""
    data, answer = mixed
    again, other = episode_roles(data, dice(), QUICK), episode_roles(data, dice(77), QUICK)
    assert (_table(again) == _table(answer)).all()
    assert np.abs(_table(other) - _table(answer)).mean() < 0.02


@pytest.mark.calibration
@pytest.mark.slow
def test_a_week_later_is_the_same_diary(mixed: tuple[RoleData, RoleResult]) -> None:
    """Moving everything by a week of unrecorded days moves nothing in the answer by much."""
    data, answer = mixed
    week = 7 * 24
    before = {
        name: np.vstack([np.zeros_like(column[:7]), column]) for name, column in vars(data.exposures).items()
    }
    later = RoleData(
        calendar=Calendar.of_days(np.concatenate([np.zeros(7, bool), np.ones(365, bool)])),
        attacks=Attacks.at(data.attacks.onset + week, data.attacks.end + week),
        episodes=dataclasses.replace(data.episodes, onset=data.episodes.onset + week),
        exposures=Exposures(**before),
    )
    assert np.abs(_table(episode_roles(later, dice(), QUICK)) - _table(answer)).max() < 0.02


def _regular(n: int = 30) -> tuple[Any, Any]:
    onset = np.arange(n) * 24 * 10.0 + 24 * 5 + 9 + dice(5).uniform(-40, 40, n)
    return onset, onset + 10


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nothing", diary(0, ([], []), [])),
        ("no episode", diary(30, ([100.0], [110.0]), [])),
        ("one day", diary(1, ([9.0], [15.0]), [6.0])),
        ("no attack", diary(30, ([], []), [6.0, 300.0])),
        ("one attack", diary(60, ([500.0], [510.0]), [490.0, 20, 700, 900, 1200], duration=[3.0] * 5)),
        ("headache always", diary(90, ([0.0], [90 * 24.0]), np.arange(90) * 24 + 4.0)),
        ("headache daily", diary(90, (np.arange(90) * 24 + 8.0, np.arange(90) * 24 + 30.0), [30.5, 900])),
        ("neck daily", diary(200, _regular(20), np.arange(200) * 24 + 7.3)),
        (
            "times unknown",
            diary(300, _regular(), np.arange(50) * 144 + 12.0, half_width=12.0, attack_half_width=12.0),
        ),
        ("nothing recorded", diary(30, _regular(2), [90.0, 300, 700], recorded=np.zeros(30, bool))),
        ("all at once", diary(30, ([100.0] * 4, [110.0] * 4), [100.0] * 7)),
        ("beyond the calendar", diary(10, ([-50.0, 300], [-40.0, 310]), [-60.0, 500])),
    ],
)
def test_a_degenerate_diary_gets_a_clear_answer(name: str, data: RoleData) -> None:
    """No NaN, no warning, no statement that is not earned, numbers that add up."""
    answer = episode_roles(data, dice(), RoleSettings(importance_draws=300, joint_draws=200))
    if answer.probability is not None:
        assert np.isfinite(answer.probability).all()
        assert answer.probability.sum(axis=1) == pytest.approx(1.0)
    verdicts = {statement.verdict for statement in answer.statements.values()}
    enough = name in ("neck daily", "times unknown")
    assert verdicts <= ({"yes", "no", "cannot_tell"} if enough else {"not_enough", "cannot_tell"})
    assert answer.closed or enough


@pytest.mark.calibration
@pytest.mark.slow
def test_a_missing_year_is_not_a_year_without_attacks() -> None:
    """Leaving a year out of the middle changes what is said of the rest by little."""
    data = _simulated("pure_prodrome", 365, seed=5)
    gap = 365 * 24
    early = data.attacks.onset < 180 * 24
    first = data.episodes.onset < 180 * 24
    recorded = np.ones(730, bool)
    recorded[180:545] = False
    shift = np.where(early, 0, gap)
    apart = RoleData(
        calendar=Calendar.of_days(recorded),
        attacks=Attacks.at(data.attacks.onset + shift, data.attacks.end + shift),
        episodes=dataclasses.replace(data.episodes, onset=data.episodes.onset + np.where(first, 0, gap)),
        exposures=Exposures.none(730),
    )
    whole = episode_roles(data.without("episode_exposures"), dice(), QUICK)
    assert np.abs(_table(episode_roles(apart, dice(), QUICK)) - _table(whole)).mean() < 0.02


@pytest.mark.calibration
@pytest.mark.slow
def test_ten_thousand_episodes_are_answered_in_bounded_memory() -> None:
    """Near-daily episodes leave no contrast, and the answer says so."""
    generator = dice()
    onset = np.sort(generator.random(400) * 3650 * 24 - 20)
    data = diary(
        3650,
        (onset, onset + 8),
        generator.random(10_000) * 3650 * 24,
        mark=generator.integers(0, 2, (10_000, 3)),
    )
    answer = episode_roles(data, dice(), RoleSettings(refits=False, importance_draws=150, joint_draws=60))
    assert answer.statements["unrelated"].verdict == "cannot_tell"
    assert "contrast" in {gate.name for gate in answer.closed}


@pytest.mark.parametrize(
    ("n_episodes", "n_attacks", "closed", "because"),
    [
        (4, 3, ["episodes"], "fewer than five episodes say nothing"),
        (5, 2, ["attacks"], "fewer than three attacks say nothing"),
        (4, 2, ["episodes", "attacks"], "both are named"),
        (5, 3, [], "five episodes and three attacks open the gate"),
    ],
)
def test_counting_gates(n_episodes: int, n_attacks: int, closed: list[str], because: str) -> None:
    """Too little of anything closes every statement and says how much is needed."""
    onset = np.arange(n_attacks) * 240.0 + 300
    episodes = np.arange(n_episodes) * 97.0 + 30
    answer = episode_roles(
        diary(60, (onset, onset + 8), episodes, duration=[2.0] * n_episodes), dice(), QUICK
    )
    assert [gate.name for gate in answer.closed if gate.name in ("episodes", "attacks")] == closed, because
    if closed:
        assert {s.verdict for s in answer.statements.values()} == {"not_enough"}, because


@pytest.mark.calibration
@pytest.mark.slow
def test_times_alone_never_tell_a_warning_from_a_trigger() -> None:
    """Without early signs or resolution no role is affirmed, however many pairs there are."""
    data = _simulated("equivalence_clock_prodrome", 730, seed=1)
    answer = episode_roles(data, dice(), QUICK)
    assert answer.diagnostics.time_only
    assert "evidence_of_role" in {gate.name for gate in answer.closed}
    assert answer.statements["warning"].verdict == "cannot_tell"
    assert answer.statements["trigger_like"].verdict == "cannot_tell"


def _resting(rests_on: tuple[Any, ...], unrelated: float) -> dict[Any, Statement]:
    return {
        "warning": Statement("warning", "no", 0.02, rests_on),
        "trigger_like": Statement("trigger_like", "yes", 0.98, rests_on),
        "unrelated": Statement("unrelated", "no", unrelated),
    }


def test_a_role_that_exposures_tell_only_with_the_clock_is_not_told() -> None:
    """Neither yes nor no; what stands without the clock stays, and so does what nobody needs it for."""
    rule = RoleSettings()

    carried = not_by_the_clock(_resting(("episode_exposures", "clock"), 0.01), rule)
    standing = not_by_the_clock(_resting(("episode_exposures",), 0.01), rule)
    unchecked = not_by_the_clock(_resting((), 0.01), QUICK)
    neither = not_by_the_clock(_resting(("clock",), 0.99), rule)

    assert [each.verdict for each in carried.values()] == ["cannot_tell", "cannot_tell", "no"]
    assert carried["trigger_like"].rests_on == ("episode_exposures", "clock")
    assert [each.verdict for each in standing.values()] == ["no", "yes", "no"]
    assert [each.verdict for each in unchecked.values()] == ["cannot_tell", "cannot_tell", "no"]
    assert neither["warning"].verdict == "no"


@pytest.mark.calibration
@pytest.mark.slow
def test_times_alone_can_tell_that_there_is_no_link() -> None:
    """Episodes that attacks do not follow any more than chance are called unrelated by times alone."""
    data = _simulated("background", 730, seed=1).without("early_signs").without("resolution")
    data = data.without("episode_exposures")
    answer = episode_roles(data, dice(), QUICK)
    assert "evidence_of_role" in {gate.name for gate in answer.closed}
    assert {claim: s.verdict for claim, s in answer.statements.items()} == {
        "warning": "no",
        "trigger_like": "no",
        "unrelated": "yes",
    }


@pytest.mark.calibration
@pytest.mark.slow
@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        ("pure_prodrome", {"warning": "yes", "trigger_like": "no", "unrelated": "no"}),
        ("pure_trigger", {"warning": "no", "trigger_like": "yes", "unrelated": "no"}),
        ("background", {"warning": "no", "trigger_like": "no", "unrelated": "yes"}),
    ],
)
def test_clear_diaries_get_the_right_statements(scenario: str, expected: dict[str, str]) -> None:
    """Two years of one kind are named, after refits without each kind of evidence."""
    answer = episode_roles(_simulated(scenario, 730, seed=11), dice(), RoleSettings(joint_draws=300))
    verdicts = {claim: statement.verdict for claim, statement in answer.statements.items()}
    assert verdicts == expected
    assert answer.closed == ()


def _said(verdict: Any) -> Statement:
    return Statement("warning", verdict, 0.95)


def test_a_statement_says_what_it_rests_and_depends_on() -> None:
    """A channel whose loss turns yes into no makes it depend; into doubt, rest."""
    rests = weighed_against(_said("yes"), {"early_signs": _said("cannot_tell"), "clock": _said("yes")}, QUICK)
    assert (rests.verdict, rests.rests_on, rests.depends_on) == ("yes", ("early_signs",), ())
    depends = weighed_against(_said("yes"), {"resolution": _said("no")}, QUICK)
    assert (depends.verdict, depends.depends_on) == ("depends", ("resolution",))
    assert weighed_against(_said("cannot_tell"), {"clock": _said("no")}, QUICK).verdict == "cannot_tell"


@pytest.mark.parametrize(
    ("scenario", "warning", "trigger_like", "rests_on"),
    [("pure_prodrome", "yes", "no", ()), ("pure_trigger", "no", "yes", ("resolution",))],
)
def test_refits_say_what_a_short_diary_rests_on(
    scenario: str, warning: str, trigger_like: str, rests_on: tuple[str, ...]
) -> None:
    """Five months of one kind are named; that signs never differed does not by itself deny a warning."""
    quick = RoleSettings(importance_draws=200, joint_draws=50)

    said = episode_roles(_simulated(scenario, 150, seed=4), dice(), quick).statements

    assert (said["warning"].verdict, said["trigger_like"].verdict) == (warning, trigger_like)
    assert (said["unrelated"].verdict, said["warning"].depends_on) == ("no", ())
    assert said["warning"].rests_on == rests_on


@pytest.mark.parametrize(
    ("check", "closed", "because"),
    [
        (FitCheck("lead_times", 0.002, False), [("fit", 0.002)], "leads that the model would not give"),
        (FitCheck("lead_times", 0.4, True), [], "it fits"),
        (FitCheck("lead_times", None, False), [], "too few to look at"),
        (FitCheck("bursts", 0.001, False), [], "bursts are told and close nothing"),
    ],
)
def test_a_diary_that_the_model_does_not_fit_is_not_spoken_of(
    check: FitCheck, closed: list[tuple[str, float]], because: str
) -> None:
    """What a replicate would hardly show closes every statement."""
    gates = trust_gates(500.0, (check,), QUICK)

    assert [(gate.name, gate.present) for gate in gates] == closed, because


def test_a_refused_number_is_cannot_tell() -> None:
    """When nothing was computed nothing is said."""
    assert {s.verdict for s in statements(None, (), QUICK).values()} == {"cannot_tell"}


def test_too_few_effective_draws_refuse_every_number(mixed: tuple[RoleData, RoleResult]) -> None:
    """Below the effective sample asked for there are no probabilities, counts or shares."""
    refused = episode_roles(mixed[0], dice(), dataclasses.replace(QUICK, least_effective_sample=1e9))
    assert refused.probability is None
    assert refused.counts == refused.shares == {}
    assert "effective_sample" in {gate.name for gate in refused.closed}
    assert {s.probability for s in refused.statements.values()} == {None}


@pytest.mark.calibration
@pytest.mark.slow
def test_what_to_record_next_is_what_is_missing(mixed: tuple[RoleData, RoleResult]) -> None:
    """Where early signs were never asked, asking promises more than where they always were."""
    full = mixed[1].sensitivity
    without = episode_roles(mixed[0].without("early_signs").without("resolution"), dice(), QUICK).sensitivity
    assert full is not None
    assert without is not None
    gains = {gain.kind: gain.bits_per_episode for gain in without.gains}
    assert gains["early_signs"] > 0.05
    assert gains["resolution"] > 0.01
    assert {gain.kind: gain.bits_per_episode for gain in full.gains}["early_signs"] == 0
    assert without.signs_prior_share is None
    assert full.signs_prior_share is not None
    assert 0 < full.signs_prior_share < 1


@pytest.mark.calibration
@pytest.mark.slow
def test_less_data_lean_more_on_the_prior() -> None:
    """The prior's share falls with the length of the diary and stays between 0 and 1."""
    shares = []
    for n_days in (60, 365):
        found = episode_roles(_simulated("mixed", n_days, seed=6), dice(), QUICK).sensitivity
        assert found is not None
        shares.append(found.prior_share["warning"])
    assert 0 < shares[1] < shares[0] <= 1


@pytest.mark.calibration
@pytest.mark.slow
def test_a_trigger_needs_a_strong_unrecorded_cause_to_be_explained_away() -> None:
    """The strength needed is a risk ratio above 1, and absent where no trigger is likely."""
    found = episode_roles(_simulated("pure_trigger", 365, seed=3), dice(), QUICK).sensitivity
    assert found is not None
    assert found.unrecorded_cause is not None
    assert 1.5 < found.unrecorded_cause.low < found.unrecorded_cause.high


@pytest.mark.calibration
@pytest.mark.slow
def test_treatment_before_pain_makes_an_unfollowed_episode_a_likelier_warning() -> None:
    """An episode with early signs, treated and followed by nothing, gains as a warning."""
    simulated = simulated_diary("averted_25", 365, scenario_dice("averted_25", 365, seed=2))
    data = simulated.role_data()
    stopped = (simulated.true_role == "warning") & ~simulated.true_attack_recorded
    untold = dataclasses.replace(
        data, episodes=dataclasses.replace(data.episodes, treated=np.full_like(data.episodes.treated, -1))
    )
    told, not_told = (
        _table(episode_roles(each, dice(), QUICK))[stopped, WARNING].mean() for each in (data, untold)
    )
    assert told > not_told + 0.2


@pytest.mark.calibration
@pytest.mark.slow
def test_an_after_effect_is_found_after_attacks() -> None:
    """Where attacks leave stiffness behind, episodes soon after them are called so."""
    simulated = simulated_diary("after_effect", 365, scenario_dice("after_effect", 365, seed=2))
    table = _table(episode_roles(simulated.role_data(), dice(), QUICK))
    is_after = simulated.true_role == "after_attack"
    outside = simulated.true_role != "in_attack"
    assert table[is_after, AFTER].mean() > 2.5 * table[outside & ~is_after, AFTER].mean()


def _calendar_of_numbers() -> Calendar:
    numbers: Any = np.zeros(240, int)
    return Calendar(recorded=numbers, local_hour=numbers, local_day=numbers)


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"attacks": Attacks.at([5.0], [5.0])}, "an attack ends after it begins"),
        ({"attacks": Attacks.at([np.nan], [5.0])}, "a time is a number"),
        ({"episodes": Episodes.at([np.inf])}, "a time is finite"),
        ({"episodes": Episodes.at([1.0], half_width=-1.0)}, "a width is not negative"),
        ({"episodes": Episodes.at([1.0], mark=[[2]])}, "an answer is -1, 0 or 1"),
        ({"exposures": Exposures.none(3)}, "every day has a row"),
        ({"calendar": _calendar_of_numbers()}, "a mask is true or false"),
        ({"averted_per_attack": -0.1}, "no fewer than none are averted"),
    ],
)
def test_what_cannot_be_a_diary_is_refused(change: dict[str, Any], because: str) -> None:
    """The sentence says what the data must have."""
    with pytest.raises(RoleError, match="must have"):
        dataclasses.replace(diary(10, ([5.0], [9.0]), [1.0]), **change)
    assert because


@pytest.mark.calibration
@pytest.mark.slow
def test_exposures_of_every_kind_are_used() -> None:
    """Recorded exposures change the answer, and an exposure that never varies does not."""
    data = _simulated("cause_recorded", 240, seed=3)
    plain = dataclasses.replace(data, exposures=Exposures.none(240))
    constant = dataclasses.replace(
        data, exposures=Exposures.complete(np.full((240, 1), 3.0), np.zeros((240, 0)))
    )
    rows = [_table(episode_roles(each, dice(), QUICK)) for each in (data, plain, constant)]
    assert np.abs(rows[0] - rows[1]).max() > 0.01
    assert np.abs(rows[2] - rows[1]).mean() < 0.02
    assert np.isfinite(_table(episode_roles(with_exposures(data), dice(), QUICK))).all()
