"""`{% note "giffin2003" %}` leads to a source, `{% learn_links %}` from a page to what can be read of it."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from headlog.web.public.learn import LearnPage, pages_for

register = template.Library()


@register.simple_tag(takes_context=True)
def note(context: template.Context, source: str) -> SafeString:
    """The raised number that leads to a source at the foot of the page."""
    page: LearnPage = context["page"]
    number = page.sources.index(source) + 1
    return format_html('<sup><a href="#source-{0}" aria-label="Source {0}">{0}</a></sup>', number)


@register.inclusion_tag("public/learn_links.html", takes_context=True)
def learn_links(context: template.Context) -> dict[str, Any]:
    """Learn pages for the place where the question arises; nothing elsewhere."""
    match = getattr(context.get("request"), "resolver_match", None)
    kind = context.get("kind")
    if match is None:
        return {"learn_pages": ()}
    return {"learn_pages": pages_for(match.view_name, kind if isinstance(kind, str) else "")}
