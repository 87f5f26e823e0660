"""Which rules could object to a segment: the expressions of all of them in one automaton, and the words of tables in
another.

What a finder waits for is derived from its expression: a regular superset of it (`mtqa.superset`) for a set of RE2, or,
for the rows of long tables, strings of which it needs one (`mtqa.literals`) for Aho and Corasick. A function names its
triggers itself (`Where`, `If`, `Paired`); one that names none is asked everywhere.
"""

import json
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, product
from math import inf
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from mtqa.blake2 import blake2b
from mtqa.languages import known
from mtqa.literals import fold, required
from mtqa.rule import Across, Finder, If, Look, Opined, Paired, Pattern, Rule, Table, Where
from mtqa.segment import Segment
from mtqa.superset import superset

if TYPE_CHECKING:
    from re2 import Set

STORE, STRINGS = (Path(__file__).with_name(name) for name in ("triggers.json", "strings.json"))
# The rows of a table that has more of them wait for literals, where all are long words, or more than a word and no mere
# mark.
FEW, SHORT, LONG, BEGINNING = 16, 4, 8, 10
MEMORY = 32 << 20
BLOCK = 4_000
# Up to so many characters, so many expressions in a set: the fewer, the sooner it is made and warm, but the slower are
# all of them. For so few characters no table of all states is made for the strings either, and for very few no set: all
# wait for strings.
FEW_TOGETHER, TOGETHER = ((20_000, 0), (200_000, 5), (3_000_000, 10)), 60
# A finder that has had its strings so many times is from then on asked only where its expression could match too.
OFTEN = 8

Asked = tuple[Rule, Finder]
Numbers = frozenset[int]


class Gate(NamedTuple):
    """For one kind of segment: the finders with their rules, the numbers of those always asked, and who waits for which
    expression of which set, which string of the automaton, and which look. Of those who wait for strings, how often
    these stood in a text, how often is too often, and the expressions of those for whom it was."""

    asked: list[Asked]
    always: Numbers
    sets: "list[tuple[Set, list[Numbers]]]"
    automaton: BytesAhoCorasick
    holding: list[Numbers]
    looks: list[tuple[Look, Numbers]]
    times: Counter[int]
    often: float
    exact: "dict[int, Set]"

    def called(self, texts: Sequence[str]) -> dict[int, set[int]]:
        """By the index of a text, the numbers of the finders that could find something in it."""
        try:
            encoded, folded = [text.encode() for text in texts], [fold(text).encode() for text in texts]
        except UnicodeEncodeError:  # lone surrogates
            lone = {at for at, text in enumerate(texts) if text.encode(errors="ignore").decode() != text}
            called = self.called(["" if at in lone else text for at, text in enumerate(texts)])
            return called | {at: set(range(len(self.asked))) for at in lone}
        called = defaultdict[int, set[int]](set)
        for together, matching in self.sets:
            for at, members in enumerate(map(together.Match, encoded)):
                for member in members or ():  # type: ignore[union-attr]
                    called[at] |= matching[member]
        for at, numbers in self._with_strings(folded).items():
            called[at].update(number for number in numbers if self._could(number, encoded[at]))
        for look, waiting in self.looks:
            for at in look(folded):
                called[at] |= waiting
        for at in range(len(texts) if self.always else 0):
            called[at] |= self.always
        return called

    def _with_strings(self, folded: Sequence[bytes]) -> dict[int, set[int]]:
        ends = list(accumulate(len(text) + 1 for text in folded))
        found = defaultdict[int, set[int]](set)
        for string, start, _ in self.automaton.find_matches_as_indexes(b"\n".join(folded), overlapping=True):
            found[bisect(ends, start)] |= self.holding[string]
        return found

    def _could(self, number: int, text: bytes) -> bool:
        if number in self.exact:
            return self.exact[number].Match(text) is not None
        self.times[number] += 1
        if self.times[number] == self.often:
            self.exact[number] = _all_of(tuple(triggers(self.asked[number][1])))
        return True


class Dispatch:
    """Segment rules behind what has to be in a segment for them to find something."""

    def __init__(self, rules: Iterable[Rule], few_together: Sequence[tuple[int, int]] = FEW_TOGETHER) -> None:
        self._rules = tuple(rules)
        self._gate = cache(self._prepare)
        self._few_together, self._together, self._seen = few_together, 0, 0

    def candidates(self, segments: Sequence[Segment]) -> Iterator[tuple[int, Sequence[Asked]]]:
        """What could find something in a segment, in the rules' own order, by the index of the segment."""
        self._seen += sum(len(segment.target) for segment in segments)
        together = next((size for most, size in self._few_together if self._seen <= most), TOGETHER)
        if together != self._together:
            self._together = together
            self._gate.cache_clear()  # sets and automata take much memory
        for first in range(0, len(segments), BLOCK):
            kinds = defaultdict[tuple[str, str, bool], list[int]](list)
            for number, segment in enumerate(segments[first : first + BLOCK], first):
                kinds[segment.target_lang, segment.source_lang, bool(segment.source)].append(number)
            found = list[tuple[int, Sequence[Asked]]]()
            for kind, numbers in kinds.items():
                gate = self._gate(*kind, together)
                called = gate.called([segments[number].target for number in numbers])
                found += ((numbers[at], [gate.asked[one] for one in sorted(who)]) for at, who in called.items() if who)
            yield from sorted(found, key=itemgetter(0))

    def _prepare(self, target_lang: str, source_lang: str, is_paired: bool, together: int) -> Gate:
        asked, always = list[Asked](), set[int]()
        matching, holding = defaultdict[str, set[int]](set), defaultdict[bytes, set[int]](set)
        looks = defaultdict[Look, set[int]](set)
        for rule, find, is_row in self._finders(target_lang, source_lang, is_paired):
            number = len(asked)
            asked.append((rule, find))
            if isinstance(find, If):
                looks[find.look].add(number)
            elif not isinstance(find, Pattern | Where):
                always.add(number)
            for awaited in _awaited(find, is_row) if together else _strings(find):
                if isinstance(awaited, str):
                    matching[awaited].add(number)
                    continue
                if not awaited:
                    always.add(number)
                for string in awaited:
                    holding[string.encode()].add(number)
        return Gate(
            asked,
            frozenset(always),
            list(sets_of(matching, together)) if matching else [],
            BytesAhoCorasick(
                list(holding),
                implementation=Implementation.ContiguousNFA if together < TOGETHER else Implementation.DFA,
            ),
            list(map(frozenset, holding.values())),
            [(look, frozenset(waiting)) for look, waiting in looks.items()],
            Counter(),
            OFTEN if together else inf,
            {},
        )

    def _finders(self, target_lang: str, source_lang: str, is_paired: bool) -> Iterator[tuple[Rule, Finder, bool]]:
        """The finders that may be asked at all, and whether each is one of the many rows of a table."""
        for rule in self._rules:
            rows = list(finders(rule, target_lang, source_lang))
            for find in rows:
                if bool(find) and (is_paired or not isinstance(find, Paired)):
                    yield rule, find, len(rows) > FEW


def sets_of(waiting: Mapping[str, Iterable[int]], size: int = TOGETHER) -> "Iterator[tuple[Set, list[Numbers]]]":
    """Sets of so many expressions, each with who waits for them.

    A set has a state for each way in which a text leads into several expressions at once, so that many in one would
    take long until these are made, and memory for more of them than it has: then it makes them again and again.
    """
    from re2 import Options, Set  # noqa: PLC0415 – small texts need none

    options = Options()
    options.max_mem, options.log_errors = MEMORY, False
    left = list(waiting)
    while left:
        together, some, left = Set.SearchSet(options), left[:size], left[size:]
        for expression in some:
            together.Add(expression)
        together.Compile()
        yield together, [frozenset(waiting[expression]) for expression in some]


@cache
def _all_of(expressions: tuple[tuple[str, int], ...]) -> "Set":
    wide = {superset(expression, flags): () for expression, flags in expressions}
    return next(sets_of(wide, len(wide)))[0]


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
        stored = _stored(STORE).get(_key(expression, flags))
        yield derived(expression, flags, is_row) if stored is None else stored


def _strings(find: Finder) -> Iterator[str | list[str]]:
    """By expression the strings of which the finder needs one; none where none are known."""
    for expression, flags in triggers(find):
        stored = _stored(STRINGS).get(_key(expression, flags))
        yield strings(expression, flags) if stored is None else stored


def strings(expression: str, flags: int) -> list[str]:
    """The beginnings of strings, folded, of which the expression needs one: short ones are rare enough."""
    return sorted({string[:BEGINNING] for string in required(expression, flags)})


def derived(expression: str, flags: int, is_row: bool) -> str | list[str]:
    """A superset of the expression; for one of the many rows of a table strings, folded, of which it needs one, where
    these are long enough to be rare."""
    found = required(expression, flags) if is_row else ()
    are_rare = all(len(string.strip()) >= (LONG if string.strip().isalpha() else SHORT) for string in found)
    return sorted(found) if found and are_rare else superset(expression, flags)


def _key(expression: str, flags: int) -> str:
    return blake2b(f"{int(flags)} {expression}".encode(), digest_size=8).hexdigest()


@cache
def _stored(store: Path) -> dict[str, str | list[str]]:
    """What was derived beforehand, by the hash of the expression: to parse hundreds of them takes half a second."""
    table: dict[str, str | list[str]] = json.loads(store.read_text("utf8"))
    return table


def stored(rules: Iterable[Rule]) -> str:
    """What the store should hold for these rules, in every language that has a table."""
    return _written({key: derived(*trigger, is_row) for key, (trigger, is_row) in _all_triggers(rules).items()})


def stored_strings(rules: Iterable[Rule]) -> str:
    """The same of the store of strings."""
    return _written({key: strings(*trigger) for key, (trigger, _) in _all_triggers(rules).items()})


def _all_triggers(rules: Iterable[Rule]) -> dict[str, tuple[tuple[str, int], bool]]:
    """By key, the expressions with their flags, and whether they are of many rows of a table."""
    table = dict[str, tuple[tuple[str, int], bool]]()
    for rule, langs in product(rules, product(known(), ("", *known()))):
        rows = list(finders(rule, *langs))
        for trigger in (trigger for find in rows for trigger in triggers(find)):
            table.setdefault(_key(*trigger), (trigger, len(rows) > FEW))
    return table


def _written(table: Mapping[str, object]) -> str:
    lines = (f'"{key}": {json.dumps(waits_for, ensure_ascii=False)}' for key, waits_for in sorted(table.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"
