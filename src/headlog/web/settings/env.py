"""Settings come from the environment only; what cannot be understood stops the start."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

SHORTEST_SECRET = 50  # Django's own check asks for as many characters
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, what holds without it, and what it means."""

    name: str
    default: str
    meaning: str
    secret: bool = False


SETTINGS = (
    Setting(
        "HEADLOG_DATA_DIR",
        "~/.local/share/headlog",
        "the folder of the database, the secret key and static files",
    ),
    Setting(
        "HEADLOG_SECRET_KEY", "made by the first start", "signs sessions; at least 50 characters", secret=True
    ),
    Setting(
        "HEADLOG_DATABASE_URL",
        "SQLite in the data folder",
        "postgresql://name:password@host:port/database",
        secret=True,
    ),
    Setting(
        "HEADLOG_HOSTS",
        "localhost,127.0.0.1,[::1]",
        "the host names that the server answers to, with commas between",
    ),
    Setting(
        "HEADLOG_HTTPS", "false", "the server is reached by https only: secure cookies, strict transport"
    ),
    Setting(
        "HEADLOG_BEHIND_PROXY",
        "false",
        "one reverse proxy stands in front and sets X-Forwarded-Proto and -For",
    ),
    Setting(
        "HEADLOG_ALLOW_PLAIN_HTTP",
        "false",
        "serve other machines without https, knowing that others can listen",
    ),
    Setting(
        "HEADLOG_SIGN_UP",
        "open",
        "open: anyone who reaches the server may make an account; closed: the operator does",
    ),
    Setting(
        "HEADLOG_SESSION_DAYS",
        "180",
        "days until a signed-in phone is asked for the password again, 1 to 730",
    ),
    Setting(
        "HEADLOG_INFERENCE",
        "on",
        "off: no page, report or command infers; everything that counts stays",
    ),
    Setting(
        "HEADLOG_NEXT_DAY",
        "off",
        "on: an experimental page forecasts the next day where it beats the person's own rate; off with "
        "HEADLOG_INFERENCE",
    ),
    Setting("HEADLOG_DEMO", "false", "offer the demo diary; on this computer only"),
    Setting("HEADLOG_DEBUG", "false", "show the components page and full error pages; on this computer only"),
)
TEST_ONLY = frozenset({"HEADLOG_TEST_DATABASE_URL"})


class SettingProblem(Exception):
    """Headlog must not start with this setting."""

    def __init__(self, name: str, must: str, got: str) -> None:
        super().__init__(f"{name} must {must}: got {got}")


def envtext(name: str, default: str, environ: Mapping[str, str] = os.environ) -> str:
    """The text of a variable, `default` where it is not set; empty text is refused."""
    value = environ.get(name, default)
    if not value.strip() and default.strip():
        raise SettingProblem(name, "not be empty", "nothing")
    return value.strip()


def envbool(name: str, *, default: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """True or false, written so."""
    value = environ.get(name)
    if value is None:
        return default
    if value not in ("true", "false"):
        raise SettingProblem(name, "be true or false", repr(value))
    return value == "true"


def envint(name: str, default: int, between: tuple[int, int], environ: Mapping[str, str] = os.environ) -> int:
    """A whole number between two limits, both included."""
    value = environ.get(name, str(default))
    low, high = between
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise SettingProblem(name, f"be a whole number from {low} to {high}", repr(value))
    return int(value)


def envchoice(
    name: str, default: str, among: tuple[str, ...], environ: Mapping[str, str] = os.environ
) -> str:
    """One of a few words."""
    value = environ.get(name, default)
    if value not in among:
        raise SettingProblem(name, f"be one of {', '.join(among)}", repr(value))
    return value


def envhosts(name: str, default: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Host names with commas between; a star would let any web page speak as this server."""
    hosts = [part.strip() for part in environ.get(name, default).split(",")]
    if not all(hosts):
        raise SettingProblem(name, "be host names with commas between", repr(environ.get(name, default)))
    for host in hosts:
        if "*" in host or "/" in host or " " in host:
            raise SettingProblem(name, "name hosts without stars, spaces or slashes", repr(host))
    return hosts


def envsecret(name: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """A secret from the variable itself or from the file that NAME_FILE names; none when neither is set."""
    path = environ.get(f"{name}_FILE")
    value = environ.get(name)
    if path is not None and value is not None:
        raise SettingProblem(name, f"be given once, here or by {name}_FILE", "both")
    if path is None:
        return value
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise SettingProblem(
            f"{name}_FILE", "name a file that can be read", problem.strerror or "an error"
        ) from problem


def refuse_unknown(environ: Mapping[str, str] = os.environ) -> None:
    """A mistyped name would silently leave the default in force, so it stops the start."""
    known = {setting.name for setting in SETTINGS} | TEST_ONLY
    known |= {f"{setting.name}_FILE" for setting in SETTINGS if setting.secret}
    for name in sorted(environ):
        if name.startswith("HEADLOG_") and name not in known:
            raise SettingProblem(
                name, "be a setting that Headlog knows (see the settings reference)", "an unknown name"
            )


def secret_key(data_dir: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The key that signs sessions: from the environment, or the file that the first start wrote."""
    key = envsecret("HEADLOG_SECRET_KEY", environ)
    if key is None:
        key = key_file_text(data_dir / "secret-key")
    if len(key) < SHORTEST_SECRET:
        raise SettingProblem(
            "HEADLOG_SECRET_KEY", f"have at least {SHORTEST_SECRET} characters", f"{len(key)}"
        )
    return key


def key_file_text(path: Path) -> str:
    """The key in `path`, refused when others on this machine can read it."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise SettingProblem(
            "HEADLOG_SECRET_KEY", "be set, or made by running `headlog serve` once", "no key"
        ) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingProblem(
            "The secret key file", "be readable by its owner only (chmod 600)", oct(mode & 0o777)
        )
    return path.read_text(encoding="ascii").strip()


def database(url: str | None, data_dir: Path) -> dict[str, object]:
    """Django's database settings: SQLite in the data folder, or the PostgreSQL that `url` names."""
    return sqlite(data_dir / "headlog.sqlite3") if url is None else postgresql(url)


def sqlite(path: Path | str) -> dict[str, object]:
    """SQLite as a diary needs it."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A deferred transaction that reads and then writes fails at once when another writer was faster.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: the phone deletes its copy on our receipt, so a receipt must survive a power cut.
            # secure_delete: what a person erases is overwritten with zeros.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
    }


def postgresql(url: str) -> dict[str, object]:
    """PostgreSQL from an address, which no message repeats: it holds a password."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SettingProblem(
            "HEADLOG_DATABASE_URL", "look like postgresql://name:password@host:port/database", "another form"
        )
    socket_folder = dict(part.split("=", 1) for part in parts.query.split("&") if "=" in part).get("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or socket_folder),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder that holds everything of this server."""
    named = environ.get("HEADLOG_DATA_DIR")
    if named is not None:
        return Path(envtext("HEADLOG_DATA_DIR", named, environ)).expanduser().resolve()
    base = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "headlog"


def refuse_unsafe(*, debug: bool, demo: bool, hosts: list[str]) -> None:
    """Debug pages and the demo door are for this computer only."""
    strangers = [host for host in hosts if host not in LOOPBACK]
    for name, switched_on in (("HEADLOG_DEBUG", debug), ("HEADLOG_DEMO", demo)):
        if switched_on and strangers:
            raise SettingProblem(
                name, "be false when HEADLOG_HOSTS names other hosts than this computer", strangers[0]
            )
