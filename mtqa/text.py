"""Words that several rules speak of: pieces of expressions, kinds of characters, and how a text is cut."""

from mtqa.expressions import expression

SPACE = r"[ \u00a0\u202f]"
YEAR = r"(?:1[5-9]|20)\d\d"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
NUMBER = r"\d+(?:[.,]\d+)*"

OPENING = "“«„‘‚‹"
CLOSING = "”»“’‘›"
QUOTES = '"“”„«»‹›‘’‚'

# Stands in a segment for what is no text: code, a picture, a formula.
OBJECT = "\ufffc"

CYRILLIC = r"[\u0400-\u04ff]"
_LETTERS = [chr(code) for start, end in ((0x41, 0x7B), (0xC0, 0x250), (0x400, 0x530)) for code in range(start, end)]
LOWER = f"[{''.join(filter(str.islower, _LETTERS))}]"
UPPER = f"[{''.join(filter(str.isupper, _LETTERS))}]"
# A full stop that ends a sentence and no abbreviation, as far as the word before it can tell.
FULL_STOP = rf"(?<={LOWER}{{5}})\."

_CYRILLIC = expression(CYRILLIC)
# Thai, Lao, Burmese, Khmer, kana and Han.
UNSPACED = expression("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TEXT_ENDS = expression(r"[ )”\"'’»]*+\Z")
_SENTENCE_GOES_ON = expression(rf"[,;:)]|{SPACE}[a-z(–—-]")


def has_cyrillic(text: str) -> bool:
    return not text.isascii() and _CYRILLIC.search(text) is not None


def widened(text: str, start: int, end: int, most: int = 30) -> tuple[int, int]:
    """The stretch with the rest of the words that it cuts into, where these are not too long."""
    head, tail = text[max(0, start - most) : start], text[end : end + most]
    if head and not head[-1].isspace():
        start -= len(head.split()[-1])
    if tail and not tail[0].isspace():
        end += len(tail.split(maxsplit=1)[0])
    return start, end


def stop_left(text: str, end: int) -> str | None:
    """What is left of the full stop at `end` when the abbreviation before it goes: none inside a sentence.

    Before a capital letter it cannot be told whether the sentence ends; then it is None.
    """
    if _SENTENCE_GOES_ON.match(text, end):
        return ""
    return "." if _TEXT_ENDS.match(text, end) else None


def word_count(text: str) -> int:
    """The words of a text; a character of a script that is written without spaces counts as one."""
    return len((text if text.isascii() else UNSPACED.sub(" x ", text)).split())


def beginning(text: str, most: int = 60) -> str:
    """The first words of a text, to quote it by."""
    words = " ".join(text[: 2 * most].split())
    return words if len(words) <= most else words[:most].rpartition(" ")[0].rstrip(",.;:–—- ") + "…"
