"""``headlog timeline`` and ``headlog report``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from headlog.cli.diary_file import (
    diary_of,
    period_of,
    print_json,
    recorded_period,
    write_whole,
)
from headlog.clinical.phases import attack_phases
from headlog.clinical.placed_signs import placed_signs
from headlog.diary.attack import Attack
from headlog.diary.diary import Diary
from headlog.diary.moment import Moment, Precision, zone_info
from headlog.diary.period import Period, months_back
from headlog.diary.sign import NeckEpisode, Sign

if TYPE_CHECKING:
    from headlog.report.document import Section

MONTHS_OF_REPORT = 3


def timeline(options: argparse.Namespace) -> int:
    """Print what happened, in order of time: attacks with their phases, signs and neck episodes, doses."""
    diary = diary_of(options)
    period = period_of(options, recorded_period(diary))
    happened = sorted(_happened(diary), key=lambda line: line["at"])
    within = [line for line in happened if line["day"] in period]
    if options.json:
        print_json(within)
    else:
        print("\n".join(_line(line) for line in within) or f"Nothing is recorded from {period}.")
    return 0


def report(options: argparse.Namespace) -> int:
    """Print the clinician's page, or write it as a PDF."""
    from headlog.report.build import report_of

    diary = diary_of(options)
    period = period_of(options, _last_months(diary))
    inferred: tuple[Section, ...] = ()
    if options.inference:
        from headlog.cli.inferring import refuse_when_off

        refuse_when_off()
        from headlog.report.inference.report_sections import inferred_sections

        inferred = inferred_sections(diary)
    made = report_of(diary, period, first_visit=options.first_visit, inferred=inferred)
    if options.pdf is not None:
        from headlog.report.paper import pdf

        write_whole(options.pdf, pdf(made))
        print(f"{options.pdf} holds the report of {made.head.period}.")
    if options.json:
        print_json(made.to_json())
    elif options.text:
        print("\n".join(made.text))
    elif options.pdf is None:
        from headlog.cli.report_text import report_lines

        print("\n".join(report_lines(made)))
    return 0


def _last_months(diary: Diary) -> Period:
    months = months_back(diary.today, MONTHS_OF_REPORT)
    return Period(months.first, diary.today)


def _happened(diary: Diary) -> Iterator[dict[str, Any]]:
    signs: tuple[Sign | NeckEpisode, ...] = (*diary.signs, *diary.neck_episodes)
    placed = {each.sign.id: each for each in placed_signs(diary, signs)}
    for each in attack_phases(diary):
        attack, onset = each.attack.attack, each.attack.attack.onset
        if onset is None:
            continue
        phases = [
            {
                "phase": str(phase.phase),
                "began": _local(phase.began, onset),
                "ended": _local(phase.ended, onset),
            }
            for phase in each.intervals
        ]
        yield _row(onset, "attack", attack.id, _attack_words(attack), phases=phases)
    for sign in signs:
        if sign.began is not None:
            where = placed.get(sign.id)
            what = diary.label("sign", sign.sign or "") if isinstance(sign, Sign) else "neck"
            place = str(where.onset).replace("_", " ").lower() if where else ""
            yield _row(sign.began, sign.kind, sign.id, f"{what}{f' ({place})' if place else ''}")
    for dose in diary.doses:
        if dose.at is not None:
            amount = f" {dose.amount:g} {dose.unit or ''}".rstrip() if dose.amount is not None else ""
            yield _row(dose.at, "dose", dose.id, f"{dose.medicine}{amount}")
    for given in diary.preventive_doses:
        if given.given is not None:
            course = diary.records.get(given.course or "")
            agent = getattr(course, "agent", "preventive")
            missed = " (marked missed)" if given.missed else ""
            words = f"{agent} {given.amount or ''}".rstrip()
            yield _row(given.given, "preventive_dose", given.id, f"{words}{missed}")


def _row(moment: Moment, kind: str, id_: str, words: str, **more: Any) -> dict[str, Any]:
    return {
        "at": moment.middle.isoformat(),
        "day": moment.day,
        "local": moment.local.isoformat(timespec="minutes"),
        "precision": str(moment.precision),
        "kind": kind,
        "id": id_,
        "words": words,
        **more,
    }


def _attack_words(attack: Attack) -> str:
    what = {True: "attack", False: "attack without headache"}[attack.headache is not False]
    began, ended = attack.headache_began, attack.headache_ended or attack.back_to_normal
    length = "end not recorded"
    if began is not None and ended is not None and began.timed and ended.timed:
        minutes = max(0, round((ended.middle - began.middle).total_seconds() / 60))
        length = f"{minutes // 60} h {minutes % 60:02d} min"
    elif ended is not None:
        length = "length not known"
    pain = f", pain up to {attack.peak_pain}" if attack.peak_pain is not None else ""
    return f"{what}, {length}{pain}{', with aura' if attack.had_aura else ''}"


def _local(at: datetime | None, beside: Moment) -> str | None:
    return at.astimezone(zone_info(beside.zone)).isoformat(timespec="minutes") if at is not None else None


_CLOCKLESS = {str(Precision.DAY), str(Precision.UNKNOWN)}


def _line(line: dict[str, Any]) -> str:
    clock = "     " if line["precision"] in _CLOCKLESS else line["local"][11:16]
    about = " " if line["precision"] == str(Precision.EXACT) else "~"
    text = f"{line['day']} {about}{clock}  {line['kind'].replace('_', ' '):<15} {line['words']}"
    for phase in line.get("phases", ()):
        ended = (phase["ended"] or "open")[:16].replace("T", " ")
        text += f"\n{'':<20}{phase['phase']}: {phase['began'][:16].replace('T', ' ')} to {ended}"
    return text
