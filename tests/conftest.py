"""The same examples in every run, and expected outputs that `--rewrite` writes anew."""

import os
import signal
from collections.abc import Callable
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests import tiny
from tests.shell import Shell

settings.register_profile(
    "mtqa", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.load_profile("mtqa")
# A run in the background ignores Ctrl-C, and so would all that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ |= {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}

pytest_plugins = ["tests.browser"]
_NUMBERS = count()
Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the expected outputs anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with the file that holds what is expected of it."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf8", newline="")
        assert path.read_bytes().decode("utf8") == text

    return compare


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what models keep: one for each test, which is made when it is needed."""
    folder = tmp_path_factory.getbasetemp() / f"cache-{next(_NUMBERS)}"
    monkeypatch.setenv("MTQA_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def tiny_marian(pytestconfig: pytest.Config) -> Path:
    """The folder of a real Marian model from the toy Russian of tests/tiny.py to its English, for reading only.

    It is trained once in half a minute, and again when its recipe changes: pytest's cache keeps it.
    """
    recipe = sha256(Path(tiny.__file__).read_bytes()).hexdigest()[:16]
    made = pytestconfig.cache.mkdir("mtqa-tiny") / recipe
    with FileLock(f"{made}.lock"):
        if not made.exists():
            unfinished = made.with_suffix(".new")
            (unfinished / "toy-ru-en").mkdir(parents=True, exist_ok=True)
            tiny.train(unfinished / "toy-ru-en")
            unfinished.rename(made)
    return made / "toy-ru-en"


@pytest.fixture
def mtqa(tmp_path: Path) -> Shell:
    """The command, in a folder of the test."""
    return Shell(tmp_path)
