"""What the newest entries changed in the answer about a sign, and which signs have an answer at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from headlog.diary.diary import Diary
from headlog.diary.timeline import NECK
from headlog.report.inference.role_words import ROLE_WORDS, sign_words
from headlog.report.inference.sign_roles import SignRoles
from headlog.stats.roles.result import Role

_VERDICTS = {
    "yes": "yes",
    "no": "no",
    "depends": "left open",
    "cannot_tell": "cannot tell yet",
    "not_enough": "not enough yet",
}
_CLAIMS = {"warning": "early part of an attack", "trigger_like": "trigger-like", "unrelated": "unrelated"}
_SHOWN: tuple[Role, ...] = ("warning", "trigger_like", "unrelated")


def role_summary(found: SignRoles) -> dict[str, Any]:
    """The few numbers of an answer that the next one is compared with; counts by role only where shown.

    Parameters
    ----------
    found
        The answer about one sign.
    """
    return {
        "attacks": found.result.diagnostics.n_attacks,
        "episodes": len(found.timeline.episodes),
        "followed": found.warning.followed,
        "unfollowed": found.warning.unfollowed,
        "points": {
            role: [round(points.low), round(points.middle), round(points.high)]
            for role, points in found.result.counts.items()
            if found.may_be_shown
        },
        "verdicts": {claim: said.verdict for claim, said in found.result.statements.items()},
    }


def changed_since(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> list[str]:
    """What is different from the answer before, in sentences; empty when there was none or nothing is.

    Parameters
    ----------
    before, now
        Two summaries.

    Examples
    --------
    >>> one = {"attacks": 3, "episodes": 4, "followed": 2, "unfollowed": 2, "points": {}, "verdicts": {}}
    >>> changed_since(one, one | {"attacks": 4, "followed": 3})
    ['Attacks: 4, before 3.', 'Followed by an attack within 48 h: 3, before 2.']
    """
    if not before:
        return []
    pairs = (
        ("attacks", "Attacks"),
        ("episodes", "Episodes"),
        ("followed", "Followed by an attack within 48 h"),
        ("unfollowed", "Not followed"),
    )
    lines = [
        f"{words}: {now[name]}, before {before[name]}." for name, words in pairs if now[name] != before[name]
    ]
    # An answer that was kept before there were intervals has none to compare with.
    points_before = before.get("points", {})
    for role in _SHOWN:
        was, is_now = points_before.get(role), now["points"].get(role)
        if was is not None and is_now is not None and was != is_now:
            lines.append(f"Estimated “{ROLE_WORDS[role][0]}”: {_points(is_now)}, before {_points(was)}.")
    for claim, words in _CLAIMS.items():
        was, is_now = before["verdicts"].get(claim), now["verdicts"].get(claim)
        if was != is_now and was in _VERDICTS and is_now in _VERDICTS:
            lines.append(f"Reading “{words}”: {_VERDICTS[is_now]}, before: {_VERDICTS[was]}.")
    return lines


def _points(points: Sequence[int]) -> str:
    low, middle, high = points
    return f"{middle} (90 % interval {low} to {high})"


def signs_recorded(diary: Diary) -> list[tuple[str, str, int]]:
    """Signs with a day, each with its words and how often; neck first, then the most frequent.

    Parameters
    ----------
    diary
        The record to read.
    """
    counts = Counter(
        sign.sign
        for sign in diary.signs
        if sign.sign and sign.present is not False and sign.began is not None
    )
    necks = sum(neck.began is not None for neck in diary.neck_episodes)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(sign, sign_words(sign, diary), count) for sign, count in ((NECK, necks), *ordered)]
