"""Diary: everything of one person, frozen, as it stood at `as_of`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from operator import attrgetter
from typing import TypeVar, cast

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.day import CheckIn, NumberSeries, Pause
from headlog.diary.journal import RECALLED_AFTER, Entry, History, histories
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse, PreventiveDose, Relief
from headlog.diary.moment import Moment, day_ends
from headlog.diary.period import Period
from headlog.diary.person import OwnWord, Person, Plan, Preferences, SafetyAnswers, Score, Visit, own_labels
from headlog.diary.record import Record, moment_names
from headlog.diary.sign import NeckEpisode, Sign
from headlog.diary.vocabulary import OwnLabels, label

Kind = TypeVar("Kind", bound=Record)
Reading = TypeVar("Reading")

_NEVER = datetime.max.replace(tzinfo=UTC)
_NOT_ASKED = object()


@dataclass(frozen=True)
class Diary:
    """Everything of one person, frozen.

    Parameters
    ----------
    records
        The current records by id; withdrawn ones are not among them.
    as_of
        The instant the diary is read at: what is open now, which days have been.
    zone
        The person's home zone: where a day belongs when nothing else says.
    histories
        Every version of every record by id; empty when only current records were read.
    logged
        When each record was first written, by id.
    news
        When each record was last written, by id.
    """

    records: Mapping[str, Record]
    as_of: datetime
    zone: str = "UTC"
    histories: Mapping[str, History] = field(default_factory=dict)
    logged: Mapping[str, datetime] = field(default_factory=dict)
    news: Mapping[str, datetime] = field(default_factory=dict)

    @classmethod
    def of(cls, *records: Record, as_of: datetime, zone: str = "UTC") -> Diary:
        """Diary of bare records, each taken as logged when it began."""
        logged = {r.id: m.at for r in records if (m := r.first_moment) is not None}
        return cls({r.id: r for r in records}, as_of.astimezone(UTC), zone, logged=logged, news=logged)

    @classmethod
    def fold(cls, entries: Iterable[Entry], *, as_of: datetime, zone: str | None = None) -> Diary:
        """Diary that a log of entries amounts to.

        Parameters
        ----------
        entries
            The log, in any order; an entry that comes twice counts once.
        as_of
            The instant to read the diary at.
        zone
            Home zone; the zone of the latest timed record when not given, UTC when there is none.
        """
        past = histories(entries)
        records = {id_: h.current.record for id_, h in past.items() if h.current.record is not None}
        logged = {id_: h.first_logged_at for id_, h in past.items()}
        news = {id_: h.current.logged_at for id_, h in past.items()}
        home = zone or _latest_zone(records.values())
        return cls(records, as_of.astimezone(UTC), home, past, logged, news)

    def of_kind(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Current records of a kind, earliest first; those without a time come last, by id."""
        if kind.kind not in self._in_order:
            rows = [
                (_NEVER if (first := record.first_moment) is None else first.at, record.id, record)
                for record in self._by_kind.get(kind.kind, ())
            ]
            # No two records have one id, so that records themselves are never compared.
            rows.sort()
            self._in_order[kind.kind] = tuple([row[2] for row in rows])
        return cast("tuple[Kind, ...]", self._in_order[kind.kind])

    @cached_property
    def _by_kind(self) -> dict[str, list[Record]]:
        by_kind: dict[str, list[Record]] = defaultdict(list)
        for record in self.records.values():
            by_kind[record.kind].append(record)
        return by_kind

    @cached_property
    def _in_order(self) -> dict[str, tuple[Record, ...]]:
        # Filled kind by kind: a page that needs the medicine list must not sort ten years of signs for it.
        return {}

    @property
    def attacks(self) -> tuple[Attack, ...]:
        """Attacks by onset."""
        return self.of_kind(Attack)

    @property
    def backgrounds(self) -> tuple[BackgroundHeadache, ...]:
        """Stretches of background headache by beginning."""
        return self.of_kind(BackgroundHeadache)

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Signs other than neck episodes, by beginning."""
        return self.of_kind(Sign)

    @property
    def neck_episodes(self) -> tuple[NeckEpisode, ...]:
        """Neck episodes by beginning."""
        return self.of_kind(NeckEpisode)

    @property
    def doses(self) -> tuple[Dose, ...]:
        """Acute doses by moment."""
        return self.of_kind(Dose)

    @property
    def reliefs(self) -> tuple[Relief, ...]:
        """Reliefs that are not drugs, by beginning."""
        return self.of_kind(Relief)

    @property
    def medicines(self) -> tuple[Medicine, ...]:
        """The person's own medicine list."""
        return self.of_kind(Medicine)

    @property
    def courses(self) -> tuple[PreventiveCourse, ...]:
        """Preventive courses by first day; those without one first."""
        return tuple(sorted(self.of_kind(PreventiveCourse), key=lambda c: (c.started or date.min, c.id)))

    @property
    def preventive_doses(self) -> tuple[PreventiveDose, ...]:
        """Preventive doses, given ones by moment."""
        return self.of_kind(PreventiveDose)

    @cached_property
    def check_ins(self) -> Mapping[date, CheckIn]:
        """Check-in of each day that has one, by day; of two for a day the one with the later id."""
        found = cast("list[CheckIn]", self._by_kind.get(CheckIn.kind, []))
        return {c.day: c for c in sorted(found, key=attrgetter("day", "id"))}

    @cached_property
    def clear_days(self) -> tuple[date, ...]:
        """Days whose check-in says that there was no headache, in order."""
        return tuple(day for day, check_in in self.check_ins.items() if check_in.headache is False)

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """Pauses by first day."""
        return tuple(sorted(self.of_kind(Pause), key=lambda p: (p.first, p.id)))

    @property
    def series(self) -> tuple[NumberSeries, ...]:
        """Number series by name."""
        return tuple(sorted(self.of_kind(NumberSeries), key=lambda s: (s.name, s.id)))

    @property
    def scores(self) -> tuple[Score, ...]:
        """Scores by day."""
        return tuple(sorted(self.of_kind(Score), key=lambda s: (s.on or date.min, s.id)))

    @property
    def safety_answers(self) -> tuple[SafetyAnswers, ...]:
        """Answered safety screens by day."""
        return tuple(sorted(self.of_kind(SafetyAnswers), key=lambda s: (s.on or date.min, s.id)))

    @property
    def own_words(self) -> tuple[OwnWord, ...]:
        """The person's own words."""
        return self.of_kind(OwnWord)

    def label(self, group: str, word: str) -> str:
        """Words to show for an id of a list; an own word as the person wrote it."""
        return label(group, word, self._own_labels)

    @cached_property
    def _own_labels(self) -> OwnLabels:
        return own_labels(sorted(self.own_words, key=self._newest))

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Visits by day."""
        return tuple(sorted(self.of_kind(Visit), key=lambda v: (v.on or date.min, v.id)))

    @property
    def person(self) -> Person | None:
        """The person's background, when any was given."""
        return self._only(Person)

    @property
    def plan(self) -> Plan | None:
        """The person's own plan, when there is one."""
        return self._only(Plan)

    @property
    def preferences(self) -> Preferences | None:
        """The person's settings, when any departs from its default."""
        return self._only(Preferences)

    def _only(self, kind: type[Kind]) -> Kind | None:
        return max(self.of_kind(kind), key=self._newest, default=None)

    def _newest(self, record: Record) -> tuple[datetime, str]:
        return self.news.get(record.id, self.as_of), record.id

    @property
    def conflicts(self) -> tuple[History, ...]:
        """Histories of records that two devices wrote over the same version of."""
        return tuple(h for h in self.histories.values() if h.in_conflict)

    @cached_property
    def today(self) -> date:
        """The person's own day at `as_of`, in the home zone."""
        return Moment(self.as_of, self.zone).day

    def once(self, key: Hashable, work: Callable[[], Reading]) -> Reading:
        """What `work` gives, worked out once for this diary: it is frozen, so the answer cannot change.

        Parameters
        ----------
        key
            Names the question with everything it depends on besides the diary.
        work
            Works it out the first time.
        """
        known = self.answers.get(key, _NOT_ASKED)
        if known is _NOT_ASKED:
            known = self.answers[key] = work()
        return cast("Reading", known)

    @cached_property
    def answers(self) -> dict[Hashable, object]:
        """What was worked out about this diary so far, by its question (`once`)."""
        return {}

    def is_recalled(self, record: Record, after: timedelta = RECALLED_AFTER) -> bool:
        """Whether a record was first written more than 48 h (a setting) after the moment it tells of.

        A record without a moment, or whose writing time is not known, is not recalled.
        """
        logged = self.logged.get(record.id)
        if logged is None:
            return False
        if isinstance(record, CheckIn):
            told = day_ends(record.day, record.zone or self.zone)
        elif (first := record.first_moment) is not None:
            told = first.latest
        else:
            return False
        return logged - told > after

    def recalled(self, records: Iterable[Record], after: timedelta = RECALLED_AFTER) -> set[str]:
        """Ids of those of some records that are recalled (`is_recalled`)."""
        late = set()
        for record in records:
            logged = self.logged.get(record.id)
            if logged is None:
                continue
            # No zone is a day from UTC: such a check-in was in time in every zone, as nearly all are.
            soon = isinstance(record, CheckIn) and logged.toordinal() < record.day.toordinal() + after.days
            if not soon and self.is_recalled(record, after):
                late.add(record.id)
        return late

    @cached_property
    def recorded_period(self) -> Period | None:
        """First to last day that any record of an event or a day speaks of, not past today."""
        told = set(self.check_ins)
        for kind in _EVENT_KINDS:
            records = self._by_kind.get(kind.kind, ())
            for name in moment_names(kind):
                told.update([moment.day for moment in map(attrgetter(name), records) if moment is not None])
        days = [day for day in told if day <= self.today]
        return Period(min(days), max(days)) if days else None


_EVENT_KINDS = (Attack, BackgroundHeadache, Sign, NeckEpisode, Dose, Relief, PreventiveDose)


def _latest_zone(records: Iterable[Record]) -> str:
    timed = (first for record in records if (first := record.first_moment) is not None)
    latest = max(timed, key=lambda m: (m.at, m.zone), default=None)
    return latest.zone if latest else "UTC"
