"""Paths go in, checked documents come out, and beside them what could not be read."""

import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mtqa import files, formats, gate, paths
from mtqa.checker import NO_OPINIONS
from mtqa.config import Config, nearest, passed_over
from mtqa.errors import CannotRun, NoText, guarded
from mtqa.formats import Columns, Options
from mtqa.known import Known
from mtqa.models.consulting import Consultation, Models
from mtqa.progress import Tell, untold
from mtqa.segment import Checked, Document, Edit

NOTHING_KNOWN = Known()
LONGEST = 1_000_000
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


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


class Text(NamedTuple):
    """A file that was read: the settings that hold for it, and its segments; the document may go by another name."""

    path: Path
    config: Config
    document: Document


class Mended(NamedTuple):
    """A text, and the file that it becomes by mending."""

    text: Text
    data: bytes
    fixes: int

    def diff(self) -> Iterator[str]:
        """The change as a unified diff, line by line."""
        path = self.text.document.path
        after = formats.read(self.data, path, _options(self.text.config))
        old, new = (_LINE.findall(document.content) for document in (self.text.document, after))
        name = path if path.isprintable() else json.dumps(path, ensure_ascii=False)
        for line in unified_diff(old, new, name, name):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def check(
    names: Iterable[str],
    flags: Mapping[str, Any],
    places: Places = NOWHERE,
    known: Known = NOTHING_KNOWN,
    tell: Tell = untold,
) -> Iterator[Checked | CannotRun | Notice]:
    """Check files and folders, `-` for standard input. Raises CannotRun where a model to ask cannot be had."""
    return _checked(_texts(names, flags, places, tell), known, _models(flags), tell)


def _checked(
    texts: Iterable[Text | CannotRun | Notice], known: Known, models: Models, tell: Tell
) -> Iterator[Checked | CannotRun | Notice]:
    for text in texts:
        if not isinstance(text, Text):
            yield text
            continue
        document, check = text.document, text.config.checker.check
        try:
            with guarded(document.path, "the check"):
                findings, others = known.parted(document, check(document))
        except CannotRun as error:
            yield error
            continue
        said = Consultation(document, models, tell)
        said.hold(text.config.question, findings, check)
        if said.opinions:
            findings, others = known.parted(document, check(document, said.opinions))
        yield from map(Notice, said.told())
        yield from text.config.checker.failures.values()
        yield Checked(document, findings, gate.passes(findings, text.config.fail_on), others, said.kept())
        if said.stopped:
            yield said.stopped
            return
    yield from map(Notice, (*known.gone(), *models.notices()))


def mend(
    names: Iterable[str], flags: Mapping[str, Any], places: Places = NOWHERE, tell: Tell = untold, *, unsafe: bool
) -> Iterator[Mended | CannotRun | Notice]:
    """What files and folders become by mending; nothing is written. Models are asked for unsafe fixes only. Raises
    CannotRun where one to ask cannot be had."""
    models = _models(flags) if unsafe else None
    return _mended(_texts(names, flags, places, tell), models, tell)


def _mended(
    texts: Iterable[Text | CannotRun | Notice], models: Models | None, tell: Tell
) -> Iterator[Mended | CannotRun | Notice]:
    """The texts after mending; by their safe fixes alone where there are no models."""
    for text in texts:
        if not isinstance(text, Text):
            yield text
            continue
        document, checker, opinions = text.document, text.config.checker, NO_OPINIONS
        if models and text.config.question.is_asked:
            said = Consultation(document, models, tell)
            said.hold(text.config.question, checker.check(document), checker.check)
            yield from map(Notice, said.told())
            if said.stopped:
                yield said.stopped
                return
            opinions = said.opinions
        try:
            with guarded(document.path, "mending"):
                mended = checker.mend(document, opinions, unsafe=models is not None)
                data = _rewritten(document, mended.edits)
        except CannotRun as error:
            yield error
        else:
            yield Mended(text, data, mended.fixes)
        yield from checker.failures.values()
    yield from map(Notice, models.notices() if models else ())


def _rewritten(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    try:
        return formats.rewrite(document, edits)
    except CannotRun as error:
        raise CannotRun(f"{document.path}: {error}") from error


def _models(flags: Mapping[str, Any]) -> Models:
    """The models of a run; those that the flags and the settings of the working folder name are open."""
    models, config = Models(), nearest(Path.cwd()).overridden(flags)
    models.open(config.question, config.source_lang, config.target_lang)
    return models


def _texts(
    names: Iterable[str], flags: Mapping[str, Any], places: Places, tell: Tell
) -> Iterator[Text | CannotRun | Notice]:
    settings = cache(lambda folder: nearest(folder).overridden(flags))
    names = tuple(names)
    if places.source:
        _refuse_sharing(places.source, names)
    named = {Path(name) for name in names}
    origins = {""}
    found = [*paths.find(names, besides=places.written)]
    for number, path in enumerate(found):
        if isinstance(path, CannotRun):
            yield path
            continue
        name = Path(places.stdin) if places.stdin and path == paths.STDIN else path
        tell("" if path == paths.STDIN and sys.stdin.isatty() else str(name), number, len(found))
        try:
            folder = Path.cwd() if name == paths.STDIN else name.resolve().parent
            config = settings(folder).for_file(name.resolve())
            if config.origin not in origins:
                origins.add(config.origin)
                yield from (
                    Notice(f"{other}: [tool.mtqa] gives way to mtqa.toml") for other in passed_over(config.origin)
                )
            if path not in named and config.is_source(path.resolve()):
                continue
            with guarded(str(name), "reading"):
                document = _with_source(_read(_data(path), name, _options(config)), places.source, config)
        except NoText as error:
            yield error if path in named else Notice(f"{error}; left out")
            continue
        except CannotRun as error:
            yield error
            continue
        for notice in filter(None, (document.notice, document.source and document.source.notice)):
            yield Notice(f"{name}: {notice}")
        yield Text(path, config, document)


def _refuse_sharing(source: str, names: Sequence[str]) -> None:
    """A source is that of one text, and none is its own."""
    if len(names) != 1 or Path(names[0]).is_dir():
        raise CannotRun(f"{source}: --source is the source of one text; name that one, or use [tool.mtqa.sources]")
    if Path(source).resolve() == Path(names[0]).resolve():
        raise CannotRun(f"{source}: is the text itself; --source wants what it was translated from")


def _with_source(document: Document, name: str, config: Config) -> Document:
    """The document with the source that is named, or that the settings name where it brings none of its own."""
    if name:
        return _beside(document, Path(name), config)
    place = config.source_of(Path(document.path).resolve()) if document.path != str(paths.STDIN) else None
    if place is None or any(segment.source for segment in document.segments):
        return document
    if not place.is_file():
        raise CannotRun(f"{document.path}: its source {_shown(place)} is missing; add it, or change [sources]")
    return _beside(document, _shown(place), config)


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


def _data(path: Path) -> bytes:
    return sys.stdin.buffer.read() if path == paths.STDIN else files.load(path)


def _read(data: bytes, path: Path, options: Options) -> Document:
    try:
        document = formats.read(data, str(path), options)
        _refuse_overlong(document)
    except CannotRun as error:
        raise type(error)(f"{path}: {error}") from error
    return document


def _refuse_overlong(document: Document) -> None:
    """No paragraph is as long as LONGEST: what has none is data, and would take hours of one worker."""
    for segment in document.segments:
        if len(segment.target) > LONGEST:
            line, _ = document.position(segment.span(0, 0)[0])
            raise CannotRun(f"has {len(segment.target):,} characters in one paragraph, on line {line}; break it up")
