"""Medicine names: R-MED."""

from __future__ import annotations

import pytest

from headlog.clinical.drug_names import ALIASES, BRANDS, GENERICS
from headlog.clinical.drugs import drug_class


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
