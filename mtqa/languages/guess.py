"""Which language a text is in: by its scripts, letters and common words, and by langdetect where they do not tell."""

from collections import Counter
from collections.abc import Collection
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any
from unicodedata import normalize

from mtqa.expressions import expression
from mtqa.languages.foreign import runs
from mtqa.languages.pairs import told_by_pairs
from mtqa.languages.scripts import WRITTEN_IN, foreign_to, script
from mtqa.languages.stop_words import languages_of

SAMPLE = 1_500
ENOUGH = 32
SURE = 0.8

# The letters of an alphabet beyond those that all alphabets of its script share.
LETTERS = {
    "ar": "ةىإأكيه",
    "fa": "پچژگکیه",
    "ur": "ٹڈڑپچژگکیےںہھ",
    "be": "іёйўыьэюя",
    "bg": "ийщъьюя",
    "kk": "иёйщъыьэюяәғқңөұүһі",
    "ky": "иёйщъыьэюяңөү",
    "mk": "иѓѕјљњќџ",
    "mn": "иёйщъыьэюяөү",
    "ru": "иёйщъыьэюя",
    "sr": "иђјљњћџ",
    "tg": "иёйъэюяғӣқӯҳҷ",
    "uk": "иійїєґщьюя",
    "ca": "àçèéíïòóúü",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåé",
    "de": "äöüß",
    "en": "",
    "es": "áéíñóúü",
    "fi": "äöå",
    "fr": "àâæçèéêëîïôœùûü",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "id": "",
    "is": "áðéíóúýþæö",
    "it": "àèéìòù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "nl": "éëïö",
    "no": "æøåé",
    "pl": "ąćęłńóśźż",
    "pt": "àáâãçéêíóôõú",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "ru-Latn": "čšžë",
    "uk-Latn": "čšž",
    "sl": "čšž",
    "sv": "åäöé",
    "tr": "çğıöşü",
    "vi": "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}
OWN, STRANGE = 2.0, -1.0
LEAST, LEAD, SHARE = 4.0, 2.0, 0.2

_WORD = expression(r"[^\W\d_]+")


def guess(text: str) -> str:
    """The ISO 639-1 code of the language of a text, "" where it cannot be told."""
    sample = _sample(text)
    return told(sample) or _detected(sample)


def told(text: str, among: Collection[str] = ()) -> str:
    """The language as far as letters and common words tell it, "" where they do not; takes microseconds a sentence.

    Where it is known to be `among` some languages, less has to tell them apart.
    """
    words = _WORD.findall(normalize("NFC", text))
    written_in = _script("".join(word for word in words if not word[0].isupper())) or _script("".join(words))
    words = [word.lower() for word in words]
    languages = _languages(written_in) if written_in else ("",)
    languages = tuple(lang for lang in languages if lang in among) or languages
    if len(languages) == 1:
        return languages[0]
    return _by_words(words, languages, strict=written_in != "Latin").partition("-")[0]


def guess_source(text: str, target_lang: str) -> str:
    """The language that a text was translated from, by what was left of it in a script foreign to the target."""
    first = foreign_to(target_lang).search(text)
    if not first:
        return ""
    part = text[max(0, first.start() - SAMPLE) : first.start() + 20 * SAMPLE]
    return guess(" ".join(word for run in runs(part, target_lang) for word in run.foreign))


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    piece, middle = SAMPLE // 3, len(text) // 2
    return f"{text[:piece]} {text[middle : middle + piece]} {text[-piece:]}"


def _script(letters: str) -> str:
    """The script of most letters; a Chinese, Japanese or Korean character counts for three."""
    if letters.isascii() or max(letters) < "\u0370":
        return "Latin" if letters else ""
    counts = Counter[str]()
    for letter, number in Counter(letters).items():
        name = script(letter) or "Latin"
        counts[name] += number * (3 if name in ("Han", "Kana", "Hangul") else 1)
    if 5 * counts["Kana"] > counts["Han"]:
        counts["Kana"] += counts.pop("Han", 0)
    return max(counts, key=lambda name: counts[name])


@cache
def _languages(written_in: str) -> tuple[str, ...]:
    """The languages of a script that can be told apart, else the one that most texts in it are in."""
    apart = tuple(lang for lang in LETTERS if WRITTEN_IN.get(lang, "Latin") == written_in)
    return apart or tuple(lang for lang in ("he", "zh", *WRITTEN_IN) if written_in in WRITTEN_IN[lang].split())[:1]


def _by_words(words: list[str], languages: tuple[str, ...], *, strict: bool) -> str:
    """The language that leads by far in common words and letters, "" if none does.

    Where alphabets are `strict`, as those in Cyrillic are, a language is out of the question that lacks the letters.
    """
    letters = "".join(words)
    scores = dict.fromkeys(languages, 0.0) if letters.isascii() else _by_letters(letters, languages)
    if strict:
        enough = max(scores.values()) - len(letters) / 100
        scores = {lang: score for lang, score in scores.items() if score >= enough}
    known = Counter[str]()
    table = languages_of()
    for word in words:
        for lang, weight in table.get(word, ()):
            if lang in scores:
                scores[lang] += weight
                known[lang] += 1
    best, score = max(scores.items(), key=itemgetter(1))
    if any(score - other < LEAD for lang, other in scores.items() if lang != best):
        return ""
    return best if strict or (score >= LEAST and known[best] >= SHARE * len(words)) else ""


def _by_letters(letters: str, languages: tuple[str, ...]) -> dict[str, float]:
    """How well the letters fit each language: rare ones speak for those that have them, all against the others."""
    owners = _owners(languages)
    special = [(number, owners[letter]) for letter, number in Counter(letters).items() if letter in owners]
    return {
        lang: sum((number * (OWN / len(having) if lang in having else STRANGE) for number, having in special), 0.0)
        for lang in languages
    }


@cache
def _owners(languages: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """By letter, the languages that have it, for the letters that not all of them have."""
    letters = {letter for lang in languages for letter in LETTERS[lang]}
    owners = {letter: frozenset(lang for lang in languages if letter in LETTERS[lang]) for letter in letters}
    return {letter: having for letter, having in owners.items() if len(having) < len(languages)}


def _detected(text: str) -> str:
    if sum(map(str.isalpha, text)) < ENOUGH:
        return ""
    words = _WORD.findall(text)
    written_in = _script("".join(words))
    if written_in == "Cyrillic" and (lang := told_by_pairs(words)):
        return lang
    from langdetect import LangDetectException  # type: ignore[import-untyped] # noqa: PLC0415

    detector = _detectors(written_in).create()
    detector.append(text)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return ""
    return str(best.lang).partition("-")[0] if best.prob >= SURE else ""


@cache
def _detectors(written_in: str) -> Any:
    """A langdetect factory for the languages of a script, each of which takes 5 ms to load; for all if it is Latin or
    has but one, of which langdetect makes none."""
    from langdetect import DetectorFactory  # noqa: PLC0415
    from langdetect.detector_factory import PROFILES_DIRECTORY  # type: ignore[import-untyped] # noqa: PLC0415

    DetectorFactory.seed = 0
    files = sorted(Path(PROFILES_DIRECTORY).iterdir())
    own = [file for file in files if file.name in _languages(written_in)] if written_in != "Latin" else files
    factory = DetectorFactory()
    factory.load_json_profile([file.read_text(encoding="utf-8") for file in (own if len(own) > 1 else files)])
    return factory
