"""Sources of the rules: citation, year, address, and whether the text itself was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

READ, KNOWN = "an excerpt was read", "from knowledge, to be checked before a release"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from.

    Parameters
    ----------
    id
        Short name used by the rules.
    citation
        Authors, title or journal.
    year
        Of publication.
    url
        Address or DOI; empty when none was found.
    basis
        Whether an excerpt was read or the citation is from knowledge.
    """

    id: str
    citation: str
    year: int
    url: str = ""
    basis: str = READ


_JHP = "https://doi.org/10.1186/"
SOURCES: Mapping[str, Source] = MappingProxyType({
    source.id: source
    for source in (
        Source("ichd3", "ICHD-3, 3rd edition, Cephalalgia 38(1):1-211 (criteria paraphrased)", 2018,
               "https://doi.org/10.1177/0333102417738202"),
        Source("vanderarend", "van der Arend BWH et al., migraine days in daily e-diaries, Cephalalgia",
               2023),
        Source("tassorelli", "Tassorelli C et al., IHS guideline for preventive trials in chronic migraine",
               2018,
               "https://doi.org/10.1177/0333102418758283", KNOWN),
        Source("diener", "Diener HC et al., IHS guideline for preventive trials in episodic migraine", 2020,
               "https://doi.org/10.1177/0333102420941839", KNOWN),
        Source("strive", "Goadsby PJ et al., erenumab for episodic migraine, N Engl J Med", 2017,
               "https://doi.org/10.1056/NEJMoa1705848", KNOWN),
        Source("evolve", "Stauffer VL et al., galcanezumab for episodic migraine, JAMA Neurol", 2018, "",
               KNOWN),
        Source("halo", "Dodick DW et al. 2018; Silberstein SD et al. 2017, fremanezumab", 2018, "", KNOWN),
        Source("atogepant", "PROGRESS trial, events over recorded days times 28", 2023),
        Source("hull", "Khalil M et al., Hull diaries, crystal clear days", 2014, _JHP + "1129-2377-15-54"),
        Source("ihs-goals", "International Headache Society, treatment goals in migraine prevention", 2025),
        Source("ahs", "Ailani J et al., American Headache Society consensus statement", 2021,
               "https://doi.org/10.1111/head.14153", KNOWN),
        Source("ehf", "Sacco S et al., European Headache Federation guideline on CGRP antibodies", 2022,
               _JHP + "s10194-022-01431-x"),
        Source("nice", "NICE technology appraisals TA659, TA682, TA764, TA871, TA906, TA973", 2024,
               "https://www.nice.org.uk/guidance/ta764"),
        Source("labels", "Product labels of CGRP medicines and of lasmiditan, US and EU", 2024, "", KNOWN),
        Source("ampp", "Bigal ME et al., acute medicines and progression in the AMPP study, Headache", 2008,
               "", KNOWN),
        Source("wear", "Meta-analysis of wear-off in four trials, PMID 36924253", 2023),
        Source("pause", "Stopping CGRP antibodies after 8 months or more, PMC8988461", 2022),
        Source("peng-may", "Peng KP, May A, redefining migraine phases, PMID 31928343", 2020),
        Source("lampl", "Lampl C et al., neck pain timing in episodic migraine", 2015,
               _JHP + "s10194-015-0566-9"),
        Source("kelman", "Kelman L, the premonitory symptoms, n = 893", 2004),
        Source("liang", "Liang Z et al., temporal types of neck pain and examination, PMID 35121244", 2022),
        Source("sjaastad", "Sjaastad O et al., cervicogenic headache criteria", 1998),
        Source("peris", "Peris F et al., individual trigger profiles, 326 people", 2017),
        Source("turner", "Turner DP et al., three assumptions before a cause, Headache", 2013),
        Source("schulte", "Schulte LH et al., premonitory symptoms misread as triggers", 2015),
        Source("snnoop10", "Do TP et al., red and orange flags (SNNOOP10), Neurology", 2019),
        Source("dissection", "Cervical artery dissection, emergency medicine reviews", 2018),
        Source("myelopathy", "Royal Free leaflet and myelopathy.org on degenerative cervical myelopathy",
               2023),
        Source("scores", "Original scoring papers, named beside each instrument", 2015, "", KNOWN),
        Source("own", "Operational decision of Headlog, a named setting", 2026),
    )
})  # fmt: skip
