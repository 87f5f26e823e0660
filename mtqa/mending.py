"""What files become by mending."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mtqa import formats, texts
from mtqa.checker import NO_OPINIONS
from mtqa.errors import CannotRun, guarded
from mtqa.expressions import expression
from mtqa.segment import Document, Edit, Opinion
from mtqa.texts import File, Notice, Settings, Text

_LINE = expression(r"[^\n]*\n|[^\n]+")


class Mended(NamedTuple):
    """A file after mending: what it held and what it is to hold, and the texts of both that findings point into."""

    path: Path
    name: str
    before: bytes
    data: bytes
    old: str
    new: str
    fixes: int

    def diff(self) -> Iterator[str]:
        """The change as a unified diff, line by line."""
        from difflib import unified_diff  # noqa: PLC0415 – most runs show none

        old, new = _LINE.findall(self.old), _LINE.findall(self.new)
        name = self.name if self.name.isprintable() else json.dumps(self.name, ensure_ascii=False)
        for line in unified_diff(old, new, name, name):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


class Outcome(NamedTuple):
    """What became of a file, what to know of how it was read, and which rules failed in it or one before it."""

    notices: tuple[Notice, ...]
    mended: Mended | CannotRun
    failures: tuple[CannotRun, ...]


class Mending:
    """Reads a file and mends it whole, in whatever process: another one loads its own rules."""

    def __init__(self, flags: Mapping[str, Any], source: str, unsafe: bool) -> None:
        self.settings, self._source, self._unsafe = Settings(flags), source, unsafe

    def __reduce__(self) -> tuple[Any, ...]:
        return Mending, (self.settings.flags, self._source, self._unsafe)

    def ranges(self, file: File) -> Iterator[File]:
        """The file alone: what is mended is written whole."""
        return iter([file])

    def __call__(self, file: File) -> Outcome | CannotRun | Notice:
        text = self.read(file)
        return self.outcome(text) if isinstance(text, Text) else text

    def read(self, file: File) -> Text | CannotRun | Notice:
        return texts.read(file, self.settings.of(file.name), self._source)

    def outcome(self, text: Text, opinions: Mapping[int, Opinion] = NO_OPINIONS) -> Outcome:
        """What becomes of a text, with fixes among the others that models have."""
        mended: Mended | CannotRun
        try:
            with guarded(text.document.path, "mending"):
                mended = self._mended(text, opinions)
        except CannotRun as error:
            mended = error
        return Outcome(tuple(texts.notices(text.document)), mended, tuple(text.config.checker.failures.values()))

    def _mended(self, text: Text, opinions: Mapping[int, Opinion]) -> Mended:
        """Raises CannotRun where the file cannot hold what mends it, or could not be read with it."""
        document = text.document
        made = text.config.checker.mend(document, opinions, unsafe=self._unsafe)
        if not made.edits:
            return Mended(text.path, document.path, document.data, document.data, "", "", 0)
        data = _rewritten(document, made.edits)
        new = _read_again(text, data).content
        return Mended(text.path, document.path, document.data, data, document.content, new, made.fixes)


def _rewritten(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    try:
        return formats.rewrite(document, edits)
    except CannotRun as error:
        raise CannotRun(f"{document.path}: {error}") from error


def _read_again(text: Text, data: bytes) -> Document:
    try:
        return texts.read_again(text, data)
    except CannotRun as error:
        raise CannotRun(f"{text.document.path}: is left as it is, for mended it could not be read: {error}") from error
