"""Roles as plain JSON values, in the layout that `sign-roles.schema.json` publishes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from headlog.report.inference.plain import estimate_json
from headlog.report.inference.sign_roles import SignRoles
from headlog.stats.roles import ROLES, Points, RoleResult
from headlog.stats.signs import SignWarning


def roles_json(found: SignRoles) -> dict[str, Any]:
    """Everything found about one sign; numbers that were refused are null or left out.

    Parameters
    ----------
    found
        The answer about one sign.
    """
    result = found.result
    return {
        "format": "headlog-sign-roles",
        "version": 1,
        "method": result.method,
        "sign": found.sign,
        "first_day": found.timeline.period.first.isoformat() if found.timeline.period else None,
        "last_day": found.timeline.period.last.isoformat() if found.timeline.period else None,
        "episodes": [_episode(found, row) for row in range(len(found.timeline.episodes))],
        "untimed_episodes": found.timeline.untimed_episodes,
        "untimed_attacks": found.timeline.untimed_attacks,
        "counts": {role: _points(points) for role, points in result.counts.items()},
        "shares": {role: _points(points) for role, points in result.shares.items()},
        "attack_shares": {role: _points(points) for role, points in result.attack_shares.items()},
        "statements": {
            claim: {
                "verdict": said.verdict,
                "probability": said.probability,
                "rests_on": list(said.rests_on),
                "depends_on": list(said.depends_on),
            }
            for claim, said in result.statements.items()
        },
        "gates_closed": [
            {"name": gate.name, "closes": list(gate.closes), "needed": gate.needed, "present": gate.present}
            for gate in result.closed
        ],
        "sensitivity": _sensitivity(result),
        "diagnostics": _diagnostics(result),
        "warning": _warning(found.warning),
    }


def _episode(found: SignRoles, row: int) -> dict[str, Any]:
    timeline = found.timeline
    episode = timeline.episodes[row]
    assert timeline.start is not None
    onset = timeline.start + timedelta(hours=episode.onset)
    given = found.probabilities.get(episode.id)
    return {
        "id": episode.id,
        "onset": onset.isoformat(timespec="seconds"),
        "half_width_hours": round(episode.half_width, 4),
        "causes_before": list(episode.causes_before),
        "treated_before_pain": episode.treated,
        "probabilities": None if given is None else {role: given[role] for role in ROLES},
    }


def _points(points: Points) -> dict[str, float]:
    return {"p05": points.low, "p50": points.middle, "p95": points.high}


def _sensitivity(result: RoleResult) -> dict[str, Any] | None:
    found = result.sensitivity
    if found is None:
        return None
    return {
        "prior_share": dict(found.prior_share),
        "signs_prior_share": found.signs_prior_share,
        "unrecorded_cause_risk_ratio": _points(found.unrecorded_cause) if found.unrecorded_cause else None,
        "record_next": [
            {
                "kind": gain.kind,
                "bits_per_episode": gain.bits_per_episode,
                "share_of_doubt": gain.share_of_doubt,
            }
            for gain in found.gains
        ],
    }


def _diagnostics(result: RoleResult) -> dict[str, Any]:
    found = result.diagnostics
    return {
        "effective_sample": found.effective_sample,
        "hypotheses": dict(found.hypotheses),
        "log_evidence": dict(found.log_evidence),
        "fit_checks": [
            {"name": check.name, "probability": check.probability, "fits": check.fits}
            for check in found.fit_checks
        ],
        "attacks": found.n_attacks,
        "episodes_outside_headache": found.n_outside,
        "episodes_in_headache": found.n_inside,
        "episodes_followed": found.n_followed,
        "episodes_with_early_signs": found.n_with_signs,
        "episodes_with_resolution": found.n_with_resolution,
        "time_only": found.time_only,
    }


def _warning(found: SignWarning) -> dict[str, Any]:
    lead = found.lead
    return {
        "signs": found.signs,
        "in_headache": found.in_headache,
        "after_headache": found.after_headache,
        "followed": found.followed,
        "unfollowed": found.unfollowed,
        "undecided": found.undecided,
        "attacks": found.attacks,
        "warned_attacks": found.warned_attacks,
        "timed_attacks": found.timed_attacks,
        "warned_in_time": found.warned_in_time,
        "followed_untimed": found.followed_untimed,
        "hit_rate": estimate_json(found.hit_rate),
        "base_rate": found.base_rate,
        "lift": estimate_json(found.lift),
        "false_alarms": estimate_json(found.false_alarms),
        "in_time": estimate_json(found.in_time),
        "lead_median": estimate_json(lead.median),
        "lead_bins": {
            "under_1": lead.under_1,
            "from_1_to_2": lead.from_1_to_2,
            "from_2_to_4": lead.from_2_to_4,
            "from_4_to_12": lead.from_4_to_12,
            "over_12": lead.over_12,
            "unsure": lead.unsure,
        },
        "reason": str(found.reason) if found.reason is not None else None,
    }
