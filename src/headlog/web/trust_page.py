"""The page beside the authority's certificate: how a phone comes to trust it, what that means, how to end it.

Its text is a part of the how-to, so that both say the same. It is served by plain http and therefore does not
show the fingerprint: whoever could replace the certificate could replace the page too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

TEXT = Path(__file__).parent / "trust.md"
INLINE = (
    (r"\*\*(.+?)\*\*", r"<strong>\1</strong>"),
    (r"\*(.+?)\*", r"<em>\1</em>"),
    (r"`(.+?)`", r"<code>\1</code>"),
)
ITEM = re.compile(r"(\*|\d+\.) +(.*)", re.DOTALL)


def trust_page(name: str, authority: str, diary: str) -> bytes:
    """The whole page, for a phone that has never been here."""
    parts = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="color-scheme" content="light dark"><title>Trust {escape(name)}</title></head><body>',
        f"<h1>Reach {escape(name)} from this phone</h1>",
        f'<p><a href="{authority}">Fetch the authority</a>, once per phone. Read first what that means.</p>',
        *_blocks(TEXT.read_text(encoding="utf-8")),
        f'<p>When it is trusted: <a href="{escape(diary)}">open the diary</a>.</p></body></html>',
    )
    return "\n".join(parts).encode()


def _blocks(text: str) -> Iterator[str]:
    """Headings, paragraphs and lists of the text; it uses no more of Markdown than these."""
    for block in text.strip().split("\n\n"):
        if block.startswith("## "):
            yield f"<h2>{_inline(block[3:])}</h2>"
            continue
        lines = re.split(r"\n(?! )", block)
        for kind, group in groupby(lines, _kind):
            items = list(group)
            if kind == "p":
                yield f"<p>{_inline(' '.join(items))}</p>"
            else:
                said = (ITEM.fullmatch(item) for item in items)
                inner = "".join(f"<li>{_inline(found[2])}</li>" for found in said if found)
                yield f"<{kind}>{inner}</{kind}>"


def _kind(line: str) -> str:
    found = ITEM.fullmatch(line)
    return "p" if found is None else "ul" if found[1] == "*" else "ol"


def _inline(text: str) -> str:
    made = escape(re.sub(r"\s*\n\s*", " ", text), quote=False)
    for pattern, replacement in INLINE:
        made = re.sub(pattern, replacement, made)
    return made
