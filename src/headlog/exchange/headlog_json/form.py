"""Form posts carry the codec's keys with the steps joined by dots: `headache_began.at`, `pain.0.pain`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def nested(pairs: Iterable[tuple[str, list[str]]]) -> dict[str, Any]:
    """JSON keys of a form post.

    Parameters
    ----------
    pairs
        Each key with its values. A key ending in `[]` is a list even with one
        value; numbered steps make a list in number order; an empty text stays
        an empty text, which the codec reads as not asked.

    Examples
    --------
    >>> nested([("pain.0.pain", ["6"]), ("pain.0.at.at", ["2026-05-04T23:40+02:00"]), ("side", ["left"])])
    {'pain': [{'pain': '6', 'at': {'at': '2026-05-04T23:40+02:00'}}], 'side': 'left'}
    """
    tree: dict[str, Any] = {}
    for key, values in pairs:
        is_list = key.endswith("[]")
        steps = key.removesuffix("[]").split(".")
        here = tree
        for step in steps[:-1]:
            following = here.setdefault(step, {})
            if not isinstance(following, dict):
                following = here[step] = {}
            here = following
        here[steps[-1]] = [v for v in values if v] if is_list else values[-1] if values else ""
    return {key: _lists(value) for key, value in tree.items()}


def _lists(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    inner = {key: _lists(one) for key, one in value.items()}
    if inner and all(_is_place(key) for key in inner):
        return [inner[key] for key in sorted(inner, key=int) if _said(inner[key])]
    return inner


def _is_place(step: str) -> bool:
    # Digits of other scripts and endless ones are no places in a list.
    return step.isascii() and step.isdigit() and len(step) < 6


def _said(value: Any) -> bool:
    """Whether a numbered group holds any answer: an untouched row of a form is no row."""
    if isinstance(value, Mapping):
        return any(_said(one) for one in value.values())
    return value not in ("", None, [])
