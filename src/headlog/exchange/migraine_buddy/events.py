"""Migraine Buddy's health events: an attack that goes on, an injection, an illness."""

from __future__ import annotations

from headlog.diary.medicine import PreventiveDose
from headlog.diary.phrase import phrase
from headlog.exchange.gathering import Gathering
from headlog.exchange.migraine_buddy.attack import Told, keep_attack
from headlog.exchange.tables import Row
from headlog.exchange.times import day_moment, day_of, moment_of, wall_time
from headlog.exchange.words import named_medicine, preventive_in


def keep_event(gathering: Gathering, row: Row, day_first: bool | None, zone: str) -> None:
    """Keep a health event that the diary has a place for, and list the others."""
    if row.broken:
        gathering.skip(row.number, row.text, phrase("{what}", what=row.broken))
        return
    date_cell, period, description, notes = (*(cell.strip() for cell in row.cells), "", "", "", "")[:4]
    if period.casefold() == "ongoing" or description.casefold().startswith("attack started"):
        wall = wall_time(description, day_first)
        if wall is None:
            reason = phrase(
                "no date and time of the attack's start could be read from “{got}”", got=description
            )
            gathering.skip(row.number, row.text, reason)
            return
        told = Told((row.number, row.text), {"Notes": notes}, moment_of(wall, zone))
        keep_attack(gathering, told, key=wall.isoformat(timespec="minutes"))
        return
    day = day_of(date_cell, day_first)
    agent = preventive_in(description)
    if day is not None and agent is not None:
        course = gathering.course(agent, (row.number, row.text))
        gathering.keep(
            PreventiveDose,
            (agent, day.isoformat()),
            (row.number, row.text),
            course=course,
            given=day_moment(day, zone),
            amount=_amount(description),
            notes=description,
        )
    elif date_cell or description:
        gathering.lose(
            row.number, phrase("a health event, which the diary has no place for: {event}", event=description)
        )
    else:
        gathering.rows_read -= 1


def _amount(text: str) -> str | None:
    medicine = named_medicine(text)
    return f"{medicine.amount:g} {medicine.unit}" if medicine.amount is not None else None
