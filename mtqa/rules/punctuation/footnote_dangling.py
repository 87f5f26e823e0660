"""A footnote's mark without its note: “the Red Band* was banned” in a text where no line or remark begins with *.

The note stood under the article or in a box beside it, and was not translated or scraped with the rest: in Russian news
it says that an organisation is banned or a person a “foreign agent”. Left alone are *emphasis*, products, patterns of
file names, and stars in place of letters. A mark that is repeated is one finding.
"""

from collections import defaultdict
from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.reading import targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule, Spot
from mtqa.segment import Document
from mtqa.text import widened

_AFTER = r"[^\W\d_]{3}%s|..[\"”»)]%s"
_MARK = expression(
    rf"(?:\*(?<={_AFTER % ('.', '.')})\*{{0,2}}| \*(?<={_AFTER % ('..', '..')})(?=[.,;:!?)]|\Z))(?!\*|\.?\w)"
)
_NOTE = expression(r"(?:^|[\n(\[]|(?<=[.!?…”»\")]) )[^\S\n]*+(\*{1,3})(?![*.,;:!?)])\s*(?=\S)")
_EMPHASIS = expression(r"\*(?:(?<![\w*)].)\*{0,2}[\w“«\"]|(?<=\w.)\w)")


def _dangling(document: Document) -> Iterator[Hit]:
    texts = [(number, text) for number, text in enumerate(targets(document)) if "*" in text]
    notes = {match[1] for _, text in texts for match in _NOTE.finditer(text)}
    marks = defaultdict[str, list[Spot]](list)
    for number, text in texts:
        if not _EMPHASIS.search(text):
            for match in _MARK.finditer(text):
                marks[match[0].strip()].append(Spot(number, widened(text, *match.span())[0], match.end()))
    for mark, (first, *others) in marks.items():
        if mark not in notes:
            yield Hit(first.start, first.end, segment=first.segment, related=tuple(others))


rule = Rule(
    find=Across(_dangling),
    message="“{found}” refers to a note that is not there",
    severity="note",
    examples=(
        Bad("He joined the Red Band* in 2014.", at="Band*"),
        Bad("The “Red Band”* met in May.\n\nThen it left.", at="Band”*"),
        Bad("It met (in May)**.\n\n* The Band is banned.", at="May)**"),
        Bad("The Band* met.\n\nThe mayor saw the Band*, he said.", at="Band*", related=("Band*",)),
        Bad("Сделку закрыл «Луч»*.", at="«Луч»*", lang="ru"),
        Good("He joined the Red Band* in 2014.\n\n* The Band is banned."),
        Good("He joined the Red Band** in 2014. ** The Band is banned."),
        Good("He joined the Red Band* (* banned in 2015)."),
        Good("It was *very* late, and **nobody** came."),
        Good("* First item\n\n* Second item"),
        Good("Take 5 * 3, a 4* hotel, the file report*.txt and the f*** thing."),
        Missed("He joined the Band¹ in 2014."),
    ),
)
