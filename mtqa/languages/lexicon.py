"""How common words are: the extra `lexicon`, without which every word is unknown.

The lists are read from the data files of wordfreq; importing the package would take longer than reading them. Of its
two lists of a language the short one is the beginning of the long one. For the first words that it lacks, the long one
is searched as it is written, for many at a time, in a fifth of the time that it takes to read it. Of a list that was
read the hashes are kept: a dictionary of its words takes ten times the memory.
"""

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from importlib.util import find_spec
from itertools import pairwise, repeat
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

# What is commoner than this stands in the short list.
SHORT = 3.0
# A search of the long list takes a millisecond for one word, so many for more; one that has cost so much is read.
MORE, MOST = 6, 80
# Of so many words that the short list lacks it is remembered what the long one says of them.
KEPT = 40_000
# A rank takes so many bits, the hash of its word so many more.
RANK, HASH = 10, 54


class _Long(NamedTuple):
    """A list as it is written, an array of arrays of words, and where each of these ends; the first is the format."""

    data: bytes
    ends: Sequence[int]

    def ranks(self, words: Sequence[str]) -> dict[str, int]:
        """The ranks of those of some words that the list has."""
        import msgpack  # type: ignore[import-untyped]  # noqa: PLC0415

        written = [msgpack.packb(word, unicode_errors="surrogatepass") for word in words]
        automaton, found = BytesAhoCorasick(written, implementation=Implementation.DFA), dict[str, int]()
        for which, at, _ in automaton.find_matches_as_indexes(self.data, overlapping=True):
            number = bisect_right(self.ends, at)
            if words[which] in msgpack.unpackb(self.data[self.ends[number - 1] : self.ends[number]]):
                found[words[which]] = number - 1
        return found


class Words:
    """The words of a language by rank: how many hundredths of a power of ten each is less frequent than a word that
    would be every word of a text."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._file = files.get("large")
        self.short = ranks(files["small"]) if "small" in files else {}
        self._searched = dict[str, int | None]()
        self._cost, self._hashes = 0, array("Q")

    def __bool__(self) -> bool:
        return bool(self.short)

    def rank(self, word: str) -> int | None:
        if word in self.short or not self._file:
            return self.short.get(word)
        searched = self._searched
        return (searched if word in searched else self.search((word,)))[word]

    def having(self, words: Set[str]) -> set[str]:
        """Which of some words it has."""
        searched = self.search(words)
        return {word for word in words & searched.keys() if searched[word] is not None} | (words & self.short.keys())

    def search(self, words: Iterable[str]) -> Mapping[str, int | None]:
        """The ranks of all that the short list lacks, looked for in the long one at once; they are remembered.

        What is remembered is begun anew and never emptied: another thread may be reading in it.
        """
        file, searched = self._file, self._searched if len(self._searched) <= KEPT else {}
        fresh = [word for word in words if word not in self.short and word not in searched]
        if file and fresh:
            searched.update(self._looked_up(fresh, file))
        self._searched = searched
        return searched

    def _looked_up(self, words: Sequence[str], file: Path) -> Mapping[str, int | None]:
        if not self._hashes:
            self._cost += min(len(words), MORE)
            if self._cost <= MOST:
                return dict.fromkeys(words) | _long(file).ranks(words)
            self._hashes = _hashes(file)
            for kept in (_long, _unzipped):  # what was searched is not needed any more
                kept.cache_clear()
        return {word: _rank(word, self._hashes) for word in words}


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


@cache
def _unzipped(file: Path) -> bytes:
    return zlib.decompress(file.read_bytes(), wbits=zlib.MAX_WBITS | 16)


def ranks(file: Path) -> dict[str, int]:
    import msgpack  # noqa: PLC0415

    found = dict[str, int]()
    for rank, words in enumerate(msgpack.unpackb(_unzipped(file))[1:]):
        found.update(zip(words, repeat(rank)))
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


def _hashes(file: Path) -> "array[int]":
    """The hashes of the words of a list in order, each with the rank of its word."""
    import msgpack  # noqa: PLC0415

    data, ends = _long(file)
    found = list[int]()
    for rank, (start, end) in enumerate(pairwise(ends)):
        found += [_hash(word) | rank for word in msgpack.unpackb(data[start:end])]
    found.sort()
    return array("Q", found)


def _hash(word: str) -> int:
    """A hash with nothing where the rank comes; that of a `str` says nothing of how wide its characters are."""
    return (hash(word.encode("utf8", "surrogatepass")) & (1 << HASH) - 1) << RANK


def _rank(word: str, hashes: "array[int]") -> int | None:
    wanted = _hash(word)
    at = bisect_left(hashes, wanted)
    return hashes[at] - wanted if at < len(hashes) and hashes[at] >> RANK == wanted >> RANK else None


def has_lexicon(lang: str) -> bool:
    """Whether anything is known of the words of a language."""
    return bool(known(lang))


def commonness(word: str, lang: str) -> float:
    """The power of ten of a word's count in 1,000,000,000 words (7.7 for “the”), 0 where it is not known."""
    rank = known(lang).rank(_plain(word))
    return 0.0 if rank is None else 9 - rank / 100


def look_up(words: Iterable[str], lang: str) -> None:
    """Look for words at once that will be asked for one by one."""
    known(lang).search(map(_plain, words))


def in_lexicon(words: Iterable[str], lang: str) -> set[str]:
    """Which of some words, in small letters, a language has."""
    return known(lang).having(set(words))


def is_rarer(word: str, than: float, lang: str) -> bool:
    """Whether the commonness of a word is below a number; one above SHORT takes only the short list."""
    if than <= SHORT:
        return commonness(word, lang) < than
    rank = known(lang).short.get(_plain(word))
    return rank is None or 9 - rank / 100 < than


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
