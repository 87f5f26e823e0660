"""Work on files, by one process or several: a path or a range of a file goes out, and what became of it comes back."""

from collections import deque
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar

from mtqa import paths, workers
from mtqa.errors import CannotRun
from mtqa.formats.ranges import SIZE, WHOLE
from mtqa.progress import Tell
from mtqa.texts import File, Notice, Settings

# Bytes of text for which one process is done as soon as several, which load the rules each.
LITTLE = 2_000_000

Item = File | CannotRun | Notice
Result = TypeVar("Result")
Made_co = TypeVar("Made_co", covariant=True)


class Work(Protocol[Made_co]):
    """What is done to files, fit for pickling: another process loads its own rules."""

    @property
    def settings(self) -> Settings: ...

    def ranges(self, file: File) -> Iterator[Item]:
        """The file, or the ranges of it that are each worked on alone."""

    def __call__(self, file: File) -> Made_co | CannotRun | Notice:
        """What becomes of a file, or of a range of one."""


class _Step(NamedTuple):
    """Something to do: of which file it is, by number, how far the run is then, and how far it is to go."""

    item: Item
    number: int
    done: int
    of: int

    def tell(self, tell: Tell) -> None:
        if isinstance(self.item, File):
            tell("" if self.item.is_typed else str(self.item.name), self.done, self.of)


def done(files: Sequence[Item], work: Work[Result], tell: Tell) -> Iterator[Result | CannotRun | Notice]:
    """What becomes of each file, in order; what is no file goes by as it is. Where a range cannot be read, the rest of
    its file is not."""
    broken = set[int]()
    steps = _steps(files, work, broken)
    count = processes(work.settings.here.jobs, [file for file in files if isinstance(file, File)])
    for step, answer in _by_many(steps, work, count, tell) if count > 1 else _by_one(steps, work, tell):
        if step.number in broken:
            continue
        if answer is None:
            left = sum(isinstance(other, File) for other in files[step.number + 1 :])
            yield CannotRun(f"{_name(step)}: is left out, and so are {left:,} after it: no process is left")
            return
        if isinstance(answer, workers.Lost):
            yield CannotRun(f"{_name(step)}: the process that worked on it {answer}; take it alone, with --jobs 1")
            continue
        if isinstance(answer, CannotRun | Notice) and isinstance(step.item, File):
            broken.add(step.number)
        yield answer


def _steps(files: Sequence[Item], work: Work[Result], broken: Container[int]) -> Iterator[_Step]:
    sizes = [_ranges(file) if isinstance(file, File) else 1 for file in files]
    of, done = sum(sizes), 0
    for number, (file, size) in enumerate(zip(files, sizes, strict=True)):
        for at, item in enumerate(work.ranges(file) if isinstance(file, File) else [file]):
            if number in broken:
                break
            yield _Step(item, number, done + min(at, size - 1), of)
        done += size


def _by_one(
    steps: Iterable[_Step], work: Work[Result], tell: Tell
) -> Iterator[tuple[_Step, Result | CannotRun | Notice | workers.Lost]]:
    for step in steps:
        step.tell(tell)
        yield step, workers.tried(work, step.item) if isinstance(step.item, File) else step.item


def _by_many(
    steps: Iterable[_Step], work: Work[Result], count: int, tell: Tell
) -> Iterator[tuple[_Step, Result | CannotRun | Notice | workers.Lost | None]]:
    """None says that no process is left to do a step."""
    given = deque[_Step]()

    def out() -> Iterator[File]:
        for step in steps:
            given.append(step)
            if isinstance(step.item, File):
                given[0].tell(tell)
                yield step.item

    for answer in chain(workers.ordered(work, out(), count), [None]):
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
    """How many processes work on the files: no more than there are ranges, one where somebody has to type, and if as
    many as there are cores are wanted, one where there is little to do."""
    if any(file.path == paths.STDIN for file in files):
        return 1
    sizes = [file.size() for file in files]
    if not wanted:
        wanted = workers.cores() if sum(sizes) > LITTLE else 1
    return min(wanted, sum(map(_ranges, files)))
