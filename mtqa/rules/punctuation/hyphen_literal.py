"""A word's hyphen set as a dash, or put over with its pieces: “north - east”, “from-for the rain” for “because of”.

Translators that work word by word take a hyphen for a dash and set it between spaces, or render each piece of a
hyphenated function word of the source by itself, «из-за», «кто-нибудь», «будь-який». The compounds of English and the
words of each source language stand in tables. Dashes between clauses (“I know where – that is the point”), ranges and
suspended hyphens (“two- and three-year”) are let be.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial

from mtqa.expressions import expression
from mtqa.languages.english import FUNCTION_WORD
from mtqa.languages.hyphenated import Compound, compounds, pieces
from mtqa.rule import Bad, Finder, Good, Hit, Missed, Pattern, Rule, Table, Where
from mtqa.segment import Segment

_HYPHEN = "[-‐‑]"
_DASH = "(?: [-‐‑–—−] ?|[-‐‑] )"
_OPEN = {"...": r"(?<=[^\W\d_]{3})()", "#": r"(?<=\d)()"}
_ANY = rf"(?!{FUNCTION_WORD}\b)[^\W\d_]{{3,}}+"
_LAST = expression(r"(?<![\w.,-])(?:[^\W\d_]{3,}|\d{1,3})\Z")
_FUNCTION = expression(FUNCTION_WORD, re.IGNORECASE)
_NOUN = rf"(?= (?!(?:{FUNCTION_WORD}|\w+ly)\b)(?-i:[a-z]{{3}}))"
_CLAUSE = expression(
    r" ?(?:(?P<that>is|are|was|were|will|would|seems?|makes?|means?|ha[sd]|he|she|it|they|we|i|the|this|all)\b"
    r"|(?P<either>.{1,120}\bor\b)|(?P<for>example|instance|once|now|he|she|it|they|we|i|you|the first|the most)\b)",
    re.IGNORECASE,
)
_BETWEEN = expression("[-‐‑–—−](?:(?<= .)|(?<=[-‐‑])(?= ))")
_FIRST = expression(r"(?<![a-z])[a-z]++\Z", re.IGNORECASE)
_PIECEMEAL = "“{found}” puts a hyphenated word of the source over piece by piece"


def _rows(target_lang: str, source_lang: str) -> Iterator[Finder]:
    yield Where((rf"\w{_DASH}\w",), _find_pairs)
    for compound in compounds():
        yield from (_torn(compound, first) for first in compound.elements[0] if not _is_pair(compound, first))
    seen = set[str]()
    for row in pieces(source_lang):
        loose = [_joined(text, f"(?:{_DASH}|{_HYPHEN})") for text in row.loose if text not in seen]
        close = [_joined(text, _HYPHEN) for text in row.close if text not in seen]
        seen.update(row.loose, row.close)
        if loose or close:
            yield Pattern(
                rf"(?<![\w'’-])(?:{'|'.join(loose + close)})(?![\w'’]|-\w)",
                judge=partial(_piecemeal, row.meaning),
                flags=re.IGNORECASE,
            )


def _is_pair(row: Compound, first: str) -> bool:
    """Whether it is of two words, of which the first is given."""
    return len(row.joints) == 1 and first not in _OPEN


@cache
def _pairs() -> Mapping[str, Sequence[Compound]]:
    """By the first word, the compounds of two."""
    pairs = defaultdict[str, list[Compound]](list)
    for row in compounds():
        for first in row.elements[0]:
            if _is_pair(row, first):
                pairs[first].append(row)
    return pairs


def _find_pairs(segment: Segment) -> Iterator[Hit]:
    """The compounds of two words, all at once: there are hundreds."""
    for dash in _BETWEEN.finditer(segment.target):
        end = dash.start() - (segment.target[dash.start() - 1] == " ")
        first = _FIRST.search(segment.target, max(0, end - 24), end)
        for row in _pairs().get(first[0].lower(), ()) if first else ():
            match = first and _torn(row, first[0].lower()).compiled.match(segment.target, first.start())
            if match and (hit := _mended(row.joints[0], match, segment)):
                yield hit


@cache
def _torn(row: Compound, first: str) -> Pattern:
    """The compounds that begin with `first`, at least one hyphen of theirs set between spaces.

    A first word that may be any is left to the judge; after one that is given the others are looked ahead for, so that
    the pattern waits for the rarest string, `first` and its hyphen.
    """
    joint = _DASH if len(row.joints) == 1 else f"(?:{_DASH}|{row.joints[0]})"
    one_of = r"((?:%s)\b)" if first in _OPEN else r"((?=(?:%s)\b)\w++)"
    others = [one_of.replace("%s", "|".join(words)).replace("(?:...)", _ANY) for words in row.elements[1:]]
    expression = joint.join([_OPEN.get(first, rf"(?<![\w-])({first})"), *others])
    end = _NOUN if row.followed else r"(?!['’]|-\w)"
    return Pattern(expression + end, judge=partial(_mended, row.joints[0]), flags=re.IGNORECASE)


def _mended(joint: str, match: re.Match[str], segment: Segment) -> Hit | None:
    start, fix = match.start(), joint.join(match.groups())
    if not match[1]:
        word = _LAST.search(segment.target, max(0, start - 30), start)
        if not word or _FUNCTION.fullmatch(word[0]):
            return None
        start, fix = word.start(), word[0] + fix
    return None if fix == segment.target[start : match.end()] else Hit(start, match.end(), fix)


def _joined(text: str, joint: str) -> str:
    return re.escape(text).replace(r"\.\.\.", r"\w{2,20}").replace(r"\-", joint)


def _piecemeal(meaning: str, match: re.Match[str], segment: Segment) -> Hit | None:
    clause = _CLAUSE.match(segment.target, match.end()) if " " in match[0] else None
    if clause and match[0].lower().endswith(clause.lastgroup or ""):
        return None
    fix = meaning[:1].upper() + meaning[1:] if match[0][0].isupper() else meaning
    return Hit(match.start(), match.end(), fix or None, _PIECEMEAL)


rule = Rule(
    find=Table(_rows),
    message="“{found}” is one expression: no space belongs at its hyphen",
    languages=("en",),
    safe=False,
    examples=(
        Bad(
            "A gale blew in from the north - east at dawn.",
            at="north - east",
            fixed="A gale blew in from the north-east at dawn.",
        ),
        Bad(
            "Colonel - General Vasin signed the order.",
            at="Colonel - General",
            fixed="Colonel-General Vasin signed the order.",
        ),
        Bad(
            "The bridge was shut from - for the flood.",
            at="from - for",
            fixed="The bridge was shut because of the flood.",
        ),
        Bad("From-for the rain nobody came.", at="From-for", fixed="Because of the rain nobody came."),
        Bad("He pulled a box from-under the bed.", at="from-under", fixed="He pulled a box from under the bed."),
        Bad("They live where - that in the hills.", at="where - that", fixed="They live somewhere in the hills."),
        Bad("Ask for something-either warm.", at="something-either", fixed="Ask for something warm."),
        Bad("She how-that found the way home.", at="how-that", fixed="She somehow found the way home."),
        Bad("Take be-which bus.", at="be-which", fixed="Take any bus.", source_lang="uk"),
        Bad("Tell me, look-ka, who came.", at="look-ka"),
        Bad("It is a non – governmental fund.", at="non – governmental", fixed="It is a non-governmental fund."),
        Bad(
            "Editor - in- chief Orla Finn resigned.",
            at="Editor - in- chief",
            fixed="Editor-in-chief Orla Finn resigned.",
        ),
        Bad("The press - service is silent.", at="press - service", fixed="The press service is silent."),
        Bad("A 5 - year - old boy got lost.", at="5 - year - old", fixed="A 5-year-old boy got lost."),
        Bad("A three - day trip awaits them.", at="three - day", fixed="A three-day trip awaits them."),
        Bad("Oslo - backed rebels withdrew.", at="Oslo - backed", fixed="Oslo-backed rebels withdrew."),
        Bad("The so- called expert left.", at="so- called", fixed="The so-called expert left."),
        Good("I know where – that is the point – and when he leaves."),
        Good("He wants something - either tea or coffee - before noon."),
        Good("They came from far away - from Norway, from - for example - Bergen."),
        Good("The mid- and long-term plan covers pre- and post-war years, and two- or three-day trips."),
        Good("The firm - based in Riga - sells oil. He won in 2010 - year after year."),
        Good("The well-known north-eastern wind is a something-or-other of self-made, state-of-the-art tales."),
        Good("Take be-which bus.", source_lang="ru"),
        Missed("The city - hero marked its day."),
    ),
)
