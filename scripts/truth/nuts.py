"""Parity: the same likelihood written a second time, sampled by NUTS (numpyro)."""

from __future__ import annotations

import importlib
import importlib.util
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from headlog.stats.roles.attribution import role_draws
from headlog.stats.roles.likelihood import log_likelihood
from headlog.stats.roles.parameters import HYPOTHESES, Layout, layout
from headlog.stats.roles.posterior import importance_sample, log_posterior, peaks, starts
from headlog.stats.roles.prepared import Prepared, prepared
from scripts.truth.page import number, table
from scripts.truth.scores import Floats
from scripts.truth.trials import simulated

BOTH = HYPOTHESES[3]
_CASES = (("mixed", 365), ("pure_prodrome", 365), ("pure_trigger", 365), ("mixed", 90))
_WARM_UP, _DRAWS, _CHAINS = 500, 2500, 2
_SAME_LIKELIHOOD = 1e-6


@dataclass(frozen=True)
class Parity:
    """How far the program's answer is from that of NUTS on one diary."""

    mean_gap: float
    largest_gap: float
    evidence_gap: float
    nuts_seconds: float
    own_seconds: float
    effective_sample: float
    worst_split: float


def is_installed() -> bool:
    """Whether numpyro can be imported."""
    return importlib.util.find_spec("numpyro") is not None


def part(n_cases: int, seed: int) -> str:
    """The section of the page."""
    rows = []
    for scenario, days in _CASES[:n_cases]:
        found = parity(prepared(simulated((scenario, days, seed)).role_data()), seed)
        rows.append(
            [
                f"{scenario}, {days} days",
                number(found.mean_gap, 4),
                number(found.largest_gap, 3),
                number(found.evidence_gap, 2),
                f"{found.nuts_seconds:.1f}",
                number(found.own_seconds, 2),
                f"{found.effective_sample:.0f}",
                number(found.worst_split, 3),
            ]
        )
    heads = ["diary", "mean difference of a probability", "largest", "evidence, nats", "NUTS s", "own s"]
    heads += ["own effective sample", "largest split R"]
    return (
        "## Parity with NUTS\n\nOne hypothesis (both links), the likelihood written a second time in JAX and "
        f"equal to {_SAME_LIKELIHOOD}; {_CHAINS} x {_DRAWS} draws. Evidence against importance sampling "
        "around the NUTS draws.\n\n" + table(heads, rows)
    )


def parity(diary: Prepared, seed: int) -> Parity:
    """Sample one diary both ways and compare."""
    where = layout(diary, BOTH)
    density = second_likelihood(diary, where)
    _assert_same(diary, where, density, seed)
    started = time.perf_counter()
    draws, worst = _sampled(where, density, seed)
    nuts_seconds = time.perf_counter() - started
    dice = np.random.Generator(np.random.PCG64(seed))
    started = time.perf_counter()
    own = importance_sample(diary, where, peaks(diary, where, starts(where, [])), dice, 500)
    own_seconds = time.perf_counter() - started
    chosen = dice.choice(own.weight.size, 2000, p=own.weight)
    theirs = role_draws(diary, where, draws, dice)
    ours = role_draws(diary, where, own.theta[chosen], dice)
    gaps = np.abs(np.concatenate([ours.warning - theirs.warning, ours.trigger_like - theirs.trigger_like]))
    evidence = _evidence_around(diary, where, draws, dice)
    return Parity(
        float(gaps.mean()),
        float(gaps.max()),
        abs(own.log_evidence - evidence),
        nuts_seconds,
        own_seconds,
        own.effective_sample,
        worst,
    )


def _assert_same(diary: Prepared, where: Layout, density: Callable[[Any], Any], seed: int) -> None:
    dice = np.random.Generator(np.random.PCG64(seed))
    for _ in range(3):
        theta = where.mean + 0.5 * where.deviation * dice.standard_normal(where.mean.size)
        own, other = float(log_likelihood(diary, where, theta[None])[0]), float(density(theta))
        if abs(own - other) > _SAME_LIKELIHOOD * max(1.0, abs(own)):
            raise AssertionError(f"the two likelihoods must agree: got {own} and {other}.")


def _sampled(where: Layout, density: Callable[[Any], Any], seed: int) -> tuple[Floats, float]:
    jax: Any = importlib.import_module("jax")
    numpyro: Any = importlib.import_module("numpyro")
    infer: Any = importlib.import_module("numpyro.infer")
    normal: Any = importlib.import_module("numpyro.distributions").MultivariateNormal

    def model() -> None:
        theta = numpyro.sample("theta", normal(where.mean, scale_tril=where.root))
        numpyro.factor("diary", density(theta))

    sampler = infer.MCMC(
        infer.NUTS(model),
        num_warmup=_WARM_UP,
        num_samples=_DRAWS,
        num_chains=_CHAINS,
        chain_method="sequential",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(seed))
    chains = np.asarray(sampler.get_samples(group_by_chain=True)["theta"])
    return chains.reshape(-1, chains.shape[-1]), float(np.max(numpyro.diagnostics.split_gelman_rubin(chains)))


def _evidence_around(diary: Prepared, where: Layout, draws: Floats, dice: np.random.Generator) -> float:
    """Importance sampling from a t law with the moments of the NUTS draws."""
    from scipy.special import logsumexp
    from scipy.stats import multivariate_t

    proposal = multivariate_t(draws.mean(axis=0), np.cov(draws.T), df=8)
    theta = proposal.rvs(20_000, random_state=dice)
    return float(logsumexp(log_posterior(diary, where, theta) - proposal.logpdf(theta)) - np.log(len(theta)))


def second_likelihood(diary: Prepared, where: Layout) -> Callable[[Any], Any]:
    """The log likelihood of the hypothesis with both links, in JAX, from the formulas of the docs."""
    jax: Any = importlib.import_module("jax")
    jnp: Any = importlib.import_module("jax.numpy")
    special: Any = importlib.import_module("jax.scipy.special")
    logsumexp, ndtr = special.logsumexp, special.ndtr
    jax.config.update("jax_enable_x64", True)
    nodes, node_weights = np.polynomial.hermite_e.hermegauss(7)
    log_node_weights = np.log(node_weights / node_weights.sum())
    log_edges = np.log(np.concatenate([[1e-6], np.arange(1.0, 49)]))
    patterns, own = diary.patterns, diary.episode_design.shape[1]
    alone = np.setdiff1d(np.arange(diary.gap.size), diary.group[diary.member])

    def marks(level: Any, spread: Any) -> Any:
        log_odds = level + spread * nodes[:, None]
        each = log_odds @ patterns.present.T - jnp.logaddexp(0, log_odds) @ patterns.asked.T
        return logsumexp(each + log_node_weights[:, None], axis=0)[patterns.of_episode]

    def gap(location: Any, scale: Any) -> tuple[Any, Any]:
        standard = (diary.nodes.log_gap - location) / scale
        each = diary.nodes.log_weight - diary.nodes.log_gap - jnp.log(scale) - 0.5 * standard**2
        mass = jnp.diff(ndtr((log_edges - location) / scale))
        return logsumexp(each - 0.5 * np.log(2 * np.pi), axis=1), mass

    def value(theta: Any) -> Any:
        take = {name: theta[place] for name, place in where.place.items()}
        one = {name: values[0] for name, values in take.items() if values.shape[0] == 1}
        spread = jnp.exp(one["marks_together"]) if "marks_together" in one else 0.0
        has_marks = "marks_otherwise" in take
        of_other = marks(take["marks_otherwise"], spread) if has_marks else 0.0
        of_warning = marks(take["marks_of_warning"], spread) if has_marks else 0.0
        warned, triggered = jax.nn.sigmoid(one["warning_share"]), jax.nn.sigmoid(one["trigger_share"])
        log_lead, lead_mass = gap(one["lead"], jnp.exp(one["lead_scale"]))
        log_lag, lag_mass = gap(one["lag"], jnp.exp(one["lag_scale"]))
        instruments = diary.instrument_rows @ take["attack_effects"][own:]
        effect = jnp.minimum(triggered * jnp.exp(instruments), 0.98)
        silent = jnp.log1p(-effect * jnp.minimum(diary.forward @ lag_mass, 0.9999))
        rate = one["episode_rate"] + diary.episode_rows @ take["episode_effects"] + diary.episode_clock
        gone = diary.log_gone_or_still
        other = rate + of_other + gone + silent
        after = one["after_effect"] + diary.log_after + diary.log_flat_marks + gone
        averted = diary.averted_fixed + (jnp.exp(one["averted"]) if "averted" in one else 0.0)
        unseen = diary.unseen @ lead_mass + averted * diary.averted_weight
        unseen = (
            jnp.log(warned * diary.attack_rate) + of_warning + jnp.log(jnp.maximum(unseen, 1e-300)) + gone
        )
        anything = jnp.logaddexp(jnp.logaddexp(other, jnp.maximum(after, -1e30)), unseen)
        linked = jnp.log(warned) + log_lead + of_warning
        if "persistence" in one:
            answer = diary.still_present * one["persistence"] - jnp.logaddexp(0, one["persistence"])
            linked += jnp.where(diary.resolution_known, answer, 0.0)
        hazard = jnp.exp(jnp.log(effect) + log_lag - silent + other - anything)
        log_attack = one["attack_rate"] + diary.attack_rows @ take["attack_effects"] + diary.attack_clock
        none = jnp.log1p(-warned * jnp.minimum(diary.backward @ lead_mass, 0.9999))
        group, member = diary.group, diary.member
        together = jnp.where(member, anything[group], 0.0)
        hazards = jnp.where(member, hazard[group], 0.0)
        base = jnp.exp(log_attack[diary.grouped])
        total = base + hazards.sum(axis=1)
        nobody = together.sum(axis=1) + none[diary.grouped] + jnp.log(total)
        others = jnp.maximum(total[:, None] - hazards, base[:, None])
        somebody = together.sum(axis=1)[:, None] - together + linked[group] + jnp.log(others)
        somebody = jnp.where(member, somebody, -1e30)
        result = logsumexp(jnp.concatenate([nobody[:, None], somebody], axis=1), axis=1).sum()
        result += anything[alone].sum() + (none + log_attack)[diary.lone].sum()
        episodes = jnp.exp(diary.episode_design @ take["episode_effects"]) @ diary.episode_weight
        attacks = jnp.exp(diary.attack_design @ take["attack_effects"]) @ diary.attack_weight
        result -= jnp.exp(one["episode_rate"]) * episodes + jnp.exp(one["attack_rate"]) * attacks
        result -= jnp.exp(one["after_effect"]) * diary.after_total
        missed = lead_mass @ diary.unseen_total + averted * diary.at_risk_hours
        return result - warned * diary.attack_rate * missed

    return value
