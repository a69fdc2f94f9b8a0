"""Rows of the aligned picture: each attack's surroundings in hours from the onset of its head pain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from headlog.clinical.drugs import drug_class
from headlog.clinical.from_diary.neck_counts import NeckCounts, neck_counts
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.attack import Attack
from headlog.diary.day_records import NECK_SIGNS
from headlog.diary.diary import Diary
from headlog.diary.moment import Moment
from headlog.diary.period import Period
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.report.charts.aligned import AlignedAttack, Mark, Span, UnfollowedNeck
from headlog.report.charts.aligned_plot import HOURS_AFTER, HOURS_BEFORE

# A neck episode that began this long before the window may still reach into it.
_LONGEST_NECK = timedelta(days=4)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AlignedRows:
    """What the picture draws, and what it had to leave out.

    Parameters
    ----------
    attacks
        Attacks with a timed onset of head pain, latest first.
    unfollowed
        Eligible neck episodes with no head pain within 48 h after them, latest first (R-NECK).
    untimed_attacks, untimed_neck
        Records without a time of day, 0 or more; they are not drawn.
    not_yet_told
        Neck episodes whose next 48 h are not over, or that the diary does not cover.
    attack_ids, unfollowed_ids
        Ids of the records drawn, row by row.
    """

    attacks: tuple[AlignedAttack, ...]
    unfollowed: tuple[UnfollowedNeck, ...]
    untimed_attacks: int
    untimed_neck: int
    not_yet_told: int
    attack_ids: tuple[str, ...]
    unfollowed_ids: tuple[str, ...]


def aligned_rows(
    diary: Diary,
    attacks: Sequence[Attack],
    settings: ClinicalSettings | None = None,
    neck: NeckCounts | None = None,
) -> AlignedRows:
    """Rows of some attacks and of the unfollowed neck episodes.

    Parameters
    ----------
    diary
        Where signs, neck episodes and doses are looked up.
    attacks
        The attacks to draw, in any order; those without head pain are passed over.
    settings
        The named settings; the person's own when not given.
    neck
        Counts whose unfollowed episodes are drawn; those from the first of the attacks on when not given.
    """
    with_pain = [each for each in attacks if each.had_headache]
    timed = [(onset, each) for each in with_pain if (onset := onset_of(each)) is not None]
    timed.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    around = _Around(diary)
    neck = neck_counts(diary, _since(diary, timed), settings=settings) if neck is None else neck
    alone = [(each.began.middle, each) for each in neck.unfollowed if each.began is not None]
    alone.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return AlignedRows(
        tuple(_row(attack, onset, around) for onset, attack in timed),
        tuple(_unfollowed_row(began, record, around) for began, record in alone),
        len(with_pain) - len(timed),
        sum(each.sign.began is None or not each.sign.began.timed for each in neck.episodes),
        neck.recent,
        tuple(attack.id for _, attack in timed),
        tuple(record.id for _, record in alone),
    )


def onset_of(attack: Attack) -> datetime | None:
    """Instant of the onset of head pain, or None when it is not known better than to a day."""
    return _instant(attack.headache_began)


def neck_records(diary: Diary) -> list[NeckEpisode | Sign]:
    """Neck episodes and neck signs, by beginning."""
    signs = [each for each in diary.signs if each.sign in NECK_SIGNS and each.present is not False]
    return [*diary.neck_episodes, *signs]


def day_label(instant: Moment) -> str:
    """Day as a row of a picture names it."""
    return f"{instant.day:%-d %b %y}"


def sign_label(diary: Diary, sign: Sign) -> str:
    """Words for a sign of a diary."""
    return diary.label("sign", sign.sign or "")


def dose_label(medicine: str) -> str:
    """Words for a dose: the substance where the name is known, else the name as written."""
    found = drug_class(medicine)
    return " + ".join(found.generics).replace("_", " ") if found.known else medicine


def _since(diary: Diary, timed: Sequence[tuple[datetime, Attack]]) -> Period | None:
    """Days from just before the first attack drawn to the present; None, all days, without an attack."""
    if not timed:
        return None
    first = timed[-1][0] - timedelta(hours=HOURS_BEFORE)
    return Period(min(first.date(), diary.today), diary.today)


class _Around:
    """Attacks, signs, neck and doses of a diary by instant: a window of hours is found by bisection."""

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.neck = _by_instant([(record, record.began) for record in neck_records(diary)])
        self.signs = _by_instant(
            [(s, s.began) for s in diary.signs if s.sign not in NECK_SIGNS and s.present is not False]
        )
        self.attacks = _by_instant([(each, each.headache_began) for each in diary.attacks])
        self.doses = _by_instant([(dose, dose.at) for dose in diary.doses])


Timed = list[tuple[datetime, str, Record]]


def _by_instant(records: list[tuple[Record, Moment | None]]) -> Timed:
    return sorted(
        ((at, record.id, record) for record, moment in records if (at := _instant(moment)) is not None),
        key=lambda row: row[:2],
    )


def _window(timed: Timed, since: datetime, until: datetime) -> Timed:
    return timed[bisect_left(timed, (since,)) : bisect_left(timed, (until,))]


def _row(attack: Attack, onset: datetime, around: _Around) -> AlignedAttack:
    assert attack.headache_began is not None
    since, until = onset - HOUR * HOURS_BEFORE, onset + HOUR * HOURS_AFTER
    ended = _instant(attack.headache_ended)
    normal = _instant(attack.back_to_normal)
    return AlignedAttack(
        label=day_label(attack.headache_began),
        headache_ended=None if ended is None else max((ended - onset) / HOUR, 0.0),
        pain=attack.peak_pain,
        aura=_aura(attack, onset),
        neck=tuple(
            span
            for began, _, record in _window(around.neck, since - _LONGEST_NECK, until)
            if _reaches_in(span := _span(record, began, onset))
        ),
        other_pain=tuple(
            _span(other, began, onset)
            for began, id_, other in _window(around.attacks, since, until)
            if id_ != attack.id
        ),
        signs=_marks(_window(around.signs, since, until), onset, around.diary),
        doses=_marks(_window(around.doses, since, until), onset, around.diary),
        back_to_normal=None if normal is None else (normal - onset) / HOUR,
    )


def _unfollowed_row(began: datetime, record: NeckEpisode | Sign, around: _Around) -> UnfollowedNeck:
    assert record.began is not None
    ended = _instant(record.ended)
    until = began + HOUR * HOURS_AFTER
    return UnfollowedNeck(
        label=day_label(record.began),
        ended=None if ended is None else max((ended - began) / HOUR, 0.0),
        signs=_marks(_window(around.signs, began, until), began, around.diary),
        doses=_marks(_window(around.doses, began, until), began, around.diary),
    )


def _aura(attack: Attack, onset: datetime) -> tuple[Span, ...]:
    began = _instant(attack.aura_began)
    if began is None:
        return ()
    ended = _instant(attack.aura_ended)
    return (Span((began - onset) / HOUR, None if ended is None else (ended - onset) / HOUR),)


def _span(record: Record, began: datetime, onset: datetime) -> Span:
    ended = _instant(record.headache_ended if isinstance(record, Attack) else getattr(record, "ended", None))
    return Span((began - onset) / HOUR, None if ended is None else (ended - onset) / HOUR, id=record.id)


def _reaches_in(span: Span) -> bool:
    return max(span.began, span.began if span.ended is None else span.ended) >= -HOURS_BEFORE


def _marks(timed: Timed, zero: datetime, diary: Diary) -> tuple[Mark, ...]:
    return tuple(Mark((at - zero) / HOUR, _mark_label(diary, record)) for at, _, record in timed)


def _mark_label(diary: Diary, record: Record) -> str:
    return (
        sign_label(diary, record) if isinstance(record, Sign) else dose_label(getattr(record, "medicine", ""))
    )


def _instant(moment: Moment | None) -> datetime | None:
    return None if moment is None else moment.instant
