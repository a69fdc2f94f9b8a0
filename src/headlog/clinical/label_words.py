"""Lay and clinician wording of every label and status, about the record and never about the person."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from headlog.clinical.aura import AuraLabel
from headlog.clinical.criteria import Label
from headlog.clinical.cycle import MenstrualStatus
from headlog.clinical.frequency import ChronicStatus, Goal
from headlog.clinical.overuse import OveruseStatus
from headlog.clinical.status import StatusLabel
from headlog.clinical.triggers import ExposureLabel
from headlog.clinical.wear_off import WearStatus
from headlog.clinical.wording import Wording, wording

# One attack, or {count} of {total}: the sentence takes both numbers.
ATTACK_WORDS: Mapping[Label, Wording] = MappingProxyType({
    Label.MIGRAINE: wording(
        "{count} of the {total} attacks you recorded have the features listed for migraine without aura.",
        "{count} of {total} attacks: ICHD-3 1.1 B-D recorded."),
    Label.SHORTENED: wording(
        "{count} of {total} have those features and were ended early by a medicine.",
        "{count} of {total}: 1.1 C-D, shortened by treatment; B not testable."),
    Label.CLUSTER: wording(
        "{count} of {total} were short, severe and one-sided with eye or nose signs: tell a clinician.",
        "{count} of {total}: features of 3.1 B-C; for assessment."),
    Label.TENSION: wording(
        "{count} of {total} have the features listed for tension-type headache.",
        "{count} of {total}: features of 2.x B-D."),
    Label.PROBABLE: wording(
        "{count} of {total} miss one of the features listed for migraine without aura.",
        "{count} of {total}: all but one of 1.1 B-D (1.5.1)."),
    Label.INSUFFICIENT: wording(
        "For {count} of {total} too little was recorded to compare them.",
        "{count} of {total}: not recorded well enough to classify."),
    Label.UNCLASSIFIED: wording(
        "{count} of {total} fit none of the lists.",
        "{count} of {total}: no listed pattern."),
})  # fmt: skip
# The same in a few words, for a cell of a table.
ATTACK_FEATURES: Mapping[Label, str] = MappingProxyType({
    Label.MIGRAINE: "features of 1.1 B–D",
    Label.SHORTENED: "features of 1.1, shortened by treatment",
    Label.CLUSTER: "short, one-sided, with eye or nose signs",
    Label.TENSION: "features of 2.x",
    Label.PROBABLE: "all but one of 1.1 B–D",
    Label.INSUFFICIENT: "too little recorded",
    Label.UNCLASSIFIED: "none of these",
})  # fmt: skip
AURA_WORDS: Mapping[AuraLabel, Wording] = MappingProxyType({
    AuraLabel.TYPICAL: wording(
        "{count} of {total} auras have the features listed for a typical aura, with headache.",
        "{count} of {total} auras: ICHD-3 1.2.1.1 B-C recorded."),
    AuraLabel.TYPICAL_NO_HEADACHE: wording(
        "{count} of {total} auras have the features listed for a typical aura, no headache within the hour.",
        "{count} of {total} auras: 1.2.1.2 B-C recorded."),
    AuraLabel.NON_TYPICAL: wording(
        "{count} of {total} auras came with weakness, brainstem signs or in one eye: tell a clinician.",
        "{count} of {total} auras: motor, brainstem or retinal symptoms; for assessment."),
    AuraLabel.NOT_MET: wording(
        "{count} of {total} do not have enough of the features listed for an aura.",
        "{count} of {total}: fewer than 3 of 6 of 1.2 C, or not reversible."),
    AuraLabel.INSUFFICIENT: wording(
        "For {count} of {total} auras too little was recorded to compare them.",
        "{count} of {total} auras: not recorded well enough."),
})  # fmt: skip
LONG_ATTACK_WORDS: Mapping[StatusLabel, Wording] = MappingProxyType({
    StatusLabel.PATTERN: wording(
        "This attack lasted more than 72 hours and kept you from functioning: ask for medical advice today.",
        "Features of 1.4.1 recorded: beyond 72 h, debilitating."),
    StatusLabel.LONG: wording(
        "This attack lasted more than 72 hours: ask for medical advice today.",
        "Beyond 72 h, not debilitating (1.5.1)."),
    StatusLabel.NOT_MET: wording(
        "The record does not show more than 72 hours without a longer break, like your earlier attacks.",
        "1.4.1 not met by the record."),
    StatusLabel.CANNOT_TELL: wording(
        "Too little was recorded to compare this attack.",
        "1.4.1 cannot be told from the record."),
})  # fmt: skip
CHRONIC_WORDS: Mapping[ChronicStatus, Wording] = MappingProxyType({
    ChronicStatus.MET: wording(
        "Your last three recorded months are in the range clinicians call chronic.",
        "1.3 A and C reached in three complete months; D needs assessment."),
    ChronicStatus.NOT_MET: wording(
        "Your recorded months are not all in the range clinicians call chronic.",
        "1.3 A-C not met by the record."),
    ChronicStatus.CANNOT_TELL: wording(
        "It cannot be told yet where your months lie: days or months are missing.",
        "1.3 cannot be told: days, months or history not recorded."),
})  # fmt: skip
OVERUSE_WORDS: Mapping[OveruseStatus, Wording] = MappingProxyType({
    OveruseStatus.PATTERN: wording(
        "In three months the days with medicines and with headache were at or above the levels used for "
        "medication overuse; discuss this with your clinician before changing anything.",
        "8.2 A and B recorded in three months; C needs assessment."),
    OveruseStatus.HEADACHE_BELOW: wording(
        "Medicine days were at or above the level used for medication overuse; headache days were below 15.",
        "8.2 B reached, A not."),
    OveruseStatus.NOT_YET: wording(
        "Medicine days were at or above the level used for medication overuse, for under 3 months so far.",
        "8.2 B so far, for fewer than three complete months."),
    OveruseStatus.BELOW: wording(
        "Recorded medicine days were below the levels used for medication overuse.",
        "8.2 B not reached."),
    OveruseStatus.CANNOT_TELL: wording(
        "It cannot be told: days with medicines or headache were not all recorded.",
        "8.2 cannot be told from the recorded days."),
})  # fmt: skip
GOAL_WORDS: Mapping[Goal, Wording] = MappingProxyType({
    Goal.FREEDOM: wording("No such day in three months.", "IHS 2025: freedom (0 days a month)."),
    Goal.OPTIMAL: wording("Fewer than 4 such days a month, and medicines worked within 2 hours.",
                          "IHS 2025: optimal control (under 4)."),
    Goal.MODEST: wording("Up to 6 such days a month, or fewer without medicines that work within 2 hours.",
                         "IHS 2025: modest control (4-6, or under 4 without acute response)."),
    Goal.INSUFFICIENT: wording("More than 6 such days a month.", "IHS 2025: insufficient control (over 6)."),
    Goal.NEEDS_MONTHS: wording("Three months are needed to say.", "Needs three months."),
    Goal.CANNOT_TELL: wording("It cannot be told: days or answers are missing.", "Cannot be told."),
})  # fmt: skip
MENSTRUAL_WORDS: Mapping[MenstrualStatus, Wording] = MappingProxyType({
    MenstrualStatus.PURE: wording(
        "In {hits} of {cycles} cycles attacks began around the start of bleeding, and at no other time.",
        "Onsets in the window in {hits} of {cycles} cycles, none outside (A1.1.1 pattern)."),
    MenstrualStatus.RELATED: wording(
        "In {hits} of {cycles} cycles attacks began around the start of bleeding, and also at other times.",
        "Onsets in the window in {hits} of {cycles} cycles, others outside (A1.1.2 pattern)."),
    MenstrualStatus.NEITHER: wording(
        "Attacks began around the start of bleeding in {hits} of {cycles} cycles.",
        "Window hit in {hits} of {cycles} cycles (neither A1.1.1 nor A1.1.2)."),
    MenstrualStatus.INSUFFICIENT: wording(
        "Three cycles with every day recorded are needed to say.",
        "Fewer than three evaluable cycles."),
})  # fmt: skip
EXPOSURE_WORDS: Mapping[ExposureLabel, Wording] = MappingProxyType({
    ExposureLabel.NOT_ENOUGH: wording("Not enough days yet to say anything about {factor}.",
                                      "{factor}: too few days or attacks."),
    ExposureLabel.EARLY_SYMPTOM: wording("{factor} may be an early symptom of the attack.",
                                         "{factor}: may be premonitory; not interpreted."),
    ExposureLabel.ASSOCIATED: wording("{factor}: associated with more attacks in your record.",
                                      "{factor}: associated, false-discovery corrected."),
    ExposureLabel.FEWER: wording("{factor}: associated with fewer attacks in your record.",
                                 "{factor}: associated with fewer onsets."),
    ExposureLabel.NO_CLEAR: wording("{factor}: no clear association in your record.",
                                    "{factor}: no clear association."),
})  # fmt: skip
WEAR_WORDS: Mapping[WearStatus, Wording] = MappingProxyType({
    WearStatus.POSSIBLE: wording(
        "Migraine days were more frequent late between doses. This can also be chance or your cycle.",
        "Late excess of migraine days by count; may be chance or menstrual."),
    WearStatus.NO_PATTERN: wording("No such pattern in your record.", "No late excess by count."),
    WearStatus.INSUFFICIENT: wording("Three well recorded dose cycles are needed to say.",
                                     "Fewer than three evaluable dose cycles."),
})  # fmt: skip
FLAG_WORDS: Mapping[str, Wording] = MappingProxyType({
    "PROLONGED_AURA": wording(
        "An aura symptom lasted more than an hour: ask for medical advice today.",
        "Non-motor aura symptom beyond 60 min."),
    "SAFETY_CHECK": wording(
        "An aura symptom was recorded as not gone: please answer the safety questions now.",
        "Aura symptom not resolved; safety screen offered."),
    "APPROACHING": wording(
        "Medicine days are close to the level that clinicians ask about.",
        "At 80 % or more of an 8.2 B threshold."),
})  # fmt: skip

ALL_LABEL_WORDS: tuple[Mapping[StrEnum, Wording], ...] = tuple(
    dict(words.items())
    for words in (ATTACK_WORDS, AURA_WORDS, LONG_ATTACK_WORDS, CHRONIC_WORDS, OVERUSE_WORDS, GOAL_WORDS,
                  MENSTRUAL_WORDS, EXPOSURE_WORDS, WEAR_WORDS)
)  # fmt: skip
