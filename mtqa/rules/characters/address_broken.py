"""A web or mail address with spaces in it: “www.site. com”, “https: // site.org”, “user @ mail.org”, “@ name”.

A translator that sets a space after every mark breaks the addresses, and they no longer lead anywhere.
"""

import re

from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment

DOMAIN = "com|org|ru|ua|рф|info|gov|edu|eu|de|fr|uk|by|kz|tv"
PART = r"[\w-]{1,40}"
WWW = rf"www ?\. ?{PART}(?:\. ?{PART}){{0,2}}? ?\. ?(?:{DOMAIN}|net)\b"
SCHEME = r"https? ?: ?/ ?/ ?(?=\w)"
MAIL = rf"{PART}(?:\.{PART})? ?@ ?{PART}(?:\.{PART})? ?\. ?(?:{DOMAIN}|net)\b"
SITE = r"(?<![\w.])[a-z0-9][\w-]{1,40}\. (?:com|org|ru|ua|рф|info)\b(?![\w.-]*\()"
NAME = r"(?<![\w@])@ (?=[A-Za-z]{1,30}[_0-9]\w{1,30}\b)"


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    start, end = match.span()
    mended = match[0].replace(" ", "")
    return Hit(start, end, mended) if mended != match[0] else None


rule = Rule(
    find=Pattern(f"{WWW}|{SCHEME}|{MAIL}|{SITE}|{NAME}", judge=judge),
    message="the address “{found}” has spaces in it; write “{fix}”",
    examples=(
        Bad("Write to www.norda. com for help.", at="www.norda. com", fixed="Write to www.norda.com for help."),
        Bad("See https: // norda.org/ferry for more.", at="https: // ", fixed="See https://norda.org/ferry for more."),
        Bad("Ask pier @ norda.org for a place.", at="pier @ norda.org", fixed="Ask pier@norda.org for a place."),
        Bad("Ask @ norda_ferry for a place.", at="@ ", fixed="Ask @norda_ferry for a place."),
        Bad("Пишите на norda. ru каждый день.", at="norda. ru", fixed="Пишите на norda.ru каждый день.", lang="ru"),
        Good("Write to pier@norda.org or see https://www.norda.com/ferry and norda.ru."),
        Good("We sold 5 @ 20 euros each; find me @ home."),
        Good("They cast the net. Net gains were small."),
        Good("He lives in the EU. Info is scarce. Org charts are not."),
        Missed("See https://norda.org/ ferry for more."),
    ),
)
