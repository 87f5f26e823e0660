"""A new translation of a segment with its names as the document spells them."""

from dataclasses import replace

from mtqa.names.clusters import clusters
from mtqa.names.mentions import names
from mtqa.segment import Document


def respelt(document: Document, number: int, text: str) -> str:
    """A new target of the segment of this index, with the usual spelling where the document has a name in another.

    The old target counts too: what is spelt there stays so.
    """
    new = len(document.segments)
    segments = [*document.segments, document.segments[number]._replace(target=text)]
    edits = list[tuple[int, int, str]]()
    for cluster in clusters(names(replace(document, segments=segments, starts=())), document.target_lang):
        counts = [sum(spot.segment != new for spot in name.places) for name in cluster]
        usual = cluster[counts.index(max(counts))]
        for name, count in zip(cluster, counts, strict=True):
            if count < max(counts):
                edits += [(spot.start, spot.end, usual.text) for spot in name.places if spot.segment == new]
    for start, end, spelling in sorted(edits, reverse=True):
        text = text[:start] + spelling + text[end:]
    return text
