"""What pages print around their text, by language: furniture.tsv.

A `heading` stands above links to other articles, a `line` is a paragraph of its own, `inside` stands in a sentence.
"""

import csv
import re
from functools import cache
from pathlib import Path

from mtqa.expressions import compiled

LONGEST = 160
_EDGES = " \u00a0\t|»>→•–—-"
_END = " :.…!*"


@cache
def _expressions(language: str, *where: str) -> re.Pattern[str]:
    table = Path(__file__).with_name("furniture.tsv").read_text("utf8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    found = [row["expression"] for row in rows if row["language"] == language and row["where"] in where]
    return compiled("|".join(f"(?:{expression})" for expression in found) or "(?!)", re.IGNORECASE)


def is_heading(text: str, language: str) -> bool:
    """Whether the paragraph says that links to other articles follow."""
    return _is_whole(text, _expressions(language, "heading"))


def is_line(text: str, language: str) -> bool:
    """Whether the whole paragraph is furniture."""
    return _is_whole(text, _expressions(language, "heading", "line"))


def _is_whole(text: str, expression: re.Pattern[str]) -> bool:
    return len(text) <= LONGEST and expression.fullmatch(text.strip(_EDGES).rstrip(_END)) is not None


def inside(language: str) -> re.Pattern[str]:
    """Remarks of the page that stand inside a sentence, in brackets."""
    return _expressions(language, "inside")
