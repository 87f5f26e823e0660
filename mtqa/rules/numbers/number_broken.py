"""A number torn apart: “121 .2 thousand”, “at 17. 40”, “0, 5 percent”, “25, 000”, “14.) 03. 117”, “9 1/ 2 weeks”.

Spaces and brackets get into numbers, dates and times when a text is cut into tokens and joined again, or when its
numbers were put in by themselves. A mark with its space on the wrong side or a bracket inside is enough; where a
sentence or a list might go on after the mark, the number must be a clock time, a date, a decimal with its unit, or
thousands. Versions, sections, lists, scores set 5 : 3, verses and German dates (“29. 12. 2014”) are left alone.
"""

import re
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.languages.measures import measure
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import MONTH, SPACE, WEEKDAY, YEAR

COMMA = rf"{SPACE}?,{SPACE}"
TORN = rf"(?:{SPACE}(?:,|[.:/]{SPACE}?)|[.:/]{SPACE}|[.,][()][.,]?{SPACE}?|[()](?:[.,]{SPACE}?|{SPACE})|\.,|,\.)"
CHAIN = (
    rf"[0-9](?:{COMMA}[0-9]{{1,3}}(?![0-9]|{TORN}[0-9])|{TORN}[0-9]+)"
    rf"(?:(?:{TORN}|[.,:/])[0-9]+|{COMMA}[0-9]{{3}}(?![0-9])){{0,5}}"
)
HEAD = expression(r"(?<![\w.,:/])(?<![A-Za-z][-+])[0-9][0-9.,:/]*$")
YEARLIKE = expression(rf"{YEAR}$")
DAY_BEFORE = expression(rf"(?:{WEEKDAY},?|dated) $")
MONTH_BEFORE = expression(rf"{MONTH} $")
OPEN = expression(r"[(\[][^)\]]*$")
LIST_MARK = expression(r"(?:^|\n)\W{0,4}$")
CALIBRE = expression(
    r"[- ]?(?:cal|rifle|pistol|revolver|magnum|gun|handgun|round|bullet|Smith|Colt|ACP)", re.IGNORECASE
)
CLOCK = expression(r"\b(?:at|in|from|until|till|around|about|before|after|since|by|to|\d{4},?) \(?$", re.IGNORECASE)
SHARE = expression(
    r"\b(?:by|to|than|about|(?:rate|level|rise|increase|growth) of|nearly|almost|approximately|up"
    r"|magnitude|measuring) $|[$€£] ?$",
    re.IGNORECASE,
)
MONEY = expression(r"[$€£₽] ?$")
ROUGHLY = expression(
    r"\b(?:about|around|some|approximately|nearly|roughly|another|every|over|than|least|up to) $", re.IGNORECASE
)
COUNTED = expression(r" (?:(?!times\b|as\b|is\b|was\b)[a-z]{1,20}s\b|people\b|[a-z]{3,20}men\b)")
CLOSED = expression(
    r"$|[,;)]|[.–—-](?:\s|$)| (?:per|and|on|in|to|for|at|from|against|until|till|local|hours?"
    r"|[ap]\.?m|the|an?|it|s?he|they|we|there|when)\b"
)


class Torn(NamedTuple):
    """A chain of numbers, the mark it is torn at with the numbers beside it, and the text around.

    It is mixed where the marks in it differ.
    """

    chain: tuple[str, ...]
    left: str
    mark: str
    right: str
    before: str
    after: str
    mixed: bool


def has_bracket(torn: Torn) -> bool:
    """A bracket beside a mark, with more of the number behind it."""
    goes_on = (len(torn.chain) > 2 and torn.mixed) or (torn.mark[-1] != " " and len(torn.mark) > 1)
    return goes_on and ":" not in torn.mark and not OPEN.search(torn.before) and not LIST_MARK.search(torn.before)


def is_split_before(torn: Torn) -> bool:
    """A space before the mark and none after it: 121 .2"""
    if torn.mark[-1] == ".":
        return not CALIBRE.match(torn.after)
    return torn.mark[-1] != "," or not (YEARLIKE.match(torn.left) or MONTH_BEFORE.search(torn.before))


def is_clock(torn: Torn) -> bool:
    """An hour and minutes: minutes set 05 can be nothing else, others want a word before them that leads to a time."""
    if len(torn.chain) > 2 or int(torn.left) > 24 or len(torn.right) != 2 or int(torn.right) > 59:
        return False
    half_day = re.match(r" ?[ap]\.?m\b", torn.after)
    led = CLOCK.search(torn.before) and (len(torn.left) == 2 or torn.before[-3:].lower() in ("at ", "in "))
    alone = not COUNTED.match(torn.after) if ":" in torn.mark else CLOSED.match(torn.after)
    return torn.right[0] == "0" or bool(half_day or (led and alone))


def is_date(torn: Torn) -> bool:
    day, month, *year = torn.chain
    dated = YEARLIKE.match(year[0]) if year else DAY_BEFORE.search(torn.before)
    return int(day) <= 31 and int(month) <= 12 and bool(dated)


def is_thousands(torn: Torn) -> bool:
    first, *groups = torn.chain
    if len(first) > 3 or first[0] == "0" or any(len(group) != 3 for group in groups):
        return False
    rough = ROUGHLY.search(torn.before) and COUNTED.match(torn.after)
    money = MONEY.search(torn.before) and not COUNTED.match(torn.after)
    lone = torn.mark == " , " and not COUNTED.match(torn.after) and not MONTH_BEFORE.search(torn.before)
    return torn.right == "000" or torn.mixed or bool(rough or money) or lone


def is_decimal(torn: Torn, lang: str) -> bool:
    right_mark = torn.mark.strip() == language(lang).decimal
    if torn.right is not torn.chain[-1] or len(torn.right) > 3 or YEARLIKE.match(torn.left) or torn.mixed:
        return False
    if torn.left == "0" and right_mark and torn.mark.strip() == ".":
        return not COUNTED.match(torn.after) or SHARE.search(torn.before) is not None
    if re.match(rf"(?:-[0-9.,]{{1,6}})?{SPACE}?{measure(lang)}", torn.after):
        sure = right_mark and (len(torn.right) == 1 or torn.mark != ". ")
        return sure or (len(torn.left) < 4 and bool(SHARE.search(torn.before)))
    return right_mark and torn.before.endswith(("magnitude ", "measuring "))


def is_range(torn: Torn) -> bool:
    """A range whose dash became a full stop: about 20. 30 experts."""
    near = int(torn.left) < int(torn.right) <= 3 * int(torn.left)
    return near and len(torn.chain) == 2 and bool(ROUGHLY.search(torn.before) and COUNTED.match(torn.after))


def is_split_after(torn: Torn, lang: str) -> bool:
    """A space after the mark, where a sentence or a list may go on."""
    match torn.mark.strip():
        case "/":
            return torn.mark[0] != " "
        case ":":
            return is_clock(torn)
        case ",":
            return is_thousands(torn) or is_decimal(torn, lang)
    if LIST_MARK.search(torn.before):
        return False
    alone = torn.mark[0] == " " and len(torn.right) < 3 and not YEARLIKE.match(torn.left) and CLOSED.match(torn.after)
    date = is_date(torn) and not lang.startswith("de")
    return bool(alone) or date or is_thousands(torn) or is_decimal(torn, lang) or is_clock(torn) or is_range(torn)


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    """Take in what of the number stands left of the tear, and decide by the mark."""
    text, end = segment.target, match.end()
    head = HEAD.search(text, max(0, match.start() - 20), match.start() + 1)
    if head is None:
        return None
    start = head.start()
    pieces = re.findall(r"[0-9]+|[^0-9]+", re.sub(SPACE, " ", text[start:end]))
    left, mark, right = next(pieces[at - 1 : at + 2] for at in range(1, len(pieces), 2) if len(pieces[at]) > 1)
    torn = Torn(
        tuple(pieces[::2]),
        left,
        mark,
        right,
        text[max(0, start - 80) : start],
        text[end : end + 24],
        len(set(pieces[1::2])) > 1,
    )
    if "(" in mark or ")" in mark:
        broken = has_bracket(torn)
    elif mark[-1] != " ":
        broken = mark[0] != " " or is_split_before(torn)
    else:
        broken = is_split_after(torn, segment.target_lang)
    return Hit(start, end) if broken else None


rule = Rule(
    find=Pattern(CHAIN, judge=judge),
    message="“{found}” is a number torn apart",
    severity="error",
    examples=(
        Bad("It was signed on 14.(08). 317 in the old hall.", at="14.(08). 317"),
        Bad("The yield fell to 96 .4 thousand tons.", at="96 .4"),
        Bad("A share now costs 62 . 15 on the exchange.", at="62 . 15"),
        Bad("The siren sounded at 21. 35 and again later.", at="21. 35"),
        Bad("Doors open at 19: 30, the play begins at eight.", at="19: 30"),
        Bad("Some 40. 50 guests came to the wake.", at="40. 50"),
        Bad("About 25, 000 seedlings were planted.", at="25, 000"),
        Bad("Prices rose by 3, 7 percent in a month.", at="3, 7"),
        Bad("It took them 3 1/ 2 weeks.", at="1/ 2"),
        Bad("The act of 30.01. 2018 is void.", at="30.01. 2018"),
        Bad("Der Preis stieg um 4, 5 Prozent.", at="4, 5", lang="de"),
        Bad("Цены выросли на 4 ,5 процента.", at="4 ,5", lang="ru"),
        Good("Version 2.10.3 of 12.05.2019 listens on 10.0.0.1, as section 4.12 says."),
        Good("It is open from 10.30–11.45 and at 17.40; they won 5 : 3."),
        Good("1. 5 percent of the yield.\n2. 30 sacks of oats.\n3) 12 hens"),
        Good("In 2019, 5 percent left. On May 12, 200 people came, among them 14, 15 and 16 year olds."),
        Good("The village was founded in 1920. 30 families live there. He died at 87. 40 people wept."),
        Good("He wrote of it (in item 8.) 10. Determine the rest yourself."),
        Good("John 3: 16 is read at 12 .38 calibre shots' distance."),
        Good("Am 29. 12. 2014 kamen 12. 30 blieben.", lang="de"),
        Bad("In 17. 40 the train left.", at="17. 40"),
        Missed("Doors open 17. 40."),
    ),
)
