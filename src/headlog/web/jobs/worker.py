"""The worker process: takes one job after another, and survives what a job does wrong."""

import logging
import os
import platform
import signal
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from types import FrameType

from django.db import close_old_connections, connection
from django.utils import timezone

from headlog.web.accounts.erasure import delete_ended_sessions
from headlog.web.jobs import kinds, wake
from headlog.web.jobs.actions import delete_old
from headlog.web.jobs.models import Job
from headlog.web.jobs.running import JobCancelled, JobProblem, JobResult, RunningJob
from headlog.web.jobs.wake import Bell
from headlog.web.logs import log_failure

logger = logging.getLogger("headlog.jobs")

BEAT_SECONDS = 5.0
SILENT = timedelta(seconds=30)
TRIES = 2
TIDY_EVERY = timedelta(minutes=1)
HOST = platform.node()[:100]
UNEXPECTED = (
    "Something went wrong in Headlog while it worked on this. Nothing you recorded was changed. "
    "Try again; if it fails once more, tell whoever runs this server."
)
GAVE_UP = (
    "Headlog's worker stopped twice while it worked on this, so it was given up. Nothing you recorded was "
    "changed. Try again with a shorter period."
)


def run_next() -> bool:
    """Do the oldest waiting job; False when none waits."""
    job = _claimed()
    if job is None:
        return False
    with _heartbeat(job):
        _do(job)
    return True


def recover_stale(now: datetime) -> None:
    """Queue again what a worker that is no more had begun; give up on what stopped two of them."""
    for job in Job.objects.filter(state=Job.State.RUNNING).only("id", "worker_host", "worker_pid", "beat"):
        if not _is_stale(job, now):
            continue
        mine = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker_pid=job.worker_pid)
        if not mine.filter(attempts__lt=TRIES).update(state=Job.State.QUEUED, progress=0.0, message=""):
            mine.update(state=Job.State.FAILED, message=GAVE_UP, finished=now)


class Worker:
    """The loop, ended by a signal or by the end of the process that started it."""

    def __init__(self, *, parent: int | None = None) -> None:
        self._parent = parent
        self._ending = False
        self._tidied: datetime | None = None

    def run(self) -> None:
        """Work until asked to end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        bell = Bell()
        try:
            recover_stale(timezone.now())
            self._work_off()
            _warm_up()
            while not self._is_over():
                self._work_off()
                self._tidy()
                close_old_connections()
                bell.wait()
        finally:
            bell.close()
            connection.close()

    def _work_off(self) -> None:
        while not self._is_over() and run_next():
            pass

    def _tidy(self) -> None:
        now = timezone.now()
        if self._tidied is None or now - self._tidied >= TIDY_EVERY:
            self._tidied = now
            recover_stale(now)
            delete_old(now)
            delete_ended_sessions()

    def _is_over(self) -> bool:
        # Where the parent ends without a word, the system gives this process another one.
        return self._ending or (self._parent is not None and os.getppid() != self._parent)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._ending = True
        # A signal alone does not end the wait for a call.
        wake.call()


def _claimed() -> Job | None:
    waiting = Job.objects.filter(state=Job.State.QUEUED).order_by("created")
    for pk, tried in waiting.values_list("pk", "attempts")[:5]:
        now = timezone.now()
        # Only one worker's update finds the row still waiting.
        if Job.objects.filter(pk=pk, state=Job.State.QUEUED).update(
            state=Job.State.RUNNING,
            started=now,
            beat=now,
            attempts=tried + 1,
            worker_host=HOST,
            worker_pid=os.getpid(),
        ):
            return Job.objects.select_related("person").filter(pk=pk).first()
    return None


def _do(job: Job) -> None:
    try:
        result = kinds.kind_named(job.kind).work()(RunningJob(job)) or JobResult()
    except JobCancelled:
        _finish(job, Job.State.CANCELLED, "")
    except JobProblem as problem:
        _finish(job, Job.State.FAILED, str(problem)[:300])
    except Exception as error:  # the outermost door of the worker
        log_failure(logger, "job failed", error, kind=job.kind, id=job.pk)
        _finish(job, Job.State.FAILED, UNEXPECTED)
    else:
        _finish(job, Job.State.DONE, "", result)


def _finish(job: Job, state: Job.State, message: str, result: JobResult | None = None) -> None:
    fields = {"state": state, "message": message, "finished": timezone.now()}
    if result is not None:
        fields |= {
            "progress": 1.0,
            "result": result.content or None,
            "result_type": result.content_type,
            "result_name": result.file_name,
        }
        if result.then:
            fields["then"] = result.then
    # A job whose person was erased meanwhile is gone, and its result with it.
    Job.objects.filter(pk=job.pk).update(**fields)


class _heartbeat:  # noqa: N801  # used as a statement
    """Says every few seconds, from a thread, that the worker of `job` is alive."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            with suppress(Exception):  # one missed beat says nothing; the next one is seconds away
                Job.objects.filter(pk=self._job.pk).update(beat=timezone.now())
        connection.close()


def _is_stale(job: Job, now: datetime) -> bool:
    if job.worker_host == HOST and job.worker_pid is not None and job.worker_pid != os.getpid():
        return not _is_alive(job.worker_pid)
    return job.worker_pid != os.getpid() and (job.beat is None or now - job.beat > SILENT)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _warm_up() -> None:
    for kind in kinds.warm_kinds():
        try:
            kind.work()
        except (
            Exception
        ) as error:  # a kind that cannot be imported fails when it is asked for, and says so then
            log_failure(logger, "could not import", error, kind=kind.name)
