"""Refuse files over 1 MB: a diary, a database or a build product has no place in the repository."""

import sys
from pathlib import Path

LIMIT_BYTES = 1_000_000

large = [name for name in sys.argv[1:] if Path(name).is_file() and Path(name).stat().st_size > LIMIT_BYTES]
if large:
    sys.exit(f"Over 1 MB, not committed: {', '.join(large)}. Keep large files out of the repository.")
