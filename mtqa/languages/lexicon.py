"""How common words are: the extra `lexicon`, without which every word is unknown.

The lists are read from the data files of wordfreq; importing the package would take longer than reading them.
"""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def _ranks(lang: str) -> Mapping[str, int]:
    """How many hundredths of a power of ten less frequent a word is than one that would be every word of a text."""
    package = find_spec("wordfreq")
    if package is None or package.origin is None:
        return {}
    data = Path(package.origin).parent / "data"
    for path in (data / f"{size}_{lang.partition('-')[0]}.msgpack.gz" for size in ("large", "small")):
        if path.is_file():
            return _read(path)
    return {}


def _read(path: Path) -> dict[str, int]:
    import msgpack  # type: ignore[import-untyped]  # noqa: PLC0415

    ranks: dict[str, int] = {}
    with gzip.open(path) as file:
        for rank, words in enumerate(msgpack.load(file)[1:]):
            ranks.update(dict.fromkeys(words, rank))
    return ranks


def has_lexicon(lang: str) -> bool:
    """Whether anything is known of the words of a language."""
    return bool(_ranks(lang))


def commonness(word: str, lang: str) -> float:
    """The power of ten of a word's count in 1,000,000,000 words (7.7 for “the”), 0 where it is not known."""
    rank = _ranks(lang).get(word.lower().replace("’", "'"))
    return 0.0 if rank is None else 9 - rank / 100
