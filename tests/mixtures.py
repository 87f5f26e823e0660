"""Articles mixed of our own faulty and good sentences, and what must not be of them once they are mended."""

from collections import Counter
from collections.abc import Iterator
from random import Random

from mtqa.checker import Checker
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.rule import Bad, Good
from mtqa.rules import load
from mtqa.segment import Edit


def _paragraphs(kind: type[Bad] | type[Good], lang: str) -> list[str]:
    """The texts of our examples in the language that need no source, opinion or setting."""
    return [
        example.text
        for rule in load()
        for example in rule.examples
        if isinstance(example, kind) and example.lang == lang and "<!--" not in example.text
    ]


def mixtures(count: int, lang: str, chance: Random) -> Iterator[str]:
    """Articles with a few faults each, among sentences without."""
    bad, good = _paragraphs(Bad, lang), _paragraphs(Good, lang)
    for _ in range(count):
        texts = chance.sample(bad, min(len(bad), chance.randint(1, 6)))
        texts += chance.sample(good, min(len(good), chance.randint(2, 6)))
        chance.shuffle(texts)
        glue = ["\n\n" if chance.random() < 0.7 else " " for _ in texts]
        yield "".join(text + end for text, end in zip(texts, glue, strict=True)).strip()


def failures(checker: Checker, text: str, lang: str = "en") -> Iterator[str]:
    """What is wrong with how an article is mended."""
    document = cut(text, Options(lang, "ru" if lang == "en" else "en"))
    before = checker.check(document)
    mended = checker.mend(document)
    after = checker.check(mended.document)
    for rule in sorted({finding.rule for finding in after if finding.fix and finding.fix.safe}):
        yield f"{rule} is left"
    faults = Counter(finding.rule for finding in after if finding.severity != "note")
    for rule in sorted(faults - Counter(finding.rule for finding in before)):
        mending = {one.rule for one in before if one.fix and _is_made(one.fix, mended.edits.get(one.number, []))}
        yield f"{rule} is new after {', '.join(sorted(mending)) or 'nothing'}"
    yield from map(str, checker.failures.values())


def _is_made(fix: Edit, edits: list[Edit]) -> bool:
    return any(edit.start <= fix.start and fix.end <= edit.end for edit in edits)
