"""The strings without which a regular expression cannot match.

`required(expression)` is a set of which every match contains at least one, all folded by `fold`; an empty set says
that nothing can be told. Derived from the parse tree, as code search engines do (Cox, “Regular Expression Matching
with a Trigram Index”, 2012): each node has the strings that it is exactly, where they are few, and the best set that
it requires.
"""

from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

MOST = 64
UNROLLED = 3
_FOLDS = (
    ("i̇", "i"), ("ı", "i"), ("ſ", "s"), ("ς", "σ"), ("µ", "μ"),
    *((space, " ") for space in "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"),
    *((space, " ") for space in "\u2028\u2029\u202f\u205f\u3000"), *((dash, "-") for dash in "‐‑–—−"),
    *((quote, "'") for quote in "‘’"), *((quote, '"') for quote in "“”„«»"), ("…", "."),
)  # fmt: skip


def fold(text: str) -> str:
    """The text in a form in which letters are alike that `re.IGNORECASE` holds for alike, and so are spaces, hyphens
    with dashes, and quotation marks."""
    small = text.lower()
    if not text.isascii():
        for char, same in _FOLDS:
            small = small.replace(char, same)
    return small


class _Node(NamedTuple):
    exact: frozenset[str] | None
    required: frozenset[str] = frozenset()


_NOTHING = _Node(frozenset({""}))
_ANYTHING = _Node(None)


def required(expression: str, flags: int = 0) -> frozenset[str]:
    """The set of strings of which each match of the expression contains one, or an empty set."""
    node = _sequence(_parser.parse(expression, flags))
    best = _best((node.required, node.exact or frozenset()))
    return frozenset(text for text in best if not any(other in text for other in best if other != text))


def _worth(strings: frozenset[str]) -> tuple[int, int, int]:
    if not strings:
        return 0, 0, 0
    shortest = min(len(text.strip()) for text in strings)
    return shortest, min(map(len, strings)), -len(strings)


def _best(choices: Iterable[frozenset[str]]) -> frozenset[str]:
    best = max(choices, key=_worth, default=frozenset())
    return best if _worth(best)[1] else frozenset()


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Node:
    run: frozenset[str] = frozenset({""})
    whole, found = True, [frozenset[str]()]
    for name, argument in items:
        node = _node(name, argument)
        if node.exact is not None and len(run) * len(node.exact) <= MOST:
            run = frozenset(head + tail for head in run for tail in node.exact)
            continue
        whole = False
        found += [run, node.required]
        run = frozenset({""}) if node.exact is None else node.exact
    return _Node(run) if whole else _Node(None, _best((*found, run)))


def _node(name: Any, argument: Any) -> _Node:
    match name:
        case op.LITERAL:
            return _Node(frozenset({fold(chr(argument))}))
        case op.IN:
            return _members(argument)
        case op.AT | op.ASSERT | op.ASSERT_NOT:
            return _NOTHING
        case op.SUBPATTERN:
            return _sequence(argument[-1])
        case op.ATOMIC_GROUP:
            return _sequence(argument)
        case op.BRANCH:
            return _branches([_sequence(branch) for branch in argument[1]])
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
            return _repeat(*argument)
    return _ANYTHING


def _members(items: Sequence[tuple[Any, Any]]) -> _Node:
    letters: set[str] = set()
    for name, argument in items:
        if name is op.LITERAL:
            letters.add(fold(chr(argument)))
        elif name is op.RANGE and argument[1] - argument[0] < MOST:
            letters.update(fold(chr(code)) for code in range(argument[0], argument[1] + 1))
        else:
            return _ANYTHING
    return _Node(frozenset(letters)) if len(letters) <= MOST else _ANYTHING


def _branches(nodes: list[_Node]) -> _Node:
    if all(node.exact is not None for node in nodes):
        together = frozenset(text for node in nodes for text in node.exact or ())
        if len(together) <= MOST:
            return _Node(together)
    needs = [_best((node.required, node.exact or frozenset())) for node in nodes]
    return _Node(None, frozenset().union(*needs) if all(needs) else frozenset())


def _repeat(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> _Node:
    if least == most <= UNROLLED:
        return _sequence([*items] * least)
    node = _sequence(items)
    if least == 0:
        return _Node(node.exact | {""}) if most == 1 and node.exact is not None else _ANYTHING
    return _Node(None, _best((node.required, node.exact or frozenset())))
