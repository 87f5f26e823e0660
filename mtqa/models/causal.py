"""Language models that have never seen a source: how likely they find each token of a text after those before it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtqa.errors import CannotRun
from mtqa.models.batches import in_batches, windows
from mtqa.models.catalogue import Model
from mtqa.models.pretrained import network, padded, signature, tokenizer
from mtqa.segment import Score, Segment, Token

LONGEST, TOKENS = 1_024, 1_024


@dataclass(frozen=True)
class Causal:
    """A scorer of the mean natural logarithm of the tokens' probabilities, from -infinity to 0.

    `start` is the token that every text begins with, so that the first word is read too.
    """

    signature: str
    tokenizer: Any
    network: Any
    start: int
    longest: int = LONGEST
    threshold: float | None = None
    needs_source: bool = False
    notice: str = ""

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        """None for an empty target."""
        for window in windows(segments):
            yield from self._scores([segment.target for segment in window])

    def _scores(self, texts: list[str]) -> Iterator[Score | None]:
        coded = self.tokenizer(texts, add_special_tokens=False, split_special_tokens=True, return_offsets_mapping=True)
        rows = [[self.start, *ids[: self.longest - 1]] for ids in coded["input_ids"]]
        for text, spans, likely in zip(
            texts, coded["offset_mapping"], in_batches(rows, len, TOKENS, self._likely), strict=True
        ):
            tokens = tuple(Token(start, end, value) for (start, end), value in zip(spans, likely, strict=False))
            mean = sum(likely) / max(1, len(likely))
            yield Score(mean, tokens, truncated=len(spans) > len(tokens)) if tokens and text.strip() else None

    def _likely(self, rows: list[list[int]]) -> list[list[float]]:
        """The natural logarithms of the probabilities of each row's tokens, without the first."""
        import torch  # noqa: PLC0415

        inputs = padded(rows, 0, self.network.device)
        with torch.inference_mode():
            logits = self.network(**inputs, use_cache=False).logits[:, :-1]
            following = inputs["input_ids"][:, 1:]
            chosen = logits.gather(2, following.unsqueeze(2)).squeeze(2) - logits.logsumexp(2)
        return [values[: len(row) - 1] for values, row in zip(chosen.tolist(), rows, strict=True)]


def open_scorer(folder: Path, model: Model) -> Causal:
    """The scorer. Raises CannotRun where the folder cannot be read, or does not tell where its tokens stand."""
    reader, predictor = tokenizer(folder), network(folder, "AutoModelForCausalLM")
    starts = (reader.bos_token_id, reader.eos_token_id, reader.pad_token_id)
    start = next((number for number in starts if number is not None), None)
    if not reader.is_fast or start is None:
        raise CannotRun(
            f"{folder}: its tokenizer does not tell where tokens stand or how texts begin; take another model"
        )
    longest = min(LONGEST, getattr(predictor.config, "max_position_embeddings", LONGEST))
    return Causal(signature(model, "mean log-probability"), reader, predictor, start, longest)
