"""Ray Data: documents scored by all processors of a cluster, and what the rules keep by models on its accelerators."""

from functools import partial
from typing import TYPE_CHECKING

from mtqa.corpus import Scoring, by_model, by_rules

if TYPE_CHECKING:
    import pyarrow as pa
    from ray.data import Dataset

AT_ONCE = 512


class Model:
    """The second stage: an actor that opens the model once and scores batch after batch."""

    def __init__(self, scoring: Scoring) -> None:
        self._scoring = scoring

    def __call__(self, batch: "pa.Table") -> "pa.Table":
        return by_model(batch, self._scoring)


def score(dataset: "Dataset", scoring: Scoring, actors: tuple[int, int] = (1, 1), gpus: float = 0) -> "Dataset":
    """The dataset with the columns of `mtqa.corpus.score_batch`.

    Rules run as tasks. If the settings name a model, so many actors at least and at most run it, each on so many GPUs.
    A task runs in the main thread of its worker, where the limit of time holds.
    """
    from ray.data import ActorPoolStrategy  # noqa: PLC0415

    scored = dataset.map_batches(partial(by_rules, scoring=scoring), batch_format="pyarrow", batch_size=AT_ONCE)
    if not scoring.config.score:
        return scored
    return scored.map_batches(
        Model,
        fn_constructor_args=(scoring,),
        batch_format="pyarrow",
        batch_size=AT_ONCE,
        compute=ActorPoolStrategy(min_size=actors[0], max_size=actors[1]),
        num_gpus=gpus,
    )
