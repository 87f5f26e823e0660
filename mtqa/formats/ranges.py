"""Ranges of a large file, each of which is read by itself, so that a file of any size takes little memory.

What holds for the whole file, such as its encoding and its languages, its first megabyte tells.
"""

from collections.abc import Callable, Iterator
from typing import IO

from mtqa.errors import CannotRun
from mtqa.formats import Range
from mtqa.formats.encoding import BOMS, Decoded, decode

# Bytes of a range; up to so many a file is read whole, and so many of its beginning tell of all of it.
SIZE, WHOLE, HEAD = 800_000, 8 << 20, 1 << 20
# No record is longer.
LONGEST = 64 << 20

End = Callable[[bytes], int]
"""Takes some of a file from the start of a record on, and tells where its last whole record ends, 0 where none does."""


def can_be_cut(head: bytes) -> bool:
    """Whether each byte that looks like a line end is one, by the beginning of a file: not so in UTF-16 and UTF-32."""
    return b"\0" not in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))


def beginning(file: IO[bytes], end: End) -> bytes:
    """The next records of a file, about HEAD bytes, without a byte-order mark; the file is left where they start.

    Raises CannotRun where a record is too long.
    """
    start, head, stop = file.tell(), b"", 0
    while not stop and (data := file.read(HEAD)):
        head += data
        stop = end(head)
        if not stop:
            _refuse_overlong(head, 0)
    head = head[: stop or None]
    mark = next((len(bom) for bom, _ in BOMS if head.startswith(bom)), 0)
    file.seek(start + mark)
    return head[mark:]


def stretches(file: IO[bytes], end: End, rows: Callable[[bytes], int], size: int) -> Iterator[Range]:
    """The rest of a file in stretches of whole records, about so many bytes each; `rows` counts those in some bytes.

    Nothing of the file is kept while a stretch is used. Raises CannotRun where a record is too long.
    """
    after, rest, is_all = Range(file.tell(), file.tell()), b"", False
    while not is_all:
        before = len(rest)
        rest += file.read(size)
        is_all = len(rest) == before
        if stop := len(rest) if is_all else end(rest):
            here = after._replace(end=after.end + stop)
            after = _after(here, rest[:stop], rows)
            rest = rest[stop:]
            yield here
        else:
            _refuse_overlong(rest, after.line)


def _after(here: Range, data: bytes, rows: Callable[[bytes], int]) -> Range:
    """What begins at the end of a stretch with these bytes."""
    return Range(here.end, here.end, here.line + line_ends(data), here.row + rows(data))


def _refuse_overlong(data: bytes, line: int) -> None:
    if len(data) > LONGEST:
        raise CannotRun(f"has a record of more than {LONGEST:,} bytes, from line {line + 1:,} on; break it up")


def last_line_end(data: bytes) -> int:
    """Where the last line ends; what stands at the very end may be half of a line end."""
    return line_end(data, len(data) - data.endswith(b"\r"))


def line_end(data: bytes, stop: int) -> int:
    """Where the last line before an offset ends, 0 where none does."""
    return max(data.rfind(b"\n", 0, stop), data.rfind(b"\r", 0, stop)) + 1


def line_ends(data: bytes) -> int:
    """How many lines end in these bytes."""
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")


def between_texts(data: bytes, marked: bytes, text_of: Callable[[bytes], str | None]) -> int:
    """Where the last text ends after which another one begins, or where that one fills all, its last record.

    `marked` is the data without the line ends that end no record; `text_of` tells what text a record is of, None where
    it is of none.
    """
    last = stop = last_line_end(marked)
    after = None
    while stop:
        start = line_end(marked, stop - (2 if marked.endswith(b"\r\n", 0, stop) else 1))
        text = text_of(data[start:stop])
        if after is not None and text is not None and text != after:
            return stop
        after = text if text is not None else after
        stop = start
    return last


def decoded(data: bytes, stretch: Range | None) -> Decoded:
    """The text of a file, or of a range of one in the encoding of the file; what that is, the first range tells."""
    if not stretch:
        return decode(data)
    found = decode(data, stretch.codec)
    return found._replace(declared=found.declared and stretch.line > 0)
