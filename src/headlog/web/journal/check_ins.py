"""One check-in a day: a second one for the same day becomes the next version of the first."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from headlog.diary.day import CheckIn
from headlog.diary.journal import Entry, History
from headlog.diary.sign import EarlySigns


def check_in_id(day: date) -> str:
    """Id of the check-in of a day, the same on every device of the person."""
    return f"check-in-{day.isoformat()}"


def joined(history: History, entry: Entry, seen: CheckIn | None = None) -> Entry:
    """Next version of a day's check-in that adds the answers of another check-in for that day.

    What only one of the two answered stays answered. An entry without a base
    continues the version that stands now, and question by question the answer
    that was written later holds; one that names a base stays written over it, so
    that whatever else was written over the same version is a conflict. Where one
    says yes and the other no, neither gives way: both are kept as versions that
    nothing was written over, which is a conflict too.

    Parameters
    ----------
    seen
        What the entry's base said when its writer wrote it, before it was joined; None when not known.
    """
    versions = {each.version: each for each in history.versions}
    id_, named = history.current.id, versions.get(entry.base or "")
    assert isinstance(entry.record, CheckIn)
    new = replace(entry.record, id=id_)
    if any(each.base == entry.version for each in versions.values()):
        # What was written over it came first.
        return replace(entry, id=id_, record=new)
    under = named or history.current
    if under.record is None:
        return replace(entry, id=id_, base=under.version, record=new)
    old = under.record
    assert isinstance(old, CheckIn)
    if named is None:
        if _contradict(new, old, CheckIn(id=id_, day=new.day)):
            return replace(entry, id=id_, record=_overlaid(old, new))
        both = _overlaid(old, new) if entry.logged_at >= under.logged_at else _overlaid(new, old)
        return replace(entry, id=id_, base=under.version, record=both)
    is_conflict = seen is not None and _contradict(new, old, seen)
    base = None if is_conflict else named.version
    return replace(entry, id=id_, base=base, record=_carried(old, new, seen))


def _contradict(new: CheckIn, old: CheckIn, seen: CheckIn) -> bool:
    """Whether one says yes and the other no to a question of which the writer of `new` did not see that."""
    said, stands, known = (_yes_or_no(each) for each in (new, old, seen))
    return any(
        stands.get(question, answer) != answer and known.get(question) != stands[question]
        for question, answer in said.items()
    )


def _yes_or_no(check_in: CheckIn) -> dict[str, bool]:
    """Questions that are answered by yes or no, and the answers."""
    own = {f"own {each.factor}": each.answer for each in check_in.own_factors}
    signs = {f"early sign {name}": answer for name, answer in check_in.early_signs.answers.items()}
    plain = {f.name: getattr(check_in, f.name) for f in fields(CheckIn)}
    return {name: answer for name, answer in (plain | own | signs).items() if isinstance(answer, bool)}


def _carried(old: CheckIn, new: CheckIn, seen: CheckIn | None) -> CheckIn:
    """`new` with the answers of `old` that its writer had not seen; what the writer took back stays away."""
    both = _overlaid(old, new)
    if seen is None:
        return both
    known = {f.name for f in fields(CheckIn) if getattr(seen, f.name) == getattr(old, f.name)}
    return replace(both, **{name: getattr(new, name) for name in known - {"id"}})


def _overlaid(under: CheckIn, over: CheckIn) -> CheckIn:
    answers: dict[str, Any] = {}
    for f in fields(CheckIn):
        below, above = getattr(under, f.name), getattr(over, f.name)
        if isinstance(above, EarlySigns):
            answers[f.name] = _signs(below, above)
        elif f.name == "own_factors":
            named = {factor.factor: factor for factor in (*below, *above)}
            answers[f.name] = tuple(named.values())
        else:
            answers[f.name] = below if above in (None, (), {}) else above
    return CheckIn(**(answers | {"id": over.id}))


def _signs(below: EarlySigns, above: EarlySigns) -> EarlySigns:
    answered = {name: answer for name, answer in above.answers.items() if answer is not None}
    return replace(below, **answered)
