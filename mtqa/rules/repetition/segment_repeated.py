"""A paragraph that stands twice: the headline again as the first paragraph, or one paragraph in two translations.

A page that is scraped gives its headline twice, and a pipeline that joins its outputs keeps both of them. The later one
is marked. Short lines are left alone: captions, refrains and cells of a table stand twice for good reason. So do
items of lists, attributes of a page, sentences about other code, and what stands twice in the source.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule, Spot
from mtqa.segment import Document
from mtqa.text import OBJECT

RARE = 6


@dataclass(frozen=True)
class Twice:
    """Paragraphs of at least `words` words of which at least `alike` percent is the same."""

    words: int = 6
    alike: int = 88

    def __call__(self, document: Document) -> Iterator[Hit]:
        seen = defaultdict[str, list[int]](list)
        texts = [" ".join(segment.target.split()) for segment in document.segments]
        for number, text in enumerate(texts):
            words = text.lower().split()
            segment = document.segments[number]
            if len(words) < self.words or OBJECT in text or not segment.is_paragraph:
                continue
            first = self._first_like(text, {other for word in _telling(words) for other in seen[word]}, texts)
            if first is not None and segment.source and segment.source == document.segments[first].source:
                continue
            if first is not None:
                target = document.segments[number].target
                spot = Spot(first, 0, len(document.segments[first].target))
                yield Hit(0, len(target), "", segment=number, related=(spot,))
                continue
            for word in _telling(words):
                if len(seen[word]) < RARE:
                    seen[word].append(number)

    def _first_like(self, text: str, others: set[int], texts: list[str]) -> int | None:
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415

        alike = (other for other in sorted(others) if ratio(text, texts[other], score_cutoff=self.alike))
        return next(alike, None)


def _telling(words: list[str]) -> list[str]:
    """The longest words: two texts that are alike share some of them."""
    return sorted(set(words), key=lambda word: (-len(word), word))[:RARE]


rule = Rule(
    find=Across(Twice()),
    message="the paragraph stands twice",
    severity="note",
    safe=False,
    examples=(
        Bad(
            "Fishermen of the north coast ask for a new harbour\n\n"
            "Fishermen of the northern coast ask for a new harbour",
            at="Fishermen of the northern coast ask for a new harbour",
            fixed="Fishermen of the north coast ask for a new harbour\n\n",
            related=("Fishermen of the north coast ask for a new harbour",),
        ),
        Bad(
            "The mill was built by two brothers before the war.\n\nIt burned down in winter.\n\n"
            "The mill was built by two brothers before the war!",
            at="The mill was built by two brothers before the war!",
            fixed="The mill was built by two brothers before the war.\n\nIt burned down in winter.\n\n",
            related=("The mill was built by two brothers before the war.",),
        ),
        Bad(
            "Die Brücke über den Fluss wird im Frühjahr gesperrt.\n\n"
            "Die Brücke über den Fluss wird im Frühling gesperrt.",
            at="Die Brücke über den Fluss wird im Frühling gesperrt.",
            fixed="Die Brücke über den Fluss wird im Frühjahr gesperrt.\n\n",
            lang="de",
            related=("Die Brücke über den Fluss wird im Frühjahr gesperrt.",),
        ),
        Good("A day at sea\n\nThe mill burned down in winter, and nobody was hurt.\n\nA day at sea"),
        Good("The first team won by two goals on Saturday.\n\nThe second team lost by six goals on Sunday."),
        Good("Ring the bells again\n\nThe night is long and the road is dark\n\nRing the bells again"),
        Missed(
            "Fishermen of the north coast ask for a new harbour\n\nA new port is wanted by the fishers in the north"
        ),
    ),
)
