"""Which quote marks a language takes besides the outer and inner pair that CLDR gives.

A pair is written as two marks. Straight marks are taken everywhere: they are the keyboard's, no language's.
"""

from functools import cache

from mtqa.languages import language

STRAIGHT = ('""', "''")
_ALSO = {
    "de": ("»«", "›‹", "«»", "‹›"),
    "en": (),
    "es": ("«»",),
    "fr": ("“”", "‘’", "‹›"),
    "it": ("“”", "‘’"),
    "pl": ("»«", "‚’", "‘’"),
    "pt": ("«»",),
    "ru": ("‘’",),
    "tr": ("«»",),
    "uk": ("“”", "„”", "‘’"),
}
_ALL = ("“”", "‘’", "„“", "„”", "‚‘", "‚’", "«»", "‹›")


@cache
def taken(code: str) -> frozenset[str]:
    """The pairs that are right in a language."""
    opening, closing, inner_opening, inner_closing = language(code).quotes
    also = _ALSO.get(code.partition("-")[0], ())
    return frozenset((opening + closing, inner_opening + inner_closing, *also, *STRAIGHT))


@cache
def foreign(code: str) -> frozenset[str]:
    """The pairs that are right in another language only."""
    return frozenset(_ALL) - taken(code)
