"""One row of Migraine Buddy's attacks: the attack, the untimed signs before it, its medicines and reliefs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from headlog.diary.attack import Attack, AuraSymptom, Quality
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose, DoseFor, Relief
from headlog.diary.moment import Moment, Precision
from headlog.diary.phrase import phrase
from headlog.diary.sign import NeckEpisode, Sign
from headlog.exchange.attack_parts import diary_words, pain_level, pain_times, taken_for
from headlog.exchange.gathering import Gathering
from headlog.exchange.times import coarse
from headlog.exchange.words import (
    PRESSING,
    PULSATING,
    head_place,
    known_word,
    named_medicine,
    side_of,
    split_list,
)

_PLACEHOLDERS = frozenset({"no medication", "no relief", "none", "no idea", "unknown", "not sure"})
_HELPED = {
    "Helpful": "helpful",
    "Somewhat Helpful": "somewhat helpful",
    "Unhelpful": "not helpful",
    "Unsure": "unsure whether helpful",
}
_NECK = frozenset({"neck_pain", "neck_stiff"})


@dataclass(frozen=True, slots=True)
class Told:
    """One row, its times already read.

    Parameters
    ----------
    place
        Row number and original text.
    said
        Cells by heading.
    known
        Items that hold a comma themselves.
    remark
        What stood after the length of the attack.
    """

    place: tuple[int, str]
    said: Mapping[str, str]
    began: Moment
    ended: Moment | None = None
    known: frozenset[str] = field(default_factory=frozenset)
    remark: str = ""

    def items(self, *headings: str) -> list[str]:
        """Items of some columns, without placeholders."""
        cells = (cell for heading in headings if (cell := self.said.get(heading)))
        found = [item for cell in cells for item in split_list(cell, self.known)]
        return [item for item in found if item.casefold() not in _PLACEHOLDERS]


def keep_attack(gathering: Gathering, told: Told, *, key: str) -> None:
    """Keep the attack of a row and what came with it."""
    pain = pain_level(gathering, told.place[0], told.said.get("Pain Level", ""))
    notes = [told.said.get("Notes", ""), told.remark]
    fields = _features(gathering, told, notes)
    fields |= pain_times(pain, told.began, told.ended)
    attack = gathering.keep(
        Attack, (key,), told.place, notes="\n".join(filter(None, notes)) or None, **fields
    )
    if attack is None:
        return
    _keep_signs_before(gathering, told, attack)
    _keep_medicines(gathering, told, attack)
    _keep_reliefs(gathering, told, attack)
    for heading in ("Geohash", "Attack Location"):
        if told.said.get(heading):
            gathering.lose(told.place[0], phrase("the place of the attack"))


def _features(gathering: Gathering, told: Told, notes: list[str]) -> dict[str, Any]:
    kinds = told.items("Attack Types", "Attack Type")
    places = [head_place(item) for item in told.items("Pain Positions")]
    symptoms = told.items("Symptoms")
    quality = Quality.PULSATING if _any(symptoms, PULSATING) else None
    if quality is None and _any(symptoms, PRESSING):
        quality = Quality.PRESSING
    worst = told.said.get("Most Bothersome Symptom", "")
    worst_is_pain = worst.casefold() in PULSATING | PRESSING
    auras = tuple(
        AuraSymptom(symptom=word)
        for item in told.items("Auras")
        if (word := known_word("aura", item)) is not None
    )
    if kinds and kinds != ["Migraine"]:
        notes.append(f"Type: {', '.join(kinds)}")
    if activities := told.items("Affected Activities"):
        notes.append(f"Affected: {', '.join(activities)}")
    for item, (side, region) in zip(told.items("Pain Positions"), places, strict=True):
        if side is None and region is None:
            notes.append(f"Pain position: {item}")
    return {
        "taken_for": taken_for(", ".join(kinds)),
        "aura": True if auras or any("with aura" in kind.casefold() for kind in kinds) else None,
        "aura_symptoms": auras,
        "side": side_of(side for side, _ in places),
        "regions": tuple(dict.fromkeys(region for _, region in places if region)),
        "quality": quality,
        "symptoms": diary_words(
            gathering, "sign", (s for s in symptoms if s.casefold() not in PULSATING | PRESSING)
        ),
        "most_bothersome": next(
            iter(diary_words(gathering, "sign", [worst] if worst and not worst_is_pain else [])), None
        ),
        "suspected_triggers": diary_words(gathering, "suspected_trigger", told.items("Potential Triggers")),
    }


def _keep_signs_before(gathering: Gathering, told: Told, attack: Entry) -> None:
    """Signs listed as coming before, of which the file gives no time: they never enter timing."""
    at = coarse(told.began, Precision.UNKNOWN)
    for item in told.items("Premonitory Symptoms", "Auras"):
        if known_word("aura", item) is not None and known_word("sign", item) is None:
            continue
        (word,) = diary_words(gathering, "sign", [item])
        gathering.lose(
            told.place[0], phrase("the time of a sign before the attack, which the file does not give")
        )
        if word in _NECK:
            gathering.keep(NeckEpisode, (attack.id, word), told.place, began=at, notes=item)
        else:
            gathering.keep(Sign, (attack.id, word), told.place, sign=word, began=at)


def _keep_medicines(gathering: Gathering, told: Told, attack: Entry) -> None:
    at = coarse(told.began, Precision.DAY)
    for heading, helped in _HELPED.items():
        for number, item in enumerate(told.items(f"{heading} Medication")):
            medicine = named_medicine(item)
            gathering.lose(
                told.place[0], phrase("the time of a dose, which the file does not give; its day is kept")
            )
            gathering.keep(
                Dose,
                (attack.id, heading, item, str(number)),
                told.place,
                medicine=medicine.name,
                amount=medicine.amount,
                unit=medicine.unit,
                at=at,
                taken_for=DoseFor.HEADACHE,
                notes=f"Marked {helped}.",
            )


def _keep_reliefs(gathering: Gathering, told: Told, attack: Entry) -> None:
    at = coarse(told.began, Precision.DAY)
    for heading, helped in _HELPED.items():
        for number, item in enumerate(told.items(f"{heading} Non Drug Relief Methods")):
            gathering.keep(
                Relief,
                (attack.id, heading, item, str(number)),
                told.place,
                relief=next(iter(diary_words(gathering, "reliever", [item]))),
                began=at,
                notes=f"Marked {helped}.",
            )


def _any(items: Iterable[str], names: frozenset[str]) -> bool:
    return any(item.casefold() in names for item in items)
