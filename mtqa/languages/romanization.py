"""Russian and Ukrainian in Latin letters: the systems in use, as tables from a letter to its spelling."""

_SAME = dict(zip("абвгдезийклмнопрстуфыэьъ’'", [*"abvgdezijklmnoprstufye", "", "", "", ""], strict=True))
_ENGLISH = _SAME | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ё": "yo", "ю": "yu", "я": "ya"}
_UKRAINIAN = _ENGLISH | {"г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "yi", "є": "ye", "й": "y"}

SYSTEMS = {
    "ru": {
        "newspaper": _ENGLISH | {"й": "y", "ё": "e"},
        "library": _ENGLISH | {"й": "y", "ь": "'", "ё": "yo"},
        "passport": _ENGLISH | {"й": "i", "ё": "e", "ю": "iu", "я": "ia", "ъ": "ie"},
        "engine": _ENGLISH | {"ё": "jo"},
        "jot": _ENGLISH | {"ё": "jo", "ю": "ju", "я": "ja"},
        "telegram": _ENGLISH | {"ё": "e", "х": "h", "ц": "c", "щ": "sch"},
        "gost": _ENGLISH | {"х": "h", "ц": "c", "щ": "shh", "ь": "'"},
        "scientific": _SAME
        | {"ж": "ž", "х": "ch", "ц": "c", "ч": "č", "ш": "š", "щ": "šč", "ё": "ë", "ю": "ju", "я": "ja", "ь": "'"},
    },
    "uk": {
        "national": _UKRAINIAN | {"й": "i", "ї": "i", "є": "ie", "ю": "iu", "я": "ia"},
        "newspaper": _UKRAINIAN,
        "library": _UKRAINIAN | {"ь": "'"},
        "jot": _UKRAINIAN | {"й": "j", "ї": "ji", "є": "je", "ю": "ju", "я": "ja"},
    },
}


def romanized(word: str, system: dict[str, str]) -> str:
    """The word, in small letters, in the letters of the system."""
    return "".join(system.get(letter, letter) for letter in word)
