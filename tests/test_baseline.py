"""Findings that are known already: by fingerprint, in a file, and by what changed in git."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mtqa import baseline, changed
from mtqa.baseline import Baseline, Entry
from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.known import Known
from mtqa.segment import Document
from tests.articles import article

ARTICLE = (
    "The mill of Alvesta burned down in May 2019 of the year.\n\n"
    "It was the the largest mill of the region, says Viktor Yermakov.\n\n"
    "The owner, Viktor Ermakov, hopes to rebuild it in 2023 year."
)


def found(text: str) -> list[str]:
    return [finding.fingerprint for finding in Checker().check(article(text))]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\n\n".join(reversed(text.split("\n\n"))),
        lambda text: f"A headline\n\n{text}",
        lambda text: text.replace("largest mill", "largest\nmill").replace("burned down", "burned\ndown"),
    ],
    ids=["moved", "after a new paragraph", "wrapped anew"],
)
def test_fingerprints_outlive(change: Callable[[str], str]) -> None:
    assert len(found(ARTICLE)) == len(set(found(ARTICLE))) == 4
    assert sorted(found(change(ARTICLE))) == sorted(found(ARTICLE))


def test_one_fault_more_and_one_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    findings = [finding._replace(path=str(path)) for finding in Checker().check(article(ARTICLE))]
    file = tmp_path / "known.tsv"
    baseline.write(file, map(Baseline(file).entry, findings))
    edited = "\n\n".join(reversed(ARTICLE.replace("the the", "the").split("\n\n"))) + " He came came back."
    findings = [finding._replace(path=str(path)) for finding in Checker().check(article(edited))]
    known = Known(baseline.load(file))
    new, others = known.parted(Document(article(edited).segments, str(path), edited), findings)
    assert [finding.place.text for finding in new] == ["came came"]
    assert len(others) == 3
    assert list(known.gone()) == [
        "a.txt: doubled-word “the the” is in the baseline and no longer in the text",
        f"{file}: 1 stale; `mtqa baseline --prune` takes out what is gone",
    ]
    assert known.baseline
    assert [entry.rule for entry in known.baseline.pruned()] == ["name-variants", "year-said-twice", "year-word-left"]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("It rained rained all day in March.", []),
        ("It rained rained all night in March.", []),
        ("That spring it rained rained all day in March.", []),
        ("That spring it rained rained all night in March.", ["rained rained"]),
        ("It rained rained all day in March, and it rained rained all night.", ["rained rained"]),
    ],
)
def test_one_side_of_a_finding_may_change(tmp_path: Path, text: str, new: list[str]) -> None:
    known = Baseline(tmp_path / "x")
    entries = [known.entry(finding) for finding in Checker().check(article("It rained rained all day in March."))]
    found, _ = Baseline(tmp_path / "x", entries).parted("article.txt", Checker().check(article(text)))
    assert [finding.place.text for finding in found] == new


def test_file_of_entries(tmp_path: Path) -> None:
    file = tmp_path / "known.tsv"
    entries = [Entry("2b", "b.txt", "looping", "a b"), Entry("1a", "a.txt", "looping", "x")]
    baseline.write(file, entries * 2)
    assert file.read_text() == (
        "# Findings known to mtqa: fingerprint, path, rule, text. Written by `mtqa baseline`.\n"
        "1a\ta.txt\tlooping\tx\n2b\tb.txt\tlooping\ta b\n"
    )
    assert baseline.load(file).pruned() == []
    (tmp_path / "b.txt").write_text("there")
    assert baseline.load(file).unseen() == [entries[0]]


def test_paths_are_those_from_the_folder_of_the_baseline(tmp_path: Path) -> None:
    known = Baseline(tmp_path / "ci" / "x", [Entry("1a", "../a.txt", "looping", "x")])
    (tmp_path / "ci").mkdir()
    (tmp_path / "a.txt").write_text("x")
    assert known.name(str(tmp_path / "a.txt")) == "../a.txt"
    assert known.unseen() != []


def test_entries_of_rules_that_are_not_asked_stay(tmp_path: Path) -> None:
    entries = [Entry("1a", "gone.txt", "looping", "x"), Entry("2b", "gone.txt", "mojibake", "y")]
    known = Baseline(tmp_path / "x", entries, ["mojibake"])
    assert (known.stale(), known.unseen(), known.pruned()) == (entries[:1], entries[1:], entries[1:])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "is no baseline: not UTF-8; write it with `mtqa baseline`"),
        (b"# x\n\na\tb\n", ":3: is no line of a baseline; write it with `mtqa baseline`"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(CannotRun) as refusal:
        baseline.load(tmp_path / "x")
    assert str(refusal.value).endswith(message)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", "-C", str(tmp_path), *who, *arguments], check=True)

    git("init", "-q")
    (tmp_path / ":a.txt").write_text("One.\n\nTwo two.\n\nThree three.\n")
    git("add", ".")
    git("commit", "-qm", "x")
    (tmp_path / ":a.txt").write_text("One one.\n\nTwo two.\n\nThree three.\n\nFour.\n")
    (tmp_path / "new.txt").write_text("One one.\n")
    return tmp_path


def test_changed_lines(repository: Path) -> None:
    assert changed.lines(repository / ":a.txt", "HEAD") == {1, 6, 7}
    assert 1 in changed.lines(repository / "new.txt", "HEAD")
    assert 1 in changed.lines(repository / "-", "HEAD")
    document = article((repository / ":a.txt").read_text())
    findings = Checker().check(document)
    lines = changed.lines(repository / ":a.txt", "HEAD")
    assert [finding.place.line for finding in findings if changed.touches(finding, lines)] == [1]


def test_settings_of_git_change_nothing(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.txt diff=up\n")
    for setting in (["diff.up.textconv", "head -c 0"], ["diff.interHunkContext", "100"]):
        subprocess.run(["git", "-C", str(repository), "config", *setting], check=True)
    assert changed.lines(repository / ":a.txt", "HEAD") == {1, 6, 7}


def test_commit_that_is_not_there_is_told(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(CannotRun, match=r"git knows no commit 'v9' in .*; fetch it or name another"):
        changed.lines(repository / ":a.txt", "v9")
    loose = tmp_path_factory.mktemp("loose") / "a.txt"
    loose.write_text("x")
    with pytest.raises(CannotRun, match=r"not a git repository.*; --changed-from needs a git repository"):
        changed.lines(loose, "HEAD")
