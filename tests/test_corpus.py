"""What `score_batch` says of rows, and that one that hangs or breaks harms no other."""

import pickle
import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress

import pyarrow as pa
import pytest

import mtqa
from mtqa.checker import Checker
from mtqa.config import Config
from mtqa.corpus import Scoring, by_model, by_rules, score_batch, scoring
from mtqa.corpus.columns import types
from mtqa.corpus.deadline import TimeUp, limited
from mtqa.errors import CannotRun
from mtqa.gate import Gate, Tally
from mtqa.rule import Hit, Rule
from mtqa.segment import Checked, Score, Segment

ENGLISH = Config(target_lang="en")
FAULTY = "A pilot came back in May 2019 of the year.\n\nHe left 😀 early .\n\nThe the storm passed."
CLEAN = "The ferry waited at the pier until noon."
BATCH = pa.record_batch(
    {"id": pa.array([7, 8, 9]), "text": pa.array([CLEAN, FAULTY, None]), "tags": pa.array([["a"], [], None])}
).replace_schema_metadata({"owner": "harbour"})


def scored(*texts: str | None, config: Config = ENGLISH, **columns: list[str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = score_batch(pa.table({"target": texts, **columns}), Scoring(config)).to_pylist()
    return rows


def test_all_that_was_there_stays_and_columns_are_added() -> None:
    after = score_batch(BATCH, Scoring(ENGLISH))
    assert isinstance(after, pa.RecordBatch)
    assert after.select(BATCH.schema.names).equals(BATCH, check_metadata=True)
    added = [name for name in types() if name != "mtqa_score"]
    assert after.schema.names == [*BATCH.schema.names, *added]
    assert [after.schema.field(name).type for name in added] == [types()[name] for name in added]
    assert after.column("mtqa_words").to_pylist() == [8, 19, 0]
    assert after.column("mtqa_reason").to_pylist() == [None, None, "no-text"]


def test_a_table_gets_what_its_batches_get() -> None:
    table = pa.Table.from_batches([BATCH, BATCH])
    assert score_batch(table, Scoring(ENGLISH)).to_batches() == [score_batch(BATCH, Scoring(ENGLISH))] * 2


def test_scoring_anew_changes_nothing() -> None:
    once = score_batch(BATCH, Scoring(ENGLISH))
    assert score_batch(once, Scoring(ENGLISH)).equals(once, check_metadata=True)


def test_no_rows_have_the_same_columns() -> None:
    empty = score_batch(BATCH.slice(0, 0), Scoring(ENGLISH))
    assert empty.num_rows == 0
    assert empty.schema == score_batch(BATCH, Scoring(ENGLISH)).schema


def test_findings_stand_where_they_say() -> None:
    [row] = scored(FAULTY)
    findings = row["mtqa_findings"]
    assert isinstance(findings, list)
    assert [FAULTY[found["start"] : found["end"]] for found in findings] == [found["text"] for found in findings]
    assert [found["rule"] for found in findings] == [found.rule for found in mtqa.check(FAULTY)]
    families = row["mtqa_families"]
    assert isinstance(families, dict)
    assert sum(families.values()) == len(findings) > 2


def test_the_penalty_is_that_of_the_gate() -> None:
    [row] = scored(FAULTY)
    tally = Tally()
    document = mtqa.formats.text.cut(FAULTY)
    list(tally.watch([Checked(document, Checker().check(document))]))
    assert row["mtqa_penalty"] == Gate().penalty(tally) > 0


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        (Config(target_lang="en", max_penalty=1_000_000), None),
        (Config(target_lang="en", max_penalty=0), "penalty"),
        (Config(target_lang="en", limits={"dates": 0, "repetition": 0}), "penalty-dates"),
        (Config(target_lang="en", limits={"quotes": 0}), None),
    ],
)
def test_the_first_limit_that_is_passed_is_the_reason(config: Config, reason: str | None) -> None:
    assert [row["mtqa_reason"] for row in scored(CLEAN, FAULTY, config=config)] == [None, reason]


def test_the_settings_name_the_columns() -> None:
    table = pa.table({"pair": [{"mt": FAULTY, "src": ""}], "text": [CLEAN]})
    named = score_batch(table, Scoring(Config(target_lang="en", columns={"target": "pair.mt"})))
    assert named.column("mtqa_penalty").to_pylist() == [scored(FAULTY)[0]["mtqa_penalty"]]


def test_a_source_is_compared() -> None:
    rows = scored("The ferry has 12 cabins.", source=["На пароме 13 кают."])
    assert str(rows[0]["mtqa_findings"]).count("number-mismatch") == 1


@pytest.mark.parametrize("tag", ["de", "de-AT", "deu_Latn", "deu"])
def test_a_column_tells_the_language_of_each_row(tag: str) -> None:
    text = "Er sagte: „Guten Tag“, und ging."
    [german] = scored(text, config=Config(), language=[tag])
    [english] = scored(text, config=ENGLISH, language=[tag])
    assert german["mtqa_findings"] == []
    assert "quote" in str(english["mtqa_findings"])


def test_beside_a_text_a_source_is_where_it_is_from() -> None:
    table = pa.table({"text": ["The ferry has 12 cabins."], "source": ["На пароме 13 кают."]})
    crawled, named = ENGLISH, Config(target_lang="en", columns={"source": "source"})
    found = [score_batch(table, Scoring(config)).column("mtqa_findings").to_pylist() for config in (crawled, named)]
    assert found[0] == [[]]
    assert str(found[1]).count("number-mismatch") == 1


def test_what_is_missing_or_no_text_is_told() -> None:
    with pytest.raises(CannotRun, match="has no column 'target' or 'text'; it has body"):
        score_batch(pa.table({"body": ["a"]}))
    with pytest.raises(CannotRun, match="has no column 'mt'"):
        score_batch(pa.table({"text": ["a"]}), Scoring(Config(columns={"target": "mt"})))
    with pytest.raises(CannotRun, match="holds int64, not text, in the column 'text'"):
        score_batch(pa.table({"text": [1]}))


def hanging(segment: Segment) -> Iterator[Hit]:
    if "bomb" in segment.target:
        raise ValueError("no such thing")
    if re.match(r"(?:a+)+$", segment.target):
        yield Hit(0, 1)


@pytest.fixture
def dangerous(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule(find=hanging, message="hangs", examples=(), id="hanging", family="numbers")
    monkeypatch.setattr(scoring, "_checker", lambda _: Checker([rule]))


@pytest.mark.usefixtures("dangerous")
def test_a_row_that_hangs_or_breaks_has_a_reason_and_the_others_are_scored() -> None:
    table = pa.table({"text": ["aaa", "a" * 60 + "b", "a bomb", CLEAN]})
    rows = score_batch(table, Scoring(ENGLISH, seconds=0.1)).to_pylist()
    assert [row["mtqa_reason"] for row in rows] == [None, "time-limit", "broken: hanging", None]
    assert [row["mtqa_penalty"] is None for row in rows] == [False, True, True, False]
    assert [row["mtqa_words"] for row in rows] == [1, 1, 2, 8]


def test_a_limit_that_is_lost_on_the_way_comes_again() -> None:
    def hang() -> None:
        while True:
            pass

    def lose() -> None:
        with suppress(TimeUp):
            hang()
        hang()

    with pytest.raises(TimeUp), limited(0.01):
        lose()


def test_a_limit_leaves_signals_as_they_were() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(TimeUp), limited(0.01):
        re.match(r"(?:a+)+$", "a" * 60 + "b")
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_settings_reach_another_process_without_what_was_made_of_them() -> None:
    config = Config(target_lang="en", limits={"dates": 1})
    assert config.checker
    assert "checker" not in vars(pickle.loads(pickle.dumps(config)))
    assert pickle.loads(pickle.dumps(config)) == config


class Lengths:
    """Scores a segment by its length, in hundreds of characters."""

    signature, threshold, needs_source, notice = "lengths", None, False, ""

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        return (None if "?" in segment.target else Score(len(segment.target) / 100) for segment in segments)


@pytest.fixture
def lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "_scorer", lambda _name, _own: Lengths())


@pytest.mark.usefixtures("lengths")
def test_a_model_scores_what_the_rules_keep() -> None:
    config = Config(target_lang="en", max_penalty=0, score="lengths", min_score=0.3)
    texts = [CLEAN, FAULTY, f"{CLEAN}\n\nAll went home.", "All went home.", "Who was it?"]
    both = score_batch(pa.table({"text": texts}), Scoring(config))
    assert both.column("mtqa_score").to_pylist() == [0.4, None, pytest.approx(0.27), 0.14, None]
    assert both.column("mtqa_reason").to_pylist() == [None, "penalty", "score", "score", None]
    apart = by_model(by_rules(pa.table({"text": texts}), Scoring(config)), Scoring(config))
    assert apart.equals(both)
