"""Which script a letter belongs to, which scripts a language writes, and which letters look alike."""

import re
from functools import cache

from mtqa.expressions import compiled, expression

RANGES = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Armenian": "\u0530-\u058f\ufb13-\ufb17",
    "Hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Devanagari": "\u0900-\u097f\ua8e0-\ua8ff",
    "Bengali": "\u0980-\u09ff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Gujarati": "\u0a80-\u0aff",
    "Odia": "\u0b00-\u0b7f",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Kannada": "\u0c80-\u0cff",
    "Malayalam": "\u0d00-\u0d7f",
    "Sinhala": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Lao": "\u0e80-\u0eff",
    "Tibetan": "\u0f00-\u0fff",
    "Burmese": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Ethiopic": "\u1200-\u139f",
    "Khmer": "\u1780-\u17ff",
    "Mongolian": "\u1800-\u18af",
    "Hangul": "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
    "Kana": "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Han": "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f",
}

# Scripts of languages that do not write Latin letters, or not only those.
WRITTEN_IN = {
    "am": "Ethiopic",
    "ar": "Arabic",
    "be": "Cyrillic",
    "bg": "Cyrillic",
    "bn": "Bengali",
    "bo": "Tibetan",
    "el": "Greek",
    "fa": "Arabic",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Devanagari",
    "hy": "Armenian",
    "ja": "Kana Han",
    "ka": "Georgian",
    "kk": "Cyrillic",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Hangul Han",
    "ky": "Cyrillic",
    "lo": "Lao",
    "mk": "Cyrillic",
    "ml": "Malayalam",
    "mn": "Cyrillic Mongolian",
    "mr": "Devanagari",
    "my": "Burmese",
    "ne": "Devanagari",
    "or": "Odia",
    "pa": "Gurmukhi",
    "ps": "Arabic",
    "ru": "Cyrillic",
    "si": "Sinhala",
    "sr": "Cyrillic",
    "ta": "Tamil",
    "te": "Telugu",
    "tg": "Cyrillic",
    "th": "Thai",
    "uk": "Cyrillic",
    "ur": "Arabic",
    "yi": "Hebrew",
    "zh": "Han",
}

# Letters that a reader cannot tell from Latin ones, and (the last three small ones of Cyrillic) hardly.
CYRILLIC_AS_LATIN = dict(
    zip("АВЕЅІЈКМНОРСТУХЁЇаеѕіјорсухёїһԁԛԝкмт", "ABESIJKMHOPCTYXËÏaesijopcyxëïhdqwkmt", strict=True)
)
GREEK_AS_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))

# What a Latin letter may be mistaken for: in all Cyrillic alphabets, and in that of a language.
_ALL_CYRILLIC = "АВЕКМНОРСТУХаеорсух"
_CYRILLIC_OF = {"be": "ІіЁё", "kk": "Іі", "mk": "ЈјЅѕ", "ru": "Ёё", "sr": "Јј", "uk": "ІіЇї"}

_LATIN = dict(zip("АВЕЅІЈКМНОРСТУХЁЇаеѕіјорсухёїһԁԛԝкмт", "ABESIJKMHOPCTYXËÏaesijopcyxëïhdqwkmt", strict=True))
GREEK_AS_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
LATIN_AS_CYRILLIC = {latin: cyrillic for cyrillic, latin in CYRILLIC_AS_LATIN.items() if latin not in "dhkmqtw"}

_LATIN_LETTER = expression("[A-Za-zª-ʯḀ-ỿ]")


def scripts(lang: str) -> frozenset[str]:
    """The scripts in which a language is written; Latin for one that the table does not name, and for ru-Latn."""
    code, *rest = lang.split("-")
    return frozenset(("Latin" if "Latn" in rest else WRITTEN_IN.get(code, "Latin")).split())


def is_latin(letter: str) -> bool:
    return _LATIN_LETTER.match(letter) is not None


@cache
def letters_of(*names: str) -> re.Pattern[str]:
    """One character of any of the scripts, by name."""
    return compiled(f"[{''.join(RANGES[name] for name in names)}]")


@cache
def foreign_to(lang: str) -> re.Pattern[str]:
    """One character of a script that the language does not use; Latin letters are at home everywhere."""
    return letters_of(*(name for name in RANGES if name not in scripts(lang)))


@cache
def script(letter: str) -> str:
    """The name of the script of a character, "" for Latin and all that is no letter of a script."""
    return next((name for name in RANGES if letters_of(name).match(letter)), "")


@cache
def latin_as_cyrillic(lang: str) -> dict[str, str]:
    """The letters of a language by the Latin letters that look like them."""
    letters = _ALL_CYRILLIC + _CYRILLIC_OF.get(lang.partition("-")[0], "")
    return {CYRILLIC_AS_LATIN[letter]: letter for letter in letters}
