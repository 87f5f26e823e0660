"""MetricX-24: how many errors a translation has, told by a model that was trained on what people said of others.

It is an mT5 whose first step of decoding is read at one token that texts do not have: its logit is the penalty, from 0
for a perfect translation to 25 (Juraska et al. 2024, “MetricX-24”). The hybrid models do without a reference.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import Path
from typing import Any

from mtqa.errors import CannotRun
from mtqa.models.batches import in_batches
from mtqa.models.catalogue import Model
from mtqa.models.pairs import of_pairs
from mtqa.models.pretrained import network, padded, signature
from mtqa.segment import Score, Segment

WORST = 25.0
# The penalty of one grave error on the scale of MQM, which the models were trained on.
THRESHOLD = WORST - 5
LONGEST, TOKENS = 1_535, 4_096
# <extra_id_10> in the vocabulary of mT5, and the token that decoding starts from.
_PENALTY, _START = 250_089, 0


@dataclass(frozen=True)
class MetricX:
    """A scorer of 25 minus the penalty, from 0 to 25."""

    signature: str
    pieces: Any
    network: Any
    threshold: float = THRESHOLD
    needs_source: bool = True
    notice: str = ""

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        """None for a segment without a source or a target."""
        yield from of_pairs(segments, self._scores)

    def _scores(self, segments: list[Segment]) -> Iterator[Score]:
        texts = [f"source: {segment.source} candidate: {segment.target}" for segment in segments]
        rows: list[list[int]] = self.pieces.encode(texts)
        penalties = in_batches([row[:LONGEST] for row in rows], len, TOKENS, self._penalties)
        for row, penalty in zip(rows, penalties, strict=True):
            yield Score(WORST - penalty, truncated=len(row) > LONGEST)

    def _penalties(self, rows: list[list[int]]) -> list[float]:
        """The rows do not end in the token for an end, as they did not in training."""
        import torch  # noqa: PLC0415

        inputs = padded(rows, 0, self.network.device)
        start = torch.full((len(rows), 1), _START, device=self.network.device)
        with torch.inference_mode():
            logits = self.network(**inputs, decoder_input_ids=start, use_cache=False).logits
        penalties: list[float] = logits[:, 0, _PENALTY].tolist()
        return [min(WORST, max(0.0, penalty)) if isfinite(penalty) else nan for penalty in penalties]


def open_scorer(folder: Path, model: Model) -> MetricX:
    """The scorer. Raises CannotRun where the folder cannot be read."""
    from sentencepiece import SentencePieceProcessor  # noqa: PLC0415

    place = folder / "spiece.model"
    try:
        pieces = SentencePieceProcessor(model_file=str(place))
    except (OSError, RuntimeError) as error:
        raise CannotRun(f"{place}: cannot be read; copy the tokenizer of an mT5 there") from error
    return MetricX(signature(model, "25 - penalty"), pieces, network(folder, "MT5ForConditionalGeneration"))
