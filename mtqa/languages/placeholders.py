"""Placeholders and tags of software in a text: “{save}”, “%(n)s”, “%1$s”, “${x}”, “{{x}}”, “<b>”, “$1”, “:name”."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtqa.expressions import expression

_NAME = r"[A-Za-z_][\w.\-\[\]]{0,60}"
_BRACED = (
    rf"\$\{{ ?{_NAME} ?\}}|[#%]\{{{_NAME}\}}|\{{\{{[#/^&>]? ?{_NAME}[^{{}}\n]{{0,60}}\}}\}}"
    rf"|\{{(?:{_NAME}|\d{{1,2}})?(?:![rsa])?(?::[^{{}}\s]{{0,20}})?\}}"
)
_ICU = r"\{\s{0,5}(?P<argument>[A-Za-z_]\w{0,60}|\d{1,2})\s{0,5},\s{0,5}(?P<type>plural|select(?:ordinal)?)\s{0,5},"
_FLAGS, _TYPE = r"[-+0#]{0,3}", r"(?:ll?|h|z)?[sdifxXgurc@]"
_FORMAT = rf"{_FLAGS}\d{{0,3}}(?:\.\d{{1,3}})?{_TYPE}"
_BARE = rf"{_FLAGS}(?:\d{{0,3}}\.\d{{1,3}})?{_TYPE}(?!\d)|{_FLAGS}\d{{1,3}}{_TYPE}(?![A-Za-z0-9])"
_PRINTF = (
    rf"%[A-Za-z_]{{3,40}}%|%\(\w{{1,60}}\){_FORMAT}|%\d{{1,2}}\${_FORMAT}"
    rf"|(?P<bare>(?<![\d%])(?<!\d[ \u00a0\u202f])%(?:{_BARE}))"
)
_TAG = r"</?(?P<tag_name>[A-Za-z][A-Za-z0-9-]{0,30}|\d{1,2})(?:\s[^<>]{0,300}=[^<>]{0,300})?\s?/?>"
_DOLLAR = r"(?<![\w$])\$[1-9](?![\w$]|[.,]\d)"
_COLON = r"(?<![^\s\"'“«„(>]):[a-z][a-z_]{2,40}\b(?!:)"
_ANY = expression(
    rf"(?P<icu>{_ICU})|(?P<tag>{_TAG})|(?P<braced>{_BRACED})|(?P<printf>{_PRINTF})|(?P<dollar>{_DOLLAR})|(?P<colon>{_COLON})"
)
_SIGNS = frozenset("{%<$:")
_NAMES = """
a abbr b bdi bdo big br button cite code del div em font h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark
ol p pre q s samp small span strike strong sub sup table td th tr tt u ul var
bpt bx ec em ept ex g it mrk pc ph sc sm x
"""
_ELEMENTS = frozenset(_NAMES.split())
_END_TAG = expression(r"</([A-Za-z0-9-]{1,31})>")
_ID = expression(r"\bid=(?:\"[^\"]*\"|'[^']*')")
_BLANK = expression(r"\s+")
_BRACE = expression(r"[{}]")


class Placeholder(NamedTuple):
    """One placeholder. `key` is what those that mean the same have in common.

    The kind is icu, tag, braced, printf, dollar or colon; bare, where only the place tells what is meant; or broken,
    an ICU message with a brace that is never closed.
    """

    kind: str
    key: str
    start: int
    end: int


def placeholders(text: str) -> list[Placeholder]:
    """All placeholders of a text, in order, those in the branches of ICU messages too."""
    return [] if _SIGNS.isdisjoint(text) else list(_scan(text, 0, len(text)))


def without(text: str) -> str:
    """The text without its placeholders."""
    for item in reversed(placeholders(text)):
        text = f"{text[: item.start]} {text[item.end :]}"
    return text


def _scan(text: str, at: int, end: int) -> Iterator[Placeholder]:
    while match := _ANY.search(text, at, end):
        kind, at = match.lastgroup or "", match.end()
        if kind == "icu":
            closed = _closed(text, match.start(), end)
            yield Placeholder("icu" if closed else "broken", f"{{{match['argument']}, {match['type']}}}", *match.span())
            for start, stop in _branches(text, match.end(), (closed or end) - 1):
                yield from _scan(text, start, stop)
            at = closed or end
        elif kind == "tag":
            if (
                match["tag_name"].lower() in _ELEMENTS
                or match["tag_name"].isdigit()
                or match["tag_name"] in _ended(text)
            ):
                name, name_id = match["tag_name"].lower(), _ID.search(match[0])
                slash = "/" if match[0][1] == "/" else ""
                yield Placeholder(kind, f"<{slash}{name}{' ' + name_id[0] if name_id else ''}>", *match.span())
        elif kind != "printf" or "://" not in text[max(0, match.start() - 80) : match.start()].rpartition(" ")[2]:
            bare = match["bare"] or match[0] == "{}"
            yield Placeholder("bare" if bare else kind, _BLANK.sub("", match[0]), *match.span())


@lru_cache(8)
def _ended(text: str) -> frozenset[str]:
    """The names of the elements that end somewhere in the text."""
    return frozenset(_END_TAG.findall(text))


def _closed(text: str, at: int, end: int) -> int:
    """The offset after the brace that closes the one at `at`, 0 if there is none."""
    depth = 0
    for brace in _BRACE.finditer(text, at, end):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return 0


def _branches(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands in the outer braces of a stretch."""
    while (start := text.find("{", at, end)) >= 0:
        at = _closed(text, start, end)
        if not at:
            return
        yield start + 1, at - 1
