"""A paragraph that begins with a mark that closes something: “, who died in 1990.”, “. Then they left the port.”

What stood before the mark, most often a link or a name, was cut out or not translated. Left alone are an ellipsis,
words that begin with a full stop (.NET), emoticons and code.
"""

import re

from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import SPACE, UPPER

_FIRST = rf"\A\s*([,;](?:{SPACE}[^\W\d_]+|[^\W\d_]{{2,}})|\.{SPACE}{UPPER}\w+)(?=[\s,.’'-])"


def _mark(match: re.Match[str], _: Segment) -> Hit:
    return Hit(*match.span(1))


rule = Rule(
    find=Pattern(_FIRST, judge=_mark),
    message="something is lost before “{found}”",
    examples=(
        Bad(", who died in 1990, was a smith.", at=", who"),
        Bad("The mill burnt down.\n\n. Then they left the port.", at=". Then"),
        Bad(";and the port was closed.", at=";and"),
        Bad(", умерший в мае, был кузнецом.", at=", умерший", lang="ru"),
        Good("... and then they left."),
        Good(".NET is a platform. .com is a domain."),
        Good(";-) That was a joke.\n\n;) So was that."),
        Missed(", 1990 was a good year."),
    ),
)
