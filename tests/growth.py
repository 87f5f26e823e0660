"""How the work of a rule grows with its text: eight times the text must not take sixty-four times the work."""

from collections.abc import Iterator
from time import process_time

from mtqa.checker import Checker
from mtqa.rule import Bad, Rule
from tests.articles import article

SHORT, TIMES = 2_000, 8
CHEAP, DEAR = 0.0025, 0.15
PIECES = [*"aA1 \u00a0.,'“«(-а", "a ", "A ", "1 ", "a-", "Aa ", ". ", "1,"]


def slow_text(rule: Rule) -> str:
    """The start of a text that takes the rule far more than linear time; "" if none is found."""
    checker, lang = Checker([rule]), rule.languages[0] if rule.languages else "en"

    def cost(text: str) -> float:
        document = article(text, lang)
        started = process_time()
        checker.check(document)
        return process_time() - started

    for short, long in zip(_hostile(rule, SHORT), _hostile(rule, TIMES * SHORT), strict=True):
        if cost(short) < CHEAP:
            continue
        # A noisy machine makes a run longer, never shorter; what a rule remembers of a text must not count.
        limit = max(DEAR, 2 * TIMES * min(cost(short + again * "\u2060") for again in (1, 2, 3)))
        if all(cost(long + again * "\u2060") > limit for again in (1, 2)):
            return short[:40]
    return ""


def _hostile(rule: Rule, length: int) -> Iterator[str]:
    """One piece again and again, which at last is not what it promised."""
    examples = rule.examples[:40]
    shown = [example.at for example in examples if isinstance(example, Bad)]
    for piece in (*PIECES, *(example.text.replace("\n", " ") for example in examples), *shown):
        text = (piece * (length // len(piece) + 1))[:length]
        yield f"x{text}\u2060"
        if piece in PIECES:
            yield text
