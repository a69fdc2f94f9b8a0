"""Your data: out whole, in with a preview, taken back, erased."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from headlog.diary.attack import Attack, Side
from headlog.exchange.headlog_json import file
from headlog.web.accounts.models import AuditEvent, Person, User
from headlog.web.journal import actions, queries
from headlog.web.journal.models import EntryRow, ImportBatch
from tests.web.conftest import signed_in_client
from tests.web.journal.made import NOON, ROME, attack, check_in, entry, neck, sign, withdrawal

LOG = (
    entry(attack(), "1"),
    entry(attack(side=Side.LEFT), "2", base="1", hours=1),
    entry(attack(side=Side.RIGHT), "3", base="1", hours=2),
    entry(neck(notes="½ 頭痛"), "n"),
    withdrawal(neck(), "n2", base="n"),
    entry(check_in(headache=False)),
    entry(Attack(id="x", headache_began=attack().headache_began, extra={"mood": "blue"})),
)


def open_file(*entries: Any) -> bytes:
    return file.write(entries or LOG, written_at=NOON, zone=ROME)


def sent(client: Client, content: bytes, name: str = "diary.json", **more: str) -> Any:
    return client.post("/data/import/", {"file": SimpleUploadedFile(name, content), **more})


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_what_goes_out_comes_in_again_whole(alice: User, charlie: User, alice_client: Client) -> None:
    """History, withdrawals, conflicts and unknown keys; into another diary it is the same log."""
    actions.record(person=alice.person, entries=LOG, by=alice)
    exported = alice_client.get("/data/export/")
    assert exported["Content-Disposition"].startswith('attachment; filename="headlog-')
    content = exported.content

    other = signed_in_client(charlie)
    address = sent(other, content)["Location"]
    assert "<dt>New entries</dt><dd>7</dd>" in page(other, address)
    assert EntryRow.objects.filter(person=charlie.person).count() == 0
    assert other.post(address, {"step": "record"})["Location"] == "/data/"

    assert set(queries.entries_of(charlie.person)) == set(queries.entries_of(alice.person)) == set(LOG)
    assert file.read(other.get("/data/export/").content).entries == file.read(content).entries


def test_a_file_brought_in_twice_adds_nothing(alice: User, alice_client: Client) -> None:
    """The preview says so, and the button is off."""
    address = sent(alice_client, open_file())["Location"]
    alice_client.post(address, {"step": "record"})

    again = sent(alice_client, open_file())["Location"]

    shown = page(alice_client, again)
    assert "<dt>There already</dt><dd>7</dd>" in shown
    assert "disabled>Record 0 entries" in shown


def test_an_import_is_listed_and_taken_back_in_one_step(alice: User, alice_client: Client) -> None:
    """From the status line or from the list."""
    address = sent(alice_client, open_file(), name="from my phone.json")["Location"]
    alice_client.post(address, {"step": "record"})
    shown = page(alice_client, "/data/")
    assert "from my phone.json" in shown
    assert "7 added" in shown

    batch = ImportBatch.objects.get()
    assert alice_client.post(f"/data/import/{batch.pk}/undo/").status_code == 302

    assert queries.diary_of(alice.person, as_of=NOON + timedelta(days=9)).records == {}
    assert "Taken back" in page(alice_client, "/data/")
    assert alice_client.post(f"/data/import/{batch.pk}/undo/").status_code == 409


def test_a_file_can_be_left(alice: User, alice_client: Client) -> None:
    """Nothing of it stays."""
    address = sent(alice_client, open_file())["Location"]

    assert alice_client.post(address, {"step": "leave"}).status_code == 302

    assert ImportBatch.objects.count() == 0
    assert alice_client.get(address).status_code == 404


def test_what_cannot_be_read_is_listed_and_the_rest_comes_in(alice: User, alice_client: Client) -> None:
    """One bad entry among good ones."""
    document = json.loads(open_file(entry(sign()), entry(attack("bad"))))
    bad = next(each for each in document["entries"] if each["id"] == "bad")
    bad["worst_pain"] = 99
    address = sent(alice_client, json.dumps(document).encode())["Location"]

    shown = page(alice_client, address)
    assert "Rows that cannot be imported" in shown
    assert "between 0 and 10" in shown
    alice_client.post(address, {"step": "record"})
    assert set(queries.counts_of(alice.person)) == {"sign"}
    assert "What could not be carried" in page(alice_client, "/data/")


@pytest.mark.parametrize(
    ("content", "said", "status"),
    [
        (b"", "does not know this kind of file", 400),
        (b"\x00\xff\xfe rubbish", "does not know this kind of file", 400),
        (b"a,b\n1,2\n", "does not know this kind of file", 400),
    ],
)
def test_a_file_of_no_known_kind_is_refused_in_words(
    alice: User, alice_client: Client, content: bytes, said: str, status: int
) -> None:
    """Nothing is kept of it."""
    response = sent(alice_client, content)

    assert response.status_code == status
    assert said in response.content.decode()
    assert '<a class="button" href="/data/">Your data</a>' in response.content.decode()
    assert ImportBatch.objects.count() == 0


def test_no_file_at_all_is_answered_in_words(alice: User, alice_client: Client) -> None:
    """A form sent empty."""
    response = alice_client.post("/data/import/", {})

    assert response.status_code == 400
    assert "No file came with it" in response.content.decode()


def test_a_file_that_is_not_what_it_is_called_stays_for_another_try(
    alice: User, alice_client: Client
) -> None:
    """The page says what is wrong; nothing is recorded."""
    address = sent(alice_client, b"{broken", format="headlog")["Location"]

    response = alice_client.get(address)

    assert response.status_code == 422
    assert "is not JSON" in response.content.decode()
    assert alice_client.post(address, {"step": "record"}).status_code == 422
    assert EntryRow.objects.count() == 0


def test_a_question_of_a_file_is_asked_before_anything_is_shown(alice: User, alice_client: Client) -> None:
    """A CSV of no known program needs its columns named; the answer is kept for the next step."""
    rows = b"day,headache,pain\n2026-05-01,yes,6\n2026-05-02,no,\n"
    address = sent(alice_client, rows, name="own.csv", format="csv")["Location"]
    shown = page(alice_client, address)
    assert '<textarea id="q-mapping"' in shown
    assert 'value="record"' not in shown

    broken = alice_client.post(address, {"step": "answer", "mapping": "{not json", "zone": ROME})
    assert broken.status_code == 422
    assert "{not json" in broken.content.decode()


def test_a_word_must_be_typed_to_erase(alice: User, alice_client: Client) -> None:
    """Anything else changes nothing and says so."""
    actions.record(person=alice.person, entries=LOG, by=alice)
    wrong = alice_client.post("/data/erase/", {"typed": "yes"})
    assert wrong.status_code == 422
    assert "Nothing was erased" in wrong.content.decode()
    assert EntryRow.objects.count() == len(LOG)

    done = alice_client.post("/data/erase/", {"typed": " Erase  MY diary "})

    assert "The diary is erased" in done.content.decode()
    assert done["Clear-Site-Data"] == '"cache"'
    assert EntryRow.objects.count() == 0
    last = AuditEvent.objects.order_by("pk").last()
    assert last is not None
    assert last.kind == "diary_erased"
    assert page(alice_client, "/now/")


def test_the_demo_diary_cannot_be_erased(alice: User, alice_client: Client) -> None:
    """It is everybody's on this computer."""
    Person.objects.filter(pk=alice.person.pk).update(is_demo=True)

    assert alice_client.get("/data/erase/").status_code == 404
    assert alice_client.post("/data/erase/", {"typed": "erase my diary"}).status_code == 404
    assert "/data/erase/" not in page(alice_client, "/data/")


def test_a_table_of_numbers_comes_in_and_shows_its_last_values(alice: User, alice_client: Client) -> None:
    """Named as the mapping says; they stand under Your data and are found by the search."""
    mapping = {
        "layout": "numbers",
        "columns": {"at": "time"},
        "series": {"Air pressure": "hPa", "Steps": "steps"},
    }
    table = b"time,hPa,steps\n2026-04-30,,4100\n2026-05-01 07:00,1013.5,\n2026-05-02 07:00,1001,\n"
    address = sent(alice_client, table, "numbers.csv", format="csv")["Location"]
    alice_client.post(address, {"step": "answer", "mapping": json.dumps(mapping), "zone": ROME})
    alice_client.post(address, {"step": "record"})

    shown = page(alice_client, "/data/")

    assert "Air pressure: <strong>1001</strong>" in shown
    assert "on 2 May 2026, 07:00; 2 readings since 1 May 2026" in shown
    assert "Steps: <strong>4100</strong>" in shown
    assert "on 30 Apr 2026; 1 reading since 30 Apr 2026" in shown
    assert "Air pressure" in page(alice_client, "/search/?q=pressure")


def test_without_numbers_nothing_is_said_of_them(alice_client: Client) -> None:
    """The page has no empty part."""
    assert "Numbers from files" not in page(alice_client, "/data/")
