"""Models that are opened when they are first asked: what is told of them is known from a run that opened the same."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mtqa.memory import Memory
from mtqa.models import Candidate, Scorer, Translator
from mtqa.segment import Score, Segment


@dataclass
class PostponedScorer:
    signature: str
    threshold: float | None
    needs_source: bool
    open: Callable[[], Scorer]

    @cached_property
    def _opened(self) -> Scorer:
        return self.open()

    @property
    def notice(self) -> str:
        return self._opened.notice if "_opened" in vars(self) else ""

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        yield from self._opened.scores(segments)


@dataclass
class PostponedTranslator:
    signature: str
    open: Callable[[], Translator]

    @cached_property
    def _opened(self) -> Translator:
        return self.open()

    @property
    def notice(self) -> str:
        return self._opened.notice if "_opened" in vars(self) else ""

    def translations(self, sources: Iterable[str], count: int = 1) -> Iterator[list[Candidate]]:
        yield from self._opened.translations(sources, count)


def scorer(opens: Callable[[], Scorer], key: bytes, kept: Memory) -> Scorer:
    """What scores: opened now, so that what is wrong with it is told, but where that went well before. What was learnt
    then is kept under a key, which has to name all that it depends on."""
    if known := kept.found([key]):
        signature, threshold, needs_source = json.loads(known[key])
        return PostponedScorer(signature, threshold, needs_source, opens)
    opened = opens()
    kept.keep(key, json.dumps((opened.signature, opened.threshold, opened.needs_source)))
    return opened


def translator(opens: Callable[[], Translator], key: bytes, kept: Memory) -> Translator:
    """What translates, opened now unless that went well before; its signature is kept under a key like that of a
    scorer."""
    if known := kept.found([key]):
        return PostponedTranslator(json.loads(known[key]), opens)
    opened = opens()
    kept.keep(key, json.dumps(opened.signature))
    return opened
