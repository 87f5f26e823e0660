"""Paths go in, checked documents come out, and beside them what could not be read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from mtqa import formats, gate, search, texts
from mtqa.checker import NO_OPINIONS
from mtqa.errors import CannotRun, Interrupted, guarded
from mtqa.expressions import expression
from mtqa.known import Known
from mtqa.models.consulting import Consultation, Models
from mtqa.progress import Tell, untold
from mtqa.search import Search
from mtqa.segment import Checked, Edit
from mtqa.texts import NOWHERE, File, Notice, Places, Settings, Text

NOTHING_KNOWN = Known()
_UNMENDED = "stopped; files that are not told to be mended are as they were"
_LINE = expression(r"[^\n]*\n|[^\n]+")
Item = TypeVar("Item")


class Mended(NamedTuple):
    """A text, and the file that it becomes by mending."""

    text: Text
    data: bytes
    fixes: int

    def diff(self) -> Iterator[str]:
        """The change as a unified diff, line by line."""
        from difflib import unified_diff  # noqa: PLC0415 – most runs show none

        path, after = self.text.document.path, texts.read_again(self.text, self.data)
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
    """Check files and folders, `-` for standard input. Interrupted, it tells what was found by then. Raises CannotRun
    where a model to ask cannot be had."""
    one = Search(flags, places.source)
    models = _models(one.settings)
    found = _checked(texts.find(names, places, one.settings), one, known, models, tell)
    return _told(found, "stopped; what was found by then is told")


def _told(items: Iterator[Item], told: str) -> Iterator[Item | CannotRun]:
    """The items, and that the user stopped the run if so."""
    try:
        yield from items
    except KeyboardInterrupt:
        yield Interrupted(told)


def _checked(
    files: Iterable[search.Item], one: Search, known: Known, models: Models, tell: Tell
) -> Iterator[Checked | CannotRun | Notice]:
    for found in search.found([*files], one, tell):
        if isinstance(found, CannotRun | Notice):
            yield found
            continue
        yield from found.notices
        config, unread = one.settings.of(found.file.name), one.unread(found)
        try:
            with guarded(unread.path, "the check"):
                findings, others = known.parted(unread, found.findings)
                document = one.document(found) if config.question.is_asked else unread
        except CannotRun as error:
            yield error
            continue
        said = Consultation(document, models, tell)
        failures = found.failures
        if config.question.is_asked:  # else this process may do without rules
            said.hold(config.question, findings, config.checker.check)
            if said.opinions:
                findings, others = known.parted(document, config.checker.check(document, said.opinions))
            failures += tuple(config.checker.failures.values())
        yield from map(Notice, said.told())
        yield from failures
        yield Checked(unread, findings, gate.passes(findings, config.fail_on), others, said.kept(), found.words)
        if said.stopped:
            yield said.stopped
            return
    yield from map(Notice, (*known.gone(), *models.notices()))


def mend(
    names: Iterable[str], flags: Mapping[str, Any], places: Places = NOWHERE, tell: Tell = untold, *, unsafe: bool
) -> Iterator[Mended | CannotRun | Notice]:
    """What files and folders become by mending; nothing is written. Models are asked for unsafe fixes only. Raises
    CannotRun where one to ask cannot be had."""
    settings = Settings(flags)
    mended = _mended(_read(names, settings, places, tell), _models(settings) if unsafe else None, tell)
    return _told(mended, _UNMENDED)


def _read(names: Iterable[str], settings: Settings, places: Places, tell: Tell) -> Iterator[Text | CannotRun | Notice]:
    files = [*texts.find(names, places, settings)]
    for number, file in enumerate(files):
        if not isinstance(file, File):
            yield file
            continue
        tell("" if file.is_typed else str(file.name), number, len(files))
        text = texts.read(file, settings.of(file.name), places.source)
        if isinstance(text, Text):
            yield from texts.notices(text.document)
        yield text


def _mended(
    found: Iterable[Text | CannotRun | Notice], models: Models | None, tell: Tell
) -> Iterator[Mended | CannotRun | Notice]:
    """The texts after mending; by their safe fixes alone where there are no models."""
    for text in found:
        if not isinstance(text, Text):
            yield text
            continue
        document, checker, opinions = text.document, text.config.checker, NO_OPINIONS
        if models and text.config.question.is_asked:
            said = Consultation(document, models, tell)
            said.hold(text.config.question, checker.check(document), checker.check)
            yield from map(Notice, said.told())
            if said.stopped:
                yield Interrupted(_UNMENDED) if isinstance(said.stopped, Interrupted) else said.stopped
                return
            opinions = said.opinions
        try:
            with guarded(document.path, "mending"):
                mended = checker.mend(document, opinions, unsafe=models is not None)
                data = _rewritten(text, mended.edits)
        except CannotRun as error:
            yield error
        else:
            yield Mended(text, data, mended.fixes)
        yield from checker.failures.values()
    yield from map(Notice, models.notices() if models else ())


def _rewritten(text: Text, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made. Raises CannotRun where it cannot hold them, or could not be read with them."""
    path = text.document.path
    try:
        data = formats.rewrite(text.document, edits)
    except CannotRun as error:
        raise CannotRun(f"{path}: {error}") from error
    try:
        if edits:
            texts.read_again(text, data)
    except CannotRun as error:
        raise CannotRun(f"{path}: is left as it is, for mended it could not be read: {error}") from error
    return data


def _models(settings: Settings) -> Models:
    """The models of a run; those that the flags and the settings of the working folder name are open."""
    models, config = Models(), settings.here
    try:
        models.open(config.question, config.source_lang, config.target_lang)
    except KeyboardInterrupt as error:
        raise Interrupted("stopped; nothing was read yet") from error
    return models
