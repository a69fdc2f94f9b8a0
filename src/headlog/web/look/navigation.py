"""Where one can go from every page. A page that a build does not have is left out, not linked to nowhere."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Link:
    """One place: what it is called, the name of its URL, and its picture."""

    label: str
    url_name: str
    icon: str = ""
    # Left out where the operator has switched off what infers.
    infers: bool = False


@dataclass(frozen=True)
class Place:
    """A link that exists in this build."""

    label: str
    url: str
    icon: str
    here: bool


@dataclass(frozen=True)
class Section:
    """Some places under a heading."""

    heading: str
    places: tuple[Place, ...]


BAR = (
    Link("Now", "journal:now", "now"),
    Link("Calendar", "journal:calendar", "calendar"),
    Link("Timeline", "reports:timeline", "timeline"),
    Link("Report", "reports:report", "report"),
    Link("More", "look:more", "more"),
)
MORE = (
    (
        "Your record",
        (
            Link("Check-in", "journal:check_in"),
            Link("Months", "reports:months"),
            Link("Ledger of days", "reports:ledger"),
            Link("Attacks side by side", "reports:aligned"),
            Link("Neck in numbers", "reports:neck"),
            Link("Cycle", "reports:cycle"),
            Link("Medicines", "reports:medicines"),
            Link("My medicines", "journal:medicines"),
            Link("Preventives", "reports:preventives"),
            Link("Factors", "journal:factors"),
            Link("Search", "journal:search"),
        ),
    ),
    (
        "What the diary suggests",
        (
            Link("Signs", "reports:signs", infers=True),
            Link("What goes with attacks", "reports:associations", infers=True),
            Link("Response", "reports:response", infers=True),
            Link("Dosing cycle", "reports:dosing_cycle", infers=True),
        ),
    ),
    (
        "Safety and reading",
        (
            Link("Safety questions", "public:safety"),
            Link("Symptom checker", "public:checker"),
            Link("Learn", "public:learn"),
        ),
    ),
    (
        "Yours",
        (
            Link("Your data", "journal:data"),
            Link("Settings", "journal:settings"),
            Link("Account", "accounts:account"),
            Link("Appearance", "look:appearance"),
            Link("On this phone, without a network", "offline:shell"),
            Link("Private addresses", "offline:addresses"),
        ),
    ),
)


def bar(request: HttpRequest) -> tuple[Place, ...]:
    """The five places of the navigation bar."""
    return _places(BAR, request.path)


def sections(request: HttpRequest) -> tuple[Section, ...]:
    """Everything on the More page."""
    found = (Section(heading, _places(links, request.path)) for heading, links in MORE)
    return tuple(section for section in found if section.places)


def _places(links: tuple[Link, ...], path: str) -> tuple[Place, ...]:
    shown = (link for link in links if settings.HEADLOG_INFERENCE or not link.infers)
    addressed = ((link, _address(link.url_name)) for link in shown)
    return tuple(
        Place(link.label, url, link.icon, here=path.startswith(url)) for link, url in addressed if url
    )


@cache
def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
