"""A paragraph or four words and more in another language than the text, often in brackets: “(das ist nicht neu)”.

A translator leaves what it takes for a name or for another language, and what a mixed page had in a third; rule-based
ones also spell out whole Russian sentences in Latin letters. Told from common words, so a few words without any escape.
Left alone are titles and names, a few words in quotation marks, and phrases that English has made its own.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from mtqa.expressions import expression
from mtqa.languages.copies import is_copied
from mtqa.languages.guess import guess
from mtqa.languages.passages import ROMANIZED, Passage, passages, strange, strange_letters
from mtqa.languages.scripts import scripts
from mtqa.languages.stop_words import common, languages
from mtqa.reading import targets, with_any, with_tokens
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document

NAMES = {
    "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "en": "English",
    "es": "Spanish", "fi": "Finnish", "fr": "French", "hr": "Croatian", "hu": "Hungarian", "it": "Italian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "ru-Latn": "Russian in Latin letters", "sk": "Slovak", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "uk-Latn": "Ukrainian in Latin letters", "vi": "Vietnamese",
}  # fmt: skip

# So many words are more than a gloss in brackets, more than a title there or after a name, and more than any title.
GLOSS, MANY, LONG = 5, 8, 12
COMMONEST = 12
WHOLE = 0.7
ROMANCE = ("ca", "es", "fr", "it", "pt", "ro")
OF_NAMES = (
    "a al au aux d da das de degli dei del della delle den der des di do dos du e el en et i l la las le les los met"
    " op und van von y zu zum zur"
)
PARTICLES = frozenset(OF_NAMES.split())
PHRASES = expression(
    r"je ne sais quoi|de la crème|honi soit|plus ça change|que ser[aá] ser[aá]|c['’]est la (?:vie|guerre)",
    re.IGNORECASE,
)
LATIN = expression(r"\w+(?:um|ibus|[ao]rum|[iu]n?tur)")

QUOTED = expression(r"(?:[“\"«„*_]|(?<!\w)['‘])([^“”\"«»]{0,30})$")
UNQUOTED = expression(r"([^“”\"«»]{0,30}?)(?:[”\"»“*_]|['’](?!\w))")
INSIDE = expression(r"[\w,] $")
GOES_ON = expression(r" (?:[^\W\d_A-ZÀ-Þ]|[-–—] )")
AFTER_TITLE = expression(r"(?:[”\"»’*_]|\b[A-ZÀ-Þ][\w’'-]*) \($")
AFTER_NAME = expression(r"\w,? [A-ZÀ-Þ][\w’'-]* $")


def find(document: Document) -> Iterator[Hit]:
    lang = document.target_lang.partition("-")[0]
    if lang not in languages():
        return
    strange_ones = {*with_tokens(strange(lang).keys(), document), *with_any(strange_letters(lang), document)}
    for number, text in enumerate(targets(document)):
        if number in strange_ones:
            hits = _passages(text, lang)
        elif len(text) > 2 * LONG and _has_few_of_its_own(text, lang):
            hits = _whole_in_another(text, lang)
        else:
            continue
        if not is_copied(document.segments[number]):
            yield from (hit._replace(segment=number) for hit in hits)


def _passages(text: str, lang: str) -> Iterator[Hit]:
    for passage in passages(text, lang):
        if _is_left(passage, text):
            whole = len(passage.words) >= WHOLE * len(text.split())
            yield _hit(*(_whole(text) if whole else (passage.start, passage.end)), passage.language)


def _has_few_of_its_own(text: str, lang: str) -> bool:
    """A cheap first look: whether hardly one word of the text's own language stands in it."""
    words = text.count(" ") + text.count("\n") + text.count("\u00a0") + 1
    own = 0
    for word in _commonest(lang):
        own += text.count(word)
        if LONG * own > words:
            return False
    return True


@cache
def _commonest(lang: str) -> Sequence[str]:
    return [f" {word} " for word in islice(common(lang), COMMONEST)]


def _whole_in_another(text: str, lang: str) -> Iterator[Hit]:
    if other := _detected(text.split(), lang):
        yield _hit(*_whole(text), other)


def _hit(start: int, end: int, other: str) -> Hit:
    return Hit(start, end, message=f"“{{found}}” is {NAMES.get(other, 'in another language')}, not translated")


def _whole(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _detected(words: list[str], lang: str) -> str:
    """The language of a long paragraph with hardly a word of its own language, if both its halves are in it."""
    if len(words) < LONG or LONG * sum(map(common(lang).__contains__, words)) > len(words):
        return ""
    if sum(word.islower() and word.isalpha() for word in words) < max(LONG, len(words) / 2):
        return ""
    middle = len(words) // 2
    other = guess(" ".join(words[:middle]))
    if other in ("", lang) or scripts(other) != scripts(lang):
        return ""
    return other if guess(" ".join(words[middle:])) == other else ""


def _is_left(passage: Passage, text: str) -> bool:
    """Whether the words were left, and are no title, name, phrase or short quotation."""
    small = [word.text for word in passage.words if word.text[0].islower()]
    telling = passage.telling.intersection(small) - PARTICLES
    content = {*small} - PARTICLES - common(passage.language).keys()
    if 2 * len(small) < len(passage.words) or not telling or len(telling | content) < 3:
        return False
    if passage.language in ROMANCE and sum(LATIN.fullmatch(word) is not None for word in {*small}) > 1:
        return False
    if PHRASES.search(text, max(0, passage.start - 20), passage.end + 20):
        return False
    before = text[max(0, passage.start - 40) : passage.start]
    opened, closed = QUOTED.search(before), UNQUOTED.match(text, passage.end)
    if opened and closed:
        return len((opened[1] + text[passage.start : passage.end] + closed[1]).split()) >= LONG
    return not _is_title(passage, before, text)


def _is_title(passage: Passage, before: str, text: str) -> bool:
    """Whether it is short and begins with a capital inside a sentence, or stands where a name or its gloss does."""
    count = len(passage.words)
    if not passage.words[0].text[0].isupper():
        return count < MANY and AFTER_NAME.search(before) is not None
    if INSIDE.search(before) or GOES_ON.match(text, passage.end):
        return count < LONG
    return count < (GLOSS if passage.language in ROMANIZED else MANY) and AFTER_TITLE.search(before) is not None


rule = Rule(
    find=Across(find),
    message="“{found}” is in another language",
    severity="error",
    examples=(
        Bad(
            "Der Stadtrat hat gestern beschlossen, dass die alte Schule nicht abgerissen wird.",
            at="Der Stadtrat hat gestern beschlossen, dass die alte Schule nicht abgerissen wird.",
        ),
        Bad(
            "The mayor said on Friday (das war nicht anders zu erwarten) that the school stays.",
            at="das war nicht anders zu erwarten",
        ),
        Bad(
            "Stariy most zakryli na remont, potomu chto on mozhet upast v lyuboy moment.",
            at="Stariy most zakryli na remont, potomu chto on mozhet upast v lyuboy moment.",
        ),
        Bad(
            "The bridge is closed (ob etom soobshchili vchera v merii) until further notice.",
            at="ob etom soobshchili vchera v merii",
        ),
        Bad(
            "According to the engineer, el puente no se puede usar hasta el verano, and traffic goes round by the dam.",
            at="el puente no se puede usar hasta el verano",
        ),
        Bad(
            "Директор школы сказал, що міст не можна відкривати до кінця літа.",
            at="Директор школы сказал, що міст не можна відкривати до кінця літа.",
            lang="ru",
        ),
        Bad(
            "Мэр сообщил (the bridge will not be opened before the end of summer) об этом вчера.",
            at="the bridge will not be opened before the end of summer",
            lang="ru",
        ),
        Bad(
            "The school was built by our grandfathers and we will not let it be torn down.",
            at="The school was built by our grandfathers and we will not let it be torn down.",
            lang="fr",
        ),
        Bad(
            "The mayor spoke. On skazal chto oni ne budut zhdat' do leta. Then he left.",
            at="On skazal chto oni ne budut zhdat' do leta",
        ),
        Good("“Der Vertrag ist nach dem Gesetz nicht gültig,” the lawyer said in German."),
        Good("The coup d’état ended the dolce far niente of the ancien régime."),
        Good("He read À la recherche du temps perdu, she In Search of Lost Time (À la recherche du temps perdu)."),
        Good(
            "Parle-moi de ta mère is a song, and “Non, je ne veux pas” is what the choir sang; c’est la vie, he said."
        ),
        Good("Bundesamt für Migration und Flüchtlinge and Universidad Nacional de las Artes y de la Tierra agreed."),
        Good("Vincent van der Berg, Juan de la Cruz and Ana de los Ríos met at the Place de la Concorde in Las Vegas."),
        Good("De gustibus non est disputandum, sic transit gloria mundi, he added, and in vino veritas."),
        Good("Компания Bank of New York Mellon и фильм «The Silence of the Lambs» известны всем.", lang="ru"),
        Good(
            "Er kaufte ein Haus, sagte „the show must go on“ und fuhr nach New York zur Trade and Tax Company.",
            lang="de",
        ),
        Missed("He left the office (guten Morgen zusammen) in a hurry."),
    ),
)
