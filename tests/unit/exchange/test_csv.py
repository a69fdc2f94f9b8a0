"""CSV of no known program: a mapping, one row a day or one row an attack."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from headlog.diary.attack import Attack, Side, TakenFor
from headlog.diary.day import CheckIn, NumberSeries, OwnFactor
from headlog.diary.days import DayAnswer, to_days
from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose
from headlog.diary.moment import Precision
from headlog.diary.period import Period
from headlog.exchange.csv.number_rows import MOST_A_MONTH
from headlog.exchange.csv.read import read
from headlog.exchange.errors import MappingError, NotThisFormat
from headlog.exchange.merging import merging
from headlog.exchange.result import Choices, ImportResult

ROME = Choices(imported_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC), zone="Europe/Rome")
DAYS = {"layout": "days", "columns": {"day": "date", "headache": "head", "worst_pain": "pain"}}
ATTACKS = {"layout": "attacks", "columns": {"began": "start", "ended": "end", "pain": "pain"}}
PUBLISHED = Path(__file__).parents[4] / "shared/data/KosteckiDillon.csv"


def _read(text: str, mapping: dict[str, Any] | None, **changes: Any) -> ImportResult:
    return read(text.encode(), replace(ROME, mapping=mapping, **changes))


def _check_ins(result: ImportResult) -> list[CheckIn]:
    return [e.record for e in result.entries if isinstance(e.record, CheckIn)]


def _attacks(result: ImportResult) -> list[Attack]:
    return [e.record for e in result.entries if isinstance(e.record, Attack)]


def test_without_a_mapping_one_is_proposed_and_nothing_is_imported() -> None:
    """What a column holds is never guessed; the proposal is looked at first."""
    result = _read("Date,Headache,Pain Level,Shoes\n2026-05-01,yes,6,3\n", None)

    assert [q.name for q in result.questions] == ["mapping"]
    assert result.questions[0].proposal == {
        "layout": "days",
        "columns": {"day": "Date", "headache": "Headache", "worst_pain": "Pain Level"},
    }
    assert result.entries == ()


@pytest.mark.parametrize(
    ("headings", "layout", "because"),
    [
        ("start,end,pain", "attacks", "a start makes attacks"),
        ("date,headache", "days", "a date with an answer makes days"),
        ("date,colour", None, "a date alone makes nothing"),
        ("a,b", None, "nothing is known"),
    ],
)
def test_what_headings_suggest(headings: str, layout: str | None, because: str) -> None:
    """A proposal, or none."""
    proposal = _read(f"{headings}\n1,2,3\n", None).questions[0].proposal

    assert (proposal and proposal["layout"]) == layout, because


def test_days_become_check_ins_and_days_without_a_row_stay_unanswered() -> None:
    """Yes, no and not asked are three answers."""
    result = _read("date,head,pain\n2026-05-01,yes,6\n2026-05-02,no,\n2026-05-04,,\n", DAYS)

    assert [(c.day.day, c.headache, c.worst_pain) for c in _check_ins(result)] == [
        (1, True, 6), (2, False, None), (4, None, None),
    ]  # fmt: skip
    assert result.rows_kept == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("someday,yes,3", "no day"),
        ("2026-02-30,yes,3", "no day"),
        ("2026-05-02,maybe,3", "headache"),
        ("2026-05-02,yes,13", "worst_pain"),
        ("2026-05-02,yes,strong", "worst_pain"),
        ("2026-05-02,yes,3,4", "4 cells"),
        ('2026-05-02,"yes,3', "quotation"),
        ("2026-05-01,no,0", "has a row already: row 2"),
    ],
)
def test_a_bad_day_is_listed_and_the_others_are_kept(row: str, reason: str) -> None:
    """Reason and own text; a day has one row."""
    result = _read(f"date,head,pain\n2026-05-01,yes,6\n{row}\n2026-05-03,no,\n", DAYS)

    assert [s.row for s in result.skipped] == [3]
    assert reason in str(result.skipped[0].reason)
    assert result.skipped[0].text == row
    assert [c.day.day for c in _check_ins(result)] == [1, 3]


def test_the_same_day_row_twice_is_a_duplicate() -> None:
    """Nothing is doubled and nothing is called wrong."""
    result = _read("date,head,pain\n2026-05-01,yes,6\n2026-05-01,yes,6\n", DAYS)

    assert (len(_check_ins(result)), len(result.duplicates), result.skipped) == (1, 1, ())


def test_medicines_factors_and_words_of_a_day() -> None:
    """A medicine is a dose of that day; a factor keeps its number, answer or word; commas may be decimal."""
    mapping = {
        "layout": "days",
        "columns": {"day": "Tag", "headache": "Kopf", "medicine": "Mittel", "sleep_hours": "Schlaf"},
        "factors": {"Air": "Luft", "Walk": "Gang", "Mood": "Laune"},
        "values": {"yes": ["jup"], "no": "nö"},
    }
    text = "Tag;Kopf;Mittel;Schlaf;Luft;Gang;Laune;Rest\n1.5.2026;jup;Sumatriptan 50mg;7,5;12;nö;gut;x\n"

    result = _read(text, mapping, day_first=True)
    (day,) = _check_ins(result)
    (dose,) = (e.record for e in result.entries if isinstance(e.record, Dose))

    assert (day.day, day.headache, day.acute_medicine, day.sleep_hours) == (date(2026, 5, 1), True, True, 7.5)
    assert day.own_factors == (
        OwnFactor(factor="Air", value=12.0),
        OwnFactor(factor="Walk", answer=False),
        OwnFactor(factor="Mood: gut", answer=True),
    )
    assert dose.at is not None
    assert (dose.medicine, dose.amount, dose.at.precision) == ("Sumatriptan", 50.0, Precision.DAY)
    assert ["Rest" in str(x.what) for x in result.lost] == [True]


def test_days_without_medicine_need_no_zone() -> None:
    """A local day is a day wherever it was; attacks and doses are instants."""
    text = "date,head,pain\n2026-05-01,yes,6\n"

    assert len(_check_ins(_read(text, DAYS, zone=None))) == 1
    assert [q.name for q in _read("start,end,pain\n", ATTACKS, zone=None).questions] == ["zone"]


def test_order_of_day_and_month_is_asked() -> None:
    """Never guessed."""
    assert [q.name for q in _read("date,head,pain\n3/4/2026,yes,6\n", DAYS).questions] == ["day_first"]


def test_attacks_with_times_medicines_and_words() -> None:
    """One row an attack."""
    columns = {
        "began": "start", "ended": "end", "pain": "pain", "medicine": "drug", "triggers": "why",
        "symptoms": "with", "side": "side", "taken_for": "kind", "notes": "note",
    }  # fmt: skip
    text = (
        "start,end,pain,drug,why,with,side,kind,note\n"
        "2026-05-01 09:15,2026-05-01 15:45,6,Sumatriptan 50mg + Ibuprofen,Stress,Nausea,Left,Migraine,hello\n"
    )

    result = _read(text, {"layout": "attacks", "columns": columns})
    (attack,) = _attacks(result)

    assert attack.headache_began is not None
    assert attack.headache_ended is not None
    assert attack.headache_ended.at - attack.headache_began.at == timedelta(hours=6, minutes=30)
    assert (attack.worst_pain, attack.side, attack.taken_for) == (6, Side.LEFT, TakenFor.MIGRAINE)
    assert (attack.symptoms, attack.suspected_triggers, attack.notes) == (("nausea",), ("stress",), "hello")
    assert [e.record.medicine for e in result.entries if isinstance(e.record, Dose)] == [
        "Sumatriptan",
        "Ibuprofen",
    ]


@pytest.mark.parametrize(
    ("columns", "cells", "hours", "because"),
    [
        ({"began": "a", "ended": "b"}, "2026-05-01 22:30,2026-05-02 03:00", 4.5, "its own column"),
        (
            {"began": "a", "ended": "b"},
            "2026-05-01 22:30,03:00",
            4.5,
            "a clock time before the onset is the next day",
        ),
        (
            {"day": "a", "began_time": "b", "ended_time": "c"},
            "2026-05-01,09:00,10:30",
            1.5,
            "times beside a day",
        ),
        ({"began": "a", "minutes": "b"}, "2026-05-01 09:00,90", 1.5, "minutes"),
        ({"began": "a", "hours": "b"}, "2026-05-01 09:00,6.5", 6.5, "hours"),
        ({"began": "a", "lasted": "b"}, "2026-05-01 09:00,1d 2h 30m", 26.5, "in words"),
        ({"began": "a", "lasted": "b"}, "2026-05-01 09:00,26:30:00", 26.5, "as a clock past 24 h"),
        ({"began": "a", "ended": "b"}, "2026-05-01 09:00,", None, "no end is an open attack"),
        (
            {"began": "a", "ended": "b"},
            "2026-05-01 09:00,later",
            None,
            "an end that cannot be read is left open",
        ),
        ({"began": "a", "minutes": "b"}, "2026-05-01 09:00,99999999", None, "no attack is that long"),
        ({"began": "a", "lasted": "b"}, "2026-05-01 09:00,999999999 h", None, "nor that one"),
        (
            {"began": "a", "ended": "b"},
            "2026-03-28 22:30,2026-03-29 04:00",
            4.5,
            "the clock change takes an hour",
        ),
    ],
)
def test_end_of_an_attack(columns: dict[str, str], cells: str, hours: float | None, because: str) -> None:
    """From whatever the file has."""
    text = f"a,b,c\n{cells}\n"

    (attack,) = _attacks(_read(text, {"layout": "attacks", "columns": columns}))

    began, ended = attack.headache_began, attack.headache_ended
    assert began is not None
    assert (ended and (ended.at - began.at) / timedelta(hours=1)) == hours, because


def test_an_attack_of_which_only_the_day_is_known_has_a_day_as_its_end() -> None:
    """Both ends are known to the day, so that the attack is not taken for open."""
    (attack,) = _attacks(
        _read("a,b\n2026-05-01,\n", {"layout": "attacks", "columns": {"day": "a", "pain": "b"}})
    )

    assert attack.headache_began == attack.headache_ended
    assert attack.headache_began is not None
    assert attack.headache_began.precision is Precision.DAY


@pytest.mark.parametrize(
    ("row", "reason"),
    [(",2026-05-02 03:00,6", "no date"), ("2026-05-03 09:00,2026-05-02 03:00,6", "the end lies before")],
)
def test_a_bad_attack_is_listed(row: str, reason: str) -> None:
    """An end before its beginning is no attack."""
    result = _read(f"start,end,pain\n2026-05-01 09:00,,6\n{row}\n", ATTACKS)

    assert len(_attacks(result)) == 1
    assert reason in str(result.skipped[0].reason)


def test_a_time_that_the_clock_showed_twice_or_never() -> None:
    """Between its two instants; or known to about an hour."""
    twice, never = _attacks(
        _read("start,end,pain\n2025-10-26 02:30,,6\n2026-03-29 02:30,,6\n", ATTACKS)
    )  # fmt: skip

    assert twice.headache_began is not None
    assert never.headache_began is not None
    assert twice.headache_began.latest - twice.headache_began.earliest == timedelta(hours=1)
    assert never.headache_began.precision is Precision.ABOUT


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({}, "layout must be"),
        ({"layout": "weeks", "columns": {}}, "layout must be"),
        ({"layout": ["days"], "columns": {}}, "layout must be"),
        ({"layout": "days", "columns": []}, "columns must name"),
        ({"layout": "days", "columns": {"day": 3}}, "columns must name"),
        ({"layout": "days", "columns": {"moon": "date"}}, "got moon"),
        ({"layout": "days", "columns": {"day": "when"}}, "got when"),
        ({"layout": "days", "columns": {"headache": "head"}}, "holds day"),
        ({"layout": "attacks", "columns": {"pain": "pain"}}, "holds began or day"),
        ({"layout": "days", "columns": {"day": "date"}, "factors": {"Air": "luft"}}, "got luft"),
        ({"layout": "days", "columns": {"day": "date"}, "series": {"Air": "head"}}, "for nothing else"),
        ({"layout": "numbers", "columns": {"day": "date"}}, "must name a series"),
        ({"layout": "numbers", "columns": {"time": "date"}, "series": {"Air": "head"}}, "holds at or day"),
        ({"layout": "numbers", "columns": {"day": "date"}, "series": {"Air": "luft"}}, "got luft"),
        ({"layout": "days", "columns": {"day": "date"}, "values": ["yes"]}, "words for yes and no"),
        ({"layout": "days", "columns": {"day": "date"}, "values": {"yes": 1}}, "lists of words"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_in_words(mapping: dict[str, Any], words: str) -> None:
    """The sentence says what must hold and what was got."""
    with pytest.raises(MappingError, match=words):
        _read("date,head,pain\n2026-05-01,yes,6\n", mapping)


@pytest.mark.parametrize("content", [b"", b"one\ntwo\n", b'"a,b\n', b"\x00\x00"])
def test_a_file_without_headings_is_refused(content: bytes) -> None:
    """It is no table."""
    with pytest.raises(NotThisFormat):
        read(content, replace(ROME, mapping=DAYS))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, line_end: str) -> None:
    """Files come as people's programs save them."""
    text = f"date,head,pain,note{line_end}2026-05-01,yes,6,Müde{line_end}"
    mapping = {"layout": "days", "columns": {"day": "date", "notes": "note"}}

    (day,) = _check_ins(read(text.encode(encoding), replace(ROME, mapping=mapping)))

    assert day.notes == "Müde"


@pytest.mark.parametrize("told", ["sep=;", "SEP=;", '"sep=;"', "sep=; "])
def test_a_line_that_tells_the_separator_is_not_taken_for_headings(told: str) -> None:
    """It decides against what the first lines hold most of."""
    text = f"{told}\ndate;head;pain;a,b,c,d,e,f\n2026-05-01;yes;6;1,2,3,4,5,6\n"

    (day,) = _check_ins(_read(text, DAYS))

    assert day.headache is True


@pytest.mark.parametrize("content", ["date,head\n2026-05-01,yes\n", "date\n\0\n\0\n\0\n"])
def test_a_file_with_a_nul_in_most_of_its_lines_is_no_text(content: str) -> None:
    """Such as UTF-16 without its mark, or a picture."""
    with pytest.raises(NotThisFormat, match="not a text file"):
        read(content.encode("utf-16-le"), replace(ROME, mapping=DAYS))


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the published diary days are not beside this repository")
def test_published_diaries_go_in_as_they_are() -> None:
    """Ten people's days, split by id and given dates: the same answers, the rest unanswered."""
    with PUBLISHED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for id_ in sorted({row["id"] for row in rows}, key=int)[:10]:
        told = {int(row["time"]): row["headache"] for row in rows if row["id"] == id_}
        out = io.StringIO()
        csv.writer(out).writerows(
            [("date", "head"), *((date(2024, 3, 1) + timedelta(days=t), said) for t, said in told.items())]
        )
        mapping = {"layout": "days", "columns": {"day": "date", "headache": "head"}}

        result = _read(out.getvalue(), mapping)
        diary = Diary.fold(result.entries, as_of=ROME.imported_at, zone="Europe/Rome")

        assert (result.rows_kept, result.skipped, result.duplicates) == (len(told), (), ())
        assert {(day - date(2024, 3, 1)).days: c.headache for day, c in diary.check_ins.items()} == {
            t: said == "yes" for t, said in told.items()
        }


def test_a_time_or_a_side_that_cannot_be_read_is_listed() -> None:
    """The attack is kept by its day, without a side; what was written there is not lost without a word."""
    mapping = {"layout": "attacks", "columns": {"began": "start", "pain": "pain", "side": "side"}}
    text = "start,pain,side\n2026-05-01 25:00,3,left\n2026-05-02,4,rechts\n2026-05-03 14:00,5,\n"
    result = _read(text, mapping)

    assert [(str(lost.what), lost.rows) for lost in result.lost] == [
        ("a time of the start that could not be read; its day is kept", (2,)),
        ("a side that is none of left, right, both, midline, one_side", (3,)),
    ]
    assert [a.onset.timed for a in _attacks(result) if a.onset] == [False, False, True]


def test_a_heading_over_two_columns_is_not_guessed_at() -> None:
    """Which of them is meant, only the person can say."""
    with pytest.raises(MappingError, match="head stands over several columns"):
        _read("date,head,pain,head\n2026-05-01,yes,3,no\n", DAYS)


NUMBERS = {
    "layout": "numbers",
    "columns": {"at": "time"},
    "series": {"Air pressure": "hPa", "Steps": "steps"},
}


def _series(result: ImportResult) -> list[NumberSeries]:
    return [e.record for e in result.entries if isinstance(e.record, NumberSeries)]


def test_numbers_become_a_series_for_each_name_and_month() -> None:
    """By time where it is told, else by the day; an empty cell is no reading, a row twice one."""
    text = (
        "time;hPa;steps\n"
        "2026-05-01 07:00;1013,5;\n"
        "2026-04-30 23:30;1009;4000\n"
        "2026-05-01 07:00;1013,5;\n"
        "2026-05-02;1001;0\n"
    )

    found = {(s.name, s.readings[0].at.day.month): s for s in _series(_read(text, NUMBERS))}

    assert set(found) == {("Air pressure", 4), ("Air pressure", 5), ("Steps", 4), ("Steps", 5)}
    may = found["Air pressure", 5].readings
    assert [each.value for each in may] == [1013.5, 1001.0]
    assert [each.at.precision for each in may] == [Precision.EXACT, Precision.DAY]
    assert [each.value for each in found["Steps", 5].readings] == [0.0]


def test_what_is_no_number_or_no_time_is_told() -> None:
    """Nothing stands in for it."""
    result = _read("time,hPa,steps\nsoon,1013,1\n2026-05-01,nan,high\n2026-05-02,inf,2\n", NUMBERS)

    assert [(s.row, str(s.reason)) for s in result.skipped] == [(2, "no day could be read from “soon”")]
    assert [(str(lost.what), lost.rows) for lost in result.lost] == [
        ("a value of Air pressure that is no number", (3, 4)),
        ("a value of Steps that is no number", (3,)),
    ]
    assert [(s.name, [r.value for r in s.readings]) for s in _series(result)] == [("Steps", [2.0])]


@pytest.mark.parametrize(
    ("text", "values", "because"),
    [
        ("2026-05-01,1013,\n2026-05-02,1001,\n", [1013.0, 1001.0], "a longer file"),
        ("2026-05-02,1001,\n", [1013.0, 1001.0], "a file that begins later takes nothing away"),
        ("2026-05-01,1014,\n", [1014.0], "the file tells a value anew"),
        ("2026-05-01,1013,\n", None, "nothing new"),
    ],
)
def test_another_file_of_a_series_adds_to_it(text: str, values: list[float] | None, because: str) -> None:
    """Months that say the same stay as they are, one that says more becomes a new version."""
    head = "time,hPa,steps\n2026-04-30,1009,\n"
    first = _read(f"{head}2026-05-01,1013,\n", NUMBERS)
    diary = Diary.fold(first.entries, as_of=ROME.imported_at, zone="Europe/Rome")

    merged = merging(_read(head + text, NUMBERS), diary)

    found = [
        [each.value for each in entry.record.readings]
        for entry in merged.result.entries
        if isinstance(entry.record, NumberSeries)
    ]
    assert found == ([] if values is None else [values]), because
    assert merged.changed == tuple(entry.id for entry in merged.result.entries)


def test_two_values_for_one_time_are_not_both_true() -> None:
    """The first stands, the second is told."""
    result = _read("time,hPa,steps\n2026-05-01 07:00,1013,\n2026-05-01 07:00,990,\n", NUMBERS)

    assert [[each.value for each in one.readings] for one in _series(result)] == [[1013.0]]
    assert [str(lost.what) for lost in result.lost] == ["a second value of Air pressure for one time"]


def test_readings_too_fine_for_a_diary_are_left_out_and_counted() -> None:
    """A month holds one every quarter of an hour."""
    minutes = (divmod(n, 1440) for n in range(MOST_A_MONTH + 2))
    rows = "".join(f"2026-05-0{1 + day} {m // 60:02}:{m % 60:02},{m},\n" for day, m in minutes)
    result = _read(f"time,hPa,steps\n{rows}", NUMBERS)

    assert len(_series(result)[0].readings) == MOST_A_MONTH
    assert [(str(lost.what), lost.count) for lost in result.lost] == [
        ("readings of Air pressure beyond 2976 a month", 2)
    ]


def test_a_number_answers_no_day() -> None:
    """A day with a reading alone stays unanswered."""
    result = _read("time,hPa,steps\n2026-05-01 07:00,1013,\n", NUMBERS)
    diary = Diary.fold(result.entries, as_of=ROME.imported_at, zone="Europe/Rome")

    (day,) = to_days(diary, Period(date(2026, 5, 1), date(2026, 5, 1)))
    assert day.headache is DayAnswer.UNANSWERED
    assert [each.name for each in diary.series] == ["Air pressure"]
