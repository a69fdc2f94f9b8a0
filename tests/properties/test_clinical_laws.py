"""Laws of the clinical rules on bare facts: missing answers, order, bounds, shifts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from headlog.clinical.answers import MET, NOT_MET, UNKNOWN, at_least
from headlog.clinical.attacks import Interval, merged_attacks
from headlog.clinical.aura import AuraFacts, AuraSymptom, aura_finding
from headlog.clinical.bounds import DayTally, month_estimate
from headlog.clinical.criteria import (
    AttackFacts,
    Label,
    Treated,
    associated_check,
    classify,
    cluster_check,
    pain_check,
    tension_check,
)
from headlog.clinical.cycle import menstrual_finding
from headlog.clinical.local_days import minutes_by_day
from headlog.clinical.neck import base_share
from headlog.clinical.overuse import IntakeMonth, month_checks, overuse_finding
from headlog.clinical.profiles import PROFILES, DayFacts, day_finding
from headlog.clinical.status import LongAttackFacts, StatusLabel, status_finding
from headlog.clinical.timing import onset_class

ANSWERS = st.sampled_from([True, False, None])
CHOICES: dict[str, list[Any]] = {
    "duration_hours": [0.2, 0.5, 2.0, 4.0, 72.0, 80.0],
    "ongoing": [True, False],
    "treated": list(Treated),
    "side": ["left", "both"],
    "quality": ["pulsating", "pressing", "other"],
    "peak": ["mild", "moderate", "severe"],
    "aggravated": [True, False],
    "nausea": [True, False],
    "vomiting": [True, False],
    "photophobia": [True, False],
    "phonophobia": [True, False],
    "region": ["orbital", "back"],
    "autonomic": [True, False],
    "restless": [True, False],
}
ATTACKS = st.fixed_dictionaries({
    name: st.sampled_from(choices) if name == "ongoing" else st.sampled_from([None, *choices])
    for name, choices in CHOICES.items()
})  # fmt: skip
CLASSES = ["triptan", "ergot", "nsaid", "paracetamol", "combination", "opioid", "gepant", "ditan", "unknown"]
MEDICINES = st.dictionaries(st.sampled_from(CLASSES), st.frozensets(st.integers(1, 28), max_size=28))


@given(st.dictionaries(st.text(min_size=1, max_size=3), ANSWERS, max_size=6), st.integers(0, 6))
def test_at_least_is_what_every_filling_in_agrees_on(facts: dict[str, bool | None], needed: int) -> None:
    """Met, or not met, exactly when every way to fill in the unknowns gives that."""
    open_ = [name for name, value in facts.items() if value is None]
    outcomes = {
        sum(bool(value) for value in (facts | dict(zip(open_, filled, strict=True))).values()) >= needed
        for filled in product([True, False], repeat=len(open_))
    }

    answer = at_least(needed, facts).answer

    assert answer is (UNKNOWN if len(outcomes) == 2 else MET if outcomes == {True} else NOT_MET)


@given(ATTACKS, st.data())
def test_more_information_never_turns_met_into_not_met(facts: dict[str, Any], data: st.DataObject) -> None:
    """Filling in one unanswered question leaves every settled criterion as it was."""
    open_ = [name for name, value in facts.items() if value is None]
    if not open_:
        return
    name = data.draw(st.sampled_from(open_))
    filled = facts | {name: data.draw(st.sampled_from(CHOICES[name]))}

    before, after = classify(AttackFacts(**facts)), classify(AttackFacts(**filled))

    for one, other in zip(before[1:6], after[1:6], strict=True):
        if one.answer in (MET, NOT_MET):
            assert other.answer is one.answer


@given(ATTACKS)
def test_unclassified_means_that_no_answer_could_change_it(facts: dict[str, Any]) -> None:
    """An attack is left unclassified only when every unanswered question is beside the point."""
    found = classify(AttackFacts(**facts))
    if found.label is not Label.UNCLASSIFIED:
        return
    open_ = [name for name, value in facts.items() if value is None]

    for filled in product(*(CHOICES[name] for name in open_[:5])):
        changed = facts | dict(zip(open_[:5], filled, strict=True))
        assert classify(AttackFacts(**changed)).label is Label.UNCLASSIFIED


@given(ATTACKS)
def test_a_check_by_itself_is_that_of_the_classification(facts: dict[str, Any]) -> None:
    """Whoever asks for one criterion gets what the classification of the attack says."""
    whole, alone = classify(AttackFacts(**facts)), AttackFacts(**facts)

    assert (whole.tension, whole.cluster) == (tension_check(alone), cluster_check(alone))
    assert (whole.pain, whole.associated) == (pain_check(alone), associated_check(alone))


@given(ATTACKS)
def test_left_and_right_are_alike(facts: dict[str, Any]) -> None:
    """The side's name never matters, only whether it is one."""
    left, right = (classify(AttackFacts(**facts | {"side": side})) for side in ("left", "right"))

    assert left == right


@given(st.integers(0, 28), st.integers(0, 28), st.integers(0, 28))
def test_bounds_hold_whatever_the_missing_days_were(counted: int, quiet: int, truth: int) -> None:
    """Every way the missing days can have been lies between the bounds."""
    recorded = min(28, counted + quiet)
    counted = min(counted, recorded)
    tally = DayTally(counted, recorded)
    really = counted + min(truth, 28 - recorded)

    assert tally.counted <= tally.recorded <= tally.length
    assert tally.lower <= really <= tally.upper
    estimate = month_estimate(tally).estimate
    assert estimate is None or tally.lower <= estimate <= tally.upper + 1e-9


@given(MEDICINES, st.sampled_from(CLASSES), st.integers(1, 28))
def test_one_more_dose_never_lowers_a_count(meds: dict[str, frozenset[int]], name: str, day: int) -> None:
    """A further dose leaves every class's own subtype and the joined days as high or higher."""
    more = meds | {name: meds.get(name, frozenset()) | {day}}

    before, after = (IntakeMonth(each, 20, 20, length=28) for each in (meds, more))

    for code in ("8.2.1", "8.2.2", "8.2.3.1", "8.2.3.2", "8.2.4", "8.2.5", "8.2.8"):
        assert month_checks(after)[code].true_count >= month_checks(before)[code].true_count
    if name != "combination":
        assert overuse_finding([after]).union_days >= overuse_finding([before]).union_days


@given(MEDICINES, st.integers(0, 5), MEDICINES)
def test_missing_medicine_days_never_settle_against_the_truth(
    meds: dict[str, frozenset[int]], missing: int, hidden: dict[str, frozenset[int]]
) -> None:
    """A subtype called met or not met stays so when missing days turn out to have had medicines."""
    last = frozenset(range(29 - missing, 29))
    seen = {name: days - last for name, days in meds.items()}
    whole = {name: seen.get(name, frozenset()) | (hidden.get(name, frozenset()) & last) for name in CLASSES}

    shown = month_checks(IntakeMonth(seen, 20, 20, unanswered=missing, length=28))
    true = month_checks(IntakeMonth(whole, 20, 20, length=28))

    for code in ("8.2.1", "8.2.2", "8.2.3.1", "8.2.3.2", "8.2.4", "8.2.5", "8.2.8"):
        if shown[code].answer is not UNKNOWN:
            assert true[code].answer is shown[code].answer


SPANS = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 100)), max_size=8, unique_by=lambda span: span[0]
)


@given(SPANS, st.randoms(use_true_random=False), st.integers(-1000, 1000))
def test_merging_ignores_order_and_origin(spans: list[tuple[int, int]], random: Any, shift: int) -> None:
    """The same attacks in another order, or a week later, merge alike; none is lost."""
    intervals = [Interval(began, began + length) for began, length in spans]
    shuffled = list(intervals)
    random.shuffle(shuffled)
    moved = [Interval(each.began + shift, each.least_end + shift) for each in shuffled]

    merged, again = merged_attacks(intervals), merged_attacks(moved)

    assert [(each.began + shift, each.ended + shift) for each in merged] == [
        (each.began, each.ended) for each in again
    ]
    assert sorted(member for each in merged for member in each.members) == list(range(len(intervals)))


ZONES = st.sampled_from(
    ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata"]
)
INSTANTS = st.integers(0, 15 * 365 * 24 * 60).map(
    lambda minutes: datetime(2015, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(INSTANTS, st.integers(0, 6000), st.integers(0, 6000), ZONES)
def test_minutes_are_neither_lost_nor_doubled(began: datetime, first: int, second: int, name: str) -> None:
    """Days of a headache sum to its length, in whatever zone, and halves add up to the whole."""
    zone, middle = ZoneInfo(name), began + timedelta(minutes=first)
    ended = middle + timedelta(minutes=second)

    whole = minutes_by_day(began, ended, zone)
    halves = [minutes_by_day(began, middle, zone), minutes_by_day(middle, ended, zone)]

    assert abs(sum(whole.values()) - first - second) < 1e-6
    for day, minutes in whole.items():
        assert abs(minutes - sum(half.get(day, 0.0) for half in halves)) < 1e-6
        assert minutes <= 25 * 60


@given(
    st.sets(st.integers(0, 200), max_size=6),
    st.sets(st.integers(0, 200), max_size=10),
    st.integers(-800, 800),
)
def test_a_shift_of_the_diary_shifts_the_cycle(menses: set[int], onsets: set[int], weeks: int) -> None:
    """Moving every date by whole weeks changes nothing about the relation."""
    start = date(2026, 1, 1)
    moved = start + timedelta(weeks=weeks)

    found = [
        menstrual_finding(
            {day0 + timedelta(each) for each in menses}, {day0 + timedelta(each) for each in onsets}
        )
        for day0 in (start, moved)
    ]

    assert found[0].status == found[1].status
    assert found[0].hits == found[1].hits <= 3


DAYS = st.fixed_dictionaries({
    "headache_minutes": st.sampled_from([None, 0.0, 20.0, 45.0, 200.0, 300.0]),
    "side": st.sampled_from([None, "left", "both"]),
    "quality": st.sampled_from([None, "pulsating", "pressing"]),
    "peak": st.sampled_from([None, "mild", "severe"]),
    "aggravated": ANSWERS,
    "nausea": ANSWERS,
    "vomiting": ANSWERS,
    "photophobia": ANSWERS,
    "phonophobia": ANSWERS,
    "visual_aura_minutes": st.sampled_from([None, 0.0, 20.0]),
    "acute": st.sampled_from([None, frozenset(), frozenset({"triptan"}), frozenset({"nsaid"})]),
})  # fmt: skip


@given(DAYS, st.sampled_from(sorted(PROFILES)))
def test_a_migraine_day_is_a_headache_day(facts: dict[str, Any], profile: str) -> None:
    """In every profile."""
    found = day_finding(DayFacts(**facts), PROFILES[profile])

    if found.migraine.answer is MET:
        assert found.headache.answer is MET


@given(DAYS, st.sampled_from(sorted(PROFILES)), st.data())
def test_a_new_answer_never_turns_a_day_round(
    facts: dict[str, Any], profile: str, data: st.DataObject
) -> None:
    """A day called migraine, or not, stays so when an unanswered question is answered."""
    possible: dict[str, Any] = {
        "headache_minutes": 300.0, "visual_aura_minutes": 20.0, "acute": frozenset({"triptan"}),
        "side": "left", "quality": "pulsating", "peak": "severe",
    }  # fmt: skip
    open_ = [name for name, value in facts.items() if value is None]
    if not open_:
        return
    name = data.draw(st.sampled_from(open_))
    before = day_finding(DayFacts(**facts), PROFILES[profile])

    after = day_finding(DayFacts(**facts | {name: possible.get(name, True)}), PROFILES[profile])

    if before.migraine.answer is not UNKNOWN:
        assert after.migraine.answer is before.migraine.answer


@given(SPANS, st.integers(600, 2000))
def test_the_base_rate_is_a_share(spans: list[tuple[int, int]], length: int) -> None:
    """Eligible time before attacks is never more than eligible time."""
    base = base_share([(began, began + lasted) for began, lasted in spans], length)

    assert base is None or 0 <= base <= 1


@given(st.floats(-100, 100), st.floats(0, 100))
def test_every_onset_has_one_class(start: float, headache: float) -> None:
    """With a known end no onset is left open."""
    assert onset_class(start, headache).value != "CANNOT_TELL"


def test_the_laws_fill_in_every_feature() -> None:
    """A feature added to the facts of an attack is drawn by the laws above."""
    assert set(AttackFacts._fields) - {"age"} == set(CHOICES)


AURA_SYMPTOMS = st.fixed_dictionaries({
    "kind": st.sampled_from(["visual", "sensory", "speech", "motor", "brainstem"]),
    "minutes": st.sampled_from([None, 4.0, 5.0, 60.0, 61.0]),
    "gradual": ANSWERS, "unilateral": ANSWERS, "positive": ANSWERS, "resolved": ANSWERS,
})  # fmt: skip


@given(st.lists(AURA_SYMPTOMS, min_size=2, max_size=3), ANSWERS, ANSWERS, st.data())
def test_a_new_answer_never_turns_an_aura_round(
    symptoms: list[dict[str, Any]], succession: bool | None, headache: bool | None, data: st.DataObject
) -> None:
    """A criterion of an aura that is settled stays so when an unanswered question is answered."""
    whole = {"succession": succession, "headache": headache}
    rows: list[dict[str, Any]] = [whole, *symptoms]
    open_ = [(at, name) for at, row in enumerate(rows) for name, value in row.items() if value is None]
    if not open_:
        return
    at, name = data.draw(st.sampled_from(open_))
    filled = [dict(row) for row in rows]
    filled[at][name] = data.draw(st.sampled_from([4.0, 30.0, 61.0] if name == "minutes" else [True, False]))

    before, after = (
        aura_finding(AuraFacts([AuraSymptom(**each) for each in found[1:]], **found[0]))
        for found in (rows, filled)
    )

    for one, other in ((before.features, after.features), (before.reversible, after.reversible)):
        if one.answer is not UNKNOWN:
            assert other.answer is one.answer


LONG_ATTACKS = st.fixed_dictionaries({
    "duration_hours": st.sampled_from([None, 72.0, 72.5, 90.0]),
    "longest_remission_hours": st.sampled_from([None, 0.0, 12.0, 13.0]),
    "remission_reason": st.sampled_from([None, "sleep", "medication", "other"]),
    "debilitating": ANSWERS, "typical": ANSWERS, "known_migraine": ANSWERS, "overuse_pattern": ANSWERS,
})  # fmt: skip


@given(LONG_ATTACKS, st.data())
def test_a_new_answer_never_turns_a_long_attack_round(facts: dict[str, Any], data: st.DataObject) -> None:
    """A long attack's label changes by a new answer only from "cannot tell"."""
    choices: dict[str, list[Any]] = {
        "duration_hours": [72.0, 73.0], "longest_remission_hours": [0.0, 12.0, 13.0],
        "remission_reason": ["sleep", "other"],
    }  # fmt: skip
    open_ = [name for name, value in facts.items() if value is None]
    if not open_:
        return
    name = data.draw(st.sampled_from(open_))
    filled = facts | {name: data.draw(st.sampled_from(choices.get(name, [True, False])))}

    before, after = (status_finding(LongAttackFacts(**each)) for each in (facts, filled))

    if before.label is not StatusLabel.CANNOT_TELL:
        assert after.label is before.label
    assert after.same_day_advice or not before.same_day_advice
