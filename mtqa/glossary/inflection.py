"""The forms of a word: what they have in common, by endings, and by the dictionary where there is one.

Two words are forms of one where they share a key. Endings are cut off roughly: two forms of one word must never part,
and two words that meet all the same are few.
"""

import re
from functools import lru_cache

from mtqa.expressions import expression
from mtqa.languages.morphology import has_morphology, lemmas

LEAST = 3
# Endings of nouns and adjectives, the longest first where one ends in another.
_NOMINAL = {
    "en": r"(?:['’]s|['’]|(?<=[^siou])s|(?<=(?:s|x|z|h|i|o|v))es|e)$",
    "de": r"(?:ern|en|er|em|es|nen|n|e|s)$",
    "fr": r"(?:eaux|aux|eau|al|ales|elles|elle|euses|euse|eux|eur|ères|ère|er|es|e|s|x)$",
    "es": r"(?:es|as|os|a|o|e|s)$",
    "it": r"(?:[aeio])$",
    "pt": r"(?:ões|ães|ais|éis|es|as|os|a|o|e|s|m|ns)$",
    "pl": r"(?:ami|ach|owi|ów|om|ego|emu|ymi|imi|ym|im|ych|ich|iej|ej|iem|em|ie|ą|ę|[aeiouy])$",
    "ru": r"(?:иями|ями|ами|иях|ях|ах|иям|ям|ам|ого|его|ому|ему|ыми|ими|ый|ий|ой|ей|ая|яя|ое|ее|ые|ие|ых|их|ым|им"
    r"|ую|юю|ою|ею|ов|ев|ём|ем|ом|ию|ия|ии|ью|ья|ье|ьи|[аяоёеыиуюьй])$",
    "uk": r"(?:іями|ями|ами|іях|ях|ах|іям|ям|ам|ого|його|ому|йому|ими|іми|ий|ій|ої|ьої|ою|ею|єю|ьою|ая|ую|юю|их|іх"
    r"|им|ім|ів|їв|ові|еві|єві|ом|ем|єм|ія|ії|ію|ьо|[аяоеєиіїуюьй])$",
}
_VERBAL = {
    "en": r"(?:ings?|ed|ers?|ors?|e)$",
    "de": r"(?:ungen|ung|end|te[nst]?|t)$",
    "fr": r"(?:ées|és|ée|é|ant|ait|aient|ent|ez)$",
    "es": r"(?:ando|iendo|ad[oa]s?|id[oa]s?|ar|er|ir|aron|ieron|ó)$",
    "ru": r"(?:ть|ла|ло|ли|л|ет|ют|ит|ят|ут|ат|ся)$",
    "uk": r"(?:ти|ла|ло|ли|в|є|ють|ить|ять|уть|ать|ся)$",
}
_IRREGULAR = {
    "en": {
        "men": "man",
        "women": "woman",
        "children": "child",
        "people": "person",
        "feet": "foot",
        "mice": "mouse",
        "news": "news",
    },
    "ru": {"люди": "человек", "людей": "человек", "людям": "человек", "людьми": "человек", "дети": "ребенок"},
    "uk": {"люди": "людина", "людей": "людина", "людям": "людина", "людьми": "людина"},
}
_UMLAUTS = str.maketrans("äöüё", "aouе")
_FLEETING = expression(r"(?<=[^\Wаеёиоуыэюяіїє\d])[оеёє](?=[^\Wаеёиоуыэюяіїє\d]$)")


@lru_cache(1 << 16)
def keys(word: str, lang: str, lenient: bool) -> frozenset[str]:
    """What all forms of a word share; `lenient` takes verbs and nouns that are made of it for the word too."""
    word = word.lower()
    if lang == "ru" and has_morphology(lang) and word.isalpha():
        known = lemmas(word)
        if not lenient:
            return known
    else:
        known = frozenset()
    plain = _IRREGULAR.get(lang, {}).get(word, "")
    if plain == word:
        return frozenset((word,))
    word = (plain or word).translate(_UMLAUTS)
    stems = {word, _stem(word, _NOMINAL.get(lang, ""), lang)}
    if lenient:
        stems.add(_stem(word, _VERBAL.get(lang, ""), lang))
    return known | stems


def _stem(word: str, endings: str, lang: str) -> str:
    match = re.search(endings, word) if endings else None
    stem = word[: match.start()] if match and match.start() >= LEAST else word
    if lang in ("ru", "uk"):
        stem = _FLEETING.sub("", stem.replace("і", "о")) if len(stem) >= LEAST else stem
    elif lang == "es":
        stem = re.sub("z$", "c", stem)
    elif lang == "en":
        stem = re.sub(r"(?<=\w\w)(?:y|i)$", "i", re.sub(r"v$", "f", re.sub(r"([^aeiousl\W])\1$", r"\1", stem)))
    return stem
