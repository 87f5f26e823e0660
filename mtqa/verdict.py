"""What the exit code of a command says."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from mtqa.errors import BROKEN, FAILED, INTERRUPTED, PASSED, CannotRun, Interrupted, RuleFailed, told
from mtqa.segment import Checked
from mtqa.texts import Notice

Item = TypeVar("Item")


class Verdict:
    """What the exit code has to say, gathered while results go by."""

    def __init__(self) -> None:
        self.code = PASSED
        self.errors = list[str]()
        self._failed = set[str]()

    def fail(self, *, when: bool = True) -> None:
        self.code = max(self.code, FAILED if when else PASSED)

    def broke(self, error: CannotRun) -> None:
        """Tell of the error; of a rule that failed, once in a run."""
        if isinstance(error, RuleFailed):
            if error.rule in self._failed:
                return
            self._failed.add(error.rule)
        told(str(error))
        self.errors.append(str(error))
        self.code = INTERRUPTED if isinstance(error, Interrupted) else BROKEN

    def readable(self, items: Iterable[Item | CannotRun | Notice]) -> Iterator[Item]:
        """The items, while what could not be read is told on standard error."""
        for item in items:
            if isinstance(item, CannotRun):
                self.broke(item)
            elif isinstance(item, Notice):
                told(item.text)
            else:
                yield item

    def judged(self, results: Iterable[Checked]) -> Iterator[Checked]:
        for checked in results:
            self.fail(when=not checked.passes)
            yield checked
