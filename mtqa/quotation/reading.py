"""How the quote marks of a paragraph are to be read: which open, which close, which are no quote marks at all.

A mark is read by its glyph, by what stands beside it, and by the marks around it. None of them can be trusted alone in
a text whose marks are wrong, so every reading of the paragraph has a price, and the cheapest holds: a mark in its
right place is free; one that opens after a letter, closes with the wrong glyph or has no partner costs. Single marks
may be apostrophes, and marks after a figure may be inches; these take part in no pair.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages.quotes import foreign, taken
from mtqa.languages.speech import SAYING, speaker

DOUBLE = '"“”„‟«»'
SINGLE = "'‘’‚‛‹›"
# Not read are marks between two others of which they are spoken, two apostrophes in a row, escaped marks, which are
# code, and those in text read in the wrong encoding, which stand for other things.
ANY = expression(
    rf"(?:[{DOUBLE}]|[{SINGLE}](?:(?<![^\W_].)|(?![^\W_])))(?<![ÂÃÐÑ].)(?<!â€.)(?<!вЂ.)(?<!\\[\"'])(?<!'')(?!(?<=')')"
)
_CODE = expression(r"`[^`]{1,200}?'(?=[\s.,;:!?\")\]]|$)|`[^`\n]++`")
_TAG = expression(r"</?[a-zA-Z][^<>“”«»]{0,200}+>")
_SYMBOL = expression(r"(?<![^\s(\[{])[\"“„«»'‘‚][^\w\s,;()]{1,2}[\"“”«»'‘’](?![^\W_])")

# Stands for an opening mark that must be before the paragraph, or missing, since a mark has closed it.
LOST = "\0"
# Stands for a straight mark that opens with its space on the wrong side.
ASKEW = "\1"
MOST_MARKS = 400
MOST_READINGS = 24
DEEPEST = 4

LOOSE = 6
NESTED_ALIKE = 1
NESTED_ASKEW = 8
FOREIGN = 2
MIXED = 5
WRONG_GLYPH = 10
REPORTED = 18
ELIDED = 3
ADRIFT = 1
FOLLOWS = 8
NEVER = 1000

# What it costs a mark to open or to close beside such a neighbour.
BEFORE = {"edge": (0, 8), "space": (0, 4), "bracket": (0, 8), "word": (4, 0), "stop": (4, 0), "colon": (1, 2)}
AFTER = {"edge": (8, 0), "space": (4, 0), "bracket": (0, 2), "word": (0, 4), "stop": (8, 0), "colon": (8, 0)}
FREE = (0, 0)
# One slip, not two: a mark that has its space on the wrong side.
SWAPPED = 2


class Mark(NamedTuple):
    """A quote mark: where it stands, which side of a quotation it is, and where the other side stands, if anywhere.

    `around` is where the quotation opens that this one stands in.
    """

    at: int
    glyph: str
    opens: bool
    other: int | None = None
    around: int | None = None

    @property
    def pair(self) -> tuple[int, int] | None:
        """Where the quotation opens and closes, if it does both in this paragraph."""
        if self.other is None:
            return None
        return (self.at, self.other) if self.opens else (self.other, self.at)


class _Sign(NamedTuple):
    """A mark yet to be read: what it costs to take it as opening, as closing, and as no quote mark.

    `adrift` is what it costs more to close here what nothing in the paragraph has opened.
    """

    at: int
    glyph: str
    opening: int
    closing: int
    neither: int
    adrift: int


@lru_cache(maxsize=1024)
def marks(text: str, code: str) -> dict[int, Mark]:
    """The quote marks of a paragraph in order, by where they stand, without apostrophes and inches."""
    if text.isascii() and '"' not in text and "'" not in text:
        return {}
    spoken_of = _spoken_of(text)
    signs = [_sign(text, match.start(), code) for match in ANY.finditer(text) if match.start() not in spoken_of]
    if not signs or len(signs) > MOST_MARKS:
        return {}
    roles = _free(signs, code) or _askew(text, signs) or _cheapest(signs, code)
    return {mark.at: mark for mark in sorted(_paired(signs, roles))}


def _spoken_of(text: str) -> set[int]:
    """Where the text is code or a tag, or names a mark: between backticks, and `“?”`."""
    tags = _TAG.finditer(text) if "<" in text else ()
    spans = [*_SYMBOL.finditer(text), *(_CODE.finditer(text) if "`" in text else ()), *tags]
    return {at for span in spans for at in range(*span.span())}


def _free(signs: list[_Sign], code: str) -> str:
    """The roles of the signs if every mark is in its right place, as in most text, and nothing if one is not."""
    opening, closing = glyph_prices(code)
    roles, still_open = "", ""
    for sign in signs:
        if not sign.neither:
            roles += "-"
        elif not sign.opening + opening[sign.glyph] and sign.closing and not still_open:
            roles += "o"
            still_open = sign.glyph
        elif not sign.closing and sign.opening and not closing.get(still_open + sign.glyph, NEVER) and still_open:
            roles += "c"
            still_open = ""
        else:
            return ""
    return "" if still_open else roles


def _askew(text: str, signs: list[_Sign]) -> str:
    """The roles of straight marks all of which have their space on the wrong side: `It is" good "and" new "now`.

    Each for itself is cheaper to take for the end of a quotation that began before, or the start of one that goes on.
    """
    opening, closing = signs[::2], signs[1::2]
    if len(opening) != len(closing) or any(sign.glyph != '"' for sign in signs):
        return ""
    if any(kind_before(text, sign.at) != "word" or kind_after(text, sign.at + 1) != "space" for sign in opening):
        return ""
    if any(kind_before(text, sign.at) != "space" or kind_after(text, sign.at + 1) == "space" for sign in closing):
        return ""
    return "oc" * len(opening)


def _cheapest(signs: list[_Sign], code: str) -> str:
    """The roles of the signs in the cheapest reading: `o` opens, `c` closes, `-` is no quote mark."""
    readings = {"": (0, "")}
    for sign in signs:
        further = dict[str, tuple[int, str]]()
        for still_open, (price, roles) in readings.items():
            for role, left, cost in _choices(sign, still_open, code):
                way = (price + cost, roles + role)
                if left not in further or way < further[left]:
                    further[left] = way
        readings = dict(sorted(further.items(), key=lambda item: item[1][0])[:MOST_READINGS])
    return min((price + _left_open(still_open), roles) for still_open, (price, roles) in readings.items())[1]


def _choices(sign: _Sign, still_open: str, code: str) -> Iterator[tuple[str, str, int]]:
    """The roles that a sign may have after others that are still open, what is open then, and the price."""
    opening, closing = glyph_prices(code)
    kind, last = SINGLE if sign.glyph in SINGLE else DOUBLE + ASKEW, still_open[-1:]
    if len(still_open) < DEEPEST:
        price = sign.opening + opening[sign.glyph]
        if any(glyph in kind for glyph in still_open):
            price += NESTED_ASKEW if last == ASKEW else NESTED_ALIKE
        yield "o", still_open + (ASKEW if sign.glyph == '"' and sign.opening else sign.glyph), price
    if last and last in kind:
        yield "c", still_open[:-1], sign.closing + closing[last + sign.glyph]
    if kind is not SINGLE and last in ("", LOST):
        yield "c", LOST, sign.closing + closing[sign.glyph] + (3 * LOOSE if last else LOOSE) + sign.adrift
    if sign.neither < NEVER or kind is SINGLE:
        yield "-", still_open, sign.neither + (kind is not SINGLE and last not in ("", LOST))


def _left_open(still_open: str) -> int:
    if any(glyph in SINGLE for glyph in still_open):
        return NEVER
    return LOOSE * max(0, 2 * len(still_open.lstrip(LOST)) - 1)


def _paired(signs: list[_Sign], roles: str) -> Iterator[Mark]:
    still_open = list[_Sign]()
    for sign, role in zip(signs, roles, strict=True):
        if role == "o":
            still_open.append(sign)
        elif role == "c":
            first = still_open.pop() if still_open else None
            around = still_open[-1].at if still_open else None
            if first:
                yield Mark(first.at, first.glyph, True, sign.at, around)
            yield Mark(sign.at, sign.glyph, False, first.at if first else None, around)
    for sign in still_open:
        yield Mark(sign.at, sign.glyph, True)


def can_open(glyph: str, code: str) -> bool:
    """Whether a glyph may stand before a quotation in this language, in its own style or in another."""
    return glyph in "\"'“„‟«‘‚‛‹" or any(pair[0] == glyph for pair in taken(code))


def can_close(glyph: str, code: str) -> bool:
    """Whether a glyph may stand after a quotation in this language, in its own style or in another."""
    return glyph in "\"'”»’›" or any(pair[1] == glyph for pair in taken(code))


@cache
def glyph_prices(code: str) -> tuple[dict[str, int], dict[str, int]]:
    """What it costs a glyph to open, and to close: alone, or what another has opened."""
    glyphs = DOUBLE + SINGLE
    opening = {glyph: 0 if can_open(glyph, code) else WRONG_GLYPH for glyph in glyphs}
    closing = {glyph: 0 if can_close(glyph, code) else WRONG_GLYPH for glyph in glyphs}
    closing |= {ASKEW + last: 0 if last == '"' else closing[last] or MIXED for last in glyphs}
    for pair in (first + last for first in glyphs for last in glyphs):
        if pair in foreign(code):
            closing[pair] = FOREIGN
        elif pair in taken(code) or opening[pair[0]]:
            closing[pair] = closing[pair[1]]
        else:
            closing[pair] = closing[pair[1]] or MIXED
    return opening, closing


def _sign(text: str, at: int, code: str) -> _Sign:
    before, after = kind_before(text, at), kind_after(text, at + 1)
    (opening, closing), (opening_too, closing_too) = BEFORE.get(before, FREE), AFTER.get(after, FREE)
    opening, closing = opening + opening_too, closing + closing_too
    if text[at] in "«»" and code.startswith("fr"):
        opening, closing = opening - opening_too, closing_too
    elif after == "space" and before in ("word", "stop"):
        opening -= SWAPPED
    elif before == "space" and after == "word":
        closing += WRONG_GLYPH if text[at] == "'" and kind_before(text, at - 1) != "stop" else -SWAPPED
    adrift = ADRIFT if before == "word" and after == "space" else 0
    if is_reported(text, at, code):
        opening += REPORTED
        adrift = 0
    elif _NEXT.search(text, max(0, at - 3), at):
        closing += FOLLOWS
    neither = _neither(text, at, before, after)
    return _Sign(at, text[at], opening + ELIDED * (neither == 0), closing, neither, adrift)


# What a quotation follows: a colon, or another quotation in a row.
_NEXT = expression(rf"(?::|[{DOUBLE}][,;])[^\S\n]$")
_KINDS = {
    **dict.fromkeys("([{¿¡", "bracket"),
    **dict.fromkeys(",.;!?…)]}%", "stop"),
    **dict.fromkeys("$€£", "word"),
    ":": "colon",
}


@cache
def _kind(char: str) -> str:
    if not char or char == "\n":
        return "edge"
    if char.isspace():
        return "space"
    if char.isalnum():
        # Scripts that set no space between words, or write small words together with the next, say nothing.
        return "word" if char < "\u0590" or "\u1c80" <= char < "\u2000" else "other"
    return _KINDS.get(char, "other")


def kind_before(text: str, at: int) -> str:
    """What kind of neighbour stands before an offset."""
    return _kind(text[at - 1] if at else "")


def kind_after(text: str, at: int) -> str:
    """What kind of neighbour stands at an offset; dots may lead a quotation or end it."""
    char, following = text[at : at + 1], text[at + 1 : at + 2]
    if char in {"…", "%"} or (char in {".", "!", ":"} and (following in {".", "%"} or following.isalnum())):
        return "other"
    return _kind(char)


_ELIDED = expression(
    r".(?:\d0s|em|tis|twas|til|till|cause|n|bout|round|cos|s|t|re|ve|ll|d|m|ne|nen|nem|ner)\b", re.IGNORECASE
)


_MEASURE = expression(r"(?<!\d)\d{1,3}$|[½¼¾]$")


def _neither(text: str, at: int, before: str, after: str) -> int:
    """What it costs to take a mark as an apostrophe, as inches or feet, or as a letter."""
    glyph = text[at]
    if glyph in DOUBLE:
        if glyph in '"”' and after != "word" and _MEASURE.search(text, max(0, at - 4), at):
            return 2
        return 7 if glyph == '"' and before == after == "word" else NEVER
    if before == "word" and after != "word":
        return 12 if glyph == "‘" else 2
    if after == "word":
        if before not in ("space", "edge", "bracket"):
            return 1
        return 0 if glyph in "'’" and _ELIDED.match(text, at) else 6
    if before == "stop":
        return 3
    return 5 if text[at - 2 : at] == "s " else 12


_SPEAKER = {
    code: (
        expression(rf"\b{saying}\b(?: [\w’'-]{{1,30}}+){{0,4}}, ?$"),
        expression(rf"\s?(?:[—–-]\s?)?{speaker(code)}"),
    )
    for code, saying in SAYING.items()
}


def is_reported(text: str, at: int, code: str) -> bool:
    """Whether the words after the mark tell who said those before it: “, the ministry noted in a statement”."""
    if code not in _SPEAKER or text[max(0, at - 2) : at].rstrip()[-1:] not in {",", "?", "!", "…"}:
        return False
    introduced, reported = _SPEAKER[code]
    return bool(reported.match(text, at + 1)) and not introduced.search(text, max(0, at - 80), at)
