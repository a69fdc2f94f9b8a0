"""``python -m headlog`` is ``headlog``."""

import sys

from headlog.cli.main import main

sys.exit(main())
