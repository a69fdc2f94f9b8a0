"""Times as people say them, and what a form's fields amount to."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import QueryDict

from headlog.diary.kinds import KINDS
from headlog.diary.moment import Moment
from headlog.diary.sign import NeckEpisode
from headlog.diary.vocabulary import EARLY_SIGNS
from headlog.exchange.headlog_json.codec import decode
from headlog.web.journal.forms.attack_sheets import ATTACK
from headlog.web.journal.forms.day_sheets import CHECK_IN, SCORE, VISIT
from headlog.web.journal.forms.moments import resolved, said, zone_or
from headlog.web.journal.forms.posted import answers
from headlog.web.journal.forms.questions import Ask, Sheet
from headlog.web.journal.forms.shown import shown_sheet
from headlog.web.journal.forms.sign_sheets import DOSE, NECK
from headlog.web.journal.views.records import SHEETS

ROME = "Europe/Rome"
# 08:10 in Rome.
NOW = datetime(2026, 5, 4, 6, 10, tzinfo=UTC)


def moment(keys: Any) -> Moment:
    record = decode("sign", {"id": "s", "sign": "yawning", "began": keys}, zone=ROME).record
    assert record is not None
    found = record.first_moment
    assert found is not None
    return found


def fields_of(kind: str) -> set[str]:
    return {each.name for each in fields(KINDS[kind])}


def read(sheet: Sheet, post: str, before: dict[str, Any] | None = None) -> dict[str, Any]:
    return answers(sheet, QueryDict(post), before or {}, now=NOW, zone=ROME).keys


@pytest.mark.parametrize(
    ("posted", "earliest", "latest", "because"),
    [
        ({"when": "now"}, "08:10", "08:10", "now is exact"),
        ({"when": "ago_20"}, "07:40", "08:00", "20 minutes ago is known to 10 minutes"),
        ({"when": "ago_60"}, "06:50", "07:30", "an hour ago to 20 minutes"),
        ({"when": "woke", "asleep": "23:30", "woke": "06:45"}, "23:30", "06:45", "between the two"),
        ({"when": "woke", "woke": "06:45"}, "22:00", "06:45", "not before the evening before"),
        ({"when": "woke"}, "22:00", "08:10", "not after now"),
        ({"when": "woke", "asleep": "01:15", "woke": "07:00"}, "01:15", "07:00", "asleep after midnight"),
        ({"when": "unsure"}, "00:00", "00:00", "only the day is known"),
        ({"at": "2026-05-04T05:00"}, "05:00", "05:00", "a time on the person's own clock"),
        ({"at": "2026-05-04T05:00", "precision": "about"}, "04:30", "05:30", "half an hour either side"),
        ({"at": "2026-05-04T05:00", "precision": "part_of_day"}, "00:00", "06:00", "the night"),
        ({"at": "2026-05-04T19:00", "precision": "part_of_day"}, "18:00", "00:00", "the evening"),
        ({"at": "2026-05-04T05:00", "precision": "day"}, "00:00", "00:00", "the whole day"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_say_it(posted: Any, earliest: str, latest: str, because: str) -> None:
    """At 08:10 in Rome."""
    found = moment(resolved(posted, [], NOW, ROME))

    shown = [f"{Moment(instant, ROME).local:%H:%M}" for instant in found.bounds]
    assert shown == [earliest, latest], because


def test_no_time_is_no_moment() -> None:
    """An untouched field is not asked, not now."""
    for posted in (None, "", {}, {"at": "", "precision": "exact"}, {"when": "", "asleep": "23:00"}):
        assert resolved(posted, [], NOW, ROME) is None


def test_a_time_that_was_not_touched_keeps_its_seconds_and_precision() -> None:
    """A form shows minutes; what it cannot show is not lost by saving it again."""
    kept = {"at": "2026-05-04T05:00:41+02:00", "zone": ROME, "precision": "about", "minutes": 10}

    assert resolved({"at": "2026-05-04T05:00", "precision": "about"}, [kept], NOW, "Asia/Tokyo") == kept
    changed = resolved({"at": "2026-05-04T05:01", "precision": "about"}, [kept], NOW, ROME)
    assert changed == {"at": "2026-05-04T05:01", "zone": ROME, "precision": "about"}


def test_a_corrected_time_keeps_the_zone_in_which_it_was_shown() -> None:
    """Ten minutes earlier there is not six hours later here; with no one zone to keep, it is the one here."""
    berlin = {"at": "2026-05-04T08:17:20+02:00", "zone": "Europe/Berlin", "precision": "exact"}
    rome = berlin | {"zone": ROME}
    posted = {"when": "", "at": "2026-05-04T08:07", "precision": "exact"}

    assert moment(resolved(posted, [berlin], NOW, "America/New_York")).at == datetime(
        2026, 5, 4, 6, 7, tzinfo=UTC
    )
    for before in ([], [berlin, rome]):
        found = resolved(posted, before, NOW, "America/New_York")
        assert found is not None
        assert found["zone"] == "America/New_York"


def test_a_zone_that_is_none_is_not_believed() -> None:
    """What a browser sends falls back to the home zone."""
    assert zone_or("Asia/Tokyo", ROME) == "Asia/Tokyo"
    for sent in ("Nowhere/Town", "", None, "../../etc/passwd"):
        assert zone_or(sent, ROME) == ROME


def test_an_hour_ago_across_the_clock_change_is_an_hour() -> None:
    """On the night when clocks go back."""
    after = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    found = moment(said(after, ROME, "ago_60"))

    assert (after - found.at).total_seconds() == 3600


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda sheet: sheet.kind)
def test_every_question_is_a_field_of_its_record(sheet: Sheet) -> None:
    """Names are the codec's keys, so that a form and a file say the same."""
    known = fields_of(sheet.kind)
    for question in sheet.questions:
        assert question.key in known, question.name


TO_SIX = "2026-05-04T06:00+02:00"
NOT_ASKED = {
    "id",
    "extra",
    "as_usual",
    "part_of",
    "present",
    "day",
    "zone",
    "early_signs_at",
    "nothing_else",
    "word",
}


@pytest.mark.parametrize("sheet", [*SHEETS.values(), CHECK_IN], ids=lambda sheet: sheet.kind)
def test_every_field_of_a_record_can_be_answered(sheet: Sheet) -> None:
    """Nothing that a file can say is out of a form's reach, but what the page itself fills in."""
    asked = {question.key for question in sheet.questions}
    named = fields_of(sheet.kind) - NOT_ASKED
    short = {"medicine", "preventive_course", "own_word", "plan", "pause"}

    missing = named - asked - ({"notes"} if sheet.kind in short else set())
    assert missing == set()


def test_what_a_form_leaves_is_not_asked_and_what_it_never_asked_stays() -> None:
    """A cleared answer is gone; keys that the sheet does not know are kept."""
    before = {"side": "left", "regions": ["temple"], "as_usual": ["side"], "from_elsewhere": 7}

    keys = read(ATTACK, "side=&worst_pain=6&function.work=reduced&function.home=", before)

    assert keys == {
        "as_usual": ["side"],
        "from_elsewhere": 7,
        "worst_pain": "6",
        "function": {"work": "reduced", "home": ""},
    }


@pytest.mark.parametrize(
    ("day", "before", "post", "moment", "because"),
    [
        ("2026-05-04", {}, "early_signs.tired=yes",
         {"at": "2026-05-04T06:10:00+00:00", "zone": ROME, "precision": "exact"}, "the day still lasts"),
        ("2026-05-04", {}, "early_signs.none_of_these=yes",
         {"at": "2026-05-04T06:10:00+00:00", "zone": ROME, "precision": "exact"}, "none is an answer"),
        ("2026-05-02", {}, "early_signs.tired=yes",
         {"at": "2026-05-02T12:00", "zone": ROME, "precision": "day"}, "its hour is not told"),
        ("2026-05-04", {"early_signs": dict.fromkeys(EARLY_SIGNS, False), "early_signs_at": {"at": "kept"}},
         "early_signs.none_of_these=yes", {"at": "kept"}, "the same answers were asked when they were"),
        ("2026-05-04", {"early_signs": dict.fromkeys(EARLY_SIGNS, False), "early_signs_at": {"at": "kept"}},
         "early_signs.tired=yes",
         {"at": "2026-05-04T06:10:00+00:00", "zone": ROME, "precision": "exact"}, "asked again"),
        ("2026-05-04", {}, "stress=4", None, "not asked"),
    ],
)  # fmt: skip
def test_a_check_in_tells_when_its_early_signs_were_asked(
    day: str, before: Any, post: str, moment: Any, because: str
) -> None:
    """At 08:10 in Rome on 4 May; without that time the answers stand beside no episode."""
    keys = read(CHECK_IN, post, {"day": day} | before)

    assert keys.get("early_signs_at") == moment, because


def test_a_check_in_whose_day_is_not_said_has_no_time_of_asking_either() -> None:
    """A day is what the time is measured against."""
    assert "early_signs_at" not in read(CHECK_IN, "early_signs.tired=yes")


def test_rows_keep_the_touched_and_drop_the_empty() -> None:
    """A reading whose time was not touched keeps it, whichever row it is in."""
    old = {"at": {"at": "2026-05-04T05:00:41+02:00", "zone": ROME, "precision": "exact"}, "pain": 3}
    post = (
        "pain.0.at.at=&pain.0.pain=&pain.1.at.at=2026-05-04T05:00&pain.1.pain=4"
        "&pain.2.at.at=2026-05-04T07:00&pain.2.pain=8"
    )

    assert read(ATTACK, post, {"pain": [old]})["pain"] == [
        {"at": old["at"], "pain": "4"},
        {"at": {"at": "2026-05-04T07:00", "zone": ROME, "precision": "exact"}, "pain": "8"},
    ]


@pytest.mark.parametrize(
    ("post", "before", "expected", "because"),
    [
        ("", None, {}, "a list that was not touched was not asked"),
        (
            "early_signs.none_of_these=yes",
            None,
            dict.fromkeys("tcyifpon", False),
            "none of these is no to all",
        ),
        ("early_signs.tired=yes", None, dict.fromkeys("cyifpon", False) | {"t": True}, "what was left is no"),
        (
            "early_signs.tired=yes",
            {"yawning": False},
            {"t": True, "y": False},
            "what was never asked stays so",
        ),
        ("", {"tired": True, "yawning": False}, {"t": False, "y": False}, "an unticked sign becomes no"),
    ],
)
def test_early_signs_are_answered_as_a_list(post: str, before: Any, expected: Any, because: str) -> None:
    """Followed by a headache or not, the same eight."""
    names = {
        "t": "tired", "c": "concentration", "y": "yawning", "i": "irritable", "f": "food_craving",
        "p": "photophobia", "o": "phonophobia", "n": "nausea",
    }  # fmt: skip
    keys = read(NECK, post, {"early_signs": before} if before else {})

    assert keys.get("early_signs", {}) == {names[letter]: answer for letter, answer in expected.items()}, (
        because
    )


def test_an_own_word_is_added_to_the_list_and_to_the_record() -> None:
    """Letters and digits of any script."""
    said_ = answers(NECK, QueryDict("locations[]=arm&_own.locations=Løftet skulder!"), {}, now=NOW, zone=ROME)

    assert said_.keys["locations"] == ["arm", "own:løftet_skulder"]
    assert said_.own_words == (("neck_location", "Løftet skulder!"),)
    assert read(NECK, "_own.locations=!!!") == {}
    assert read(NECK, "_own.locations=🦒") == {"locations": ["own:🦒"]}


def test_five_numbers_keep_their_places() -> None:
    """An unanswered one in the middle does not move the others."""
    assert read(SCORE, "items.0=3&items.1=&items.2=5&instrument=midas")["items"] == ["3", "", "5", "", ""]
    assert read(VISIT, "questions[]=Why%3F&questions[]=&questions[]=When%3F")["questions"] == [
        "Why?",
        "When?",
    ]


def test_problems_stand_at_their_question_and_typed_text_is_shown_again() -> None:
    """A problem that no question has stands on top."""
    from headlog.diary.checks import Problem
    from headlog.diary.phrase import phrase

    found = (
        Problem("amount", phrase("a number is needed, not “lots”")),
        Problem("elsewhere", phrase("it is odd.")),
    )
    shown = shown_sheet(DOSE, {"amount": "lots", "medicine": "Naproxen"}, found)

    questions = {q.name: q for section in shown.sections for q in section.questions}
    assert questions["amount"].problems == ("A number is needed, not “lots”.",)
    assert (questions["amount"].value, questions["medicine"].value) == ("lots", "Naproxen")
    assert shown.problems == ("It is odd.",)


def test_an_empty_sheet_presets_no_answer() -> None:
    """No sign is preset to no; only the time of what happens now starts from now."""
    for sheet in SHEETS.values():
        for section in shown_sheet(sheet, {}).sections:
            for question in section.questions:
                assert not question.is_answered, (sheet.kind, question.name)
    fresh = shown_sheet(DOSE, {}, fresh=True)
    starts = [c.value for s in fresh.sections for q in s.questions for c in q.whens if c.checked]
    assert starts == ["now"]


def test_a_saved_sheet_shows_what_was_said() -> None:
    """Round trip of every way of asking."""
    keys = {
        "began": {"at": "2026-05-04T05:00+02:00", "zone": ROME, "precision": "between", "until": TO_SIX},
        "locations": ["arm", "own:odd_place"], "side": "left", "usual": False, "worst_severity": 4,
        "causes": [{"cause": "stress"}], "early_signs": {"tired": True}, "notes": "n",
    }  # fmt: skip
    shown = {q.question.name: q for s in shown_sheet(NECK, keys).sections for q in s.questions}

    def chosen(name: str) -> list[str]:
        return [choice.value for choice in shown[name].choices if choice.checked]

    assert chosen("locations") == ["arm", "own:odd_place"]
    assert (chosen("side"), chosen("usual"), chosen("worst_severity")) == (["left"], ["no"], ["4"])
    assert (chosen("early_signs"), shown["notes"].value) == (["tired"], "n")
    assert len(shown["causes"].rows) == 2
    assert [c.label for c in shown["began"].precisions if c.checked] == ["between that time and 06:00"]


def test_a_neck_sheet_asks_all_that_the_product_names() -> None:
    """With a line of why for each question but the notes."""
    asked = {question.key: question for question in NECK.questions}
    assert set(asked) == fields_of(NeckEpisode.kind) - {"id", "extra"}
    assert [name for name, q in asked.items() if not q.why] == ["notes"]
    assert asked["early_signs"].ask is Ask.EARLY_SIGNS
    assert len(asked["early_signs"].choices) == 8
