"""What labels and a study say of days a month where ICHD-3 names no level, or a higher one (R-MED).

Facts with their source, which stand beside the days. How much may be taken at once, how often in a day and
what not to do after it is advice on a medicine: none of it is here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from headlog.clinical.drugs import generics_in

# Beyond this a label calls the safety not established.
LABEL_NOTES: Mapping[str, str] = MappingProxyType({
    "ubrogepant": "ubrogepant for more than 8 migraines in 30 days",
    "rimegepant": "rimegepant in more than 18 doses in 30 days",
    "zavegepant": "zavegepant for more than 8 migraines in 30 days",
    "lasmiditan": "lasmiditan for more than 4 migraine attacks in 30 days on average",
})  # fmt: skip
# Days a month that the AMPP study linked with progression of migraine.
STUDY_NOTES: Mapping[str, str] = MappingProxyType({
    "barbiturate": "5 days a month with barbiturates",
    "opioid": "8 days a month with opioids",
})  # fmt: skip


def label_notes(medicines: Iterable[str], classes: Collection[str]) -> tuple[str, ...]:
    """Sentences about the medicines and classes that were taken; none without one that a source speaks of.

    Parameters
    ----------
    medicines
        Names as the person writes them.
    classes
        Their classes.

    Examples
    --------
    >>> label_notes(["Ubrelvy 50 mg"], {"gepant"})
    ('US labels call the safety of ubrogepant for more than 8 migraines in 30 days not established.',)
    """
    taken = {generic for name in medicines for generic in generics_in(name)}
    labels = [words for generic, words in LABEL_NOTES.items() if generic in taken]
    studied = [words for name, words in STUDY_NOTES.items() if name in classes]
    found = []
    if labels:
        found.append(f"US labels call the safety of {', or of '.join(labels)} not established.")
    if studied:
        found.append(
            f"{' and '.join(studied)} or more went with more headache a year later (AMPP, Bigal 2008)."
        )
    return tuple(found)
