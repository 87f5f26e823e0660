"""JSON Lines: an object a line, and one of its fields the translation. `a.b` is the field b of the object a.

A line without the field, or with null in it, holds no translation. The id of a line that brings none is its number,
blank lines not counted.
"""

import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from io import SEEK_CUR
from typing import IO, NamedTuple

from mtqa.errors import CannotRun, NoText, OnLine, shown
from mtqa.expressions import expression
from mtqa.formats import DEFAULTS, Columns, Options
from mtqa.formats.encoding import decode, written
from mtqa.formats.ranges import beginning, between_texts, decoded, last_line_end, line_ends, stretches
from mtqa.formats.rewriting import rewritten
from mtqa.formats.rows import NOWHERE, languages, rows
from mtqa.segment import Anchors, Document, Edit, Segment

_LINE_END = expression(r"\r\n?|\n")
_LINE = expression(r"[^\r\n]+")
_TOKEN = expression(r'"(?:[^"\\]++|\\.)*+"|[][{}:,]|[^][{}:,"\s]++')
_ESCAPE = expression(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.")

# Figures of any length are left as they are.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
_SPACE = " \t\v\f"

_Span = tuple[int, int]


class _Found(NamedTuple):
    """Where the target, the source and the id of each line stand, which lines begin a text, their numbers, and the
    columns that no line has."""

    spans: "array[int]"
    starts: "array[int]"
    numbers: "array[int]"
    missing: list[str]


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The lines of a file that hold a translation."""
    text = decoded(data, options.range)
    content = text.text
    found = _spans(content, options)
    if not options.range:
        _refuse(found.missing, content)
    segments = rows(found.spans, partial(_read, content), options, found.numbers)
    return Document(segments, path, content, data, text.notice, starts=found.starts)


def ranges(file: IO[bytes], _path: str, options: Options, size: int) -> Iterator[Options]:
    """How to read each range of a file; no text is cut but one that is longer than a range."""
    codec, names = decode(beginning(file, last_line_end)).codec, _names(options.columns)
    start = file.tell()
    some = _first(file, codec, options)
    known, sources = languages(len(some), some.__getitem__, options)
    doc = json.dumps(names.doc.rpartition(".")[2], ensure_ascii=False).encode(codec, "replace")

    def end(data: bytes) -> int:
        # To look at each line takes as long as to read it.
        if doc not in data and b"\\u" not in data:
            return last_line_end(data)
        return between_texts(data, data, partial(_text_of, names=names, codec=codec))

    file.seek(start)
    for stretch in stretches(file, end, _count, size):
        yield known._replace(range=stretch._replace(codec=codec, sources=sources))


def _first(file: IO[bytes], codec: str, options: Options) -> Sequence[Segment]:
    """The first lines that hold a translation. All is read until each field that is wanted was there; raises NoText
    where one never is."""
    some: Sequence[Segment] = ()
    missing, lines, first = _wanted(options.columns), 0, ""
    while missing and (data := beginning(file, last_line_end)):
        content = decode(data, codec).text
        try:
            found = _spans(content, options)
        except OnLine as error:
            raise error.moved(lines) from None
        some = some or rows(found.spans, partial(_read, content), options, found.numbers)
        missing = [name for name in found.missing if name in missing]
        lines, first = lines + line_ends(data), first or content.strip()
        file.seek(len(data), SEEK_CUR)
    _refuse(missing, first)
    return some


def _refuse(missing: Sequence[str], content: str) -> None:
    """Raises NoText where a field is missing from a file that begins with these lines."""
    if missing and (first := next(_lines(content), None)):
        fields = shown(list(json.loads(first[0])))
        told = f"has no field {missing[0]!r}; its first line has {fields}: say which with --columns target=NAME"
        raise NoText(told)


def _count(data: bytes) -> int:
    """How many lines are not blank."""
    return sum(map(bool, map(bytes.strip, data.splitlines())))


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made; what is new in it is escaped to ASCII where all of the file is."""
    is_ascii = document.content.isascii()

    def escaped(text: str, _at: int) -> str:
        return json.dumps(text, ensure_ascii=is_ascii)[1:-1]

    return written(document.data, rewritten(document, edits, escaped))


def _lines(content: str) -> Iterator[re.Match[str]]:
    return (line for line in _LINE.finditer(content) if line[0].strip(_SPACE))


def _names(columns: Columns) -> Columns:
    return Columns(*(name or field for field, name in columns._asdict().items()))


def _wanted(columns: Columns) -> list[str]:
    """The fields without which a file is none of ours."""
    return [_names(columns).target, *filter(None, columns)]


def _spans(content: str, options: Options) -> _Found:
    names, doc = _names(options.columns), None
    spans, starts, numbers, missing = array("q"), array("q"), array("q"), _wanted(options.columns)
    for number, line in enumerate(_lines(content), options.range.row + 1 if options.range else 1):
        found = _values(content, line, names)
        missing = [name for name in missing if name not in found]
        if names.target in found:
            before, doc = doc, content[slice(*found.get(names.doc, (0, 0)))]
            if doc != before:
                starts.append(len(numbers))
            numbers.append(number)
            for name in names[:3]:
                spans.extend(found.get(name, (NOWHERE, NOWHERE)))
    return _Found(spans, starts, numbers, missing)


def _text_of(record: bytes, names: Columns, codec: str) -> str | None:
    """What text the line is of, None where it holds no translation."""
    content = record.decode(codec, "replace")
    try:
        found = next((_values(content, line, names) for line in _lines(content)), {})
    except CannotRun:
        return None
    return content[slice(*found.get(names.doc, (0, 0)))] if names.target in found else None


def _values(content: str, line: re.Match[str], names: Columns) -> dict[str, _Span]:
    """Where the texts and numbers of these names stand in a line. Raises CannotRun where it is not as it should be."""
    try:
        value = _DECODER.decode(line[0])
    except json.JSONDecodeError as error:
        raise OnLine("is not JSON", _number(content, line), f", column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise OnLine("is too deep in itself", _number(content, line), "; it is no text") from None
    if not isinstance(value, dict):
        raise OnLine("has no object", _number(content, line), '; each line is to be one, such as {"target": "…"}')
    found = dict[str, _Span]()
    for name, (start, end) in _scalars(line[0]):
        if name not in names:
            continue
        found.pop(name, None)
        kind = line[0][start]
        if kind in "[{tf" or (kind not in '"n' and name in (names.target, names.source)):
            told = f"has no text in the field {name!r}"
            raise OnLine(told, _number(content, line), "; name another with --columns")
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


def _number(content: str, line: re.Match[str]) -> int:
    return len(_LINE_END.findall(content, 0, line.start())) + 1


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
