"""Settings: the nearest mtqa.toml or `[tool.mtqa]` of pyproject.toml, overridden by flags, become one Config."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from mtqa import rules
from mtqa.checker import Checker
from mtqa.errors import CannotRun, unknown
from mtqa.segment import Severity

FailOn = Severity | Literal["never"]
Shape = Literal["auto", "line", "paragraph"]
CHOICES = {"fail_on": ("error", "warning", "note", "never"), "segments": get_args(Shape)}
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Config:
    """All settings of a run. A language left empty is guessed from the text; no `select` means every rule.

    `rules` holds by rule id its options, and `severity`. `origin` is the file that the settings come from.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = "warning"
    target_lang: str = ""
    source_lang: str = ""
    segments: Shape = "auto"
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    origin: str = ""

    @cached_property
    def checker(self) -> Checker:
        """The checker with the rules chosen here. Raises CannotRun where a rule or an option is not known."""
        severities = {name: options["severity"] for name, options in self.rules.items() if "severity" in options}
        options = {
            name: {key: value for key, value in given.items() if key != "severity"}
            for name, given in self.rules.items()
        }
        try:
            return Checker(rules.choose(self.select, self.ignore, options), severities)
        except CannotRun as error:
            raise CannotRun(f"{self.origin}: {error}" if self.origin else str(error)) from error

    def overridden(self, flags: Mapping[str, Any]) -> "Config":
        """These settings with the flags that were given; a rule selected by flag is not ignored by a file."""
        given = {name: value for name, value in flags.items() if value not in (None, ())}
        kept = tuple(name for name in self.ignore if name not in given.get("select", ()))
        return replace(self, **{"ignore": kept, **given})

    def as_toml(self) -> str:
        """These settings as they would be written in mtqa.toml."""
        lines = [f"# {self.origin or 'no settings file; defaults'}"]
        for item in fields(self):
            if item.name not in ("origin", "rules"):
                lines.append(f"{item.name.replace('_', '-')} = {json.dumps(getattr(self, item.name))}")
        for name, options in self.rules.items():
            lines += ["", f"[rules.{name}]", *(f"{key} = {json.dumps(value)}" for key, value in options.items())]
        return "\n".join(lines)


@cache
def nearest(folder: Path) -> Config:
    """The settings for files in this folder. Raises CannotRun for a file of settings that cannot be used."""
    for place in (folder, *folder.parents):
        for path in (place / "mtqa.toml", place / "pyproject.toml"):
            if path.is_file() and (table := _table(path)) is not None:
                return _config(table, str(path))
    return Config()


def _table(path: Path) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(path.read_text("utf8"))
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path}: cannot be read: {error}; mend it or remove it") from error
    tool = content.get("tool", {})
    table: dict[str, Any] | None = tool.get("mtqa") if isinstance(tool, dict) else None
    return content if table is None and path.name == "mtqa.toml" else table


def _config(table: Mapping[str, Any], origin: str) -> Config:
    known = {item.name.replace("_", "-"): item for item in fields(Config) if item.name != "origin"}
    settings: dict[str, Any] = {"origin": origin}
    for key, value in table.items():
        if key not in known:
            raise unknown("setting", key, known, origin)
        name = known[key].name
        settings[name] = _checked(name, value, f"{origin}: {key}")
    return Config(**settings)


def _checked(name: str, value: Any, place: str) -> Any:
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise CannotRun(f"{place} must be one of {', '.join(CHOICES[name])}, not {value!r}")
        return value
    if name == "rules":
        return _rule_options(value, place)
    if name in ("select", "ignore"):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise CannotRun(f"{place} must be a list of rules and families, not {value!r}")
        return tuple(value)
    if not isinstance(value, str):
        raise CannotRun(f'{place} must be a language code such as "en", not {value!r}')
    return value


def _rule_options(value: Any, place: str) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(value, dict) or not all(isinstance(options, dict) for options in value.values()):
        raise CannotRun(f"{place} must be tables of options by rule, not {value!r}")
    for name, options in value.items():
        severity = options.get("severity", "note")
        if severity not in get_args(Severity):
            raise CannotRun(f"{place}.{name}.severity must be one of {', '.join(get_args(Severity))}, not {severity!r}")
    return value
