"""Telephone numbers, of which the figures are no numbers of their own."""

from bisect import bisect_right
from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.quantities.mention import Mention
from mtqa.quantities.words import FIRM

_PHONE = expression(
    r"\+\d[\d ()\u00a0-]{8,18}\d|\b8?[ -]?\(?\d{3,4}\)?[ -]\d{2,3}[ -]\d\d[ -]\d\d(?!\d)|\b\d{3}-\d{3}-\d{4}(?!\d)"
)


def with_phones(mentions: list[Mention], text: str) -> Iterator[Mention]:
    """The mentions, with those inside a telephone number put together."""
    phones = [match.span() for match in _PHONE.finditer(text) if sum(map(str.isdecimal, match[0])) >= 9]
    starts = [start for start, _ in phones]
    parts: dict[int, list[Mention]] = {number: [] for number in range(len(phones))}
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        if number >= 0 and mention.start < phones[number][1]:
            parts[number].append(mention)
        else:
            yield mention
    for number, (start, end) in enumerate(phones):
        digits = "".join(filter(str.isdecimal, text[start:end]))
        yield Mention(start, end, (("phone", digits[-10:]),), FIRM, "phone", parts=tuple(parts[number]))
