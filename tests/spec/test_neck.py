"""Neck and phases: R-PHASE, R-NECK and the tally of R-11.2.1."""

from __future__ import annotations

import pytest

from headlog.clinical.neck import (
    HeadPains,
    base_share,
    interictal_category,
    neck_following,
    neck_tally,
    side_lock,
)
from headlog.clinical.timing import around, lampl_group, lead_time_bin, onset_class, resolution_class


@pytest.mark.parametrize(
    ("start", "headache", "onset", "group", "because"),
    [
        (-48.1, 10, "BEFORE_48H", None, "more than 48 h before is not prodrome"),
        (-48.0, 10, "PRODROME_2_48H", "C", "48 h is inside"),
        (-2.0, 10, "PRODROME_2_48H", "C", "2 h is inside"),
        (-1.99, 10, "PERI_ONSET_LT_2H", "B", "just under 2 h"),
        (-0.26, 10, "PERI_ONSET_LT_2H", "B", "more than a quarter of an hour before"),
        (-0.25, 10, "AT_ONSET", "A", "a quarter of an hour before"),
        (0.25, 10, "AT_ONSET", "A", "a quarter of an hour after"),
        (0.26, 10, "DURING_HEADACHE", None, "just later"),
        (10.0, 10, "DURING_HEADACHE", None, "as the pain ends"),
        (10.1, 10, "POSTDROME_ONSET", None, "just after the end"),
        (58.0, 10, "POSTDROME_ONSET", None, "48 h after the end is inside"),
        (58.1, 10, "INTERICTAL", None, "later than that"),
        (5.0, None, "CANNOT_TELL", None, "the end of the headache is unknown"),
        (-5.0, None, "PRODROME_2_48H", "C", "before the onset the end does not matter"),
    ],
)
def test_onset_class(
    start: float, headache: float | None, onset: str, group: str | None, because: str
) -> None:
    """R-PHASE: when a symptom began, and its group after Lampl."""
    found = onset_class(start, headache)

    assert found == onset, because
    assert lampl_group(found) == group, because


@pytest.mark.parametrize(
    ("end", "headache", "resolution", "because"),
    [
        (-0.1, 10, "BEFORE_HEADACHE", "gone before head pain"),
        (0.0, 10, "DURING_HEADACHE", "gone as head pain began"),
        (9.49, 10, "DURING_HEADACHE", "more than half an hour before the end"),
        (9.5, 10, "WITH_HEADACHE_END", "half an hour before the end"),
        (10.5, 10, "WITH_HEADACHE_END", "half an hour after"),
        (10.51, 10, "POSTDROME", "just later"),
        (58.0, 10, "POSTDROME", "48 h after is inside"),
        (58.1, 10, "PERSISTENT_GT_48H", "later than that"),
        (None, 10, "CANNOT_TELL", "its end is unknown"),
        (5.0, None, "CANNOT_TELL", "the end of the headache is unknown"),
        (-5.0, None, "BEFORE_HEADACHE", "before the onset the end does not matter"),
    ],
)
def test_resolution_class(end: float | None, headache: float | None, resolution: str, because: str) -> None:
    """R-NECK: when a symptom ended."""
    assert resolution_class(end, headache) == resolution, because


@pytest.mark.parametrize(
    ("lead", "name", "because"),
    [
        (0.0, "under 1 h", "at once"), (0.99, "under 1 h", "just under"), (1.0, "1-2 h", "edge"),
        (2.0, "2-4 h", "edge"), (4.0, "4-12 h", "edge"), (12.0, "4-12 h", "over 12 h is more than 12"),
        (12.1, "over 12 h", "just over"),
    ],
)  # fmt: skip
def test_lead_time_bins(lead: float, name: str, because: str) -> None:
    """R-PHASE: the bins of Kelman 2004."""
    assert lead_time_bin(lead) == name, because


@pytest.mark.parametrize(
    ("onset", "expected", "ambiguous", "because"),
    [
        (-49, (None, None), None, "too early for the first"),
        (-48, (None, 0), None, "48 h before the first"),
        (0, (0, None), None, "at its onset: in it, not before it"),
        (100, (1, None), None, "at the onset of the second"),
        (5, (0, None), None, "in the first"),
        (58, (0, 1), (0, 1), "within 48 h after one and before the next: never chosen silently"),
        (59, (None, 1), None, "more than 48 h after the first"),
        (200, (None, None), None, "near none"),
    ],
)
def test_between_two_attacks(
    onset: float, expected: tuple[int | None, int | None], ambiguous: tuple[int, int] | None, because: str
) -> None:
    """R-PHASE: a symptom between two attacks belongs to neither for certain."""
    found = around(onset, [(0, 10), (100, 110)])

    assert (found.after, found.before) == expected, because
    assert found.ambiguous_between == ambiguous, because


@pytest.mark.parametrize(
    ("followed", "eligible", "base", "ppv", "lift", "because"),
    [
        (6, 15, 0.4, 0.4, 1.0, "no more than chance"),
        (6, 10, 0.3, 0.6, 2.0, "twice chance"),
        (0, 10, 0.3, 0.0, 0.0, "none followed"),
        (0, 0, 0.3, None, None, "no eligible episode"),
        (1, 10, 0.0, 0.1, None, "no time before an attack"),
        (1, 10, None, 0.1, None, "no eligible time"),
    ],
)
def test_followed_episodes(
    followed: int, eligible: int, base: float | None, ppv: float | None, lift: float | None, because: str
) -> None:
    """R-NECK: share followed, with the unfollowed and the base rate."""
    found = neck_following(followed, eligible, base)

    assert (found.ppv, found.lift, found.unfollowed) == (ppv, lift, eligible - followed), because


@pytest.mark.parametrize(
    ("onset", "eligible", "followed", "because"),
    [
        (99, True, True, "an hour before the attack"),
        (52, True, True, "48 h before"),
        (51, True, False, "more than 48 h before"),
        (100, False, False, "with the onset of head pain"),
        (105, False, False, "during the attack"),
        (158, False, False, "48 h after its end"),
        (158.1, True, False, "later"),
    ],
)
def test_eligible_and_followed(onset: float, eligible: bool, followed: bool, because: str) -> None:
    """R-NECK: eligible outside headache and its 48 h; followed by an onset within 48 h."""
    attacks = [(100.0, 110.0)]

    pains = HeadPains.of(attacks)
    assert pains.is_eligible(onset) is eligible, because
    assert pains.is_followed(onset) is followed, because


@pytest.mark.parametrize(
    ("attacks", "length", "base", "because"),
    [
        ([], 100, 0.0, "no attack, nothing before it"),
        ([(100, 110)], 258, 0.24, "48 of 200 eligible hours"),
        ([(20, 30)], 78, 1.0, "all eligible time lies before the attack"),
        ([(0, 10)], 58, None, "no eligible time at all"),
        ([(100, 110), (130, 140)], 288, 0.24,
         "an attack within the 48 h after another has no eligible time of its own"),
        ([(130, 140), (100, 110)], 288, 0.24, "order does not matter"),
        ([(100, 110), (101, 105)], 258, 0.24, "one inside another"),
        ([(500, 510)], 100, 0.0, "an attack after the record ends"),
    ],
)  # fmt: skip
def test_base_rate(
    attacks: list[tuple[float, float]], length: float, base: float | None, because: str
) -> None:
    """R-NECK: the share of eligible time within 48 h before an onset."""
    found = base_share(attacks, length)

    assert found == (None if base is None else pytest.approx(base)), because


@pytest.mark.parametrize(
    ("neck", "recorded", "category", "because"),
    [
        (0, 20, "ictal only", "never between attacks"),
        (1, 20, "ictal and infrequent interictal", "now and then"),
        (4, 20, "ictal and infrequent interictal", "just under a quarter"),
        (5, 20, "ictal and frequent interictal", "a quarter"),
        (0, 0, "cannot tell", "no day between attacks was recorded"),
    ],
)
def test_interictal_category(neck: int, recorded: int, category: str, because: str) -> None:
    """R-NECK: neck days among recorded days between attacks."""
    assert interictal_category(neck, recorded) == category, because


@pytest.mark.parametrize(
    ("sides", "locked", "because"),
    [
        (["left"] * 5, True, "five attacks on one side"),
        (["right"] * 5 + [None], True, "one not recorded changes nothing"),
        (["left"] * 4, None, "four are too few"),
        (["left"] * 9 + ["right"], False, "once on the other side"),
        (["left"] * 9 + ["both"], False, "once on both"),
        ([], None, "nothing recorded"),
    ],
)
def test_side_lock(sides: list[str | None], locked: bool | None, because: str) -> None:
    """R-NECK: head pain that keeps to one side over attacks."""
    assert side_lock(sides).locked is locked, because


def test_the_tally_counts_what_was_asked() -> None:
    """R-11.2.1: answers by feature, unasked episodes in neither number, and no verdict."""
    features: dict[str, list[bool | None]] = {
        "brought on by movement": [True, False, None],
        "range reduced": [None, None, None],
    }

    found = neck_tally(["left"] * 5, features)

    assert found.counts == {"brought on by movement": (1, 2), "range reduced": (0, 0)}
    assert found.side_lock.locked is True
    assert found.needs_clinician


def test_impossible_counts_are_refused() -> None:
    """Counts outside their total, a base that is no share, a negative lead: errors."""
    with pytest.raises(ValueError, match="Followed episodes must be from 0 to 2"):
        neck_following(3, 2, 0.1)
    with pytest.raises(ValueError, match="A base rate must be from 0 to 1"):
        neck_following(1, 2, 1.1)
    with pytest.raises(ValueError, match="Neck days between attacks must be from 0 to 3"):
        interictal_category(4, 3)
    with pytest.raises(ValueError, match="A lead time must be 0 h or more"):
        lead_time_bin(-1)
