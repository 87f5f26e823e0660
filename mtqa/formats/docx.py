"""DOCX: a paragraph a segment, of the text, its notes, comments, headers and footers. Runs do not cut a sentence.

The text that findings point into has a line for each paragraph, the empty ones too, and a line separator (U+2028) for a
line break in one. What was deleted with changes tracked is not read. Of the package only the members change in which
something is mended; the others are copied as they stand, compressed.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from io import BytesIO
from itertools import accumulate
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import BadZipFile, ZipFile, ZipInfo

from mtqa.errors import CannotRun
from mtqa.expressions import expression
from mtqa.formats import DEFAULTS, Options, markup
from mtqa.formats.encoding import encode
from mtqa.formats.markup import Element, Markup
from mtqa.formats.pieces import Mark, Pieces
from mtqa.formats.rewriting import rewritten
from mtqa.formats.spoken import sample, settled
from mtqa.segment import Document, Edit, Segment

PARTS = ("document", "footnotes", "endnotes", "comments", "header", "footer")
OF_THE_TEXT = 3
START = Mark(0, 0, 0, 0)
LARGEST, RATIO, SMALL = 200 << 20, 200, 1 << 20
_PART = expression(rf"word/({'|'.join(PARTS)})\d*\.xml")
_UNREAD = frozenset(("del", "moveFrom", "pPr", "rPr", "rt", "mc:Fallback"))
# What Word writes as an element and not as a character, which no text can be put in place of.
_ELEMENTS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_FIXED = expression("[\t\n\u2011]")
_PIECE = expression(r"&[^;&<]*+;?|<[^>]*+>?|[^&<]++")
_VISIBLE = {ord(char): "\u2028" for char in "\r\n"}


class _Part(NamedTuple):
    """A member of the package, and its paragraphs, anchored in its XML; None is an empty one."""

    name: str
    kind: int
    markup: Markup
    paragraphs: list[Segment | None]


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The paragraphs of a document."""
    with _opened(data) as package:
        parts = _parts(package)
    paragraphs = [(part, paragraph) for part in parts for paragraph in part.paragraphs]
    lines = [paragraph.target.translate(_VISIBLE) if paragraph else "" for _, paragraph in paragraphs]
    offsets = [0, *accumulate(len(line) + 1 for line in lines)]
    segments, starts, before = list[Segment](), list[int](), None
    for number, (part, paragraph) in enumerate(paragraphs):
        if paragraph:
            text = part.name if part.kind >= OF_THE_TEXT else ""
            if text != before:
                starts.append(len(segments))
            before = text
            segments.append(paragraph._replace(id=f"{paragraph.id}{number + 1}", anchors=((0, offsets[number]),)))
    spoken = settled(options, *sample(len(segments), segments.__getitem__))
    target, source = spoken.target_lang, spoken.source_lang
    segments = [segment._replace(target_lang=target, source_lang=source) for segment in segments]
    return Document(segments, path, "\n".join(lines), data, starts=starts)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The package with the edits made; an edit that would lose or move a tab or a line break is not."""
    with _opened(document.data) as package:
        parts = _parts(package)
        held = [(part, paragraph) for part in parts for paragraph in part.paragraphs if paragraph]
        changed = dict[str, bytes]()
        for part in parts:
            here = {
                number: [piece for edit in wanted for piece in _sparing(held[number][1].target, edit)]
                for number, wanted in edits.items()
                if held[number][0] is part
            }
            if any(here.values()):
                segments = [paragraph for _, paragraph in held]
                changed[part.name] = _written(part.markup, Document(segments, content=part.markup.content), here)
        return _packed(package, document.data, changed) if changed else document.data


def _opened(data: bytes) -> ZipFile:
    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CannotRun(f"is no DOCX file: {str(error) or 'it is damaged'}") from None


def _parts(package: ZipFile) -> list[_Part]:
    found = list[_Part]()
    for info in package.infolist():
        if (match := _PART.fullmatch(info.filename)) and info is package.getinfo(info.filename):
            try:
                opened = markup.opened(_unpacked(package, info))
                paragraphs = [one for outer in opened.elements(("p",)) for one in _paragraphs(opened.content, outer)]
            except CannotRun as error:
                raise CannotRun(f"{info.filename} in it {error}") from error
            found.append(_Part(info.filename, PARTS.index(match[1]), opened, paragraphs))
    if not any(part.kind == 0 for part in found):
        raise CannotRun("is no DOCX file: it holds no word/document.xml")
    return sorted(found, key=lambda part: (part.kind, part.name))


def _unpacked(package: ZipFile, info: ZipInfo) -> bytes:
    """A member of the package. Raises CannotRun where it is damaged, encrypted or far larger than a document is."""
    if info.file_size > LARGEST or info.file_size > max(SMALL, RATIO * info.compress_size):
        raise CannotRun(f"unpacks from {info.compress_size:,} to {info.file_size:,} bytes, as no document does")
    try:
        return package.read(info)
    except (BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise CannotRun(f"cannot be unpacked: {str(error) or 'it is damaged'}") from None


def _paragraphs(content: str, element: Element) -> Iterator[Segment | None]:
    """The paragraph, and then those in its text boxes."""
    pieces, inner = Pieces(content), list[Element]()
    _gather(content, element, pieces, inner)
    segment = pieces.segment()
    yield segment and segment._replace(target=segment.target.rstrip(), id=_kind(element))
    for paragraph in inner:
        yield from _paragraphs(content, paragraph)


def _kind(element: Element) -> str:
    """How the id of a paragraph begins: that of a table's cell or of a list's item says that it is none."""
    around = element.parent
    while around and around.name != "tc":
        around = around.parent
    settings = element.child("pPr")
    return "@cell-" if around else "@item-" if settings and settings.child("numPr") else ""


def _gather(content: str, element: Element, pieces: Pieces, inner: list[Element]) -> None:
    for child in element.children:
        if child.name == "p":
            inner.append(child)
        elif child.name == "t":
            _add(content, child, pieces)
        elif child.name in _ELEMENTS:
            if pieces.since(START).strip():
                pieces.add(_ELEMENTS[child.name], child.start, child.end)
        elif child.name not in _UNREAD:
            _gather(content, child, pieces, inner)


def _add(content: str, element: Element, pieces: Pieces) -> None:
    """The text of a run; white space around it counts only where it is said to be preserved."""
    start, end = element.inside, element.stop
    if element.inherited("xml:space") != "preserve":
        text = content[start:end]
        start, end = start + len(text) - len(text.lstrip(" \t\r\n")), end - len(text) + len(text.rstrip(" \t\r\n"))
    for match in _PIECE.finditer(content, start, max(start, end)):
        if match[0][0] != "<":
            pieces.add(markup.unescape(match[0]), *match.span())


def _sparing(target: str, edit: Edit) -> Iterator[Edit]:
    """The edit in parts that leave tabs and line breaks alone; none if it would lose or move one."""
    old, new = _FIXED.split(target[edit.start : edit.end]), _FIXED.split(edit.text)
    if _FIXED.findall(target[edit.start : edit.end]) != _FIXED.findall(edit.text):
        return
    here = edit.start
    for before, after in zip(old, new, strict=True):
        end = here + len(before)
        if here == end and after and (here == 0 or _FIXED.match(target[here - 1])):
            # Into the run that comes after the element, not between the two.
            if _FIXED.match(target[here : here + 1]) or here == len(target):
                return
            yield edit._replace(start=here, end=here + 1, text=after + target[here])
        else:
            yield edit._replace(start=here, end=end, text=after)
        here = end + 1


def _written(opened: Markup, document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The member with the edits made; where a run comes to start or end with a space, it says that this counts."""
    codec = opened.decoded.codec

    def escaped(text: str, _at: int) -> str:
        return escape(text).encode(codec, "xmlcharrefreplace").decode(codec)

    def preserved(match: re.Match[str]) -> str:
        return match[0] if match[0] in document.content else f'{match[1]} xml:space="preserve"{match[2]}'

    run = re.compile(rf"(<{opened.prefix}t)(>(?:\s[^<]*|[^<]*\s)</{opened.prefix}t>)")
    after = run.sub(preserved, rewritten(document, edits, escaped))
    return encode(opened.decoded._replace(text=after))


def _packed(package: ZipFile, data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with these members changed and all others as they stand."""
    out = BytesIO()
    infos = sorted(package.infolist(), key=lambda info: info.header_offset)
    ends = [info.header_offset for info in infos[1:]] + [package.start_dir]
    with ZipFile(out, "w") as target:
        target.comment = package.comment
        for info, end in zip(infos, ends, strict=True):
            if info.filename in changed and info is package.getinfo(info.filename):
                target.writestr(_like(info), changed[info.filename])
                continue
            kept = copy(info)
            kept.header_offset = target.start_dir
            out.seek(target.start_dir)
            out.write(data[info.header_offset : end])
            target.filelist.append(kept)
            target.NameToInfo[kept.filename] = kept
            target.start_dir = out.tell()
    return out.getvalue()


def _like(info: ZipInfo) -> ZipInfo:
    """The entry for another content of a member."""
    entry = ZipInfo(info.filename, info.date_time)
    entry.compress_type, entry.create_system = info.compress_type, info.create_system
    entry.external_attr, entry.internal_attr, entry.comment = info.external_attr, info.internal_attr, info.comment
    return entry
