"""The diary on disk: a log of entries that only grows, its fold for reading, and what was imported."""

import uuid
from typing import ClassVar

from django.db import models

from headlog.web.accounts.models import Person

ID_LENGTH = 100
KIND_LENGTH = 40


class ImportBatch(models.Model):
    """One file that was brought in: seen first, then recorded, and taken back in one step if wished."""

    class State(models.TextChoices):
        SEEN = "seen", "not recorded yet"
        RECORDED = "recorded", "recorded"
        UNDONE = "undone", "taken back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SEEN)
    file_name = models.CharField(max_length=200)
    format_name = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    # The file itself, only between the preview and the decision.
    content = models.BinaryField(null=True)
    # JSON texts: what was asked of the reader, how many entries, and what could not be carried.
    choices = models.TextField(default="{}")
    counts = models.TextField(default="{}")
    losses = models.TextField(default="[]")
    made_at = models.DateTimeField(auto_now_add=True)
    recorded_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "made_at"], name="imports_by_person")]

    def __str__(self) -> str:
        return f"import {self.pk}"


class EntryRow(models.Model):
    """One version of one record, as it was written. Rows are appended, never changed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    record = models.CharField(max_length=ID_LENGTH)
    kind = models.CharField(max_length=KIND_LENGTH)
    version = models.CharField(max_length=ID_LENGTH)
    base = models.CharField(max_length=ID_LENGTH, null=True)  # noqa: DJ001  # no base is not an empty base
    logged_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=ID_LENGTH)
    # The codec's keys as JSON text, the same bytes on every database; null when this version withdraws.
    body = models.TextField(null=True)  # noqa: DJ001  # withdrawn is not an empty body
    source = models.TextField(null=True)  # noqa: DJ001  # no source is not an empty one
    batch = models.ForeignKey(ImportBatch, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "record", "version"], name="a_version_once_per_person")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "logged_at"], name="entries_by_writing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class RecordRow(models.Model):
    """A record as it stands: the fold of its entries, kept in the same transaction, for reading."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    record = models.CharField(max_length=ID_LENGTH)
    kind = models.CharField(max_length=KIND_LENGTH)
    version = models.CharField(max_length=ID_LENGTH)
    # Grows with every entry of the record: (pk, revision) names one decoded record.
    revision = models.PositiveIntegerField(default=1)
    versions = models.PositiveIntegerField(default=1)
    # Earliest and latest instant that the record may touch; `ended` is null while it is open or untimed.
    began = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    is_open = models.BooleanField(default=False)
    day = models.DateField(null=True)
    zone = models.CharField(max_length=64, blank=True)
    severity = models.PositiveSmallIntegerField(null=True)
    first_logged_at = models.DateTimeField()
    logged_at = models.DateTimeField()
    in_conflict = models.BooleanField(default=False)
    recalled = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    body = models.TextField(blank=True)
    # What the record says, in the words of the pages and in lower case, to search in.
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "record"], name="a_record_once_per_person"),
            models.UniqueConstraint(
                fields=["person", "day"],
                condition=models.Q(kind="check_in", withdrawn=False),
                name="one_check_in_per_day",
            ),
            models.CheckConstraint(
                condition=models.Q(began__isnull=True)
                | models.Q(ended__isnull=True)
                | models.Q(ended__gte=models.F("began")),
                name="a_record_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(severity__isnull=True) | models.Q(severity__lte=10),
                name="severity_is_0_to_10",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "kind", "began"], name="records_by_kind"),
            models.Index(fields=["person", "day"], name="records_by_day"),
            models.Index(fields=["person", "logged_at"], name="records_by_news"),
            models.Index(fields=["person", "kind"], condition=models.Q(is_open=True), name="open_records"),
            models.Index(
                fields=["person", "logged_at"],
                condition=models.Q(in_conflict=True),
                name="records_in_conflict",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"
