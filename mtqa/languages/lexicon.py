"""How common words are: the extra `lexicon`, without which every word is unknown.

The lists are read from the data files of wordfreq; importing the package would take longer than reading them. Of its
two lists of a language the short one is the beginning of the long one. For the first words that it lacks, the long one
is searched as it is written, for many at a time, in a fifth of the time that a dictionary of it takes.
"""

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from importlib.util import find_spec
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

# What is commoner than this stands in the short list.
SHORT = 3.0
# A search of the long list takes a millisecond for one word, so many for more; one that has cost so much is read.
MORE, MOST = 6, 80


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
        self._ranks = ranks(files["small"]) if "small" in files else {}
        self._searched = dict[str, int | None]()
        self._cost = 0

    def __bool__(self) -> bool:
        return bool(self._ranks)

    def __contains__(self, word: str) -> bool:
        """Whether it stands in the short list, or in that which was read."""
        return word in self._ranks

    def rank(self, word: str) -> int | None:
        if word in self._ranks or not self._file:
            return self._ranks.get(word)
        if word not in self._searched:
            self.search((word,))
        return self._ranks.get(word, self._searched.get(word))

    def having(self, words: Set[str]) -> set[str]:
        """Which of some words it has, in the short list or in the long one."""
        self.search(words)
        searched = words & self._searched.keys()
        return (words & self._ranks.keys()) | {word for word in searched if self._searched[word] is not None}

    def search(self, words: Iterable[str]) -> None:
        """Look for all that the short list lacks in the long one at once, so that asking for their ranks is cheap."""
        file = self._file
        fresh = [word for word in words if word not in self._ranks and word not in self._searched] if file else ()
        if not file or not fresh:
            return
        self._cost += min(len(fresh), MORE)
        if self._cost > MOST:
            self._ranks, self._file = ranks(file), None
            for read in (_long, _unzipped):  # what was searched is not needed any more
                read.cache_clear()
        else:
            self._searched |= dict.fromkeys(fresh) | _long(file).ranks(fresh)


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
    return (than > SHORT and _plain(word) not in known(lang)) or commonness(word, lang) < than


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
