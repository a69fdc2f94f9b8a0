"""Headi's CSV: instants in milliseconds, the kind of headache in `pain`, a missing value as the word null."""

from __future__ import annotations

from collections.abc import Mapping

from headlog.diary.attack import Attack
from headlog.diary.moment import Moment
from headlog.diary.phrase import phrase
from headlog.exchange.asking import ask_zone
from headlog.exchange.attack_parts import keep_untimed_doses, lose_end, pain_level, pain_times, taken_for
from headlog.exchange.gathering import Gathering, hash_of
from headlog.exchange.json_values import instant_in
from headlog.exchange.result import Choices, ImportResult
from headlog.exchange.table_of import Place, table, whole_rows
from headlog.exchange.tables import text_of

TITLE = "a Headi CSV file"
_HEADINGS = {"pain", "start_date", "end_date", "strength"}
_MS = 0.001
_MOST_DOSES = 20


def read(content: bytes, choices: Choices) -> ImportResult:
    """Attacks and their medicine of a Headi CSV file, whose times are instants.

    Raises
    ------
    NotThisFormat
        When the file has not Headi's headings.
    """
    rows = table(text_of(content, TITLE), _HEADINGS, TITLE)
    gathering = Gathering("headi", hash_of(content), choices)
    zone = ask_zone(gathering)
    if zone is None:
        return gathering.result()
    for place, cells in whole_rows(gathering, rows):
        said = {name: "" if cell == "null" else cell for name, cell in cells.items()}
        _keep_row(gathering, place, said, zone)
    return gathering.result()


def _keep_row(gathering: Gathering, place: Place, said: Mapping[str, str], zone: str) -> None:
    began, ended = _moment(said, "start_date", zone), _moment(said, "end_date", zone)
    if began is None:
        gathering.skip(
            *place, phrase("no time of its start could be read from “{got}”", got=said["start_date"])
        )
        return
    lose_end(gathering, place[0], said.get("end_date", ""), ended)
    pain = pain_level(gathering, place[0], said.get("strength", ""))
    notes = [said.get("description", ""), f"Type: {said['pain']}" if said.get("pain") else ""]
    attack = gathering.keep(
        Attack,
        (began.at.isoformat(),),
        place,
        taken_for=taken_for(said.get("pain", "")),
        aura=True if "with aura" in said.get("pain", "").casefold() else None,
        notes="\n".join(filter(None, notes)) or None,
        **pain_times(pain, began, ended),
    )
    medicine, count = said.get("medication", ""), said.get("medication_amount", "")
    if attack is not None and medicine:
        told = count.isascii() and count.isdigit() and len(count) < 3 and 1 <= int(count) <= _MOST_DOSES
        if count and not told:
            gathering.lose(place[0], phrase("a number of doses that could not be read; one is kept"))
        number = int(count) if told else 1
        keep_untimed_doses(gathering, attack.id, began, place, [medicine] * number)


def _moment(said: Mapping[str, str], key: str, zone: str) -> Moment | None:
    text = said.get(key, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
    at = instant_in({key: number}, key, _MS)
    return Moment(at, zone) if at is not None else None
