from datetime import UTC, date, datetime, timedelta

import pytest

from headlog.diary import identity, vocabulary
from headlog.diary.attack import Attack, AuraSymptom, BackgroundHeadache, PainReading
from headlog.diary.checks import Problem, problems
from headlog.diary.day import Pause
from headlog.diary.errors import DiaryError, OutOfRange
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse
from headlog.diary.moment import Moment, Precision
from headlog.diary.person import Preferences, Score, Setting
from headlog.diary.phrase import phrase
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def at(hours: float, precision: Precision = Precision.EXACT) -> Moment:
    return Moment(NOON + timedelta(hours=hours), "Europe/Rome", precision)


def in_year(year: int) -> Moment:
    return Moment(NOON.replace(year=year), "Europe/Rome")


@pytest.mark.parametrize(
    ("record", "field", "because"),
    [
        (Attack(id="a", headache_began=at(0), headache_ended=at(-1)), "headache_ended", "end before start"),
        (Attack(id="a"), "began", "no time at all"),
        (
            Attack(id="a", began=at(0), headache=False, worst_pain=4),
            "headache",
            "no headache, yet a strength",
        ),
        (
            Attack(id="a", began=at(0), headache=False, headache_began=at(0)),
            "headache",
            "no headache, yet a time",
        ),
        (
            Attack(id="a", began=at(0), aura=False, aura_symptoms=(AuraSymptom(),)),
            "aura",
            "no aura, yet a symptom",
        ),
        (
            Attack(id="a", headache_began=at(0), headache_ended=at(24 * 61)),
            "headache_ended",
            "61 days is no attack",
        ),
        (Attack(id="a", began=at(0), regions=("elbow",)), "regions", "a word that is not in the list"),
        (Attack(id="a", began=at(0), most_bothersome="elbow"), "most_bothersome", "a single word likewise"),
        (Sign(id="s", began=at(0)), "sign", "which sign"),
        (Sign(id="s", sign="tired"), "began", "when"),
        (NeckEpisode(id="n"), "began", "when"),
        (Dose(id="d", at=at(0), medicine=" "), "medicine", "a name of spaces is no name"),
        (Dose(id="d", medicine="Naproxen"), "at", "when"),
        (Medicine(id="m"), "name", "which"),
        (PreventiveCourse(id="c"), "agent", "which"),
        (Score(id="s", total=20), "instrument", "which questionnaire"),
        (Score(id="s", instrument="hit6"), "total", "a score of nothing"),
        (
            PreventiveCourse(id="c", agent="erenumab", started=date(2026, 2, 1), stopped=date(2026, 1, 1)),
            "stopped",
            "stopped before it was started",
        ),
        (Attack(id="a", began=in_year(1)), "began", "a time from which no page can look back"),
        (Attack(id="a", began=at(0), pain=(PainReading(at=in_year(1)),)), "pain", "a reading likewise"),
        (
            Attack(id="a", began=Moment(NOON, "UTC", Precision.BETWEEN, until=NOON.replace(year=9999))),
            "began",
            "and the latest time of a rough one",
        ),
        (Pause(id="p", first=date(9999, 12, 31)), "first", "a day after which there is none"),
        (
            Preferences(id="p", settings=(Setting(name="zone", value="../zone"),)),
            "settings",
            "a zone that there is not",
        ),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(record: Record, field: str, because: str) -> None:
    """A problem names the field and says what to do."""
    found = problems(record)

    assert [problem.field for problem in found] == [field], because
    assert str(found[0]).startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("record", "because"),
    [
        (Attack(id="a", began=at(0)), "an attack may have no end"),
        (Attack(id="a", aura=True, aura_began=at(0), headache=False), "aura without headache is an attack"),
        (Attack(id="a", headache_began=at(0), headache_ended=at(48)), "an attack of 48 h"),
        (Attack(id="a", headache_began=at(0), headache_ended=at(0)), "a beginning that is also the end"),
        (
            Attack(id="a", headache_began=at(6), headache_ended=at(0, Precision.DAY)),
            "a day may end after an instant inside it",
        ),
        (BackgroundHeadache(id="b", began=at(0)), "a lasting headache has no end yet"),
        (Sign(id="s", sign="own:prickly", began=at(0)), "an own word"),
        (Attack(id="a", began=at(0), regions=("temple", "own:crown")), "own words among the list's"),
        (NeckEpisode(id="n", ended=at(0)), "noticed when it went"),
        (
            PreventiveCourse(id="c", agent="erenumab", started=date(2026, 1, 1), stopped=date(2026, 1, 1)),
            "stopped on its first day",
        ),
        (Attack(id="a", began=in_year(1900)), "the first year that is kept"),
        (Attack(id="a", began=in_year(2200)), "and the last"),
        (Preferences(id="p", settings=(Setting(name="zone", value="Europe/Rome"),)), "a zone that there is"),
        (Preferences(id="p", settings=(Setting(name="week", value="x"),)), "settings judge their own values"),
    ],
)
def test_what_is_unusual_is_not_wrong(record: Record, because: str) -> None:
    """Checks refuse contradictions, never rarities."""
    assert problems(record) == (), because


def test_numbers_outside_their_range_are_refused_at_once() -> None:
    """Pain 14 is in a real program's own fixtures."""
    with pytest.raises(OutOfRange, match="worst_pain must be between 0 and 10: got 14"):
        Attack(id="a", worst_pain=14)
    with pytest.raises(DiaryError, match="must have an id"):
        Attack(id="")


def test_ids_lead_with_their_time_and_sort_by_it() -> None:
    """UUID version 7; a derived id is the same for the same source."""
    first = identity.uuid7(NOON, bytes(range(10)))
    later = identity.uuid7(NOON + timedelta(milliseconds=1), bytes(10))

    assert first < later
    assert (first[14], first[19] in "89ab") == ("7", True)
    assert identity.derived_id("x", "1") != identity.derived_id("x1", "")


def test_words_have_labels_and_own_words_stand_for_themselves() -> None:
    """An id that a later version added still shows as words."""
    assert vocabulary.label("sign", "yawning") == "Yawning"
    assert vocabulary.label("sign", "own:prickly_scalp") == "prickly scalp"
    assert vocabulary.is_word("sign", "own:prickly_scalp")
    assert not vocabulary.is_word("sign", "prickly_scalp")
    assert set(vocabulary.EARLY_SIGNS) <= set(vocabulary.SIGNS)


HEALTH_WORKER = "👩🏽\N{ZERO WIDTH JOINER}⚕\N{VARIATION SELECTOR-16}"


@pytest.mark.parametrize(
    ("typed", "slug", "because"),
    [
        ("  Heavy   eyes! ", "heavy_eyes", "letters in lower case"),
        ("🍫", "🍫", "a word of one emoji is a word"),
        ("Stress 🙂 / 🙁", "stress_🙂_🙁", "what tells two words apart stays"),
        (HEALTH_WORKER, HEALTH_WORKER, "one emoji of several signs"),
        ("सिरदर्द", "सिरदर्द", "vowels that are marks in their script"),
        ("Große Hitze", "große_hitze", "as a browser makes letters small"),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "café", "typed on another keyboard"),
        ("頭痛", "頭痛", "a script without small letters"),
        ("?!", "", "punctuation alone is no word"),
    ],
)  # fmt: skip
def test_an_own_word_keeps_what_tells_it_apart(typed: str, slug: str, because: str) -> None:
    """Any script, and emoji: a word that was typed is never dropped or taken for another."""
    assert vocabulary.own_slug(typed) == slug, because


def test_a_phrase_keeps_wording_and_numbers_apart() -> None:
    """The edge translates the wording; the numbers follow."""
    days = phrase("{count} days of {length}", singular="{count} day of {length}", count=1, length=31)

    assert str(days) == "1 day of 31"
    assert days.render(lambda text: text.replace("day", "Tag")) == "1 Tag of 31"
    assert str(phrase("{count} days", singular="{count} day", count=0)) == "0 days"
    assert Problem("x", days).field == "x"
