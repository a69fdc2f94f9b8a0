"""Where the facts of the Learn pages come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A source a reader can look up: what it is, and its address."""

    citation: str
    address: str


READINGS: dict[str, Reading] = {
    "ichd3": Reading(
        "International Classification of Headache Disorders, 3rd edition (ICHD-3). Cephalalgia 2018;38:1-211.",
        "https://doi.org/10.1177/0333102417738202",
    ),
    "giffin2003": Reading(
        "Giffin NJ and others. Premonitory symptoms in migraine: an electronic diary study. Neurology 2003;60:935-940.",
        "https://doi.org/10.1212/01.WNL.0000052998.58526.A9",
    ),
    "giffin2016": Reading(
        "Giffin NJ and others. The migraine postdrome: an electronic diary study. Neurology 2016;87:309-313.",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4955275/",
    ),
    "kelman2004": Reading(
        "Kelman L. The premonitory symptoms (prodrome): a tertiary care study of 893 migraineurs. Headache 2004;44.",
        "https://pubmed.ncbi.nlm.nih.gov/15447695/",
    ),
    "kelman2006": Reading(
        "Kelman L. The postdrome of the acute migraine attack. Cephalalgia 2006;26:214-220.",
        "https://pubmed.ncbi.nlm.nih.gov/16426278/",
    ),
    "schulte2015": Reading(
        "Schulte LH and others. Premonitory symptoms of migraine and trigger factors. J Headache Pain 2015;16:14.",
        "https://doi.org/10.1186/s10194-015-0495-7",
    ),
    "lampl2015": Reading(
        "Lampl C and others. Neck pain in episodic migraine. J Headache Pain 2015;16:80.",
        "https://doi.org/10.1186/s10194-015-0566-9",
    ),
    "liang2022": Reading(
        "Liang Z and others. The temporal behaviour of migraine related neck pain and cervical musculoskeletal "
        "dysfunction. 2022.",
        "https://pubmed.ncbi.nlm.nih.gov/35121244/",
    ),
    "khazali2022": Reading(
        "Al-Khazali HM and others. Prevalence of neck pain in migraine: a meta-analysis. Cephalalgia 2022.",
        "https://pubmed.ncbi.nlm.nih.gov/35166137/",
    ),
    "calhoun2010": Reading(
        "Calhoun AH and others. The prevalence of neck pain in migraine. Headache 2010;50:1273-1277.",
        "https://pubmed.ncbi.nlm.nih.gov/20100298/",
    ),
    "bartsch2003": Reading(
        "Bartsch T, Goadsby PJ. Increased responses in trigeminocervical neurons to cervical input after stimulation "
        "of the dura mater. Brain 2003;126:1801-1813.",
        "https://doi.org/10.1093/brain/awg190",
    ),
    "reform2024": Reading(
        "REFORM study: premonitory symptoms, asked openly and with a list. Cephalalgia 2024.",
        "https://doi.org/10.1177/03331024231223979",
    ),
    "reform_postdrome": Reading(
        "REFORM study: the migraine postdrome, asked openly and with a list. 2024.",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC10880332/",
    ),
    "karsan2021": Reading(
        "Karsan N and others. Premonitory symptoms and triggers: agreement in spontaneous and provoked attacks. 2021.",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8068686/",
    ),
    "turner2013": Reading(
        "Turner DP and others. Causality and headache triggers. Headache 2013;53:628-635.",
        "https://doi.org/10.1111/head.12076",
    ),
    "houle2013": Reading(
        "Houle TT, Turner DP. Natural experimentation is a challenging method for identifying headache triggers. 2013.",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5421357/",
    ),
    "holsteen2020": Reading(
        "Holsteen KK and others. Development and internal validation of a multivariable prediction model for "
        "individual episodic migraine attacks. Headache 2020.",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9645460/",
    ),
    "vanderarend2023": Reading(
        "van der Arend BWH and others. Defining migraine days, based on longitudinal e-diary data. Cephalalgia 2023.",
        "https://doi.org/10.1177/03331024231166625",
    ),
    "serrano2017": Reading(
        "Serrano D and others. Fluctuations in episodic and chronic migraine status over one year (CaMEO). "
        "J Headache Pain 2017;18:101.",
        "https://doi.org/10.1186/s10194-017-0787-1",
    ),
    "ehf2022": Reading(
        "Sacco S and others. European Headache Federation guideline on monoclonal antibodies targeting the CGRP "
        "pathway, 2022 update. J Headache Pain 2022.",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9188162/",
    ),
    "pause2022": Reading(
        "Migraine after stopping CGRP(-receptor) antibodies: a longitudinal cohort. 2022.",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8988461/",
    ),
    "wearoff2023": Reading(
        "Wearing-off of monoclonal antibodies: meta-analysis of randomised trials. 2023.",
        "https://pubmed.ncbi.nlm.nih.gov/36924253/",
    ),
    "minen2024": Reading(
        "Interviews with headache clinicians on diaries and apps. Frontiers in Neurology 2023.",
        "https://doi.org/10.3389/fneur.2023.1270555",
    ),
    "nice150": Reading(
        "Headaches in over 12s: diagnosis and management. NICE guideline CG150.",
        "https://www.nice.org.uk/guidance/cg150",
    ),
    "houtveen2013": Reading(
        "Houtveen JH, Sorbi MJ. Prodromal functioning of migraine patients relative to their interictal state. "
        "PLoS ONE 2013;8:e72827.",
        "https://doi.org/10.1371/journal.pone.0072827",
    ),
}
