"""The commands about a server; the only module of the command line that knows the web."""

from __future__ import annotations

import argparse
import os
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headlog.cli.problems import CommandProblem

if TYPE_CHECKING:
    from headlog.diary.journal import Entry
    from headlog.exchange.result import ImportResult

Subparsers = Any  # argparse keeps the type to itself


def add_parser(subparsers: Subparsers) -> None:
    """Add ``serve``, ``worker`` and ``server``."""
    _add_serve(subparsers)

    worker = subparsers.add_parser("worker", help="do the heavy work; `serve` starts one by itself")
    worker.add_argument("--parent", type=int, help=argparse.SUPPRESS)
    _add_data(worker)
    worker.set_defaults(run=run_worker)

    server = subparsers.add_parser(
        "server",
        help="accounts, backup and check of a server",
        description="Make accounts of a server, copy its database, or check its settings; on the computer "
        "that it runs on.",
    )
    tasks = server.add_subparsers(title="tasks", metavar="TASK", required=True)
    for task, run, words in (
        ("create-operator", run_create_operator, "make the operator's account and print its first password"),
        ("create-account", run_create_account, "make an account for a person and print its first password"),
        ("reset-password", run_reset_password, "give a person a new password and print it"),
    ):
        parser = tasks.add_parser(task, help=words)
        parser.add_argument("name", help="the user name")
        _add_data(parser)
        parser.set_defaults(run=run)
    backup = tasks.add_parser(
        "backup", help="copy the whole database to a new file, also while the server runs"
    )
    backup.add_argument("file", type=Path, help="the file to write")
    _add_data(backup)
    backup.set_defaults(run=run_backup)
    check = tasks.add_parser("check", help="check settings and database for use by others")
    _add_data(check)
    check.set_defaults(run=run_check)


def _add_serve(subparsers: Subparsers) -> None:
    serve = subparsers.add_parser(
        "serve",
        help="start the app and print its address",
        description="Start the app for this computer, or with --lan for phones at home, and print the "
        "address to open. The first start prints a link that makes the operator's account. Ctrl-C ends it.",
    )
    serve.add_argument("--demo", action="store_true", help="offer a demo diary; this computer only")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen at (default: this computer)")
    serve.add_argument("--port", type=int, default=8000, help="the port to listen at (default: 8000)")
    serve.add_argument(
        "--workers", type=int, default=1, help="web processes (default: 1, enough for a household)"
    )
    serve.add_argument(
        "--lan",
        action="store_true",
        help="serve phones in the home network by https, with its own certificate",
    )
    serve.add_argument(
        "--name", metavar="HOST", help="with --lan: the name phones use (default: this computer's, in .local)"
    )
    _add_data(serve)
    serve.set_defaults(run=run_serve)


def run_serve(options: argparse.Namespace) -> int:
    """Start the server; returns when it is told to end."""
    if options.demo:
        os.environ["HEADLOG_DEMO"] = "true"
    _name_data(options)
    serving = _serving()
    host, name = options.host, ""
    if options.lan:
        from headlog.web.lan import default_name

        host, name = "0.0.0.0", options.name or default_name()  # noqa: S104  # phones are on the network
    elif options.name:
        raise CommandProblem("--name goes with --lan. Nothing was started.")
    settings = serving.Serving(
        host=host, port=options.port, workers=options.workers, demo=options.demo, lan_name=name
    )
    with _plain_words():
        return int(serving.serve(settings, say=lambda line: print(line, flush=True)))


def run_worker(options: argparse.Namespace) -> int:
    """Do jobs until told to end."""
    _name_data(options)
    with _plain_words():
        _serving().start_django()
        from headlog.web.jobs.worker import Worker

        Worker(parent=options.parent).run()
    return 0


def run_create_operator(options: argparse.Namespace) -> int:
    """Make the operator's account."""
    return _create(options, is_operator=True)


def run_create_account(options: argparse.Namespace) -> int:
    """Make a person's account, for servers where sign-up is closed."""
    return _create(options, is_operator=False)


def run_reset_password(options: argparse.Namespace) -> int:
    """Give a person who lost password and codes a new password."""
    _name_data(options)
    with _plain_words():
        _serving().prepare()
        from headlog.web.accounts.actions import reset_password

        password = reset_password(name=options.name)
    if password is None:
        raise CommandProblem(f"There is no account named {options.name}. Nothing was changed.")
    print(f"New password of {options.name}: {password}")
    print("Hand it over in person. It should be changed under Account after signing in.")
    return 0


def run_backup(options: argparse.Namespace) -> int:
    """Copy the database."""
    _name_data(options)
    with _plain_words():
        _serving().start_django()
        from headlog.web.backup import back_up

        size = back_up(options.file)
    print(f"{options.file} holds every diary of this server, {size:,} bytes. Keep it as safe as the server.")
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Run Django's checks for a server that others reach."""
    _name_data(options)
    with _plain_words():
        _serving().start_django()
        from django.core.management import call_command
        from django.core.management.base import SystemCheckError

        try:
            call_command("check", deploy=True, fail_level="WARNING")
        except SystemCheckError as problem:
            raise CommandProblem(str(problem)) from problem
    return 0


def journal_entries(options: argparse.Namespace) -> tuple[Entry, ...]:
    """Log of a person's journal on this server."""
    user = _keeper(options)
    from headlog.web.journal.queries import entries_of

    return tuple(entries_of(user.person))


def keep_in_journal(
    options: argparse.Namespace, format_name: str, content: bytes, result: ImportResult
) -> None:
    """Record what a file gave in a person's journal, as one import that can be taken back."""
    user = _keeper(options)
    from headlog.web.journal import imports

    batch = imports.look_at_file(
        person=user.person, content=content, file_name=options.source.name, format_name=format_name,
        sha256=sha256(content).hexdigest(), choices={}, by=user,
    )  # fmt: skip
    losses = [
        *(f"Row {each.row}: {each.reason}" for each in result.skipped),
        *(f"{lost.what} ({lost.count})" for lost in result.lost),
    ]
    imports.import_entries(person=user.person, batch=batch, entries=result.entries, by=user, losses=losses)


def _keeper(options: argparse.Namespace) -> Any:
    """The account that `--into-journal` names."""
    _name_data(options)
    with _plain_words():
        _serving().prepare()
    from headlog.web.accounts.models import User

    user = User.objects.filter(name__iexact=options.into_journal.strip()).first()
    if user is None:
        raise CommandProblem(f"There is no account named {options.into_journal}. Nothing was imported.")
    return user


def _create(options: argparse.Namespace, *, is_operator: bool) -> int:
    _name_data(options)
    with _plain_words():
        _serving().prepare()
        from headlog.web.accounts.actions import NameTaken, open_account, temporary_password
        from headlog.web.accounts.names import name_problem

        problem = name_problem(options.name)
        if problem:
            raise CommandProblem(f"{options.name} cannot be a user name. {problem}")
        password = temporary_password()
        try:
            open_account(name=options.name, password=password, is_operator=is_operator)
        except NameTaken:
            raise CommandProblem(f"The name {options.name} is taken. Nothing was changed.") from None
    print(f"Password of {options.name}: {password}")
    print("Change it under Account after signing in, and make recovery codes there.")
    return 0


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="the folder of database, key and files (default: HEADLOG_DATA_DIR, else ~/.local/share/headlog)",
    )


def _name_data(options: argparse.Namespace) -> None:
    if options.data is not None:
        os.environ["HEADLOG_DATA_DIR"] = str(options.data.expanduser().resolve())


def _serving() -> Any:
    """The web's own start-up module; without Django, words instead of a traceback."""
    missing = [name for name in ("django", "csp", "whitenoise", "granian") if find_spec(name) is None]
    if missing:
        raise CommandProblem(
            f"The web part is not installed ({missing[0]} is missing). "
            "Install it with `pip install 'headlog[web]'`."
        )
    from headlog.web import serving

    return serving


class _plain_words:  # noqa: N801  # used as a statement
    """Turns a setting that cannot be used into a sentence."""

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from headlog.web.settings.env import SettingProblem

        if isinstance(error, SettingProblem):
            raise CommandProblem(f"Headlog was not started. {error}.") from error
