"""A model by its name, ready to score or to translate.

One that was opened before, and of which nothing has changed since, is opened again only when it is asked something new.
"""

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mtqa import depends
from mtqa.errors import CannotRun, NotSpoken, shown
from mtqa.memory import key
from mtqa.models import Scorer, Translator, catalogue, postponed, store
from mtqa.models.catalogue import Model
from mtqa.models.engines import COMPARING, ENGINES
from mtqa.models.memory import RememberedScorer, RememberedTranslator, memory


def scorer(name: str, own: Path | None = None) -> Scorer:
    """The scorer of this name. Raises CannotRun, saying what to type, where it cannot be had."""
    model, kept = _able(name, own, "score"), memory()
    _, seen = store.opened(model, kept)
    engine = ENGINES[model.engine]

    def opened() -> Scorer:
        scoring: Scorer = _module(engine.scorer).open_scorer(_unchanged(model, seen), seen)
        return scoring

    beside = _module(engine.scorer).version() if engine.is_outside else "none"
    return RememberedScorer(postponed.scorer(opened, _key(seen, beside), kept) if beside else opened(), kept)


def translator(name: str, source_lang: str, target_lang: str, own: Path | None = None) -> Translator:
    """The translator of this name. Raises CannotRun, saying what to type, where it cannot be had, and NotSpoken where
    it does not know the languages."""
    model, kept = _able(name, own, "translate"), memory()
    if not model.speaks(source_lang, target_lang):
        others = [other.name for other in catalogue.known(own).values() if _fits(other, source_lang, target_lang)]
        advice = f"take {shown(others)}" if others else "name the folder of a model that does"
        raise NotSpoken(f"{name}: does not translate from {source_lang} into {target_lang}; {advice}")
    _, seen = store.opened(model, kept)

    def opened() -> Translator:
        module = _module(ENGINES[model.engine].translator)
        translating: Translator = module.open_translator(_unchanged(model, seen), seen, source_lang, target_lang)
        return translating

    return RememberedTranslator(postponed.translator(opened, _key(seen, source_lang, target_lang), kept), kept)


def _key(seen: Model, *beside: str) -> bytes:
    """All that what is told of an opened model depends on: its files, what is beside them, and what is installed."""
    return key("opened", seen, beside, depends.on_program())


def _unchanged(model: Model, seen: Model) -> Path:
    """The folder of a model, all of which is read now. Raises CannotRun where it is not what was seen before."""
    folder, held = store.opened(model)
    if held != seen:
        raise CannotRun(f"{folder}: changed while it was used; run again")
    return folder


def _module(name: str) -> Any:
    """A module of mtqa.models; the libraries that it imports are told to ask no hub for anything."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    return import_module(f"mtqa.models.{name}")


def ready(name: str, role: str, own: Path | None = None) -> None:
    """Raises CannotRun, saying what to type, where a model of this name cannot be had, or not in this role."""
    store.opened(_able(name, own, role), memory())


def _fits(model: Model, source_lang: str, target_lang: str) -> bool:
    return model.role != "score" and model.speaks(source_lang, target_lang)


def _able(name: str, own: Path | None, role: str) -> Model:
    """The model, once it is known that it has this role and that what runs it is installed."""
    model = catalogue.named(name, own)
    if model.role not in (role, "both"):
        others = [other.name for other in catalogue.known(own).values() if other.role in (role, "both")]
        raise CannotRun(f"{name}: cannot {role}; name one that can: {shown(others)}")
    engine = ENGINES[model.engine]
    libraries = (*engine.libraries, *COMPARING) if role == "translate" else engine.libraries
    if any(find_spec(library) is None for library in libraries):
        raise CannotRun(f"{name}: is not installed; type pip install 'mtqa[{engine.extra}]'")
    return model
