"""A paragraph cut off in a sentence: one that ends in a comma, in “the” or “because”, or a teaser’s “About…”.

Pages print the beginnings of other articles, and what takes the text off them stops at a box or a link. Left alone are
headings, the lines of lists, letters and verse, a line that goes on in the next (which starts small, with a quote mark
or a number), and speech that trails off: “I thought the…”.
"""

import re
from collections.abc import Iterator, Sequence

from mtqa.expressions import expression
from mtqa.reading import targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document, Segment

LONGEST_VERSE = 60
ENDS = (".", "!", "?", "”", '"', ":", ")")

_OPEN = "the|an?|and|or|but|nor|because|than|whose|which|although|during|my|your|our|their|its|every"
_OTHER = (
    "is|are|was|were|has|have|had|of|in|on|at|to|for|from|by|with|into|about|as|that|who|if|when|between|without"
    "|under|over|after|before|until|will|would|be|not"
)
_COMMA = expression(r"[\w)\]%”»’\"]{1,40},\Z")
_WORD = expression(rf"(?<![\w'’.-])(?:(?P<open>{_OPEN})|{_OTHER})\Z")
_TRAILS = expression(
    rf"(?:(?<=[.!?…] )|\A)(?:(?-i:[A-Z])[a-z]+ )?\b(?:{_OPEN}|{_OTHER}) ?(?:…|\.\.\.)\Z"
    rf"|(?<![\w'’.-])(?:{_OPEN}) ?\[?(?:…|\.\.\.)\]?\Z",
    re.IGNORECASE,
)
_ENDED = expression(r"[.!?…]\S{0,2} ")
_ITEM = expression(r"\s*(?:[-–—•*·▪►●>|#]|\(?\w{1,3}[.)]\s)")
_GOES_ON = expression(r"\s*(?:[a-zà-öø-ÿ0-9]|[“\"«„‘'‹—–-])")


def _find(document: Document) -> Iterator[Hit]:
    for number, target in enumerate(targets(document)):
        if target.endswith(ENDS) and not target.endswith("..."):
            continue
        text = target.rstrip()
        if text[-1:] == "," or text[-1:].isalpha():
            found = _unended(text, document.target_lang)
            if found and not _is_line(document.segments, number):
                yield Hit(found.start(), found.end(), segment=number)
        elif text.endswith(("…", "...", "]")) and document.target_lang.startswith("en"):
            found = _TRAILS.search(text[-40:])
            if found and text.count("“") == text.count("”") and text.count('"') % 2 == 0:
                yield Hit(len(text) - len(found[0]), len(text), segment=number)


def _unended(text: str, lang: str) -> re.Match[str] | None:
    words = text.split()
    if len(words) < 8 or _ITEM.match(text) or sum(word[0].isupper() for word in words) * 2 > len(words):
        return None
    if text[-1] == ",":
        return _COMMA.search(text, max(0, len(text) - 40))
    found = _WORD.search(text, max(0, len(text) - 20)) if lang.startswith("en") else None
    return found if found and (found["open"] or len(words) > 15 or _ENDED.search(text)) else None


def _is_line(segments: Sequence[Segment], number: int) -> bool:
    """Whether what follows goes on with the sentence, or the lines around are cut alike, as in a list or a poem."""
    around = [segments[other].target for other in (number - 1, number + 1) if 0 <= other < len(segments)]
    if number + 1 < len(segments) and _GOES_ON.match(around[-1]):
        return True
    return any(text.rstrip()[-1:] in (",", ";") for text in around) or _is_verse([segments[number].target, *around])


def _is_verse(paragraphs: Sequence[str]) -> bool:
    lines = [line for text in paragraphs for line in text.splitlines()]
    return len(lines) > 2 and max(map(len, lines)) <= LONGEST_VERSE


rule = Rule(
    find=Across(_find),
    message="the sentence is cut off after “{found}”",
    severity="note",
    examples=(
        Bad("Crews went on digging at the site by night. About…", at="About…"),
        Bad("The company has named the man who will run the...", at="the..."),
        Bad("He told the court that the bridge had been sold and that the money,", at="money,"),
        Bad("It rained all night. The ferry stayed in port because\n\nThe captain is from Bergen.", at="because"),
        Bad("Rescuers searched the hills for a boy. He had left his home with", at="with"),
        Bad("Der Fahrer wurde am Abend in einem Hotel in Bremen festgenommen,", at="festgenommen,", lang="de"),
        Good("Where the old roads of the northern hills came from"),
        Good("Bring these:\n\na warm coat and a hat for every one of the children,\n\na map of the hills and a lamp,"),
        Good("And so we sailed until we saw the light of home,\n\nThe light that burned for us across the bay,"),
        Good("The light of home is gone.\n\nAnd so we sailed until the day was done,\n\nThe night had come to stay."),
        Good("Rain.\n\nAnd so we sailed until the day was done,\nThe moon above the sea and all the bay,\n\nSleep."),
        Good("He told the court that the bridge had been sold and,\n\nas he later admitted, the money spent."),
        Good("He said that it was late and that he was tired, and the reply was,\n\n“We all are.”"),
        Good("Dear Mr Finn,\n\nThe house is sold."),
        Good("“I thought the…” she said. “I never saw who the…”"),
        Missed("Die Polizei suchte die ganze Nacht nach dem Fahrer und", lang="de"),
    ),
)
