"""What the constructed person says once or now and then: background, medicines, scores, visits, plan."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from headlog.diary.attack import Attack, TakenFor
from headlog.diary.journal import Entry
from headlog.diary.medicine import IntervalUnit, Medicine, PreventiveCourse, PreventiveDose, Use
from headlog.diary.moment import Moment, Precision
from headlog.diary.person import (
    Dated,
    Named,
    OwnWord,
    Person,
    Plan,
    SafetyAnswer,
    SafetyAnswers,
    Score,
    Visit,
)
from headlog.exchange.simulated.life import (
    FIRST_INJECTION_DAY,
    HOME,
    INJECTION_EVERY_DAYS,
    RAISED_DOSE_DAY,
)
from headlog.exchange.simulated.pen import Pen, exact, instant

ACUTE = (
    ("Sumatriptan", "triptan", 50.0),
    ("Naproxen", "nsaid", 500.0),
    ("Ibuprofen", "nsaid", 400.0),
    ("Paracetamol", "paracetamol", 1000.0),
)
_SAFETY = (
    "thunderclap", "fever_systemic", "pattern_change", "positional_new", "cough_exertion_new",
    "new_unusual_neck_pain_with_dissection_sign", "neck_trauma_high_energy", "myelopathy_two_or_more",
)  # fmt: skip


def write_background(pen: Pen, first: date) -> None:
    """Write what is said on the first day: the person, the medicine list, own words, earlier preventives."""
    at = instant(first, 19.2, HOME)
    pen.write(
        Person,
        at,
        name_on_report="Alice",
        birth_year=first.year - 36,
        country="GB",
        named_by_clinician=(
            Named(name="Migraine with and without aura", by="Bob", on=first - timedelta(days=800)),
        ),
        clinician_says_migraine=True,
        five_attacks=True,
        two_auras=True,
        usual_aura=("visual_positive",),
        conditions=(Dated(what="Hay fever"),),
        hormones=(Dated(what="Copper coil", since=first - timedelta(days=1100)),),
        clotting_risk=False,
        began_one_day_never_stopped=False,
    )
    for number, (name, drug_class, amount) in enumerate(ACUTE):
        pen.write(
            Medicine,
            at + timedelta(minutes=2 + number),
            name=name,
            use=Use.ACUTE,
            drug_class=drug_class,
            usual_amount=amount,
            unit="mg",
        )
    pen.write(
        OwnWord, at + timedelta(minutes=8), group="sign", word="ear_pressure", label="Pressure in my ears"
    )
    pen.write(
        OwnWord,
        at + timedelta(minutes=9),
        group="suspected_trigger",
        word="open_office",
        label="Open-plan office",
    )
    _earlier_preventives(pen, first, at + timedelta(minutes=12))


def _earlier_preventives(pen: Pen, first: date, at: datetime) -> None:
    pen.write(
        PreventiveCourse, at, agent="Propranolol", drug_class="beta_blocker", dose="40 mg twice a day",
        best_dose="80 mg twice a day", interval=1, interval_unit=IntervalUnit.DAYS,
        started=first - timedelta(days=700), stopped=first - timedelta(days=520),
        why_stopped="tired, cold hands",
    )  # fmt: skip
    pen.write(
        PreventiveCourse, at + timedelta(minutes=2), agent="Topiramate", drug_class="anticonvulsant",
        dose="50 mg twice a day", best_dose="50 mg twice a day", interval=1, interval_unit=IntervalUnit.DAYS,
        started=first - timedelta(days=480), stopped=first - timedelta(days=350),
        why_stopped="hard to find words",
    )  # fmt: skip
    pen.write(
        PreventiveCourse, at + timedelta(minutes=4), agent="Candesartan", drug_class="arb",
        dose="16 mg a day", best_dose="16 mg a day", interval=1, interval_unit=IntervalUnit.DAYS,
        started=first - timedelta(days=300), stopped=first - timedelta(days=40), why_stopped="did not help",
    )  # fmt: skip


def write_preventive(pen: Pen, dice: Random, first: date, last: date) -> None:
    """Write the antibody: its course, the raised dose, each injection; one late, one missed."""
    start = first + timedelta(days=FIRST_INJECTION_DAY)
    raised = first + timedelta(days=RAISED_DOSE_DAY)
    written = instant(start, 20.0, HOME)
    course = pen.write(
        PreventiveCourse, written, agent="Erenumab", drug_class="cgrp_antibody", dose="70 mg",
        interval=INJECTION_EVERY_DAYS, interval_unit=IntervalUnit.DAYS, started=start,
    )  # fmt: skip
    pen.amend(course, instant(raised, 20.0, HOME), dose="140 mg", best_dose="140 mg")
    due, number = start, 0
    while due <= last:
        late = 6 if number == 9 else dice.choice((0, 0, 0, 0, 1, 1, 2)) if number else 0
        _injection(pen, dice, course, due, late=late, missed=number == 14, raised=due >= raised)
        due += timedelta(days=INJECTION_EVERY_DAYS)
        number += 1


def _injection(
    pen: Pen, dice: Random, course: Entry, due: date, *, late: int, missed: bool, raised: bool
) -> None:
    amount = "140 mg" if raised else "70 mg"
    if missed:
        pen.write(
            PreventiveDose, instant(due, 56.0, HOME), course=course.id, due=due, missed=True, amount=amount,
            notes="Delivery did not come.",
        )  # fmt: skip
        return
    at = instant(due + timedelta(days=late), dice.choice((8.0, 19.5, 20.0, 20.5)), HOME)
    pen.write(
        PreventiveDose, at + timedelta(minutes=dice.randint(1, 40)), course=course.id, due=due,
        given=exact(at, HOME), amount=amount, site=dice.choice(("left thigh", "right thigh", "belly")),
        side_effects=("constipation",) if dice.random() < 0.2 else (),
    )  # fmt: skip


def write_scores(pen: Pen, dice: Random, first: date, last: date) -> None:
    """Write MIDAS every three months and HIT-6 every month, falling after the antibody."""
    day, number = first + timedelta(days=28), 1
    while day <= last:
        treated = (day - first).days > FIRST_INJECTION_DAY + 60
        at = instant(day, 20.7, HOME)
        pen.write(
            Score, at, instrument="hit6", on=day, total=float(round(dice.gauss(54 if treated else 63, 1.8)))
        )
        if number % 3 == 0:
            share = 0.4 if treated else 1.0
            items = tuple(float(max(0, round(dice.gauss(mean, 1.2) * share))) for mean in (4, 9, 6, 8, 5))
            pen.write(
                Score, at + timedelta(minutes=4), instrument="midas", on=day, items=items, total=sum(items)
            )
        day, number = day + timedelta(days=28), number + 1


def write_visits(pen: Pen, first: date, last: date) -> None:
    """Write visits with their questions, the next one still to come; the plan; the safety screen."""
    visits = (
        (389, ("Could an injection be next?", "How many triptan days are too many?")),
        (492, ("Is it working well enough?", "Is constipation from the injection?")),
        (760, ("Does my neck set attacks off, or is it an early part of them?",)),
        (980, ("Can I stretch the interval?",)),
    )
    for number, questions in visits:
        on = first + timedelta(days=number)
        pen.write(
            Visit, instant(on - timedelta(days=2), 18.0, HOME), on=on, with_whom="Bob", questions=questions
        )
    pen.write(
        Visit,
        instant(last - timedelta(days=3), 18.0, HOME),
        on=last + timedelta(days=9),
        with_whom="Bob",
        questions=(
            "Is my neck pain a warning sign or a cause?",
            "The last week before each injection is worse: is that known?",
            "Should we plan a pause of the injections?",
        ),
    )
    plan_day = first + timedelta(days=389)
    pen.write(
        Plan,
        instant(plan_day, 18.0, HOME),
        text="At the first yawns and a stiff neck: eat, drink, screen off. Tablet when the head pain begins.",
        agreed_with="Bob",
        on=plan_day,
    )
    for day in (first, first + timedelta(days=745)):
        answers = tuple(SafetyAnswer(flag=flag, answer=False) for flag in _SAFETY)
        pen.write(SafetyAnswers, instant(day, 19.8, HOME), on=day, answers=answers)


def write_one_rough_day(pen: Pen, first: date) -> None:
    """Write a first recalled note: an attack of which only the day is known."""
    day = first - timedelta(days=6)
    rough = Moment(instant(day, 12.0, HOME), HOME, Precision.DAY)
    pen.write(
        Attack, instant(first, 19.6, HOME), taken_for=TakenFor.MIGRAINE, headache_began=rough,
        headache_ended=rough, worst_pain=7, notes="From memory, before I kept this diary.",
    )  # fmt: skip
