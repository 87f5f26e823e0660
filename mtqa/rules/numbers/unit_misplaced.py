"""A sign on the wrong side of its number, or with a space it should not have: “25,000 $”, “$ 25”, “0.8 %”, “20 ° C”.

Where the percent sign stands, and whether a space parts it, is a convention of the language: “5%” in English, “5 %” in
German, French and Russian, “%5” in Turkish. English sets the sign of a currency before its number, without a space. The
sign of a degree is never parted from its letter.
"""

import re
from collections.abc import Iterator
from functools import cache

from mtqa.languages import language
from mtqa.rule import Bad, Good, Hit, Missed, Rule
from mtqa.segment import Segment
from mtqa.text import SPACE

NUMBER = rf"[0-9]{{1,3}}(?:{SPACE}[0-9]{{3}})+|[0-9]+(?:[.,][0-9]+)*"
AMOUNT = rf"(?:(?:{NUMBER}){SPACE}?[-–]{SPACE}?)?(?:{NUMBER})"
SCALE = rf"(?:{SPACE}(?:thousand|million|billion|trillion|bn|mln|mn)\b)?"
PARTED_DEGREE = re.compile(rf"(?<=[0-9])({SPACE}?°){SPACE}([CF])\b")
BEFORE_MONEY = re.compile(rf"(?<![A-Z])([$€£¥₽₴]){SPACE}({NUMBER})(?![\w])")
AFTER_MONEY = re.compile(
    rf"(?<![\w.,$€£¥₽₴-])(?<![0-9]{SPACE})({AMOUNT}{SCALE}){SPACE}?([$€£¥₽₴])(?![\w$€£¥₽₴-]|{SPACE}?[0-9])"
)
PERCENT_END = r"(?![\w%(]| ?[0-9])"


@cache
def percent_rule(code: str) -> tuple[re.Pattern[str], str] | None:
    """What is wrong with a percent sign in the language, and what to put in its place."""
    pattern = language(code).percent
    if pattern.startswith("%"):
        return re.compile(rf"(?<![\w.,%])({NUMBER}){SPACE}?%{PERCENT_END}"), r"%\1"
    if pattern.endswith("0%"):
        return re.compile(rf"(?<![\w.,])({NUMBER}){SPACE}%{PERCENT_END}"), r"\1%"
    return None


def find(segment: Segment) -> Iterator[Hit]:
    text, lang = segment.target, segment.target_lang
    if "°" in text:
        yield from replaced(PARTED_DEGREE, r"\1\2", text)
    if "%" in text and (wrong := percent_rule(lang)):
        yield from replaced(*wrong, text)
    if lang.startswith("en") and any(sign in text for sign in "$€£¥₽₴"):
        yield from replaced(BEFORE_MONEY, r"\1\2", text)
        yield from replaced(AFTER_MONEY, r"\2\1", text)


def replaced(expression: re.Pattern[str], fix: str, text: str) -> Iterator[Hit]:
    return (Hit(*match.span(), match.expand(fix)) for match in expression.finditer(text))


rule = Rule(
    find=find,
    message="“{found}” sets its sign as another language does: {fix}",
    severity="note",
    examples=(
        Bad("The barn cost $ 25,000 last year.", at="$ 25,000", fixed="The barn cost $25,000 last year."),
        Bad("The barn cost 25,000 $ last year.", at="25,000 $", fixed="The barn cost $25,000 last year."),
        Bad("They want 1.5 million €, no less.", at="1.5 million €", fixed="They want €1.5 million, no less."),
        Bad("The share fell to 0.8 % in May.", at="0.8 %", fixed="The share fell to 0.8% in May."),
        Bad("It was 20 ° C in the shade.", at=" ° C", fixed="It was 20 °C in the shade."),
        Bad("Oran yüzde değil, 20% oldu.", at="20%", fixed="Oran yüzde değil, %20 oldu.", lang="tr"),
        Good("It cost $25,000, and 5% of that was lost at 20 °C."),
        Good("Der Anteil stieg auf 0,8 %, der Preis auf 25 €.", lang="de"),
        Good("La part passe à 0,8 %, le prix à 25 $.", lang="fr"),
        Good("Oran %20 oldu.", lang="tr"),
        Good("The fund paid US$ 25,000, as the United Nations write it."),
        Good("Run 7 % 3 in it, or print %d of 10 %s."),
        Missed("It cost USD25,000 at the pier."),
    ),
)
