"""That a model is asked once, whatever happens to the file that keeps its answers."""

import multiprocessing
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from mtqa.memory import Memory, key
from mtqa.models import Candidate
from mtqa.models.memory import RememberedScorer, RememberedTranslator
from mtqa.segment import Remark, Score, Segment, Token


class Counting:
    """A model that says how long a text is, nothing of a bad one, and stops at “stop”; it notes what it was asked."""

    threshold = None
    needs_source = False
    notice = ""

    def __init__(self, signature: str = "counting") -> None:
        self.signature = signature
        self.asked = list[str]()

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        for segment in segments:
            if segment.target == "stop":
                raise KeyboardInterrupt
            self.asked.append(segment.target)
            remark = Remark(0, 1, "error", "“it”")
            score = Score(len(segment.target) / 3, (Token(0, 1, -0.1),), (remark,), truncated=True)
            yield None if segment.target == "bad" else score

    def translations(self, sources: Iterable[str], count: int = 1) -> Iterator[list[Candidate]]:
        for source in sources:
            self.asked.append(source)
            yield [Candidate(source.upper(), -0.1 * number, bool(number)) for number in range(count if source else 0)]


def scored(model: Counting, path: Path, *targets: str, source: str = "") -> list[Score | None]:
    return list(RememberedScorer(model, Memory(path)).scores(Segment(target, source) for target in targets))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made" / "answers.sqlite"


def test_what_was_scored_is_not_asked_again(path: Path) -> None:
    model = Counting()
    first = scored(model, path, "one", "three", "one")
    assert model.asked == ["one", "three"]
    assert scored(model, path, "three", "four", "one") == [first[1], *scored(Counting(), path, "four"), first[0]]
    assert model.asked == ["one", "three", "four"]
    assert first[0] == Score(1.0, (Token(0, 1, -0.1),), (Remark(0, 1, "error", "“it”"),), truncated=True)


def test_another_model_or_source_is_asked(path: Path) -> None:
    model, other = Counting(), Counting("other")
    scored(model, path, "one")
    scored(model, path, "one", source="один")
    scored(other, path, "one")
    assert (model.asked, other.asked) == (["one", "one"], ["one"])


def test_no_answer_is_not_kept(path: Path) -> None:
    model = Counting()
    assert scored(model, path, "bad", "bad") == [None, None]
    assert scored(model, path, "bad") == [None]
    assert model.asked == ["bad", "bad"]


def test_what_was_translated_is_not_asked_again(path: Path) -> None:
    model = Counting()
    for _ in range(2):
        found = list(RememberedTranslator(model, Memory(path)).translations(["one", "", "two"], count=2))
        assert found == [[Candidate("ONE", 0.0), Candidate("ONE", -0.1, True)], [], [("TWO", 0, 0), ("TWO", -0.1, 1)]]
    assert model.asked == ["one", "", "two"]
    list(RememberedTranslator(model, Memory(path)).translations(["one"]))
    assert model.asked == ["one", "", "two", "one"]


def test_an_interrupted_run_keeps_what_it_has(path: Path) -> None:
    model = Counting()
    with pytest.raises(KeyboardInterrupt):
        scored(model, path, "one", "two", "stop", "four")
    scored(model, path, "one", "two")
    assert model.asked == ["one", "two"]


def test_a_damaged_file_is_begun_anew(path: Path) -> None:
    scored(Counting(), path, "one")
    for file in path.parent.iterdir():
        file.unlink()
    path.write_bytes(b"no database at all" * 1000)
    memory = Memory(path)
    assert memory.notice == f"{path}: was damaged, and is begun anew; models are asked again"
    memory.keep(key("a"), "b")
    again = Memory(path)
    assert (again.found([key("a")]), again.notice) == ({key("a"): "b"}, "")


def test_a_file_is_begun_anew_whose_table_is_named_by_no_utf_8(path: Path) -> None:
    memory = Memory(path)
    memory.keep(key("a"), "b")
    memory._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    memory._connection.close()
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE", b"CR\xc5ATE TABLE", 1))
    again = Memory(path)
    assert again.notice == f"{path}: was damaged, and is begun anew; models are asked again"
    again.keep(key("a"), "c")
    assert Memory(path).found([key("a")]) == {key("a"): "c"}


def test_a_file_that_is_damaged_while_it_is_used_stops_nothing(path: Path) -> None:
    memory = Memory(path)
    for number in range(1000):
        memory.keep(key(number), "x" * 100)
    Memory(path)._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    path.write_bytes(damaged)
    again = Memory(path)
    assert again.found(map(key, range(1000))) == {}
    again.keep(key("a"), "b")
    assert again.found([key("a")]) == {key("a"): "b"}
    assert "begun anew" in again.notice


def test_without_a_place_to_keep_it_all_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = Memory(tmp_path / "file" / "answers.sqlite")
    assert "what models say is not kept" in memory.notice
    model = Counting()
    assert list(RememberedScorer(model, memory).scores([Segment("one")]))
    assert model.asked == ["one"]


def test_the_file_stays_bounded(path: Path) -> None:
    memory = Memory(path)
    for number in range(3000):
        memory.keep(key(number), "x" * 500)
    size = path.stat().st_size
    for number in range(3000, 3200):
        Memory(path, most=500_000).keep(key(number), "x" * 500)
    with sqlite3.connect(path) as connection:
        [count] = connection.execute("SELECT count(*) FROM answers").fetchone()
    assert 300 < count < 1000
    assert path.stat().st_size <= size + 100_000


def test_what_was_used_last_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqa.memory._today", lambda: 1)
    memory = Memory(path)
    for number in range(100):
        memory.keep(key(number), "x" * 500)
    monkeypatch.setattr("mtqa.memory._today", lambda: 2)
    used = [key(number) for number in range(0, 100, 4)]
    memory.found(used)
    assert len(Memory(path, most=40_000).found(used)) == len(used)


def _keep(path: Path, first: int) -> None:
    memory = Memory(path)
    for number in range(first, first + 300):
        memory.keep(key(number), str(number))
    assert memory.notice == ""


def test_several_runs_keep_at_once(path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_keep, args=(path, first)) for first in (0, 200, 400)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert Memory(path).found(map(key, range(700))) == {key(number): str(number) for number in range(700)}


@pytest.mark.parametrize("number", [float("nan"), float("-inf")])
def test_what_is_no_number_is_no_score(path: Path, number: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Counting, "scores", lambda _, segments: (Score(number) for _ in segments))
    scorer = RememberedScorer(Counting(), Memory(path))
    assert list(scorer.scores([Segment("one"), Segment("two")])) == [None, None]
    assert scorer.notice == "segments without a score, since what the model gave is no number: 2"


def test_a_translator_tells_that_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    translator = RememberedTranslator(Counting(), Memory(tmp_path / "file" / "answers.sqlite"))
    assert [best.text for [best] in translator.translations(["one"])] == ["ONE"]
    assert "cannot be used" in translator.notice
