"""The models that can be named: those of models.txt, and local folders.

A line of models.txt is a model: name, role, languages, engine, repository, revision, licence and size, with white
space between; - stands for nothing, and # begins a comment.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mtqa.errors import CannotRun, unknown
from mtqa.models.engines import ENGINES, RUNNERS

ROLES = ("translate", "score", "both")


class Model(NamedTuple):
    """A line of models.txt.

    `languages` are those that it knows: “ru,uk>en” from any of the first into any of the second, “en,ru” any of them
    into any other, * all that its engine has codes for. `repository` is one of a hub that speaks as huggingface.co
    does, or the path of a local folder; after a + stands the one whose tokenizer it takes. `revision` is a branch, a
    tag or a commit there. `runner` is the library that the user wants it run by, where it is one of several.
    """

    name: str
    role: str
    languages: str
    engine: str
    repository: str = ""
    revision: str = ""
    licence: str = ""
    size: str = ""
    runner: str = ""

    @property
    def repositories(self) -> list[str]:
        return self.repository.split("+") if self.repository else []

    def speaks(self, source: str, target: str) -> bool:
        """Whether it is for text translated from and into these languages; one that is not known may be any."""
        sources, arrow, targets = self.languages.partition(">")
        return _is_among(source, sources) and _is_among(target, targets if arrow else sources)


def _is_among(code: str, codes: str) -> bool:
    return not code or codes == "*" or not {code, code.partition("-")[0]}.isdisjoint(codes.split(","))


_CODES = r"(?:\*|[a-z]{2,3}(?:-\w+)?(?:,[a-z]{2,3}(?:-\w+)?)*)"
_SHAPES = {
    "name": (r"[a-z0-9][a-z0-9._-]*", "small letters, digits, dots and hyphens, such as opus-mt-ru-en"),
    "role": ("|".join(ROLES), f"one of {', '.join(ROLES)}"),
    "languages": (rf"{_CODES}(?:>{_CODES})?", "codes such as ru,uk>en, or *"),
    "engine": ("|".join(ENGINES), f"one of {', '.join(ENGINES)}"),
    "repository": (r"-|[\w.-]+/[\w.-]+(?:\+[\w.-]+/[\w.-]+)?", "owner/name on the hub, or -"),
    "revision": (r"-|\w[\w./-]*", "a branch, a tag or a commit, or -"),
    "licence": (r"-|[\w.+-]+", "its SPDX name, such as CC-BY-4.0, or -"),
    "size": (r"-|\d+(?:\.\d+)?[kMG]B", "such as 307MB or 2.5GB, or -"),
}


@cache
def load(path: Path) -> dict[str, Model]:
    """The models of a file by name. Raises CannotRun where the file cannot be read or a line is wrong."""
    try:
        lines = path.read_text("utf8").splitlines()
    except (OSError, UnicodeError) as error:
        raise CannotRun(f"{path}: cannot be read: {error}; it has to be a models.txt in UTF-8") from error
    models = dict[str, Model]()
    for number, line in enumerate(lines, 1):
        if fields := line.partition("#")[0].split():
            model = _model(fields, f"{path}:{number}")
            if model.name in models:
                raise CannotRun(f"{path}:{number}: names {model.name!r} again; give each model a name of its own")
            models[model.name] = model
    return models


def _model(fields: list[str], place: str) -> Model:
    if len(fields) != len(_SHAPES):
        raise CannotRun(
            f"{place}: has {len(fields)} fields, not {len(_SHAPES)}; write {', '.join(_SHAPES)}, or - for none"
        )
    for field, (column, (shape, advice)) in zip(fields, _SHAPES.items(), strict=True):
        if not re.fullmatch(shape, field, re.ASCII):
            raise CannotRun(f"{place}: {column} {field!r} is not understood; write {advice}")
    model = Model(*("" if field == "-" else field for field in fields))
    able = ENGINES[model.engine].role
    if able not in ("both", model.role):
        raise CannotRun(f"{place}: an engine {model.engine!r} cannot have the role {model.role!r}; write {able}")
    return model


def shipped() -> Path:
    """The models.txt that comes with mtqa: beside the package in a checkout, in it where it is installed."""
    inside = Path(__file__).parents[1] / "models.txt"
    return inside if inside.exists() else Path(__file__).parents[2] / "models.txt"


def known(own: Path | None = None) -> dict[str, Model]:
    """The models by name: those of the user's own file first, then those that come with mtqa."""
    first = load(own) if own else {}
    return {**first, **{name: model for name, model in load(shipped()).items() if name not in first}}


def named(name: str, own: Path | None = None) -> Model:
    """The model of this name, or in the local folder of this path. Raises CannotRun where there is none.

    A model of translation is run by the library after a colon, as in “opus-mt-ru-en:torch”.
    """
    plain, _, runner = name.rpartition(":")
    if runner in RUNNERS:
        return _run_by(named(plain, own), runner)
    models = known(own)
    if name in models:
        return models[name]
    folder = Path(name).expanduser()
    if folder.is_dir():
        return _local(folder)
    if "/" in name or "\\" in name:
        raise CannotRun(f"{name}: there is no such folder; name a model of `mtqa models list` or the folder of one")
    raise unknown("model", name, models)


def _run_by(model: Model, runner: str) -> Model:
    if ENGINES[model.engine].translator and model.engine != "ctranslate2":
        return model._replace(runner=runner)
    raise CannotRun(f"{model.name}: is run by {model.engine} alone; leave out “:{runner}”")


def _local(folder: Path) -> Model:
    """The model in a folder, as its files describe it."""
    engine = _engine(folder)
    said = _read(folder / "tokenizer_config.json") if engine == "marian" else {}
    source, target = (_language(said.get(f"{side}_lang")) for side in ("source", "target"))
    languages = "*" if source == target else f"{source}>{target}"
    return Model(folder.resolve().name, ENGINES[engine].role, languages, engine, str(folder.resolve()))


def _language(said: object) -> str:
    """The code of a language, or * where a tokenizer tells none: those of several languages tell a name of them all."""
    return said if isinstance(said, str) and re.fullmatch("[a-z]{2}", said) else "*"


_BY_TYPE = {"marian": "marian", "m2m_100": "m2m100", "nllb-moe": "nllb", "t5": "madlad", "mt5": "madlad"}


def _engine(folder: Path) -> str:
    """Which engine a folder is for."""
    if (folder / "hparams.yaml").exists():
        raise CannotRun(
            f"{folder}: holds a checkpoint of comet, which may be any program; only pulled ones are opened: "
            "give its repository a line in a models.txt of yours"
        )
    if (folder / "modules.json").exists():
        return "encoder"
    if (folder / "model.bin").exists():
        return "ctranslate2"
    config = _read(folder / "config.json")
    kinds = config.get("architectures") or [""]
    kind = str(kinds[0]) if isinstance(kinds, list) else ""
    if kind.endswith("ForRegression"):
        return "metricx"
    if "Nllb" in str(_read(folder / "tokenizer_config.json").get("tokenizer_class")):
        return "nllb"
    if config.get("model_type") in _BY_TYPE:
        return _BY_TYPE[str(config["model_type"])]
    for ending, engine in (
        ("ForCausalLM", "causal"),
        ("LMHeadModel", "causal"),
        ("ForConditionalGeneration", "seq2seq"),
        ("Model", "encoder"),
    ):
        if kind.endswith(ending):
            return engine
    raise _unfit(folder, f"is no model that mtqa can run: {kind or 'its config.json names no architecture'}")


def _read(path: Path) -> dict[str, Any]:
    """A file of JSON in the folder of a model, if there is one."""
    if not path.exists():
        if path.name == "config.json":
            raise _unfit(path.parent, "has no config.json")
        return {}
    content = read_json(path)
    return content if isinstance(content, dict) else {}


def read_json(path: Path) -> Any:
    """What a file in the folder of a model says. Raises CannotRun where it cannot be read."""
    try:
        return json.loads(path.read_text("utf8"))
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path}: cannot be read: {error}; copy the model's files anew") from error


def _unfit(folder: Path, why: str) -> CannotRun:
    return CannotRun(f"{folder}: {why}; name a folder that transformers or CTranslate2 has saved")
