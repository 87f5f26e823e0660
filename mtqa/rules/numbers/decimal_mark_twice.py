"""A number with two decimal marks: “1.273.953” in English, “1,273,953” in German or Russian.

Thousands are grouped with the mark that another language uses, which here parts whole and fraction and can stand only
once. Addresses (192.168.100.200) and versions, whose parts are seldom all of three digits, are left alone.
"""

import re

from mtqa.languages import language
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    """Mend it if its mark is the decimal mark of the language."""
    own, number = language(segment.target_lang), match[0]
    address = number.count(".") == 3
    if match["mark"] != own.decimal or address:
        return None
    return Hit(*match.span(), number.replace(own.decimal, own.group))


rule = Rule(
    find=Pattern(
        r"(?<![\w.,/:-])[1-9][0-9]{0,2}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3}){1,3}(?![\w/-]|[.,:]\w)",
        judge=judge,
    ),
    message="“{found}” has two decimal marks; thousands are grouped as in “{fix}”",
    examples=(
        Bad("The census counted 1.273.953 goats.", at="1.273.953", fixed="The census counted 1,273,953 goats."),
        Bad("Gezählt wurden 1,273,953 Ziegen.", at="1,273,953", fixed="Gezählt wurden 1.273.953 Ziegen.", lang="de"),
        Bad("Насчитали 1,273,953 козы.", at="1,273,953", fixed="Насчитали 1\u00a0273\u00a0953 козы.", lang="ru"),
        Good("The census counted 1,273,953 goats at 192.168.100.200 with version 2.10.3."),
        Good("Gezählt wurden 1.273.953 Ziegen.", lang="de"),
        Good("Насчитали 1\u00a0273\u00a0953 козы.", lang="ru"),
        Missed("The census counted 12.500 goats."),
    ),
)
