"""Which paragraphs of a source the paragraphs of its translation render."""

from dataclasses import replace

from mtqa.errors import CannotRun
from mtqa.segment import Document


def paired(document: Document, source: Document) -> Document:
    """The document with its sources, the first paragraph from the first, and so on.

    Raises CannotRun where there are not as many.
    """
    targets, sources = document.segments, source.segments
    if len(targets) != len(sources):
        counts = f"has {len(targets)} paragraphs and its source {len(sources)}"
        raise CannotRun(f"{counts}; make them as many, since the first is paired with the first, and so on")
    segments = [
        target._replace(source=source.target, source_lang=source.target_lang, source_anchors=source.anchors)
        for target, source in zip(targets, sources, strict=True)
    ]
    return replace(document, segments=segments, source=source)
