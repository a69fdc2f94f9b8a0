"""Name and version of each method, so that a statement can say where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Method:
    """A method of this room.

    Attributes
    ----------
    name
        As in the reference page on methods.
    version
        Rises when the same arrays may give another number; 1 or more.
    """

    name: str
    version: int

    def __str__(self) -> str:
        """For instance ``response 1``."""
        return f"{self.name} {self.version}"


DAYS_PER_28 = Method("days per 28", 1)
RESPONSE = Method("response", 2)
QUICK_RESPONSE = Method("quick response", 2)
SYMPTOM_DAYS = Method("symptom days", 1)
WEAR_OFF = Method("wear-off", 2)
CYCLE_CURVE = Method("dosing-cycle curve", 2)
MONTHLY_TREND = Method("monthly trend", 1)
CHANGE_POINT = Method("change point", 1)
CHRONIC_RANGE = Method("15-day line", 2)
ASSOCIATIONS = Method("associations", 3)
SIGN_WARNING = Method("sign as a warning", 2)
CYCLE_RELATION = Method("menstrual relation", 1)
TIMING = Method("clock and weekday", 2)
ADJUSTED_DIFFERENCE = Method("adjusted difference", 1)
ONSET_RISK = Method("risk at an onset", 1)
NEXT_DAY_FORECAST = Method("next-day forecast", 1)

METHODS = (
    DAYS_PER_28,
    RESPONSE,
    QUICK_RESPONSE,
    SYMPTOM_DAYS,
    WEAR_OFF,
    CYCLE_CURVE,
    MONTHLY_TREND,
    CHANGE_POINT,
    CHRONIC_RANGE,
    ASSOCIATIONS,
    SIGN_WARNING,
    CYCLE_RELATION,
    TIMING,
    ADJUSTED_DIFFERENCE,
    ONSET_RISK,
    NEXT_DAY_FORECAST,
)
