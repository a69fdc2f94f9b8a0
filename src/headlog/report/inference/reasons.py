"""Why a number is not given, in words."""

from __future__ import annotations

from headlog.stats.arrays import Reason

REASON_WORDS = {
    Reason.NO_DAYS: "nothing is recorded",
    Reason.TOO_FEW_DAYS: "too few days are recorded",
    Reason.TOO_FEW_MONTHS: "six months with a recorded day are needed",
    Reason.TOO_FEW_CYCLES: "three cycles are needed",
    Reason.TOO_FEW_ATTACKS: "too few attacks are recorded",
    Reason.TOO_FEW_EPISODES: "too few episodes are recorded",
    Reason.TOO_FEW_PEOPLE: "too few people",
    Reason.NO_BASELINE_DAYS: "at least 8 days before the first dose must be recorded",
    Reason.NO_BASELINE_HEADACHE: "no such day is recorded before the first dose",
    Reason.NO_TREATED_DAYS: "at least 8 days after the first month must be recorded",
    Reason.ONLY_RAMP_SO_FAR: "only the first month of treatment is recorded, which is kept apart",
    Reason.THIN_MONTHS: "before the first dose, and again after the first month since, at least one 28-day "
    "month must say of 23 of its days whether there was headache (or of the share that was set): attacks "
    "alone do not tell which of the other days were free",
    Reason.UNDECIDED_DAYS: "too many recorded days are undecided",
    Reason.TOO_FEW_CONTROL_DAYS: "too few days say that there was no headache",
    Reason.NO_EXPOSURE: "no exposure is recorded on enough days",
    Reason.TOO_FEW_EXPOSED_DAYS: "fewer than 10 days with it",
    Reason.TOO_FEW_UNEXPOSED_DAYS: "fewer than 10 days without it",
    Reason.SELDOM_RECORDED: "answered on fewer than half of the days",
    Reason.TOLD_AFTER_PAIN: "told after the pain began on too many days with an attack",
    Reason.UNEVENLY_RECORDED: "answered more often before attacks than on other days",
    Reason.NO_VARIATION: "it was always the same",
    Reason.NO_PREFERRED_TIME: "no time stands out",
}


def reason_words(reason: Reason | None) -> str:
    """Words of a reason; nothing when the number is there."""
    return "" if reason is None else REASON_WORDS[reason]
