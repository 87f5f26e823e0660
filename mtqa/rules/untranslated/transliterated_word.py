"""A Russian or Ukrainian word in Latin letters: “a pokarezhennoj car”, “in the legkovushka”.

Rule-based translators spell out what their dictionary lacks, ending and all. Which words those are is told from the
letters that follow each other, not from a list: of words that the weights were not made from, 75% of the Russian and
Ukrainian ones are found, and with them one in 1,200 of a list of English ones, most of those Russian names. Left alone
are names, quoted and explained words, and loan words (perestroika, zemstvo, naberezhnaya).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from mtqa.expressions import expression
from mtqa.languages.english import PLACE_WORD
from mtqa.languages.passages import ROMANIZED, passages
from mtqa.languages.romanized import likeness, loan_words
from mtqa.names import is_first_name, offices
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Where
from mtqa.segment import Segment

LIKE = 4.0
LIKE_A_NAME = 1.0
SHORTEST, REACH = 6, 28

# Runs of letters one of which 94% of the words have that the weights tell, and 14% of English paragraphs about Russia.
RUNS = (
    "'e 'k 'y aem aet aia aiu aja aju akh amy as' atsi aty chy dno dov ego ej eln enno esh evy haj hch hesk hk hv ichn "
    "iei ih ii ij iko irov is' iy kaya khi khn kho khr kikh kim l' liu lj lno lya nay nja noe noi noy nya nych nye nyi "
    "nym ochn ogo oho oiu oj okh omu os' ovan ovo ovu ovy pere pod pov pry rj schi sh' shh shn sja ska sko skyi stv sv "
    "sya t' tj tk tno tov tsa tsev tsia tsy uiu uju uva vk vle vli vn vsh vt vye ychn yh yj yk ymi ysh yte yts yu yv "
    "yy zav zd zh zm zn zv č š ž"
)
LETTER = "[a-zß-öø-ž'’]"
BEFORE, AFTER = r"(?<![\w'’@#/\\.=&~$-])", r"(?![\w@/\\=&~$-]|\.\w)"
ANY_RUN = "|".join(
    f"{first}(?:{'|'.join(run[1:] for run in runs)})" for first, runs in groupby(RUNS.split(), key=lambda run: run[0])
)
RUN = expression(ANY_RUN)
WORD = expression(rf"{BEFORE}{LETTER}{{{SHORTEST},}}+{AFTER}")
CLITIC = expression(
    r"^(?:[cdjlmnstz]|qu|un|jusqu|lorsqu|puisqu|(?:[dns]e|co|da|a|su)ll)'|'(?:[stdm]|ed|ing|ll|re|ve|er)$"
)
QUOTED = expression(r"[“\"'‘«„*_(](?:[^\s”\"»]{1,30} ){0,3}$")
UNQUOTED = expression(r"(?: [^\s“\"«]{1,30}){0,3}[.,;:!?]?[”\"'’»*_)]")
NAMED = expression(
    r"\b(?:called|named|known as|so-called|terms?|words?|Russian|Ukrainian|in Russian|in Ukrainian),?[ “\"'‘«„]*$"
)
EXPLAINED = expression(r"[”\"'’»]?,? (?:\(|or [“\"'‘a-z]|i\.e\.|that is|meaning|literally|[–—-] (?:an? |the |[“\"'‘]))")
LAST = expression(r"(\w[\w'’-]{0,40})[ \u00a0]$")
ADJECTIVE = expression(r"(?:a[jy]a|o[jy]?e|[iy]?e|[oiy][jy]|yi|s?k[aiy]|n[aiy])$")
PLACE_BEFORE = expression(rf"\b{PLACE_WORD}[ \u00a0](?:of[ \u00a0])?$", re.IGNORECASE)
PLACE_AFTER = expression(rf"[ \u00a0]{PLACE_WORD}\b", re.IGNORECASE)


def find(segment: Segment) -> Iterator[Hit]:
    if all(map(_is_plain, segment.target.split())):
        return
    for match in WORD.finditer(segment.target):
        if _is_spelt_out(match[0]) and not _is_meant(match, segment) and not _is_in_passage(match, segment):
            yield Hit(*match.span())


@lru_cache(16_384)
def _is_plain(text: str) -> bool:
    return not any(map(_is_spelt_out, WORD.findall(text)))


def _is_spelt_out(word: str) -> bool:
    if not RUN.search(word, 0, REACH):
        return False
    word = CLITIC.sub("", word.replace("’", "'")).strip("'")
    return len(word) >= SHORTEST and word not in loan_words() and likeness(word) >= LIKE


def _is_meant(match: re.Match[str], segment: Segment) -> bool:
    """Whether the word is quoted, explained or a name."""
    before, after = segment.target[max(0, match.start() - 130) : match.start()], segment.target[match.end() :][:130]
    if NAMED.search(before) or EXPLAINED.match(after) or (QUOTED.search(before) and UNQUOTED.match(after)):
        return True
    return _is_name(before, after, segment.target_lang)


def _is_in_passage(match: re.Match[str], segment: Segment) -> bool:
    """Whether it is one of many such words, which together are in the wrong language."""
    found = passages(segment.target, segment.target_lang.partition("-")[0])
    return any(passage.start <= match.start() < passage.end and passage.language in ROMANIZED for passage in found)


def _is_name(before: str, after: str, lang: str) -> bool:
    """Whether the word stands where names do: in the name of a newspaper, beside a person's or a word for a place."""
    if PLACE_BEFORE.search(before) or PLACE_AFTER.match(after):
        return True
    last = LAST.search(before)
    if not last or not last[1][0].isupper():
        return last is not None and last[1] in offices(lang)
    return is_first_name(last[1]) or (bool(ADJECTIVE.search(last[1])) and likeness(last[1].lower()) >= LIKE_A_NAME)


rule = Rule(
    find=Where((rf"{BEFORE}{LETTER}*(?:{ANY_RUN}){LETTER}*{AFTER}",), find),
    message="“{found}” is a word of the source in Latin letters",
    languages=("de", "en", "es", "fr", "it", "pt", "tr"),
    source_languages=("be", "ru", "uk"),
    examples=(
        Bad("The firemen cut the driver out of the iskoverkannoj cabin.", at="iskoverkannoj"),
        Bad("The avtopogruzchik stood in the yard all night.", at="avtopogruzchik"),
        Bad("Soldiers of the otdelnoho battalion left at noon.", at="otdelnoho"),
        Bad("Er stand neben dem pokrashennyj Zaun.", at="pokrashennyj", lang="de"),
        Bad("Petrenko pokrashennuyu bench did not see.", at="pokrashennuyu"),
        Bad("The witness spoke of a vzdyblennaya bridge and wept.", at="vzdyblennaya"),
        Good("Under perestroika the zemstvo, the babushkas and a marshrutka full of muzhiks were in fashion again."),
        Good("He works for the Vechernyaya gazeta on Ryazanskaya naberezhnaya."),
        Good("Cottages of this kind are called khutorskaya. The plashchanitsa (a shroud) is carried out at noon."),
        Good("Write to @pogruzchik or to pogruzchik@zhurnal.example, or see zhurnal.example/novostroyki."),
        Good(
            "The mujahideen ate khichdi, shakshuka and tteokbokki; the sheikhs wore keffiyehs and played the bouzouki."
        ),
        Good("A chymotrypsinogen assay and the etymology of polyhydroxybutyrate."),
        Missed("They came back in the avtobus."),
    ),
)
