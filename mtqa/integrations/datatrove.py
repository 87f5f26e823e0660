"""A filter block for datatrove: what mtqa has to say of a document goes to its metadata, and decides on it."""

from collections.abc import Sequence

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter

from mtqa.corpus import Scoring, score_batch
from mtqa.corpus.columns import REASON

AT_ONCE = 512


class MtqaFilter(BaseFilter):  # type: ignore[misc] # its types are not known
    """Keeps the documents that `mtqa.corpus.score_batch` gives no reason to reject.

    The text is that of the document; source and language are the entries of its metadata that the settings name, the
    language else `language`. The columns become metadata, `mtqa_reason` only of what is rejected.
    """

    name = "mtqa"
    _requires_dependencies = ("pyarrow",)

    def __init__(self, scoring: Scoring, exclusion_writer: DiskWriter | None = None, batch_size: int = AT_ONCE) -> None:
        super().__init__(exclusion_writer, batch_size)
        columns = {"target": "text", "source": scoring.config.columns.get("source", "")}
        self._scoring = scoring._replace(config=scoring.config.overridden({"columns": columns}))

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        return self.filter_batch([doc])[0]

    def filter_batch(self, batch: Sequence[Document]) -> list[bool | tuple[bool, str]]:
        import pyarrow as pa  # noqa: PLC0415

        read = {"text": [doc.text for doc in batch]}
        for name in filter(None, (self._scoring.config.columns["source"], self._scoring.language or "language")):
            read[name] = [doc.metadata.get(name) for doc in batch]
        scored = score_batch(
            pa.table({name: pa.array(texts, pa.string()) for name, texts in read.items()}), self._scoring
        )
        results = list[bool | tuple[bool, str]]()
        for doc, row in zip(batch, scored.drop_columns([*read]).to_pylist(), strict=True):
            reason = row.pop(REASON)
            doc.metadata |= row if reason is None else {**row, REASON: reason}
            results.append(True if reason is None else (False, reason.partition(":")[0]))
        return results
