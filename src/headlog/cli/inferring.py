"""``headlog roles``, ``response``, ``associations``, ``wearoff`` and ``simulate``."""

from __future__ import annotations

import argparse
import json
import os
from random import Random
from typing import Any

# The matrices are small: more threads than one only wait for each other. Before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from headlog.cli.diary_file import diary_of, print_json, write_diary_file, write_whole
from headlog.cli.problems import CommandProblem
from headlog.cli.report_text import section_lines
from headlog.diary.vocabulary import OWN_PREFIX, SIGNS

SWITCH = "HEADLOG_INFERENCE"
OFF = (
    "Whoever runs this installation has switched off what infers rather than counts (HEADLOG_INFERENCE=off). "
    "Nothing was computed. `headlog counts` and `headlog report` work as always."
)


def roles(options: argparse.Namespace) -> int:
    """Roles of the episodes of a sign."""
    refuse_when_off()
    from headlog.report.inference.role_sections import role_sections
    from headlog.report.inference.roles_json import roles_json
    from headlog.report.inference.sign_roles import sign_roles
    from headlog.stats.roles import RoleSettings

    is_own = options.sign.startswith(OWN_PREFIX) and options.sign.removeprefix(OWN_PREFIX).strip()
    if options.sign != "neck" and options.sign not in SIGNS and not is_own:
        raise CommandProblem(
            f"A sign must be neck, or one of {', '.join(SIGNS)}, or your own as own:NAME: got {options.sign}."
        )
    settings = RoleSettings(refits=not options.no_refits)
    found = sign_roles(diary_of(options), options.sign, settings=settings)
    _print(options, roles_json(found), role_sections(found))
    return 0


def response(options: argparse.Namespace) -> int:
    """Days before and under each preventive."""
    refuse_when_off()
    from headlog.report.inference.day_arrays import day_arrays
    from headlog.report.inference.preventive import course_responses
    from headlog.report.inference.preventive_json import responses_json
    from headlog.report.inference.preventive_sections import response_sections

    diary = diary_of(options)
    found = tuple(
        each for each in course_responses(diary, day_arrays(diary)) if _is_wanted(options, each.course.agent)
    )
    _print(options, responses_json(found), response_sections(found))
    return 0


def wearoff(options: argparse.Namespace) -> int:
    """Whether days rise before the next dose."""
    refuse_when_off()
    from headlog.report.inference.day_arrays import day_arrays
    from headlog.report.inference.preventive import course_cycles
    from headlog.report.inference.preventive_json import cycles_json
    from headlog.report.inference.preventive_sections import cycle_sections

    diary = diary_of(options)
    found = tuple(
        each for each in course_cycles(diary, day_arrays(diary)) if _is_wanted(options, each.course.agent)
    )
    _print(options, cycles_json(found), cycle_sections(found))
    return 0


def associations(options: argparse.Namespace) -> int:
    """What goes with attacks."""
    refuse_when_off()
    from headlog.report.inference.association_sections import association_sections
    from headlog.report.inference.associations_json import associations_json
    from headlog.report.inference.attack_associations import attack_associations

    found = attack_associations(diary_of(options))
    _print(options, associations_json(found), association_sections(found))
    return 0


def simulate(options: argparse.Namespace) -> int:
    """Write a diary of known truth; its truth, when asked for, beside it."""
    from headlog.exchange.simulated.scenario import scenario_entries
    from headlog.exchange.simulated.truth import truth_json
    from headlog.stats.simulation import SCENARIOS, scenario_dice, simulated_diary

    if options.list:
        print("\n".join(SCENARIOS))
        return 0
    if options.scenario not in SCENARIOS:
        raise CommandProblem(f"A scenario must be one of {', '.join(SCENARIOS)}: got {options.scenario}.")
    if not 1 <= options.days <= 36_500 or options.seed < 0:
        raise CommandProblem(
            f"--days must be 1 to 36500 and --seed 0 or more: got {options.days}, {options.seed}."
        )
    if options.json and options.out is None:
        raise CommandProblem("--json prints the truth beside a diary: name the diary's file with --out.")
    dice = scenario_dice(options.scenario, options.days, seed=options.seed)
    lived = simulated_diary(options.scenario, options.days, dice)
    written = scenario_entries(lived, Random(f"{options.scenario} {options.days} {options.seed}"))  # noqa: S311  # a constructed life, not a secret
    truth = truth_json(lived, written, seed=options.seed)
    if options.truth is not None:
        write_whole(options.truth, (json.dumps(truth, indent=1) + "\n").encode())
    if options.out is None:
        from headlog.exchange.headlog_json import file

        print(file.write(written.entries, written_at=written.as_of, zone=written.zone).decode(), end="")
        return 0
    write_diary_file(options.out, written.entries, written_at=written.as_of, zone=written.zone)
    if options.json:
        print_json(truth)
    else:
        print(
            f"{options.out} holds {len(lived.onset)} neck episodes and {len(lived.attack_onset)} attacks of "
            "a simulated person. No real person is in it."
        )
    return 0


def refuse_when_off() -> None:
    """Say so where the operator has switched off what infers; a value that is neither computes nothing."""
    value = os.environ.get(SWITCH, "on").strip()
    if value not in ("on", "off"):
        raise CommandProblem(f"{SWITCH} must be on or off: got {value!r}. Nothing was computed.")
    if value == "off":
        raise CommandProblem(OFF)


def _is_wanted(options: argparse.Namespace, agent: str) -> bool:
    return options.course is None or options.course.strip().casefold() == agent.strip().casefold()


def _print(options: argparse.Namespace, values: dict[str, Any], sections: Any) -> None:
    if options.json:
        print_json(values)
        return
    for section in sections:
        print("\n".join(section_lines(section)))
        print()
