"""Templates of the pages, with letters that can be sent and stand where they belong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
from django.utils.safestring import SafeString, mark_safe

from headlog.diary.letters import whole_letters
from headlog.web.look.directions import isolated


class Pages(DjangoTemplates):
    """Django's templates: whatever was written in a record, its page can be sent and read.

    Half a letter has a mark in its place, and words from right to left stand apart, on every page alike.
    """

    def get_template(self, template_name: str) -> Template:
        """The template of a file."""
        return _Page(super().get_template(template_name).template, self)


class _Page(Template):
    def render(self, context: Any = None, request: HttpRequest | None = None) -> SafeString:
        return mark_safe(isolated(whole_letters(super().render(context, request))))  # noqa: S308 - it was safe before
