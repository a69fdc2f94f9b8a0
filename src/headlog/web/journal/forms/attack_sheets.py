"""The attack and what is like it: every field, in the order in which people remember them."""

from __future__ import annotations

from headlog.diary.attack import (
    BeganIn,
    BreakReason,
    Effect,
    Grade,
    Quality,
    Side,
    TakenFor,
)
from headlog.web.journal.forms.questions import (
    Sheet,
    answer,
    labelled,
    long_text,
    many,
    moment,
    number,
    one,
    one_word,
    rows,
    scale,
    section,
)

SIDES = labelled(Side, midline="Middle", one_side="One side, not sure which")
GRADES = labelled(Grade)
TAKEN_FOR = labelled(TakenFor, other_headache="Another headache", unsure="Not sure")
EFFECTS = labelled(Effect, none="As usual", reduced="Less than usual", unable="Not at all")
QUALITIES = labelled(Quality)
SYMPTOM_GRADES = (
    ("nausea", "Nausea"),
    ("vomiting", "Vomiting"),
    ("photophobia", "Light bothers"),
    ("phonophobia", "Sound bothers"),
    ("osmophobia", "Smells bother"),
    ("allodynia", "Touch hurts"),
)

_TIMES = section(
    "Times",
    moment("began", "First sign that an attack was coming"),
    answer("aura", "Was there an aura?", "Sight, feeling or speech that changes and passes within an hour."),
    moment("aura_began", "Aura began"),
    moment("aura_ended", "Aura ended"),
    answer("headache", "Was there head pain?", "An aura without headache is an attack too."),
    moment("headache_began", "Head pain began"),
    moment("headache_ended", "Head pain gone"),
    moment("back_to_normal", "Back to normal", "The hours after the pain are a phase of their own."),
    folded=False,
)
_PAIN = section(
    "Pain",
    scale("worst_pain", "Worst pain", "0 is none, 10 the worst imaginable."),
    rows(
        "pain", "Readings over time", (moment("at", "When"), number("pain", "Pain, 0 to 10", 0, 10, step="1"))
    ),
    one("side", "Side", SIDES, "A side that never changes is worth telling a clinician."),
    many("regions", "Where", "head_region"),
    one("quality", "What it is like", QUALITIES),
    answer(
        "worse_with_activity", "Worse with walking or stairs?", "One of the features a clinician asks for."
    ),
    one("began_in", "Where it began", labelled(BeganIn, both="Neck and head together")),
    rows(
        "breaks",
        "Breaks without pain",
        (moment("began", "From"), moment("ended", "Until"), one("reason", "Why", labelled(BreakReason))),
        "Pain that returns after a medicine or sleep belongs to the same attack.",
    ),
)
_WITH_IT = section(
    "With it",
    *(one(name, words, GRADES) for name, words in SYMPTOM_GRADES),
    many("symptoms", "Other signs", "sign", own=True),
    one_word("most_bothersome", "Most bothersome, besides pain", "sign"),
    answer("eye_nose", "Eye or nose signs on the painful side?", "They point to other kinds of headache."),
    many("eye_nose_signs", "Which", "eye_nose"),
    answer("restless", "Could not keep still?"),
)
_AURA = section(
    "Aura",
    rows(
        "aura_symptoms",
        "Each aura symptom",
        (
            one_word("symptom", "What", "aura"),
            moment("began", "Began"),
            number("minutes", "Minutes it lasted", 0, 10080),
            answer("gradual", "Spread slowly, over 5 minutes or more?"),
            answer("one_sided", "On one side?"),
            answer("positive", "Something added, such as flicker or tingling?"),
        ),
        "How long each lasts and whether it spreads is what tells an aura from other things.",
    ),
)
_LIFE = section(
    "What it cost, and what you think",
    *(
        one(f"function.{place}", words, EFFECTS)
        for place, words in (("work", "Work or school"), ("home", "At home"), ("others", "With others"))
    ),
    one("taken_for", "What do you take it for?", TAKEN_FOR),
    many("suspected_triggers", "What you suspect brought it on", "suspected_trigger", own=True),
    answer("unlike_usual", "Unlike your usual attacks?", "Yes leads to the safety questions."),
    long_text("notes", "Notes"),
)

ATTACK = Sheet(
    kind="attack",
    heading="More about this attack",
    sections=(_TIMES, _PAIN, _WITH_IT, _AURA, _LIFE),
    help="Nothing here is compulsory. What you leave stays not asked.",
)

BACKGROUND = Sheet(
    kind="background_headache",
    heading="Background headache",
    help="A headache that lasts for days or never quite stops; attacks are peaks on top of it.",
    sections=(
        section(
            "",
            moment("began", "Since when"),
            moment("ended", "Until", "Leave it empty while it goes on."),
            scale("usual_pain", "Usual strength"),
            one("side", "Side", SIDES),
            one("quality", "What it is like", QUALITIES),
            long_text("notes", "Notes"),
            folded=False,
        ),
    ),
)
