"""A name without its capital: “Pavel gorchakov”, “on the street lesnaya”, “in the town of zarechensk”.

A machine that does not know a word keeps the small letter of the piece it is made of. A small-letter word with the
ending of a Slavic or Caucasian name is one after a first name, beside a word for a street or a place, or where the
document writes it with a capital elsewhere. Endings that English words have too (in, ina, an, ko) count only after a
first name, for a word that the document capitalizes elsewhere or that the extra `lexicon` does not know. Particles
(van, de, al-) and words that the text uses as words are left alone.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache

from mtqa.expressions import expression
from mtqa.languages.english import PLACE_WORD
from mtqa.languages.lexicon import commonness, has_lexicon, in_lexicon, is_rarer
from mtqa.names import (
    SPACES,
    WORD,
    begins,
    is_capital,
    is_first_name,
    is_whole,
    large_words,
    offices,
    sieve,
    small_words,
    without_possessive,
    words,
)
from mtqa.reading import standing, targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document

OF_PERSON = r"[oe]va?|[bdgklmnprtvz]sky|ski[yij]|skyi|enko|[oe]vich|[oe]vn[ay]|shvili|[aei]dze|oglu|chuk|nyuk"
OF_PLACE = r"skaya|[dlnrtv]aya|skoye|[oe]vka|[oe]vo|skogo|[lnrt]sk|[a-z]grad"
PERSON = expression(rf"[a-zß-ÿ]{{2,30}}?(?:{OF_PERSON})")
PLACE = expression(rf"[a-zß-ÿ]{{2,30}}?(?:{OF_PERSON}|{OF_PLACE})")
PERHAPS = expression(r"[a-zß-ÿ]{3,30}?(?:ina?|yn|y?an|ko|[ayu]k|ets|oy|ii|iy|uly|ash)")
PLACE_BEFORE = expression(rf"\b{PLACE_WORD}[ \u00a0](?:of[ \u00a0])?$", re.IGNORECASE)
PLACE_AFTER = expression(rf"[ \u00a0]{PLACE_WORD}\b", re.IGNORECASE)
USUAL = 4.5
UNKNOWN = 1.0


def find(document: Document) -> Iterator[Hit]:
    lang, texts, known = document.target_lang, targets(document), words(document)
    shaped = _shaped_as_names(document)
    if not shaped:
        return
    numbers, capital = _standing(shaped, document)
    found = {number: list(WORD.finditer(texts[number])) for number in numbers}
    counts = Counter(without_possessive(match[0]) for matches in found.values() for match in matches)
    for number, matches in found.items():
        for at, match in enumerate(matches):
            word = match[0]
            if word in shaped and (
                (PERSON.fullmatch(word) and (capital[word] >= counts[word] or _is_only_name(word, known, lang)))
                or _follows_person(texts[number], matches, at, word in capital, lang)
                or (PLACE.fullmatch(word) and _is_beside_place(texts[number], matches, at))
            ):
                yield Hit(match.start(), match.end(), word.capitalize(), segment=number)


def _shaped_as_names(document: Document) -> Set[str]:
    """The small words with the ending of a name that are written with a capital too, or that no lexicon has."""
    lang, known = document.target_lang, words(document)
    shaped = _shaped(lang)(small_words(document))
    likely = {word for word in shaped if PLACE.fullmatch(word) or word.capitalize() in known}
    return shaped - in_lexicon(shaped - likely, lang)


@cache
def _shaped(lang: str) -> Callable[[Set[str]], set[str]]:
    """Words with the ending of a name that are not too usual."""
    return sieve(lambda word: PLACE.fullmatch(word) or (PERHAPS.fullmatch(word) and is_rarer(word, USUAL, lang)))


def _standing(shaped: Set[str], document: Document) -> tuple[Sequence[int], Counter[str]]:
    """The segments in which one of the words stands, and how often each has a capital where no sentence starts."""
    capitals = {word for word in large_words(document) if word.lower() in shaped and is_capital(word)}
    numbers, capital, texts = dict[int, None](), Counter[str](), targets(document)
    for number, start, end in standing(shaped | capitals, document):
        word = texts[number][start:end]
        if word in shaped:
            numbers[number] = None
        elif is_whole(texts[number], start, end) and not begins(texts[number], start):
            capital[word.lower()] += 1
    return list(numbers), capital


def _is_only_name(word: str, known: Set[str], lang: str) -> bool:
    """Whether no lexicon has the word, and the document has it with a capital, be it at the start of a sentence."""
    return has_lexicon(lang) and commonness(word, lang) < UNKNOWN and word.capitalize() in known


def _follows_person(text: str, found: list[re.Match[str]], at: int, is_capital_elsewhere: bool, lang: str) -> bool:
    """Whether the word stands after a first name or an office as a surname does."""
    word, before = found[at][0], found[at - 1] if at else None
    if before is None or text[before.end() : found[at].start()] not in SPACES:
        return False
    is_first = is_capital(before[0]) and is_first_name(before[0])
    if PERSON.fullmatch(word):
        return is_first or before[0].lower() in offices(lang)
    return is_first and (is_capital_elsewhere or (has_lexicon(lang) and commonness(word, lang) < UNKNOWN))


def _is_beside_place(text: str, found: list[re.Match[str]], at: int) -> bool:
    """Whether a word for a street or a place stands before it, with or without “of”, or after it."""
    before = PLACE_BEFORE.search(text[max(0, found[at].start() - 20) : found[at].start()])
    return before is not None or PLACE_AFTER.match(text, found[at].end()) is not None


rule = Rule(
    find=Across(find),
    message="“{found}” is a name and wants a capital",
    languages=("en", "es", "fr", "it", "nl", "pt"),
    safe=False,
    extra="lexicon",
    examples=(
        Bad(
            "It was signed by Pavel gorchakov and his deputy.",
            at="gorchakov",
            fixed="It was signed by Pavel Gorchakov and his deputy.",
        ),
        Bad(
            "A kiosk burnt down on the street lesnaya at night.",
            at="lesnaya",
            fixed="A kiosk burnt down on the street Lesnaya at night.",
        ),
        Bad(
            "They live in the village of zarechovka near the border.",
            at="zarechovka",
            fixed="They live in the village of Zarechovka near the border.",
        ),
        Bad(
            "The court heard Gorchenko. Later gorchenko left the court.",
            at="gorchenko",
            fixed="The court heard Gorchenko. Later Gorchenko left the court.",
        ),
        Bad(
            "The judge asked the governor belyayev to stand.",
            at="belyayev",
            fixed="The judge asked the governor Belyayev to stand.",
        ),
        Bad(
            "A letter to Marina dubinina was found, and Olga Dubinina read it.",
            at="dubinina",
            fixed="A letter to Marina Dubinina was found, and Olga Dubinina read it.",
        ),
        Good("Vincent van Gogh, Anna de Witt and Ali al-Rashid met Pavel again in a cabin; Victor began a marathon."),
        Good("Ivan said that the city of risky deals and husky voices lies on the street again."),
        Good("The bishop and the minister ate chicken kiev; Roman villains saw a supernova and a casanova."),
        Good("Viktor can begin; Anton, a man from Milan, ran on the street in vain. Max ran again."),
        Missed("The letter was signed by pavel Gorchakov."),
    ),
)
