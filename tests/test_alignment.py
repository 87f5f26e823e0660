"""Which paragraphs of a source go with which of its translation."""

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from mtqa.alignment import paired
from mtqa.alignment.beads import Match, align
from mtqa.alignment.sentences import Astray, astray
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.languages.sentences import sentences
from mtqa.segment import Document, Segment
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
    assume(not document.notice)
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


PAIRS = [
    (f"Порт номер {n} закрыли {n} мая {1900 + n} года. Капитан Орлов молчал.",
     f"Port number {n} was closed on May {n}, {1900 + n}. Captain Orlov was silent.")
    for n in range(1, 21)
]  # fmt: skip


def unrelated(seed: int, count: int, words: str) -> list[str]:
    """Paragraphs of very different lengths."""
    chosen, random = words.split(), Random(seed)
    return [" ".join(random.choices(chosen, k=random.choice([2, 9, 40, 90]))).capitalize() + "." for _ in range(count)]


OURS = "harbour ferry storm captain island bridge market council window river engine school"
THEIRS = "гавань паром буря капитан остров мост рынок совет окно река мотор школа"
COUNT, END = st.integers(0, 400), st.sampled_from(["none", "before", "after"])


@settings(max_examples=8)
@given(st.integers(0, 99), COUNT, COUNT, END)
@example(1, 0, 60, "before")
@example(2, 60, 0, "before")
@example(3, 0, 400, "none")
@example(4, 200, 400, "after")
def test_whatever_two_texts_hold_both_are_covered_once_and_in_order(
    seed: int, theirs: int, ours: int, end: str
) -> None:
    pairs = [] if end == "none" else PAIRS
    at = 0 if end == "after" else len(pairs)
    sources, targets = ([pair[side] for pair in pairs] for side in (0, 1))
    sources[at:at], targets[at:at] = unrelated(seed, theirs, THEIRS), unrelated(seed + 1, ours, OURS)
    beads, _ = align(Match.of(sources, targets, "ru", "en"))
    assert [n for bead in beads for n in range(bead.source, bead.source_end)] == [*range(len(sources))]
    assert [n for bead in beads for n in range(bead.target, bead.target_end)] == [*range(len(targets))]


@pytest.mark.parametrize("first", [True, False])
def test_pairs_are_found_beside_what_has_no_source(first: bool) -> None:
    sources, targets = ([pair[side] for pair in PAIRS] for side in (0, 1))
    more = unrelated(5, 60, OURS)
    document = paired(cut("\n\n".join(more + targets if first else targets + more)), cut("\n\n".join(sources)))
    found = [segment.source for segment in document.segments]
    assert (found[60:] if first else found[:20]) == sources
    assert (document.notice, document.lost) == ("", ())


@pytest.mark.parametrize("theirs", [1, 3, 10])
def test_the_source_of_another_text_is_left_out(theirs: int) -> None:
    source = replace(cut("\n\n".join(unrelated(7, theirs, THEIRS))), path="b.txt")
    target = replace(cut("\n\n".join(unrelated(8, 60, OURS))), notice="read as UTF-16")
    document = paired(target, source)
    assert not any(segment.source for segment in document.segments)
    assert (document.source, document.lost) == (None, ())
    told = "most of it is not in b.txt, which seems to be the source of another text; left out"
    assert document.notice == f"read as UTF-16; {told}"


def test_a_short_text_may_have_more_than_its_source() -> None:
    document = paired(cut("The ferry left.\n\nOne.\n\nTwo two two two two two.\n\nThree."), cut("Паром ушёл."))
    assert [segment.source for segment in document.segments] == ["Паром ушёл.", "", "", ""]


def test_sentences_of_a_whole_text_in_one_paragraph_are_not_aligned() -> None:
    def found(count: int) -> Astray:
        source = " ".join(f"Порт номер {n} закрыли. Капитан молчал весь день." for n in range(count))
        target = " ".join(f"Port number {n} was closed. The captain kept silent all day." for n in range(count - 1))
        return astray(Segment(target, source, "en", "ru"))

    assert len(found(5).lost) == 2
    assert found(3000) == Astray()


def test_long_documents_take_linear_time() -> None:
    def work(size: int) -> None:
        texts = ["The ferry left." * (1 + n * n % 7) for n in range(size)]
        beads, _ = align(Match.of(texts, texts[: size // 2] + texts[size // 2 + 20 :], "en", "en"))
        assert (beads[-1].source_end, beads[-1].target_end) == (size, size - 20)

    assert grows_evenly(work, 250)
