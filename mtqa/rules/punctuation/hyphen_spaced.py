"""A space beside the hyphen of a name, a model or an ending: “al- Sham”, “Il- 76”, “Severo - East”, “PPS - nikov”.

A machine cuts a word at its hyphen, renders the pieces and does not join them again. A space on one side of a hyphen
is right only where that is suspended (“two- and three-year”, „Kinderbücher und -filme“). On both sides it makes a dash,
and there only names, models and endings that are known are found. Left alone are negative numbers, options (-v),
stuttering, marks (a B- in French), dialogue in Romance languages, and English compounds, which hyphen-literal knows.
"""

import re
from functools import cache
from itertools import pairwise

from mtqa.expressions import expression
from mtqa.languages.hyphenated import compounds
from mtqa.languages.stop_words import common
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment
from mtqa.text import LOWER, SPACE, UPPER

DIALOGUE = {"es", "it", "pt"}
NEAR = 2000

# With a space on both sides it is a dash, but for what begins with a capital or a figure, and the endings below.
_TORN = (
    rf"{SPACE}[-‑–—](?<=[\w'’]..)(?:(?=\w)"
    rf"|{SPACE}(?=[^\W{LOWER[1:-1]}]|s?h?nik|sh?chik|ist|ov(?:et|ts|sk)|н[еи]будь|за|под))"
    rf"|[-‑–—](?<=[\w'’].){SPACE}(?=\w)"
)
_FIRST = expression(r"[\w'’]{1,30}\Z")
_SECOND = expression(r"\w{1,30}")

_NAME = (
    rf"(?:(?:[AaEe]l|[Uu]l|[Aa]sh|[Aa]z|[Aa]r)|Severo|Yugo|Yuzhno|Zapadno|Vostochno|Nagorno|Gorno|Verkhne|Nizhne|Ust|Khanty"
    r"|Yamalo|Kabardino|Karacha(?:y|yevo|evo)|Ivano|Orekhovo|Naro|Anglo|Russo|Sino|Franco|Serbo|Austro|Greco|Indo|Ibero"
    rf"|Ulan|Alma|Sankt|Baden|Schleswig|Mecklenburg|Rheinland|Nordrhein|Kamianets|Tel)-{UPPER}\w+"
)
_MODEL = (
    r"(?:Il|An|Tu|Yak|Su|MiG|Mi|Ka|Be|BMP|BTR|BRDM|BMD|BM|RPG|AK|AKM|AKS|PKM|KamAZ|KAMAZ|UAZ|ZIL|GAZ|VAZ|MAZ|PAZ|Kh|ATR|CH|UH"
    r"|AH|MQ|RQ|ZU|ZSU|TOS|Soyuz|Apollo)-\d{1,4}\w{0,3}|(?:COVID|[Cc]ovid)-19|S-[2345]00\w{0,3}|A-3[1-8]0|B-52|C-130"
    r"|T-(?:34|55|62|64|72|80|90)\w{0,2}|F-(?:4|14|15|16|18|22|35|117)\w?|G-(?:7|8|20)|M-16"
)
_ENDING = (
    r"[A-Z]{2,6}-(?:s?h?nik\w{0,4}|sh?chik\w{0,4}|ist\w{0,3}|ov(?:ets|ts\w{1,3}|sk\w{1,4}))"
    r"|[а-яёіїє]{2,12}-(?:нибудь|небудь)|[Ии]з-(?:за|под)"
)
_KNOWN = expression(f"{_NAME}|{_MODEL}|{_ENDING}")
_COUNTED = expression(rf"{SPACE}?(?:%|per ?cent)")
_SUSPENDED = expression(
    r"and|or|to|nor|but|as|rather|not|than|through|versus|vs|by|plus|then|und|oder|bzw|beziehungsweise|sowie|als|wie|noch"
    r"|bis|statt|gegen|et|ou|ni|y|e|u|o|i|oraz|lub|a|albo|czy|и|или|либо|й|та|або|чи|ve|veya|ya|ile"
    r"|on|upon|am|an|na|sur|suffix|suffixes|ending|endings|option|options|flag"
)


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, lang = segment.target, segment.target_lang.partition("-")[0]
    first = _FIRST.search(text, max(0, match.start() - 30), match.start())
    second = _SECOND.match(text, match.end())
    if not first or not second:
        return None
    start, end = first.start(), second.end()
    whole = f"{first[0]}-{second[0]}"
    if _KNOWN.fullmatch(whole) and not _COUNTED.match(text, end):
        return Hit(start, end, whole)
    if lang == "en" and _is_compound(first[0].lower(), second[0].lower()):
        return None
    named = first[0][0].isupper() and not second[0][0].islower()
    if named and text.find(whole, max(0, start - NEAR), end + NEAR) >= 0:
        return Hit(start, end, whole)
    if _is_torn(match[0], first[0], second[0], lang) and text[end : end + 1] not in ("-", "‑"):
        return Hit(start, end, Edit(start, end, whole, safe=False) if named else None)
    return None


def _is_torn(hyphen: str, first: str, second: str, lang: str) -> bool:
    """Whether the hyphen has a space on one side and no leave to."""
    if len(hyphen) > 2 or hyphen.strip() not in ("-", "‑") or lang in DIALOGUE or first[0].isdigit():
        return False
    words = first.lower(), second.lower()
    if any(_SUSPENDED.fullmatch(word) or word in common(lang) for word in words):
        return False
    if hyphen[0].isspace():
        return len(first) > 1 and len(second) > 2 and second[0].isalpha()
    return not words[1].startswith(words[0]) and (len(first) > 1 or first.islower() or second[0].isdigit())


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    pairs = (pair for row in compounds() for pair in pairwise(row.elements))
    return frozenset((one, two) for ones, twos in pairs for one in ones for two in twos)


def _is_compound(first: str, second: str) -> bool:
    number = "#" if first.isdigit() else first
    return not _compounds().isdisjoint({(first, second), (number, second), ("...", second), (first, "...")})


rule = Rule(
    find=Pattern(_TORN, judge=_judge),
    message="a space stands beside the hyphen in “{found}”",
    examples=(
        Bad("The al- Barid brigade left.", at="al- Barid", fixed="The al-Barid brigade left."),
        Bad("The town of Al - Barida is empty.", at="Al - Barida", fixed="The town of Al-Barida is empty."),
        Bad("An Il- 76 and a tank landed.", at="Il- 76", fixed="An Il-76 and a tank landed."),
        Bad("Two MiG - 29 jets landed.", at="MiG - 29", fixed="Two MiG-29 jets landed."),
        Bad("He fell ill with COVID – 19 in May.", at="COVID – 19", fixed="He fell ill with COVID-19 in May."),
        Bad("The Severo - Zadonsk mine is shut.", at="Severo - Zadonsk", fixed="The Severo-Zadonsk mine is shut."),
        Bad("Two PPS - nikov took him away.", at="PPS - nikov", fixed="Two PPS-nikov took him away."),
        Bad("Marta Berg- Olsen is a smith.", at="Berg- Olsen", fixed="Marta Berg-Olsen is a smith."),
        Bad("Marta Berg -Olsen is a smith.", at="Berg -Olsen", fixed="Marta Berg-Olsen is a smith."),
        Bad(
            "Berg - Olsen won. It is the third Berg-Olsen in town.",
            at="Berg - Olsen",
            fixed="Berg-Olsen won. It is the third Berg-Olsen in town.",
        ),
        Bad("A moss- grown wall stood there.", at="moss- grown"),
        Bad("Кто-нибудь или что - нибудь.", at="что - нибудь", fixed="Кто-нибудь или что-нибудь.", lang="ru"),
        Bad("Он ушёл из -за дождя.", at="из -за", fixed="Он ушёл из-за дождя.", lang="ru"),
        Bad("Die Firma Berg- Olsen schließt.", at="Berg- Olsen", fixed="Die Firma Berg-Olsen schließt.", lang="de"),
        Good("It was a two- or three-year plan for pre-, mid- and post-war towns."),
        Good("Kinderbücher und -filme, Haupt- und Nebensätze, Vor- bzw. Nachteile.", lang="de"),
        Good("Marta Berg - a smith - won. Varna - Riga was the first flight."),
        Good("It was -5 in Riga and -7 in Varna; run it with -v or with the option -name."),
        Good("He had a B- in French. I- I mean yes."),
        Good("—Vete —dijo Ana. Vete -dijo Ana- ya.", lang="es"),
        Good("The score was 5 - 3, the vote 20 - 15 percent, and G – 20 percent of it – fell."),
        Missed("The Varna - Riga was late, they said."),
    ),
)
