"""A name in two pieces: “Gorch Akov” for Gorchakov, “Vil nius” for Vilnius.

A machine that cuts a rare name into pieces sometimes forgets to put them together again. Two words are one name where
the document writes it in one elsewhere and one of the pieces nowhere else; where the second piece is an ending that
cannot stand alone (Ov, enko, shvili); and, with the extra `lexicon`, where the whole is a far more usual word than one
of the pieces. Two words that are both usual (New York, Face Book) and pieces that the document uses elsewhere are left
alone. The whole is put in its place safely where the document has it. Without the extra `lexicon` only the document
and the endings decide.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mtqa.languages.lexicon import commonness
from mtqa.names import Word, is_first_name, names, words
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document, Edit

ENDING = re.compile("y?ova?|y?ev|skiy|ski[ij]|skyi|skaya|(?:ch)?enko|shvili|[oe]vich|[oe]vna", re.IGNORECASE)
USUAL = 4.0


def find(document: Document) -> Iterator[Hit]:
    segments = list(words(document))
    counts = Counter(word.text.lower() for segment in segments for word in segment)
    pairs = [pair for segment in segments for pair in pairwise(segment) if _may_be_one(*pair)]
    together = Counter((a.text.lower(), b.text.lower()) for a, b in pairs)
    whole = {text for text, name in names(document).items() if name.proven} if pairs else set()
    for a, b in pairs:
        pieces = a.text.lower(), b.text.lower()
        alone = [piece for piece in pieces if counts[piece] == together[pieces]]
        joined = a.text + pieces[1]
        stands = joined in whole and any(commonness(piece, document.target_lang) < USUAL for piece in alone)
        if stands or (alone and _make_one(a, b, document.target_lang)):
            yield Hit(a.start, b.end, Edit(a.start, b.end, joined, safe=stands), segment=a.segment)


def _may_be_one(a: Word, b: Word) -> bool:
    return (
        b.gap in (" ", "\u00a0")
        and a.is_capital
        and (b.is_capital or b.text.islower())
        and len(a.text) > 1 < len(b.text)
        and len(a.text + b.text) > 4
    )


def _make_one(a: Word, b: Word, lang: str) -> bool:
    """Whether the whole is one word though the document has it nowhere in one."""
    if ENDING.fullmatch(b.text) and not is_first_name(a.text) and commonness(a.text, lang) < USUAL:
        return True
    return commonness(a.text + b.text, lang) > min(commonness(a.text, lang), commonness(b.text, lang)) + 1


rule = Rule(
    find=Across(find),
    message="“{found}” is one name in two pieces; write “{fix}”",
    severity="error",
    languages=("en", "es", "fr", "it", "nl", "pt"),
    extra="lexicon",
    examples=(
        Bad(
            "The envoy Dmitry Gorchakov left. A day later Gorch Akov was back.",
            at="Gorch Akov",
            fixed="The envoy Dmitry Gorchakov left. A day later Gorchakov was back.",
        ),
        Bad(
            "They moved to Vil nius in spring.",
            at="Vil nius",
            fixed="They moved to Vilnius in spring.",
        ),
        Bad(
            "The word of Pavel Yer Lov is not enough, said Yerlov’s rival.",
            at="Yer Lov",
            fixed="The word of Pavel Yerlov is not enough, said Yerlov’s rival.",
        ),
        Bad(
            "According to Tamara Zhord Ova, the bridge held.",
            at="Zhord Ova",
            fixed="According to Tamara Zhordova, the bridge held.",
        ),
        Good("In New York he saw Van Gogh, in Las Vegas Mc Donald, in Tel Aviv and Sri Lanka nobody."),
        Good("He met Abu Dhabi’s envoy, Bin Laden’s cousin and Kim Jong Un in Ulan Bator."),
        Good("Some times are better. Any one of them may be right, with out any doubt."),
        Missed("Pavel Or Lov was late."),
    ),
)
