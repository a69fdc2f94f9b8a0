"""What a record says, in a few words, for lists, for the history and for the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.day import CheckIn, NumberSeries, Pause
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse, PreventiveDose, Relief
from headlog.diary.moment import Moment, Precision
from headlog.diary.person import OwnWord, Score, Visit
from headlog.diary.record import Part, Record
from headlog.diary.sign import EarlySigns, NeckEpisode, Sign
from headlog.diary.vocabulary import EARLY_SIGNS, LabelOf, label

KIND_WORDS: Mapping[str, str] = {
    "person": "About you",
    "attack": "Attack",
    "background_headache": "Background headache",
    "sign": "Sign",
    "neck_episode": "Neck",
    "dose": "Medicine taken",
    "relief": "Relief",
    "medicine": "Medicine in your list",
    "preventive_course": "Preventive",
    "preventive_dose": "Preventive dose",
    "check_in": "Check-in",
    "pause": "Pause",
    "number_series": "Numbers from a file",
    "score": "Score",
    "safety_answers": "Safety questions",
    "own_word": "Own word",
    "plan": "My plan",
    "visit": "Visit",
    "preferences": "Settings",
}


def title(record: Record, label: LabelOf = label) -> str:
    """Name of a record in a list: its kind and what matters most about it.

    Parameters
    ----------
    label
        Knows the person's own words (`queries.label_of`), so that they stand as they were written.
    """
    match record:
        case Attack():
            return _attack_title(record)
        case Sign():
            return label("sign", record.sign or "") or "Sign"
        case NeckEpisode():
            places = ", ".join(label("neck_location", word).lower() for word in record.locations)
            return f"Neck: {places}" if places else "Neck"
        case Dose():
            amount = f" {record.amount:g} {record.unit or ''}".rstrip() if record.amount is not None else ""
            return record.medicine + amount
        case Relief():
            return label("reliever", record.relief or "") or "Relief"
        case CheckIn():
            return {True: "Headache day", False: "Clear day", None: "Check-in"}[record.headache]
        case Score():
            return label("instrument", record.instrument or "") or "Score"
        case Medicine() | NumberSeries():
            return record.name or KIND_WORDS[record.kind]
        case PreventiveCourse():
            return record.agent
        case OwnWord():
            return record.label or record.word
        case BackgroundHeadache() | Pause() | Visit() | PreventiveDose():
            return KIND_WORDS[record.kind]
    return KIND_WORDS[record.kind]


def clock(moment: Moment | None) -> str:
    """A moment as the person would say it: its time of day with its precision; empty for None."""
    if moment is None:
        return ""
    local = moment.local
    match moment.precision:
        case Precision.EXACT:
            return f"{local:%H:%M}"
        case Precision.ABOUT:
            return f"about {local:%H:%M}"
        case Precision.BETWEEN:
            until = Moment(moment.latest, moment.zone).local
            return f"between {local:%H:%M} and {until:%H:%M}"
        case Precision.PART_OF_DAY:
            return f"in the {moment.part}"
    return "some time that day"


def spoken(record: Record) -> str:
    """Everything that a record says, in words and lower case, for the search."""
    words = [KIND_WORDS[record.kind], title(record), *_words(record)]
    return " ".join(dict.fromkeys(word.casefold() for word in words if word))


def _attack_title(attack: Attack) -> str:
    if attack.had_headache is False and attack.had_aura:
        return "Aura without headache"
    parts = ["Attack"]
    if attack.peak_pain is not None:
        parts.append(f"pain up to {attack.peak_pain}")
    if attack.had_aura:
        parts.append("with aura")
    return ", ".join(parts)


def _words(part: Part) -> Iterator[str]:
    for f in fields(part):
        if f.name in ("id", "part_of", "course", "extra"):
            continue
        value = getattr(part, f.name)
        group = f.metadata.get("group")
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, EarlySigns):
                yield from (EARLY_SIGNS[name] for name, answer in one.answers.items() if answer)
            elif isinstance(one, StrEnum):
                yield str(one).replace("_", " ")
            elif isinstance(one, str):
                yield label(group, one) if group else one
            elif one is True:
                yield f.name.replace("_", " ")
            elif is_dataclass(one) and not isinstance(one, Moment):
                yield from _words(one)  # type: ignore[arg-type]  # every dataclass in a record but Moment is a Part
