"""Regular supersets: for an expression of `re`, one of RE2 that matches wherever it does, and seldom where it does not.

Look-around at either end of an expression becomes a neighbour that has to stand there; elsewhere it is left out, and a
back-reference is whatever its group may hold. What the two engines do not hold for the same (which letters are words,
digits, or alike but for their case) is taken in the wider sense.
"""

import re
from _sre import unicode_tolower  # type: ignore[import-not-found]
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from re._casefix import _EXTRA_CASES  # type: ignore[import-not-found]
from typing import Any, NamedTuple

LAST = 0x10FFFF
# A repetition of more times than this counts as one of any number: each time would cost the automaton states.
MOST = 3
# A set of more characters than this, in either case, is any character beyond ASCII.
MANY = 20_000

Ranges = list[tuple[int, int]]
Items = Sequence[tuple[Any, Any]]

_SPACE = "\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORD = (
    "0-9A-Z_a-zª²³µ¹º¼-¾À-ÖØ-öø-\u1fff\u2070-\u2fff\u3005-\U0010ffff",
    "0-9A-Z_a-zÀ-ÖØ-öø-\u02af\u0400-\u0481\u048a-\u052f",
)
_DIGIT = "0-9\u0660-\u1fff\ua620-\U0010ffff", "0-9"
_LOOKS = op.ASSERT, op.ASSERT_NOT
_REPEATS = op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT


class _Place(NamedTuple):
    """The flags that hold for a node, and whether nothing of the expression can stand before it, or after it."""

    flags: int
    first: bool = False
    last: bool = False


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
        """What has to stand at an end of the expression for a look-around there to hold, "" if that cannot be told."""
        (name, argument), edge = items[at], "^" if inwards > 0 else r"\z"
        if name is op.AT:
            inside = items[at + 1 :] if inwards > 0 else items[:at]
            outside = _written(_category(op.CATEGORY_NOT_WORD, wide=True))
            return f"(?:{edge}|{outside})" if _ends_in_word(inside, inwards) else ""
        direction, content = argument
        if direction == inwards:
            return ""
        if name is op.ASSERT:
            return f"(?:{self.sequence(content, _Place(flags, first=inwards > 0, last=inwards < 0))})"
        branches = content[0][1][1] if len(content) == 1 and content[0][0] is op.BRANCH else [content]
        ones = [branch[0] for branch in branches if len(branch) == 1]
        excluded = [ranges for name, argument in ones for ranges in _one_of(name, argument, flags, wide=False) or ()]
        return f"(?:{edge}|{_written(_others(excluded))})" if excluded else ""

    def _node(self, name: Any, argument: Any, place: _Place) -> str:
        inside = _Place(place.flags)
        ranges = _one_of(name, argument, place.flags, wide=True)
        if ranges is not None:
            return _written(ranges)
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


def _is_word(name: Any, argument: Any, inwards: int) -> bool:
    """Whether what the node matches has a letter, digit or underscore at the outer end, seen `inwards`."""
    match name:
        case op.LITERAL:
            return _is_letter(argument)
        case op.IN if argument[0][0] is op.NEGATE:
            return (op.CATEGORY, op.CATEGORY_NOT_WORD) in argument
        case op.IN:
            return all(_is_of_words(*item) for item in argument)
        case op.BRANCH:
            return all(_ends_in_word(branch, inwards) for branch in argument[1])
        case op.SUBPATTERN:
            return _ends_in_word(argument[-1], inwards)
        case op.ATOMIC_GROUP:
            return _ends_in_word(argument, inwards)
    return name in _REPEATS and _ends_in_word(argument[2], inwards)


def _ends_in_word(items: Items, inwards: int) -> bool:
    """Whether what the nodes match does, past those that may match nothing."""
    for name, argument in items if inwards > 0 else reversed(items):
        if not _is_word(name, argument, inwards):
            return False
        if name not in _REPEATS or argument[0] > 0:
            return True
    return False


def _is_of_words(name: Any, argument: Any) -> bool:
    match name:
        case op.LITERAL:
            return _is_letter(argument)
        case op.RANGE:
            return all(map(_is_letter, range(argument[0], argument[1] + 1)))
    return argument in (op.CATEGORY_WORD, op.CATEGORY_DIGIT)


def _is_letter(code: int) -> bool:
    return chr(code).isalnum() or chr(code) == "_"


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


def _one_of(name: Any, argument: Any, flags: int, *, wide: bool) -> Ranges | None:
    """The characters of which the node matches one, or at least that many; None where it is no such node."""
    match name:
        case op.LITERAL:
            return _set([(op.LITERAL, argument)], flags, wide=wide)
        case op.NOT_LITERAL:
            return _set([(op.NEGATE, None), (op.LITERAL, argument)], flags, wide=wide)
        case op.IN:
            return _set(argument, flags, wide=wide)
        case op.ANY:
            return [(0, LAST)] if flags & re.DOTALL else _others([(10, 10)])
    return None


def _set(items: Items, flags: int, *, wide: bool) -> Ranges:
    negated = items[0][0] is op.NEGATE
    ranges = [
        (argument, argument) if name is op.LITERAL else argument
        for name, argument in items
        if name in (op.LITERAL, op.RANGE)
    ]
    if flags & re.IGNORECASE and wide != negated:
        ranges = _in_either_case(ranges)
    for name, argument in items:
        if name is op.CATEGORY:
            ranges += _category(argument, wide=wide != negated)
    return _others(ranges) if negated else _merged(ranges)


@cache
def _category(name: Any, *, wide: bool) -> Ranges:
    match name:
        case op.CATEGORY_SPACE:
            return _ranges(_SPACE)
        case op.CATEGORY_WORD:
            return _ranges(_WORD[not wide])
        case op.CATEGORY_DIGIT:
            return _ranges(_DIGIT[not wide])
        case op.CATEGORY_NOT_SPACE:
            return _others(_ranges(_SPACE))
        case op.CATEGORY_NOT_WORD:
            return _others(_ranges(_WORD[wide]))
        case op.CATEGORY_NOT_DIGIT:
            return _others(_ranges(_DIGIT[wide]))
    return [(0, LAST)] if wide else []


def _ranges(text: str) -> Ranges:
    """The ranges that a set such as “a-z_” holds; it does not hold a hyphen."""
    found: Ranges = []
    for at, char in enumerate(text):
        if char != "-" and text[at - 1 : at] != "-":
            found.append((ord(char), ord(text[at + 2] if text[at + 1 : at + 2] == "-" else char)))
    return found


def _others(ranges: Ranges) -> Ranges:
    """The characters that are in none of the ranges."""
    found, free = Ranges(), 0
    for start, end in _merged(ranges):
        if start > free:
            found.append((free, start - 1))
        free = end + 1
    return [*found, (free, LAST)] if free <= LAST else found


def _merged(ranges: Ranges) -> Ranges:
    found: Ranges = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _in_either_case(ranges: Ranges) -> Ranges:
    if sum(end - start for start, end in ranges) > MANY:
        return [*ranges, (0x41, 0x5A), (0x61, 0x7A), (0x80, LAST)]
    alike = _alike()
    return [*ranges, *((other, other) for a, b in ranges for code in range(a, b + 1) for other in alike.get(code, ()))]


@cache
def _alike() -> dict[int, list[int]]:
    """By character, all that `re.IGNORECASE` holds for the same."""
    groups = defaultdict[int, list[int]](list)
    for code in range(LAST + 1):
        groups[unicode_tolower(code)].append(code)
    same = {
        code: [same for other in (code, *others) for same in groups[other]] for code, others in _EXTRA_CASES.items()
    }
    same |= {code: group for code, group in groups.items() if len(group) > 1 and code not in same}
    return same | {code: same[small] for small in same for code in groups[small]}


def _written(ranges: Ranges) -> str:
    """The set as RE2 writes it."""
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return _escaped(ranges[0][0])
    if ranges == [(0, LAST)]:
        return r"[\x{0}-\x{10ffff}]"
    return min(f"[{_listed(ranges)}]", f"[^{_listed(_others(ranges))}]", key=len)


def _listed(ranges: Ranges) -> str:
    return "".join(_escaped(a) if a == b else f"{_escaped(a)}-{_escaped(b)}" for a, b in ranges)


def _escaped(code: int) -> str:
    return chr(code) if chr(code).isalnum() and code < 0x80 else f"\\x{{{code:x}}}"
