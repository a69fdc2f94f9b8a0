"""Settings of the tests: the same, with a known key, a fast password hasher and databases of their own."""

import os
import tempfile
from pathlib import Path

from headlog.web.settings.base import *  # noqa: F403  # the tests change only what is named below
from headlog.web.settings.env import postgresql, sqlite

SECRET_KEY = "for-tests-only-" + "k" * 50  # opens nothing: no server runs with these settings
DATA_DIR = Path(tempfile.gettempdir()) / f"headlog-tests-{os.getpid()}"
DEBUG = False
HEADLOG_DEMO = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

DATABASES = {"default": {**sqlite(":memory:"), "ATOMIC_REQUESTS": False}}
if os.environ.get("HEADLOG_TEST_DATABASE_URL"):
    DATABASES["postgresql"] = {
        **postgresql(os.environ["HEADLOG_TEST_DATABASE_URL"]),
        "CONN_MAX_AGE": None,
        "ATOMIC_REQUESTS": False,
    }

# No worker runs beside these tests.
WAIT_FOR_WORK_SECONDS = 0.0

# The real one is slow on purpose; one test signs in with it.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
