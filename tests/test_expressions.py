"""Every expression of the package takes time that grows with the text, whatever stands in it."""

import ast
import gc
import re
import signal
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from itertools import product
from math import inf
from pathlib import Path
from time import process_time

import pytest

from mtqa.dispatch import finders
from mtqa.expressions import expression
from mtqa.languages.stranded import stranded
from mtqa.rules import load

ROOT = Path(__file__).parents[1]
FILES = {path: path.read_text("utf8") for path in sorted(ROOT.glob("mtqa/**/*.py"))}
PIECES = [
    *(
        "a",
        "A",
        "1",
        " ",
        "\u00a0",
        ".",
        ",",
        "'",
        "’",
        "“",
        "«",
        "(",
        "[",
        "{",
        "<",
        "&",
        "-",
        "–",
        "а",
        "\n",
        "\\",
        "_",
    ),
    *("a ", "A ", "1 ", "a-", "Aa ", ". ", "1,", "1:", "a.", "a@", "a=", "</", "http://"),
]
SHORT, LONG = 2_000, 16_000
CHEAP = 0.001


TREES = {".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(text) for path, text in FILES.items()}
# By module and name, the text of the files that can use what is defined there.
USES = defaultdict[tuple[str, str], str](str)
for path, tree in zip(FILES, TREES.values(), strict=True):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                USES[node.module or "", alias.name] += FILES[path]


def named() -> Iterator[tuple[str, str, bool]]:
    """The module and the name of every expression that has one, and whether a match may start anywhere in a text."""
    for (module, tree), text in zip(TREES.items(), FILES.values(), strict=True):
        for node in tree.body:
            if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("expression("):
                name = ast.unparse(node.targets[0])
                searched = rf"\b{name}\.(?:search|finditer|findall|subn?|split)\b"
                yield module, name, re.search(searched, text + USES[module, name]) is not None


def cost(work: Callable[[str], object], text: str) -> float:
    """Seconds of the processor; no end of them after five by the clock."""
    started = process_time()
    signal.alarm(5)
    try:
        work(text)
    except TimeoutError:
        return inf
    finally:
        signal.alarm(0)
    return process_time() - started


def stop(*_: object) -> None:
    raise TimeoutError


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    """What takes too long is stopped."""
    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.signal(signal.SIGALRM, before)


def is_slow(work: Callable[[str], object], piece: str) -> bool:
    """Whether eight times the text takes far more than eight times as long, however often it is measured."""
    short, long = (piece * (size // len(piece)) for size in (SHORT, LONG))
    return cost(work, long) > CHEAP and all(
        (taken := cost(work, long)) == inf or taken > 24 * cost(work, short) for _ in range(10)
    )


def slow(work: Callable[[str], object]) -> str:
    """The piece that takes far more than linear time when it stands again and again; "" if none does."""
    return next((piece for piece in PIECES if is_slow(work, piece)), "")


def all_matches(found: re.Pattern[str], text: str) -> None:
    deque(found.finditer(text), maxlen=0)


@pytest.mark.parametrize(("module", "name", "is_searched"), [*named()])
def test_time_is_linear(module: str, name: str, is_searched: bool) -> None:
    found = getattr(import_module(module), name)
    if is_searched:
        assert slow(partial(all_matches, found)) == ""
    else:
        assert slow(found.match) == ""
        assert slow(found.fullmatch) == ""


def test_those_without_a_name_take_linear_time() -> None:
    for module in TREES:
        if not module.endswith("__main__"):
            import_module(module)
    for rule, lang in product(load(), ("en", "de", "ru")):
        list(finders(rule, lang, "ru"))
    named_ones = {id(getattr(import_module(module), name)) for module, name, _ in named()}
    asked_of_words = {row.good_after.pattern for rows in stranded().values() for row in rows}
    late = type(expression(""))
    found = {each.pattern: each for each in gc.get_objects() if type(each) is late and id(each) not in named_ones}
    assert len(found) > 90
    for pattern, each in found.items():
        work = each.fullmatch if pattern in asked_of_words else partial(all_matches, each)
        assert (pattern, slow(work)) == (pattern, "")


def test_a_slow_expression_is_told() -> None:
    assert slow(partial(all_matches, expression(r"\s*x"))) == " "
