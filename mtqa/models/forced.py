"""How likely a translation model finds a target: the probabilities of its tokens, given the source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from mtqa.alignment.beads import Bead, Match, align
from mtqa.errors import NotSpoken
from mtqa.languages.sentences import sentences
from mtqa.models import runners
from mtqa.models.batches import in_batches, windows
from mtqa.models.catalogue import Model
from mtqa.models.decoding import Decoder, Pair
from mtqa.models.pairs import MOST_SENTENCES
from mtqa.segment import Score, Segment, Token

Stretch = tuple[int, int]


class Unit(NamedTuple):
    """A stretch of a target with its source as tokens, where it starts, and whether either was cut."""

    pair: Pair
    start: int
    truncated: bool


@dataclass
class Forced:
    """A scorer by forced decoding: the mean natural logarithm of the probability of the target's tokens and ends.

    A segment of several sentences is scored sentence by sentence, as models of translation are trained; one that has
    no counterpart goes with its neighbour, where it makes the target's end, or its own words, unlikely.
    """

    decoder: Decoder
    model: Model
    threshold: float | None = None
    needs_source: bool = True
    _unknown: set[str] = field(default_factory=set)

    @property
    def signature(self) -> str:
        return f"{self.decoder.signature}|forced"

    @property
    def notice(self) -> str:
        pairs = ", ".join(sorted(self._unknown))
        unknown = f"gives no score for {pairs}, which it does not translate" if pairs else ""
        return "; ".join(filter(None, (self.decoder.notice, unknown)))

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        """None for a segment without a source or a target, or in languages that the model does not translate."""
        for window in windows(segments):
            cut = [list(self._units(segment)) for segment in window]
            found = iter(
                in_batches(
                    [unit for units in cut for unit in units],
                    lambda unit: unit.pair.size,
                    self.decoder.batch,
                    lambda units: self.decoder.force([unit.pair for unit in units]),
                )
            )
            for segment, units in zip(window, cut, strict=True):
                yield _score(segment.target, [(unit, next(found)) for unit in units]) if units else None

    def _speaks(self, source_lang: str, target_lang: str) -> bool:
        """Whether the model translates between these, and its tokenizer has codes for them."""
        try:
            self.decoder.tokenizer.source("", source_lang, target_lang)
            self.decoder.tokenizer.target("", target_lang)
        except NotSpoken:
            return False
        return self.model.speaks(source_lang, target_lang)

    def _units(self, segment: Segment) -> Iterator[Unit]:
        if not segment.source.strip() or not segment.target.strip():
            return
        if not self._speaks(segment.source_lang, segment.target_lang):
            self._unknown.add(f"{segment.source_lang}>{segment.target_lang}")
            return
        tokenizer, most = self.decoder.tokenizer, self.decoder.most
        for (first, last), (start, end) in stretches(segment):
            source = tokenizer.source(segment.source[first:last], segment.source_lang, segment.target_lang)
            target = tokenizer.target(segment.target[start:end], segment.target_lang)
            pair = Pair(source.cut(most), target.cut(most))
            cut = len(pair.source.own) < len(source.own) or len(pair.target.own) < len(target.own)
            yield Unit(pair, start, cut)


def stretches(segment: Segment) -> list[tuple[Stretch, Stretch]]:
    """What of a source and what of its target say the same, in order: as few sentences as can be told apart."""
    sources = sentences(segment.source, segment.source_lang)
    targets = sentences(segment.target, segment.target_lang)
    if min(len(sources), len(targets)) < 2 or max(len(sources), len(targets)) > MOST_SENTENCES:
        return [((sources[0][0], sources[-1][1]), (targets[0][0], targets[-1][1]))]
    match = Match.of(
        [segment.source[start:end] for start, end in sources],
        [segment.target[start:end] for start, end in targets],
        segment.source_lang,
        segment.target_lang,
    )
    return [
        (
            (sources[bead.source][0], sources[bead.source_end - 1][1]),
            (targets[bead.target][0], targets[bead.target_end - 1][1]),
        )
        for bead in _none_alone(align(match)[0])
    ]


def _none_alone(beads: Sequence[Bead]) -> list[Bead]:
    """The beads, where each that is alone on one side is joined to the one before it, or else to the one after."""
    joined = list[Bead]()
    for bead in beads:
        if joined and (bead.is_alone or joined[-1].is_alone):
            joined[-1] = joined[-1]._replace(source_end=bead.source_end, target_end=bead.target_end)
        else:
            joined.append(bead)
    return joined


def _score(target: str, found: list[tuple[Unit, list[float]]]) -> Score:
    values = [value for _, some in found for value in some]
    told = tuple(token for unit, some in found for token in tokens(target, unit, some))
    return Score(sum(values) / len(values), told, truncated=any(unit.truncated for unit, _ in found))


def tokens(target: str, unit: Unit, values: list[float]) -> Iterator[Token]:
    """The tokens of a unit where they stand in the target, without white space and without the end of the text.

    Those of one character are told together, and those that stand for none with what comes after them.
    """
    total, last = 0.0, unit.start
    # There is one value more, for the end.
    placed = zip(unit.pair.target.stretches, values, strict=False)
    for (start, end), group in groupby(placed, key=itemgetter(0)):
        total += sum(value for _, value in group)
        here = max(last, unit.start + start)
        text = target[here : unit.start + end]
        if text.strip():
            last = unit.start + end
            yield Token(last - len(text.lstrip()), last, total)
            total = 0.0


def open_scorer(folder: Path, model: Model) -> Forced:
    """Raises CannotRun where the model in the folder cannot be opened."""
    return Forced(runners.opened(folder, model), model)
