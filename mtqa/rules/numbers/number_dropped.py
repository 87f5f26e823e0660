"""A number lost from before what it counts: “killed about people”, “fell in price by,”, “more than percent of”.

Pipelines that take numbers out before a translation and put them back after it lose some, and so do those that change
them on purpose. What is left are words that lead to a number or count with it, and stand there without: “about”,
“more than”, “by”, units, “times”. Only what no sentence has by itself is looked for: “a film about people”, “it is up
to people”, “by degrees”, “in times of war” and “the amount it fell by” are left alone.
"""

import re

from mtqa.expressions import expression
from mtqa.languages import dropped
from mtqa.languages.english import MEASURES
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule, Table
from mtqa.segment import Segment

ASKED = expression(r"\b(?:amounts?|how|what|margin|figures?|number|percentage|which|that|sum|degree|extent|rate)\b")
ASIDE = expression(
    r", (?:for|among|amongst|say|perhaps|inter|at|on|in|roughly|approximately|respectively|as|or|e\.g)\b"
)
CHANGED = expression(rf"{dropped.CHANGED}$")
START = expression(rf"{dropped.START}$")
LED = [(kind, expression(f"{lead}$"), words) for kind, lead, words in dropped.LED]
BEFALLEN = [(expression(fate), words) for fate, words in dropped.BEFALLEN]


def approximate(match: re.Match[str], segment: Segment) -> Hit | None:
    """“About” and its like before what they cannot mean without a number, by the kind of thing and what leads to it."""
    text, (start, end) = segment.target, match.span()
    word, kind = match[1].lower(), match.lastgroup
    if word in dropped.ALONE[kind or ""]:
        return Hit(start, end)
    before, after = text[max(0, start - 30) : start], text[end : end + 120]
    for of, lead, words in LED:
        if kind == of and word in words and (led := lead.search(before)):
            return Hit(start - len(led[0]), end)
    for fate, words in BEFALLEN if kind == "counted" and START.search(before) else ():
        if word in words and (followed := fate.match(after)):
            return Hit(start, end + followed.end())
    return None


def by_how_much(match: re.Match[str], segment: Segment) -> Hit | None:
    """A change by nothing, but for “the amount it fell to” and “it fell by, say, ten”."""
    text = segment.target
    changed = CHANGED.search(text, max(0, match.start() - 40), match.start())
    if not changed:
        return None
    asked = ASKED.search(text, max(0, changed.start() - 60), changed.start())
    loose = match[0] in (" by", " to") and (asked or ASIDE.match(text, match.end()))
    return None if loose else Hit(changed.start(), match.end())


WORDS = {*dropped.NEARLY, *dropped.VAGUE, *(word.capitalize() for _, words in dropped.BEFALLEN for word in words)}
PATTERNS = (
    Pattern(rf"({'|'.join(sorted(WORDS))}) {dropped.UNCOUNTED}", judge=approximate),
    Pattern(rf" by (?:{MEASURES}|{dropped.SCALE}|times|compared|against|since|while)\b| by %(?!\w)", judge=by_how_much),
    Pattern(rf" (?:by|to){dropped.ENDS}", judge=by_how_much),
    *map(Pattern, dropped.WITHOUT_NUMBER),
)


rule = Rule(
    find=Table(lambda _target, _source: PATTERNS),
    message="a number is missing in “{found}”",
    languages=("en",),
    examples=(
        Bad("The gale killed about people and a horse.", at="killed about people"),
        Bad("By noon, about residents were gone.", at="about residents were"),
        Bad("All night they fired at villages times.", at="fired at villages times"),
        Bad("Milk fell in price by, which pleased nobody.", at="fell in price by"),
        Bad("Turnout was more than percent.", at="more than percent"),
        Bad("He was fined in the amount of rubles.", at="in the amount of rubles"),
        Bad("Buses run every minutes, even on Sunday.", at="every minutes"),
        Bad("The tour cost him about million euros.", at="about million"),
        Bad("They live next to School No., by the river.", at="School No."),
        Bad("It was the th anniversary of the mill.", at="the th anniversary"),
        Bad("At least of the barns were empty.", at="At least of the barns were"),
        Bad("The new road is times more costly.", at="is times more"),
        Bad("They waited for more than hours.", at="for more than hours"),
        Bad("He was met by a -year-old boy.", at="a -year-old"),
        Bad("The train leaves at p.m. from the other side.", at="at p.m."),
        Bad("She was charged under article of the Penal Code.", at="under article of the Penal Code"),
        Bad("By May the toll had grown to, and went on.", at="grown to"),
        Bad("There were many bids, of which were turned down.", at=", of which were"),
        Bad("The blast left more than dead.", at="left more than dead"),
        Good("It is a film about people, for people, and it is up to people to like it."),
        Good("Prices rose by degrees; we do not know the amount they fell by."),
        Good("In times of war he fell by the sword. They hit hard times."),
        Good("They fired at the New York Times, and not at other times."),
        Good("It grew by, among other things, luck. They were raised by. The nearly men were nearly there."),
        Good("For years the pay was in dollars and cents, and it took years to get it."),
        Good("He knew all about percent and about degrees."),
        Missed("In the fire died and were hurt residents."),
    ),
)
