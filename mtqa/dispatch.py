"""Which rules could object to a segment: the expressions of all of them in one automaton, and the words of tables in
another.

What a finder waits for is derived from its expression: a regular superset of it (`mtqa.superset`) for a set of RE2, or,
for the rows of long tables, strings of which it needs one (`mtqa.literals`) for Aho and Corasick. A function names its
triggers itself (`Where`, `If`, `Paired`); one that names none is asked everywhere.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation
from re2 import Options, Set

from mtqa.languages import known
from mtqa.literals import fold, required
from mtqa.rule import Across, Finder, If, Opined, Paired, Pattern, Rule, Table, Where
from mtqa.segment import Segment
from mtqa.superset import superset

STORE = Path(__file__).with_name("triggers.json")
# The rows of a table that has more of them wait for literals, where all are long words, or more than a word and no mere
# mark.
FEW, SHORT, LONG = 16, 4, 8
MEMORY = 32 << 20

Asked = tuple[Rule, Finder]
Numbers = frozenset[int]


class Prepared(NamedTuple):
    """For one kind of segment: the finders with their rules, the numbers of those always asked, and who waits for which
    member of the set, which string of the automaton, and which look."""

    asked: list[Asked]
    always: Numbers
    expressions: Set
    matching: list[int]
    automaton: AhoCorasick
    holding: list[Numbers]
    looks: list[tuple[Callable[[str], bool], Numbers]]


class Dispatch:
    """Segment rules behind what has to be in a segment for them to find something."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._for_kind = cache(self._prepare)

    def candidates(self, segment: Segment) -> Sequence[Asked]:
        """What could find something in the segment, in the rules' own order."""
        text = segment.target
        asked, always, expressions, matching, automaton, holding, looks = self._for_kind(
            segment.target_lang, segment.source_lang, bool(segment.source)
        )
        try:
            members = expressions.Match(text.encode()) or ()
            strings = automaton.find_matches_as_indexes(fold(text), overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate
            return asked
        numbers = set(always)
        for member in members:  # type: ignore[union-attr]
            numbers.add(matching[member])
        for string, _, _ in strings:
            numbers |= holding[string]
        for look, waiting in looks:
            if look(text):
                numbers |= waiting
        return [asked[number] for number in sorted(numbers)] if numbers else ()

    def _prepare(self, target_lang: str, source_lang: str, is_paired: bool) -> Prepared:
        asked, always = list[Asked](), set[int]()
        expressions, matching = Set.SearchSet(set_options()), list[int]()
        holding, looks = defaultdict[str, set[int]](set), defaultdict[Callable[[str], bool], set[int]](set)
        for rule, find, is_row in self._finders(target_lang, source_lang, is_paired):
            number = len(asked)
            asked.append((rule, find))
            if isinstance(find, If):
                looks[find.look].add(number)
            elif not isinstance(find, Pattern | Where):
                always.add(number)
            for awaited in _awaited(find, is_row):
                if isinstance(awaited, str):
                    expressions.Add(awaited)
                    matching.append(number)
                    continue
                for string in awaited:
                    holding[string].add(number)
        expressions.Compile()
        return Prepared(
            asked,
            frozenset(always),
            expressions,
            matching,
            AhoCorasick(list(holding), implementation=Implementation.DFA),
            list(map(frozenset, holding.values())),
            [(look, frozenset(waiting)) for look, waiting in looks.items()],
        )

    def _finders(self, target_lang: str, source_lang: str, is_paired: bool) -> Iterator[tuple[Rule, Finder, bool]]:
        """The finders that may be asked at all, and whether each is one of the many rows of a table."""
        for rule in self._rules:
            rows = list(finders(rule, target_lang, source_lang))
            for find in rows:
                if bool(find) and (is_paired or not isinstance(find, Paired)):
                    yield rule, find, len(rows) > FEW


def set_options() -> Options:
    """Memory enough for the states that texts lead to; where it is short they are made anew again and again."""
    options = Options()
    options.max_mem, options.log_errors = MEMORY, False
    return options


def finders(rule: Rule, target_lang: str, source_lang: str) -> Iterable[Finder]:
    """The finders of a rule for segments in these languages."""
    if not rule.speaks_of(target_lang, source_lang):
        return ()
    match rule.find:
        case Across() | Opined():
            return ()
        case Table(rows):
            return rows(target_lang, source_lang)
        case find:
            return (find,)


def triggers(find: Finder) -> Iterable[tuple[str, int]]:
    """The expressions one of which has to match for the finder to find something, with their flags."""
    match find:
        case Pattern():
            return ((find.expression, find.flags),)
        case Where():
            return ((expression, 0) for expression in find.triggers)
    return ()


def _awaited(find: Finder, is_row: bool) -> Iterator[str | list[str]]:
    """What the finder waits for: expressions of RE2, or strings."""
    for expression, flags in triggers(find):
        stored = _stored().get(_key(expression, flags))
        yield derived(expression, flags, is_row) if stored is None else stored


def derived(expression: str, flags: int, is_row: bool) -> str | list[str]:
    """A superset of the expression; for one of the many rows of a table strings, folded, of which it needs one, where
    these are long enough to be rare."""
    strings = required(expression, flags) if is_row else ()
    are_rare = all(len(string.strip()) >= (LONG if string.strip().isalpha() else SHORT) for string in strings)
    return sorted(strings) if strings and are_rare else superset(expression, flags)


def _key(expression: str, flags: int) -> str:
    return blake2b(f"{int(flags)} {expression}".encode(), digest_size=8).hexdigest()


@cache
def _stored() -> dict[str, str | list[str]]:
    """What was derived beforehand, by the hash of the expression: to parse hundreds of them takes half a second."""
    table: dict[str, str | list[str]] = json.loads(STORE.read_text("utf8"))
    return table


def stored(rules: Iterable[Rule]) -> str:
    """What the store should hold for these rules, in every language that has a table."""
    table = dict[str, str | list[str]]()
    for rule, langs in product(rules, product(known(), ("", *known()))):
        rows = list(finders(rule, *langs))
        for expression, flags in (trigger for find in rows for trigger in triggers(find)):
            key = _key(expression, flags)
            if key not in table:
                table[key] = derived(expression, flags, len(rows) > FEW)
    lines = (f'"{key}": {json.dumps(waits_for, ensure_ascii=False)}' for key, waits_for in sorted(table.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"
