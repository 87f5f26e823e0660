"""A name without its capital: “Pavel gorchakov”, “on the street lesnaya”, “in the town of zarechensk”.

A machine that does not know a word keeps the small letter of the piece it is made of. A small-letter word with the
ending of a Slavic or Caucasian name is one after a first name, beside a word for a street or a place, or where the
document writes it with a capital elsewhere. Endings that English words have too (in, ina, an, ko) count only after a
first name, for a word that the document capitalizes elsewhere or that the extra `lexicon` does not know. Particles
(van, de, al-) and words that the text uses as words are left alone.
"""

import re
from collections import Counter
from collections.abc import Iterator

from mtqa.languages.lexicon import commonness, has_lexicon
from mtqa.names import Word, is_first_name, offices, words
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document

OF_PERSON = r"[oe]va?|[bdgklmnprtvz]sky|ski[yij]|skyi|enko|[oe]vich|[oe]vn[ay]|shvili|[aei]dze|oglu|chuk|nyuk"
OF_PLACE = r"skaya|[dlnrtv]aya|skoye|[oe]vka|[oe]vo|skogo|[lnrt]sk|[a-z]grad"
PERSON = re.compile(rf"[a-zß-ÿ]{{2,30}}?(?:{OF_PERSON})")
PLACE = re.compile(rf"[a-zß-ÿ]{{2,30}}?(?:{OF_PERSON}|{OF_PLACE})")
PERHAPS = re.compile(r"[a-zß-ÿ]{3,30}?(?:ina?|yn|y?an|ko|[ayu]k|ets|oy|ii|iy|uly|ash)")
SPACES = (" ", "\u00a0")
BESIDE = re.compile(
    "street|avenue|lane|square|prospect|boulevard|embankment|alley|highway|city|town|village|settlement|hamlet|"
    "river|lake|station|district"
)


def find(document: Document) -> Iterator[Hit]:
    segments = list(words(document))
    small = Counter(word.text for segment in segments for word in segment if word.text.islower())
    shaped = {text for text in small if PLACE.fullmatch(text) or PERHAPS.fullmatch(text)}
    if not shaped:
        return
    capital = Counter(
        word.text.lower() for segment in segments for word in segment if word.is_capital and not word.opens
    )
    for segment in segments:
        for at, word in enumerate(segment):
            if word.text in shaped and (
                _is_person(word, segment[at - 1] if at else None, capital, document.target_lang)
                or (PERSON.fullmatch(word.text) and capital[word.text] >= small[word.text])
                or (PLACE.fullmatch(word.text) and _is_beside_place(segment, at))
            ):
                yield Hit(word.start, word.end, word.text.capitalize(), segment=word.segment)


def _is_person(word: Word, before: Word | None, capital: Counter[str], lang: str) -> bool:
    """Whether the word stands after a first name or an office as a surname does."""
    if before is None or word.gap not in SPACES:
        return False
    if PERSON.fullmatch(word.text):
        return before.text.lower() in offices(lang) or (before.is_capital and is_first_name(before.text))
    known = commonness(word.text, lang) >= 1 if has_lexicon(lang) else True
    return before.is_capital and (word.text in capital or not known) and is_first_name(before.text)


def _is_beside_place(segment: list[Word], at: int) -> bool:
    """Whether a word for a street or a place stands before it, with or without “of”, or a street’s after it."""
    before = [word.text.lower() for word in segment[max(0, at - 2) : at]]
    if before[-1:] == ["of"]:
        before.pop()
    after = segment[at + 1].text.lower() if at + 1 < len(segment) else ""
    return (segment[at].gap in SPACES and before[-1:] != [] and BESIDE.fullmatch(before[-1]) is not None) or (
        BESIDE.fullmatch(after) is not None and segment[at + 1].gap in SPACES
    )


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
