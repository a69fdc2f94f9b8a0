"""What infers, timed on arrays of ten years: part of `make bench`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

# Milliseconds that a page can wait for one of them.
RESPONSE, OTHERS = 40.0, 100.0
TEN_YEARS = 3650


def inferences() -> Iterator[tuple[str, float, int, Callable[[], object]]]:
    """Name, limit in milliseconds, rounds, and the work, one each."""
    yield from roles()
    yield from preventives()
    yield from patterns()


def roles() -> Iterator[tuple[str, float, int, Callable[[], object]]]:
    """Four hypotheses of a sign's role on simulated diaries, without the refits."""
    from headlog.stats.roles import RoleSettings, episode_roles
    from headlog.stats.simulation import scenario_dice, simulated_diary

    for what, days, limit in (("one year", 365, 250), ("ten years", TEN_YEARS, 2000)):
        data = simulated_diary("mixed", days, scenario_dice("mixed", days, seed=1)).role_data()

        def role(data: Any = data) -> object:
            return episode_roles(data, dice(1), RoleSettings(refits=False))

        yield f"Roles, {what}", limit, 3, role


def preventives() -> Iterator[tuple[str, float, int, Callable[[], object]]]:
    """Response, wear-off and neck trouble apart from headache, a preventive begun in the third year."""
    import numpy as np

    from headlog.stats.change import change_point, monthly_trend
    from headlog.stats.response import quick_response, response
    from headlog.stats.symptom_days import symptom_days
    from headlog.stats.wear_off import wear_off

    draw = dice(8)
    headache, answered = draw.random(TEN_YEARS) < 0.3, draw.random(TEN_YEARS) > 0.1
    doses = np.arange(1000, TEN_YEARS - 28, 28)
    later = np.arange(TEN_YEARS) >= 1000
    events, days = draw.binomial(28, 0.2, 120), np.full(120, 28)
    yield "Response, ten years", RESPONSE, 7, lambda: response(headache, answered, 1000, dice(2))
    yield "Response in a list, ten years", OTHERS, 7, lambda: quick_response(headache, answered, 1000)
    yield "Wear-off, 94 cycles", OTHERS, 7, lambda: wear_off(headache, answered, doses, dice(3))
    yield (
        "Neck days apart, ten years",
        OTHERS,
        7,
        lambda: symptom_days(draw.random(TEN_YEARS) < 0.2, headache, answered, later),
    )
    yield (
        "Trend and change point, ten years",
        OTHERS,
        7,
        lambda: (monthly_trend(events, days), change_point(events, days)),
    )


def patterns() -> Iterator[tuple[str, float, int, Callable[[], object]]]:
    """Exposures, a sign as a warning, the cycle and the clock."""
    import numpy as np

    from headlog.stats.association import associations
    from headlog.stats.cycle import cycle_relation
    from headlog.stats.exposures import Exposures
    from headlog.stats.sign_timeline import SignTimeline
    from headlog.stats.signs import sign_warning
    from headlog.stats.timing import hour_timing

    draw = dice(9)
    values, onset = draw.random((TEN_YEARS, 25)), draw.random(TEN_YEARS) < 0.14
    names = tuple(f"exposure {number}" for number in range(25))
    exposures = Exposures(names, values, np.ones(values.shape, bool), np.zeros(25, bool))
    hours = TEN_YEARS * 24
    attacks = np.cumsum(draw.exponential(150, 400) + 60)
    attacks = attacks[attacks < hours - 100]
    recorded = np.ones(hours, bool)
    signs = SignTimeline(np.sort(draw.uniform(0, hours - 600, 700)), attacks, attacks + 12, recorded)
    everyday = np.ones(TEN_YEARS, bool)
    yield "25 exposures, ten years", OTHERS, 7, lambda: associations(onset, everyday, exposures)
    yield "A sign as a warning, ten years", OTHERS, 7, lambda: sign_warning(signs, dice(4))
    yield (
        "Cycle, ten years",
        OTHERS,
        7,
        lambda: cycle_relation(onset, everyday, np.arange(5, TEN_YEARS - 5, 28)),
    )
    yield "Clock, ten years", OTHERS, 7, lambda: hour_timing(attacks % 24, np.ones(24) * TEN_YEARS, dice(5))


def dice(seed: int) -> Any:
    """The same draws in every run."""
    import numpy as np

    return np.random.Generator(np.random.PCG64(seed))
