"""A stretch that a language model finds far less likely than the rest: “he to me in the soul crept”.

Only with `--score NAME`, where the model reads the target alone: the words of a calque are common, and stand in an
order or beside others in which nobody says them. One word may surprise in the best of texts, so so many `words` in a
row have to be on average more than `nats` natural logarithms less likely than the rest of the segment. Names and
numbers surprise everybody and do not count; nor does a segment that is no longer than twice as many words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from mtqa.likelihood import tokens, words
from mtqa.rule import Bad, Good, Hit, Opined, Rule
from mtqa.segment import Opinion, Score, Segment


@dataclass(frozen=True)
class Standing:
    """Stretches of so many `words` or more that are on average more than so many `nats` below the rest."""

    words: int = 6
    nats: float = 4.5

    def __call__(self, segment: Segment, opinion: Opinion) -> Iterator[Hit]:
        if not opinion.score or opinion.of_source:
            return
        target = segment.target
        found = [word for word in words(target, opinion.score.tokens) if _counts(target[word.start])]
        likely = [word.log_probability for word in found]
        for first, end in _joined(self._starts(likely), self.words):
            low = sum(likely[first:end]) / (end - first)
            unlikely = [word for word in found[first:end] if word.log_probability <= low + self.nats]
            yield Hit(unlikely[0].start, unlikely[-1].end)

    def _starts(self, likely: Sequence[float]) -> Iterator[int]:
        """Where windows start that are far below what is outside of them."""
        rest = len(likely) - self.words
        if rest <= self.words:
            return
        sums = [0.0, *accumulate(likely)]
        for first in range(rest + 1):
            inside = sums[first + self.words] - sums[first]
            if inside / self.words < (sums[-1] - inside) / rest - self.nats:
                yield first


def _joined(starts: Iterable[int], size: int) -> Iterator[tuple[int, int]]:
    """The start and the end of windows of this size, those that touch put together."""
    first = end = -1
    for start in starts:
        if start > end:
            if end >= 0:
                yield first, end
            first = start
        end = start + size
    if end >= 0:
        yield first, end


def _counts(initial: str) -> bool:
    return initial.isalpha() and not initial.isupper()


def _opinion(text: str, unlikely: str, likely: float = -2.0) -> Opinion:
    """One in which these words are unlikely."""
    return Opinion(Score(-3.0, tokens(text, dict.fromkeys(unlikely.split(), -11.0), likely)), of_source=False)


COLD = (
    "It makes itself cold to the hands of him, said the guide, and then we all went back to the village by the river."
)
CALQUE = (
    "In the evening we sat by the stove, and he to me in the soul crept with questions about my late brother Anton."
)
GERMAN = (
    "Der Zug nach Bremen fuhr pünktlich ab, aber es machte sich von selbst eine kleine nasse Pause, und danach waren "
    "alle wieder recht guter Laune."
)
STRANGE = (
    "Every line of this poem is as strange to the model as each of the other lines that stand near it on its page."
)
NAMES = (
    "On the quay stood Ilkham Rustamov, Zulfiya Qodirova, Bakhtiyor Nazarov and a boy who sold roasted corn to them."
)

rule = Rule(
    find=Opined(Standing()),
    message="nobody would say “{found}”, a language model finds; say it another way",
    severity="note",
    examples=(
        Bad(
            CALQUE,
            at="he to me in the soul crept",
            opinion=_opinion(CALQUE, "he to me in soul crept"),
        ),
        Bad(
            GERMAN,
            at="machte sich von selbst eine kleine nasse",
            lang="de",
            opinion=_opinion(GERMAN, "machte sich von selbst eine kleine nasse"),
        ),
        Bad(
            COLD,
            at="makes itself cold to the hands of him",
            opinion=_opinion(COLD, "makes itself cold to hands of him"),
        ),
        Good(NAMES, opinion=_opinion(NAMES, "Ilkham Rustamov Zulfiya Qodirova Bakhtiyor Nazarov roasted")),
        Good(
            "He read the words gallimaufry and crwth aloud, laughed, and closed the old dictionary for the night.",
            opinion=_opinion(
                "He read the words gallimaufry and crwth aloud, laughed, and closed the old dictionary for the night.",
                "gallimaufry crwth",
            ),
        ),
        Good(
            "Orchards of the wind bake bread by themselves.",
            opinion=_opinion("Orchards of the wind bake bread by themselves.", "bake bread by themselves"),
        ),
        Good(STRANGE, opinion=_opinion(STRANGE, "", -11.0)),
    ),
)
