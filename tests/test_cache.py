"""That what was found before is what would be found again, and that nothing that happens to the cache shows."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqa import cached, depends, formats, memory, run
from mtqa.checker import Checker
from mtqa.config import Config
from mtqa.errors import CannotRun
from mtqa.rule import Bad
from mtqa.rules import exemplary
from mtqa.segment import Checked, Document, Finding
from tests.articles import of_example
from tests.shell import CLEAN, FAULTY, Shell, printed

ROOT = Path(__file__).parents[1]
NASTY = "It was \ud83d May 2019 of the year. “He said.\n\n" + "a" * 3000 + "\n\nIt rained rained.\n"


def _documents() -> Iterator[Document]:
    """Every bad example, what the fixtures hold in whatever format, and text that no encoding has."""
    for rule in exemplary():
        for number, example in enumerate(rule.examples):
            if isinstance(example, Bad) and number < 2:
                yield of_example(example)
    for path in sorted((ROOT / "fixtures" / "formats").iterdir()):
        if path.suffix in formats.FORMATS and path.suffix != ".parquet":
            try:
                yield formats.read(path.read_bytes(), str(path))
            except CannotRun:
                continue
    yield formats.of("a.txt").cut(NASTY)  # type: ignore[attr-defined]


def _kept(document: Document, findings: list[Finding], config: Config) -> list[Finding] | None:
    key = cached.key(document, config)
    assert key
    cached.keep(key, findings)
    return cached.found(key, document)


def test_what_was_kept_is_what_is_found() -> None:
    checker, config, some = Checker(exemplary()), Config(), 0
    for document in _documents():
        fresh = checker.check(document)
        assert _kept(document, fresh, config) == fresh
        some += bool(fresh)
    assert some > 150


def test_another_text_or_another_setting_has_other_findings(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    keys = set[bytes | None]()
    for content, name, config in (
        (FAULTY, "a.txt", Config()),
        (CLEAN, "a.txt", Config()),
        (FAULTY, "a.html", Config()),
        (FAULTY, "a.txt", Config(ignore=("dates",))),
        (FAULTY, "a.txt", Config(words=("May",))),
        (FAULTY, "a.txt", Config(rules={"year-said-twice": {"severity": "note"}})),
    ):
        keys.add(cached.key(formats.read(content.encode(), name), config))
    for line in ("May", "June"):
        words.write_text(line)
        keys.add(cached.key(formats.read(FAULTY.encode(), "a.txt"), Config(words_file=str(words))))
    assert len(keys - {None}) == 8
    document = formats.read(FAULTY.encode(), "a.txt")
    assert cached.key(document, Config(jobs=2)) == cached.key(document, Config())
    assert cached.key(document, Config(words_file=str(tmp_path / "none"))) is None


def test_another_program_finds_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    document, config = formats.read(FAULTY.encode(), "a.txt"), Config()
    keys = {cached.key(document, config)}
    monkeypatch.setattr("mtqa.memory.__version__", "0.0.1")
    keys.add(cached.key(document, config))
    monkeypatch.setattr(depends, "on_program", lambda: "another rule")
    keys.add(cached.key(document, config))
    assert len(keys) == 3


def test_a_change_of_the_package_or_of_what_is_installed_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(depends, "PACKAGE", tmp_path)
    marks = {depends.on_program.__wrapped__()}
    (tmp_path / "rule.py").write_text("1")
    marks.add(depends.on_program.__wrapped__())
    (tmp_path / "rule.py").write_text("2")
    marks.add(depends.on_program.__wrapped__())
    (tmp_path / "lexicon-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    marks.add(depends.on_program.__wrapped__())
    assert len(marks) == 4


def test_an_unchanged_file_is_checked_without_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)

    def checked(**flags: object) -> Checked:
        [found] = run.check([str(path)], flags)
        assert isinstance(found, Checked)
        return found

    fresh = checked()
    monkeypatch.setattr("mtqa.rules.ready", lambda *_: pytest.fail("rules are loaded"))
    assert checked() == fresh
    assert len(fresh.findings) == 1
    with pytest.raises(pytest.fail.Exception):
        checked(cache=False)


def test_what_is_damaged_is_checked_anew(cache: Path) -> None:
    document = formats.read(FAULTY.encode(), "a.txt")
    findings = Checker().check(document)
    assert _kept(document, findings, Config()) == findings
    key = cached.key(document, Config())
    assert key
    with sqlite3.connect(cache / "findings.sqlite") as connection:
        connection.execute("UPDATE answers SET answer = replace(answer, '2019', '2018')")
    assert cached.found(key, document) is None


def test_a_cache_that_cannot_be_used_does_not_show(tmp_path: Path) -> None:
    mtqa = Shell(tmp_path)
    mtqa.write("a.txt", FAULTY)
    mtqa.write("cache/findings.sqlite", b"no database at all" * 100)
    mtqa.write("file", "")
    fresh = printed(mtqa("check", "a.txt", "--no-cache"))
    assert fresh[0] == 1
    assert printed(mtqa("check", "a.txt")) == fresh
    assert printed(mtqa("check", "a.txt")) == fresh
    assert printed(mtqa("check", "a.txt", MTQA_CACHE=str(tmp_path / "file" / "cache"))) == fresh


def test_runs_at_the_same_time_share_the_cache(tmp_path: Path) -> None:
    mtqa = Shell(tmp_path)
    for number in range(30):
        mtqa.write(f"{number}.txt", f"{FAULTY}\n{number} bridges were opened.\n")
    fresh = printed(mtqa("check", "-o", "jsonl", "--no-cache"))
    arguments = [sys.executable, "-m", "mtqa", "check", "-o", "jsonl"]
    for _ in range(2):
        runs = [
            subprocess.Popen(
                [*arguments, "--jobs", jobs], cwd=mtqa.folder, env=mtqa.environment, stdout=subprocess.PIPE
            )
            for jobs in ("1", "2")
        ]
        assert [run.communicate()[0].decode() for run in runs] == [fresh[1]] * 2


def test_the_version_is_in_every_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = memory.key("marian", "a")
    monkeypatch.setattr("mtqa.memory.__version__", "0.0.1")
    assert memory.key("marian", "a") != before
