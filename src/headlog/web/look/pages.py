"""Templates of the pages, with letters that can be sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
from django.utils.safestring import SafeString, mark_safe

from headlog.diary.letters import whole_letters


class Pages(DjangoTemplates):
    """Django's templates; half a letter in a record does not keep its page from being sent."""

    def get_template(self, template_name: str) -> Template:
        """The template of a file."""
        return _Page(super().get_template(template_name).template, self)


class _Page(Template):
    def render(self, context: Any = None, request: HttpRequest | None = None) -> SafeString:
        return mark_safe(whole_letters(super().render(context, request)))  # noqa: S308 - it was safe before
