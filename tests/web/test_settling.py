"""What a server does with its memory before the first request."""

from __future__ import annotations

import gc

from headlog.web.settling import YOUNG_OBJECTS, settle


def test_a_settled_server_looks_only_at_what_requests_make() -> None:
    """Its own code is no longer gone through, and thousands of records come together before any is."""
    before = gc.get_threshold()
    try:
        settle()

        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] == YOUNG_OBJECTS
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
