"""Settings: the nearest mtqa.toml or `[tool.mtqa]` of pyproject.toml, overridden by flags, become one Config."""

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from mtqa import rules
from mtqa.checker import Checker
from mtqa.errors import CannotRun, unknown
from mtqa.gate import WEIGHTS, Gate
from mtqa.glossary import Glossary
from mtqa.models import Question
from mtqa.patterns import counterpart, first_matching
from mtqa.segment import Severity
from mtqa.settings import CHECKS, FailOn, Shape, language


@dataclass(frozen=True)
class Config:
    """All settings of a run. A language left empty is guessed from the text; no `select` means every rule.

    `words` and the lines of `words_file` are words and names that no rule objects to. `per_file_ignores` holds rules to
    leave by pattern of a path relative to the settings' file, `rules` by rule id its options, and `severity`.
    `max_penalty` and `limits` by family are what all the text of a run may hold, with the `weights` of severities, in
    penalty points for each 1,000 words. `baseline` is a file of known findings, `models` one of models. `columns` are
    what the columns of tables are called, `glossary` are files of terms. `sources` are the paths of sources by pattern
    of the texts, `languages` the `target` and `source` language by pattern, both relative to the settings' file; the
    first pattern that matches holds. `score` and `retranslate` name the models that are asked about the segments that
    are flagged, or about `all_segments`; a path is relative to the settings' file. A score below `min_score` is too
    low. `jobs` is how many processes work at a time; 0 is one for each core where there is much to do. `cache` says
    whether findings are kept for the next run. `origin` is the file that the settings come from.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = "warning"
    target_lang: str = ""
    source_lang: str = ""
    segments: Shape = "auto"
    words: tuple[str, ...] = ()
    words_file: str = ""
    glossary: tuple[str, ...] = ()
    baseline: str = ""
    models: str = ""
    max_penalty: float | None = None
    limits: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[Severity, float] = field(default_factory=dict)
    score: str = ""
    retranslate: str = ""
    all_segments: bool = False
    min_score: float | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    jobs: int = 0
    cache: bool = True
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
            self._add_glossary(options)
            return Checker(rules.ready(self.select, self.ignore, options), severities, self._all_words())
        except CannotRun as error:
            raise CannotRun(f"{self.origin}: {error}" if self.origin else str(error)) from error

    def __getstate__(self) -> dict[str, Any]:
        """The settings alone, without what was made of them: that is made again in another process."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    @property
    def gate(self) -> Gate:
        """What all the text of a run may hold."""
        return Gate(self.max_penalty, self.limits, {**WEIGHTS, **self.weights}, min_score=self.min_score)

    @property
    def baseline_path(self) -> Path | None:
        """Where the baseline is, if there is one; relative to the file of settings."""
        return Path(self.origin).parent / self.baseline if self.baseline else None

    @property
    def question(self) -> Question:
        """What models are asked; the path of one is relative to the file of settings."""
        names = self._model(self.score), self._model(self.retranslate)
        return Question(*names, self.all_segments, self.min_score, self.models_path)

    def _model(self, name: str) -> str:
        return str(Path(self.origin).parent / Path(name).expanduser()) if "/" in name else name

    @property
    def models_path(self) -> Path | None:
        """Where the user's own models.txt is, if there is one; relative to the file of settings."""
        return Path(self.origin).parent / self.models if self.models else None

    def for_file(self, path: Path) -> "Config":
        """These settings with the languages of this file, and the rules ignored that are named for it."""
        name = self._name(path)
        matching = (names for pattern, names in self.per_file_ignores.items() if fnmatch(name, pattern))
        more = tuple(sorted({rule for names in matching for rule in names}))
        _, spoken = first_matching(name, self.languages) or ("", {})
        langs = spoken.get("target", self.target_lang), spoken.get("source", self.source_lang)
        return self._made(more, *langs) if more or spoken else self

    @cached_property
    def _made(self) -> "Callable[[tuple[str, ...], str, str], Config]":
        """These settings with more rules ignored and in other languages, made once."""
        return cache(
            lambda more, target, source: replace(
                self, ignore=(*self.ignore, *more), target_lang=target, source_lang=source, per_file_ignores={}
            )
        )

    def source_of(self, path: Path) -> Path | None:
        """Where the source of this file is, if the settings say it."""
        name = self._name(path)
        found = first_matching(name, self.sources)
        return Path(self.origin).parent / counterpart(name, *found) if found else None

    def is_source(self, path: Path) -> bool:
        """Whether the settings say that this file is the source of another one."""
        name = self._name(path)
        return first_matching(name, dict.fromkeys(self.sources.values())) is not None

    def _name(self, path: Path) -> str:
        folder = Path(self.origin).parent
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name

    def _add_glossary(self, options: dict[str, dict[str, Any]]) -> None:
        """Give the terms to the rules that have them for an option."""
        if self.glossary:
            from mtqa.glossary.reading import load  # noqa: PLC0415 – most runs have none

            terms = load(Path(self.origin).parent / name for name in self.glossary)
            for rule in rules.load():
                if isinstance(rules.option_names(rule).get("glossary"), Glossary):
                    options.setdefault(rule.id, {})["glossary"] = terms

    def _all_words(self) -> tuple[str, ...]:
        if not self.words_file:
            return self.words
        try:
            lines = (Path(self.origin).parent / self.words_file).read_text("utf8").splitlines()
        except (OSError, UnicodeError) as error:
            raise CannotRun(f"words-file {self.words_file!r} cannot be read: {error}") from error
        words = (line.partition("#")[0].strip() for line in lines)
        return (*self.words, *filter(None, words))

    def overridden(self, flags: Mapping[str, Any]) -> "Config":
        """These settings with the flags that were given; a rule selected by flag is not ignored by a file."""
        given = {name: value for name, value in flags.items() if value not in (None, ())}
        for name in ("target_lang", "source_lang"):
            language(given.get(name, ""), f"--{name.replace('_', '-')}")
        kept = tuple(name for name in self.ignore if name not in given.get("select", ()))
        columns = {**self.columns, **given.get("columns", {})}
        flagged = {name.removesuffix("_lang") for name in ("target_lang", "source_lang") if name in given}
        languages = {
            pattern: {side: code for side, code in codes.items() if side not in flagged}
            for pattern, codes in self.languages.items()
        }
        return replace(self, **{"ignore": kept, **given, "columns": columns, "languages": languages})

    def as_toml(self) -> str:
        """These settings as they would be written in mtqa.toml."""
        lines = [f"# {self.origin or 'no settings file; defaults'}"]
        settings = {item.name.replace("_", "-"): getattr(self, item.name) for item in fields(self)}
        tables = {name: value for name, value in settings.items() if isinstance(value, Mapping)}
        tables |= {f"rules.{name}": options for name, options in tables.pop("rules").items()}
        for name, value in settings.items():
            if name != "origin" and value is not None and not isinstance(value, Mapping):
                lines.append(f"{name} = {json.dumps(value)}")
        for name, table in tables.items():
            if table:
                lines += ["", f"[{name}]", *(f"{_key(key)} = {_value(value)}" for key, value in table.items())]
        return "\n".join(lines)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_value(item)}' for key, item in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)


@cache
def nearest(folder: Path) -> Config:
    """The settings for files in this folder. Raises CannotRun for a file of settings that cannot be used."""
    for place in (folder, *folder.parents):
        for path in (place / "mtqa.toml", place / "pyproject.toml"):
            if path.is_file() and (table := _table(path)) is not None:
                return _config(table, str(path))
    return Config()


@cache
def passed_over(origin: str) -> tuple[Path, ...]:
    """The files beside the one that settings come from whose own settings do not hold."""
    other = Path(origin).parent / "pyproject.toml"
    with suppress(CannotRun):
        if Path(origin).name == "mtqa.toml" and other.is_file() and _table(other) is not None:
            return (other,)
    return ()


def _table(path: Path) -> dict[str, Any] | None:
    import tomllib  # noqa: PLC0415 – most folders have no settings

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
        settings[name] = CHECKS[name](value, f"{origin}: {key}")
    return Config(**settings)
