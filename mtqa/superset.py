"""Regular supersets: for an expression of `re`, one of RE2 that matches wherever it does, and seldom where it does not.

Look-around at either end of an expression becomes a neighbour that has to stand there; elsewhere it is left out, and a
back-reference is whatever its group may hold. What the two engines do not hold for the same (which letters are words,
digits, or alike but for their case) is taken in the wider sense.
"""

import re
from collections.abc import Callable, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from mtqa.character_sets import LAST, category, one_of, others, union, written

# A repetition of more times than this counts as one of any number: each time would cost the automaton states.
MOST = 3

Items = Sequence[tuple[Any, Any]]

_LOOKS = op.ASSERT, op.ASSERT_NOT
_REPEATS = op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT


class _Place(NamedTuple):
    """The flags that hold for a node, and whether nothing of the expression can stand before it, or after it."""

    flags: int
    first: bool = False
    last: bool = False


class _Kind(NamedTuple):
    has: Callable[[int], bool]
    categories: tuple[Any, ...]


_WORD = _Kind(lambda code: chr(code).isalnum() or chr(code) == "_", (op.CATEGORY_WORD, op.CATEGORY_DIGIT))
_ASCII = _Kind(lambda code: code < 0x80, (op.CATEGORY_DIGIT,))


def superset(expression: str, flags: int = 0) -> str:
    """An expression of RE2 that matches in every text in which this one does; under re.ASCII one that always does."""
    tree = _parser.parse(expression, flags)
    if tree.state.flags & re.ASCII:
        return ""
    return _Widening({}).sequence(tree, _Place(tree.state.flags, first=True, last=True))


class _Widening(NamedTuple):
    """What the groups of the expression may hold, so far."""

    groups: dict[int, str]

    def sequence(self, items: Items, place: _Place) -> str:
        first, end = 0, len(items)
        before = self._before(items, place.flags) if place.first else ""
        after = ""
        while place.last and end > first and _is_look(items[end - 1]):
            after = self._neighbour(items, end - 1, -1, place.flags) or after
            end -= 1
        while first < end and _is_look(items[first]):
            first += 1
        inner = [
            self._node(
                *items[at],
                _Place(
                    place.flags, place.first and at == first and not before, place.last and at == end - 1 and not after
                ),
            )
            for at in range(first, end)
        ]
        return "".join((before, *inner, after))

    def _before(self, items: Any, flags: int, offset: int = 0) -> str:
        """What has to stand before the expression, by the last look-behind that looks so far back, "" if none does. The
        items are those that start at the offset."""
        found = ""
        for at, (name, argument) in enumerate(items):
            if _is_look(items[at]):
                look = self._further(name, argument, flags, offset) if offset else self._neighbour(items, at, 1, flags)
                found = look or found
                continue
            if name is op.SUBPATTERN:
                found = self._before(argument[-1], (flags | argument[1]) & ~argument[2], offset) or found
            elif name is op.BRANCH:
                befores = [self._before(branch, flags, offset) for branch in argument[1]]
                found = f"(?:{'|'.join(befores)})" if all(befores) else found
            least, most = items[at : at + 1].getwidth()
            if least != most:
                break
            offset += least
        return found

    def _further(self, name: Any, argument: Any, flags: int, offset: int) -> str:
        """What a look-behind at the offset wants before the expression."""
        if name is not op.ASSERT or argument[0] > 0:
            return ""
        content = argument[1]
        if len(content) == 1 and content[0][0] is op.BRANCH:
            befores = [self._further(name, (-1, branch), flags, offset) for branch in content[0][1][1]]
            return f"(?:{'|'.join(befores)})" if all(befores) else ""
        width = content.getwidth()[1] - offset
        heads = [content[:at] for at in range(1, len(content)) if content[:at].getwidth() == (width, width)]
        return f"(?:{self.sequence(heads[0], _Place(flags, first=True))})" if heads else ""

    def _neighbour(self, items: Items, at: int, inwards: int, flags: int) -> str:
        """What has to stand at an end of the expression for a look-around there to hold, "" if that cannot be told.

        Beside ASCII it may be any character that is not, which are rare there: the automaton has fewer states so."""
        (name, argument), edge = items[at], "^" if inwards > 0 else r"\z"
        inside = items[at + 1 :] if inwards > 0 else items[:at]
        beyond = [(0x80, LAST)] if _ends_in(inside, inwards, _ASCII) else []
        if name is op.AT:
            outside = union(category(op.CATEGORY_NOT_WORD, wide=True), beyond)
            return f"(?:{edge}|{written(outside)})" if _ends_in(inside, inwards, _WORD) else ""
        direction, content = argument
        if direction == inwards:
            return ""
        if name is op.ASSERT:
            return f"(?:{self.sequence(content, _Place(flags, first=inwards > 0, last=inwards < 0))})"
        branches = content[0][1][1] if len(content) == 1 and content[0][0] is op.BRANCH else [content]
        ones = [branch[0] for branch in branches if len(branch) == 1]
        excluded = [ranges for name, argument in ones for ranges in one_of(name, argument, flags, wide=False) or ()]
        return f"(?:{edge}|{written(union(others(excluded), beyond))})" if excluded else ""

    def _node(self, name: Any, argument: Any, place: _Place) -> str:
        inside = _Place(place.flags)
        ranges = one_of(name, argument, place.flags, wide=True)
        if ranges is not None:
            return written(ranges)
        if name is op.SUBPATTERN:
            group, added, removed, content = argument
            flags = (place.flags | added) & ~removed
            if group is not None:
                self.groups[group] = f"(?:{self.sequence(content, _Place(flags))})"
            return f"(?:{self.sequence(content, place._replace(flags=flags))})"
        if name is op.ATOMIC_GROUP:
            return f"(?:{self.sequence(argument, place)})"
        if name is op.BRANCH:
            return f"(?:{'|'.join(self.sequence(branch, place) for branch in argument[1])})"
        if name in _REPEATS:
            least, most, content = argument
            return f"(?:{self.sequence(content, inside)}){_times(least, most)}"
        if name is op.GROUPREF:
            return self.groups[argument]
        if name is op.GROUPREF_EXISTS:
            return f"(?:{'|'.join(self.sequence(branch or (), inside) for branch in argument[1:])})"
        return _anchor(argument, place.flags) if name is op.AT else ""


def _is_look(item: tuple[Any, Any]) -> bool:
    return item[0] in _LOOKS or item == (op.AT, op.AT_BOUNDARY)


def _is_of(name: Any, argument: Any, inwards: int, kind: _Kind) -> bool:
    """Whether what the node matches has a character of the kind at the outer end, seen `inwards`."""
    match name:
        case op.LITERAL:
            return kind.has(argument)
        case op.IN if argument[0][0] is op.NEGATE:
            return kind is _WORD and (op.CATEGORY, op.CATEGORY_NOT_WORD) in argument
        case op.IN:
            return all(_is_among(name, among, kind) for name, among in argument)
        case op.BRANCH:
            return all(_ends_in(branch, inwards, kind) for branch in argument[1])
        case op.SUBPATTERN:
            return _ends_in(argument[-1], inwards, kind)
        case op.ATOMIC_GROUP:
            return _ends_in(argument, inwards, kind)
    return name in _REPEATS and _ends_in(argument[2], inwards, kind)


def _ends_in(items: Items, inwards: int, kind: _Kind) -> bool:
    """Whether what the nodes match does, past those that may match nothing."""
    for name, argument in items if inwards > 0 else reversed(items):
        if _is_look((name, argument)):
            continue
        if not _is_of(name, argument, inwards, kind):
            return False
        if name not in _REPEATS or argument[0] > 0:
            return True
    return False


def _is_among(name: Any, argument: Any, kind: _Kind) -> bool:
    match name:
        case op.LITERAL:
            return kind.has(argument)
        case op.RANGE:
            return all(map(kind.has, range(argument[0], argument[1] + 1)))
    return argument in kind.categories


def _times(least: int, most: Any) -> str:
    if most is op.MAXREPEAT or most > MOST:
        return f"{{{min(least, MOST)},}}" if least > 1 else "*+"[least]
    return f"{{{least},{most}}}"


def _anchor(name: Any, flags: int) -> str:
    match name:
        case op.AT_BEGINNING:
            return "(?m:^)" if flags & re.MULTILINE else "^"
        case op.AT_BEGINNING_STRING:
            return "^"
        case op.AT_END:
            return r"(?:\n|\z)"
        case op.AT_END_STRING:
            return r"\z"
    return ""
