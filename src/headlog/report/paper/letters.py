"""Letters that the paper's type has, and a mark in place of any other.

A PDF that keeps PDF/UA-1 may not hold a letter without a shape: one emoji in a note, or a name in another
script, and there would be no paper at all.
"""

from __future__ import annotations

import re
import struct
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any
from unicodedata import normalize

from headlog.diary.letters import whole_letters

MARK = "\N{LOZENGE}"
MARK_TOLD = f"{MARK} stands for letters that this type lacks; the screen and the file show them."
# The font's own table of letters, as OpenType lays it out: `cmap`, for all of Unicode.
_ANY_UNICODE = (3, 10)
_LONG_WORD, _PART = re.compile(r"\w{21,}|[^\w\s<>\"]{21,}"), 10
# Spaces of other widths, and what only joins or varies the letters around it.
_OTHER_SPACE = re.compile(r"[^\S\n\r\t \N{NO-BREAK SPACE}]")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f]")


def on_paper(words: str) -> str:
    """Words with a mark in place of each run of letters that the type does not have.

    A word too long for a column, or a row of marks such as `!!!`, may be parted, or it would be printed over
    the next one.
    """
    if not (words.isascii() and words.isprintable()):
        whole = normalize("NFC", _OTHER_SPACE.sub(" ", words))
        words = _unknown().sub(MARK, _UNSEEN.sub("", whole))
    return _LONG_WORD.sub(_parted, words)


def _parted(word: re.Match[str]) -> str:
    letters = word[0]
    return "\N{SOFT HYPHEN}".join(letters[at : at + _PART] for at in range(0, len(letters), _PART))


def marked(value: Any) -> tuple[Any, bool]:
    """JSON values with every text as it can stand on paper, and whether a mark stands in one.

    Texts under `alternative` are heard, not seen, and stay in any script.
    """
    if isinstance(value, str):
        words = on_paper(value)
        return words, words.count(MARK) > value.count(MARK)
    if isinstance(value, dict):
        found = {
            key: (whole_letters(each), False) if key == "alternative" else marked(each)
            for key, each in value.items()
        }
        return {key: each for key, (each, _) in found.items()}, any(mark for _, mark in found.values())
    if isinstance(value, list | tuple):
        rows = [marked(each) for each in value]
        return [each for each, _ in rows], any(mark for _, mark in rows)
    return value, False


@cache
def _unknown() -> re.Pattern[str]:
    fonts = [each for each in files(__package__).joinpath("fonts").iterdir() if each.name.endswith(".ttf")]
    known = frozenset[str].intersection(*(letters_of(font.read_bytes()) for font in fonts))
    return re.compile(f"[^\\n\\r\\t{re.escape(''.join(sorted(known)))}]+")


def letters_of(font: bytes) -> frozenset[str]:
    """Letters of an OpenType font that has a table for all of Unicode.

    References
    ----------
    .. [1] OpenType 1.9, `cmap`, format 12: groups of letters, each with its first and its last.
    """
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {tag: place for tag, _, place, _ in struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * count])}
    begin = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", font, begin + 2)
    encodings = struct.iter_unpack(">HHL", font[begin + 4 : begin + 4 + 8 * count])
    place = begin + {(platform, encoding): away for platform, encoding, away in encodings}[_ANY_UNICODE]
    (count,) = struct.unpack_from(">L", font, place + 12)
    groups = struct.iter_unpack(">LLL", font[place + 16 : place + 16 + 12 * count])
    return frozenset(map(chr, chain.from_iterable(range(first, last + 1) for first, last, _ in groups)))
