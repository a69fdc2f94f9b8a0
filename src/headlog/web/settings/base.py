"""The Django settings. Every value that an operator may change comes from the environment (see `env`)."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from headlog.web.settings.env import (
    data_folder,
    database,
    envbool,
    envchoice,
    envhosts,
    envint,
    envsecret,
    refuse_unknown,
    refuse_unsafe,
    secret_key,
)

WEB = Path(__file__).resolve().parent.parent

refuse_unknown()
DATA_DIR = data_folder()
DEBUG = envbool("HEADLOG_DEBUG", default=False)
HEADLOG_DEMO = envbool("HEADLOG_DEMO", default=False)
HEADLOG_HTTPS = envbool("HEADLOG_HTTPS", default=False)
HEADLOG_BEHIND_PROXY = envbool("HEADLOG_BEHIND_PROXY", default=False)
HEADLOG_ALLOW_PLAIN_HTTP = envbool("HEADLOG_ALLOW_PLAIN_HTTP", default=False)
HEADLOG_INFERENCE = envchoice("HEADLOG_INFERENCE", "on", ("on", "off")) == "on"
HEADLOG_NEXT_DAY = envchoice("HEADLOG_NEXT_DAY", "off", ("on", "off")) == "on"
HEADLOG_SIGN_UP_OPEN = envchoice("HEADLOG_SIGN_UP", "open", ("open", "closed")) == "open"
ALLOWED_HOSTS = envhosts("HEADLOG_HOSTS", "localhost,127.0.0.1,[::1]")
refuse_unsafe(debug=DEBUG, demo=HEADLOG_DEMO, hosts=ALLOWED_HOSTS)
SECRET_KEY = "" if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".test") else secret_key(DATA_DIR)

# --- rooms ------------------------------------------------------------------------------------


def installed(names: tuple[str, ...]) -> list[str]:
    """Those of the web's rooms that this build has."""
    return [name for name in names if find_spec(name) is not None]


# From the rooms that others stand on to those that nobody imports.
ROOMS = installed(
    (
        "headlog.web.look",
        "headlog.web.accounts",
        "headlog.web.jobs",
        "headlog.web.journal",
        "headlog.web.welcome",
        "headlog.web.offline",
        "headlog.web.reports",
        "headlog.web.public",
    )
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    *ROOMS,
]
MIDDLEWARE = [
    "headlog.web.middleware.quiet_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "headlog.web.middleware.bounded_bodies",
    "headlog.web.middleware.said_to_scripts",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed unless a view says otherwise: a page that someone forgets to protect is not open.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "headlog.web.middleware.plain_problems",
]
ROOT_URLCONF = "headlog.web.urls"
WSGI_APPLICATION = "headlog.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "headlog.web.look.pages.Pages",
        "NAME": "django",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "headlog.web.look.context.frame",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
            "builtins": ["django.templatetags.static", "headlog.web.look.templatetags.look"],
        },
    }
]

# --- data -------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {"default": database(envsecret("HEADLOG_DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A transaction around every request would hold SQLite's only write lock while a page is drawn.
for _database in DATABASES.values():
    _database["ATOMIC_REQUESTS"] = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- work -------------------------------------------------------------------------------------

# How long a page waits for the worker before it shows one that waits; it keeps a web thread busy meanwhile.
WAIT_FOR_WORK_SECONDS = 1.5

# --- people -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["headlog.web.accounts.backend.PersonBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "welcome:first_page"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name",)},
    },
]
SESSION_COOKIE_AGE = envint("HEADLOG_SESSION_DAYS", 180, (1, 730)) * 24 * 60 * 60
SESSION_COOKIE_NAME = "__Host-headlog" if HEADLOG_HTTPS else "headlog"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HEADLOG_HTTPS
CSRF_COOKIE_NAME = "__Host-headlog-csrf" if HEADLOG_HTTPS else "headlog-csrf"
CSRF_COOKIE_SECURE = HEADLOG_HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "headlog.web.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HEADLOG_HTTPS else []

# --- the wire ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HEADLOG_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HEADLOG_HTTPS else 0
if HEADLOG_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [WEB / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "headlog.web.look.files.HashedFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- words and time ---------------------------------------------------------------------------

# English only until the safety texts are checked in another language.
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- logs -------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "headlog.web.logs.PlainFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "headlog": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names below the operator's domain are not Headlog's to decide about
    "security.W021",  # browsers' preload lists are for public sites, not for a household's server
]
