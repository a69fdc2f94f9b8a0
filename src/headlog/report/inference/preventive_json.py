"""Responses and dosing cycles as plain JSON values, as their schemas publish them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from headlog.report.inference.plain import plain
from headlog.report.inference.preventive import CourseCycle, CourseResponse
from headlog.stats.method import CYCLE_CURVE, QUICK_RESPONSE, RESPONSE, SYMPTOM_DAYS, WEAR_OFF


def responses_json(found: Sequence[CourseResponse]) -> dict[str, Any]:
    """Response to each preventive; a number that is not given is null, with its reason.

    Parameters
    ----------
    found
        The latest course first.
    """
    return {
        "format": "headlog-response",
        "version": 1,
        "methods": [str(RESPONSE), str(QUICK_RESPONSE), str(SYMPTOM_DAYS)],
        "courses": [
            {
                "id": each.course.id,
                "agent": each.course.agent,
                "started": each.course.started.isoformat() if each.course.started else None,
                "stopped": each.course.stopped.isoformat() if each.course.stopped else None,
                "treated_days": each.treated_days,
                "too_early": each.too_early,
                "other_preventives": list(each.others),
                "migraine_days": plain(each.migraine),
                "headache_days": plain(each.headache),
                "migraine_days_quick": plain(each.quick),
                "neck_days": plain(each.neck),
            }
            for each in found
        ],
    }


def cycles_json(found: Sequence[CourseCycle]) -> dict[str, Any]:
    """Wear-off of each preventive; null where its interval is neither monthly nor quarterly.

    Parameters
    ----------
    found
        The latest course first.
    """
    return {
        "format": "headlog-wear-off",
        "version": 1,
        "methods": [str(WEAR_OFF), str(CYCLE_CURVE)],
        "courses": [
            {
                "id": each.course.id,
                "agent": each.course.agent,
                "cycle_days": each.cycle.length if each.cycle else None,
                "doses": [day.isoformat() for day in each.doses],
                "wear_off": plain(each.wear_off),
                "curve": plain(each.curve),
            }
            for each in found
        ],
    }
