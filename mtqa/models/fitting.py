"""Whether a new text can stand where an old one stands, and how it has to be trimmed for that."""

from collections.abc import Iterable
from itertools import pairwise

from mtqa.formats.rewriting import edited, narrowed
from mtqa.parts import keeping
from mtqa.segment import Edit, Finding, Segment
from mtqa.text import OBJECT


def fits(segment: Segment, text: str) -> bool:
    """Whether a text that differs from the target can replace it and leave the file as it is built.

    It has to keep the signs of objects and the ends of lines, to run over no start of a part, and over no tag: what
    stood inside the tag would lie outside, or the other way round.
    """
    target = segment.target
    if not text.strip() or text.split() == target.split():
        return False
    if any(text.count(sign) != target.count(sign) for sign in (OBJECT, "\n")):
        return False
    edit = Edit(0, len(target), text, safe=False)
    inner = narrowed(target, edit)
    tags = (here for (here, _), (again, _) in pairwise(segment.anchors) if here == again)
    return bool(keeping(segment, [edit])) and not any(inner.start < here < inner.end for here in tags)


def placed(text: str, old: str) -> str:
    """The text between the white space that the old one has around it."""
    if not old.strip():
        return text.strip()
    before, after = len(old) - len(old.lstrip()), len(old.rstrip())
    return old[:before] + text.strip() + old[after:]


def inserted(text: str, old: str) -> str:
    """A translation of a stretch inside a sentence, without the capital and the full stop that a sentence has."""
    text, old = text.strip(), old.strip()
    if text.endswith(".") and not old.endswith("."):
        text = text[:-1]
    if old[:1].islower() and not text[:2].isupper():
        text = text[:1].lower() + text[1:]
    return text


def mended(text: str, findings: Iterable[Finding]) -> str:
    """The text with the fixes of what was found in it that are safe, or that a glossary wants."""
    edits, end = list[Edit](), -1
    wanted = (item.fix for item in findings if item.fix and (item.fix.safe or item.family == "terminology"))
    for fix in sorted(wanted):
        if fix.start > end:
            edits.append(fix)
            end = fix.end
    return edited(text, edits)


def settled(target: str, edit: Edit, findings: Iterable[Finding]) -> Edit:
    """The edit with the first safe fix that it calls for: where it leaves «Hope» in an English text, “Hope”.

    `findings` are those in the target once the edit is made.
    """
    text, end = edited(target, [edit]), edit.start + len(edit.text)
    for finding in findings:
        fix = finding.fix
        if fix and fix.safe and fix.start <= end and fix.end >= edit.start:
            start, longer = min(edit.start, fix.start), len(text) - max(end, fix.end)
            after = edited(text, [fix])
            return Edit(start, len(target) - longer, after[start : len(after) - longer], safe=False)
    return edit
