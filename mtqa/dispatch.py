"""Which rules could object to a segment: one pass of an Aho–Corasick automaton over the literals of all patterns."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick

from mtqa.literals import fold, required
from mtqa.rule import Pattern, Rule
from mtqa.segment import Segment


class Dispatch:
    """Segment rules behind the strings without which they cannot match; a rule that has none is always asked."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._for_languages = cache(self._prepare)

    def candidates(self, segment: Segment) -> list[Rule]:
        """The rules that could find something in the segment, in their own order."""
        always, automaton, owners = self._for_languages(segment.target_lang, segment.source_lang)
        numbers = set(always)
        if automaton:
            text = fold(segment.target)
            for literal in {match[0] for match in automaton.find_matches_as_indexes(text, overlapping=True)}:
                numbers |= owners[literal]
        return [self._rules[number] for number in sorted(numbers)]

    def _prepare(
        self, target_lang: str, source_lang: str
    ) -> tuple[frozenset[int], AhoCorasick | None, list[frozenset[int]]]:
        always, owners = set[int](), defaultdict[str, set[int]](set)
        for number, rule in enumerate(self._rules):
            if not rule.speaks_of(target_lang, source_lang):
                continue
            literals = _literals(rule.find) if isinstance(rule.find, Pattern) else frozenset()
            for literal in literals:
                owners[literal].add(number)
            if not literals:
                always.add(number)
        automaton = AhoCorasick(list(owners)) if owners else None
        return frozenset(always), automaton, [frozenset(numbers) for numbers in owners.values()]


@cache
def _literals(pattern: Pattern) -> frozenset[str]:
    literals = required(pattern.expression, pattern.flags)
    return literals if all(map(str.strip, literals)) else frozenset()
