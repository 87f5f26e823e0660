"""Which rules could object to a segment: one pass of an Aho–Corasick automaton over the literals of all patterns."""

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from mtqa.languages import known
from mtqa.literals import fold, required
from mtqa.rule import Across, Finder, Opined, Pattern, Rule, Table
from mtqa.segment import Segment

STORE = Path(__file__).with_name("literals.json")


class Prepared(NamedTuple):
    """For one pair of languages: the finders and their rules, those always asked, and who waits for which literal."""

    finders: list[tuple[Rule, Finder]]
    always: frozenset[int]
    automaton: AhoCorasick | None
    waiting: list[frozenset[int]]


class Dispatch:
    """Segment rules behind the strings without which they cannot match; a rule that has none is always asked."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._for_languages = cache(self._prepare)

    def candidates(self, segment: Segment) -> list[tuple[Rule, Finder]]:
        """What could find something in the segment, in the rules' own order."""
        finders, always, automaton, waiting = self._for_languages(segment.target_lang, segment.source_lang)
        numbers = set(always)
        if automaton:
            for literal in _found(automaton, fold(segment.target)):
                numbers |= waiting[literal]
        return [finders[number] for number in sorted(numbers)]

    def _prepare(self, target_lang: str, source_lang: str) -> Prepared:
        spoken = [rule for rule in self._rules if rule.speaks_of(target_lang, source_lang)]
        finders = [(rule, find) for rule in spoken for find in _finders(rule, target_lang, source_lang)]
        always, waiting = set[int](), defaultdict[str, set[int]](set)
        for number, (_, find) in enumerate(finders):
            literals = _literals(find) if isinstance(find, Pattern) else frozenset()
            for literal in literals:
                waiting[literal].add(number)
            if not literals:
                always.add(number)
        automaton = AhoCorasick(list(waiting)) if waiting else None
        return Prepared(finders, frozenset(always), automaton, [frozenset(numbers) for numbers in waiting.values()])


def _finders(rule: Rule, target_lang: str, source_lang: str) -> Iterable[Finder]:
    match rule.find:
        case Across() | Opined():
            return ()
        case Table(rows):
            return rows(target_lang, source_lang)
        case find:
            return (find,)


def _found(automaton: AhoCorasick, text: str) -> set[int]:
    try:
        return {match[0] for match in automaton.find_matches_as_indexes(text, overlapping=True)}
    except UnicodeEncodeError:  # a lone surrogate, which no literal holds
        return _found(automaton, text.encode("utf8", "replace").decode())


def _literals(pattern: Pattern) -> frozenset[str]:
    literals = _stored().get(_key(pattern))
    return derived(pattern) if literals is None else frozenset(literals)


def derived(pattern: Pattern) -> frozenset[str]:
    """The literals one of which a text must hold, folded, for the pattern to match; none if nothing can be told."""
    literals = required(pattern.expression, pattern.flags)
    return literals if all(map(str.strip, literals)) else frozenset()


def _key(pattern: Pattern) -> str:
    return blake2b(f"{int(pattern.flags)} {pattern.expression}".encode(), digest_size=8).hexdigest()


@cache
def _stored() -> dict[str, list[str]]:
    """Literals derived beforehand, by the hash of the expression: parsing hundreds of them takes half a second."""
    table: dict[str, list[str]] = json.loads(STORE.read_text("utf8"))
    return table


def stored(rules: Iterable[Rule]) -> str:
    """What the store should hold for these rules, in every language that has a table."""
    spoken = {*product(known(), ("", *known()))}
    finders = {find for rule in rules for languages in spoken for find in _finders(rule, *languages)}
    patterns = sorted({_key(find): find for find in finders if isinstance(find, Pattern)}.items())
    rows = (f'"{key}": {json.dumps(sorted(derived(find)), ensure_ascii=False)}' for key, find in patterns)
    return "{\n" + ",\n".join(rows) + "\n}\n"
