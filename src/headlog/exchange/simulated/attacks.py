"""The constructed person's attacks: what happened hour by hour, and how it was logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from headlog.diary.attack import (
    Attack,
    AuraSymptom,
    BeganIn,
    Effect,
    Function,
    Grade,
    PainReading,
    Quality,
    Side,
    TakenFor,
)
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose, DoseFor, Relief, ReliefAt2Hours
from headlog.diary.moment import Moment, Precision
from headlog.diary.sign import Sign
from headlog.exchange.simulated.life import LivedDay
from headlog.exchange.simulated.pen import Pen, about, exact

_PRODROME = ("yawning", "tired", "concentration", "irritable", "food_craving", "phonophobia", "photophobia")
_AFTER = ("brain_fog", "tired", "residual_head_discomfort", "low_mood")
# Share of attacks of which nothing is written while they last, only some days later.
RECALLED_SHARE = 0.07


@dataclass(frozen=True, slots=True)
class LivedAttack:
    """An attack as it was.

    Parameters
    ----------
    onset, ended
        Head pain, as instants.
    peak
        Strongest pain, 1 to 10.
    woke_with
        When the person fell asleep, for an attack found on waking.
    lead_hours
        Hours from the hidden beginning of the prodrome to head pain; None without one.
    migraine
        Whether it was a migraine and not a mild headache of another kind.
    """

    day: LivedDay
    onset: datetime
    ended: datetime
    peak: int
    migraine: bool
    aura: bool
    side: Side
    woke_with: datetime | None = None
    lead_hours: float | None = None

    @property
    def zone(self) -> str:
        """Zone the person was in."""
        return self.day.zone


def write_attack(pen: Pen, dice: Random, lived: LivedAttack, *, left_open: bool = False) -> None:
    """Write one attack as it was logged: live in steps, or days later in one."""
    if lived.day.away and dice.random() < 0.6:
        return
    if dice.random() < RECALLED_SHARE or lived.day.away:
        _write_recalled(pen, dice, lived)
        return
    _write_early_signs(pen, dice, lived)
    entry = _write_first_tap(pen, dice, lived)
    doses = _write_doses(pen, dice, lived) if lived.migraine or dice.random() < 0.35 else 0
    if dice.random() < 0.22:
        _write_relief(pen, dice, lived)
    told = lived.onset + timedelta(hours=2.2)
    entry = pen.amend(entry, told, **_features(dice, lived))
    if left_open:
        return
    ended = exact(lived.ended, lived.zone) if dice.random() < 0.7 else about(lived.ended, lived.zone)
    logged = lived.ended + timedelta(minutes=dice.choice((3, 10, 40, 120)))
    normal = lived.ended + timedelta(hours=min(30.0, dice.gammavariate(2.0, 4.0)))
    changes: dict[str, Any] = {"headache_ended": ended}
    if lived.migraine and dice.random() < 0.25:
        changes["notes"] = _note(dice, doses)
    entry = pen.amend(entry, logged, **changes)
    if lived.migraine and dice.random() < 0.75:
        pen.amend(entry, normal + timedelta(minutes=30), back_to_normal=about(normal, lived.zone))
        _write_after_effects(pen, dice, lived, normal)


def _write_first_tap(pen: Pen, dice: Random, lived: LivedAttack) -> Entry:
    zone = lived.zone
    aura: dict[str, Any] = {"aura": False} if dice.random() < 0.6 else {}
    tap = lived.onset + timedelta(minutes=dice.choice((1, 2, 4, 10, 25)))
    if lived.aura:
        began = lived.onset - timedelta(minutes=dice.randint(15, 45))
        minutes = float(dice.randint(12, 40))
        aura = {
            "aura": True,
            "aura_began": exact(began, zone),
            "aura_ended": exact(began + timedelta(minutes=minutes), zone),
            "aura_symptoms": (
                AuraSymptom(
                    symptom="visual_positive", minutes=minutes, gradual=True, one_sided=True, positive=True
                ),
            ),
        }
    headache = exact(lived.onset, zone)
    if lived.woke_with is not None:
        headache = Moment(lived.woke_with, zone, Precision.BETWEEN, until=lived.onset)
    return pen.write(
        Attack,
        tap,
        taken_for=TakenFor.MIGRAINE if lived.migraine else TakenFor.OTHER_HEADACHE,
        headache=True,
        headache_began=headache,
        pain=(PainReading(at=exact(tap, zone), pain=max(1, lived.peak - dice.randint(1, 3))),),
        **aura,
    )


def _features(dice: Random, lived: LivedAttack) -> dict[str, Any]:
    if not lived.migraine:
        return {
            "quality": Quality.PRESSING,
            "side": Side.BOTH,
            "worst_pain": lived.peak,
            "nausea": Grade.NONE,
        }
    strength = (Grade.MILD, Grade.MODERATE, Grade.SEVERE)
    first = exact(lived.onset + timedelta(minutes=30), lived.zone)
    second = exact(lived.onset + timedelta(hours=2), lived.zone)
    belief = dice.random()
    features: dict[str, Any] = {
        "pain": (PainReading(at=first, pain=max(1, lived.peak - 1)), PainReading(at=second, pain=lived.peak)),
        "side": lived.side,
        "regions": dice.choice((("temple",), ("temple", "orbital"), ("forehead",), ("back", "neck"))),
        "quality": Quality.PULSATING if dice.random() < 0.75 else Quality.PRESSING,
        "worse_with_activity": True if dice.random() < 0.8 else None,
        "nausea": dice.choice((Grade.NONE, *strength[:2], Grade.MODERATE)),
        "vomiting": Grade.NONE if lived.peak < 8 else dice.choice((Grade.NONE, Grade.MILD)),
        "photophobia": dice.choice((*strength, Grade.MODERATE)),
        "phonophobia": dice.choice(strength),
        "function": Function(
            work=dice.choice((None, Effect.REDUCED, Effect.UNABLE if lived.peak > 6 else Effect.NONE)),
            home=dice.choice((None, Effect.REDUCED, Effect.NONE)),
        ),
        "most_bothersome": dice.choice((None, "photophobia", "nausea", "neck_pain")),
        "began_in": dice.choice((None, BeganIn.HEAD, BeganIn.NECK, BeganIn.BOTH)),
        "suspected_triggers": ("stress",) if belief < 0.15 else ("own:open_office",) if belief < 0.22 else (),
    }
    if features["most_bothersome"] == "nausea" and features["nausea"] is Grade.NONE:
        # What was not there cannot have been the worst of it.
        features["most_bothersome"] = "photophobia"
    return features


def _write_recalled(pen: Pen, dice: Random, lived: LivedAttack) -> None:
    zone = lived.zone
    logged = lived.ended + timedelta(days=dice.randint(3, 6))
    fields: dict[str, Any] = {"worst_pain": lived.peak, "taken_for": TakenFor.MIGRAINE}
    if lived.migraine:
        fields |= {"photophobia": Grade.MODERATE, "phonophobia": Grade.MILD, "quality": Quality.PULSATING}
    pen.write(
        Attack, logged, headache=True, headache_began=about(lived.onset, zone, 90),
        headache_ended=about(lived.ended, zone, 120), side=lived.side, **fields,
    )  # fmt: skip
    dose_at = lived.onset + timedelta(hours=1)
    if lived.migraine and dice.random() < 0.5:
        pen.write(
            Dose, logged + timedelta(minutes=2), medicine="Sumatriptan", drug_class="triptan", amount=50.0,
            unit="mg", at=Moment(dose_at, zone, Precision.DAY), taken_for=DoseFor.HEADACHE,
        )  # fmt: skip


def _write_early_signs(pen: Pen, dice: Random, lived: LivedAttack) -> None:
    if lived.lead_hours is None:
        return
    for sign in dice.sample(_PRODROME, k=dice.choice((1, 1, 2, 3))):
        began = lived.onset - timedelta(hours=lived.lead_hours * dice.uniform(0.4, 1.0))
        if dice.random() < 0.7:
            logged = min(began + timedelta(minutes=dice.randint(2, 50)), lived.onset - timedelta(minutes=1))
        else:
            logged = lived.ended + timedelta(hours=1)
        pen.write(
            Sign, logged, sign=sign, began=exact(began, lived.zone) if logged < lived.onset
            else about(began, lived.zone, 60), severity=dice.choice((None, 2, 3, 4, 5)),
        )  # fmt: skip
    if dice.random() < 0.05:
        began = lived.onset - timedelta(hours=lived.lead_hours * 0.5)
        pen.write(Sign, began + timedelta(minutes=5), sign="own:ear_pressure", began=exact(began, lived.zone))


def _write_doses(pen: Pen, dice: Random, lived: LivedAttack) -> int:
    first = "Sumatriptan" if lived.migraine and lived.peak >= 5 and dice.random() < 0.8 else None
    first = first or dice.choice(("Ibuprofen", "Naproxen", "Paracetamol"))
    at = lived.onset + timedelta(minutes=dice.choice((15, 30, 45, 70, 120)))
    helped = lived.ended - lived.onset < timedelta(hours=6)
    relief = dice.choice((ReliefAt2Hours.GONE, ReliefAt2Hours.MILD)) if helped else ReliefAt2Hours.SAME
    _write_dose(pen, dice, lived, first, at, relief=relief if dice.random() < 0.8 else None)
    if helped or not lived.migraine or dice.random() < 0.5:
        return 1
    later = at + timedelta(hours=dice.choice((3, 5, 16)))
    if later < lived.ended:
        _write_dose(pen, dice, lived, dice.choice(("Sumatriptan", "Naproxen")), later, relief=None)
    return 2


def _write_dose(
    pen: Pen, dice: Random, lived: LivedAttack, medicine: str, at: datetime, *, relief: ReliefAt2Hours | None
) -> None:
    amount = {"Sumatriptan": 50.0, "Naproxen": 500.0, "Ibuprofen": 400.0, "Paracetamol": 1000.0}[medicine]
    drug_class = {"Sumatriptan": "triptan", "Paracetamol": "paracetamol"}.get(medicine, "nsaid")
    entry = pen.write(
        Dose, at + timedelta(minutes=dice.choice((0, 1, 5))), medicine=medicine, drug_class=drug_class,
        amount=amount, unit="mg", at=exact(at, lived.zone), taken_for=DoseFor.HEADACHE,
        pain_before=max(1, lived.peak - 1),
    )  # fmt: skip
    if relief is not None:
        after = {ReliefAt2Hours.GONE: 0, ReliefAt2Hours.MILD: 2}.get(relief, lived.peak)
        effects = ("sleepy",) if medicine == "Sumatriptan" and dice.random() < 0.15 else ()
        pen.amend(
            entry, at + timedelta(hours=2, minutes=dice.randint(1, 30)), relief_at_2h=relief,
            pain_at_2h=after, side_effects=effects,
        )  # fmt: skip


def _write_relief(pen: Pen, dice: Random, lived: LivedAttack) -> None:
    at = lived.onset + timedelta(hours=1)
    pen.write(
        Relief, at + timedelta(minutes=3), relief=dice.choice(("cold", "dark", "sleep", "caffeine")),
        began=about(at, lived.zone), pain_before=lived.peak,
    )  # fmt: skip


def _write_after_effects(pen: Pen, dice: Random, lived: LivedAttack, normal: datetime) -> None:
    if dice.random() < 0.5:
        began = lived.ended + timedelta(minutes=dice.randint(0, 60))
        if began < normal:
            pen.write(
                Sign, began + timedelta(minutes=20), sign=dice.choice(_AFTER), began=about(began, lived.zone),
                ended=about(normal, lived.zone, 60) if dice.random() < 0.5 else None,
            )  # fmt: skip


def _note(dice: Random, doses: int) -> str:
    notes = (
        "Left the meeting early.", "Neck was tight since lunch.", "Slept it off.", "Came on in the train.",
        "Could still cook for the children.", "Second tablet helped." if doses > 1 else "Dark room helped.",
    )  # fmt: skip
    return dice.choice(notes)
