"""What each label and status says: once to the person, once to a clinician, about the record alone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from headlog.clinical.aura import AuraLabel
from headlog.clinical.criteria import Label
from headlog.clinical.cycle import MenstrualStatus
from headlog.clinical.frequency import NEVER_STOPPED, ChronicFinding, ChronicStatus, Goal
from headlog.clinical.overuse import OveruseStatus
from headlog.clinical.settings import ClinicalSettings
from headlog.clinical.wording import Wording, wording

# So many of so many attacks: each sentence takes {count} and {total}.
ATTACK_WORDS: Mapping[Label, Wording] = MappingProxyType({
    Label.MIGRAINE: wording(
        "The features listed for migraine without aura: in {count} of the {total} attacks you recorded.",
        "ICHD-3 1.1 B–D recorded in {count} of {total} attacks."),
    Label.SHORTENED: wording(
        "Features listed for migraine, ended early by a medicine that worked: in {count} of {total}.",
        "1.1 C–D, shortened by treatment, B not testable: {count} of {total}."),
    Label.PROBABLE: wording(
        "All but one of the features listed for migraine without aura: in {count} of {total}.",
        "All but one of 1.1 B–D (1.5.1): {count} of {total}."),
    Label.CLUSTER: wording(
        "Short, severe and one-sided, with eye or nose signs: {count} of {total}. Tell a clinician of these.",
        "Features of 3.1 B–C, for assessment: {count} of {total}."),
    Label.TENSION: wording(
        "The features listed for tension-type headache: in {count} of {total}.",
        "Features of 2.x B–D: {count} of {total}."),
    Label.UNCLASSIFIED: wording(
        "Like none of these lists: {count} of {total}.",
        "No listed pattern: {count} of {total}."),
    Label.INSUFFICIENT: wording(
        "Too little recorded to compare: {count} of {total}.",
        "Not recorded well enough to classify: {count} of {total}."),
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
# So many of so many auras.
AURA_WORDS: Mapping[AuraLabel, Wording] = MappingProxyType({
    AuraLabel.TYPICAL: wording(
        "The features listed for a typical aura, with headache: in {count} of {total} auras.",
        "ICHD-3 1.2.1.1 B–C recorded in {count} of {total} auras."),
    AuraLabel.TYPICAL_NO_HEADACHE: wording(
        "The features listed for a typical aura, no headache within the hour: in {count} of {total} auras.",
        "1.2.1.2 B–C recorded in {count} of {total} auras."),
    AuraLabel.NON_TYPICAL: wording(
        "The features listed for an aura, of a kind that is not typical: in {count} of {total} auras.",
        "1.2 B–C recorded, not typical (1.2.1): {count} of {total} auras."),
    AuraLabel.NOT_MET: wording(
        "Not enough of the features listed for an aura: {count} of {total}.",
        "Fewer than 3 of 6 of 1.2 C, or not reversible: {count} of {total} auras."),
    AuraLabel.INSUFFICIENT: wording(
        "Too little recorded to compare: {count} of {total} auras.",
        "Not recorded well enough: {count} of {total} auras."),
})  # fmt: skip
LONG_ATTACKS = wording(
    "Longer than 72 hours: {count} of {total}.",
    "Beyond 72 h: {count} of {total} attacks; features of 1.4.1 in {pattern}.",
)
# Of the kinds that a clinician is told of, whatever else was recorded of them.
AURAS_TO_TELL = wording(
    "With weakness, brainstem signs or in one eye: {count} of {total} auras. Tell a clinician of these.",
    "Motor, brainstem or retinal symptoms, for assessment: {count} of {total} auras.",
)
AURAS_CLOSE = wording(
    "Three auras or more began within three days: tell a clinician of these.",
    "Three auras or more within three days (research category A1.4.5).",
)
CHRONIC_WORDS: Mapping[ChronicStatus, Wording] = MappingProxyType({
    ChronicStatus.MET: wording(
        "Your last {needed} recorded months are in the range clinicians call chronic; what that means is for "
        "a clinician to say.",
        "1.3 A and C reached in {needed} complete months; D needs assessment."),
    ChronicStatus.NOT_MET: wording(
        "Your recorded months are not in the range clinicians call chronic, by: {facts}.",
        "1.3 A–C not met by the record: {facts}."),
    ChronicStatus.CANNOT_TELL: wording(
        "It cannot be told yet where your months lie. Not recorded: {missing}.",
        "1.3 cannot be told; not recorded: {missing}."),
})  # fmt: skip
# Every complete month there is lies in the range, but there are fewer than the rule asks for.
CHRONIC_SO_FAR = wording(
    "In the range clinicians call chronic so far: {months} of the {needed} complete months that it takes.",
    "In the range of 1.3 A and C so far: {months} of {needed} complete months.",
)
# Nothing but its beginning sets it apart from the range: the months reach it, or cannot be told.
FROM_ONE_DAY_IN_RANGE = wording(
    "Your last {months} recorded months reach the range clinicians call chronic. Pain that began one day and "
    "never stopped is looked at differently: ask a clinician about it.",
    "1.3 A and C reached in {months} complete months; began one day and never stopped: 4.10 rather than 1.3, "
    "for assessment.",
)
FROM_ONE_DAY = wording(
    "Pain that began one day and never stopped is looked at differently from the range clinicians call "
    "chronic: ask a clinician about it.",
    "Began one day and never stopped: 4.10 rather than 1.3, for assessment.",
)
OVERUSE_WORDS: Mapping[OveruseStatus, Wording] = MappingProxyType({
    OveruseStatus.PATTERN: wording(
        "In {needed} months the days with medicines and with headache were at or above the levels used for "
        "medication overuse; discuss this with your clinician before changing anything.",
        "8.2 A and B recorded in {needed} months; C needs assessment."),
    OveruseStatus.HEADACHE_BELOW: wording(
        "In every month looked at medicine days were at or above a level used for medication overuse, with "
        "headache on under 15 days; discuss this with your clinician before changing anything.",
        "8.2 B reached in every month looked at, A not: headache on under 15 days."),
    OveruseStatus.NOT_YET: wording(
        "Medicine days were at or above a level used for medication overuse, for under {needed} months so "
        "far; discuss this with your clinician before changing anything.",
        "8.2 B so far, for fewer than {needed} complete months."),
    OveruseStatus.BELOW: wording(
        "Recorded medicine days did not reach a level used for medication overuse in every month.",
        "8.2 B not reached in every month."),
    OveruseStatus.CANNOT_TELL: wording(
        "It cannot be told: days with medicines or headache were not all recorded.",
        "8.2 cannot be told from the recorded days."),
})  # fmt: skip
# Levels reached in the latest month, not in every one; the second where nothing else says what to do then.
OVERUSE_LATEST = wording(
    "At a level or above in the latest month: {codes}.",
    "Level reached in the latest month: {codes}.",
)
OVERUSE_LATEST_ALONE = wording(
    "At a level or above in the latest month: {codes}; discuss this with your clinician before changing "
    "anything.",
    "Level reached in the latest month: {codes}.",
)
APPROACHING_WORDS = wording(
    "In the latest complete month medicine days came to {share} % of a level used for medication overuse, or "
    "more: {near}. Discuss this with your clinician before changing anything.",
    "At {share} % of a level or more in the latest month: {near}.",
)
GOAL_WORDS: Mapping[Goal, Wording] = MappingProxyType({
    Goal.FREEDOM: wording("No such day in each of three months.", "IHS 2025: freedom (0 days a month)."),
    Goal.OPTIMAL: wording(
        "Under 4 such days a month on average, with a medicine that works within 2 hours.",
        "IHS 2025: optimal control (under 4 a month, acute response)."),
    Goal.MODEST: wording(
        "4 to 6 such days a month on average, or under 4 without a medicine that works within 2 hours.",
        "IHS 2025: modest control (4–6 a month, or under 4 without acute response)."),
    Goal.INSUFFICIENT: wording(
        "Over 6 such days a month on average.", "IHS 2025: insufficient control (over 6 a month)."),
    Goal.NEEDS_MONTHS: wording("Three complete months are needed to say.", "IHS 2025: needs three months."),
    Goal.CANNOT_TELL: wording(
        "It cannot be told: days or answers are missing.", "IHS 2025: cannot be told from the record."),
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
        "Three cycles with every day around the start of bleeding recorded are needed to say.",
        "Fewer than three evaluable cycles."),
})  # fmt: skip
# What is asked of the person at once, whatever else the attack comes to.
FLAG_WORDS: Mapping[str, Wording] = MappingProxyType({
    "PROLONGED_AURA": wording(
        "An aura, or a symptom of one, lasted more than an hour: ask for medical advice today.",
        "Aura or non-motor aura symptom beyond 60 min; same-day advice shown."),
    "SAFETY_CHECK": wording(
        "An aura symptom was recorded as not gone: please answer the safety questions now.",
        "Aura symptom not resolved; safety screen offered."),
    "UNUSUAL_AURA": wording(
        "An aura with weakness, with spinning, slurring or double vision, or in one eye: tell a clinician "
        "about it.",
        "Motor, brainstem or retinal aura symptom; asked to tell a clinician."),
    "LONG_ATTACK": wording(
        "This attack lasted more than 72 hours: ask for medical advice today.",
        "Attack beyond 72 h; same-day advice shown."),
    "AURA_STATUS": wording(
        "Three auras began within three days: ask for medical advice today.",
        "Three auras within three days (A1.4.5); same-day advice shown."),
})  # fmt: skip

ALL_LABEL_WORDS: tuple[Mapping[StrEnum, Wording], ...] = tuple(
    dict(words.items())
    for words in (ATTACK_WORDS, AURA_WORDS, CHRONIC_WORDS, OVERUSE_WORDS, GOAL_WORDS, MENSTRUAL_WORDS)
)  # fmt: skip


def chronic_words(found: ChronicFinding, months: int, settings: ClinicalSettings) -> Wording:
    """Where the latest months lie, with what decided or what is missing.

    Parameters
    ----------
    found
        The finding.
    months
        How many complete months were looked at, 0 or more.
    settings
        How many months the rule asks for.
    """
    needed = settings.months_for_pattern
    reach_it = 0 < found.months_in_range == months
    if found.status is ChronicStatus.CANNOT_TELL and reach_it and months < needed:
        return CHRONIC_SO_FAR.filled(months=months, needed=needed)
    facts = found.check.decided_by
    if found.status is ChronicStatus.NOT_MET and NEVER_STOPPED in facts:
        facts = tuple(each for each in facts if each != NEVER_STOPPED)
        if not facts:
            return FROM_ONE_DAY_IN_RANGE.filled(months=months) if reach_it else FROM_ONE_DAY
    return CHRONIC_WORDS[found.status].filled(
        needed=needed, facts=", ".join(facts), missing=", ".join(found.check.unknown)
    )
