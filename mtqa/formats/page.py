"""A page of HTML read from start to end: which elements are open, what is shown of them, and where a line is cut."""

import re
from collections import Counter
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.formats.pieces import Mark, Pieces
from mtqa.formats.spoken import code
from mtqa.formats.tags import SPECIAL, Token, attributes, meant, tokens
from mtqa.segment import Segment
from mtqa.suppression import is_comment

_words = str.split
VOID = frozenset(_words("area base br col embed frame hr img input link meta param source track wbr"))
BLOCKS = frozenset(_words(
    "address article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li link main"
    " menu meta nav noframes noscript ol optgroup option p param plaintext pre search section select style summary"
    " table tbody td template textarea tfoot th thead title tr track ul xmp"
))  # fmt: skip
CLOSES = {
    "li": frozenset(("li", "p")), "dt": frozenset(("dt", "dd", "p")), "dd": frozenset(("dt", "dd", "p")),
    "option": frozenset(("option",)), "tr": frozenset(("tr", "td", "th", "p")), "td": frozenset(("td", "th", "p")),
    "th": frozenset(("td", "th", "p")), "body": frozenset(("head",)),
}  # fmt: skip
PARAGRAPH = frozenset(("p",))
HIDDEN = frozenset(_words("script style template noscript textarea pre xmp noframes noembed iframe plaintext datalist"))
OBJECTS = frozenset(_words("code kbd samp var tt math svg object video audio canvas embed img input meter progress"))
DRAWN = ("svg", "math")
VALUE = "@value-"
KINDS = {
    "title": "@title-",
    "li": "@item-",
    "td": "@cell-",
    "th": "@cell-",
    "option": "@item-",
    "dt": "@item-",
    "dd": "@item-",
}
SHOWN = ("alt", "title", "placeholder", "aria-label", "aria-description")
META = frozenset(_words("description og:title og:description og:image:alt twitter:title twitter:description"))
BUTTONS = frozenset(("button", "submit", "reset"))
FORMATTING = frozenset(_words("a b big code em font i nobr s small strike strong tt u"))
FARTHEST = 30
NEAR = 4
ENDED = ".!?…:;。！？"

_NOTED = expression(r"\b(?:alt|title|placeholder|aria-|lang|hidden|style|translate|class|content|value)", re.IGNORECASE)
_UNSEEN = expression(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PLACED = expression(r"display\s*:\s*(?:block|flex|grid|table|list)|float\s*:\s*[lr]|position\s*:\s*abs", re.IGNORECASE)
_NOTE_MARK = expression(r"\s*\[[^\[\]]{0,20}\]\s*")
_SHIFTED = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}

_Told = dict[str, tuple[int, int, bool]]


class _Element(NamedTuple):
    """An open element: whether what it holds is left out, its language, where it starts if it stands as a sign, whether
    it stands apart, in which of sup and sub it is, and what stood in the line before it."""

    name: str
    skipped: bool = False
    lang: str = ""
    object_at: int = -1
    is_block: bool = False
    shift: str = ""
    before: tuple[Pieces, Mark] | None = None


class Page:
    """A page while it is read; `found` are its segments and where each stands."""

    def __init__(self, content: str, start: int = 0, end: int | None = None, *, is_xml: bool = False) -> None:
        self.found = list[tuple[int, Segment]]()
        self._content = content
        self._is_xml = is_xml
        self._open = [_Element("")]
        self._count = Counter[str]()
        self._line = Pieces(content)
        self._langs = Counter[str]()
        self._broken_at = -1
        self._link_ended_at = -1
        actions = {"text": self._text, "start": self._start, "end": self._end, "comment": self._comment}
        for token in tokens(content, start, end, is_xml=is_xml):
            if action := actions.get(token.kind):
                action(token)
        self._close(1, len(content))
        self._cut()

    def _text(self, token: Token) -> None:
        element = self._open[-1]
        if element.skipped:
            return
        if self._broken_at >= 0:
            self._begin(self._content[token.start : min(token.end, token.start + 80)].lstrip())
        before = self._line.mark()
        transcribe(self._content, token.start, token.end, self._line, element.shift)
        self._langs[element.lang] += self._line.mark().length - before.length

    def _begin(self, text: str) -> None:
        """After a line break: the same line if the text goes on with it; white space alone tells nothing."""
        if not text:
            return
        if text[0].islower() and self._line.last not in ENDED:
            self._line.space(self._broken_at, self._broken_at)
        else:
            self._cut()
        self._broken_at = -1

    def _start(self, token: Token) -> None:
        name = token.name
        self._imply_ends(name, token.start)
        outer, told = self._open[-1], self._attributes(token)
        lang = self._lang(told, outer.lang)
        is_block = name in BLOCKS or _PLACED.search(self._value(told, "style")) is not None
        if is_block:
            self._cut()
        hidden = outer.skipped or name in HIDDEN or self._is_hidden(told)
        is_object = name in OBJECTS or self._is_kept(told)
        if not hidden:
            self._values(token, told, lang)
        stands = is_object and not hidden and not is_block
        if name in VOID or (token.empty and (self._is_xml or name in DRAWN)):
            self._single(token, stands=stands)
            return
        if name == "a" and self._link_ended_at == token.start:
            self._line.space(token.start, token.start)
        shift = name if name in _SHIFTED else outer.shift
        before = (self._line, self._line.mark()) if name in _SHIFTED else None
        self._count[name] += 1
        object_at = token.start if stands else -1
        self._open.append(_Element(name, hidden or is_object, lang, object_at, is_block, shift, before))

    def _single(self, token: Token, *, stands: bool) -> None:
        if stands:
            self._object(token.start, token.end)
        elif token.name == "br" and not self._open[-1].skipped:
            if self._broken_at >= 0:
                self._cut()
            elif self._line:
                self._broken_at = token.end

    def _object(self, start: int, end: int) -> None:
        if self._broken_at >= 0:
            self._cut()
        self._line.object(start, end)

    def _imply_ends(self, name: str, at: int) -> None:
        """Close the elements that end where this one starts, though no tag says so."""
        ended = CLOSES.get(name, PARAGRAPH if name in BLOCKS else frozenset())
        while self._open[-1].name in ended:
            self._close(len(self._open) - 1, at)

    def _end(self, token: Token) -> None:
        is_block = token.name in BLOCKS
        if is_block or token.name == "br":
            self._cut()
        if self._count[token.name] and (depth := self._depth(token.name, is_block=is_block)):
            if depth > 0:
                self._close(depth, token.start, token.end)
            else:
                self._count[self._open.pop(depth).name] -= 1
        if token.name == "a":
            self._link_ended_at = token.end

    def _depth(self, name: str, *, is_block: bool) -> int:
        """Which element an end tag ends, 0 for none; from the end where it stands around a block, which stays open."""
        around_block = False
        for back in range(1, len(self._open) if is_block else min(len(self._open), FARTHEST)):
            element = self._open[-back]
            if element.name == name:
                return -back if around_block else len(self._open) - back
            if not is_block and element.name in BLOCKS:
                around_block = True
                if name not in FORMATTING:
                    return 0
        return 0

    def _close(self, depth: int, start: int, end: int = -1) -> None:
        """Close the open elements from this depth on, the outermost by a tag if that has an end."""
        while len(self._open) > depth:
            element = self._open[-1]
            if element.is_block:
                self._cut()
            self._open.pop()
            self._count[element.name] -= 1
            if element.object_at >= 0:
                self._object(element.object_at, end if len(self._open) == depth and end >= 0 else start)
            line, before = element.before or (None, None)
            if before and line is self._line and _NOTE_MARK.fullmatch(line.since(before)):
                line.cut(before)

    def _comment(self, token: Token) -> None:
        if is_comment(comment := self._content[token.start : token.end]):
            self.found.append((token.start, Segment(comment, target_lang="", anchors=((0, token.start),))))

    def _cut(self) -> None:
        """The line ends here."""
        if self._line and (segment := self._line.segment()):
            lang = max(self._langs, key=lambda lang: self._langs[lang], default="")
            self.found.append((segment.anchors[0][1], segment._replace(target_lang=lang, id=self._kind())))
        self._line = Pieces(self._content)
        self._langs.clear()
        self._broken_at = -1

    def _kind(self) -> str:
        """The beginning of an id that says that a segment is no paragraph, "" if it is one."""
        return next((KINDS[element.name] for element in reversed(self._open[-NEAR:]) if element.name in KINDS), "")

    def _attributes(self, token: Token) -> _Told:
        told: _Told = {}
        if token.inside[1] - token.inside[0] > 3 and _NOTED.search(self._content, *token.inside):
            for name, start, end, quoted in attributes(self._content, token):
                told.setdefault(name, (start, end, quoted))
        return told

    def _value(self, told: _Told, name: str) -> str:
        start, end, _ = told.get(name, (0, 0, False))
        return self._content[start:end]

    def _lang(self, told: _Told, outer: str) -> str:
        return next((code(self._value(told, name)) for name in ("lang", "xml:lang") if name in told), outer)

    def _is_hidden(self, told: _Told) -> bool:
        return bool(told) and (
            "hidden" in told
            or self._value(told, "aria-hidden").lower() == "true"
            or _UNSEEN.search(self._value(told, "style")) is not None
        )

    def _is_kept(self, told: _Told) -> bool:
        """Whether the element is not to be translated."""
        return bool(told) and (
            self._value(told, "translate").lower() == "no" or "notranslate" in self._value(told, "class").split()
        )

    def _values(self, token: Token, told: _Told, lang: str) -> None:
        """The attributes that are shown or read out; those without quotes hold no more than a word."""
        if not told or self._is_kept(told):
            return
        names: tuple[str, ...] = SHOWN
        if token.name == "meta":
            names = ("content",) if {self._value(told, name).lower() for name in ("name", "property")} & META else ()
        elif token.name == "input" and self._value(told, "type").lower() in BUTTONS:
            names = (*SHOWN, "value")
        for name in names:
            start, end, quoted = told.get(name, (0, 0, False))
            if quoted:
                line = Pieces(self._content)
                transcribe(self._content, start, end, line)
                if segment := line.segment():
                    self.found.append((segment.anchors[0][1], segment._replace(target_lang=lang, id=f"{VALUE}{name}-")))


def transcribe(content: str, start: int, end: int, line: Pieces, shift: str = "") -> None:
    """Add what a stretch of a page says: entities as characters, white space as one space, soft hyphens left out."""
    here = start
    for match in SPECIAL.finditer(content, start, end):
        first, last = match.span()
        char = meant(match[0]) if match[0][0] == "&" else match[0][0]
        if not char:
            continue
        _copy(content, here, first, line, shift)
        if char in " \t\n\f\r":
            line.space(first, last)
        elif char != "\u00ad":
            line.add(char, first, last)
        here = last
    _copy(content, here, end, line, shift)


def _copy(content: str, start: int, end: int, line: Pieces, shift: str) -> None:
    if shift and start < end:
        line.add(content[start:end].translate(_SHIFTED[shift]), start, end)
    else:
        line.copy(start, end)
