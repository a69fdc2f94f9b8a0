"""``headlog import``: another program's file becomes a diary file, or part of a journal."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from headlog.cli import server
from headlog.cli.diary_file import diary_file, in_plain_words, now, print_json, write_diary_file
from headlog.cli.problems import CommandProblem
from headlog.diary.diary import Diary
from headlog.diary.errors import UnknownZone
from headlog.diary.moment import zone_info
from headlog.exchange import formats
from headlog.exchange.headlog_json.file import DiaryFile
from headlog.exchange.merging import Merging, merging
from headlog.exchange.result import Choices, ImportResult

DONE, ASKED = 0, 1
_SHOWN = 40
_SAY = {
    "zone": "Say --zone, as in --zone Europe/Rome.",
    "day_first": "Say --day-first or --month-first.",
    "mapping": "Say --mapping FILE; the proposal above is one to start from.",
}


def list_formats(options: argparse.Namespace) -> int:
    """Print every format that can be imported."""
    if options.json:
        print_json({each.name: each.title for each in formats.FORMATS.values()})
    else:
        for each in formats.FORMATS.values():
            print(f"{each.name:<28}{each.title}")
    return DONE


def import_file(options: argparse.Namespace) -> int:
    """Say what a file gives; with `--out` write it, or add it to the diary that is there."""
    imported_at = now(options)
    content = options.source.read_bytes()
    name = options.format or formats.recognised(content)
    if name is None:
        names = ", ".join(formats.FORMATS)
        raise CommandProblem(
            f"{options.source}: it looks like no format that Headlog knows. Nothing was imported. "
            f"Say --format with one of {names}; any table can go in as csv with a --mapping."
        )
    choices = _choices(options, imported_at)
    found = in_plain_words(options.source, lambda: formats.read(name, content, choices))
    there = _there(options, imported_at)
    diary = Diary.fold(there.entries, as_of=imported_at, zone=there.zone)
    held = merging(found, diary, bring_back=options.bring_back)
    if not found.questions and options.out is not None:
        zone = there.zone or options.zone or (diary.zone if there.entries else None)
        entries = [*there.entries, *held.result.entries]
        write_diary_file(options.out, entries, written_at=imported_at, zone=zone, extra=there.extra)
    if not found.questions and options.into_journal is not None:
        server.keep_in_journal(options, name, content, held.result)
    _say(options, held)
    return ASKED if found.questions else DONE


def _choices(options: argparse.Namespace, imported_at: datetime) -> Choices:
    if options.zone is not None:
        try:
            zone_info(options.zone)
        except UnknownZone as error:
            raise CommandProblem(str(error)) from error
    day_first = True if options.day_first else False if options.month_first else None
    mapping = _mapping(options.mapping) if options.mapping is not None else None
    return Choices(imported_at=imported_at, zone=options.zone, day_first=day_first, mapping=mapping)


def _mapping(told: str) -> dict[str, Any]:
    text, where = (told, "--mapping") if told.lstrip().startswith("{") else (_text_of(Path(told)), told)
    try:
        mapping = json.loads(text)
    except ValueError:
        mapping = _yaml(text, where)
    if not isinstance(mapping, dict):
        raise CommandProblem(
            f"{where}: a mapping must be a group of keys with layout and columns. Nothing was imported."
        )
    return mapping


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _yaml(text: str, where: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CommandProblem(f"{where}: it is neither JSON nor YAML. Nothing was imported.") from error


def _there(options: argparse.Namespace, as_of: datetime) -> DiaryFile:
    """The diary that the import is held against: the one it goes into, or an empty one."""
    if options.into_journal is not None:
        return DiaryFile(server.journal_entries(options), as_of)
    if options.out is None or not options.out.exists():
        return DiaryFile((), as_of)
    found = diary_file(options.out)
    if found.rejected:
        raise CommandProblem(
            f"{options.out}: {len(found.rejected)} of its entries could not be read, so writing it anew "
            f"would lose them. Nothing was imported. Run `headlog check {options.out}`."
        )
    return found


def _say(options: argparse.Namespace, held: Merging) -> None:
    result = held.result
    if options.json:
        print_json(
            result.as_json()
            | {
                "changed": list(held.changed),
                "taken_back_before": list(held.withdrawn),
                "maybe_same": [
                    {"id": x.id, "there": x.there, "words": str(x.words)} for x in held.maybe_same
                ],
                "written_to": _written_to(options) if not result.questions else None,
            }
        )
        return
    for line in _lines(result):
        print(line)
    for alike in held.maybe_same[:_SHOWN]:
        print(f"May be the same: {alike.words}.")
    if held.withdrawn:
        print(f"{len(held.withdrawn)} were taken back in the diary and stay so; --bring-back adds them.")
    if result.questions:
        print("Nothing was imported.")
    elif options.into_journal is not None:
        print(f"The diary of {options.into_journal} holds them. Your data takes them back in one step.")
    elif options.out is None:
        print("Nothing was written. Say --out FILE or --into-journal NAME to keep it.")
    else:
        print(f"{options.out} holds them.")


def _written_to(options: argparse.Namespace) -> str | None:
    return str(options.out) if options.out is not None else options.into_journal


def _lines(result: ImportResult) -> list[str]:
    lines = [str(words) for words in result.summary()]
    for question in result.questions:
        if question.proposal is not None:
            lines.append(json.dumps(question.proposal, ensure_ascii=False, indent=2))
        lines.append(_SAY[question.name])
    lines += [f"  {count:>6} {kind.replace('_', ' ')}" for kind, count in result.kinds.items()]
    lines += [f"Row {bad.row} was not imported: {bad.reason}." for bad in result.skipped[:_SHOWN]]
    if len(result.skipped) > _SHOWN:
        lines.append(f"… and {len(result.skipped) - _SHOWN} more; --json lists them all.")
    lines += [f"Could not be carried ({lost.count} times): {lost.what}." for lost in result.lost]
    return lines
