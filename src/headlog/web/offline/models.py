"""Private addresses of a diary: whoever has one can do the one thing it is for, until it is taken back."""

import uuid
from typing import ClassVar

from django.db import models

from headlog.web.accounts.models import Person


class PrivateAddress(models.Model):
    """An address with a secret in it. Only the secret's digest is kept."""

    class Purpose(models.TextChoices):
        WRITE = "write", "start an attack or a sign"
        CALENDAR = "calendar", "calendar feed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60, blank=True)
    # For the calendar: the local hour of the daily reminder; no reminder without one.
    reminder_hour = models.PositiveSmallIntegerField(null=True)
    # For the calendar: whether attacks stand in it; a calendar is often copied to other hosts.
    with_attacks = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "made_at"], name="addresses_by_person")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(reminder_hour__isnull=True) | models.Q(reminder_hour__lte=23),
                name="reminder_hour_is_an_hour",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(reminder_hour__isnull=False),
                name="one_reminder_hour_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
