"""The demo diary's door. The diary itself is written by the journal."""

from importlib.util import find_spec

from django.utils.module_loading import import_string

from headlog.web.accounts.actions import demo_is_ready
from headlog.web.accounts.models import Person
from headlog.web.accounts.queries import ready_demo
from headlog.web.jobs.actions import enqueue
from headlog.web.jobs.models import Job
from headlog.web.jobs.running import JobResult, RunningJob

WRITER = "headlog.web.journal.demo"


def write_demo_diary(running: RunningJob) -> JobResult | None:
    """Have the journal write the demo diary into the demo person's rows, once."""
    if ready_demo() is None:
        ensure_demo_diary = import_string(f"{WRITER}.ensure_demo_diary")
        person: Person = ensure_demo_diary()
        demo_is_ready(person=person)
    return None


def can_be_written() -> bool:
    """Whether this build has a demo diary."""
    try:
        return find_spec(WRITER) is not None
    except ModuleNotFoundError:
        return False


def asked_for() -> Job | None:
    """The job that writes the demo diary: the one under way, or a new one; None when it is written."""
    if ready_demo() is not None:
        return None
    under_way = Job.objects.filter(kind="demo_diary", state__in=(Job.State.QUEUED, Job.State.RUNNING)).first()
    return under_way or enqueue("demo_diary", person=None)
