"""The languages that the server knows by name: those that a text can be told to be in."""

from collections.abc import Iterable

from mtqa.formats.spoken import code
from mtqa.languages.guess import guess
from mtqa.server.messages import Refused

NAMES = {
    "am": "Amharic",
    "ar": "Arabic",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bo": "Tibetan",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "de-AT": "German (Austria)",
    "de-CH": "German (Swiss)",
    "de-DE": "German (Germany)",
    "el": "Greek",
    "en": "English",
    "en-AU": "English (Australian)",
    "en-CA": "English (Canadian)",
    "en-GB": "English (GB)",
    "en-NZ": "English (New Zealand)",
    "en-US": "English (US)",
    "en-ZA": "English (South African)",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "ky": "Kyrgyz",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "my": "Burmese",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "or": "Odia",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "pt-BR": "Portuguese (Brazil)",
    "pt-PT": "Portuguese (Portugal)",
    "ro": "Romanian",
    "ru": "Russian",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "ta": "Tamil",
    "te": "Telugu",
    "tg": "Tajik",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yi": "Yiddish",
    "zh": "Chinese",
}


def known(tag: str) -> str:
    """The language of a tag, without its region. Raises Refused where there is none of that name."""
    if tag and code(tag) not in NAMES:
        raise Refused(f"{tag[:40]!r} is not the code of a language known here; known are {', '.join(NAMES)}")
    return code(tag)


def name(tag: str) -> str:
    """What the language of a tag is called, by its region where that has a name."""
    return NAMES.get(tag) or NAMES[known(tag)]


def detected(text: str, variants: Iterable[str] = ()) -> str:
    """The language that a text seems to be in, as the first variant of it among those preferred; “” where it cannot be
    told."""
    told = guess(text)
    return next((tag for tag in variants if code(tag) == told), told if told in NAMES else "")
