"""A simulated diary as its person would have written it, and edits in a log too short for them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import jsonschema
import numpy as np
import pytest

from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose, DoseFor
from headlog.diary.moment import Moment, Precision
from headlog.exchange.simulated.edits import write_edits
from headlog.exchange.simulated.pen import Pen
from headlog.exchange.simulated.scenario import FIRST_DAY, WrittenScenario, scenario_entries
from headlog.exchange.simulated.truth import truth_json
from headlog.stats.simulation.keeping import SimulatedDiary

SCHEMAS = Path(__file__).parents[3] / "docs/reference/schemas"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAYS, UNRECORDED, PREVENTIVE_FROM = 60, (3, 48), 20


def _instant(hour: float) -> datetime:
    return datetime(2025, 1, 6, tzinfo=UTC) + timedelta(hours=hour)


def _lived() -> SimulatedDiary:
    """Four attacks and three episodes whose times are known to the minute, about, or to a night."""
    day = np.arange(DAYS)
    recorded = ~np.isin(day, UNRECORDED)
    none_asked = np.full((3, 4), -1, np.int8)
    return SimulatedDiary(
        scenario="by hand",
        n_days=DAYS,
        recorded_days=recorded,
        exposure=np.zeros((DAYS, 0)),
        attack_exposure=np.stack([day >= PREVENTIVE_FROM, day % 28 < 5], axis=1).astype(float),
        attack_onset=np.array([50.0, 100.0, 200.0, 300.0]),
        attack_end=np.array([60.0, 100.5, 210.0, 310.0]),
        attack_half_width=np.array([0.0, 0.0, 2.0, 4.0]),
        onset=np.array([30.0, 150.0, 320.0]),
        half_width=np.array([0.0, 1.0, 0.0]),
        duration=np.array([5.0, 6.0, 7.0]),
        duration_known=np.array([True, False, False]),
        sign=none_asked,
        sign_onset=np.zeros((3, 4)),
        treated=np.array([1, 0, 0], np.int8),
        treated_at=np.array([31.0, 0.0, 0.0]),
        entered_late=np.array([False, True, False]),
        true_role=np.array(["warning", "unrelated", "unrelated"]),
        true_attack_recorded=np.array([True, False, False]),
    )


@pytest.fixture(scope="module")
def written() -> WrittenScenario:
    """The log of the diary."""
    return scenario_entries(_lived(), Random(1))


@pytest.fixture(scope="module")
def diary(written: WrittenScenario) -> Diary:
    """The log, read at its end."""
    return Diary.fold(written.entries, as_of=written.as_of, zone=written.zone)


def test_onsets_are_written_as_exactly_as_they_are_known(written: WrittenScenario, diary: Diary) -> None:
    """To the minute, about two hours, and somewhere in a night."""
    by_id = {attack.id: attack.headache_began for attack in diary.attacks}

    assert [by_id[id_] for id_ in written.attack_ids] == [
        Moment(_instant(50), "UTC"),
        Moment(_instant(100), "UTC"),
        Moment(_instant(200), "UTC", Precision.ABOUT, 120),
        Moment(_instant(296), "UTC", Precision.BETWEEN, until=_instant(304)),
    ]


def test_a_dose_is_taken_in_an_attack_of_known_onset_and_before_an_averted_one(diary: Diary) -> None:
    """Not in one that was over within the hour, nor where the onset is coarse."""
    doses = sorted((dose.at.at, dose.taken_for) for dose in diary.doses if dose.at is not None)

    assert doses == [(_instant(31), DoseFor.WARNING_SIGN), (_instant(51), DoseFor.HEADACHE)]


def test_an_end_and_a_late_entry_are_written_as_they_were(written: WrittenScenario, diary: Diary) -> None:
    """An unknown end stays open; a late entry is 4 h after the latest time of its onset."""
    by_id = {episode.id: episode for episode in diary.neck_episodes}
    ends = [by_id[id_].ended for id_ in written.episode_ids]
    late = written.episode_ids[1]

    assert ends == [Moment(_instant(35), "UTC"), None, None]
    assert by_id[late].began == Moment(_instant(150), "UTC", Precision.ABOUT, 60)
    assert diary.logged[late] == _instant(155)


def test_the_preventive_is_given_every_28_days_where_days_are_recorded(diary: Diary) -> None:
    """The second dose fell on a day of which nothing was written."""
    (course,) = diary.courses

    assert (course.agent, course.started) == ("Erenumab", FIRST_DAY + timedelta(days=PREVENTIVE_FROM))
    assert [each.given for each in diary.preventive_doses] == [
        Moment(_instant(24 * PREVENTIVE_FROM + 9), "UTC")
    ]


def test_check_ins_are_of_recorded_days_and_say_only_what_was_not_hidden(diary: Diary) -> None:
    """Hidden exposures are not asked; the cycle's first days are those in the middle of the window."""
    days = set(diary.check_ins)

    assert days == {FIRST_DAY + timedelta(days=n) for n in range(DAYS) if n not in UNRECORDED}
    assert all(
        (said.screen_hours, said.sleep_quality, said.stress) == (None, None, None)
        for said in diary.check_ins.values()
    )
    assert sorted(day for day, said in diary.check_ins.items() if said.cycle_day_1) == [
        date(2025, 1, 8),
        date(2025, 2, 5),
        date(2025, 3, 5),
    ]


def test_a_short_log_has_no_edits() -> None:
    """With under twenty attacks and doses there is nothing a person would have corrected by now."""
    pen = Pen(Random(1), NOON)
    for hours in range(5):
        at = NOON - timedelta(hours=hours)
        pen.write(Dose, at, medicine="Sumatriptan", at=Moment(at, "UTC"))
    before = list(pen.entries)

    write_edits(pen)

    assert pen.entries == before


def test_the_truth_names_every_episode_and_keeps_to_its_schema(written: WrittenScenario) -> None:
    """By the id that its record has in the diary, so that an answer can be held against it."""
    schema = json.loads((SCHEMAS / "simulation-truth.schema.json").read_text(encoding="utf-8"))

    told = truth_json(_lived(), written, seed=1)

    jsonschema.Draft202012Validator(schema).validate(told)
    assert (told["scenario"], told["attacks"], told["days"]) == ("by hand", 4, DAYS)
    assert [(each["id"], each["true_role"], each["attack_recorded"]) for each in told["episodes"]] == list(
        zip(written.episode_ids, ("warning", "unrelated", "unrelated"), (True, False, False), strict=True)
    )
