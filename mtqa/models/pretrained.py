"""Models in the folders that transformers saves: opened from their own files, and what they read."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from warnings import catch_warnings

from mtqa.errors import CannotRun, one_line
from mtqa.models.catalogue import Model

# What transformers raises where a file is missing or damaged.
DAMAGED = (AssertionError, AttributeError, ImportError, LookupError, OSError, RuntimeError, TypeError, ValueError)


def network(folder: Path, kind: str) -> Any:
    """The model of a folder by the name of its class in transformers, on the GPU where there is one.

    Weights are read from safetensors only, no code of the folder's is run and nothing is fetched. Raises CannotRun
    where something is missing or damaged.
    """
    import torch  # noqa: PLC0415

    model, told = _opened(folder, kind, use_safetensors=True, dtype=torch.float32, output_loading_info=True)
    missing = sorted(name for name in told["missing_keys"] if not name.startswith("pooler."))
    if missing:  # transformers makes up what it does not find
        raise CannotRun(f"{folder}: its weights lack {missing[0]}, {len(missing)} in all; copy the model's files anew")
    return read_by_own_weights(model).eval().to("cuda" if torch.cuda.is_available() else "cpu")


def read_by_own_weights(model: Any) -> Any:
    """The model; MADLAD has weights for what it reads and others for what it writes, and some versions of transformers
    5 let the encoder read by the latter, without a word (huggingface/transformers#48154)."""
    if model.config.model_type == "t5" and hasattr(model, "lm_head"):
        read, written = model.decoder.embed_tokens, model.lm_head.weight
        if model.encoder.embed_tokens.weight is written and read.weight is not written:
            model.set_input_embeddings(read)
    return model


def tokenizer(folder: Path) -> Any:
    """The tokenizer of a folder. Raises CannotRun where something is missing or damaged."""
    return _opened(folder, "AutoTokenizer", verbose=False)


def _opened(folder: Path, kind: str, **settings: Any) -> Any:
    import transformers  # noqa: PLC0415
    from safetensors import SafetensorError  # noqa: PLC0415

    silence()
    opener = getattr(transformers, kind)
    try:
        with catch_warnings(action="ignore"):  # that sacremoses is recommended: what it would do is not asked for
            return opener.from_pretrained(folder, local_files_only=True, trust_remote_code=False, **settings)
    except (*DAMAGED, SafetensorError) as error:
        if "trust_remote_code" in str(error):
            raise CannotRun(f"{folder}: contains custom code, which is never run; take another model") from error
        raise unreadable(folder, error) from error


def silence() -> None:
    """Keeps transformers from telling the user what only a developer could act on."""
    import transformers  # noqa: PLC0415

    transformers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()


def unreadable(folder: Path, error: Exception, remedy: str = "copy the model's files anew") -> CannotRun:
    reason = one_line(error) or type(error).__name__
    return CannotRun(f"{folder}: cannot be opened: {reason}; {remedy}")


def signature(model: Model, *settings: str) -> str:
    """What tells how a score came about: the model, its revision, what ran it and how."""
    what = model.repository.partition("+")[0]
    place = Path(what).name if Path(what).is_absolute() else what
    libraries = (f"{name} {version(name)}" for name in ("torch", "transformers"))
    return "|".join([model.engine, f"{place}@{model.revision}", *libraries, "float32", *settings])


def tokenized(reader: Any, texts: Sequence[str], longest: int) -> tuple[list[list[int]], list[bool]]:
    """The tokens of each text, `longest` at most, and whether that cut it short. None of a text's own is of control."""
    rows = reader(list(texts), split_special_tokens=True)["input_ids"]
    cut = [len(row) > longest for row in rows]
    if any(cut):
        rows = reader(list(texts), split_special_tokens=True, truncation=True, max_length=longest)["input_ids"]
    return rows, cut


def padded(rows: Sequence[Sequence[int]], padding: int, device: Any) -> dict[str, Any]:
    """Rows of tokens as one tensor, filled up on the right, and the mask of what is no filling."""
    import torch  # noqa: PLC0415

    longest = max(map(len, rows))
    ids = torch.tensor([[*row, *[padding] * (longest - len(row))] for row in rows], device=device)
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows], device=device)
    return {"input_ids": ids, "attention_mask": mask}
