"""How the roles of a sign are said: to the person in plain words, to the clinician in the method's."""

from __future__ import annotations

import math

from headlog.clinical.wording import Wording, wording
from headlog.diary.diary import Diary
from headlog.diary.timeline import NECK, Timeline
from headlog.diary.timeline_rows import PAIR_HOURS
from headlog.report.inference.plain import chance, percent
from headlog.report.words import counted, listed, of
from headlog.stats.roles import RoleResult, RoleSettings, Statement
from headlog.stats.roles.result import Claim, Diagnostics, Gate, Role, Sensitivity

ROLE_WORDS: dict[Role, tuple[str, str]] = {
    "warning": ("early part of an attack", "warning-like"),
    "trigger_like": ("cause noted first, attack followed", "trigger-like"),
    "unrelated": ("no attack followed, or only by chance", "unrelated"),
    "in_attack": ("during", "in attack"),
    "after_attack": ("after", "after-effect"),
}
CHANNEL_WORDS = {
    "early_signs": "the early signs recorded with the episodes",
    "resolution": "whether the episodes had gone before head pain came",
    "episode_exposures": "screen, sleep and stress on the days",
    "attack_exposures": "the cycle or a preventive",
    "clock": "the hours of the day",
}
GAIN_WORDS = {
    "early_signs": "early signs with each episode, followed or not",
    "resolution": "when each episode ended",
    "more_attacks": "more attacks and episodes, as they come",
}
_CLAIM_WORDS: dict[Claim, tuple[str, str]] = {
    "warning": ("an early part of an attack", "warning-like"),
    "trigger_like": (
        "trigger-like: of another origin, with an attack that within the model followed from it",
        "trigger-like",
    ),
    "unrelated": ("unrelated to attacks", "unrelated"),
}
_SAID: dict[str, Wording] = {
    "yes": wording(
        "It is likely ({chance}) that at least {least} of 100 of these episodes are {what}.",
        "Share {term} ≥ {least} %: yes, posterior probability {chance}{rests}.",
    ),
    "no": wording(
        "It is unlikely ({chance}) that {least} or more of 100 of these episodes are {what}.",
        "Share {term} ≥ {least} %: no, posterior probability {chance}{rests}.",
    ),
    "depends": wording(
        "Whether at least {least} of 100 of these episodes are {what} hangs on {depends}: without it the "
        "answer would turn round. It is left open.",
        "Share {term} ≥ {least} %: depends on {depends} (refit reverses); posterior probability {chance}.",
    ),
    "cannot_tell": wording(
        "Cannot tell yet whether {least} or more of 100 of these episodes are {what}.",
        "Share {term} ≥ {least} %: cannot tell, posterior probability {chance}.",
    ),
    "not_enough": wording(
        "Not enough is recorded yet to say whether these episodes are {what}.",
        "Share {term} ≥ {least} %: not enough recorded.",
    ),
}
_UNRELATED: dict[str, Wording] = {
    "yes": wording(
        "It is likely ({chance}) that these episodes have little to do with attacks: fewer than {least} of "
        "100 are an early part of one or trigger-like.",
        "Warning-like and trigger-like together < {least} %: yes, posterior probability {chance}{rests}.",
    ),
    "no": wording(
        "It is likely that at least {least} of 100 of these episodes have to do with attacks "
        "({other} that they do).",
        "Warning-like and trigger-like together < {least} %: no, posterior probability {chance}{rests}.",
    ),
    "depends": wording(
        "Whether these episodes have to do with attacks at all hangs on {depends}. It is left open.",
        "Warning-like and trigger-like together < {least} %: depends on {depends}; probability {chance}.",
    ),
    "cannot_tell": wording(
        "Cannot tell yet whether these episodes have to do with attacks.",
        "Warning-like and trigger-like together < {least} %: cannot tell, probability {chance}.",
    ),
    "not_enough": wording(
        "Not enough is recorded yet to say whether these episodes have to do with attacks.",
        "Warning-like and trigger-like together < {least} %: not enough recorded.",
    ),
}
CAUTION = (
    "Warning-like and trigger-like are attributions within a model. They do not show where a pain comes "
    "from, and an unrecorded common cause can look like either."
)
NO_ADVICE = "A figure within a model. It is no advice to take a medicine, or to leave one out."
NO_BETTER = (
    "Not shown to come before attacks more often than by chance: where that is so, the times above are those "
    "of chance too."
)
NONE_OUTSIDE = (
    "Nothing to count yet: no recorded episode with a time of day began outside head pain and the 48 h "
    "after it."
)
OWN_HOURS = (
    "The 48 h are the method's own: a shorter or longer prodrome in your settings changes the counts only."
)
ONLY_SIMULATED = "It infers rather than counts, and was shown on simulated diaries only."


def sign_words(sign: str, diary: Diary) -> str:
    """Words for a sign of a diary whose episodes are looked at."""
    return "Neck" if sign == NECK else diary.label("sign", sign)


def statement_words(said: Statement, settings: RoleSettings | None = None) -> Wording:
    """One claim about the person, in both wordings.

    Parameters
    ----------
    said
        The claim, its verdict and the probability behind it.
    settings
        Which share counts as occurring; the published one when None.
    """
    least = round(100 * (settings or RoleSettings()).least_share)
    what, term = _CLAIM_WORDS[said.claim]
    rests = listed(CHANNEL_WORDS[channel] for channel in said.rests_on)
    given = "not given" if said.probability is None else chance(said.probability)
    table = _UNRELATED if said.claim == "unrelated" else _SAID
    return table[said.verdict].filled(
        what=what,
        term=term,
        least=least,
        chance=given,
        other="" if said.probability is None else chance(1 - said.probability),
        rests=f"; rests on {rests}" if rests else "",
        depends=listed(CHANNEL_WORDS[channel] for channel in said.depends_on),
    )


def gate_words(gate: Gate) -> str:
    """What a closed gate says, and what would open it."""
    missing = max(math.ceil(gate.needed - gate.present), 0)
    few = {"episodes": ("episode", " outside head pain"), "attacks": ("attack", "")}
    if gate.name in few:
        timed = " with a time of day" if gate.name == "episodes" else ""
        what, where = few[gate.name]
        return (
            f"Not enough yet: {counted(missing, f'more {what}')}{where} needed "
            f"({gate.present:.0f} recorded{timed}, {gate.needed:.0f} needed)."
        )
    share = percent(gate.present)
    return {
        "evidence_of_role": (
            f"Early signs answered yes or no, or when episodes ended, are known for {share} of the episodes; "
            f"{percent(gate.needed)} are needed, with those that no attack followed. A sign noted only when "
            "it was there does not count. From times alone an early part of an attack and a trigger cannot "
            "be told apart."
        ),
        "signs_alike": (
            "The early signs come about as often with episodes before an attack as with others. So they do "
            "not tell an early part of an attack from a trigger, and the hours of the day alone must not."
        ),
        "share_of_attacks": (
            f"Few of these episodes may have to do with attacks, yet up to {share} of the attacks may have "
            "one of them before it. So they are not called unrelated."
        ),
        "time_at_risk": (
            f"Only {share} of the recorded time is without head pain: too little in which anything "
            "could begin."
            if gate.present > 0
            else "No time without head pain is recorded yet, and only in it can anything begin."
        ),
        "contrast": (
            f"About {gate.present:.0f} episodes come between one attack and the next; with more than "
            f"{gate.needed:.0f} there is too little contrast to tell."
        ),
        "effective_sample": "The computation was not exact enough for this diary, so no number is given.",
        "fit": "This diary has a pattern that the method does not fit, so it says nothing.",
    }[gate.name]


def untimed_words(episodes: int, attacks: int) -> tuple[str, ...]:
    """What is recorded without a time of day, and what part it takes; nothing when all is timed."""
    lines = []
    if episodes:
        what = "One episode has" if episodes == 1 else f"{episodes} episodes have"
        lines.append(f"{what} no time of day, and so no part in anything here: only a day is known.")
    if attacks:
        what, it = ("One attack has", "it") if attacks == 1 else (f"{attacks} attacks have", "they")
        lines.append(
            f"{what} no time of day: {it} may have begun at any hour of a day, so the answer is less sure."
        )
    return tuple(lines)


def followed_untimed_words(followed: int) -> str:
    """Followed episodes of which the hour of the attack is not known."""
    what = "One followed episode came" if followed == 1 else f"{followed} followed episodes came"
    return f"{what} before an attack without a time of day: how long before is not told, and not counted."


def prior_words(result: RoleResult) -> tuple[str, ...]:
    """How much of the answer was assumed beforehand, for the line beside the statements."""
    found = result.sensitivity
    if found is None:
        return ()
    parts = [
        f"{words} {percent(found.prior_share[claim])}"
        for claim, words in _ASSUMED
        if claim in found.prior_share
    ]
    if found.signs_prior_share is not None:
        parts.append(f"how early signs differ {percent(found.signs_prior_share)}")
    return (f"Prior share of the estimates: {', '.join(parts)}.",) if parts else ()


def noted_words(timeline: Timeline) -> tuple[str, ...]:
    """Counts beside the roles: a cause noted before an episode, and a medicine taken before any pain."""
    episodes = timeline.episodes
    lines = []
    caused = sum(bool(each.causes_before) for each in episodes)
    if caused:
        lines.append(
            f"A possible cause was noted, with a time before it, for {of(caused, len(episodes))} episodes; "
            "what was noted does not decide the role."
        )
    treated = [each for each in episodes if each.treated]
    if treated:
        begins = [attack.onset for attack in timeline.attacks]
        alone = sum(not any(0 < onset - each.onset <= PAIR_HOURS for onset in begins) for each in treated)
        lines.append(
            f"An acute medicine was taken after {of(len(treated), len(episodes))} episodes, before any head "
            f"pain; none is recorded within 48 h after {of(alone, len(treated))} of these. An attack that "
            "was stopped and one that was not coming look the same."
        )
    return tuple(lines)


def _counted_words(found: Diagnostics) -> str:
    """On how many episodes the early signs and the end tell something."""
    signs = (
        f"Early signs count for {of(found.n_with_signs, found.n_outside)} episodes outside head pain: one "
        "written down after a pain had begun, or without the time of writing, does not."
    )
    if not found.n_followed:
        return signs
    known = of(found.n_with_resolution, found.n_followed)
    return f"{signs} Whether it was still there at the next pain is known of {known} followed ones."


_ASSUMED: tuple[tuple[Claim, str], ...] = (("warning", "warning-like"), ("trigger_like", "trigger-like"))


def evidence_words(result: RoleResult, *, shown: bool = True) -> tuple[str, ...]:
    """What the answer leans on, and what would be worth recording next.

    Parameters
    ----------
    result
        The answer.
    shown
        Whether its numbers may be shown; where not, there is no answer that could lean on anything.
    """
    lines = []
    for said in result.statements.values():
        if said.rests_on and said.verdict in ("yes", "no"):
            lines.append(
                f"“{_CLAIM_WORDS[said.claim][1]}” rests on "
                f"{listed(CHANNEL_WORDS[channel] for channel in said.rests_on)}."
            )
    found = result.sensitivity
    if found is None:
        return tuple(lines)
    if shown:
        lines += _leaning(result, found)
    lines.append(_counted_words(result.diagnostics))
    best = next((gain for gain in found.gains if gain.share_of_doubt > 0), None)
    if best is not None:
        lines.append(f"Most would be learned from recording {GAIN_WORDS.get(best.kind, best.kind)}.")
    return tuple(lines)


def _leaning(result: RoleResult, found: Sensitivity) -> list[str]:
    """How far the answer leans on what was assumed, and on nothing being left out."""
    lines = [
        _assumed(found.prior_share[claim], words, result.statements[claim].verdict)
        for claim, words in _ASSUMED
        if claim in found.prior_share and result.statements[claim].verdict != "not_enough"
    ]
    if found.signs_prior_share is not None and result.statements["warning"].verdict not in (
        "no",
        "not_enough",
    ):
        lines.append(
            "How much more often early signs come with warning-like episodes: "
            f"{percent(found.signs_prior_share)} of that is what was assumed beforehand, the rest is this "
            "diary."
        )
    if found.unrecorded_cause is not None and result.statements["trigger_like"].verdict == "yes":
        lines.append(
            "An unrecorded cause would explain the trigger-like episodes away if it raised both episodes and "
            f"attacks by a factor of about {found.unrecorded_cause.middle:.1f} (90 % interval "
            f"{found.unrecorded_cause.low:.1f} to {found.unrecorded_cause.high:.1f})."
        )
    return lines


def _assumed(share: float, words: str, verdict: str) -> str:
    # The share is that of the hypotheses which allow the role at all: it says nothing against a "no".
    if verdict == "no":
        return (
            f"How often episodes are {words}, if any are: {percent(share)} of that figure is what was "
            "assumed beforehand. That they are few comes from how well each hypothesis fits this diary."
        )
    return (
        f"How often episodes are {words}: {percent(share)} of the answer is what was assumed beforehand, "
        "the rest is this diary."
    )
