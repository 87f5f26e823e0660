"""Models of translation between many languages that nobody trained: the right files, tiny, the same in every run."""

import json
from pathlib import Path
from typing import Any

from tests.tiny import train_pieces

TEXTS = ["The ferry runs twice a day.", "Nobody knows why.", "Паром ходит дважды в день.", "Никто не знает зачем."]
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


def nllb(folder: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import AutoTokenizer

    pieces: Any = Tokenizer(models.BPE(unk_token="<unk>"))
    pieces.pre_tokenizer = pre_tokenizers.Metaspace()
    pieces.train_from_iterator(TEXTS, trainers.BpeTrainer(vocab_size=150, special_tokens=SPECIAL, show_progress=False))
    folder.mkdir(parents=True, exist_ok=True)
    pieces.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "NllbTokenizer"}), "utf8")
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    _write_model(folder, len(tokenizer))


def m2m100(folder: Path) -> None:
    from transformers import M2M100Tokenizer

    folder.mkdir(parents=True, exist_ok=True)
    pieces = [piece for piece in train_pieces(folder / "pieces.model", TEXTS, 80) if piece not in SPECIAL]
    numbers = {piece: number for number, piece in enumerate([*SPECIAL, *pieces])}
    (folder / "numbers.json").write_text(json.dumps(numbers), "utf8")
    tokenizer: Any = M2M100Tokenizer(str(folder / "numbers.json"), str(folder / "pieces.model"))
    tokenizer.save_pretrained(folder)
    _write_model(folder, len(numbers) + len(tokenizer.lang_code_to_id) + tokenizer.num_madeup_words)


def _write_model(folder: Path, vocabulary: int) -> None:
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(0)
    tokens = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
    M2M100ForConditionalGeneration(M2M100Config(vocab_size=vocabulary, **_size(), **tokens)).save_pretrained(folder)


def _size() -> dict[str, Any]:
    size: dict[str, Any] = {"d_model": 16, "max_position_embeddings": 64}
    for side in ("encoder", "decoder"):
        size |= {f"{side}_layers": 1, f"{side}_attention_heads": 2, f"{side}_ffn_dim": 32}
    return size


def marian(folder: Path) -> None:
    """A Marian that is told by a token of the source which of two languages to write."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True, exist_ok=True)
    pieces = {piece for side in ("source", "target") for piece in train_pieces(folder / f"{side}.spm", TEXTS, 80)}
    known = ["</s>", "<unk>", ">>eng<<", ">>rus<<", *sorted(pieces - {"<unk>"}), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({piece: number for number, piece in enumerate(known)}), "utf8")
    settings = {"tokenizer_class": "MarianTokenizer", "model_max_length": 64}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), "utf8")
    torch.manual_seed(0)
    pad = len(known) - 1
    tokens = {"pad_token_id": pad, "eos_token_id": 0, "bos_token_id": 0, "decoder_start_token_id": pad}
    config = MarianConfig(
        vocab_size=pad + 1, forced_eos_token_id=0, static_position_embeddings=True, **_size(), **tokens
    )
    model: Any = MarianMTModel(config)
    # Decoding starts with <pad>; CTranslate2 takes it to be embedded as nothing, and never to be written.
    model.model.shared.weight.data[pad] = 0
    model.final_logits_bias[0, pad] = -100
    model.save_pretrained(folder)


def madlad(folder: Path) -> None:
    """A T5 with the gates of MADLAD's, whose tokens name languages as <2en>."""
    import torch
    from safetensors.torch import load_file, save_file
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast, T5Config, T5ForConditionalGeneration

    pieces: Any = Tokenizer(models.BPE(unk_token="<unk>"))
    pieces.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<unk>", "<s>", "</s>", "<pad>", "<2en>", "<2ru>"]
    pieces.train_from_iterator(TEXTS, trainers.BpeTrainer(vocab_size=150, special_tokens=special, show_progress=False))
    pieces.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 2)])
    names = {"pad_token": "<pad>", "unk_token": "<unk>", "eos_token": "</s>"}
    tokenizer: Any = PreTrainedTokenizerFast(tokenizer_object=pieces, model_max_length=64, **names)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    size = {"d_model": 16, "d_kv": 8, "d_ff": 32, "num_layers": 1, "num_heads": 2}
    tokens = {"pad_token_id": 3, "eos_token_id": 2, "decoder_start_token_id": 3}
    gates: dict[str, Any] = {"feed_forward_proj": "gated-gelu", "tie_word_embeddings": False}
    model: Any = T5ForConditionalGeneration(T5Config(vocab_size=len(tokenizer), **size, **gates, **tokens))
    model.save_pretrained(folder)
    # As it is published: what is read and what is written have weights of their own, under these names.
    weights = load_file(folder / "model.safetensors")
    weights["decoder.embed_tokens.weight"] = weights.pop("shared.weight")
    weights["lm_head.weight"] = torch.randn(len(tokenizer), size["d_model"])
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    config = json.loads((folder / "config.json").read_text("utf8"))
    config.pop("scale_decoder_outputs", None)
    (folder / "config.json").write_text(json.dumps({**config, "tie_word_embeddings": False}), "utf8")
