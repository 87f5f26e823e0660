"""What makes a finding the same one in another version of its text."""

from mtqa.blake2 import blake2b
from mtqa.expressions import expression
from mtqa.rule import Across, Hit, Rule
from mtqa.segment import Document

CONTEXT = 24
_SENTENCE_END = expression(r"(?<=[.!?…])\s+")


def fingerprint(rule: Rule, hit: Hit, document: Document) -> str:
    """What makes the finding the same one where the text is moved or wrapped anew: two hashes, of its text with what
    stands before it in its sentence and with what stands after it, or of all the texts that it is about and of
    the shortest of them."""
    target = document.segments[hit.segment].target
    found = target[hit.start : hit.end]
    if isinstance(rule.find, Across) and hit.related:
        others = (document.segments[spot.segment].target[spot.start : spot.end] for spot in hit.related)
        texts = sorted({found, *others}, key=lambda text: (len(text), text))
        return _hash(rule.id, *map(_spaced, texts)) + _hash(rule.id, _spaced(texts[0]))
    before = _spaced(_SENTENCE_END.split(target[max(0, hit.start - CONTEXT) : hit.start])[-1])
    after = _spaced(_SENTENCE_END.split(target[hit.end : hit.end + CONTEXT])[0])
    found = _spaced(found)
    return _hash(rule.id, before, found) + _hash(rule.id, found, after)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _hash(*texts: str) -> str:
    return blake2b("\0".join(texts).encode("utf8", "surrogatepass"), digest_size=4).hexdigest()
