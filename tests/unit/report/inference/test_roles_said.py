"""Roles and risk on the page: refusals, episodes without a time, open episodes, a person's settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn, OwnFactor
from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose, DoseFor
from headlog.diary.moment import Moment, Precision
from headlog.diary.person import Preferences, Setting
from headlog.diary.record import Record
from headlog.diary.sign import NeckCause, NeckEpisode
from headlog.report.document import Chart, Facts, Lines, Table
from headlog.report.inference import sign_roles as room
from headlog.report.inference.arrays import sign_timeline
from headlog.report.inference.association_sections import association_sections
from headlog.report.inference.attack_associations import attack_associations
from headlog.report.inference.plain import estimate_json, plain
from headlog.report.inference.role_sections import risk_section, role_sections, role_table
from headlog.report.inference.role_words import (
    CHANNEL_WORDS,
    GAIN_WORDS,
    evidence_words,
    noted_words,
    prior_words,
)
from headlog.report.inference.sign_roles import SignRoles, sign_roles
from headlog.stats.arrays import Reason
from headlog.stats.estimate import Estimate
from headlog.stats.roles import RiskScore, RoleData
from headlog.stats.roles.result import (
    Diagnostics,
    Points,
    RecordGain,
    RoleResult,
    Sensitivity,
    Statement,
)

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)
NOTHING_FITTED = Diagnostics(None, {}, {}, (), 0, 0, 0, 0, 0, 0, True)
OWN_RATE = Estimate(0.4, 0.25, 0.56, 0.9, 25, "share")
BETTER = RiskScore(20, 0.1, 0.12, 0.2, True, OWN_RATE)
RISK = Estimate(0.999, 0.9, 1.0, 0.9, 24, "probability")


def _before(hours: float) -> Moment:
    return Moment(AS_OF - timedelta(hours=hours), "UTC")


def _neck(id_: str, hours: float) -> NeckEpisode:
    return NeckEpisode(id=id_, began=_before(hours))


def _attack(id_: str, hours: float, lasted: float = 6.0) -> Attack:
    return Attack(
        id=id_, headache=True, headache_began=_before(hours), headache_ended=_before(hours - lasted)
    )


def _day(hours: float) -> Moment:
    return Moment(AS_OF - timedelta(hours=hours), "UTC", Precision.DAY)


_CLEAR = CheckIn(id="clear", day=date(2026, 5, 31), zone="UTC", headache=False)


def _diary(*records: Record) -> Diary:
    return Diary.of(_attack("first", 240), *records, as_of=AS_OF)


@pytest.fixture(scope="module")
def refused() -> SignRoles:
    """An answer about two episodes: too few for anything."""
    untimed = NeckEpisode(id="day", began=Moment(AS_OF - timedelta(hours=60), "UTC", Precision.DAY))
    return sign_roles(_diary(_neck("n", 100), untimed))


def _opened(found: SignRoles) -> SignRoles:
    return replace(found, result=replace(found.result, closed=()))


def test_a_refusal_has_no_probabilities(refused: SignRoles) -> None:
    """Without a number for the episodes there is no table and no picture, and the words say why."""
    nothing = replace(refused.result, probability=None, counts={}, shares={}, sensitivity=None)
    bare = replace(refused, result=nothing)

    answer, warning = role_sections(bare)

    assert bare.probabilities == {}
    assert set(refused.probabilities) == {"n"}
    assert (answer.heading, warning.heading) == ("Neck: what the episodes were", "Neck as a warning")
    said, missing, *_ = answer.blocks
    assert isinstance(said, Lines)
    assert said.lines[0].startswith("Not enough is recorded yet")
    assert isinstance(missing, Lines)
    assert missing.heading == "What is missing"
    assert not any(isinstance(block, Table | Chart) for block in answer.blocks)


def test_what_has_no_time_is_counted_in_a_line_of_its_own(refused: SignRoles) -> None:
    """Who counts the entries must find all of them, also where nothing else is shown."""
    days = [NeckEpisode(id=f"n{n}", began=_day(60 + 24 * n)) for n in range(4)]
    only = sign_roles(_diary(*days, Attack(id="a", headache=True, headache_began=_day(24))))

    answers = [role_sections(each)[0] for each in (refused, only)]

    lines = [
        [
            block.lines
            for block in answer.blocks
            if isinstance(block, Lines) and "time of day" in block.heading
        ]
        for answer in answers
    ]
    one = "One episode has no time of day, and so no part in anything here: only a day is known."
    assert lines[0] == [(one,)]
    assert lines[1] == [
        (
            "4 episodes have no time of day, and so no part in anything here: only a day is known.",
            "One attack has no time of day: it may have begun at any hour of a day, so the answer is less "
            "sure.",
        )
    ]
    missing = next(block for block in answers[1].blocks if isinstance(block, Lines) and block.heading)
    assert "5 more episodes outside head pain needed (0 recorded with a time of day" in missing.lines[0]
    timed = replace(refused, timeline=replace(refused.timeline, untimed_episodes=0))
    assert "Without a time of day" not in [
        block.heading for block in role_sections(timed)[0].blocks if isinstance(block, Lines)
    ]


def test_what_was_noted_beside_the_episodes_stands_on_the_page() -> None:
    """Causes with a time, and lead times that a coarse time leaves between two groups."""
    cause = NeckCause(cause="screen", at=_before(103))
    coarse = Moment(AS_OF - timedelta(hours=100), "UTC", Precision.BETWEEN, until=AS_OF - timedelta(hours=97))
    neck = NeckEpisode(id="n", began=coarse, causes=(cause,))

    answer, warning, *_ = role_sections(sign_roles(_diary(neck, _attack("then", 96))))

    headings = [block.heading for block in answer.blocks if isinstance(block, Lines)]
    assert "Also recorded" in headings
    notes = [block.note for block in warning.blocks if isinstance(block, Chart)]
    assert notes == ["Groups of Kelman 2004. By the middle of each time: 1 of 1 could lie in another group."]


def test_a_table_without_shares_of_the_attacks_says_nothing_of_them(refused: SignRoles) -> None:
    bare = replace(refused, result=replace(refused.result, attack_shares={}))

    assert "Of the attacks" not in role_table(bare).note


def test_an_attack_known_by_its_day_has_no_lead_time() -> None:
    """It follows the episode of the evening before, and how long before is said not to be told."""
    records: list[Record] = []
    for n in range(8):
        records += [
            _neck(f"n{n}", 240 * n + 300 + 28),
            Attack(id=f"a{n}", headache=True, headache_began=_day(240 * n + 300)),
        ]
    days = {each.first_moment.day for each in records if each.first_moment}
    clear = [
        CheckIn(id=f"c{n}", day=day, zone="UTC", headache=False)
        for n in range(110)
        if (day := (AS_OF - timedelta(days=n)).date()) not in days
    ]

    found = sign_roles(Diary.of(*records, *clear, as_of=AS_OF))

    warning = found.warning
    assert (warning.followed, warning.followed_untimed, warning.timed_attacks) == (8, 8, 0)
    assert warning.lead.median is None
    assert warning.in_time is None
    section = role_sections(found)[1]
    assert not any(isinstance(block, Chart) for block in section.blocks)
    said = " ".join(line for block in section.blocks if isinstance(block, Lines) for line in block.lines)
    assert (
        "8 followed episodes came before an attack without a time of day: how long before is not told" in said
    )


def test_what_a_role_rests_on_closes_the_sections(refused: SignRoles) -> None:
    """Priors, an unrecorded cause and what to record next are said where they are known."""
    told = Sensitivity({"warning": 0.4}, None, Points(1.2, 2.0, 3.1), ())
    yes, no = Statement("trigger_like", "yes", 0.95), Statement("trigger_like", "no", 0.02)
    said = {**refused.result.statements, "warning": Statement("warning", "depends", 0.5)}
    result = replace(refused.result, sensitivity=told, statements={**said, "trigger_like": yes})

    rests = evidence_words(result)

    assert len(rests) == 3
    assert "40 % of the answer is what was assumed beforehand" in rests[0]
    assert "warning-like" in rests[0]
    assert "by a factor of about 2.0 (90 % interval 1.2 to 3.1)" in rests[1]
    assert rests[2].startswith("Early signs count for 0 of 1 episodes outside head pain")
    assert role_sections(replace(refused, result=result))[2].heading == "Neck: what this rests on"
    denied = replace(result, statements={**said, "trigger_like": no})
    assert evidence_words(denied) == (rests[0], rests[2])


def test_evidence_and_what_to_record_next_are_named(refused: SignRoles) -> None:
    """What carries a verdict stands first, what would take most of the doubt away last."""
    gains = (RecordGain("more_attacks", 0.0, 0.0), RecordGain("early_signs", 0.3, 0.2))
    carried = Statement("warning", "yes", 0.97, ("early_signs",))
    result = replace(
        refused.result,
        sensitivity=Sensitivity({}, None, None, gains),
        statements={**refused.result.statements, "warning": carried},
    )

    first, *_, last = evidence_words(result)

    assert first.endswith(f"rests on {CHANNEL_WORDS['early_signs']}.")
    assert last == f"Most would be learned from recording {GAIN_WORDS['early_signs']}."


def test_the_prior_stands_beside_the_statements() -> None:
    """Who reads a statement sees at once how much of it was assumed; where no number is shown, nothing is."""
    told = Sensitivity({"warning": 0.4, "trigger_like": 0.9}, 0.25, None, ())
    result = RoleResult(None, {}, {}, {}, {}, (), told, NOTHING_FITTED)

    assert prior_words(result) == (
        "Prior share of the estimates: warning-like 40 %, trigger-like 90 %, how early signs differ 25 %.",
    )
    assert prior_words(replace(result, sensitivity=Sensitivity({}, None, None, ()))) == ()
    assert prior_words(replace(result, sensitivity=None)) == ()


def test_a_cause_noted_first_and_a_medicine_before_any_pain_are_counted() -> None:
    """Both are counts of what was recorded, over the episodes with a time of day."""
    cause = NeckCause(cause="screen", at=_before(203))
    records = [
        replace(_neck("caused", 200), causes=(cause,)),
        replace(_neck("undated", 400), causes=(NeckCause(cause="screen"),)),
        _neck("stopped", 150),
        _neck("followed", 50),
        Dose(id="one", at=_before(149), medicine="X", taken_for=DoseFor.NECK),
        Dose(id="two", at=_before(49), medicine="X", taken_for=DoseFor.NECK),
        _attack("then", 40),
    ]

    caused, treated = noted_words(sign_roles(_diary(*records)).timeline)

    assert caused.startswith("A possible cause was noted, with a time before it, for 1 of 4 episodes;")
    assert treated.startswith(
        "An acute medicine was taken after 2 of 4 episodes, before any head pain; none is recorded within "
        "48 h after 1 of 2 of these."
    )
    assert noted_words(sign_roles(_diary(_neck("n", 100))).timeline) == ()


def test_what_was_not_computed_has_no_sample(refused: SignRoles) -> None:
    """Where nothing was fitted, what can be checked is shown without the sample that was not drawn."""
    unsure = {
        claim: replace(said, verdict="cannot_tell") for claim, said in refused.result.statements.items()
    }
    nothing = replace(refused.result.diagnostics, effective_sample=None, fit_checks=())
    result = replace(refused.result, statements=unsure, diagnostics=nothing)

    (facts,) = [
        block
        for block in role_sections(replace(refused, result=result))[0].blocks
        if isinstance(block, Facts)
    ]

    assert facts.facts == ()


def test_what_was_assumed_does_not_contradict_a_no(refused: SignRoles) -> None:
    """Few episodes of a role leave its figure to the prior, and yet the diary tells that they are few."""
    told = Sensitivity({"trigger_like": 1.0}, None, None, ())
    no = Statement("trigger_like", "no", 0.02)
    result = replace(
        refused.result, sensitivity=told, statements={**refused.result.statements, "trigger_like": no}
    )

    line, _ = evidence_words(result)

    assert line.startswith("How often episodes are trigger-like, if any are: 100 % of that figure")
    assert "how well each hypothesis fits" in line


def test_too_little_shows_no_roles_beside_it(refused: SignRoles) -> None:
    """A table of two episodes would be believed, whatever the sentence above it says."""
    answer, *_ = role_sections(refused)

    assert refused.result.counts
    assert not any(isinstance(block, Table | Chart | Facts) for block in answer.blocks)
    unsure = replace(refused.result, sensitivity=Sensitivity({"warning": 0.4}, None, None, ()))
    (counted,) = evidence_words(unsure)
    assert counted.startswith("Early signs count for")


_RATE = "40 % (90 % interval 25 to 56)"


@pytest.mark.parametrize(
    ("score", "risk", "values"),
    [
        (
            replace(BETTER, is_better=False),
            None,
            [_RATE, "no risk is shown: not better than your own rate over 20 onsets yet"],
        ),
        (
            RiskScore(4, None, None, None, False),
            None,
            ["no risk is shown: 4 onsets could be forecast from their past, 10 are needed"],
        ),
        (BETTER, None, [_RATE, "better than your own rate over 20 onsets"]),
        (
            BETTER,
            RISK,
            [
                "over 99 % (90 % interval 90 % to over 99 %)",
                _RATE,
                "better than your own rate over 20 onsets",
            ],
        ),
    ],
)
def test_a_risk_is_shown_only_when_it_beats_the_own_rate(
    refused: SignRoles, score: RiskScore, risk: Estimate | None, values: list[str]
) -> None:
    """A forecast that is no better than the rate is none; the rate itself and the method stand there."""
    facts, method = risk_section(replace(refused, risk_score=score, risk=risk)).blocks

    assert isinstance(facts, Facts)
    assert [fact.value for fact in facts.facts] == values
    assert isinstance(method, Lines)
    assert method.lines[0].startswith("Method: risk at an onset 1, latent-origin point process, version ")
    assert "simulated diaries only" in method.lines[0]


def test_a_risk_that_is_not_scored_says_what_is_missing(refused: SignRoles) -> None:
    """What is missing stands on the page itself: nobody is sent to look for it elsewhere."""
    facts, missing, _ = risk_section(refused).blocks

    assert isinstance(facts, Facts)
    assert (facts.facts, facts.empty) == ((), "No risk is scored before the episodes can be told.")
    assert isinstance(missing, Lines)
    assert missing.heading == "What is missing"
    assert missing.lines[0].startswith("Not enough yet: 4 more episodes")


def test_a_closed_answer_is_not_scored() -> None:
    """Where nothing is said of the episodes, no risk is computed either."""
    found = sign_roles(_diary(_neck("n", 3)), risk=True)

    assert (found.risk_score, found.risk) == (None, None)


@pytest.mark.parametrize(
    ("records", "row", "because"),
    [
        ((_neck("old", 100), _neck("new", 3)), 1, "the latest began three hours ago and nothing came"),
        ((_neck("old", 100), _CLEAR), None, "its day is over"),
        ((_neck("new", 3), _attack("then", 2, 1.0)), None, "head pain came since"),
        ((_attack("now", 5, 4.0), _neck("new", 3)), None, "it began in head pain"),
        ((), None, "there is no episode"),
    ],
)
def test_only_an_open_episode_has_a_risk(
    refused: SignRoles,
    monkeypatch: pytest.MonkeyPatch,
    records: tuple[Record, ...],
    row: int | None,
    because: str,
) -> None:
    """The risk is that of the next 24 h: it is asked for the latest episode while those run."""
    asked: list[int] = []

    def risk_of(data: RoleData, episode: int, generator: np.random.Generator) -> Estimate:
        asked.append(episode)
        return RISK

    monkeypatch.setattr(room, "episode_roles", lambda *given: _opened(refused).result)
    monkeypatch.setattr(room, "risk_score", lambda *given: BETTER)
    monkeypatch.setattr(room, "onset_risk", risk_of)

    found = sign_roles(_diary(*records), risk=True)

    assert asked == ([] if row is None else [row]), because
    assert found.risk == (None if row is None else RISK), because
    assert found.risk_score == BETTER


def test_a_score_that_is_no_better_asks_for_no_risk(
    refused: SignRoles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The open episode is there, the number is not."""
    monkeypatch.setattr(room, "episode_roles", lambda *given: _opened(refused).result)
    monkeypatch.setattr(room, "risk_score", lambda *given: replace(BETTER, is_better=False))

    found = sign_roles(_diary(_neck("new", 3)), risk=True)

    assert found.risk is None
    assert found.risk_score is not None


def test_changed_settings_reach_what_infers() -> None:
    """Open attacks given up four hours later are longer pains, and leave less time at risk."""
    still = Attack(id="open", headache=True, headache_began=_before(120))
    changed = Preferences(id="p", settings=(Setting(name="end_unknown_hours", value="16"),))
    usual, longer = _diary(still), _diary(still, changed)

    ends = [sign_roles(each).timeline.attacks[-1].end for each in (usual, longer)]
    hours = [attack_associations(each) for each in (usual, longer)]

    assert ends[1] - ends[0] == 4
    assert hours[0] is not None
    assert hours[1] is not None
    assert sum(hours[0].hours.at_risk) - sum(hours[1].hours.at_risk) == 4


def test_pains_that_overlap_are_one_for_the_warning() -> None:
    """Two attacks at once are one head pain, from the first onset to the last end."""
    diary = _diary(_attack("long", 100, 10.0), _attack("within", 96, 2.0), _attack("beyond", 92, 8.0))

    arrays = sign_timeline(sign_roles(diary).timeline)

    assert len(arrays.attack_began) == 2
    assert arrays.attack_ended[-1] - arrays.attack_began[-1] == 16


def test_results_become_plain_values() -> None:
    """An enumeration is its word and a missing estimate is nothing."""
    assert plain({"why": (Reason.NO_DAYS,), "points": Points(1, 2, 3)}) == {
        "why": ["no_days"],
        "points": {"low": 1, "middle": 2, "high": 3},
    }
    assert estimate_json(None) is None


def test_onsets_of_the_night_are_in_the_clock() -> None:
    """Who wakes with it has onsets at night: left out, the night would look free of them."""
    woke = [
        Attack(
            id=f"w{n}",
            headache=True,
            headache_began=Moment(at, "UTC", Precision.BETWEEN, until=at + timedelta(hours=8)),
            headache_ended=Moment(at + timedelta(hours=12), "UTC"),
        )
        for n in range(20)
        if (at := AS_OF - timedelta(hours=96 * n + 97))  # from 23:00 to 07:00
    ]
    by_day = Attack(id="day", headache=True, headache_began=_day(96 * 21))
    days = [
        CheckIn(id=f"c{n}", day=(AS_OF - timedelta(days=n)).date(), zone="UTC", headache=n % 4 == 1)
        for n in range(80)
    ]

    found = attack_associations(Diary.of(*woke, by_day, *days, as_of=AS_OF))

    assert found is not None
    assert (found.hours.n, found.hours_drawn, found.hours_left_out) == (20, 20, 1)
    assert found.hours.preferred is not None
    assert not 7 < found.hours.preferred.time < 23
    lines = [
        line
        for section in association_sections(found)
        for block in section.blocks
        if isinstance(block, Lines)
        for line in block.lines
    ]
    assert "20 onsets known to several hours: an hour within them is drawn." in lines
    assert "1 onset known to a day only: not in the hours of the clock." in lines


def test_own_factors_are_read_by_their_names() -> None:
    """An answer and a number each reach their own column; a day without the factor says nothing of it."""
    own = (
        (OwnFactor(factor="tea", value=3.0), OwnFactor(factor="sauna", answer=True)),
        (OwnFactor(factor="tea", value=1.0),),
        (),
    )
    days = [
        CheckIn(id=f"c{n}", day=date(2026, 5, 25 + n), zone="UTC", headache=False, own_factors=each)
        for n, each in enumerate(own)
    ]

    found = attack_associations(_diary(*days))

    assert found is not None
    *_, sauna, tea = found.exposures.exposures
    assert (sauna.name, sauna.lags[0].risk_days, sauna.lags[0].exposed_days) == ("sauna", 1, 1)
    assert (tea.name, tea.lags[0].risk_days, tea.lags[0].exposed_days) == ("tea", 2, 1)
