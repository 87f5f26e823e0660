"""What a translation model reads and writes: numbers of tokens, by the tokenizer in its folder."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from mtqa.errors import CannotRun, NotSpoken
from mtqa.models import codes, pretrained
from mtqa.models.catalogue import read_json

# What a model is taken to read where its tokenizer names no bound.
_LONGEST = 512
_MARIAN = ("source.spm", "target.spm", "vocab.json")
# A token of English by which a tokenizer shows what it calls languages.
_KINDS = {"eng_Latn": "nllb", "__en__": "m2m100", "<2en>": "madlad"}


class Coded(NamedTuple):
    """A text as tokens: those before it, which tell a language, its own with their stretches, and its end.

    The stretch of a token that stands for nothing in the text, or for a part of a character, may be empty.
    """

    before: list[int]
    own: list[int]
    after: list[int]
    stretches: list[tuple[int, int]]

    @property
    def ids(self) -> list[int]:
        return [*self.before, *self.own, *self.after]

    def cut(self, most: int) -> "Coded":
        """The same with at most so many tokens."""
        left = max(0, most - len(self.before) - len(self.after))
        return self._replace(own=self.own[:left], stretches=self.stretches[:left])


@dataclass(frozen=True)
class Tokenizer:
    """A tokenizer of transformers; `kind` is the column of codes.tsv that holds its languages, "" where it has none."""

    library: Any
    kind: str
    _frames: dict[tuple[str, str], tuple[list[int], list[int]]] = field(default_factory=dict)

    @property
    def longest(self) -> int:
        """So many tokens the model reads, as far as the tokenizer knows."""
        return min(int(self.library.model_max_length), _LONGEST)

    def source(self, text: str, source_lang: str, target_lang: str) -> Coded:
        """Raises NotSpoken where the model has no code for a language."""
        before, after = self._frame("source", source_lang)
        own, stretches = self._pieces(text, "source")
        return Coded([*self._wanted(target_lang), *before], own, after, stretches)

    def target(self, text: str, target_lang: str) -> Coded:
        """Raises NotSpoken where the model has no code for the language."""
        before, after = self._frame("target", target_lang)
        own, stretches = self._pieces(text, "target")
        return Coded(before, own, after, stretches)

    def text(self, ids: list[int]) -> str:
        written: str = self.library.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        return written.strip()

    def names(self, ids: list[int]) -> list[str]:
        """The tokens as they are called in the vocabulary."""
        found: list[str] = self.library.convert_ids_to_tokens(ids)
        return found

    def numbers(self, names: list[str]) -> list[int]:
        found: list[int] = self.library.convert_tokens_to_ids(names)
        return found

    def _frame(self, side: str, lang: str) -> tuple[list[int], list[int]]:
        """What stands before a text of the language and after it: the tokens of an empty one."""
        if (side, lang) not in self._frames:
            if self.kind in ("nllb", "m2m100"):
                setattr(self.library, "src_lang" if side == "source" else "tgt_lang", codes.code(self.kind, lang))
            ids = (self.library("") if side == "source" else self.library(text_target="")).input_ids
            end = ids.index(self.library.eos_token_id)
            self._frames[side, lang] = ids[:end], ids[end:]
        return self._frames[side, lang]

    def _wanted(self, target_lang: str) -> list[int]:
        """What tells in the source which language to translate into."""
        if self.kind == "madlad":
            return self.numbers([f"<2{codes.code('madlad', target_lang)}>"])
        if self.kind == "marian":
            known = self.library.supported_language_codes
            for token in codes.tokens(target_lang):
                if token in known:
                    return self.numbers([token])
            raise NotSpoken(f"the model does not translate into {target_lang!r}; it knows {' '.join(known)}")
        return []

    def _pieces(self, text: str, side: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The tokens of a text alone, and where they stand in it. Nothing in a text is taken for a token of control."""
        if self.library.is_fast:
            coded = self.library(text, add_special_tokens=False, split_special_tokens=True, return_offsets_mapping=True)
            return coded.input_ids, coded.offset_mapping
        model = getattr(self.library, f"spm_{side}", None) or self.library.sp_model
        numbers = self.library.encoder
        if side == "target" and getattr(self.library, "separate_vocabs", False):
            numbers = self.library.target_encoder
        found, unknown = model.encode(text, return_type="offset_mapping"), self.library.unk_token_id
        return [numbers.get(piece, unknown) for piece in found["pieces"]], found["offsets"]


def load(folder: Path) -> Tokenizer:
    """The tokenizer of a model's folder. Raises CannotRun, naming the file, where one is missing or damaged."""
    if is_marian(folder):
        require(folder, *_MARIAN)
    library = pretrained.tokenizer(folder)
    if not library.is_fast and not hasattr(library, "spm_target") and not hasattr(library, "sp_model"):
        raise CannotRun(f"{folder}: {type(library).__name__} does not tell where its tokens stand; take another model")
    return Tokenizer(library, _kind(library))


def _kind(library: Any) -> str:
    if getattr(library, "supported_language_codes", None):
        return "marian"
    known = (kind for token, kind in _KINDS.items() if library.convert_tokens_to_ids(token) != library.unk_token_id)
    return next(known, "")


def is_marian(folder: Path) -> bool:
    for name, key in (("config.json", "model_type"), ("tokenizer_config.json", "tokenizer_class")):
        said = read_json(folder / name) if (folder / name).exists() else {}
        if isinstance(said, dict) and str(said.get(key)).lower().startswith("marian"):
            return True
    return False


def require(folder: Path, *names: str) -> None:
    """Raises CannotRun where one of these files is not in the folder."""
    for name in names:
        if not (folder / name).is_file():
            raise CannotRun(f"{folder / name}: is missing; copy it from where the model comes from")
