"""Every kind of record, by the name it has in files, forms and tables."""

from __future__ import annotations

from types import MappingProxyType

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.day import CheckIn, NumberSeries, Pause
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse, PreventiveDose, Relief
from headlog.diary.person import OwnWord, Person, Plan, Preferences, SafetyAnswers, Score, Visit
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign

KINDS: MappingProxyType[str, type[Record]] = MappingProxyType({
    kind.kind: kind
    for kind in (
        Person, Attack, BackgroundHeadache, Sign, NeckEpisode, Dose, Relief, Medicine, PreventiveCourse,
        PreventiveDose, CheckIn, Pause, NumberSeries, Score, SafetyAnswers, OwnWord, Plan, Visit, Preferences,
    )
})  # fmt: skip
