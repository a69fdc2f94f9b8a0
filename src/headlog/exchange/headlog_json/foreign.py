"""What is kept as it came, unread: keys of another program, and what an import noted of its source."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

MOST_LEVELS = 50


def written_again(value: Any) -> bool:
    """Whether a value can be written as JSON that any program, this one too, reads again.

    Python reads NaN, Infinity and 1e999, and writes what is no JSON; and it reads fewer levels of a
    group inside a whole file than alone. One such value would make the whole export unreadable.
    """
    level = [value]
    for _ in range(MOST_LEVELS):
        if any(isinstance(one, float) and not math.isfinite(one) for one in level):
            return False
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return True
    return False


def _inside(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []
