"""What the symptom checker asks, page by page; every question may stay open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from headlog.diary.vocabulary import AURA, EARLY_SIGNS, HEAD_REGIONS, NECK_MOVEMENTS, SPREADS_TO
from headlog.web.journal.forms.attack_sheets import QUALITIES

Choices = tuple[tuple[str, str], ...]
NONE = "none"
# Middle of each range in hours: under 15 min, to 30 min, to 3 h, to 4 h, to 72 h, to 7 days, longer.
HOURS: dict[str, float] = {
    "under_15_min": 0.1, "15_30_min": 0.4, "30_min_3_h": 2.0, "3_4_h": 3.5, "4_72_h": 24.0,
    "3_7_days": 120.0, "longer": 200.0,
}  # fmt: skip
MINUTES: dict[str, float] = {"under_5": 3.0, "5_60": 30.0, "over_60": 90.0}


class Shape(StrEnum):
    """How a question is answered."""

    ANSWER = "answer"
    ONE = "one"
    MANY = "many"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Parameters
    ----------
    name
        Its field.
    words, short
        As it is asked, and as the result repeats it.
    shape
        How it is answered.
    choices
        Values and their words, for one or many; many end with "none of these", which is an answer.
    why
        One line that says why it is asked.
    most
        Largest number.
    """

    name: str
    words: str
    short: str
    shape: Shape = Shape.ANSWER
    choices: Choices = ()
    why: str = ""
    most: int = 31

    def accepted(self, values: Iterable[str]) -> tuple[str, ...]:
        """The values that are answers to this question."""
        given = tuple(dict.fromkeys(value.strip() for value in values))
        match self.shape:
            case Shape.ANSWER:
                return tuple(value for value in given[-1:] if value in ("yes", "no"))
            case Shape.NUMBER:
                last = given[-1:]
                fits = bool(last) and last[0].isdecimal() and len(last[0]) < 4
                return last if fits and int(last[0]) <= self.most else ()
        known = tuple(value for value in given if value and value in dict(self.choices))
        if self.shape is Shape.ONE:
            return known[-1:]
        # "None of these" beside one of these contradicts itself: what was ticked stands.
        return known if known == (NONE,) else tuple(value for value in known if value != NONE)

    def said(self, values: tuple[str, ...]) -> str:
        """An answer in words."""
        if self.shape is Shape.ANSWER:
            return values[0]
        if self.shape is Shape.NUMBER:
            return str(int(values[0]))
        words = dict(self.choices)
        return ", ".join(words[value].lower() for value in values)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the checker, and the Learn page that goes with it."""

    heading: str
    lead: str
    learn: str
    questions: tuple[Question, ...]


def _listed(words: dict[str, str]) -> Choices:
    return (*((value, label) for value, label in words.items() if value != NONE), (NONE, "None of these"))


def _one(name: str, words: str, short: str, choices: Choices, why: str = "") -> Question:
    return Question(name, words, short, Shape.ONE, (*choices, ("", "Not sure")), why)


def _many(name: str, words: str, short: str, choices: Choices, why: str = "") -> Question:
    return Question(name, words, short, Shape.MANY, choices, why)


def _days(name: str, words: str, short: str, why: str = "") -> Question:
    return Question(name, words, short, Shape.NUMBER, why=why)


NECK_TIMES: dict[str, str] = {
    "before_2_48": "2 to 48 hours before head pain",
    "before_2": "Less than 2 hours before",
    "at_onset": "Together with it",
    "during": "Later, during it",
    "after": "After head pain is gone",
    "between": "On days without any headache",
}
_LENGTHS: Choices = (
    ("under_15_min", "Under 15 minutes"), ("15_30_min", "15 to 30 minutes"),
    ("30_min_3_h", "30 minutes to 3 hours"), ("3_4_h", "3 to 4 hours"), ("4_72_h", "4 hours to 3 days"),
    ("3_7_days", "3 to 7 days"), ("longer", "Longer, or it does not stop"),
    ("treated", "Never left alone: a medicine ends it"),
)  # fmt: skip
_REGIONS = {
    word: HEAD_REGIONS[word] for word in ("orbital", "supraorbital", "temple", "forehead", "back", "whole")
}

STEPS = (
    Step("Attacks", "Think of your usual attacks, not of the worst one.", "phases", (
        Question("five_attacks", "Have you had five or more attacks like this in your life?",
                 "five or more attacks"),
        _one("hours", "How long does head pain last when you take nothing, or nothing helps?", "length",
             _LENGTHS, "From the first pain to the end of it, sleep included."),
        Question("never_stopped", "Did it begin one day and never stop since?",
                 "began one day, never stopped"),
    )),
    Step("Pain", "What the head pain is like at its usual worst.", "phases", (
        _one("side", "On one side or on both?", "side",
             (("unilateral", "One side at a time"), ("bilateral", "Both sides or the middle"))),
        Question("same_side", "Always on the same side?", "always the same side"),
        _one("quality", "What is it like?", "quality", QUALITIES),
        Question("worst_pain", "How strong, 0 to 10?", "strength, 0 to 10", Shape.NUMBER, most=10),
        Question("activity", "Do walking or stairs make it worse, or do you avoid them?",
                 "worse with activity"),
        _one("region", "Where does it hurt most?", "place", tuple(_REGIONS.items())),
        Question("eye_nose", "On that side: a red or watering eye, a blocked or runny nose, a drooping lid?",
                 "eye or nose signs"),
        Question("restless", "Can you not keep still?", "restless"),
    )),
    Step("What comes with it", "While the head hurts.", "phases", (
        Question("nausea", "Nausea?", "nausea"),
        Question("vomiting", "Vomiting?", "vomiting"),
        Question("light", "Does light bother you?", "light bothers"),
        Question("sound", "Does sound bother you?", "sound bothers"),
        Question("smell", "Do smells bother you?", "smells bother"),
        Question("foggy", "Is thinking slow, or do words go missing?", "brain fog"),
    )),
    Step("Aura", "Sight, feeling or speech that changes before or with the pain and comes back.", "aura", (
        Question("aura", "Have you had an aura?", "aura"),
        _many("aura_kinds", "What kinds?", "kinds", tuple(AURA.items())),
        Question("two_auras", "Twice or more in your life?", "two or more auras"),
        Question("aura_gradual", "Does at least one spread over 5 minutes or more?", "spreads gradually"),
        Question("aura_succession", "Do two or more come one after another?", "one after another"),
        _one("aura_minutes", "How long does each last?", "length of each",
             (("under_5", "Under 5 minutes"), ("5_60", "5 to 60 minutes"), ("over_60", "Over an hour"))),
        Question("aura_one_sided", "Is at least one on one side only?", "one-sided"),
        Question("aura_gone", "Do they go away completely?", "gone completely"),
        Question("aura_headache", "Does head pain come with it, or within an hour after it?",
                 "head pain within an hour"),
    )),
    Step("Phases and neck", "What comes before, with and after the pain.", "neck-pain", (
        _many("early", "In the hours or the day before: which of these?", "before it", _listed(EARLY_SIGNS)),
        Question("after_signs", "Are you tired, foggy or sore for hours after the pain?", "an after-phase"),
        Question("neck", "Is the neck stiff or sore in these attacks, or around them?", "neck trouble"),
        _many("neck_times", "When does the neck begin?", "neck begins", tuple(NECK_TIMES.items()),
              "The times are worth noting; they do not tell where it comes from."),
        Question("neck_alone", "Does it also come and go with no headache after it?", "neck without headache",
                 why="Times when nothing follows count as much as the others."),
        Question("neck_cause", "Is a cause noticed first (sleep, desk, strain, travel)?",
                 "cause noted first"),
        Question("neck_side", "On the same side as the head pain?", "neck on the side of the head pain"),
    )),
    Step("Neck movement", "What a clinician would try with you.", "neck-pain", (
        _many("movements", "Which movements make the neck or the head hurt?", "hurts with",
              _listed(NECK_MOVEMENTS)),
        Question("range_limited", "Can you turn or bend less than you used to?", "moves less"),
        _many("spreads", "Does it spread from the neck?", "spreads to", _listed(SPREADS_TO)),
        Question("neck_injury", "Did it begin after an injury or strain with a date?", "after an injury"),
    )),
    Step("Frequency and medicine days", "Days in a usual month; a day counts once, whatever was taken on it.",
         "medicines", (
        _days("headache_days", "Days with any headache", "headache days"),
        _days("migraine_days", "Days with the features you described", "days with these features"),
        Question("long_enough", "Has it been so for more than three months?", "for more than three months"),
        Question("rising", "Are the days becoming more from month to month?", "rising"),
        _days("triptan_days", "Days with a triptan", "triptan days"),
        _days("other_days", "Days with an opioid, an ergot or a combined painkiller",
              "opioid, ergot or combined painkiller days"),
        _days("simple_days", "Days with a simple painkiller", "simple painkiller days",
              "Such as ibuprofen, paracetamol, aspirin, naproxen."),
    )),
)  # fmt: skip
QUESTIONS = {question.name: question for step in STEPS for question in step.questions}
