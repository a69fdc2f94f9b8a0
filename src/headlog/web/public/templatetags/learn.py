"""`{% note "giffin2003" %}`: the raised number that leads to a source at the foot of the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from headlog.web.public.learn import LearnPage

register = template.Library()


@register.simple_tag(takes_context=True)
def note(context: template.Context, source: str) -> SafeString:
    page: LearnPage = context["page"]
    number = page.sources.index(source) + 1
    return format_html('<sup><a href="#source-{0}" aria-label="Source {0}">{0}</a></sup>', number)
