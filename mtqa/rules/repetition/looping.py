"""A phrase three times or more in a row: “the law the law the law”.

What a neural decoder does when it hallucinates: it writes the same words until its length is used up. Refrains and
lists part them by marks, so with a mark between them four times are asked for. Rows of figures and
of placeholders are left alone.
"""

from collections.abc import Iterator

from mtqa.repeats import Repeat, could_repeat, repeats
from mtqa.rule import Bad, Good, Hit, If, Missed, Rule
from mtqa.segment import Segment

CRIES = frozenset(
    ["bla", "blah", "far", "ha", "hey", "ho", "la", "много", "na", "no", "so", "very", "yes", "очень", "нет", "да"]
)


def is_loop(repeat: Repeat) -> bool:
    if not any(any(map(str.isalpha, word)) for word in repeat.phrase if word[:1] not in ("%", "{", "$")):
        return False
    if len(repeat.phrase) == 1 and (repeat.phrase[0] in CRIES or repeat.broken):
        return repeat.times > 5
    return repeat.times > 3 if repeat.broken else repeat.times > 2


def find(segment: Segment) -> Iterator[Hit]:
    for repeat in repeats(segment.target):
        if is_loop(repeat):
            yield Hit(repeat.start, repeat.end, segment.target[repeat.start : repeat.first])


rule = Rule(
    find=If(could_repeat, find),
    message="the same words stand again and again, as where a decoder loops",
    severity="error",
    safe=False,
    examples=(
        Bad("He broke the law the law the law.", at="the law the law the law", fixed="He broke the law."),
        Bad("They they they they left the village.", at="They they they they", fixed="They left the village."),
        Bad(
            "The council met, the council met, the council met, the council met, and then it rained.",
            at="The council met, the council met, the council met, the council met",
            fixed="The council met, and then it rained.",
        ),
        Bad(
            "Город был взят город был взят город был взят.",
            at="Город был взят город был взят город был взят",
            fixed="Город был взят.",
            lang="ru",
        ),
        Good("Location, location, location, the agent said."),
        Good("It was a very very very long night, and they sang la la la."),
        Good("Results: 1 0 1 0 1 0, and 5 5 5 in the last set."),
        Good("Written by %s, %s, %s, %s and %s."),
        Missed("The law, that law, the law, this law, the law."),
    ),
)
