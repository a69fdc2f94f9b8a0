"""Rows that stand twice, cells that are empty or impossible, and archives that are not what they say."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pytest

from headlog.diary.attack import Attack, Quality
from headlog.diary.day import CheckIn, OwnFactor
from headlog.diary.medicine import Dose
from headlog.diary.record import Record
from headlog.exchange import formats
from headlog.exchange.errors import NotThisFormat
from headlog.exchange.result import Choices, ImportResult
from headlog.exchange.times import clock_of
from headlog.exchange.words import split_list
from tests.unit.exchange.migraine_buddy_files import attacks_file
from tests.unit.exchange.small_files import SMALL_FILES, health_record

Kind = TypeVar("Kind", bound=Record)
NEW_YORK = Choices(imported_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC), zone="America/New_York")
US = {"Started": "03/21/24 9:15", "Lasted": "06h 30m", "Pain Level": "6"}


def _read(name: str, content: bytes) -> ImportResult:
    return formats.read(name, content, NEW_YORK)


def _of(result: ImportResult, kind: type[Kind]) -> list[Kind]:
    return [entry.record for entry in result.entries if isinstance(entry.record, kind)]


def _health(*records: str) -> bytes:
    return f"<HealthData>{''.join(records)}</HealthData>".encode()


def _sleep(began: str, ended: str) -> str:
    return health_record("SleepAnalysis", "SleepAnalysisAsleepCore", f"{began} -0500", f"{ended} -0500")


@pytest.mark.parametrize("name", ["aidingmigraine", "cluster_headache_tracker"])
def test_a_row_that_stands_twice_is_one_attack_with_its_medicines_once(name: str) -> None:
    """The second is listed as adding nothing; its medicines are not kept again."""
    content = SMALL_FILES[name]
    last = next(line for line in content.splitlines(keepends=True) if b"Rizatriptan" in line)
    once, twice = _read(name, content), _read(name, content + last)

    assert twice.rows_read == once.rows_read + 1
    assert (len(_of(twice, Attack)), len(_of(twice, Dose))) == (len(_of(once, Attack)), len(_of(once, Dose)))
    assert [each.row for each in twice.duplicates] == [twice.rows_read + 1]
    assert "1 was there already and adds nothing." in [str(said) for said in twice.summary()]


def test_a_duration_without_an_end_time_gives_the_end() -> None:
    """Twelve hours from 7:00."""
    content = SMALL_FILES["aidingmigraine"].replace(b"2024-03-25,07:00,09:30,12,", b"2024-03-25,07:00,,12,")
    (attack,) = (
        a
        for a in _of(_read("aidingmigraine", content), Attack)
        if a.onset and a.onset.day == date(2024, 3, 25)
    )

    assert attack.headache_ended is not None
    assert attack.headache_ended.local.strftime("%d %H:%M") == "25 19:00"


def test_a_tick_that_stands_twice_on_a_day_is_one_factor() -> None:
    """Two entries of one day, neither with a time of its own, tell of the walk once and lose nothing."""
    head = b"full_date,date,weekday,time,mood,activities,note_title,note\n"
    row = b'2024-03-27,27 March,Wednesday,,good,"walk","",""\n'
    result = _read("daylio", head + row + row)

    (check_in,) = _of(result, CheckIn)

    assert check_in.own_factors == (
        OwnFactor(factor="walk", answer=True),
        OwnFactor(factor="Mood: good", answer=True),
    )
    assert result.lost == ()


def test_sleep_without_hours_is_a_factor_of_the_day() -> None:
    """A word is no number of hours."""
    content = SMALL_FILES["bearable"].replace(b'"6h 30m","Asleep 23:50 - 06:20"', b'"good","Deep"')

    (check_in,) = (c for c in _of(_read("bearable", content), CheckIn) if c.day == date(2024, 3, 9))

    assert check_in.sleep_hours is None
    assert OwnFactor(factor="Sleep: Deep", answer=True) in check_in.own_factors


def test_an_amount_that_no_dose_can_have_is_listed_and_the_attack_kept() -> None:
    """The row is shown with what is wrong."""
    content = SMALL_FILES["cluster_headache_tracker"].replace(b"Rizatriptan", b"Rizatriptan 200000mg")
    result = _read("cluster_headache_tracker", content)

    assert [(each.row, "amount" in str(each.reason)) for each in result.skipped] == [(3, True)]
    assert [dose.medicine for dose in _of(result, Dose)] == ["Oxygen"]
    assert len(_of(result, Attack)) == 2


def test_a_day_of_no_named_kind_says_only_its_notes() -> None:
    """Yellow is neither headache nor none, and without a kind it is no factor either."""
    day = {"id": "d", "date": "2024-03-13", "status": "yellow", "notes": "slow"}
    document = json.loads(SMALL_FILES["migralog"]) | {"dailyStatusLogs": [day]}

    (check_in,) = _of(_read("migralog", json.dumps(document).encode()), CheckIn)

    assert (check_in.headache, check_in.own_factors, check_in.notes) == (None, (), "slow")


def test_a_file_that_must_be_asked_about_is_summed_up_by_its_questions() -> None:
    """No count of rows is told while nothing was imported."""
    result = formats.read(
        "cluster_headache_tracker",
        SMALL_FILES["cluster_headache_tracker"],
        replace(NEW_YORK, zone=None),
    )

    assert result.summary() == tuple(question.words for question in result.questions)
    assert "Which time zone" in str(result.summary()[0])


class TestAppleHealth:
    """Times that cannot be, sleep counted once, archives that are damaged."""

    def test_an_end_before_the_beginning_is_no_end(self) -> None:
        """The headache stays open."""
        content = _health(
            health_record(
                "Headache", "SeverityMild", "2024-03-28 14:00:00 -0400", "2024-03-27 14:00:00 -0400"
            )
        )

        (attack,) = _of(_read("apple_health", content), Attack)

        assert attack.headache_ended is None

    @pytest.mark.parametrize(
        ("spans", "hours", "because"),
        [
            ([("2024-03-08 23:00:00", "2024-03-09 07:00:00")], 8.0, "one stretch"),
            (
                [
                    ("2024-03-08 23:00:00", "2024-03-09 07:00:00"),
                    ("2024-03-09 01:00:00", "2024-03-09 02:00:00"),
                ],
                8.0,
                "an hour within another stretch adds nothing",
            ),
            ([("2024-03-08 01:00:00", "2024-03-09 07:00:00")], None, "nobody sleeps 30 hours in a night"),
        ],
    )
    def test_hours_slept_in_a_night(
        self, spans: list[tuple[str, str]], hours: float | None, because: str
    ) -> None:
        """Stretches of one source, counted once and only up to a day."""
        check_ins = _of(_read("apple_health", _health(*(_sleep(*span) for span in spans))), CheckIn)

        assert [each.sleep_hours for each in check_ins] == ([] if hours is None else [hours]), because

    def test_a_long_document_type_and_a_long_body_are_read_through(self) -> None:
        """Neither fits into the first portion that is read."""
        filler = "<!-- every element of an export is declared here -->" * 2000
        headache = health_record(
            "Headache", "SeverityMild", "2024-03-28 14:00:00 -0400", "2024-03-28 15:00:00 -0400"
        )
        body = "<Other/>" * 20_000
        content = f"<!DOCTYPE HealthData [{filler}]><HealthData>{body}{headache}</HealthData>".encode()

        assert len(_of(_read("apple_health", content), Attack)) == 1

    def test_an_archive_that_hides_its_size_is_refused(self) -> None:
        """No more is read than it says it holds, and the rest is noticed."""
        content = self._archive(_health(_sleep("2024-03-08 23:00:00", "2024-03-09 07:00:00")))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = archive.infolist()[0].file_size.to_bytes(4, "little")

        with pytest.raises(NotThisFormat, match="could not be read"):
            _read("apple_health", content.replace(size, (100).to_bytes(4, "little")))

    def test_an_encrypted_archive_is_refused(self) -> None:
        """Its directory marks the file as encrypted, and there is no password to ask for."""
        content = bytearray(self._archive(_health()))
        content[content.index(b"PK\x03\x04") + 6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1

        with pytest.raises(NotThisFormat, match="encrypted"):
            _read("apple_health", bytes(content))

    @staticmethod
    def _archive(xml: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("export.xml", xml)
        return out.getvalue()


class TestMigraineBuddy:
    """Pressure as a quality, and an event whose quotes do not close."""

    def test_pressing_pain_is_a_quality_and_no_symptom(self) -> None:
        """The diary asks for the quality of pain, another program lists it among symptoms."""
        result = _read("migraine_buddy", attacks_file(US | {"Symptoms": "Pressing pain, Nausea"}))

        (attack,) = _of(result, Attack)

        assert (attack.quality, attack.symptoms) == (Quality.PRESSING, ("nausea",))

    def test_an_event_that_cannot_be_split_is_listed(self) -> None:
        """The attacks after it are kept."""
        content = attacks_file(US).replace(b"\n\n", b'\n"03/20/24,Ongoing,Attack started\n\n', 1)

        result = _read("migraine_buddy", content)

        assert [(s.row, "quotation marks" in str(s.reason)) for s in result.skipped] == [(2, True)]
        assert len(_of(result, Attack)) == 1


@pytest.mark.parametrize(
    ("text", "hours", "because"),
    [
        ("9:15 pm", 21.25, "the evening"),
        ("12:05 am", 5 / 60, "just after midnight"),
        ("12:05 PM", 12 + 5 / 60, "just after noon"),
        ("14:00 pm", None, "a clock of twelve hours has no 14"),
        ("0:30 am", None, "nor a 0"),
    ],
)
def test_a_clock_of_twelve_hours(text: str, hours: float | None, because: str) -> None:
    """Times with am and pm, and those that cannot be."""
    assert clock_of(text) == (None if hours is None else timedelta(hours=hours)), because


def test_empty_items_of_a_list_are_left_out() -> None:
    """Two separators in a row name nothing between them."""
    assert split_list("Stress, , Noise") == ["Stress", "Noise"]
