"""Medicine names to classes (R-MED): generics, brands, combinations; an unknown name is asked about."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from headlog.clinical.drug_names import ALIASES, BRANDS, GENERICS

# What makes a combination-analgesic of any analgesic beside it: a second kind, or an adjuvant.
ADJUVANTS = frozenset({"adjuvant", "opioid", "barbiturate", "compound"})
UNKNOWN_CLASS = "unknown"
# Words of a label that say how much or in what form, not what.
_FORM = re.compile(
    r"\b(?:tab(?:let|lette)?[sn]?|caps?(?:ule)?s?|caplets?|nasal|nose|spray|inject(?:ion|able)?|pen"
    r"|auto-?injector|suppositor(?:y|ies)|effervescent|soluble|dispersible|orodispersible|odt|mlt|melts?"
    r"|wafers?|oral|sachets?|drops|tropfen|patch|gel ?caps?|liqui-?gels|fast|rapid|express|forte|retard|es"
    r"|tartrate|succinate|sodium|potassium|benzoate|hydrochloride|hcl|hydrobromide|malate|mesylate|mesilate"
    r"|sul(?:f|ph)ate|tromethamine|trometamol|suspension|solution|syrup|comprimes?|compresse|comprimidos?"
    r"|akut|generic|x ?\d+)\b"
)
_UNIT = r"(?:mg|mcg|µg|ug|g|ml|iu|units?|%)(?![a-z])"
_ONE = r"\d+(?:[.,]\d+)?"
# 10 mg, 300/30 mg, 6 mg/0.5 ml, 6 mg/ml, and a ratio without unit as "30/500"; a bare number is left to names
# such as "Tylenol 3".
_AMOUNT = re.compile(
    rf"\b{_ONE}(?:\s*/\s*{_ONE})+(?:\s*{_UNIT}|\b)|\b{_ONE}\s*{_UNIT}(?:\s*/\s*(?:{_ONE}\s*)?{_UNIT})?"
)
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")
_EDGES = " .()-"


def _unaccented(text: str) -> str:
    # Only the marks of Latin letters go: µ stays what it is.
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(each for each in apart if not unicodedata.combining(each)))


# Names are looked up without accents, however they are listed.
_ALIASES = {_unaccented(name): generic for name, generic in ALIASES.items()}
_BRANDS = {_unaccented(name): generics for name, generics in BRANDS.items()}
_JOIN = re.compile(r"\s*(?:\+|/|&|,|;|\bwith\b|\band\b|\bplus\b)\s*")


@dataclass(frozen=True, slots=True)
class DrugClass:
    """What a name comes to.

    Parameters
    ----------
    name
        The text as it was given.
    generics
        Substances in it, in order; empty for an unknown name.
    label
        Class by R-MED; classes that count side by side are joined by `+`.
    day_classes
        Classes whose overuse days a dose counts for.
    """

    name: str
    generics: tuple[str, ...]
    label: str
    day_classes: frozenset[str]

    @property
    def known(self) -> bool:
        """Whether the name was recognised; if not, the person is asked."""
        return self.label != UNKNOWN_CLASS


def drug_class(name: str) -> DrugClass:
    """Class of an acute medicine from its name as a person writes it.

    Constituents of a combination are not counted apart; only a triptan or
    ergot beside an analgesic counts as both.

    Parameters
    ----------
    name
        A generic, a brand or several generics joined by `+`, with or without amount and form.

    References
    ----------
    .. [1] ICHD-3 8.2.3, 8.2.5: paracetamol with aspirin is one class. doi:10.1177/0333102417738202

    Examples
    --------
    >>> drug_class("Maxalt 10 mg").label, drug_class("Excedrin").label, drug_class("Blue pill").label
    ('triptan', 'combination', 'unknown')
    """
    generics = generics_in(name)
    label = class_of(generics)
    return DrugClass(name, generics, label, frozenset(label.split("+")))


def generics_in(name: str) -> tuple[str, ...]:
    """Substances that a written name stands for; empty when any part of it is not known."""
    found: list[str] = []
    for part in _parts(name):
        substances = _substances(part)
        if not substances:
            return ()
        found.extend(substances)
    return tuple(dict.fromkeys(found))


def class_of(generics: tuple[str, ...]) -> str:
    """Class of the substances of one medicine."""
    classes = {GENERICS[name] for name in generics}
    if not classes:
        return UNKNOWN_CLASS
    counted = classes - {"not_counted"}
    if counted <= {"adjuvant"}:
        return "not_counted"
    specific = [each for each in ("triptan", "ergot", "gepant", "ditan") if each in counted]
    rest = counted - set(specific) - ({"adjuvant"} if specific else set())
    return "+".join([*specific, _analgesic(rest)] if rest else specific)


def _analgesic(classes: set[str]) -> str:
    if "barbiturate" in classes or "compound" in classes:
        return "combination"
    if len(classes) == 1:
        return next(iter(classes))
    return "combination" if classes & ADJUVANTS else "nonopioid"


def _parts(name: str) -> list[str]:
    text = " ".join(re.sub(r"[®™#]", " ", _unaccented(name.lower())).split())
    plain = " ".join(_AMOUNT.sub(" ", text).split())
    # A brand may hold a joining word ("Nurofen Plus"): the whole name goes before its parts.
    for whole in (text, plain):
        if _substances(whole):
            return [whole]
    return [part for part in _JOIN.split(plain) if part.strip(_EDGES)]


def _substances(part: str) -> tuple[str, ...]:
    """Substances of one part: as written, without its form, without numbers; a word left over is unknown."""
    plain = " ".join(_FORM.sub(" ", part).split()).strip(_EDGES)
    for text in (part.strip(_EDGES), plain, " ".join(_NUMBER.sub(" ", plain).split()).strip(_EDGES)):
        if found := _looked_up(text):
            return found
    return ()


def _looked_up(text: str) -> tuple[str, ...]:
    if text in _BRANDS:
        return tuple(_BRANDS[text].split("+"))
    generic = _ALIASES.get(text, text.replace(" ", "_"))
    return (generic,) if generic in GENERICS else ()
