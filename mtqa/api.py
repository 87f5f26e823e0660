"""What programs take from `mtqa`, which imports it when it is asked for."""

from mtqa.checker import Checker
from mtqa.formats import Options
from mtqa.formats.rewriting import rewritten
from mtqa.formats.text import cut
from mtqa.segment import Document, Edit, Finding, Opinion, Score, Segment

__all__ = ["Checker", "Document", "Edit", "Finding", "Opinion", "Score", "Segment", "check", "mend"]


def check(
    text: str, source: str | None = None, target_lang: str = "en", source_lang: str | None = None
) -> list[Finding]:
    """The faults in a translated text, in order of position.

    `text` is read as plain text: its paragraphs are the segments, and offsets of a finding are code points of its
    segment's target, lines and columns of its place count from 1. `source`, where there is one, is
    aligned with it: paragraphs may be joined, cut, moved, missing. Languages are ISO 639-1 codes; a source language
    that is not given is guessed from the source, or from what the text still holds of it.
    """
    document = cut(text, Options(target_lang, source_lang or ""))
    if source is not None:
        from mtqa.alignment import paired  # noqa: PLC0415 – as in mtqa.run

        document = paired(document, cut(source, Options(source_lang or "")))
    return Checker().check(document)


def mend(text: str, target_lang: str = "en", source_lang: str | None = None, *, unsafe: bool = False) -> str:
    """The text with all safe fixes made, or all fixes there are with `unsafe`; nothing else in it changes."""
    document = cut(text, Options(target_lang, source_lang or ""))
    return rewritten(document, Checker().mend(document, unsafe=unsafe).edits)
