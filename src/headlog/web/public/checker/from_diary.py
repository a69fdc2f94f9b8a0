"""The checker's first answers from a diary: its last 90 days, and its last complete month for days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from statistics import median

from headlog.clinical.criteria import ONE_SIDED, Treated
from headlog.clinical.from_diary.attack_patterns import AttackPattern, attack_patterns, lifetime
from headlog.clinical.from_diary.features import (
    Feature,
    Hours,
    feature_counts,
    known_hours,
    median_hours,
    told,
)
from headlog.clinical.from_diary.medicine_days import medicine_months
from headlog.clinical.from_diary.neck_counts import NeckCounts, neck_counts
from headlog.clinical.overuse import COMBINATION, NON_OPIOID
from headlog.clinical.settings import DEFAULTS
from headlog.clinical.timing import OnsetClass
from headlog.diary.attack import TakenFor
from headlog.diary.diary import Diary
from headlog.diary.period import Period
from headlog.web.public.checker.compared import MEDICINE_LEVELS
from headlog.web.public.checker.questions import NONE, QUESTIONS
from headlog.web.public.checker.state import State

LOOKED_AT_DAYS = 90
# What is read for them, so that the last complete calendar month is in it.
READ_DAYS = timedelta(days=LOOKED_AT_DAYS)
# Upper edge in hours of each range of lengths.
_LENGTHS = (
    ("under_15_min", 0.25), ("15_30_min", 0.5), ("30_min_3_h", 3.0), ("3_4_h", 4.0), ("4_72_h", 72.0),
    ("3_7_days", 168.0),
)  # fmt: skip
_TIMES = {
    OnsetClass.PRODROME: "before_2_48", OnsetClass.PERI_ONSET: "before_2", OnsetClass.AT_ONSET: "at_onset",
    OnsetClass.DURING: "during", OnsetClass.POSTDROME: "after", OnsetClass.INTERICTAL: "between",
    OnsetClass.BEFORE_48H: "between",
}  # fmt: skip
_FEATURES = {
    "worse with activity": "activity", "nausea": "nausea", "vomiting": "vomiting", "light": "light",
    "sound": "sound", "eye or nose signs": "eye_nose", "restless": "restless",
}  # fmt: skip
_CLASSES: Mapping[str, Sequence[str]] = {
    "triptan_days": ("triptan",),
    "other_days": ("opioid", "ergot", *COMBINATION),
    "simple_days": NON_OPIOID,
}

Answers = dict[str, str | Sequence[str] | None]


def state_from_diary(diary: Diary) -> State:
    """Answers that most of the recorded attacks give; a question that none answers stays open."""
    period = Period(diary.today - timedelta(days=LOOKED_AT_DAYS - 1), diary.today)
    every = attack_patterns(diary, period)
    # What the person takes for another headache is not their usual attack; with nothing else, it is.
    patterns = [
        each for each in every if each.attack.attack.taken_for is not TakenFor.OTHER_HEADACHE
    ] or every
    found = (
        _attacks(diary, patterns) | _pain(patterns) | _aura(diary, patterns)
        | _neck(diary, period, neck_counts(diary, period)) | _month(diary)
    )  # fmt: skip
    counts = feature_counts(patterns)
    found |= {name: _mostly(counts[feature]) for feature, name in _FEATURES.items()}
    found["side"] = _most_common(
        "unilateral" if side in ONE_SIDED else "bilateral"
        for side in (each.attack.facts.side for each in patterns)
        if side is not None
    )
    return State({}, _accepted(found))


def _accepted(found: Mapping[str, str | Sequence[str] | None]) -> dict[str, tuple[str, ...]]:
    listed = {
        name: (value,) if isinstance(value, str) else tuple(value)
        for name, value in found.items()
        if value is not None
    }
    accepted = {name: QUESTIONS[name].accepted(values) for name, values in listed.items()}
    return {name: values for name, values in accepted.items() if values}


def _attacks(diary: Diary, patterns: Sequence[AttackPattern]) -> Answers:
    about, life = diary.person, lifetime(diary)
    # Whether a medicine shortened it must be known, else it may be no length of an untreated attack.
    untreated = [
        hours
        for each in patterns
        if (hours := known_hours(each)) is not None
        and each.attack.treated in (Treated.NONE, Treated.UNSUCCESSFUL)
    ]
    return {
        "five_attacks": _yes_no(life.earlier_attacks.as_bool),
        "hours": _range_of(median_hours(untreated)) if untreated else None,
        "never_stopped": _yes_no(about.began_one_day_never_stopped) if about else None,
    }


def _range_of(hours: Hours) -> str | None:
    """Range of lengths that both ends lie in; None where the times leave it open."""
    found = {next((word for word, most in _LENGTHS if end <= most), "longer") for end in hours}
    return found.pop() if len(found) == 1 else None


def _pain(patterns: Sequence[AttackPattern]) -> Answers:
    attacks = [each.attack.attack for each in patterns]
    peaks = [attack.peak_pain for attack in attacks if attack.peak_pain is not None]
    return {
        "quality": _most_common(attack.quality.value for attack in attacks if attack.quality is not None),
        "worst_pain": str(round(median(peaks))) if peaks else None,
        "region": _most_common(word for attack in attacks for word in attack.regions),
    }


def _aura(diary: Diary, patterns: Sequence[AttackPattern]) -> Answers:
    attacks = [each.attack.attack for each in patterns]
    answers = feature_counts(patterns)["aura"]
    symptoms = [symptom for attack in attacks for symptom in attack.aura_symptoms]
    minutes = [symptom.minutes for symptom in symptoms if symptom.minutes is not None]
    length = None if not minutes else median(minutes)
    stated = diary.person.two_auras if diary.person else None
    # Attacks that were not asked about an aura may have had one: only with all asked is there a no.
    none = answers.answered == len(attacks) > 0
    return {
        "aura": "yes" if answers.yes else "no" if none else None,
        "two_auras": _yes_no((answers.yes > 1 or None) if stated is None else stated),
        "aura_kinds": [symptom.symptom for symptom in symptoms if symptom.symptom] or None,
        "aura_minutes": None if length is None else "under_5" if length < 5 else "5_60" if length <= 60
                        else "over_60",
        "aura_gradual": _mostly(told([symptom.gradual for symptom in symptoms])),
        "aura_one_sided": _mostly(told([symptom.one_sided for symptom in symptoms])),
    }  # fmt: skip


def _neck(diary: Diary, period: Period, counts: NeckCounts) -> Answers:
    episodes = [each for each in diary.neck_episodes if each.began is not None and each.began.day in period]
    asked = [each for each in episodes if each.early_signs.asked]
    early = {name for each in asked for name, answer in each.early_signs.answers.items() if answer}
    causes = [any(one.cause != "none_noticed" for one in each.causes) for each in episodes if each.causes]
    times = {_TIMES[onset] for onset, count in counts.onsets.items() if count and onset in _TIMES}
    alone = counts.following.eligible - counts.following.followed
    return {
        "neck": "yes" if episodes else None,
        "neck_times": sorted(times) or None,
        "neck_alone": "yes" if alone else "no" if counts.following.eligible else None,
        "neck_cause": _mostly(told(causes)),
        "neck_side": _mostly(told([each.same_side_as_head for each in episodes])),
        "early": (sorted(early) or [NONE]) if asked else None,
        "movements": sorted({word for each in episodes for word in each.worse_with}) or None,
        "range_limited": _mostly(told([each.range_limited for each in episodes])),
        "spreads": sorted({word for each in episodes for word in each.spreads_to}) or None,
    }  # fmt: skip


def _month(diary: Diary) -> Answers:
    """Days of the last complete calendar month, where the days not recorded leave no doubt."""
    last = diary.today.replace(day=1) - timedelta(days=1)
    (month,) = medicine_months(diary, Period(last.replace(day=1), last)) or (None,)
    if month is None:
        return {}
    headache, migraine = month.row["headache"], month.row["migraine"]
    found = {
        "headache_days": _sure(headache.lower, headache.upper, int(DEFAULTS.chronic_headache_days)),
        "migraine_days": _sure(migraine.lower, migraine.upper, int(DEFAULTS.chronic_migraine_days)),
    }
    unknown = month.intake.unanswered + len(month.intake.days("unknown"))
    for name, _, level in MEDICINE_LEVELS:
        days = len(month.intake.days(*_CLASSES[name]))
        found[name] = _sure(days, days + unknown, level)
    return dict(found)


def _sure(lower: int, upper: int, level: int) -> str | None:
    """A count that further days would not change, or that has reached its level already."""
    return str(lower) if lower == upper or lower >= level else None


def _mostly(feature: Feature) -> str | None:
    """Answer of more than half; as many of one as of the other leave the question open."""
    no = feature.answered - feature.yes
    return None if feature.yes == no else "yes" if feature.yes > no else "no"


def _most_common(words: Iterable[str]) -> str | None:
    """Word that comes most often; None where another comes as often."""
    counted = Counter(words).most_common(2)
    if len(counted) == 2 and counted[0][1] == counted[1][1]:
        return None
    return counted[0][0] if counted else None


def _yes_no(answer: bool | None) -> str | None:
    return None if answer is None else "yes" if answer else "no"
