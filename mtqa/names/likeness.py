"""Whether two Latin spellings may be one foreign name.

Russian, Ukrainian, Turkish, Arabic, Chinese and German names come into Latin letters by many systems: Yelkhov and
Elkhov, Alexei and Aleksey, Khayyam and Hayam. Two spellings are laid beside one another at the least cost, where
`spellings.tsv` says what may stand for what: what costs nothing is another system, what costs little may be a slip.
"""

import unicodedata
from collections.abc import Callable
from enum import IntEnum
from functools import cache, lru_cache
from itertools import permutations
from pathlib import Path

from mtqa.expressions import expression


class Likeness(IntEnum):
    """How alike two spellings are.

    OTHER: two names, or a name and a form made from it (Ivanov and Ivanova, Petrov and Petrovich, Syria and Syrian).
    NEAR: one name if something else says so, a first name, an office, the names beside it. CERTAIN: one name.
    """

    OTHER = 0
    NEAR = 1
    CERTAIN = 2


VOWELS = frozenset("aeiouyäöüëïîéı")
LONGEST, KEPT = 40, 16_384
_MARKS = expression(r"[\u0300-\u036f'’‘ʼʻʹʿʾ`´]")
_WITH_H = frozenset(("ch", "dh", "gh", "kh", "ph", "sh", "th", "zh"))
_ENDINGS = ("s", "e", "i", "y", "n", "ns", "an", "ans", "ian", "ians", "er", "ers", "ic", "ish", "ism", "ist", "ists")
_DOUBLED = expression(r"([a-z]h|[^\Weioy\d_])\1+")


@lru_cache(16_384)
def same_name(one: str, other: str) -> Likeness:
    """How alike two spellings of a name are, whatever their case; each is one word."""
    a, b = sorted((fold(one), fold(other)))
    length = min(len(a), len(b))
    if not set(keys(a)).isdisjoint(keys(b)) and _cost(a, b, 0) == 0:
        return Likeness.CERTAIN if length > 4 or a[:1] == b[:1] or "j" not in a[:1] + b[:1] else Likeness.NEAR
    if length < 4 or a.startswith(b) or b.startswith(a) or a.endswith("a") != b.endswith("a") or not _is_similar(a, b):
        return Likeness.OTHER
    budget = 1 if length < 7 else 2 if length < 10 else 3
    return Likeness.NEAR if _cost(a, b, budget) <= budget and not _stems(a) & _stems(b) else Likeness.OTHER


def may_be_one(one: str, other: str) -> bool:
    """A cheap first look at what `same_name` would say; one with the ending of a case may be one too."""
    return not set(keys(one)).isdisjoint(keys(other)) or _is_similar(fold(one), fold(other))


def _is_similar(a: str, b: str) -> bool:
    """A cheap first look at what `_cost` would say."""
    return _similarity()(a, b, score_cutoff=0.5) > 0


@cache
def _similarity() -> Callable[..., float]:
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    return Indel.normalized_similarity


def _stems(name: str) -> set[str]:
    return {name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)}


@lru_cache(KEPT)
def fold(name: str) -> str:
    """A name in small letters, without apostrophes, doubled letters and accents that say nothing of its sound."""
    if name.isascii():
        return _DOUBLED.sub(r"\1", _MARKS.sub("", name.lower()))[:LONGEST]
    letters = "".join(
        letter if letter in _known() else _MARKS.sub("", unicodedata.normalize("NFD", letter))
        for letter in unicodedata.normalize("NFC", name.replace("İ", "I").lower()).replace("ß", "ss")
    )
    return _DOUBLED.sub(r"\1", letters)[:LONGEST]


@cache
def _spellings() -> dict[str, dict[str, int]]:
    """By spelling, what may stand in its place and at what cost."""
    table: dict[str, dict[str, int]] = {}
    for row in Path(__file__).with_name("spellings.tsv").read_text("utf8").splitlines():
        cost, _, rest = row.partition("\t")
        if cost.isdigit():
            for this, that in permutations(rest.partition("\t")[0].split(), 2):
                costs = table.setdefault(this, {})
                costs[that] = min(int(cost), costs.get(that, int(cost)))
    return table


@cache
def _known() -> frozenset[str]:
    return frozenset("".join(_spellings()))


def _cost(a: str, b: str, budget: int) -> int:
    """The least cost of laying two folded names beside one another; more than `budget` where it is more."""
    here, there = _pieces(f"^{a}$"), _pieces(f"^{b}$")
    least: list[dict[int, int]] = [{} for _ in here]
    least[0][0] = 0
    for i, row in enumerate(least):
        for j, pieces in enumerate(there if row else ()):
            if (so_far := row.get(j)) is not None:
                for di, dj, cost in _steps(here[i], pieces):
                    if so_far + cost < least[i + di].get(j + dj, budget + 1):
                        least[i + di][j + dj] = so_far + cost
    return least[-1].get(len(there) - 1, budget + 1)


@lru_cache(4096)
def _pieces(name: str) -> list[tuple[str, ...]]:
    """By place in the name, what starts there: nothing, the letter, the longer spellings of the table.

    A letter that h makes another sound of is no piece by itself: ch is not c and then h.
    """
    found = []
    for at in range(len(name) + 1):
        longer = {name[at : at + length] for length in range(2, 8)} & _spellings().keys()
        single = "" if name[at : at + 2] in _WITH_H else name[at : at + 1]
        found.append(("", *single, *sorted(longer)))
    return found


@lru_cache(KEPT)
def _steps(here: tuple[str, ...], there: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """How many letters of each name can be laid beside one another, and at what cost."""
    costs = ((len(one), len(other), _exchange(one, other)) for one in here for other in there if one or other)
    return [(one, other, cost) for one, other, cost in costs if cost is not None]


@cache
def _exchange(one: str, other: str) -> int | None:
    """What it costs that one piece stands where the other does; None where they are not laid beside one another."""
    if one == other:
        return 0
    known = _spellings().get(one, {}).get(other)
    if known is not None or len(one) > 1 or len(other) > 1 or not f"{one}{other}".isalpha():
        return known
    return 1 if VOWELS.issuperset(one + other) or one + other == "h" else 2


_CLASSES = str.maketrans(
    {"f": "v", "w": "v", "ł": "l", "ñ": "n", "ğ": "g", "q": "k"}
    | dict.fromkeys("aeiouyäöüëïîéıhĥ", "")
    | dict.fromkeys("zžżźšşśčćç", "s")
)
_READINGS = {"c": ("k", "s"), "j": ("", "s"), "x": ("ks", "", "s"), "ck": ("k", "sk")}
_READ_SO_OR_SO = expression("(ck|c(?!h)|[jx])")
_BEFORE_S = expression("[td]+(?=s)")
_RUN = expression(r"(.)\1+")


@lru_cache(KEPT)
def keys(name: str) -> tuple[str, ...]:
    """The consonants of a name, coarsely: two spellings that are certainly one name have a key in common.

    A letter that is read in several ways, as c is, makes several keys; beyond the third such letter one has to do.
    """
    plain, *rest = _READ_SO_OR_SO.split(fold(name))
    found = [_sound(plain)]
    for number, (piece, plain) in enumerate(zip(rest[::2], rest[1::2], strict=True)):
        ways, sound = _READINGS[piece][: None if number < 3 else 1], _sound(plain)
        found = [key + way + sound for key in found for way in ways]
    return tuple(sorted({_RUN.sub(r"\1", _BEFORE_S.sub("", key)) for key in found}))


def _sound(letters: str) -> str:
    """The consonants of letters that are read in one way."""
    return letters.replace("ph", "v").replace("kh", "").replace("ch", "s").translate(_CLASSES)
