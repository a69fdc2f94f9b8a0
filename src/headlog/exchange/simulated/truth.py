"""The truth of a simulated diary, apart from it, laid out as `simulation-truth.schema.json` publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from headlog.exchange.simulated.scenario import WrittenScenario
    from headlog.stats.simulation import SimulatedDiary


def truth_json(lived: SimulatedDiary, written: WrittenScenario, *, seed: int) -> dict[str, Any]:
    """True role of every neck episode, by the id of its record.

    Parameters
    ----------
    lived
        The simulated diary with its truth.
    written
        Its log, which knows the ids.
    seed
        Of its dice.
    """
    return {
        "format": "headlog-simulation-truth",
        "version": 1,
        "scenario": lived.scenario,
        "days": lived.n_days,
        "seed": seed,
        "attacks": len(lived.attack_onset),
        "episodes": [
            {
                "id": id_,
                "true_role": str(lived.true_role[row]),
                "attack_recorded": bool(lived.true_attack_recorded[row]),
            }
            for row, id_ in enumerate(written.episode_ids)
        ],
    }
