"""XML with positions: what elements stand where in the text of a file, for files that nobody vouches for.

expat says whether the file is well-formed and where it is not; the tags are then found in the decoded text, so that all
offsets are code points. Entities that a file declares, and so bombs and external ones, are refused.
"""

import codecs
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from mtqa.errors import CannotRun, OnLine
from mtqa.expressions import expression
from mtqa.formats.encoding import BOMS, Decoded

XLIFF = "urn:oasis:names:tc:xliff:document:"
DEEPEST = 200
MOST = 100_000
TAG = expression(
    r"""<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|(/?)([^\s<>/!?]++)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>)""", re.DOTALL
)
_ATTRIBUTE = expression(r"""(?<![^\s=/])([^\s=/]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"'>]{1,40})["']""")
_CODECS = expression(
    r"utf-8|utf-(?:16|32)(?:-[bl]e)?|ascii|iso8859-\d+|cp\d+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+|mac-\w+"
)
_ENTITY = expression(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CHUNK = 1 << 20


@dataclass(eq=False)
class Element:
    """An element: where its tags start and end, and what is in it if it is one of those wanted.

    The start tag is `[start, inside)`, the end tag `[stop, end)`; an empty-element tag has no stretch between. The
    prefix of the root element is no part of the names of the others; a name of another vocabulary has a colon in it.
    """

    name: str
    start: int
    inside: int
    raw: str
    parent: "Element | None" = None
    stop: int = 0
    end: int = 0
    is_foreign: bool = False
    children: "list[Element]" = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of an attribute, "" if there is none."""
        if name not in self.raw:
            return ""
        found = (match for match in _ATTRIBUTE.finditer(self.raw) if match[1] == name)
        return next((unescape(match[2] if match[3] is None else match[3]) for match in found), "")

    def inherited(self, name: str) -> str:
        """The value of an attribute here or on the nearest element around that has it."""
        element: Element | None = self
        while element and not element.get(name):
            element = element.parent
        return element.get(name) if element else ""

    def child(self, name: str) -> "Element | None":
        return next((child for child in self.children if child.name == name), None)

    def all(self) -> "Iterator[Element]":
        """The elements in this one, each before those in it."""
        for child in self.children:
            yield child
            yield from child.all()

    def descendants(self, name: str) -> "Iterator[Element]":
        return (element for element in self.all() if element.name == name)


class Markup(NamedTuple):
    """The text of a well-formed file, how it was written there, its root element's start, and the prefix of that."""

    decoded: Decoded
    root: int
    prefix: str

    @property
    def content(self) -> str:
        return self.decoded.text

    @property
    def head(self) -> Element:
        """The root element, as far as its start tag tells it."""
        match = TAG.match(self.content, self.root)
        assert match
        return Element(match[2].removeprefix(self.prefix), *match.span(), match[3])

    def elements(
        self, wanted: Collection[str], start: int | None = None, parent: Element | None = None
    ) -> Iterator[Element]:
        """The elements of these names from `start` on, with all that is in them.

        Of those around them only the start tags are known; `parent` is the one around the first. Raises CannotRun
        where elements are too deep in each other, or too many in one.
        """
        around, depth, inside, count = parent, 0, 0, 0
        for match in TAG.finditer(self.content, self.root if start is None else start):
            if match[2] is None:
                continue
            if match[1]:
                if around is None or around is parent:
                    return
                element, around = around, around.parent
                depth -= 1
            else:
                element = self._started(match, around)
                inside += inside > 0 or element.name in wanted
                count = count + 1 if inside > 1 else 0
                if inside > 1 and around:
                    around.children.append(element)
                if depth == DEEPEST or count > MOST:
                    raise OnLine(f"has {_excess(depth)}", self.line(element.start), "; it is no translation")
                if not match[3].endswith("/"):
                    around, depth = element, depth + 1
                    continue
            element.stop, element.end = match.span() if match[1] else (element.inside, element.inside)
            inside -= inside > 0
            if not inside and element.name in wanted:
                yield element

    def _started(self, match: re.Match[str], around: Element | None) -> Element:
        """The element that starts here; one without a prefix is foreign where such names are not those of the root."""
        element = Element(match[2].removeprefix(self.prefix), *match.span(), match[3], around)
        element.is_foreign = around is not None and around.is_foreign
        if "xmlns=" in element.raw:
            namespace = element.get("xmlns")
            element.is_foreign = namespace not in ("", self.head.get("xmlns")) and not namespace.startswith(XLIFF)
        if ":" not in match[2] and (element.is_foreign or self.prefix):
            element.name = f":{element.name}"
        return element

    def line(self, offset: int) -> int:
        return len(re.findall(r"\r\n?|\n", self.content[:offset])) + 1


def _excess(depth: int) -> str:
    return f"more than {DEEPEST} elements in each other" if depth == DEEPEST else f"more than {MOST:,} elements in one"


def opened(data: bytes) -> Markup:
    """The file's text. Raises CannotRun where it is not well-formed, declares entities or a wrong encoding."""
    decoded = decode(data)
    root = _root(decoded.text)
    name = TAG.match(decoded.text, root)
    return Markup(decoded, root, name[2][: name[2].find(":") + 1] if name else "")


def unescape(text: str) -> str:
    """The text with the entities of XML replaced by what they stand for."""
    if "&" not in text:
        return text
    return _ENTITY.sub(
        lambda match: _NAMED[match[3]] if match[3] else chr(int(match[1] or match[2], 16 if match[1] else 10)), text
    )


def decode(data: bytes) -> Decoded:
    """The text in the encoding that the file declares, UTF-8 if it declares none. Raises CannotRun where it is not."""
    bom, codec = next(((bom, codec) for bom, codec in BOMS if data.startswith(bom)), (b"", _wide(data)))
    match = _DECLARED.match(data[len(bom) : 1000].replace(b"\0", b""))
    declared = match[1].decode("latin-1") if match else ""
    known = _codec(declared) if declared else "utf-8"
    if codec and declared and not codec.startswith(known.removesuffix("-le").removesuffix("-be")):
        raise CannotRun(f"declares the encoding {declared} but is {codec.upper()}; correct what it declares")
    if not codec and known.startswith(("utf-16", "utf-32")):
        raise CannotRun(f"declares the encoding {declared} but is not; correct what it declares")
    codec = codec or known
    try:
        text = data[len(bom) :].decode(codec)
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", data[: len(bom) + error.start])) + 1
        told = f"declares the encoding {declared}" if declared else "declares no encoding, so it is UTF-8"
        byte = data[len(bom) + error.start]
        raise OnLine(f"{told}, but the byte 0x{byte:02x}", line, " is not; save it again") from None
    if not codec.startswith("utf-") and bom + text.encode(codec) != data:
        raise CannotRun(f"declares the encoding {declared}, in which it cannot be written again; save it as UTF-8")
    return Decoded(text, codec, bom, declared=bool(declared))


def _wide(data: bytes) -> str:
    """The encoding of more than a byte a character that the first character shows, "" if it is none."""
    starts = {b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
    return next((codec for start, codec in starts.items() if data.startswith(start)), "")


def _codec(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = ""
    if not _CODECS.fullmatch(name):
        raise CannotRun(f"declares the encoding {declared!r}, which is not known; save it as UTF-8")
    return name


def _root(content: str) -> int:
    """Where the root element starts, in a text that is well-formed."""
    parser = expat.ParserCreate("utf-8")
    starts = list[int]()

    def start(_name: str, _attributes: dict[str, str]) -> None:
        starts.append(parser.CurrentByteIndex)
        parser.StartElementHandler = None

    def refuse(*_declaration: object) -> None:
        raise OnLine("declares an entity", parser.CurrentLineNumber, "; write out what it stands for")

    def undeclared(name: str, _is_parameter: bool) -> None:
        after = f", column {parser.CurrentColumnNumber + 1}, which XML does not know; write the character"
        raise OnLine(f"names the entity &{name};", parser.CurrentLineNumber, after)

    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = undeclared
    try:
        for at in range(0, len(content), _CHUNK):
            parser.Parse(content[at : at + _CHUNK].encode(), False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        what = f"is not well-formed XML: {expat.ErrorString(error.code)}"
        raise OnLine(what, error.lineno, f", column {error.offset + 1}") from None
    before = content[: starts[0]].encode()[: starts[0]]
    return len(before.decode())
