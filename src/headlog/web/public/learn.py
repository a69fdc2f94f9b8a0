"""The Learn pages: which there are, in what order, and what each rests on."""

from __future__ import annotations

from dataclasses import dataclass

from headlog.web.public.sources import READINGS, Reading


@dataclass(frozen=True, slots=True)
class LearnPage:
    """One Learn page.

    Parameters
    ----------
    slug
        Its address and its template's name.
    title, summary
        What it is called, and one line on what it answers.
    sources
        Ids of what it rests on, in the order of its notes.
    """

    slug: str
    title: str
    summary: str
    sources: tuple[str, ...]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The sources themselves, in the order of the notes."""
        return tuple(READINGS[source] for source in self.sources)

    @property
    def template(self) -> str:
        """Template that holds the page's text."""
        return f"public/learn/{self.slug}.html"


PAGES = (
    LearnPage(
        "phases",
        "The phases of an attack",
        "An attack is more than its pain: before, aura, pain, after.",
        ("ichd3", "giffin2003", "giffin2016", "kelman2004"),
    ),
    LearnPage(
        "neck-pain",
        "Neck pain and migraine",
        "Symptom, warning sign or something of its own: what is known, and two common misunderstandings.",
        ("khazali2022", "calhoun2010", "lampl2015", "bartsch2003", "liang2022", "ichd3"),
    ),
    LearnPage(
        "prodrome",
        "Before the pain: the prodrome",
        "Early signs, how long before they come, and why the times when nothing follows matter most.",
        ("giffin2003", "reform2024", "kelman2004", "houtveen2013", "ichd3"),
    ),
    LearnPage(
        "aura",
        "Aura",
        "What an aura is, how long it lasts, and when it needs attention.",
        ("ichd3", "vanderarend2023"),
    ),
    LearnPage(
        "postdrome",
        "After the pain: the postdrome",
        "Why the day after can be lost as well.",
        ("giffin2016", "kelman2006", "reform_postdrome", "ichd3"),
    ),
    LearnPage(
        "brain-fog",
        "Brain fog",
        "Slow thinking, lost words and forgetting around an attack.",
        ("giffin2003", "giffin2016", "houtveen2013"),
    ),
    LearnPage(
        "triggers",
        "Triggers and early symptoms",
        "Why the best confirmed “trigger” may be the first sign of an attack under way.",
        ("schulte2015", "karsan2021", "turner2013", "houle2013", "holsteen2020"),
    ),
    LearnPage(
        "episodic-chronic",
        "Episodic and chronic",
        "What the numbers 15 and 8 mean, and why one month says little.",
        ("ichd3", "serrano2017", "vanderarend2023"),
    ),
    LearnPage(
        "medicines",
        "Medicines and counting their days",
        "Days, not doses; why 10 and 15; and what the count is for.",
        ("ichd3",),
    ),
    LearnPage(
        "cgrp",
        "CGRP preventives",
        "What they are, when a first look is taken, and what pausing has shown.",
        ("ehf2022", "pause2022", "wearoff2023"),
    ),
    LearnPage(
        "keeping-a-diary",
        "Keeping a diary",
        "If you log only three things; and why clear days count as much as bad ones.",
        ("vanderarend2023", "reform2024", "nice150"),
    ),
    LearnPage(
        "appointment",
        "Preparing an appointment",
        "Fifteen minutes, one page, three questions.",
        ("minen2024", "nice150", "liang2022"),
    ),
)
BY_SLUG = {page.slug: page for page in PAGES}

# Where the question arises: the name of a page's address, or the kind of record that it asks for.
PLACES: dict[str, tuple[str, ...]] = {
    "reports:timeline": ("phases",),
    "reports:aligned": ("prodrome", "postdrome"),
    "reports:months": ("episodic-chronic",),
    "reports:ledger_day": ("episodic-chronic",),
    "reports:medicines": ("medicines",),
    "reports:preventives": ("cgrp",),
    "reports:cycle": ("triggers",),
    "reports:neck": ("neck-pain",),
    "reports:signs": ("prodrome", "neck-pain"),
    "reports:associations": ("triggers",),
    "reports:response": ("cgrp",),
    "reports:dosing_cycle": ("cgrp",),
    "reports:report": ("appointment",),
    "journal:calendar": ("keeping-a-diary",),
    "journal:calendar_month": ("keeping-a-diary",),
    "journal:check_in": ("keeping-a-diary", "triggers"),
    "journal:check_in_day": ("keeping-a-diary", "triggers"),
    "journal:factors": ("triggers",),
    "journal:visits": ("appointment",),
    "neck_episode": ("neck-pain",),
    "sign": ("prodrome", "brain-fog"),
    "attack": ("aura", "phases"),
    "dose": ("medicines",),
    "medicine": ("medicines",),
    "preventive_course": ("cgrp",),
    "preventive_dose": ("cgrp",),
    "visit": ("appointment",),
    "own_word": ("triggers",),
}


def pages_for(view_name: str, kind: str = "") -> tuple[LearnPage, ...]:
    """Learn pages to offer on a page, by its address and by the kind of record that it asks for."""
    return tuple(BY_SLUG[slug] for slug in PLACES.get(kind) or PLACES.get(view_name, ()))
