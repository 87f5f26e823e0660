"""The text of a segment as it is put together from stretches of a file, and its anchors."""

from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.segment import Anchors, Segment
from mtqa.text import OBJECT

_BLANK = " \u00a0\n\t"
_SAYS_SOMETHING = expression(r"\w|\ufffd")


def comment(content: str, start: int, end: int) -> Segment:
    """A comment of the format's own that switches rules off, as one of HTML."""
    opening, closing = "<!-- ", " -->"
    text = f"{opening}{content[start:end]}{closing}"
    anchors = (0, start), (len(opening), start), (len(text) - len(closing), end), (len(text), end)
    return Segment(text, target_lang="", anchors=anchors)


class Mark(NamedTuple):
    """How far a text has come: its pieces, its anchors, its length, and where its last piece ends in the file."""

    parts: int
    anchors: int
    length: int
    end: int


class Pieces:
    """What a segment holds so far. Stretches come in order; what lies between two of them in the file is left out."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._parts: list[str] = []
        self._anchors: list[tuple[int, int]] = []
        self._length = 0
        self._end = 0
        self._last = ""

    def __bool__(self) -> bool:
        return bool(self._parts)

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def anchors(self) -> Anchors:
        return tuple(self._anchors)

    @property
    def last(self) -> str:
        """The last character, "" at the start."""
        return self._last

    def add(self, text: str, start: int, end: int) -> None:
        """A text that stands for `content[start:end]`, character by character where it is as long."""
        if not text:
            return
        if not self._parts:
            self._anchors = [(0, start)]
        elif start != self._end:
            self._anchors += (self._length, self._end), (self._length, start)
        self._parts.append(text)
        self._length += len(text)
        self._last, self._end = text[-1], end
        if len(text) != end - start or (text == " " and self._content[start] != " "):
            self._anchors.append((self._length, end))

    def copy(self, start: int, end: int) -> None:
        """`content[start:end]` as it stands, but for a space that follows a space."""
        if self._last in ("", " ") and self._content.startswith(" ", start, end):
            start += 1
        self.add(self._content[start:end], start, end)

    def space(self, start: int, end: int) -> None:
        """One space for `content[start:end]`; none at the start and after another one."""
        if self._last not in ("", " "):
            self.add(" ", start, end)

    def object(self, start: int, end: int) -> None:
        """A sign for something that is no text, such as a picture or code; one for several in a row."""
        if self._last != OBJECT:
            self.add(OBJECT, start, end)

    def mark(self) -> Mark:
        return Mark(len(self._parts), len(self._anchors), self._length, self._end)

    def since(self, mark: Mark) -> str:
        return "".join(self._parts[mark.parts :])

    def cut(self, mark: Mark) -> None:
        """Take out what came after the mark."""
        parts, anchors, self._length, self._end = mark
        del self._parts[parts:], self._anchors[anchors:]
        self._last = self._parts[-1][-1] if self._parts else ""

    def segment(self) -> Segment | None:
        """The text without blanks around it, in no language yet; None where there is nothing to read."""
        text = self.text
        if not _SAYS_SOMETHING.search(text):
            return None
        target = text.lstrip(_BLANK)
        lead, target = len(text) - len(target), target.rstrip(_BLANK)
        anchors = [(here - lead, there) for here, there in self._anchors]
        if lead:
            first = max(at for at, (here, _) in enumerate(anchors) if here <= 0)
            here, there = anchors[first]
            anchors = [(0, there - here), *anchors[first + 1 :]]
        while anchors[-1][0] > len(target):
            anchors.pop()
        return Segment(target, target_lang="", anchors=tuple(anchors))
