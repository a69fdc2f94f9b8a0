"""Every rule by its id: title, where it stands, what it says in our own words, the page it is shown on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from headlog.clinical.errors import UnknownName
from headlog.clinical.sources import SOURCES, Source


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the book.

    Parameters
    ----------
    id
        Such as `R-8.2`.
    family
        Page of the rulebook, and the spec file, that it stands on.
    title
        A few words.
    section
        Section of the source, or how it came about.
    source_ids
        Keys of `sources.SOURCES`.
    text
        The rule in our own words.
    code
        Public function that computes it.
    """

    id: str
    family: str
    title: str
    section: str
    source_ids: tuple[str, ...]
    text: str
    code: str

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources of the rule."""
        return tuple(SOURCES[name] for name in self.source_ids)


RULES: Mapping[str, Rule] = MappingProxyType({
    rule.id: rule
    for rule in (
        Rule("R-1.1", "attacks", "Migraine without aura", "ICHD-3 1.1", ("ichd3",),
             "Five attacks of 4 to 72 h (2 h under 18, untreated or unsuccessfully treated), with two of "
             "one-sided, pulsating, moderate or worse, worse with activity, and with nausea or vomiting, "
             "or both light and sound.",
             "criteria.classify"),
        Rule("R-1.5", "attacks", "All but one criterion", "ICHD-3 1.5", ("ichd3",),
             "An attack that misses one of B to D. A full tension-type match goes first when attacks are "
             "classified, and counts as migraine when attacks of a diagnosed person are counted.",
             "criteria.counts_as_migraine"),
        Rule("R-2.x", "attacks", "Tension-type headache", "ICHD-3 2.1-2.3", ("ichd3",),
             "30 min to 7 days, two of both-sided, pressing, mild or moderate, not worse with activity; no "
             "nausea or vomiting, at most one of light and sound. Under 1, 1 to 14, 15 or more days a "
             "month.",
             "criteria.tension_check, frequency.tension_frequency"),
        Rule("R-3.1", "attacks", "Cluster-like features", "ICHD-3 3.1", ("ichd3",),
             "15 to 180 min of severe one-sided pain around the eye or temple, with an eye or nose sign or "
             "restlessness: shown as a reason to tell a clinician.",
             "criteria.cluster_check"),
        Rule("R-1.2", "aura", "Aura", "ICHD-3 1.2, 2018 text", ("ichd3",),
             "Reversible symptoms with three of six: gradual over 5 min, in succession, 5 to 60 min each, "
             "one-sided, positive, headache within 60 min. Two such attacks.",
             "aura.aura_finding"),
        Rule("R-1.4.1", "status", "An attack beyond 72 h", "ICHD-3 1.4.1", ("ichd3",),
             "Longer than 72 h without a break beyond 12 h by medicine or sleep, debilitating, otherwise "
             "typical. Shown as same-day advice.",
             "status.status_finding"),
        Rule("R-MERGE", "counting", "Attacks for counts", "Leiden diary; operational", ("vanderarend", "own"),
             "Attacks less than 24 h apart count as one, chains up to 72 h, never those kept apart. For "
             "counts only.",
             "attacks.merged_attacks"),
        Rule("R-OVERLAP", "counting", "Local days of a headache", "operational", ("own",),
             "A headache counts for a local day that holds 30 min of it; nights when the clock changes "
             "have their true length.",
             "local_days.headache_days"),
        Rule("R-DAY", "days", "Day profiles", "trials and guidelines", ("vanderarend", "tassorelli",
             "diener", "strive",
             "evolve", "halo"),
             "Headache, migraine and moderate-severe days by a named, versioned definition.",
             "profiles.day_finding"),
        Rule("R-CLEAR", "days", "Clear days", "Hull diaries", ("hull", "own"),
             "Headache-free: recorded without headache. Symptom-free: also without medicine and symptoms.",
             "bounds.headache_free_check"),
        Rule("R-LEDGER", "day-counts", "Days counted from a diary", "operational", ("own",),
             "Every day of a diary answers each question with yes, no, undecided or unanswered. A day counts "
             "when every way the record allows it to have been counts, and is left out when none does; lower "
             "is what is certain, upper adds undecided and unanswered days.",
             "day_profiles.day_ledger, months.totals"),
        Rule("R-MISS", "months", "Missing days", "trials; operational", ("atogepant", "own"),
             "Counts carry a lower and an upper bound; thresholds use the bounds; an estimate needs 80 % "
             "of days.",
             "bounds.month_estimate"),
        Rule("R-1.3", "months", "Chronic range", "ICHD-3 1.3", ("ichd3",),
             "15 headache days and 8 migraine days in each of three complete months, after five earlier "
             "attacks.",
             "frequency.chronic_finding"),
        Rule("R-FREQ", "months", "Frequency bands", "trial strata", ("vanderarend", "ihs-goals"),
             "Episodic below 15 headache days, low below 8 migraine days; chronic range from 15 and 8.",
             "frequency.frequency_band"),
        Rule("R-RISE", "months", "Three rising months", "operational", ("own",),
             "Each of three months above the one before it, by bounds that do not overlap.",
             "frequency.rising_check"),
        Rule("R-GOAL", "months", "Treatment-goal categories", "IHS 2025", ("ihs-goals",),
             "Mean of three months: 0, under 4 with a good acute response, 4 to 6, over 6.",
             "frequency.treatment_goal"),
        Rule("R-A1.1", "cycle", "Menstrual relation", "ICHD-3 A1.1", ("ichd3",),
             "Attack onsets on day 1 +/- 2 in two of three cycles, with or without others; against chance.",
             "cycle.menstrual_finding"),
        Rule("R-8.2", "overuse", "Overuse of acute medicines", "ICHD-3 8.2", ("ichd3", "ahs"),
             "15 headache days with 10 or 15 days of a class in each of three months, every subtype on its "
             "own; approaching from 80 %; planning limit of two days a week.",
             "overuse.overuse_finding"),
        Rule("R-MED", "medicines", "Names to classes", "ICHD-3 8.2; labels", ("ichd3", "labels", "ampp"),
             "Generics and brands to classes; combinations are one class; an unknown name is asked about. "
             "What labels say of days in a month stands beside the days, as a fact with its source.",
             "drugs.drug_class"),
        Rule("R-ACUTE", "acute", "Acute response", "IHS trial guidelines", ("diener", "own"),
             "By medicine, for the first dose of each attack: pain gone at 2 h, and pain gone or down from "
             "moderate or severe to mild, with no second dose; relapse is pain or another dose within 48 h, "
             "none only where the attack was over by 2 h and the later days are answered as clear. "
             "What was not recorded is in no denominator; fewer than five recorded attacks are too few to "
             "compare.",
             "from_diary.acute_response.acute_responses"),
        Rule("R-TALLY", "acute", "Tallies", "operational", ("own",),
             "How many of the entries that were asked say so. Entries in which it was not asked are in no "
             "denominator, and never a no.",
             "from_diary.features.feature_counts"),
        Rule("R-DOSE", "dosing", "Due dates", "labels", ("labels", "own"),
             "The next dose is counted from the last one given; a month clamps to the end of a shorter one.",
             "dosing.dose_due"),
        Rule("R-RESP", "response", "Response against baseline", "IHS trial guidelines", ("tassorelli",
             "diener", "ehf"),
             "Percent and absolute change from the 28 days before the first dose; not judged before month 3.",
             "response.response"),
        Rule("R-PAUSE", "response", "Pauses", "stopping studies", ("pause", "own"),
             "Weeks 5 to 8 and 13 to 16 after the first omitted dose, beside the last 28 treated days.",
             "response.pause_windows"),
        Rule("R-RENEW", "renewal", "Renewal rules", "dated policies", ("nice", "ahs", "ehf"),
             "Numbers beside the text of a dated policy; the payer decides.",
             "renewal.renewal_finding"),
        Rule("R-WEAR", "wear-off", "Wear-off counts", "operational", ("wear", "own"),
             "Late against early migraine days over three or more well recorded dose cycles.",
             "wear_off.wear_finding"),
        Rule("R-PHASE", "neck", "Onset and resolution classes", "ICHD-3 terms; Lampl 2015", ("ichd3",
             "peng-may",
             "lampl", "kelman"),
             "Before 48 h, 2 to 48 h, under 2 h, at onset, during, after, between; ends before, during, "
             "with, after.",
             "timing.onset_class"),
        Rule("R-NECK", "neck", "Neck episodes", "Lampl 2015; Liang 2022", ("lampl", "liang", "own"),
             "Followed and unfollowed episodes with the base rate; neck days between attacks; side-lock.",
             "neck.neck_following"),
        Rule("R-11.2.1", "neck", "Features for examination", "ICHD-3 11.2.1; Sjaastad 1998", ("ichd3",
             "sjaastad"),
             "A tally of diary facts for the examination. The rule itself needs examination and is not "
             "computed.",
             "neck.neck_tally"),
        Rule("R-TRIG", "associations", "Labels of exposures", "operational", ("peris", "turner", "schulte",
             "own"),
             "Associated, associated with fewer, no clear association, may be an early symptom, or not "
             "enough data.",
             "triggers.exposure_finding"),
        Rule("R-RED", "red-flags", "Safety screen", "SNNOOP10", ("snnoop10", "dissection", "myelopathy"),
             "Each flag has a level; the highest wins; nothing ticked never reassures.",
             "red_flags.screening"),
        Rule("R-PROM", "scores", "Questionnaire scores", "scoring papers", ("scores",),
             "Sums and bands; item texts are not shipped.",
             "scores.score_of_items"),
    )
})  # fmt: skip

FAMILIES: Mapping[str, str] = MappingProxyType({
    "attacks": "Attack patterns", "aura": "Aura", "status": "Long attacks",
    "counting": "Attacks and local days",
    "days": "Day profiles and clear days", "day-counts": "Days counted", "months": "Months",
    "cycle": "Cycle", "overuse": "Overuse",
    "medicines": "Medicine names", "acute": "Acute response and tallies", "dosing": "Doses",
    "response": "Response and pauses", "renewal": "Renewal",
    "wear-off": "Wear-off", "neck": "Neck and phases", "associations": "Associations",
    "red-flags": "Safety screen",
    "scores": "Scores",
})  # fmt: skip


def rule(rule_id: str) -> Rule:
    """Rule by its id.

    Raises
    ------
    UnknownName
        When the book has no such rule.
    """
    if rule_id not in RULES:
        raise UnknownName("A rule", rule_id, RULES)
    return RULES[rule_id]
