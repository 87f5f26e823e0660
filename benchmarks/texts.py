"""Texts of any size for measuring: clean ones made of human translations, and the same with faults put in."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

APART = 40  # words from one fault to the next
FAULTS: tuple[Callable[[str], str], ...] = (
    lambda word: f"{word} {word}",
    lambda word: f"{word} ,",
    lambda word: f"{word},,",
    lambda word: f"«{word}»",
    lambda word: f"{word} пристань",
    lambda word: f"{word} in 2009 of the year",
    lambda word: f"{word} ( see",
    lambda word: f"{word} № 5",
    lambda word: f"{word}  and",
    lambda word: f"{word} м{word}",
)


def sentences(data: Path) -> list[str]:
    """Sentences by professional translators: the news in `clean-en`, the human column of `wmt22.ru-en.tsv`. Those that
    begin or end a quotation and no more are left out: shuffled, its marks would be a fault."""
    found = [line for path in sorted((data / "clean-en").glob("*.txt")) for line in path.read_text("utf8").splitlines()]
    with (data / "wmt22.ru-en.tsv").open(encoding="utf8", newline="") as file:
        found += [row["human"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return [line for line in found if line.strip() and line.count('"') % 2 == 0 and line.count("“") == line.count("”")]


def prose(lines: list[str], size: int) -> Iterator[str]:
    """Paragraphs of three sentences, shuffled over and over, that take so many bytes."""
    random, left = Random(size), list[str]()
    while size > 0:
        if len(left) < 3:
            left = random.sample(lines, len(lines))
        paragraph = " ".join(left.pop() for _ in range(3)) + "\n\n"
        size -= len(paragraph.encode())
        yield paragraph


def damaged(paragraphs: Iterator[str]) -> Iterator[str]:
    """The paragraphs with a fault in every 40 words."""
    random, until = Random(1), APART
    for paragraph in paragraphs:
        words = paragraph.split(" ")
        for at, word in enumerate(words):
            until -= 1
            if until <= 0 and word.isalpha():
                words[at] = random.choice(FAULTS)(word)
                until = APART
        yield " ".join(words)


def catalog(paragraphs: Iterator[str]) -> Iterator[str]:
    """The paragraphs as a PO catalog whose translations say what their sources say."""
    yield 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    seen = set[str]()
    for paragraph in paragraphs:
        text = paragraph.strip().replace("\\", "\\\\").replace('"', '\\"').replace("\t", " ")
        if text not in seen:
            seen.add(text)
            yield f'msgid "{text}"\nmsgstr "{text}"\n\n'
