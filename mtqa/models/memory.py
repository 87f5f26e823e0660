"""What models have said, kept from one run to the next: asked the same again, they need not think."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite

from mtqa.memory import Memory, cache, key
from mtqa.models import Candidate, Scorer, Translator
from mtqa.models.batches import windows
from mtqa.segment import Remark, Score, Segment, Token


@dataclass
class RememberedScorer:
    """A scorer that is asked only for what it has not scored before. What it says that is no number is no score."""

    inner: Scorer
    memory: Memory
    _lost: int = 0

    @property
    def signature(self) -> str:
        return self.inner.signature

    @property
    def threshold(self) -> float | None:
        return self.inner.threshold

    @property
    def needs_source(self) -> bool:
        return self.inner.needs_source

    @property
    def notice(self) -> str:
        lost = f"segments without a score, since what the model gave is no number: {self._lost:,}" if self._lost else ""
        return "; ".join(filter(None, (self.inner.notice, lost, self.memory.notice)))

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        for window in windows(segments):
            keys = [self._key(segment) for segment in window]
            known: dict[bytes, Score | None] = {one: _score(text) for one, text in self.memory.found(keys).items()}
            new = {one: segment for one, segment in zip(keys, window, strict=True) if one not in known}
            fresh = map(self._number, self.inner.scores(new.values()))
            for one in keys:
                if one not in known:
                    known[one] = score = next(fresh)
                    if score:
                        self.memory.keep(one, json.dumps(score))
                yield known[one]

    def _number(self, score: Score | None) -> Score | None:
        if score is None or isfinite(score.value):
            return score
        self._lost += 1
        return None

    def _key(self, segment: Segment) -> bytes:
        return key(self.signature, segment.source, segment.target, segment.source_lang, segment.target_lang)


def _score(text: str) -> Score:
    value, tokens, remarks, truncated = json.loads(text)
    return Score(
        value, tuple(Token(*token) for token in tokens), tuple(Remark(*remark) for remark in remarks), truncated
    )


@dataclass
class RememberedTranslator:
    """A translator that is asked only for what it has not translated before."""

    inner: Translator
    memory: Memory

    @property
    def signature(self) -> str:
        return self.inner.signature

    @property
    def notice(self) -> str:
        return "; ".join(filter(None, (self.inner.notice, self.memory.notice)))

    def translations(self, sources: Iterable[str], count: int = 1) -> Iterator[list[Candidate]]:
        for window in windows(sources):
            keys = [key(self.signature, count, source) for source in window]
            known = {one: _candidates(text) for one, text in self.memory.found(keys).items()}
            new = {one: source for one, source in zip(keys, window, strict=True) if one not in known}
            fresh = iter(self.inner.translations(new.values(), count))
            for one in keys:
                if one not in known:
                    known[one] = next(fresh)
                    self.memory.keep(one, json.dumps(known[one]))
                yield known[one]


def _candidates(text: str) -> list[Candidate]:
    return [Candidate(*candidate) for candidate in json.loads(text)]


def memory() -> Memory:
    """That of the user, in the cache folder."""
    return Memory(cache() / "answers.sqlite")
