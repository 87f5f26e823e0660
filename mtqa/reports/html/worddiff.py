"""What a fix changes, word by word."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from mtqa.expressions import expression

Kind = Literal["same", "del", "ins"]
AROUND, MOST = 24, 2_000
_TOKEN = expression(r"\w+|\s|[^\w\s]")
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009"), "␣") | {0x9: "⇥", 0xA: "⏎"}


class Change(NamedTuple):
    """A stretch that stays, goes or comes."""

    kind: Kind
    text: str

    @property
    def shown(self) -> str:
        """The text, in which white space can be seen if it is all that there is."""
        return self.text.translate(_SPACES) if self.text.isspace() else self.text


def changes(text: str, start: int, end: int, new: str) -> list[Change]:
    """What putting `new` in place of `[start, end)` changes, with the words around it."""
    before, after = _before(text, start), _after(text, end)
    old, new = f"{before}{text[start:end]}{after}", f"{before}{new}{after}"
    return list(_joined(_compared(_TOKEN.findall(old), _TOKEN.findall(new))))


def _before(text: str, start: int) -> str:
    """The end of the text before `start`, from the beginning of a word on."""
    if start <= AROUND:
        return text[:start]
    around = text[start - AROUND : start]
    return "…" + around[around.find(" ") + 1 :]


def _after(text: str, end: int) -> str:
    if end + AROUND >= len(text):
        return text[end:]
    around = text[end : end + AROUND]
    return (around[: around.rfind(" ")] if " " in around else around) + "…"


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    if max(len(old), len(new)) > MOST:
        yield Change("del", "".join(old))
        yield Change("ins", "".join(new))
        return
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b] == new[c:d]:
            yield Change("same", "".join(old[a:b]))
        else:
            yield Change("del", "".join(old[a:b]))
            yield Change("ins", "".join(new[c:d]))


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    """The changes with those put together that only a space parts, or nothing: what goes, then what comes."""
    gone, come, space = "", "", ""
    for kind, text in found:
        if kind == "same" and (gone or come) and not space and text.isspace():
            space = text
        elif kind == "same":
            yield from _flushed(gone, come)
            yield Change("same", space + text)
            gone = come = space = ""
        elif text:
            gone += space + (text if kind == "del" else "")
            come += space + (text if kind == "ins" else "")
            space = ""
    yield from _flushed(gone, come)
    if space:
        yield Change("same", space)


def _flushed(gone: str, come: str) -> Iterator[Change]:
    if gone:
        yield Change("del", gone)
    if come:
        yield Change("ins", come)
