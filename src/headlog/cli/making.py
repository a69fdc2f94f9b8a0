"""``headlog demo`` and ``headlog schema``."""

from __future__ import annotations

import argparse
from random import Random

from headlog.cli.diary_file import now, write_diary_file, write_whole
from headlog.exchange.headlog_json.schema import published
from headlog.exchange.simulated.demo import SEED, demo_entries
from headlog.exchange.simulated.life import HOME


def demo(options: argparse.Namespace) -> int:
    """Write the demo diary: nobody's data, three years that end now."""
    as_of = now(options)
    seed = SEED if options.seed is None else options.seed
    entries = demo_entries(Random(seed), as_of=as_of)  # noqa: S311  # a constructed life, not a secret
    write_diary_file(options.out, entries, written_at=as_of, zone=HOME)
    print(f"{options.out} holds {len(entries)} entries of a constructed diary. No real person is in it.")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a diary file, or write it."""
    if options.out is None:
        print(published(), end="")
    else:
        write_whole(options.out, published().encode())
    return 0
