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
from re2 import Set

from mtqa.checker import Checker
from mtqa.dispatch import finders, set_options
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.literals import fold, required
from mtqa.rule import Pattern
from mtqa.rules import load
from mtqa.superset import superset

Gate = Callable[[str], int]


def patterns() -> list[Pattern]:
    return [find for rule in load() for find in finders(rule, "en", "") if isinstance(find, Pattern)]


def everything() -> Gate:
    found = [pattern.compiled for pattern in patterns()]
    return lambda text: sum(expression.search(text) is not None for expression in found)


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

    return asked


def supersets() -> Gate:
    expressions = Set.SearchSet(set_options())
    for pattern in patterns():
        expressions.Add(superset(pattern.expression, pattern.flags))
    expressions.Compile()
    return lambda text: len(expressions.Match(text.encode()) or ())  # type: ignore[arg-type]


def both() -> Gate:
    dispatch = Checker()._dispatch
    return lambda text: sum(isinstance(find, Pattern) for _, find in dispatch.candidates(SEGMENTS[text]))


def rows() -> Iterator[str]:
    size = sum(len(text.encode()) for text in SEGMENTS) / 1e6
    for build in (everything, literals, supersets, both):
        started = process_time()
        gate = build()
        built = process_time()
        sum(map(gate, SEGMENTS))
        warm = process_time()
        asked = sum(map(gate, SEGMENTS))
        done = process_time()
        yield (
            f"| {build.__name__} | {built - started:.2f} s | {(warm - built) / size * 1e3:.0f} "
            f"| {(done - warm) / size * 1e3:.0f} | {asked / len(SEGMENTS):.2f} |"
        )


if __name__ == "__main__":
    document = cut(Path(sys.argv[1]).read_text("utf8"), Options("en", "ru"))
    SEGMENTS = {segment.target: segment for segment in document.segments}
    print(f"{len(SEGMENTS):,} segments, {len(patterns())} expressions")
    print("| gate | built in | ms/MB at first | ms/MB then | asked a segment |", "|-|-|-|-|-|", *rows(), sep="\n")
