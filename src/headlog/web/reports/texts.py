"""What each reading page says above its numbers, and when there are none: what to log."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageText:
    """Title, one or two sentences, and the sentence of an empty page."""

    title: str
    intro: str
    empty: str = ""


TIMELINE = PageText(
    "Timeline",
    "Each attack as a ribbon of phases, with signs, neck and medicines over it.",
    "No attack began from {period}. One that is logged from its start on shows best.",
)
ALIGNED = PageText(
    "Attacks side by side",
    "All attacks under one another, zero at the onset of head pain. "
    "The picture shows when a sign came; it does not show why, or where a pain comes from.",
    "No attack with a time of head pain is recorded yet. Tap “Head pain now” when it begins, "
    "or give the time later: about is enough.",
)
MONTHS = PageText(
    "Months",
    "Each count stands between the least it can be and the most. "
    "A day that was not recorded is not a clear day.",
    "Nothing is recorded in these days. Log an attack, or a clear day in the check-in, to begin.",
)
LEDGER = PageText(
    "Ledger of days",
    "What each recorded day counts as, and by what. Choose a day to see why, under two definitions.",
)
MEDICINES = PageText(
    "Medicines",
    "Days, not doses. The levels are those that clinicians ask about; nothing here says what to take.",
    "No medicine is recorded in these months. A dose is one tap on the first page; "
    "the question two hours later is what tells whether it worked.",
)
PREVENTIVES = PageText(
    "Preventives",
    "Counts before and since each first dose. They are shown from the third month on and are no verdict.",
    "No preventive is recorded. Add a course with its first day; "
    "the recorded days before it become the baseline.",
)
CYCLE = PageText(
    "Cycle",
    "The five days around the start of bleeding, day −2 to day 3, in the latest three recorded cycles.",
)
NECK = PageText(
    "Neck",
    "When neck trouble came, against head pain, and how often no head pain followed. "
    "Timing does not show where a pain comes from.",
)
