"""A paragraph that stands twice: the headline again as the first paragraph, or one paragraph in two translations.

A page that is scraped gives its headline twice, and a pipeline that joins its outputs keeps both of them. The later one
is marked. Short lines are left alone: captions, refrains and cells of a table stand twice for good reason. So do
items of lists, attributes of a page, sentences about other code, and what stands twice in the source.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtqa.reading import counts, targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule, Spot
from mtqa.segment import Document
from mtqa.text import OBJECT

# A paragraph is known by words that few others have: so few, and so many such words, at its ends if they stand there;
# or else by the pairs of so many words at its ends.
RARE, ENOUGH = 5, 3
END, OUTER = 80, 5
SHARED = 4  # two that are alike share one in so many
AT_A_TIME = 1_000  # paragraphs whose pairs are held in memory

_Marked = tuple[int, Collection[Hashable]]


@dataclass(frozen=True)
class Twice:
    """Paragraphs of at least `words` words of which at least `alike` percent is the same."""

    words: int = 6
    alike: int = 88

    def __call__(self, document: Document) -> Iterator[Hit]:
        firsts, again = dict[str, int](), dict[int, int]()
        for number, text in self._long(document):
            first = firsts.setdefault(text, number)
            if first != number:
                again[number] = first
        again |= self._alike({number: text for text, number in firsts.items()}, document)
        for number, like in again.items():
            first = again.get(like, like)
            if not _are_one_source(document, number, first):
                size, other = (len(targets(document)[at]) for at in (number, first))
                yield Hit(0, size, "", segment=number, related=(Spot(first, 0, other),))

    def _long(self, document: Document) -> Iterator[tuple[int, str]]:
        """The paragraphs that are long enough."""
        for number, segment in enumerate(document.segments):
            text = segment.target
            if len(text.split(None, self.words)) >= self.words and OBJECT not in text and segment.is_paragraph:
                yield number, text.replace("\u00a0", " ")

    def _alike(self, texts: Mapping[int, str], document: Document) -> dict[int, int]:
        """By paragraph, the first one that it is like."""
        rare = frozenset(word for word, count in counts(document).items() if 1 < count <= RARE)
        pairs = _sharing([(number, _marks(text, rare)) for number, text in texts.items()])
        sizes, share = {number: len(text) for number, text in texts.items()}, self.alike / (200 - self.alike)
        near = [pair for pair in pairs if share <= sizes[pair[0]] / sizes[pair[1]] <= 1 / share]
        found = dict[int, int]()
        if near:
            from rapidfuzz.fuzz import ratio  # noqa: PLC0415

            for first, number in near:
                if number not in found and ratio(texts[first], texts[number], score_cutoff=self.alike):
                    found[number] = found.get(first, first)
        return found


def _marks(text: str, rare: frozenset[str]) -> Collection[Hashable]:
    """What a paragraph is known by: rare words at its ends or in all of it; if they are few, pairs at its ends too."""
    words = (text if len(text) < 2 * END else f"{text[:END]} {text[-END:]}").split()
    marks = rare.intersection(words)
    if len(marks) < ENOUGH:
        marks = rare.intersection(text.split())
    return marks if len(marks) >= ENOUGH else {*marks, *pairwise(words[:OUTER]), *pairwise(words[-OUTER:])}


def _sharing(marks: Sequence[_Marked]) -> Iterator[tuple[int, int]]:
    """The pairs of paragraphs that share marks, the earlier one first."""
    holding, sizes = defaultdict[Hashable, list[int]](list), {number: len(own) for number, own in marks}
    for start in range(0, len(marks), AT_A_TIME):
        counted = Counter(_pairs(marks[start : start + AT_A_TIME], holding))
        enough = (pair for pair, shared in counted.items() if SHARED * shared >= min(sizes[pair[0]], sizes[pair[1]]))
        yield from sorted(enough)


def _pairs(marks: Iterable[_Marked], holding: Mapping[Hashable, list[int]]) -> Iterator[tuple[int, int]]:
    """By mark, each paragraph with those before it; of many only with the first."""
    for number, own in marks:
        for mark in own:
            numbers = holding[mark]
            for first in numbers:
                yield first, number
            if len(numbers) < RARE:
                numbers.append(number)


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
