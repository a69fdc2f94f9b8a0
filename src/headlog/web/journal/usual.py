"""Like my usual: what the person's attacks have in common, filled in at a tap and marked as such."""

from __future__ import annotations

import json
from typing import Any

from headlog.diary.attack import Attack
from headlog.exchange.headlog_json.codec import encode

Json = dict[str, Any]
# Features that are the same from attack to attack; never a time, a strength, or an effect on the day.
FEATURES = (
    "taken_for", "aura", "side", "regions", "quality", "worse_with_activity", "eye_nose", "eye_nose_signs",
    "restless", "nausea", "vomiting", "photophobia", "phonophobia", "osmophobia", "allodynia", "symptoms",
    "began_in", "most_bothersome",
)  # fmt: skip


def template_of(attack: Attack) -> Json:
    """Features of an attack, to be kept as the usual ones."""
    keys = encode(attack)
    return {name: keys[name] for name in FEATURES if name in keys}


def like_usual(attack: Json, template: Json) -> Json:
    """The attack with the usual features where it said nothing, each marked as filled in."""
    filled = {
        name: value for name, value in template.items() if name in FEATURES and attack.get(name) in (None, [])
    }
    # An answer that the person gave in this attack is not contradicted by the template.
    if attack.get("aura_began") or attack.get("aura_symptoms"):
        filled.pop("aura", None)
    marked = sorted({*attack.get("as_usual", ()), *filled})
    return attack | filled | {"as_usual": marked} if marked else dict(attack)


def usual_of(text: str) -> Json:
    """Features that a setting holds; none when it is no such text, as a file from elsewhere may have it."""
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {name: kept[name] for name in FEATURES if name in kept} if isinstance(kept, dict) else {}
