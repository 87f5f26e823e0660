"""Amounts of money with a sign before or after them: $500, 3 million €."""

from collections.abc import Iterable, Iterator

from mtqa.expressions import expression
from mtqa.quantities.mention import Mention
from mtqa.quantities.words import units

_SIGNS = {"$": "dollar", "€": "euro", "₽": "rouble", "₴": "hryvnia"}
_BEFORE = expression(r"(?<![A-Za-z])([$€₽₴])[ \u00a0]?\Z")
_AFTER = expression(r"[ \u00a0\u202f]?([$€₽₴])(?!\d)")


def priced(mentions: Iterable[Mention], text: str) -> Iterator[Mention]:
    """The mentions, of which those with a sign for money count it."""
    for mention in mentions:
        if mention.unit is None and mention.kind == "number":
            before = _BEFORE.search(text, max(0, mention.start - 3), mention.start)
            after = None if before else _AFTER.match(text, mention.end)
            if sign := before or after:
                end = after.end() if after else mention.end
                yield mention._replace(unit=units()[_SIGNS[sign[1]]], unit_end=end)
                continue
        yield mention
