"""Sets of characters: those of which a node of an expression of `re` matches one, and how RE2 writes them."""

import re
from _sre import unicode_tolower  # type: ignore[import-not-found]
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from re import _constants as op  # type: ignore[attr-defined]
from re._casefix import _EXTRA_CASES  # type: ignore[import-not-found]
from typing import Any

LAST = 0x10FFFF
# A set of more characters than this, in either case, is any character beyond ASCII.
MANY = 20_000
# No letter beyond this one is a capital, or has one.
CASED, BLOCK = 0x1FFFF, 256

Ranges = list[tuple[int, int]]
Items = Sequence[tuple[Any, Any]]

_SPACE = "\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORD = (
    "0-9A-Z_a-zª²³µ¹º¼-¾À-ÖØ-öø-\u1fff\u2070-\u2fff\u3005-\U0010ffff",
    "0-9A-Z_a-zÀ-ÖØ-öø-\u02af\u0400-\u0481\u048a-\u052f",
)
_DIGIT = "0-9\u0660-\u1fff\ua620-\U0010ffff", "0-9"


def one_of(name: Any, argument: Any, flags: int, *, wide: bool) -> Ranges | None:
    """The characters of which the node matches one, or at least that many; None where it is no such node."""
    match name:
        case op.LITERAL:
            return _set([(op.LITERAL, argument)], flags, wide=wide)
        case op.NOT_LITERAL:
            return _set([(op.NEGATE, None), (op.LITERAL, argument)], flags, wide=wide)
        case op.IN:
            return _set(argument, flags, wide=wide)
        case op.ANY:
            return [(0, LAST)] if flags & re.DOTALL else others([(10, 10)])
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
            ranges += category(argument, wide=wide != negated)
    return others(ranges) if negated else _merged(ranges)


@cache
def category(name: Any, *, wide: bool) -> Ranges:
    match name:
        case op.CATEGORY_SPACE:
            return _ranges(_SPACE)
        case op.CATEGORY_WORD:
            return _ranges(_WORD[not wide])
        case op.CATEGORY_DIGIT:
            return _ranges(_DIGIT[not wide])
        case op.CATEGORY_NOT_SPACE:
            return others(_ranges(_SPACE))
        case op.CATEGORY_NOT_WORD:
            return others(_ranges(_WORD[wide]))
        case op.CATEGORY_NOT_DIGIT:
            return others(_ranges(_DIGIT[wide]))
    return [(0, LAST)] if wide else []


def _ranges(text: str) -> Ranges:
    """The ranges that a set such as “a-z_” holds; it does not hold a hyphen."""
    found: Ranges = []
    for at, char in enumerate(text):
        if char != "-" and text[at - 1 : at] != "-":
            found.append((ord(char), ord(text[at + 2] if text[at + 1 : at + 2] == "-" else char)))
    return found


def others(ranges: Ranges) -> Ranges:
    """The characters that are in none of the ranges."""
    found, free = Ranges(), 0
    for start, end in _merged(ranges):
        if start > free:
            found.append((free, start - 1))
        free = end + 1
    return [*found, (free, LAST)] if free <= LAST else found


def union(ranges: Ranges, more: Ranges) -> Ranges:
    return _merged([*ranges, *more])


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
    capitals = set(_capitals())
    small = set(map(unicode_tolower, capitals))
    for code in sorted(capitals | small | _EXTRA_CASES.keys() | {*chain.from_iterable(_EXTRA_CASES.values())}):
        groups[unicode_tolower(code)].append(code)
    same = {
        code: [same for other in (code, *others) for same in groups[other]] for code, others in _EXTRA_CASES.items()
    }
    same |= {code: group for code, group in groups.items() if len(group) > 1 and code not in same}
    return same | {code: same[small] for small in same for code in groups[small]}


def _capitals() -> Iterator[int]:
    """The characters that have a small letter, told block by block."""
    for first in range(0, CASED, BLOCK):
        block = range(first, first + BLOCK)
        text = "".join(map(chr, block))
        if text.lower() != text:
            yield from (code for code in block if unicode_tolower(code) != code)


def written(ranges: Ranges) -> str:
    """The set as RE2 writes it."""
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return _escaped(ranges[0][0])
    if ranges == [(0, LAST)]:
        return r"[\x{0}-\x{10ffff}]"
    return min(f"[{_listed(ranges)}]", f"[^{_listed(others(ranges))}]", key=len)


def _listed(ranges: Ranges) -> str:
    return "".join(_escaped(a) if a == b else f"{_escaped(a)}-{_escaped(b)}" for a, b in ranges)


def _escaped(code: int) -> str:
    return chr(code) if chr(code).isalnum() and code < 0x80 else f"\\x{{{code:x}}}"
