"""Small invented files in Migraine Buddy's layouts."""

from __future__ import annotations

import csv
import io

WIDE = (
    "#", "Started", "Lasted", "Start UTC Offset (min)", "End UTC Offset (min)", "Geohash", "Attack Types",
    "Attack Location", "Pain Level", "Affected Activities", "Potential Triggers", "Symptoms",
    "Most Bothersome Symptom", "Premonitory Symptoms", "Pain Positions", "Helpful Medication",
    "Somewhat Helpful Medication", "Unhelpful Medication", "Unsure Medication",
    "Helpful Non Drug Relief Methods",
    "Somewhat Helpful Non Drug Relief Methods", "Unhelpful Non Drug Relief Methods",
    "Unsure Non Drug Relief Methods", "Notes",
)  # fmt: skip
NARROW = tuple(
    heading if heading != "Premonitory Symptoms" else "Auras"
    for heading in WIDE
    if heading not in
    ("Start UTC Offset (min)", "End UTC Offset (min)", "Geohash", "Attack Types", "Attack Location")
)  # fmt: skip
EVENTS = ("Date", "Time Period", "Description", "Notes")


def attacks_file(
    *attacks: dict[str, str], headings: tuple[str, ...] = WIDE, events: tuple[tuple[str, ...], ...] = ()
) -> bytes:
    """A file of health events and attacks, each attack given by the cells that are not empty."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([EVENTS, *events])
    out.write("\n")
    writer.writerow(headings)
    for number, attack in enumerate(attacks, start=1):
        assert attack.keys() <= set(headings)
        writer.writerow([str(number), *(attack.get(heading, "") for heading in headings[1:])])
    return out.getvalue().encode()
