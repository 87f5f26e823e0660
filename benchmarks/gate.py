"""What finds the rules that could object to a segment, and how fast: `python benchmarks/gate.py TEXT`.

Compared over the segments of an English text, once what was built is warm: every expression asked of every segment,
their literals in an automaton of Aho and Corasick, a set of RE2 of their regular supersets, and the two together as
`mtqa.dispatch` has them. Of each: what it takes to build, the time for a megabyte, and how many expressions are asked
of a segment in vain and not.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from ahocorasick_rs import AhoCorasick

from mtqa.checker import Checker
from mtqa.dispatch import finders, sets_of
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.literals import fold, required
from mtqa.rule import Pattern
from mtqa.rules import load
from mtqa.superset import superset

Gate = Callable[[], int]


def targets() -> list[str]:
    return [segment.target for segment in SEGMENTS]


def patterns() -> list[Pattern]:
    return [find for rule in load() for find in finders(rule, "en", "") if isinstance(find, Pattern)]


def everything() -> Gate:
    found = [pattern.compiled for pattern in patterns()]
    return lambda: sum(expression.search(text) is not None for text in targets() for expression in found)


def literals() -> Gate:
    waiting: dict[str, set[int]] = {}
    always = 0
    for number, pattern in enumerate(patterns()):
        strings = required(pattern.expression, pattern.flags)
        always += not strings
        for string in strings:
            waiting.setdefault(string, set()).add(number)
    automaton, numbers = AhoCorasick(list(waiting)), list(waiting.values())

    def asked(text: str) -> int:
        found = automaton.find_matches_as_indexes(fold(text), overlapping=True)
        return always + len(set[int]().union(*(numbers[string] for string, _, _ in found)))

    return lambda: sum(map(asked, targets()))


def supersets() -> Gate:
    sets = list(sets_of({superset(pattern.expression, pattern.flags): () for pattern in patterns()}))
    return lambda: sum(len(together.Match(text.encode()) or ()) for text in targets() for together, _ in sets)  # type: ignore[arg-type, misc]


def both() -> Gate:
    dispatch = Checker()._dispatch
    return lambda: sum(isinstance(find, Pattern) for _, asked in dispatch.candidates(SEGMENTS) for _, find in asked)


def rows() -> Iterator[str]:
    size = sum(len(segment.target.encode()) for segment in SEGMENTS) / 1e6
    for build in (everything, literals, supersets, both):
        started = process_time()
        gate = build()
        built = process_time()
        gate()
        warm = process_time()
        asked = gate()
        done = process_time()
        yield (
            f"| {build.__name__} | {built - started:.2f} s | {(warm - built) / size * 1e3:.0f} "
            f"| {(done - warm) / size * 1e3:.0f} | {asked / len(SEGMENTS):.2f} |"
        )


if __name__ == "__main__":
    document = cut(Path(sys.argv[1]).read_text("utf8"), Options("en", "ru"))
    SEGMENTS = document.segments
    print(f"{len(SEGMENTS):,} segments, {len(patterns())} expressions")
    print("| gate | built in | ms/MB at first | ms/MB then | asked a segment |", "|-|-|-|-|-|", *rows(), sep="\n")
