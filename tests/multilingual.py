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
    size: dict[str, Any] = {"d_model": 16, "max_position_embeddings": 64}
    for side in ("encoder", "decoder"):
        size |= {f"{side}_layers": 1, f"{side}_attention_heads": 2, f"{side}_ffn_dim": 32}
    tokens = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
    M2M100ForConditionalGeneration(M2M100Config(vocab_size=vocabulary, **size, **tokens)).save_pretrained(folder)
