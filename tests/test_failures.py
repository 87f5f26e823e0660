"""What becomes of a fault of our own: it is told in one line, and nothing else suffers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqa import cli, formats, reports, rules
from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.rule import Across, Hit, Opined, Pattern, Rule
from mtqa.segment import Document, Opinion, Segment
from tests.articles import article
from tests.shell import CLEAN, FAULTY, MENDED

BROKEN_TEXT = "All is well here.\n\nThe storm broke the mast.\n\nThe storm broke it again.\n"


def breaks(segment: Segment) -> Iterator[Hit]:
    yield Hit(0, 3)
    if "storm" in segment.target:
        raise ZeroDivisionError("division\nby zero")


def breaks_across(document: Document) -> Iterator[Hit]:
    for segment in document.segments:
        yield from breaks(segment)


def breaks_opined(segment: Segment, opinion: Opinion) -> Iterator[Hit]:
    return breaks(segment)


def rule(find: object, name: str) -> Rule:
    return Rule(find, "a fault", (), id=name, family="trials")  # type: ignore[arg-type]


SOUND = rule(Pattern("mast", fix="sail"), "mast-seen")


@pytest.mark.parametrize("find", [breaks, Across(breaks_across), Opined(breaks_opined)], ids=["one", "all", "opined"])
def test_the_check_goes_on_without_a_rule_that_raises(find: object) -> None:
    checker, document = Checker([SOUND, rule(find, "breaks")]), article(BROKEN_TEXT)
    found = checker.check(document, dict.fromkeys(range(3), Opinion()))
    assert [finding.number for finding in found if finding.rule == "mast-seen"] == [1]
    assert [finding.number for finding in found if finding.rule == "breaks"] in ([0, 1, 2], [0, 0])
    assert checker.mend(document).fixes == 1
    assert list(checker.failures) == ["breaks"]
    line = 1 if isinstance(find, Across) else 3
    assert str(checker.failures["breaks"]) == (
        f"article.txt:{line}: internal error in rule breaks: ZeroDivisionError: division by zero "
        "(test_failures.py:22); please report it, with the text if you may"
    )


def test_what_a_rule_refuses_is_raised() -> None:
    def refuses(segment: Segment) -> Iterator[Hit]:
        raise CannotRun("the list is missing")

    with pytest.raises(CannotRun, match="the list is missing"):
        Checker([rule(refuses, "refuses")]).check(article(CLEAN))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three texts."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.txt": BROKEN_TEXT, "b.txt": BROKEN_TEXT, "c.txt": FAULTY}.items():
        Path(name).write_text(text)
    return tmp_path


def ran(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """The exit code of the command, run in this process."""
    monkeypatch.setattr("sys.argv", ["mtqa", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return left.value.code


def test_a_rule_that_raises_is_told_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    everything = (*rules.load(), rule(breaks, "breaks"))
    monkeypatch.setattr(rules, "ready", lambda *_: everything)
    assert ran(monkeypatch, "check", "-o", "concise") == 2
    out, err = capfd.readouterr()
    assert err.startswith("mtqa: a.txt:3: internal error in rule breaks: ZeroDivisionError")
    assert err.count("\n") == 1
    assert "year-said-twice" in out
    assert ran(monkeypatch, "fix") == 2
    assert capfd.readouterr().err == err
    assert Path("c.txt").read_text() == MENDED


@pytest.mark.parametrize(("stage", "command"), [("reading", "check"), ("mending", "fix")])
def test_a_reader_that_raises_is_told_and_others_are_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], stage: str, command: str
) -> None:
    name = "read" if stage == "reading" else "rewrite"
    sound = getattr(formats, name)

    def broken(*given: object) -> object:
        if "a.txt" in (given[1], getattr(given[0], "path", "")):
            raise IndexError("string index out of range")
        return sound(*given)

    monkeypatch.setattr(formats, name, broken)
    Path("a.txt").write_text(FAULTY)
    assert ran(monkeypatch, command) == 2
    out, err = capfd.readouterr()
    assert err.startswith(f"mtqa: a.txt: internal error in {stage}: IndexError: string index out of range (test_fail")
    assert err.count("\n") == 1
    assert "c.txt" in out


def test_a_report_that_raises_is_told_and_others_are_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*given: object) -> None:
        raise KeyError("column")

    sound = reports.report
    monkeypatch.setattr(reports, "report", lambda name: broken if name == "json" else sound(name))
    assert ran(monkeypatch, "check", "-o", "json:a.json", "-o", "concise") == 2
    out, err = capfd.readouterr()
    assert err.startswith("mtqa: a.json: internal error in the report json: KeyError: 'column' (test_failures.py:")
    assert "year-said-twice" in out
    assert not Path("a.json").exists()


def test_what_could_not_be_read_when_mended_is_left_as_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    text = Path(__file__).parent.joinpath("regressions", "time-in-the-text.srt").read_bytes()
    Path("a.srt").write_bytes(text)
    assert ran(monkeypatch, "fix", "a.srt") == 2
    out, err = capfd.readouterr()
    assert err.startswith("mtqa: a.srt: is left as it is, for mended it could not be read: has a broken time on line ")
    assert (out, Path("a.srt").read_bytes()) == ("", text)
