"""A null of a vector is "not recorded", never "no"; what cannot be is refused, in a sentence of its own."""

from __future__ import annotations

import pytest

from headlog.clinical.vectors import results, vectors_in


def _result(line: str) -> tuple[str, ...]:
    (found,) = results(vectors_in(f"```yaml vectors\n- {{{line}}}\n```\n"))
    return found.differences


@pytest.mark.parametrize(
    "line",
    [
        "kind: menstrual, facts: {menses: [2026-01-05, 2026-02-02, 2026-03-03], attacks: null},"
        " expect: {status: INSUFFICIENT}",
        "kind: moh, facts: {headache_days: 16, meds: {triptan: null}}, expect: {status: CANNOT_TELL}",
        "kind: moh, facts: {headache_days: 16, meds: null}, expect: {status: CANNOT_TELL, codes: []}",
        "kind: moh, facts: {headache_days: 16, meds: {triptan: null, nsaid: 1-15}},"
        " expect: {status: MOH_PATTERN, codes: [8.2.3.2]}",
        "kind: trigger, facts: {exp_attack: 9, exp_none: 11, unexp_attack: 4, unexp_none: 50,"
        " days_tracked: 120, q_value: null}, expect: {status: NOT_ENOUGH_DATA}",
        "kind: responder, facts: {baseline: null, current: 3}, expect: {pct: null, r50: null}",
        "kind: renewal, facts: {policy: AHS, baseline: 14, current: 9, midas: [30, null]},"
        " expect: {meets: null}",
        "kind: renewal, facts: {policy: HIGHMARK, baseline: 20, current: null}, expect: {meets: null}",
        "kind: tthfreq, facts: {episodes: 10, days_per_month: null, months: 4}, expect: {code: null}",
        "kind: tthfreq, facts: {episodes: null, days_per_month: 20, months: 4}, expect: {code: '2.3'}",
        "kind: norm, facts: {recorded: 24, events: null}, expect: {estimate: null, lower: 0, upper: 28}",
        "kind: lifetime, facts: {definite_mwoa: null, aura: 0}, expect: {labels: []}",
        "kind: neck, facts: {neck_start_h: null, headache_h: 5}, expect: {onset: null, resolution: null}",
        "kind: drugclass, facts: {drug: null}, expect: {cls: unknown}",
        # Two windows hold an onset; a day of the third may hold one too, which changes nothing.
        "kind: menstrual, facts: {menses: [2026-01-05, 2026-02-02, 2026-03-03],"
        " attacks: [2026-01-05, 2026-02-02], unrecorded: [2026-03-03]}, expect: {status: PURE}",
        "kind: menstrual, facts: {menses: [2026-01-05, 2026-02-02, 2026-03-03],"
        " attacks: [2026-01-05, 2026-02-02], unrecorded: [2026-02-16]}, expect: {status: INSUFFICIENT}",
        "kind: score, facts: {instrument: NDI, items: [2, 2, 2, 1, 1, 1, 1, 1, 2, null]},"
        " expect: {band: mild}",
    ],
)
def test_a_null_leaves_open_what_it_could_change(line: str) -> None:
    assert _result(line) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kind: chronic, facts: {months: [[31, 31, 16, 17]]}, expect: {status: NOT_MET}",
         "A migraine day is a headache day"),
        ("kind: chronic, facts: {months: [[31, 45, 16, 9]]}, expect: {status: NOT_MET}", "28 to 31 days"),
        ("kind: chronic, facts: {months: [[31, 31, '', 9]]}, expect: {status: NOT_MET}", "whole numbers"),
        ("kind: chronic, facts: {months: null}, expect: {status: NOT_MET}", "months must be a list"),
        ("kind: trigger, facts: {exp_attack: -9, exp_none: 29, unexp_attack: 20, unexp_none: 50,"
         " days_tracked: 120}, expect: {status: ASSOCIATED}", "exp_attack must be 0 or more"),
        ("kind: trigger, facts: {exp_attack: 9, exp_none: 11, unexp_attack: 4, unexp_none: 50,"
         " days_tracked: 120, q_value: 7}, expect: {status: ASSOCIATED}", "q_value must be 0 to 1"),
        ("kind: trigger, facts: {exp_attack: 9, exp_none: 11, unexp_attack: 4, unexp_none: 50,"
         " days_tracked: 120, recorded_share: 80}, expect: {status: ASSOCIATED}", "must be 0 to 1"),
        ("kind: neck, facts: {neck_start_h: 5, neck_end_h: 2}, expect: {onset: AT_ONSET}",
         "must not lie before"),
        ("kind: attack, facts: {peak: 11}, expect: {C: met}", "peak must be 0 to 10"),
        ("kind: moh, facts: {headache_days: 16, meds: {triptan: 10-1}}, expect: {codes: []}",
         "the first before the last"),
        ("kind: moh, facts: {headache_days: 16, meds: {triptan: 1-99999999999}}, expect: {codes: []}",
         "1 to 31"),
        ("kind: moh, facts: {headache_days: 16, months: 1000000000000, meds: {}}, expect: {codes: []}",
         "months must be 0 to 120"),
        ("kind: moh, facts: {headache_days: 1000, meds: {}}, expect: {codes: []}", "0 to 31"),
        ("kind: control, facts: {months: [50, 5, 5]}, expect: {category: MODEST}", "0 to 31 or null"),
        ("kind: wear, facts: {cycles: [[2, .inf, 3, 7]]}, expect: {status: INSUFFICIENT}", "whole numbers"),
        ("kind: wear, facts: {cycles: [[2, null, 3, 7]]}, expect: {status: INSUFFICIENT}", "whole numbers"),
        ("kind: tthfreq, facts: {episodes: 4.5, days_per_month: 2}, expect: {code: null}", "whole number"),
        ("kind: dose, facts: {drug: eptinezumab, last: 9999-12-31, today: 2026-01-01}, expect: {due: null}",
         "cannot be read"),
        ("kind: overlap, facts: {start: '0001-01-02', end: '9999-12-30'}, expect: {days: []}",
         "within a year"),
        ("kind: overlap, facts: {start: '2026-01-02', end: null}, expect: {days: []}", "got none"),
        ("kind: merge, facts: {intervals: [[false, true]]}, expect: {n: 1}", "An interval must be"),
        ("kind: redflag, facts: {flags: null}, expect: {urgency: NONE}", "flags must be a list"),
        ("kind: menstrual, facts: {menses: [2026-01-05], attacks: false}, expect: {status: PURE}",
         "attacks must be a list"),
        ("kind: score, facts: {instrument: MIDAS, items: [1, 1, 1, 1, 1], total: 6}, expect: {score: 6}",
         "total must be what the items sum to, 5"),
        ("kind: score, facts: {instrument: PHQ9, items: [true, 0, 0, 0, 0, 0, 0, 0, 0]}, expect: {score: 1}",
         "items must be numbers"),
        ("kind: clear, facts: {headache: false, acute: zzz}, expect: {symptom_free: false}",
         "acute must be of"),
        ("kind: drugclass, facts: {drug: [ibuprofen]}, expect: {cls: nsaid}", "drug must be a name"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(line: str, said: str) -> None:
    assert said in " ".join(_result(line))


def test_a_block_nested_too_deep_is_refused() -> None:
    with pytest.raises(ValueError, match="nested so deep"):
        vectors_in("```yaml vectors\n" + "[" * 500 + "]" * 500 + "\n```\n")


def test_vectors_need_no_id() -> None:
    """The published form names kind, facts and what to expect."""
    line = "- {kind: redflag, facts: {flags: []}, expect: {urgency: NONE}}"

    found = list(results(vectors_in(f"```yaml vectors\n{line}\n{line}\n```\n")))

    assert [each.passed for each in found] == [True, True]
