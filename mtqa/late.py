"""Rules that compare a text with its source, or with what models say, as far as they have to be known before there is
one: most texts have none, and to read these files, and all that they need, takes a fifth of a short run."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from mtqa.rule import Between, Hit, Opined, Paired, Rule

STORE = Path(__file__).with_name("late.json")
_KINDS = {kind.__name__: kind for kind in (Between, Opined, Paired)}


def _found(module: str, *seen: Any) -> Iterable[Hit]:
    """What the rule in a file finds."""
    return _finder(module)(*seen)


@cache
def _finder(module: str) -> Callable[..., Iterable[Hit]]:
    find: Callable[..., Iterable[Hit]] = import_module(module).rule.find.find
    return find


@cache
def late() -> Mapping[str, Rule]:
    """Those that are late, by id, without examples, options and documentation."""
    table = json.loads(STORE.read_text("utf8"))
    return {name: _rule(name, **known) for name, known in table.items()}


def _rule(name: str, kind: str, **known: Any) -> Rule:
    find = _KINDS[kind](partial(_found, f"mtqa.rules.{known['family']}.{name.replace('-', '_')}"))
    for spoken in ("languages", "source_languages"):
        known[spoken] = tuple(known[spoken])
    return Rule(find, examples=(), id=name, **known)


def stored(rules: Iterable[Rule]) -> str:
    """What the store should hold for these rules."""
    told = ("family", "message", "severity", "languages", "source_languages", "safe", "extra")
    table = {
        rule.id: {"kind": type(rule.find).__name__} | {name: getattr(rule, name) for name in told}
        for rule in rules
        if isinstance(rule.find, tuple(_KINDS.values()))
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"
