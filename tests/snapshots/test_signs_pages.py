"""The page Signs of five diaries of known truth, as text that was read as a clinician would read it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from headlog.cli.report_text import section_lines
from headlog.diary.diary import Diary
from headlog.exchange.simulated.scenario import scenario_entries
from headlog.report.inference.role_sections import role_sections
from headlog.report.inference.sign_roles import SignRoles, sign_roles
from headlog.stats.roles.result import Claim, Verdict
from headlog.stats.simulation import scenario_dice, simulated_diary

# By name: who is simulated, for how many days, which of them, and what must not be said of the person.
FIVE: dict[str, tuple[str, int, int, dict[Claim, Verdict]]] = {
    "warning": ("pure_prodrome", 365, 11, {"trigger_like": "yes", "unrelated": "yes"}),
    "trigger-like": ("pure_trigger", 365, 11, {"warning": "yes", "unrelated": "yes"}),
    "mixed": ("mixed", 365, 11, {"unrelated": "yes"}),
    "unrelated": ("background", 365, 11, {"warning": "yes", "trigger_like": "yes"}),
    "too-little": ("mixed", 21, 11, {"warning": "yes", "trigger_like": "yes", "unrelated": "yes"}),
}


def found_in(name: str) -> SignRoles:
    """What the neck episodes of one of the five were."""
    scenario, days, seed, _ = FIVE[name]
    lived = simulated_diary(scenario, days, scenario_dice(scenario, days, seed=seed))
    written = scenario_entries(lived, Random(seed))
    return sign_roles(Diary.fold(written.entries, as_of=written.as_of, zone=written.zone))


@pytest.mark.slow
@pytest.mark.calibration
@pytest.mark.parametrize("name", FIVE)
def test_the_page_signs_reads_as_it_was_read(name: str, snapshot: Callable[[str, Any], None]) -> None:
    """Nothing untrue is said, and a changed sentence or number is read again before it is kept."""
    found = found_in(name)

    never = FIVE[name][3]
    assert all(found.result.statements[claim].verdict != verdict for claim, verdict in never.items())
    lines = [line for section in role_sections(found) for line in (*section_lines(section), "")]
    snapshot(f"signs-{name}.txt", "\n".join(lines))
