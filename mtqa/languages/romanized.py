"""Whether a word in Latin letters is a Russian or Ukrainian one, by the runs of letters in it: romanized.txt."""

from functools import cache
from pathlib import Path

SCALE = 10
LENGTHS = (2, 3, 4)


def pieces(word: str) -> list[str]:
    """The runs of letters that are weighed, with marks for the word's start and end."""
    marked = f"^{word}$"
    return [marked[at : at + length] for length in LENGTHS for at in range(len(marked) - length + 1)]


@cache
def _weights() -> dict[str, int]:
    rows = (line.split("\t") for line in Path(__file__).with_name("romanized.txt").read_text("utf8").splitlines())
    return {part: int(row[0]) for row in rows if len(row) == 2 for part in row[1].split(" ")}


def likeness(word: str) -> float:
    """The logarithm of the odds that a word in small letters is Russian or Ukrainian."""
    weights = _weights()
    return (weights.get("", 0) + sum(weights.get(part, 0) for part in pieces(word))) / SCALE


@cache
def loan_words() -> frozenset[str]:
    """The words that would be taken for Russian or Ukrainian ones, but that other languages have too."""
    lines = Path(__file__).with_name("loan_words.txt").read_text("utf8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
