"""Attack features of a period in a few numbers: how many, which side, which criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from headlog.clinical.answers import MET
from headlog.clinical.criteria import Label
from headlog.clinical.diary_settings import settings_of
from headlog.clinical.from_diary.attack_patterns import AttackPattern, attack_patterns, merged_for_counts
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.attack import Effect
from headlog.diary.diary import Diary
from headlog.diary.period import Period


@dataclass(frozen=True, slots=True)
class Feature:
    """How many attacks had a feature, of those that answer it."""

    yes: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSummary:
    """Attack features of a period; attacks as recorded but for `merged`.

    Parameters
    ----------
    attacks
        Attacks that began in the period, auras without headache included.
    with_headache, merged
        Those with head pain, and the count after joining those less than 24 h apart.
    sides
        Side of the head pain to attacks; `not recorded` for the rest.
    features
        Feature to how many had it, of how many that answer it.
    pain_features, associated
        ICHD-3 1.1 C and D: attacks that meet it, of those where it can be told.
    labels
        Label of the recorded features to attacks.
    counts_as_migraine
        Attacks that count as migraine in a person told so, of those where it can be told.
    aura
        Attacks with an aura, of those that answer it.
    days_lost
        Attacks that made work, home or others impossible, of those that answer it.
    """

    attacks: int
    with_headache: int
    merged: int
    sides: Mapping[str, int]
    features: Mapping[str, Feature]
    pain_features: Feature
    associated: Feature
    labels: Mapping[Label, int]
    counts_as_migraine: Feature
    aura: Feature
    days_lost: Feature


def feature_summary(
    diary: Diary,
    period: Period | None = None,
    patterns: Sequence[AttackPattern] | None = None,
    settings: ClinicalSettings | None = None,
) -> FeatureSummary:
    """Features of the attacks of a period, or of the whole diary.

    What was not recorded is in no denominator, and never a "no".
    """
    chosen = settings_of(diary) if settings is None else settings
    found = attack_patterns(diary, period, chosen) if patterns is None else patterns
    painful = [each for each in found if each.attack.span is not None]
    sides = Counter(
        each.attack.attack.side.value if each.attack.attack.side is not None else "not recorded"
        for each in painful
    )
    return FeatureSummary(
        attacks=len(found),
        with_headache=len(painful),
        merged=len(merged_for_counts([each.attack for each in found], chosen)),
        sides=sides,
        features=_features(painful),
        pain_features=_feature(each.classification.pain.as_bool for each in painful),
        associated=_feature(each.classification.associated.as_bool for each in painful),
        labels=Counter(each.classification.label for each in painful),
        counts_as_migraine=_feature(each.counts_as_migraine.as_bool for each in painful),
        aura=_feature(each.attack.attack.had_aura for each in found),
        days_lost=_feature(_lost(each) for each in found),
    )


def _features(patterns: Sequence[AttackPattern]) -> dict[str, Feature]:
    facts = [each.attack.facts for each in patterns]
    one_sided = ("left", "right", "unilateral")
    return {
        "one-sided": _feature(None if f.side is None else f.side in one_sided for f in facts),
        "pulsating": _feature(None if f.quality is None else f.quality == "pulsating" for f in facts),
        "moderate or worse": _feature(
            None if f.peak is None else f.peak not in ("none", "mild") for f in facts
        ),
        "worse with activity": _feature(f.aggravated for f in facts),
        "nausea": _feature(f.nausea for f in facts),
        "vomiting": _feature(f.vomiting for f in facts),
        "light": _feature(f.photophobia for f in facts),
        "sound": _feature(f.phonophobia for f in facts),
    }


def _feature(answers: Iterable[bool | None]) -> Feature:
    known = [answer for answer in answers if answer is not None]
    return Feature(sum(known), len(known))


def _lost(each: AttackPattern) -> bool | None:
    function = each.attack.attack.function
    places = [place for place in (function.work, function.home, function.others) if place is not None]
    return Effect.UNABLE in places if places else None


def aura_met(patterns: Iterable[AttackPattern]) -> Feature:
    """Auras that meet ICHD-3 1.2 C, of those where it can be told."""
    return _feature(
        each.aura.features.as_bool
        for each in patterns
        if each.aura is not None and each.aura.reversible.answer is MET
    )
