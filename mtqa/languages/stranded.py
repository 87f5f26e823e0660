"""Which function words of English cannot stand side by side; the table is in stranded.en.tsv."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from mtqa.expressions import expression


class Stranded(NamedTuple):
    """Words that cannot follow a certain word, but where what stands before or after the two makes it good."""

    words: str
    good_after: re.Pattern[str]
    good_before: re.Pattern[str]


@cache
def stranded() -> Mapping[tuple[str, str], Sequence[Stranded]]:
    """By two adjacent words, what cannot stand so; of a longer expression the second word is its first.

    A word that stands twice is doubled, not stranded.
    """
    table = defaultdict[tuple[str, str], list[Stranded]](list)
    for line in Path(__file__).with_name("stranded.en.tsv").read_text("utf8").splitlines():
        if not line.startswith("#"):
            firsts, seconds, after, before, *_ = *line.split("\t"), "", ""
            rows = [
                Stranded(second, expression(after or r"(?!)"), expression(before or r"(?!)"))
                for second in seconds.split("|")
            ]
            for first, row in product(_cased(firsts.split("|")), rows):
                if first != row.words:
                    table[first, row.words.split()[0]].append(row)
    return table


def _cased(words: Sequence[str]) -> set[str]:
    return {*words, *(word.capitalize() for word in words if len(word) > 1)}
