"""Models of translation as they lie in folders: converted, broken, with pickles, of many languages."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mtqa import Segment
from mtqa.errors import CannotRun, NotSpoken
from mtqa.models import catalogue, forced, opening, pretrained
from tests import multilingual, tiny
from tests.translating import ENGINES, PAIR, cache, pair, unremembering, values

__all__ = ["cache"]


def test_a_model_is_converted_once(tiny_marian: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ctranslate2" in opening.translator(str(tiny_marian), "ru", "en").signature
    monkeypatch.delattr("ctranslate2.converters.TransformersConverter.convert")
    assert "ctranslate2" in opening.scorer(str(tiny_marian)).signature
    assert all(folder.name.startswith("toy-ru-en-") for folder in (cache / "ctranslate2").iterdir())


def test_a_folder_that_was_converted_is_opened(tiny_marian: Path, cache: Path, tmp_path: Path) -> None:
    opening.translator(f"{tiny_marian}:ctranslate2", "ru", "en")
    shutil.copytree(next((cache / "ctranslate2").glob("*-int8")), tmp_path / "ready")
    with pytest.raises(CannotRun, match=r"tokenizer_config.json: is missing; copy"):
        opening.translator(str(tmp_path / "ready"), "ru", "en")
    for name in ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json"):
        shutil.copy(tiny_marian / name, tmp_path / "ready")
    row = tiny.held_out(1)[0]
    [[best]] = opening.translator(str(tmp_path / "ready"), "ru", "en").translations([row.source])
    assert best.text == row.target
    with pytest.raises(CannotRun, match="is run by ctranslate2 alone"):
        opening.translator(f"{tmp_path / 'ready'}:torch", "ru", "en")


@pytest.mark.parametrize("engine", ["torch", "ctranslate2"])
@pytest.mark.parametrize("name", ["source.spm", "target.spm", "vocab.json", "model.safetensors"])
@pytest.mark.parametrize("content", [None, b"", b"\x00\xff junk"], ids=["missing", "empty", "junk"])
def test_a_broken_folder_is_told(
    tiny_marian: Path, tmp_path: Path, engine: str, name: str, content: bytes | None
) -> None:
    shutil.copytree(tiny_marian, tmp_path / "broken")
    (tmp_path / "broken" / name).unlink()
    if content is not None:
        (tmp_path / "broken" / name).write_bytes(content)
    with pytest.raises(CannotRun) as error:
        opening.translator(f"{tmp_path / 'broken'}:{engine}", "ru", "en")
    assert "\n" not in str(error.value)
    assert str(error.value).startswith(str(tmp_path / "broken"))
    if content is None:
        assert name in str(error.value)


def test_weights_that_are_a_pickle_are_not_opened(tiny_marian: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_marian, tmp_path / "old")
    (tmp_path / "old" / "model.safetensors").rename(tmp_path / "old" / "pytorch_model.bin")
    with pytest.raises(CannotRun, match=r"model.safetensors: is missing; there is only a pytorch_model.bin"):
        opening.translator(str(tmp_path / "old"), "ru", "en")


@pytest.mark.parametrize("kind", [multilingual.nllb, multilingual.m2m100])
def test_a_model_of_many_languages_is_told_which(kind: Callable[[Path], None], tmp_path: Path) -> None:
    kind(tmp_path / "many")
    scorer = unremembering(f"{tmp_path / 'many'}:torch")
    assert isinstance(scorer, forced.Forced)
    tokenizer = scorer.decoder.tokenizer
    codes = {"nllb": ("rus_Cyrl", "eng_Latn"), "m2m100": ("__ru__", "__en__")}[tokenizer.kind]
    source = tokenizer.source("Паром ходит.", "ru", "en")
    target = tokenizer.target("The  ferry… </s>", "en")
    assert tuple(tokenizer.names([*source.before, *target.before])) == codes
    assert tokenizer.names([*source.after, *target.after]) == ["</s>", "</s>"]
    assert "</s>" not in tokenizer.names(target.own)
    translator = opening.translator(f"{tmp_path / 'many'}:torch", "ru", "en")
    [found] = translator.translations(["Паром ходит дважды."], count=2)
    assert len(found) == 2
    text = "The  ferry… runs"
    english, german = scorer.scores([Segment(text, "Паром.", lang, "ru") for lang in ("en", "de")])
    assert english
    assert german
    assert english.value != german.value
    assert "".join(text[token.start : token.end] for token in english.tokens) == "Theferry…runs"
    with pytest.raises(CannotRun, match="no code for the language 'tlh'"):
        opening.translator(f"{tmp_path / 'many'}:torch", "tlh", "en")


@pytest.mark.parametrize(
    ("kind", "engine", "tokens"),
    [
        (multilingual.marian, "torch", (">>eng<<", ">>rus<<")),
        (multilingual.marian, "ctranslate2", (">>eng<<", ">>rus<<")),
        (multilingual.madlad, "torch", ("<2en>", "<2ru>")),
        (multilingual.madlad, "ctranslate2", ("<2en>", "<2ru>")),
    ],
)
def test_the_language_to_write_is_told_in_the_source(
    kind: Callable[[Path], None], engine: str, tokens: tuple[str, str], tmp_path: Path
) -> None:
    kind(tmp_path / "many")
    name = f"{tmp_path / 'many'}:{engine}"
    scorer = unremembering(name)
    assert isinstance(scorer, forced.Forced)
    tokenizer = scorer.decoder.tokenizer
    for lang, token in zip(("en", "ru"), tokens, strict=True):
        source = tokenizer.source("Паром ходит.", "ru", lang)
        assert tokenizer.names([*source.before, *source.after]) == [token, "</s>"]
        assert tokenizer.target("The ferry.", lang).before == []
        [[best]] = opening.translator(name, "ru", lang).translations(["Паром ходит дважды."])
        assert not any(one in best.text for one in tokens)
    text = "The ferry runs."
    english, russian = scorer.scores([Segment(text, "Паром.", lang, "ru") for lang in ("en", "ru")])
    assert english
    assert russian
    assert english.value != russian.value
    [unread] = scorer.scores([Segment(text, "Паром.", "tlh", "ru")])
    assert unread is None
    with pytest.raises(NotSpoken, match="tlh"):
        opening.translator(name, "ru", "tlh")


@pytest.mark.parametrize("kind", [multilingual.nllb, multilingual.m2m100, multilingual.marian, multilingual.madlad])
def test_both_engines_give_the_same_scores_with_a_code(kind: Callable[[Path], None], tmp_path: Path) -> None:
    kind(tmp_path / "many")
    found = list[float]()
    for engine in ENGINES:
        translator = opening.translator(f"{tmp_path / 'many'}:{engine}", "ru", "en")
        [[best]] = translator.translations(["Паром ходит дважды."])
        found += [best.log_probability, *values(opening.scorer(f"{tmp_path / 'many'}:{engine}"), [pair("Да.", "Yes.")])]
    assert found[:2] == pytest.approx(found[2:], rel=5e-3, abs=5e-3)


def test_what_is_read_and_what_is_written_have_weights_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    multilingual.madlad(tmp_path / "many")
    name = f"{tmp_path / 'many'}:torch"
    right = values(unremembering(name), [PAIR])
    # As some versions of transformers 5 have it.
    tied = ("lm_head.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight")
    monkeypatch.setattr(
        "transformers.T5ForConditionalGeneration._tied_weights_keys", dict.fromkeys(tied, "shared.weight")
    )
    assert values(forced.open_scorer(tmp_path / "many", catalogue.named(name)), [PAIR]) == right
    monkeypatch.setattr(pretrained, "read_by_own_weights", lambda model: model)
    assert values(forced.open_scorer(tmp_path / "many", catalogue.named(name)), [PAIR]) != right


@pytest.mark.parametrize("engine", ENGINES)
def test_a_pickle_beside_other_tensors_is_not_opened(tiny_marian: Path, tmp_path: Path, engine: str) -> None:
    shutil.copytree(tiny_marian, tmp_path / "old")
    shutil.copy(tmp_path / "old" / "model.safetensors", tmp_path / "old" / "other.safetensors")
    (tmp_path / "old" / "model.safetensors").rename(tmp_path / "old" / "pytorch_model.bin")
    with pytest.raises(CannotRun, match=r"model.safetensors: is missing; there is only a pytorch_model.bin"):
        opening.translator(f"{tmp_path / 'old'}:{engine}", "ru", "en")


def test_a_damaged_conversion_is_made_again(tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path))
    opening.translator(f"{tiny_marian}:ctranslate2", "ru", "en")
    [made] = (tmp_path / "ctranslate2").iterdir()
    (made / "model.bin").write_bytes(b"nothing")
    row = tiny.held_out(1)[0]
    [[best]] = opening.translator(f"{tiny_marian}:ctranslate2", "ru", "en").translations([row.source])
    assert best.text == row.target


def test_that_torch_runs_it_instead_is_told_once(
    tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path))

    def refuse(*_: object, **__: object) -> None:
        raise ValueError("no conversion\n  is known")

    monkeypatch.setattr("ctranslate2.converters.TransformersConverter.convert", refuse)
    told = f"run by torch, which is slower: {tiny_marian}: CTranslate2 cannot convert it: no conversion is known; leave"
    assert opening.translator(str(tiny_marian), "ru", "en").notice.startswith(told)
    monkeypatch.delattr("ctranslate2.converters.TransformersConverter.convert")
    scorer = opening.scorer(str(tiny_marian))
    assert "|torch " in scorer.signature
    assert (scorer.notice, opening.scorer(f"{tiny_marian}:torch").notice) == ("", "")


def test_a_language_without_a_code_stops_no_run(tmp_path: Path) -> None:
    multilingual.nllb(tmp_path / "many")
    scorer = unremembering(f"{tmp_path / 'many'}:torch")
    known, unknown, other = scorer.scores(
        [pair("Да.", "Yes."), Segment("HIja’.", "Да.", "tlh", "ru"), pair("Да.", "No.")]
    )
    assert known
    assert other
    assert unknown is None
    assert "no score for ru>tlh" in scorer.notice
