"""The commands that infer: what each takes. What each does is loaded when it is asked for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from headlog.cli.files import lazily, reader

_COURSE = "only the preventive of this name"


def add_parser(subparsers: Any) -> None:
    """Add `roles`, `response`, `associations`, `wearoff` and `simulate`."""
    roles = reader(subparsers, "roles", "what the episodes of a sign were: warning, trigger-like, unrelated")
    roles.add_argument(
        "--sign", default="neck", metavar="SIGN", help="neck (usual), or the id of a sign such as yawning"
    )
    roles.add_argument("--no-refits", action="store_true", help="leave out what each answer rests on")
    roles.set_defaults(run=lazily("headlog.cli.inferring", "roles"))

    response = reader(subparsers, "response", "days before and under each preventive, with probabilities")
    response.add_argument("--course", metavar="NAME", help=_COURSE)
    response.set_defaults(run=lazily("headlog.cli.inferring", "response"))

    associations = reader(subparsers, "associations", "which exposures go with attacks, all of them at once")
    associations.set_defaults(run=lazily("headlog.cli.inferring", "associations"))

    wear_off = reader(subparsers, "wearoff", "whether days rise before the next dose of a preventive")
    wear_off.add_argument("--course", metavar="NAME", help=_COURSE)
    wear_off.set_defaults(run=lazily("headlog.cli.inferring", "wearoff"))
    _add_simulate(subparsers)


def _add_simulate(subparsers: Any) -> None:
    simulate: argparse.ArgumentParser = subparsers.add_parser(
        "simulate",
        help="write a diary of known truth, to check this or any other program",
        description="Without --out the diary goes to standard output. The truth is never in the diary.",
    )
    simulate.add_argument("--scenario", metavar="NAME", help="kind of person; --list names them")
    simulate.add_argument("--days", type=int, default=365, metavar="N", help="length of the diary (365)")
    simulate.add_argument("--seed", type=int, default=1, metavar="K", help="which such person, 0 or more (1)")
    simulate.add_argument("--out", type=Path, metavar="FILE", help="the diary file to write")
    simulate.add_argument("--truth", type=Path, metavar="FILE", help="write the true roles there, as JSON")
    simulate.add_argument("--json", action="store_true", help="print the truth as JSON; needs --out")
    simulate.add_argument("--list", action="store_true", help="name the scenarios")
    simulate.set_defaults(run=lazily("headlog.cli.inferring", "simulate"))
