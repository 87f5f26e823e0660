"""A comet in a process of its own: a stand-in for the library, which a Python of ours finds in its place."""

import sys
from pathlib import Path

import pytest

from mtqa.errors import CannotRun
from mtqa.models import comet
from mtqa.models.catalogue import Model
from mtqa.models.comet import PYTHON, Comet
from mtqa.models.process import Process
from mtqa.segment import Remark, Score, Segment

# What the real library does with samples, as far as mtqa asks for it; `{found}` is what the model finds.
LIBRARY = """
print("comet says hello on standard output")
__version__ = "2.2.7"

class Encoder:
    max_positions = 20
    def tokenizer(self, text):
        return {{"input_ids": text.split()}}

class Prediction(dict):
    pass

class Model:
    encoder = Encoder()
    def predict(self, samples, batch_size=16, gpus=1, progress_bar=True):
        print("predicting")
        assert gpus == 0 and not progress_bar
        {found}

def load_from_checkpoint(checkpoint_path, reload_hparams=False, strict=False, local_files_only=False):
    assert open(checkpoint_path).read() == "weights" and local_files_only
    {loaded}
    return Model()
"""
KIWI = "return Prediction(scores=[len(s['mt']) / 100 for s in samples], system_score=0.5)"
XCOMET = """return Prediction(scores=[0.5 for _ in samples], metadata=Prediction(error_spans=[[
            dict(text="was", start=10, end=14, severity="major", confidence=0.75),
            dict(text="repairs", start=0, end=3, severity="critical", confidence=0.5),
            dict(text="nowhere", start=0, end=3, severity="minor", confidence=0.5),
            dict(text="", start=90, end=99, severity="minor", confidence=0.5),
        ] for _ in samples]))"""
PAIR = Segment("The bridge was closed for repairs.", "Мост закрыли на ремонт.", "en", "ru")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a model, and an environment with a stand-in for torch."""
    monkeypatch.setenv(PYTHON, sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "environment"))
    folder = tmp_path / "model"
    (folder / "checkpoints").mkdir(parents=True)
    (folder / "hparams.yaml").write_text("class_identifier: unified_metric\n", "utf8")
    (folder / "checkpoints" / "model.ckpt").write_text("weights", "utf8")
    (tmp_path / "environment").mkdir()
    (tmp_path / "environment" / "torch.py").write_text(
        "class cuda:\n    is_available = staticmethod(lambda: False)\n", "utf8"
    )
    return folder


def opened(folder: Path, found: str = KIWI, loaded: str = "", patience: float = 60, library: str = LIBRARY) -> Comet:
    (folder.parent / "environment" / "comet.py").write_text(library.format(found=found, loaded=loaded), "utf8")
    return comet.open_scorer(folder, Model("kiwi", "score", "*", "comet", "Unbabel/kiwi", "main"), patience)


def test_a_comet_finds_its_tokenizer_in_the_folder_of_the_model(folder: Path) -> None:
    (folder / "microsoft" / "infoxlm-large").mkdir(parents=True)
    loaded = "import os; assert os.path.isdir('microsoft/infoxlm-large') and '' not in __import__('sys').path"
    assert list(opened(folder, loaded=loaded).scores([PAIR])) == [Score(0.34)]


def test_a_comet_scores_pairs(folder: Path) -> None:
    scorer = opened(folder)
    empty, other = Segment("", "Мост", "en", "ru"), Segment("The bridge", "Мост", "en", "ru")
    found = list(scorer.scores([PAIR, empty, *[other] * 200]))
    assert found == [Score(0.34), None, *[Score(0.1)] * 200]
    assert scorer.signature == "comet|Unbabel/kiwi@main|unbabel-comet 2.2.7"
    assert scorer.threshold is None
    assert scorer.notice == ""
    assert list(scorer.scores([PAIR])) == [Score(0.34)]


def test_errors_are_remarks_where_they_stand_in_the_target(folder: Path) -> None:
    scorer = opened(folder, XCOMET)
    (score,) = scorer.scores([PAIR])
    assert score
    assert score.remarks == (
        Remark(11, 14, "warning", "a major error, says comet, 75% sure"),
        Remark(26, 33, "error", "a critical error, says comet, 50% sure"),
    )
    assert scorer.notice == "errors that comet marked where the target says something else: 2"


def test_what_was_not_read_is_told(folder: Path) -> None:
    long = Segment("the bridge " * 10, "Мост", "en", "ru")
    assert [score and score.truncated for score in opened(folder).scores([PAIR, long])] == [False, True]


@pytest.mark.parametrize(
    ("found", "complaint"),
    [
        ("raise RuntimeError('no\\nmemory')", "RuntimeError: no memory"),
        ("import os; os._exit(3)", "ended with code 3: predicting"),
        ("return Prediction(scores=[])", "its answer is not understood: "),
        ("return Prediction(scores=[float('nan') for _ in samples])", "its answer is not understood: "),
        ("return Prediction(scores=['good' for _ in samples])", "its answer is not understood: "),
        (
            "return Prediction(scores=[0.5], metadata=Prediction(error_spans=[[{'text': 'x'}]]))",
            "its answer is not understood: ",
        ),
    ],
)
def test_a_comet_that_fails_is_one_line(folder: Path, found: str, complaint: str) -> None:
    scorer = opened(folder, found)
    with pytest.raises(CannotRun) as told:
        list(scorer.scores([PAIR]))
    assert str(told.value).startswith(f"{sys.executable}: {complaint}")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("program", "complaint"),
    [
        ("print('{[')", "its answer is not understood: {["),
        ("print(17)", "its answer is not understood: 17"),
        ("import sys; sys.stdout.buffer.write(bytes(range(256)))", "its answer is not understood: "),
        ("", "ended with code 0: it did not say why"),
        ("import sys; sys.exit('first\\nlast')", "ended with code 1: last"),
    ],
)
def test_a_program_that_answers_otherwise_is_one_line(program: str, complaint: str) -> None:
    with pytest.raises(CannotRun) as told:
        Process([sys.executable, "-c", program], 60).ask("?" * 1_000_000)
    assert str(told.value).startswith(f"{sys.executable}: {complaint}")
    assert "\n" not in str(told.value)


def test_a_program_that_does_not_listen_is_stopped() -> None:
    with pytest.raises(CannotRun, match=r"did not answer for 0\.2 seconds"):
        Process([sys.executable, "-c", "import time; time.sleep(60)"], 0.2).ask("?" * 1_000_000)


def test_a_comet_that_hangs_is_stopped(folder: Path) -> None:
    with pytest.raises(CannotRun, match=r"did not answer for 0\.2 seconds, and was stopped"):
        opened(folder, loaded="import time; time.sleep(60)", patience=0.2)


def test_a_comet_that_cannot_open_its_model_says_so(folder: Path) -> None:
    with pytest.raises(CannotRun, match=r"OSError: no tokenizer of infoxlm here"):
        opened(folder, loaded="raise OSError('no tokenizer of infoxlm here')")


def test_a_python_without_comet_says_so(folder: Path) -> None:
    with pytest.raises(CannotRun, match="No module named comet"):
        opened(folder, library="raise ModuleNotFoundError('No module named comet')")


def test_what_is_missing_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PYTHON, str(folder / "python"))
    with pytest.raises(CannotRun, match="cannot be run: No such file or directory"):
        opened(folder)
    (folder / "checkpoints" / "model.ckpt").unlink()
    with pytest.raises(CannotRun, match=r"model\.ckpt: is not there"):
        opened(folder)
    monkeypatch.delenv(PYTHON)
    with pytest.raises(CannotRun, match="pip install unbabel-comet, and set MTQA_COMET_PYTHON"):
        opened(folder)
