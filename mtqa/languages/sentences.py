"""Where the sentences of a text stand, in any language: by marks, by what follows them, by abbreviations and initials.

In doubt two sentences are one: “in 1990 г. Иванов”, “am 3. Mai”, “etc. They” are not cut.
"""

import re
from functools import cache

from mtqa.expressions import expression

_ABBREVIATED = {
    "": "dr prof st no vs etc min max tel fig vol ed op cf al ca eg ie inc ltd co corp approx p pp vgl art",
    "en": "mr mrs ms messrs jr sr gen col lt maj capt sgt cpl sen rep gov rev hon pres mt ft ave blvd rd dept est"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun nos",
    "ru": "г гг в вв ул им пос д стр см рис тыс млн млрд трлн руб коп акад ст п обл р-н св др пр т е н э л просп"
    " шт уп ед кг г мл л см мм км м га ч пер наб корп кв тел напр чел мин сек гл ред изд доц канд мл"
    " англ укр нем франц лат яз янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек",
    "uk": "м вул р рр ст ім смт с тис млн млрд грн коп напр див обл акад доц просп пл буд кв ін т д п о січ лют бер"
    " квіт трав черв лип серп вер жовт лист груд",
    "de": "z b bzw usw nr ca mio mrd str hr fr frl evtl ggf inkl exkl sog bspw d h u a o ä jan feb mär apr jun jul aug"
    " sep sept okt nov dez abs bd jh jhd geb gest rd",
    "fr": "m mm mme mlle mgr me av janv févr avr juil sept oct nov déc env chap bd",
    "es": "sr sra sres srta d dña ee uu pág págs núm gral cía avda admón ej aprox art",
    "it": "sig sigg sig.ra dott avv ing on pag ecc es cfr art sen gen",
    "pt": "sr sra dra exmo av pág págs ex núm séc art eng",
    "pl": "r ul im np tys mln mld zł św al pl godz tzw tzn m.in ks inż mgr hab ww nr str wg",
    "tr": "sn sok cad mah vb vs bkz hz yy müh av alb gn korg tuğg",
}
_END = expression(
    r"(?:[.!?…‽⁈⁉]+|[。！？]+)[»”’“\"')\]]*+(?=\s|$|(?<=[。！？])|(?<=[。！？][”’」』）]))"
    r"|(?<=[а-яёєіїґ]{2})[.!?…]+(?=[А-ЯЁЄІЇҐ][а-яёєіїґ ]{2})|\n+"
)
_WORD = expression(r"[\w.’'-]*\Z")
_INITIALS = expression(r"(?:\w\.)+-?\w")
_NEXT = expression(r"\s*[«„“‘\"'(\[¿¡—–-]*\s*")


def sentences(text: str, lang: str = "en") -> list[tuple[int, int]]:
    """The stretches of the sentences, without the white space around them."""
    found, start = list[tuple[int, int]](), 0
    for mark in _END.finditer(text):
        if _ends(text, mark, lang):
            found.append((start, mark.end()))
            start = mark.end()
    found.append((start, len(text)))
    stripped = ((start + len(text[start:end]) - len(text[start:end].lstrip()), end) for start, end in found)
    return [(start, start + len(text[start:end].rstrip())) for start, end in stripped if text[start:end].strip()]


def _ends(text: str, mark: re.Match[str], lang: str) -> bool:
    following = _NEXT.match(text, mark.end())
    lead, first = (following[0].strip(), text[following.end() : following.end() + 1]) if following else ("", "")
    if first.islower() or (first and not lead and not first.isalnum()):
        return False
    if mark[0].startswith("\n"):
        return text[: mark.start()].rstrip()[-1:] != ","
    if mark[0][0] != "." or mark[0].startswith(".."):
        return True
    return not is_abbreviation(text[max(0, mark.start() - 40) : mark.start()], lang)


def is_abbreviation(text: str, lang: str) -> bool:
    """Whether the full stop after this text shortens a word, parts initials or counts, and ends no sentence."""
    word = _WORD.search(text)
    before = word[0].strip("’'-").lower() if word else ""
    if (len(before) == 1 and before.isalpha()) or _INITIALS.fullmatch(before):
        return True
    if before.isdigit():
        is_item = text[: len(text) - len(before)].rstrip(" ")[-1:] in ("", "\n")
        return is_item or lang.partition("-")[0] in ("de", "tr", "pl")
    return before in _abbreviated(lang.partition("-")[0])


@cache
def _abbreviated(lang: str) -> frozenset[str]:
    return frozenset(f"{_ABBREVIATED['']} {_ABBREVIATED.get(lang, '')}".split())
