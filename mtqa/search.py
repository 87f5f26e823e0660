"""What the rules find in a file, or in a range of one."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mtqa import gate, paths, texts
from mtqa.blake2 import blake2b
from mtqa.errors import CannotRun, guarded
from mtqa.formats.ranges import SIZE
from mtqa.segment import Document, Finding
from mtqa.texts import File, Notice, Settings, Text
from mtqa.unread import Unread

# Bytes of text that are kept for reports, which may want what was checked last.
KEPT = SIZE


class Found(NamedTuple):
    """What the rules find in a file, or a range of one: all but its text, of which there is a mark, the number of its
    words, and what to know of how it was read. `failures` are of the rules that failed in it or one before it."""

    file: File
    findings: list[Finding]
    failures: tuple[CannotRun, ...]
    notices: tuple[Notice, ...]
    words: int
    mark: bytes


class Search:
    """Reads a file and applies the rules to it, in whatever process: another one loads its own rules."""

    def __init__(self, flags: Mapping[str, Any], source: str) -> None:
        self.settings, self._source = Settings(flags), source
        self._last = list[tuple[File, Text]]()

    def __reduce__(self) -> tuple[Any, ...]:
        return Search, (self.settings.flags, self._source)

    def ranges(self, file: File) -> Iterator[File | CannotRun | Notice]:
        """The file, or the ranges in which it is read."""
        try:
            return texts.ranges(file, self.settings.of(file.name), self._source)
        except CannotRun as error:
            return iter([error])

    def __call__(self, file: File) -> Found | CannotRun | Notice:
        text = self._read(file)
        if not isinstance(text, Text):
            return text
        return _cached(file, text) if text.config.cache else _checked(file, text)

    def document(self, found: Found) -> Document:
        """The document that something was found in. Raises CannotRun where it cannot be read again as it was."""
        text = self._read(found.file)
        if isinstance(text, Text) and _mark(text.document) == found.mark:
            return text.document
        raise CannotRun(f"{found.file.name}: changed while it was checked; run again")

    def unread(self, found: Found) -> Document:
        """The same, to be read when somebody asks for more than its path."""
        first = found.file.options.range.before + 1 if found.file.options and found.file.options.range else 1
        return Unread(str(found.file.name), first, lambda: self.document(found))

    def _read(self, file: File) -> Text | CannotRun | Notice:
        """The file. Some that were read are kept, and standard input, which cannot be read again."""
        if kept := [text for other, text in self._last if other == file]:
            return kept[0]
        size = file.size()
        if size + sum(other.size() for other, _ in self._last) > KEPT:
            self._last = [(other, text) for other, text in self._last if other.path == paths.STDIN]
        read = texts.read(file, self.settings.of(file.name), self._source)
        if isinstance(read, Text):
            self._last.append((file, read))
        return read


def _cached(file: File, text: Text) -> Found | CannotRun:
    """What was found in the file before, or is now and will be known."""
    from mtqa import cached  # noqa: PLC0415 – it needs a data base

    key = cached.key(text.document, text.config)
    if key and (known := cached.found(key, text.document)) is not None:
        return _found(file, text, known)
    found = _checked(file, text)
    if key and isinstance(found, Found) and not found.failures:
        cached.keep(key, found.findings)
    return found


def _checked(file: File, text: Text) -> Found | CannotRun:
    checker = text.config.checker
    try:
        with guarded(text.document.path, "the check"):
            return _found(file, text, checker.check(text.document), tuple(checker.failures.values()))
    except CannotRun as error:
        return error


def _found(file: File, text: Text, findings: list[Finding], failures: tuple[CannotRun, ...] = ()) -> Found:
    document = text.document
    return Found(file, findings, failures, tuple(texts.notices(document)), gate.words(document), _mark(document))


def _mark(document: Document) -> bytes:
    mark = blake2b(document.data, digest_size=16)
    mark.update(document.source.data if document.source else b"")
    return mark.digest()
