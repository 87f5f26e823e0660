"""Quote marks put together from other characters: `,,hot line''`, `<<hot line>>`, ` ``hot'' `, `''hot''`.

Typed where a keyboard lacks the marks, or left by converters, and carried over by the engine. Left alone are feet and
inches and code, where the same characters stand for other things.
"""

from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Where
from mtqa.segment import Segment

_INSIDE = r"(?=[^\W_])[^\n<>`'\"“”„«»]{1,200}(?:['’][^\n<>`'\"“”„«»]{1,80}){0,4}"
_MADE = expression(
    rf"(?<![^\s(\[—–])(?:(?:,,|‚‚|``|'')({_INSIDE})(?:''|’’)|<<({_INSIDE})>>)(?![^\W_])",
)


def find(segment: Segment) -> Iterator[Hit]:
    text = segment.target
    opening, closing = '""' if '"' in text else language(segment.target_lang).quotes[:2]
    for match in _MADE.finditer(text):
        yield Hit(*match.span(), f"{opening}{match[1] or match[2]}{closing}")


rule = Rule(
    find=Where((_MADE.pattern,), find),
    message="the quote marks are put together from other characters",
    severity="note",
    examples=(
        Bad("They sailed on the ,,Heron'' for a week.", at=",,Heron''", fixed="They sailed on the “Heron” for a week."),
        Bad("The paper <<Low Tide>> is sold out.", at="<<Low Tide>>", fixed="The paper “Low Tide” is sold out."),
        Bad(
            "He called it ``a slow boat'' at least.", at="``a slow boat''", fixed="He called it “a slow boat” at least."
        ),
        Bad("Sie rief ,,halt'' und lief.", at=",,halt''", fixed="Sie rief „halt“ und lief.", lang="de"),
        Good("Shift it by x << 2 and y >> 3; print <<EOF and go."),
        Good("It is 5' 2'' wide, and ``code`` is code."),
        Good("He paid 1,,000 and left."),
        Missed("They sailed on the ,, Heron '' for a week."),
    ),
)
