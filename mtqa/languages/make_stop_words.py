"""Makes stop_words.txt from the frequency lists of wordfreq: python -m mtqa.languages.make_stop_words

wordfreq's data is CC BY-SA 4.0, and so is the file made from it.
"""

import re
from collections.abc import Iterator
from math import log10
from pathlib import Path

from mtqa.languages.romanization import SYSTEMS, romanized

WRITTEN = "bg ca cs da de en es fi fr hu id is it lt lv mk nb nl pl pt ro ru sh sk sl sv tr uk vi"
CODES = {"nb": "no", "sh": "hr"}
TARGETS = "de en es fr it pl pt ru tr uk"
MOST, MOST_IN_LATIN, MOST_OF_TARGET = 120, 300, 400
RAREST, COMMONEST = 4, 7


def frequencies(code: str) -> dict[str, float]:
    from wordfreq import get_frequency_dict  # noqa: PLC0415

    return get_frequency_dict(code, "best")


def commonest(code: str, most: int = MOST) -> list[str]:
    table = frequencies(code)
    return [word for word in sorted(table, key=lambda word: (-table[word], word)) if word.isalpha()][:most]


def serbian() -> list[str]:
    """The list of the Serbo-Croatian languages, which is in Latin letters, in Cyrillic."""
    pairs = {"lj": "љ", "nj": "њ", "dž": "џ"}
    letters = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")
    return [re.sub("lj|nj|dž", lambda pair: pairs[pair[0]], word).translate(letters) for word in commonest("sh")]


def in_latin(code: str) -> list[str]:
    """The commonest words of a language in Latin letters, in all the spellings that differ."""
    spelt = (romanized(word, system) for word in commonest(code, MOST_IN_LATIN) for system in SYSTEMS[code].values())
    return list(dict.fromkeys(word for word in spelt if word.isalpha()))


def lines() -> Iterator[str]:
    targets = TARGETS.split()
    words = {
        CODES.get(code, code): commonest(code, MOST_OF_TARGET if code in targets else MOST) for code in WRITTEN.split()
    }
    words["sr"] = serbian()
    words |= {f"{code}-Latn": in_latin(code) for code in SYSTEMS}
    yield "# Common words by language, the commonest first; made by make_stop_words.py from wordfreq (CC BY-SA 4.0)."
    for code, own in words.items():
        yield f"{code}\t{' '.join(own)}"
    yield "# Words of other languages that occur in this one: N of a thousand million, N being this power of ten."
    everything = sorted({word for own in words.values() for word in own})
    for code in targets:
        table = frequencies(code)
        heard = {
            word: round(9 + log10(table[word])) for word in everything if word in table and word not in words[code]
        }
        for power in range(COMMONEST, RAREST - 1, -1):
            if some := [word for word in everything if heard.get(word) == power]:
                yield f"{code} {power}\t{' '.join(some)}"


if __name__ == "__main__":
    Path(__file__).with_name("stop_words.txt").write_text("\n".join([*lines(), ""]), "utf8")
