"""Documents for tests: paragraphs parted by blank lines, each a segment that knows where it stands."""

import re

from mtqa.rule import Bad, Good, Missed
from mtqa.segment import Document, Segment


def article(text: str, lang: str = "en", source: str = "", source_lang: str = "") -> Document:
    segments = [
        Segment(match[0], source, lang, source_lang, str(number), ((0, match.start()),))
        for number, match in enumerate(re.finditer(r".+(?:\n.+)*", text), start=1)
    ]
    return Document(segments, "article.txt", text)


def of_example(example: Bad | Good | Missed, text: str | None = None) -> Document:
    return article(example.text if text is None else text, example.lang, example.source, example.source_lang)


def text_of(document: Document) -> str:
    return "\n\n".join(segment.target for segment in document.segments)
