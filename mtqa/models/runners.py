"""Which library runs a model of translation."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from mtqa.errors import CannotRun
from mtqa.models import ctranslate, seq2seq
from mtqa.models.catalogue import Model
from mtqa.models.decoding import Decoder


def opened(folder: Path, model: Model) -> Decoder:
    """The model in a folder: by CTranslate2 where it is installed and can convert it, else by torch, with a notice.

    `model.runner` names one of them where the user did. Raises CannotRun where the model cannot be opened by it.
    """
    if model.engine == "ctranslate2":
        return ctranslate.ready(folder, model)
    if model.runner == "ctranslate2" and not find_spec("ctranslate2"):
        raise CannotRun(f"{model.name}: CTranslate2 is not installed; type pip install 'mtqa[ctranslate2]'")
    if model.runner != "torch" and find_spec("ctranslate2"):
        try:
            return ctranslate.converted(folder, model)
        except CannotRun as error:
            if model.runner:
                raise
            return replace(seq2seq.opened(folder, model), notice=f"run by torch, which is slower: {error}")
    return seq2seq.opened(folder, model)
