"""Letters of a text that may have been cut in the middle of one."""

from __future__ import annotations

import re

_HALF = re.compile("[\ud800-\udfff]")


def whole_letters(text: str) -> str:
    r"""Text with a mark in place of each half of a surrogate pair, so that it can be shown or kept as UTF-8.

    Programs that count letters in UTF-16 cut an emoji in two where a text is too long for them. The record
    and the diary file keep such a half as it came; a page cannot be sent with one in it.

    Examples
    --------
    >>> whole_letters("pill \ud83d") == "pill \N{REPLACEMENT CHARACTER}"
    True
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)
    return text  # nearly every text is whole: to encode it takes a tenth of what looking for a half does
