"""Translation models run by CTranslate2 in integers of 8 bits, converted once into the cache."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from warnings import catch_warnings

from mtqa.errors import CannotRun, one_line
from mtqa.memory import cache
from mtqa.models import pretrained, seq2seq, tokens
from mtqa.models.catalogue import Model
from mtqa.models.decoding import Pair, Written
from mtqa.models.tokens import Coded, Tokenizer

QUANTIZATION = "int8"


class NotConverted(CannotRun):
    """CTranslate2 does not know how to run such a model."""


@dataclass(frozen=True)
class CTranslate:
    """A decoder by CTranslate2."""

    model: Any
    tokenizer: Tokenizer
    signature: str
    batch: int = 2048
    notice: str = ""

    @property
    def most(self) -> int:
        return self.tokenizer.longest

    def write(self, sources: Sequence[Coded], before: list[int], beams: int, count: int) -> list[list[Written]]:
        names, first = self.tokenizer.names, self.tokenizer.names(before)
        longest = min(self.most, 2 * max(len(source.ids) for source in sources) + 16)
        made = self.model.translate_batch(
            [names(source.ids) for source in sources],
            target_prefix=[first] * len(sources) if first else None,
            beam_size=max(beams, count),
            num_hypotheses=count,
            length_penalty=1.0,
            max_decoding_length=longest,
            max_input_length=0,
            return_scores=True,
            return_end_token=True,
        )
        return [
            [
                self._written(pieces[len(first) :], value * len(pieces))
                for pieces, value in zip(one.hypotheses, one.scores, strict=True)
            ]
            for one in made
        ]

    def _written(self, pieces: list[str], total: float) -> Written:
        ids = self.tokenizer.numbers(pieces)
        return Written(ids, total / max(1, len(ids)), ids[-1:] == [self.tokenizer.library.eos_token_id])

    def force(self, pairs: Sequence[Pair]) -> list[list[float]]:
        names = self.tokenizer.names
        # It ends the targets by itself.
        scored = self.model.score_batch(
            [names(pair.source.ids) for pair in pairs],
            [names([*pair.target.before, *pair.target.own]) for pair in pairs],
            max_input_length=0,
        )
        return [one.log_probs[len(pair.target.before) :] for one, pair in zip(scored, pairs, strict=True)]


def converted(folder: Path, model: Model) -> CTranslate:
    """The model in a folder of transformers, converted into the cache where it is not, or is damaged there.

    Raises CannotRun where a file is missing or damaged, and NotConverted.
    """
    tokenizer = tokens.load(folder)
    made = cache() / "ctranslate2" / f"{model.name}-{model.revision[:12]}-{QUANTIZATION}"
    if made.exists():
        with suppress(CannotRun):
            return _opened(made, tokenizer, model)
        shutil.rmtree(made, ignore_errors=True)
    _convert(folder, made)
    return _opened(made, tokenizer, model, f"remove {made}")


def _convert(folder: Path, made: Path) -> None:
    """Writes the converted model at once or not at all."""
    seq2seq.require_weights(folder)
    pretrained.silence()
    try:
        made.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(mkdtemp(dir=made.parent))
    except OSError as error:
        raise CannotRun(
            f"{made.parent}: cannot be written: {error.strerror}; set MTQA_CACHE to another folder"
        ) from error
    try:
        _write(folder, unfinished)
        with suppress(OSError):  # another run was faster
            unfinished.rename(made)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _write(folder: Path, made: Path) -> None:
    """Writes the converted model, of weights that are read from safetensors only."""
    from ctranslate2.converters import TransformersConverter  # noqa: PLC0415
    from safetensors import SafetensorError  # noqa: PLC0415

    def load(kind: Any, place: str, **settings: Any) -> Any:
        model = kind.from_pretrained(place, use_safetensors=True, local_files_only=True, **settings)
        if getattr(model.config, "scale_decoder_outputs", None) is False:
            # Since transformers 5 all T5 say that they tie them, which the converter takes for a wish to scale.
            model.config.tie_word_embeddings = False
        return pretrained.read_by_own_weights(model)

    def load_tokenizer(kind: Any, place: str, **settings: Any) -> Any:
        library = kind.from_pretrained(place, local_files_only=True, **settings)
        # Since transformers 5 the languages that M2M100 has codes for are not counted among its tokens.
        known = {**library.get_vocab(), **getattr(library, "lang_token_to_id", {})}
        library.get_vocab = lambda: known
        return library

    converter = TransformersConverter(str(folder))
    converter.load_model, converter.load_tokenizer = load, load_tokenizer
    try:
        with catch_warnings(action="ignore"):
            converter.convert(str(made), quantization=QUANTIZATION, force=True)
    except (OSError, SafetensorError) as error:
        raise pretrained.unreadable(folder, error) from error
    except pretrained.DAMAGED as error:
        reason = one_line(error) or type(error).__name__
        raise NotConverted(
            f"{folder}: CTranslate2 cannot convert it: {reason}; leave it to torch by :torch after its name"
        ) from error


def ready(folder: Path, model: Model) -> CTranslate:
    """The model in a folder that CTranslate2 has converted, beside which its tokenizer has to be."""
    if not (folder / "tokenizer_config.json").exists():
        raise CannotRun(
            f"{folder / 'tokenizer_config.json'}: is missing; copy the tokenizer's files from the model it was made of"
        )
    return _opened(folder, tokens.load(folder), model)


def _opened(
    folder: Path, tokenizer: Tokenizer, model: Model, remedy: str = "copy the model's files anew"
) -> CTranslate:
    import ctranslate2  # noqa: PLC0415

    try:
        network = ctranslate2.Translator(str(folder), device="auto")
    except (RuntimeError, ValueError) as error:
        raise pretrained.unreadable(folder, error, remedy) from error
    name = model.name if Path(model.repository).is_absolute() else model.repository
    engine = f"ctranslate2 {ctranslate2.__version__}"
    signature = f"{model.engine}|{name}@{model.revision}|{engine}|{network.compute_type}"
    return CTranslate(network, tokenizer, signature)
