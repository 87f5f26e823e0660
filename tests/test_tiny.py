"""That the toy language is one, and that nothing which is held out is trained on."""

import pytest

from mtqa import Checker, Document, Segment
from tests import tiny


def test_a_sentence_is_written_in_both_languages() -> None:
    sentence = tiny.Sentence(tiny.PERSONS[0], True, tiny.VERBS[0], tiny.THINGS[0], 5, tiny.ADVERBS[1], 2019)
    assert sentence.source == "Анна не видит 5 книг снова в 2019 году."
    assert sentence.target == "Anna does not see 5 books again in 2019."
    plain = tiny.Sentence(tiny.SUBJECTS[0], False, tiny.VERBS[1], tiny.PERSONS[3], 0, tiny.ADVERBS[0], 0)
    assert (plain.source, plain.target) == ("Я знаю Павла.", "I know Pavel.")


@pytest.mark.parametrize("sentence", tiny.held_out(100))
def test_the_rules_find_no_fault_with_it(sentence: tiny.Sentence) -> None:
    assert Checker().check(Document([Segment(sentence.target, sentence.source, "en", "ru")])) == []


def test_damaged_targets_differ_in_one_thing() -> None:
    for sentence, wrong in tiny.damaged(100):
        assert sentence.held_out
        assert "not" not in wrong["negation"].split()
        assert wrong["number"] != sentence.target != wrong["name"]
