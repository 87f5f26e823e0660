"""Which paragraphs of a source go with which of its translation."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.alignment import paired
from mtqa.alignment.beads import Match, align
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.languages.sentences import sentences
from mtqa.segment import Document
from tests.growth import grows_evenly

ALIGNED = Path(__file__).parents[1] / "fixtures" / "aligned"


def text(name: str, lang: str) -> Document:
    return cut((ALIGNED / f"{name}.{lang}.txt").read_text("utf8"), Options(lang))


def rows(name: str, lang: str) -> str:
    """What goes with what, as in the tables beside the texts: “3.2” is the second sentence of the third paragraph."""
    source = text(name, lang)
    document = paired(text(name, "en"), source)
    lines = [f"{number}\t{said(segment.source, source)}" for number, segment in enumerate(document.segments, start=1)]
    return "\n".join([*lines, f"lost\t{' '.join(said(lost.segment.source, source) for lost in document.lost)}"]) + "\n"


def said(part: str, source: Document) -> str:
    found = []
    for line in filter(None, part.split("\n")):
        number, paragraph = next(
            (number, segment.target)
            for number, segment in enumerate(source.segments, start=1)
            if line in segment.target
        )
        spans = sentences(paragraph, source.target_lang)
        start = paragraph.index(line)
        parts = [f"{number}.{n}" for n, span in enumerate(spans, start=1) if start <= span[0] < start + len(line)]
        found += [str(number)] if line == paragraph else parts
    return " ".join(found)


@pytest.mark.parametrize(("name", "lang"), [("bridge", "ru"), ("orchard", "uk"), ("library", "de")])
def test_paragraphs_are_joined_cut_moved_and_missed(name: str, lang: str) -> None:
    assert rows(name, lang) == (ALIGNED / f"{name}.tsv").read_text("utf8")


WORD = st.sampled_from(["harbour", "ferry", "storm", "captain", "island", "bridge", "market"])
PARAGRAPH = st.lists(st.lists(WORD, min_size=1, max_size=12), min_size=1, max_size=4)


def written(paragraphs: list[list[list[str]]], first: int = 0) -> list[str]:
    """Paragraphs of sentences, each word with a number that no other has."""
    number, found = first, []
    for paragraph in paragraphs:
        sentence_texts = []
        for words in paragraph:
            sentence_texts.append(" ".join(f"{word}{number + n}" for n, word in enumerate(words)).capitalize() + ".")
            number += len(words)
        found.append(" ".join(sentence_texts))
    return found


@given(st.lists(PARAGRAPH, max_size=8), st.lists(PARAGRAPH, max_size=8))
def test_nothing_of_the_source_is_said_twice_or_left_out(
    ours: list[list[list[str]]], theirs: list[list[list[str]]]
) -> None:
    source, target = cut("\n\n".join(written(theirs))), cut("\n\n".join(written(ours)))
    document = paired(target, source)
    assert [segment.target for segment in document.segments] == [segment.target for segment in target.segments]
    parts = [segment.source for segment in document.segments] + [lost.segment.source for lost in document.lost]
    words = [re.findall(r"\d+", part) for part in parts]
    assert sorted(number for part in words for number in part) == sorted(re.findall(r"\d+", source.content))
    assert all(part == sorted(part, key=int) for part in words)


@given(st.lists(PARAGRAPH, min_size=2, max_size=10), st.data())
def test_what_was_joined_or_cut_is_found_again(paragraphs: list[list[list[str]]], data: st.DataObject) -> None:
    sources = written(paragraphs)
    targets, expected = list[str](), list[str]()
    while sum(len(part.split("\n")) for part in expected) < len(sources):
        at = sum(len(part.split("\n")) for part in expected)
        count = data.draw(st.integers(1, min(3, len(sources) - at)))
        targets.append(" ".join(sources[at : at + count]))
        expected.append("\n".join(sources[at : at + count]))
    document = paired(cut("\n\n".join(targets)), cut("\n\n".join(sources)))
    assert [segment.source for segment in document.segments] == expected
    assert document.lost == ()


def test_positions_in_the_source_are_those_of_its_file() -> None:
    source = text("bridge", "ru")
    for segment in paired(text("bridge", "en"), source).segments:
        for match in re.finditer(r"\w+", segment.source):
            start, end = segment.source_span(*match.span())
            assert source.content[start:end] == match[0]


def test_comments_have_no_source() -> None:
    document = paired(cut("<!-- mtqa-disable quotes -->\n\nOne ferry left."), cut("Один паром ушёл."))
    assert [segment.source for segment in document.segments] == ["", "Один паром ушёл."]


@pytest.mark.parametrize(("ours", "theirs"), [("", "Паром ушёл."), ("A ferry left.", ""), ("", "")])
def test_a_text_may_be_empty(ours: str, theirs: str) -> None:
    document = paired(cut(ours), cut(theirs))
    assert [segment.source for segment in document.segments] == [""] * len(cut(ours).segments)
    assert [lost.after for lost in document.lost] == [-1] * len(cut(theirs).segments)


def test_long_documents_take_linear_time() -> None:
    def work(size: int) -> None:
        texts = ["The ferry left." * (1 + n * n % 7) for n in range(size)]
        beads, _ = align(Match.of(texts, texts[: size // 2] + texts[size // 2 + 20 :], "en", "en"))
        assert (beads[-1].source_end, beads[-1].target_end) == (size, size - 20)

    assert grows_evenly(work, 250)
