"""Documents for tests: paragraphs parted by blank lines, each a segment that knows where it stands."""

import re

from mtqa.alignment import paired
from mtqa.rule import Bad, Good, Missed
from mtqa.segment import Document, Opinion, Segment


def article(text: str, lang: str = "en", source: str = "", source_lang: str = "") -> Document:
    segments = [
        Segment(match[0], source, lang, source_lang, str(number), ((0, match.start()),))
        for number, match in enumerate(re.finditer(r".+(?:\n.+)*", text), start=1)
    ]
    return Document(segments, "article.txt", text)


def of_example(example: Bad | Good | Missed, text: str | None = None) -> Document:
    """The document of an example; a source of several paragraphs is aligned with it."""
    target = example.text if text is None else text
    if "\n\n" in example.source:
        return paired(article(target, example.lang), article(example.source, example.source_lang))
    return article(target, example.lang, example.source, example.source_lang)


def opinions_of(example: Bad | Good | Missed) -> dict[int, Opinion]:
    return {0: example.opinion} if example.opinion else {}


def text_of(document: Document) -> str:
    return "\n\n".join(segment.target for segment in document.segments)
