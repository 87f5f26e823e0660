"""The mismatches of segments and documents, but for what is another fault or stands in the segment beside."""

from collections.abc import Iterator

from mtqa.alignment.sentences import Astray, astray
from mtqa.languages.copies import is_copied
from mtqa.languages.guess import guess
from mtqa.quantities.matching import mismatches
from mtqa.quantities.mismatch import Mismatch
from mtqa.quantities.reading import read
from mtqa.segment import Document, Segment


def faults(segment: Segment) -> tuple[Mismatch, ...]:
    """What does not match in a segment that is translated at all."""
    source_lang = segment.source_lang or guess(segment.source)
    found = mismatches(segment.source, segment.target, source_lang, segment.target_lang)
    if not found or is_copied(segment) or not any(map(str.isalnum, segment.target)):
        return ()
    return tuple(mismatch for mismatch in found if not _is_told_of(mismatch, astray(segment)))


def _is_told_of(mismatch: Mismatch, sentences: Astray) -> bool:
    """Whether the sentence with the number was lost or added, which is a fault of its own."""
    said, found = mismatch.source, mismatch.target
    if said is None:
        return found is not None and sentences.adds(found.start)
    return found is None and sentences.loses(said.start)


def faults_across(document: Document) -> Iterator[tuple[int, Mismatch]]:
    """What does not match in each segment, by its index, but for what a segment beside it has in its place."""
    segments = document.segments
    for index, segment in enumerate(segments):
        if not segment.source:
            continue
        for mismatch in faults(segment):
            beside = (*segments[max(0, index - 1) : index], *segments[index + 1 : index + 2])
            if not any(_moved(mismatch, other) for other in beside):
                yield index, mismatch


def _moved(mismatch: Mismatch, beside: Segment) -> bool:
    """Whether the number that one text lacks stands in the segment beside, without its like in the other text."""
    said, found = mismatch.source, mismatch.target
    if (said is None) == (found is None):
        return False
    sides = (beside.target, beside.target_lang), (beside.source, beside.source_lang or guess(beside.source))
    there, here = ({key for one in read(*side) for key in one.keys} for side in (sides if said else sides[::-1]))
    lone = said or found
    return lone is not None and any(key in there and key not in here for key in lone.keys)
