"""Models that score a translation or make one: what they all are to the rest of mtqa.

Nothing here imports a library of theirs; an engine is imported when a model is opened.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from mtqa.segment import Document, Finding, Retranslation, Score, Segment


class Scorer(Protocol):
    """Says how good targets are.

    `signature` names the model, its revision, the engine and the settings. A score below `threshold` is too low where
    the user does not say otherwise; None leaves that to the user. `needs_source` says that a segment without a source
    cannot be scored. `notice` is what the user should know of the scores given so far, such as how many segments have
    none; it is empty where there is nothing to say.
    """

    @property
    def signature(self) -> str: ...
    @property
    def threshold(self) -> float | None: ...
    @property
    def needs_source(self) -> bool: ...
    @property
    def notice(self) -> str: ...
    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        """One score for each segment, in order, read and given in batches; None where the model gave none."""


class Candidate(NamedTuple):
    """A translation, the mean natural logarithm of its tokens' probability, and whether its source was cut short."""

    text: str
    log_probability: float
    truncated: bool = False


class Translator(Protocol):
    """Makes translations from one language into another; `notice` is as a scorer's."""

    @property
    def signature(self) -> str: ...
    @property
    def notice(self) -> str: ...
    def translations(self, sources: Iterable[str], count: int = 1) -> Iterator[list[Candidate]]:
        """For each source the `count` best translations, the best first; none for an empty source."""


class Flagged(NamedTuple):
    """A segment to translate anew: its index in the document, what was found in it, and its score, if it has one."""

    number: int
    findings: Sequence[Finding]
    score: Score | None = None


class Retranslator(Protocol):
    """Finds what is better than a target: `Retranslator(translator, scorer, check)` of mtqa.models.retranslation, where
    there may be no scorer, and `check` gives all findings in a document.

    `notice` is as a scorer's.
    """

    @property
    def signature(self) -> str: ...
    @property
    def notice(self) -> str: ...
    def retranslations(self, document: Document, flagged: Iterable[Flagged]) -> Iterator[Retranslation | None]:
        """For each flagged segment of the document, in order, what to put in place of its target; None where nothing
        is better. All these segments have the translator's languages; one may have no source, or no target."""


class Question(NamedTuple):
    """The models to ask, by name or path, "" for none; whether about all segments, or the flagged ones alone; the least
    score that is good enough, where the user says it; and the user's own models.txt, if there is one."""

    score: str = ""
    retranslate: str = ""
    all_segments: bool = False
    least: float | None = None
    own: Path | None = None

    @property
    def is_asked(self) -> bool:
        return bool(self.score or self.retranslate)
