"""Subtitles, SubRip (.srt) and WebVTT (.vtt): a segment is what is said to the end of a sentence, in one cue or many.

A cue goes on the one before it if that ends in no mark of an end and little time lies between them. Lines of a cue are
joined, unless a dash says that someone else speaks; that dash is no text, nor are tags and positions. In WebVTT a block
`NOTE mtqa-ignore RULE… -- reason` switches rules off.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from mtqa.errors import CannotRun
from mtqa.expressions import expression
from mtqa.formats import DEFAULTS, Options
from mtqa.formats.encoding import decode, written
from mtqa.formats.pieces import Pieces, comment
from mtqa.formats.rewriting import rewritten
from mtqa.formats.spoken import in_languages
from mtqa.formats.tags import ENTITY, meant
from mtqa.segment import Document, Edit, Segment

PAUSE = 2.0
LONGEST = 600
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?+"
_TIMING = expression(
    rf"(?<![^\r\n\ufeff])[ \t]*+(?P<start>{_TIME})[ \t]*+-->[ \t]*+(?P<end>{_TIME})[^\r\n]*+", re.MULTILINE
)
# What is meant for the times of a cue and does not give them: “00:00:1O,000 --> 00:00:12,000”, “00:01:00 -> 00:02:00”.
_BROKEN = expression(
    r"(?<![^\r\n\ufeff])[ \t]*+(?:\d++[ \t]?[:;.,][\d:.,; \t]{0,30}?--+>|\d{1,3}:\d{2}:\d{2}[^\r\n>]{0,20}>[ \t]*\d"
    r"|[^\r\n\ufeff]{0,30}?-->[ \t]*\d{1,3}:\d{2}[:.,]|\d{1,3}:\d{2}:\d{2}[.,]\d{1,3}[ \t]*-*>?[ \t]*(?=[\r\n]|\Z))"
)
_LINE = expression(r"[^\r\n]+")
_BLANK = expression(r"(?:\r\n?+|\n)[ \t]*+(?:\r\n?|\n|\Z)")
_INDEX = expression(r"(?:\r\n?+|\n)[ \t]*+\d+[ \t]*+(?:\r\n?|\n)\Z")
_NOTE = expression(r"^NOTE\b\s*+(mtqa-[^\r\n]{1,400}?)[ \t]*$", re.MULTILINE)
_DASH = expression(r"(?:</?[a-z][^<>]*>|\{\\[^{}]*\})*+(?P<dash>[-‐–—][ \t]*+)(?=\S)")
_MARKUP = expression(
    rf"</?[A-Za-z][^<>\r\n]{{0,300}}>|<\d[\d:.]{{3,20}}>|</?>|\{{\\[^{{}}\r\n]{{0,300}}\}}|(?P<entity>{ENTITY})"
)
_ENDED = expression(r"[.!?…:;。！？♪♫#\])][\"'”’»“)\]]*\Z")


class _Cue(NamedTuple):
    """When a cue shows, and where its text stands."""

    start: float
    end: float
    first: int
    last: int
    name: str


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """What is said in a file of subtitles."""
    decoded = decode(data)
    document = cut(decoded.text, options, is_web=path.lower().endswith(".vtt"))
    return replace(document, path=path, data=data, notice=decoded.notice)


def cut(content: str, options: Options = DEFAULTS, *, is_web: bool = False) -> Document:
    """The segments of a text; the id is the time at which a segment starts."""
    is_web = is_web or content.lstrip("\ufeff").startswith("WEBVTT")
    _refuse_broken(content, is_web)
    found = list(_spoken(content, is_web))
    if is_web:
        found += (comment(content, *match.span(1)) for match in _NOTE.finditer(content))
        found.sort(key=lambda segment: segment.anchors[0][1])
    return Document(in_languages(found, options), content=content)


def _refuse_broken(content: str, is_web: bool) -> None:
    times = {match.start() for match in _TIMING.finditer(content)}
    at = next((match.start() for match in _BROKEN.finditer(content) if match.start() not in times), -1)
    if at >= 0:
        line, _ = Document((), content=content).position(at)
        raise CannotRun(f"has a broken time on line {line}; write it as 00:00:01,000 --> 00:00:02,000")
    if not (times or is_web) and content.strip(" \t\r\n\ufeff"):
        line, _ = Document((), content=content).position(len(content) - len(content.lstrip(" \t\r\n\ufeff")))
        raise CannotRun(f"has text from line {line} on, but no time such as 00:00:01,000 --> 00:00:02,000; add them")


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made."""
    is_web = document.content.lstrip("\ufeff").startswith("WEBVTT")
    return written(document.data, rewritten(document, edits, _escaped if is_web else lambda text, _: text))


def _escaped(text: str, _at: int) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _cues(content: str, is_web: bool) -> Iterator[_Cue]:
    timings = list(_TIMING.finditer(content))
    for number, match in enumerate(timings):
        first = match.end()
        last = timings[number + 1].start() if number + 1 < len(timings) else len(content)
        if is_web:
            blank = _BLANK.search(content, first, last)
            last = blank.start() if blank else last
        elif number + 1 < len(timings) and (index := _INDEX.search(content, max(first, last - 20), last)):
            last = index.start()
        yield _Cue(_seconds(match["start"]), _seconds(match["end"]), first, last, match["start"])


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


def _spoken(content: str, is_web: bool) -> Iterator[Segment]:
    line, name, until, before = Pieces(content), "", 0.0, 0
    starts = list[int]()
    for cue in _cues(content, is_web):
        goes_on = cue.start - until <= PAUSE and _goes_on(line, content[cue.first : min(cue.last, cue.first + 300)])
        for number, match in enumerate(_LINE.finditer(content, cue.first, cue.last)):
            start, end = match.span()
            dash = _DASH.match(content, start, end)
            if dash or not (number or goes_on):
                yield from _made(line, name, starts)
                line, name, starts = Pieces(content), cue.name, []
            line.space(before, start if number else before)
            if not (number and starts):
                starts.append(start)
            _add(content, start, dash.start("dash") if dash else end, line, is_web)
            if dash:
                _add(content, dash.end("dash"), end, line, is_web)
            before = end
        until = cue.end
    yield from _made(line, name, starts)


def _goes_on(line: Pieces, following: str) -> bool:
    """Whether the next cue goes on with what is said."""
    text = line.text
    opening = _MARKUP.sub("", following).lstrip(' \t\r\n"“«„.…')
    if not text or not opening or len(text) > LONGEST or text.isupper() != opening.isupper():
        return False
    return not _ENDED.search(text[-20:]) or (opening[0].islower() and text.endswith(("...", "…", ":", ";")))


def _made(line: Pieces, name: str, starts: Sequence[int]) -> Iterator[Segment]:
    if segment := line.segment():
        yield segment._replace(id=name, parts=_parts(segment, starts))


def _parts(segment: Segment, starts: Sequence[int]) -> tuple[int, ...]:
    """Where in the text the cues start that start at these offsets of the file."""
    first = (bisect_left(segment.anchors, start, key=itemgetter(1)) for start in starts[1:])
    return (0, *(segment.anchors[at][0] for at in first if at < len(segment.anchors)))


def _add(content: str, start: int, end: int, line: Pieces, is_web: bool) -> None:
    """The text of a stretch without its tags; entities are what they stand for in WebVTT."""
    here = start
    for match in _MARKUP.finditer(content, start, end):
        char = match["entity"] and meant(match["entity"]) if is_web else ""
        if match["entity"] and not char:
            continue
        line.copy(here, match.start())
        here = match.end()
        line.add(char or "", *match.span())
    line.copy(here, end)
