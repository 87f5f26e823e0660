"""Whether a target is its source, not translated."""

from mtqa.expressions import expression
from mtqa.languages.guess import guess
from mtqa.languages.placeholders import without
from mtqa.languages.scripts import foreign_to
from mtqa.languages.stop_words import RARE, common
from mtqa.segment import Segment

_ADDRESS = expression(r"(?<!\w)\w++(?:://|@)\S++|\bwww\.\S++")
_WORD = expression(r"(?<![^\W\d_]\.)[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_CODE = expression(r"[{}=;\\|_$]|\(\)|::|--|->")
NEARLY, ENOUGH = 0.9, 8
EVIDENCE = 2


def is_copied(segment: Segment) -> bool:
    """Whether the target's words are those of the source, and rather in the source's language than in the target's.

    Names, and what the languages share, are in neither; letters that are foreign to the target need no such proof.
    """
    source, target = segment.source, segment.target
    if not source or not 0.8 < (len(target) + 1) / (len(source) + 1) < 1.25:
        return False
    words = _words(target)
    if len(words) < 2 or foreign_to(segment.target_lang).search(target) or not _are_alike(_words(source), words):
        return False
    lang, here = ((code or guess(source)).partition("-")[0] for code in (segment.source_lang, segment.target_lang))
    if lang == here or not lang or _CODE.search(_plain(target)):
        return False
    small = [word.lower() for number, word in enumerate(words) if word[0].islower() or not number]
    return len(small) > 1 and sum(common(lang).get(w, RARE) - common(here).get(w, RARE) for w in small) >= EVIDENCE


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    return without(_ADDRESS.sub(" ", text))


def _are_alike(source: list[str], target: list[str]) -> bool:
    """Whether the words are the same, or in long texts nearly all of them."""
    one, other = ([word.lower() for word in words] for words in (source, target))
    if one == other or min(len(one), len(other)) < ENOUGH:
        return one == other
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    return Indel.normalized_similarity(one, other, score_cutoff=NEARLY) > 0
