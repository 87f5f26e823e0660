"""Function words with what stood between them lost: “in as a result of”, “testing a of missiles”, “held a with him”.

A machine drops a number, a name or a linked word and leaves its article and preposition behind, or puts two
prepositions of the source over one by one. A table says which of these words English never sets side by side; particles
that belong to a verb (“broke in as the”, “the swearing in of”), words that stand before an adjective (“the at times
bitter row”) and Latin (“the a priori”) are let be, and so are words in quotes, and a month (“on of May”: day-dropped).
Neither does a sentence end in “the”.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from mtqa.expressions import expression
from mtqa.languages.stranded import Stranded, stranded
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Where
from mtqa.segment import Segment
from mtqa.text import MONTH

_PAIRS = {(first, second + mark): rows for (first, second), rows in stranded().items() for mark in ("", ",", ".")}
_ENDS = {
    word + mark for word in ("the", "The", "an", "our", "their", "whose", "every") for mark in (".", ";", "!", "?")
}
_WORD = expression(r"\S+")
_OF_MONTH = expression(rf"(?<= of) {MONTH}")
_INSIDE = expression(r"[\w'’”\"-]|\.\w")


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words)))})"


def _side_by_side() -> str:
    """An expression for two words in a row that the table has."""
    seconds = defaultdict[str, set[str]](set)
    for first, second in stranded():
        seconds[first].add(second)
    pairs = (rf"{first}\s+{_either(seconds[first])}" for first in sorted(seconds))
    return rf"(?<!\S)(?:{'|'.join(pairs)})(?=[\s,.]|\Z)"


def _find(segment: Segment) -> Iterator[Hit]:
    spans = [word.span() for word in _WORD.finditer(segment.target)]
    words = segment.target.split()
    for at, pair in enumerate(zip(["", *words], words, strict=False)):
        if pair[1] in _ENDS:
            yield Hit(*spans[at])
        for row in _PAIRS.get(pair, ()):
            yield from _hits(row, segment.target, words[at - 2] if at > 1 else "", (spans[at - 1][0], spans[at][0]))


def _hits(row: Stranded, text: str, before: str, starts: tuple[int, int]) -> Iterator[Hit]:
    first, second = starts
    end = second + len(row.words)
    if text.startswith(row.words, second) and _cannot_stand(row, before, text, end):
        yield Hit(first, end)


def _cannot_stand(row: Stranded, before: str, text: str, end: int) -> bool:
    good = row.good_after.fullmatch(before) or row.good_before.match(text, end + 1) or _INSIDE.match(text, end)
    return not good and not _OF_MONTH.match(text, end)


rule = Rule(
    find=Where((rf"(?<!\S){_either(_ENDS)}(?!\S)", _side_by_side()), _find),
    message="“{found}” cannot stand so: a word is lost, or one is too many",
    languages=("en",),
    examples=(
        Bad("Testing a of the new engine goes on as planned.", at="a of"),
        Bad("The river froze – in as a result of a frost – and stayed so.", at="in as a result of"),
        Bad("Talks between and the Norwegian side were put off.", at="between and"),
        Bad("According to the of Health, the ward is full.", at="the of"),
        Bad("In of the year the mill was sold.", at="In of"),
        Bad("Every house in the quarter has a sauna suitable for of six people.", at="for of"),
        Bad("He was awarded by in Tartu last spring.", at="by in"),
        Bad("Snow is also likely in the.", at="the."),
        Bad("They lost their in the league on Sunday.", at="their in"),
        Bad("Despite of the storm the ferry left.", at="Despite of"),
        Good("Burglars broke in as the guard slept, and she carried on with the film."),
        Good("The bringing in of new rules was welcomed, for of course they were fair."),
        Good("The at times bitter row drew the in crowd, and an on the spot fine ended it."),
        Good("This is the a priori view, based on the in vitro test."),
        Good("It came from under the bed, from within the house and out of a cupboard."),
        Good("The differences between and within classes are few and far between and hard to see."),
        Good("In at the deep end, the boat he was in was from old Riga; what it is is a mystery."),
        Good("The words “the of” stand for “of the” in his notes."),
        Good("Vitamin A in milk and Part A of the form were what he was asked to look into by me."),
        Missed("He went to yesterday and came back with."),
        Missed("Residents broke in due to the fire."),
    ),
)
