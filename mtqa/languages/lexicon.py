"""How common words are: the extra `lexicon`, without which every word is unknown."""

from collections.abc import Mapping
from functools import cache
from math import log10


@cache
def _frequencies(lang: str) -> Mapping[str, float]:
    try:
        from wordfreq import get_frequency_dict  # noqa: PLC0415
    except ImportError:
        return {}
    try:
        return get_frequency_dict(lang.partition("-")[0])
    except LookupError:
        return {}


def has_lexicon(lang: str) -> bool:
    """Whether anything is known of the words of a language."""
    return bool(_frequencies(lang))


def commonness(word: str, lang: str) -> float:
    """The power of ten of a word's count in 1,000,000,000 words (7.7 for “the”), 0 where it is not known."""
    frequency = _frequencies(lang).get(word.lower().replace("’", "'"))
    return log10(frequency) + 9 if frequency else 0.0
