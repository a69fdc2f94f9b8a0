import pytest

from headlog.web.journal import queries
from headlog.web.journal.demo import ensure_demo_diary
from headlog.web.journal.models import EntryRow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_the_demo_diary_is_written_once_and_whole() -> None:
    """Asking twice adds nothing, and every kind that a page shows is there."""
    person = ensure_demo_diary()
    written = EntryRow.objects.filter(person=person).count()

    assert ensure_demo_diary() == person
    assert EntryRow.objects.filter(person=person).count() == written
    counts = queries.counts_of(person)
    assert written > 2000
    assert {"attack", "neck_episode", "sign", "dose", "check_in", "preventive_dose", "visit"} <= counts.keys()
