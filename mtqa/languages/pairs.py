"""Which language a text in Cyrillic letters is in, by its pairs of letters: pairs.tsv.

Its languages are those that langdetect knows, which says the same of such a text, and takes far longer to start.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

# In tenths of powers of ten, how rare a pair is that a language does not have, and by how much one has to lead.
NONE, SURE = 50, 30


@cache
def _rarities() -> tuple[list[str], dict[str, list[int]]]:
    """The languages, and by pair how rare it is in each."""
    _, head, *rows = Path(__file__).with_name("pairs.tsv").read_text("utf8").splitlines()
    table = (row.split("\t") for row in rows)
    return head.split("\t")[1:], {pair: list(map(int, rarities)) for pair, *rarities in table}


def told_by_pairs(words: Iterable[str]) -> str:
    """The language in which the pairs of the words are far more common than in others, "" if there is none."""
    languages, rarities = _rarities()
    pairs = Counter(first + second for word in words for first, second in pairwise(f" {word.lower()} "))
    told = [(number, rarities[pair]) for pair, number in pairs.items() if pair in rarities]
    sums = [sum(number * rarity[at] for number, rarity in told) for at in range(len(languages))]
    best, other = sorted(sums)[:2]
    return languages[sums.index(best)] if other - best >= SURE else ""
