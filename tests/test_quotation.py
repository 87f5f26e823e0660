"""How quote marks are read, and mended where several are wrong at once; examples of rules have one fault each."""

from itertools import product

import pytest

from mtqa.checker import Checker
from mtqa.quotation.faults import faults
from mtqa.quotation.plain import is_plain
from mtqa.quotation.reading import MOST_MARKS, marks
from mtqa.rules import choose
from tests.articles import article, text_of

CHECKER = Checker(choose(["quotes"]))


def read(text: str, code: str = "en") -> str:
    """The text with `<` for a mark that opens, `>` for one that closes, `°` for one without a partner."""
    found = marks(text, code)
    return "".join(
        char if at not in found else "°" if found[at].other is None else "<" if found[at].opens else ">"
        for at, char in enumerate(text)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A”, “B” and “C ‘D’ E”", "<A>, <B> and <C <D> E>"),
        ('the "Tern 4" with a 12" keel and a 9" mast', 'the <Tern 4> with a 12" keel and a 9" mast'),
        ("the boys' '80s: rock 'n' roll, don't", "the boys' '80s: rock 'n' roll, don't"),
        (
            "‘The boys’ boat sank,’ he said. ‘Two men’s, rather.’",
            "<The boys’ boat sank,> he said. <Two men’s, rather.>",
        ),
        ('late," she said. "We left', "late,° she said. °We left"),
        ('the" Heron "sails', "the< Heron >sails"),
        ('print(\\"x\\") and pod"ezd', 'print(\\"x\\") and pod"ezd'),
        ("the film “Tide”’s end and “No”—he", "the film <Tide>’s end and <No>—he"),
    ],
)
def test_marks_are_read(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "„A ‚B‘ C“ und »D« und «E»"),
        ("fr", "« A « B » C » et “D”"),
        ("pl", "„A «B» C” i »D«"),
        ("ru", '«A „B“ C» и "D"'),
        ("es", "«A “B ‘C’ D” E» ¿“F”?"),
        ("it", "l'“A” e l’«B» di un po' d'“C”"),
        ("tr", "“A”nın ve ‘B’nin"),
    ],
)
def test_the_quotations_of_a_language_are_free_of_faults(code: str, text: str) -> None:
    assert "°" not in read(text, code)
    assert CHECKER.check(article(text, code)) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("We shall row, ”he said.", "We shall row,” he said."),
        ("the“ slow ”boat", "the “slow” boat"),
        ("Tern ”(“ Heron ”)", "Tern” (“Heron”)"),
        ("“Tern ”,“ Heron ”,“ Gull ”) – three boats", "“Tern”, “Heron”, “Gull”) – three boats"),
        ('a " slow "boat, a "fast"one', 'a "slow" boat, a "fast" one'),
        ('The" slow "and" fast "boats', 'The "slow" and "fast" boats'),
        ('Ships" Tern ", the" Heron "(1990) and" Gull "', 'Ships "Tern", the "Heron" (1990) and "Gull"'),
        ('"We row, "he said, "and you sail."', '"We row," he said, "and you sail."'),
        ("“We row, “he said, “and you sail.“", "“We row,” he said, “and you sail.”"),
        ("a« slow »boat, a „fast”one", "a “slow” boat, a “fast” one"),
        ("– two boats –“ Tern ”- and one raft", "– two boats – “Tern” - and one raft"),
        ("“Tern ”“ Heron ”", "“Tern” “Heron”"),
    ],
)
def test_several_wrong_marks_are_mended_together(text: str, mended: str) -> None:
    assert text_of(CHECKER.mend(article(text)).document) == mended


def test_a_paragraph_of_marks_alone_is_no_prose() -> None:
    assert not marks('"a" ' * MOST_MARKS, "en")


@pytest.mark.parametrize("code", ["en", "de", "fr", "ru", "uk", "pl", "tr"])
def test_what_is_plain_has_no_fault(code: str) -> None:
    """Short texts of marks and what may stand beside them: where one is plain, each mark has its partner."""
    before, inside = (
        ("", "said, ", "A (", "it’s ", "boys' men’s "),
        ("low", " low", "2", "low,", "Low said", "men’s, 9' low"),
    )
    after, glyphs = ("", ".", " tide", "s", " he said.", "; so", " boys'."), "\"'“”„«»’"
    plain = 0
    for pieces in product(before, glyphs, inside, glyphs, after):
        text = "".join(pieces)
        if is_plain(text, code):
            plain += 1
            assert not faults(text, code), text
            assert [(mark.opens, mark.other is None, mark.around) for mark in marks(text, code).values()] in (
                [],
                [(True, False, None), (False, False, None)],
            ), text
    assert plain > 100


@pytest.mark.parametrize("code", ["en", "de", "fr", "ru", "uk", "pl", "tr", "fi"])
def test_apostrophes_at_the_ends_of_words_are_no_marks_where_they_are_plain(code: str) -> None:
    words, ends = ("boys'", "boys’", "9'", "О’", "字'", "b.'", "'"), ("", " ", ",", ".", ".a", ":", " (", "(", "…", '"')
    texts = ["".join(pieces) for pieces in product(words, ends, words, ends, words, ends)]
    plain = [text for text in texts if is_plain(text, code)]
    assert not any(marks(text, code) for text in plain)
    assert len(plain) > 5_000
