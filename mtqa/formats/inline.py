"""Running text in XML: what is read of an element, where it stands, and the file with edits made in it.

Tags, comments and the native code that inline elements hold are left out, and do not cut the text. A code that stands
for a word, and not for a bold start or a link's end, is an object character, so that nothing seems to lack there.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import category
from xml.sax.saxutils import escape

from mtqa.expressions import expression
from mtqa.formats.encoding import encode
from mtqa.formats.lines import INDENT
from mtqa.formats.markup import Element, decode, unescape
from mtqa.formats.pieces import Pieces
from mtqa.formats.rewriting import rewritten
from mtqa.segment import Anchors, Document, Edit, Segment
from mtqa.text import OBJECT

NATIVE = frozenset(("bpt", "ept", "it", "ut", "ph", "x"))
STANDING = frozenset(("ph", "x"))
_PIECE = expression(
    r"<!--.*?-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?.*?\?>|(?P<entity>&[^;&<]++;)|(?P<space>[ \t\r\n]{2,}+|[\r\n])",
    re.DOTALL,
)
_HEX = expression(r"0{0,4}[0-9a-fA-F]{1,4}")
_CDATA = expression(r"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_BREAK = expression(r"\r\n?")
# What may stand beside what: s is a space or nothing, w a word, o what opens, c what closes, q a straight quote mark.
_NATURAL = frozenset(("sw", "so", "sq", "ws", "wc", "wq", "wo", "cs", "cc", "cq", "qs", "qw", "qc", "ow", "oo", "oq"))


Opaque = Callable[[Element], bool]


def never(_element: Element) -> bool:
    return False


class _Piece(NamedTuple):
    """A text that stands in the file as it is, or one character that stands for a whole stretch."""

    text: str
    start: int
    end: int


class Running(NamedTuple):
    """A text and its anchors in the file."""

    text: str
    anchors: Anchors


def running(content: str, element: Element, opaque: Opaque = never) -> Running:
    """The text in an element, without white space around it.

    White space with a line break in it is one space unless `xml:space` says otherwise. `opaque` tells further elements
    that are shown as an object.
    """
    if not element.children and _PIECE.search(content, element.inside, element.stop) is None:
        return _stripped(content[element.inside : element.stop], ((0, element.inside),))
    preserve = element.inherited("xml:space") == "preserve"
    pieces = Pieces(content)
    for piece in _shown(list(_pieces(content, element, opaque, preserve=preserve))):
        pieces.add(*piece)
    return _stripped(pieces.text, pieces.anchors or ((0, element.inside),))


def _pieces(content: str, element: Element, opaque: Opaque, *, preserve: bool) -> Iterator[_Piece]:
    here = element.inside
    for child in element.children:
        yield from _plain(content, here, child.start, preserve=preserve)
        if child.name in STANDING or opaque(child):
            yield _Piece(OBJECT, child.start, child.end)
        elif child.name == "cp":
            yield _Piece(_control(child), child.start, child.end)
        elif child.name not in NATIVE:
            yield from _pieces(content, child, opaque, preserve=preserve)
        here = child.end
    yield from _plain(content, here, element.stop, preserve=preserve)


def _control(element: Element) -> str:
    """The character that XML cannot hold and XLIFF 2 writes as an element."""
    return chr(int(code, 16)) if _HEX.fullmatch(code := element.get("hex")) else ""


def _plain(content: str, start: int, end: int, *, preserve: bool) -> Iterator[_Piece]:
    """The text between two tags."""
    here = start
    for match in _PIECE.finditer(content, start, end):
        if match.start() > here:
            yield _Piece(content[here : match.start()], here, match.start())
        here = match.end()
        if match["entity"]:
            yield _Piece(unescape(match[0]), *match.span())
        elif match["space"] and not preserve and ("\n" in match[0] or "\r" in match[0]):
            yield _Piece(" ", *match.span())
        elif match["space"] or match["cdata"]:
            yield from _literal(content, *match.span("space" if match["space"] else "cdata"))
    if end > here:
        yield _Piece(content[here:end], here, end)


def _literal(content: str, start: int, end: int) -> Iterator[_Piece]:
    """A text in which only line ends are read as what they are."""
    here = start
    for match in _BREAK.finditer(content, start, end):
        yield _Piece(content[here : match.start()], here, match.start())
        yield _Piece("\n", *match.span())
        here = match.end()
    yield _Piece(content[here:end], here, end)


def _shown(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """The pieces, with an object only where something would seem to lack, and one space where there are two breaks."""
    before = ""
    for piece, after in zip(pieces, _followers(pieces), strict=True):
        if piece.text == OBJECT:
            if before == OBJECT or _kind(before) + _kind(after) in _NATURAL:
                continue
        elif not piece.text or (piece.text == " " == before and piece.end - piece.start > 1):
            continue
        yield piece
        before = piece.text[-1]


def _followers(pieces: Sequence[_Piece]) -> Sequence[str]:
    """The first character of what follows each piece and is no object."""
    result, after = list[str](), ""
    for piece in reversed(pieces):
        result.append(after)
        after = piece.text[0] if piece.text not in ("", OBJECT) else after
    return result[::-1]


def _kind(char: str) -> str:
    if not char or char.isspace():
        return "s"
    if char.isalnum():
        return "w"
    if char in "\"'":
        return "q"
    return "o" if category(char) in ("Ps", "Pi", "Sc") else "c"


def _stripped(text: str, anchors: Anchors) -> Running:
    """The text without white space around it; a no-break space before it is no indentation."""
    lead, stop = len(text) - len(text.lstrip(INDENT)), len(text.rstrip())
    if stop - lead == len(text):
        return Running(text, anchors)
    if stop <= lead:
        return Running("", anchors[:1])
    first, _ = Segment(text, anchors=anchors).span(lead, lead + 1)
    inside = [(here - lead, there) for here, there in anchors if lead < here < stop]
    last = [(stop - lead, there) for here, there in anchors if here == stop > lead][:1]
    return Running(text[lead:stop], ((0, first), *inside, *last))


class Literal(NamedTuple):
    """The stretches of a text, from and to, in which nothing is markup: CDATA sections."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, content: str) -> "Literal":
        found = [match.span(1) for match in _CDATA.finditer(content) if match[1] is not None]
        return cls([start for start, _ in found], [end for _, end in found])

    def holds(self, at: int) -> bool:
        number = bisect_right(self.starts, at) - 1
        return number >= 0 and at <= self.ends[number]

    def outside(self, at: int) -> int:
        """The offset, or the one beside the section where it stands at its first or last character."""
        number = bisect_right(self.starts, at) - 1
        if number >= 0 and at == self.starts[number]:
            return at - len("<![CDATA[")
        return at + len("]]>") if number >= 0 and at == self.ends[number] else at


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made, in its own encoding; inline codes are left where they are."""
    decoded, literal = decode(document.data), Literal.of(document.content)

    def escaped(text: str, at: int) -> str:
        if literal.holds(at):
            return text.replace("]]>", "]]]]><![CDATA[>")
        return escape(text).encode(decoded.codec, "xmlcharrefreplace").decode(decoded.codec)

    return encode(decoded._replace(text=rewritten(document, edits, escaped)))
