"""The commands on a diary file: whole paths, exit codes and words, with no database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from headlog.cli.main import main
from tests.unit.exchange.migraine_buddy_files import attacks_file

AS_OF = ("--as-of", "2026-05-04T09:30+00:00")
ROME = ("--zone", "Europe/Rome")
US = {"Started": "03/21/24 9:15", "Lasted": "06h 30m", "Pain Level": "6"}


@pytest.fixture(scope="module")
def demo_content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The demo diary, as `headlog demo` writes it."""
    path = tmp_path_factory.mktemp("demo") / "demo.json"
    assert main(["demo", "--out", str(path), *AS_OF]) == 0
    return path.read_bytes()


@pytest.fixture
def demo(tmp_path: Path, demo_content: bytes) -> Path:
    """The demo diary in a file of this test's own."""
    path = tmp_path / "demo.json"
    path.write_bytes(demo_content)
    return path


@pytest.fixture
def few(tmp_path: Path, demo_content: bytes) -> Path:
    """The last entries of the demo diary, for tests that only need a diary."""
    document = json.loads(demo_content)
    document["entries"] = document["entries"][-60:]
    path = tmp_path / "few.json"
    path.write_text(json.dumps(document | {"counts": {}, "sha256": None}), encoding="utf-8")
    return path


@pytest.fixture
def buddy(tmp_path: Path) -> Path:
    """A file of another program: one good row and one bad."""
    path = tmp_path / "buddy.csv"
    path.write_bytes(attacks_file(US, US | {"Started": "soon"}))
    return path


def _ran(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a command printed; its errors when it failed without an answer."""
    got = main(list(words))
    said = capsys.readouterr()
    assert got == code, said.err
    return said.out or said.err


def _json(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    return json.loads(_ran(capsys, *words, "--json", code=code))


def test_check_says_what_a_file_holds(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts by kind, the days, the conflict, and that it is whole."""
    text = _ran(capsys, "check", str(demo))
    found = _json(capsys, "check", str(demo))

    assert "The file is whole." in text
    assert "Two versions of one record" in text
    assert (found["whole"], found["rejected"], len(found["conflicts"])) == (True, [], 1)
    assert found["kinds"]["check_in"] > 600


def test_check_lists_what_is_wrong(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A damaged entry and a changed file are named; the exit code says so."""
    document = json.loads(demo.read_text(encoding="utf-8"))
    for place in range(50):
        document["entries"][place]["logged_at"] = "yesterday"
    demo.write_text(json.dumps(document), encoding="utf-8")

    text = _ran(capsys, "check", str(demo), code=1)
    found = _json(capsys, "check", str(demo), code=1)

    assert "Entry 1 (" in text
    assert "… and 10 more" in text
    assert "its hash does not agree" in text
    assert len(found["rejected"]) == 50


@pytest.mark.parametrize("command", [["counts"], ["timeline"], ["report"], ["roles", "--sign", "neck"]])
def test_an_answer_without_unreadable_entries_says_so(
    demo: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """It is given all the same, and beside it stands how many entries it lacks."""
    document = json.loads(demo.read_text(encoding="utf-8"))
    document["entries"] = document["entries"][:40]
    document["entries"][0]["logged_at"] = "yesterday"
    demo.write_text(json.dumps(document), encoding="utf-8")

    assert main([command[0], str(demo), *command[1:], "--json"]) == 0

    said = capsys.readouterr()
    assert json.loads(said.out)
    assert f"1 of {len(document['entries'])} entries could not be read and is not in this answer." in said.err


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe\x00", b"[1, 2]"])
def test_another_file_is_refused_in_words(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback; what to do instead."""
    path = tmp_path / "x.json"
    path.write_bytes(content)

    for command in ("check", "counts", "timeline", "report"):
        assert "not a Headlog diary file" in _ran(capsys, command, str(path), code=1)


def test_counts_by_month_and_profile(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two profiles side by side unless others are named; lower never above upper."""
    text = _ran(capsys, "counts", str(demo), "--from", "2026-02-01", "--to", "2026-04-30")
    (only,) = _json(
        capsys,
        "counts",
        str(demo),
        "--from",
        "2026-02-01",
        "--to",
        "2026-04-30",
        "--profile",
        "halo_em",
        "--ledger",
    )

    assert "Profile default" in text
    assert "Profile leiden_strict" in text
    assert [m["complete"] for m in only["months"]] == [True, True, True]
    assert len(only["days"]) == 89
    for month in only["months"]:
        for tally in month["measures"].values():
            assert 0 <= tally["lower"] <= tally["upper"] <= tally["length"]
    headache = only["together"]["measures"]["headache"]
    assert headache["lower"] == sum(day["headache"]["answer"] == "yes" for day in only["days"])


def test_ledger_says_which_rule_counted_a_day(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each day with its reasons."""
    text = _ran(capsys, "counts", str(demo), "--from", "2026-04-20", "--ledger", "--profile", "default")

    assert "2026-04-20" in text
    assert "Headache day: " in text


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_what_a_terminal_cannot_show_is_escaped(tmp_path: Path, encoding: str) -> None:
    """An old terminal, a pipe on another system, half an emoji out of another program: the rest is read."""
    person = {"id": "p", "kind": "person", "name_on_report": "Alice 🌒 \ud83d"}
    path = tmp_path / "diary.json"
    document = {"format": "headlog-diary", "format_version": 1, "written_at": "2026-05-04T10:00:00Z",
                "zone": "Europe/Rome", "entries": [person]}  # fmt: skip
    path.write_text(json.dumps(document))
    ran = {}
    for how in ("--text", "--json"):
        words = [sys.executable, "-m", "headlog", "report", str(path), how]
        environment = os.environ | {"PYTHONIOENCODING": encoding}
        ran[how] = subprocess.run(words, capture_output=True, check=True, env=environment).stdout

    assert b"Alice" in ran["--text"]
    assert b"\\ud83d" in ran["--text"]
    assert json.loads(ran["--json"])["head"]["name"] == "Alice 🌒 \ud83d"


STEERING = "\x1b]0;Mine\x07\x1b[2J\r\0\x7f\x9b31m\u202e\u2066"


@pytest.mark.parametrize(
    "command",
    ["timeline", "counts", "check", "report", "report --text", "counts --ledger", "roles --sign neck"],
)
def test_letters_that_steer_a_terminal_are_escaped(
    few: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A diary can come from anyone; what it says is shown, and moves, renames or hides nothing."""
    document = json.loads(few.read_text(encoding="utf-8"))

    def odd(value: Any) -> Any:
        if isinstance(value, dict):
            told = ("notes", "medicine", "label", "agent", "sign", "zone", "kind")
            return {k: f"{v}{STEERING}" if k in told and v else odd(v) for k, v in value.items()}
        return [odd(each) for each in value] if isinstance(value, list) else value

    document["entries"] = [odd(each) if n % 2 else each for n, each in enumerate(document["entries"])]
    few.write_text(json.dumps(document), encoding="utf-8")
    name, *options = command.split()

    main([name, str(few), *options])
    said = capsys.readouterr()
    main([name, str(few), *options, "--json"])
    as_json = capsys.readouterr()

    assert "\n" in said.out
    for text in (said.out, said.err, as_json.out, as_json.err):
        assert not {each for each in STEERING if not each.isprintable()} & set(text)
    json.loads(as_json.out)


def test_an_escape_in_json_is_the_letter_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program that reads the answer gets what was written down; a person sees which letter stood there."""
    person = {"id": "p", "kind": "person", "name_on_report": f"Alice{STEERING}B"}
    path = tmp_path / "diary.json"
    document = {"format": "headlog-diary", "format_version": 1, "written_at": "2026-05-04T10:00:00Z",
                "zone": "Europe/Rome", "entries": [person]}  # fmt: skip
    path.write_text(json.dumps(document))

    found = _json(capsys, "report", str(path))
    text = _ran(capsys, "report", str(path))

    assert found["head"]["name"] == f"Alice{STEERING}B"
    assert "Alice\\u001b]0;Mine\\u0007" in text


def test_timeline_in_order_of_time(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Attacks with phases, neck episodes with their class, doses."""
    rows = _json(capsys, "timeline", str(demo), "--from", "2026-01-01")
    text = _ran(capsys, "timeline", str(demo), "--from", "2026-01-01")

    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    assert {"attack", "dose", "sign", "neck_episode", "preventive_dose"} <= {row["kind"] for row in rows}
    assert all(row["day"] >= "2026-01-01" for row in rows)
    assert "headache: " in text
    assert "Nothing is recorded" in _ran(
        capsys, "timeline", str(demo), "--from", "2001-01-01", "--to", "2001-01-02"
    )


def test_own_words_are_printed_as_they_were_written(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the file holds the word; by its id where it does not."""
    document = json.loads(demo.read_bytes())
    signs = [each for each in document["entries"] if each["kind"] in ("sign", "own_word")]
    for name, entries in (("with", signs), ("without", [s for s in signs if s["kind"] == "sign"])):
        written = document | {"entries": entries, "counts": {}, "sha256": None}
        (tmp_path / name).write_text(json.dumps(written), encoding="utf-8")

    assert "Pressure in my ears" in _ran(capsys, "timeline", str(tmp_path / "with"))
    assert "ear pressure" in _ran(capsys, "timeline", str(tmp_path / "without"))


def test_report_on_screen_as_json_and_on_paper(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One report object, four doors."""
    paper = tmp_path / "report.pdf"

    text = _ran(capsys, "report", str(demo))
    found = _json(capsys, "report", str(demo), "--from", "2026-03-01", "--to", "2026-04-30")
    said = _ran(capsys, "report", str(demo), "--pdf", str(paper))

    assert text.startswith("Headache diary summary: Alice")
    assert "Months" in text
    assert found["head"]["period"] == {"first": "2026-03-01", "last": "2026-04-30", "days": 61}
    assert paper.read_bytes().startswith(b"%PDF-")
    assert str(paper) in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("counts", "{few}", "--profile", "mine"), "must be one of"),
        (("counts", "{few}", "--from", "May"), "A day must look like"),
        (("counts", "{few}", "--from", "2026-05-02", "--to", "2026-05-01"), "must not be before the first"),
        (("counts", "{few}", "--as-of", "noon"), "A time must look like"),
        (("counts", "{few}", "--as-of", "2026-05-04T09:30"), "A time must look like"),
        (("import", "{buddy}", "--zone", "Nowhere/Else"), "IANA name"),
        (("import", "{buddy}", "--format", "tarot"), "must be one of"),
        (("import", "{few}", "--format", "migraine_buddy", *ROME), "not a Migraine Buddy CSV file"),
        (("import", "{buddy}", "--format", "csv", "--mapping", "{{]"), "neither JSON nor YAML"),
        (("import", "{buddy}", "--format", "csv", "--mapping", "{few}x"), "There is no file"),
    ],
)
def test_bad_requests_are_answered_in_words(
    words: tuple[str, ...], told: str, few: Path, buddy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What must hold and what was got; never a traceback."""
    filled = [word.replace("{few}", str(few)).replace("{buddy}", str(buddy)) for word in words]

    code = main(filled)
    said = capsys.readouterr().err

    assert code in (1, 3)
    assert told in said
    assert "Traceback" not in said


def test_import_shows_first_and_writes_when_told(
    buddy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A preview writes nothing; a second import adds nothing."""
    out = tmp_path / "diary.json"

    preview = _ran(capsys, "import", str(buddy), *ROME, *AS_OF)
    assert "Nothing was written" in preview
    assert not out.exists()

    first = _json(capsys, "import", str(buddy), *ROME, *AS_OF, "--out", str(out))
    held = out.read_bytes()
    again = _json(capsys, "import", str(buddy), *ROME, *AS_OF, "--out", str(out))

    assert (first["entries"], first["rows_read"], [bad["row"] for bad in first["skipped"]]) == (1, 2, [5])
    assert (again["entries"], len(again["duplicates"])) == (0, 1)
    assert out.read_bytes() == held


def test_import_asks_and_writes_nothing_meanwhile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The question, how to answer it, and exit code 1."""
    source, out = tmp_path / "buddy.csv", tmp_path / "diary.json"
    source.write_bytes(attacks_file(US | {"Started": "3/4/24 9:15"}))

    text = _ran(capsys, "import", str(source), *ROME, "--out", str(out), code=1)

    assert "Say --day-first or --month-first." in text
    assert not out.exists()
    assert "1 attack" in _ran(capsys, "import", str(source), *ROME, "--day-first", "--out", str(out))
    assert "1 attack" in _ran(capsys, "import", str(source), *ROME, "--month-first")


@pytest.mark.parametrize("as_file", [True, False])
def test_import_by_a_mapping_in_yaml_or_as_text(
    as_file: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table of no known program goes in by a mapping."""
    source, mapping = tmp_path / "days.csv", tmp_path / "mapping.yaml"
    source.write_text("when,ache\n2026-05-01,yes\n2026-05-02,no\n", encoding="utf-8")
    mapping.write_text("layout: days\ncolumns: {day: when, headache: ache}\n", encoding="utf-8")
    text = '{"layout": "days", "columns": {"day": "when", "headache": "ache"}}'

    found = _json(
        capsys,
        "import",
        str(source),
        "--format",
        "csv",
        "--mapping",
        str(mapping) if as_file else text,
        *ROME,
    )

    assert found["kinds"] == {"check_in": 2}


def test_import_refuses_to_write_over_a_file_it_cannot_read_whole(
    buddy: Path, few: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Entries that it does not understand must not be lost."""
    document = json.loads(few.read_text(encoding="utf-8"))
    document["entries"][0]["kind"] = "dream"
    few.write_text(json.dumps(document), encoding="utf-8")
    held = few.read_bytes()

    said = _ran(capsys, "import", str(buddy), *ROME, "--out", str(few), code=1)

    assert "would lose them" in said
    assert few.read_bytes() == held


def test_unknown_keys_of_the_file_stay(buddy: Path, few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What another program wrote beside the entries is still there after an import."""
    document = json.loads(few.read_text(encoding="utf-8"))
    document["motto"] = "calm"
    few.write_text(json.dumps(document), encoding="utf-8")

    _ran(capsys, "import", str(buddy), *ROME, "--out", str(few))

    after = json.loads(few.read_text(encoding="utf-8"))
    assert after["motto"] == "calm"
    assert len(after["entries"]) == len(document["entries"]) + 1


def test_a_format_that_nobody_knows_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name must be given; the names are listed."""
    source = tmp_path / "x.txt"
    source.write_text("hello", encoding="utf-8")

    assert "Say --format" in _ran(capsys, "import", str(source), code=1)
    assert "migraine_buddy" in _ran(capsys, "formats")
    assert "csv" in _json(capsys, "formats")


def test_schema_is_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same text either way."""
    out = tmp_path / "schema.json"

    printed = _ran(capsys, "schema")
    code = main(["schema", "--out", str(out)])

    assert code == 0
    assert out.read_text(encoding="utf-8") == printed


def test_help_loads_nothing_heavy() -> None:
    """`headlog --help` answers at once."""
    code = (
        "import sys; from headlog.cli.main import parser; parser().format_help();"
        "print(sorted({'numpy', 'scipy', 'typst', 'django', 'yaml', 'headlog.exchange'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ("--as-of", "9999-12-31T23:00+00:00"),
        ("--as-of", "0001-01-01T00:00+14:00"),
        ("--from", "0001-01-01"),
        ("--to", "9999-12-31"),
    ],
)
def test_a_day_at_the_edge_of_the_calendar_is_refused_in_words(
    few: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    """Not as something that the program has no answer for."""
    assert "1900 to 2200" in _ran(capsys, "counts", str(few), *words, code=1)
