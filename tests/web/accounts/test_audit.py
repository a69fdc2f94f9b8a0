"""The audit log: ids and kinds, in the writer's transaction."""

from __future__ import annotations

import uuid

import pytest
from django.db import models, transaction

from headlog.web.accounts.audit import record_audit
from headlog.web.accounts.models import AuditEvent, User


def test_a_line_falls_with_the_deed(transactional_db: None) -> None:
    """It is written inside the caller's transaction, never beside it."""

    def deed() -> None:
        with transaction.atomic():
            record_audit("entries_recorded", by=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        deed()

    assert not AuditEvent.objects.filter(kind="entries_recorded").exists()


def test_a_line_names_who_whose_and_which(alice: User, dana: User) -> None:
    """By id; the record's kind in words."""
    record = uuid.uuid4()

    line = record_audit("entry_withdrawn", by=dana, person=alice.person, record_kind="attack", record=record)

    line.refresh_from_db()
    assert (line.by, line.person, line.record_kind, line.record) == (
        dana.pk,
        alice.person.pk,
        "attack",
        record,
    )


@pytest.mark.parametrize("kind", ["", "Neck stiff since 5", "UPPER", "x", "a" * 41, "café_visited"])
def test_a_kind_is_a_word_and_never_content(db: None, kind: str) -> None:
    """Free text would let a diary into the log; the refusal does not repeat it."""
    with pytest.raises(ValueError, match="must be lower-case words") as refused:
        record_audit(kind, by=None)
    assert not kind or kind not in str(refused.value)


def test_the_log_has_no_foreign_keys_and_no_free_text() -> None:
    """It must outlive what it names, and can hold nothing that a person wrote."""
    fields = [field for field in AuditEvent._meta.get_fields() if isinstance(field, models.Field)]

    assert not any(field.is_relation for field in fields)
    assert not any(isinstance(field, models.TextField | models.JSONField) for field in fields)
    assert max(field.max_length or 0 for field in fields) <= 40
