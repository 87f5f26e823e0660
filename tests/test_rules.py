"""Every rule is tested by its own examples, and by text made to take it more than linear time."""

from collections.abc import Iterator

import pytest

from mtqa.checker import Checker
from mtqa.rule import Bad, Finder, Good, Hit, Missed, Pattern, Rule
from mtqa.rules import exemplary, load
from mtqa.segment import Segment
from tests.articles import of_example, opinions_of, text_of
from tests.growth import slow_text

CHECKER = Checker(exemplary())


def examples(kind: type[Bad] | type[Good] | type[Missed]) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in exemplary()
        for number, example in enumerate(rule.examples)
        if isinstance(example, kind)
    ]


@pytest.mark.parametrize(("rule", "example"), examples(Bad))
def test_bad_is_found_by_its_rule_alone_and_mended(rule: Rule, example: Bad) -> None:
    document = of_example(example)
    findings = CHECKER.check(document, opinions_of(example))
    assert [(finding.rule, finding.place.text) for finding in findings] == [(rule.id, example.at)]
    (finding,) = findings
    line, column = document.position(example.text.index(example.at))
    assert (finding.place.line, finding.place.column) == (line, column)
    assert tuple(place.text for place in finding.related) == example.related + example.in_source
    if example.fixed is None:
        assert finding.fix is None
        return
    alone = Checker([rule])
    assert text_of(alone.mend(document, opinions_of(example), unsafe=True).document) == example.fixed
    assert CHECKER.check(of_example(example, example.fixed)) == []


@pytest.mark.parametrize(("rule", "example"), examples(Good))
def test_good_is_clean(rule: Rule, example: Good) -> None:
    assert CHECKER.check(of_example(example), opinions_of(example)) == []


@pytest.mark.parametrize(("rule", "example"), examples(Missed))
@pytest.mark.xfail(reason="a known failure: promote the example to Bad once it is caught")
def test_missed_is_caught(rule: Rule, example: Missed) -> None:
    assert rule.id in {finding.rule for finding in CHECKER.check(of_example(example), opinions_of(example))}


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.id)
def test_rule_is_documented_and_has_examples(rule: Rule) -> None:
    kinds = [type(example) for example in rule.examples]
    assert kinds.count(Bad) >= 3
    assert kinds.count(Good) >= 3
    assert len(rule.about.splitlines()[0]) <= 120
    assert rule.about.endswith(".")
    assert not rule.message[0].isupper()


@pytest.mark.parametrize("rule", exemplary(), ids=lambda rule: rule.id)
def test_rule_takes_linear_time(rule: Rule) -> None:
    assert slow_text(rule) == ""


def every_pair(segment: Segment) -> Iterator[Hit]:
    words = segment.target.split()
    yield from (Hit(0, 1) for number, word in enumerate(words) if any(word > other for other in words[number:]))


@pytest.mark.parametrize("find", [Pattern(r"a+$"), every_pair], ids=["pattern", "function"])
def test_a_slow_rule_is_told(find: Finder) -> None:
    assert slow_text(Rule(find, "slow", ()))
