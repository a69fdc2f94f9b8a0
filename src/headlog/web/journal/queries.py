"""Every read of the journal. Each function takes the person first; none reads without one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry, History, histories
from headlog.diary.moment import day_begins, day_ends
from headlog.diary.period import Period
from headlog.diary.person import OwnWord, Preferences, own_labels
from headlog.diary.record import Record
from headlog.diary.vocabulary import OWN_PREFIX, LabelOf, OwnLabels, label
from headlog.web.accounts.models import Person
from headlog.web.journal import store
from headlog.web.journal.decoded import DECODED, Current, Key
from headlog.web.journal.models import EntryRow, ImportBatch, RecordRow

Kind = TypeVar("Kind", bound=Record)

# Records that belong to the person, or to a preventive course, and not to a stretch of days.
LASTING_KINDS = (
    "person", "medicine", "preventive_course", "preventive_dose", "score", "safety_answers", "own_word",
    "plan", "visit", "preferences", "background_headache", "pause",
)  # fmt: skip
TIMED_KINDS = ("attack", "sign", "neck_episode", "dose", "relief", "check_in")
DAY_KINDS = ("attack", "background_headache", "check_in", "dose", "pause")
# A sign up to 48 h before an attack belongs to it (R-PHASE), an attack lasts up to 72 h (ICHD-3 1.1 B).
MARGIN_BEFORE, MARGIN_AFTER = timedelta(hours=72), timedelta(hours=48)
# No attack is kept longer than this (diary.checks); a stretch that lasts longer is a background headache.
LONGEST = timedelta(days=61)
# An attack without an end is listed on the days after its beginning for this long (diary.head_pain).
OPEN_SHOWN = timedelta(hours=72)
# So many records are fetched by their keys; beyond, the same rows are read once more.
FETCHED_BY_KEY = 400
FOUND_AT_MOST = 100
# One condition each: a database takes a thousand.
OWN_WORDS_SEARCHED = 100

_COLUMNS = (
    "pk", "revision", "record", "kind", "body", "version", "first_logged_at", "logged_at", "in_conflict",
    "recalled", "is_open", "versions",
)  # fmt: skip


def diary_of(person: Person, period: Period | None = None, *, as_of: datetime) -> Diary:
    """Diary of a person, read at `as_of`: the only way from the disk to what counts and how sure.

    With a `period`, the records that may bear on its days: those touching it,
    72 h before and 48 h after; attacks without an end; and everything that belongs
    to the person, with each preventive dose, since a first dose may lie years back.
    The number of queries does not depend on the number of records.
    """
    home = zone_of(person)
    parts = _bearing_on(period, home) if period is not None else (Q(),)
    found = _decoded(person, *(_current(person).filter(part) for part in parts))
    return Diary(
        {each.id: each.record for each in found},
        as_of.astimezone(UTC),
        home,
        {each.id: each.history for each in found},
        {each.id: each.first_logged_at for each in found},
        {each.id: each.logged_at for each in found},
    )


def state_of_days(person: Person, period: Period, zone: str) -> Hashable:
    """What is another after any change to what says headache or medicine on the days of a period."""
    since, until = day_begins(period.first, zone) - MARGIN_BEFORE, day_ends(period.last, zone) + MARGIN_AFTER
    rows = _current(person).filter(kind__in=DAY_KINDS, began__gte=since, began__lt=until)
    sums = rows.aggregate(Count("pk"), Sum("pk"), Sum("revision"))
    return tuple(sums[name] for name in sorted(sums))


def zone_of(person: Person) -> str:
    """Home zone: the one that was chosen, else that of the latest timed record, else UTC."""
    return home_zone(person, preferences_of(person))


def home_zone(person: Person, chosen: Preferences | None) -> str:
    """The same, where the person's settings are at hand."""
    for setting in chosen.settings if chosen else ():
        if setting.name == "zone":
            return setting.value
    latest = _current(person).filter(began__isnull=False).exclude(zone="").order_by("-logged_at")
    return latest.values_list("zone", flat=True).first() or "UTC"


def preferences_of(person: Person) -> Preferences | None:
    """The settings that travel with the diary, when any were made."""
    found = of_kind(person, Preferences)
    return found[-1] if found else None


def of_kind(person: Person, kind: type[Kind]) -> tuple[Kind, ...]:
    """Current records of a kind, earliest first; those without a time by when they were written."""
    return tuple(cast("Kind", each.record) for each in current_of_kind(person, kind.kind))


def current_of_kind(person: Person, kind: str) -> tuple[Current, ...]:
    """The same, each with what its history says."""
    found = _decoded(person, _current(person).filter(kind=kind).order_by("began", "logged_at"))
    return tuple(found)


def of_kinds(person: Person, kinds: tuple[str, ...]) -> tuple[Current, ...]:
    """Current records of several kinds, last written last."""
    found = _decoded(person, _current(person).filter(kind__in=kinds))
    return tuple(sorted(found, key=lambda each: (each.logged_at, each.id)))


def label_of(person: Person) -> LabelOf:
    """Words to show for an id of a list; the person's own are read when the first of them is met."""

    @cache
    def own() -> OwnLabels:
        return own_labels(of_kind(person, OwnWord))

    def said(group: str, word: str) -> str:
        return label(group, word, own()) if word.startswith(OWN_PREFIX) else label(group, word)

    return said


def open_records(person: Person) -> tuple[Current, ...]:
    """Attacks, neck episodes and stretches of background headache without an end, latest first."""
    return tuple(_decoded(person, _current(person).filter(is_open=True).order_by("-began")))


def open_attack(person: Person) -> Current | None:
    """The latest attack without an end, or None."""
    rows = _current(person).filter(is_open=True, kind=Attack.kind).order_by("-began")[:1]
    return next(iter(_decoded(person, rows)), None)


def latest(person: Person, count: int = 5) -> tuple[Current, ...]:
    """The records that were written last, newest first; settings and lists are not among them."""
    rows = _current(person).filter(kind__in=(*TIMED_KINDS, "background_headache", "preventive_dose"))
    return tuple(_decoded(person, rows.order_by("-logged_at", "-pk")[:count]))


def written_since(person: Person, kinds: tuple[str, ...], since: datetime, most: int) -> tuple[Current, ...]:
    """Records of some kinds written after an instant, at most `most`, those that happened last first."""
    rows = _current(person).filter(kind__in=kinds, logged_at__gt=since)
    return tuple(_decoded(person, rows.order_by(F("began").desc(nulls_last=True))[:most]))


def is_written_since(person: Person, kinds: tuple[str, ...], since: datetime) -> bool:
    """Whether a record of some kinds was written after an instant."""
    return _current(person).filter(kind__in=kinds, logged_at__gt=since).exists()


def latest_of_kind(person: Person, kind: type[Record], count: int) -> tuple[Current, ...]:
    """The records of a kind that began last, newest first; those without a time are not among them."""
    rows = _current(person).filter(kind=kind.kind, began__isnull=False).order_by("-began")
    return tuple(_decoded(person, rows[:count]))


def around(person: Person, since: datetime, until: datetime) -> tuple[Current, ...]:
    """Signs, neck episodes, doses and reliefs that began between two instants, earliest first."""
    rows = _current(person).filter(
        kind__in=("sign", "neck_episode", "dose", "relief"), began__gte=since, began__lte=until
    )
    return tuple(_decoded(person, rows.order_by("began")))


def current_of(person: Person, id_: str) -> Current | None:
    """One record as it stands, or None when the person has none of that id or withdrew it."""
    # PostgreSQL refuses even to look for a NUL.
    rows = _current(person).filter(record=id_.replace("\0", " "))
    return next(iter(_decoded(person, rows)), None)


def history_of(person: Person, id_: str) -> History | None:
    """Every version of one record, withdrawn or not; None when the person has none of that id."""
    rows = EntryRow.objects.filter(person=person, record=id_.replace("\0", " ")).values_list(
        *store.ENTRY_COLUMNS
    )
    return histories(store.entry_of(row) for row in rows).get(id_)


def entries_of(person: Person) -> Iterator[Entry]:
    """The whole log, for the open file."""
    rows = EntryRow.objects.filter(person=person).order_by("pk").values_list(*store.ENTRY_COLUMNS)
    return (store.entry_of(row) for row in rows.iterator(chunk_size=2000))


def counts_of(person: Person) -> dict[str, int]:
    """How many records of each kind there are."""
    return dict(_current(person).values_list("kind").annotate(count=Count("pk")).order_by())


def check_in_of(person: Person, day: date) -> Current | None:
    """The check-in of a day, or None."""
    rows = _current(person).filter(kind=CheckIn.kind, day=day)
    return next(iter(_decoded(person, rows)), None)


def check_ins_in(person: Person, period: Period) -> Mapping[date, CheckIn]:
    """Check-ins of a stretch of days, by day."""
    rows = _current(person).filter(kind=CheckIn.kind, day__range=(period.first, period.last))
    found = (cast("CheckIn", each.record) for each in _decoded(person, rows))
    return {check_in.day: check_in for check_in in found}


def day_records(person: Person, day: date, zone: str) -> tuple[Current, ...]:
    """Everything that touches a day, earliest first."""
    since, until = day_begins(day, zone), day_ends(day, zone)
    near = Q(kind__in=TIMED_KINDS, began__gte=since - LONGEST, began__lt=until)
    parts = (
        Q(day=day),
        near & (Q(ended__gt=since) | Q(began__gte=since)),
        Q(kind="attack", is_open=True, began__gte=since - OPEN_SHOWN, began__lt=since),
        Q(kind__in=("background_headache", "pause"), began__lt=until)
        & (Q(ended__gt=since) | Q(ended__isnull=True)),
    )
    rows = _current(person).exclude(kind="preferences")
    found = {each.id: each for each in _decoded(person, *(rows.filter(part) for part in parts))}
    return tuple(sorted(found.values(), key=_by_time))


def headache_on(person: Person, day: date, zone: str) -> bool:
    """Whether an attack with head pain, or a background headache, touches a day."""
    records = (each.record for each in day_records(person, day, zone))
    return any(
        record.kind == "background_headache" or (isinstance(record, Attack) and record.had_headache is True)
        for record in records
    )


def search(person: Person, text: str) -> tuple[Current, ...]:
    """Records in which every word of `text` occurs, newest first, at most `FOUND_AT_MOST`."""
    rows = _current(person).exclude(kind="preferences")
    words = text.replace("\0", "").casefold().split()
    if not words:
        return ()
    own = own_labels(of_kind(person, OwnWord))
    for word in words:
        rows = rows.filter(_holds(word, own))
    return tuple(_decoded(person, rows.order_by("-began", "-logged_at")[:FOUND_AT_MOST]))


def _holds(word: str, own: OwnLabels) -> Q:
    """Condition that an entry holds a word, also in the label of an own word: entries name it by its id."""
    ids = [
        spoken
        for (_, id_), shown in own.items()
        if word in shown.casefold() and word not in (spoken := label("sign", id_).casefold())
    ]
    found = Q(words__contains=word)
    for spoken in ids[:OWN_WORDS_SEARCHED]:
        found |= Q(words__contains=spoken)
    return found


def conflicts_of(person: Person) -> tuple[str, ...]:
    """Ids of records of which two devices wrote different versions, withdrawn ones too."""
    rows = RecordRow.objects.filter(person=person, in_conflict=True).order_by("-logged_at")
    return tuple(rows.values_list("record", flat=True))


def imports_of(person: Person) -> tuple[ImportBatch, ...]:
    """Files that were brought in, newest first, without the ones only looked at."""
    rows = ImportBatch.objects.filter(person=person).exclude(state=ImportBatch.State.SEEN)
    return tuple(rows.defer("content").order_by("-made_at"))


def import_of(person: Person, batch_id: UUID) -> ImportBatch | None:
    """One file that was brought in or looked at, or None when the person has none of that id."""
    return ImportBatch.objects.filter(person=person, pk=batch_id).first()


def known_versions(person: Person) -> frozenset[tuple[str, str]]:
    """(id, version) of every entry of the log, for telling what a file would add."""
    return frozenset(EntryRow.objects.filter(person=person).values_list("record", "version"))


def _by_time(each: Current) -> tuple[datetime, str]:
    first = each.record.first_moment
    return (first.at if first else each.logged_at, each.id)


def _current(person: Person) -> QuerySet[RecordRow]:
    return RecordRow.objects.filter(person=person, withdrawn=False)


def _bearing_on(period: Period, home: str) -> tuple[Q, ...]:
    """Conditions of the records that bear on a period; apart, so that each is answered from an index."""
    since = day_begins(period.first, home) - MARGIN_BEFORE
    until = day_ends(period.last, home) + MARGIN_AFTER
    near = Q(kind__in=TIMED_KINDS, began__gte=since - LONGEST, began__lt=until)
    return (
        near & (Q(ended__gte=since) | Q(began__gte=since)),
        Q(kind="attack", is_open=True, began__lt=since),
        Q(kind__in=LASTING_KINDS),
        Q(kind="number_series", began__lt=until, ended__gte=since),
    )


def _decoded(person: Person, *parts: QuerySet[RecordRow]) -> list[Current]:
    """Current records of rows, in their order; each is decoded once in a process."""
    kept = DECODED.of(person.pk)
    keys: list[Key] = [key for rows in parts for key in rows.values_list("pk", "revision")]
    missing = [key[0] for key in keys if key not in kept]
    if not missing:
        return [kept[key] for key in keys]
    by_key = (RecordRow.objects.filter(pk__in=missing),)
    wanted = by_key if len(missing) <= FETCHED_BY_KEY else parts
    read = [row for rows in wanted for row in rows.values_list(*_COLUMNS) if row[:2] not in kept]
    past = _histories(person, [row[2] for row in read if row[-1] > 1])
    fresh = {row[:2]: _current_of(row, past.get(row[2])) for row in read}
    DECODED.keep(person.pk, fresh)
    # A row that was written between the two reads is taken as the second one found it.
    found = {key[0]: each for key, each in fresh.items()}
    return [each for key in keys if (each := kept.get(key) or found.get(key[0])) is not None]


def _histories(person: Person, ids: list[str]) -> dict[str, History]:
    """Histories of the records among `ids`, by one query."""
    if not ids:
        return {}
    rows = EntryRow.objects.filter(person=person)
    rows = rows.filter(record__in=ids) if len(ids) <= FETCHED_BY_KEY else rows
    wanted = frozenset(ids)
    columns = rows.values_list(*store.ENTRY_COLUMNS)
    return histories(store.entry_of(row) for row in columns if row[0] in wanted)


def _current_of(row: tuple[Any, ...], past: History | None) -> Current:
    _, _, id_, kind, body, version, first_logged_at, logged_at, in_conflict, recalled, is_open, _ = row
    if past is None:
        record = store.record_of(kind, id_, body)
        only = Entry(id=id_, kind=kind, version=version, logged_at=logged_at, by="", record=record)
        past = History((only,), (only,))
    else:
        record = past.current.record or store.record_of(kind, id_, body)
    return Current(record, version, first_logged_at, logged_at, in_conflict, recalled, is_open, past)
