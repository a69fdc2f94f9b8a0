"""``headlog check``: whether a diary file is whole, and what it holds."""

from __future__ import annotations

import argparse
from typing import Any

from headlog.cli.diary_file import diary_at, diary_file, print_json
from headlog.diary.diary import Diary
from headlog.exchange.headlog_json.file import DiaryFile

WHOLE, NOT_WHOLE = 0, 1
_SHOWN = 40


def check(options: argparse.Namespace) -> int:
    """Say what a file holds; 1 when an entry could not be read or counts or hash differ."""
    found = diary_file(options.file)
    diary = diary_at(found, options)
    if options.json:
        print_json(_as_json(found, diary))
    else:
        print("\n".join(_lines(found, diary)))
    return NOT_WHOLE if found.rejected or found.notes else WHOLE


def _as_json(found: DiaryFile, diary: Diary) -> dict[str, Any]:
    period = diary.recorded_period
    return {
        "whole": not found.rejected and not found.notes,
        "entries": len(found.entries),
        "records": len(diary.records),
        "kinds": _kinds(diary),
        "first_day": period.first.isoformat() if period else None,
        "last_day": period.last.isoformat() if period else None,
        "conflicts": [history.current.id for history in diary.conflicts],
        "unknown_keys": dict(found.unknown),
        "rejected": [
            {"place": bad.place, "id": bad.id, "problems": [str(problem) for problem in bad.problems]}
            for bad in found.rejected
        ],
        "notes": [str(note) for note in found.notes],
    }


def _lines(found: DiaryFile, diary: Diary) -> list[str]:
    period = diary.recorded_period
    days = f", {period.first} to {period.last}" if period else ""
    lines = [f"{len(found.entries)} entries of {len(diary.records)} records{days}"]
    lines += [f"  {count:>6} {kind.replace('_', ' ')}" for kind, count in _kinds(diary).items()]
    lines += [f"Two versions of one record, both kept: {history.current.id}" for history in diary.conflicts]
    lines += [f"Not known to this version, kept: {path} ({count})" for path, count in found.unknown.items()]
    for bad in found.rejected[:_SHOWN]:
        reasons = "; ".join(str(problem) for problem in bad.problems)
        lines.append(f"Entry {bad.place} ({bad.id or 'no id'}) could not be read: {reasons}")
    if len(found.rejected) > _SHOWN:
        lines.append(f"… and {len(found.rejected) - _SHOWN} more; --json lists them all.")
    lines += [str(note) for note in found.notes]
    if found.rejected:
        lines.append(f"The other {len(found.entries)} entries were read. Fix these and check the file again.")
    elif not found.notes:
        lines.append("The file is whole.")
    return lines


def _kinds(diary: Diary) -> dict[str, int]:
    kinds = sorted({record.kind for record in diary.records.values()})
    return {kind: sum(record.kind == kind for record in diary.records.values()) for kind in kinds}
