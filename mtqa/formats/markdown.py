"""Markdown: paragraphs, headings, items, cells of tables, and the alternative texts of pictures.

Blocks are those of CommonMark and of tables as GitHub has them. Marks within a line are no text: emphasis, links, tags,
notes. Code, formulas, pictures and addresses in angle brackets stand as signs of objects. A hard line break ends the
text, unless what follows goes on in a small letter. Left out are code blocks, front matter and directives; blocks of
HTML are read as such.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from mtqa.expressions import expression
from mtqa.formats import DEFAULTS, Options
from mtqa.formats.encoding import decode, written
from mtqa.formats.page import ENDED, Page
from mtqa.formats.pieces import Pieces, comment
from mtqa.formats.rewriting import rewritten
from mtqa.formats.spans import Span, line, normalized
from mtqa.formats.spoken import in_languages
from mtqa.segment import Document, Edit, Segment
from mtqa.suppression import is_comment

KINDS = {"list_item": "@item-", "td": "@cell-", "th": "@cell-"}
_ENDS = expression(r"\r\n?|\n")
_FRONT = expression(r"\ufeff?(?:---[ \t]*\n(?s:.*?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\n(?s:.*?)\n\+\+\+)[ \t]*(?:\n|\Z)")
# Lines that are no text: directives, alerts, tables of contents, modules, templates.
_DIRECTIVE = expression(
    r":::.*|!!![ +].*|\?\?\?[ +].*|\[!\w+\]|\[\[?_?toc_?\]\]?|\{%.*%\}|\{\{.*\}\}|\{[:#.].*\}|\[[ xX]\]|\$\$"
    r"|(?:import|export)\s.*[;'\"{}]",
    re.IGNORECASE,
)
_START = expression(r"(?:\[[ xX]\]|:)[ \t]+|\[\^[^\[\]\s]{1,60}\]:[ \t]+")
_COMMENT = expression(r"\{/\*\s*(mtqa-[^{}]{1,400}?)\s*\*/\}")
_MARKUP = expression(r"[\\`*_\[\]<|]")


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The text of a file."""
    decoded = decode(data)
    return replace(cut(decoded.text, options), path=path, data=data, notice=decoded.notice)


def cut(content: str, options: Options = DEFAULTS) -> Document:
    """The segments of a text in order; what is no paragraph has an id that says so."""
    found = sorted(_Blocks(content).segments(), key=itemgetter(0))
    return Document(in_languages([segment for _, segment in found], options), content=content)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made; a sign that would be markup is escaped."""
    return written(document.data, rewritten(document, edits, lambda text, _: _MARKUP.sub(r"\\\g<0>", text)))


class _Blocks:
    """A text and its lines."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._starts = array("q", (0, *(match.end() for match in _ENDS.finditer(content)), len(content)))

    def segments(self) -> Iterator[tuple[int, Segment]]:
        """Each with its place in the file."""
        from markdown_it import MarkdownIt  # noqa: PLC0415
        from markdown_it.token import Token  # noqa: PLC0415

        text = _ENDS.sub("\n", self._content).replace("\0", "\ufffd")
        text = _FRONT.sub(lambda match: "\n" * match[0].count("\n"), text, count=1) if text[:1] in "-+\ufeff" else text
        tokens, env = list[Token](), dict[str, dict[str, object]]()
        parser = MarkdownIt("commonmark").enable("table")
        parser.block.parse(text, parser, env, tokens)
        self._labels = frozenset(map(normalized, env.get("references", ())))
        row, cursor, kinds = -1, 0, list[str]()
        for token in tokens:
            kind = token.type.removesuffix("_open").removesuffix("_close")
            if kind in KINDS and token.nesting:
                kinds.append(KINDS[kind]) if token.nesting > 0 else kinds.pop()
            if token.type == "html_block" and token.map:
                yield from self._html(*token.map)
            elif token.type == "inline" and token.map:
                first = token.map[0]
                if row != first:
                    row, cursor = first, self._starts[first]
                lines = list(self._lines(token.content, first, cursor, is_cell="@cell-" in kinds[-1:]))
                if lines:
                    cursor = lines[-1][1]
                    for at, segment in self._text(lines):
                        yield at, segment._replace(id=segment.id or (kinds[-1] if kinds else ""))

    def _lines(self, text: str, first: int, cursor: int, *, is_cell: bool) -> Iterator[tuple[int, int]]:
        """Where the lines of a block stand, nothing for those that cannot be found there."""
        find = self._content.find if is_cell else self._content.rfind
        for number, content in enumerate(text.strip().split("\n"), start=first):
            wanted = content.lstrip()
            start, end = max(self._starts[number], cursor), self._starts[number + 1]
            at = find(wanted, start, end)
            if at < 0:
                wanted = wanted.replace("|", "\\|")
                at = find(wanted, start, end)
            if at >= 0 and wanted:
                yield at, at + len(wanted)

    def _html(self, first: int, after: int) -> Iterator[tuple[int, Segment]]:
        start, end = self._starts[first], self._starts[after]
        found = Page(self._content, start, end).found
        if self._content[start:end].lstrip().startswith(">"):
            found = [(at, segment) for at, segment in found if is_comment(segment.target)]
        yield from found

    def _text(self, lines: list[tuple[int, int]]) -> Iterator[tuple[int, Segment]]:
        """The segments of a block; lines that are no text part it."""
        together = list[tuple[int, int]]()
        for start, end in lines:
            text = self._content[start:end]
            if match := _COMMENT.fullmatch(text):
                yield start, comment(self._content, start + match.start(1), start + match.end(1))
            if match or _DIRECTIVE.fullmatch(text):
                yield from self._paragraph(together)
                together = []
            else:
                if match := _START.match(text):
                    yield from self._paragraph(together)
                    together = []
                together.append((start + match.end() if match else start, end))
        yield from self._paragraph(together)

    def _paragraph(self, lines: list[tuple[int, int]]) -> Iterator[tuple[int, Segment]]:
        if not lines:
            return
        text = "\n".join(self._content[start:end] for start, end in lines)
        places = _Places(lines)
        marks = line(text, self._labels)
        for start, end in marks.comments:
            if is_comment(text[start:end]):
                there = places.of(start)
                yield there, Segment(text[start:end], target_lang="", anchors=((0, there),))
        for start, end, spans in marks.pictures:
            for segment in self._assembled(text, start, end, spans, places):
                yield segment.anchors[0][1], segment._replace(id="@alt-")
        for segment in self._assembled(text, 0, len(text), marks.spans, places):
            yield segment.anchors[0][1], segment

    def _assembled(
        self, text: str, start: int, end: int, spans: Sequence[Span], places: "_Places"
    ) -> Iterator[Segment]:
        pieces = Pieces(self._content)
        here = start
        for span in spans:
            if span.start > here:
                pieces.copy(places.of(here), places.of(span.start))
            here = max(here, span.end)
            first, last = places.of(span.start), places.of(span.end)
            if span.text == "\n":
                following = text[span.end : span.end + 1]
                if following.islower() and pieces.last not in ENDED:
                    pieces.space(first, last)
                else:
                    if segment := pieces.segment():
                        yield segment
                    pieces = Pieces(self._content)
            elif span.text == " ":
                pieces.space(first, last)
            elif span.text == "\ufffc":
                pieces.object(first, last)
            else:
                pieces.add(span.text, first, last)
        pieces.copy(places.of(here), places.of(end))
        if segment := pieces.segment():
            yield segment


class _Places:
    """Where the characters of lines that are joined by line feeds stand in the file."""

    def __init__(self, lines: Sequence[tuple[int, int]]) -> None:
        self._lines = lines
        self._offsets = [0]
        for start, end in lines:
            self._offsets.append(self._offsets[-1] + end - start + 1)

    def of(self, offset: int) -> int:
        number = bisect_right(self._offsets, offset, hi=len(self._lines)) - 1
        return self._lines[number][0] + offset - self._offsets[number]
