"""A sentence that starts small: “the Number of patients grew.”, “The road was closed. the police turned cars away.”

Machines cut sentences wrongly and lose the capital, or give it to the next word, most of all where the source has no
article. A paragraph is looked at when it ends as a sentence does and what stands before it has ended. Left alone are
lists, verse and lines that go on, texts written small throughout, abbreviations (approx., Inc., per cent.), brands and
names (iPhone, van Gogh), and what does not begin with a common small word.
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from string import ascii_uppercase

from mtqa.expressions import expression
from mtqa.languages.english import ABBREVIATIONS, FUNCTION_WORD, NOUNS
from mtqa.languages.stop_words import common
from mtqa.reading import blocks, counts, holding, targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document, Edit
from mtqa.text import UPPER

_START = expression(r"\s*+[“\"„«‘']?(?P<word>[^\W\d_]++)(?=(?P<next>,? [^\W\d_]|['’][^\W\d_]))")
_INSIDE = expression(r"\.\s+(?P<word>[^\W\d_]++)(?=(?P<next>,? [^\W\d_]|['’][^\W\d_]))")
FEW = 30
_PERHAPS = expression(r"\.(?=\s+[^\W\d_A-ZА-Я])")
_BEFORE = expression(r"(?<![\w.])(?:[^\W\d_]|(?<=\w)['’-](?=\w)){1,30}+[)”\"’»\]]?\Z|(?<!\d)\d{4}\Z|\d%\Z")
_ENDED = expression(r"(?<!\.\.)[.!?][”\"’»)]*+\s*\Z")
_HEADLINE = expression(rf"(?!\b{FUNCTION_WORD}\Z)\b\w++\Z")
_NOUN = expression(r" (?P<noun>[A-Z][a-z]+)(?= [a-z])")
_ENGLISH = expression(rf"(?!(?:of|than|ago|us|am|be|been)\b){FUNCTION_WORD}|[a-z]{{4,}}ly")
_ELIDED = expression(r"[cdjlmnst]|qu")
_PARTICLES = {"da", "de", "del", "di", "von", "zu"}
_VOWEL = expression("[aeiouy]")
_CAPITAL, _LATIN = expression(UPPER), ascii_uppercase.encode()
# Where a sentence hardly begins with the word, the full stop before it may be the fault.
_UNSURE = expression(
    "and|or|nor|which|who|whose|whom|that|as|not|per|is|are|was|were|ha[sd]|have|will|would|can|could|to|by"
)
_TWO_LETTERS = {"be", "do", "go", "he", "it", "me", "so", "up", "us", "we"}


def _find(document: Document) -> Iterator[Hit]:
    hits = [*_at_starts(document), *_inside(document)]
    if hits and not _written_small(document):
        yield from hits


def _at_starts(document: Document) -> Iterator[Hit]:
    """A small start that follows what has not ended is a list or verse, and so are those that follow it."""
    goes_on, last = False, -1
    for number, text in _small(document):
        goes_on, last = goes_on and number == last + 1, number
        start = _START.match(text)
        if not start or not start["word"].islower():
            goes_on = False
        elif goes_on or (number and not _has_ended(document, number - 1)):
            goes_on = True
        elif _starts(start, document.target_lang) and _ENDED.search(text[-8:]):
            yield _hit(start, document.target_lang)._replace(segment=number)


def _small(document: Document) -> Iterator[tuple[int, str]]:
    """The paragraphs whose first character is no capital."""
    return ((number, text) for number, text in enumerate(targets(document)) if not text[:1].isupper())


def _has_ended(document: Document, number: int) -> bool:
    """Whether a sentence may follow the segment: its own has ended, or it is the headline."""
    text = targets(document)[number].rstrip()
    return _ENDED.search(text[-8:]) is not None or (number == 0 and _HEADLINE.search(text[-30:]) is not None)


def _inside(document: Document) -> Iterator[Hit]:
    for number in holding(_PERHAPS, document):
        text = targets(document)[number]
        for match in _INSIDE.finditer(text):
            if _starts(match, document.target_lang) and _stops(text, match.start(), document.target_lang):
                yield _hit(match, document.target_lang)._replace(segment=number)


def _starts(match: re.Match[str], lang: str) -> bool:
    """Whether the small word may well be the first of a sentence."""
    word, following = match["word"], match["next"]
    if not word.islower():
        return False
    if following[0] in "'’":
        return _ELIDED.fullmatch(word) is not None if lang.startswith("fr") else word in common(lang.partition("-")[0])
    if lang.startswith("en"):
        return _ENGLISH.fullmatch(word) is not None or word in NOUNS
    named = word in _PARTICLES and following[-1].isupper()
    return len(word) > 1 and word in common(lang.partition("-")[0]) and not named


def _stops(text: str, at: int, lang: str) -> bool:
    """Whether the full stop at `at` ends a sentence and no abbreviation."""
    before = _BEFORE.search(text[max(0, at - 30) : at])
    if not before:
        return False
    word = before[0].rstrip(')]”"’»')
    if word[0].isdigit() or len(word) < len(before[0]):
        return True
    if not lang.startswith("en"):
        return len(word) > 4 and word[-5:].islower()
    if word.islower():
        return word in _TWO_LETTERS or (len(word) > 2 and word not in ABBREVIATIONS and _VOWEL.search(word) is not None)
    return len(word) > 4 and word[1:].islower() and word.lower() not in ABBREVIATIONS


def _hit(match: re.Match[str], lang: str) -> Hit:
    word, text = match["word"], match.string
    start, end = match.span("word")
    fix = "İ" + word[1:] if word[0] == "i" and lang.startswith("tr") else word[0].upper() + word[1:]
    if _UNSURE.fullmatch(word) and text[:start].strip():
        return Hit(start, end, Edit(start, end, fix, safe=False))
    noun = _NOUN.match(text, end) if lang.startswith("en") else None
    if noun and noun["noun"].lower() in NOUNS:
        return Hit(start, noun.end(), f"{fix} {noun['noun'].lower()}")
    return Hit(start, end, fix)


def _written_small(document: Document) -> bool:
    """Whether the writer uses no capitals at all."""
    words = counts(document).total()
    return words > FEW and not any(_are_so_many(words / 50, how, document) for how in (_latin_capitals, _capitals))


def _are_so_many(enough: float, how: Callable[[str], int], document: Document) -> bool:
    return any(so_far >= enough for so_far in accumulate(how(block.text) for block in blocks(document)))


def _latin_capitals(text: str) -> int:
    """Those without accents, which are counted at once."""
    encoded = text.encode("utf8", "replace")
    return len(encoded) - len(encoded.translate(None, _LATIN))


def _capitals(text: str) -> int:
    return len(_CAPITAL.findall(text))


rule = Rule(
    find=Across(_find),
    message="a sentence starts with a small letter: “{found}”",
    examples=(
        Bad("the Number of patients grew.", at="the Number", fixed="The number of patients grew."),
        Bad(
            "The road was closed. the Representative of the firm left at noon.",
            at="the Representative",
            fixed="The road was closed. The representative of the firm left at noon.",
        ),
        Bad(
            "Snow fell on Bergen. in Oslo the sun shone.",
            at="in",
            fixed="Snow fell on Bergen. In Oslo the sun shone.",
        ),
        Bad("this is how it ends.", at="this", fixed="This is how it ends."),
        Bad("“we have enough boats,” he said.", at="we", fixed="“We have enough boats,” he said."),
        Bad(
            "A Ferry Sinks off Oslo\n\nthe captain of the ferry was saved.",
            at="the",
            fixed="A Ferry Sinks off Oslo\n\nThe captain of the ferry was saved.",
        ),
        Bad(
            "It rained (and hailed). residents stayed in.",
            at="residents",
            fixed="It rained (and hailed). Residents stayed in.",
        ),
        Bad(
            "They left in 2014. unfortunately the roof leaked.",
            at="unfortunately",
            fixed="They left in 2014. Unfortunately the roof leaked.",
        ),
        Bad("He bought bread, milk. and butter.", at="and", fixed="He bought bread, milk. And butter."),
        Bad(
            "Die Brücke war gesperrt. der Verkehr stand.",
            at="der",
            fixed="Die Brücke war gesperrt. Der Verkehr stand.",
            lang="de",
        ),
        Bad(
            "Мост был закрыт. полиция ждала.\n\nон вернулся домой.",
            at="он",
            fixed="Мост был закрыт. полиция ждала.\n\nОн вернулся домой.",
            lang="ru",
        ),
        Bad("Le pont était fermé. c'est tout.", at="c", fixed="Le pont était fermé. C'est tout.", lang="fr"),
        Good("iPhone sales fell. eBay sold approx. the same, i.e. the lot, etc. and so on."),
        Good("van Gogh painted it. de Haan bought it."),
        Good("Es war gesperrt. von Braun wartete.", lang="de"),
        Good("She works for Brandt Inc. in Riga, in St. Petersburg and in the U.S. on Mondays."),
        Good("Bring three things:\n\nthe map of the area.\n\nthe key of the boat.\n\na warm coat and a hat."),
        Good("And so we sailed until we saw the light,\n\nthe light of the old tower.\n\nthe light of home."),
        Good("He said that the bridge was safe and\n\nthe road was open again."),
        Good("the end of the line"),
        Good(
            "we all like it here. the food is good and the rooms are clean. my wife slept well, and so did the kids. "
            "the pool was small but the beach is close, so we will come back in the autumn."
        ),
        Missed("Who pays for it? the state does."),
        Missed("The road was closed. lorries had to wait."),
    ),
)
