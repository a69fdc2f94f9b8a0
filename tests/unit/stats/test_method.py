"""Every method has a name, a version and a section in the reference."""

from pathlib import Path

from headlog.stats.method import METHODS, RESPONSE

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "methods.md"


def test_every_method_is_documented_with_its_version() -> None:
    """A section of that name, whose first line gives the version."""
    sections = {
        section.splitlines()[0].casefold(): section
        for section in REFERENCE.read_text("utf-8").split("\n## ")[1:]
    }

    assert set(sections) == {method.name.casefold() for method in METHODS}
    for method in METHODS:
        assert sections[method.name.casefold()].splitlines()[2].startswith(f"Version {method.version} ·")


def test_a_method_names_itself_with_its_version() -> None:
    """As a statement would print it."""
    assert str(RESPONSE) == "response 2"
