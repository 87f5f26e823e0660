"""Passages of a text that are in another language than the text, told word by word from common words and letters."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages.foreign import WORD, words
from mtqa.languages.guess import LETTERS
from mtqa.languages.romanized import likeness, loan_words
from mtqa.languages.scripts import is_latin, scripts
from mtqa.languages.stop_words import RARE, common, heard, languages

# A word speaks for a language by how much commoner it is there than in the language of the text, in powers of ten. So
# much is enough for a passage, ends it where it is lost again, and is what words in no list say, and quotation marks.
ENOUGH, DROP = 6.5, 4.0
UNKNOWN, NAME, OTHER_LETTER, OTHER_SCRIPT, SAME_SCRIPT, CROSSING = -0.2, -0.4, 2.0, -6.0, 0.3, -1.5
DOUBTFUL = -0.5
RARELY = 3.5
FEWEST, FEWEST_ENGLISH = 4, 6

# Texts have passages in other languages, most of all in these, so that the counts say too much of their words.
FOREIGN = 1.0
SPOKEN = {"en": 2.0, "ru": 2.0}

ROMANIZED = ("ru-Latn", "uk-Latn")
QUOTATION = expression(r"[()“”„«»\"]")
EDGE = expression(r"[.,;:!?…()\[\]“”„«»\"\n–—]")


class Word(NamedTuple):
    """A word, and what stands between the one before and it."""

    start: int
    end: int
    text: str
    gap: str

    @property
    def small(self) -> str:
        return self.text.lower()


class Passage(NamedTuple):
    """Words in a row in another language; `telling` are those that are common there and rare in the text's own."""

    language: str
    words: tuple[Word, ...]
    telling: frozenset[str]
    weight: float

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


@cache
def strange(lang: str) -> dict[str, tuple[str, ...]]:
    """By word that is common in other languages and rare in this one, the others."""
    own, here = common(lang), heard(lang)
    found = defaultdict[str, list[str]](list)
    for other in _others(lang):
        limit = RARELY + SPOKEN.get(other, FOREIGN)
        for word in common(other):
            if word not in own and here.get(word, RARE) < limit:
                found[word].append(other)
    return {word: tuple(others) for word, others in found.items()}


@cache
def _others(lang: str) -> tuple[str, ...]:
    """The languages whose script the language has, or Latin; words in another are foreign at sight."""
    own = scripts(lang) | {"Latin"}
    return tuple(other for other in languages() if other.partition("-")[0] != lang and scripts(other) <= own)


def _here(word: str, other: str, lang: str) -> float:
    """How common a word of another language is in this one, where nobody speaks the other."""
    return common(lang).get(word) or max(RARE, heard(lang).get(word, RARE) - SPOKEN.get(other, FOREIGN))


@cache
def strange_letters(lang: str) -> frozenset[str]:
    """Letters of other alphabets of the same script; none of Latin ones, which names bring along."""
    if "Latin" in scripts(lang):
        return frozenset()
    others = (letters for other, letters in LETTERS.items() if scripts(other) == scripts(lang))
    return frozenset("".join(others)) - {*LETTERS.get(lang, "")}


@lru_cache(16)
def passages(text: str, lang: str) -> tuple[Passage, ...]:
    """The passages of four words or more, in order; of two that overlap the one that more speaks for."""
    if not _may_have_one(WORD.findall(text), lang):
        return ()
    tokens = tuple(_tokens(text))
    found = [passage for other in _suspects(tokens, lang) for passage in _in_language(tokens, other, lang)]
    chosen = list[Passage]()
    for passage in sorted(found, key=lambda passage: passage.start):
        if not chosen or passage.start >= chosen[-1].end:
            chosen.append(passage)
        elif passage.weight > chosen[-1].weight:
            chosen[-1] = passage
    return tuple(chosen)


def _tokens(text: str) -> Iterator[Word]:
    """The words without those in addresses, numbers and names of code, and without the article of al-Aziz."""
    last = 0
    for match, addressed in words(text):
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        part = not around.isspace() and (
            any(mark.isdigit() or mark in "_=@#/" for mark in around) or ("-" in around and len(match[0]) < 4)
        )
        if not addressed and not part:
            yield Word(*match.span(), match[0], text[last : match.start()])
            last = match.end()


def _may_have_one(found: Sequence[str], lang: str) -> bool:
    """A cheap first look: whether enough speaks for some language, wherever in the text it stands."""
    return any(sum(_support(found, other, lang)) >= ENOUGH for other in _spoken(found, lang))


def _support(found: Sequence[str], other: str, lang: str) -> Iterator[float]:
    """The weights of the words that speak for a language; of ASCII words of its script those that are common in it."""
    may_any = other in ROMANIZED or scripts(other) != scripts(lang)
    speaking = (word for word in found if may_any or not word.isascii() or word.lower() in common(other))
    return (weight for word in speaking if (weight := _weight(word, other, lang)) > 0)


def _suspects(tokens: tuple[Word, ...], lang: str) -> list[str]:
    """The languages that most of the strange words are common in, and Russian and Ukrainian in Latin letters."""
    most = [other for other, _ in _spoken([word.text for word in tokens], lang).most_common()]
    return [*most[:3], *(other for other in most[3:] if other in ROMANIZED)]


def _spoken(found: Iterable[str], lang: str) -> Counter[str]:
    """The languages that strange words are common in, by how many are."""
    counts, table, foreign = Counter[str](), strange(lang), strange_letters(lang)
    for word in map(str.lower, found):
        if word in table:
            counts.update(table[word])
        elif foreign and (letters := foreign.intersection(word)):
            counts.update(other for other, own in LETTERS.items() if letters.issubset(own))
    return Counter({other: count for other, count in counts.items() if other in _others(lang)})


def _in_language(tokens: tuple[Word, ...], other: str, lang: str) -> Iterator[Passage]:
    """The runs of words that more speaks for than against, drawn out to the marks around them."""
    weights = [_weight(word.text, other, lang) for word in tokens]
    edges = [0, *(at for at, word in enumerate(tokens) if at and EDGE.search(word.gap)), len(tokens)]
    for first, last, weight in _peaks(weights, [CROSSING * bool(QUOTATION.search(word.gap)) for word in tokens]):
        before, after = edges[bisect_right(edges, first) - 1], edges[bisect_right(edges, last)]
        start = before if all(weights[at] >= DOUBTFUL for at in range(before, first)) else first
        end = after if all(weights[at] >= DOUBTFUL for at in range(last + 1, after)) else last + 1
        if weight >= ENOUGH and end - start >= (FEWEST_ENGLISH if other == "en" else FEWEST):
            run = tokens[start:end]
            yield Passage(other, run, frozenset(word.small for word in run if _tells(word.text, other, lang)), weight)


def _tells(word: str, other: str, lang: str) -> bool:
    small = word.lower()
    if small in common(other):
        return small in strange(lang)
    return other in ROMANIZED and word == small and small not in loan_words() and likeness(small) >= 3.0


def _peaks(weights: list[float], crossings: list[float]) -> Iterator[tuple[int, int, float]]:
    """First and last of the weights of each run with a high sum, and the sum, which a crossing lessens."""
    total = peak = 0.0
    first = last = 0
    for at, (weight, crossing) in enumerate(zip((*weights, -inf), (*crossings, 0.0), strict=True)):
        total = max(0.0, total + crossing)
        if total == 0.0:
            first, peak = at, 0.0
        total = max(0.0, total + weight)
        if total > peak:
            peak, last = total, at
        elif peak and (total == 0.0 or total < peak - DROP):
            yield first, last, peak
            total = peak = 0.0


@lru_cache(16_384)
def _weight(word: str, other: str, lang: str) -> float:
    small = word.lower()
    if scripts(other) != scripts(lang) and is_latin(word[0]) != ("Latin" in scripts(other)):
        return OTHER_SCRIPT
    there = common(other).get(small)
    if there or small in heard(lang):
        weight = (there or RARE) - _here(small, other, lang)
        return weight / 2 if weight > 0 and (len(word) == 1 or word[0].isupper()) else weight
    if other in ROMANIZED:
        return max(-1.0, min(3.0, likeness(small) / 1.5)) if len(small) > 3 else UNKNOWN
    if scripts(other) != scripts(lang):
        return SAME_SCRIPT
    if word.isascii():
        return UNKNOWN if word == small else NAME
    return _by_letters(small, LETTERS.get(other, ""), LETTERS.get(lang, ""))


def _by_letters(word: str, other: str, own: str) -> float:
    return sum(OTHER_LETTER * ((letter in other) - (letter in own)) for letter in set(word)) or UNKNOWN
