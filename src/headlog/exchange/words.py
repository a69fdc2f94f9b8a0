"""What other programs call things, in the words of the diary's own lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from headlog.diary.attack import Side
from headlog.diary.vocabulary import GROUPS

SYMPTOMS = {
    "sensitivity to light": "photophobia", "light sensitivity": "photophobia", "light": "photophobia",
    "sensitivity to noise": "phonophobia", "sensitivity to sound": "phonophobia",
    "sound sensitivity": "phonophobia", "noise sensitivity": "phonophobia",
    "sensitivity to smell": "osmophobia", "sensitivity to smells": "osmophobia",
    "smell sensitivity": "osmophobia", "sensitivity to touch": "allodynia", "touch sensitivity": "allodynia",
    "neck pain": "neck_pain", "neck stiffness": "neck_stiff", "stiff neck": "neck_stiff",
    "fatigue": "tired", "tiredness": "tired", "exhaustion": "tired", "yawning": "yawning",
    "excessive yawning": "yawning", "irritability": "irritable", "moodiness": "irritable",
    "difficulty concentrating": "concentration", "poor concentration": "concentration",
    "confusion": "concentration", "food cravings": "food_craving", "craving": "food_craving",
    "cravings": "food_craving", "dizziness": "dizzy", "lightheadedness": "dizzy", "vertigo": "vertigo",
    "depression": "low_mood", "depressed mood": "low_mood", "anxiety": "anxious", "diarrhea": "diarrhoea",
    "blurred vision": "blurred_vision", "insomnia": "sleep_disturbance", "nasal congestion": "nasal",
    "teary eyes": "tearing", "watery eyes": "tearing", "loss of appetite": "loss_of_appetite",
    "frequent urination": "frequent_urination", "increased urination": "frequent_urination",
    "thirst": "thirst", "muscle tension": "muscle_tension", "hyperactivity": "hyperactive",
    "difficulty speaking": "difficulty_speaking", "brain fog": "brain_fog", "hot flushes": "flushing",
    "nausea": "nausea", "vomiting": "vomiting", "allodynia": "allodynia",
}  # fmt: skip
TRIGGERS = {
    "weather": "weather", "weather changes": "weather", "skipped meal": "skipped_meal",
    "skipped meals": "skipped_meal", "missed meal": "skipped_meal", "period": "hormonal_change",
    "menstruation": "hormonal_change", "hormonal": "hormonal_change", "stress": "stress",
    "let down": "relief_from_stress", "lack of sleep": "too_little_sleep",
    "interrupted sleep": "too_little_sleep", "poor sleep": "too_little_sleep",
    "oversleeping": "too_much_sleep",
    "dehydration": "low_fluid", "alcohol": "alcohol", "caffeine": "caffeine_change",
    "bright light": "bright_sunlight", "bright lights": "bright_sunlight", "odour": "smells",
    "odor": "smells",
    "strong smell": "smells", "neck pain": "neck_strain", "travel": "travel", "noise": "noise",
    "loud noise": "noise", "screen": "screen_time", "computer": "screen_time",
    "physical exertion": "exercise",
    "medicine": "medication", "food": "food", "weather_change": "weather", "crying": "crying",
}  # fmt: skip
RELIEVERS = {
    "dark room rest": "dark", "dark room": "dark", "dark": "dark", "sleep": "sleep", "rest": "rest",
    "indoor rest": "rest", "ice packs": "cold", "ice pack": "cold", "cold compress": "cold",
    "hot compress": "heat", "heat pack": "heat", "hot shower": "heat", "massage": "massage",
    "caffeine": "caffeine", "coffee": "caffeine", "stretching": "stretching", "exercise": "exercise",
    "yoga": "stretching", "cefaly": "neuromodulation", "tens": "neuromodulation",
}  # fmt: skip
AURAS = {
    "visual": "visual_positive", "visual aura": "visual_positive", "zigzag lines": "visual_positive",
    "flashing lights": "visual_positive", "blind spot": "visual_negative", "blind spots": "visual_negative",
    "tingling": "sensory_positive", "pins and needles": "sensory_positive", "numbness": "sensory_negative",
    "speech difficulty": "speech_language", "speech": "speech_language", "weakness": "motor_weakness",
}  # fmt: skip
_REGIONS = {
    "temple": "temple", "eye": "orbital", "forehead": "forehead", "top": "top", "back": "back",
    "neck": "neck", "face": "face", "cheek": "face", "jaw": "jaw", "teeth": "teeth", "tooth": "teeth",
    "whole": "whole", "crown": "top", "brow": "supraorbital",
}  # fmt: skip
_TABLES = {
    "sign": SYMPTOMS, "suspected_trigger": TRIGGERS, "reliever": RELIEVERS, "aura": AURAS,
}  # fmt: skip
# Pulsation is a quality of the pain in the diary, and a symptom elsewhere.
PULSATING = frozenset({"throbbing pain", "pulsating pain", "throbbing", "pulsating", "pounding pain"})
PRESSING = frozenset({"pressing pain", "pressure", "tightening pain", "pressing", "tightening"})
# Preventives that are given by injection or infusion, by the names in which people write them down.
PREVENTIVES = {
    "erenumab": "Erenumab", "aimovig": "Erenumab", "galcanezumab": "Galcanezumab", "emgality": "Galcanezumab",
    "fremanezumab": "Fremanezumab", "ajovy": "Fremanezumab", "eptinezumab": "Eptinezumab",
    "vyepti": "Eptinezumab", "botox": "OnabotulinumtoxinA", "onabotulinumtoxina": "OnabotulinumtoxinA",
}  # fmt: skip
_AMOUNT = re.compile(r"(?<![\w.])(\d+(?:[.,]\d+)?)\s?(mg|mcg|µg|g|ml|iu)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedMedicine:
    """A medicine as a cell names it, its amount taken apart when it is written beside the name."""

    name: str
    amount: float | None = None
    unit: str | None = None


def known_word(group: str, text: str) -> str | None:
    """Id in a list of the diary for what another program calls it, or None."""
    folded = text.casefold().strip()
    return _words_of(group).get(folded)


@cache
def _words_of(group: str) -> dict[str, str]:
    own = {label.casefold(): word for word, label in GROUPS[group].items()}
    ids = {word: word for word in GROUPS[group]} | {w.replace("_", " "): w for w in GROUPS[group]}
    return own | ids | _TABLES.get(group, {})


def head_place(text: str) -> tuple[Side | None, str | None]:
    """Side and region of a place such as “Left Back of Head (Lower)”; None for what it does not say."""
    folded = text.casefold().replace("_", " ")
    side = next((side for side in (Side.LEFT, Side.RIGHT, Side.BOTH) if side.value in folded.split()), None)
    region = next((region for word, region in _REGIONS.items() if word in folded), None)
    return side, region


def side_of(sides: Iterable[Side | None]) -> Side | None:
    """Side that several places amount to; None when none of them has one."""
    found = {side for side in sides if side is not None}
    return None if not found else next(iter(found)) if len(found) == 1 else Side.BOTH


def named_medicine(text: str) -> NamedMedicine:
    """Medicine of a cell such as “Sumatriptan 50mg”.

    Examples
    --------
    >>> named_medicine("Sumatriptan 50mg")
    NamedMedicine(name='Sumatriptan', amount=50.0, unit='mg')
    """
    found = _AMOUNT.search(text)
    if found is None:
        return NamedMedicine(text.strip())
    name = (text[: found.start()] + text[found.end() :]).strip(" ,-()") or text.strip()
    return NamedMedicine(
        " ".join(name.split()), float(found.group(1).replace(",", ".")), found.group(2).lower()
    )


def preventive_in(text: str) -> str | None:
    """Name of an injected or infused preventive that a text mentions, or None."""
    folded = text.casefold()
    return next((agent for name, agent in PREVENTIVES.items() if re.search(rf"\b{name}\b", folded)), None)


def split_list(cell: str, known: Iterable[str] = (), separator: str = ", ") -> list[str]:
    """Items of a cell joined by a separator that an item may hold itself: known items are matched first.

    Examples
    --------
    >>> split_list("Stress, Light, flickering, Noise", known=["Light, flickering"])
    ['Stress', 'Light, flickering', 'Noise']
    """
    if not cell:
        return []
    longest = sorted((k for k in known if separator in k), key=len, reverse=True)
    rest, items = cell.strip(), []
    while rest:
        whole = next(
            (k for k in longest if rest.casefold().startswith(k.casefold())
             and rest[len(k) :][: len(separator)] in ("", separator)),
            None,
        )  # fmt: skip
        item = rest[: len(whole)] if whole else rest.split(separator, 1)[0]
        rest = rest[len(item) + len(separator) :]
        if item.strip():
            items.append(item.strip())
    return items


def decimal(text: str) -> str:
    """Text of a number with its decimal comma as a point; other text as it is.

    Examples
    --------
    >>> decimal("7,5"), decimal("1,000.5")
    ('7.5', '1,000.5')
    """
    whole, comma, rest = text.partition(",")
    return f"{whole}.{rest}" if comma and whole.lstrip("-").isdigit() and rest.isdigit() else text
