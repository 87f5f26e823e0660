"""Makes romanized.txt from the frequency lists of wordfreq: python -m mtqa.languages.make_romanized

A logistic regression on runs of two to four letters, between Russian and Ukrainian words put into Latin letters by the
systems of romanization.py and words of languages that are written in Latin letters. The runs that say most are kept and
trained again alone. Every fifth word is left out for benchmarks/romanized_words.py. wordfreq's data is CC BY-SA 4.0,
and so is the file made from it. Takes some minutes.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from math import exp, log10, sqrt
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from mtqa.expressions import expression
from mtqa.languages.romanization import SYSTEMS, romanized
from mtqa.languages.romanized import SCALE, pieces

LATIN = "en de fr es it pt pl tr nl fi sv id"
MOST, KEPT = 400_000, 8_000
SHARE = 0.3
RATES = (0.3, 0.12, 0.05)
CYRILLIC_WORD = expression("[а-яёіїєґ’']{5,}")
LATIN_WORD = expression("[a-zà-öø-ÿāăąćčďęěğīıłńňőœřśşšťūůűźżž]{5,}")


class Words(NamedTuple):
    """Romanized words and the words that they were made from; words of Latin languages and their languages."""

    romanized: dict[str, str]
    others: dict[str, str]


Example = tuple[list[str], bool]


def is_held_out(word: str) -> bool:
    return crc32(word.encode()) % 5 == 0


def powers(lang: str, shape: re.Pattern[str], least: float) -> dict[str, float]:
    """How common the words of a language are, as powers of ten of a thousand million."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415

    table = {word: 9 + log10(frequency) for word, frequency in get_frequency_dict(lang, "best").items()}
    return {word: power for word, power in table.items() if power >= least and shape.fullmatch(word)}


def collected() -> Words:
    """The words of both kinds; a romanized word that a Latin list has too is of the kind in which it is commoner."""
    made = dict[str, tuple[float, str]]()
    for lang, systems in SYSTEMS.items():
        for word, power in powers(lang, CYRILLIC_WORD, 1.2).items():
            for system in systems.values():
                spelt = romanized(word, system)
                made[spelt] = max(made.get(spelt, (0.0, "")), (power, word))
    others = dict[str, tuple[float, str]]()
    for lang in LATIN.split():
        for word, power in powers(lang, LATIN_WORD, 1.0 if lang == "en" else 2.0).items():
            others[word] = max(others.get(word, (0.0, "")), (power, lang))
    return Words(
        {spelt: word for spelt, (_, word) in made.items() if spelt not in others},
        {word: lang for word, (power, lang) in others.items() if word not in made or made[word][0] <= power + 0.5},
    )


def examples(words: Words, chance: random.Random) -> list[Example]:
    made = [spelt for spelt, word in words.romanized.items() if not is_held_out(word)]
    others = [
        word
        for word, lang in words.others.items()
        if not is_held_out(word) and (lang == "en" or chance.random() < SHARE)
    ]
    return [(pieces(word), True) for word in chance.sample(made, MOST)] + [(pieces(word), False) for word in others]


def trained(data: list[Example], rates: Iterable[float], chance: random.Random) -> Mapping[str, float]:
    """The weights of the pieces; that of the empty one is the bias."""
    weights = defaultdict[str, float](float)
    for rate in rates:
        chance.shuffle(data)
        for parts, romanized_word in data:
            score = weights[""] + sum(weights[part] for part in parts)
            error = romanized_word - 1 / (1 + exp(-max(-30.0, min(30.0, score))))
            if abs(error) > 0.02:
                step = rate * error / sqrt(len(parts) or 1)
                weights[""] += step
                for part in parts:
                    weights[part] += step
    return weights


def telling(weights: Mapping[str, float], data: Iterable[Example]) -> Collection[str]:
    """The pieces that have the most say."""
    counts = Counter(part for parts, _ in data for part in set(parts))
    return set(sorted(counts, key=lambda part: (-abs(weights[part]) * sqrt(min(counts[part], 3_000)), part))[:KEPT])


def lines(weights: Mapping[str, float]) -> Iterable[str]:
    yield "# Weights of runs of letters in romanized words; made by make_romanized.py from wordfreq (CC BY-SA 4.0)."
    rows = defaultdict[int, list[str]](list)
    for part, weight in sorted(weights.items()):
        rows[round(weight * SCALE)].append(part)
    for weight, parts in sorted(rows.items()):
        if weight:
            yield f"{weight}\t{' '.join(parts)}"


def main() -> None:
    chance = random.Random(0)
    data = examples(collected(), chance)
    kept = telling(trained(data, RATES[:2], chance), data)
    data = [([part for part in parts if part in kept], kind) for parts, kind in data]
    weights = trained(data, RATES, chance)
    Path(__file__).with_name("romanized.txt").write_text("\n".join([*lines(weights), ""]), "utf8")


if __name__ == "__main__":
    main()
