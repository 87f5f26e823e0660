"""Translation models of transformers, run by torch: Marian, NLLB, M2M100, MADLAD, and others of their kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtqa.errors import CannotRun
from mtqa.models import pretrained, tokens
from mtqa.models.catalogue import Model
from mtqa.models.decoding import Pair, Written
from mtqa.models.tokens import Coded, Tokenizer

# Logits held at a time: 256 MB of them; and tokens, where a vocabulary is small.
_LOGITS = 2**26
_BATCH = 4096


@dataclass(frozen=True)
class Seq2Seq:
    """A decoder by torch."""

    model: Any
    tokenizer: Tokenizer
    signature: str
    notice: str = ""

    @property
    def most(self) -> int:
        bounds = [getattr(self.model.config, name, None) for name in ("max_position_embeddings", "n_positions")]
        return min(self.tokenizer.longest, *filter(None, bounds)) if any(bounds) else self.tokenizer.longest

    @property
    def batch(self) -> int:
        return min(_BATCH, max(64, _LOGITS // int(self.model.config.vocab_size)))

    def write(self, sources: Sequence[Coded], before: list[int], beams: int, count: int) -> list[list[Written]]:
        import torch  # noqa: PLC0415

        read = self._filled([source.ids for source in sources])
        longest = min(self.most, 2 * read["input_ids"].shape[1] + 16)
        forced = {"forced_bos_token_id": before[0]} if before else {}
        beams = max(beams, count)
        with torch.inference_mode():
            made = self.model.generate(
                **read,
                num_beams=beams,
                num_return_sequences=count,
                do_sample=False,
                length_penalty=1.0,
                max_length=None,
                max_new_tokens=longest,
                **forced,
            )
        return self._judged(sources, before, [self._own(row, before) for row in made[:, 1:].tolist()], count)

    def _own(self, row: list[int], before: list[int]) -> list[int]:
        """The tokens after those that were given, with the one that ends them if they came to an end."""
        row = row[len(before) :]
        end = self.tokenizer.library.eos_token_id
        if end in row:
            return row[: row.index(end) + 1]
        pad = self.tokenizer.library.pad_token_id
        return row[: row.index(pad)] if pad in row else row

    def _judged(
        self, sources: Sequence[Coded], before: list[int], rows: list[list[int]], count: int
    ) -> list[list[Written]]:
        asked = [source for source in sources for _ in range(count)]
        pairs = [Pair(source, Coded(before, row, [], [])) for source, row in zip(asked, rows, strict=True)]
        written = list[Written]()
        for number in range(0, len(pairs), len(sources)):
            some = pairs[number : number + len(sources)]
            for pair, values in zip(some, self.force(some), strict=True):
                ids, end = pair.target.own, self.tokenizer.library.eos_token_id
                written.append(Written(ids, sum(values) / max(1, len(values)), ids[-1:] == [end]))
        return [written[number : number + count] for number in range(0, len(written), count)]

    def force(self, pairs: Sequence[Pair]) -> list[list[float]]:
        import torch  # noqa: PLC0415

        read = self._filled([pair.source.ids for pair in pairs])
        written = self._filled([pair.target.ids for pair in pairs])
        labels = written["input_ids"].masked_fill(written["attention_mask"] == 0, -100)
        with torch.inference_mode():
            logits = self.model(**read, labels=labels).logits
            losses = torch.nn.functional.cross_entropy(logits.transpose(1, 2), labels, reduction="none")
        return [
            [-value for value in row[len(pair.target.before) : len(pair.target.ids)]]
            for row, pair in zip(losses.tolist(), pairs, strict=True)
        ]

    def _filled(self, rows: list[list[int]]) -> dict[str, Any]:
        return pretrained.padded(rows, self.tokenizer.library.pad_token_id, self.model.device)


def opened(folder: Path, model: Model) -> Seq2Seq:
    """The model in a folder, on the device that there is. Raises CannotRun where a file is missing or damaged."""
    require_weights(folder)
    tokenizer, network = tokens.load(folder), pretrained.network(folder, "AutoModelForSeq2SeqLM")
    return Seq2Seq(network, tokenizer, pretrained.signature(model))


def require_weights(folder: Path) -> None:
    """Raises CannotRun where a folder has no weights that can be read without running what is in them."""
    tokens.require(folder, "config.json")
    if not any((folder / name).is_file() for name in ("model.safetensors", "model.safetensors.index.json")):
        only = " there is only a pytorch_model.bin;" if (folder / "pytorch_model.bin").exists() else ""
        raise CannotRun(f"{folder / 'model.safetensors'}: is missing;{only} save the model with transformers anew")
