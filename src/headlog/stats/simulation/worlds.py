"""Invented people: how their episodes and attacks come about, and how they keep a diary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SIGN_NAMES = ("yawning", "tiredness", "light_aversion", "craving")
EPISODE_EXPOSURES = ("screen_hours", "poor_sleep", "stress")
ATTACK_EXPOSURES = ("preventive", "cycle_window")

_HOUR = np.arange(24)


def _bump(peak: float, width: float) -> npt.NDArray[np.float64]:
    distance = np.abs(_HOUR - peak)
    return np.asarray(np.exp(-0.5 * (np.minimum(distance, 24 - distance) / width) ** 2))


# Attacks begin mostly in the morning, neck episodes in working hours and hardly ever asleep.
ATTACK_CLOCK = 0.55 + 1.7 * _bump(6.5, 2.5)
EPISODE_CLOCK = 0.12 + 1.4 * _bump(15.5, 4.5)
ATTACK_CLOCK /= ATTACK_CLOCK.mean()
EPISODE_CLOCK /= EPISODE_CLOCK.mean()


@dataclass(frozen=True, kw_only=True)
class World:
    """What is true of one invented person.

    Attributes
    ----------
    episodes_per_28_days, attacks_per_28_days : float
        Episodes of other origin, and attacks that come by themselves.
    warning_share : 0 to 1
        Attacks that have a warning.
    trigger_share : 0 to 1
        Episodes of other origin that set off an attack.
    lead_hours, lag_hours : float
        Medians; ``lead_spread`` and ``lag_spread`` are of the log hours.
    lag_is_gamma : bool
        Lags from a gamma law instead, which the role model does not know.
    episode_effects, attack_effects : of screen time, poor sleep and stress, log scale
    sign_with_warning, sign_otherwise : 0 to 1
        Chance of each early sign; ``sign_person_spread`` of its log odds
        between people, ``sign_correlation`` within an episode.
    persistence : 0 to 1
        Warnings that last into the pain.
    soon_again : 0 to 1
        Attacks that may begin within 24 h of the last one's end.
    after_share, inside_share : 0 to 1
        Attacks with an after-effect, and with an episode begun during pain.
    """

    episodes_per_28_days: float = 4.0
    attacks_per_28_days: float = 4.0
    warning_share: float = 0.0
    trigger_share: float = 0.0
    lead_hours: float = 5.0
    lead_spread: float = 0.8
    lag_hours: float = 8.0
    lag_spread: float = 0.7
    lag_is_gamma: bool = False
    episode_effects: tuple[float, float, float] = (0.6, 0.5, 0.2)
    attack_effects: tuple[float, float, float] = (0.0, 0.4, 0.2)
    sign_with_warning: float = 0.4
    sign_otherwise: float = 0.12
    sign_person_spread: float = 0.35
    sign_correlation: float = 0.0
    persistence: float = 0.85
    soon_again: float = 0.6
    has_clock: bool = True
    preventive_from_share: float | None = None
    preventive_ratio: float = 0.4
    cycle_effect: float = 0.0
    after_share: float = 0.0
    inside_share: float = 0.1


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """How the person keeps the diary.

    Attributes
    ----------
    missing_share : 0 to 1
        Days without any entry, in runs of two on average.
    rounded_to_hours : float
        All times, 0 for exact.
    recalls : bool
        A third is entered late with an error of 3 h, and episodes that no
        headache follows are forgotten three times as often.
    hides_exposures : bool
    asks_signs, asks_resolution : bool
    wakes_late : bool
        Onsets of the night are entered at waking; with ``marks_waking`` as an
        interval, otherwise as if exact.
    averted_share : 0 to 1
        Attacks stopped in their warning by acute treatment.
    """

    missing_share: float = 0.0
    rounded_to_hours: float = 0.0
    recalls: bool = False
    hides_exposures: bool = False
    asks_signs: bool = True
    asks_resolution: bool = True
    wakes_late: bool = False
    marks_waking: bool = False
    averted_share: float = 0.0


@dataclass(frozen=True)
class Scenario:
    """A kind of person and diary, drawn anew for every seed."""

    name: str
    drawn: Callable[[np.random.Generator], World]
    keeping: Keeping = Keeping()


def _person(generator: np.random.Generator, **fixed: float) -> dict[str, float]:
    draw = generator.uniform
    return {
        "lead_hours": draw(3, 9),
        "lag_hours": draw(5, 12),
        "sign_with_warning": draw(0.3, 0.5),
        "sign_otherwise": draw(0.06, 0.18),
    } | fixed


def _pure_prodrome(generator: np.random.Generator) -> World:
    person, draw = _person(generator), generator.uniform
    person |= {"warning_share": draw(0.4, 0.8), "episodes_per_28_days": draw(1.5, 4)}
    return World(**person | {"attacks_per_28_days": draw(2, 5)})  # type: ignore[arg-type]


def _pure_trigger(generator: np.random.Generator) -> World:
    person, draw = _person(generator), generator.uniform
    person |= {"trigger_share": draw(0.25, 0.5), "episodes_per_28_days": draw(4, 8)}
    return World(**person | {"attacks_per_28_days": draw(1, 3)})  # type: ignore[arg-type]


def _mixed(generator: np.random.Generator, **fixed: object) -> World:
    person, draw = _person(generator), generator.uniform
    person |= {"warning_share": draw(0.25, 0.45), "trigger_share": draw(0.2, 0.35)}
    person |= {"episodes_per_28_days": draw(3, 7), "attacks_per_28_days": draw(1.5, 3)}
    return World(**person | fixed)  # type: ignore[arg-type]


def _background(generator: np.random.Generator, **fixed: object) -> World:
    person, draw = _person(generator), generator.uniform
    person |= {"episodes_per_28_days": draw(3, 8), "attacks_per_28_days": draw(2, 5)}
    return World(**person | fixed)  # type: ignore[arg-type]


def _shared_cause(generator: np.random.Generator) -> World:
    return _background(generator, episode_effects=(0.3, 1.3, 0.2), attack_effects=(0.0, 1.3, 0.2))


def _screen_direct(generator: np.random.Generator) -> World:
    return _background(generator, attack_effects=(0.4, 0.4, 0.2))


def _misspecified(generator: np.random.Generator) -> World:
    return _mixed(generator, sign_correlation=0.5, lag_is_gamma=True, soon_again=0.3)


def _weak_symptoms(generator: np.random.Generator) -> World:
    return _mixed(generator, sign_with_warning=0.25, sign_otherwise=0.15)


def _after_effect(generator: np.random.Generator) -> World:
    return _mixed(generator, after_share=0.35)


def _equivalent(*, warns: bool, **fixed: object) -> Callable[[np.random.Generator], World]:
    """Pairs of people with the same rates of pairs and of lone events, and the same gaps."""
    even: dict[str, object] = {
        "lead_hours": 6.0,
        "lag_hours": 6.0,
        "lead_spread": 0.8,
        "lag_spread": 0.8,
        "soon_again": 1.0,
        "inside_share": 0.0,
        "episode_effects": (0.0, 0.0, 0.0),
        "attack_effects": (0.0, 0.0, 0.0),
    }
    if warns:
        even |= {"attacks_per_28_days": 3.3, "warning_share": 0.55, "episodes_per_28_days": 2.3}
    else:
        even |= {"attacks_per_28_days": 1.5, "trigger_share": 0.45, "episodes_per_28_days": 4.1}
    return lambda generator: World(**even | fixed)  # type: ignore[arg-type]


_TIMES_ONLY = Keeping(asks_signs=False, asks_resolution=False, hides_exposures=True)

_ALL = (
    Scenario("pure_prodrome", _pure_prodrome),
    Scenario("pure_trigger", _pure_trigger),
    Scenario("mixed", _mixed),
    Scenario("background", _background),
    Scenario("rounding_1h", _mixed, Keeping(rounded_to_hours=1.0)),
    Scenario("rounding_6h", _mixed, Keeping(rounded_to_hours=6.0)),
    Scenario("missing_20", _mixed, Keeping(missing_share=0.2)),
    Scenario("recall_error", _mixed, Keeping(recalls=True)),
    Scenario("cause_recorded", _shared_cause),
    Scenario("cause_hidden", _shared_cause, Keeping(hides_exposures=True)),
    Scenario("screen_direct", _screen_direct),
    Scenario("misspecified", _misspecified),
    Scenario("weak_symptoms", _weak_symptoms),
    Scenario("waking_log", _mixed, Keeping(wakes_late=True)),
    Scenario("waking_marked", _mixed, Keeping(wakes_late=True, marks_waking=True)),
    Scenario("averted_25", _mixed, Keeping(averted_share=0.25)),
    Scenario("after_effect", _after_effect),
    Scenario("equivalence_flat_prodrome", _equivalent(warns=True, has_clock=False), _TIMES_ONLY),
    Scenario("equivalence_flat_trigger", _equivalent(warns=False, has_clock=False), _TIMES_ONLY),
    Scenario("equivalence_clock_prodrome", _equivalent(warns=True), _TIMES_ONLY),
    Scenario("equivalence_clock_trigger", _equivalent(warns=False), _TIMES_ONLY),
)
SCENARIOS: dict[str, Scenario] = {scenario.name: scenario for scenario in _ALL}
# The four that the figures are first read on, and the fourteen of the published table.
CORE_SCENARIOS = ("pure_prodrome", "pure_trigger", "mixed", "background")
TABLE_SCENARIOS = tuple(SCENARIOS)[:14]
