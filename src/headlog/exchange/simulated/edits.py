"""What every real log has: a mistake undone, a record taken back, two devices that wrote over one version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from headlog.diary.attack import Attack
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose
from headlog.exchange.simulated.pen import Pen


def write_edits(pen: Pen) -> None:
    """Write an undo, a withdrawal and a conflict over attacks and doses that are already written."""
    last = {entry.id: entry for entry in pen.entries}
    attacks = [e for e in last.values() if isinstance(e.record, Attack) and e.record.headache_ended]
    doses = [e for e in last.values() if isinstance(e.record, Dose)]
    if len(attacks) > 20:
        _undone(pen, attacks[-12])
        _conflict(pen, attacks[-7])
    if len(doses) > 20:
        copied = doses[-15]
        twice = pen.write(Dose, copied.logged_at + timedelta(seconds=8), **_fields(copied))
        pen.withdraw(twice, copied.logged_at + timedelta(minutes=2))


def _fields(entry: Entry) -> dict[str, object]:
    record = entry.record
    assert isinstance(record, Dose)
    return {"medicine": record.medicine, "drug_class": record.drug_class, "amount": record.amount,
            "unit": record.unit, "at": record.at, "taken_for": record.taken_for}  # fmt: skip


def _undone(pen: Pen, entry: Entry) -> None:
    """The wrong strength was tapped; a minute later the earlier version stands again."""
    at = entry.logged_at + timedelta(hours=5)
    wrong = pen.amend(entry, at, worst_pain=1)
    pen.amend(wrong, at + timedelta(minutes=1), worst_pain=getattr(entry.record, "worst_pain", None))


def _conflict(pen: Pen, entry: Entry) -> None:
    """Phone and laptop, both offline, wrote over the same version."""
    at = entry.logged_at + timedelta(hours=8)
    pen.amend(entry, at, notes="Began at my desk.")
    pen.amend(replace(entry), at + timedelta(minutes=50), notes="Began after lunch, at my desk.")
