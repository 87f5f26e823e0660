"""The names of a source text, as far as a capital, the place in the sentence and the kind of the word prove them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from mtqa.languages.exonyms import LANGUAGES, english
from mtqa.languages.lexicon import commonness, has_lexicon
from mtqa.languages.morphology import Word, has_morphology, word
from mtqa.languages.romanization import SYSTEMS, romanized
from mtqa.names.mentions import is_first_name
from mtqa.names.sounds import stems
from mtqa.text import has_cyrillic

MOST = 60
TITLE = 48
RARE, USUAL = 3.3, 5.2
_CYRILLIC = ("ru", "uk")
_TOKEN = re.compile(r"(?<![\w@#&/.-])[^\W\d_]++(?:['’ʼ-][^\W\d_]++)*+(?![\w@/]|[.-]\w)")
_BREAK = re.compile(r"[.!?…:;•*–—/|\n«“„\"‘(\[]|^\s*-")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ'’-]+")
# An adjective of a place before what it names: Псковская область, Карибское море.
_OF_PLACE = re.compile(
    r"(?!город|сель|мор|дет|королев|цар|октябр|первомай|пролетар|комсомол|завод|красноарм|красногвард|социалист|партизан|пионер)"
    r"[^\W\d_-]{3,}(?:[сцз]к|[сцз]ьк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими|а|ої|ій|у|ою|е|і)"
)
_HEAD = re.compile(
    r"[ \u00a0](?:област|кра[йюяеє]|краєм|район|округ|губерн|мор[еюя]|океан|залив|заток|затоц|пролив|проток|водопад|"
    r"водоспад|остров|острів|полуостров|півостр|озер|хреб)"
)
# What somebody is called, after his name: Иоанн Креститель, Николай Чудотворец; and what somebody does: Замовник.
_EPITHET = re.compile(r"(?:тел[ьяюеі]м?|(?:твор|нос|держ|ход)(?:[еє]?ц[ьяюаеу]?м?))$")
_BY_WORK = re.compile(r"(?:тел[ьяюеі]м?|(?:ник|щик|увач)(?:а|у|ом|е|ові)?)$")
_REFERENCE = ("The", "URL", "DOI", "ISBN", "ISSN", "PDF", "SMS")
_SOFT = re.compile(r"(?<=[сц])ь(?=к)|(?<=ец)ь")
_AS_RUSSIAN = str.maketrans("іїєґ", "ииег")
_JOINT = re.compile("['’ʼ-]")
_MIXED = re.compile(r"[a-z]", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLCDM]+")
_QUOTED = re.compile(
    rf"«[^«»]{{1,{TITLE}}}»|“[^“”]{{1,{TITLE}}}”|„[^„“”]{{1,{TITLE}}}[“”]|(?<![^\s(])\"(?=\w)[^\"]{{1,{TITLE}}}\"(?!\w)"
)
# A compound of words, such as экс-депутат, and not of names.
_MADE = re.compile(r"-(?!(?:на|де|ла|эль|аль|оф|ан)-)[^\W\d_](?<=[а-яёіїєґ])")
# What is made of names: the people of a place, regions, hallowed churches.
_DERIVED = re.compile(r"(?:обл(?:аст[^\W\d_]{1,3})?|щин[^\W\d_]{1,3}|-.*ск[^\W\d_]{2,3}|воскресе)$")
_PEOPLE = re.compile(r"ц(?:ы|ев|ам|ами|ах|і|ів)$")
_LEADS = re.compile(r"[ \u00a0](?=\w)[^\Wa-zа-яёіїєґ\d_]")
_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]\.\s?$")
_ADJECTIVE = re.compile(
    r".{2,}(?:[ыио]й|[ая]я|[оеє]е|ые|[иі]е|[оеє]го|[оеє]му|[ыи]х|[ыи]м|[уюя]ю|[ыи]ми|ої|ій|іх|ім|іми|(?:ск|ьк|н)ом|[бвгджзклмпрстф]н(?:а|у|ою|ій|і))"
)
_SURNAME = re.compile(
    r".{2,}?(?:[оеёєї]в|[иы]н|[сц]ь?к(?:ий|ого|ому|им|ом|ой|ої|ій)|енк|[чщ]ук|юк|швили|швілі|дзе|[дкнрс]ян)"
    r"(?:а|у|ым|им|ом|е|о|ой|ою|ої|і|ій|ові|еві|ем)?"
)
_SURELY = re.compile(r".{2,}(?:енк[оау]|[чщ]ук[ау]?|швил[иі]|дзе|[кс]ян)")
# Institutions, whose short names are put into English by what they mean: Минфин, Госдума, Нацбанк.
_OFFICE = re.compile(
    r"(?:лит|мин|мін|гос(?!т)|держ|глав|гол|гор|обл|центр|рос|нац|каб|ген|верх|об[сш]|евро|євро|рай|мос)"
)
# Names that are words as well, where no dictionary says so.
_WORDS = (
    "август тигр уран сена газа тора лада рим пак бен бин жан ли чен ной ева троя уолл крит роман вера надежда любовь "
    "слава лев надія віра любов том дан дело жена родина вас того малі мали перу чад чилі гана ніл коли буде будь буду "
    "будем рада рад рады дані рівень рівне рівня само геть схід сход захід заход дім коло сон рос троє ото вільно "
    "північ південь південний штат буд сир марок куб свет ровно роза рось бомба акт иль лук груз известия июль "
    "нижний вена ван сходи кость костя"
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
    rare = has_lexicon(lang) and commonness(text, lang) < RARE
    return "unknown" if lang != "de" and (rare or text not in _titles(lang)) else ""


def _slavic(token: _Token, before: str, lang: str, known: bool) -> str:
    text, lower = token.text, token.text.lower()
    kind = word(text) if has_morphology(lang) else _guessed(text, lang)
    short = _OFFICE.match(lower) and not _SURNAME.fullmatch(lower)
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
    if (kind.surname and not _ADJECTIVE.fullmatch(lower)) or (before and kind.names):
        return "last"
    if before == "first" and kind.known and not (_ADJECTIVE.fullmatch(lower) or _EPITHET.search(lower)):
        return "last"
    if kind.likely or kind.known or short or _MADE.search(text):
        return kind.likely
    lone = token.opens and not (has_morphology(lang) and (token.leads or _SURNAME.fullmatch(lower)))
    return "perhaps" if lone else "unknown"


@lru_cache(4096)
def _guessed(text: str, lang: str) -> Word:
    """What the shape of a word and its frequency say where no dictionary does."""
    lower = text.lower()
    frequency = commonness(lower, lang) if has_lexicon(lang) else 9
    common = frequency > RARE
    first = [stem for stem in stems(lower, lang) if is_first_name(romanized(stem, SYSTEMS[lang]["newspaper"]))]
    adjective = lower not in first and _ADJECTIVE.fullmatch(lower) is not None
    if first:
        likely = "" if adjective or _is_word(lower) else "first"
        return Word(True, frozenset(("first",)), lower not in first or _is_word(lower) or frequency > USUAL, likely)
    if english(text, lang):
        doubtful = adjective or _is_word(lower)
        return Word(True, frozenset(("place",)), doubtful, "" if doubtful else "place")
    if _SURNAME.fullmatch(lower) and not _is_word(lower):
        doubtful = common or adjective or not _SURELY.fullmatch(lower)
        return Word(True, frozenset(("last",)), doubtful, "" if adjective else "last")
    if common and not adjective and has_morphology("ru"):
        # Names are much the same in both languages, and words that are not seldom have a capital within a sentence.
        russian = word(_SOFT.sub("", lower.translate(_AS_RUSSIAN)).capitalize())
        if russian.names:
            return russian._replace(ordinary=True, likely="" if russian.ordinary else russian.likely, surname=False)
    common = common or adjective or _BY_WORK.search(lower) is not None
    return Word(known=common, names=frozenset(), ordinary=common, likely="")


def _is_word(lower: str) -> bool:
    return not _word_stems().isdisjoint(stems(lower, "ru"))


@cache
def _word_stems() -> frozenset[str]:
    return frozenset(stem for text in _WORDS.split() for stem in stems(text, "ru"))


@cache
def _titles(lang: str) -> frozenset[str]:
    """Words that a language writes with a capital though they are put into English by what they mean."""
    rows = (line.split("\t") for line in files(__package__).joinpath("capitals.tsv").read_text("utf8").splitlines())
    return frozenset(text for row in rows if row[0] == lang for text in row[1].split())
