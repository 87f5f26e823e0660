"""What the rules find in files, by one process or several: a path or a range of a file goes out, findings come back."""

from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple

from mtqa import gate, paths, texts, workers
from mtqa.errors import CannotRun, guarded
from mtqa.formats.ranges import SIZE, WHOLE
from mtqa.progress import Tell
from mtqa.segment import Document, Finding
from mtqa.texts import File, Notice, Settings, Text
from mtqa.unread import Unread

# Bytes of text for which one process is done as soon as several, which load the rules each.
LITTLE = 2_000_000
# Bytes of text that are kept for reports, which may want what was checked last.
KEPT = SIZE

Item = File | CannotRun | Notice


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

    def ranges(self, file: File) -> Iterator[Item]:
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


class _Step(NamedTuple):
    """Something to do: of which file it is, by number, how far the run is then, and how far it is to go."""

    item: Item
    number: int
    done: int
    of: int

    def tell(self, tell: Tell) -> None:
        if isinstance(self.item, File):
            tell("" if self.item.is_typed else str(self.item.name), self.done, self.of)


def found(files: Sequence[Item], search: Search, tell: Tell) -> Iterator[Found | CannotRun | Notice]:
    """What is found in each file, in order; what is no file goes by as it is. Where a range cannot be read, the rest of
    its file is not."""
    broken = set[int]()
    steps = _steps(files, search, broken)
    count = processes(search.settings.here.jobs, [file for file in files if isinstance(file, File)])
    for step, answer in _by_many(steps, search, count, tell) if count > 1 else _by_one(steps, search, tell):
        if step.number in broken:
            continue
        if answer is None:
            left = sum(isinstance(other, File) for other in files[step.number + 1 :])
            yield CannotRun(f"{_name(step)}: is not checked, nor are {left:,} after it: no process is left")
            return
        if isinstance(answer, workers.Lost):
            yield CannotRun(f"{_name(step)}: the process that checked it {answer}; check it alone, with --jobs 1")
            continue
        if isinstance(answer, CannotRun | Notice) and isinstance(step.item, File):
            broken.add(step.number)
        yield answer


def _steps(files: Sequence[Item], search: Search, broken: Container[int]) -> Iterator[_Step]:
    sizes = [_ranges(file) if isinstance(file, File) else 1 for file in files]
    of, done = sum(sizes), 0
    for number, (file, size) in enumerate(zip(files, sizes, strict=True)):
        for at, item in enumerate(search.ranges(file) if isinstance(file, File) else [file]):
            if number in broken:
                break
            yield _Step(item, number, done + min(at, size - 1), of)
        done += size


def _by_one(steps: Iterable[_Step], search: Search, tell: Tell) -> Iterator[tuple[_Step, Found | CannotRun | Notice]]:
    for step in steps:
        step.tell(tell)
        yield step, search(step.item) if isinstance(step.item, File) else step.item


def _by_many(
    steps: Iterable[_Step], search: Search, count: int, tell: Tell
) -> Iterator[tuple[_Step, Found | CannotRun | Notice | workers.Lost | None]]:
    """None says that no process is left to do a step."""
    given = deque[_Step]()

    def out() -> Iterator[File]:
        for step in steps:
            given.append(step)
            if isinstance(step.item, File):
                given[0].tell(tell)
                yield step.item

    for answer in chain(workers.ordered(search, out(), count), [None]):
        while given and not isinstance(item := given[0].item, File):
            yield given.popleft(), item
        if given:
            yield given.popleft(), answer
        if given:
            given[0].tell(tell)


def _name(step: _Step) -> str:
    """The file, and where in it the range begins that is meant."""
    assert isinstance(step.item, File)
    stretch = step.item.options.range if step.item.options else None
    where = f", {stretch.end - stretch.start:,} bytes from line {stretch.line + 1:,} on" if stretch else ""
    return f"{step.item.name}{where}"


def _ranges(file: File) -> int:
    """How many ranges a file is likely to have."""
    size = file.size()
    return size // SIZE if size > WHOLE else 1


def processes(wanted: int, files: Sequence[File]) -> int:
    """How many processes check the files: no more than there are ranges, one where somebody has to type, and if as many
    as there are cores are wanted, one where there is little to do."""
    if any(file.path == paths.STDIN for file in files):
        return 1
    sizes = [file.size() for file in files]
    if not wanted:
        wanted = workers.cores() if sum(sizes) > LITTLE else 1
    return min(wanted, sum(map(_ranges, files)))
