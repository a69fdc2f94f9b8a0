"""A diary in hours: what was known before the next head pain, and which hours are covered."""

from datetime import date, timedelta
from typing import Any

import pytest

from headlog.diary.attack import Attack, PainReading
from headlog.diary.coverage import covered_days
from headlog.diary.daily_exposures import OF_ATTACKS, OF_EPISODES, daily_exposures
from headlog.diary.day import CheckIn, Pause, SleepQuality
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose, DoseFor, PreventiveCourse, PreventiveDose, Relief
from headlog.diary.moment import Moment, PartOfDay, Precision
from headlog.diary.period import Period
from headlog.diary.record import Answer, Record
from headlog.diary.sign import EarlySigns, NeckCause, NeckEpisode, SeverityReading, Sign
from headlog.diary.timeline import Timeline, to_timeline
from headlog.diary.timeline_rows import TimelineEpisode
from tests.pictures import ROME, at

DAY = date(2026, 5, 4)


def timeline_of(*records: Record, sign: str = "neck", as_of_hours: float = 120) -> Timeline:
    return to_timeline(Diary.of(*records, as_of=at(DAY, as_of_hours).at, zone=ROME), sign)


def neck(id_: str = "n", began: float = 8, ended: float | None = 12, **changes: Any) -> NeckEpisode:
    return NeckEpisode(
        id=id_, began=at(DAY, began), ended=None if ended is None else at(DAY, ended), **changes
    )


def attack(began: float, ended: float | None, id_: str = "a") -> Attack:
    end = None if ended is None else at(DAY, ended)
    return Attack(id=id_, headache=True, headache_began=at(DAY, began), headache_ended=end)


def only(timeline: Timeline) -> TimelineEpisode:
    (episode,) = timeline.episodes
    return episode


def mark(timeline: Timeline, name: str) -> Answer:
    return only(timeline).marks[timeline.mark_names.index(name)]


def test_hours_count_from_the_first_recorded_day() -> None:
    """Neck at 8:00, head pain from 14:00 to 20:00 of the same day."""
    timeline = timeline_of(neck(), attack(14, 20))

    assert (only(timeline).onset, only(timeline).duration) == (8, 4)
    assert [(a.onset, a.end, a.end_known, a.half_width) for a in timeline.attacks] == [(14, 20, True, 0)]
    assert timeline.local_hour[:26] == (*range(24), 0, 1)
    assert timeline.local_day[23:25] == (0, 1)


def test_hours_over_a_clock_change_follow_the_clock() -> None:
    """On the short day the clock goes from 1 to 3; the day has 23 hours."""
    day = date(2026, 3, 29)
    diary = Diary.of(NeckEpisode(id="n", began=at(day, 9)), as_of=at(day, 30).at, zone=ROME)
    timeline = to_timeline(diary)

    assert timeline.local_hour[:4] == (0, 1, 3, 4)
    assert timeline.local_day.count(0) == 23


def test_an_empty_diary_has_no_hours() -> None:
    """Nothing recorded, nothing told."""
    timeline = timeline_of()

    assert (timeline.recorded, timeline.attacks, timeline.episodes, timeline.period) == ((), (), (), None)


def test_coarse_times_are_intervals_and_untimed_signs_take_no_part() -> None:
    """A morning is three hours either side of nine; a sign of some day is counted beside."""
    morning = Moment(at(DAY, 9).at, ROME, Precision.PART_OF_DAY, part=PartOfDay.MORNING)
    some_day = Moment(at(DAY, 9).at, ROME, Precision.DAY)
    timeline = timeline_of(
        NeckEpisode(id="n", began=morning),
        NeckEpisode(id="m", began=some_day),
        Attack(id="a", headache=True, headache_began=some_day, headache_ended=some_day),
    )

    assert (only(timeline).onset, only(timeline).half_width) == (9, 3)
    assert (timeline.untimed_episodes, timeline.untimed_attacks) == (1, 1)
    assert timeline.attacks[0].half_width == 12


def test_an_open_attack_ends_at_its_best_bound() -> None:
    """12 h after the onset without anything better, else as long as a reading holds; never before it."""
    reading = Attack(
        id="b", headache=True, headache_began=at(DAY, 10), pain=(PainReading(at=at(DAY, 30), pain=5),)
    )

    assert [(a.end, a.end_known) for a in timeline_of(attack(10, None)).attacks] == [(22, False)]
    assert timeline_of(reading).attacks[0].end == 34
    assert timeline_of(attack(10, 10)).attacks[0].end > 10


def test_auras_and_unanswered_taps_are_no_head_pains() -> None:
    """Only head pain is an attack of the timeline."""
    aura = Attack(id="a", headache=False, aura=True, aura_began=at(DAY, 9))
    tap = Attack(id="b", began=at(DAY, 10))

    assert timeline_of(aura, tap, neck()).attacks == ()


@pytest.mark.parametrize(
    ("began", "in_attack", "after_attack", "because"),
    [
        (9.5, False, False, "before the pain"),
        (10.5, True, False, "during it"),
        (12, False, True, "at its end"),
        (60, False, True, "48 h after it"),
        (61, False, False, "later"),
    ],
)
def test_episodes_know_the_attack_around_them(
    began: float, in_attack: bool, after_attack: bool, because: str
) -> None:
    """Inside a pain, or in the 48 h after one."""
    episode = only(timeline_of(attack(10, 12), neck(began=began, ended=None)))

    assert (episode.in_attack, episode.after_attack) == (in_attack, after_attack), because


@pytest.mark.parametrize(
    ("records", "answer", "because"),
    [
        ((), None, "not asked"),
        ((Sign(id="s", sign="tired", began=at(DAY, 3)),), True, "5 h before the neck"),
        ((Sign(id="s", sign="tired", began=at(DAY, 1)),), None, "7 h before is not near"),
        ((Sign(id="s", sign="tired", began=at(DAY, 1), ended=at(DAY, 3)),), True, "still there 5 h before"),
        ((Sign(id="s", sign="tired", present=False, began=at(DAY, 9)),), False, "asked and absent"),
        ((Sign(id="s", sign="tired", began=at(DAY, 14)),), None, "at the pain's onset: no mark of before"),
        (
            (CheckIn(id="c", day=DAY, early_signs=EarlySigns(tired=True), early_signs_at=at(DAY, 7)),),
            True,
            "a check-in that says when it asked",
        ),
        ((CheckIn(id="c", day=DAY, early_signs=EarlySigns(tired=True)),), None, "a check-in without a time"),
        (
            (
                Sign(id="s", sign="tired", present=False, began=at(DAY, 7)),
                Sign(id="t", sign="tired", began=at(DAY, 9)),
            ),
            True,
            "one yes stands among several answers",
        ),
    ],
)
def test_marks_are_signs_near_in_time_and_written_before_the_pain(
    records: tuple[Record, ...], answer: Answer, because: str
) -> None:
    """Within 6 h either side of the episode's onset, and recorded before the next head pain."""
    assert mark(timeline_of(neck(), attack(14, 20), *records), "tired") is answer, because


def test_the_episodes_own_list_is_read_by_when_each_answer_was_given() -> None:
    """Tired was answered before the pain, yawning only after it; the version in between changed nothing."""
    first = neck(early_signs=EarlySigns(tired=True))
    later = neck(early_signs=EarlySigns(tired=True, yawning=True))
    pain = attack(14, 20)
    entries = [
        Entry(id="n", kind="neck_episode", version="1", logged_at=at(DAY, 8).at, by="alice", record=first),
        Entry(
            id="n",
            kind="neck_episode",
            version="2",
            base="1",
            logged_at=at(DAY, 9).at,
            by="alice",
            record=first,
        ),
        Entry(
            id="n",
            kind="neck_episode",
            version="3",
            base="2",
            logged_at=at(DAY, 21).at,
            by="alice",
            record=later,
        ),
        Entry(id="a", kind="attack", version="1", logged_at=at(DAY, 20).at, by="alice", record=pain),
    ]
    timeline = to_timeline(Diary.fold(entries, as_of=at(DAY, 60).at, zone=ROME))

    assert (mark(timeline, "tired"), mark(timeline, "yawning")) == (True, None)


@pytest.mark.parametrize(
    ("episode", "pain_at", "answer", "because"),
    [
        (neck(ended=12), 14, False, "gone before the pain"),
        (neck(ended=16), 14, True, "it ran into the pain"),
        (neck(ended=None), 14, None, "its end was not said"),
        (
            neck(ended=None, severity=(SeverityReading(at=at(DAY, 15), severity=3),)),
            14,
            True,
            "noted during the pain",
        ),
        (neck(ended=16), 60, None, "no pain within 48 h"),
        (
            NeckEpisode(id="n", began=at(DAY, 8), ended=Moment(at(DAY, 14).at, ROME, Precision.ABOUT)),
            14,
            None,
            "about when the pain began",
        ),
    ],
)
def test_resolution_is_told_against_the_next_head_pain(
    episode: NeckEpisode, pain_at: float, answer: Answer, because: str
) -> None:
    """Still there when head pain began, gone before, or not known."""
    assert only(timeline_of(episode, attack(pain_at, pain_at + 4))).still_present is answer, because


@pytest.mark.parametrize(
    ("hours", "taken_for", "answer", "because"),
    [
        (9, DoseFor.WARNING_SIGN, True, "taken at the warning sign"),
        (15, DoseFor.HEADACHE, False, "taken in the pain"),
        (7, None, False, "taken before the neck"),
        (9, DoseFor.OTHER, None, "a diary without a dose that could avert an attack says nothing"),
    ],
)
def test_treatment_before_pain_is_evidence_of_an_averted_attack(
    hours: float, taken_for: DoseFor | None, answer: Answer, because: str
) -> None:
    """An acute medicine after the episode began and before any head pain."""
    dose = Dose(id="d", medicine="ubrogepant", at=at(DAY, hours), taken_for=taken_for)

    assert only(timeline_of(neck(), attack(14, 20), dose)).treated is answer, because


def test_late_entries_and_dated_causes_are_told() -> None:
    """Written 5 h later is a recollection; a cause counts as before when it has a time before."""
    causes = (
        NeckCause(cause="screen_time", at=at(DAY, 6)),
        NeckCause(cause="posture"),
        NeckCause(cause="none_noticed", at=at(DAY, 6)),
        NeckCause(cause="stress", at=at(DAY, 10)),
        NeckCause(at=at(DAY, 6)),
    )
    episode = neck(causes=causes)
    diary = Diary({"n": episode}, at(DAY, 60).at, ROME, logged={"n": at(DAY, 13).at})
    told = only(to_timeline(diary))

    assert (told.entry_delay, told.entered_late, told.causes_before) == (5, True, ("screen_time",))


def test_any_sign_has_its_timeline() -> None:
    """For tiredness its own answer is no mark of itself; the neck's signs belong to the neck."""
    tired = Sign(id="s", sign="tired", began=at(DAY, 9))
    stiff = Sign(id="t", sign="neck_stiff", began=at(DAY, 10))
    timeline = timeline_of(tired, stiff, sign="tired")

    assert ([e.id for e in timeline.episodes], "tired" in timeline.mark_names) == (["s"], False)
    assert [e.id for e in timeline_of(tired, stiff).episodes] == ["t"]
    assert only(timeline_of(stiff)).causes_before == ()


def test_hours_to_come_are_not_covered() -> None:
    """The mask ends at the present."""
    timeline = timeline_of(neck(), as_of_hours=15)

    assert timeline.recorded == (True,) * 15 + (False,) * 9


def days_covered(*records: Record, length: int = 40) -> str:
    as_of = at(DAY, 24 * (length - 1) + 12).at
    covered = covered_days(
        Diary.of(*records, as_of=as_of, zone=ROME), Period(DAY, DAY + timedelta(days=length - 1))
    )
    return "".join(".x"[day] for day in covered)


def test_who_checks_in_daily_is_silent_on_a_day_without_an_entry() -> None:
    """A single missing day among check-ins is not covered."""
    check_ins = [
        CheckIn(id=f"c{n}", day=DAY + timedelta(days=n), headache=False) for n in range(40) if n != 20
    ]

    assert days_covered(*check_ins) == "x" * 20 + "." + "x" * 19


def skipping(days_off: set[int], onsets: set[int]) -> str:
    """Check-ins on the other days of 40, and neck episodes on the days named."""
    check_ins = [CheckIn(id=f"c{n}", day=DAY + timedelta(days=n)) for n in range(40) if n not in days_off]
    episodes = [neck(f"n{n}", 24 * n + 9, 24 * n + 12) for n in onsets]
    return days_covered(*check_ins, *episodes)


def test_skipping_a_check_in_tells_nothing_of_who_writes_things_down_on_skipped_days_too() -> None:
    """Else a day would be covered because something began on it, and missing because nothing did."""
    days_off = {3, 5, 9, 11, 15, 18, 21, 24, 28, 33}

    assert skipping(days_off, {9, 11, 15, 18, 21, 24, 30, 36}) == "x" * 40
    # Four onsets are too few to know, and onsets that avoid the skipped days show that these are missing.
    assert "." in skipping(days_off, {9, 15, 21, 24})
    assert "." in skipping(days_off, {8, 10, 12, 13, 14, 16, 17, 19, 20})


def test_a_silence_longer_than_chance_is_a_rest_even_for_who_skips_check_ins() -> None:
    """Six days in a row without any entry, where one day in four is skipped."""
    days_off = {7, 9, 11, 13, 15, *range(20, 26), 30}

    assert skipping(days_off, {7, 9, 11, 13, 15}) == "x" * 20 + "." * 6 + "x" * 14


def test_who_writes_attacks_only_covers_the_days_between_them_but_no_long_silence() -> None:
    """Five quiet days are covered, twenty are not, nor the days after the last entry."""
    first, second, third = (
        attack(8, 12, "a"),
        attack(8 + 24 * 6, 12 + 24 * 6, "b"),
        attack(8 + 24 * 27, None, "c"),
    )

    assert days_covered(first, second, third) == "x" * 7 + "." * 20 + "x" + "." * 12


def test_pauses_are_not_covered_and_every_kind_of_entry_covers() -> None:
    """A pause takes its quiet days out; doses, reliefs, preventives and signs cover their day."""
    records = (
        Dose(id="d", medicine="ibuprofen", at=at(DAY, 9)),
        Relief(id="r", relief="cold", began=at(DAY, 24 * 4 + 9)),
        PreventiveDose(id="p", given=at(DAY, 24 * 6 + 9)),
        Sign(id="s", sign="tired", began=at(DAY, 24 * 8 + 9), ended=at(DAY, 24 * 9 + 9)),
        Sign(id="t", sign="tired"),
        Pause(id="q", first=DAY + timedelta(days=1), last=DAY + timedelta(days=2)),
        Pause(id="o", first=DAY + timedelta(days=9), last=DAY),
    )

    assert days_covered(*records, length=11) == "x..xxxxxxx."


def test_daily_exposures_keep_what_was_not_recorded_apart() -> None:
    """Screen hours, stress and sleep of the check-in; the cycle's window; the preventive."""
    check_in = CheckIn(
        id="c",
        day=DAY,
        screen_hours=6,
        stress=4,
        nothing_else=True,
        sleep_quality=SleepQuality.POOR,
        cycle_day_1=True,
    )
    course = PreventiveCourse(id="p", agent="erenumab", started=DAY + timedelta(days=1))
    diary = Diary.of(check_in, course, as_of=at(DAY, 2000).at, zone=ROME)
    exposures = daily_exposures(diary, Period(DAY - timedelta(days=3), DAY + timedelta(days=50)))

    assert dict(zip(OF_EPISODES, exposures.of_episodes[3], strict=True)) == {
        "screen_hours": 6, "stress": 4, "awkward_sleep": 0, "poor_sleep": 1,
    }  # fmt: skip
    assert exposures.of_episodes[4] == (None,) * len(OF_EPISODES)
    window = OF_ATTACKS.index("cycle_window")
    assert [exposures.of_attacks[n][window] for n in (0, 1, 3, 5, 6, 53)] == [None, 1, 1, 1, 0, None]
    assert [exposures.of_attacks[n][1] for n in (3, 4)] == [0, 1]


def test_what_was_told_after_a_pain_is_no_exposure_of_the_days_before_it() -> None:
    """The check-in of the day before, filled in after the attack, tells what the person came to believe."""
    asked: dict[str, Any] = {
        "screen_hours": 9.0, "stress": 8, "sleep_quality": SleepQuality.POOR, "nothing_else": True,
    }  # fmt: skip
    entries = [
        Entry(id="a", kind="attack", version="a", by="person", record=attack(24 + 9, 24 + 20),
              logged_at=at(DAY, 24 + 9).at),
        *(
            Entry(id=f"c{day}", kind="check_in", version=f"c{day}", by="person", logged_at=at(DAY, hour).at,
                  record=CheckIn(id=f"c{day}", day=DAY + timedelta(days=day), zone=ROME, **asked))
            for day, hour in ((-1, -3), (0, 48 + 20), (2, 48 + 21))
        ),
    ]  # fmt: skip
    diary = Diary.fold(entries, as_of=at(DAY, 400).at, zone=ROME)

    exposures = daily_exposures(diary, Period(DAY - timedelta(days=1), DAY + timedelta(days=2)))

    assert exposures.of_episodes == ((9.0, 8.0, 0.0, 1.0), (None,) * 4, (None,) * 4, (9.0, 8.0, 0.0, 1.0))


def cycle_windows(*first_days: int, length: int) -> str:
    """Each day's place in the cycle: in the window, outside it, or not known."""
    records = [
        CheckIn(id=f"c{day}", day=DAY + timedelta(days=day), zone=ROME, cycle_day_1=True)
        for day in first_days
    ]
    diary = Diary.of(*records, as_of=at(DAY, 24 * length).at, zone=ROME)
    table = daily_exposures(diary, Period(DAY, DAY + timedelta(days=length - 1))).of_attacks
    return "".join({None: ".", 0.0: "o", 1.0: "X"}[row[0]] for row in table)


@pytest.mark.parametrize(
    ("first_days", "length", "drawn", "because"),
    [
        ((4,), 34, "..XXXXX" + "o" * 19 + "." * 8, "the next first day may come from day 24 of the cycle on"),
        ((4, 32), 38, "..XXXXX" + "o" * 23 + "XXXXX" + "ooo", "a whole cycle is known to its end"),
        ((4, 7, 32), 38, "..XXXXX" + "o" * 23 + "XXXXX" + "ooo", "spotting three days later opens none"),
        (
            (2, 62),
            66,
            "XXXXX" + "o" * 19 + "." * 36 + "XXXXX" + "o",
            "between first days two months apart one was not recorded",
        ),
        ((), 5, ".....", "nothing is recorded"),
    ],
)
def test_a_day_is_outside_the_window_only_where_the_cycle_says_so(
    first_days: tuple[int, ...], length: int, drawn: str, because: str
) -> None:
    """A first day that nobody wrote down must not read as none."""
    assert cycle_windows(*first_days, length=length) == drawn, because


@pytest.mark.parametrize(
    ("hours_before", "answer", "because"),
    [
        (24 * 60, None, "two months before the first dose: nobody knows what was taken"),
        (49, None, "more than 48 h before it"),
        (40, False, "the dose came after the pain, and doses were written down"),
    ],
)
def test_an_episode_long_before_the_first_dose_is_not_untreated(
    hours_before: float, answer: Answer, because: str
) -> None:
    """One dose at the end of a diary says nothing of the months before."""
    began = 24 * 61 - hours_before
    dose = Dose(id="d", medicine="ubrogepant", at=at(DAY, 24 * 61), taken_for=DoseFor.HEADACHE)

    timeline = timeline_of(neck(began=began, ended=began + 2), attack(began + 5, began + 8), dose,
                           as_of_hours=24 * 70)  # fmt: skip

    assert only(timeline).treated is answer, because
