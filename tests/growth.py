"""How work grows with its text. Of a rule: eight times the text must not take sixty-four times the work."""

from collections import deque
from collections.abc import Callable, Iterator
from time import process_time

from mtqa.checker import Checker
from mtqa.dispatch import finders
from mtqa.rule import Bad, Rule
from tests.articles import article

SHORT, TIMES = 2_000, 8
CHEAP, DEAR = 0.0025, 0.15
PIECES = [*"aA1 \u00a0.,'“«(-а", "a ", "A ", "1 ", "a-", "Aa ", ". ", "1,"]


def slow_text(rule: Rule) -> str:
    """The start of a text that takes the rule far more than linear time; "" if none is found."""
    lang = rule.languages[0] if rule.languages else "en"
    checker, asked = Checker([rule]), list(finders(rule, lang, ""))

    def cost(text: str) -> float:
        document = article(text, lang)
        started = process_time()
        if asked:  # even of text that could not have the fault
            deque((hit for segment in document.segments for find in asked for hit in find(segment)), maxlen=0)
        else:
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


def is_linear(read: Callable[[str], object], piece: str, around: tuple[str, str], short: int = 20_000) -> bool:
    """Whether the time to read a text, one piece again and again, grows with its length."""
    return grows_evenly(lambda size: read(f"{around[0]}{piece * (size // len(piece))}{around[1]}"), short)


def grows_evenly(work: Callable[[int], object], short: int) -> bool:
    """Whether work of four times the size takes less than twelve times the time; sizes differ a little, so that
    nothing that is remembered counts."""

    def cost(size: int) -> float:
        started = process_time()
        work(size)
        return process_time() - started

    limit = 12 * max(min(cost(short + again) for again in range(2)), 0.01)
    return any(cost(4 * short + again) < limit for again in range(3))


def _hostile(rule: Rule, length: int) -> Iterator[str]:
    """One piece again and again, which at last is not what it promised."""
    examples = rule.examples[:40]
    shown = [example.at for example in examples if isinstance(example, Bad)]
    for piece in (*PIECES, *(example.text.replace("\n", " ") for example in examples), *shown):
        text = (piece * (length // len(piece) + 1))[:length]
        yield f"x{text}\u2060"
        if piece in PIECES:
            yield text
