"""models.txt, what it may hold, and how a model is found by its name."""

import json
from pathlib import Path

import pytest

from mtqa.errors import CannotRun
from mtqa.models import catalogue, opening, store
from mtqa.models.engines import ENGINES

ROW = "opus-mt-ru-en both ru>en marian Helsinki-NLP/opus-mt-ru-en main CC-BY-4.0 311MB"


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path / "cache"))


def written(folder: Path, text: str) -> Path:
    path = folder / "models.txt"
    path.write_text(text, "utf8")
    return path


class TestModelsTxt:
    def test_a_line_is_a_model(self, tmp_path: Path) -> None:
        models = catalogue.load(written(tmp_path, f"# mine\n\n{ROW}  # good\nx score * openai - - - -\n"))
        assert list(models) == ["opus-mt-ru-en", "x"]
        assert models["opus-mt-ru-en"].repositories == ["Helsinki-NLP/opus-mt-ru-en"]
        assert models["x"] == catalogue.Model("x", "score", "*", "openai")

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("a both", "2: has 2 fields, not 8; write name, role, languages"),
            (ROW.replace("both", "sing"), "2: role 'sing' is not understood; write one of translate, score, both"),
            (ROW.replace("ru>en", "Russian"), "2: languages 'Russian' is not understood; write codes such as ru,uk>en"),
            (ROW.replace("marian", "merian"), "2: engine 'merian' is not understood; write one of marian, nllb"),
            (ROW.replace("Helsinki-NLP/", "https://x.org/a/"), "2: repository 'https://x.org/a/opus-mt-ru-en'"),
            (ROW.replace("main", "../main"), "2: revision '../main' is not understood"),
            (ROW.replace("311MB", "much"), "2: size 'much' is not understood; write such as 307MB or 2.5GB, or -"),
            (ROW.replace("opus-mt-ru-en both", "../../x both"), "2: name '../../x' is not understood"),
            ("x translate * encoder - - - -", "2: an engine 'encoder' cannot have the role 'translate'; write score"),
            (f"{ROW}\n{ROW}", "3: names 'opus-mt-ru-en' again; give each model a name of its own"),
        ],
    )
    def test_a_wrong_line_is_told_with_its_number(self, tmp_path: Path, line: str, told: str) -> None:
        path = written(tmp_path, f"# mine\n{line}\n")
        with pytest.raises(CannotRun) as error:
            catalogue.load(path)
        assert f"{path}:{told}" in str(error.value)
        assert "\n" not in str(error.value)

    def test_that_of_the_user_comes_first(self, tmp_path: Path) -> None:
        own = written(tmp_path, f"mine score * causal me/mine main MIT 1GB\n{ROW.replace('NLP', 'Other')}\n")
        known = catalogue.known(own)
        assert list(known)[:2] == ["mine", "opus-mt-ru-en"]
        assert known["opus-mt-ru-en"].repository == "Helsinki-Other/opus-mt-ru-en"
        assert set(catalogue.known()) < set(known)

    def test_that_of_mtqa_has_aligned_columns_and_runs_on_known_engines(self) -> None:
        models = catalogue.known().values()
        assert {model.engine for model in models} == ENGINES.keys() - {"seq2seq", "ctranslate2"}
        assert all(model.licence for model in models if model.repository)
        lines = [line for line in catalogue.shipped().read_text("utf8").splitlines() if line and line[0] != "#"]
        assert len({line.index(" both ") if " both " in line else line.index(" score ") for line in lines}) == 1

    @pytest.mark.parametrize(
        ("languages", "source", "target", "speaks"),
        [
            ("ru>en", "ru", "en", True),
            ("ru>en", "en", "ru", False),
            ("ru>en", "ru", "en-GB", True),
            ("ru>en", "", "en", True),
            ("*>en", "uk", "en", True),
            ("*>en", "en", "uk", False),
            ("en,ru", "ru", "en", True),
            ("en,ru", "uk", "en", False),
            ("*", "uk", "pl", True),
        ],
    )
    def test_languages(self, languages: str, source: str, target: str, speaks: bool) -> None:
        assert catalogue.Model("a", "both", languages, "marian").speaks(source, target) is speaks


def folder(path: Path, **files: object) -> Path:
    path.mkdir()
    for name, content in files.items():
        (path / name.replace("__", ".")).write_text(json.dumps(content), "utf8")
    return path


class TestLocalFolder:
    @pytest.mark.parametrize(
        ("files", "engine"),
        [
            ({"config__json": {"architectures": ["MarianMTModel"], "model_type": "marian"}}, "marian"),
            (
                {"config__json": {"architectures": ["M2M100ForConditionalGeneration"], "model_type": "m2m_100"}},
                "m2m100",
            ),
            (
                {
                    "config__json": {"architectures": ["M2M100ForConditionalGeneration"], "model_type": "m2m_100"},
                    "tokenizer_config__json": {"tokenizer_class": "NllbTokenizer"},
                },
                "nllb",
            ),
            ({"config__json": {"architectures": ["T5ForConditionalGeneration"], "model_type": "t5"}}, "madlad"),
            ({"config__json": {"architectures": ["MT5ForRegression"], "model_type": "mt5"}}, "metricx"),
            ({"config__json": {"architectures": ["BertModel"], "model_type": "bert"}, "modules__json": []}, "encoder"),
            ({"config__json": {"architectures": ["XLMRobertaModel"], "model_type": "xlm-roberta"}}, "encoder"),
            ({"config__json": {"architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2"}}, "causal"),
            ({"config__json": {"architectures": ["PegasusForConditionalGeneration"]}}, "seq2seq"),
            ({"config__json": {"add_source_eos": False}, "model__bin": ""}, "ctranslate2"),
        ],
    )
    def test_its_engine_is_told_by_its_files(self, tmp_path: Path, files: dict[str, object], engine: str) -> None:
        model = catalogue.named(str(folder(tmp_path / "model", **files)))
        assert (model.engine, model.role, model.name) == (engine, ENGINES[engine].role, "model")

    @pytest.mark.parametrize(
        ("source", "target", "languages"),
        [("ru", "en", "ru>en"), ("zle", "en", "*>en"), ("mul", "deu+eng", "*"), (None, 5, "*")],
    )
    def test_its_languages_are_those_of_its_tokenizer(
        self, tmp_path: Path, source: object, target: object, languages: str
    ) -> None:
        config = {"architectures": ["MarianMTModel"], "model_type": "marian"}
        langs = {"source_lang": source, "target_lang": target}
        path = folder(tmp_path / "model", config__json=config, tokenizer_config__json=langs)
        assert catalogue.named(str(path)).languages == languages

    def test_its_revision_is_what_it_holds(self, tmp_path: Path) -> None:
        model = catalogue.named(str(folder(tmp_path / "model", config__json={"architectures": ["BertModel"]})))
        place, first = store.opened(model)
        assert place == tmp_path / "model"
        assert store.opened(model)[1] == first
        (place / "config.json").write_text("{}", "utf8")
        assert store.opened(model)[1].revision != first.revision

    @pytest.mark.parametrize(
        ("files", "told"),
        [
            ({}, "has no config.json; name a folder that transformers or CTranslate2 has saved"),
            (
                {"config__json": {"architectures": ["BertForMaskedLM"]}},
                "is no model that mtqa can run: BertForMaskedLM;",
            ),
            (
                {"hparams__yaml": ""},
                "holds a checkpoint of comet, which may be any program; only pulled ones are opened",
            ),
            ({"config__json": {}}, "is no model that mtqa can run: its config.json names no architecture;"),
        ],
    )
    def test_what_is_no_model_is_refused(self, tmp_path: Path, files: dict[str, object], told: str) -> None:
        path = folder(tmp_path / "model", **files)
        with pytest.raises(CannotRun, match=rf"^{path}: ") as error:
            catalogue.named(str(path))
        assert told in str(error.value)


class TestOpening:
    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("opus-ru-en", "unknown model 'opus-ru-en'; did you mean 'opus-mt-ru-en'?"),
            (
                "./nowhere",
                "./nowhere: there is no such folder; name a model of `mtqa models list` or the folder of one",
            ),
            ("opus-mt-ru-en", "opus-mt-ru-en: is not pulled; type `mtqa models pull opus-mt-ru-en`"),
        ],
    )
    def test_what_cannot_be_opened_is_told_with_what_to_type(self, name: str, told: str) -> None:
        with pytest.raises(CannotRun) as error:
            opening.scorer(name)
        assert str(error.value) == told

    def test_a_scorer_is_no_translator(self) -> None:
        with pytest.raises(CannotRun, match=r"^labse: cannot translate; name one that can: opus-mt-ru-en, "):
            opening.translator("labse", "ru", "en")

    def test_a_pair_of_languages_that_it_does_not_know_is_told_with_models_that_do(self) -> None:
        with pytest.raises(
            CannotRun, match=r"^opus-mt-ru-en: does not translate from uk into en; take opus-mt-uk-en, "
        ):
            opening.translator("opus-mt-ru-en", "uk", "en")

    def test_what_is_not_installed_is_told_with_what_to_type(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "find_spec", lambda name: None if name == "transformers" else object())
        with pytest.raises(CannotRun) as error:
            opening.scorer("opus-mt-ru-en")
        assert str(error.value) == "opus-mt-ru-en: is not installed; type pip install 'mtqa[models]'"

    def test_what_compares_translations_has_to_be_installed_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "find_spec", lambda name: None if name == "sacrebleu" else object())
        with pytest.raises(CannotRun, match="is not installed; type pip install"):
            opening.ready("opus-mt-ru-en", "translate")
