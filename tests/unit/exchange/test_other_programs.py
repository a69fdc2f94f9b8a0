"""What each importer makes of its small invented file: times, durations, and what only that program tells."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from headlog.diary.attack import Attack, PainReading, Quality, Side, TakenFor
from headlog.diary.day import CheckIn, OwnFactor, Pause
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse, PreventiveDose, Use
from headlog.diary.moment import PartOfDay, Precision
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.exchange import formats
from headlog.exchange.apple_health.read import read as read_apple_health
from headlog.exchange.apple_health.records import UnsafeXml
from headlog.exchange.errors import ExchangeError, NotThisFormat, TooLarge
from headlog.exchange.result import Choices, ImportResult
from tests.unit.exchange.small_files import BEGAN, ENDED, HEALTH_RECORDS, OPEN, SMALL_FILES, health_record

Kind = TypeVar("Kind", bound=Record)
NEW_YORK = Choices(imported_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC), zone="America/New_York")
SAMPLES = Path(__file__).parents[4] / "shared/samples"
TIMED = (
    "apple_health",
    "migralog",
    "headi",
    "headache_companion",
    "cluster_headache_tracker",
    "aidingmigraine",
)


def _read(name: str, content: bytes | None = None) -> ImportResult:
    return formats.read(name, SMALL_FILES[name] if content is None else content, NEW_YORK)


def _of(result: ImportResult, kind: type[Kind]) -> list[Kind]:
    return [entry.record for entry in result.entries if isinstance(entry.record, kind)]


def _at(result: ImportResult, onset: datetime) -> Attack:
    (attack,) = (a for a in _of(result, Attack) if a.onset is not None and a.onset.at == onset)
    return attack


def _changed(name: str, change: Callable[[Any], None]) -> ImportResult:
    document = json.loads(SMALL_FILES[name])
    change(document)
    return _read(name, json.dumps(document).encode())


@pytest.mark.parametrize("name", TIMED)
def test_an_attack_over_a_clock_change_lasts_4_h_40_min(name: str) -> None:
    """Onset and end are the instants they were, whichever way the file writes them."""
    attack = _at(_read(name), BEGAN)

    assert attack.headache_ended is not None
    assert abs(attack.headache_ended.at - ENDED) <= timedelta(minutes=1)


@pytest.mark.parametrize("name", TIMED)
def test_an_attack_without_an_end_stays_open(name: str) -> None:
    """It is not given a length of zero."""
    assert _at(_read(name), OPEN).headache_ended is None


@pytest.mark.parametrize("name", [n for n in SMALL_FILES if n not in ("headlog", "csv", "daylio")])
def test_zone_is_asked(name: str) -> None:
    """Without a zone there are no local days."""
    result = formats.read(name, SMALL_FILES[name], replace(NEW_YORK, zone=None))

    assert [q.name for q in result.questions] == ["zone"]
    assert result.entries == ()


@pytest.mark.parametrize("name", sorted(SMALL_FILES))
def test_a_file_is_known_by_its_beginning(name: str) -> None:
    """The format need not be named, but for a table of no known program."""
    assert formats.recognised(SMALL_FILES[name]) == (None if name == "csv" else name)


@pytest.mark.parametrize("name", sorted(set(formats.FORMATS) - {"csv"}))
@pytest.mark.parametrize(
    "content", [b"", b"hello", b"a,b\n1,2\n", b"[]", b"{}", b"[1]", b"<a/>", b"PK\x05\x06" + bytes(18)]
)
def test_another_file_is_refused_in_words(name: str, content: bytes) -> None:
    """Nothing is imported from a file of another kind."""
    with pytest.raises(ExchangeError, match="Nothing was"):
        _read(name, content)


@pytest.mark.parametrize("name", ["headi", "migralog"])
def test_a_huge_file_is_refused(name: str) -> None:
    """Before it is read."""
    with pytest.raises(TooLarge):
        _read(name, bytes(64_000_001))


def test_a_name_that_is_no_format_is_refused() -> None:
    """The names are listed."""
    with pytest.raises(formats.UnknownFormat, match="migraine_buddy"):
        formats.read("tarot", b"", NEW_YORK)


def test_own_file_comes_in_as_it_is_with_what_is_wrong_listed() -> None:
    """History, authors and times stay; a damaged entry is skipped, an unknown key named."""
    document = json.loads(SMALL_FILES["headlog"])
    document["entries"].append({"kind": "attack", "id": "b", "logged_at": "soon"})
    document["entries"][0]["mood"] = "calm"

    result = _read("headlog", json.dumps(document).encode())

    assert [(e.id, e.by) for e in result.entries] == [("a", "person")]
    assert [(s.row, s.text) for s in result.skipped] == [(2, "b")]
    assert ["mood" in str(x.what) for x in result.lost] == [True]
    assert result.rows_kept == 1


class TestAppleHealth:
    """Words, not numbers; clear days that were said; sleep; the first day of a period."""

    def test_severity_stays_a_word(self) -> None:
        """A word is no number from 0 to 10."""
        attack = _at(_read("apple_health"), BEGAN)

        assert (attack.worst_pain, attack.pain) == (None, ())
        assert attack.notes == "Strength in Apple Health: severe."

    def test_not_present_is_a_clear_day_and_no_attack(self) -> None:
        """Unless that day has a headache too, which is listed."""
        result = _read("apple_health")
        clear = [c.day for c in _of(result, CheckIn) if c.headache is False]

        assert len(_of(result, Attack)) == 2
        assert clear == [date(2024, 3, 12)]
        assert any("no headache" in str(x.what) for x in result.lost)

    def test_sleep_is_one_sources_with_overlaps_counted_once(self) -> None:
        """The source with stages, 00:00 to 05:30; time in bed is not sleep."""
        (night,) = [c for c in _of(_read("apple_health"), CheckIn) if c.sleep_hours is not None]

        assert (night.day, night.sleep_hours) == (date(2024, 3, 9), 5.5)

    def test_first_day_of_a_period(self) -> None:
        """By its mark, in the newer spelling too."""
        assert [c.day.day for c in _of(_read("apple_health"), CheckIn) if c.cycle_day_1] == [20]

    def test_written_when_the_source_says(self) -> None:
        """A record created long after is recalled."""
        content = SMALL_FILES["apple_health"].replace(
            b'creationDate="2024-03-09 22:30:00 -0500"', b'creationDate="2024-03-20 08:00:00 -0400"'
        )

        logged = next(e.logged_at for e in _read("apple_health", content).entries if e.kind == "attack")

        assert logged == datetime(2024, 3, 20, 12, tzinfo=UTC)

    @pytest.mark.parametrize("folder", ["apple_health_export/", ""])
    def test_zip_and_stream(self, folder: str) -> None:
        """The ZIP as the phone makes it, from bytes or from a file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{folder}export.xml", SMALL_FILES["apple_health"])

        from_bytes = _read("apple_health", out.getvalue())
        from_stream = read_apple_health(out, NEW_YORK)

        assert from_bytes == from_stream
        assert len(_of(from_bytes, Attack)) == 2

    @pytest.mark.parametrize(
        ("head", "because"),
        [
            ('<!DOCTYPE HealthData [<!ENTITY a "b">]>', "an entity of its own"),
            ('<!DOCTYPE HealthData [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "an entity from a file"),
            ('<!ENTITY a "b">', "an entity without a document type"),
        ],
    )
    def test_entities_are_refused(self, head: str, because: str) -> None:
        """They can blow a file up or read another."""
        with pytest.raises(UnsafeXml):
            _read("apple_health", f"{head}<HealthData>&a;</HealthData>".encode())

    @pytest.mark.parametrize(
        ("content", "because"),
        [
            (b"<HealthData>&a;</HealthData>", "an undeclared entity"),
            (b"<HealthData>" + b"<a>" * 30, "deeper than any export"),
            (b"<HealthData><Record", "cut short"),
            (b"<!DOCTYPE HealthData [", "a document type without an end"),
            (b"<Other/>", "another document"),
        ],
    )
    def test_other_xml_is_refused_in_words(self, content: bytes, because: str) -> None:
        """Never a traceback."""
        with pytest.raises(NotThisFormat):
            _read("apple_health", content)

    def test_a_document_type_without_a_body_is_cut_out(self) -> None:
        """Some versions write one."""
        content = b"<!DOCTYPE HealthData><HealthData>" + HEALTH_RECORDS[0].encode() + b"</HealthData>"

        assert len(_of(_read("apple_health", content), Attack)) == 1

    def test_bleeding_within_a_period_is_not_its_first_day(self) -> None:
        """Only the record that starts a cycle does."""
        began = "2024-03-22 08:00:00 -0400"
        later = health_record("MenstrualFlow", "VaginalBleedingLight", began, began)
        content = f'<HealthData locale="en_US">{HEALTH_RECORDS[8]}{later}</HealthData>'

        result = _read("apple_health", content.encode())

        assert [c.day for c in _of(result, CheckIn) if c.cycle_day_1] == [date(2024, 3, 20)]

    def test_a_record_without_a_time_is_listed(self) -> None:
        """The others are kept."""
        content = SMALL_FILES["apple_health"].replace(
            b'startDate="2024-03-28 14:00:00 -0400"', b'startDate="soon"'
        )

        result = _read("apple_health", content)

        assert [s.row for s in result.skipped] == [2]
        assert len(_of(result, Attack)) == 1


class TestBearable:
    """Parts of a day, neck pain without headache, medicines that are none."""

    def test_parts_next_to_one_another_are_one_attack(self) -> None:
        """Evening and the following night; both ends known to the part of the day."""
        (attack,) = _of(_read("bearable"), Attack)
        began, ended = attack.headache_began, attack.headache_ended

        assert began is not None
        assert ended is not None
        assert (began.precision, began.part, began.day) == (
            Precision.PART_OF_DAY,
            PartOfDay.EVENING,
            date(2024, 3, 9),
        )
        assert (ended.part, ended.day) == (PartOfDay.NIGHT, date(2024, 3, 10))
        assert attack.worst_pain is None
        assert attack.notes == "pm, Headache (Severe), clocks\npre, Headache (Moderate)"

    def test_neck_pain_on_a_day_without_headache(self) -> None:
        """The one common source that records it."""
        (neck,) = _of(_read("bearable"), NeckEpisode)

        assert neck.began is not None
        assert (neck.began.day, neck.began.part) == (date(2024, 3, 12), PartOfDay.AFTERNOON)

    def test_an_unknown_symptom_is_the_persons_own(self) -> None:
        """Nothing is dropped in silence."""
        assert [s.sign for s in _of(_read("bearable"), Sign)] == ["own:tingling_toes"]

    def test_medicines_preventives_and_vitamins(self) -> None:
        """A vitamin is a factor of the day and no acute medicine."""
        result = _read("bearable")
        (dose,) = _of(result, Dose)
        factors = [f for c in _of(result, CheckIn) for f in c.own_factors]

        assert dose.at is not None
        assert (dose.medicine, dose.amount, dose.unit) == ("Rizatriptan", 10.0, "mg")
        assert dose.at.local.strftime("%d %H:%M") == "09 23:00"
        assert [p.amount for p in _of(result, PreventiveDose)] == ["70mg"]
        assert OwnFactor(factor="Taken: Vitamin D", answer=True) in factors
        assert OwnFactor(factor="Taken: Magnesium", value=400.0) in factors

    def test_sleep_and_factors_of_a_day(self) -> None:
        """Hours, ratings, and several values in a cell."""
        days = {c.day.day: c for c in _of(_read("bearable"), CheckIn)}

        assert days[9].sleep_hours == 6.5
        assert OwnFactor(factor="Sleep quality", value=2.0) in days[9].own_factors
        assert {f.factor for f in days[11].own_factors} == {"Factors: Coffee", "Factors: Long walk"}

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ('"32nd Mar 2024","","","Symptom","","Headache",""', "no day"),
            ('"9th Foo 2024","","","Symptom","","Headache",""', "no day"),
            ('"9th Mar 2024","","","Symptom","","",""', "names no symptom"),
            ('"9th Mar 2024","","', "quotation marks"),
        ],
    )
    def test_a_bad_row_is_listed(self, row: str, reason: str) -> None:
        """With its number."""
        result = _read("bearable", SMALL_FILES["bearable"] + row.encode())

        assert [s.row for s in result.skipped] == [13]
        assert reason in str(result.skipped[0].reason)

    def test_a_headache_with_a_clock_time_or_for_the_whole_day(self) -> None:
        """The time is kept; the end is known to the day."""
        head = SMALL_FILES["bearable"].splitlines(keepends=True)[0]
        rows = b'"9th Mar 2024","","14:05","Symptom","1","Migraine",""\n'
        rows += b'"11th Mar 2024","","all day","Symptom","1","Headache",""\n'

        timed, whole = _of(_read("bearable", head + rows), Attack)

        assert timed.headache_began is not None
        assert timed.headache_ended is not None
        assert whole.headache_began is not None
        assert (timed.headache_began.precision, timed.headache_ended.precision) == (
            Precision.EXACT,
            Precision.DAY,
        )
        assert whole.headache_began.precision is Precision.DAY


class TestMigraLog:
    """Timed readings and symptoms: the one format that can feed timing."""

    def test_readings_and_features(self) -> None:
        """In order of time; 0 is a reading."""
        attack = _at(_read("migralog"), BEGAN)

        assert [r.pain for r in attack.pain] == [8, 0]
        assert all(isinstance(r, PainReading) and r.at.timed for r in attack.pain)
        assert (attack.side, attack.regions, attack.quality) == (
            Side.RIGHT,
            ("orbital", "neck"),
            Quality.PULSATING,
        )
        assert (attack.symptoms, attack.suspected_triggers) == (("photophobia",), ("weather",))

    def test_a_symptom_has_its_own_time(self) -> None:
        """Onset and end, exact."""
        (sign,) = _of(_read("migralog"), Sign)

        assert sign.began is not None
        assert sign.ended is not None
        assert (sign.sign, sign.severity, sign.began.at, sign.ended.at) == ("neck_pain", 4, BEGAN, ENDED)
        assert sign.began.precision is Precision.EXACT

    def test_written_when_the_source_says(self) -> None:
        """Live and recalled entries differ for ever."""
        assert next(e.logged_at for e in _read("migralog").entries if e.kind == "attack") == BEGAN

    def test_days_and_pauses(self) -> None:
        """Green is a clear day, red a headache day, yellow neither."""
        result = _read("migralog")
        days = {c.day.day: c for c in _of(result, CheckIn)}

        assert [days[day].headache for day in (12, 13, 14)] == [False, None, True]
        assert days[13].own_factors == (OwnFactor(factor="Prodrome", answer=True),)
        assert [(p.first, p.last, p.notes) for p in _of(result, Pause)] == [
            (date(2024, 4, 1), date(2024, 4, 7), "Holiday")
        ]

    def test_medicines_and_doses(self) -> None:
        """Amounts times quantity; a preventive that was skipped is a missed dose; its kind is not guessed."""
        result = _read("migralog")
        (dose,) = _of(result, Dose)

        assert (dose.medicine, dose.amount, dose.notes) == ("Rizatriptan", 20.0, "Helped 8 of 10.")
        assert sorted(str(p.missed) for p in _of(result, PreventiveDose)) == ["None", "True"]
        assert [c.agent for c in _of(result, PreventiveCourse)] == ["Erenumab"]
        assert [(m.name, m.use, m.retired) for m in _of(result, Medicine)] == [
            ("Rizatriptan", Use.ACUTE, True), ("Erenumab", Use.PREVENTIVE, None),
        ]  # fmt: skip
        assert any("antibody or a gepant" in str(x.what) for x in result.lost)

    @pytest.mark.parametrize(
        ("where", "key", "value"),
        [
            ("episodes", "startTime", None),
            ("intensityReadings", "intensity", 14),
            ("symptomLogs", "onsetTime", "noon"),
            ("dailyStatusLogs", "date", "12 March"),
            ("calendarOverlays", "startDate", ""),
            ("medicationDoses", "medicationId", "m9"),
            ("medications", "name", ""),
        ],
    )
    def test_a_bad_item_is_listed(self, where: str, key: str, value: Any) -> None:
        """With its place and its own text; the others are kept."""

        def change(document: Any) -> None:
            document[where][0][key] = value

        result = _changed("migralog", change)

        assert result.skipped
        assert result.skipped[0].text
        assert len(result.entries) >= 8


def test_headi_kinds_words_and_doses() -> None:
    """`pain` is the kind, the word null is no answer, one medicine several times."""
    result = _read("headi")
    first, second = _at(result, BEGAN), _at(result, OPEN)

    assert (first.taken_for, first.aura, first.worst_pain) == (TakenFor.MIGRAINE, True, 8)
    assert (second.taken_for, second.worst_pain, second.notes) == (
        TakenFor.OTHER_HEADACHE, 3, "Type: Tension-type headache",
    )  # fmt: skip
    assert [d.medicine for d in _of(result, Dose)] == ["Rizatriptan", "Rizatriptan"]


@pytest.mark.parametrize("start", ["null", "yesterday", "99999999999999999", "-5"])
def test_headi_row_without_a_time_is_listed(start: str) -> None:
    """The others are kept."""
    row = f"\n3,Migraine,{start},null,null,3,null,null,null"

    result = _read("headi", SMALL_FILES["headi"].rstrip() + row.encode())

    assert [s.row for s in result.skipped] == [4]
    assert len(_of(result, Attack)) == 2


def test_headache_companion_attacks_medicines_and_days() -> None:
    """One side is not left or right; three unset codes for three fields."""
    result = _read("headache_companion")
    first, second = _at(result, BEGAN), _at(result, OPEN)
    (day,) = _of(result, CheckIn)
    (dose,) = _of(result, Dose)

    assert (first.side, first.quality, first.aura, first.symptoms) == (
        Side.ONE_SIDE, Quality.PULSATING, True, ("nausea",),
    )  # fmt: skip
    assert first.suspected_triggers == ("hormonal_change",)
    assert (second.side, second.quality, second.taken_for) == (
        Side.BOTH,
        Quality.PRESSING,
        TakenFor.OTHER_HEADACHE,
    )
    assert (dose.amount, dose.unit, dose.notes) == (20.0, "mg", "Marked not effective.\nSide effects: sleepy")
    assert [c.agent for c in _of(result, PreventiveCourse)] == ["Candesartan"]
    assert {f.value for f in day.own_factors} == {3.0, 1.0}


def test_headache_companion_medicine_history() -> None:
    """Start and stop are two dates."""
    row = {
        "id": "p1", "name": "Erenumab", "dose": "70 mg", "frequency": "monthly", "notes": "",
        "stopDate": None, "sideEffects": ["Constipation"], "startDate": BEGAN.timestamp(),
    }  # fmt: skip

    (course,) = _of(_read("headache_companion", json.dumps([row]).encode()), PreventiveCourse)

    assert (course.agent, course.started, course.stopped) == ("Erenumab", date(2024, 3, 9), None)
    assert course.notes == "Every: monthly\nSide effects: Constipation"


@pytest.mark.parametrize("key", ["name", "time"])
def test_headache_companion_medicine_without_name_or_time_is_listed(key: str) -> None:
    """The day says no more of it; without notes the day has none."""

    def change(document: Any) -> None:
        document[0]["medications"][0][key] = None
        document[0]["notes"] = ""

    result = _changed("headache_companion", change)

    assert [str(skipped.reason) for skipped in result.skipped] == [
        "a medicine of the day has no name or no time"
    ]
    assert _of(result, Dose) == []
    assert [c.notes for c in _of(result, CheckIn)] == [None]


@pytest.mark.parametrize(
    ("key", "value", "lost"),
    [("startTime", None, 1), ("painLevel", 40, 0), ("date", "Monday", 2)],
)
def test_headache_companion_bad_values(key: str, value: Any, lost: int) -> None:
    """A bad time or day loses what hangs on it; a bad pain level only itself."""

    def change(document: Any) -> None:
        (document[0] if key == "date" else document[0]["attacks"][0])[key] = value

    result = _changed("headache_companion", change)

    assert len(_of(result, Attack)) == 2 - lost
    assert bool(result.skipped) == (lost > 0)


def test_cluster_headache_tracker_lists_in_one_cell() -> None:
    """Joined by comma or plus; an unknown trigger is the person's own."""
    result = _read("cluster_headache_tracker")

    assert _at(result, BEGAN).suspected_triggers == ("weather", "own:moon")
    assert [d.medicine for d in _of(result, Dose)] == ["Oxygen", "Rizatriptan"]


def test_cluster_headache_tracker_row_without_a_time_is_listed() -> None:
    """The others are kept."""
    result = _read(
        "cluster_headache_tracker", SMALL_FILES["cluster_headache_tracker"] + b"soon,,5,,,\n,,,,,,,x\n"
    )

    assert [s.row for s in result.skipped] == [4, 5]


def test_aidingmigraine_trusts_the_duration() -> None:
    """An end without a date: 48 h look like none; a disagreement is listed."""
    result = _read("aidingmigraine")
    hours = [
        a.headache_ended
        and a.headache_began
        and (a.headache_ended.at - a.headache_began.at) / timedelta(hours=1)
        for a in _of(result, Attack)
    ]

    assert [h and round(h, 2) for h in hours] == [4.67, 48.0, 12.0, 2.5, None]
    assert [x.rows for x in result.lost if "disagree" in str(x.what)] == [(4,)]


def test_aidingmigraine_signs_are_untimed() -> None:
    """Prodrome and postdrome never enter timing."""
    result = _read("aidingmigraine")
    began = [r.began for r in _of(result, Sign)] + [r.began for r in _of(result, NeckEpisode)]

    assert len(began) == 3
    assert all(m is not None and not m.timed for m in began)
    assert [(d.medicine, d.amount) for d in _of(result, Dose)] == [("Rizatriptan", 10.0)]


def test_aidingmigraine_row_without_a_time_is_listed() -> None:
    """The others are kept."""
    result = _read("aidingmigraine", SMALL_FILES["aidingmigraine"] + b"2024-03-30,,,,5,,,,,,,,,,,,\n")

    assert [s.row for s in result.skipped] == [7]


def test_daylio_ticks_are_answers_and_factors_of_the_day() -> None:
    """A day without a tick says nothing about headache; its time is the entry's."""
    days = {c.day.day: c for c in _of(_read("daylio"), CheckIn)}

    assert [days[n].headache for n in (26, 27, 28)] == [True, None, True]
    assert (days[26].migraine, days[28].notes) == (True, "going")
    assert {f.factor for f in days[28].own_factors} == {"stress", "Mood: bad"}


def test_daylio_row_without_a_mood_has_none() -> None:
    """A column left empty is no factor of the day."""
    result = _read("daylio", SMALL_FILES["daylio"] + b'2024-03-25,,,,,"walk","",""\n')

    (day,) = (c for c in _of(result, CheckIn) if c.day == date(2024, 3, 25))
    assert [f.factor for f in day.own_factors] == ["walk"]


def test_daylio_row_without_a_day_is_listed() -> None:
    """The others are kept."""
    result = _read("daylio", SMALL_FILES["daylio"] + b'soon,,,,bad,"headache","",""\n')

    assert [s.row for s in result.skipped] == [5]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample exports are not beside this repository")
@pytest.mark.parametrize(
    ("name", "days", "hours"),
    [
        ("headi.csv", [4, 9, 15, 21], [6.5, 4.67, 0.83, 48.0]),
        ("headache_companion_daily.json", [4, 9, 15, 21, 28], [6.5, 4.67, 0.83, 48.0, None]),
        ("migralog_export.json", [4, 9, 15, 21, 28], [6.5, 4.67, 0.83, 48.0, None]),
        ("cluster_headache_tracker.csv", [4, 9, 15, 21, 28], [6.5, 4.67, 0.83, 48.0, None]),
        ("aidingmigraine.csv", [4, 9, 15, 21, 28], [6.5, 4.67, 0.83, 48.0, None]),
        ("apple_health_export.xml", [4, 9, 15, 21, 26, 28], [6.5, 4.67, 0.83, 48.0, 1.0, None]),
        ("bearable_7col.csv", [4, 9, 15, 21, 28], [0.0, 0.0, 0.0, 0.0, 0.0]),
        ("bearable_8col.csv", [4, 9, 15, 21, 28], [0.0, 0.0, 0.0, 0.0, 0.0]),
    ],
)
def test_samples_tell_the_invented_diary(name: str, days: list[int], hours: list[float | None]) -> None:
    """Onset days and elapsed hours of one diary, in each program's layout."""
    content = (SAMPLES / name).read_bytes()
    recognised = formats.recognised(content)
    assert recognised is not None

    result = _read(recognised, content)
    attacks = sorted(_of(result, Attack), key=lambda a: a.onset.at if a.onset else BEGAN)

    assert [a.onset.day.day for a in attacks if a.onset] == days
    assert [
        a.headache_ended
        and a.headache_began
        and round((a.headache_ended.at - a.headache_began.at) / timedelta(hours=1), 2)
        for a in attacks
    ] == hours
    assert result.skipped == ()


KNOWN_TABLES = (
    "migraine_buddy", "bearable", "headi", "cluster_headache_tracker", "aidingmigraine", "daylio",
)  # fmt: skip


@pytest.mark.parametrize("name", KNOWN_TABLES)
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_that_a_spreadsheet_saved_again(name: str, separator: str) -> None:
    """Its own separator stands between the cells; the headings show it, and the rows are the same."""
    text = io.StringIO(SMALL_FILES[name].decode("utf-8-sig"))
    saved = io.StringIO()
    csv.writer(saved, delimiter=separator).writerows(csv.reader(text))

    result = _read(name, saved.getvalue().encode())

    assert [e.record for e in result.entries] == [e.record for e in _read(name).entries]
    assert result.skipped == ()


@pytest.mark.parametrize("name", [*KNOWN_TABLES, "csv"])
def test_the_row_in_which_a_cut_file_ends_is_listed(name: str) -> None:
    """What is left of it may be half a number or half a word: it is not read, and that is said."""
    whole = SMALL_FILES[name].rstrip(b"\n") + b"\n"
    started = whole[: whole.index(b"\n", whole.index(b"\n") + 1)]
    cut = whole + started.rpartition(b"\n")[2][:12] if name == "csv" else whole + whole.splitlines()[-1][:12]
    mapping = {"layout": "attacks", "columns": {"began": "start", "ended": "end", "pain": "pain"}}

    result = formats.read(name, cut, replace(NEW_YORK, mapping=mapping))

    assert len(result.skipped) == 1
    assert len(result.skipped[0].text) == 12


@pytest.mark.parametrize("begins", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
@pytest.mark.parametrize("name", [*KNOWN_TABLES, "csv"])
def test_a_spreadsheet_called_csv_is_known_for_one(name: str, begins: bytes) -> None:
    """Changing a file's name does not change what it is; what to do about it is said."""
    with pytest.raises(NotThisFormat, match="save it as CSV"):
        _read(name, begins + bytes(range(256)))


def test_a_cell_without_end_is_said_to_be_too_long() -> None:
    """The row is listed with what is wrong with it, and the others are read."""
    head, first, *rest = SMALL_FILES["headi"].splitlines(keepends=True)
    result = _read("headi", b"".join((head, first.replace(b"clocks", b"x" * 2_000_000), *rest)))

    assert [str(each.reason) for each in result.skipped] == [
        "one of its cells is longer than 131,072 letters"
    ]
    assert len(_of(result, Attack)) == 1


def test_half_an_emoji_in_another_programs_text_is_kept() -> None:
    """Programs cut texts in the middle of one; the rest of the file is not the worse for it."""

    def cut(document: Any) -> None:
        document["episodes"][0] |= {"symptoms": ["odd \ud83d"], "notes": "clocks \ud83d", "id": "e\ud83d"}

    result = _changed("migralog", cut)

    assert _at(result, BEGAN).notes == "clocks \ud83d"
    assert result.skipped == ()


def test_an_encoding_that_nobody_knows_is_said() -> None:
    """A file that names one cannot be read; it is no fault of Headlog's."""
    content = SMALL_FILES["apple_health"].replace(b"UTF-8", b"UTF-88")
    assert b"UTF-88" in content

    with pytest.raises(NotThisFormat):
        _read("apple_health", content)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("cluster_headache_tracker", ("end_time",)),
        ("headi", ("end_date",)),
        ("aidingmigraine", ("End Time", "Duration (hours)")),
    ],
)
def test_an_end_that_cannot_be_read_is_listed(name: str, columns: tuple[str, ...]) -> None:
    """The attack stays open, and that is said."""
    result = _with_cells(name, dict.fromkeys(columns, "soon"))

    assert "an end that could not be read; it is left open" in [str(lost.what) for lost in result.lost]


@pytest.mark.parametrize(
    ("name", "column"),
    [("cluster_headache_tracker", "intensity"), ("headi", "strength"), ("aidingmigraine", "Pain Level"),
     ("migraine_buddy", "Pain Level")],
)  # fmt: skip
def test_the_decimals_of_a_pain_level_are_listed(name: str, column: str) -> None:
    """The diary keeps whole numbers, as people are asked for them."""
    lost = [str(each.what) for each in _with_cells(name, {column: "7.4"}).lost]

    assert "the decimals of a level from 0 to 10; the nearest whole number is kept, halves up" in lost


@pytest.mark.parametrize(
    ("written", "kept", "because"),
    [
        ("2.5", 3, "a half goes up"),
        ("3.5", 4, "as it does after an odd number: moderate, not mild"),
        ("7,4", 7, "to the nearest"),
        ("0.4", 1, "any pain is more than none"),
        ("9.6", 10, "never above the strongest"),
    ],
)
def test_a_pain_between_two_numbers(written: str, kept: int, because: str) -> None:
    """Whole numbers as people are asked for them, the same way in every import."""
    columns = {"headi": "strength", "aidingmigraine": "Pain Level"}
    found = [_of(_with_cells(name, {column: written}), Attack)[0] for name, column in columns.items()]
    number = float(written.replace(",", "."))

    def told(document: Any) -> None:
        document["intensityReadings"][0]["intensity"] = number

    migralog = _changed("migralog", told)

    assert {each.worst_pain for each in found} == {kept}, because
    assert kept in [reading.pain for each in _of(migralog, Attack) for reading in each.pain]
    assert "the decimals of a level" in " ".join(str(each.what) for each in migralog.lost)


@pytest.mark.parametrize("name", ["migralog", "headache_companion"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_is_decoded_as_tables_are(name: str, encoding: str) -> None:
    """A text editor that saved it again changed its encoding, not what it says."""
    text = SMALL_FILES[name].decode("utf-8-sig")

    result = _read(name, text.encode(encoding))

    assert [e.record for e in result.entries] == [e.record for e in _read(name).entries]
    assert formats.recognised(text.encode(encoding)) == name


@pytest.mark.parametrize("name", KNOWN_TABLES)
def test_a_nul_spoils_its_row_alone(name: str) -> None:
    """What stood there is lost: the row is listed with it, and the others are read."""
    whole = SMALL_FILES[name].rstrip(b"\n") + b"\n"
    last = whole.splitlines()[-1]

    result = _read(name, whole + last[:4] + b"\0" + last[4:] + b"\n")

    assert [e.record for e in result.entries] == [e.record for e in _read(name, whole).entries]
    assert [(str(row.reason), "\0" in row.text) for row in result.skipped] == [
        ("it holds a NUL, which no text has: what stood there is lost", False)
    ]


@pytest.mark.parametrize("name", KNOWN_TABLES)
def test_a_line_that_tells_the_separator_is_no_row(name: str) -> None:
    """A spreadsheet writes it for itself, and shows it nowhere."""
    text = io.StringIO(SMALL_FILES[name].decode("utf-8-sig"))
    saved = io.StringIO("sep=;\n")
    saved.seek(0, io.SEEK_END)
    csv.writer(saved, delimiter=";").writerows(csv.reader(text))

    result = _read(name, saved.getvalue().encode("utf-8-sig"))

    assert [e.record for e in result.entries] == [e.record for e in _read(name).entries]
    assert [row.row for row in result.skipped] == [row.row for row in _read(name).skipped]


def test_a_column_without_a_place_in_the_diary_is_listed() -> None:
    """Of AidingMigraine: for each row that holds something there."""
    said = {"Category": "Migraine", "Status": "Resolved", "Pressure (hPa)": "1013"}

    def rows(cells: dict[str, str]) -> dict[str, int]:
        return {str(each.what): each.count for each in _with_cells("aidingmigraine", cells).lost}

    filled, empty = rows(said), rows(dict.fromkeys(said, ""))
    for words in (f"the column {column}, which has no place in the diary" for column in said):
        assert filled[words] == empty.get(words, 0) + 1


def test_a_number_of_doses_that_cannot_be_read_is_listed() -> None:
    """One dose stands for it: there was one at least."""
    result = _with_cells("headi", {"medication_amount": "two"})

    assert "a number of doses that could not be read; one is kept" in [str(lost.what) for lost in result.lost]
    assert len(_of(result, Dose)) == 1


def _with_cells(name: str, cells: dict[str, str]) -> ImportResult:
    """The small file of a program with other words in the first attack of it that has them all."""
    rows = list(csv.reader(io.StringIO(SMALL_FILES[name].decode("utf-8-sig"))))
    head = next(number for number, row in enumerate(rows) if set(cells) <= set(row))
    for column, words in cells.items():
        rows[head + 1][rows[head].index(column)] = words
    saved = io.StringIO()
    csv.writer(saved).writerows(rows)
    return _read(name, saved.getvalue().encode())
