"""Pulling models from a hub on this machine: what is fetched, kept, refused, and noticed later."""

import io
import json
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import huggingface_hub.constants
import pytest
import torch
from safetensors.torch import load, load_file

from mtqa.errors import CannotRun
from mtqa.memory import cache
from mtqa.models import catalogue, opening, pretrained, pull, store, weights
from mtqa.models.catalogue import Model
from mtqa.models.store import Lock
from mtqa.segment import Segment
from tests import hub as hubs
from tests import random_models
from tests.hub import Hub
from tests.shell import Shell, printed

RU_EN = Model("opus-mt-ru-en", "both", "ru>en", "marian", "Helsinki-NLP/opus-mt-ru-en", "main", "CC-BY-4.0", "311MB")


def saved(content: object, *, zipped: bool = True) -> bytes:
    file = io.BytesIO()
    torch.save(content, file, _use_new_zipfile_serialization=zipped)
    return file.getvalue()


SHARED = torch.arange(1_000.0).reshape(20, 50)
WEIGHTS = saved({"lm_head.weight": SHARED, "model.shared.weight": SHARED, "bias": torch.zeros(3)})
FOLDER = {"config.json": b'{"model_type": "marian"}', "vocab.json": b"{}", "source.spm": b"spm" * 1_000}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    with hubs.serving() as hub:
        monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", hub.url)
        template = f"{hub.url}/{{repo_id}}/resolve/{{revision}}/{{filename}}"
        monkeypatch.setattr(huggingface_hub.constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        yield hub


def pulled(model: Model) -> Lock:
    return pull.fetch(pull.plan(model))


class TestFetched:
    def test_commit_and_hashes_are_noted(self, hub: Hub) -> None:
        commit = hub.add(RU_EN.repository, {**FOLDER, "pytorch_model.bin": WEIGHTS}, "cc-by-4.0")
        lock = pulled(RU_EN)
        folder, opened = store.opened(RU_EN)
        assert (opened.revision, lock.licence) == (commit, "cc-by-4.0")
        assert lock.sources == (store.Source(RU_EN.repository, "main", commit),)
        assert sorted(lock.files) == ["config.json", "model.safetensors", "source.spm", "vocab.json"]
        assert sorted(path.name for path in folder.iterdir()) == sorted([*lock.files, "lock.json"])
        assert sorted(path.name for path in folder.parent.iterdir()) == [".opus-mt-ru-en.lock", "opus-mt-ru-en"]

    def test_nothing_is_fetched_that_no_engine_reads(self, hub: Hub) -> None:
        extra = {
            "model.py": b"import os",
            "tf_model.h5": b"x",
            "rust_model.ot": b"x",
            "README.md": b"x",
            "a/b.json": b"",
        }
        hub.add(RU_EN.repository, {**FOLDER, **extra, "model.safetensors": b"safe", "pytorch_model.bin": b"evil"})
        lock = pulled(RU_EN)
        assert sorted(lock.files) == ["config.json", "model.safetensors", "source.spm", "vocab.json"]
        assert not any("evil" in line or "pytorch_model" in line for line in hub.asked)

    def test_parts_of_a_sentence_encoder_are_fetched(self, hub: Hub) -> None:
        dense = saved({"linear.weight": torch.ones(2, 2)})
        files = {"modules.json": b"[]", "1_Pooling/config.json": b"{}", "2_Dense/config.json": b"{}"}
        hub.add("me/enc", {**FOLDER, **files, "model.safetensors": b"x", "2_Dense/pytorch_model.bin": dense})
        lock = pulled(Model("enc", "score", "*", "encoder", "me/enc", "main"))
        assert {*files, "model.safetensors", "2_Dense/model.safetensors"} < lock.files.keys()

    def test_a_tokenizer_of_another_repository_is_fetched(self, hub: Hub) -> None:
        first = hub.add("me/scorer", {"config.json": b'{"a": 1}', "model.safetensors": b"x"})
        other = hub.add("me/base", {"config.json": b"{}", "spiece.model": b"spm", "model.safetensors": b"other"})
        lock = pulled(Model("s", "score", "*", "metricx", "me/scorer+me/base", "main"))
        assert [source.commit for source in lock.sources] == [first, other]
        assert sorted(lock.files) == ["config.json", "model.safetensors", "spiece.model"]
        assert (cache() / "models" / "s" / "config.json").read_bytes() == b'{"a": 1}'

    def test_a_checkpoint_of_comet_is_kept_as_it_is(self, hub: Hub) -> None:
        files = {"hparams.yaml": b"a: 1", "checkpoints/model.ckpt": pickle.dumps(print), "LICENSE": b""}
        hub.add("me/kiwi", files, "cc-by-nc-sa-4.0")
        hub.add("me/xlm", {"config.json": b"{}", "tokenizer.json": b"{}", "pytorch_model.bin": b"evil"})
        plan = pull.plan(Model("kiwi", "score", "*", "comet", "me/kiwi+me/xlm", "main"))
        assert not plan.is_commercial
        assert sorted(pull.fetch(plan).files) == [
            "checkpoints/model.ckpt",
            "hparams.yaml",
            "me/xlm/config.json",
            "me/xlm/tokenizer.json",
        ]

    def test_a_second_pull_fetches_nothing_and_a_new_commit_all_that_changed(self, hub: Hub) -> None:
        hub.add(RU_EN.repository, {**FOLDER, "model.safetensors": b"old"})
        pulled(RU_EN)
        hub.asked.clear()
        assert pull.plan(RU_EN).is_done
        pulled(RU_EN)
        assert not [line for line in hub.asked if "/resolve/" in line]
        commit = hub.add(RU_EN.repository, {**FOLDER, "model.safetensors": b"new"})
        assert pulled(RU_EN).sources[0].commit == commit
        assert (store.opened(RU_EN)[0] / "model.safetensors").read_bytes() == b"new"

    def test_an_interrupted_pull_goes_on_where_it_stopped(self, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(huggingface_hub.constants, "DOWNLOAD_CHUNK_SIZE", 100_000)
        content = bytes(range(256)) * 8_192
        hub.add(RU_EN.repository, {**FOLDER, "model.safetensors": content})
        hub.broken["model.safetensors"] = 1_500_000
        pulled(RU_EN)
        assert (store.opened(RU_EN)[0] / "model.safetensors").read_bytes() == content
        assert hub.asked[-1].endswith("bytes=1500000-")

    def test_two_at_once_wait_for_each_other(self, hub: Hub) -> None:
        hub.add(RU_EN.repository, {**FOLDER, "pytorch_model.bin": WEIGHTS})
        plan = pull.plan(RU_EN)
        with ThreadPoolExecutor(4) as pool:
            locks = list(pool.map(pull.fetch, [plan] * 4))
        assert locks == [locks[0]] * 4
        assert sum("GET" in line and "pytorch_model.bin" in line for line in hub.asked) == 1
        assert store.opened(RU_EN)


class TestWeights:
    @pytest.mark.parametrize("zipped", [True, False])
    def test_pickled_weights_become_safetensors_once(self, hub: Hub, zipped: bool) -> None:
        content = {"lm_head.weight": SHARED, "model.shared.weight": SHARED, "part": SHARED[3:5], "t": SHARED.T}
        hub.add(RU_EN.repository, {**FOLDER, "pytorch_model.bin": saved(content, zipped=zipped)})
        pulled(RU_EN)
        folder = store.opened(RU_EN)[0]
        held = load_file(folder / "model.safetensors")
        assert held.keys() == {"model.shared.weight", "part", "t"}
        assert all(torch.equal(held[name], content[name]) for name in held)
        assert not (folder / "pytorch_model.bin").exists()

    def test_weights_that_a_model_ties_are_kept_once_and_tied_again(self, tmp_path: Path) -> None:
        from transformers import MarianConfig, MarianMTModel  # noqa: PLC0415

        layers = {f"{side}_{what}": 1 for side in ("encoder", "decoder") for what in ("layers", "attention_heads")}
        sizes = {"d_model": 8, "encoder_ffn_dim": 8, "decoder_ffn_dim": 8, "max_position_embeddings": 16}
        config = MarianConfig(
            vocab_size=20, pad_token_id=19, eos_token_id=0, decoder_start_token_id=19, **layers, **sizes
        )
        network = MarianMTModel(config)
        config.save_pretrained(tmp_path)
        (tmp_path / "pytorch_model.bin").write_bytes(saved(network.state_dict()))
        weights.convert(tmp_path)
        assert (
            not {"lm_head.weight", "model.encoder.embed_tokens.weight"}
            & load_file(tmp_path / "model.safetensors").keys()
        )
        opened = pretrained.network(tmp_path, "AutoModelForSeq2SeqLM").state_dict()
        assert all(torch.equal(opened[name].cpu(), tensor) for name, tensor in network.state_dict().items())

    def test_several_files_become_several_with_an_index(self, hub: Hub) -> None:
        shards = {
            "pytorch_model-00001-of-00002.bin": saved({"a": torch.ones(3)}),
            "pytorch_model-00002-of-00002.bin": saved({"b": torch.zeros(2)}),
            "pytorch_model.bin.index.json": b"{}",
        }
        hub.add(RU_EN.repository, {**FOLDER, **shards})
        lock = pulled(RU_EN)
        index = json.loads((store.opened(RU_EN)[0] / "model.safetensors.index.json").read_text("utf8"))
        assert index["weight_map"] == {
            "a": "model-00001-of-00002.safetensors",
            "b": "model-00002-of-00002.safetensors",
        }
        assert {*index["weight_map"].values(), "model.safetensors.index.json"} < lock.files.keys()
        assert not [name for name in lock.files if "pytorch" in name]

    @pytest.mark.parametrize(
        "evil",
        [pickle.dumps(Path.touch), saved({"a": Path("x")}), saved([torch.ones(1)]), saved({"a": 5}), b"", b"no pickle"],
    )
    def test_a_pickle_of_anything_else_is_refused(self, hub: Hub, evil: bytes) -> None:
        hub.add(RU_EN.repository, {**FOLDER, "pytorch_model.bin": evil})
        with pytest.raises(CannotRun, match="holds something other than weights") as error:
            pulled(RU_EN)
        assert "\n" not in str(error.value)
        assert not store.folder(RU_EN).exists()

    def test_a_pickle_that_runs_a_program_does_not_run_it(self, hub: Hub, tmp_path: Path) -> None:
        class Evil:
            def __reduce__(self) -> tuple[object, ...]:
                return (Path.touch, (tmp_path / "ran",))

        hub.add(RU_EN.repository, {**FOLDER, "pytorch_model.bin": saved({"a": Evil()})})
        with pytest.raises(CannotRun, match="holds something other than weights"):
            pulled(RU_EN)
        assert not (tmp_path / "ran").exists()


class TestRefused:
    @pytest.mark.parametrize(
        ("refusal", "told"),
        [
            (
                (403, "GatedRepo"),
                "is not open to all; accept its licence at {url}/Helsinki-NLP/opus-mt-ru-en, set HF_TOKEN",
            ),
            ((401, "GatedRepo"), "is not open to all; accept its licence at"),
            ((401, "RepoNotFound"), "{url} has no such repository, or not for everybody; set HF_TOKEN"),
            ((404, "RepoNotFound"), "{url} has no such repository, or not for everybody; set HF_TOKEN"),
            ((404, "RevisionNotFound"), "has no revision 'main'; name another in a models.txt of your own"),
            ((500, ""), "500"),
        ],
    )
    def test_a_refusal_is_told_with_what_to_do(self, hub: Hub, refusal: tuple[int, str], told: str) -> None:
        hub.refused[RU_EN.repository] = refusal
        with pytest.raises(CannotRun) as error:
            pulled(RU_EN)
        assert str(error.value).startswith(f"{RU_EN.repository}: ")
        assert told.format(url=hub.url) in str(error.value)
        assert "\n" not in str(error.value)

    def test_what_holds_no_weights(self, hub: Hub) -> None:
        hub.add(RU_EN.repository, {**FOLDER, "model.onnx": b"x"})
        with pytest.raises(CannotRun, match="holds no weights that mtqa can read"):
            pulled(RU_EN)

    def test_what_has_no_repository(self) -> None:
        with pytest.raises(CannotRun, match=r"^judge: is in no repository, so there is nothing to pull$"):
            pull.plan(Model("judge", "score", "*", "openai"))

    def test_a_file_that_is_not_what_the_hub_told(self, hub: Hub) -> None:
        hub.add(RU_EN.repository, {**FOLDER, "model.safetensors": b"x"})
        plan = pull.plan(RU_EN)
        hub.files[RU_EN.repository]["config.json"] = b'{"model_type": "evil!!"}'
        with pytest.raises(CannotRun, match=r"config\.json is not the file that the hub told of; pull it again"):
            pull.fetch(plan)
        assert not store.folder(RU_EN).exists()

    def test_a_disk_that_is_full(self, hub: Hub) -> None:
        hub.add(RU_EN.repository, {**FOLDER, "model.safetensors": b"x"})
        plan = pull.plan(RU_EN)
        huge = {name: file._replace(size=10**18) for name, file in plan.files.items()}
        with pytest.raises(
            CannotRun, match=r"4,000,000,000,000,000,000 bytes are needed and .* are free; make room, or"
        ):
            pull.fetch(plan._replace(files=huge))


class TestLater:
    @pytest.fixture
    def folder(self, hub: Hub) -> Path:
        hub.add(RU_EN.repository, {**FOLDER, "model.safetensors": b"weights"})
        pulled(RU_EN)
        return store.folder(RU_EN)

    @pytest.mark.parametrize(
        ("name", "content", "told"),
        [
            ("model.safetensors", b"WEIGHTS", "has changed"),
            ("vocab.json", None, "is missing"),
            ("pytorch_model.bin", b"evil", "was not pulled"),
            ("modeling.py", b"evil", "was not pulled"),
        ],
    )
    def test_what_was_tampered_with_is_not_opened(
        self, folder: Path, name: str, content: bytes | None, told: str
    ) -> None:
        if content is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(content)
        with pytest.raises(CannotRun) as error:
            store.opened(RU_EN)
        assert (
            str(error.value) == f"{folder / name}: {told}; remove its folder and type `mtqa models pull opus-mt-ru-en`"
        )

    def test_what_is_tampered_with_is_pulled_anew(self, folder: Path) -> None:
        (folder / "model.safetensors").write_bytes(b"WEIGHTS")
        pulled(RU_EN)
        assert store.opened(RU_EN)

    def test_another_revision_or_repository_has_to_be_pulled(self, folder: Path) -> None:
        for model in (RU_EN._replace(revision="v2"), RU_EN._replace(repository="me/mine")):
            with pytest.raises(CannotRun, match="names another revision than the one pulled; type `mtqa models pull"):
                store.opened(model)
        commit = store.opened(RU_EN)[1].revision
        assert store.opened(RU_EN._replace(revision=commit))[1].revision == commit

    @pytest.mark.parametrize("damage", ["", "{}", "[]", '{"sources": [], "licence": "", "files": 5}'])
    def test_a_damaged_lock_file_is_told(self, folder: Path, damage: str) -> None:
        (folder / "lock.json").write_text(damage, "utf8")
        with pytest.raises(CannotRun, match=r"lock\.json: cannot be read; remove .* and type `mtqa models pull"):
            store.opened(RU_EN)


class TestCommand:
    def test_licence_is_told_and_a_second_pull_has_nothing_to_do(self, hub: Hub, tmp_path: Path) -> None:
        mtqa = Shell(tmp_path)
        commit = hub.add("facebook/nllb-200-distilled-600M", {**FOLDER, "model.safetensors": b"x"}, "cc-by-nc-4.0")
        code, out, err = printed(mtqa("models", "pull", "nllb-200-600m", HF_ENDPOINT=hub.url, HF_HUB_OFFLINE="0"))
        assert (code, out) == (0, f"nllb-200-600m: {commit[:12]}, 4 files in {cache()}/models/nllb-200-600m\n")
        assert err == (
            "mtqa: nllb-200-600m: 0 MB of facebook/nllb-200-distilled-600M, licence cc-by-nc-4.0\n"
            "mtqa: nllb-200-600m: its licence forbids commercial use\n"
        )
        run = mtqa("models", "pull", "nllb-200-600m", HF_ENDPOINT=hub.url, HF_HUB_OFFLINE="0")
        assert printed(run) == (0, f"nllb-200-600m: is there, at {commit[:12]}\n", "")
        (line,) = (line for line in printed(mtqa("models", "list"))[1].splitlines() if line.startswith("nllb-200-600m"))
        assert commit[:12] in line

    @pytest.mark.parametrize(
        ("environment", "told"),
        [
            ({"HF_HUB_OFFLINE": "1"}, "HF_HUB_OFFLINE forbids to pull it; unset it, or name a folder that holds it"),
            ({"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HUB_OFFLINE": "0"}, "http://127.0.0.1:9: "),
        ],
    )
    def test_without_a_network_it_says_so(self, tmp_path: Path, environment: dict[str, str], told: str) -> None:
        code, out, err = printed(Shell(tmp_path)("models", "pull", "opus-mt-ru-en", given=b"", **environment))
        assert (code, out) == (2, "")
        assert err.startswith(f"mtqa: Helsinki-NLP/opus-mt-ru-en: {told}")
        assert err.count("\n") == 1

    def test_a_models_txt_of_ones_own_comes_first(self, hub: Hub, tmp_path: Path) -> None:
        mtqa = Shell(tmp_path)
        mtqa.write("mtqa.toml", 'models = "mine.txt"\n')
        mtqa.write("mine.txt", "mine both ru>en marian me/mine main MIT 1kB\n")
        commit = hub.add("me/mine", {**FOLDER, "model.safetensors": b"x"})
        code, out, _ = printed(mtqa("models", "pull", "mine", HF_ENDPOINT=hub.url, HF_HUB_OFFLINE="0"))
        assert (code, out.startswith(f"mine: {commit[:12]}, 4 files")) == (0, True)
        assert printed(mtqa("models", "list"))[1].splitlines()[1].split() == [
            "mine",
            "both",
            "MIT",
            "1kB",
            commit[:12],
            "ru>en",
        ]

    def test_one_that_is_damaged_is_listed_as_that(self, mtqa: Shell) -> None:
        mtqa.write("mtqa.toml", 'models = "mine.txt"\n')
        mtqa.write("mine.txt", "mine both ru>en marian me/mine main MIT 1kB\n")
        mtqa.write("cache/models/mine/lock.json", "{")
        code, out, err = printed(mtqa("models", "list", MTQA_CACHE=str(mtqa.folder / "cache")))
        assert (code, err) == (0, "")
        assert out.splitlines()[1].split() == ["mine", "both", "MIT", "1kB", "damaged", "ru>en"]
        assert len(out.splitlines()) > 2


class TestOpened:
    """What was pulled as a pickle scores as the folder that it was made from."""

    PAIR = Segment("The bridge was closed for repairs.", "Мост закрыли на ремонт.", "en", "ru")

    @pytest.mark.parametrize("kind", ["encoder", "metricx"])
    def test_the_same_scores(self, hub: Hub, tmp_path: Path, kind: str) -> None:
        made, own = tmp_path / "made", tmp_path / "models.txt"
        if kind == "encoder":
            random_models.bert(made, "mean_tokens")
        else:
            random_models.mt5(made)
        files = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
        for name in [name for name in files if name.endswith(".safetensors")]:
            pickled = name.replace("model.safetensors", "pytorch_model.bin")
            files[pickled] = saved(load(files.pop(name)))
        tokenizer = {name: files.pop(name) for name in list(files) if name.startswith(("spiece", "tokenizer"))}
        hub.add("me/model", files)
        hub.add("me/base", {**tokenizer, "config.json": b"{}", "pytorch_model.bin": b"evil"})
        own.write_text(f"mine score * {kind} me/model+me/base main MIT 1MB\n", "utf8")
        pulled(catalogue.named("mine", own))
        (score,) = opening.scorer("mine", own).scores([self.PAIR])
        assert [score] == list(opening.scorer(str(made)).scores([self.PAIR]))
