"""What each setting may be: a check by name, which returns the value or refuses it in one line."""

import re
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Any, Literal, get_args

from mtqa import rules
from mtqa.errors import CannotRun, unknown
from mtqa.expressions import expression
from mtqa.formats import Columns
from mtqa.segment import Severity

FailOn = Severity | Literal["never"]
Shape = Literal["auto", "line", "paragraph"]
FAIL_ON, SEGMENTS, SEVERITIES = ("error", "warning", "note", "never"), get_args(Shape), get_args(Severity)

Check = Callable[[Any, str], Any]
_STARS = expression(r"\*+")


def language(value: Any, place: str) -> str:
    if value and not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", _text("en")(value, place)):
        raise CannotRun(f"{place} must be a language code such as en or pt-BR, not {value!r}")
    return str(value)


def _text(example: str) -> Check:
    def check(value: Any, place: str) -> str:
        if not isinstance(value, str):
            raise CannotRun(f'{place} must be a text such as "{example}", not {value!r}')
        return value

    return check


def _one_of(choices: Iterable[str]) -> Check:
    def check(value: Any, place: str) -> str:
        if value not in choices:
            raise CannotRun(f"{place} must be one of {', '.join(choices)}, not {value!r}")
        return str(value)

    return check


def _list_of(what: str) -> Check:
    def check(value: Any, place: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise CannotRun(f"{place} must be a list of {what}, not {value!r}")
        return tuple(value)

    return check


def _number(value: Any, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value < 0:
        raise CannotRun(f"{place} must be a number of penalty points such as 10, not {value!r}")
    return float(value)


def _score(value: Any, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise CannotRun(f"{place} must be a number on the scale of the model, such as 0.5, not {value!r}")
    return float(value)


def _jobs(value: Any, place: str) -> int:
    if type(value) is not int or value < 0:
        raise CannotRun(f"{place} must be a number of processes such as 2, or 0 for the number of cores, not {value!r}")
    return value


def _switch(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise CannotRun(f"{place} must be true or false, not {value!r}")
    return value


def _table(what: str, values: Check, names: Callable[[], Iterable[str]] | None = None) -> Check:
    """A table of values of one kind, with any keys or those of `names`."""

    def check(value: Any, place: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise CannotRun(f"{place} must be a table of {what}, not {value!r}")
        for key in value:
            if names and key not in names():
                raise unknown("name", key, names(), place)
        return {key: values(item, f"{place}.{key}") for key, item in value.items()}

    return check


def _options(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise CannotRun(f"{place} must be a table of options, not {value!r}")
    _one_of(SEVERITIES)(value.get("severity", "note"), f"{place}.severity")
    return value


def _files(value: Any, place: str) -> tuple[str, ...]:
    """One path, or a list of them."""
    paths: tuple[str, ...] = _list_of("paths of glossaries")([value] if isinstance(value, str) else value, place)
    return paths


def _column(value: Any, place: str) -> str:
    if type(value) not in (str, int):
        raise CannotRun(f"{place} must be the name or the number of a column, not {value!r}")
    return str(value)


def _languages(value: Any, place: str) -> Mapping[str, str]:
    if not isinstance(value, dict) or not value:
        raise CannotRun(f'{place} must be languages such as {{ target = "de", source = "en" }}, not {value!r}')
    codes: Mapping[str, str] = _table("languages", language, lambda: ("target", "source"))(value, place)
    return codes


def _sources(value: Any, place: str) -> Mapping[str, str]:
    table: Mapping[str, str] = _table("paths by pattern", _text("articles/*.ru.txt"))(value, place)
    for pattern, path in table.items():
        if len(_STARS.findall(path)) > len(_STARS.findall(pattern)):
            raise CannotRun(f"{place}.{pattern} must have no more * than its pattern, not {path!r}")
        if path == pattern:
            raise CannotRun(f"{place}.{pattern} must be another file: no text is its own source")
    return table


_RULES = _list_of("rules and families")

CHECKS: dict[str, Check] = {
    "select": _RULES,
    "ignore": _RULES,
    "fail_on": _one_of(FAIL_ON),
    "target_lang": language,
    "source_lang": language,
    "segments": _one_of(SEGMENTS),
    "words": _list_of("words and names"),
    "words_file": _text("names.txt"),
    "glossary": _files,
    "baseline": _text("mtqa.baseline"),
    "models": _text("models.txt"),
    "max_penalty": _number,
    "limits": _table("penalty points by family", _number, rules.families),
    "weights": _table("penalty points by severity", _number, lambda: SEVERITIES),
    "score": _text("labse"),
    "retranslate": _text("opus-mt-ru-en"),
    "all_segments": _switch,
    "min_score": _score,
    "columns": _table("names or numbers of columns", _column, lambda: Columns._fields),
    "sources": _sources,
    "languages": _table("languages by pattern", _languages),
    "per_file_ignores": _table("lists by pattern", _RULES),
    "rules": _table("options by rule", _options),
    "jobs": _jobs,
    "cache": _switch,
}
