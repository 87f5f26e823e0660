"""A small word with a capital inside a sentence: “the road The old mill stands on”, “Why? ”The doctor asked.”

Machines glue pieces of sentences together, and some capitalize what follows a quotation. Left alone are titles (The
Hague, a film called After the rain), labels (the On switch), what follows a colon, an ellipsis or a dash, pronouns that
may be of God, and a sentence that follows a quotation: “It is over.” The minister said nothing more.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.languages.english import DEMONYM, FUNCTION_WORD
from mtqa.languages.speech import SAYING
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Table, Where
from mtqa.segment import Segment

_SMALL = (
    "An|And|Are|Also|Although|As|At|Because|Before|But|By|During|For|From|Had|Has|Have|Her|If|In|Into|Is|It|Its|Not|Of"
    "|On|Or|Our|She|Than|That|Their|There|These|They|This|Those|Through|To|Was|We|Were|When|Where|Which|While|Who|With"
    "|Without|Would"
)
_INSIDE = expression(
    rf" (?=[A-Z])(?<=[a-z]{{2}} )(?:(?P<the>The)(?= (?:[a-z]|{DEMONYM} [a-z]))|(?P<small>{_SMALL})(?= [a-z\d]))"
    rf"|, (?<=[a-z]{{2}}, )(?P<comma>The|These|Those|An|Of|By|From|At)(?= [a-z])"
)
_OFFICE = "Foreign|Defen[cs]e|Interior|Health|Justice|Ministry|President|Prime|Minister|Governor|Mayor|Kremlin|Police"
_SPEAKER = (
    rf"(?:(?P<who>The|An?|His|Her|Their|Our)(?= (?:[a-z]|(?:{DEMONYM}|{_OFFICE})\b))(?: [\w.'’-]{{1,30}}+,?){{1,8}}?"
    r"|(?P<it>He|She|They|It|We)(?: (?:also|then|later|once))?)"
)
_SPEECH = expression(rf"{_SPEAKER} (?P<verb>{SAYING['en']})\b(?P<rest>[^.!?]{{0,60}})")
_VERB = expression(
    r"(?P<verb>Said|Says|Noted|Notes|Added|Adds|Stressed|Emphasi[sz]ed|Explained|Explains|Concluded|Recalled|Replied"
    r"|Answered|Wrote|Writes|Reported|Reports|Announced|Stated|Declared|Remarked|Believes|Thinks|Quotes|Complained"
    r"|Admitted|Exclaimed|Clarified|Specified) (?:the|an?|he|she|[A-Z][a-z]+)\b"
)
_CLOSED = expression(r"(?:[”\"»“]|[’'](?<=[,?!.].))(?P<comma>,?)(?: ?[–—-])? ?(?=[A-Z])|, ?[–—-] (?=[A-Z])")
_DOUBLE = expression(r"[”\"»“„«]")
_AFTERWARDS = expression(
    r"(?: (?:in|to (?:reporters|journalists|him|her|them|us|me|the)|at|on|during|when|after|while|as|with|yesterday"
    r"|today|earlier|later)\b[^:\"“”«]*)?\Z"
)
_HEADING = expression(r"(?:\A|[.!?:”] (?=[A-Z0-9]))[^.!?:]{0,60}\Z")
_CLAUSE = expression(
    rf"\b(?:is|are|was|were|ha[sd]|have|will|would|can|could|may|not|that|which|who|he|she|it|they|{SAYING['en']})\b"
)

_TITLED = expression(
    r"\b(?:film|movie|book|novel|song|album|series|play|magazine|newspaper|band|game|poem|essay|story|show|work|article|piece|pamphlet|paper|report|called|titled"
    r"|entitled|named|click|select|press|choose|type|set|turned|switched|button|the|an?|this|your|God|Lord)\Z"
)
_CAPITAL = expression(rf" (?:[\w'’-]+ ){{0,2}}(?!(?:{DEMONYM}|I)\b)[A-Z]")
_FUNCTION = expression(FUNCTION_WORD)
_WORD = expression(r"[\w'’-]{1,30}\Z")


def _inside(segment: Segment) -> Iterator[Hit]:
    for match in _INSIDE.finditer(segment.target):
        if _is_sentence(match, segment.target):
            yield _hit(match.start(match.lastgroup or 0), match[match.lastgroup or 0])


def _after_quotation(segment: Segment) -> Iterator[Hit]:
    text = segment.target
    marks = [mark.start() for mark in _DOUBLE.finditer(text)]
    for match in _CLOSED.finditer(text):
        if match[0][0] in '“"' and bisect_left(marks, match.start()) % 2 == 0:
            continue  # a mark that can open and close, and opens here
        if verb := _VERB.match(text, match.end()):
            yield _hit(match.end(), verb["verb"])
        elif (speech := _SPEECH.match(text, match.end())) and _reports(speech, match, text):
            yield _hit(match.end(), speech["who"] or speech["it"])


def _hit(start: int, word: str) -> Hit:
    return Hit(start, start + len(word), word[0].lower() + word[1:])


def _is_sentence(match: re.Match[str], text: str) -> bool:
    """Whether the words around are no title, name or label, and no heading that runs into the text."""
    start = match.start(match.lastgroup or 0) - 1
    before = _WORD.search(text[max(0, start - 31) : start].rstrip(","))
    if not before or not before[0].islower() or _TITLED.search(text[max(0, start - 31) : start]):
        return False
    heading = _HEADING.search(text[max(0, start - 80) : start])
    if heading and not match["comma"] and not _FUNCTION.fullmatch(before[0]) and not _CLAUSE.search(heading[0]):
        return False
    plain = match["the"] and text[match.end() + 1].islower()
    return plain is True or not _CAPITAL.match(text, match.end())


def _reports(speech: re.Match[str], match: re.Match[str], text: str) -> bool:
    """Whether the words after the quotation say who spoke it, and are no sentence of their own."""
    mark = text[max(0, match.start() - 2) : match.start()].rstrip()[-1:]
    if "," in (mark, match["comma"]) or match[0][0] == ",":
        return True
    if mark == ".":
        return not speech["rest"]
    return speech["verb"] == "told" or _AFTERWARDS.match(speech["rest"]) is not None


_ROWS = (
    Where((_INSIDE.pattern,), _inside),
    Where((rf"(?:{_CLOSED.pattern})(?:{_VERB.pattern}|{_SPEAKER} {SAYING['en']}\b)",), _after_quotation),
)

rule = Rule(
    find=Table(lambda *_: _ROWS),
    message="“{found}” has a capital inside a sentence",
    languages=("en",),
    safe=False,
    examples=(
        Bad(
            "He recalled how long the road The old mill stands on had been closed.",
            at="The",
            fixed="He recalled how long the road the old mill stands on had been closed.",
        ),
        Bad("A mayor said that The bridge is safe.", at="The", fixed="A mayor said that the bridge is safe."),
        Bad(
            "The old bridge was closed Because of the frost.",
            at="Because",
            fixed="The old bridge was closed because of the frost.",
        ),
        Bad("Our talks, The mayor hopes, go on.", at="The", fixed="Our talks, the mayor hopes, go on."),
        Bad("“Does it ever end?” The doctor asked.", at="The", fixed="“Does it ever end?” the doctor asked."),
        Bad(
            "“We will help,” The Norwegian minister said.",
            at="The",
            fixed="“We will help,” the Norwegian minister said.",
        ),
        Bad("“We will help,” He said in an interview.", at="He", fixed="“We will help,” he said in an interview."),
        Bad(
            '"We will help," The head of the fund, Orla Finn, noted.',
            at="The",
            fixed='"We will help," the head of the fund, Orla Finn, noted.',
        ),
        Bad("“We will help,” Said Orla Finn.", at="Said", fixed="“We will help,” said Orla Finn."),
        Bad("“It is over.” She added.", at="She", fixed="“It is over.” she added."),
        Good("She moved to The Hague and wrote for The New York Times about the film The Third Man."),
        Good("They read After the Rain aloud, from the book After rain comes sun, and turned the On switch."),
        Good("The answer: The house is sold… The garden is not – The bank has it."),
        Good("“It is over.” The minister said nothing more."),
        Good("“Why us?” The question remained. “Why?” The minister said that he did not know."),
        Good('He said, "The minister noted that it is late."'),
        Good("“We will help,” The Economist wrote. “Now,” The Evening Post said."),
        Good("The Way We Were And Other Tales"),
        Good("Opening hours The museum is open daily."),
        Good("They pray that He may guide them, as His servants do."),
        Missed("He came to the House of his friend."),
    ),
)
