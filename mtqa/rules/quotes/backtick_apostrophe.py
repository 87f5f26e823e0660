"""An accent or an opening quote mark in place of an apostrophe: ``the mayor`s office``, ``six o´clock``, `don‘t`.

Comes from keyboards that have a backtick and no apostrophe, and from converters. Where a text sets code between
backticks they are left alone, and an opening mark inside a name may be a letter of it (Qur‘an).
"""

from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Where
from mtqa.segment import Segment

_WRONG = expression(r"[`´](?<=[^\W\d_].)(?=[^\W\d_])|‘(?<=[^\W\d_].)(?=(?:s|t|re|ve|ll|d|m)\b)")


def find(segment: Segment) -> Iterator[Hit]:
    text = segment.target
    found = list(_WRONG.finditer(text))
    has_code = text.count("`") > sum(match[0] == "`" for match in found)
    right = "’" if any(mark in text for mark in "’“”") else "'"
    for match in found:
        if match[0] != "`" or not has_code:
            yield Hit(*match.span(), right)


rule = Rule(
    find=Where((_WRONG.pattern,), find),
    message="an accent or a quote mark stands in place of an apostrophe",
    examples=(
        Bad("The mayor`s office is closed.", at="`", fixed="The mayor's office is closed."),
        Bad("“At six o´clock,” she said.", at="´", fixed="“At six o’clock,” she said."),
        Bad("They don‘t open before noon.", at="‘", fixed="They don't open before noon."),
        Bad("Вони чекали п`ять днів.", at="`", fixed="Вони чекали п'ять днів.", lang="uk"),
        Bad("J`ai faim.", at="`", fixed="J'ai faim.", lang="fr"),
        Good("Type `don't` or `x` and press Enter; the Qur‘an and Hawai‘i keep theirs."),
        Good("The mayor's office, the ‘old’ one, is closed."),
        Good("Run `make` and `make install`."),
        Missed("The workers` hall is closed."),
    ),
)
