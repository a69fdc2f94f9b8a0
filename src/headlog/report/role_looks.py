"""Neck episodes of the aligned picture, marked by the role that each most likely had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from headlog.report.aligned_rows import AlignedRows
from headlog.report.charts.svg import Look

# Below this probability of its most likely role an episode is left as it is: cannot tell.
SURE_ENOUGH = 0.6
_LOOKS: dict[str, Look] = {
    "warning": "soft",
    "trigger_like": "dots",
    "in_attack": "lines",
    "after_attack": "faint",
    "unrelated": "outline",
}
LEGEND = (
    "Neck bars by their most likely role, where its probability is 60 % or more. Solid: early part of an "
    "attack. Dotted: cause noted first, attack followed. Lined: during. Pale: after. Hollow: no attack "
    "followed or only by chance, or cannot tell. An inference within a model; it does not show where a "
    "pain comes from."
)
NOT_MARKED = (
    "Not marked by role: what the neck episodes were cannot be told from this diary yet. The page on signs "
    "says what is missing."
)

Roles = Mapping[str, Mapping[str, float]]


def marked_by_role(rows: AlignedRows, roles: Roles) -> AlignedRows:
    """Rows in which every neck episode has the look of its role.

    Parameters
    ----------
    rows
        As they are drawn from times alone.
    roles
        By record the probability of each role, 0 to 1; records that are not in it stay as they are.
    """
    attacks = tuple(
        replace(attack, neck=tuple(replace(span, look=look_of(roles.get(span.id))) for span in attack.neck))
        for attack in rows.attacks
    )
    unfollowed = tuple(
        replace(episode, look=look_of(roles.get(record)))
        for episode, record in zip(rows.unfollowed, rows.unfollowed_ids, strict=True)
    )
    return replace(rows, attacks=attacks, unfollowed=unfollowed)


def look_of(probabilities: Mapping[str, float] | None) -> Look:
    """How an episode with such probabilities is drawn.

    Examples
    --------
    >>> look_of({"warning": 0.9, "unrelated": 0.1}), look_of({"warning": 0.5, "trigger_like": 0.5})
    ('soft', 'outline')
    """
    if not probabilities:
        return "outline"
    role = max(probabilities, key=lambda name: probabilities[name])
    return _LOOKS[role] if probabilities[role] >= SURE_ENOUGH else "outline"
