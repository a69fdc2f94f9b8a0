"""Every value that no guideline fixes, named, with its default, unit and reason.

A report prints in its footer whichever of these a diary has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple


def _setting(default: Any, unit: str, rule: str, why: str) -> Any:
    return field(default=default, metadata={"unit": unit, "rule": rule, "why": why})


@dataclass(frozen=True, slots=True)
class ClinicalSettings:
    """The operational decisions of the rulebook; each field carries unit, rule and reason.

    Examples
    --------
    >>> ClinicalSettings(attack_merge_gap_hours=48).attack_merge_gap_hours
    48
    """

    minimum_adult_hours: float = _setting(4.0, "h", "R-1.1", "ICHD-3 1.1 B; the edge itself is inside")
    minimum_under_18_hours: float = _setting(2.0, "h", "R-1.1", "ICHD-3 1.1 note for under 18")
    maximum_attack_hours: float = _setting(72.0, "h", "R-1.1", "ICHD-3 1.1 B; the edge itself is inside")
    moderate_from: int = _setting(4, "0-10", "R-1.1", "pain numbers mapped to words: 1-3, 4-6, 7-9, 10")
    severe_from: int = _setting(7, "0-10", "R-1.1", "pain numbers mapped to words: 1-3, 4-6, 7-9, 10")
    very_severe_from: int = _setting(10, "0-10", "R-1.1", "pain numbers mapped to words: 1-3, 4-6, 7-9, 10")
    aura_headache_lag_minutes: float = _setting(
        60.0, "min", "R-1.2", "within 60 min; the edge itself is inside"
    )
    attack_merge_gap_hours: float = _setting(
        24.0, "h", "R-MERGE", "Leiden diary; 48 h is the older trial convention"
    )
    merge_chain_cap_hours: float = _setting(
        72.0, "h", "R-MERGE", "a merged attack is no longer than 1.1 B allows"
    )
    minimum_overlap_minutes: float = _setting(
        30.0, "min", "R-OVERLAP", "0 counts onset, continuation, recurrence"
    )
    gepant_specific: bool = _setting(True, "yes/no", "R-DAY", "gepants and ditans mark a migraine day")
    recalled_after_hours: float = _setting(48.0, "h", "R-MISS", "an entry made later is counted as recalled")
    end_unknown_hours: float = _setting(
        12.0, "h", "R-MISS", "an open attack without news for so long has an unknown end"
    )
    longest_open_hours: float = _setting(
        72.0, "h", "R-MISS", "days later than this after its last news are not touched by an open attack"
    )
    reading_holds_hours: float = _setting(
        4.0, "h", "R-DAY", "a pain reading holds until the next one, at most so long"
    )
    months_for_pattern: int = _setting(
        3, "months", "R-1.3", "reads 'more than 3 months' as three complete months"
    )
    chronic_headache_days: int = _setting(15, "days/month", "R-1.3", "ICHD-3 1.3 A")
    chronic_migraine_days: int = _setting(8, "days/month", "R-1.3", "ICHD-3 1.3 C")
    minimum_recorded_share: float = _setting(
        0.8, "share", "R-MISS", "23 of 28 days is the first whole number"
    )
    high_frequency_from: int = _setting(8, "days/month", "R-FREQ", "trial strata 4-7 and 8-14; others use 10")
    rising_months: int = _setting(3, "months", "R-RISE", "months in a row, each above the one before it")
    menstrual_cycles: int = _setting(3, "cycles", "R-A1.1", "the latest cycles in a row")
    menstrual_cycles_needed: int = _setting(2, "cycles", "R-A1.1", "ICHD-3 A1.1.1-2: at least 2 of 3")
    approaching_share: float = _setting(0.8, "share", "R-8.2", "8 of 10 days, 12 of 15 days")
    gepant_counts_for_overuse: bool = _setting(
        False, "yes/no", "R-8.2", "gepants are not named in ICHD-3 2018"
    )
    planning_days_per_week: float = _setting(
        2.0, "days/week", "R-8.2", "AHS: acute treatment two days a week"
    )
    erenumab_interval: str = _setting("28d", "28d or month", "R-DOSE", "EU label: every 4 weeks; US: monthly")
    hit6_change: int = _setting(6, "points", "R-RENEW", "AHS 2021 text 6, an earlier table 5")
    judge_response_after_months: int = _setting(
        3, "months", "R-RESP", "EHF 2022: at least 3 consecutive months"
    )
    wear_ratio: float = _setting(1.5, "ratio", "R-WEAR", "no validated definition for one person exists")
    wear_minimum_cycles: int = _setting(3, "cycles", "R-WEAR", "fewer cycles cannot show a repeat")
    wear_minimum_late_days: int = _setting(4, "days", "R-WEAR", "migraine days in all late windows together")
    prodrome_hours: float = _setting(48.0, "h", "R-PHASE", "ICHD-3 2018; others use 24 or 72")
    postdrome_hours: float = _setting(48.0, "h", "R-PHASE", "ICHD-3 2018; others use 24")
    at_onset_hours: float = _setting(
        0.25, "h", "R-PHASE", "a quarter of an hour either side is the same time"
    )
    peri_onset_hours: float = _setting(
        2.0, "h", "R-PHASE", "the lower edge of the 2013 prodrome; Lampl's group B"
    )
    resolution_tolerance_hours: float = _setting(
        0.5, "h", "R-NECK", "half an hour either side of the end of pain"
    )
    frequent_interictal_share: float = _setting(
        0.25, "share", "R-NECK", "days between attacks with neck pain"
    )
    side_lock_minimum_attacks: int = _setting(
        5, "attacks", "R-NECK", "fewer one-sided attacks show no pattern"
    )
    silent_days: int = _setting(
        14, "days", "R-NECK", "a silence from this length on is no time at risk, also without check-ins"
    )
    check_in_usual_share: float = _setting(
        0.5, "share", "R-NECK", "who checks in this often is silent on a day without an entry"
    )
    check_in_around_days: int = _setting(
        14, "days", "R-NECK", "days before and after, over which the check-ins are looked at"
    )
    acute_minimum_attacks: int = _setting(
        5, "attacks", "R-ACUTE", "fewer recorded attacks show no pattern of a medicine"
    )
    trigger_minimum_days: int = _setting(90, "days", "R-TRIG", "tracked days before a label")
    trigger_minimum_recorded_share: float = _setting(0.8, "share", "R-TRIG", "recorded among tracked days")
    trigger_minimum_exposed: int = _setting(10, "days", "R-TRIG", "days at risk with, and as many without")
    trigger_minimum_attacks: int = _setting(8, "attacks", "R-TRIG", "the joint fit of the pages asks for 24")
    false_discovery_rate: float = _setting(0.05, "share", "R-TRIG", "q below this is called associated")


class SettingNote(NamedTuple):
    """One setting as the docs and the footer print it."""

    name: str
    value: Any
    default: Any
    unit: str
    rule: str
    why: str


DEFAULTS = ClinicalSettings()


def setting_notes(settings: ClinicalSettings = DEFAULTS) -> tuple[SettingNote, ...]:
    """Every setting with its value here, its default, unit, rule and reason."""
    return tuple(
        SettingNote(
            each.name, getattr(settings, each.name), each.default,
            each.metadata["unit"], each.metadata["rule"], each.metadata["why"],
        )
        for each in fields(settings)
    )  # fmt: skip


def changed(settings: ClinicalSettings) -> tuple[SettingNote, ...]:
    """Settings that differ from their default, for a report's footer.

    Examples
    --------
    >>> [note.name for note in changed(ClinicalSettings(high_frequency_from=10))]
    ['high_frequency_from']
    """
    return tuple(note for note in setting_notes(settings) if note.value != note.default)
