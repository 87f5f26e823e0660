"""The names of a source text, as far as a capital, the place in the sentence and the kind of the word prove them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages.exonyms import LANGUAGES, english
from mtqa.languages.lexicon import has_lexicon, is_rarer
from mtqa.languages.morphology import has_morphology, word
from mtqa.names.guesses import ADJECTIVE, SURNAME, guessed
from mtqa.names.mentions import is_first_name
from mtqa.names.sounds import stems
from mtqa.text import has_cyrillic

MOST = 60
TITLE = 48
RARE = 3.3
_CYRILLIC = ("ru", "uk")
_TOKEN = expression(r"(?<![\w@#&/.-])[^\W\d_]++(?:['’ʼ-][^\W\d_]++)*+(?![\w@/]|[.-]\w)")
_BREAK = expression(r"[.!?…:;•*–—/|\n«“„\"‘(\[]|^\s*-")
_LATIN = expression(r"[A-Za-zÀ-ɏ'’-]+")
# An adjective of a place before what it names: Псковская область, Карибское море.
_OF_PLACE = expression(
    r"(?!город|сель|мор|дет|королев|цар|октябр|первомай|пролетар|комсомол|завод|красноарм|красногвард|социалист|партизан|пионер)"
    r"[^\W\d_-]{3,}(?:[сцз]к|[сцз]ьк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими|а|ої|ій|у|ою|е|і)"
)
_HEAD = expression(
    r"[ \u00a0](?:област|кра[йюяеє]|краєм|район|округ|губерн|мор[еюя]|океан|залив|заток|затоц|пролив|проток|водопад|"
    r"водоспад|остров|острів|полуостров|півостр|озер|хреб)"
)
# What somebody is called, after his name: Иоанн Креститель, Николай Чудотворец.
_EPITHET = expression(r"(?:тел[ьяюеі]м?|(?:твор|нос|держ|ход)(?:[еє]?ц[ьяюаеу]?м?))$")
_REFERENCE = ("The", "URL", "DOI", "ISBN", "ISSN", "PDF", "SMS")
_JOINT = expression("['’ʼ-]")
_MIXED = expression(r"[a-z]", re.IGNORECASE)
_ROMAN = expression(r"[IVXLCDM]+")
_QUOTED = expression(
    rf"«[^«»]{{1,{TITLE}}}»|“[^“”]{{1,{TITLE}}}”|„[^„“”]{{1,{TITLE}}}[“”]|(?<![^\s(])\"(?=\w)[^\"]{{1,{TITLE}}}\"(?!\w)"
)
# A compound of words, such as экс-депутат, and not of names.
_MADE = expression(r"-(?!(?:на|де|ла|эль|аль|оф|ан)-)[^\W\d_](?<=[а-яёіїєґ])")
# What is made of names: the people of a place, regions, hallowed churches.
_DERIVED = expression(r"(?:обл(?:аст[^\W\d_]{1,3})?|щин[^\W\d_]{1,3}|-[^-]*ск[^\W\d_]{2,3}|воскресе)$")
_PEOPLE = expression(r"ц(?:ы|ев|ам|ами|ах|і|ів)$")
_LEADS = expression(r"[ \u00a0](?=\w)[^\Wa-zа-яёіїєґ\d_]")
# “М. Орлов” and «в г. Твери», but not “90 km/h. Several”.
_INITIAL = expression(r"(?:(?<![^\W\d_])[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ]|(?<![^\W\d_])(?<!/)[а-яёіїєґ])\.\s?$")
_FATHER = expression(
    r".{2,}(?:[оеё]вич|йович|[ькм]ич|[ео]ныч|аныч)(?:а|у|ем|ом|ові|еві|е|і)?"
    r"|.{2,}(?:[оеёиіїй]вн|ичн|ишн)(?:а|ы|и|е|і|у|ой|ою)"
)
# Institutions, whose short names are put into English by what they mean: Минфин, Госдума, Нацбанк.
_OFFICE = expression(
    r"(?:лит|мин|мін|гос(?!т)|держ|глав|гол|гор|обл|центр|рос|нац|каб|ген|верх|об[сш]|евро|євро|рай|мос)"
)


class Named(NamedTuple):
    """One word of a source that is a name: its kind, and the number of the run of neighbouring names it stands in.

    A word that opens a sentence and is a name only if another sentence says so is of the kind "perhaps".
    """

    text: str
    start: int
    end: int
    kind: str
    run: int


class _Token(NamedTuple):
    """A word of the source: whether a sentence starts with it, a title in quotes holds it, a space parts it from the
    word before it, a word with a capital comes right after it, and it is an adjective that names a region or a sea."""

    text: str
    start: int
    end: int
    opens: bool
    quoted: bool
    joined: bool
    leads: bool
    region: bool


def names_of(source: str, lang: str) -> list[Named]:
    """The names of a text in a language that is read: at most as many as a long paragraph has."""
    if lang not in LANGUAGES or sum(map(str.isupper, source)) * 2 > len(source):
        return []
    found: list[Named] = []
    run, previous = 0, ""
    for token in _tokens(source):
        kind = _kind(token, previous if token.joined else "", lang) if token.text[0].isupper() else ""
        run += not (kind and previous and token.joined and "place" not in (kind, previous))
        if kind:
            found.append(Named(token.text, token.start, token.end, kind, run))
        previous = kind
        if len(found) == MOST:
            break
    return found


def proven(names: list[list[Named]], lang: str) -> list[list[Named]]:
    """The names of the texts of one document, without those that perhaps are names and that no other place proves."""
    known = {
        stem for each in names for name in each if name.kind != "perhaps" for stem in stems(name.text.lower(), lang)
    }
    return [
        [name for name in each if name.kind != "perhaps" or not known.isdisjoint(stems(name.text.lower(), lang))]
        for each in names
    ]


def _tokens(source: str) -> Iterator[_Token]:
    quoted = [match.span() for match in _QUOTED.finditer(source)]
    quoted.reverse()
    end = 0
    for match in _TOKEN.finditer(source):
        while quoted and quoted[-1][1] <= match.start():
            quoted.pop()
        gap = source[end : match.start()]
        initial = _INITIAL.search(source, max(0, match.start() - 4), match.start())
        opens = not end or (_BREAK.search(gap) is not None and not initial)
        inside = bool(quoted) and quoted[-1][0] < match.start()
        leads = _LEADS.match(source, match.end()) is not None
        region = _HEAD.match(source, match.end()) is not None and _OF_PLACE.fullmatch(match[0].lower()) is not None
        yield _Token(match[0], *match.span(), opens, inside, gap.isspace() or initial is not None, leads, region)
        end = match.end()


def _kind(token: _Token, before: str, lang: str) -> str:
    """Which kind of name a word with a capital is, beside one of the kind `before`; "" if it may be none."""
    text = token.text
    if lang in _CYRILLIC and not has_cyrillic(text):
        named = len(text) > 2 and _LATIN.fullmatch(text) and not _ROMAN.fullmatch(text) and text not in _REFERENCE
        return "latin" if named else ""
    known = english(text, lang) is not None
    if len(text) < 3 or not all(part[1:].islower() or len(part) < 2 for part in _JOINT.split(text)):
        return "known" if known and text[1:2].isupper() else ""
    if lang in _CYRILLIC:
        return "" if _MIXED.search(text) else _slavic(token, before, lang, known)
    if token.opens or token.quoted:
        return ""
    if is_first_name(text):
        return "first"
    if known or before in ("first", "last"):
        return "last" if before else "known"
    rare = has_lexicon(lang) and is_rarer(text, RARE, lang)
    return "unknown" if lang != "de" and (rare or text not in _titles(lang)) else ""


def _slavic(token: _Token, before: str, lang: str, known: bool) -> str:
    text, lower = token.text, token.text.lower()
    kind = word(text) if has_morphology(lang) else guessed(text, lang)
    if before == "first" and not token.leads and _FATHER.fullmatch(lower):
        return "father"
    short = _OFFICE.match(lower) and not SURNAME.fullmatch(lower)
    if token.region and not token.opens:
        return "place"
    if not known and (_DERIVED.search(lower) or (token.opens and _PEOPLE.search(lower))):
        return ""
    if kind.names and not kind.ordinary:
        return "" if kind.likely == "body" and not known else kind.likely
    if kind.ordinary and len(text) < 4:
        return ""
    if known and not (kind.ordinary and (token.opens or not has_morphology(lang))):
        return kind.likely or "known"
    if token.quoted or (token.opens and kind.ordinary):
        return "perhaps" if kind.likely in ("first", "last") and not token.quoted else ""
    if (kind.surname and not ADJECTIVE.fullmatch(lower)) or (before and kind.names):
        return "last"
    if before == "first" and kind.known and not (ADJECTIVE.fullmatch(lower) or _EPITHET.search(lower)):
        return "last"
    if kind.likely or kind.known or short or _MADE.search(text):
        return kind.likely
    lone = token.opens and not (has_morphology(lang) and (token.leads or SURNAME.fullmatch(lower)))
    return "perhaps" if lone else "unknown"


@cache
def _titles(lang: str) -> frozenset[str]:
    """Words that a language writes with a capital though they are put into English by what they mean."""
    rows = (line.split("\t") for line in Path(__file__).with_name("capitals.tsv").read_text("utf8").splitlines())
    return frozenset(text for row in rows if row[0] == lang for text in row[1].split())
