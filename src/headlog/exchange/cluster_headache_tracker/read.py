"""cluster-headache-tracker's CSV: start, end, intensity, medicines and triggers in one cell each."""

from __future__ import annotations

from headlog.diary.attack import Attack
from headlog.diary.phrase import phrase
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
from headlog.exchange.table_of import table, whole_rows
from headlog.exchange.tables import text_of
from headlog.exchange.times import moment_of, wall_time

TITLE = "a cluster-headache-tracker CSV file"
_HEADINGS = {"start_time", "end_time", "intensity"}


def read(content: bytes, choices: Choices) -> ImportResult:
    """Attacks and their medicines; an attack without an end stays open.

    Raises
    ------
    NotThisFormat
        When the file has not the program's headings.
    """
    rows = table(text_of(content, TITLE), _HEADINGS, TITLE)
    gathering = Gathering("cluster_headache_tracker", hash_of(content), choices)
    zone = ask_zone(gathering)
    if zone is None:
        return gathering.result()
    for place, said in whole_rows(gathering, rows):
        began, ended = (wall_time(said.get(name, ""), None) for name in ("start_time", "end_time"))
        if began is None:
            got = said.get("start_time", "")
            gathering.skip(*place, phrase("no time of its start could be read from “{got}”", got=got))
            continue
        onset = moment_of(began, zone)
        end = moment_of(ended, zone) if ended is not None else None
        lose_end(gathering, place[0], said.get("end_time", ""), end)
        pain = pain_level(gathering, place[0], said.get("intensity", ""))
        attack = gathering.keep(
            Attack,
            (attack_key(onset),),
            place,
            suspected_triggers=diary_words(
                gathering, "suspected_trigger", cell_items(said.get("triggers", ""))
            ),
            notes=said.get("notes") or None,
            **pain_times(pain, onset, end),
        )
        if attack is not None:
            keep_untimed_doses(gathering, attack.id, onset, place, cell_items(said.get("medication", "")))
    return gathering.result()
