"""Bytes to text and back, without loss: UTF-8, UTF-16, UTF-32, and legacy encodings told by what they hold."""

import codecs
import re
from typing import NamedTuple
from unicodedata import category

from mtqa.errors import CannotRun, OnLine
from mtqa.formats import alphabets

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
OTHERS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file or an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
ASIAN = ("gb18030", "big5", "cp932", "euc_jp", "cp949", "euc_kr", "cp874", "cp1258")
SAMPLE = 1 << 16


class Decoded(NamedTuple):
    """The text of a file, and how it was written there: the codec's name in Python, the byte-order mark, and
    whether the file declares it."""

    text: str
    codec: str = "utf-8"
    bom: bytes = b""
    declared: bool = False

    @property
    def notice(self) -> str:
        """What the user should be told of the encoding: nothing if it is Unicode or as declared."""
        return "" if self.declared or self.codec.startswith("utf-") else f"not UTF-8; read as {_told(self.codec)}"


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text in the bytes; `encode` gives the same bytes back.

    An encoding that the file declares for itself is taken where it fits and no byte-order mark says otherwise. Raises
    CannotRun, with a message that lacks the path, for what is not text or not in a known encoding.
    """
    for start, what in OTHERS:
        if data.startswith(start):
            raise CannotRun(f"is {what}, not plain text; save it as text first")
    for bom, codec in BOMS:
        if data.startswith(bom) and (text := _decoded(data[len(bom) :], codec)) is not None:
            return Decoded(text, codec, bom)
    if declared and (text := _decoded(data, declared)) is not None:
        return Decoded(text, codecs.lookup(declared).name, declared=True)
    if b"\0" in data:
        return _wide(data)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _legacy(data, error.start)


def encode(decoded: Decoded) -> bytes:
    """The bytes of the text in the encoding that it came in. Raises CannotRun for a character it does not have."""
    try:
        return decoded.bom + decoded.text.encode(decoded.codec)
    except UnicodeEncodeError as error:
        char = decoded.text[error.start]
        raise CannotRun(f"{_told(decoded.codec)} has no {char!r}; save it as UTF-8 first") from None


def written(data: bytes, text: str, declared: str = "") -> bytes:
    """The bytes of another text in the encoding of `data`. Raises CannotRun for a character that it does not have."""
    return encode(decode(data, declared)._replace(text=text))


def _told(codec: str) -> str:
    return codec.replace("cp125", "windows-125") if codec.startswith("cp125") else codec.upper().replace("_", "-")


def _decoded(data: bytes, codec: str) -> str | None:
    """The text, if the codec is known, can read all of it and writes the same bytes again."""
    try:
        text = data.decode(codec)
        return text if text.encode(codec) == data else None
    except (LookupError, UnicodeError):
        return None


def _wide(data: bytes) -> Decoded:
    """UTF-16 without a mark: the reading that is all of known characters and has more ASCII ones in it."""
    samples = {codec: _decoded(data[:SAMPLE], codec) for codec in ("utf-16-le", "utf-16-be")}
    likely = {codec: len(re.findall(r"[\n -~]", text)) for codec, text in samples.items() if text and _is_text(text)}
    codec = max(likely, key=likely.__getitem__, default="")
    if codec and likely[codec] and (text := _decoded(data, codec)) is not None:
        return Decoded(text, codec)
    raise CannotRun("is binary data, not text")


def _is_text(text: str) -> bool:
    """Whether there are only characters that text is made of; a few control characters stand in real text."""
    return not any(char not in "\t\n\v\f\r\x1b" and category(char) in ("Cc", "Cn", "Co") for char in set(text))


def _legacy(data: bytes, at: int) -> Decoded:
    sound, broken = _utf8_census(data)
    if sound > 2 * broken:
        line = len(re.findall(rb"\r\n?|\n", data[:at])) + 1
        raise OnLine(f"is UTF-8, but not the byte 0x{data[at]:02x}", line, "; save it as UTF-8 again")
    around = re.findall(rb"[\x20-\x7f]{0,30}[\x80-\xff][\x20-\xff]{0,30}", data[max(0, at - 30) :][: 16 * SAMPLE])
    for suggest, known_by in ((alphabets.likely, b" ".join(around[:120])), (_guesses, data)):
        for codec in suggest(known_by):
            text = _decoded(data, codec)
            if text is not None and _is_text(text):
                return Decoded(text, codec)
    raise CannotRun("is in no encoding that can be told, or binary; save it as UTF-8")


def _utf8_census(data: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII are sound UTF-8, and how many bytes are not."""
    beyond = re.sub(r"[\0-\x7f]+", "", data[: 16 * SAMPLE].decode("utf-8", "surrogateescape"))
    broken = sum("\udc80" <= char <= "\udcff" for char in beyond)
    return len(beyond) - broken, broken


def _guesses(data: bytes) -> list[str]:
    """Encodings of two bytes a letter, or the one of the West where a rare sign stands in text that is else ASCII."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 – slow to import, and seldom needed

    best = from_bytes(data[: 4 * SAMPLE], cp_isolation=list(ASIAN)).best()
    if best and re.search(r"[^\x00-\x7f]{2}", str(best)):
        return [best.encoding]
    return ["cp1252"] if 10 * len(re.findall(rb"[\x80-\xff]", data)) < len(data) else []
