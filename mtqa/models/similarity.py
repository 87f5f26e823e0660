"""How alike source and target are in meaning, by the vectors that an encoder gives their sentences.

A segment of several sentences is compared sentence by sentence: each, of either side, with every one of the other and
with every two neighbours there. The score is halfway between the least likeness that was found and the mean of the side
that has the lower one, so that one sentence lost or added among many tells.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite, nan
from typing import Any, NamedTuple

from mtqa.expressions import expression
from mtqa.languages.copies import is_copied
from mtqa.languages.foreign import runs
from mtqa.languages.passages import passages
from mtqa.languages.sentences import sentences
from mtqa.models.batches import windows
from mtqa.models.catalogue import Model
from mtqa.models.pairs import MOST_SENTENCES
from mtqa.segment import Remark, Score, Segment
from mtqa.text import beginning

_Stretch = tuple[int, int]

# For each text a vector of length 1, and whether only its beginning was read.
Encode = Callable[[Sequence[str]], Iterable[tuple[Any, bool]]]

# What a signature calls the score.
MEASURE = "cosines of sentences, least and mean"
_LETTER = expression(r"[^\W\d_]")


class _Side(NamedTuple):
    """The sentences of a text, and what those of the other side are compared with: they, and every two neighbours."""

    sentences: list[_Stretch]
    texts: list[str]


@dataclass
class Similarity:
    """A scorer by the cosine of an encoder's vectors, from -1 to 1.

    What was left in the source's language counts for nothing: an encoder that knows both languages would find it as
    good as a translation. Where that is most of a target the score is 0. Where a score is below the
    `threshold`, the sentences are remarked on that have nothing like them, if others have.
    """

    model: Model
    signature: str
    threshold: float | None
    encode: Encode
    needs_source: bool = True
    _unknown: Counter[str] = field(default_factory=Counter)

    @property
    def notice(self) -> str:
        if not self._unknown:
            return ""
        pairs = ", ".join(f"{number} {pair}" for pair, number in sorted(self._unknown.items()))
        return f"knows only {self.model.languages}; segments without a score: {pairs}"

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        """None for a segment without a source or a target, or in a language that the model does not know."""
        for window in windows(segments):
            pairs = [self._pair(segment) for segment in window]
            texts = list(dict.fromkeys(text for pair in pairs if pair for side in pair for text in side.texts))
            known = dict(zip(texts, self.encode(texts), strict=True)) if texts else {}
            for segment, pair in zip(window, pairs, strict=True):
                yield self._score(segment, *pair, known) if pair else None

    def _pair(self, segment: Segment) -> tuple[_Side, _Side] | None:
        if not segment.source.strip() or not segment.target.strip():
            return None
        if not self.model.speaks(segment.source_lang, segment.target_lang):
            self._unknown[f"{segment.source_lang}>{segment.target_lang}"] += 1
            return None
        return _side(segment.source, segment.source_lang), _side(_translated(segment), segment.target_lang)

    def _score(self, segment: Segment, source: _Side, target: _Side, known: Mapping[str, tuple[Any, bool]]) -> Score:
        if not source.texts or not target.texts:
            return Score(0.0)
        likeness = _matrix(source, known) @ _matrix(target, known).T
        of_source = likeness[: len(source.sentences)].max(axis=1).tolist()
        of_target = likeness[:, : len(target.sentences)].max(axis=0).tolist()
        means = (sum(values) / len(values) for values in (of_source, of_target))
        value = (min(*of_source, *of_target) + min(means)) / 2 if isfinite(likeness.sum()) else nan
        remarks = list[Remark]()
        if self.threshold is not None and value < self.threshold <= max(*of_source, *of_target):
            lost = [where for where, found in zip(source.sentences, of_source, strict=True) if found < self.threshold]
            added = [where for where, found in zip(target.sentences, of_target, strict=True) if found < self.threshold]
            remarks = _remarks(segment, lost, added)
        cut = any(known[text][1] for text in (*source.texts, *target.texts))
        return Score(value, remarks=tuple(remarks), truncated=cut)


def _matrix(side: _Side, known: Mapping[str, tuple[Any, bool]]) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.stack([known[text][0] for text in side.texts])


def _side(text: str, lang: str) -> _Side:
    spans = sentences(text, lang)
    if len(spans) > MOST_SENTENCES:
        spans = [(spans[0][0], spans[-1][1])]
    singles = [text[start:end] for start, end in spans]
    return _Side(spans, [*singles, *(f"{one} {other}" for one, other in pairwise(singles))])


def _translated(segment: Segment) -> str:
    """The target with spaces in place of what was left in the source's language; "" where that is most of it."""
    target, lang, source_lang = segment.target, segment.target_lang, segment.source_lang.partition("-")[0]
    if is_copied(segment):
        return ""
    left = [(word.start, word.end) for run in runs(target, lang) if run.foreign for word in run.words]
    left += [(part.start, part.end) for part in passages(target, lang) if part.language == source_lang]
    if not left:
        return target
    letters = list(target)
    for start, end in left:
        letters[start:end] = " " * (end - start)
    text = "".join(letters)
    return text if 2 * len(_LETTER.findall(text)) >= len(_LETTER.findall(target)) else ""


def _remarks(segment: Segment, lost: Iterable[_Stretch], added: Iterable[_Stretch]) -> list[Remark]:
    whole = 0, len(segment.target)
    missing = "nothing here says what the source says in “{}”"
    return [
        *(Remark(*whole, "warning", missing.format(beginning(segment.source[slice(*where)]))) for where in lost),
        *(Remark(*where, "warning", "nothing in the source says this") for where in added),
    ]
