"""A phrase that stands twice in a row: “said on Monday said on Monday that”.

Two to twenty words written again, as a decoder does that loses its place, or two renderings that were both kept. What
rhetoric repeats is left alone: “again and again and again”, “no more, no more”, and anything with a mark between.
"""

from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.repeats import Repeat, could_repeat, repeats
from mtqa.rule import Bad, Good, Hit, If, Missed, Rule
from mtqa.segment import Segment

LINKS = frozenset(
    ["after", "and", "by", "for", "in", "of", "on", "or", "then", "to", "und", "upon", "et", "y", "и", "за"]
)
SENTENCE_END = expression(r"[.?!…;:][\"”»’)]*\s")


def is_rhetoric(repeat: Repeat) -> bool:
    return len(repeat.phrase) == 2 and repeat.phrase[1] in LINKS


def find(segment: Segment) -> Iterator[Hit]:
    for repeat in repeats(segment.target):
        if repeat.times != 2 or len(repeat.phrase) < 2 or repeat.broken or is_rhetoric(repeat):
            continue
        phrase = segment.target[repeat.start : repeat.first]
        if SENTENCE_END.search(phrase):
            continue
        is_named = all(word[0].isupper() for word in phrase.split())
        if any(word.isalpha() for word in repeat.phrase) and not is_named:
            yield Hit(repeat.start, repeat.end, phrase)


rule = Rule(
    find=If(could_repeat, find),
    message="“{found}” says the phrase twice",
    safe=False,
    examples=(
        Bad(
            "The minister said on Monday said on Monday that the road is closed.",
            at="said on Monday said on Monday",
            fixed="The minister said on Monday that the road is closed.",
        ),
        Bad(
            "Rescuers reached the lower village reached the lower village at dawn.",
            at="reached the lower village reached the lower village",
            fixed="Rescuers reached the lower village at dawn.",
        ),
        Bad("The dam holds for now for now.", at="for now for now", fixed="The dam holds for now."),
        Bad(
            "Пожарные прибыли на место прибыли на место утром.",
            at="прибыли на место прибыли на место",
            fixed="Пожарные прибыли на место утром.",
            lang="ru",
        ),
        Good("They asked again and again and again, day after day after day."),
        Good("Is it what it is? What it is is a mess, and nobody knows what it is. What it is not, all know."),
        Good("No more war, no more war, they sang."),
        Good("The band played New York New York before the interval."),
        Missed("The dam holds now and the dam holds now."),
    ),
)
