"""Paths go in, checked documents come out, and beside them what could not be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from mtqa import gate, texts, work
from mtqa.errors import CannotRun, Interrupted, guarded
from mtqa.known import Known
from mtqa.mending import Mended, Mending, Outcome
from mtqa.models.consulting import Consultation, Models
from mtqa.progress import Tell, untold
from mtqa.search import Search
from mtqa.segment import Checked
from mtqa.texts import NOWHERE, File, Notice, Places, Settings, Text

NOTHING_KNOWN = Known()
_UNMENDED = "stopped; files that are not told to be mended are as they were"
Item = TypeVar("Item")


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
    files: Iterable[work.Item], one: Search, known: Known, models: Models, tell: Tell
) -> Iterator[Checked | CannotRun | Notice]:
    for found in work.done([*files], one, tell):
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
    one = Mending(flags, places.source, unsafe)
    models = _models(one.settings) if unsafe else None
    return _told(_mended(texts.find(names, places, one.settings), one, models, tell), _UNMENDED)


def _mended(
    files: Iterable[work.Item], one: Mending, models: Models | None, tell: Tell
) -> Iterator[Mended | CannotRun | Notice]:
    files = [*files]
    asks = any(one.settings.of(file.name).question.is_asked for file in files if isinstance(file, File))
    for outcome in _by_models(files, one, models, tell) if models and asks else work.done(files, one, tell):
        if isinstance(outcome, Outcome):
            yield from outcome.notices
            yield outcome.mended
            yield from outcome.failures
        else:
            yield outcome
    yield from map(Notice, models.notices() if models else ())


def _by_models(
    files: Sequence[work.Item], one: Mending, models: Models, tell: Tell
) -> Iterator[Outcome | CannotRun | Notice]:
    """What becomes of the files in this process, which has the models."""
    for number, file in enumerate(files):
        if isinstance(file, File):
            tell("" if file.is_typed else str(file.name), number, len(files))
        text = one.read(file) if isinstance(file, File) else file
        if not isinstance(text, Text):
            yield text
            continue
        said, checker = Consultation(text.document, models, tell), text.config.checker
        if text.config.question.is_asked:
            said.hold(text.config.question, checker.check(text.document), checker.check)
        yield from map(Notice, said.told())
        if said.stopped:
            yield Interrupted(_UNMENDED) if isinstance(said.stopped, Interrupted) else said.stopped
            return
        yield one.outcome(text, said.opinions)


def _models(settings: Settings) -> Models:
    """The models of a run; those that the flags and the settings of the working folder name are open."""
    models, config = Models(), settings.here
    try:
        models.open(config.question, config.source_lang, config.target_lang)
    except KeyboardInterrupt as error:
        raise Interrupted("stopped; nothing was read yet") from error
    return models
