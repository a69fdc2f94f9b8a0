"""Keeping what the checker was told in the diary: only when the person says so."""

from __future__ import annotations

import json
from typing import Any

from headlog.diary.identity import derived_id
from headlog.diary.person import Person, Preferences, Visit
from headlog.web.journal import queries
from headlog.web.journal.usual import FEATURES
from headlog.web.journal.views.asking import Asking, keys_of, write
from headlog.web.journal.views.attack import USUAL_SETTING, change_setting
from headlog.web.public.checker.result import result_of
from headlog.web.public.checker.state import State

Json = dict[str, Any]
_SIDES = {"unilateral": "one_side", "bilateral": "both"}
_GRADED = {"nausea": "nausea", "vomiting": "vomiting", "light": "photophobia", "sound": "phonophobia",
           "smell": "osmophobia"}  # fmt: skip
_BACKGROUND = {"five_attacks": "five_attacks", "two_auras": "two_auras",
               "never_stopped": "began_one_day_never_stopped"}  # fmt: skip


def keep(asking: Asking, state: State, id_: str) -> None:
    """Keep the questions as a visit to come, the lifetime answers, and the usual attack's features.

    What the diary holds already is left as it is: an answer from memory does not
    take the place of one that was recorded.
    """
    _keep_questions(asking, state, derived_id(id_, Visit.kind))
    _keep_background(asking, state)
    _keep_usual(asking, state)


def usual_features(state: State) -> Json:
    """Features of the usual attack, as "like my usual" fills them in; a symptom present has no strength."""
    yes_no = {"worse_with_activity": "activity", "eye_nose": "eye_nose", "restless": "restless"}
    found: Json = {key: state.answer(name) for key, name in yes_no.items() if state.answer(name) is not None}
    if (side := state.one("side")) is not None:
        found["side"] = _SIDES[side]
    if (quality := state.one("quality")) is not None:
        found["quality"] = quality
    if (region := state.one("region")) is not None:
        found["regions"] = [region]
    found |= {key: "none" for name, key in _GRADED.items() if state.answer(name) is False}
    present = [key for name, key in _GRADED.items() if state.answer(name)]
    if present:
        found["symptoms"] = present
    return {key: value for key, value in found.items() if key in FEATURES}


def _keep_questions(asking: Asking, state: State, id_: str) -> None:
    if queries.current_of(asking.person, id_) is None:
        keys: Json = {"questions": list(result_of(state).to_ask)}
        write(asking, Visit.kind, id_, keys, version=id_)


def _keep_background(asking: Asking, state: State) -> None:
    before = queries.current_of_kind(asking.person, Person.kind)
    current = before[-1] if before else None
    keys = keys_of(current.record) if current else {}
    new = {
        key: state.answer(name)
        for name, key in _BACKGROUND.items()
        if state.answer(name) is not None and keys.get(key) is None
    }
    if new:
        id_, base = (current.id, current.version) if current else (Person.kind, "")
        write(asking, Person.kind, id_, keys | new, base=base)


def _keep_usual(asking: Asking, state: State) -> None:
    chosen = queries.preferences_of(asking.person) or Preferences(id=Preferences.kind)
    features = usual_features(state)
    if features and all(setting.name != USUAL_SETTING for setting in chosen.settings):
        change_setting(asking, USUAL_SETTING, json.dumps(features, ensure_ascii=False))
