"""What goes with attacks as plain JSON values, as its schema publishes them."""

from __future__ import annotations

from typing import Any

from headlog.report.inference.attack_associations import AttackAssociations
from headlog.report.inference.plain import plain
from headlog.stats.method import ASSOCIATIONS, CYCLE_RELATION, TIMING


def associations_json(found: AttackAssociations | None) -> dict[str, Any]:
    """Exposures, cycle, clock and weekday; all null for an empty diary.

    Parameters
    ----------
    found
        What was found; None when nothing is recorded.
    """
    return {
        "format": "headlog-associations",
        "version": 1,
        "methods": [str(ASSOCIATIONS), str(CYCLE_RELATION), str(TIMING)],
        "exposures": None if found is None else plain(found.exposures),
        "cycle": None if found is None else plain(found.cycle),
        "hours": None if found is None else plain(found.hours),
        "hours_drawn": 0 if found is None else found.hours_drawn,
        "hours_left_out": 0 if found is None else found.hours_left_out,
        "weekdays": None if found is None else plain(found.weekdays),
        "silent_days": None if found is None else found.silent_days,
    }
