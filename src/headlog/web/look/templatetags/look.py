"""The parts that pages are made of, for templates; built in, so no `load` is needed."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BoundField, Textarea

register = template.Library()

ANSWERS = (("yes", "Yes"), ("no", "No"), ("", "Not asked"))


@register.inclusion_tag("look/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form's field with label, help and problems, tied together for screen readers.

    What is typed into it takes its direction from its own first letter.
    """
    widget = bound.field.widget
    if isinstance(widget, Textarea) or getattr(widget, "input_type", "") == "text":
        widget.attrs.setdefault("dir", "auto")
    return {"field": bound}


@register.inclusion_tag("look/three_answers.html")
def three_answers(
    name: str, legend: str, answer: bool | str | None = None, why: str = "", left_open: str = "Not asked"
) -> dict[str, Any]:
    """Yes, no, or not asked: never preset to no, because an unasked question has no answer.

    Parameters
    ----------
    name
        The field's name. Posted as ``yes``, ``no`` or empty for not asked.
    answer
        The present answer: True or ``"yes"``, False or ``"no"``, None or ``""`` for not asked.
    why
        One line that says why the answer matters.
    left_open
        What the third answer is called.
    """
    given = "yes" if answer is True else "no" if answer is False else answer or ""
    return {
        "name": name,
        "legend": legend,
        "why": why,
        "answers": _choices((*ANSWERS[:2], ("", left_open)), {given}),
    }


@register.inclusion_tag("look/chips.html")
def chips(
    name: str, legend: str, choices: Iterable[tuple[str, str]], chosen: Any = (), kind: str = "checkbox"
) -> dict[str, Any]:
    """A group of chips to tap: ``kind`` is ``checkbox`` (any number) or ``radio`` (one)."""
    if kind not in ("checkbox", "radio"):
        raise ValueError(f"kind must be checkbox or radio: got {kind!r}")
    picked = {chosen} if isinstance(chosen, str) else {str(value) for value in chosen}
    return {"name": name, "legend": legend, "kind": kind, "choices": _choices(choices, picked)}


@register.inclusion_tag("look/progress.html")
def progress_bar(share: float, label: str) -> dict[str, Any]:
    """How far something has come, 0 to 1, in figures too."""
    return {"percent": round(100 * min(1.0, max(0.0, share))), "label": label}


@register.filter
def icon_template(name: str) -> str:
    """The file of an icon."""
    return f"look/icons/{name}.svg"


def _choices(choices: Iterable[tuple[str, str]], picked: set[str]) -> list[dict[str, Any]]:
    return [{"value": value, "label": label, "checked": value in picked} for value, label in choices]
