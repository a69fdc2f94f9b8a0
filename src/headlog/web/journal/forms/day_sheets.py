"""The check-in of a day, pauses, and what belongs to the person."""

from __future__ import annotations

from dataclasses import replace

from headlog.diary.day import PauseReason, SleepQuality
from headlog.diary.medicine import IntervalUnit, Use
from headlog.diary.vocabulary import INSTRUMENTS
from headlog.web.journal.forms.questions import (
    Ask,
    Question,
    Sheet,
    answer,
    day,
    early_signs,
    labelled,
    long_text,
    many,
    moment,
    number,
    one,
    rows,
    scale,
    section,
    text,
)

_HEADACHE = answer(
    "headache",
    "Any headache this day?",
    "A “no” makes it a clear day; only answered days count as clear.",
)
_EARLY_SIGNS = early_signs(
    "early_signs",
    "Any of these today?",
    "Asked on quiet days too, so that they can be compared.",
    asked_at="early_signs_at",
)
CHECK_IN = Sheet(
    kind="check_in",
    heading="Check-in",
    sections=(
        section("", _HEADACHE, folded=False),
        section(
            "If there was headache",
            scale("worst_pain", "Worst pain"),
            number("headache_minutes", "Minutes of headache in all", 0, 1500, step="1"),
            answer("migraine", "Would you call it migraine?"),
            answer("acute_medicine", "Did you take something for it?"),
        ),
        section(
            "The day",
            answer("neck_stiff", "Neck stiff?"),
            answer("brain_fog", "Brain fog?"),
            number("sleep_hours", "Hours slept", 0, 24),
            one("sleep_quality", "Sleep was", labelled(SleepQuality)),
            answer("awkward_sleep", "Slept in an awkward position?"),
            number("screen_hours", "Hours at a screen", 0, 24),
            scale("stress", "Stress"),
            answer("skipped_meals", "Skipped a meal?"),
            answer("alcohol", "Alcohol?"),
            answer("caffeine", "Caffeine?"),
            answer("exercise", "Exercise?"),
            answer("cycle_day_1", "First day of a period?"),
            text("weather", "Weather"),
            _EARLY_SIGNS,
            rows(
                "own_factors",
                "Your own factors",
                (
                    text("factor", "What"),
                    answer("answer", "Was it so?"),
                    number("value", "Or a number", -1e9, 1e9),
                ),
            ),
            long_text("notes", "Notes"),
        ),
    ),
)
# On days drawn by lot (`clinical.asking`) the early signs stand in front, whatever the day was like.
CHECK_IN_WITH_SIGNS = replace(
    CHECK_IN,
    sections=(
        section("", _HEADACHE, _EARLY_SIGNS, folded=False),
        *(
            replace(each, questions=tuple(one for one in each.questions if one is not _EARLY_SIGNS))
            for each in CHECK_IN.sections[1:]
        ),
    ),
)
# The same question alone, after a day was answered by one tap.
SIGNS_OF_A_DAY = Sheet(
    kind="check_in",
    heading="Any of these that day?",
    sections=(section("", _EARLY_SIGNS, folded=False),),
)

PAUSE = Sheet(
    kind="pause",
    heading="Pause",
    help="Days on which the diary rests. They stay unanswered, and nothing is asked about them.",
    sections=(
        section(
            "",
            day("first", "First day"),
            day("last", "Last day", "Leave it empty until you are back."),
            one("reason", "Why", labelled(PauseReason)),
            long_text("notes", "Notes"),
            folded=False,
        ),
    ),
)

_DATED = (text("what", "What"), day("since", "Since"), day("until", "Until"))
PERSON = Sheet(
    kind="person",
    heading="About you",
    help="All of it is optional. It goes into the report for your clinician, under Background.",
    sections=(
        section(
            "For the page",
            text("name_on_report", "Name on the report"),
            number("birth_year", "Year of birth", 1900, 2200, step="1"),
            text("country", "Country, two letters", "Decides which emergency number is shown."),
            folded=False,
        ),
        section(
            "Your headaches so far",
            rows(
                "named_by_clinician",
                "What a clinician called it",
                (text("name", "What"), text("by", "Who"), day("on", "When")),
            ),
            answer("clinician_says_migraine", "Did a clinician say migraine?"),
            answer(
                "five_attacks",
                "Five or more attacks like this in your life?",
                "A young diary cannot count them.",
            ),
            answer("two_auras", "Two or more attacks with aura in your life?"),
            many("usual_aura", "Your usual aura", "aura"),
            answer("began_one_day_never_stopped", "Did it begin on one day and never stop?"),
        ),
        section(
            "Health",
            rows("conditions", "Conditions", _DATED),
            rows("allergies", "Allergies", _DATED),
            rows("pregnancy", "Pregnancy and breastfeeding", _DATED),
            rows("hormones", "Hormones and contraception", _DATED),
            answer("clotting_risk", "A raised risk of blood clots?"),
            long_text("notes", "Notes"),
        ),
    ),
)

SCORE = Sheet(
    kind="score",
    heading="Score",
    help="Only totals, and for MIDAS the five numbers. The questions themselves belong to their authors.",
    sections=(
        section(
            "",
            one("instrument", "Questionnaire", tuple(INSTRUMENTS.items())),
            day("on", "Answered on"),
            Question(
                name="items",
                words="MIDAS: the five numbers of days",
                ask=Ask.NUMBERS,
                labels=("1", "2", "3", "4", "5"),
                low=0,
                high=92,
            ),
            number("total", "Total", 0, 1000),
            long_text("notes", "Notes"),
            folded=False,
        ),
    ),
)

VISIT = Sheet(
    kind="visit",
    heading="Visit",
    sections=(
        section(
            "",
            day("on", "Day"),
            text("with_whom", "With whom"),
            Question(
                name="questions",
                words="At most three questions to take along",
                ask=Ask.LINES,
                labels=("First", "Second", "Third"),
                why="They stand at the top of the page for your clinician.",
            ),
            long_text("notes", "Notes"),
            folded=False,
        ),
    ),
)

PLAN = Sheet(
    kind="plan",
    heading="My plan",
    help="Your own words, agreed with your clinician, shown at a warning sign. Headlog writes none of it.",
    sections=(
        section(
            "",
            long_text("text", "What I do at a warning sign"),
            text("agreed_with", "Agreed with"),
            day("on", "On"),
            folded=False,
        ),
    ),
)

MEDICINE = Sheet(
    kind="medicine",
    heading="Medicine in your list",
    sections=(
        section(
            "",
            text("name", "Name"),
            number("usual_amount", "Usual amount", 0, 100000),
            text("unit", "Unit", suggestions=(("mg", "mg"), ("tablets", "tablets"), ("ml", "ml"))),
            one("use", "Taken", ((str(Use.ACUTE), "When needed"), (str(Use.PREVENTIVE), "To prevent"))),
            text("drug_class", "Class, if the name is not known"),
            answer("retired", "No longer in use?", "It leaves the buttons; what you took stays recorded."),
            long_text("notes", "Notes"),
            folded=False,
        ),
    ),
)

COURSE = Sheet(
    kind="preventive_course",
    heading="Preventive",
    sections=(
        section(
            "",
            text("agent", "Name"),
            text("dose", "Dose, such as 70 mg"),
            number("interval", "Every", 1, 400, step="1"),
            one("interval_unit", "Days or months", labelled(IntervalUnit)),
            day("started", "First dose on"),
            day("stopped", "Stopped on", "Leave it empty while it goes on."),
            text("why_stopped", "Why it was stopped"),
            text("best_dose", "Best dose reached"),
            text("drug_class", "Class, if the name is not known"),
            long_text("notes", "Notes"),
            folded=False,
        ),
    ),
)

OWN_WORD = Sheet(
    kind="own_word",
    heading="Own word",
    help="A sign, a place, a factor that the lists do not have.",
    sections=(
        section(
            "",
            one(
                "group",
                "Belongs to",
                (
                    ("own_factor", "My own factors"),
                    ("sign", "Signs"),
                    ("neck_location", "Places of the neck"),
                    ("neck_cause", "Causes for the neck"),
                    ("suspected_trigger", "Suspected triggers"),
                    ("reliever", "What helps"),
                    ("side_effect", "Side effects"),
                ),
            ),
            text("label", "The word"),
            folded=False,
        ),
    ),
)


def preventive_dose(courses: tuple[tuple[str, str], ...]) -> Sheet:
    """Sheet of a preventive dose; `courses` are the person's own, id and name."""
    return Sheet(
        kind="preventive_dose",
        heading="Preventive dose",
        sections=(
            section(
                "",
                one("course", "Of", courses),
                day("due", "Due on"),
                moment("given", "Given", live=True),
                answer("missed", "Missed?"),
                text("amount", "Amount, such as 70 mg"),
                text("site", "Where, such as left thigh"),
                many("side_effects", "Side effects", "side_effect", own=True),
                long_text("notes", "Notes"),
                folded=False,
            ),
        ),
    )
