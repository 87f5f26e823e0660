"""JSON Lines: an object a line, and one of its fields the translation. `a.b` is the field b of the object a.

A line without the field, or with null in it, holds no translation.
"""

import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from mtqa.errors import CannotRun, NoText, shown
from mtqa.expressions import expression
from mtqa.formats import DEFAULTS, Columns, Options
from mtqa.formats.encoding import decode, written
from mtqa.formats.rewriting import rewritten
from mtqa.formats.rows import FIELDS, NOWHERE, rows
from mtqa.segment import Anchors, Document, Edit

_LINE_END = expression(r"\r\n?|\n")
_LINE = expression(r"[^\r\n]+")
_TOKEN = expression(r'"(?:[^"\\]++|\\.)*+"|[][{}:,]|[^][{}:,"\s]++')
_ESCAPE = expression(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.")

# Figures of any length are left as they are.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)

_Span = tuple[int, int]


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The lines of a file that hold a translation."""
    decoded = decode(data)
    content = decoded.text
    spans, starts = _spans(content, options.columns)
    segments = rows(spans, partial(_read, content), options)
    return Document(segments, path, content, data, decoded.notice, starts=starts)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made; what is new in it is escaped to ASCII where all of the file is."""
    is_ascii = document.content.isascii()

    def escaped(text: str, _at: int) -> str:
        return json.dumps(text, ensure_ascii=is_ascii)[1:-1]

    return written(document.data, rewritten(document, edits, escaped))


def _spans(content: str, columns: Columns) -> tuple["array[int]", "array[int]"]:
    """Where the target, the source and the id of each line stand, and which lines begin a text."""
    spans, starts, doc = array("q"), array("q"), None
    names = Columns(*(name or field for field, name in columns._asdict().items()))
    missing, first = [names.target, *filter(None, columns)], ""
    for line in filter(lambda line: not line[0].isspace(), _LINE.finditer(content)):
        first = first or line[0]
        found = _values(content, line, names)
        missing = [name for name in missing if name not in found]
        if names.target in found:
            before, doc = doc, content[slice(*found.get(names.doc, (0, 0)))]
            if doc != before:
                starts.append(len(spans) // FIELDS)
            for name in names[:3]:
                spans.extend(found.get(name, (NOWHERE, NOWHERE)))
    if missing and first:
        fields = shown(list(json.loads(first)))
        raise NoText(f"has no field {missing[0]!r}; its first line has {fields}: say which with --columns target=NAME")
    return spans, starts


def _values(content: str, line: re.Match[str], names: Columns) -> dict[str, _Span]:
    """Where the texts and numbers of these names stand in a line. Raises CannotRun where it is not as it should be."""
    try:
        value = _DECODER.decode(line[0])
    except json.JSONDecodeError as error:
        raise CannotRun(f"is not JSON on {_line(content, line)}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise CannotRun(f"is too deep in itself on {_line(content, line)}; it is no text") from None
    if not isinstance(value, dict):
        raise CannotRun(f'has no object on {_line(content, line)}; each line is to be one, such as {{"target": "…"}}')
    found = dict[str, _Span]()
    for name, (start, end) in _scalars(line[0]):
        if name not in names:
            continue
        found.pop(name, None)
        kind = line[0][start]
        if kind in "[{tf" or (kind not in '"n' and name in (names.target, names.source)):
            raise CannotRun(f"has no text in the field {name!r} on {_line(content, line)}; name another with --columns")
        if kind != "n":
            found[name] = line.start() + start, line.start() + end
    return found


def _scalars(line: str) -> Iterator[tuple[str, _Span]]:
    """What stands in an object and the objects in it, by their dotted names; an array is not looked into."""
    path, arrays, in_key = list[str](), 0, False
    for token in _TOKEN.finditer(line):
        text = token[0]
        if arrays:
            arrays += (text in "[{") - (text in "]}")
        elif text in ",:":
            in_key = text == ","
        elif text == "}":
            path.pop()
        elif in_key:
            path[-1] = json.loads(text) if "\\" in text else text[1:-1]
        else:
            if path:
                yield ".".join(path), token.span()
            if text == "{":
                path.append("")
            in_key, arrays = text == "{", int(text == "[")


def _line(content: str, line: re.Match[str]) -> str:
    return f"line {len(_LINE_END.findall(content, 0, line.start())) + 1}"


def _read(content: str, start: int, end: int) -> tuple[str, Anchors]:
    """What a string or a number says, and its anchors."""
    raw = content[start:end]
    if not raw.startswith('"'):
        return raw, ((0, start),)
    if "\\" not in raw:
        return raw[1:-1], ((0, start + 1),)
    anchors, lost = [(0, start + 1)], 1
    for escape in _ESCAPE.finditer(raw):
        lost += escape.end() - escape.start() - 1
        anchors.append((escape.end() - lost, start + escape.end()))
    return str(json.loads(raw)), tuple(anchors)
