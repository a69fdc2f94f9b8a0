"""How long before an attack its sign began."""

from dataclasses import dataclass

import numpy as np

from headlog.stats.arrays import Floats, Ints, StatsError, checked_level
from headlog.stats.estimate import Estimate
from headlog.stats.resample import DRAWS, bootstrap_weights, weighted_medians

# Lead times as Kelman 2004 (n = 893) grouped them, hours.
LEAD_EDGES = (1.0, 2.0, 4.0, 12.0)
LEAST_ATTACKS = 5
# Coarse times are drawn so often within their widths; the resamples are shared out among them.
WORLDS = 20


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Hours from followed signs to the onset.

    Attributes
    ----------
    median
        Hours, with an interval that resamples attacks; None without a followed sign.
    under_1, from_1_to_2, from_2_to_4, from_4_to_12, over_12
        Followed signs in each of Kelman's groups.
    unsure
        Of these, signs that could lie in another group: their time, or that of the headache, is coarse.
    """

    median: Estimate | None
    under_1: int
    from_1_to_2: int
    from_2_to_4: int
    from_4_to_12: int
    over_12: int
    unsure: int = 0


def lead_times(
    lead: Floats,
    attack: Ints,
    generator: np.random.Generator,
    *,
    level: float = 0.9,
    half_width: tuple[Floats, Floats] | None = None,
) -> LeadTimes:
    """Median and groups of the lead times of followed signs.

    Parameters
    ----------
    lead : (n_signs,) float
        Hours from the sign to the onset of the attack that followed, 0 or more.
    attack : (n_signs,) int
        Which attack that was; signs before one attack are resampled together.
    generator
        The dice.
    level
        Probability of the interval, 0-1.
    half_width : two (n_signs,) float
        The sign, and the headache that followed it, lie so many hours around the times that `lead` is
        taken from; None where all are exact.

    Returns
    -------
    LeadTimes
        Hours and counts; no median below 5 attacks.

    Raises
    ------
    StatsError
        When there is not one attack a sign, or a lead is negative.

    Notes
    -----
    Percentile bootstrap over attacks; coarse times are drawn within their widths, twenty times over.
    Do not compare it with lead times that were not cut at a window.

    References
    ----------
    .. [1] Kelman 2004, Headache 44(9): 865-872. doi:10.1111/j.1526-4610.2004.04168.x

    Examples
    --------
    >>> import numpy as np
    >>> hours, attacks = np.array([0.5, 1.0, 3.0, 5.0, 30.0]), np.arange(5)
    >>> result = lead_times(hours, attacks, np.random.default_rng(1))
    >>> result.median.value, result.under_1, result.from_1_to_2, result.over_12
    (3.0, 1, 1, 1)
    """
    if lead.shape != attack.shape or (lead < 0).any():
        raise StatsError(f"lead must be 0 or more, one an attack: got {lead.shape} and {attack.shape}")
    groups = np.bincount(np.searchsorted(LEAD_EDGES, lead, side="right"), minlength=5)
    which, position = np.unique(attack, return_inverse=True)
    median = None
    if which.size >= LEAST_ATTACKS:
        weights = bootstrap_weights(which.size, generator, draws=DRAWS)[:, position]
        tail = (1 - checked_level(level)) / 2
        medians = _medians(lead, position, weights, half_width, generator)
        low, high = (float(end) for end in np.quantile(medians, [tail, 1 - tail]))
        value = float(np.median(lead))
        median = Estimate(value, min(low, value), max(high, value), level, lead.size, "hours")
    under_1, from_1_to_2, from_2_to_4, from_4_to_12, over_12 = (int(count) for count in groups)
    return LeadTimes(
        median,
        under_1,
        from_1_to_2,
        from_2_to_4,
        from_4_to_12,
        over_12,
        unsure=_unsure(lead, half_width),
    )


def _medians(
    lead: Floats,
    position: Ints,
    weights: Ints,
    half_width: tuple[Floats, Floats] | None,
    generator: np.random.Generator,
) -> Floats:
    """Median of every resample, the lead times drawn within their widths for each twentieth of them."""
    if half_width is None or not any(width.any() for width in half_width):
        return weighted_medians(lead, weights)
    of_sign, of_attack = half_width
    attacks = int(position.max()) + 1
    drawn = []
    for rows in np.array_split(weights, WORLDS):
        moved = generator.uniform(-1, 1, attacks)[position] * of_attack
        moved -= generator.uniform(-1, 1, lead.size) * of_sign
        drawn.append(weighted_medians(np.maximum(lead + moved, 0.0), rows))
    return np.concatenate(drawn)


def _unsure(lead: Floats, half_width: tuple[Floats, Floats] | None) -> int:
    if half_width is None:
        return 0
    width = half_width[0] + half_width[1]
    earliest, latest = (np.searchsorted(LEAD_EDGES, lead + side * width, side="right") for side in (-1, 1))
    return int((earliest != latest).sum())
