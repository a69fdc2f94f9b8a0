"""One simulated diary through the program and through the simplest rule."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.roles import RoleResult, RoleSettings, episode_roles
from headlog.stats.roles.result import Claim, Role
from headlog.stats.simulation import SimulatedDiary, scenario_dice, simulated_diary
from scripts.truth.scores import Bools, Floats

LEAST_SHARE = 0.15


@dataclass(frozen=True)
class Trial:
    """What the program said of one diary, beside what was true.

    ``outside`` marks the episodes outside headache; the other arrays are by these.
    """

    scenario: str
    n_days: int
    n_attacks: int
    outside: Bools
    role: npt.NDArray[np.str_]
    warning: Floats
    trigger: Floats
    naive: Floats
    covered: dict[str, bool]
    verdict: dict[Claim, str]
    probability: dict[Claim, float | None]
    weights: dict[str, float]
    seconds: float
    effective_sample: float
    refused: bool
    closed: tuple[str, ...]

    def true_share(self, claim: Claim) -> float:
        """Share of the episodes outside headache that the claim is about."""
        chosen: tuple[str, ...] = ("warning", "trigger_like") if claim == "unrelated" else (claim,)
        return float(np.isin(self.role, chosen).mean())

    def is_true(self, claim: Claim) -> bool:
        """Whether the claim is true of the person."""
        share = self.true_share(claim)
        return share < LEAST_SHARE if claim == "unrelated" else share >= LEAST_SHARE


def simulated(job: tuple[str, int, int]) -> SimulatedDiary:
    """The diary of a scenario, length and seed."""
    scenario, n_days, seed = job
    return simulated_diary(scenario, n_days, scenario_dice(scenario, n_days, seed=seed))


def trial(job: tuple[str, int, int]) -> Trial:
    """Run the program, without refits, on one simulated diary."""
    diary = simulated(job)
    data = diary.role_data()
    dice = np.random.Generator(np.random.PCG64(job[2]))
    started = time.process_time()
    answer = episode_roles(data, dice, RoleSettings(refits=False))
    seconds = time.process_time() - started
    outside = ~_inside(answer, diary)
    n = diary.onset.size
    table = answer.probability if answer.probability is not None else np.zeros((n, 5))
    return Trial(
        scenario=job[0],
        n_days=job[1],
        n_attacks=diary.attack_onset.size,
        outside=outside,
        role=diary.true_role[outside],
        warning=table[outside, 0],
        trigger=table[outside, 1],
        naive=(hours_to_next(diary)[outside] <= 48).astype(float),
        covered=_covered(answer, diary),
        verdict={claim: said.verdict for claim, said in answer.statements.items()},
        probability={claim: said.probability for claim, said in answer.statements.items()},
        weights=answer.diagnostics.hypotheses,
        seconds=seconds,
        effective_sample=answer.diagnostics.effective_sample or 0.0,
        refused=answer.probability is None,
        closed=tuple(gate.name for gate in answer.closed),
    )


def hours_to_next(diary: SimulatedDiary) -> Floats:
    """Hours from each episode to the next recorded attack, infinite without one."""
    following = np.searchsorted(diary.attack_onset, diary.onset, side="left")
    return np.asarray(np.append(diary.attack_onset, np.inf)[following] - diary.onset)


def _inside(answer: RoleResult, diary: SimulatedDiary) -> Bools:
    if answer.probability is None:
        return np.asarray(diary.true_role == "in_attack")
    return np.asarray(answer.probability[:, 3] == 1)


def _covered(answer: RoleResult, diary: SimulatedDiary) -> dict[str, bool]:
    """Whether the 90 % intervals hold the true counts, also of those whose attack was recorded."""
    found: dict[str, bool] = {}
    roles: tuple[Role, ...] = ("warning", "trigger_like")
    for role in roles:
        if role not in answer.counts:
            continue
        points = answer.counts[role]
        is_role = diary.true_role == role
        found[role] = points.low <= int(is_role.sum()) <= points.high
        recorded = int((is_role & diary.true_attack_recorded).sum())
        found[f"{role}_recorded"] = points.low <= recorded <= points.high
    return found
