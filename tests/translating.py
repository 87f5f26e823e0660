"""What tests of translators share."""

from mtqa import Segment
from mtqa.models import Scorer, opening
from mtqa.models.memory import RememberedScorer

ENGINES = ("torch", "ctranslate2")


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
