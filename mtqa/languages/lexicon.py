"""How common words are: the extra `lexicon`, without which every word is unknown.

The lists are read from the data files of wordfreq; importing the package would take longer than reading them. Of its
two lists of a language the short one is the beginning of the long one. For the first few words that it lacks, the long
one is searched as it is written, in a fifth of the time that a dictionary of it takes.
"""

import zlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

# What is commoner than this stands in the short list.
SHORT = 3.0
FEW = 64


class _Long(NamedTuple):
    """A list as it is written, an array of arrays of words, and where each of these ends; the first is the format."""

    data: bytes
    ends: Sequence[int]

    def rank(self, word: str) -> int | None:
        import msgpack  # type: ignore[import-untyped]  # noqa: PLC0415

        written = msgpack.packb(word, unicode_errors="surrogatepass")
        at = self.data.find(written)
        while at >= 0:
            number = bisect_right(self.ends, at)
            if word in msgpack.unpackb(self.data[self.ends[number - 1] : self.ends[number]]):
                return number - 1
            at = self.data.find(written, at + 1)
        return None


class Words:
    """The words of a language by rank: how many hundredths of a power of ten each is less frequent than a word that
    would be every word of a text."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._file = files.get("large")
        self._ranks = ranks(files["small"]) if "small" in files else {}
        self._searched = dict[str, int | None]()

    def __bool__(self) -> bool:
        return bool(self._ranks)

    def __contains__(self, word: str) -> bool:
        """Whether it stands in the short list, or in that which was read."""
        return word in self._ranks

    def rank(self, word: str) -> int | None:
        if word in self._ranks or not self._file:
            return self._ranks.get(word)
        if word not in self._searched:
            if len(self._searched) == FEW:
                self._ranks, self._file = ranks(self._file), None
                return self._ranks.get(word)
            self._searched[word] = _long(self._file).rank(word)
        return self._searched[word]


@cache
def known(lang: str) -> Words:
    """The words of a language."""
    return Words(lists(lang))


def lists(lang: str) -> dict[str, Path]:
    """The files with the lists of a language by size, small and large."""
    package = find_spec("wordfreq")
    if package is None or package.origin is None:
        return {}
    data = Path(package.origin).parent / "data"
    files = {size: data / f"{size}_{lang.partition('-')[0]}.msgpack.gz" for size in ("small", "large")}
    return {size: file for size, file in files.items() if file.is_file()}


def _unzipped(file: Path) -> bytes:
    return zlib.decompress(file.read_bytes(), wbits=zlib.MAX_WBITS | 16)


def ranks(file: Path) -> dict[str, int]:
    import msgpack  # noqa: PLC0415

    found = dict[str, int]()
    for rank, words in enumerate(msgpack.unpackb(_unzipped(file))[1:]):
        found.update(dict.fromkeys(words, rank))
    return found


@cache
def _long(file: Path) -> _Long:
    import msgpack  # noqa: PLC0415

    data, ends = _unzipped(file), list[int]()
    unpacker = msgpack.Unpacker(max_buffer_size=len(data))
    unpacker.feed(data)
    for _ in range(unpacker.read_array_header()):
        unpacker.skip()
        ends.append(unpacker.tell())
    return _Long(data, ends)


def has_lexicon(lang: str) -> bool:
    """Whether anything is known of the words of a language."""
    return bool(known(lang))


def commonness(word: str, lang: str) -> float:
    """The power of ten of a word's count in 1,000,000,000 words (7.7 for “the”), 0 where it is not known."""
    rank = known(lang).rank(_plain(word))
    return 0.0 if rank is None else 9 - rank / 100


def is_rarer(word: str, than: float, lang: str) -> bool:
    """Whether the commonness of a word is below a number; one above SHORT takes only the short list."""
    return (than > SHORT and _plain(word) not in known(lang)) or commonness(word, lang) < than


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
