"""A weekday written small where the language wants a capital: “on monday”, “am montag”.

Slavic, Romance and most other languages write weekdays small, and a machine carries it over; English and German do
not. German adverbs (“montags”) are small; addresses and tags are left alone.
"""

import re

from mtqa.languages import language
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment

_NAMES = "|".join(name.lower() for code in ("en", "de") for name in language(code).weekdays.wide)


def _capitalise(match: re.Match[str], _: Segment) -> Hit:
    return Hit(match.start(), match.end(), match[0].capitalize())


rule = Rule(
    find=Pattern(rf"(?<![\w@#/.=&_-])(?:{_NAMES})(?![\w@/=&_-]|\.\w)", judge=_capitalise),
    message="“{found}” is written “{fix}”",
    languages=("de", "en"),
    examples=(
        Bad("The court sits on monday.", at="monday", fixed="The court sits on Monday."),
        Bad("It was on friday evening, late.", at="friday", fixed="It was on Friday evening, late."),
        Bad("She left wednesday’s meeting early.", at="wednesday", fixed="She left Wednesday’s meeting early."),
        Bad("Wir sehen uns am montag.", at="montag", fixed="Wir sehen uns am Montag.", lang="de"),
        Good("The court sits on Monday and on Fridays."),
        Good("Read example.com/friday/ and #sunday."),
        Good("Montags und freitags ist geschlossen, sonntags auch.", lang="de"),
        Good("Lo vi el domingo.", lang="es"),
        Missed("They play on fridays."),
    ),
)
