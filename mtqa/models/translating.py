"""Translation by a model that writes sentences: a text is cut into them, and what becomes of them joined again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import product
from pathlib import Path
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages.sentences import sentences
from mtqa.models import Candidate, runners
from mtqa.models.batches import in_batches, windows
from mtqa.models.catalogue import Model
from mtqa.models.decoding import Decoder
from mtqa.models.tokens import Coded
from mtqa.text import UNSPACED

BEAMS = 4
_CLAUSE = expression(r"[,;:—–](?=\s)|[，；：、]")
_SPACE = expression(r"\s")


class Unit(NamedTuple):
    """A sentence or clause as tokens, what stood between it and the one before, and whether it was cut short."""

    coded: Coded
    gap: str
    truncated: bool


class Part(NamedTuple):
    """A translation of units: the sum of the logarithms of its tokens' probability, and their number."""

    text: str
    total: float
    tokens: int
    truncated: bool

    @property
    def mean(self) -> float:
        return self.total / max(1, self.tokens)


@dataclass(frozen=True)
class Sentences:
    """A translator that gives a model the sentences of a text, or the clauses of one that it could not read at once."""

    decoder: Decoder
    source_lang: str
    target_lang: str
    beams: int = BEAMS

    @property
    def signature(self) -> str:
        return f"{self.decoder.signature}|{self.source_lang}>{self.target_lang}|beams:{self.beams}"

    @property
    def notice(self) -> str:
        return self.decoder.notice

    def translations(self, sources: Iterable[str], count: int = 1) -> Iterator[list[Candidate]]:
        """For each source the `count` best translations, or those that there are; none for one without words."""
        before = self.decoder.tokenizer.target("", self.target_lang).before
        for window in windows(sources):
            cut = [list(self._units(source)) for source in window]
            found = iter(
                in_batches(
                    [unit for units in cut for unit in units],
                    lambda unit: len(unit.coded.ids),
                    self.decoder.batch,
                    lambda units: self._written(units, before, count),
                )
            )
            for units in cut:
                yield self._joined([(unit, next(found)) for unit in units], count)

    def _units(self, source: str) -> Iterator[Unit]:
        end = 0
        for start, stop in sentences(source, self.source_lang):
            for first, last in self._fitting(source, start, stop):
                coded = self._coded(source[first:last])
                if not coded.own:
                    continue
                short = coded.cut(self.decoder.most)
                yield Unit(short, source[end:first], len(short.own) < len(coded.own))
                end = last

    def _coded(self, text: str) -> Coded:
        return self.decoder.tokenizer.source(text, self.source_lang, self.target_lang)

    def _fitting(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretch, or its halves while the model cannot read it at once; a word is not cut."""
        cuts = [start + match.end() for match in _CLAUSE.finditer(text[start:end])]
        cuts = [cut for cut in cuts if start < cut < end]
        cuts = cuts or [start + match.start() for match in _SPACE.finditer(text[start:end])]
        if len(self._coded(text[start:end]).ids) <= self.decoder.most or not cuts:
            yield start, end
            return
        middle = min(cuts, key=lambda cut: abs(2 * cut - start - end))
        yield from self._fitting(text, start, middle)
        yield from self._fitting(text, middle + len(text[middle:end]) - len(text[middle:end].lstrip()), end)

    def _written(self, units: list[Unit], before: list[int], count: int) -> Iterator[list[Part]]:
        made = self.decoder.write([unit.coded for unit in units], before, self.beams, count)
        for unit, some in zip(units, made, strict=True):
            yield [
                Part(
                    self.decoder.tokenizer.text(one.ids),
                    one.log_probability * len(one.ids),
                    len(one.ids),
                    unit.truncated or not one.ended,
                )
                for one in some
            ]

    def _joined(self, found: list[tuple[Unit, list[Part]]], count: int) -> list[Candidate]:
        """The best of all ways to put together one translation of each unit."""
        best = list[Part]()
        for unit, parts in found:
            ways = [self._together(*pair, unit.gap) for pair in product(best, parts)] if best else parts
            best = nlargest(count, ways, key=lambda part: part.mean)
        return [Candidate(part.text, part.mean, part.truncated) for part in best if part.text]

    def _together(self, left: Part, right: Part, gap: str) -> Part:
        """Two parts with the white space that stood between them, or none or one where the languages differ in that."""
        unspaced = bool(UNSPACED.match(left.text[-2:-1] or left.text[-1:]))
        between = gap.replace(" ", "") if unspaced else gap or " "
        return Part(
            f"{left.text}{between}{right.text}",
            left.total + right.total,
            left.tokens + right.tokens,
            left.truncated or right.truncated,
        )


def open_translator(folder: Path, model: Model, source_lang: str, target_lang: str) -> Sentences:
    """Raises CannotRun where the model in the folder cannot be opened, or NotSpoken: it has no code for a language."""
    opened = Sentences(runners.opened(folder, model), source_lang, target_lang)
    opened.decoder.tokenizer.source("", source_lang, target_lang)
    opened.decoder.tokenizer.target("", target_lang)
    return opened
