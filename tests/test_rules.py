"""Every rule is tested by its own examples, and by text made to take it more than linear time."""

from collections.abc import Iterator
from time import process_time

import pytest

from mtqa.checker import Checker
from mtqa.rule import Bad, Example, Good, Missed, Rule
from mtqa.rules import load
from tests.articles import article, of_example, text_of

CHECKER = Checker()


def examples(kind: type[Bad] | type[Good] | type[Missed]) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in load()
        for number, example in enumerate(rule.examples)
        if isinstance(example, kind)
    ]


@pytest.mark.parametrize(("rule", "example"), examples(Bad))
def test_bad_is_found_by_its_rule_alone_and_mended(rule: Rule, example: Bad) -> None:
    document = of_example(example)
    findings = CHECKER.check(document)
    assert [(finding.rule, finding.place.text) for finding in findings] == [(rule.id, example.at)]
    (finding,) = findings
    line, column = document.position(example.text.index(example.at))
    assert (finding.place.line, finding.place.column) == (line, column)
    assert tuple(place.text for place in finding.related) == example.related + example.in_source
    if example.fixed is None:
        assert finding.fix is None
        return
    alone = Checker([rule])
    assert text_of(alone.mend(document, unsafe=True).document) == example.fixed
    assert CHECKER.check(of_example(example, example.fixed)) == []


@pytest.mark.parametrize(("rule", "example"), examples(Good))
def test_good_is_clean(rule: Rule, example: Good) -> None:
    assert CHECKER.check(of_example(example)) == []


@pytest.mark.parametrize(("rule", "example"), examples(Missed))
@pytest.mark.xfail(reason="a known failure: promote the example to Bad once it is caught")
def test_missed_is_caught(rule: Rule, example: Missed) -> None:
    assert rule.id in {finding.rule for finding in CHECKER.check(of_example(example))}


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.id)
def test_rule_is_documented_and_has_examples(rule: Rule) -> None:
    kinds = [type(example) for example in rule.examples]
    assert kinds.count(Bad) >= 3
    assert kinds.count(Good) >= 3
    assert len(rule.about.splitlines()[0]) <= 120
    assert rule.about.endswith(".")
    assert not rule.message[0].isupper()


def hostile(examples: tuple[Example, ...], length: int) -> Iterator[str]:
    pieces = [
        "a",
        "A",
        "1",
        " ",
        "\u00a0",
        ".",
        ",",
        "'",
        "“",
        "«",
        "(",
        "-",
        "а",
        "a ",
        "A ",
        "1 ",
        "a-",
        "Aa ",
        ". ",
        "1,",
    ]
    pieces += [example.text.replace("\n", " ") for example in examples[:40]]
    pieces += [example.at for example in examples[:40] if isinstance(example, Bad)]
    for piece in pieces:
        yield (piece * (length // len(piece) + 1))[:length]
        yield "x" + (piece * (length // len(piece) + 1))[:length] + "\u2060"


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.id)
def test_rule_takes_linear_time(rule: Rule) -> None:
    """Quadratic work on 20,000 characters costs seconds; linear work costs a hundredth of one."""

    checker = Checker([rule])

    def cost(text: str) -> float:
        document = article(text, rule.languages[0] if rule.languages else "en")
        started = process_time()
        checker.check(document)
        return process_time() - started

    for short, long in zip(hostile(rule.examples, 10_000), hostile(rule.examples, 20_000), strict=True):
        if cost(long) > 0.1:
            once, twice = (min(cost(text) for _ in range(3)) for text in (short, long))
            assert twice < 3.2 * max(once, 0.03), repr(long[:40])
