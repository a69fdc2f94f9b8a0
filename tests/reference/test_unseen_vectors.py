"""Vectors derived by hand from the written rules, apart from the code: a file for each kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from headlog.clinical.vectors import KINDS, results, vectors_in

FOLDER = Path(__file__).parent / "vectors"
KINDS_WITH_A_FILE = sorted(path.stem for path in FOLDER.glob("*.md"))


def test_every_kind_has_a_file() -> None:
    assert set(KINDS_WITH_A_FILE) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS_WITH_A_FILE)
def test_vectors_of_a_kind_pass(kind: str) -> None:
    found = list(results(vectors_in((FOLDER / f"{kind}.md").read_text(encoding="utf-8"))))

    assert [(each.vector.id, each.differences, each.because) for each in found if not each.passed] == []
    assert {each.vector.kind for each in found} == {kind}
