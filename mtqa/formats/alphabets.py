"""Which legacy encoding makes plausible text of bytes, by the letters beyond ASCII that languages are made of.

General detectors need a page of text and mix up the encodings of the West; a headline has to do here.
"""

from collections import Counter

# Lower-case letters beyond ASCII, the most frequent first.
FRENCH, GERMAN, SPANISH = "éàèêçôîâùûœïëüÿæ", "üäößé", "óíáéñúü"
PORTUGUESE, ITALIAN, CATALAN = "ãéçáíêóúõàâô", "èàùòéìî", "éóàíèòçúïü"
SWEDISH, DANISH, DUTCH = "äåöéü", "åøæéöä", "éëïèóüö"
ICELANDIC, BORROWED = "ðíáþóæöúéý", 20 * " " + "éäöüèáíóàçñêåãøâôúæßîûëõïùðýþœšž"  # in foreign names: counts less
POLISH, CZECH, SLOVAK = "łężąóśćńź", "íáěžřéčšýůúňďťó", "ážčýíšéúťľôďňóäĺŕ"
HUNGARIAN, ROMANIAN, CROATIAN = "éáöóőüíúű", "ăşîţâ", "ščžćđ"
TURKISH, LITHUANIAN, LATVIAN, ESTONIAN = "ıüşçğöâîû", "ėųšžąįūčę", "āīēšūņļžķģč", "äõüöšž"
RUSSIAN, UKRAINIAN = "оеаинтсрвлкмдпуяыгьзбчйхжшюцщэфёъ", "оаніивтерскудлмпзяьбгйчцхжїюшщєфґ"
BELARUSIAN, BULGARIAN = "анісоеыркяудлвтмпцзьгбйчэшхўюёфж", "аоеитнсврдклмпзяъгбчущжйцхшфюь"
SERBIAN, MACEDONIAN = "аоиенртсјувдкмплгзбчшцњжљфћхђџ", "аоеинтсрвдкмлпугјзбшчцжќфњѓљѕџ"
GREEK, HEBREW = "ατοσιενρπκμηυλίάόέγςδωήχθύφώβξζψ", "יוהלאתרבמשנעםדכחקפסגןצזטךףץ"
ARABIC, PERSIAN = "اليمنورتعبدةهفكسأقحجىشصطخذإضثزغئءظ", "اینردهومتبسشکلزفگعخقجآپحصطچضظغذثژ"

WESTERN = (FRENCH, GERMAN, SPANISH, PORTUGUESE, ITALIAN, CATALAN, SWEDISH, DANISH, DUTCH, ICELANDIC, BORROWED)
CENTRAL = (POLISH, CZECH, SLOVAK, HUNGARIAN, ROMANIAN, CROATIAN)
CYRILLIC = (RUSSIAN, UKRAINIAN, BELARUSIAN, BULGARIAN, SERBIAN, MACEDONIAN)
CODECS = {
    "cp1252": WESTERN,
    "cp1251": CYRILLIC,
    "cp1250": CENTRAL,
    "cp1254": (TURKISH,),
    "cp1257": (LITHUANIAN, LATVIAN, ESTONIAN),
    "cp1253": (GREEK,),
    "cp1255": (HEBREW,),
    "cp1256": (ARABIC, PERSIAN),
    "koi8_r": (RUSSIAN,),
    "koi8_u": (UKRAINIAN,),
    "cp866": CYRILLIC[:4],
    "iso8859_5": CYRILLIC,
    "iso8859_2": CENTRAL,
    "mac_roman": WESTERN,
}
SIGNS = {**dict.fromkeys("“”„‘’‚«»‹›–—…№\u00a0", 0.9), **dict.fromkeys("©®™°±²³½×÷§€£•·", 0.4)}
HANDICAPS = {"cp1252": 0.0, "cp1251": 0.0, "cp1250": 0.03, "cp1254": 0.03, "cp1257": 0.15, "mac_roman": 0.25}
HANDICAP = 0.07
LATIN = "\u024f"
LEAST = 0.35


def likely(data: bytes) -> list[str]:
    """The codec that makes the most plausible text of the data, if one does."""
    scores = {codec: _score(codec, data) for codec in CODECS}
    best = max(scores, key=scores.__getitem__)
    return [best] if scores[best] >= LEAST else []


def _score(codec: str, data: bytes) -> float:
    """How well the characters beyond ASCII suit one of the codec's languages: up to 1, below 0 for none of them."""
    try:
        text = f" {data.decode(codec)} "
    except UnicodeDecodeError:
        return -1.0
    letters, others = Counter[str](), list[float]()
    for before, char, after in zip(text, text[1:], text[2:], strict=False):
        if char.isascii():
            continue
        if _is_odd(before, char, after):
            others.append(-1)
        elif not char.isalpha():
            others.append(SIGNS.get(char, 0))
        elif char > LATIN and not before.isalpha() and not after.isalpha():
            others.append(0.2)  # a lone “и” is as likely to be “è”
        else:
            letters[char.lower()] += 1
    best = max(_suits(letters, alphabet) for alphabet in CODECS[codec])
    return (best + sum(others)) / max(letters.total() + len(others), 1) - HANDICAPS.get(codec, HANDICAP)


def _suits(letters: Counter[str], alphabet: str) -> float:
    return sum(
        count * (1 - 0.8 * alphabet.index(letter) / len(alphabet)) if letter in alphabet else -0.5 * count
        for letter, count in letters.items()
    )


def _is_odd(before: str, char: str, after: str) -> bool:
    """Whether words do not look like that: capitals after small letters, scripts mixed, signs amid letters."""
    if not char.isalpha() or char in "ªº":
        return before.isalpha() and after.isalpha() and char not in "’–—"
    if char.isupper() and before.islower():
        return True
    if char > LATIN:
        return any(near.isalpha() and near <= LATIN for near in (before, after))
    return before.isdigit() or after.isdigit() or all(near.isalpha() and not near.isascii() for near in (before, after))
