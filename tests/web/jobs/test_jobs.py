"""Work for the worker process: asked for, done, stopped, failed, forgotten."""

from __future__ import annotations

import logging
import os
import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from headlog.web.accounts import actions as accounts
from headlog.web.accounts.models import Person, User
from headlog.web.jobs import actions, kinds, wake
from headlog.web.jobs.models import Job
from headlog.web.jobs.running import JobProblem, JobResult, RunningJob
from headlog.web.jobs.worker import HOST, Worker, _heartbeat, _warm_up, recover_stale, run_next

if TYPE_CHECKING:
    from pytest_django import Settings

HERE = "tests.web.jobs.test_jobs"
SECRET = "neck stiff since the storm"


def make_paper(running: RunningJob) -> JobResult:
    """A job that goes well."""
    running.progress(0.5, "Half of it")
    return JobResult(f"for {running.params['months']}".encode(), "application/pdf", "Bericht März.pdf")


def fail_in_words(running: RunningJob) -> JobResult | None:
    """A job that cannot be done."""
    raise JobProblem("There is no day in this period. Nothing was changed. Choose another period.")


def fail_unexpectedly(running: RunningJob) -> JobResult | None:
    """A job with a bug whose message repeats what a person wrote."""
    raise ValueError(f"must be a time: got {SECRET}")


def ask_to_stop(running: RunningJob) -> JobResult | None:
    """A job that is stopped while it runs."""
    actions.cancel(job=Job.objects.get(kind="stopped"))
    running.progress(0.2)
    raise AssertionError("went on after it was stopped")


def erase_the_person(running: RunningJob) -> JobResult | None:
    """A job whose diary is erased while it runs."""
    actions.erase_jobs(running.person)
    return JobResult(b"personal", "text/plain")


@pytest.fixture(autouse=True)
def known_kinds() -> Iterator[None]:
    """The kinds of this file."""
    before = dict(kinds._kinds)
    kinds.register("paper", f"{HERE}.make_paper", warm=True)
    kinds.register("in_words", f"{HERE}.fail_in_words", asked_on="reports:report")
    kinds.register("bug", f"{HERE}.fail_unexpectedly")
    kinds.register("stopped", f"{HERE}.ask_to_stop")
    kinds.register("erased", f"{HERE}.erase_the_person")
    kinds.register("absent", f"{HERE}.no_such_function")
    yield
    kinds._kinds.clear()
    kinds._kinds.update(before)


@pytest.fixture
def person(alice: User) -> Person:
    """Alice's."""
    return alice.person


def test_a_job_is_done_and_its_result_handed_over(person: Person, alice_client: Client) -> None:
    """Queued, worked on, and there to be saved under its own name."""
    job = actions.enqueue("paper", person=person, params={"months": 3})
    waiting = alice_client.get(f"/jobs/{job.pk}/")

    assert run_next()
    assert not run_next()

    job.refresh_from_db()
    done, saved = alice_client.get(f"/jobs/{job.pk}/"), alice_client.get(f"/jobs/{job.pk}/result/")
    assert (job.state, job.progress, job.attempts) == (Job.State.DONE, 1.0, 1)
    assert 'http-equiv="refresh"' in waiting.content.decode()
    assert 'http-equiv="refresh"' not in done.content.decode()
    assert saved.content == b"for 3"
    assert saved["Content-Type"] == "application/pdf"
    assert "Bericht%20M%C3%A4rz.pdf" in saved["Content-Disposition"]
    assert saved["Cache-Control"] == "no-store"


def test_what_did_not_work_leads_back_to_where_it_was_asked_for(person: Person, alice_client: Client) -> None:
    """Failed or stopped: one tap from another try. Where there is no such page, no way is shown."""
    failed = actions.enqueue("in_words", person=person)
    stopped = actions.enqueue("paper", person=person, then="/account/")
    alone = actions.enqueue("bug", person=person)
    gone = actions.enqueue("absent", person=person)
    actions.cancel(job=stopped)
    while run_next():
        pass
    kinds._kinds.pop("absent")

    shown = [alice_client.get(f"/jobs/{job.pk}/").content.decode() for job in (failed, stopped, alone, gone)]

    assert 'href="/report/">Back to where you asked' in shown[0]
    assert 'href="/account/">Back to where you asked' in shown[1]
    assert not any("Back to where you asked" in page for page in shown[2:])


def test_a_job_leads_on_to_the_page_that_shows_what_was_done(person: Person, alice_client: Client) -> None:
    """Where the result is a page, the waiting page goes there."""
    job = actions.enqueue("paper", person=person, params={"months": 1}, then="/account/")
    run_next()

    answer = alice_client.get(f"/jobs/{job.pk}/")

    assert (answer.status_code, answer["Location"]) == (302, "/account/")


def test_another_persons_job_is_not_there(person: Person, charlie_client: Client) -> None:
    """The same 404 as for a job that does not exist, on every page of it."""
    job = actions.enqueue("paper", person=person, params={"months": 1})
    run_next()

    for address in (f"/jobs/{job.pk}/", f"/jobs/{job.pk}/result/", f"/jobs/{uuid.uuid4()}/"):
        assert charlie_client.get(address).status_code == 404
    assert charlie_client.post(f"/jobs/{job.pk}/cancel/").status_code == 404


def test_a_job_that_cannot_be_done_says_why(person: Person, alice_client: Client) -> None:
    """In the words of the work itself."""
    job = actions.enqueue("in_words", person=person)
    run_next()

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "Choose another period." in alice_client.get(f"/jobs/{job.pk}/").content.decode()


@pytest.mark.parametrize("kind", ["bug", "absent"])
def test_a_bug_is_plain_to_the_person_and_silent_about_the_diary(
    person: Person, kind: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker goes on; the log has where it arose, not what was written."""
    monkeypatch.setattr(logging.getLogger("headlog"), "propagate", True)
    job = actions.enqueue(kind, person=person, params={"note": SECRET})

    assert run_next()

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "Nothing you recorded was changed" in job.message
    assert SECRET not in job.message
    assert SECRET not in caplog.text
    assert str(job.pk) in caplog.text


def test_a_waiting_job_is_stopped_at_once(person: Person, alice_client: Client) -> None:
    """It is never begun."""
    job = actions.enqueue("paper", person=person, params={"months": 1})

    alice_client.post(f"/jobs/{job.pk}/cancel/")

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert not run_next()


def test_a_running_job_stops_at_its_next_report(person: Person) -> None:
    """And says so, without a result."""
    job = actions.enqueue("stopped", person=person)

    run_next()

    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.CANCELLED, None)


def test_an_erased_diary_takes_its_running_job_along(person: Person) -> None:
    """No result is written after the erasure."""
    actions.enqueue("erased", person=person)

    run_next()

    assert not Job.objects.exists()


def test_closing_the_account_removes_every_job(alice: User) -> None:
    """Results are personal."""
    actions.enqueue("paper", person=alice.person, params={"months": 1})
    run_next()

    accounts.close_account(user=alice, by=alice)

    assert not Job.objects.exists()


def test_results_are_deleted_after_an_hour(person: Person) -> None:
    """What waits or was just done stays."""
    old = actions.enqueue("paper", person=person, params={"months": 1})
    run_next()
    young = actions.enqueue("paper", person=person, params={"months": 1})
    run_next()
    waiting = actions.enqueue("paper", person=person, params={"months": 1})
    now = timezone.now()
    Job.objects.filter(pk=old.pk).update(finished=now - actions.KEPT)

    assert actions.delete_old(now) == 1

    assert set(Job.objects.all()) == {young, waiting}


def test_an_unknown_kind_is_refused_when_it_is_asked_for(person: Person) -> None:
    """Not an hour later, in the worker."""
    with pytest.raises(LookupError, match="must be registered"):
        actions.enqueue("no_such_kind", person=person)


def test_a_kind_has_one_path() -> None:
    """Two rooms cannot mean different work by one name."""
    kinds.register("paper", f"{HERE}.make_paper")
    with pytest.raises(ValueError, match="one path"):
        kinds.register("paper", f"{HERE}.fail_in_words")


def begun_by(job: Job, *, host: str, pid: int, beat_ago: timedelta, attempts: int = 1) -> None:
    """Have `job` look as if a worker had begun it."""
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING,
        worker_host=host,
        worker_pid=pid,
        beat=timezone.now() - beat_ago,
        attempts=attempts,
    )


def a_pid_of_nobody() -> int:
    """The id of a process that has ended."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def test_what_a_dead_worker_had_begun_is_queued_again(person: Person) -> None:
    """At once on this machine; by the missing beat on another; a living one is left alone."""
    dead, silent, alive = (actions.enqueue("paper", person=person, params={"months": 1}) for _ in range(3))
    begun_by(dead, host=HOST, pid=a_pid_of_nobody(), beat_ago=timedelta(0))
    begun_by(silent, host="another", pid=1, beat_ago=timedelta(minutes=5))
    begun_by(alive, host="another", pid=1, beat_ago=timedelta(seconds=5))

    recover_stale(timezone.now())

    states = {job.pk: job.state for job in Job.objects.all()}
    assert states[dead.pk] == states[silent.pk] == Job.State.QUEUED
    assert states[alive.pk] == Job.State.RUNNING


def test_a_job_that_stops_two_workers_is_given_up(person: Person) -> None:
    """It would stop the third one too."""
    job = actions.enqueue("paper", person=person, params={"months": 1})
    begun_by(job, host=HOST, pid=a_pid_of_nobody(), beat_ago=timedelta(0), attempts=2)

    recover_stale(timezone.now())

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "Try again" in job.message


def test_waiting_ends_with_the_job_or_with_patience(person: Person, settings: Settings) -> None:
    """The job as it stands, done or not."""
    job = actions.enqueue("paper", person=person, params={"months": 1})

    settings.WAIT_FOR_WORK_SECONDS = 0.02
    assert actions.wait_for(job).state == Job.State.QUEUED
    run_next()
    settings.WAIT_FOR_WORK_SECONDS = 5
    assert actions.wait_for(job).state == Job.State.DONE


def test_the_bell_wakes_a_waiting_worker(
    tmp_path_factory: pytest.TempPathFactory, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, and not only after its own pause; without a listener a call is harmless."""
    import time

    folder = tmp_path_factory.mktemp("b")
    monkeypatch.setattr("headlog.web.jobs.wake.socket_path", lambda: folder / "s")
    monkeypatch.setattr("headlog.web.jobs.wake.WITH_SOCKET_SECONDS", 10.0)
    wake.call()
    bell = wake.Bell()
    caller = threading.Timer(0.05, wake.call)
    caller.start()
    began = time.monotonic()

    bell.wait()

    waited = time.monotonic() - began
    caller.join()
    bell.close()
    assert waited < 5
    assert not (folder / "s").exists()


def test_without_sockets_the_worker_looks_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times a second."""
    monkeypatch.setattr("headlog.web.jobs.wake.LONGEST_PATH", 0)
    monkeypatch.setattr("headlog.web.jobs.wake.WITHOUT_SOCKET_SECONDS", 0.01)
    bell = wake.Bell()

    bell.wait()
    wake.call()
    bell.close()

    assert not wake.socket_path().exists()


def test_the_worker_works_off_what_waits_and_ends_with_its_parent(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker whose parent is gone ends by itself; what was queued before is done by one that lives."""
    monkeypatch.setattr("signal.signal", lambda *given: None)
    monkeypatch.setattr("headlog.web.jobs.worker.connection.close", lambda: None)
    monkeypatch.setattr("headlog.web.jobs.worker.close_old_connections", lambda: None)
    job = actions.enqueue("paper", person=person, params={"months": 1})

    Worker(parent=1 if os.getppid() != 1 else 2).run()
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED

    worker = Worker()

    class OneCall:
        def wait(self) -> None:
            worker._ending = True

        def close(self) -> None:
            return

    monkeypatch.setattr("headlog.web.jobs.worker.Bell", OneCall)
    worker.run()
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_a_result_is_not_there_before_the_job_is_done(person: Person, alice_client: Client) -> None:
    """Nor a half one."""
    job = actions.enqueue("paper", person=person, params={"months": 1})

    assert alice_client.get(f"/jobs/{job.pk}/result/").status_code == 404


def test_the_servers_own_job_has_no_person(db: None) -> None:
    """Its function finds out at once."""
    with pytest.raises(LookupError, match="must not ask"):
        _ = RunningJob(actions.enqueue("paper", person=None)).person


def test_an_idle_worker_imports_ahead_and_survives_what_cannot_be_imported(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The log names the kind."""
    monkeypatch.setattr(logging.getLogger("headlog"), "propagate", True)
    kinds.register("cold", f"{HERE}.no_such_function", warm=True)

    _warm_up()

    assert "could not import kind=cold" in caplog.text
    assert "kind=paper" not in caplog.text


def test_a_long_job_says_that_its_worker_lives(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    """From a thread of its own, so that other machines do not take the job over."""
    monkeypatch.setattr("headlog.web.jobs.worker.BEAT_SECONDS", 0.01)
    job = actions.enqueue("paper", person=None)
    beaten = threading.Event()
    monkeypatch.setattr("headlog.web.jobs.worker.Job", Beaten(beaten))

    with _heartbeat(job):
        assert beaten.wait(5)


class Beaten:
    """Stands in for the table in the beating thread, whose connection a test cannot share."""

    def __init__(self, beaten: threading.Event) -> None:
        self.objects = self
        self._beaten = beaten

    def filter(self, pk: uuid.UUID) -> Beaten:
        """One row."""
        return self

    def update(self, beat: object) -> int:
        """The beat."""
        self._beaten.set()
        return 1
