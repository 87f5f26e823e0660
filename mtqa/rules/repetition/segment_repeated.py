"""A paragraph that stands twice: the headline again as the first paragraph, or one paragraph in two translations.

A page that is scraped gives its headline twice, and a pipeline that joins its outputs keeps both of them. The later one
is marked. Short lines are left alone: captions, refrains and cells of a table stand twice for good reason. So do
items of lists, attributes of a page, sentences about other code, and what stands twice in the source.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mtqa.reading import targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule, Spot
from mtqa.segment import Document
from mtqa.text import OBJECT

RARE, LONG = 6, 5


@dataclass(frozen=True)
class Twice:
    """Paragraphs of at least `words` words of which at least `alike` percent is the same."""

    words: int = 6
    alike: int = 88

    def __call__(self, document: Document) -> Iterator[Hit]:
        seen, same, kept = dict[str, list[int]](), dict[str, int](), dict[int, str]()
        for number, text in enumerate(targets(document)):
            words = text.lower().split()
            if len(words) < self.words or OBJECT in text or not document.segments[number].is_paragraph:
                continue
            spaced = text if " ".join(words) == text.lower() else " ".join(text.split())
            first = same.get(spaced)
            if first is None:
                lists = [seen.setdefault(word, []) for word in _telling(words)]
                first = self._first_like(spaced, set().union(*lists), kept)
            if first is None:
                same[spaced], kept[number] = number, spaced
                for numbers in lists:
                    if len(numbers) < RARE:
                        numbers.append(number)
            elif not _are_one_source(document, number, first):
                spot = Spot(first, 0, len(document.segments[first].target))
                yield Hit(0, len(text), "", segment=number, related=(spot,))

    def _first_like(self, text: str, others: set[int], kept: Mapping[int, str]) -> int | None:
        if not others:
            return None
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415

        share = self.alike / (200 - self.alike)
        near = (
            other
            for other in sorted(others)
            if min(len(text), len(kept[other])) >= share * max(len(text), len(kept[other]))
        )
        return next((other for other in near if ratio(text, kept[other], score_cutoff=self.alike)), None)


def _telling(words: list[str]) -> list[str]:
    """The longest words: two texts that are alike share some of them."""
    distinct = set(words)
    long = [word for word in distinct if len(word) > LONG]
    return sorted(sorted(long if len(long) >= RARE else distinct), key=len, reverse=True)[:RARE]


def _are_one_source(document: Document, number: int, first: int) -> bool:
    """Whether both render the same text."""
    source = document.segments[number].source
    return bool(source) and source == document.segments[first].source


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
