"""Picture: a drawing, its alternative text, and the table of the same facts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that can be seen, heard and read.

    Parameters
    ----------
    name
        Short id, unique on a page.
    title
        What it shows, in a few words.
    alternative
        The same in sentences, for those who do not see it.
    svg
        The drawing as SVG text, with presentation attributes only.
    width, height
        Size of the drawing in its own units; 1 unit is meant as 1 CSS pixel or 0.275 mm.
    columns
        Headings of the table of the same facts.
    rows
        Its rows; the first cell names the row.
    narrow
        The same drawing for a phone, at most 360 units wide; empty when the one above fits.
    """

    name: str
    title: str
    alternative: str
    svg: str
    width: float
    height: float
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    narrow: str = ""
