"""What kind of word a Slavic one is as its shape and its frequency say, where no dictionary does."""

from functools import cache, lru_cache

from mtqa.expressions import expression
from mtqa.languages.exonyms import english, is_table_name
from mtqa.languages.lexicon import commonness, has_lexicon
from mtqa.languages.morphology import Word, has_morphology, word
from mtqa.languages.romanization import SYSTEMS, romanized
from mtqa.names.mentions import is_first_name
from mtqa.names.sounds import stems

RARE, USUAL = 3.3, 5.2
ADJECTIVE = expression(
    r".{2,}(?:[ыио]й|[ая]я|[оеє]е|ые|[иі]е|[оеє]го|[оеє]му|[ыи]х|[ыи]м|[уюя]ю|[ыи]ми|ої|ій|іх|ім|іми|(?:ск|ьк|н)ом|[бвгджзклмпрстф]н(?:а|у|ою|ій|і))"
)
SURNAME = expression(
    r".{2,}?(?:[оеёєї]в|[иы]н|[сц]ь?к(?:ий|ого|ому|им|ом|ой|ої|ій)|енк|[чщ]ук|юк|швили|швілі|дзе|[дкнрс]ян)"
    r"(?:а|у|ым|им|ом|е|о|ой|ою|ої|і|ій|ові|еві|ем)?"
)
_SURELY = expression(r".{2,}(?:енк[оау]|[чщ]ук[ау]?|швил[иі]|дзе|[кс]ян)")
# What somebody does: Замовник.
_BY_WORK = expression(r"(?:тел[ьяюеі]м?|(?:ник|щик|увач)(?:а|у|ом|е|ові)?)$")
_SOFT = expression(r"(?<=[сц])ь(?=к)|(?<=ец)ь")
_AS_RUSSIAN = str.maketrans("іїєґ", "ииег")
# Names that are words as well, where no dictionary says so.
_WORDS = (
    "август тигр уран сена газа тора лада рим пак бен бин жан ли чен ной ева троя уолл крит роман вера надежда любовь "
    "слава лев надія віра любов том дан дело жена родина вас того малі мали перу чад чилі гана ніл коли буде будь буду "
    "будем рада рад рады дані рівень рівне рівня само геть схід сход захід заход дім коло сон рос троє ото вільно "
    "північ південь південний штат буд сир марок куб свет ровно роза рось бомба акт иль лук груз известия июль "
    "нижний вена ван сходи кость костя"
)


@lru_cache(4096)
def guessed(text: str, lang: str) -> Word:
    """What the shape of a word and its frequency say where no dictionary does."""
    lower = text.lower()
    frequency = commonness(lower, lang) if has_lexicon(lang) else 9
    common = frequency > RARE
    first = [stem for stem in stems(lower, lang) if is_first_name(romanized(stem, SYSTEMS[lang]["newspaper"]))]
    adjective = lower not in first and ADJECTIVE.fullmatch(lower) is not None
    if first:
        likely = "" if adjective or _is_word(lower) else "first"
        return Word(True, frozenset(("first",)), lower not in first or _is_word(lower) or frequency > USUAL, likely)
    if english(text, lang):
        doubtful = adjective or _is_word(lower)
        return Word(True, frozenset(("place",)), doubtful or not is_table_name(text, lang), "" if doubtful else "place")
    if SURNAME.fullmatch(lower) and not _is_word(lower):
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
