"""What is left alone: words that are known, and what comments in the text switch off.

A comment, `<!-- mtqa-ignore RULE… -- reason -->`, is a segment of its own. `mtqa-ignore` holds for the next segment,
`mtqa-disable` up to `mtqa-enable` or the end, `mtqa-disable-file` for the whole document. Names are ids and families of
rules; `mtqa-enable` without a name ends all that is disabled.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mtqa.expressions import expression
from mtqa.rule import Hit, Rule
from mtqa.segment import Document, Segment

_COMMENT = expression(r"\s*<!--\s*mtqa-([a-z-]+)\b([^>]{0,400}?)(?:\s--\s[^>]{0,400})?-->\s*")
KINDS = ("ignore", "disable", "disable-file")
EVERYWHERE = -1
_NAME = expression(r"[a-z][a-z-]*")


@dataclass
class Suppression:
    """One name in a comment: where it stands, the segments it holds for, and whether it has been of use."""

    name: str
    at: Hit
    first: int
    end: int
    used: bool = False

    def covers(self, rule: Rule, segment: int) -> bool:
        return self.first <= segment < self.end and self.name in (rule.id, rule.family)


def is_comment(text: str) -> bool:
    """Whether the text is such a comment, and not text to check."""
    return text.lstrip().startswith("<!--") and _COMMENT.fullmatch(text) is not None


def without_comments(document: Document) -> Document:
    """The document with its comments emptied, so that no rule looks at them."""
    if not any(is_comment(segment.target) for segment in document.segments):
        return document
    segments = [segment._replace(target="") if is_comment(segment.target) else segment for segment in document.segments]
    return replace(document, segments=segments)


def suppressions(segments: Sequence[Segment]) -> list[Suppression]:
    """What the comments in these segments switch off."""
    found = list[Suppression]()
    for at, segment in enumerate(segments):
        if is_comment(segment.target) and (match := _COMMENT.fullmatch(segment.target)):
            names = [(name[0], name.span()) for name in _NAME.finditer(segment.target, *match.span(2))]
            if match[1] == "enable":
                _end(found, {name for name, _ in names}, at)
            else:
                first, end = _extent(match[1], at, segments)
                spots = (match[1] in KINDS and names) or [("", (match.start(), match.end()))]
                found += (Suppression(name, Hit(*span, segment=at), first, end) for name, span in spots)
    return found


def _extent(kind: str, at: int, segments: Sequence[Segment]) -> tuple[int, int]:
    if kind == "ignore":
        following = (number for number in range(at + 1, len(segments)) if not is_comment(segments[number].target))
        first = next(following, len(segments))
        return first, first + 1
    return (EVERYWHERE if kind == "disable-file" else at), len(segments)


def _end(found: Iterable[Suppression], names: set[str], at: int) -> None:
    for suppression in found:
        if suppression.first != EVERYWHERE and suppression.end > at and (not names or suppression.name in names):
            suppression.end = at


def kept(hits: Iterable[tuple[Rule, Hit]], found: Sequence[Suppression]) -> Iterator[tuple[Rule, Hit]]:
    """The hits that no comment suppresses; the comments that do are marked as used."""
    for rule, hit in hits:
        covering = [suppression for suppression in found if suppression.covers(rule, hit.segment)]
        for suppression in covering:
            suppression.used = True
        if not covering:
            yield rule, hit


def spared(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text consists of nothing but these words and names, apart from marks and spaces."""
    longest_first = sorted(words, key=len, reverse=True)
    if not longest_first:
        return lambda text: False
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda text: known.search(text) is not None and not any(map(str.isalnum, known.sub("", text)))
