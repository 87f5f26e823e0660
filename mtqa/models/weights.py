"""Weights out of the one kind of pickle that is ever read, into a file that is no program."""

import json
import zipfile
from collections import defaultdict
from pathlib import Path
from pickle import UnpicklingError
from typing import Any
from warnings import catch_warnings

from mtqa.errors import CannotRun
from mtqa.expressions import expression

PICKLED = expression(r"pytorch_model(?:-\d+-of-\d+)?\.bin")


def convert(folder: Path) -> None:
    """Put a `model.safetensors` in place of each `pytorch_model.bin` in the folder and those below it.

    Each is read once, by `torch.load` with `weights_only=True`, which builds tensors and calls nothing that the file
    names. Raises CannotRun for one that holds anything else.
    """
    for parent in sorted({path.parent for path in folder.rglob("pytorch_model*.bin")}):
        shards = sorted(path for path in parent.iterdir() if PICKLED.fullmatch(path.name))
        weights = {path.name: sorted(_convert(path)) for path in shards}
        (parent / "pytorch_model.bin.index.json").unlink(missing_ok=True)
        if list(weights) != ["pytorch_model.bin"]:
            places = {weight: _renamed(name) for name, held in weights.items() for weight in held}
            index = {"metadata": {}, "weight_map": places}
            (parent / "model.safetensors.index.json").write_text(json.dumps(index, indent=1), "utf8")


def _renamed(name: str) -> str:
    return name.replace("pytorch_model", "model").replace(".bin", ".safetensors")


def _convert(path: Path) -> list[str]:
    """Put the safetensors in place of one pickle, and give the names of what it holds."""
    from safetensors.torch import save_file  # noqa: PLC0415

    tensors = _distinct(_loaded(path))
    save_file(tensors, path.with_name(_renamed(path.name)), {"format": "pt"})
    path.unlink()
    return list(tensors)


def _loaded(path: Path) -> dict[str, Any]:
    import torch  # noqa: PLC0415

    try:
        with catch_warnings(action="ignore"):
            content = torch.load(path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path))
    except (UnpicklingError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise CannotRun(
            f"{path}: holds something other than weights, so it is not opened; take another model"
        ) from error
    if not isinstance(content, dict) or not all(isinstance(value, torch.Tensor) for value in content.values()):
        raise CannotRun(f"{path}: holds something other than weights by name; take another model")
    return content


def _distinct(tensors: dict[str, Any]) -> dict[str, Any]:
    """The tensors, none twice: transformers ties those that are one in a model together again when it loads them.

    Of several names for one tensor that of the shared embedding is kept, which the others are tied to; what overlaps
    otherwise is copied.
    """
    names = defaultdict[tuple[Any, ...], list[str]](list)
    for name, tensor in tensors.items():
        names[(tensor.data_ptr(), tensor.dtype, tensor.shape, tensor.stride(), name * (not tensor.numel()))].append(
            name
        )
    kept = [min(same, key=lambda name: ("shared" not in name, "head" in name, name)) for same in names.values()]
    seen = set[int]()
    distinct = {}
    for name in kept:
        tensor = tensors[name].contiguous()
        storage = tensor.untyped_storage().data_ptr()
        distinct[name] = tensor.clone() if storage in seen else tensor
        seen.add(storage)
    return distinct
