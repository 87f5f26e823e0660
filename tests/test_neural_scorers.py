"""Scorers that transformers runs, on tiny models with random weights, beside a plain computation of the same."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from mtqa.errors import CannotRun
from mtqa.models import Scorer, opening, pretrained
from mtqa.segment import Score, Segment
from tests import random_models

SOURCES = ("Мост закрыли на ремонт.", "Паром ходит дважды в день, и никто не знает зачем.", "Моя тётя")
TARGETS = ("The bridge was closed for repairs.", "The ferry runs twice a day, and nobody knows why.", "My aunt")
PAIRS = [Segment(target, source, "en", "ru") for source, target in zip(SOURCES, TARGETS, strict=True)]


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    import torch

    torch.set_num_threads(1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "model"


def scored(scorer: Scorer, *segments: Segment) -> list[Score]:
    return [score for score in scorer.scores(segments) if score]


def values(scorer: Scorer, segments: Sequence[Segment]) -> list[float]:
    return [score.value for score in scored(scorer, *segments)]


def cls(tokens: Any) -> Any:
    return tokens[0, 0]


def mean(tokens: Any) -> Any:
    return tokens[0].mean(0)


def largest(tokens: Any) -> Any:
    return tokens[0].max(0).values


@pytest.mark.parametrize(("pooling", "plain"), [("cls_token", cls), ("mean_tokens", mean), ("max_tokens", largest)])
def test_an_encoder_compares_as_its_folder_says(folder: Path, pooling: str, plain: Callable[[Any], Any]) -> None:
    import torch
    from safetensors.torch import load_file
    from transformers import AutoTokenizer, BertModel

    random_models.bert(folder, pooling)
    tokenizer, network = AutoTokenizer.from_pretrained(folder), BertModel.from_pretrained(folder)
    dense = load_file(folder / "2_Dense" / "model.safetensors")

    def vector(text: str) -> Any:
        with torch.no_grad():
            tokens = network(**tokenizer(text, return_tensors="pt")).last_hidden_state
        return torch.tanh(dense["linear.weight"] @ plain(tokens) + dense["linear.bias"])

    expected = [
        torch.cosine_similarity(vector(source), vector(target), dim=0).item()
        for source, target in zip(SOURCES, TARGETS, strict=True)
    ]
    scorer = opening.scorer(str(folder))
    assert values(scorer, PAIRS) == pytest.approx(expected, abs=1e-5)
    assert scorer.threshold is None
    assert scorer.signature.startswith("encoder|model@")
    assert f"|float32|{pooling.partition('_')[0]}|dense|" in scorer.signature


def test_an_encoder_tells_what_it_did_not_read(folder: Path) -> None:
    random_models.bert(folder, "mean_tokens")
    long = Segment("the bridge " * 40, "Мост", "en", "ru")
    assert [score.truncated for score in scored(opening.scorer(str(folder)), PAIRS[0], long)] == [False, True]


@pytest.mark.parametrize(
    ("path", "content", "complaint"),
    [
        (
            "1_Pooling/config.json",
            {"pooling_mode_lasttoken": True},
            "does not know the pooling 'pooling_mode_lasttoken'",
        ),
        ("2_Dense/config.json", {"activation_function": "evil.Run"}, "does not know 'Run'"),
        ("modules.json", [{"type": "my.WordWeights", "path": "1"}], "does not know a module 'WordWeights'"),
    ],
)
def test_an_encoder_that_is_not_understood_is_refused(folder: Path, path: str, content: Any, complaint: str) -> None:
    random_models.bert(folder, "mean_tokens")
    random_models.write(folder / path, content)
    with pytest.raises(CannotRun, match=complaint):
        opening.scorer(str(folder))


@pytest.mark.parametrize("name", ["model.safetensors", "2_Dense/model.safetensors"])
def test_damaged_weights_are_told_in_a_line(folder: Path, name: str) -> None:
    random_models.bert(folder, "mean_tokens")
    (folder / name).write_bytes(b"no weights")
    with pytest.raises(CannotRun, match=r"model.*cannot be (read|opened)") as told:
        opening.scorer(str(folder))
    assert "\n" not in str(told.value)


@pytest.fixture(scope="module")
def metricx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("metricx")
    random_models.mt5(folder)
    return folder


def test_a_penalty_is_the_logit_of_one_token_at_the_first_step(metricx: Path) -> None:
    import sentencepiece
    import torch
    from transformers import MT5ForConditionalGeneration

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(metricx / "spiece.model"))
    network: Any = MT5ForConditionalGeneration.from_pretrained(metricx)

    def penalty(source: str, target: str) -> float:
        row = torch.tensor([pieces.encode(f"source: {source} candidate: {target}")])
        with torch.no_grad():
            read = network.encoder(input_ids=row).last_hidden_state
            step = network.decoder(input_ids=torch.tensor([[0]]), encoder_hidden_states=read).last_hidden_state
            logit: float = (step[0, 0] @ network.lm_head.weight[250_089]).item()
        return min(25.0, max(0.0, logit))

    expected = [25 - penalty(source, target) for source, target in zip(SOURCES, TARGETS, strict=True)]
    scorer = opening.scorer(str(metricx))
    assert values(scorer, PAIRS) == pytest.approx(expected, abs=1e-4)
    assert 0 < min(expected) < max(expected) < 25
    assert scorer.threshold == 20
    assert scorer.signature.endswith("|float32|25 - penalty")


def test_what_metricx_cannot_score_has_no_score(metricx: Path) -> None:
    empty = [Segment("The bridge", "", "en", "ru"), Segment(" ", "Мост", "en", "ru")]
    long = Segment("The bridge was closed. " * 300, SOURCES[0], "en", "ru")
    found = list(opening.scorer(str(metricx)).scores([empty[0], PAIRS[0], empty[1], long]))
    assert [score and score.truncated for score in found] == [None, False, None, True]


@pytest.fixture(scope="module")
def causal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("causal")
    random_models.gpt2(folder)
    return folder


def test_surprise_is_the_mean_of_the_tokens(causal: Path) -> None:
    import torch
    from transformers import AutoTokenizer, GPT2LMHeadModel

    tokenizer, network = AutoTokenizer.from_pretrained(causal), GPT2LMHeadModel.from_pretrained(causal)

    def likely(text: str) -> list[float]:
        ids = [0, *tokenizer(text)["input_ids"]]
        with torch.no_grad():
            logits = network(torch.tensor([ids])).logits[0].log_softmax(1)
        return [logits[at, following].item() for at, following in enumerate(ids[1:])]

    expected = [likely(target) for target in TARGETS]
    scorer = opening.scorer(str(causal))
    found = scored(scorer, *(Segment(target) for target in TARGETS))
    for score, row, target in zip(found, expected, TARGETS, strict=True):
        assert [token.log_probability for token in score.tokens] == pytest.approx(row, abs=1e-4)
        assert score.value == pytest.approx(sum(row) / len(row), abs=1e-4)
        assert "".join(target[token.start : token.end] for token in score.tokens).replace(" ", "") == target.replace(
            " ", ""
        )
    assert not scorer.needs_source
    assert scorer.threshold is None


def test_a_causal_model_reads_what_it_can(causal: Path) -> None:
    texts = ["", " \n", "мост", "the bridge " * 60, "🙂 ok"]
    found = list(opening.scorer(str(causal)).scores(Segment(text) for text in texts))
    assert [score and score.truncated for score in found] == [None, None, False, True, False]
    long = found[3]
    assert long
    assert len(long.tokens) == 63
    assert all(
        0 <= token.start < token.end <= len(text)
        for score, text in zip(found, texts, strict=True)
        if score
        for token in score.tokens
    )


def test_a_token_of_control_in_a_text_is_read_as_text(causal: Path, folder: Path) -> None:
    [score] = scored(opening.scorer(str(causal)), Segment("<|endoftext|>"))
    assert len(score.tokens) > 1
    random_models.bert(folder, "mean_tokens")
    reader = pretrained.tokenizer(folder)
    [row], _ = pretrained.tokenized(reader, ["The [SEP] bridge"], 24)
    assert [row.count(number) for number in (2, 3)] == [1, 1]


def test_a_tokenizer_without_offsets_is_refused(causal: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for path in causal.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    config = json.loads((folder / "tokenizer_config.json").read_text("utf8"))
    random_models.write(
        folder / "tokenizer_config.json", {key: value for key, value in config.items() if "os_token" not in key}
    )
    with pytest.raises(CannotRun, match="take another model"):
        opening.scorer(str(folder))


def test_weights_that_are_missing_are_not_made_up(folder: Path) -> None:
    from safetensors.torch import load_file, save_file

    random_models.bert(folder, "mean_tokens")
    path = folder / "model.safetensors"
    weights = load_file(path)
    kept = {name: weight for name, weight in weights.items() if "attention.self.query.weight" not in name}
    save_file({name: weight for name, weight in kept.items() if "pooler" not in name}, path, {"format": "pt"})
    lost = len(weights) - len(kept)
    with pytest.raises(
        CannotRun, match=rf"its weights lack encoder\.layer\.0\..*, {lost} in all; copy the model's files"
    ):
        opening.scorer(str(folder))


def test_code_of_a_model_is_not_run(causal: Path, tmp_path: Path) -> None:
    folder, ran = shutil.copytree(causal, tmp_path / "own"), tmp_path / "ran"
    (folder / "own.py").write_text(f"open({str(ran)!r}, 'w')\n", "utf8")
    kinds = {"AutoConfig": "own.Own", "AutoModelForCausalLM": "own.Own", "AutoTokenizer": ["own.Own", "own.Own"]}
    for name in ("tokenizer_config.json", "config.json"):
        content = json.loads((folder / name).read_text("utf8"))
        random_models.write(folder / name, {**content, "model_type": "own", "auto_map": kinds})
    with pytest.raises(CannotRun) as told:
        opening.scorer(str(folder))
    assert str(told.value) == f"{folder}: contains custom code, which is never run; take another model"
    assert not ran.exists()


def test_no_hub_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    random_models.bert(folder, "mean_tokens")
    opening.scorer(str(folder))
    assert os.environ["HF_HUB_OFFLINE"] == "1"
