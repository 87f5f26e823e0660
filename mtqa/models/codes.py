"""What each kind of model calls a language.

`codes.tsv` has a line for each code that a text may have; - says that the kind does not know the language. A Marian
model of several target languages may know one by any of the names in its column, or by the code itself.
"""

from functools import cache
from pathlib import Path

from mtqa.errors import NotSpoken


@cache
def _table() -> dict[str, dict[str, str]]:
    head, *lines = (line.split("\t") for line in Path(__file__).with_suffix(".tsv").read_text("utf8").splitlines())
    return {code: dict(zip(head[1:], names, strict=True)) for code, *names in lines}


def code(engine: str, lang: str) -> str:
    """What nllb, m2m100 or madlad call the language: “rus_Cyrl”, “ru”, “ru”. Raises NotSpoken where they do not."""
    name = _names(lang).get(engine, "-")
    if name == "-":
        raise NotSpoken(f"{engine} has no code for the language {lang!r}; take another model")
    return name


def tokens(lang: str) -> list[str]:
    """What may tell a Marian model to translate into the language: “>>rus<<”, “>>ru<<”; the likeliest first."""
    names = _names(lang).get("marian", "-").split(",")
    return [f">>{name}<<" for name in dict.fromkeys((*names, lang, lang.partition("-")[0])) if name != "-"]


def short(tag: str) -> str:
    """The code of a language by a tag such as “ru-RU”, “rus” or “rus_Cyrl”; what is not known stays as it is."""
    lang = tag.replace("_", "-").partition("-")[0].lower()
    return _by_three_letters().get(lang, lang)


@cache
def _by_three_letters() -> dict[str, str]:
    codes = [(names["nllb"].partition("_")[0], lang) for lang, names in _table().items() if lang.isalpha()]
    return {code: lang for code, lang in reversed(codes) if code != "-"}


def _names(lang: str) -> dict[str, str]:
    """The line for a code, or for that of the language without its region."""
    table = _table()
    return table.get(lang) or table.get(lang.partition("-")[0]) or {}
