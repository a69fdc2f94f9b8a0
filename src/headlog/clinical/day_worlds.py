"""What a reading of a day comes to: at the least the record allows, and at the most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from headlog.clinical import profiles
from headlog.clinical.answers import MET, NOT_MET, UNKNOWN, Check, any_of
from headlog.clinical.day_facts import DayReading
from headlog.clinical.day_parts import PartFacts
from headlog.clinical.day_questions import PlainFacts, either, plain_verdicts
from headlog.clinical.ledger import NOT_ANSWERED, Ground, Verdict, Verdicts
from headlog.clinical.profiles import Profile
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.days import NO, UNANSWERED, UNDECIDED, YES

# A medicine whose class is not known may be any; the most the record allows is a specific one.
ANY_CLASS = frozenset({"unknown", *profiles.TRIPTAN_OR_ERGOT, *profiles.NEWER_SPECIFIC})
_RESTS_ON = (Ground.HEADACHE,)
_CREDITED = Check(MET, ("minutes of moderate or severe headache",), (), 1)


@dataclass(frozen=True, slots=True)
class World:
    """One way a day can have been, as far as the record allows.

    Parameters
    ----------
    whole
        The whole day: minutes of all headache together, medicines.
    parts
        Each attack, background or untimed headache by itself, with its own features.
    """

    whole: PartFacts
    parts: tuple[PartFacts, ...]


class Settled(NamedTuple):
    """Verdicts on the questions that a profile decides."""

    headache: Verdict
    migraine: Verdict
    chronic: Verdict
    moderate_severe: Verdict | None


class _Checks(NamedTuple):
    headache: Check
    migraine: Check
    moderate_severe: Check | None
    chronic: Check


# Readings remembered a profile; a diary of ten years has some hundreds.
REMEMBERED = 2048


@lru_cache(maxsize=16)
def judge_of(profile: Profile, settings: ClinicalSettings) -> Judge:
    """The judge of a profile, the same one for every diary: facts alone decide, whoever recorded them."""
    return Judge(profile, settings)


@dataclass(frozen=True, slots=True)
class Judge:
    """Verdicts of one profile, each reading judged once: the same facts recur on hundreds of days.

    Parameters
    ----------
    profile
        The definition of the day.
    settings
        The named settings.
    """

    profile: Profile
    settings: ClinicalSettings
    _known: dict[tuple[DayReading | None, PlainFacts], Verdicts] = field(default_factory=dict)
    _settled: dict[DayReading, Settled] = field(default_factory=dict)
    _checked: dict[PartFacts, _Checks] = field(default_factory=dict)

    def verdicts(self, reading: DayReading | None, plain: PlainFacts) -> Verdicts:
        """Verdict on every measure, one object for all days that agree.

        Parameters
        ----------
        reading
            What the profile looks at; None for a day that answers nothing about headache and has no attack
            and no dose.
        plain
            What decides the questions that no profile changes.
        """
        key = reading, plain
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
                self._settled.clear()
                self._checked.clear()
            found = self._known[key] = self._all(
                self.silent if reading is None else self.settled(reading), plain
            )
        return found

    @property
    def silent(self) -> Settled:
        """Verdicts on a day that answers nothing about headache and has no attack and no dose."""
        nothing = None if self.profile.moderate_severe_minutes is None else NOT_ANSWERED
        return Settled(NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, nothing)

    def settled(self, reading: DayReading) -> Settled:
        """Verdicts on a reading by the profile."""
        found = self._settled.get(reading)
        if found is None:
            found = self._settled[reading] = self._settle(reading)
        return found

    def _all(self, settled: Settled, plain: PlainFacts) -> Verdicts:
        headache, migraine, chronic, moderate = settled
        goal = None if moderate is None else either(migraine, moderate)
        return Verdicts(headache, migraine, moderate, *plain_verdicts(plain), goal, chronic)

    def _settle(self, reading: DayReading) -> Settled:
        profile, possible = self.profile, worlds(reading)
        headache, migraine, chronic = [], [], []
        for world in possible:
            parts = [self._checks(facts) for facts in world.parts or (world.whole,)]
            migraine.append(_any([part.migraine for part in parts]))
            chronic.append(_any([part.chronic for part in parts]))
            headache.append(any_of(self._checks(world.whole).headache, migraine[-1]))
        most = possible[-1]
        credited = reading.most < profile.headache_minutes and most.whole.credited_minutes > 0
        credited_part = any(
            part.credited_minutes and (part.headache_minutes or 0.0) < profile.migraine_minutes
            for part in most.parts
        )
        return Settled(
            _verdict(reading, headache, credited=credited),
            _verdict(reading, migraine, credited=credited_part),
            _verdict(reading, chronic),
            self._moderate_severe(reading, possible),
        )

    def _moderate_severe(self, reading: DayReading, possible: Sequence[World]) -> Verdict | None:
        if self.profile.moderate_severe_minutes is None:
            return None
        # A single world may still be credited at the most only: midnight cuts what no single day tells apart.
        least, most = reading.moderate_credited
        checks = [self._moderate_check(possible[0].whole, least)]
        if len(possible) > 1 or least != most:
            checks.append(self._moderate_check(possible[-1].whole, most))
        return _verdict(reading, checks, credited=max(least, most) > 0)

    def _moderate_check(self, whole: PartFacts, credited: float) -> Check:
        check = _CREDITED if credited else self._checks(whole).moderate_severe
        assert check is not None
        return check

    def _checks(self, part: PartFacts) -> _Checks:
        found = self._checked.get(part)
        if found is None:
            found = self._checked[part] = _Checks(
                profiles.headache_check(part, self.profile),
                profiles.migraine_check(part, self.profile, self.settings),
                profiles.moderate_severe_check(part, self.profile),
                profiles.chronic_migraine_day_check(part, self.settings),
            )
        return found


def worlds(reading: DayReading) -> tuple[World, ...]:
    """The day at the least and at the most the record allows; one world when they are the same."""
    low = _world(reading, most=False)
    if reading.answer is NO and not reading.treated:
        return (low,)
    high = _world(reading, most=True)
    return (low,) if low == high else (low, high)


def _world(reading: DayReading, *, most: bool) -> World:
    acute, relieved = reading.acute, reading.relieved
    if most and acute is not None and "unknown" in acute:
        acute = acute | ANY_CLASS
    answered = reading.answer is not UNANSWERED
    minutes = reading.most if most else reading.least
    whole = PartFacts(
        headache_minutes=minutes if answered else None,
        moderate_minutes=(reading.moderate_most if most else reading.moderate_least) if answered else None,
        credited_minutes=reading.credited[most],
        # A day that says "no headache" has no aura either; one with an attack asks the attack.
        visual_aura_minutes=0.0 if answered else None,
        acute=acute,
        relieved=relieved,
    )
    parts = tuple(
        part.features._replace(
            headache_minutes=part.most if most else part.least,
            credited_minutes=part.credited_most if most else part.credited_least,
            visual_aura_minutes=part.aura_minutes,
            acute=acute,
            relieved=relieved,
        )
        for part in reading.parts
    )
    return World(whole, parts)


def _any(checks: list[Check]) -> Check:
    return checks[0] if len(checks) == 1 else any_of(*checks)


def _verdict(reading: DayReading, checks: Sequence[Check], *, credited: bool = False) -> Verdict:
    answers = {check.answer for check in checks}
    last = checks[-1]
    if answers == {MET}:
        return Verdict(YES, last.decided_by, (), _RESTS_ON, credited)
    if reading.answer is UNANSWERED:
        return NOT_ANSWERED
    if answers == {NOT_MET}:
        return Verdict(NO, last.decided_by, (), _RESTS_ON)
    missing = tuple(dict.fromkeys(name for check in checks for name in check.unknown))
    if UNKNOWN not in answers:
        # The least and the most the record allows come to different answers.
        missing = (*missing, "times of the headache")
    return Verdict(UNDECIDED, last.decided_by, missing, _RESTS_ON)
