"""The commands that infer, on diary files of known truth and on diaries with next to nothing in them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest

from headlog.cli.main import main
from headlog.diary.attack import Attack
from headlog.diary.identity import derived_id
from headlog.diary.journal import Entry
from headlog.diary.moment import Moment, Precision
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode
from headlog.exchange.headlog_json import file
from headlog.exchange.simulated.demo import demo_entries

SCHEMAS = Path(__file__).parents[3] / "docs" / "reference" / "schemas"
START = datetime(2026, 1, 5, tzinfo=UTC)
COMMANDS = {
    "roles": "sign-roles",
    "response": "response",
    "associations": "associations",
    "wearoff": "wear-off",
}


def schema(name: str) -> jsonschema.Draft202012Validator:
    found = json.loads((SCHEMAS / f"{name}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["--traceback", *arguments]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def at(hour: float, precision: Precision = Precision.EXACT) -> Moment:
    return Moment(START + timedelta(hours=hour), "UTC", precision)


def written(path: Path, records: list[Record], days: int) -> Path:
    """A diary file of bare records, each logged when it began."""
    entries = [
        Entry(
            id=record.id, kind=record.kind, version=record.id, by="person", record=record,
            logged_at=first.at if (first := record.first_moment) else START,
        )
        for record in records
    ]  # fmt: skip
    path.write_bytes(file.write(entries, written_at=START + timedelta(days=days), zone="UTC"))
    return path


def attack(number: int, hour: float, length: float = 10.0, **more: Any) -> Attack:
    return Attack(
        id=derived_id("attack", str(number)), headache=True, headache_began=at(hour),
        headache_ended=at(hour + length), **more,
    )  # fmt: skip


def neck(number: int, hour: float, precision: Precision = Precision.EXACT) -> NeckEpisode:
    return NeckEpisode(id=derived_id("neck", str(number)), began=at(hour, precision))


def daily(days: int) -> list[Record]:
    """Head pain every day, all day, and the neck every morning."""
    return [record for n in range(days) for record in (attack(n, 24 * n + 1, 22), neck(n, 24 * n + 0.5))]


ODD_DIARIES: dict[str, list[Record]] = {
    "empty": [],
    "one day": [neck(1, 9)],
    "one attack": [attack(1, 30)],
    "daily headache": daily(40),
    "neck every day": [
        *(neck(n, 24 * n + 8) for n in range(60)),
        *(attack(n, 240 * n + 30) for n in range(6)),
    ],
    "all times unknown": [
        *(neck(n, 48 * n + 8, Precision.UNKNOWN) for n in range(20)),
        *(attack(n, 100 * n) for n in range(8)),
    ],
    "a year missing": [
        *(neck(n, 50 * n + 8) for n in range(12)),
        *(attack(n, 110 * n + 20) for n in range(6)),
        *(attack(100 + n, 24 * 400 + 110 * n) for n in range(6)),
    ],
    "at the same instant": [
        *(neck(n, 72 * n) for n in range(10)),
        *(attack(n, 72 * n) for n in range(10)),
    ],
}


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A person whose neck warns, and the truth beside it."""
    folder = tmp_path_factory.mktemp("simulated")
    diary, truth = folder / "diary.json", folder / "truth.json"
    simulate = ["simulate", "--scenario", "pure_prodrome", "--days", "150", "--seed", "4"]
    assert main([*simulate, "--out", str(diary), "--truth", str(truth)]) == 0
    return diary, truth


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo diary, which has courses and doses."""
    path = tmp_path_factory.mktemp("demo") / "demo.json"
    as_of = datetime(2026, 11, 23, 12, tzinfo=UTC)
    path.write_bytes(file.write(demo_entries(Random(7), as_of=as_of), written_at=as_of, zone="Europe/London"))
    return path


@pytest.mark.slow
def test_roles_find_the_truth_of_a_simulated_diary(
    simulated: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Every episode has its probabilities, and most warnings are told from the others."""
    diary, truth = simulated
    told = json.loads(truth.read_text())

    found = printed(capsys, "roles", str(diary), "--sign", "neck", "--json", "--no-refits")

    schema("sign-roles").validate(found)
    schema("simulation-truth").validate(told)
    true_role = {each["id"]: each["true_role"] for each in told["episodes"]}
    assert {each["id"] for each in found["episodes"]} == set(true_role)
    right = 0
    for each in found["episodes"]:
        probabilities = each["probabilities"]
        assert sum(probabilities.values()) == pytest.approx(1)
        right += (probabilities["warning"] > 0.5) == (true_role[each["id"]] == "warning")
    assert right >= 0.85 * len(true_role)
    assert found["statements"]["warning"]["verdict"] == "yes"
    assert found["shares"]["warning"]["p05"] <= found["shares"]["warning"]["p95"]


@pytest.mark.slow
def test_the_order_of_entries_and_the_zone_of_the_server_change_nothing(
    simulated: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same diary gives the same numbers, digit by digit."""
    import time

    diary, _ = simulated
    first = printed(capsys, "roles", str(diary), "--json", "--no-refits")
    document = json.loads(diary.read_text())
    Random(1).shuffle(document["entries"])
    mixed = tmp_path / "mixed.json"
    mixed.write_text(json.dumps(document))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()

    second = printed(capsys, "roles", str(mixed), "--json", "--no-refits")

    monkeypatch.undo()
    time.tzset()
    assert second == first


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("diary", ODD_DIARIES)
def test_an_odd_diary_gets_a_clear_answer(
    diary: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No odd diary ends in a number that is none, a warning or a traceback; both outputs stand."""
    path = written(tmp_path / "diary.json", ODD_DIARIES[diary], 600)

    found = printed(capsys, command, str(path), "--json")
    assert main([command, str(path)]) == 0

    schema(COMMANDS[command]).validate(found)
    said = capsys.readouterr()
    assert said.err == ""
    assert "nan" not in said.out.lower().split()
    assert "None" not in said.out
    if command == "roles" and diary in ("empty", "one day", "one attack"):
        assert {each["verdict"] for each in found["statements"].values()} == {"not_enough"}


@pytest.mark.slow
@pytest.mark.parametrize("command", ["response", "associations", "wearoff"])
def test_the_demo_diary_fits_the_schemas(
    demo: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A diary with courses, doses and check-ins fills every part of the layout."""
    found = printed(capsys, command, str(demo), "--json")

    schema(COMMANDS[command]).validate(found)
    part = found["exposures"]["exposures"] if command == "associations" else found["courses"]
    assert part
    if command == "wearoff":
        assert found["courses"][0]["wear_off"]["statement"] in ("yes", "no", "cannot_tell")
        none = printed(capsys, command, str(demo), "--json", "--course", "another")
        assert none["courses"] == []
    if command == "response":
        assert found["courses"][0]["migraine_days"]["reductions"]["at_least_50"] > 0


def test_the_same_seed_writes_the_same_diary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Anyone gets the same bytes from the same scenario, length and seed; another seed another person."""
    texts = []
    for seed in ("5", "5", "6"):
        assert main(["simulate", "--scenario", "mixed", "--days", "60", "--seed", seed]) == 0
        texts.append(capsys.readouterr().out)

    assert texts[0] == texts[1] != texts[2]
    assert "true_role" not in texts[0]
    assert not file.read(texts[0].encode()).rejected


@pytest.mark.parametrize(
    "wrong",
    [
        ["simulate", "--scenario", "made-up"],
        ["simulate", "--scenario", "mixed", "--days", "0"],
        ["simulate", "--scenario", "mixed", "--seed", "-1"],
        ["simulate", "--scenario", "mixed", "--json"],
    ],
)
def test_what_cannot_be_simulated_is_refused_in_words(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A name, a length or a seed that cannot be is told, and nothing is written."""
    assert main(wrong) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_the_scenarios_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The list holds the core scenarios and the equivalence worlds."""
    assert main(["simulate", "--list"]) == 0
    names = capsys.readouterr().out.split()
    assert {"pure_prodrome", "mixed", "equivalence_flat_trigger"} <= set(names)


@pytest.mark.parametrize("command", COMMANDS)
def test_switched_off_a_command_says_so(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the operator's switch off nothing is computed."""
    monkeypatch.setenv("HEADLOG_INFERENCE", "off")
    path = written(tmp_path / "diary.json", [attack(1, 3)], 2)

    assert main([command, str(path)]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert "HEADLOG_INFERENCE=off" in said.err


@pytest.mark.parametrize("value", ["OFF", "0", "false", "", "of"])
@pytest.mark.parametrize("arguments", [("roles",), ("associations",), ("report", "--inference")])
def test_a_switch_that_is_neither_on_nor_off_computes_nothing(
    arguments: tuple[str, ...],
    value: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who meant to switch it off must not be inferred about because of a capital letter."""
    monkeypatch.setenv("HEADLOG_INFERENCE", value)
    path = written(tmp_path / "diary.json", [attack(1, 3)], 2)
    command, *more = arguments

    assert main([command, str(path), *more]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert f"HEADLOG_INFERENCE must be on or off: got {value!r}" in said.err


@pytest.mark.parametrize("sign", ["yawnin", "own:", "own:  "])
def test_a_sign_that_is_none_is_refused(
    sign: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt sign, or one's own without a name, is not a diary without episodes."""
    path = written(tmp_path / "diary.json", [attack(1, 3)], 2)

    assert main(["roles", str(path), "--sign", sign]) == 1
    assert "yawning" in capsys.readouterr().err


def test_another_sign_has_roles_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same answer is given for any sign of the vocabulary."""
    path = written(tmp_path / "diary.json", [attack(1, 3)], 2)

    found = printed(capsys, "roles", str(path), "--sign", "yawning", "--json")

    assert found["sign"] == "yawning"
    assert found["first_day"] == str(date(2026, 1, 5))
