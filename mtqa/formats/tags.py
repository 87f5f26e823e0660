"""The tokens of HTML and XHTML with their places, as a browser tells them apart, broken ones too; in linear time."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

from mtqa.expressions import expression

_BLANK = r"[ \t\n\f\r]"
_NAME = r"=?[^ \t\n\f\r/>=]++"
_VALUE = rf"{_BLANK}*+={_BLANK}*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+)"
_OPENING = expression(r"<(?:(/?[A-Za-z])|[!?/])")
_TAG = expression(
    rf"<(?P<end>/?)(?P<name>[A-Za-z][^ \t\n\f\r/>]*+)(?P<inside>(?:[ \t\n\f\r/]++|{_NAME}(?:{_VALUE})?|=)*+)>"
)
_ATTRIBUTE = expression(rf"(?P<name>{_NAME})(?:{_VALUE})?")
_BRACKET, _DASHES, _BRACKETS = expression(">"), expression("--!?>"), expression(r"\]\]>")
_RAW = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "noscript", "xmp")
_END = {name: expression(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE) for name in _RAW}
_LEGACY = "|".join(sorted((name for name in html5 if name[-1] != ";"), key=len, reverse=True))
ENTITY = rf"&(?:#(?:\d{{1,9}}|[xX][\da-fA-F]{{1,8}});?|[A-Za-z][A-Za-z0-9]{{1,31}};|(?:{_LEGACY}))"
SPECIAL = expression(rf"{_BLANK}{{2,}}+|[\t\n\f\r]|{ENTITY}|\u00ad")


class Token(NamedTuple):
    """A stretch of a page, which is text, a comment, something other, or the start or end of an element.

    The attributes stand at `inside`; `empty` says that the tag closes itself.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    inside: tuple[int, int] = (0, 0)
    empty: bool = False


class Attribute(NamedTuple):
    name: str
    start: int
    end: int
    quoted: bool


def tokens(content: str, start: int = 0, end: int | None = None, *, is_xml: bool = False) -> Iterator[Token]:
    """What the page consists of. What stands in elements such as script is one text.

    A tag that closes itself does so in XML; in HTML the slash means nothing.
    """
    here, end = start, len(content) if end is None else end
    while match := _OPENING.search(content, here, end):
        at = match.start()
        if at > here:
            yield Token("text", here, at)
        token = _tag(content, at, end) if match[1] else _comment(content, at, end)
        yield token
        here = token.end
        if token.kind == "start" and not (is_xml and token.empty) and (closing := _END.get(token.name)):
            found = closing.search(content, here, end)
            after = found.start() if found else end
            yield Token("text", here, after)
            here = after
    if here < end:
        yield Token("text", here, end)


def _tag(content: str, at: int, end: int) -> Token:
    match = _TAG.match(content, at, end)
    if not match:
        return Token("other", at, end)
    kind = "end" if match["end"] else "start"
    name, inside = match["name"].lower(), match.span("inside")
    return Token(kind, at, match.end(), name, inside, empty=content.endswith("/", *inside))


def _comment(content: str, at: int, end: int) -> Token:
    kind, closing = "other", _BRACKET
    if content.startswith("<!--", at):
        kind, closing = "comment", _DASHES
    elif content.startswith("<![CDATA[", at):
        closing = _BRACKETS
    found = closing.search(content, at + 2, end)
    return Token(kind, at, found.end() if found else end)


def attributes(content: str, token: Token) -> Iterator[Attribute]:
    """The attributes that have a value, and those that need none, with the places of the values."""
    for match in _ATTRIBUTE.finditer(content, *token.inside):
        start, end = match.span("value")
        quoted = bool(match["value"]) and match["value"][0] in "\"'"
        yield Attribute(match["name"].lower(), start + quoted, end - quoted, quoted)


def meant(entity: str) -> str:
    """The character that an entity stands for, "" if it stands for itself or for several."""
    char = unescape(entity)
    return char if len(char) == 1 else ""
