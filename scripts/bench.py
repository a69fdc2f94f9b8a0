"""Times and query counts on a constructed diary of ten years, against the limits Headlog holds itself to.

Prints a table of medians; exits with 1 when a limit is missed. The limits are for two idle processor cores:
the load of the machine is printed beside them, and processor time beside the time by the clock.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.ten_years import TenYears

if TYPE_CHECKING:
    from django.test import Client

    from headlog.diary.diary import Diary
    from headlog.web.accounts.models import User

ROUNDS = 7
HEAVY = ("numpy", "scipy", "typst")
PASSWORD = "long lemon tree 42"
# What is looked at, its address, and its limit in milliseconds.
PAGES = (
    ("Now", "/now/", 15.0),
    ("Months, 12 months", "/months/", 60.0),
    ("Aligned, last 40 attacks", "/aligned/", 80.0),
    ("Report, 3 months, HTML", "/report/", 120.0),
    ("Timeline, 3 months", "/timeline/", 500.0),
    ("Medicines", "/medicines/", 500.0),
    ("Preventives, all time", "/preventives/", 500.0),
    ("Cycle", "/cycle/", 500.0),
    ("Neck, 12 months", "/neck/", 500.0),
    ("Search", "/search/?q=slept", 500.0),
    ("Calendar", "/calendar/", 500.0),
    ("Symptom checker, a step", "/checker/", 10.0),
)


@dataclass(frozen=True)
class Measure:
    """One line of the table; `cpu` None where another process did the work."""

    what: str
    value: float
    limit: float
    unit: str
    cpu: float | None = None

    @property
    def passed(self) -> bool:
        """Whether the limit holds."""
        return self.value <= self.limit

    def line(self) -> str:
        """The line as printed, also as a row of a Markdown table."""
        cpu = "" if self.cpu is None else f"{self.cpu:.4g}"
        return (
            f"| {self.what:<44} | {self.value:>8.4g} | {cpu:>8} | {self.limit:>6g} {self.unit:<3} "
            f"| {self.value / self.limit:>5.2f} | {'pass' if self.passed else 'MISSED'} |"
        )


def timed(
    what: str,
    limit_ms: float,
    work: Callable[[], object],
    rounds: int = ROUNDS,
    prepare: Callable[[], object] = lambda: None,
) -> Measure:
    """Median of some rounds, in milliseconds, after one that warms up; before each `prepare`, untimed."""
    work()
    walls, processor = [], []
    for _ in range(rounds):
        prepare()
        began, spent = time.perf_counter(), time.process_time()
        work()
        walls.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - spent) * 1000)
    return Measure(what, statistics.median(walls), limit_ms, "ms", statistics.median(processor))


def main() -> int:
    """Measure everything and print the table."""
    with tempfile.TemporaryDirectory(prefix="headlog-bench-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "headlog.web.settings.base",
            "HEADLOG_DATA_DIR": folder,
            # As in the worker and in the inferring commands: small systems are slower on many threads.
            "OPENBLAS_NUM_THREADS": "1",
        }
        load = os.getloadavg()[0]
        print(f"load {load:.1f} on {os.cpu_count()} cores; medians of {ROUNDS}; a ten-year diary in SQLite\n")
        print(f"| {'what':<44} | {'clock':>8} | {'cpu':>8} | {'limit':>10} | ratio | |")
        print("|---|---|---|---|---|---|")
        missed = 0
        for measure in measures(Path(folder)):
            print(measure.line(), flush=True)
            missed += not measure.passed
        print(f"\n{missed} missed" if missed else "\nall limits hold")
    return 1 if missed else 0


def measures(folder: Path) -> Iterator[Measure]:
    """Every measure, the ones that need a fresh process first."""
    from headlog.web import serving
    from headlog.web.settling import settle

    yield first_run(folder)
    serving.prepare()
    serving.collect_static()
    settle()
    now = datetime.now(UTC)
    alice, small = account("alice", TenYears(now)), account("bob", TenYears(now, 0.1))
    yield from pages(alice)
    yield from growth(alice, small)
    yield from writing(alice, now)
    yield from web_process(folder)
    yield from rules(now)
    yield from paper(alice, now)
    yield from inference()
    yield help_time()


def account(name: str, diary: TenYears) -> User:
    """A person with this diary in the journal."""
    from headlog.web.accounts.actions import open_account
    from headlog.web.journal import imports

    user = open_account(name=name, password=PASSWORD, is_operator=False).user
    batch = imports.look_at_file(
        person=user.person, content=b"", file_name="ten years", format_name="headlog", sha256="0" * 64,
        choices={}, by=user,
    )  # fmt: skip
    imports.import_entries(person=user.person, batch=batch, entries=diary.entries, by=user)
    return user


def signed_in(user: User) -> Client:
    """A browser without a network."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(user)
    return client


def pages(user: User) -> Iterator[Measure]:
    """Server time of the pages."""
    client = signed_in(user)
    for what, where, limit in PAGES:
        assert client.get(where).status_code == 200, where
        yield timed(what, limit, lambda where=where: client.get(where))  # type: ignore[misc]  # a default argument


def growth(big: User, small: User) -> Iterator[Measure]:
    """Queries of each page on ten years, against those on one year."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for what, where, _ in PAGES:
        counts = []
        for user in (big, small):
            client = signed_in(user)
            client.get(where)
            with CaptureQueriesContext(connection) as asked:
                client.get(where)
            counts.append(len(asked))
        yield Measure(f"Queries, {what}: {counts[1]} on one year", counts[0], counts[1], "")


def writing(user: User, now: datetime) -> Iterator[Measure]:
    """Recording one entry, and what a phone brings after a week without a network."""
    from headlog.diary.moment import Moment
    from headlog.diary.sign import Sign
    from headlog.web.journal import actions

    def one() -> None:
        sign = Sign(id=actions.new_id(), sign="yawning", began=Moment(now, "Europe/Rome"))
        actions.record_one(person=user.person, record=sign, by=user)

    yield timed("Recording an entry", 10, one, 21)
    client = signed_in(user)

    def hundreds() -> None:
        for _ in range(5):
            rows = [sent(actions.new_id(), now) for _ in range(100)]
            answer = client.post("/sync/", json.dumps({"entries": rows}), content_type="application/json")
            assert answer.status_code == 200
            assert all(receipt["outcome"] == "stored" for receipt in answer.json()["receipts"])

    yield timed("Sync of 500 entries", 1500, hundreds, 3)


def sent(id_: str, now: datetime) -> dict[str, Any]:
    """A sign as a phone sends it."""
    at = (now - timedelta(minutes=5)).isoformat()
    return {
        "kind": "sign", "id": id_, "version": id_, "sign": "yawning", "logged_at": at,
        "began": {"at": at, "zone": "Europe/Rome"},
    }  # fmt: skip


def rules(now: datetime) -> Iterator[Measure]:
    """Every rule family over ten years from records to findings, and one attack against the criteria."""
    from headlog.clinical import criteria
    from headlog.clinical.criteria import classify
    from headlog.clinical.diary_settings import settings_of
    from headlog.clinical.recorded_attacks import recorded_attacks
    from headlog.diary.diary import Diary

    diary = Diary.fold(TenYears(now).entries, as_of=now, zone="Europe/Rome")
    gc.collect()
    gc.freeze()

    def fresh() -> Diary:
        return Diary(diary.records, diary.as_of, diary.zone, diary.histories, diary.logged, diary.news)

    yield timed("Ten years of records put in order", 20, lambda: put_in_order(fresh()))
    put_in_order(diary)
    # What a rule found before is not reused.
    yield timed("All rule families over ten years", 150, lambda: families(diary), prepare=diary.answers.clear)
    settings = settings_of(diary)
    facts = [each.facts for each in recorded_attacks(diary)]

    def each_attack() -> None:
        for one in facts:
            # What is remembered from an equal attack is not classified.
            criteria._classified.cache_clear()
            classify(one, settings)

    whole = timed("", 0, each_attack)
    each = whole.value * 1000 / len(facts)
    yield Measure("One attack classified", each, 50, "µs", (whole.cpu or 0) * 1000 / len(facts))


def put_in_order(diary: Diary) -> None:
    """Records of a diary by kind and time, as whatever reads it first finds them."""
    assert diary.recorded_period is not None
    for records in (diary.attacks, diary.signs, diary.neck_episodes, diary.doses, diary.check_ins):
        assert records


def families(diary: Diary) -> None:
    """What the months, medicines, attacks, phases, neck, cycle and preventive rules find in a whole diary."""
    from headlog.clinical.from_diary.acute_response import acute_responses
    from headlog.clinical.from_diary.attack_patterns import attack_patterns
    from headlog.clinical.from_diary.features import feature_counts
    from headlog.clinical.from_diary.medicine_days import overuse
    from headlog.clinical.from_diary.menses import menstrual_cycle
    from headlog.clinical.from_diary.month_patterns import month_patterns
    from headlog.clinical.from_diary.neck_counts import neck_counts
    from headlog.clinical.from_diary.preventives import course_facts
    from headlog.clinical.months import month_table
    from headlog.clinical.phases import attack_phases

    whole = diary.recorded_period
    assert whole is not None
    patterns = attack_patterns(diary)
    month_table(diary, whole)
    month_patterns(diary)
    overuse(diary)
    acute_responses(diary)
    attack_phases(diary)
    neck_counts(diary)
    feature_counts(patterns)
    menstrual_cycle(diary)
    for course in diary.courses:
        course_facts(diary, course)


def paper(user: User, now: datetime) -> Iterator[Measure]:
    """Setting the report on paper, beyond making it."""
    from headlog.report.paper import pdf
    from headlog.web.reports import reads
    from headlog.web.reports.choices import ReportChoice

    latest = reads.today_of(user.person, now)
    # Each round sets another quarter: a page that was set before is remembered, and would cost nothing.
    reports = (
        reads.report_for(
            user.person, ReportChoice.of_query({}, latest - timedelta(days=30 * back)), as_of=now
        )
        for back in range(ROUNDS + 1)
    )
    ready = iter(list(reports))
    yield timed("Report, PDF beyond HTML", 150, lambda: pdf(next(ready)))


def inference() -> Iterator[Measure]:
    """What infers, on arrays of ten years."""
    from scripts.bench_inference import inferences

    for what, limit, rounds, work in inferences():
        yield timed(what, limit, work, rounds)


def first_run(folder: Path) -> Measure:
    """From nothing to the first page of a server with a demo, as `make run` starts it."""
    began = time.perf_counter()
    with server(folder / "fresh", "--demo") as (_, address):
        opened(address)
        return Measure("First run after install", time.perf_counter() - began, 10, "s")


def web_process(folder: Path) -> Iterator[Measure]:
    """A migrated server: its first page, then the memory of the process that answers, and what it loaded."""
    began = time.perf_counter()
    with server(folder) as (process, address):
        opened(address)
        yield Measure("First page after start", time.perf_counter() - began, 2, "s")
        cookie = session(folder)
        for _, where, _ in PAGES:
            opened(address + where, cookie)
        web = max(children(process.pid), key=resident)
        yield Measure("Memory of the web process", resident(web) / 1024, 110, "MB")
        maps = Path(f"/proc/{web}/maps").read_text(encoding="utf-8")
        yield Measure(
            "Of numpy, scipy, typst loaded by it", sum(f"/{name}" in maps for name in HEAVY), 0.5, ""
        )


@contextmanager
def server(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`headlog serve` on a free port, until the block ends."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "headlog", "serve", "--port", str(port), "--data", str(folder), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if "Headlog is at" in line:
                break
        yield process, f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def session(folder: Path) -> str:
    """Cookie of a session of alice, made in the same database."""
    from django.conf import settings

    from headlog.web.accounts.models import User

    assert folder.exists()
    cookies = signed_in(User.objects.get(name="alice")).cookies
    return f"{settings.SESSION_COOKIE_NAME}={cookies[settings.SESSION_COOKIE_NAME].value}"


def opened(address: str, cookie: str = "") -> None:
    """Ask for a page until the server listens."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(
                urllib.request.Request(address, headers={"Cookie": cookie}), timeout=30
            ) as got:
                assert got.status == 200
                assert not cookie or "/sign-in/" not in got.url, "no session"
                got.read()
                return
        except ConnectionError:
            time.sleep(0.05)
        except urllib.error.URLError as problem:
            if not isinstance(problem.reason, ConnectionError):
                raise
            time.sleep(0.05)
    raise AssertionError(address)


def children(pid: int) -> list[int]:
    """Processes below a server that answer pages; its worker is another program's process."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return [int(each) for each in found if b"worker" not in Path(f"/proc/{each}/cmdline").read_bytes()]


def resident(pid: int) -> int:
    """Kilobytes that a process holds in memory."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def help_time() -> Measure:
    """The command line without work."""

    def ask() -> None:
        subprocess.run([sys.executable, "-m", "headlog", "--help"], check=True, stdout=subprocess.DEVNULL)

    measured = timed("headlog --help", 200, ask)
    return Measure(measured.what, measured.value, measured.limit, measured.unit)


if __name__ == "__main__":
    sys.exit(main())
