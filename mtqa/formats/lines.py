"""The lines of a text that hold anything, without the white space around them."""

from array import array
from typing import NamedTuple

NO_BREAK = "\u00a0\u202f"
INDENT = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u205f\u3000"
)


class Lines(NamedTuple):
    """Where each line starts and ends in `content`; `follows` is 1 where no blank line stands before it."""

    content: str
    starts: "array[int]"
    ends: "array[int]"
    follows: bytearray

    @classmethod
    def of(cls, content: str) -> "Lines":
        lines = cls(content, array("q"), array("q"), bytearray())
        start, goes_on = 0, False
        for line in content.replace("\r\n", " \n").replace("\r", "\n").split("\n"):
            if text := line.rstrip():
                end = start + len(text)
                lines.starts.append(end - len(text.lstrip(INDENT)))
                lines.ends.append(end)
                lines.follows.append(goes_on)
            goes_on = bool(text)
            start += len(line) + 1
        return lines

    def text(self, number: int) -> str:
        return self.content[self.starts[number] : self.ends[number]]

    def indent(self, number: int) -> int:
        """How far the line is indented."""
        gap = self.content[self.ends[number - 1] if number else 0 : self.starts[number]]
        return len(gap) - 1 - max(gap.rfind("\n"), gap.rfind("\r"))
