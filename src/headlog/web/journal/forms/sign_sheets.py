"""Neck episodes, other signs, doses and reliefs."""

from __future__ import annotations

from headlog.diary.medicine import DoseFor, ReliefAt2Hours
from headlog.diary.sign import NeckOnset
from headlog.web.journal.forms.attack_sheets import SIDES
from headlog.web.journal.forms.questions import (
    Sheet,
    answer,
    early_signs,
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
    text,
)

NECK = Sheet(
    kind="neck_episode",
    heading="Neck",
    sections=(
        section(
            "What it is like",
            many(
                "locations",
                "Where",
                "neck_location",
                "The same place each time, or a changing one, is worth knowing.",
                own=True,
            ),
            one("side", "Side", SIDES, "Whether the side changes is a question at many visits."),
            many(
                "characters",
                "What it is like",
                "neck_character",
                "Tight and aching are common; sharp or burning is worth telling.",
            ),
            scale("worst_severity", "How strong at its worst", "So that later episodes can be compared."),
            one(
                "usual",
                "For you, this is",
                (("yes", "Usual"), ("no", "Different")),
                "“Different” leads to the safety questions.",
            ),
            early_signs(
                "early_signs",
                "With it, or in the hours before",
                "The same eight each time, headache or not: only so can they be compared.",
            ),
            folded=False,
        ),
        section(
            "When and how it came",
            moment("began", "Began", "How long before head pain it starts is what tells most."),
            moment("ended", "Gone", "Before, with or after the head pain ends: worked out from this time."),
            one(
                "onset",
                "It came",
                labelled(NeckOnset, sudden="Suddenly", gradual="Gradually"),
                "A sudden start points elsewhere than a slow one.",
            ),
            rows(
                "causes",
                "What you noticed before it",
                (one_word("cause", "What", "neck_cause"), moment("at", "When that was")),
                "Only what came first can be a cause; “None noticed” is an answer too.",
            ),
        ),
        section(
            "Movement, spread, relief",
            many("worse_with", "Worse with", "neck_movement", "A clinician will try the same movements."),
            answer(
                "range_limited",
                "Can you turn or bend less than usual?",
                "One of the few things that can be examined.",
            ),
            many(
                "spreads_to", "Spreads to", "spreads_to", "Where it goes helps to tell where it comes from."
            ),
            answer("same_side_as_head", "Same side as the head pain?", "Leave it if there is no head pain."),
            many("relieved_by", "What helped", "reliever", "Helps to choose what to try first next time."),
            rows(
                "severity",
                "Strength over time",
                (moment("at", "When"), number("severity", "0 to 10", 0, 10, step="1")),
                "Shows whether it rises before head pain.",
            ),
            long_text("notes", "Notes"),
        ),
    ),
)

SIGN = Sheet(
    kind="sign",
    heading="Warning sign or other symptom",
    sections=(
        section(
            "", one_word("sign", "What", "sign", own=True), moment("began", "Began", live=True), folded=False
        ),
        section(
            "More about it",
            moment("ended", "Gone"),
            scale("severity", "How strong"),
            long_text("notes", "Notes"),
        ),
    ),
)

DOSE = Sheet(
    kind="dose",
    heading="Medicine taken",
    sections=(
        section(
            "",
            text("medicine", "Medicine"),
            number("amount", "How much", 0, 100000),
            text(
                "unit",
                "Unit",
                suggestions=(("mg", "mg"), ("tablets", "tablets"), ("ml", "ml"), ("drops", "drops")),
            ),
            moment("at", "When", live=True),
            folded=False,
        ),
        section(
            "More about it",
            one("taken_for", "For", labelled(DoseFor)),
            scale("pain_before", "Pain when you took it"),
            one(
                "relief_at_2h",
                "Two hours later the pain was",
                labelled(ReliefAt2Hours, same="The same", gone="Gone"),
            ),
            scale("pain_at_2h", "Pain two hours later"),
            answer("relapse", "Did it come back within two days?"),
            many("side_effects", "Side effects", "side_effect", own=True),
            text("drug_class", "Class, if the name is not known", "Never guessed from the name you typed."),
            long_text("notes", "Notes"),
        ),
    ),
)

RELIEF = Sheet(
    kind="relief",
    heading="Something for relief",
    sections=(
        section(
            "",
            one_word("relief", "What", "reliever", own=True),
            moment("began", "When", live=True),
            folded=False,
        ),
        section(
            "More about it",
            moment("ended", "Until"),
            scale("pain_before", "Pain before"),
            scale("pain_at_2h", "Pain two hours later"),
            long_text("notes", "Notes"),
        ),
    ),
)
