"""Settings are read strictly, and each is documented."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from headlog.web.settings import env
from headlog.web.settings.env import SettingProblem

ROOT = Path(__file__).parents[2]
LONG = "s" * 50


@pytest.mark.parametrize(
    ("value", "expected", "because"),
    [
        ("true", True, "written as documented"),
        ("false", False, "written as documented"),
        (None, False, "not set: the default"),
    ],
)
def test_a_switch_is_true_or_false(value: str | None, expected: bool, because: str) -> None:
    """Two words, no others."""
    environ = {} if value is None else {"HEADLOG_DEMO": value}

    assert env.envbool("HEADLOG_DEMO", default=False, environ=environ) is expected, because


@pytest.mark.parametrize("value", ["True", "1", "yes", "", "flase"])
def test_a_mistyped_switch_stops_the_start(value: str) -> None:
    """A switch that is nearly true is neither."""
    with pytest.raises(SettingProblem, match="HEADLOG_DEMO must be true or false"):
        env.envbool("HEADLOG_DEMO", default=False, environ={"HEADLOG_DEMO": value})


@pytest.mark.parametrize("value", ["0", "731", "-1", "1.5", "", "many", "١٢"])
def test_a_number_outside_its_limits_stops_the_start(value: str) -> None:
    """Whole, in plain digits, within both limits."""
    with pytest.raises(SettingProblem, match="from 1 to 730"):
        env.envint("HEADLOG_SESSION_DAYS", 180, (1, 730), {"HEADLOG_SESSION_DAYS": value})


def test_numbers_choices_and_texts_are_read() -> None:
    """What is within the limits is taken; what is not set has its default."""
    assert env.envint("HEADLOG_SESSION_DAYS", 180, (1, 730), {"HEADLOG_SESSION_DAYS": "30"}) == 30
    assert env.envint("HEADLOG_SESSION_DAYS", 180, (1, 730), {}) == 180
    assert (
        env.envchoice("HEADLOG_SIGN_UP", "open", ("open", "closed"), {"HEADLOG_SIGN_UP": "closed"})
        == "closed"
    )
    with pytest.raises(SettingProblem, match="one of open, closed"):
        env.envchoice("HEADLOG_SIGN_UP", "open", ("open", "closed"), {"HEADLOG_SIGN_UP": "ajar"})


@pytest.mark.parametrize("value", ["*", "*.example.org", "a,,b", "https://example.org", "two words"])
def test_hosts_with_stars_or_gaps_stop_the_start(value: str) -> None:
    """A star would let any page on the web speak as this server."""
    with pytest.raises(SettingProblem, match="HEADLOG_HOSTS"):
        env.envhosts("HEADLOG_HOSTS", "localhost", {"HEADLOG_HOSTS": value})


def test_a_secret_comes_from_a_file_or_the_variable_but_not_both(tmp_path: Path) -> None:
    """Two sources would leave open which one holds."""
    file = tmp_path / "secret"
    file.write_text(f"{LONG}\n", encoding="utf-8")

    assert env.envsecret("HEADLOG_SECRET_KEY", {"HEADLOG_SECRET_KEY_FILE": str(file)}) == LONG
    assert env.envsecret("HEADLOG_SECRET_KEY", {"HEADLOG_SECRET_KEY": LONG}) == LONG
    assert env.envsecret("HEADLOG_SECRET_KEY", {}) is None
    with pytest.raises(SettingProblem, match="given once"):
        env.envsecret(
            "HEADLOG_SECRET_KEY", {"HEADLOG_SECRET_KEY": LONG, "HEADLOG_SECRET_KEY_FILE": str(file)}
        )
    with pytest.raises(SettingProblem, match="can be read"):
        env.envsecret("HEADLOG_SECRET_KEY", {"HEADLOG_SECRET_KEY_FILE": str(tmp_path / "absent")})


def test_there_is_no_default_secret_key(tmp_path: Path) -> None:
    """Without a key the server does not start; nor with a short one, or one that others can read."""
    with pytest.raises(SettingProblem, match="no key"):
        env.secret_key(tmp_path, {})
    with pytest.raises(SettingProblem, match="at least 50"):
        env.secret_key(tmp_path, {"HEADLOG_SECRET_KEY": "short"})

    file = tmp_path / "secret-key"
    file.write_text(LONG, encoding="ascii")
    file.chmod(0o644)
    with pytest.raises(SettingProblem, match="owner only"):
        env.secret_key(tmp_path, {})
    file.chmod(0o600)
    assert env.secret_key(tmp_path, {}) == LONG


def test_the_first_start_makes_a_key_for_the_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folder and key are nobody else's, and a second start keeps them."""
    from headlog.web import serving

    folder = tmp_path / "fresh"
    monkeypatch.setenv("HEADLOG_DATA_DIR", str(folder))

    serving.make_folder_and_key()
    first = (folder / "secret-key").read_text(encoding="ascii")
    serving.make_folder_and_key()

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert len(first) >= env.SHORTEST_SECRET
    assert (folder / "secret-key").read_text(encoding="ascii") == first


def test_an_unknown_name_stops_the_start() -> None:
    """A mistyped name would leave the default in force without a word."""
    with pytest.raises(SettingProblem, match="HEADLOG_HOST "):
        env.refuse_unknown({"HEADLOG_HOST": "example.org"})
    env.refuse_unknown({"HEADLOG_HOSTS": "example.org", "HEADLOG_SECRET_KEY_FILE": "/x", "PATH": "/bin"})


@pytest.mark.parametrize(("debug", "demo"), [(True, False), (False, True)])
def test_debug_and_demo_are_for_this_computer_only(debug: bool, demo: bool) -> None:
    """Either one beside another host name stops the start."""
    env.refuse_unsafe(debug=debug, demo=demo, hosts=["localhost", "127.0.0.1"])
    with pytest.raises(SettingProblem, match=r"diary\.example"):
        env.refuse_unsafe(debug=debug, demo=demo, hosts=["localhost", "diary.example"])


def test_a_database_address_is_read_and_never_repeated() -> None:
    """It holds a password, so a message about it must not quote it."""
    found = env.postgresql("postgresql://dana:s%40fe@db.example:5433/diaries")

    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("diaries", "dana", "s@fe")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert env.postgresql("postgresql://dana@/diaries?host=/run/db")["HOST"] == "/run/db"
    with pytest.raises(SettingProblem) as problem:
        env.postgresql("mysql://dana:hunter2@db/diaries")
    assert "hunter2" not in str(problem.value)


def test_sqlite_is_durable_and_forgets_what_is_erased(tmp_path: Path) -> None:
    """IMMEDIATE, WAL, FULL, secure_delete: each for a reason given beside it."""
    found = env.database(None, tmp_path)

    options = found["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        assert pragma in options["init_command"]


def test_every_setting_is_documented() -> None:
    """The reference names every setting with its default, and none that does not exist."""
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    known = {setting.name for setting in env.SETTINGS}

    assert known <= set(re.findall(r"HEADLOG_[A-Z_]+", page))
    assert {
        name.removesuffix("_FILE") for name in re.findall(r"HEADLOG_[A-Z_]+", page)
    } <= known | env.TEST_ONLY
    for setting in env.SETTINGS:
        assert setting.default in page, setting.name


def test_every_setting_that_is_read_is_listed() -> None:
    """The list that refuses unknown names cannot fall behind the code that reads them."""
    sources = [*(ROOT / "src/headlog/web").rglob("*.py"), ROOT / "src/headlog/cli/server.py"]
    read = {
        name for file in sources for name in re.findall(r"\"(HEADLOG_[A-Z_]+)\"", file.read_text("utf-8"))
    }
    own = {"HEADLOG_SIGN_UP_OPEN", "HEADLOG_TEST_DATABASE_URL"}

    assert read - own == {setting.name for setting in env.SETTINGS}


@pytest.mark.slow
def test_the_web_process_never_loads_the_numeric_libraries(tmp_path: Path) -> None:
    """Numbers and paper are the worker's: with them one web process would not fit its memory."""
    program = (
        "import sys, headlog.web.wsgi; from django.urls import get_resolver; get_resolver().url_patterns;"
        "print(sorted({'numpy', 'scipy', 'typst', 'granian'} & set(sys.modules)))"
    )
    environ = {
        "HEADLOG_DATA_DIR": str(tmp_path),
        "HEADLOG_SECRET_KEY": LONG,
        "DJANGO_SETTINGS_MODULE": "headlog.web.settings.base",
    }

    told = subprocess.run(
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "[]"
