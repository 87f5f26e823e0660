"""What a page prints around its text: “Also on topic”, “Read also:”, “Photo: …”, “(approx. ed.)”, “Leave a Reply”.

A scraper takes it along and the machine translates it. A paragraph of its own is found by what it consists of, a remark
in brackets anywhere; the same words inside a sentence are left alone. Headlines and cut beginnings of other articles
that follow upon “Also on topic” are named as places of the same finding: they end as no paragraph does, without a full
stop or in an ellipsis. In a page of HTML it is where it belongs, and in lists, and where the source has it. The
expressions are data by language, `languages/furniture.tsv`.
"""

from collections.abc import Iterator
from itertools import islice, takewhile

from mtqa.languages.furniture import LONGEST, inside, is_heading, is_line
from mtqa.reading import targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule, Spot
from mtqa.segment import Document, Edit, Segment

MOST = 6
PAGES = (".html", ".htm", ".xhtml")
ENDS = (".", "!", "?", ":", ";")
CLOSING = "\"”»“’')] \u00a0\t*"


def is_teaser(segment: Segment) -> bool:
    end = segment.target.rstrip(CLOSING)
    return bool(end) and (end.endswith(("…", "...")) or not end.endswith(ENDS))


def stretch(segment: Segment) -> tuple[int, int]:
    """Where the text of a segment stands, without the spaces around it."""
    text = segment.target.strip()
    start = segment.target.index(text)
    return start, start + len(text)


def teasers(document: Document, number: int) -> tuple[Spot, ...]:
    following = enumerate(islice(document.segments, number + 1, number + 1 + MOST), number + 1)
    return tuple(Spot(at, *stretch(segment)) for at, segment in takewhile(lambda pair: is_teaser(pair[1]), following))


def find(document: Document) -> Iterator[Hit]:
    if document.path.lower().endswith(PAGES):
        return
    for number, text in enumerate(targets(document)):
        if len(text) > LONGEST and "(" not in text:
            continue
        segment = document.segments[number]
        language = segment.target_lang
        if segment.is_paragraph and not segment.source and is_line(text, language):
            related = teasers(document, number) if is_heading(text, language) else ()
            yield Hit(*stretch(segment), "", segment=number, related=related)
        elif "(" in text:
            for match in inside(language).finditer(text):
                start = match.start() - (text[match.start() - 1 : match.start()] == " ")
                yield Hit(*match.span(), Edit(start, match.end(), "", safe=False), segment=number)


rule = Rule(
    find=Across(find),
    message="“{found}” belongs to the page, not to the text",
    severity="note",
    safe=False,
    examples=(
        Bad("Also on topic", at="Also on topic", fixed=""),
        Bad("The pier was closed.\n\nRead also:", at="Read also:", fixed="The pier was closed.\n\n"),
        Bad(
            "Similar news\n\nThe mayor of Norda counts boats\n\nDivers went down at dawn. They…\n\nIt reopens in May.",
            at="Similar news",
            fixed="\n\nThe mayor of Norda counts boats\n\nDivers went down at dawn. They…\n\nIt reopens in May.",
            related=("The mayor of Norda counts boats", "Divers went down at dawn. They…"),
        ),
        Bad("Photo: Norda Press / P. Lind", at="Photo: Norda Press / P. Lind", fixed=""),
        Bad(
            "The pier (approx. ed.) was closed, the harbour master said.",
            at="(approx. ed.)",
            fixed="The pier was closed, the harbour master said.",
        ),
        Bad("Your email address will not be published.", at="Your email address will not be published.", fixed=""),
        Bad("Leave a Reply", at="Leave a Reply", fixed=""),
        Bad("Loading …", at="Loading …", fixed=""),
        Bad("Subscribe to our channel in Telegram!", at="Subscribe to our channel in Telegram!", fixed=""),
        Bad("Comments (14)", at="Comments (14)", fixed=""),
        Bad("Читайте также:", at="Читайте также:", fixed="", lang="ru"),
        Bad("Mehr zum Thema", at="Mehr zum Thema", fixed="", lang="de"),
        Good("She also spoke on the topic of piers."),
        Good("Read the letter, he said, and then leave a reply."),
        Good("The photo shows the pier at dawn."),
        Good("Loading the ferry took two hours."),
        Good("The pier (approx. two miles away) was closed."),
        Missed("Watch how the pier was built in our special project"),
    ),
)
