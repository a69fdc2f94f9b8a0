"""The pages as a person taps through them, without script."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from headlog.clinical.asking import early_signs_asked
from headlog.diary.attack import Attack, Grade, Side
from headlog.diary.day import NumberSeries
from headlog.diary.diary import Diary
from headlog.diary.early_signs_near import sign_answers
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse, ReliefAt2Hours
from headlog.diary.moment import Moment, Precision
from headlog.diary.person import OwnWord, Preferences, SafetyAnswers, Score, Setting
from headlog.diary.sign import NO_EARLY_SIGNS, Sign
from headlog.web.accounts.models import User
from headlog.web.journal import actions, queries
from headlog.web.journal.taps import UNNAMED_SIGN
from tests.web.journal.made import ROME, attack, check_in, dose, entry, neck, sign


class Fields(HTMLParser):
    """What a browser would send of a page's form, untouched."""

    def __init__(self, action: str | None) -> None:
        super().__init__()
        self.wanted, self.inside = action, False
        self.sent: dict[str, list[str]] = {}
        self._select, self._area = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has: dict[str, str] = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = has.get("method") == "post" and has.get("action") == self.wanted
        name = has.get("name", "")
        if not self.inside or not name:
            if (
                self.inside
                and tag == "option"
                and self._select
                and ("selected" in has or self._select not in self.sent)
            ):
                self.sent[self._select] = [has.get("value", "")]
            return
        if tag == "input" and (has.get("type") not in ("radio", "checkbox") or "checked" in has):
            self.sent.setdefault(name, []).append(has.get("value", ""))
        self._select = name if tag == "select" else self._select
        self._area = name if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self._area and self.inside:
            self.sent[self._area] = [data]
            self._area = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "select":
            self._select = ""


def fields(client: Client, address: str, action: str | None = None) -> dict[str, list[str]]:
    """Fields of the form of a page that posts to `action`, the page itself when None."""
    response = client.get(address)
    assert response.status_code == 200, address
    parser = Fields(action)
    parser.feed(response.content.decode())
    assert parser.sent, address
    return parser.sent


def saved(client: Client, address: str, **said: Any) -> Any:
    """Open a page, change some of its fields, send it."""
    sent: dict[str, Any] = fields(client, address) | said
    sent.pop("csrfmiddlewaretoken", None)
    return client.post(address, sent | {"_zone": ROME})


def tapped(client: Client, tap: str, address: str = "/now/", **said: Any) -> Any:
    return client.post(address, {"tap": tap, "_zone": ROME, **said})


def diary(user: User) -> Diary:
    return queries.diary_of(user.person, as_of=timezone.now())


def known(user: User, *records: Any) -> None:
    actions.record(person=user.person, entries=tuple(entry(record) for record in records), by=user)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- Now -------------------------------------------------------------------------------------


def test_one_tap_starts_an_attack(alice: User, alice_client: Client) -> None:
    """And the next page is that attack, in the dark, with its undo."""
    response = tapped(alice_client, "attack")

    (begun,) = diary(alice).attacks
    assert response["Location"] == f"/attack/{begun.id}/"
    assert begun.began is not None
    assert (begun.began.zone, begun.began.precision) == (ROME, Precision.EXACT)
    assert abs(timezone.now() - begun.began.at) < timedelta(seconds=30)
    shown = page(alice_client, response["Location"])
    assert 'data-theme="attack"' in shown
    assert f'action="/entries/{begun.id}/undo/"' in shown
    assert 'data-theme="attack"' in page(alice_client, "/now/")


def test_each_button_of_now_records(alice: User, alice_client: Client) -> None:
    """Head pain, a sign of which nothing is said yet, the neck, an own medicine, a clear day."""
    known(alice, Medicine(id="m", name="Sumatriptan", usual_amount=50, unit="mg"))
    assert 'value="dose:m"' in page(alice_client, "/now/")

    for tap in ("sign", "neck", "dose:m", "clear"):
        assert tapped(alice_client, tap).status_code == 302, tap

    found = diary(alice)
    assert found.signs[0].sign == UNNAMED_SIGN
    assert len(found.neck_episodes) == 1
    taken = found.doses[0]
    assert (taken.medicine, taken.amount, taken.unit) == ("Sumatriptan", 50, "mg")
    assert found.check_ins[found.today].headache is False


def test_a_button_pressed_twice_is_one_entry(alice: User, alice_client: Client) -> None:
    """The page names the entry before it is sent."""
    sent = fields(alice_client, "/now/") | {"tap": "attack", "_zone": ROME}

    first, second = alice_client.post("/now/", sent), alice_client.post("/now/", sent)

    assert first["Location"] == second["Location"]
    assert len(diary(alice).attacks) == 1


def test_a_time_can_be_chosen_before_the_tap(alice: User, alice_client: Client) -> None:
    """It began an hour ago, more or less."""
    tapped(alice_client, "pain", when="ago_60")

    began = diary(alice).attacks[0].headache_began
    assert began is not None
    assert began.precision is Precision.ABOUT
    assert timedelta(minutes=59) < timezone.now() - began.at < timedelta(minutes=61)


def test_a_day_with_headache_is_not_recorded_as_clear(alice: User, alice_client: Client) -> None:
    """Neither from Now nor from the check-in; nothing is lost."""
    tapped(alice_client, "pain")
    assert 'value="clear"' not in page(alice_client, "/now/")

    assert tapped(alice_client, "clear").status_code == 400
    response = saved(alice_client, "/check-in/", headache="no", stress="3")
    assert response.status_code == 422
    assert "has a headache in the diary" in response.content.decode()
    assert diary(alice).check_ins == {}


def test_a_clear_day_keeps_what_the_check_in_said_already(alice: User, alice_client: Client) -> None:
    """A second tap is a new version, not another day."""
    saved(alice_client, "/check-in/", stress="4")
    tapped(alice_client, "clear")

    (day,) = diary(alice).check_ins.values()
    assert (day.stress, day.headache) == (4, False)


def test_an_unknown_button_or_medicine_is_answered_in_words(alice: User, alice_client: Client) -> None:
    """Never a traceback."""
    assert tapped(alice_client, "nonsense").status_code == 400
    assert tapped(alice_client, "dose:none").status_code == 404
    assert tapped(alice_client, "dose:\0").status_code == 404


def test_undo_takes_a_tap_back(alice: User, alice_client: Client) -> None:
    """From the status line, once; a stale undo changes nothing and says so."""
    location = tapped(alice_client, "neck")["Location"]
    (begun,) = diary(alice).neck_episodes
    sent = fields(alice_client, location, f"/entries/{begun.id}/undo/")

    response = alice_client.post(f"/entries/{begun.id}/undo/", sent)

    assert response["Location"] == "/now/"
    assert diary(alice).neck_episodes == ()
    assert alice_client.post(f"/entries/{begun.id}/undo/", sent).status_code == 409


def test_my_plan_is_shown_at_a_warning_sign(alice: User, alice_client: Client) -> None:
    """In the person's own words, on the sign's page and on Now; not on a quiet day."""
    saved(alice_client, "/plan/", text="Dark room & water")
    assert "Dark room &amp; water" not in page(alice_client, "/now/")

    location = tapped(alice_client, "sign")["Location"]

    assert "Dark room &amp; water" in page(alice_client, location)
    assert "Dark room &amp; water" in page(alice_client, "/now/")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"agreed_with": "Dr Bob", "on": "2026-05-04"}, "Agreed with Dr Bob on 4 May 2026"),
        ({"agreed_with": "Dr Bob"}, "Agreed with Dr Bob<"),
        ({"on": "2026-05-04"}, "Agreed on 4 May 2026"),
        ({}, None),
    ],
)
def test_my_plan_says_with_whom_it_was_agreed_and_when(
    alice_client: Client, said: dict[str, str], shown: str | None
) -> None:
    """On the sign's page and on Now, as far as it was told."""
    saved(alice_client, "/plan/", text="Dark room", **said)
    location = tapped(alice_client, "sign")["Location"]

    for address in (location, "/now/"):
        found = page(alice_client, address)
        assert (shown in found) if shown else ("Agreed" not in found), address


def test_my_plan_shows_what_was_done_at_warning_signs(alice: User, alice_client: Client) -> None:
    """And whether pain came, below the plan itself; nothing where there was no sign."""
    assert "latest warning signs" not in page(alice_client, "/plan/")
    began = timezone.now() - timedelta(hours=9)
    known(
        alice,
        Sign(id="s", sign="yawning", began=Moment(began, ROME)),
        Dose(id="d", medicine="Naproxen", at=Moment(began + timedelta(hours=1), ROME)),
        Attack(id="a", headache=True, headache_began=Moment(began + timedelta(hours=6), ROME)),
    )

    shown = page(alice_client, "/plan/")

    assert "Yawning" in shown
    assert "Done: Naproxen 1 h after" in shown
    assert "Head pain 6 h after" in shown


def test_an_attack_without_news_is_asked_about_and_mended_by_one_tap(
    alice: User, alice_client: Client
) -> None:
    """Its end lies between the last entry and now."""
    ago = timezone.now() - timedelta(hours=20)
    known(alice, Attack(id="a", headache=True, headache_began=Moment(ago, ROME)))
    assert "Did it end?" in page(alice_client, "/now/")

    tapped(alice_client, "ended_unsure", "/attack/a/")

    ended = diary(alice).attacks[0].headache_ended
    assert ended is not None
    assert ended.precision is Precision.BETWEEN
    assert abs(ended.earliest - ago) < timedelta(seconds=2)
    assert timezone.now() - ended.latest < timedelta(seconds=30)
    assert "Did it end?" not in page(alice_client, "/now/")


def test_an_attack_that_still_goes_on_is_not_asked_again_for_a_while(
    alice: User, alice_client: Client
) -> None:
    """The tap is news of it; the hours are a setting."""
    ago = timezone.now() - timedelta(hours=20)
    known(alice, Attack(id="a", headache=True, headache_began=Moment(ago, ROME)))

    tapped(alice_client, "still_going", "/attack/a/")
    assert "Did it end?" not in page(alice_client, "/now/")

    known(alice, Attack(id="b", headache=True, headache_began=Moment(ago, ROME)))
    assert "Did it end?" in page(alice_client, "/now/")
    waits = Setting(name="end_unknown_hours", value="9999")
    known(alice, Preferences(id="preferences", settings=(waits,)))
    assert "Did it end?" not in page(alice_client, "/now/")


def test_how_a_medicine_worked_is_asked_after_two_hours(alice: User, alice_client: Client) -> None:
    """One tap answers it, on the dose itself."""
    now = timezone.now()
    began, taken = Moment(now - timedelta(hours=3), ROME), Moment(now - timedelta(hours=2.5), ROME)
    made = type(dose())(id="d", medicine="Sumatriptan", at=taken)
    actions.record_one(person=alice.person, record=Attack(id="a", headache_began=began), by=alice)
    actions.record_one(person=alice.person, record=made, by=alice)
    assert "2 hours since Sumatriptan" in page(alice_client, "/now/")

    response = tapped(alice_client, "relief:d:mild", "/attack/a/", _next="/now/")

    assert response["Location"] == "/now/"
    assert diary(alice).doses[0].relief_at_2h is ReliefAt2Hours.MILD
    assert "2 hours since" not in page(alice_client, "/now/")
    assert tapped(alice_client, "relief:d:nonsense", "/attack/a/").status_code == 422
    assert tapped(alice_client, "relief:a:mild", "/attack/a/").status_code == 404


# --- Attack ----------------------------------------------------------------------------------


def test_an_attack_is_told_in_one_tap_each(alice: User, alice_client: Client) -> None:
    """Aura, pain, readings, grades, its end and back to normal; without a medicine list, one by its name."""
    address = tapped(alice_client, "attack")["Location"]
    assert '<a href="/dose/new/">A medicine</a>' in alice_client.get(address).content.decode()
    for tap in (
        "aura_began", "aura_ended", "headache_began", "pain:6", "nausea:mild", "photophobia:severe", "pain:3",
        "headache_ended", "back_to_normal",
    ):  # fmt: skip
        assert tapped(alice_client, tap, address).status_code == 302, tap

        scales = alice_client.get(address).content.decode().count('value="pain:10"')
        assert scales == 1, tap

    (told,) = diary(alice).attacks
    assert [reading.pain for reading in told.pain] == [6, 3]
    assert (told.aura, told.headache, told.nausea, told.photophobia) == (True, True, Grade.MILD, Grade.SEVERE)
    assert told.back_to_normal is not None
    assert queries.open_attack(alice.person) is None


def test_a_dose_a_sign_and_the_neck_in_an_attack_are_records_of_their_own(
    alice: User, alice_client: Client
) -> None:
    """They stand in the attack's own list."""
    known(alice, Medicine(id="m", name="Naproxen"))
    address = tapped(alice_client, "pain")["Location"]

    tapped(alice_client, "dose:m", address)
    tapped(alice_client, "neck", address)
    tapped(alice_client, "sign", address)

    found = diary(alice)
    assert (len(found.doses), len(found.neck_episodes), len(found.signs)) == (1, 1, 1)
    shown = page(alice_client, address)
    assert "Naproxen</a>" in shown
    assert f"/entries/{found.neck_episodes[0].id}/edit/" in shown


def test_a_tap_that_contradicts_says_so_and_changes_nothing(alice: User, alice_client: Client) -> None:
    """The end before the beginning."""
    address = tapped(alice_client, "pain")["Location"]

    response = tapped(alice_client, "headache_ended", address, when="ago_60")

    assert response.status_code == 422
    assert "The end lies before the beginning." in response.content.decode()
    assert diary(alice).attacks[0].headache_ended is None


def test_pain_above_ten_or_an_unknown_tap_is_not_found(alice: User, alice_client: Client) -> None:
    """Nothing is guessed."""
    address = tapped(alice_client, "pain")["Location"]
    for tap in ("pain:11", "pain:x", "nausea:huge", "nonsense", "", "dose:nothing"):
        assert tapped(alice_client, tap, address).status_code == 404, tap
    assert alice_client.get("/attack/no-such/").status_code == 404


def test_like_my_usual_fills_in_and_says_so(alice: User, alice_client: Client) -> None:
    """From the template the person kept; what was answered already stays."""
    usual = attack("usual", side=Side.LEFT, nausea=Grade.MILD, photophobia=Grade.SEVERE, ended=4)
    known(alice, usual, attack("today", began=48, nausea=Grade.NONE))
    assert "Like my usual" not in page(alice_client, "/attack/today/")
    assert alice_client.post("/attack/usual/usual/").status_code == 302

    tapped(alice_client, "usual", "/attack/today/")

    filled = next(each for each in diary(alice).attacks if each.id == "today")
    assert (filled.side, filled.nausea, filled.photophobia) == (Side.LEFT, Grade.NONE, Grade.SEVERE)
    assert filled.as_usual == ("photophobia", "side")
    assert filled.headache_ended is None
    assert "Filled in as usual" in page(alice_client, "/attack/today/")


def test_more_about_an_attack_saves_unchanged_as_it_was(alice: User, alice_client: Client) -> None:
    """Opening the whole form and saving it loses no second and no precision."""
    seconds = datetime(2026, 5, 4, 10, 0, 41, tzinfo=UTC)
    rough = Moment(seconds + timedelta(hours=9), ROME, Precision.ABOUT, minutes=17)
    rich = Attack(
        id="a", headache=True, headache_began=Moment(seconds, ROME), headache_ended=rough, nausea=Grade.MILD,
        regions=("temple",), suspected_triggers=("stress",), worst_pain=7, notes="two\nlines",
        began=Moment(seconds, "Asia/Tokyo", Precision.BETWEEN, until=seconds + timedelta(hours=1)),
        as_usual=("nausea",), extra={"colour": "red"},
    )  # fmt: skip
    known(alice, rich)

    response = saved(alice_client, "/entries/a/edit/")

    assert response.status_code == 302
    (kept,) = diary(alice).attacks
    assert kept == rich


def test_more_about_an_attack_can_be_changed_and_problems_stand_at_their_field(
    alice: User, alice_client: Client
) -> None:
    """Nothing typed is lost."""
    known(alice, attack("a", ended=5))
    wrong = {"headache_ended.at": "2026-05-03T10:00", "notes": "typed <b>text</b>", "worst_pain": "6"}

    response = saved(alice_client, "/entries/a/edit/", **wrong)

    shown = response.content.decode()
    assert response.status_code == 422
    assert 'id="headache_ended-problem"' in shown
    assert "typed &lt;b&gt;text&lt;/b&gt;" in shown
    assert diary(alice).attacks[0].notes is None

    assert saved(alice_client, "/entries/a/edit/", side="left", worst_pain="6").status_code == 302
    assert (diary(alice).attacks[0].side, diary(alice).attacks[0].worst_pain) == (Side.LEFT, 6)


def test_two_tabs_that_changed_one_entry_are_both_kept(alice: User, alice_client: Client) -> None:
    """The history shows both; choosing one ends the conflict."""
    known(alice, attack("a"))
    one, two = fields(alice_client, "/entries/a/edit/"), fields(alice_client, "/entries/a/edit/")
    alice_client.post("/entries/a/edit/", one | {"side": "left"})
    alice_client.post("/entries/a/edit/", two | {"side": "right"})

    shown = page(alice_client, "/entries/a/history/")
    assert "Two devices changed this entry" in shown
    assert "Two devices changed the same entry" in page(alice_client, "/now/")
    left = next(
        each.version
        for each in diary(alice).histories["a"].versions
        if isinstance(each.record, Attack) and each.record.side is Side.LEFT
    )
    alice_client.post("/entries/a/settle/", {"version": left})
    assert diary(alice).attacks[0].side is Side.LEFT
    assert "Two devices" not in page(alice_client, "/entries/a/history/")


# --- Neck, signs and the rest ----------------------------------------------------------------


def test_the_common_neck_record_takes_eight_taps(alice: User, alice_client: Client) -> None:
    """Neck, where, side, what like, how strong, usual, none of these, save."""
    address = tapped(alice_client, "neck")["Location"]
    taps = {
        "locations[]": "suboccipital", "side": "left", "characters[]": "tight_stiff", "worst_severity": "4",
        "usual": "yes", "early_signs.none_of_these": "yes",
    }  # fmt: skip

    assert saved(alice_client, address, **taps).status_code == 302

    (kept,) = diary(alice).neck_episodes
    assert (kept.locations, kept.side, kept.worst_severity, kept.usual) == (
        ("suboccipital",),
        Side.LEFT,
        4,
        True,
    )
    assert set(kept.early_signs.answers.values()) == {False}
    assert 1 + len(taps) + 1 <= 8
    # What the eight taps need stands unfolded on the sheet.
    unfolded = page(alice_client, address).partition('<details class="section"')[0]
    assert all(f'name="{name}"' in unfolded for name in taps)


def test_one_warning_tap_becomes_several_signs_of_one_moment(alice: User, alice_client: Client) -> None:
    """Each its own record; none stays unnamed."""
    address = tapped(alice_client, "sign")["Location"]

    saved(alice_client, address, _also=["yawning", "tired"])

    found = diary(alice).signs
    assert {each.sign for each in found} == {"yawning", "tired"}
    assert len({each.began for each in found}) == 1


def test_an_own_word_is_offered_from_then_on(alice: User, alice_client: Client) -> None:
    """Added once, however often it is typed."""
    for _ in range(2):
        saved(alice_client, "/sign/new/", **{"_own.sign": "Heavy eyes", "began.when": "now"})

    assert {each.sign for each in diary(alice).signs} == {"own:heavy_eyes"}
    assert [(w.group, w.label) for w in diary(alice).own_words] == [("sign", "Heavy eyes")]
    assert "Heavy eyes" in page(alice_client, "/sign/new/")


@pytest.mark.parametrize(("group", "known_as"), [("sign", "Wind &amp; rain!"), ("reliever", "wind rain 2")])
def test_lists_and_the_history_show_an_own_word_as_it_was_written(
    alice: User, alice_client: Client, group: str, known_as: str
) -> None:
    """On Now, on its day, in the search and in its history; by its id where that list has no such word."""
    word = OwnWord(id="w", group=group, word="wind_rain_2", label="Wind & rain!")
    known(alice, word, sign(word="own:wind_rain_2"))

    pages = ("/now/", "/check-in/2026-05-04/", "/search/?q=wind", "/entries/sign-1/history/")
    for address in pages:
        assert known_as in page(alice_client, address), address
        assert "own:" not in page(alice_client, address), address


def test_a_word_added_to_its_list_has_an_id_of_its_own(alice: User, alice_client: Client) -> None:
    """Made of its label, so that two of them are told apart in the records that name them."""
    for label in ("Wind & rain!", "Föhn"):
        saved(alice_client, "/factors/new/", group="sign", label=label)

    form = page(alice_client, "/sign/new/")
    assert 'value="own:wind_rain"' in form
    assert 'value="own:föhn"' in form
    saved(alice_client, "/sign/new/", sign="own:föhn", **{"began.when": "now"})
    assert "Föhn" in page(alice_client, "/now/")


@pytest.mark.parametrize(
    ("address", "said", "kind"),
    [
        ("/dose/new/", {"medicine": "Ibuprofen", "amount": "400", "at.when": "ago_20"}, "dose"),
        ("/relief/new/", {"relief": "cold", "began.when": "now"}, "relief"),
        ("/background/new/", {"began.at": "2026-05-01T08:00", "usual_pain": "2"}, "background_headache"),
        ("/pauses/new/", {"first": "2026-05-01", "last": "2026-05-09", "reason": "travel"}, "pause"),
        ("/scores/new/", {"instrument": "midas", "items.0": "3", "total": "14"}, "score"),
        ("/visits/new/", {"on": "2026-06-01", "questions[]": ["Why?", "", "When?"]}, "visit"),
        ("/factors/new/", {"group": "own_factor", "label": "Night shift"}, "own_word"),
        ("/medicines/list/new/", {"name": "Rizatriptan", "use": "acute"}, "medicine"),
        ("/preventives/edit/new/", {"agent": "Erenumab", "interval": "28"}, "preventive_course"),
        ("/preventives/dose/new/", {"given.when": "now", "site": "left thigh"}, "preventive_dose"),
        ("/about-you/", {"birth_year": "1990", "conditions.0.what": "Asthma"}, "person"),
        ("/plan/", {"text": "Rest."}, "plan"),
        ("/attack/new/", {"headache_began.at": "2026-05-01T08:00", "headache": "yes"}, "attack"),
    ],
)  # fmt: skip
def test_every_kind_can_be_made_changed_and_removed(
    alice: User, alice_client: Client, address: str, said: dict[str, Any], kind: str
) -> None:
    """With its page in a list, its history, and nothing left after removing it."""
    assert saved(alice_client, address, **said).status_code == 302
    (made,) = queries.current_of_kind(alice.person, kind)

    edit = f"/entries/{made.id}/edit/"
    assert (
        saved(alice_client, edit, **({} if kind in ("own_word", "plan") else {"notes": "a note"})).status_code
        == 302
    )
    assert len(queries.history_of(alice.person, made.id).versions) == 2  # type: ignore[union-attr]
    (changed,) = queries.current_of_kind(alice.person, kind)
    assert changed.record.notes in ("a note", None)
    page(alice_client, f"/entries/{made.id}/history/")
    assert alice_client.get(f"/entries/{made.id}/").status_code == 302

    assert alice_client.post(f"/entries/{made.id}/remove/").status_code == 302
    assert queries.current_of_kind(alice.person, kind) == ()
    assert "Removed" in page(alice_client, f"/entries/{made.id}/history/")


def test_a_mistyped_total_is_told_in_its_form_and_keeps_no_report_from_a_clinician(
    alice: User, alice_client: Client
) -> None:
    """Out of a file it is kept as it came, and printed so; a form asks for it again."""
    known(alice, Score(id="s", instrument="hit6", on=at_day(0), total=20.0))
    assert "20 (outside 36–78)" in page(alice_client, "/report/")

    fields = {"instrument": "hit6", "on": at_day(0).isoformat(), "total": "90"}
    asked = saved(alice_client, "/scores/new/", **fields)
    assert asked.status_code == 422
    assert "A total of HIT-6 is from 36 to 78." in asked.content.decode()
    assert saved(alice_client, "/scores/new/", **fields | {"total": "62"}).status_code == 302


def test_the_list_of_scores_shows_their_numbers(alice: User, alice_client: Client) -> None:
    """With the band where one is published."""
    known(
        alice,
        Score(id="ndi", instrument="ndi", on=at_day(0), total=31.0),
        Score(id="msq", instrument="msq", on=at_day(0), total=71.0),
    )

    shown = page(alice_client, "/scores/")

    assert f"{at_day(0)}, 31 (severe)" in shown
    assert f"{at_day(0)}, 71<" in shown


def test_lists_show_what_was_added_and_say_so_when_empty(alice: User, alice_client: Client) -> None:
    """Each list with its own words."""
    lists = ("medicines/list", "preventives/edit", "scores", "visits", "factors", "pauses", "background")
    for name in lists:
        assert "Nothing here yet" in page(alice_client, f"/{name}/")
    known(
        alice, Medicine(id="m", name="Rizatriptan", usual_amount=10, unit="mg", retired=True),
        PreventiveCourse(id="c", agent="Erenumab", dose="70 mg", stopped=at_day(-3)),
    )  # fmt: skip
    assert "10 mg, no longer in use" in page(alice_client, "/medicines/list/")
    assert "70 mg, stopped 2026-05-01" in page(alice_client, "/preventives/edit/")
    assert 'value="dose:m"' not in page(alice_client, "/now/")
    assert 'value="c"' in page(alice_client, "/preventives/dose/new/")


def test_what_has_no_form_is_read_in_its_history(alice: User, alice_client: Client) -> None:
    """Answers to the safety questions, and numbers from a file."""
    known(alice, SafetyAnswers(id="q", on=at_day(0)), NumberSeries(id="n", name="Air pressure"))

    for id_ in ("q", "n"):
        response = alice_client.get(f"/entries/{id_}/edit/")
        assert response["Location"] == f"/entries/{id_}/history/"
        page(alice_client, response["Location"])
    assert "Air pressure" in page(alice_client, "/search/?q=pressure")


def test_a_bad_answer_is_told_at_its_field(alice: User, alice_client: Client) -> None:
    """In words, with what was typed still there."""
    response = saved(alice_client, "/dose/new/", medicine="", amount="lots")
    shown = response.content.decode()

    assert response.status_code == 422
    assert "A number is needed, not “lots”." in shown
    assert 'value="lots"' in shown
    assert diary(alice).doses == ()


# --- days ------------------------------------------------------------------------------------


def test_on_drawn_days_the_check_in_asks_the_early_signs_in_front(alice: User, alice_client: Client) -> None:
    """Beside the headache; on other days they stand folded. What was tapped is kept either way."""
    days = [diary(alice).today - timedelta(days=back) for back in range(60)]
    drawn = next(day for day in days if early_signs_asked(str(alice.person.pk), day))
    other = next(day for day in days if not early_signs_asked(str(alice.person.pk), day))

    pages = [alice_client.get(f"/check-in/{day}/").content.decode() for day in (drawn, other)]

    in_front = [page.index("Any of these today?") < page.index("<details") for page in pages]
    assert in_front == [True, False]
    for day in (drawn, other):
        saved(alice_client, f"/check-in/{day}/", headache="no", **{"early_signs.none_of_these": "yes"})
        assert diary(alice).check_ins[day].early_signs == NO_EARLY_SIGNS


def test_early_signs_of_a_check_in_stand_beside_episodes_near_it(alice: User, alice_client: Client) -> None:
    """Answered today they have a time; a day told later takes no part in timing, whatever it says."""
    today, past = diary(alice).today, diary(alice).today - timedelta(days=2)
    for day in (today, past):
        saved(alice_client, f"/check-in/{day}/", **{"early_signs.yawning": "yes"})
    first = diary(alice)
    saved(alice_client, f"/check-in/{today}/", stress="4")

    found = [answer.sign for answer in sign_answers(first).answers if answer.present]
    assert found == ["yawning"]
    assert len(sign_answers(first).answers) == 8
    asked = first.check_ins[today].early_signs_at
    assert asked is not None
    assert abs(timezone.now() - asked.at) < timedelta(seconds=30)
    assert diary(alice).check_ins[today].early_signs_at == asked, "kept when something else is changed"
    late = first.check_ins[past].early_signs_at
    assert late is not None
    assert (late.day, late.timed) == (past, False)


def test_a_clear_day_takes_three_taps(alice: User, alice_client: Client) -> None:
    """Open it, tap Clear day: nothing else is turned into no, and headache is answered itself."""
    assert saved(alice_client, "/check-in/", tap="clear").status_code == 302

    (day,) = diary(alice).check_ins.values()
    assert (day.headache, day.nothing_else) == (False, True)


def test_nothing_else_keeps_the_answers_given(alice: User, alice_client: Client) -> None:
    """And leaves the headache question to its own answer."""
    saved(alice_client, "/check-in/", tap="nothing_else", stress="6", **{"early_signs.nausea": "yes"})

    (day,) = diary(alice).check_ins.values()
    assert (day.stress, day.headache, day.nothing_else) == (6, None, True)
    assert (day.early_signs.nausea, day.early_signs.tired) == (True, False)


def test_a_past_day_is_marked_as_recalled(alice: User, alice_client: Client) -> None:
    """On its page before, and in the record after."""
    past = diary(alice).today - timedelta(days=9)
    assert "marked as recalled" in page(alice_client, f"/check-in/{past}/")

    saved(alice_client, f"/check-in/{past}/", tap="clear")

    (kept,) = queries.current_of_kind(alice.person, "check_in")
    assert kept.recalled
    assert "clear, recalled" in page(alice_client, f"/calendar/{past.year}/{past.month}/")


def test_own_factors_are_asked_by_name_and_kept_when_answered(alice: User, alice_client: Client) -> None:
    """A factor without an answer is not an answer."""
    saved(alice_client, "/factors/new/", group="own_factor", label="Night shift")
    saved(alice_client, "/factors/new/", group="own_factor", label="Red wine")

    saved(alice_client, "/check-in/", **{"own_factors.0.answer": "yes"})

    (day,) = diary(alice).check_ins.values()
    assert [(each.factor, each.answer) for each in day.own_factors] == [("Night shift", True)]


def test_the_calendar_tells_headache_clear_open_and_unknown_days_apart(
    alice: User, alice_client: Client
) -> None:
    """By class for the eye and by words for the ear."""
    known(
        alice, attack("a", began=0, ended=5, worst_pain=7), check_in("c1", at_day(1), headache=False),
        sign("s", began=48), neck("n", began=48, ended=None), dose("d", hours=48),
    )  # fmt: skip
    shown = page(alice_client, "/calendar/2026/5/")

    days = dict(re.findall(r'class="when (\w+)" href="/check-in/(2026-05-0\d)/"', shown))
    by_day = {
        day: kind for kind, day in re.findall(r'class="when (\w+)" href="/check-in/(2026-05-\d\d)/"', shown)
    }
    assert set(days) == {"headache", "clear", "open", "unknown"}
    assert (by_day["2026-05-04"], by_day["2026-05-05"]) == ("headache", "clear")
    assert (by_day["2026-05-06"], by_day["2026-05-07"]) == ("open", "unknown")
    assert "headache, pain up to 7" in shown
    assert "something recorded, neck, medicine" in shown


def at_day(days: int) -> Any:
    return (datetime(2026, 5, 4, tzinfo=UTC) + timedelta(days=days)).date()


@pytest.mark.parametrize(
    "address",
    [
        "/calendar/2026/13/",
        "/calendar/0/1/",
        "/calendar/2999/1/",
        "/calendar/1200/1/",
        "/check-in/2026-02-30/",
        "/check-in/2999-01-01/",
        "/check-in/0001-01-01/",
        "/entries/none/edit/",
        "/entries/none/history/",
    ],
)  # fmt: skip
def test_what_cannot_be_is_not_found(alice: User, alice_client: Client, address: str) -> None:
    """No day, month or entry of that name."""
    assert alice_client.get(address).status_code == 404


def test_a_leap_day_has_its_page(alice: User, alice_client: Client) -> None:
    """29 February, and the months beside it."""
    assert saved(alice_client, "/check-in/2024-02-29/", tap="clear").status_code == 302
    assert "29" in page(alice_client, "/calendar/2024/2/")


def test_a_day_shows_everything_of_it(alice: User, alice_client: Client) -> None:
    """With the time of each."""
    known(alice, attack("a"), sign("s", began=1))
    shown = page(alice_client, "/check-in/2026-05-04/")

    assert "12:00" in shown
    assert "Yawning" in shown


# --- search and settings ---------------------------------------------------------------------


def test_the_search_page_shows_what_it_found(alice: User, alice_client: Client) -> None:
    """And says when there is nothing."""
    known(alice, attack("a", notes="after the long drive"))

    assert "after the long drive" in page(alice_client, "/search/?q=long+drive")
    none = page(alice_client, "/search/?q=short")
    assert "No entry has all of these words" in none
    assert "0 found" not in none
    page(alice_client, "/search/")


def test_settings_travel_with_the_diary(alice: User, alice_client: Client) -> None:
    """Only what departs from the usual is kept; it rules the counts."""
    response = saved(
        alice_client, "/settings/", zone="Asia/Tokyo", profile="leiden_strict",
        **{"setting.end_unknown_hours": "24", "setting.moderate_from": "4", "setting.gepant_specific": "no"},
    )  # fmt: skip

    assert response.status_code == 302
    preferences = diary(alice).preferences
    assert preferences is not None
    assert {each.name: each.value for each in preferences.settings} == {
        "zone": "Asia/Tokyo", "end_unknown_hours": "24", "gepant_specific": "no",
    }  # fmt: skip
    assert preferences.profile == "leiden_strict"
    assert queries.zone_of(alice.person) == "Asia/Tokyo"

    saved(alice_client, "/settings/", zone="", **{"setting.end_unknown_hours": ""})
    assert queries.zone_of(alice.person) == "UTC"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("zone", "Nowhere/Town"), ("setting.end_unknown_hours", "soon"), ("setting.moderate_from", "-1"),
        ("setting.gepant_specific", "maybe"), ("setting.erenumab_interval", "weekly"),
        ("setting.prodrome_hours", "nan"), ("setting.prodrome_hours", "inf"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_told_at_its_field(
    alice: User, alice_client: Client, name: str, value: str
) -> None:
    """What was typed stays on the page."""
    response = saved(alice_client, "/settings/", **{name: value})

    assert response.status_code == 422
    assert f'id="{name}-problem"' in response.content.decode()
    assert diary(alice).preferences is None


def test_settings_that_other_pages_keep_are_left_alone(alice: User, alice_client: Client) -> None:
    """Such as the usual attack."""
    known(alice, Preferences(id="p", settings=(Setting(name="usual_attack", value='{"side":"left"}'),)))

    saved(alice_client, "/settings/", zone="Asia/Tokyo")

    preferences = diary(alice).preferences
    assert preferences is not None
    assert (preferences.id, {each.name for each in preferences.settings}) == ("p", {"zone", "usual_attack"})
