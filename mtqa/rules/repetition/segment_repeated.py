"""A paragraph that stands twice: the headline again as the first paragraph, or one paragraph in two translations.

A page that is scraped gives its headline twice, and a pipeline that joins its outputs keeps both of them. The later one
is marked. Short lines are left alone: captions, refrains and cells of a table stand twice for good reason. So do
items of lists, attributes of a page, sentences about other code, and what stands twice in the source.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from mtqa.reading import targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule, Spot
from mtqa.segment import Document
from mtqa.text import OBJECT

RARE, LONG = 6, 5
ENOUGH = 3  # rare words of a paragraph, so that those that many others have need not be asked


@dataclass(frozen=True)
class Twice:
    """Paragraphs of at least `words` words of which at least `alike` percent is the same."""

    words: int = 6
    alike: int = 88

    def __call__(self, document: Document) -> Iterator[Hit]:
        seen, same, kept = dict[str, list[int]](), dict[str, int](), dict[int, str]()
        for number, text in enumerate(targets(document)):
            words = text.split()
            if len(words) < self.words or OBJECT in text or not document.segments[number].is_paragraph:
                continue
            spaced = " ".join(words)
            first = same.get(spaced)
            if first is None:
                lists = [seen.setdefault(word, []) for word in _telling(spaced)]
                rare = [numbers for numbers in lists if len(numbers) < RARE]
                first = self._first_like(spaced, chain.from_iterable(rare if len(rare) >= ENOUGH else lists), kept)
            if first is None:
                same[spaced], kept[number] = number, spaced
                for numbers in rare:
                    numbers.append(number)
            elif not _are_one_source(document, number, first):
                spot = Spot(first, 0, len(document.segments[first].target))
                yield Hit(0, len(text), "", segment=number, related=(spot,))

    def _first_like(self, text: str, others: Iterable[int], kept: Mapping[int, str]) -> int | None:
        share = self.alike / (200 - self.alike)
        shortest, longest = share * len(text), len(text) / share
        near = [other for other in others if shortest <= len(kept[other]) <= longest]
        if not near:
            return None
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415

        return next((other for other in sorted(set(near)) if ratio(text, kept[other], score_cutoff=self.alike)), None)


def _telling(text: str) -> list[str]:
    """The longest words: two texts that are alike share some of them."""
    distinct = set(text.lower().split())
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
