"""Makes pairs.tsv from the profiles of langdetect: python -m mtqa.languages.make_pairs

langdetect is under the Apache License 2.0.
"""

import json
from collections.abc import Iterator
from math import log10
from pathlib import Path

from mtqa.languages.pairs import NONE
from mtqa.languages.scripts import WRITTEN_IN, script


def _profiles() -> Iterator[Path]:
    from langdetect.detector_factory import PROFILES_DIRECTORY  # type: ignore[import-untyped] # noqa: PLC0415

    return (path for path in sorted(Path(PROFILES_DIRECTORY).iterdir()) if WRITTEN_IN.get(path.name) == "Cyrillic")


def _rarities(profile: Path) -> dict[str, int]:
    """By pair, how rare it is, in tenths of powers of ten."""
    counts = json.loads(profile.read_text("utf8"))["freq"]
    pairs = {
        pair: count
        for pair, count in counts.items()
        if len(pair) == 2 and pair == pair.lower() and all(char == " " or script(char) == "Cyrillic" for char in pair)
    }
    total = sum(pairs.values())
    return {pair: round(10 * log10(total / count)) for pair, count in pairs.items()}


def lines() -> Iterator[str]:
    tables = {profile.name: _rarities(profile) for profile in _profiles()}
    yield "# How rare pairs of letters are, in tenths of powers of ten; made by make_pairs.py from langdetect."
    yield "\t".join(["pair", *tables])
    for pair in sorted(set().union(*tables.values())):
        yield "\t".join([pair, *(str(table.get(pair, NONE)) for table in tables.values())])


if __name__ == "__main__":
    Path(__file__).with_name("pairs.tsv").write_text("\n".join(lines()) + "\n", "utf8")
