"""Mend 10,000 articles made of our own faulty and good sentences: `python benchmarks/mending.py [--articles N]`.

After the safe fixes no safe fault may be left, nor may there be one that was not there before. Every failure is told
with the text that showed it.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mtqa.checker import Checker
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.rule import Bad, Good
from mtqa.rules import load
from mtqa.segment import Document, Edit, Finding

TOLD = 3


def paragraphs(kind: type[Bad] | type[Good], lang: str) -> list[str]:
    """The texts of our examples in the language that need no source, opinion or setting."""
    return [
        example.text
        for rule in load()
        for example in rule.examples
        if isinstance(example, kind) and example.lang == lang and "<!--" not in example.text
    ]


def articles(count: int, lang: str, chance: random.Random) -> Iterator[str]:
    bad, good = paragraphs(Bad, lang), paragraphs(Good, lang)
    for _ in range(count):
        texts = chance.sample(bad, min(len(bad), chance.randint(1, 6)))
        texts += chance.sample(good, min(len(good), chance.randint(2, 6)))
        chance.shuffle(texts)
        glue = ["\n\n" if chance.random() < 0.7 else " " for _ in texts]
        yield "".join(text + end for text, end in zip(texts, glue, strict=True)).strip()


def faults(findings: list[Finding]) -> Counter[str]:
    """How many there are of each rule, without notes."""
    return Counter(finding.rule for finding in findings if finding.severity != "note")


def failures(checker: Checker, document: Document) -> Iterator[str]:
    before = checker.check(document)
    mended = checker.mend(document)
    after = checker.check(mended.document)
    for rule in sorted({finding.rule for finding in after if finding.fix and finding.fix.safe}):
        yield f"{rule} is left"
    for rule in sorted(faults(after) - faults(before)):
        mending = {one.rule for one in before if one.fix and _is_made(one.fix, mended.edits.get(one.number, []))}
        yield f"{rule} is new after {', '.join(sorted(mending)) or 'nothing'}"
    yield from map(str, checker.failures.values())


def _is_made(fix: Edit, edits: list[Edit]) -> bool:
    return any(edit.start <= fix.start and fix.end <= edit.end for edit in edits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    checker, seen = Checker(), Counter[str]()
    for text in articles(given.articles, given.lang, random.Random(given.seed)):
        for failure in failures(checker, cut(text, Options(given.lang, "ru" if given.lang == "en" else "en"))):
            seen[failure] += 1
            if seen[failure] <= TOLD:
                print(f"{failure}: {text!a}\n", flush=True)
    print(f"{given.articles:,} articles, {seen.total():,} failures: {dict(seen.most_common())}")
    sys.exit(bool(seen))


if __name__ == "__main__":
    main()
