"""Which texts of a source go with which of its translation: a path of beads through both, each in its order.

Lengths say most, as in Gale and Church, A Program for Aligning Sentences in Bilingual Corpora (Computational
Linguistics 19, 1993); numbers, names and words that both have (`anchors`) say the rest, and lead the search through
long documents.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from mtqa.alignment.anchors import Anchors, anchors, weighted
from mtqa.languages.furniture import is_line
from mtqa.languages.lengths import Lengths, lengths

# What it costs that a text has no counterpart, and how many may be joined: more where one side has far fewer texts.
ALONE = 3.75
MANY, MOST = 6, 60
_BOTH_JOINED, _CROSSED = 9.0, 5.0
_WORST = 12.0
# By how much a way through may cost more than the best one so far and still be gone on with.
_HOPELESS = 100.0
_FAR = 2.5
# How far from the line that is expected one looks, in texts: at least, at most, and by the texts between certain pairs.
_SLACK, _MOST_SLACK, _SLOPE = 6, 40, 0.15
# What it costs that an anchor is on one side only, that a mark ends one side only, and that one is a page's furniture.
_MISSING, _UNLIKE, _ODD = 0.3, 2.5, 8.0
_FURNITURE, _SENTENCE, _HEADING = "furniture", "sentence", "heading"
_CLOSING, _MARKS = "»”“’\"')] ", frozenset(".!?…:;,。！？")


class Bead(NamedTuple):
    """Texts `[source, source_end)` of the source that say what `[target, target_end)` of the target say, or none."""

    source: int
    source_end: int
    target: int
    target_end: int

    @property
    def is_alone(self) -> bool:
        return self.source == self.source_end or self.target == self.target_end


# By number of target texts that are behind: what the best way there costs, and its last bead.
Ways = dict[int, tuple[float, Bead | None]]


class Texts(NamedTuple):
    """The texts of one side: their lengths added up, their anchors, and their kinds."""

    ends: Sequence[int]
    anchors: Sequence[frozenset[str]]
    kinds: Sequence[str]

    @classmethod
    def of(cls, texts: Sequence[str], lang: str) -> "Texts":
        found, kinds = [anchors(text, lang) for text in texts], [_kind(text, lang) for text in texts]
        return cls([0, *accumulate(map(len, texts))], found, kinds)

    def holding(self, weights: Anchors) -> "Texts":
        """The texts with the anchors alone that have a weight."""
        return self._replace(anchors=[found & weights.keys() for found in self.anchors])

    def length(self, start: int, end: int) -> int:
        return self.ends[end] - self.ends[start]

    def found(self, start: int, end: int) -> frozenset[str]:
        return self.anchors[start] if end == start + 1 else frozenset().union(*self.anchors[start:end])


class Match(NamedTuple):
    """Two sides, and what to expect of them."""

    source: Texts
    target: Texts
    lengths: Lengths
    weights: Anchors

    @classmethod
    def of(cls, sources: Sequence[str], targets: Sequence[str], source_lang: str, target_lang: str) -> "Match":
        source, target = Texts.of(sources, source_lang), Texts.of(targets, target_lang)
        weights = weighted(source.anchors, target.anchors)
        source, target = source.holding(weights), target.holding(weights)
        return cls(source, target, lengths(source_lang, target_lang), weights)

    def is_likely(self, i: int, i_end: int, j: int, j_end: int) -> bool:
        """Whether texts that are to be joined can be as long as those of the other side, at a first look."""
        if i_end - i < 2 and j_end - j < 2:
            return True
        expected = self.source.length(i, i_end) * self.lengths.ratio
        return expected < _FAR * self.target.length(j, j_end) < _FAR * _FAR * expected

    def cost(self, bead: Bead) -> float:
        """How unlikely it is that the texts of the bead say the same, as a negative logarithm."""
        i, i_end, j, j_end = bead
        if bead.is_alone:
            return ALONE
        if i_end - i == j_end - j == 2:
            return min(_BOTH_JOINED + self.misfit(*bead), self.crossed(bead))
        return joining(i_end - i) + joining(j_end - j) + self.misfit(*bead)

    def crossed(self, bead: Bead) -> float:
        """The same of two and two texts if they stand in another order."""
        i, i_end, j, j_end = bead
        return _CROSSED + self.misfit(i, i + 1, j + 1, j_end) + self.misfit(i + 1, i_end, j, j + 1)

    def misfit(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """The same, however many they are."""
        off = self.lengths.deviation(self.source.length(i, i_end), self.target.length(j, j_end))
        there, here = self.source.found(i, i_end), self.target.found(j, j_end)
        both = there & here
        astray = len(there) + len(here) - 2 * len(both)
        kinds = self.source.kinds[i_end - 1], self.target.kinds[j_end - 1]
        unlike = 0.0 if kinds[0] == kinds[1] else _ODD if _FURNITURE in kinds else _UNLIKE
        return min(off * off / 2, _WORST) - sum(map(self.weights.__getitem__, both)) + _MISSING * astray + unlike

    def shapes(self) -> list[tuple[int, int]]:
        """How many texts of each side a bead may hold."""
        counts = len(self.source.anchors), len(self.target.anchors)
        many, most = (min(MOST, max(MANY, 3 * one // max(1, other))) for one, other in (counts, counts[::-1]))
        joined = [(number, 1) for number in range(2, many + 1)] + [(1, number) for number in range(2, most + 1)]
        return [(1, 1), (1, 0), (0, 1), (2, 2), *joined]


def _kind(text: str, lang: str) -> str:
    if is_line(text, lang):
        return _FURNITURE
    return _SENTENCE if text.rstrip(_CLOSING)[-1:] in _MARKS else _HEADING


def joining(count: int) -> float:
    """What it costs that so many texts are joined."""
    return 0.0 if count == 1 else 1.5 + count


def align(match: Match, alone: float = 0) -> tuple[list[Bead], float]:
    """The likeliest beads, in order, and their cost. `alone` is added to the cost of each without a counterpart."""
    rows, shapes = band(match), match.shapes()
    best: list[Ways] = [{0: (0.0, None)} if not i else {} for i in range(len(rows))]
    for i, columns in enumerate(rows):
        for j in columns:
            for di, dj in shapes:
                before = best[i - di].get(j - dj) if i >= di else None
                if before is None or not match.is_likely(i - di, i, j - dj, j):
                    continue
                bead = Bead(i - di, i, j - dj, j)
                cost = before[0] + match.cost(bead) + (alone if bead.is_alone else 0)
                if j not in best[i] or cost < best[i][j][0]:
                    best[i][j] = cost, bead
        best[i] = _hopeful(best[i], i, columns[-1])
    return _path(best), best[-1][rows[-1][-1]][0]


def _hopeful(row: Ways, i: int, last: int) -> Ways:
    """The ways that are worth going on with, and the one to the last column, without which there might be no other."""
    worst = min(cost for cost, _ in row.values()) + _HOPELESS
    first = last
    while (bead := row[first][1]) and bead.source == i:
        first = bead.target
    return {j: (cost, bead) for j, (cost, bead) in row.items() if cost < worst or j >= first}


def _path(best: Sequence[Ways]) -> list[Bead]:
    beads = list[Bead]()
    _, bead = best[-1][max(best[-1])]
    while bead:
        beads.append(bead)
        _, bead = best[bead.source][bead.target]
    return beads[::-1]


def band(match: Match) -> list[range]:
    """By number of source texts that are behind, of which numbers of target texts it is worth while to think.

    These lie about a line through the pairs that anchors make certain; between two of them it follows the lengths. The
    last one of a row is in the next row too, so that there is always a way on.
    """
    source, target = match.source.ends, match.target.ends
    last = len(source) - 1, len(target) - 1
    known = certain(match)
    first_row = max(min(last[1], _SLACK + _MOST_SLACK), *(j for i, j in known if not i), 0)
    rows = [range(first_row + 1 if last[0] else last[1] + 1)]
    points = ((i + after, j + after) for i, j in known for after in (0, 1))
    for (i, j), (i_end, j_end) in pairwise([(0, 0), *points, last]):
        height, width = i_end - i, j_end - j
        slack = _SLACK + min(_MOST_SLACK, round(_SLOPE * max(height, width)) + abs(height - width))
        slope = (target[j_end] - target[j]) / max(1, source[i_end] - source[i])
        for row in range(i + 1, i_end + 1):
            middle = bisect_left(target, target[j] + slope * (source[row] - source[i]))
            first = max(0, min(middle - slack, rows[-1].stop - 1))
            rows.append(range(first, max(rows[-1].stop - 1, min(last[1], middle + slack)) + 1))
    rows[-1] = range(rows[-1].start, last[1] + 1)
    return rows


def certain(match: Match) -> list[tuple[int, int]]:
    """Pairs of texts of which anchors that nobody else has say that they belong together, in the order of both."""
    places = defaultdict[str, list[tuple[int, int]]](list)
    for side, texts in enumerate((match.source.anchors, match.target.anchors)):
        for number, found in enumerate(texts):
            for anchor in found:
                places[anchor].append((side, number))
    votes = Counter((both[0][1], both[1][1]) for both in places.values() if [side for side, _ in both] == [0, 1])
    return _ascending(sorted(pair for pair, count in votes.items() if count > 1))


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that ascend on both sides, of pairs sorted by the first and then by the second."""
    tails, numbers, before = list[int](), list[int](), list[int]()
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(numbers[at - 1] if at else -1)
        tails[at : at + 1], numbers[at : at + 1] = [j], [number]
    run, number = list[tuple[int, int]](), numbers[-1] if numbers else -1
    while number >= 0:
        if not run or pairs[number][0] < run[-1][0]:
            run.append(pairs[number])
        number = before[number]
    return run[::-1]
