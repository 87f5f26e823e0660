"""Foreign names in Latin letters: how alike two spellings are, and where a document writes names."""

from mtqa.names.clusters import clusters
from mtqa.names.likeness import Likeness, keys, same_name
from mtqa.names.mentions import Name, is_first_name, names, offices, spellings
from mtqa.names.words import (
    CAPITALS,
    SPACES,
    WORD,
    begins,
    capitals,
    is_capital,
    is_whole,
    large_words,
    sieve,
    small_words,
    vocabulary,
    without_possessive,
    words,
)

__all__ = [
    "CAPITALS",
    "SPACES",
    "WORD",
    "Likeness",
    "Name",
    "begins",
    "capitals",
    "clusters",
    "is_capital",
    "is_first_name",
    "is_whole",
    "keys",
    "large_words",
    "names",
    "offices",
]
__all__ += ["same_name", "sieve", "small_words", "spellings", "vocabulary", "without_possessive", "words"]
