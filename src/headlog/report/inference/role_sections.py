"""Sections about a sign's episodes: what they were, what they are worth as a warning, and why."""

from __future__ import annotations

from dataclasses import replace

from headlog.diary.vocabulary import OWN_PREFIX
from headlog.report.charts.intervals import Axis, IntervalRow, intervals_picture, round_ticks
from headlog.report.charts.lead_times import LeadBin, lead_times_picture
from headlog.report.charts.picture import Picture
from headlog.report.document import Block, Chart, Column, Fact, Facts, Lines, Section, Table
from headlog.report.inference.plain import chance, percent, said_chance, said_estimate, said_share
from headlog.report.inference.role_words import (
    CAUTION,
    NO_ADVICE,
    NO_BETTER,
    NONE_OUTSIDE,
    ONLY_SIMULATED,
    OWN_HOURS,
    ROLE_WORDS,
    evidence_words,
    followed_untimed_words,
    gate_words,
    noted_words,
    prior_words,
    statement_words,
    untimed_words,
)
from headlog.report.inference.sign_roles import SignRoles
from headlog.report.words import counted, of
from headlog.stats.lead_times import LeadTimes
from headlog.stats.method import ONSET_RISK, SIGN_WARNING
from headlog.stats.roles import CLAIMS, ROLES, Points, RiskScore, Statement
from headlog.stats.signs import SignWarning

_LEAD_LABELS = ("under 1 h", "1–2 h", "2–4 h", "4–12 h", "over 12 h")


def role_sections(found: SignRoles, *, lay: bool = True) -> tuple[Section, ...]:
    """Everything found about one sign.

    Parameters
    ----------
    found
        The answer about one sign.
    lay
        Whether the person's wording stands first; the report's appendix has the clinician's alone.
    """
    name = found.name
    sections = [
        Section(1, f"{name}: what the episodes were", (_answer_blocks(found, lay=lay),)),
        Section(2, f"{name} as a warning", (_warning_blocks(found),)),
    ]
    rests = evidence_words(found.result, shown=found.may_be_shown)
    if rests:
        sections.append(Section(3, f"{name}: what this rests on", ((Lines("", rests),),)))
    return tuple(sections)


def _answer_blocks(found: SignRoles, *, lay: bool) -> tuple[Block, ...]:
    result = found.result
    shown = found.may_be_shown
    words = [statement_words(_as_shown(result.statements[claim], shown=shown)) for claim in CLAIMS]
    blocks: list[Block] = []
    if lay:
        blocks.append(Lines("", tuple(str(each.lay) for each in words)))
    closed = tuple(dict.fromkeys(gate_words(gate) for gate in result.closed))
    if closed:
        blocks.append(Lines("What is missing", closed))
    untimed = untimed_words(found.timeline.untimed_episodes, found.timeline.untimed_attacks)
    if untimed:
        blocks.append(Lines("Without a time of day", untimed))
    # Two of three episodes "early part, 67 %": beside "not enough yet" such a table would be believed.
    if shown:
        blocks.append(role_table(found))
        blocks.append(Chart(role_picture(found), "Point: median; line: 90 % interval."))
    said = tuple(str(each.clinician) for each in words)
    blocks.append(Lines("In the clinician's words", (*said, *(prior_words(result) if shown else ()))))
    noted = noted_words(found.timeline)
    if noted:
        blocks.append(Lines("Also recorded", noted))
    if any(said.verdict != "not_enough" for said in result.statements.values()):
        blocks.append(_checks(found))
    blocks.append(Lines("", (f"Method: {result.method}. {ONLY_SIMULATED}", CAUTION), fine_print=True))
    return tuple(blocks)


def _as_shown(said: Statement, *, shown: bool) -> Statement:
    """The statement with its probability, or without where no number may be shown."""
    return said if shown else replace(said, probability=None)


def role_table(found: SignRoles) -> Table:
    """Episodes by role with their intervals, and the shares."""
    result = found.result
    rows = tuple(
        (
            ROLE_WORDS[role][0],
            ROLE_WORDS[role][1],
            f"{result.counts[role].middle:.0f}",
            f"{result.counts[role].low:.0f} to {result.counts[role].high:.0f}",
            # What is counted may be all or none of them; what is inferred never is for certain.
            (percent if role == "in_attack" else chance)(result.shares[role].middle),
        )
        for role in ROLES
        if role in result.counts
    )
    columns = (
        Column("Episodes", numeric=False), Column("Term", numeric=False), Column("How many"),
        Column("90 % interval"), Column("Share"),
    )  # fmt: skip
    diagnostics = result.diagnostics
    timed = len(found.timeline.episodes)
    note = (
        f"{counted(timed, 'episode')} with a time of day, {diagnostics.n_outside} of them began outside head "
        f"pain; {counted(diagnostics.n_attacks, 'attack')}. Shares are of those outside head pain; of all "
        "for “during”. "
        "“Cause noted first” stands for an episode of another origin, whether or not a cause was recorded."
    )
    if result.attack_shares:
        warned, triggered = (_of_attacks(result.attack_shares[role]) for role in ("warning", "trigger_like"))
        note += f" Of the attacks {warned} had a warning-like episode before, {triggered} a trigger-like one."
    return Table("Episodes by role", columns, rows, note)


def _of_attacks(share: Points) -> str:
    return f"{percent(share.middle)} ({percent(share.low)} to {percent(share.high)})"


def role_picture(found: SignRoles, *, name: str = "roles") -> Picture:
    """Counts by role with their intervals."""
    counts = found.result.counts
    rows = tuple(
        IntervalRow(
            ROLE_WORDS[role][0],
            counts[role].middle,
            counts[role].low,
            counts[role].high,
            f"{counts[role].middle:.0f} ({counts[role].low:.0f} to {counts[role].high:.0f})",
        )
        for role in ROLES
        if role in counts
    )
    axis = Axis("episodes", round_ticks(max(row.high for row in rows)))
    return intervals_picture(
        rows, axis, name=name, title=f"{found.name}: episodes by role", column="Episodes"
    )


def _checks(found: SignRoles) -> Facts:
    diagnostics = found.result.diagnostics
    facts = []
    if diagnostics.effective_sample is not None and found.may_be_shown:
        weights = ", ".join(
            f"{name.replace('_', ' ')} {percent(weight)}" for name, weight in diagnostics.hypotheses.items()
        )
        facts.append(Fact("Hypotheses", weights, note="weights after the diary, equal before it"))
    if diagnostics.effective_sample is not None:
        facts.append(
            Fact("Effective sample", f"{diagnostics.effective_sample:.0f}", note="100 are asked for")
        )
    for check in diagnostics.fit_checks:
        if check.probability is not None:
            facts.append(
                Fact(
                    f"Fit: {check.name.replace('_', ' ')}",
                    "as expected" if check.fits else "odd",
                    note=f"{chance(check.probability)} of replicates at least as odd",
                )
            )
    return Facts("How well the method fits", tuple(facts), "Nothing was fitted.")


def _warning_blocks(found: SignRoles) -> tuple[Block, ...]:
    warning = found.warning
    counted_any = warning.followed + warning.unfollowed + warning.undecided
    facts = (*_warning_counts(warning), *_warning_rates(warning)) if counted_any else ()
    blocks: list[Block] = [Facts("", facts, NONE_OUTSIDE)]
    if warning.lift is not None and warning.lift.low <= 1:
        blocks.append(Lines("", (NO_BETTER,)))
    if warning.followed_untimed:
        blocks.append(Lines("", (followed_untimed_words(warning.followed_untimed),)))
    name = found.name if found.sign.startswith(OWN_PREFIX) else found.name.lower()
    blocks += _lead_chart(warning.lead, name)
    blocks.append(
        Lines("", (f"Method: {SIGN_WARNING}. A ratio above 1 is no cause.", OWN_HOURS), fine_print=True)
    )
    return tuple(blocks)


def _warning_counts(warning: SignWarning) -> list[Fact]:
    decided = warning.followed + warning.unfollowed
    facts = [
        Fact("Followed by an attack within 48 h", of(warning.followed, decided),
             note=f"of those outside head pain and the 48 h after it, with the next 48 h recorded; "
                  f"not told: {warning.undecided}"),
        Fact("Not followed", of(warning.unfollowed, decided)),
        Fact("Attacks with the sign in the 48 h before", of(warning.warned_attacks, warning.attacks)),
    ]  # fmt: skip
    if warning.timed_attacks:
        in_time = of(warning.warned_in_time, warning.timed_attacks)
        note = "of those with a time of day" if warning.timed_attacks < warning.attacks else ""
        facts.append(Fact("Attacks with the sign an hour or more before", in_time, note=note))
    return facts


def _warning_rates(warning: SignWarning) -> list[Fact]:
    facts = []
    if warning.hit_rate is not None:
        base = "not known" if warning.base_rate is None else percent(warning.base_rate)
        facts.append(Fact("Share followed", said_share(warning.hit_rate), note=f"by chance alone: {base}"))
    if warning.lift is not None:
        facts.append(Fact("Against chance", f"{said_estimate(warning.lift)} times", note="1 is no better"))
    if warning.false_alarms is not None:
        facts.append(Fact("Not followed, per 28 days", said_estimate(warning.false_alarms)))
    if warning.in_time is not None and warning.reason is None:
        facts.append(Fact("Followed with an hour or more to act", said_share(warning.in_time)))
    if warning.lead.median is not None:
        facts.append(
            Fact("Time from sign to head pain", said_estimate(warning.lead.median, unit=" h"), note="median")
        )
    if warning.reason is not None:
        facts.append(Fact("Rates", "not enough yet", note="5 told episodes and 3 attacks are asked for"))
    return facts


def _lead_chart(lead: LeadTimes, name: str) -> list[Block]:
    """Lead times in their groups; nothing where no followed episode has one."""
    counts = (lead.under_1, lead.from_1_to_2, lead.from_2_to_4, lead.from_4_to_12, lead.over_12)
    if not any(counts):
        return []
    bins = [LeadBin(label, count) for label, count in zip(_LEAD_LABELS, counts, strict=True)]
    title = f"From {name} to head pain, followed episodes"
    note = "Groups of Kelman 2004."
    if lead.unsure:
        note += f" By the middle of each time: {of(lead.unsure, sum(counts))} could lie in another group."
    return [Chart(lead_times_picture(bins, name="sign-lead", title=title), note)]


def risk_section(found: SignRoles) -> Section:
    """Whether a risk at the sign's onset beats the person's own rate, and what it is now.

    Parameters
    ----------
    found
        The answer about one sign, computed with its risk.
    """
    blocks: list[Block] = [_risk(found)]
    missing = tuple(dict.fromkeys(gate_words(gate) for gate in found.result.closed))
    if found.risk_score is None and missing:
        blocks.append(Lines("What is missing", missing))
    method = f"Method: {ONSET_RISK}, {found.result.method}. {ONLY_SIMULATED}"
    blocks.append(Lines("", (method, NO_ADVICE), fine_print=True))
    return Section(1, "Risk at the onset of the sign", (tuple(blocks),))


def _risk(found: SignRoles) -> Facts:
    score = found.risk_score
    if score is None:
        return Facts("", (), "No risk is scored before the episodes can be told.")
    facts = []
    if found.risk is not None:
        facts.append(
            Fact("Attack within 24 h of the latest onset", said_chance(found.risk),
                 note="the interval is how sure the model is of its own figure")
        )  # fmt: skip
    if score.own_rate is not None:
        facts.append(
            Fact("Your own rate: onsets with an attack within 24 h", said_share(score.own_rate),
                 note=f"of {score.own_rate.n} onsets outside head pain with the next 24 h recorded")
        )  # fmt: skip
    if score.is_better:
        words, note = f"better than your own rate over {score.n_scored} onsets", _brier(score)
    elif score.brier is None:
        words = f"no risk is shown: {score.n_scored} onsets could be forecast from their past, 10 are needed"
        note = ""
    else:
        words = f"no risk is shown: not better than your own rate over {score.n_scored} onsets yet"
        note = _brier(score)
    facts.append(Fact("Forecasts at earlier onsets, each from its past alone", words, note=note))
    return Facts("", tuple(facts))


def _brier(score: RiskScore) -> str:
    assert score.brier is not None
    assert score.own_rate_brier is not None
    return f"Brier score {score.brier:.3f} against {score.own_rate_brier:.3f} of the rate; lower is better"
