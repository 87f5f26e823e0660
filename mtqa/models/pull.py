"""Downloading models: tokenizers, settings and weights, never code.

Every file is compared with the hash that the hub tells of it, and its SHA-256 noted in the lock file of the model.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtqa.errors import CannotRun
from mtqa.expressions import expression
from mtqa.models import hub, store, weights
from mtqa.models.catalogue import Model
from mtqa.models.hub import Remote, Repository
from mtqa.models.store import Lock, Source

_PART = r"(?:\d_[A-Z]\w*/)?"
_TOKENIZER = expression(
    r"(?:tokenizer_config|special_tokens_map|added_tokens|tokenizer|vocab)\.json|vocab\.txt|merges\.txt"
    r"|(?:source|target)\.spm|(?:spiece|tokenizer|sentencepiece(?:\.bpe)?)\.model"
)
_SETTINGS = expression(rf"(?:generation_config|modules|sentence_bert_config)\.json|{_PART}config\.json")
_SAFE = expression(rf"{_PART}model(?:-\d+-of-\d+)?\.safetensors(?:\.index\.json)?")
_PICKLED = expression(rf"{_PART}{weights.PICKLED.pattern}(?:\.index\.json)?")
_COMET = expression(r"hparams\.yaml|checkpoints/model\.ckpt")
_WEIGHTS = (".safetensors", ".bin", ".ckpt")


class Plan(NamedTuple):
    """What a pull fetches, by its path in the model's folder, from where, and its licence: as the hub names it, else as
    models.txt does."""

    model: Model
    sources: tuple[Source, ...]
    files: dict[str, Remote]
    licence: str

    @property
    def size(self) -> int:
        """How many bytes there are to fetch."""
        return sum(file.size for file in self.files.values())

    @property
    def is_commercial(self) -> bool:
        """Whether its licences, as far as their names tell, let commercial work use it."""
        return not any("-nc" in name.lower() for name in (self.licence, self.model.licence))

    @property
    def is_done(self) -> bool:
        """Whether it was pulled before, and is whole."""
        pulled = store.lock(self.model)
        return bool(
            pulled and pulled.sources == self.sources and pulled.files == store.hashes(store.folder(self.model))
        )


def plan(model: Model) -> Plan:
    """What there is to fetch of a model. Raises CannotRun where the hub does not tell, or there is nothing to pull."""
    if not model.repository or Path(model.repository).is_absolute():
        raise CannotRun(f"{model.name}: is in no repository, so there is nothing to pull")
    first, *others = (
        hub.repository(name, model.revision if name == model.repositories[0] else "main") for name in model.repositories
    )
    files = {_place(file, model.engine): file for other in others for file in _beside(other, model.engine)}
    files |= {file.name: file for file in _wanted(first, model.engine)}
    if not any(name.endswith(_WEIGHTS) for name in files):
        raise CannotRun(f"{first.name}: holds no weights that mtqa can read; take another model")
    sources = (
        Source(model.repositories[0], model.revision, first.commit),
        *(Source(other.name, "main", other.commit) for other in others),
    )
    return Plan(model, sources, files, first.licence or model.licence)


def _wanted(repository: Repository, engine: str) -> Iterator[Remote]:
    """The files that the engine reads: pickled weights only where there are no others beside them."""
    safe = {file.name.rpartition("/")[0] for file in repository.files if _SAFE.fullmatch(file.name)}
    for file in repository.files:
        if engine == "comet":
            wanted = _COMET.fullmatch(file.name) is not None
        elif _PICKLED.fullmatch(file.name):
            wanted = file.name.rpartition("/")[0] not in safe
        else:
            wanted = any(shape.fullmatch(file.name) for shape in (_SAFE, _TOKENIZER, _SETTINGS))
        if wanted:
            yield file


def _beside(repository: Repository, engine: str) -> Iterator[Remote]:
    """The files of the repository that a tokenizer comes from."""
    for file in repository.files:
        if _TOKENIZER.fullmatch(file.name) or (engine == "comet" and file.name == "config.json"):
            yield file


def _place(file: Remote, engine: str) -> str:
    """Where such a file goes: beside the others, but for comet, which looks for a folder named as the repository is."""
    return f"{file.repository}/{file.name}" if engine == "comet" else file.name


def fetch(plan: Plan) -> Lock:
    """Put the files of a plan into the cache, with their lock file.

    Two that fetch the same model wait for each other. What was fetched before an interruption is not fetched again, and
    a model that is there already stays until the new one takes its place. Raises CannotRun where it fails.
    """
    from filelock import FileLock  # noqa: PLC0415

    home = store.folder(plan.model)
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(home.with_name(f".{home.name}.lock")):
            if not plan.is_done:
                _fetch(plan, home)
    except OSError as error:
        raise CannotRun(f"{error.filename or home}: cannot be written: {error.strerror}") from error
    lock = store.lock(plan.model)
    assert lock
    return lock


def _fetch(plan: Plan, home: Path) -> None:
    part = home.with_name(f".{home.name}.{plan.sources[0].commit[:12]}.part")
    for other in home.parent.glob(f".{home.name}.*.part"):
        if other != part:
            shutil.rmtree(other)
    part.mkdir(exist_ok=True)
    free = shutil.disk_usage(part).free + sum(path.stat().st_size for path in part.rglob("*") if path.is_file())
    if plan.size > free:
        raise CannotRun(f"{part}: {plan.size:,} bytes are needed and {free:,} are free; make room, or set MTQA_CACHE")
    for place, file in plan.files.items():
        hub.download(file, part / place.removesuffix(file.name))
    for leavings in list(part.rglob(".cache")):
        shutil.rmtree(leavings)
    if plan.model.engine != "comet":
        weights.convert(part)
    store.write(part, Lock(plan.sources, plan.licence, store.hashes(part)))
    old = home.with_name(f".{home.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if home.exists():
        home.rename(old)
    part.rename(home)
    shutil.rmtree(old, ignore_errors=True)
