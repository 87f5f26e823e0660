"""Which library runs a model of translation."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from mtqa import depends
from mtqa.errors import CannotRun
from mtqa.memory import key
from mtqa.models import ctranslate, seq2seq
from mtqa.models.catalogue import Model
from mtqa.models.decoding import Decoder
from mtqa.models.memory import memory


def opened(folder: Path, model: Model) -> Decoder:
    """The model in a folder: by CTranslate2 where it is installed and can convert it, else by torch, with a notice.

    What it cannot convert is not tried again, nor told again, while the model and the libraries are the same.
    `model.runner` names one of them where the user did. Raises CannotRun where the model cannot be opened by it.
    """
    if model.engine == "ctranslate2":
        return ctranslate.ready(folder, model)
    if model.runner == "ctranslate2" and not find_spec("ctranslate2"):
        raise CannotRun(f"{model.name}: CTranslate2 is not installed; type pip install 'mtqa[ctranslate2]'")
    if model.runner == "torch" or not find_spec("ctranslate2"):
        return seq2seq.opened(folder, model)
    kept, one = memory(), key("not converted", model._replace(runner=""), depends.on_program())
    if not model.runner and kept.found([one]):
        return seq2seq.opened(folder, model)
    try:
        return ctranslate.converted(folder, model)
    except CannotRun as error:
        if model.runner:
            raise
        by_torch = seq2seq.opened(folder, model)
        if isinstance(error, ctranslate.NotConverted):
            kept.keep(one, str(error))
        return replace(by_torch, notice=f"run by torch, which is slower: {error}")
