"""The few questions about neck episodes that are due, and the taps that answer them, on Now and the phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from headlog.clinical.asking import (
    ENOUGH_CHANGE,
    WORDS,
    Asked,
    Episode,
    answers_of,
    follow_ups,
    settled,
)
from headlog.diary.person import Preferences
from headlog.diary.sign import NO_EARLY_SIGNS, NeckEpisode
from headlog.web.accounts.models import Person
from headlog.web.journal import queries
from headlog.web.journal.decoded import Current

# The setting of the person that says when a question is answered well enough; 0 asks without end.
ENOUGH_SETTING = "follow_up_enough_change"

# Label and keys of a tap: without keys the sheet must say which, with empty ones there is nothing to say.
Tap = tuple[str, dict[str, Any] | None]

TAPS: Mapping[Asked, tuple[Tap, ...]] = {
    Asked.EARLY_SIGNS: (("None of these", {"early_signs": NO_EARLY_SIGNS.answers}), ("Some", None)),
    Asked.CAUSES: (("None noticed", {"causes": [{"cause": "none_noticed"}]}), ("Yes", None)),
    Asked.ONSET: (("Suddenly", {"onset": "sudden"}), ("Gradually", {"onset": "gradual"})),
    Asked.SIDE: (
        ("Left", {"side": "left"}),
        ("Right", {"side": "right"}),
        ("Both", {"side": "both"}),
        ("Middle", {"side": "midline"}),
    ),
    Asked.ENDED: (("Not yet", {}), ("Yes, say when", None)),
}
# So many answers tell which question would tell most; older ones tell what the neck was like.
EPISODES_READ = 60


class Due(NamedTuple):
    """A question about an episode that is asked now."""

    episode: Current
    asked: Asked

    @property
    def name(self) -> str:
        """Tells it from every other question: what was skipped is known again by it."""
        return f"{self.episode.id} {self.asked}"

    @property
    def words(self) -> str:
        """The question."""
        return str(WORDS[self.asked])

    @property
    def taps(self) -> tuple[Tap, ...]:
        """What answers it."""
        return TAPS[self.asked]


def due(person: Person, now: datetime, enough: float) -> tuple[Due, ...]:
    """What to ask of the neck episodes that are due, at most three; `enough` as in `settled`."""
    recent = queries.latest_of_kind(person, NeckEpisode, EPISODES_READ)
    by_id = {each.id: each for each in recent}
    return tuple(
        Due(by_id[found.episode], found.asked) for found in follow_ups(_episodes(recent), now, enough)
    )


def resting(person: Person, enough: float) -> tuple[Asked, ...]:
    """Questions that are answered well enough and are not asked now."""
    return settled(_episodes(queries.latest_of_kind(person, NeckEpisode, EPISODES_READ)), enough)


def enough_of(preferences: Preferences | None) -> float:
    """The person's own setting, else the usual one, also for what is no number."""
    named = {each.name: each.value for each in preferences.settings} if preferences else {}
    try:
        chosen = float(named.get(ENOUGH_SETTING, ENOUGH_CHANGE))
    except ValueError:
        return ENOUGH_CHANGE
    return chosen if chosen >= 0 else ENOUGH_CHANGE


def _episodes(recent: Iterable[Current]) -> list[Episode]:
    return [episode for each in recent if (episode := _episode(each)) is not None]


def _episode(current: Current) -> Episode | None:
    record = current.record
    if not isinstance(record, NeckEpisode) or record.began is None:
        return None
    written = tuple(
        (version.logged_at, answers_of(version.record))
        for version in current.history.versions
        if isinstance(version.record, NeckEpisode)
    )
    return Episode(record.id, record.began.middle, answers_of(record), written)
