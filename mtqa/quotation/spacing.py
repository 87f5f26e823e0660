"""The spaces that belong beside a quote mark, and those that do not."""

from mtqa.expressions import expression
from mtqa.languages.quotes import taken
from mtqa.quotation.reading import Mark, kind_after, kind_before, marks
from mtqa.rule import Hit

_DOTS = ("…", "..", ". .")
_DASHES = "–—-"
_DASH_BEFORE = expression(rf"\s[{_DASHES}]$")
_DASH_AFTER = expression(rf"[{_DASHES}]\s")
# What may follow a closing mark at once: an ending, the number of a footnote.
_SUFFIX = expression(r"(?:s|es|ed|d)\b|\d{1,3}(?!\w)(?=\s*(?:$|[A-Z]))|\[|\((?:\d|s)\)")
_SUFFIXES = {"de": expression(r"(?:en|er|e|n|s|es)\b|\[|\((?:\d|s)\)"), "tr": expression(r"[^\W\d_]|\[")}


def put(text: str, mark: Mark, code: str, glyph: str = "") -> Hit:
    """The mark, or another glyph in its place, with the spaces that it should have on both sides."""
    glyph = glyph or mark.glyph
    start, end, lacks = (_opening if mark.opens else _closing)(text, mark.at, code)
    if glyph in "«»" and (code.startswith("fr") or "«»" not in taken(code)):
        start, end = mark.at, mark.at + 1
    return Hit(start, end, " " * lacks + glyph if mark.opens else glyph + " " * lacks)


def put_pair(text: str, mark: Mark, code: str, style: str) -> Hit:
    """The whole quotation that a mark belongs to, in another pair of marks."""
    assert mark.pair
    read = marks(text, code)
    first, last = (put(text, read[at], code, glyph) for at, glyph in zip(mark.pair, style, strict=True))
    return Hit(first.start, last.end, f"{first.fix}{text[first.end : last.start]}{last.fix}")


def _opening(text: str, at: int, code: str) -> tuple[int, int, bool]:
    """The stretch of the mark and the spaces that must go, and whether a space must come before it."""
    end = at + 1
    while _is_space(text[end : end + 1]):
        end += 1
    read = marks(text, code)
    last = read.get(at - 1)
    lacks = (
        (kind_before(text, at) in ("word", "stop", "colon") and not text.endswith(_DOTS, 0, at))
        or (last is not None and not last.opens and last.other != at - 2 and not _is_space(text[at - 2 : at - 1]))
        or (end > at + 1 and bool(_DASH_BEFORE.search(text, max(0, at - 2), at)))
    )
    may_stay = end in read or text[end : end + 1] in ("", "\n", *"….", *_DASHES)
    return at, end if lacks or not may_stay else at + 1, lacks


def _closing(text: str, at: int, code: str) -> tuple[int, int, bool]:
    """The stretch of the mark and the spaces that must go, and whether a space must come after it."""
    start = at
    while start and _is_space(text[start - 1]):
        start -= 1
    read = marks(text, code)
    following = read.get(at + 1)
    lacks = (
        (
            kind_after(text, at + 1) in ("word", "bracket")
            and not _SUFFIXES.get(code.partition("-")[0], _SUFFIX).match(text, at + 1)
        )
        or (start < at and following is not None and following.opens)
        or (start < at and bool(_DASH_AFTER.match(text, at + 1)))
    )
    may_stay = start - 1 in read or text[start - 1 : start] in ("", "\n", *_DASHES) or text.endswith(_DOTS, 0, start)
    return start if lacks or not may_stay else at, at + 1, lacks


def _is_space(char: str) -> bool:
    return char.isspace() and char != "\n"
