"""Section 8: definitions, settings that were changed, and what this page is not."""

from __future__ import annotations

from headlog.clinical.profiles import Profile
from headlog.clinical.rulebook import RULES
from headlog.clinical.settings import changed
from headlog.report.document import Block, Facts, Footnote, Lines, Section, Table
from headlog.report.reading import Reading
from headlog.report.words import listed

DISCLAIMER = (
    "Headlog records, counts and summarises what a person enters, for that person and a talk with their "
    "clinician. It makes no diagnosis and gives no advice on treatment."
)


def footer_section(reading: Reading) -> Section:
    """Definitions in a line each, and the settings that depart from their defaults."""
    settings = [
        f"{note.name.replace('_', ' ')}: {note.value} {note.unit} (usual {note.default}; {note.rule})"
        for note in changed(reading.settings)
    ]
    words = (definition(reading.profile), definition(reading.second))
    definitions = Lines("", words, rule="R-DAY", fine_print=True)
    said = f"Settings changed: {'; '.join(settings) or 'none, every setting has its default value'}."
    return Section(8, "Definitions", ((definitions, Lines("", (said,), fine_print=True)),))


def definition(profile: Profile) -> str:
    """A profile in one sentence."""
    ways = [f"{profile.migraine_minutes:g} min or more with {profile.features.value}"]
    if profile.aura_counts:
        ways.append("a visual aura of 5 to 60 min")
    if profile.specific:
        where = " on a headache day" if profile.specific_needs_headache else ""
        ways.append(f"{listed(sorted(profile.specific))}{where}")
    severe = profile.moderate_severe_minutes
    least = "" if severe is None else f"; moderate–severe day {severe:g} min or more, or successfully treated"
    return (
        f"{profile.id} v{profile.version}: headache day {profile.headache_minutes:g} min or more, or any "
        f"headache with an acute medicine; migraine day {' or '.join(ways)}{least} ({profile.source})"
    )


def footnotes(blocks: tuple[Block, ...]) -> tuple[Footnote, ...]:
    """Every rule named in some blocks, in order of its id, with its title and sources."""
    named = sorted({rule for block in blocks for rule in _rules(block) if rule})
    return tuple(_footnote(rule) for rule in named)


def _footnote(rule_id: str) -> Footnote:
    rule = RULES[rule_id]
    sources = [f"{each.citation} ({each.year})" for each in rule.sources]
    return Footnote(rule_id, rule.title, f"{rule.section}. {listed(sources)}")


def _rules(block: Block) -> list[str]:
    match block:
        case Facts():
            return [fact.rule for fact in block.facts]
        case Table():
            return [column.rule for column in block.columns]
        case Lines():
            return [block.rule]
    return ["R-DAY"]
