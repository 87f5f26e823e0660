"""The marks in a line of Markdown: which stretches are left out, and which stand for something else."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import NamedTuple
from unicodedata import category

from mtqa.expressions import expression
from mtqa.formats.tags import meant
from mtqa.text import OBJECT

ESCAPABLE = r"[!-/:-@\[-`{-~]"
_TITLE = r"(?:\"(?:[^\"\\]|\\.){0,1000}+\"|'(?:[^'\\]|\\.){0,1000}+'|\((?:[^()\\]|\\.){0,1000}+\))"
_INNER = r"\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.){0,500}+\)){0,500}+\)"
_ADDRESS = rf"(?:<(?:[^<>\n\\]|\\.){{0,2000}}+>|(?:[^\s()\\]|\\.|{_INNER}){{0,2000}}+)"
_DESTINATION = expression(rf"\([ \t\n]{{0,99}}+{_ADDRESS}(?:[ \t\n]{{1,99}}+{_TITLE})?[ \t\n]{{0,99}}+\)", re.DOTALL)
_LABEL = expression(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_ATTRIBUTE = r"\s++[A-Za-z_:][\w.:-]{0,99}+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']{0,2000}+'|\"[^\"]{0,2000}+\"))?+"
_MARK = expression(
    rf"\\(?P<escaped>{ESCAPABLE})"
    r"|(?P<code>`++)"
    r"|(?P<space>(?:(?<![ \t])[ \t]++)?+\\?\n[ \t]*+)"
    r"|(?P<comment><!--(?:[^-]|-(?!->)){0,4000}+-->)"
    r"|<(?P<skipped>code|kbd|samp|var|script|style|svg|math)\b[^<>]{0,400}+>(?s:.{0,2000}?)</(?P=skipped)\s{0,9}>"
    r"|(?P<object><(?:https?|ftp|mailto):[^\s<>]{0,2000}+>|<[\w.+-]{1,64}+@[\w.-]{1,255}+>|<img\b[^<>]{0,4000}+>"
    r"|\$\$(?:[^$\\]|\\.){1,2000}+\$\$|(?<![\w$])\$(?=[^\s$])(?:[^$\\\n]|\\.){1,300}+(?<!\s)\$(?![\w$])"
    r"|\{\{[^{}]{0,300}+\}\}|\{%[^{}]{0,300}+%\}|:[a-z][a-z0-9_+-]{1,30}+:(?!\w)|\[@[^\[\]\s][^\[\]]{0,200}+\])"
    r"|(?P<newline><br\s{0,9}/?>)"
    rf"|(?P<nothing><[A-Za-z][A-Za-z0-9-]{{0,50}}+(?:{_ATTRIBUTE}){{0,99}}+\s*+/?>|</[A-Za-z][A-Za-z0-9-]{{0,50}}+\s*+>"
    r"|\[\^[^\[\]\s]{1,60}+\](?::(?=\s))?+|[ \t]?\{[#.:][^{}\n]{1,200}\})"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<run>\*++|_++|(?<!~)~~(?!~))|(?P<open>!?\[)|(?P<close>\])|(?P<soft>\u00ad)"
)
_BACKTICKS = expression("`++")


class Span(NamedTuple):
    """A stretch and what it says: nothing, a character, a space, a sign for an object; “\\n” ends the line."""

    start: int
    end: int
    text: str


class Line(NamedTuple):
    """The stretches of a line that do not stand for themselves, in order; comments; the alternative texts of pictures
    with theirs."""

    spans: list[Span]
    comments: list[tuple[int, int]]
    pictures: list[tuple[int, int, list[Span]]]


class _Bracket(NamedTuple):
    start: int
    end: int
    is_picture: bool
    runs: int
    spans: int


class _Run(NamedTuple):
    """A row of stars, underscores or tildes; `left` is how many of them are free, from `start`."""

    start: int
    left: int
    length: int
    sign: str
    opens: bool
    closes: bool


def line(text: str, labels: Collection[str]) -> Line:
    """What the marks in a text mean; `labels` are those that the document gives an address for, as `normalized`."""
    found, reader, here = Line([], [], []), _Reader(text, labels), 0
    while match := _MARK.search(text, here):
        start, here = match.span()
        match match.lastgroup:
            case "code":
                here = reader.code(start, here)
            case "run":
                reader.runs.append(_run(text, start, here))
            case "open":
                reader.open(start, here)
            case "close":
                here = reader.close(start, here, found.pictures)
            case "comment":
                found.comments.append((start, here))
                reader.spans.append(Span(start, here, ""))
            case kind:
                said = _said(kind or "", match)
                if said is not None:
                    reader.spans.append(Span(start, here, said))
    found.spans.extend(sorted([*reader.spans, *_emphasis(reader.runs)]))
    return found


def _said(kind: str, match: re.Match[str]) -> str | None:
    """What a mark says that stands alone; None if it is none."""
    match kind:
        case "escaped":
            return match["escaped"]
        case "newline":
            return "\n"
        case "space":
            return "\n" if match[0].startswith(("  ", "\\")) else " "
        case "skipped" | "object":
            return OBJECT
        case "entity":
            return meant(match[0]).replace("\u00ad", "") or (None if match[0] != "&shy;" else "")
    return ""


class _Reader:
    """A text while its marks are read: what they mean so far, and those whose partners are still to come."""

    def __init__(self, text: str, labels: Collection[str]) -> None:
        self.spans: list[Span] = []
        self.runs: list[_Run] = []
        self._text = text
        self._labels = labels
        self._backticks = _backticks(text)
        self._brackets: list[_Bracket] = []
        # A link holds no link: of the open brackets, so many can only belong to a picture.
        self._idle = 0

    def code(self, start: int, end: int) -> int:
        closing = _closing(self._backticks.get(end - start, []), end)
        if closing:
            self.spans.append(Span(start, closing, OBJECT))
        return closing or end

    def open(self, start: int, end: int) -> None:
        is_picture = self._text[start] == "!"
        self._brackets.append(_Bracket(start, end, is_picture, len(self.runs), len(self.spans)))

    def close(self, start: int, end: int, pictures: list[tuple[int, int, list[Span]]]) -> int:
        """Read on from the end of a link or picture, if this bracket closes its text."""
        if not self._brackets:
            return end
        bracket = self._brackets.pop()
        may_be = bracket.is_picture or len(self._brackets) >= self._idle
        self._idle = min(self._idle, len(self._brackets))
        after = _link_end(self._text, bracket.end, end, self._labels) if may_be else 0
        if not after:
            return end
        inside = [*self.spans[bracket.spans :], *_emphasis(self.runs[bracket.runs :])]
        del self.spans[bracket.spans :], self.runs[bracket.runs :]
        if bracket.is_picture:
            pictures.append((bracket.end, start, sorted(inside)))
            self.spans.append(Span(bracket.start, after, OBJECT))
        else:
            self.spans += Span(bracket.start, bracket.end, ""), *inside, Span(start, after, "")
            self._idle = len(self._brackets)
        return after


def _backticks(text: str) -> dict[int, list[int]]:
    """Where rows of backticks end, by their length."""
    ends = dict[int, list[int]]()
    for match in _BACKTICKS.finditer(text):
        ends.setdefault(match.end() - match.start(), []).append(match.end())
    return ends


def _closing(ends: list[int], after: int) -> int:
    """The end of the first row that comes later, 0 for none."""
    at = bisect_right(ends, after)
    return ends[at] if at < len(ends) else 0


def _link_end(text: str, start: int, end: int, labels: Collection[str]) -> int:
    """Where a link ends whose text stands from `start` to right before `end`; 0 if it is no link."""
    if text.startswith("(", end) and (match := _DESTINATION.match(text, end)):
        return match.end()
    match, own = _LABEL.match(text, end), text[start : min(end - 1, start + 1000)]
    if match:
        return match.end() if normalized(match[1] or own) in labels else 0
    return end if labels and normalized(own) in labels else 0


def normalized(label: str) -> str:
    return " ".join(label.split()).casefold()


def _run(text: str, start: int, end: int) -> _Run:
    before, after = _kind(text[start - 1 : start]), _kind(text[end : end + 1])
    left = after != " " and (after == "" or before != "")
    right = before != " " and (before == "" or after != "")
    sign = text[start]
    if sign == "_":
        left, right = left and (not right or before == "."), right and (not left or after == ".")
    return _Run(start, end - start, end - start, sign, left, right)


def _kind(char: str) -> str:
    """“ ” for white space and the ends of the line, “.” for a mark, “” for a letter or digit."""
    if not char or char.isspace():
        return " "
    return "" if char.isalnum() else "." if category(char)[0] in "PS" else ""


def _emphasis(runs: list[_Run]) -> Iterator[Span]:
    """The signs that mark emphasis, each pair of them as CommonMark pairs them."""
    stack = list[_Run]()
    searched = dict[tuple[str, bool, int], int]()
    for run in runs:
        closer, key = run, (run.sign, run.opens, run.length % 3)
        while closer.closes and closer.left:
            bottom = min(searched.get(key, 0), len(stack))
            at = next((at for at in range(len(stack) - 1, bottom - 1, -1) if _pairs(stack[at], closer)), -1)
            if at < 0:
                searched[key] = len(stack)
                break
            opener = stack[at]
            used = 2 if opener.left > 1 and closer.left > 1 else 1
            del stack[at:]
            end = opener.start + opener.left
            yield Span(end - used, end, "")
            yield Span(closer.start, closer.start + used, "")
            if opener.left > used:
                stack.append(opener._replace(left=opener.left - used))
            closer = closer._replace(start=closer.start + used, left=closer.left - used)
        if closer.opens and closer.left:
            stack.append(closer)


def _pairs(opener: _Run, closer: _Run) -> bool:
    if opener.sign != closer.sign or not opener.opens:
        return False
    odd = (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0
    return not odd or (opener.length % 3 == 0 and closer.length % 3 == 0)
