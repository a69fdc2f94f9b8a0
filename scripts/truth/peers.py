"""Other ways to answer: per-person Cox regression, and regression trained on other diaries' truth."""

from __future__ import annotations

import importlib
import itertools
import time
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from headlog.stats.simulation import SimulatedDiary
from scripts.truth.scores import Bools, Floats
from scripts.truth.trials import hours_to_next

MISSING = "{} is not installed: the comparison with it is left out. Install the group `bench`."
_RECENT_HOURS = 24.0


@dataclass(frozen=True)
class CoxFit:
    """Hazard ratio of an attack within 24 h of an episode, and its two-sided p."""

    ratio: float
    p: float
    seconds: float

    @property
    def calls_trigger(self) -> bool:
        """What a reader of the usual test would conclude."""
        return self.ratio > 1 and self.p < 0.05


def cox(diary: SimulatedDiary) -> CoxFit | None:
    """Cox regression of gaps between headaches on "an episode in the last 24 h" (lifelines).

    None where lifelines is not installed or the fit does not converge.
    """
    try:
        frames: Any = importlib.import_module("pandas")
        lifelines: Any = importlib.import_module("lifelines")
    except ImportError:
        return None
    rows = frames.DataFrame(_gap_rows(diary), columns=["id", "start", "stop", "event", "recent"])
    started = time.perf_counter()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitter = lifelines.CoxTimeVaryingFitter()
            fitter.fit(rows, id_col="id", event_col="event", start_col="start", stop_col="stop")
        found = fitter.summary.loc["recent"]
    except Exception:  # a flat or separated diary: this peer has no answer
        return None
    return CoxFit(float(found["exp(coef)"]), float(found["p"]), time.perf_counter() - started)


def _gap_rows(diary: SimulatedDiary) -> list[tuple[int, float, float, int, int]]:
    """Gaps between headaches, cut where an episode becomes recent and where it stops being so."""
    rows = []
    begins = np.concatenate([[0.0], diary.attack_end])
    ends = np.append(diary.attack_onset, 24.0 * diary.n_days)
    for gap, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        if end - begin < 0.1:
            continue
        edges = np.concatenate([diary.onset, diary.onset + _RECENT_HOURS])
        cuts = np.unique(np.concatenate([[begin, end], edges[(edges > begin) & (edges < end)]]))
        for start, stop in itertools.pairwise(cuts):
            middle = (start + stop) / 2
            recent = ((diary.onset <= middle) & (middle < diary.onset + _RECENT_HOURS)).any()
            is_event = int(stop == end and gap < diary.attack_onset.size)
            rows.append((gap, start - begin, stop - begin, is_event, int(recent)))
    return rows


def trained_regression(diaries: list[SimulatedDiary]) -> Any | None:
    """Multinomial logistic regression (scikit-learn) on other diaries' true roles.

    It learns from truths that no diary holds: an oracle, not a rival.
    """
    try:
        linear: Any = importlib.import_module("sklearn.linear_model")
        pipeline: Any = importlib.import_module("sklearn.pipeline")
        scaling: Any = importlib.import_module("sklearn.preprocessing")
    except ImportError:
        return None
    features = np.concatenate([_features(diary) for diary in diaries])
    role = np.concatenate([diary.true_role for diary in diaries])
    outside = role != "in_attack"
    model = pipeline.make_pipeline(scaling.StandardScaler(), linear.LogisticRegression(max_iter=2000, C=1.0))
    return model.fit(features[outside], role[outside])


def regressed(model: Any, diary: SimulatedDiary) -> tuple[Floats, Floats]:
    """Probabilities of warning and of trigger-like from a trained regression."""
    chance = model.predict_proba(_features(diary))
    names = list(model.classes_)
    return chance[:, names.index("warning")], chance[:, names.index("trigger_like")]


def _features(diary: SimulatedDiary) -> Floats:
    """Gap, signs, resolution and exposures of the episode, and summaries of the person."""
    gap = hours_to_next(diary)
    followed: Bools = gap <= 48
    log_gap = np.log(np.clip(gap, 0.25, 48)) * followed
    signs = np.maximum(diary.sign, 0).sum(axis=1)
    lasts = (diary.duration >= gap) & followed
    day = np.clip((diary.onset // 24).astype(int), 0, diary.n_days - 1)
    exposure = diary.exposure[day] if diary.exposure.shape[1] else np.zeros((day.size, 3))

    def mean(values: Floats, chosen: Bools) -> float:
        return float(values[chosen].mean()) if chosen.any() else 0.0

    person = [
        float(followed.mean()) if followed.size else 0.0,
        mean(signs, followed),
        mean(signs, ~followed),
        np.log1p(28 * diary.attack_onset.size / diary.n_days),
        np.log1p(28 * diary.onset.size / diary.n_days),
    ]
    own = np.column_stack([followed, log_gap, log_gap**2, signs, signs * followed, lasts, exposure])
    shared = np.tile(person, (gap.size, 1))
    return np.column_stack([own, exposure * followed[:, None], shared, shared * followed[:, None]])
