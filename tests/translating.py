"""What tests of translators share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqa import Segment
from mtqa.models import Scorer, opening
from mtqa.models.memory import RememberedScorer

ENGINES = ("torch", "ctranslate2")


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that holds, for the tests of a module, what models said and what was converted."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("MTQA_CACHE", str(folder))
        yield folder


def unremembering(name: str) -> Scorer:
    opened = opening.scorer(name)
    assert isinstance(opened, RememberedScorer)
    return opened.inner


def pair(source: str, target: str) -> Segment:
    return Segment(target, source, "en", "ru")


PAIR = pair("Да.", "Yes.")


def values(scorer: Scorer, pairs: list[Segment]) -> list[float]:
    found = list(scorer.scores(pairs))
    assert None not in found
    return [score.value for score in found if score]
