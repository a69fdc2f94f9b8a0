"""Labels for exposures (R-TRIG): associated, may be an early symptom, or not enough data.

A rule for wording, not a test: the q value comes from the joint fit. No label
says that one thing brings on another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from headlog.clinical.answers import Check, at_least
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

# Factors that can be the first sign of an attack: their label never depends on a p value.
PRODROME_LIKE = frozenset({
    "neck_stiff", "neck_pain", "tired", "yawning", "food_craving", "photophobia", "phonophobia", "osmophobia",
    "irritable", "low_mood", "elated", "anxious", "concentration",
})  # fmt: skip


class ExposureLabel(StrEnum):
    """What may be said of an exposure."""

    NOT_ENOUGH = "NOT_ENOUGH_DATA"
    EARLY_SYMPTOM = "MAY_BE_EARLY_SYMPTOM"
    ASSOCIATED = "ASSOCIATED"
    FEWER = "ASSOCIATED_WITH_FEWER"
    NO_CLEAR = "NO_CLEAR_ASSOCIATION"


@dataclass(frozen=True, slots=True)
class ExposureCounts:
    """Days at risk with and without an exposure, and the record they come from.

    Parameters
    ----------
    exposed_attacks, exposed_clear
        Days at risk with the exposure on which an attack began, and on which none did.
    other_attacks, other_clear
        The same without the exposure.
    days_tracked
        Days of the record.
    recorded_share
        Share of them that was recorded, 0 to 1.
    q_value
        False-discovery-corrected p over all factors and lags; None when not tested.
    prodrome_like
        Whether the factor can be the first sign of an attack.
    """

    exposed_attacks: int
    exposed_clear: int
    other_attacks: int
    other_clear: int
    days_tracked: int
    recorded_share: float = 1.0
    q_value: float | None = None
    prodrome_like: bool = False


class ExposureFinding(NamedTuple):
    """Label and risk ratio; the ratio is None when a risk is 0 or cannot be formed."""

    label: ExposureLabel
    risk_ratio: float | None
    enough: Check
    base_rate: float | None


def exposure_finding(counts: ExposureCounts, settings: ClinicalSettings = DEFAULTS) -> ExposureFinding:
    """Finding of one exposure.

    References
    ----------
    .. [1] Peris 2017; Turner 2013 (three assumptions before a cause); Schulte 2015 (early symptoms misread).

    Examples
    --------
    >>> counts = ExposureCounts(9, 11, 4, 50, days_tracked=120, q_value=0.004)
    >>> exposure_finding(counts).label.value
    'ASSOCIATED'
    """
    enough = _enough(counts, settings)
    ratio = _risk_ratio(counts)
    at_risk = counts.exposed_attacks + counts.exposed_clear + counts.other_attacks + counts.other_clear
    base = (counts.exposed_attacks + counts.other_attacks) / at_risk if at_risk else None
    return ExposureFinding(_label(counts, enough, settings), ratio, enough, base)


def _enough(counts: ExposureCounts, settings: ClinicalSettings) -> Check:
    needed = {
        "tracked days": counts.days_tracked >= settings.trigger_minimum_days,
        "recorded share": counts.recorded_share >= settings.trigger_minimum_recorded_share,
        "exposed days": counts.exposed_attacks + counts.exposed_clear >= settings.trigger_minimum_exposed,
        "other days": counts.other_attacks + counts.other_clear >= settings.trigger_minimum_exposed,
        "attacks": counts.exposed_attacks + counts.other_attacks >= settings.trigger_minimum_attacks,
    }
    return at_least(len(needed), needed)


def _label(counts: ExposureCounts, enough: Check, settings: ClinicalSettings) -> ExposureLabel:
    if not enough.is_met:
        return ExposureLabel.NOT_ENOUGH
    if counts.prodrome_like:
        return ExposureLabel.EARLY_SYMPTOM
    if counts.q_value is None:
        # What was not tested is not found to be unrelated.
        return ExposureLabel.NOT_ENOUGH
    if counts.q_value >= settings.false_discovery_rate:
        return ExposureLabel.NO_CLEAR
    with_it = counts.exposed_attacks * (counts.other_attacks + counts.other_clear)
    without = counts.other_attacks * (counts.exposed_attacks + counts.exposed_clear)
    if with_it == without:
        return ExposureLabel.NO_CLEAR
    return ExposureLabel.ASSOCIATED if with_it > without else ExposureLabel.FEWER


def _risk_ratio(counts: ExposureCounts) -> float | None:
    exposed = counts.exposed_attacks + counts.exposed_clear
    others = counts.other_attacks + counts.other_clear
    if not exposed or not counts.other_attacks:
        return None
    return (counts.exposed_attacks / exposed) / (counts.other_attacks / others)
