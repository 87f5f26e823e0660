"""Which sentences of a segment's source the target has no counterpart for, and the other way round."""

from functools import lru_cache
from typing import NamedTuple

from mtqa.alignment.beads import Match, align
from mtqa.languages.lengths import lengths
from mtqa.languages.sentences import sentences
from mtqa.segment import Segment

Stretch = tuple[int, int]

# By how much likelier it must be that sentences were lost, or added, than that all of them belong together.
LOST, ADDED = 2.0, 4.5
_NEVER = 1e6
# Nobody writes a paragraph of so many sentences: it is a whole text, or data.
_MOST = 300


class Astray(NamedTuple):
    """Stretches of sentences: of the source, and of the target."""

    lost: tuple[Stretch, ...] = ()
    added: tuple[Stretch, ...] = ()

    def loses(self, at: int) -> bool:
        """Whether what stands there in the source is in a lost sentence."""
        return any(start <= at < end for start, end in self.lost)

    def adds(self, at: int) -> bool:
        """Whether what stands there in the target is in an added sentence."""
        return any(start <= at < end for start, end in self.added)


@lru_cache(1024)
def astray(segment: Segment) -> Astray:
    """The sentences without a counterpart.

    Their number alone tells nothing, since sentences are joined and cut in translation: lengths, numbers and names have
    to say so too. A segment that has one sentence on each side, or is about as long as expected with as many on both,
    or has hundreds, is not looked at; one with both lost and added ones is a paraphrase.
    """
    source, target, source_lang, target_lang = segment.source, segment.target, segment.source_lang, segment.target_lang
    there, here = sentences(source, source_lang), sentences(target, target_lang)
    if not there or not here or len(there) == len(here) == 1 or max(len(there), len(here)) > _MOST:
        return Astray()
    model = lengths(source_lang, target_lang)
    off = model.deviation(len(source), len(target))
    if len(there) == len(here) and abs(off) < 1:
        return Astray()
    texts, translations = [source[start:end] for start, end in there], [target[start:end] for start, end in here]
    match = Match.of(texts, translations, source_lang, target_lang)
    beads, cost = align(match)
    alone = [bead for bead in beads if bead.is_alone]
    lost = tuple(there[bead.source] for bead in alone if bead.target == bead.target_end)
    added = tuple(here[bead.target] for bead in alone if bead.source == bead.source_end)
    if bool(lost) == bool(added) or align(match, _NEVER)[1] - cost < (LOST if lost else ADDED) * model.scatter:
        return Astray()
    return Astray(lost, added)
