"""The same check over columns of data: each row of an Arrow batch is a document, and what is found becomes columns.

`score_batch` is what `mtqa filter`, Ray Data, datatrove and whatever else passes batches along call.
"""

from mtqa.corpus.scoring import Scoring, by_model, by_rules, score_batch

__all__ = ["Scoring", "by_model", "by_rules", "score_batch"]
