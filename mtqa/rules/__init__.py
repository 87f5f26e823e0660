"""The rules: one fault a file, found by scanning the folders, each of which is a family."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from mtqa.errors import CannotRun, unknown
from mtqa.late import late
from mtqa.rule import Across, If, Opined, Paired, Pattern, Rule, Table, Where


@cache
def load() -> tuple[Rule, ...]:
    """All rules by family and id, with id, family and documentation filled in from where they stand."""
    return tuple(_scan({}))


def _scan(known: Mapping[str, Rule]) -> Iterator[Rule]:
    """The rules; the files of those that are known are not read."""
    for family in sorted(module.name for module in iter_modules(__path__)):
        for name in sorted(module.name for module in iter_modules([f"{folder}/{family}" for folder in __path__])):
            rule = name.replace("_", "-")
            yield known.get(rule) or _read(family, rule)


def _read(family: str, name: str) -> Rule:
    module = import_module(f"{__name__}.{family}.{name.replace('-', '_')}")
    rule: Rule = module.rule
    return replace(rule, id=name, family=family, about=(module.__doc__ or "").strip())


def families() -> list[str]:
    """The names of the families."""
    return sorted({rule.family for rule in load()})


def exemplary() -> list[Rule]:
    """All rules, each with the options with which its examples hold."""
    return choose(options={rule.id: rule.example_options for rule in load()})


def choose(
    select: Collection[str] = (), ignore: Collection[str] = (), options: Mapping[str, Mapping[str, Any]] | None = None
) -> list[Rule]:
    """The rules that `select` names, all if it is empty, without those that `ignore` names, set to their options.

    Names are ids and families. An id says more than a family: `select` of a rule holds against `ignore` of its family.
    Raises CannotRun for a name or an option that is not known.
    """
    return _chosen(load(), select, ignore, options or {})


def ready(
    select: Collection[str] = (), ignore: Collection[str] = (), options: Mapping[str, Mapping[str, Any]] | None = None
) -> list[Rule]:
    """The same for a checker, which reads a rule that is late when it needs it, and no examples."""
    given = options or {}
    known = (_read(rule.family, rule.id) if rule.id in late() and given.get(rule.id) else rule for rule in _listed())
    return _chosen(tuple(known), select, ignore, given)


@cache
def _listed() -> tuple[Rule, ...]:
    return tuple(_scan(late()))


def _chosen(
    known: Collection[Rule], select: Collection[str], ignore: Collection[str], options: Mapping[str, Mapping[str, Any]]
) -> list[Rule]:
    names = {name for rule in known for name in (rule.id, rule.family)}
    for name in {*select, *ignore, *options}:
        if name not in names:
            raise unknown("rule", name, names)
    chosen = (rule for rule in known if _is_chosen(rule, frozenset(select), frozenset(ignore)))
    return [_configured(rule, options.get(rule.id, {})) for rule in chosen]


def _is_chosen(rule: Rule, select: frozenset[str], ignore: frozenset[str]) -> bool:
    if rule.id in ignore:
        return False
    return rule.id in select or (rule.family not in ignore and (not select or rule.family in select))


def option_names(rule: Rule) -> dict[str, Any]:
    """The options of a rule and their defaults."""
    finder = rule.find.find if isinstance(rule.find, Across | Opined | Paired) else rule.find
    if isinstance(finder, If | Pattern | Table | Where) or not is_dataclass(finder):
        return {}
    return {field.name: getattr(finder, field.name) for field in fields(finder)}


def _configured(rule: Rule, options: Mapping[str, Any]) -> Rule:
    known = option_names(rule)
    for name, value in options.items():
        if name not in known:
            raise (
                unknown(f"option of rule {rule.id}", name, known)
                if known
                else CannotRun(f"rule {rule.id} has no options; remove {name!r}")
            )
        if type(value) is not type(known[name]):
            raise CannotRun(f"option {name!r} of rule {rule.id} wants {type(known[name]).__name__}, not {value!r}")
    if not options:
        return rule
    if isinstance(rule.find, Across | Opined | Paired):
        return replace(rule, find=replace(rule.find, find=replace(rule.find.find, **options)))  # type: ignore[type-var, arg-type]
    return replace(rule, find=replace(rule.find, **options))  # type: ignore[type-var]
