"""The job table."""

import uuid
from typing import ClassVar

from django.db import models

from headlog.web.accounts.models import Person


class Job(models.Model):
    """One piece of work for the worker process; it and its result are deleted an hour after it ended."""

    class State(models.TextChoices):
        QUEUED = "queued", "waiting"
        RUNNING = "running", "being worked on"
        DONE = "done", "done"
        FAILED = "failed", "did not work"
        CANCELLED = "cancelled", "stopped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    # None: the server's own work, such as writing the demo diary.
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="jobs")
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    cancel_asked = models.BooleanField(default=False)
    progress = models.FloatField(default=0.0)
    message = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    result = models.BinaryField(null=True)
    result_type = models.CharField(max_length=100, blank=True)
    result_name = models.CharField(max_length=120, blank=True)
    # The page that shows the result, where that is not the result itself.
    # A word of a person in an address: a hundred letters, of any script, are up to 1,200 characters there.
    then = models.CharField(max_length=1500, blank=True)

    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    worker_host = models.CharField(max_length=100, blank=True)
    worker_pid = models.PositiveIntegerField(null=True)
    beat = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "created"], name="jobs_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(progress__gte=0.0, progress__lte=1.0), name="progress_is_a_share"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (self.State.DONE, self.State.FAILED, self.State.CANCELLED)
