"""What one tap means, as the codec's keys: the same on a page and, later, in the offline shell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from headlog.diary.medicine import Medicine
from headlog.diary.vocabulary import OWN_PREFIX

Json = dict[str, Any]

# A warning sign of which nothing is said yet; the next page asks which it is.
UNNAMED_SIGN = f"{OWN_PREFIX}warning_sign"
PAIN_VALUES = frozenset(str(number) for number in range(11))
GRADED = ("nausea", "vomiting", "photophobia", "phonophobia", "osmophobia", "allodynia")


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap: what it is called on the status line, and what it makes of a moment."""

    said: str
    keys: Callable[[Json], Json]


# Taps that begin a record: kind, and the keys that the moment gives it.
BEGINNINGS: Mapping[str, tuple[str, Tap]] = {
    "attack": ("attack", Tap("Attack started", lambda at: {"began": at})),
    "pain": ("attack", Tap("Head pain began", lambda at: {"headache_began": at, "headache": True})),
    "sign": ("sign", Tap("Warning sign", lambda at: {"sign": UNNAMED_SIGN, "began": at})),
    "neck": ("neck_episode", Tap("Neck", lambda at: {"began": at})),
}

# Taps within an attack that set a time or an answer.
IN_ATTACK: Mapping[str, Tap] = {
    "headache_began": Tap("Head pain began", lambda at: {"headache_began": at, "headache": True}),
    "no_headache": Tap("No head pain", lambda at: {"headache": False}),
    "aura_began": Tap("Aura began", lambda at: {"aura_began": at, "aura": True}),
    "aura_ended": Tap("Aura ended", lambda at: {"aura_ended": at}),
    "no_aura": Tap("No aura", lambda at: {"aura": False}),
    "headache_ended": Tap("Head pain gone", lambda at: {"headache_ended": at}),
    "back_to_normal": Tap("Back to normal", lambda at: {"back_to_normal": at}),
    "still_going": Tap("Still going on", lambda at: {}),
}


def in_attack(tap: str, attack: Json, at: Json) -> tuple[str, Json] | None:
    """Words for the status line and the keys of the attack after a tap; None when the tap is not known."""
    if tap in IN_ATTACK:
        return IN_ATTACK[tap].said, attack | IN_ATTACK[tap].keys(at)
    name, _, value = tap.partition(":")
    if name == "pain" and value in PAIN_VALUES:
        readings = [*attack.get("pain", ()), {"at": at, "pain": int(value)}]
        felt = {"headache": True} if int(value) > 0 else {}
        return f"Pain {value}", attack | felt | {"pain": readings}
    if name in GRADED and value in ("none", "mild", "moderate", "severe"):
        return f"{name.capitalize()} {value}", attack | {name: value}
    return None


def dose_of(medicine: Medicine, at: Json) -> Json:
    """Keys of a dose of one of the person's own medicines."""
    keys: Json = {"medicine": medicine.name, "at": at}
    if medicine.usual_amount is not None:
        keys["amount"] = medicine.usual_amount
    return keys | {
        name: value
        for name, value in (("unit", medicine.unit), ("drug_class", medicine.drug_class))
        if value is not None
    }
