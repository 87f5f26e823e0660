"""The shipped texts: what is reported of them, and what they become."""

from io import StringIO
from pathlib import Path

import pytest

from mtqa import mend
from mtqa.gate import Gate
from mtqa.reports import report
from mtqa.run import check
from mtqa.segment import Checked
from tests.conftest import Golden

FIXTURES = Path(__file__).parents[1] / "fixtures"
ARTICLES = sorted((FIXTURES / "articles").glob("*.txt"))
LANGUAGES = ("de", "en", "es", "fr", "it", "pl", "pt", "ru", "tr", "uk")


@pytest.fixture(autouse=True)
def _fixed_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def reported(path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(path.parent)
    out = StringIO()
    report(name)([checked for checked in check([path.name], {}) if isinstance(checked, Checked)], out, Gate())
    return out.getvalue()


@pytest.mark.parametrize("name", ["full", "concise", "jsonl"])
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_report(path: Path, name: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    golden(FIXTURES / "reports" / f"{path.stem}.{name}", reported(path, name, monkeypatch))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_mended(path: Path, golden: Golden) -> None:
    mended = mend(path.read_text("utf8"))
    golden(FIXTURES / "reports" / f"{path.stem}.mended", mended)
    assert mend(mended) == mended


@pytest.mark.parametrize("code", LANGUAGES)
def test_edited_text_has_no_fault(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = reported(FIXTURES / "languages" / f"clean.{code}.txt", "concise", monkeypatch)
    assert text == "No faults in 1 file.\n"


@pytest.mark.parametrize("code", LANGUAGES)
def test_faults_are_found(code: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    path = FIXTURES / "languages" / f"faulty.{code}.txt"
    golden(FIXTURES / "reports" / f"{path.stem}.concise", reported(path, "concise", monkeypatch))
