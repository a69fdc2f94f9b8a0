"""The person's own settings, as their diary carries them, over the defaults."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from headlog.clinical.profiles import PROFILES, Profile
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.diary import Diary
from headlog.diary.head_pain import DayRules

# The profile printed beside the default when the person chose none: one with 4 hours.
SECOND_PROFILE = "leiden_strict"
# Hours of eleven years, days of three lives: with more, no calendar reaches to where a rule looks.
LARGEST_SETTING = 100_000
# A century of months.
LARGEST_MONTHS = 1_200


def settings_of(diary: Diary) -> ClinicalSettings:
    """Settings of the rules: the defaults, with what the person changed.

    A name that no rule knows, or a value that is not of its kind, is left at
    its default: a file from another version must still count.
    """
    return _changed(DEFAULTS, _named(diary))


def rules_of(diary: Diary, settings: ClinicalSettings | None = None) -> DayRules:
    """Rules for reading days out of attacks: every one of them is a named setting."""
    chosen = settings_of(diary) if settings is None else settings
    return DayRules(**{each.name: getattr(chosen, each.name) for each in fields(DayRules)})


def profiles_of(diary: Diary) -> tuple[Profile, Profile]:
    """Profile of the diary's numbers and the one printed beside it."""
    preferences = diary.preferences
    first = PROFILES.get((preferences and preferences.profile) or "default", PROFILES["default"])
    second = PROFILES.get((preferences and preferences.second_profile) or SECOND_PROFILE)
    return first, second or PROFILES[SECOND_PROFILE]


def _named(diary: Diary) -> dict[str, str]:
    preferences = diary.preferences
    return {} if preferences is None else {each.name: each.value for each in preferences.settings}


def _changed(defaults: ClinicalSettings, named: dict[str, str]) -> ClinicalSettings:
    values = {
        f.name: _value(
            named[f.name],
            getattr(defaults, f.name),
            LARGEST_MONTHS if f.metadata["unit"] == "months" else LARGEST_SETTING,
        )
        for f in fields(defaults)
        if f.name in named
    }
    return replace(defaults, **values) if values else defaults


def _value(text: str, default: Any, largest: float) -> Any:
    if isinstance(default, bool):
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.strip().lower(), default)
    try:
        value = type(default)(text)
    except (ValueError, OverflowError):
        return default
    if isinstance(value, int | float) and not 0 <= value <= largest:
        return default
    return value
