"""Words that are written from right to left, inside pages that are written from left to right."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import bidirectional

from django.utils.html import escape

# First bytes in UTF-8 of the letters of Hebrew, Arabic, Syriac, Thaana and N'Ko; and the first two of the
# scripts and forms beyond, whose first alone other letters have too. A page without any is told in a moment.
_FIRST_BYTES = tuple(bytes([first]) for first in range(0xD6, 0xE0))
_FIRST_TWO = (
    b"\xe0\xa0", b"\xe0\xa1", b"\xe0\xa2", b"\xe0\xa3", b"\xef\xac", b"\xef\xad", b"\xef\xb7", b"\xef\xb9",
    b"\xef\xba", b"\xef\xbb", b"\xf0\x90", b"\xf0\x9e",
)  # fmt: skip
# An element in which no element may stand, or which says its own direction; a tag; or the text between two.
_PARTS = re.compile(
    r"<(script|style|title|textarea|option|svg)\b.*?</\1>"
    r'|<(?!input|textarea)(\w+)\b[^>]*\bdir="auto".*?</\2>|<[^>]*>|(?P<text>[^<]+)',
    re.DOTALL,
)
_KINDS = {"R": "r", "AL": "r", "L": "l"}
_RUN = re.compile("r(?:[rn]*r)?")


def isolated(page: str) -> str:
    """A page in which each stretch of words from right to left stands apart from what is beside it.

    A number after a medicine's Hebrew name is set before it otherwise, and looks like part of another
    cell. A text with no letter from left to right stands apart as a whole, its numbers with it.

    Parameters
    ----------
    page
        HTML. Elements with ``dir="auto"`` are left as they are: a paragraph of notes takes its direction
        from its own first letter.

    Examples
    --------
    >>> isolated("<td>אקמול 500 mg</td>")
    '<td><bdi dir="ltr"><bdi>אקמול</bdi> 500 mg</bdi></td>'
    """
    return _PARTS.sub(_part, page) if _may_hold_some(page) else page


def _may_hold_some(page: str) -> bool:
    raw = page.encode(errors="surrogatepass")
    return any(first in raw for first in _FIRST_BYTES) or any(
        two[:1] in raw and two in raw for two in _FIRST_TWO
    )


def _part(found: re.Match[str]) -> str:
    text = found["text"]
    if text is None or text.isascii():
        return found[0]
    words = unescape(text)
    kinds = "".join(_KINDS.get(bidirectional(letter), "n") for letter in words)
    if "r" not in kinds:
        return text
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if "l" not in kinds:
        return f"{before}<bdi>{escape(words.strip())}</bdi>{after}"
    made, done = "", len(before)
    for run in _RUN.finditer(kinds):
        made += f"{escape(words[done : run.start()])}<bdi>{escape(words[run.start() : run.end()])}</bdi>"
        done = run.end()
    # One element for the whole text: where each child is a box of its own, the blanks between them were lost.
    return f'{before}<bdi dir="ltr">{made}{escape(words[done:].rstrip())}</bdi>{after}'
