"""Encoders of sentences, such as LaBSE: how alike source and target are by the cosine of their vectors.

A folder that sentence-transformers saved says in its modules.json how the vectors of a sentence's tokens become one;
where there is no such file it is their mean.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mtqa.errors import CannotRun, one_line
from mtqa.models.batches import in_batches
from mtqa.models.catalogue import Model, read_json
from mtqa.models.pretrained import network, padded, signature, tokenized, tokenizer
from mtqa.models.similarity import MEASURE, Similarity

# So many tokens are read at a time, and of a sentence where its folder does not say how many.
TOKENS, LONGEST = 4_096, 512
_POOLINGS = {"pooling_mode_cls_token": "cls", "pooling_mode_mean_tokens": "mean", "pooling_mode_max_tokens": "max"}
_ACTIVATIONS = {"Identity", "ReLU", "Sigmoid", "Tanh", "GELU"}


def open_scorer(folder: Path, model: Model) -> Similarity:
    """The scorer. Raises CannotRun where the folder says something of its vectors that is not understood."""
    import torch  # noqa: PLC0415

    pooling, dense = _modules(folder)
    reader, encoder = tokenizer(folder), network(folder, "AutoModel")
    settings = (
        read_json(folder / "sentence_bert_config.json") if (folder / "sentence_bert_config.json").exists() else {}
    )
    longest = min(int(settings.get("max_seq_length") or LONGEST), reader.model_max_length)
    layers = [layer.to(encoder.device) for layer in dense]

    def vectors(rows: Sequence[Sequence[int]]) -> list[Any]:
        inputs = padded(rows, reader.pad_token_id or 0, encoder.device)
        with torch.inference_mode():
            state = pool(encoder(**inputs).last_hidden_state, inputs["attention_mask"], pooling)
            for layer in layers:
                state = layer(state)
            return list(torch.nn.functional.normalize(state, dim=1).cpu().numpy())

    def encode(texts: Sequence[str]) -> Iterator[tuple[Any, bool]]:
        rows, cut = tokenized(
            reader, [text.lower() if settings.get("do_lower_case") else text for text in texts], longest
        )
        return zip(in_batches(rows, len, TOKENS, vectors), cut, strict=True)

    return Similarity(model, signature(model, pooling, *["dense"] * len(layers), MEASURE), None, encode)


def pool(tokens: Any, mask: Any, pooling: str) -> Any:
    """One vector a sentence of those of its tokens, without the ones that the mask hides."""
    mask = mask.unsqueeze(-1)
    if pooling == "cls":
        return tokens[:, 0]
    if pooling == "max":
        return tokens.masked_fill(mask == 0, float("-inf")).amax(1)
    return (tokens * mask).sum(1) / mask.sum(1)


def _modules(folder: Path) -> tuple[str, list[Any]]:
    """How the vectors of tokens are pooled, and the layers after that."""
    if not (folder / "modules.json").exists():
        return "mean", []
    pooling, layers = "mean", list[Any]()
    for module in read_json(folder / "modules.json"):
        kind, place = module["type"].rpartition(".")[2], folder / module["path"]
        if kind == "Pooling":
            pooling = _pooling(place / "config.json")
        elif kind == "Dense":
            layers.append(_dense(place))
        elif kind not in ("Transformer", "Normalize"):
            raise CannotRun(f"{folder / 'modules.json'}: mtqa does not know a module {kind!r}; take another encoder")
    return pooling, layers


def _pooling(path: Path) -> str:
    config = read_json(path)
    chosen = [key for key, value in config.items() if key.startswith("pooling_mode_") and value]
    name = config.get("pooling_mode") or "+".join(_POOLINGS.get(key, key) for key in chosen)
    if name not in _POOLINGS.values():
        raise CannotRun(f"{path}: mtqa does not know the pooling {name!r}; take another encoder")
    return str(name)


def _dense(folder: Path) -> Any:
    """A layer of weights, and the function that its sums go through."""
    import torch  # noqa: PLC0415
    from safetensors import SafetensorError  # noqa: PLC0415
    from safetensors.torch import load_file  # noqa: PLC0415

    config = read_json(folder / "config.json")
    activation = str(config.get("activation_function", "Tanh")).rpartition(".")[2]
    if activation not in _ACTIVATIONS:
        raise CannotRun(f"{folder / 'config.json'}: mtqa does not know {activation!r}; take another encoder")
    layer = torch.nn.Linear(config["in_features"], config["out_features"], bias=config.get("bias", True))
    try:
        weights = load_file(folder / "model.safetensors")
        layer.load_state_dict({name.removeprefix("linear."): weight for name, weight in weights.items()})
    except (OSError, SafetensorError, RuntimeError) as error:
        raise CannotRun(f"{folder / 'model.safetensors'}: cannot be read: {one_line(error)}") from error
    return torch.nn.Sequential(layer, getattr(torch.nn, activation)())
