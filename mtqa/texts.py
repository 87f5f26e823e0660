"""The files of a run: which there are, by which settings each is read, and reading them with their sources."""

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mtqa import files, formats, paths
from mtqa.config import Config, nearest, passed_over
from mtqa.errors import CannotRun, NoText, guarded
from mtqa.formats import Columns, Options
from mtqa.formats.ranges import HEAD, SIZE, WHOLE, can_be_cut
from mtqa.segment import Document

LONGEST = 1_000_000


class Places(NamedTuple):
    """Paths beside those to check: the source of the one text, the file that standard input stands for, and what the
    run writes, which is left out."""

    source: str = ""
    stdin: str = ""
    written: Collection[str] = ()


NOWHERE = Places()


class Notice(NamedTuple):
    """Something to know of a file that could be read."""

    text: str


class File(NamedTuple):
    """A file to read, the name that it goes by, and whether the user named it. `options` tell how to read a range of
    it, if it is not to be read whole."""

    path: Path
    name: Path
    is_named: bool
    options: Options | None = None

    @property
    def is_typed(self) -> bool:
        """Whether somebody types it while it is read."""
        return self.path == paths.STDIN and sys.stdin.isatty()

    def size(self) -> int:
        """Its bytes or those of the range, 0 where they cannot be told."""
        if self.options and self.options.range:
            return self.options.range.end - self.options.range.start
        with suppress(OSError):
            return self.path.stat().st_size
        return 0


class Text(NamedTuple):
    """A file that was read: the settings that hold for it, and its segments; the document may go by another name."""

    path: Path
    config: Config
    document: Document


class Settings:
    """The settings of each file, with what the flags override; those of a folder are made once."""

    def __init__(self, flags: Mapping[str, Any]) -> None:
        self.flags = flags
        self._in = cache(lambda folder: nearest(folder).overridden(flags))

    def of(self, name: Path) -> Config:
        """Those of the file that goes by this name. Raises CannotRun where a file of settings cannot be used."""
        folder = Path.cwd() if name == paths.STDIN else name.resolve().parent
        return self._in(folder).for_file(name.resolve())

    @property
    def here(self) -> Config:
        """Those of the working folder."""
        return self._in(Path.cwd())


def find(names: Iterable[str], places: Places, settings: Settings) -> Iterator[File | CannotRun | Notice]:
    """The files that names of files and folders mean, but for sources of others; `-` is standard input."""
    names = tuple(names)
    if places.source:
        _refuse_sharing(places.source, names)
    named, origins = {Path(name) for name in names}, {""}
    for path in paths.find(names, besides=places.written):
        if isinstance(path, CannotRun):
            yield path
            continue
        name = Path(places.stdin) if places.stdin and path == paths.STDIN else path
        try:
            config = settings.of(name)
        except CannotRun as error:
            yield error
            continue
        if config.origin not in origins:
            origins.add(config.origin)
            yield from (Notice(f"{other}: [tool.mtqa] gives way to mtqa.toml") for other in passed_over(config.origin))
        if path in named or not config.is_source(path.resolve()):
            yield File(path, name, path in named)


def read(file: File, config: Config, source: str, data: bytes | None = None) -> Text | CannotRun | Notice:
    """The file, read by these settings with its source, or why it cannot be or is left out. It holds `data`, where
    that is known, as in an editor."""
    try:
        with guarded(str(file.name), "reading"):
            document = _read(_data(file) if data is None else data, file.name, file.options or _options(config))
            return Text(file.path, config, _with_source(document, source, config))
    except CannotRun as error:
        return _refusal(error, file)


def ranges(file: File, config: Config, source: str) -> Iterator[File | CannotRun | Notice]:
    """The ranges in which a file is read by these settings: it alone where it is not large, has a source of its own, or
    is of a format or in an encoding that cannot be cut."""
    name = formats.name_of(str(file.name))
    in_ranges = name in (*formats.BY_LINES, *formats.BY_ROWS)
    if file.size() <= WHOLE or not in_ranges or source or _source_of(str(file.name), config):
        yield file
        return
    try:
        with guarded(str(file.name), "reading"), files.reading(file.path) as data:
            if name in formats.BY_LINES and not can_be_cut(data.read(HEAD)):
                yield file
                return
            data.seek(0)
            with _naming(file.name):
                for options in formats.in_ranges(data, str(file.name), _options(config), SIZE):
                    yield file._replace(options=options)
    except CannotRun as error:
        yield _refusal(error, file)


def _refusal(error: CannotRun, file: File) -> CannotRun | Notice:
    return Notice(f"{error}; left out") if isinstance(error, NoText) and not file.is_named else error


def notices(document: Document) -> Iterator[Notice]:
    """What to know of how a document was read, and its source."""
    for each in filter(None, (document, document.source)):
        if each.notice:
            yield Notice(f"{document.path}: {each.notice}")


def read_again(text: Text, data: bytes) -> Document:
    """What the file of a text holds when it has this content."""
    return formats.read(data, text.document.path, _options(text.config))


def _refuse_sharing(source: str, names: Sequence[str]) -> None:
    """A source is that of one text, and none is its own."""
    if len(names) != 1 or Path(names[0]).is_dir():
        raise CannotRun(f"{source}: --source is the source of one text; name that one, or use [tool.mtqa.sources]")
    if os.path.realpath(source) == os.path.realpath(names[0]):
        raise CannotRun(f"{source}: is the text itself; --source wants what it was translated from")


def _with_source(document: Document, name: str, config: Config) -> Document:
    """The document with the source that is named, or that the settings name where it brings none of its own."""
    if name:
        return _beside(document, Path(name), config)
    place = _source_of(document.path, config)
    if place is None or any(segment.source for segment in document.segments):
        return document
    if not place.is_file():
        raise CannotRun(f"{document.path}: its source {_shown(place)} is missing; add it, or change [sources]")
    return _beside(document, _shown(place), config)


def _source_of(path: str, config: Config) -> Path | None:
    return config.source_of(Path(path).resolve()) if path != str(paths.STDIN) else None


def _beside(document: Document, source: Path, config: Config) -> Document:
    from mtqa.alignment import paired  # noqa: PLC0415 – most texts have no source beside them

    beside = _read(files.load(source), source, Options(config.source_lang))
    texts, paragraphs = (any(segment.target.strip() for segment in side.segments) for side in (document, beside))
    if texts and not paragraphs:
        raise CannotRun(f"{document.path}: its source {source} has no text")
    if paragraphs and not texts:
        raise CannotRun(f"{document.path}: has no text, and its source {source} has")
    return paired(document, beside)


def _shown(path: Path) -> Path:
    """The path as it is from here, where it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _options(config: Config) -> Options:
    return Options(config.target_lang, config.source_lang, config.segments, Columns(**config.columns))


def _data(file: File) -> bytes:
    if file.path == paths.STDIN:
        return sys.stdin.buffer.read()
    if not file.options or not file.options.range:
        return files.load(file.path)
    with files.reading(file.path) as data, _naming(file.name):
        return formats.part(data, str(file.name), file.options)


def _read(data: bytes, path: Path, options: Options) -> Document:
    with _naming(path):
        document = formats.read(data, str(path), options)
        _refuse_overlong(document)
        return document


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """What is raised there names the file."""
    try:
        yield
    except CannotRun as error:
        raise (NoText if isinstance(error, NoText) else CannotRun)(f"{path}: {error}") from error


def _refuse_overlong(document: Document) -> None:
    """No paragraph is as long as LONGEST: what has none is data, and would take hours of one worker."""
    for segment in document.segments:
        if len(segment.target) > LONGEST:
            line, _ = document.position(segment.span(0, 0)[0])
            raise CannotRun(f"has {len(segment.target):,} characters in one paragraph, on line {line}; break it up")
