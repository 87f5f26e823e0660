"""Numbers and dates are read as values, in six languages, whatever they are written in, and in linear time."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from mtqa.languages import language
from mtqa.quantities import faults_across, mismatches, read
from mtqa.quantities.words import FREE
from mtqa.segment import Document, Segment
from tests.growth import grows_evenly

TABLE = Path(__file__).with_name("quantities.tsv")
PAIRS = Path(__file__).with_name("quantity_pairs.tsv")
CODES = ("ru", "uk", "de", "fr", "es", "en")


def rows(table: Path = TABLE) -> list[dict[str, str]]:
    with table.open(encoding="utf8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def told(text: str, lang: str) -> str:
    """The first readings of the numbers and dates that count, as the table writes them."""
    return " ".join(
        ":".join(map(str, mention.keys[0])) if isinstance(mention.keys[0], tuple) else f"{mention.keys[0]}"
        for mention in sorted(read(text, lang))
        if mention.keys and mention.level > FREE
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['lang']}-{row['text'][:40]}")
def test_values_are_read(row: dict[str, str]) -> None:
    assert told(row["text"], row["lang"]) == row["values"]


@pytest.mark.parametrize("row", rows(PAIRS), ids=lambda row: f"{row['source'][:40]} {row['target'][:40]}")
def test_a_target_is_compared_with_its_source(row: dict[str, str]) -> None:
    found = mismatches(row["source"], row["target"], row["source_lang"], row["target_lang"])
    expected = {"-": [], "note": ["note"], "fault": ["fault"]}[row["expected"]]
    assert ["note" if one.kind == "converted" else "fault" for one in found] == expected


def first(text: str, lang: str) -> tuple[object, ...]:
    """All readings of the one number in the text."""
    (mention,) = read(text, lang)
    assert (mention.start, mention.end) == (0, len(text))
    return mention.keys


NUMBERS = st.one_of(st.integers(0, 120), st.integers(0, 9_999), st.integers(0, 10**12))


@given(NUMBERS, st.sampled_from(CODES))
def test_a_number_in_words_is_read_back(number: int, lang: str) -> None:
    assert number in first(num2words(number, lang=lang), lang)


@given(NUMBERS, st.sampled_from(("ru", "uk", "en", "de", "fr", "es")))
def test_an_ordinal_in_words_is_read_back(number: int, lang: str) -> None:
    if 3 <= number <= 20 or (lang == "en" and number):
        assert number in first(num2words(number, lang=lang, to="ordinal"), lang)


@given(NUMBERS, st.integers(0, 99), st.sampled_from(CODES))
def test_a_number_in_figures_is_read_back(number: int, hundredths: int, lang: str) -> None:
    known = language(lang)
    grouped = f"{number:,}".replace(",", known.group)
    assert number in first(grouped, lang)
    if hundredths % 10:
        value = float(f"{number}.{hundredths:02}")
        assert float(f"{value:.10g}") in first(f"{grouped}{known.decimal}{hundredths:02}", lang)


def test_a_number_may_stand_in_the_segment_beside() -> None:
    first = Segment("He left for the mill", "В 7:40 он уехал на мельницу", "en", "ru")
    second = Segment("at 7:40 and did not return.", "и не вернулся.", "en", "ru")
    assert list(faults_across(Document([first, second]))) == []
    lost = [index for index, _ in faults_across(Document([second._replace(target="and left."), first]))]
    assert lost == [1]


HOSTILE = (
    "1",
    "1,",
    "1.",
    "1 ",
    "1 000 ",
    "12:",
    "5-",
    "+7 ",
    "$1 ",
    "a@",
    "один ",
    "сто тысяч ",
    "двести два ",
    "XIX ",
    "5 марта ",
    "5, 6, ",
    "2019–",
    "and a half ",
    "tens of ",
    "March 5, ",
    "hundert",
    "zwei",
    "half past ",
    "I",
    "½",
    "двадцати",
    "www.a",
    "м2 ",
    "5km ",
    "(8 800 555 35 35) ",
    "сто раз ",
    "пол",
    "1/2/",
    "%",
    "1-1-",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_reading_takes_linear_time(piece: str) -> None:
    def work(length: int) -> None:
        text, other = ((piece * length)[:length] + end for end in (" x", " 7 y"))
        for code in ("ru", "fr", "de"):
            mismatches(text, other, code, "en")
            mismatches(other, text, "en", code)

    assert grows_evenly(work, 2_000)
