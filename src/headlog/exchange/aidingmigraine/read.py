"""AidingMigraine's CSV: one row an attack, an end without a date, prodrome and postdrome without times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from headlog.diary.attack import Attack, Quality
from headlog.diary.journal import Entry
from headlog.diary.moment import Moment, Precision
from headlog.diary.phrase import phrase
from headlog.diary.sign import NeckEpisode, Sign
from headlog.exchange.asking import ask_zone
from headlog.exchange.attack_parts import (
    attack_key,
    cell_items,
    diary_words,
    keep_untimed_doses,
    lose_end,
    pain_level,
    pain_times,
)
from headlog.exchange.gathering import Gathering, hash_of
from headlog.exchange.result import Choices, ImportResult
from headlog.exchange.table_of import Place, table, whole_rows
from headlog.exchange.tables import text_of
from headlog.exchange.times import clock_of, coarse, moment_of, shifted, wall_time
from headlog.exchange.words import head_place, side_of

TITLE = "an AidingMigraine CSV file"
_HEADINGS = {"date", "start time", "end time", "duration (hours)", "pain level"}
_NOT_CARRIED = ("Category", "Status", "Pressure (hPa)")
# The file rounds to hundredths of an hour.
_SAME_CLOCK = timedelta(minutes=2)
_LONGEST = timedelta(days=60)


def read(content: bytes, choices: Choices) -> ImportResult:
    """Attacks, untimed signs and medicines.

    The end has no date, so the duration decides it. Before version 4.1 the
    date was the UTC day beside a local time, and the file has no version: a
    row whose duration and clock times disagree is listed, to be looked at.

    Raises
    ------
    NotThisFormat
        When the file has not the program's headings.
    """
    rows = table(text_of(content, TITLE), _HEADINGS, TITLE)
    gathering = Gathering("aidingmigraine", hash_of(content), choices)
    zone = ask_zone(gathering)
    if zone is None:
        return gathering.result()
    for place, said in whole_rows(gathering, rows):
        wall = wall_time(f"{said.get('date', '')} {said.get('start time', '')}", None)
        if wall is None:
            got = f"{said.get('date', '')} {said.get('start time', '')}".strip()
            gathering.skip(
                *place, phrase("no date and time of its start could be read from “{got}”", got=got)
            )
            continue
        began = moment_of(wall, zone)
        attack = _keep_attack(gathering, place, said, began)
        if attack is not None:
            _keep_signs(gathering, place, said, began, attack)
            keep_untimed_doses(gathering, attack.id, began, place, cell_items(said.get("medication", "")))
            for heading in _NOT_CARRIED:
                if said.get(heading.casefold()):
                    words = phrase("the column {heading}, which has no place in the diary", heading=heading)
                    gathering.lose(place[0], words)
    return gathering.result()


def _keep_attack(gathering: Gathering, place: Place, said: Mapping[str, str], began: Moment) -> Entry | None:
    places = [head_place(item) for item in cell_items(said.get("pain location", ""))]
    quality = said.get("pain quality", "").casefold()
    pain = pain_level(gathering, place[0], said.get("pain level", ""))
    notes = [said.get("notes", ""), said.get("resolution", "")]
    ended = _ended(gathering, place, said, began)
    # An attack that goes on has a duration of nought.
    told = said.get("duration (hours)", "").strip("0.,") or said.get("end time", "")
    lose_end(gathering, place[0], told, ended)
    return gathering.keep(
        Attack,
        (attack_key(began),),
        place,
        side=side_of(side for side, _ in places),
        regions=tuple(dict.fromkeys(region for _, region in places if region)),
        quality=Quality.PULSATING if "pulsating" in quality or "throbbing" in quality else None,
        symptoms=diary_words(gathering, "sign", cell_items(said.get("symptoms", ""))),
        suspected_triggers=diary_words(gathering, "suspected_trigger", cell_items(said.get("triggers", ""))),
        notes="\n".join(filter(None, notes)) or None,
        **pain_times(pain, began, ended),
    )


def _ended(gathering: Gathering, place: Place, said: Mapping[str, str], began: Moment) -> Moment | None:
    text, clock = said.get("duration (hours)", ""), clock_of(said.get("end time", ""))
    hours = float(text.replace(",", ".")) if re.fullmatch(r"\d{1,4}([.,]\d{1,4})?", text) else None
    midnight = began.local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    if hours is None or not timedelta(0) < timedelta(hours=hours) <= _LONGEST:
        if clock is None:
            return None
        wall = midnight + clock
        return moment_of(wall if wall > midnight + _since(began) else wall + timedelta(days=1), began.zone)
    ended = shifted(began, timedelta(minutes=round(hours * 60)))
    if clock is None:
        return ended
    shown = ended.local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None) + clock
    away = ended.local.replace(tzinfo=None) - shown
    if min(abs(away), timedelta(days=1) - abs(away)) > _SAME_CLOCK:
        gathering.lose(place[0], phrase("an end whose clock time and duration disagree; the duration stands"))
    return ended


def _since(began: Moment) -> timedelta:
    return timedelta(hours=began.local.hour, minutes=began.local.minute)


def _keep_signs(
    gathering: Gathering, place: Place, said: Mapping[str, str], began: Moment, attack: Entry
) -> None:
    """Signs before and after the attack, of which the file gives no time: they never enter timing."""
    at = coarse(began, Precision.UNKNOWN)
    for heading in ("prodrome", "postdrome"):
        for word in diary_words(gathering, "sign", cell_items(said.get(heading, ""))):
            gathering.lose(place[0], phrase("the time of a sign, which the file does not give"))
            key, notes = (attack.id, heading, word), f"Listed as {heading}."
            if word in ("neck_pain", "neck_stiff"):
                gathering.keep(NeckEpisode, key, place, began=at, notes=notes)
            else:
                gathering.keep(Sign, key, place, sign=word, began=at, notes=notes)
