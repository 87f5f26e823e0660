"""Numbers and dates are read as values, in six languages, whatever they are written in, and in linear time."""

import csv
from pathlib import Path
from time import process_time

import pytest

from mtqa.quantities import mismatches, read
from mtqa.quantities.words import FREE

TABLE = Path(__file__).with_name("quantities.tsv")
CODES = ("ru", "uk", "de", "fr", "es", "en")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def told(text: str, lang: str) -> str:
    """The first readings of the numbers and dates that count, as the table writes them."""
    return " ".join(
        ":".join(map(str, mention.keys[0])) if isinstance(mention.keys[0], tuple) else f"{mention.keys[0]:.6g}"
        for mention in sorted(read(text, lang))
        if mention.keys and mention.level > FREE
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['lang']}-{row['text'][:40]}")
def test_values_are_read(row: dict[str, str]) -> None:
    assert told(row["text"], row["lang"]) == row["values"]


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
    def cost(length: int) -> float:
        text, other = ((piece * length)[:length] + end for end in (" x", " 7 y"))
        started = process_time()
        for code in ("ru", "fr", "de"):
            mismatches(text, other, code, "en")
            mismatches(other, text, "en", code)
        return process_time() - started

    long = cost(8_000)
    assert long < 0.2 or long < 8 * min(cost(2_001 + number) for number in range(2))
