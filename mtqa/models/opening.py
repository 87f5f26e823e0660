"""A model by its name, ready to score or to translate."""

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mtqa.errors import CannotRun, NotSpoken, shown
from mtqa.models import Scorer, Translator, catalogue, store
from mtqa.models.catalogue import Model
from mtqa.models.engines import COMPARING, ENGINES
from mtqa.models.memory import RememberedScorer, RememberedTranslator, memory


def scorer(name: str, own: Path | None = None) -> Scorer:
    """The scorer of this name. Raises CannotRun, saying what to type, where it cannot be had."""
    model = _able(name, own, "score")
    folder, model = store.opened(model)
    opened: Scorer = _module(ENGINES[model.engine].scorer).open_scorer(folder, model)
    return RememberedScorer(opened, memory())


def translator(name: str, source_lang: str, target_lang: str, own: Path | None = None) -> Translator:
    """The translator of this name. Raises CannotRun, saying what to type, where it cannot be had, and NotSpoken where
    it does not know the languages."""
    model = _able(name, own, "translate")
    if not model.speaks(source_lang, target_lang):
        others = [other.name for other in catalogue.known(own).values() if _fits(other, source_lang, target_lang)]
        advice = f"take {shown(others)}" if others else "name the folder of a model that does"
        raise NotSpoken(f"{name}: does not translate from {source_lang} into {target_lang}; {advice}")
    folder, model = store.opened(model)
    module = _module(ENGINES[model.engine].translator)
    opened: Translator = module.open_translator(folder, model, source_lang, target_lang)
    return RememberedTranslator(opened, memory())


def _module(name: str) -> Any:
    """A module of mtqa.models; the libraries that it imports are told to ask no hub for anything."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    return import_module(f"mtqa.models.{name}")


def ready(name: str, role: str, own: Path | None = None) -> None:
    """Raises CannotRun, saying what to type, where a model of this name cannot be had, or not in this role."""
    store.opened(_able(name, own, role))


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
