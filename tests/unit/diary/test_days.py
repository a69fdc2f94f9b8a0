"""Days out of attacks, check-ins and what else was recorded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from headlog.diary.attack import Attack, BackgroundHeadache, BreakReason, PainBreak, PainReading
from headlog.diary.attack_days import TOLD_MINUTES
from headlog.diary.attack_spans import attack_spans
from headlog.diary.day import CheckIn, Pause, PauseReason
from headlog.diary.day_tiles import apart_from, day_tiles, home_tiles, minutes_within, within
from headlog.diary.days import DayAnswer, DayFacts, to_days, whole_diary
from headlog.diary.diary import Diary
from headlog.diary.head_pain import DayRules, End, Later, head_pain
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose, DoseFor, PreventiveDose, Relief
from headlog.diary.moment import Moment, PartOfDay, Precision
from headlog.diary.period import Period
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, SeverityReading, Sign
from tests.pictures import ROME, at

NEW_YORK = "America/New_York"
DAY = date(2026, 5, 4)
NEXT = DAY + timedelta(days=1)


def days_of(
    *records: Record, last: date = DAY, as_of: datetime | None = None, zone: str = ROME
) -> list[DayFacts]:
    moment = as_of or at(last + timedelta(days=5), 12).at
    return list(to_days(Diary.of(*records, as_of=moment, zone=zone), Period(DAY, last)))


def closed(began: Moment, ended: Moment, **changes: object) -> Attack:
    return Attack(id="a", headache=True, headache_began=began, headache_ended=ended, **changes)  # type: ignore[arg-type]


def reading(hours: float, pain: int) -> PainReading:
    return PainReading(at=at(DAY, hours), pain=pain)


def sample() -> Diary:
    """Five attacks of one March in New York, the second over the night of the spring change."""

    def local(text: str) -> Moment:
        return Moment(datetime.fromisoformat(text), NEW_YORK)

    times = [
        ("2024-03-04T09:15-05:00", "2024-03-04T15:45-05:00", 6),
        ("2024-03-09T22:30-05:00", "2024-03-10T04:10-04:00", 8),
        ("2024-03-15T18:00-04:00", "2024-03-15T18:50-04:00", 3),
        ("2024-03-21T07:00-04:00", "2024-03-23T07:00-04:00", 7),
        ("2024-03-28T14:00-04:00", None, 5),
    ]
    attacks = [
        Attack(
            id=str(n), headache=True, headache_began=local(began), worst_pain=pain,
            headache_ended=None if ended is None else local(ended),
        )
        for n, (began, ended, pain) in enumerate(times)
    ]  # fmt: skip
    return Diary.of(*attacks, as_of=datetime(2024, 4, 10, tzinfo=UTC), zone=NEW_YORK)


def test_march_over_the_spring_change_has_its_true_days_and_minutes() -> None:
    """Five onsets, seven days touched, four with 4 h; 190 minutes on the short day, not 250."""
    days = to_days(sample(), Period(date(2024, 3, 1), date(2024, 3, 31)))

    assert sum(bool(day.began) for day in days) == 5
    assert [day.day.day for day in days if day.headache is DayAnswer.YES] == [4, 9, 10, 15, 21, 22, 23]
    assert [day.day.day for day in days if day.headache is DayAnswer.UNDECIDED] == [28, 29, 30, 31]
    assert [day.day.day for day in days if day.headache_least >= 240] == [4, 21, 22, 23]
    assert (days[9].headache_least, days[9].headache_most, days[9].minutes) == (190, 190, 1380)


def test_overlapping_attacks_are_counted_once() -> None:
    """Two hours under three hours are four when one of them is shared."""
    first = Attack(id="a", headache_began=at(DAY, 8), headache_ended=at(DAY, 11))
    second = Attack(id="b", headache_began=at(DAY, 10), headache_ended=at(DAY, 12))

    assert days_of(first, second)[0].headache_least == 240


def test_an_attack_within_another_and_an_aura_alone_add_no_minute() -> None:
    """Four hours, with an hour of another attack inside them, and an aura without head pain beside both."""
    long = Attack(id="a", headache_began=at(DAY, 8), headache_ended=at(DAY, 12))
    short = Attack(id="b", headache_began=at(DAY, 9), headache_ended=at(DAY, 10))
    aura = Attack(id="c", headache=False, aura=True, aura_began=at(DAY, 14))

    (day,) = days_of(long, short, aura)

    assert (day.headache_least, day.headache_most) == (240, 240)
    assert [each.aura_here for each in day.attacks] == [False, False, True]


def test_attacks_on_a_clear_day_keep_together_what_is_certain_of_them() -> None:
    """Two attacks of the evening before that ended at one or at two, each for certain at one."""
    ended = replace(at(NEXT, 1), precision=Precision.BETWEEN, until=at(NEXT, 2).at)
    first = Attack(id="a", headache=True, headache_began=at(DAY, 20), headache_ended=ended)
    second = Attack(id="b", headache=True, headache_began=at(DAY, 21), headache_ended=ended)
    clear = CheckIn(id="c", day=NEXT, headache=False)

    unsaid, said = (days_of(first, second, *told, last=NEXT)[1] for told in ((), (clear,)))

    assert (unsaid.headache_least, unsaid.headache_most) == (60, 120)
    assert (said.headache_least, said.headache_most) == (60, 60)


def test_coarse_times_bound_the_minutes() -> None:
    """From the morning to about 14:00: certain from 12:00 to 13:30, possible from 6:00 to 14:30."""
    began = Moment(at(DAY, 9).at, ROME, Precision.PART_OF_DAY, part=PartOfDay.MORNING)
    ended = Moment(at(DAY, 14).at, ROME, Precision.ABOUT)

    day = days_of(closed(began, ended))[0]

    assert (day.headache_least, day.headache_most) == (90, 510)


def test_an_attack_with_days_for_times_makes_its_days_headache_days() -> None:
    """Monday to Wednesday without hours: half an hour at least on the ends, the whole of the middle."""
    last = DAY + timedelta(days=2)
    attack = closed(
        Moment(at(DAY, 9).at, ROME, Precision.DAY),
        Moment(at(last, 9).at, ROME, Precision.UNKNOWN),
        worst_pain=7,
    )

    days = days_of(attack, last=last)

    assert [day.headache_least for day in days] == [30, 1440, 30]
    assert [day.headache for day in days] == [DayAnswer.YES] * 3


def test_an_untimed_attack_of_one_day_keeps_its_worst_pain_on_it() -> None:
    """Severe pain on a day without hours was there for at least the half hour that makes the day."""
    moment = Moment(at(DAY, 9).at, ROME, Precision.DAY)

    day = days_of(closed(moment, moment, worst_pain=7))[0]

    assert (day.moderate_least, day.worst_pain) == (30, 7)


def test_severe_pain_told_of_when_it_may_have_been_over_is_possible_and_not_certain() -> None:
    """The end was about 10:00, give or take two hours: a 7 at 11:00 is worst pain, but no sure minute."""
    ended = Moment(at(DAY, 10).at, ROME, Precision.ABOUT, minutes=120)

    day = days_of(closed(at(DAY, 7), ended, pain=(reading(11, 7),)))[0]

    assert (day.moderate_least, day.worst_pain) == (0, 7)
    assert day.moderate_most > 0


def test_an_attack_without_an_end_says_no_zone_for_later_days() -> None:
    """The day after is lived where the next record says, not where an open attack began."""
    open_ = Attack(id="a", headache=True, headache_began=at(DAY, 20))
    dose = Dose(id="d", medicine="sumatriptan", at=Moment(at(NEXT, 18).at, NEW_YORK))

    first, second = days_of(open_, dose, last=NEXT)

    assert (first.zone, second.zone) == (ROME, NEW_YORK)
    assert (first.minutes, second.minutes) == (30 * 60, 18 * 60)


def test_a_reading_holds_until_the_next_and_four_hours_at_most() -> None:
    """Pain 6 at 8:00, 2 at 10:00, 7 at 14:00 of an attack to 20:00: six hours certain, nine possible."""
    attack = closed(at(DAY, 7), at(DAY, 20), pain=(reading(14, 7), reading(8, 6), reading(10, 2)))

    day = days_of(attack)[0]

    # Certain: 8 to 10 and 14 to 18. Undecided: 7 to 8 and 18 to 20; 10 to 14 was mild.
    assert (day.moderate_least, day.moderate_most) == (6 * 60, 9 * 60)
    assert day.worst_pain == 7


def test_a_worst_pain_without_a_time_only_bounds() -> None:
    """Worst pain 6: any part of the attack may have been moderate. Worst pain 3: none was."""
    assert [
        days_of(closed(at(DAY, 8), at(DAY, 12), worst_pain=pain))[0].moderate_most for pain in (6, 3)
    ] == [240, 0]


def test_a_yes_beside_an_attack_repeats_it_and_does_not_make_it_stronger() -> None:
    """Worst pain 3 for four hours stays mild when the day says "headache"; more than the attack is open."""
    mild = closed(at(DAY, 8), at(DAY, 12), worst_pain=3)
    said = [CheckIn(id="c", day=DAY, headache=True, headache_minutes=minutes) for minutes in (None, 60, 300)]

    assert [days_of(mild, check_in)[0].moderate_most for check_in in said] == [0, 0, 300]


def test_a_painless_break_is_no_headache_but_sleep_is() -> None:
    """An hour without pain by medicine is taken out; an hour asleep is not."""
    breaks = (
        PainBreak(began=at(DAY, 9), ended=at(DAY, 10), reason=BreakReason.MEDICINE),
        PainBreak(began=at(DAY, 12), ended=at(DAY, 13), reason=BreakReason.SLEEP),
        PainBreak(began=at(DAY, 15)),
    )
    attack = closed(at(DAY, 8), at(DAY, 16), breaks=breaks)
    span = head_pain(attack, as_of=at(NEXT, 0).at)

    assert days_of(attack)[0].headache_least == 7 * 60
    assert span is not None
    assert (span.least, span.most) == (timedelta(hours=7), timedelta(hours=7))


@pytest.mark.parametrize(
    ("hours", "end", "certain_hours", "possible_hours", "because"),
    [
        (2, End.ONGOING, 0, 2, "two hours without news: it is running"),
        (12, End.ONGOING, 0, 12, "the edge of 12 h is still running"),
        (13, End.UNKNOWN, 0, 13, "longer without news: the end is unknown"),
        (100, End.UNKNOWN, 0, 72, "days further than 72 h away are no longer touched"),
    ],
)
def test_an_open_attack_without_news(
    hours: float, end: End, certain_hours: float, possible_hours: float, because: str
) -> None:
    """An open attack is certain at its onset only."""
    attack = Attack(id="a", headache=True, headache_began=at(DAY, 8))
    span = head_pain(attack, as_of=at(DAY, 8 + hours).at)

    assert span is not None
    assert span.end is end, because
    assert (span.least, span.most) == (timedelta(hours=certain_hours), timedelta(hours=possible_hours)), (
        because
    )


def test_readings_and_timely_news_confirm_an_open_attack() -> None:
    """A reading holds 4 h; news within 12 h of it carries on; a detail filled in later does not."""
    attack = Attack(id="a", headache=True, headache_began=at(DAY, 8), pain=(reading(9, 5),))
    later = Later(news=(at(DAY, 20).at, at(DAY, 60).at))

    plain = head_pain(attack, as_of=at(DAY, 80).at)
    told = head_pain(attack, as_of=at(DAY, 80).at, later=later)

    assert plain is not None
    assert told is not None
    assert (plain.least, told.least) == (timedelta(hours=5), timedelta(hours=12))


def test_a_reading_of_no_pain_ends_an_open_attack() -> None:
    """Pain 5 at 9:00 and 0 at 11:00: over by 11:00."""
    attack = Attack(id="a", headache_began=at(DAY, 8), pain=(reading(9, 5), reading(11, 0)))
    span = head_pain(attack, as_of=at(DAY, 80).at)

    assert span is not None
    assert (span.least, span.most) == (timedelta(hours=3), timedelta(hours=3))


def test_back_to_normal_bounds_the_end() -> None:
    """Normal again at 18:00: pain ended by then, when is not known."""
    attack = Attack(id="a", headache=True, headache_began=at(DAY, 8), back_to_normal=at(DAY, 18))

    day = days_of(attack)[0]

    assert (day.headache_least, day.headache_most) == (0, 600)
    assert day.headache is DayAnswer.YES


def test_an_attack_whose_head_pain_was_not_answered_is_possible_only() -> None:
    """A first tap alone may become head pain; nothing is certain."""
    day = days_of(Attack(id="a", began=at(DAY, 8)))[0]

    assert (day.headache, day.headache_least, day.headache_most) == (DayAnswer.UNDECIDED, 0, 960)


def test_an_end_without_an_onset_tells_its_day_only_as_possible() -> None:
    """Head pain that ended at 10:00, its onset unknown."""
    span = head_pain(Attack(id="a", headache_ended=at(DAY, 10)), as_of=at(NEXT, 0).at)

    assert span is not None
    assert span.certain is None
    assert head_pain(Attack(id="a", headache=True), as_of=at(NEXT, 0).at) is None


def test_readings_alone_are_an_attack() -> None:
    """No onset was noted; the first reading is the earliest that is known."""
    day = days_of(Attack(id="a", headache=True, pain=(reading(9, 5), reading(10, 4))))[0]

    assert day.headache_least == 5 * 60
    assert day.attacks[0].begins


def test_a_dose_for_headache_is_news_of_an_open_attack() -> None:
    """Taken six hours after the onset, it says that the pain was still there."""
    attack = Attack(id="a", headache=True, headache_began=at(DAY, 8))
    dose = Dose(id="d", medicine="sumatriptan", at=at(DAY, 14), taken_for=DoseFor.HEADACHE)

    assert days_of(attack, dose)[0].headache_least == 6 * 60


def test_a_version_written_while_it_ran_is_news() -> None:
    """The log of an open attack tells until when it was heard of."""
    attack = Attack(id="a", headache=True, headache_began=at(DAY, 8))
    entries = [
        Entry(
            id="a",
            kind="attack",
            version=version,
            base=base,
            logged_at=at(DAY, hours).at,
            by="alice",
            record=attack,
        )
        for version, base, hours in (("1", None, 8), ("2", "1", 13))
    ]
    diary = Diary.fold(entries, as_of=at(DAY, 90).at, zone=ROME)

    assert to_days(diary, Period(DAY, DAY))[0].headache_least == 5 * 60


def test_the_persons_clear_day_wins_over_coarse_times_but_not_over_its_onset() -> None:
    """An end "in the night" cannot spoil a day called clear; an onset on that day can."""
    night = Moment(at(NEXT, 3).at, ROME, Precision.PART_OF_DAY, part=PartOfDay.NIGHT)
    clear = CheckIn(id="c", day=NEXT, headache=False)
    ended_at_night = closed(at(DAY, 20), night)
    began_after = Attack(id="b", headache=True, headache_began=at(NEXT, 20))

    assert days_of(ended_at_night, clear, last=NEXT)[1].headache is DayAnswer.NO
    assert days_of(began_after, clear, last=NEXT)[1].headache is DayAnswer.UNDECIDED


def test_a_background_headache_makes_each_of_its_days() -> None:
    """With an end to its last day; without one until the present, or a day called clear."""
    last = DAY + timedelta(days=3)
    ended = BackgroundHeadache(id="b", began=at(DAY, 8), ended=at(NEXT, 8))
    open_ = BackgroundHeadache(id="b", began=at(DAY, 8))
    clear = CheckIn(id="c", day=DAY + timedelta(days=2), headache=False)
    untimed = BackgroundHeadache(id="x")

    assert [d.headache.value for d in days_of(ended, untimed, last=last)] == [
        "yes",
        "yes",
        "unanswered",
        "unanswered",
    ]
    assert [d.headache.value for d in days_of(open_, clear, last=last)] == ["yes", "yes", "no", "unanswered"]
    assert days_of(open_, as_of=at(DAY, 20).at)[0].headache_least == 30


def test_the_usual_pain_of_a_background_headache_bounds_how_strong_its_days_were() -> None:
    """Usual pain 2: none moderate. 6: half an hour at least. Not recorded: anything up to the whole day."""
    said = CheckIn(id="c", day=DAY, headache=True)
    found = {}
    for pain in (2, 6, None):
        background = BackgroundHeadache(id="b", began=at(DAY, 8), ended=at(NEXT, 8), usual_pain=pain)
        alone, beside = days_of(background)[0], days_of(background, said)[0]
        assert (alone.moderate_least, alone.moderate_most) == (beside.moderate_least, beside.moderate_most)
        found[pain] = (alone.moderate_least, alone.moderate_most)

    assert found == {2: (0, 0), 6: (30, 1440), None: (0, 1440)}


def test_check_in_minutes_and_pain_are_used_as_far_as_they_go() -> None:
    """Ninety minutes at worst 7 are ninety minutes, of which half an hour moderate at least."""
    check_in = CheckIn(id="c", day=DAY, headache=True, headache_minutes=90, worst_pain=7)
    mild = CheckIn(id="c", day=DAY, headache=True, worst_pain=2)

    day, mild_day = days_of(check_in)[0], days_of(mild)[0]

    assert (day.headache_least, day.headache_most, day.moderate_least, day.moderate_most) == (90, 90, 30, 90)
    assert (mild_day.headache_least, mild_day.headache_most, mild_day.moderate_most) == (30, 1440, 0)
    assert day.worst_pain == 7


def test_a_day_belongs_to_the_zone_of_its_entries() -> None:
    """From Rome to New York on the second day: days meet without a gap and no hour is lost."""
    last = DAY + timedelta(days=2)
    home = Dose(id="d", medicine="ibuprofen", at=at(DAY, 9))
    abroad = Attack(id="a", headache_began=at(NEXT, 20, NEW_YORK), headache_ended=at(last, 30, NEW_YORK))

    days = days_of(home, abroad, last=last + timedelta(days=1))

    assert [day.zone for day in days] == [ROME, NEW_YORK, NEW_YORK, NEW_YORK]
    assert days[0].minutes == 1440 + 6 * 60
    assert [day.headache_least for day in days] == [0, 240, 1440, 360]


def test_east_over_the_date_line_leaves_no_day_of_negative_length() -> None:
    """From Pago Pago to Kiritimati the next day begins before this one: it has no minutes."""
    west = Dose(id="d", medicine="ibuprofen", at=at(DAY, 9, "Pacific/Pago_Pago"))
    east = CheckIn(id="c", day=NEXT, zone="Pacific/Kiritimati", headache=False)

    days = days_of(west, east, last=NEXT, zone="Pacific/Kiritimati")

    assert [day.minutes >= 0 for day in days] == [True, True]


def test_a_long_stay_away_is_lived_in_the_zone_of_the_attack() -> None:
    """The days between onset and end of an attack abroad."""
    last = DAY + timedelta(days=3)
    attack = closed(at(DAY, 9, NEW_YORK), at(last, 9, NEW_YORK))

    assert {day.zone for day in days_of(attack, last=last)} == {NEW_YORK}


def test_what_else_was_recorded_stands_with_its_day() -> None:
    """Doses, reliefs, preventives, signs and neck entries by the day they touch; an absent sign is none."""
    records = (
        Dose(id="d2", medicine="ibuprofen", at=at(DAY, 12)),
        Dose(id="d1", medicine="ibuprofen", at=at(DAY, 9)),
        Relief(id="r", relief="cold", began=at(DAY, 10)),
        PreventiveDose(id="p", given=at(DAY, 10)),
        PreventiveDose(id="q", given=at(DAY, 10), missed=True),
        Sign(id="s", sign="tired", began=at(DAY, 23), ended=at(NEXT, 2)),
        Sign(id="t", sign="yawning", present=False, began=at(DAY, 23)),
        Sign(id="u", sign="neck_stiff", ended=at(DAY, 24)),
        NeckEpisode(id="n", began=at(DAY, 8), severity=(SeverityReading(at=at(NEXT, 9), severity=4),)),
        Sign(id="v", sign="tired"),
    )

    first, second = days_of(*records, last=NEXT)

    assert [dose.id for dose in first.doses] == ["d1", "d2"]
    assert ([r.id for r in first.reliefs], [p.id for p in first.preventive_doses]) == (["r"], ["p"])
    assert ([s.id for s in first.signs], [s.id for s in second.signs]) == (["s"], ["s"])
    assert ({n.id for n in first.neck_entries}, {n.id for n in second.neck_entries}) == ({"n"}, {"n", "u"})
    assert first.headache is DayAnswer.UNANSWERED


def test_an_end_at_midnight_does_not_touch_the_new_day() -> None:
    """Neither for a neck episode nor for head pain."""
    neck = NeckEpisode(id="n", began=at(DAY, 20), ended=at(NEXT, 0))
    days = days_of(neck, closed(at(DAY, 20), at(NEXT, 0)), last=NEXT)

    assert [day.neck for day in days] == [DayAnswer.YES, DayAnswer.UNANSWERED]
    assert [day.headache for day in days] == [DayAnswer.YES, DayAnswer.UNANSWERED]


@pytest.mark.parametrize(
    ("check_in", "neck", "because"),
    [
        (CheckIn(id="c", day=DAY, neck_stiff=True), "yes", "said so"),
        (CheckIn(id="c", day=DAY, neck_stiff=False), "no", "said so"),
        (CheckIn(id="c", day=DAY, nothing_else=True), "no", "nothing else turns what was not asked into no"),
        (CheckIn(id="c", day=DAY, headache=False), "unanswered", "no headache says nothing about the neck"),
    ],
)
def test_the_neck_is_answered_by_itself(check_in: CheckIn, neck: str, because: str) -> None:
    """The neck question has its own answer."""
    assert days_of(check_in)[0].neck.value == neck, because


def test_pauses_stay_unanswered() -> None:
    """A pause is marked, answers nothing, and one that ends before it begins is none."""
    pause = Pause(id="p", first=DAY, reason=PauseReason.TRAVEL)
    reversed_ = Pause(id="q", first=NEXT, last=DAY)
    earlier = Pause(id="r", first=date(2026, 1, 1), last=date(2026, 1, 2))

    day = days_of(pause, reversed_, earlier)[0]

    assert (day.paused, day.headache) == (True, DayAnswer.UNANSWERED)
    assert not days_of(reversed_)[0].paused


def test_a_day_is_recalled_when_all_that_answers_it_was_written_late() -> None:
    """Written three days later; a timely entry beside it lifts the mark."""
    attack = closed(at(DAY, 8), at(DAY, 12))
    check_in = CheckIn(id="c", day=DAY, headache=True)

    def recalled(*, check_in_after_days: int) -> bool:
        logged = {"a": at(DAY, 8 + 72).at, "c": at(DAY, 20 + 24 * check_in_after_days).at}
        diary = Diary({"a": attack, "c": check_in}, at(DAY, 200).at, ROME, logged=logged)
        return to_days(diary, Period(DAY, DAY))[0].recalled

    assert recalled(check_in_after_days=5)
    assert not recalled(check_in_after_days=0)


def test_the_later_of_two_check_ins_of_a_day_is_read() -> None:
    """The later id stands, whatever the order."""
    first, second = CheckIn(id="1", day=DAY, headache=True), CheckIn(id="2", day=DAY, headache=False)

    assert [days_of(*pair)[0].headache for pair in ((first, second), (second, first))] == [DayAnswer.NO] * 2


def test_a_setting_moves_what_is_moderate() -> None:
    """With moderate from 7 a reading of 6 is mild."""
    diary = Diary.of(closed(at(DAY, 8), at(DAY, 10), pain=(reading(8, 6),)), as_of=at(NEXT, 12).at, zone=ROME)

    assert to_days(diary, Period(DAY, DAY), DayRules(moderate_from=7))[0].moderate_most == 0


def test_the_whole_diary_reaches_to_the_present() -> None:
    """From the first record to today; None when there is nothing."""
    diary = Diary.of(closed(at(DAY, 8), at(DAY, 12)), as_of=at(DAY, 24 * 9 + 12).at, zone=ROME)

    assert whole_diary(diary) == Period(DAY, DAY + timedelta(days=9))
    assert whole_diary(Diary.of(as_of=at(DAY, 0).at)) is None


def test_a_stretch_apart_from_breaks_keeps_its_ends() -> None:
    """Breaks before, inside and after it."""
    a, b, c, d = (at(DAY, hours).at for hours in (8, 9, 10, 11))

    assert apart_from((a, d), ((b, c),)) == ((a, b), (c, d))
    assert apart_from((b, c), ((a, b), (c, d))) == ((b, c),)
    assert apart_from((b, d), ((a, c),)) == ((c, d),)


@pytest.mark.parametrize("turned", [False, True])
def test_the_zone_of_a_day_does_not_depend_on_the_order_of_entries(turned: bool) -> None:  # a case
    """Its earliest moment tells it, else its check-in, else the attack that lasted over it."""
    tokyo = "Asia/Tokyo"
    began, ended = (replace(at(DAY, hours), zone=tokyo) for hours in (12, 84))
    records: list[Record] = [
        closed(began, ended),
        CheckIn(id="c", day=NEXT, zone=NEW_YORK),
        CheckIn(id="d", day=NEXT + timedelta(days=2)),
        Sign(id="s", sign="tired", began=replace(at(DAY, 60), zone="Europe/Lisbon")),
    ]
    found = days_of(*(reversed(records) if turned else records), last=DAY + timedelta(days=3))

    assert [day.zone for day in found] == [tokyo, NEW_YORK, "Europe/Lisbon", tokyo]


def test_the_days_of_an_attack_away_from_home_were_lived_there() -> None:
    """Nothing else places them."""
    began, ended = (replace(at(DAY, hours), zone=NEW_YORK) for hours in (12, 84))

    assert {day.zone for day in days_of(closed(began, ended), last=DAY + timedelta(days=3))} == {NEW_YORK}


def test_an_open_attack_is_over_when_one_without_an_onset_hurts() -> None:
    """A pain reading tells of the next attack as well as its onset would."""
    first = Attack(id="a", headache=True, headache_began=at(DAY, 8))
    later = Attack(id="b", pain=(reading(11, 6),))

    spans = dict(
        zip("ab", attack_spans(Diary.of(first, later, as_of=at(DAY, 12).at, zone=ROME)), strict=True)
    )

    span = spans["a"][1]
    assert span is not None
    assert span.possible == (at(DAY, 8).at, at(DAY, 11).at)


def test_a_strong_reading_makes_no_minute_sure_where_the_pain_is_not() -> None:
    """An attack of which only the day is known: how long it was strong can only be bounded."""
    began, ended = (replace(at(DAY, hours), precision=Precision.DAY) for hours in (8, 20))

    (day,) = days_of(closed(began, ended, pain=(reading(12, 8),)))

    assert (day.moderate_least, day.moderate_most) == (TOLD_MINUTES, 1440)
    assert day.worst_pain == 8


def test_a_reading_before_the_onset_tells_its_day_the_pain_and_no_minute() -> None:
    """Noted on the evening before an attack that began in the morning."""
    evening, morning = days_of(closed(at(NEXT, 8), at(NEXT, 10), pain=(reading(22, 6),)), last=NEXT)

    assert (evening.worst_pain, evening.headache, evening.headache_most) == (6, DayAnswer.UNANSWERED, 0)
    assert (morning.worst_pain, morning.headache_least) == (6, 120)


def test_a_reading_makes_no_minute_sure_that_it_does_not_hold_for() -> None:
    """No number; known by its day; over before pain is certain; after the end, telling of the day alone."""
    began = replace(at(DAY, 6), precision=Precision.BETWEEN, until=at(DAY, 12).at)
    by_day = PainReading(at=replace(at(DAY, 9), precision=Precision.DAY), pain=9)
    readings = (PainReading(at=at(DAY, 8)), by_day, reading(7, 8), reading(14, 9))

    (day,) = days_of(closed(began, at(DAY, 13), pain=readings))

    assert (day.headache_least, day.headache_most) == (60, 420)
    assert (day.moderate_least, day.moderate_most) == (0, 420)
    assert day.worst_pain == 9


@pytest.mark.parametrize(
    ("stretches", "parts", "minutes"),
    [
        ([(-3, -1)], [], None),
        ([(25, 26)], [], None),
        ([(-2, 0)], [], None),
        ([(24, 30)], [], None),
        ([(-2, 1)], [(0, 1)], 60),
        ([(23, 30)], [(23, 24)], 60),
        ([(-5, 30)], [(0, 24)], 1440),
        ([(5, 5)], [(5, 5)], 0),
        ([(0, 0)], [(0, 0)], 0),
        ([(24, 24)], [], None),
        ([(1, 2), (3, 5), (23, 30)], [(1, 2), (3, 5), (23, 24)], 240),
        ([], [], None),
    ],
)
def test_what_lies_on_a_day(
    stretches: list[tuple[int, int]], parts: list[tuple[int, int]], minutes: float | None
) -> None:
    """Cut at both midnights; one of no length lies on the day it begins; an end at midnight touches none."""
    day = at(DAY, 0).at, at(DAY, 24).at
    given, expected = (
        tuple((at(DAY, first).at, at(DAY, last).at) for first, last in some) for some in (stretches, parts)
    )

    assert within(given, day) == expected
    assert minutes_within(given, day) == minutes


def test_the_tiles_of_a_place_are_those_of_days_without_another() -> None:
    """Whether or not an entry names the zone that all days have."""
    march = Period(date(2026, 3, 27), date(2026, 3, 31))

    alike = day_tiles(march, ROME, {date(2026, 3, 28): ROME})

    assert alike == home_tiles(march, ROME) == day_tiles(march, ROME, {})
    assert alike.lengths == (1440, 1440, 1380, 1440, 1440)
