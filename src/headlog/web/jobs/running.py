"""What a function that does a job is given, and what it gives back."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from headlog.web.accounts.models import Person
from headlog.web.jobs.models import Job


class JobCancelled(Exception):
    """The person asked to stop; raised by `RunningJob.progress`."""


class JobProblem(Exception):
    """The work cannot be done, in words for the person: what happened, what was kept, what to do."""


@dataclass(frozen=True)
class JobResult:
    """Bytes to hand over, or the address of the page that shows what was done (`then`)."""

    content: bytes = b""
    content_type: str = ""
    file_name: str = ""
    then: str = ""


class RunningJob:
    """The job as its function sees it."""

    def __init__(self, job: Job) -> None:
        self._job = job

    @property
    def person(self) -> Person:
        """Whose job it is."""
        if self._job.person is None:
            raise LookupError("A job of the server must not ask for its person")
        return self._job.person

    @property
    def params(self) -> dict[str, Any]:
        """What it was asked with."""
        return dict(self._job.params)

    def progress(self, share: float, message: str = "") -> None:
        """Tell how far it has come, 0 to 1.

        Raises
        ------
        JobCancelled
            When the person asked to stop, or erased the diary meanwhile. Let it pass through.
        """
        still_wanted = Job.objects.filter(pk=self._job.pk, cancel_asked=False).update(
            progress=min(1.0, max(0.0, share)), message=message[:300], beat=timezone.now()
        )
        if not still_wanted:
            raise JobCancelled
