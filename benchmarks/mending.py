"""Mend 10,000 articles made of our own faulty and good sentences: `python benchmarks/mending.py [--articles N]`.

After the safe fixes no safe fault may be left, nor may there be one that was not there before. Every failure is told
with the text that showed it.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from mtqa.checker import Checker
from tests.mixtures import failures, mixtures

TOLD = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    checker, seen = Checker(), Counter[str]()
    for text in mixtures(given.articles, given.lang, Random(given.seed)):
        for failure in failures(checker, text, given.lang):
            seen[failure] += 1
            if seen[failure] <= TOLD:
                print(f"{failure}: {text!a}\n", flush=True)
    print(f"{given.articles:,} articles, {seen.total():,} failures: {dict(seen.most_common())}")
    sys.exit(bool(seen))


if __name__ == "__main__":
    main()
