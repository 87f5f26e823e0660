"""A text cut into what its numbers are made of: figures, number words, Roman numerals, and the words about them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.quantities.figures import CLOCK
from mtqa.quantities.words import LOOSE, Entry, Words, plain, whole, words

_FIGURES = (
    r"(?:\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{2,4}|\d\d-\d\d-\d{4})(?![\d/-])|(?<![\d/])\d\d?/\d\d?(?![\d/])|(?<!\d)\d\d?-00(?![\d-])"
    r"|\d++(?:[.,:'’]\d++|[ \u00a0\u202f\u2009]\d{3}(?!\d))*+"
)
_TOKEN = expression(rf"(?P<figures>{_FIGURES})|[½⅓⅔¼¾⅕⅛]|°?[^\W\d_]++(?:'[^\W\d_]++)*+[²³]?|[%‰]")
_ELIDED = expression(rf"(?P<figures>{_FIGURES})|[½⅓⅔¼¾⅕⅛]|°?[^\W\d_]++[²³]?|[%‰]")
_SPACES = " \u00a0\u202f\u2009"
_SPACED = expression(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?")
_GAP = expression(r"[ .\u00a0\u202f'/-]{1,3}")
_ADDRESS = expression(
    r"(?:https?://|www\.)\S{1,400}|[\w.+-]{1,64}+@[\w-]{1,64}+\.[\w.-]{1,64}|</?[A-Za-z!][^<>]{0,400}>|&#?\w{1,8};"
    r"|\{[^{}\s]{1,40}\}|\b[\w-]{1,60}+\.(?:com|ru|org|net|ua|tv|info|de|fr|es)\b"
)
_NUMBERED = expression(r"(?:\$1|%1\$)(?![\d.,])|\{\d\}")
_TEMPLATE = expression(rf"[$%]\d(?![\d.,])\$?|\{{\d{{1,2}}\}}|{_ADDRESS.pattern}")
_ROMAN = expression(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CYRILLIC_ROMAN = str.maketrans("ХІСМ", "XICM")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NTH = expression(r"(?<=[IVX])(?:e|er|ère|ème|th)\Z")
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}


class Item(NamedTuple):
    """A stretch that may belong to a number: figures as written, or the meanings of a word by kind."""

    start: int
    end: int
    figures: str = ""
    kinds: dict[str, Entry] = {}  # noqa: RUF012

    def value(self, kind: str) -> float:
        return self.kinds[kind].value


class Cut(NamedTuple):
    text: str
    items: list[Item]
    idioms: list[tuple[int, int, int]]


def cut(text: str, code: str) -> Cut:
    """The items of a text in order, and the stretches of idioms, with how much their numbers count."""
    table = words(code)
    addresses = _TEMPLATE if _NUMBERED.search(text) else _ADDRESS
    low = addresses.sub(lambda match: "_" * len(match[0]), plain(text))
    tokens = list(_tokens(low, code))
    idioms: list[tuple[int, int, int]] = []
    items: list[Item] = []
    position = 0
    while position < len(tokens):
        start, end, figures = tokens[position]
        length = 1
        if figures:
            items.append(Item(start, end, figures))
        elif not _is_idle(low[start:end], code):
            kinds, length = _meaning(low, tokens, position, table)
            if "idiom" in kinds:
                end_of_idiom = tokens[position + length - 1][1]
                idioms.append((start, end_of_idiom, kinds["idiom"].level))
                kinds, length = _meaning(low, tokens, position, table, without="idiom")
            if "half" in kinds and not (items and _grows(low, items[-1], start, kinds["half"])):
                kinds, length = _meaning(low, tokens, position, table, without="half")
            if kinds:
                items.append(Item(start, tokens[position + length - 1][1], "", kinds))
        position += length
    return Cut(low, items, idioms)


def _grows(text: str, item: Item, start: int, half: Entry) -> bool:
    """Whether the item may be a number that a half is added to; “a second and a third” are two."""
    return bool(_GAP.fullmatch(text, item.end, start)) and ("ordinal" not in item.kinds or half.value == 0.5)


Token = tuple[int, int, str]


def _tokens(text: str, code: str) -> Iterator[Token]:
    for match in (_ELIDED if code.startswith("fr") else _TOKEN).finditer(text):
        figures = match["figures"]
        if figures is None:
            yield match.start(), match.end(), ""
        elif ":" in figures and not CLOCK.fullmatch(figures):
            yield from _apart(match.start(), figures, ":")
        elif any(space in figures for space in _SPACES) and not _SPACED.fullmatch(figures):
            yield from _apart(match.start(), figures, _SPACES)
        else:
            yield match.start(), match.end(), figures


def _apart(start: int, figures: str, marks: str) -> Iterator[Token]:
    for match in re.finditer(f"[^{marks}]+", figures):
        piece, at = match[0], start + match.start()
        if marks == ":" and any(space in piece for space in _SPACES) and not _SPACED.fullmatch(piece):
            yield from _apart(at, piece, _SPACES)
        else:
            yield at, at + len(piece), piece


def _meaning(
    text: str, tokens: list[Token], position: int, table: Words, *, without: str = ""
) -> tuple[dict[str, Entry], int]:
    """What the longest phrase from here means by kind, and of how many tokens it is."""
    start, end, _ = tokens[position]
    written = text[start:end]
    word = written.lower()
    kinds: dict[str, Entry] = {}
    length = 0
    for rest, entry in table.phrases.get(word, ()):
        if len(rest) + 1 < length or entry.kind == without:
            continue
        if entry.kind == "month" and word in ("may", "march", "mar") and not written[0].isupper():
            continue
        if not rest or _follows(text, tokens, position, rest):
            length = len(rest) + 1
            kinds.setdefault(entry.kind, entry)
    return (kinds, length) if kinds else (_alone(written, table), 1)


@lru_cache(1 << 14)
def _is_idle(written: str, code: str) -> bool:
    """Whether a word means nothing about numbers, whatever stands after it: most do."""
    table = words(code)
    return written.lower() not in table.phrases and not _alone(written, table)


def _alone(written: str, table: Words) -> dict[str, Entry]:
    """What a word means by itself that begins no phrase of the tables."""
    word = written.lower()
    if word in "%‰":
        return {"percent": Entry("percent")}
    if word in _VULGAR:
        return {"vulgar": Entry("vulgar", _VULGAR[word])}
    if written[0] in "IVXLCDMХІ" and (roman := _roman(written)):
        return {"roman": Entry("roman", roman)}
    if word.startswith("пол") and (half := _half(word[3:], table)):
        return half
    return _compound(word, table)


def _half(rest: str, table: Words) -> dict[str, Entry]:
    """«Полседьмого» is half past six, «поллитра» half a litre."""
    for tail, entry in table.phrases.get(rest, ()):
        if not tail and entry.kind == "ordinal" and entry.value <= 12:
            return {"clock": Entry("clock", entry.value * 60 - 30)}
        if not tail and entry.kind == "unit":
            return {"span": Entry("span", 0.5, entry.unit)}
    return {}


def _follows(text: str, tokens: list[Token], position: int, rest: tuple[str, ...]) -> bool:
    end = tokens[position][1]
    if position + len(rest) >= len(tokens):
        return False
    for offset, word in enumerate(rest, start=1):
        start, next_end, _ = tokens[position + offset]
        if text[start:next_end].lower() != word or not _GAP.fullmatch(text, end, start):
            return False
        end = next_end
    return True


@lru_cache(2048)
def _roman(word: str) -> int:
    letters = _NTH.sub("", word.translate(_CYRILLIC_ROMAN))
    if not _ROMAN.fullmatch(letters):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in letters]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _compound(word: str, table: Words) -> dict[str, Entry]:
    """A number inside a longer word: «двадцатидвухлетний», “zweiundzwanzig”."""
    if not 5 <= len(word) <= 60:
        return {}
    match, level = table.compound.fullmatch(word), -1
    if not match or not (match[2] or table.parted):
        match, level = table.loosely.fullmatch(word), LOOSE
        if not match:
            return {}
    tail = match[2] if level < 0 and match[2] and len(match[2]) > 2 else ""
    times = max((name for name in table.tails if tail.startswith(name)), key=len, default="")
    value = _summed([table.stems[stem] for stem in table.stem.findall(match[1]) if stem in table.stems])
    kind = "cardinal" if level < 0 and not tail else "compound"
    return {kind: Entry(kind, whole(value * table.tails.get(times, 1)), None, level)} if value else {}


def _summed(values: list[float]) -> float:
    """Stems put together: what is smaller than a hundred adds up, hundreds and thousands multiply what came before."""
    total = group = 0.0
    for value in values:
        if value >= 1000:
            total, group = total + max(group, 1) * value, 0
        elif value == 100 and 0 < group < 100:
            group *= value
        else:
            group += value
    return total + group
