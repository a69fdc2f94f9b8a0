"""Migraine Buddy's CSV: two widths, dates in either order, elapsed time over a clock change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from headlog.diary.attack import Attack, Side, TakenFor
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose, PreventiveCourse, PreventiveDose, Relief
from headlog.diary.moment import Precision
from headlog.diary.person import OwnWord
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.exchange.errors import NotThisFormat
from headlog.exchange.migraine_buddy.read import read
from headlog.exchange.result import Choices, ImportResult
from tests.unit.exchange.migraine_buddy_files import NARROW, attacks_file

NEW_YORK = Choices(imported_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC), zone="America/New_York")
SAMPLES = Path(__file__).parents[4] / "shared/samples"
US = {"Started": "03/21/24 9:15", "Lasted": "06h 30m", "Pain Level": "6"}


def _all(result: ImportResult, kind: type[Record]) -> list[Entry]:
    return [entry for entry in result.entries if isinstance(entry.record, kind)]


def _attack(result: ImportResult) -> Attack:
    (attack,) = (e.record for e in result.entries if isinstance(e.record, Attack))
    return attack


def _elapsed(attack: Attack) -> timedelta | None:
    began, ended = attack.headache_began, attack.headache_ended
    return ended.at - began.at if began and ended else None


@pytest.mark.parametrize(
    ("started", "others", "day_first", "asked", "because"),
    [
        ("03/21/24 9:15", [], None, False, "21 is no month: the month comes first"),
        ("21/3/2024 9:15", [], None, False, "21 is no month: the day comes first"),
        ("3/4/24 9:15", ["14/4/24 9:15"], None, False, "another row shows the order"),
        ("3/4/24 9:15", [], None, True, "nothing shows the order, so it is asked"),
        ("3/4/24 9:15", [], True, False, "the person said it"),
        ("3/13/24 9:15", ["13/3/24 9:15"], None, True, "the rows contradict each other, so it is asked"),
        ("2024-03-04 9:15", [], None, False, "the year first leaves no doubt"),
    ],
)
def test_order_of_day_and_month_is_shown_told_or_asked(
    started: str, others: list[str], day_first: bool | None, asked: bool, because: str
) -> None:
    """It is never guessed: with the question open nothing is imported."""
    rows = [US | {"Started": text} for text in (started, *others)]

    result = read(attacks_file(*rows), replace(NEW_YORK, day_first=day_first))

    assert [q.name for q in result.questions] == (["day_first"] if asked else []), because
    assert bool(result.entries) is not asked


def test_a_health_event_may_show_the_order() -> None:
    """Any value over 12 anywhere in the file counts."""
    content = attacks_file(US | {"Started": "3/4/24 9:15"}, events=(("28/03/2024", "", "Flu", ""),))

    onset = _attack(read(content, NEW_YORK)).headache_began

    assert onset is not None
    assert onset.day.isoformat() == "2024-04-03"


def test_zone_is_asked_when_it_was_not_told() -> None:
    """Local times name no instant without it."""
    result = read(attacks_file(US), replace(NEW_YORK, zone=None))

    assert [q.name for q in result.questions] == ["zone"]
    assert result.entries == ()


def test_an_attack_over_a_clock_change_lasts_what_the_file_says() -> None:
    """4 h 40 min elapsed are 5 h 40 min by a naive clock."""
    row = {
        "Started": "03/09/24 22:30", "Lasted": "04h 40m", "Start UTC Offset (min)": "-300",
        "End UTC Offset (min)": "-240", "Pain Level": "8",
    }  # fmt: skip

    attack = _attack(read(attacks_file(row), replace(NEW_YORK, day_first=False)))

    assert _elapsed(attack) == timedelta(hours=4, minutes=40)
    assert attack.headache_ended is not None
    assert attack.headache_ended.local.strftime("%d %H:%M") == "10 04:10"


@pytest.mark.parametrize(
    ("offset", "zone", "because"),
    [
        ("-240", "America/New_York", "the home zone's own summer offset"),
        ("60", "Etc/GMT-1", "a journey: the offset says more than the home zone"),
        ("330", "Asia/Kolkata", "an offset of half an hour is found as a place"),
        ("", "America/New_York", "no offset: the home zone's clock"),
        ("oops", "America/New_York", "an offset that is no number says nothing"),
        ("7", "America/New_York", "an offset that no place has says nothing"),
    ],
)
def test_offset_decides_the_instant_and_the_zone(offset: str, zone: str, because: str) -> None:
    """A day belongs to the clock the person lived by."""
    attack = _attack(read(attacks_file(US | {"Start UTC Offset (min)": offset}), NEW_YORK))

    assert attack.headache_began is not None
    assert attack.headache_began.zone == zone, because
    assert attack.headache_began.local.strftime("%Y-%m-%d %H:%M") == "2024-03-21 09:15", because


@pytest.mark.parametrize(
    ("lasted", "hours", "because"),
    [
        ("01h 00m", 1.0, "the usual form"),
        ("1d 02h 15m", 26.25, "days before hours"),
        ("2d 00h 00m", 48.0, "two whole days"),
        ("00h 50m\nwoke me", 0.83, "text may follow on a new line"),
        ("Ongoing", None, "an attack that goes on has no end, not a length of zero"),
        ("", None, "a length not given is not zero"),
        ("00h 00m", None, "no attack lasts no time"),
        ("a while", None, "words are no length"),
        ("999d 00h 00m", None, "a length that cannot be right leaves the end open"),
    ],
)
def test_length_of_an_attack(lasted: str, hours: float | None, because: str) -> None:
    """The end is elapsed time after the onset, or open."""
    elapsed = _elapsed(_attack(read(attacks_file(US | {"Lasted": lasted}), NEW_YORK)))

    assert (elapsed and round(elapsed / timedelta(hours=1), 2)) == hours, because


@pytest.mark.parametrize(
    ("pain", "kept", "because"),
    [
        ("6", 6, "as it stands"),
        ("0", 0, "zero is an answer"),
        ("14", None, "no pain is 14; the attack is kept without it"),
        ("", None, "not answered"),
        ("strong", None, "a word is no number"),
    ],
)
def test_whole_attack_pain_is_no_timed_reading(pain: str, kept: int | None, because: str) -> None:
    """One number for the whole attack goes to `worst_pain`."""
    result = read(attacks_file(US | {"Pain Level": pain}), NEW_YORK)
    attack = _attack(result)

    assert attack.worst_pain == kept, because
    assert attack.pain == ()
    assert bool([x for x in result.lost if "pain level" in str(x.what)]) == (pain in ("14", "strong"))


def test_an_attack_with_pain_zero_has_no_headache() -> None:
    """It is kept, with its end, as an attack without head pain."""
    attack = _attack(read(attacks_file(US | {"Pain Level": "0"}), NEW_YORK))

    assert (attack.headache, attack.headache_began) == (False, None)
    assert attack.began is not None
    assert attack.back_to_normal is not None


def test_signs_before_the_attack_never_enter_timing() -> None:
    """The file gives no time of them: precision unknown, and the loss is listed."""
    result = read(attacks_file(US | {"Premonitory Symptoms": "Neck pain, Yawning, Zapping"}), NEW_YORK)
    moments = [e.record.began for e in result.entries if isinstance(e.record, Sign | NeckEpisode)]

    assert len(moments) == 3
    assert all(m is not None and m.precision is Precision.UNKNOWN and not m.timed for m in moments)
    assert [w.record.label for w in result.entries if isinstance(w.record, OwnWord)] == ["Zapping"]
    assert [x.count for x in result.lost if "time of a sign" in str(x.what)] == [3]


def test_features_are_read_in_the_diarys_words() -> None:
    """Known words get their ids, others become the person's own, nothing is dropped in silence."""
    row = US | {
        "Attack Types": "Migraine with aura", "Potential Triggers": "Weather, Sister visits",
        "Symptoms": "Throbbing pain, Sensitivity to light", "Most Bothersome Symptom": "Sensitivity to light",
        "Pain Positions": "Left Temple, Left Back of Head (Lower), Elbow", "Affected Activities": "Work",
        "Notes": "Two days, \"worst\"",
    }  # fmt: skip

    attack = _attack(read(attacks_file(row), NEW_YORK))

    assert (attack.taken_for, attack.aura, attack.side) == (TakenFor.MIGRAINE, True, Side.LEFT)
    assert (attack.regions, attack.quality) == (("temple", "back"), "pulsating")
    assert (attack.symptoms, attack.most_bothersome) == (("photophobia",), "photophobia")
    assert attack.suspected_triggers == ("weather", "own:sister_visits")
    assert attack.notes is not None
    for words in ('Two days, "worst"', "Migraine with aura", "Affected: Work", "Pain position: Elbow"):
        assert words in attack.notes


def test_a_comma_inside_an_item_is_kept_where_the_file_shows_it() -> None:
    """An item that stands alone in the most bothersome column is known whole."""
    row = US | {"Symptoms": "Ringing, left ear, Nausea", "Most Bothersome Symptom": "Ringing, left ear"}

    attack = _attack(read(attacks_file(row), NEW_YORK))

    assert attack.symptoms == ("own:ringing_left_ear", "nausea")


def test_medicines_and_reliefs_are_kept_with_their_day() -> None:
    """No dose has a time; placeholders are no medicine; two of one kind are two."""
    row = US | {
        "Helpful Medication": "Sumatriptan 50mg, Sumatriptan 50mg", "Unhelpful Medication": "No medication",
        "Unsure Medication": "Ibuprofen", "Helpful Non Drug Relief Methods": "Ice packs",
        "Unsure Non Drug Relief Methods": "No relief",
    }  # fmt: skip

    result = read(attacks_file(row), NEW_YORK)
    doses = [d.record for d in result.entries if isinstance(d.record, Dose)]

    assert [(d.medicine, d.amount, d.unit) for d in doses] == [
        ("Sumatriptan", 50.0, "mg"), ("Sumatriptan", 50.0, "mg"), ("Ibuprofen", None, None),
    ]  # fmt: skip
    assert {d.at.precision for d in doses if d.at} == {Precision.DAY}
    assert [d.notes for d in doses] == [
        "Marked helpful.",
        "Marked helpful.",
        "Marked unsure whether helpful.",
    ]
    assert [r.record.relief for r in result.entries if isinstance(r.record, Relief)] == ["cold"]


def test_the_place_is_left_out() -> None:
    """Where a person was is not carried, not even in the original text."""
    result = read(attacks_file(US | {"Geohash": "dr5regw3p", "Attack Location": "Home"}), NEW_YORK)

    assert "dr5regw3p" not in str(result)
    assert [x.count for x in result.lost if "place" in str(x.what)] == [2]


def test_health_events() -> None:
    """An injection is a preventive dose, an attack that goes on an open attack, the rest is listed."""
    events = (
        ("03/28/24", "Ongoing", "Attack started 03/28/24 14:00", "Still going"),
        ("03/01/2024 - 03/01/2024", "", "Emgality 120 mg injection", ""),
        ("03/02/2024 - 03/05/2024", "", "Flu", ""),
        ("03/30/24", "Ongoing", "Attack started some day", ""),
        ("", "", "", "no health events"),
    )

    result = read(attacks_file(events=events), NEW_YORK)
    attack = _attack(result)
    (dose,) = (e.record for e in result.entries if isinstance(e.record, PreventiveDose))
    (course,) = (e.record for e in result.entries if isinstance(e.record, PreventiveCourse))

    assert attack.headache_began is not None
    assert (attack.headache_began.local.hour, attack.headache_ended) == (14, None)
    assert (course.agent, course.started, dose.course, dose.amount) == (
        "Galcanezumab",
        None,
        course.id,
        "120 mg",
    )
    assert dose.given is not None
    assert dose.given.precision is Precision.DAY
    assert any("Flu" in str(x.what) for x in result.lost)
    assert [s.row for s in result.skipped] == [5]
    assert result.rows_read == 4


def test_columns_are_found_by_heading_not_by_place() -> None:
    """Column 9 of the narrow layout was first called Auras."""
    row = US | {"Auras": "Neck pain, Visual", "Pain Positions": "Right Eye"}

    attack = _attack(read(attacks_file(row, headings=NARROW), NEW_YORK))

    assert [a.symptom for a in attack.aura_symptoms] == ["visual_positive"]
    assert (attack.side, attack.regions) == (Side.RIGHT, ("orbital",))


@pytest.mark.parametrize(
    ("content", "because"),
    [
        (b"", "an empty file"),
        (b"Date,Pain\n1,2\n", "another program's headings"),
        (b"\x00\x01\x02", "no text"),
        (b"\xff\xfeA", "half a character"),
    ],
)
def test_another_file_is_refused_in_words(content: bytes, because: str) -> None:
    """Nothing is imported, and it is said."""
    with pytest.raises(NotThisFormat, match="Nothing was imported"):
        read(content, NEW_YORK)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'"9","soon","01h 00m"\n', "no date and time"),
        (b'"9","03/22/24","01h 00m"\n', "no date and time"),
        (b'"9","02/30/24 9:15","01h 00m"\n', "no date and time"),
        (b'"9","03/22/24 25:15","01h 00m"\n', "no date and time"),
        (b'"9","03/22/24 9:15","01h 00m\n', "quotation marks"),
        (b'"9","03/22/24 9:15"' + b',"x"' * 40 + b"\n", "42 cells"),
    ],
)
def test_a_bad_row_is_listed_and_the_others_are_kept(line: bytes, reason: str) -> None:
    """With its number, its reason and its own text."""
    result = read(attacks_file(US) + line + attacks_file(US).splitlines(keepends=True)[-1], NEW_YORK)

    assert [s.row for s in result.skipped] == [5]
    assert reason in str(result.skipped[0].reason)
    assert result.skipped[0].text == line.decode().rstrip("\n")
    assert len(_all(result, Attack)) == 1
    assert len(result.duplicates) == 1


def test_importing_twice_gives_the_same_entries() -> None:
    """Ids and versions follow from the rows; the narrow export of the same attack has the same id."""
    content = attacks_file(US | {"Helpful Medication": "Sumatriptan"})

    first, again = read(content, NEW_YORK), read(content, replace(NEW_YORK, imported_at=datetime.now(UTC)))
    narrow = read(attacks_file(US, headings=NARROW), NEW_YORK)

    assert [e.key for e in first.entries] == [e.key for e in again.entries]
    assert narrow.entries[0].id == first.entries[0].id


def test_two_attacks_of_one_minute_are_two() -> None:
    """A second one with other words is not swallowed, nor its medicine."""
    rows = [
        US | {"Helpful Medication": "Sumatriptan"},
        US | {"Helpful Medication": "Sumatriptan", "Notes": "b"},
    ]

    result = read(attacks_file(*rows), NEW_YORK)

    assert len({e.id for e in _all(result, Attack)}) == 2
    assert len({e.id for e in _all(result, Dose)}) == 2


def test_entries_carry_their_source() -> None:
    """File hash, row number and original text."""
    content = attacks_file(US)
    source = read(content, NEW_YORK).entries[0].source

    assert source is not None
    assert (source["row"], source["file"]) == (4, read(content, NEW_YORK).source_hash)
    assert source["text"] == content.decode().splitlines()[-1]


@pytest.mark.parametrize(
    ("rows", "bad"), [(500, 2), pytest.param(10_000, 40, marks=[pytest.mark.large, pytest.mark.slow])]
)
def test_rows_of_which_every_250th_is_bad(rows: int, bad: int) -> None:
    """Of ten thousand, 9,960 are kept and 40 are listed."""
    row = attacks_file(US).decode().splitlines()[-1]
    start = datetime(2010, 1, 1)  # noqa: DTZ001
    lines = [
        row.replace("9:15", "nine") if n % 250 == 7
        else row.replace("03/21/24 9:15", f"{start + timedelta(hours=12 * n):%m/%d/%y %H:%M}")
        for n in range(rows)
    ]  # fmt: skip
    content = attacks_file() + "\n".join(lines).encode()

    result = read(content, NEW_YORK)

    assert (result.rows_read, result.rows_kept, len(result.skipped)) == (rows, rows - bad, bad)


SAMPLE_FILES = ("migraine_buddy_24col_us.csv", "migraine_buddy_19col_dayfirst.csv")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample exports are not beside this repository")
@pytest.mark.parametrize("name", SAMPLE_FILES)
def test_sample_tells_the_invented_diary(name: str) -> None:
    """Five attacks: onsets on five days, elapsed minutes, one without an end."""
    result = read((SAMPLES / name).read_bytes(), NEW_YORK)
    attacks = sorted(
        (e.record for e in result.entries if isinstance(e.record, Attack)),
        key=lambda a: a.headache_began.at if a.headache_began else datetime.max.replace(tzinfo=UTC),
    )
    minutes = [elapsed and elapsed / timedelta(minutes=1) for elapsed in map(_elapsed, attacks)]

    assert [a.headache_began.day.day for a in attacks if a.headache_began] == [4, 9, 15, 21, 28]
    assert minutes == [390, 280, 50, 2880, None]
    assert (result.skipped, result.duplicates, result.questions) == ((), (), ())


def test_a_file_without_the_column_of_the_worst_symptom_is_read() -> None:
    """It tells where a comma is part of a name; without it every comma parts two."""
    headings = tuple(heading for heading in NARROW if heading != "Most Bothersome Symptom")

    row = US | {"Symptoms": "Ringing, left ear, Nausea"}

    attack = _attack(read(attacks_file(row, headings=headings), NEW_YORK))

    assert attack.symptoms == ("own:ringing", "own:left_ear", "nausea")
