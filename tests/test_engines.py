"""The engines that pass documents along, at work on this machine: what they write is what one process writes."""

import os
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mtqa.config import Config
from mtqa.corpus import Scoring, score_batch

SHARDS = 8
RULES = Scoring(Config(target_lang="en", max_penalty=100))
TEXTS = (
    "The ferry {} left the pier at noon.",
    "Nobody was seen on deck {}.",
    "It was built in May {} of the year.",
    "The the cook left cabin {}.",
)
SLOW = "It was built in May 1999 of the year. " * 200_000


class Corpus(NamedTuple):
    """Documents, the folder of the shards that they are in, and what one process makes of them."""

    table: pa.Table
    folder: Path
    expected: pa.Table


@pytest.fixture(
    scope="module", params=[4_000, pytest.param(100_000, marks=pytest.mark.large)], ids=["few", "a-hundred-thousand"]
)
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Documents of a line."""
    count: int = request.param
    texts = [text.format(number) for number, text in enumerate(islice(cycle(TEXTS), count))]
    table = pa.table({"id": [f"d{number:06}" for number in range(count)], "text": texts})
    folder, size = tmp_path_factory.mktemp("shards"), count // SHARDS
    for number in range(SHARDS):
        pq.write_table(table.slice(number * size, size), folder / f"{number}.parquet")
    return Corpus(table, folder, score_batch(table, RULES))


def in_order(table: pa.Table, like: pa.Table) -> pa.Table:
    return table.sort_by("id").select(like.column_names).cast(like.schema).combine_chunks()


@pytest.fixture(scope="module")
def ray_data() -> Iterator[None]:
    ray = pytest.importorskip("ray", reason="needs the extra ray")
    os.environ["RAY_DATA_DISABLE_PROGRESS_BARS"] = "1"
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    yield
    ray.shutdown()


@pytest.mark.usefixtures("ray_data")
def test_ray_data_writes_the_same(corpus: Corpus, tmp_path: Path) -> None:
    import ray

    from mtqa.integrations.ray import score

    score(ray.data.read_parquet(str(corpus.folder)), RULES).write_parquet(str(tmp_path / "out"), mode="overwrite")
    assert in_order(pq.read_table(tmp_path / "out"), corpus.expected).equals(corpus.expected)


@pytest.mark.usefixtures("ray_data")
def test_a_second_stage_of_ray_data_scores_by_a_model() -> None:
    import ray

    from mtqa.integrations.ray import score

    table = pa.table(
        {
            "id": ["a", "b", "c", "d"],
            "target": [
                "The ferry left at noon.",
                "The ferry left at noon.",
                "It came in May 2019 of the year.",
                "Yes.",
            ],
            "source": ["Паром ушёл в полдень.", "Кошка спит на крыше.", "Он пришёл в мае 2019 года.", ""],
        }
    )
    scoring = Scoring(Config(target_lang="en", source_lang="ru", max_penalty=100, score="embedded", min_score=0.4))
    expected = score_batch(table, scoring)
    assert expected.column("mtqa_reason").to_pylist() == [None, "score", "penalty", None]
    rows = score(ray.data.from_arrow(table), scoring, actors=(1, 2)).take_all()
    for row, like in zip(sorted(rows, key=lambda row: str(row["id"])), expected.to_pylist(), strict=True):
        assert row.pop("mtqa_score") == pytest.approx(like.pop("mtqa_score"), abs=1e-5)
        assert row == like


@pytest.mark.usefixtures("ray_data")
def test_the_limit_of_time_holds_in_tasks_of_ray() -> None:
    import ray

    from mtqa.integrations.ray import score

    table = pa.table({"text": [SLOW, TEXTS[1]]})
    rows = score(ray.data.from_arrow(table), RULES._replace(seconds=1)).take_all()
    assert {row["text"]: row["mtqa_reason"] for row in rows} == {SLOW: "time-limit", TEXTS[1]: None}


def test_datatrove_writes_the_same(corpus: Corpus, tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="needs the extra datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import ParquetReader
    from datatrove.pipeline.writers import ParquetWriter

    from mtqa.integrations.datatrove import MtqaFilter

    def writer(fate: str) -> ParquetWriter:
        return ParquetWriter(str(tmp_path / fate), expand_metadata=True, schema=corpus.expected.schema)

    LocalPipelineExecutor(
        [ParquetReader(str(corpus.folder)), MtqaFilter(RULES, exclusion_writer=writer("rejected")), writer("kept")],
        tasks=SHARDS,
        workers=2,
        logging_dir=str(tmp_path / "logs"),
    ).run()
    kept, rejected = (in_order(pq.read_table(tmp_path / fate), corpus.expected) for fate in ("kept", "rejected"))
    is_kept = corpus.expected.column("mtqa_reason").is_null()
    assert kept.equals(corpus.expected.filter(is_kept).combine_chunks())
    assert in_order(pa.concat_tables([kept, rejected]), corpus.expected).equals(corpus.expected)


def test_a_filter_of_datatrove_reads_source_and_language_where_the_settings_say() -> None:
    pytest.importorskip("datatrove", reason="needs the extra datatrove")
    from datatrove.data import Document

    from mtqa.integrations.datatrove import MtqaFilter

    scoring = Scoring(Config(columns={"source": "original"}, limits={"numbers": 0}), language="lang")
    wrong, right = (
        Document(f"The ferry has {number} cabins.", id="a", metadata={"original": "На пароме 13 кают.", "lang": "en"})
        for number in (12, 13)
    )
    slow = Document(SLOW, id="b")
    block = MtqaFilter(scoring._replace(seconds=1))
    assert block.filter_batch([slow, wrong, right]) == [(False, "time-limit"), (False, "penalty-numbers"), True]
    assert wrong.metadata["mtqa_reason"] == "penalty-numbers"
    assert "mtqa_reason" not in right.metadata
    assert right.metadata["mtqa_words"] == 5
