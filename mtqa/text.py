"""Words that several rules speak of: pieces of expressions, kinds of characters, and how a text is cut."""

import re

SPACE = r"[ \u00a0\u202f]"
YEAR = r"(?:1[5-9]|20)\d\d"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
NUMBER = r"\d+(?:[.,]\d+)*"

OPENING = "“«„‘‚‹"
CLOSING = "”»“’‘›"
QUOTES = '"“”„«»‹›‘’‚'

CYRILLIC = r"[\u0400-\u04ff]"
LOWER = r"[a-zà-öø-ÿ]"
UPPER = r"[A-ZÀ-ÖØ-Þ]"

_CYRILLIC = re.compile(CYRILLIC)


def has_cyrillic(text: str) -> bool:
    return not text.isascii() and _CYRILLIC.search(text) is not None
