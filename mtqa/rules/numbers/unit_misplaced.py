"""A sign on the wrong side of its number, or with a space it should not have: “25,000 $”, “$ 25”, “0.8 %”, “20 ° C”.

Where the percent sign stands, and whether a space parts it, is a convention of the language: “5%” in English, “5 %” in
German, French and Russian, “%5” in Turkish. English sets the sign of a currency before its number, without a space. The
sign of a degree is never parted from its letter.
"""

from collections.abc import Iterator

from mtqa.languages import language
from mtqa.rule import Bad, Good, Missed, Pattern, Rule, Table
from mtqa.text import SPACE

NUMBER = rf"[0-9]{{1,3}}(?:{SPACE}[0-9]{{3}})+|[0-9]+(?:[.,][0-9]+)*"
AMOUNT = rf"(?:(?:{NUMBER}){SPACE}?[-–]{SPACE}?)?(?:{NUMBER})"
SCALE = rf"(?:{SPACE}(?:thousand|million|billion|trillion|bn|mln|mn)\b)?"
PARTED_DEGREE = rf"(?<=[0-9])({SPACE}?°){SPACE}([CF])\b"
BEFORE_MONEY = rf"(?<![A-Z])([$€£¥₽₴]){SPACE}({NUMBER})(?![\w])"
AFTER_MONEY = rf"(?<![\w.,$€£¥₽₴-])(?<![0-9]{SPACE})({AMOUNT}{SCALE}){SPACE}?([$€£¥₽₴])(?![\w$€£¥₽₴-]|{SPACE}?[0-9])"
PERCENT_END = r"(?![\w%(]| ?[0-9])"


def rows(target_lang: str, _: str) -> Iterator[Pattern]:
    yield Pattern(PARTED_DEGREE, r"\1\2")
    yield from _percent(target_lang)
    if target_lang.startswith("en"):
        yield Pattern(BEFORE_MONEY, r"\1\2")
        yield Pattern(AFTER_MONEY, r"\2\1")


def _percent(code: str) -> Iterator[Pattern]:
    """What is wrong with a percent sign in the language, and what to put in its place."""
    pattern = language(code).percent
    if pattern.startswith("%"):
        yield Pattern(rf"(?<![\w.,%])({NUMBER}){SPACE}?%{PERCENT_END}", r"%\1")
    elif pattern.endswith("0%"):
        yield Pattern(rf"(?<![\w.,])({NUMBER}){SPACE}%{PERCENT_END}", r"\1%")


rule = Rule(
    find=Table(rows),
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
