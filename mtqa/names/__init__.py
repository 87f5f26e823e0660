"""Foreign names in Latin letters: how alike two spellings are, and where a document writes names."""

from mtqa.names.clusters import clusters
from mtqa.names.likeness import Likeness, keys, same_name
from mtqa.names.mentions import Name, is_first_name, names, offices
from mtqa.names.words import Word, words

__all__ = ["Likeness", "Name", "Word", "clusters", "is_first_name", "keys", "names", "offices", "same_name", "words"]
