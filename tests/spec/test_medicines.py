"""Medicine names: R-MED."""

from __future__ import annotations

import pytest

from headlog.clinical.drug_names import ALIASES, BRANDS, GENERICS
from headlog.clinical.drugs import drug_class
from headlog.clinical.label_notes import label_notes


@pytest.mark.parametrize(
    ("name", "label", "because"),
    [
        ("sumatriptan", "triptan", "a generic"),
        ("Maxalt 10 mg", "triptan", "a brand with its amount"),
        ("Imigran", "triptan", "UK brand of sumatriptan"),
        ("IMITREX nasal spray 20mg", "triptan", "US brand with its form"),
        ("Formigran", "triptan", "German brand of naratriptan"),
        ("rizatriptan 10mg ODT", "triptan", "a form that melts"),
        ("sumatriptan+naproxen", "triptan+nsaid", "counts as a day of each"),
        ("sumatriptan/naproxen 85/500 mg", "triptan+nsaid", "written as on the box"),
        ("Treximet", "triptan+nsaid", "the brand of it"),
        ("ergotamine+caffeine", "ergot", "caffeine does not make it a combination"),
        ("Cafergot suppositories", "ergot", "a brand of it"),
        ("DHE 45", "ergot", "dihydroergotamine"),
        ("D.H.E. 45", "ergot", "the same as printed on the ampoule"),
        ("acetaminophen", "paracetamol", "US name"),
        ("Tylenol", "paracetamol", "US brand"),
        ("ASA", "aspirin", "short for acetylsalicylic acid"),
        ("Aspégic 1000 mg", "aspirin", "French brand, with its accent"),
        ("aspirin 900 mg with metoclopramide", "aspirin", "the drug against nausea does not count"),
        ("nurofen 400", "nsaid", "a brand with a bare number"),
        ("ibuprofen+naproxen", "nsaid", "two of one class"),
        ("mefenamic acid 500 mg", "nsaid", "two words"),
        ("Novalgin 500mg Tropfen", "other_nonopioid", "metamizole, in drops"),
        ("paracetamol+aspirin", "nonopioid", "non-opioids without adjuvant are one class"),
        ("ibuprofen + paracetamol", "nonopioid", "likewise"),
        ("paracetamol+aspirin+caffeine", "combination", "caffeine is an adjuvant"),
        ("Excedrin", "combination", "US brand of it"),
        ("Thomapyrin", "combination", "German brand of it"),
        ("aspirin+caffeine", "combination", "one analgesic and an adjuvant"),
        ("co-codamol 30/500", "combination", "paracetamol and codeine"),
        ("acetaminophen/codeine 300/30 mg", "combination", "the same, US"),
        ("Tylenol #3", "combination", "with codeine, by its number"),
        ("Nurofen Plus", "combination", "ibuprofen and codeine"),
        ("butalbital", "combination", "any barbiturate tablet"),
        ("Fioricet with codeine", "combination", "barbiturate, paracetamol, caffeine, codeine"),
        ("isometheptene+dichloralphenazone+paracetamol", "combination", "the old US compound"),
        ("codeine", "opioid", "alone"),
        ("Ultram", "opioid", "brand of tramadol"),
        ("Targin", "opioid", "oxycodone; naloxone does not count"),
        ("Nurtec ODT 75 mg", "gepant", "brand of rimegepant"),
        ("ubrogepant+ibuprofen", "gepant+nsaid", "each on its own"),
        ("Reyvow", "ditan", "brand of lasmiditan"),
        ("metoclopramide", "not_counted", "against nausea"),
        ("caffeine", "not_counted", "no analgesic"),
        ("Cefaly", "not_counted", "a device"),
        ("Aimovig", "not_counted", "a preventive"),
        ("blue pill", "unknown", "nobody knows: ask"),
        ("sumatriptan and blue pill", "unknown", "half of it is not known: ask"),
        ("Excedrin Sinus", "unknown", "a brand's other product can hold something else: ask"),
        ("", "unknown", "nothing written"),
        ("500 mg", "unknown", "an amount is no name"),
    ],
)
def test_names(name: str, label: str, because: str) -> None:
    """R-MED: what people write, to a class; unknown names are asked about."""
    found = drug_class(name)

    assert found.label == label, because
    assert found.known is (label != "unknown")


def test_every_name_in_the_list_has_a_class() -> None:
    """Every brand and alias leads to substances that have a class."""
    for name in (*BRANDS, *ALIASES, *GENERICS):
        assert drug_class(name).known, name
        assert drug_class(f"{name.upper()} 50 mg").known, name


def test_day_classes_of_a_double_tablet() -> None:
    """A triptan with an NSAID makes a day of each."""
    assert drug_class("Suvexx").day_classes == {"triptan", "nsaid"}


@pytest.mark.parametrize(
    ("medicines", "classes", "said", "because"),
    [
        (
            "Ubrelvy 50 mg",
            "gepant",
            "ubrogepant for more than 8 migraines in 30 days",
            "by its brand",
        ),
        ("rimegepant", "gepant", "rimegepant in more than 18 doses in 30 days", "its label counts doses"),
        (
            "Reyvow",
            "ditan",
            "lasmiditan for more than 4 migraine attacks in 30 days",
            "8.2.8 names 10",
        ),
        ("codeine", "opioid", "8 days a month with opioids or more", "a study, below the level of 8.2.4"),
        ("Fioricet", "barbiturate", "5 days a month with barbiturates or more", "below the level of 8.2.5"),
        ("atogepant", "gepant", "", "its label names no such number"),
        ("sumatriptan", "triptan", "", "the level of ICHD-3 stands alone"),
        ("something", "unknown", "", "nothing is known of it"),
    ],
)
def test_what_labels_say_stands_beside_the_days(
    medicines: str, classes: str, said: str, because: str
) -> None:
    """R-MED: a number of days in a month with its source; how much to take is not said."""
    found = " ".join(label_notes([medicines], {classes}))

    assert said in found, because
    assert bool(found) is bool(said), because
    assert not any(word in found for word in ("mg", "24 h", "drive", "should", "avoid"))


def test_several_labels_are_one_sentence() -> None:
    """R-MED: each medicine that was taken once, whatever its names."""
    assert label_notes(["Zavzpret", "Nurtec", "Vydura"], {"gepant"}) == (
        "US labels call the safety of rimegepant in more than 18 doses in 30 days, or of zavegepant for more "
        "than 8 migraines in 30 days not established.",
    )
