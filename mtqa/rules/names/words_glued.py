"""Two words without a space between them: “He pledgedthat”, “www.site.netIgor”, “in the hallAnother guest”.

What stood between them, a link, a tag or the end of a line, was cut out, and the space with it. So a web address runs
on into a capital, a word into a capitalized one that starts sentences or is a name of the document, a function word
into the word beside it. McDonald, YouTube, PhD and camelCase are left alone. Without the extra `lexicon` the other
word has to stand elsewhere in the document.
"""

from collections import Counter
from collections.abc import Iterator, Set

from mtqa.expressions import expression
from mtqa.languages.lexicon import commonness, has_lexicon, is_rarer
from mtqa.names import WORD, is_first_name, sieve, without_possessive, words
from mtqa.reading import holding, targets, with_any
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document

ADDRESS = expression(
    r"(?<![\w.@/-])(?:https?://)?(?:[a-z0-9-]{1,40}+\.){1,4}(?:com|net|org|info|biz|ru|su|ua|by|kz|eu|tv|gov|edu)"
    r"(?=[A-ZÀ-Þ][a-zß-ÿ])([^\W\d_]{2,40}+)"
)
ZONE = expression(r"\.(?=(?:com|net|org|info|biz|ru|su|ua|by|kz|eu|tv|gov|edu)[A-ZÀ-Þ])")
CAMEL = expression(r"([^\W\d_][a-zß-ÿ]{1,30}+)([A-ZÀ-Þ][a-zß-ÿ]{0,30}+)")
CODE = expression(r"(?<=[\w.=<>/\\#@$`{\[-])|\w*+(?:[\d_=/\\@`({\[<-]|\.\w)")
STARTS = expression(
    "A|According|After|Also|And|Another|As|At|Before|But|Earlier|For|From|He|Her|His|However|I|If|In|It|Its|Later|"
    "Meanwhile|Now|On|Our|She|That|The|Their|Then|There|These|They|This|Those|We|What|When|Who|You"
)
AFTER_NAME = expression("According|After|Another|Before|Earlier|However|Meanwhile|The|There|These|They|This|Those|When")
LITTLE = ("of", "to", "in", "on", "for", "by", "from", "with", "and", "that", "at", "was", "are", "about", "into", "as")
LITTLE_JOINED = {little + the: len(little) for little in LITTLE for the in ("the", "this", "their")}
FUNCTION = ("that", "which", "from", "the", "and", "with", "were", "was", "has", "have", "had", "this", "they", "are")
FINAL = ("that", "which", "from", "with", "were")
COMMON = 4.0
USUAL = 3.3


def find(document: Document) -> Iterator[Hit]:
    for number in holding(ZONE, document):
        for match in ADDRESS.finditer(targets(document)[number]):
            fix = f"{match[0][: match.start(1) - match.start()]} {match[1]}"
            yield Hit(match.start(), match.end(), fix, segment=number)
    if document.target_lang.partition("-")[0] == "en":
        yield from _glued(document)


def _glued(document: Document) -> Iterator[Hit]:
    known = words(document)
    seams = {word: at for word in _may_have_seam(known) if (at := _seam(word, known))}
    found = [
        (number, match) for number in with_any(seams, document) for match in WORD.finditer(targets(document)[number])
    ]
    counts = Counter(without_possessive(match[0]) for _, match in found)
    for number, match in found:
        word, at = match[0], seams.get(match[0], 0)
        is_usual = word.islower() and word not in LITTLE_JOINED and counts[word] > 1
        if at and not is_usual and not CODE.match(match.string, match.start()):
            yield Hit(match.start(), match.end(), f"{word[:at]} {word[at:]}", segment=number)


@sieve
def _may_have_seam(word: str) -> bool:
    """Whether the word has a capital inside it, or is no word and has a function word at an end."""
    if not word.islower():
        return CAMEL.fullmatch(word) is not None
    has_end = word.endswith(FUNCTION) or word.startswith(FUNCTION)
    return word in LITTLE_JOINED or (has_end and len(word) > 5 and not commonness(word, "en"))


def _seam(word: str, known: Set[str]) -> int:
    return _in_small(word, known) if word.islower() else _before_capital(word, known)


def _in_small(text: str, known: Set[str]) -> int:
    """Where a second word starts in a small-letter word that is none: a function word is one of the two."""
    if text in LITTLE_JOINED or len(text) < 6:
        return LITTLE_JOINED.get(text, 0)
    if commonness(text, "en"):
        return 0
    for piece in FUNCTION if has_lexicon("en") else FINAL:
        if text.endswith(piece) and _is_word(text.removesuffix(piece), known):
            return len(text) - len(piece)
        if piece not in FINAL and text.startswith(piece) and _is_word(text.removeprefix(piece), known):
            return len(piece)
    return 0


def _is_word(text: str, known: Set[str]) -> bool:
    return not is_rarer(text, USUAL, "en") if has_lexicon("en") else len(text) > 3 and text in known


def _before_capital(text: str, known: Set[str]) -> int:
    """Where a sentence or a name starts in a word that goes on with a capital."""
    match = CAMEL.fullmatch(text)
    if match is None or not (match[1] in known or not is_rarer(match[1], COMMON, "en")):
        return 0
    if match[1][0].isupper():
        starts = AFTER_NAME.fullmatch(match[2]) is not None
    else:
        names = len(match[1]) > 2 < len(match[2]) and (_is_name(match[2], known) or is_first_name(match[2]))
        starts = names or STARTS.fullmatch(match[2]) is not None
    return match.start(2) if starts else 0


def _is_name(text: str, known: Set[str]) -> bool:
    return text in known and text.lower() not in known


rule = Rule(
    find=Across(find),
    message="a space is missing in “{found}”",
    safe=False,
    extra="lexicon",
    examples=(
        Bad(
            "The governor pledgedthat roads would be mended; what was pledged came late.",
            at="pledgedthat",
            fixed="The governor pledged that roads would be mended; what was pledged came late.",
        ),
        Bad(
            "Photos are on www.site.netIgor and his friends made them.",
            at="www.site.netIgor",
            fixed="Photos are on www.site.net Igor and his friends made them.",
        ),
        Bad(
            "He sat in the hallAnother guest came to the hall.",
            at="hallAnother",
            fixed="He sat in the hall Another guest came to the hall.",
        ),
        Bad(
            "They spoke to Olga in May. It was the mayor and notOlga who signed.",
            at="notOlga",
            fixed="They spoke to Olga in May. It was the mayor and not Olga who signed.",
        ),
        Bad("Two thirds ofthe roads are closed.", at="ofthe", fixed="Two thirds of the roads are closed."),
        Good("McDonald watched YouTube on an iPhone, took a PhD and paid by eBay and PayPal."),
        Good(
            "Without a doubt he will withstand it: a thousand husbands understand demand, and the brand is from within."
        ),
        Bad(
            "The deputy left earlyThe rest stayed.",
            at="earlyThe",
            fixed="The deputy left early The rest stayed.",
        ),
        Bad(
            "Photo by Igor Zotov, NovostiAccording to the police, the driver fled; Novosti has no more.",
            at="NovostiAccording",
            fixed="Photo by Igor Zotov, Novosti According to the police, the driver fled; Novosti has no more.",
        ),
        Good("Call getThe() or this.inTheMiddle; camelCase and snake_case are for code."),
        Good("Write to www.site.net or to site.net/IgorPetrov, or use ASP.NETCore."),
        Missed("The policeofficer left."),
    ),
)
