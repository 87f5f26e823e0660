"""Folders of models that nobody trained: the right files, tiny, and the same weights in every run."""

import io
import json
from pathlib import Path
from typing import Any

TEXTS = [
    "The bridge was closed for repairs until spring, and the ferry runs twice a day.",
    "My aunt grows tomatoes behind the old school; nobody knows why.",
    "Мост закрыли на ремонт до весны, паром ходит дважды в день.",
    "Моя тётя выращивает помидоры за старой школой, и никто не знает зачем.",
]


def bert(folder: Path, pooling: str) -> None:
    """An encoder as sentence-transformers saves one, with a layer after the pooling."""
    import torch
    from safetensors.torch import save_file
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    pieces: Any = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    pieces.normalizer = normalizers.BertNormalizer(lowercase=False)
    pieces.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    pieces.train_from_iterator(TEXTS, trainers.WordPieceTrainer(vocab_size=200, special_tokens=special))
    pieces.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=pieces, **names).save_pretrained(folder)
    torch.manual_seed(0)
    size: dict[str, Any] = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2}
    BertModel(BertConfig(vocab_size=200, intermediate_size=32, **size)).save_pretrained(folder)
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Dense", "Dense"), ("3_Normalize", "Normalize")]
    kinds = [
        {"idx": at, "path": path, "type": f"sentence_transformers.models.{kind}"}
        for at, (path, kind) in enumerate(modules)
    ]
    write(folder / "modules.json", kinds)
    write(folder / "sentence_bert_config.json", {"max_seq_length": 24, "do_lower_case": False})
    write(folder / "1_Pooling" / "config.json", {"word_embedding_dimension": 16, f"pooling_mode_{pooling}": True})
    activation = "torch.nn.modules.activation.Tanh"
    write(
        folder / "2_Dense" / "config.json",
        {"in_features": 16, "out_features": 8, "bias": True, "activation_function": activation},
    )
    weights = {"linear.weight": torch.randn(8, 16), "linear.bias": torch.randn(8)}
    save_file(weights, folder / "2_Dense" / "model.safetensors")


def mt5(folder: Path) -> None:
    """A MetricX: an mT5 with its whole vocabulary, since the penalty is read near the end of it."""
    import sentencepiece
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXTS),
        model_writer=written,
        vocab_size=120,
        hard_vocab_limit=False,
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        minloglevel=2,
        num_threads=1,
    )
    folder.mkdir(exist_ok=True)
    (folder / "spiece.model").write_bytes(written.getvalue())
    write(folder / "tokenizer_config.json", {"tokenizer_class": "T5Tokenizer", "extra_ids": 0})
    torch.manual_seed(0)
    config = MT5Config(
        vocab_size=250_112, d_model=8, d_kv=4, d_ff=16, num_layers=2, num_heads=2, tie_word_embeddings=False
    )
    network: Any = MT5ForConditionalGeneration(config)
    # Untrained, all its penalties are about 0.
    network.lm_head.weight.data[250_089] = torch.linspace(-3, 3, 8)
    network.save_pretrained(folder)
    content = json.loads((folder / "config.json").read_text("utf8"))
    write(folder / "config.json", {**content, "architectures": ["MT5ForRegression"]})


def gpt2(folder: Path) -> None:
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

    pieces: Any = ByteLevelBPETokenizer()
    pieces.train_from_iterator(TEXTS, vocab_size=320, special_tokens=["<|endoftext|>"], show_progress=False)
    end = "<|endoftext|>"
    PreTrainedTokenizerFast(tokenizer_object=pieces._tokenizer, bos_token=end, eos_token=end).save_pretrained(folder)
    torch.manual_seed(0)
    config = GPT2Config(vocab_size=320, n_positions=64, n_embd=16, n_layer=2, n_head=2, bos_token_id=0, eos_token_id=0)
    GPT2LMHeadModel(config).save_pretrained(folder)


def write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf8")
